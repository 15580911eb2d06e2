//! `policyc receipt` and `policyc verify`: decision records, written and made again.

use super::check::near;
use crate::{
    args::{Common, Listing, MakeReceipt, VerifyReceipt},
    files,
    input::Input,
    output::{plain::show, say},
    project::{self, Project},
    status::Status,
};
use policyc::{
    CheckOptions, Kind, kind_of,
    receipt::{Decision, Hashed, Receipt, SCHEMA},
};
use std::path::{Path, PathBuf};

/// Writes a record.
pub(crate) fn run(args: &MakeReceipt, common: &Common) -> Status {
    let found = files::find(&args.paths);
    for (path, why) in &found.broken {
        eprintln!("policyc: {}: {why}", show(&path.display().to_string()));
    }
    if found.messages.is_empty() || !found.broken.is_empty() {
        eprintln!("policyc: a record wants messages or cases");
        return Status::Fault;
    }
    let project = project::load(common, &found.policies);
    let receipt = match made(&project, &args.policy, args.as_of.as_deref(), &found.messages) {
        Ok(receipt) => receipt,
        Err((why, status)) => {
            eprintln!("policyc: {}", show(&why));
            return status;
        }
    };
    match &args.output {
        None => say!("{}", receipt.text().trim_end()),
        Some(path) => {
            if let Err(why) = files::write(path, receipt.text().as_bytes()) {
                eprintln!("policyc: {}: {why}", path.display());
                return Status::Fault;
            }
            if !common.quiet {
                let (count, place) = (receipt.decisions.len(), show(&path.display().to_string()));
                say!("{count} decisions recorded in {place}, seal {}", receipt.seal);
            }
        }
    }
    Status::Clean
}

/// Makes the decisions of a record again, and tells what differs.
pub(crate) fn verify(args: &VerifyReceipt, common: &Common) -> Status {
    let read = files::read_text(&args.record).and_then(|text| Receipt::read(&text).map(|record| (record, text)));
    let (record, text) = match read {
        Ok(read) => read,
        Err(why) => {
            eprintln!("policyc: {}: {}", show(&args.record.display().to_string()), show(&why));
            return Status::Fault;
        }
    };
    let project = project::load(common, &given(&record, common));
    // A file of cases stands in a record once for each of its lines.
    let mut messages: Vec<(PathBuf, Kind)> = Vec::new();
    for decision in &record.decisions {
        let path = PathBuf::from(&decision.file.name);
        if messages.last().is_none_or(|(last, _)| *last != path) {
            messages.push((path, kind_of(&decision.file.name).unwrap_or(Kind::Policy)));
        }
    }
    let told = match made(&project, &record.asked, record.as_of.as_deref(), &messages) {
        Ok(anew) => {
            let mut told = record.differences(&anew);
            if told.is_empty() && anew.text() != text {
                told.push("the record is laid out otherwise than it was written".to_owned());
            }
            told
        }
        Err((why, _)) => vec![why],
    };
    match args.format {
        Listing::Json => {
            let report = serde_json::json!({
                "schema": "policyc-verify/1", "record": args.record.display().to_string(), "seal": record.seal,
                "decisions": record.decisions.len(), "equal": told.is_empty(), "differences": told,
            });
            say!("{report:#}");
        }
        Listing::Human if !common.quiet => {
            told.iter().for_each(|line| say!("differs: {}", show(line)));
            let (name, count) = (show(&args.record.display().to_string()), record.decisions.len());
            match told.len() {
                0 => say!("{name}: {count} decisions come out as recorded, to the byte"),
                more => say!("{name}: {more} differences in {count} decisions"),
            }
        }
        Listing::Human => {}
    }
    if told.is_empty() { Status::Clean } else { Status::Violation }
}

/// Policy files of the record that are not among the project's own: they were given by the caller.
fn given(record: &Receipt, common: &Common) -> Vec<PathBuf> {
    let own = project::own_files(common);
    let known = |name: &str| own.iter().any(|own| own == name);
    let files = record.policies.iter().map(|file| file.name.as_str());
    let given = files.filter(|name| kind_of(name) == Some(Kind::Policy) && !known(name) && Path::new(name).is_file());
    given.map(PathBuf::from).collect()
}

fn made(
    project: &Project,
    asked: &[String],
    as_of: Option<&str>,
    messages: &[(PathBuf, Kind)],
) -> Result<Receipt, (String, Status)> {
    let Some(policies) = &project.policies else {
        return Err(("the policies do not compile; `policyc check` says why".to_owned(), Status::Fault));
    };
    if let Some(unknown) = asked.iter().find(|name| policies.find(name).is_none()) {
        let names = policies.list().iter().map(|policy| policy.name.as_str());
        let near = near(unknown, names).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Err((format!("there is no policy `{unknown}`{near}"), Status::Fault));
    }
    let mut sources: Vec<Hashed> =
        project.sources.iter().map(|(_, source)| Hashed::new(source.name.as_str(), source.bytes())).collect();
    sources.sort();
    let mut decisions = Vec::new();
    for (path, kind) in messages {
        let unreadable = |why: String| (format!("{}: {why}", path.display()), Status::Unreadable);
        let input = Input::read(path, *kind)
            .map_err(|(path, why)| (format!("{}: {why}", path.display()), Status::Unreadable))?;
        for (at, case) in input.cases().enumerate() {
            let mut read = case.map_err(|error| unreadable(error.to_string()))?;
            if let Some(as_of) = as_of {
                read.set("as_of", &format!("\"{as_of}\"")).map_err(|error| unreadable(error.to_string()))?;
            }
            let options = CheckOptions { policies: asked.to_vec(), all_outcomes: false };
            let reports = policyc::check(policies, &read, &options);
            let context = input.context.iter();
            let context = context.map(|(path, _, text)| Hashed::new(path.display().to_string(), text.as_bytes()));
            let file = Hashed::new(input.name.as_str(), &input.bytes);
            let case = (*kind == Kind::JsonLines).then_some(at + 1);
            decisions.push(Decision::new(file, case, context.collect(), &reports));
        }
    }
    let record = Receipt {
        schema: SCHEMA.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        asked: asked.to_vec(),
        as_of: as_of.map(str::to_owned),
        policies: sources,
        decisions,
        seal: String::new(),
    };
    Ok(record.sealed())
}
