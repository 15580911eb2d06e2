//! `policyc check`: messages, cases and policies.

use super::mend::Mender;
use crate::{
    args::{Check, Common, Stdin, Undetermined},
    files,
    input::{Input, is_message},
    output::{Printer, diagnostics, entry::Failure, plain::show},
    project::{self, Project},
    status::Status,
};
use policyc::{
    Case, CheckOptions, Kind, Policies, check_full,
    diag::{Source, SourceMap},
    fix::Mended,
    split_lines,
};
use std::{
    collections::VecDeque,
    io::Read,
    path::{Path, PathBuf},
};

/// Runs it.
pub(crate) fn run(args: &Check, common: &Common) -> Status {
    let found = files::find(&args.paths);
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    let mut status = Status::Clean;
    let project = project::load(common, &found.policies);
    let mut printer = match Printer::new(args, common, &project) {
        Ok(printer) => printer,
        Err(why) => {
            eprintln!("policyc: --output {why}");
            return Status::Fault;
        }
    };
    for (path, why) in found.broken.iter().chain(&project.broken) {
        let file = path.display().to_string();
        eprintln!("policyc: {}: {why}", show(&file));
        printer.failure(Failure { file, place: None, message: why.clone() });
        status = status.and(Status::Fault);
    }
    let policies_only = found.messages.is_empty() && !stdin;
    status = status.and(told(&project, policies_only, &mut printer));
    let Some(policies) = &project.policies else { return status.and(Status::Fault) };
    if let Some(unknown) = args.policy.iter().find(|name| policies.find(name).is_none()) {
        return status.and(no_such_policy(unknown, policies));
    }
    if policies_only {
        if !common.quiet && args.paths.len() == found.policies.len().min(args.paths.len()) {
            printer.summary_of_policies();
        }
        return status;
    }
    let dictionaries = files::dictionary_folders();
    let mender = Mender { args, policies, quiet: common.quiet };
    let (facts, mended) = (Vec::new(), VecDeque::new());
    let mut run = Run { args, policies, printer: &mut printer, status, facts, dictionaries, mender, mended };
    if !run.read_facts() {
        return run.status;
    }
    for (path, kind) in &found.messages {
        run.file(path, *kind);
    }
    if stdin {
        run.standard_input();
    }
    let status = run.status;
    printer.finish();
    drop(printer);
    // The program ends here: the system takes the memory back quicker than it could be freed piece by piece.
    std::mem::forget(project);
    status
}

/// Prints what the compiler says: all of it where policies were asked about, else errors alone.
fn told(project: &Project, policies_only: bool, printer: &mut Printer<'_>) -> Status {
    let shown = project.diagnostics.iter().filter(|diagnostic| {
        let error = diagnostic.severity == policyc::diag::Severity::Error;
        let file = project.sources.get(diagnostic.primary.span.source).map(|source| source.name.as_str());
        let asked = project.named.is_empty() || file.is_some_and(|file| project.named.contains(file));
        error || (policies_only && asked)
    });
    diagnostics::print(shown, &project.sources, printer.style());
    if project.errors() > 0 { Status::Fault } else { Status::Clean }
}

fn no_such_policy(name: &str, policies: &Policies) -> Status {
    let names: Vec<&str> = policies.list().iter().map(|policy| policy.name.as_str()).collect();
    eprintln!("policyc: there is no policy `{name}`");
    match near(name, names.iter().copied()) {
        Some(near) => eprintln!("  help: did you mean `{near}`?"),
        None => eprintln!("  help: there is {}", names.join(", ")),
    }
    Status::Fault
}

/// The name that is nearest, if one is near.
pub(crate) fn near<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, other)| *distance <= 3.max(other.len() / 4))
        .min()
        .map(|(_, other)| other)
}

struct Run<'a, 'p> {
    args: &'a Check,
    policies: &'a Policies,
    printer: &'a mut Printer<'p>,
    status: Status,
    /// Facts of `--facts`: name, text and kind.
    facts: Vec<(String, String, Kind)>,
    /// Folders with dictionaries.
    dictionaries: Vec<PathBuf>,
    mender: Mender<'a>,
    /// What was mended of the cases that are judged next.
    mended: VecDeque<Option<Mended>>,
}

impl Run<'_, '_> {
    fn read_facts(&mut self) -> bool {
        // A path that leads nowhere is a fault too, but stops no other file.
        let mut good = true;
        for path in &self.args.facts {
            let kind = if path.extension().is_some_and(|ending| ending == "toml") { Kind::Toml } else { Kind::Json };
            match files::read_text(path) {
                Ok(text) => self.facts.push((path.display().to_string(), text, kind)),
                Err(why) => {
                    eprintln!("policyc: {}: {why}", show(&path.display().to_string()));
                    good = false;
                }
            }
        }
        if let Some(wrong) = self.args.set.iter().find(|set| !is_setting(set)) {
            eprintln!("policyc: --set {wrong}: write it as PATH=VALUE, such as order.id=123-1234567-1234567");
            good = false;
        }
        if let Some(as_of) = &self.args.as_of
            && policyc::eval::case::typed::instant(as_of).is_none()
        {
            eprintln!("policyc: --as-of {as_of}: this is no moment; write it as 2024-05-20T10:00:00+02:00");
            good = false;
        }
        if !good {
            self.status = self.status.and(Status::Fault);
        }
        good
    }

    fn unreadable(&mut self, path: &Path, why: &str) {
        let file = path.display().to_string();
        eprintln!("policyc: {}: {why}", show(&file));
        self.printer.failure(Failure { file, place: None, message: why.to_owned() });
        self.status = self.status.and(Status::Unreadable);
    }

    fn file(&mut self, path: &Path, kind: Kind) {
        let mut input = match Input::read(path, kind) {
            Ok(input) => input,
            Err((path, why)) => return self.unreadable(&path, &why),
        };
        if self.mender.wanted() {
            let (bytes, mended) =
                if kind == Kind::JsonLines { self.mend_lines(&input) } else { self.mend_whole(&input) };
            if let Err(why) = self.mender.keep(path, &input.bytes, &bytes) {
                return self.unreadable(path, &why);
            }
            (input.bytes, self.mended) = (bytes, mended);
        }
        self.judge_all(&input);
    }

    /// The bytes of a file with one case, mended.
    fn mend_whole(&self, input: &Input) -> (Vec<u8>, VecDeque<Option<Mended>>) {
        let read = |bytes: &[u8]| self.completed(input.first(bytes).ok()?).ok();
        let mended = self.mender.mend(&input.bytes, input.kind, &read);
        mended.iter().for_each(|mended| self.mender.tell(&input.name, mended));
        let bytes = mended.as_ref().map_or_else(|| input.bytes.clone(), |mended| mended.bytes.clone());
        (bytes, VecDeque::from([mended]))
    }

    /// The bytes of a file with a case a line, each mended by itself.
    fn mend_lines(&self, input: &Input) -> (Vec<u8>, VecDeque<Option<Mended>>) {
        let text = String::from_utf8_lossy(&input.bytes);
        let (mut bytes, mut all, mut end, mut number) = (Vec::new(), VecDeque::new(), 0, 0);
        for (at, (start, line)) in split_lines(&text).enumerate() {
            let fallback = format!("{}:{}", input.name, at + 1);
            let read = |bytes: &[u8]| {
                let source = Source::new(input.name.as_str(), bytes);
                let case = Case::from_json_at(&source, std::str::from_utf8(bytes).ok()?, 0, &fallback);
                self.completed(case.ok()?).ok()
            };
            let between = text.get(end..start).unwrap_or_default();
            number += between.matches('\n').count();
            let mut mended = self.mender.mend(line.as_bytes(), input.kind, &read);
            bytes.extend(between.as_bytes());
            bytes.extend(mended.as_ref().map_or(line.as_bytes(), |mended| &mended.bytes));
            if let Some(mended) = &mut mended {
                mended.applied.iter_mut().for_each(|applied| applied.line += number);
                self.mender.tell(&read(&mended.bytes).map_or(fallback, |case| case.id), mended);
            }
            all.push_back(mended);
            end = start + line.len();
        }
        bytes.extend(text.get(end..).unwrap_or_default().as_bytes());
        (bytes, all)
    }

    fn judge_all(&mut self, input: &Input) {
        if !is_message(input.kind) && input.bytes.trim_ascii().is_empty() {
            return self.unreadable(Path::new(&input.name), "the file is empty");
        }
        for case in input.cases() {
            let mended = self.mended.pop_front().flatten();
            match case {
                Ok(case) => self.judge(case, mended.as_ref()),
                Err(error) => self.refuse(&error),
            }
        }
    }

    fn refuse(&mut self, error: &policyc::CaseError) {
        self.fault(&error.diagnostic, &error.sources);
    }

    fn fault(&mut self, diagnostic: &policyc::diag::Diagnostic, sources: &SourceMap) {
        diagnostics::print(std::iter::once(diagnostic), sources, self.printer.style());
        self.printer.failure(Failure::from_diagnostic(diagnostic, sources));
        self.status = self.status.and(Status::Unreadable);
    }

    /// The case with all that the command line supplies.
    fn completed(&self, mut case: Case) -> Result<Case, Box<policyc::CaseError>> {
        for (name, text, kind) in &self.facts {
            case.supply(name, text, *kind)?;
        }
        let as_of = self.args.as_of.as_ref().map(|as_of| ("as_of", format!("\"{as_of}\"")));
        let sets =
            self.args.set.iter().filter_map(|set| set.split_once('=')).map(|(path, text)| (path, text.to_owned()));
        for (path, text) in sets.chain(as_of) {
            case.set(path, &text)?;
        }
        case.use_dictionaries(&self.dictionaries);
        Ok(case)
    }

    fn judge(&mut self, case: Case, mended: Option<&Mended>) {
        let case = match self.completed(case) {
            Ok(case) => case,
            Err(error) => return self.refuse(&error),
        };
        let options = CheckOptions { policies: self.args.policy.clone(), all_outcomes: self.args.all_outcomes };
        let checked = check_full(self.policies, &case, &options);
        let mut told = std::collections::BTreeSet::new();
        for problem in checked.iter().flat_map(|checked| checked.problems.clone()) {
            let diagnostic = problem.into_diagnostic();
            if told.insert((diagnostic.primary.span, diagnostic.message.clone())) {
                self.fault(&diagnostic, &case.sources);
            }
        }
        for checked in &checked {
            self.status = self.status.and(status_of(checked.verdict, self.args.undetermined_as));
            self.printer.report(&case, checked, mended);
        }
    }

    fn standard_input(&mut self) {
        let mut bytes = Vec::new();
        if let Err(error) = std::io::stdin().lock().read_to_end(&mut bytes) {
            self.unreadable(Path::new("-"), &error.to_string());
            return;
        }
        let kind = match self.args.stdin {
            Stdin::Eml => Kind::Mail,
            Stdin::Html => Kind::Html,
            Stdin::Txt => Kind::Text,
            Stdin::Json => Kind::Json,
            Stdin::Jsonl => Kind::JsonLines,
            Stdin::Toml => Kind::Toml,
        };
        let name = "-".to_owned();
        match kind {
            _ if bytes.is_empty() => self.unreadable(Path::new("-"), "standard input is empty"),
            kind if !is_message(kind) && std::str::from_utf8(&bytes).is_err() => {
                self.unreadable(Path::new("-"), "standard input is no UTF-8");
            }
            kind => self.judge_all(&Input { name, kind, bytes, context: Vec::new() }),
        }
    }
}

/// Whether it is `PATH=VALUE` with a path whose parts all have a name.
fn is_setting(text: &str) -> bool {
    text.split_once('=').is_some_and(|(path, _)| path.split('.').all(|key| !key.is_empty()))
}

fn status_of(verdict: policyc::eval::Verdict, undetermined: Undetermined) -> Status {
    use policyc::eval::Verdict;
    match (verdict, undetermined) {
        (Verdict::Compliant, _) => Status::Clean,
        (Verdict::Violation, _) | (_, Undetermined::Violation) => Status::Violation,
        (Verdict::Undetermined | Verdict::Review, Undetermined::Open) => Status::Open,
    }
}
