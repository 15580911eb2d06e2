//! `policyc test --evasions`: rewritten examples and cases whose verdict does not hold.

use crate::{
    args::{Listing, Test},
    cases::{self, Cases},
    output::{plain::show, print, say},
    project::Project,
    status::Status,
};
use policyc::{
    Policies,
    evasions::{self, Evasions, Options, Survivor},
    labels::{Groups, Labelled},
};

/// Runs it and tells what came of it. Violated if a verdict is lost, a case could not be read or nothing was rewritten.
pub(super) fn run(project: &Project, policies: &Policies, cases: &Cases, args: &Test, quiet: bool) -> Status {
    let mut groups: Vec<Groups> = Vec::new();
    for loaded in &cases.loaded {
        match cases::groups_beside(&loaded.file) {
            Ok(found) => groups.push(found),
            Err((path, why)) => {
                eprintln!("policyc: {}: {why}", path.display());
                return Status::Fault;
            }
        }
    }
    let labelled: Vec<(&Labelled, &Groups)> = cases.loaded.iter().map(|loaded| &loaded.labelled).zip(&groups).collect();
    let options = Options { one_of: args.one_of, only: args.only.clone() };
    let found = evasions::run(policies, &labelled, &options);
    match args.format {
        Listing::Json => print(&serde_json::to_string_pretty(&found).unwrap_or_default()),
        Listing::Human => tell(project, &found, quiet),
    }
    if found.total() == 0 {
        eprintln!("policyc: nothing was rewritten; that is a failure too");
    }
    let held = found.survivors.is_empty() && found.total() > 0 && cases.unreadable == 0;
    if held { Status::Clean } else { Status::Violation }
}

fn tell(project: &Project, found: &Evasions, quiet: bool) {
    found.survivors.iter().for_each(|survivor| tell_one(project, survivor));
    if !quiet {
        for (way, tried) in &found.tried {
            let lost = found.survivors.iter().filter(|survivor| survivor.way == *way).count();
            say!("{}: {} of {tried} held", way.name(), tried - lost);
        }
    }
    if found.wrong_before > 0 {
        say!("{} left out: they do not come out as expected as they stand; see `policyc test`", found.wrong_before);
    }
    if found.passed_over > 0 {
        say!("{} passed over: raw mails, templates, or both plain text and HTML", found.passed_over);
    }
    let held = found.total() - found.survivors.len();
    say!("{} rewritten: {held} verdicts held, {} lost", found.subjects, found.survivors.len());
}

fn tell_one(project: &Project, survivor: &Survivor) {
    let source = survivor.at.and_then(|at| Some((project.sources.get(at.0.source)?, at.0.start as usize)));
    let place = source.map(|(source, start)| format!("{}:{}: ", source.name, source.line_column(start).line));
    let name = survivor.way.name();
    say!("LOST {}{} ({}), {name}", place.unwrap_or_default(), show(&survivor.of), survivor.policy);
    say!("  expected {}, found {}", survivor.expected, survivor.found);
    survivor.text.lines().for_each(|line| say!("  | {}", seen(line)));
}

/// A line with what cannot be seen written as `\u{…}`.
fn seen(line: &str) -> String {
    let write = |c: char| {
        let plain = !c.is_control() && !policyc::message::is_ignorable(c);
        if plain { c.to_string() } else { c.escape_unicode().to_string() }
    };
    line.chars().map(write).collect()
}
