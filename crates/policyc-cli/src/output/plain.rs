//! Plain output: a line a fact, no drawing; for screen readers and logs.

use super::entry::{ordered, tally};
pub(crate) use policyc::diag::in_one_line as show;
use policyc::{FindingEntry, Report};
use std::fmt::Write;

/// A report in lines.
pub(crate) fn text(report: &Report) -> String {
    let mut out = String::new();
    let policy = report.policy.as_deref().unwrap_or("no policy");
    let edition = report.edition.as_deref().map(|edition| format!(" edition {edition}")).unwrap_or_default();
    let _ = writeln!(out, "{}: {} under {policy}{edition}: {}", show(&report.message), report.verdict, tally(report));
    for note in report.editions.iter().flatten() {
        let _ = writeln!(out, "  note: {note}");
    }
    for finding in ordered(report) {
        lines(&mut out, finding);
    }
    out
}

fn lines(out: &mut String, finding: &FindingEntry) {
    let part = finding.part.as_deref().map(|part| format!(", part {part}")).unwrap_or_default();
    let _ = writeln!(out, "  {} ({}): rule {}{part}", finding.outcome, finding.severity.name(), finding.rule);
    let _ = writeln!(out, "    {}", show(&finding.message));
    for span in finding.spans.iter().filter(|span| span.role.is_none()) {
        let (source, text) = (show(&span.source), show(&span.text));
        let _ = writeln!(out, "    at {source} line {} column {}: {text}", span.line, span.column);
    }
    if !finding.clauses.is_empty() {
        let _ = writeln!(out, "    rests on {}", finding.clauses.join(", "));
    }
    if !finding.missing.is_empty() {
        let _ = writeln!(out, "    missing: {}", show(&finding.missing.join(", ")));
    }
    for permit in finding.exceptions.iter().chain(&finding.permits) {
        let why = if permit.why.is_empty() { String::new() } else { format!(", {}", show(&permit.why)) };
        let _ = writeln!(out, "    {} {}{why}", permit.name, answer(permit));
    }
    if let Some(note) = &finding.note {
        let _ = writeln!(out, "    note: {}", show(note));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "    help: {}", show(help));
    }
    if let Some(fix) = &finding.fix {
        let _ = writeln!(out, "    {}", show(&fix.clause));
    }
}

fn answer(consulted: &policyc::ExceptionEntry) -> &'static str {
    match consulted.outcome {
        policyc::eval::Answered::Yes => "holds",
        policyc::eval::Answered::No => "does not hold",
        policyc::eval::Answered::Unknown => "not known",
    }
}
