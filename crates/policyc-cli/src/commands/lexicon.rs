//! `policyc lexicon`: what the words of the policies lack, language by language.

use super::check::near;
use crate::{
    args::{Common, Lexicon, Listing},
    output::{self, plain::show},
    project::{self, Project},
    status::Status,
};
use policyc::{
    diag::Severity,
    parity::{Entry, Parity, parity},
};
use std::fmt::Write;

/// Runs it. Violated if there is something to tell.
pub(crate) fn run(args: &Lexicon, common: &Common) -> Status {
    let project = project::load(common, &args.extra);
    output::diagnostics::print(
        project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error),
        &project.sources,
        &output::style(common),
    );
    let Some(policies) = &project.policies else { return Status::Fault };
    let found = parity(policies, args.name.as_deref());
    if let Some(name) = args.name.as_deref().filter(|_| found.lexicons == 0) {
        eprintln!("policyc: there is no lexicon `{}`", show(name));
        let lexicons = policies.list().iter().flat_map(|policy| policy.lexicons.iter());
        if let Some(near) = near(name, lexicons.map(|lexicon| lexicon.name.as_str())) {
            eprintln!("  help: did you mean `{near}`?");
        }
        return Status::Fault;
    }
    match args.format {
        Listing::Json => output::print(&serde_json::to_string_pretty(&found).unwrap_or_default()),
        Listing::Human => output::print(human(&project, &found, common.quiet).trim_end()),
    }
    if found.is_clean() { Status::Clean } else { Status::Violation }
}

fn human(project: &Project, found: &Parity, quiet: bool) -> String {
    let mut text = String::new();
    if !quiet {
        if !found.lacking.is_empty() {
            text.push_str("lexicons that lack a language\n");
        }
        for lacking in &found.lacking {
            let has = if lacking.has.is_empty() { "none".to_owned() } else { lacking.has.join(", ") };
            let _ = writeln!(text, "  {} lacks {} (has {has})", lacking.lexicon, lacking.lacks.join(", "));
        }
        section(&mut text, "phrases that no example meets", found.unmet.iter().map(|entry| line(project, entry)));
        let opposed =
            found.opposed.iter().map(|opposed| format!("{}: {}", line(project, &opposed.entry), opposed.sides));
        section(&mut text, "phrases on two sides", opposed);
        let traps = found
            .traps
            .iter()
            .map(|trap| format!("{} ({}): {}", line(project, &trap.entry), trap.kind, show(&trap.about)));
        section(&mut text, "accents, capital letters and signs that mislead", traps);
    }
    let _ = writeln!(
        text,
        "{} lexicons with {} phrases: {} lack a language; {} phrases unmet, {} on two sides, {} traps",
        found.lexicons,
        found.phrases,
        found.lacking.len(),
        found.unmet.len(),
        found.opposed.len(),
        found.traps.len()
    );
    text
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<String> = lines.collect();
    if !lines.is_empty() {
        let _ = writeln!(text, "{title}");
        lines.iter().for_each(|line| {
            let _ = writeln!(text, "  {line}");
        });
    }
}

fn line(project: &Project, entry: &Entry) -> String {
    let span = entry.at.0;
    let source = project.sources.get(span.source);
    let place = source.map(|source| format!("{}:{}: ", source.name, source.line_column(span.start as usize).line));
    format!("{}{} in {}: \"{}\"", place.unwrap_or_default(), entry.lexicon, entry.language, show(&entry.phrase))
}
