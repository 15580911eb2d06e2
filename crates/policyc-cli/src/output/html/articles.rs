//! One message of the report: its findings, its source, and how it reads.

use crate::output::entry::{Entry, ordered, rule_and_part};
use policyc::{FindingEntry, eval::Answered, message::html::escaped};
use std::fmt::Write;

/// Writes the article of the message with this number.
pub(super) fn write(number: usize, entry: &Entry, page: &mut String) {
    let report = &entry.report;
    let policy = report.policy.as_deref().unwrap_or("no policy");
    let edition = report.edition.as_deref().map(|edition| format!(", edition {edition}")).unwrap_or_default();
    let _ = writeln!(
        page,
        "<article id=\"m{number}\" data-verdict=\"{0}\" aria-labelledby=\"m{number}h\">\n<h3 id=\"m{number}h\">{number}. {1}: \
         <span class=\"verdict {0}\">{0}</span></h3>\n<p>under {2}</p>",
        report.verdict,
        escaped(&report.message),
        escaped(&format!("{policy}{edition}"))
    );
    for note in report.editions.iter().flatten() {
        let _ = writeln!(page, "<p>{}</p>", escaped(note));
    }
    let findings = ordered(report);
    if findings.is_empty() {
        page.push_str("<p>Nothing found.</p>\n");
    } else {
        page.push_str("<ol class=\"findings\">\n");
        for (at, finding) in findings.iter().enumerate() {
            item(number, at + 1, finding, page);
        }
        page.push_str("</ol>\n");
    }
    if let Some(view) = &entry.view {
        view.write(number, page);
    }
    page.push_str("</article>\n");
}

fn item(message: usize, number: usize, finding: &FindingEntry, page: &mut String) {
    let _ = write!(
        page,
        "<li id=\"m{message}f{number}\" class=\"is-{0}\" data-outcome=\"{0}\" data-rule=\"{1}\"><p><span class=\"outcome {0}\">\
         {0}</span> ({2}), rule <code>{3}</code>: {4}</p>\n<dl>",
        finding.outcome,
        escaped(&finding.rule),
        finding.severity.name(),
        escaped(&rule_and_part(finding)),
        escaped(&finding.message)
    );
    let mut row = |name: &str, text: &str| {
        let _ = write!(page, "<dt>{name}</dt><dd>{}</dd>", escaped(text));
    };
    for span in finding.spans.iter().filter(|span| span.role.is_none()).take(20) {
        row("Where", &format!("{}, line {}, column {}: {}", span.source, span.line, span.column, clipped(&span.text)));
    }
    if let Some(help) = &finding.help {
        row("Help", help);
    }
    if !finding.clauses.is_empty() {
        row("Rests on", &finding.clauses.join(", "));
    }
    if !finding.missing.is_empty() {
        row("To be known first", &finding.missing.join(", "));
    }
    for exception in finding.exceptions.iter().chain(&finding.permits) {
        let answer = match exception.outcome {
            Answered::Yes => "holds",
            Answered::No => "does not hold",
            Answered::Unknown => "is not known",
        };
        row("Exception", &format!("{} {answer} {}", exception.name, exception.why));
    }
    for assumed in &finding.assumed {
        row("Assumed", assumed);
    }
    for text in finding.note.iter().chain(&finding.branch) {
        row("Note", text);
    }
    page.push_str("</dl></li>\n");
}

fn clipped(text: &str) -> String {
    let mut short: String = text.chars().take(300).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
