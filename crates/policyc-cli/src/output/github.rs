//! Workflow commands that GitHub shows beside the lines of a change.

use super::entry::{Entry, Failure, ordered, rule_and_part};
use policyc::{FindingEntry, SpanEntry, eval::Outcome, ir::Severity};
use std::fmt::Write;

/// The annotations of one message: what is broken first, since GitHub shows no more than ten of a kind for a step.
pub(crate) fn annotations(entry: &Entry) -> String {
    let mut out = String::new();
    for finding in ordered(&entry.report) {
        let place = finding.spans.iter().find(|span| span.role.is_none());
        let place = place.map_or_else(String::new, |span| position(span, entry));
        let file = property(file_of(finding, entry));
        let policy = entry.report.policy.as_deref().unwrap_or("no policy");
        let title = format!("{} ({policy}): {}", rule_and_part(finding), finding.outcome);
        let _ = writeln!(
            out,
            "::{} file={file}{place},title={}::{}",
            command(finding),
            property(&title),
            data(&message(finding))
        );
    }
    out
}

/// The annotation of what could not be read.
pub(crate) fn failure(failure: &Failure) -> String {
    let place = failure.place.map(|(line, column)| format!(",line={line},col={column}")).unwrap_or_default();
    let file = property(&failure.file);
    format!("::error file={file}{place},title=not read::{}", data(&failure.message))
}

/// The file of the first place; of a finding without a place, the message's.
fn file_of<'a>(finding: &'a FindingEntry, entry: &'a Entry) -> &'a str {
    let place = finding.spans.iter().find(|span| span.role.is_none());
    place.map_or(entry.file.as_str(), |span| span.source.as_str())
}

fn command(finding: &FindingEntry) -> &'static str {
    let broken = finding.outcome == Outcome::Violation.name();
    let open = [Outcome::Undetermined, Outcome::Review].iter().any(|outcome| finding.outcome == outcome.name());
    match finding.severity {
        Severity::Error if broken => "error",
        Severity::Warning if broken => "warning",
        Severity::Error | Severity::Warning if open => "warning",
        _ => "notice",
    }
}

fn message(finding: &FindingEntry) -> String {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    if !finding.clauses.is_empty() {
        let _ = write!(text, "\nrests on {}", finding.clauses.join(", "));
    }
    if !finding.missing.is_empty() {
        let _ = write!(text, "\nto be known first: {}", finding.missing.join(", "));
    }
    text
}

fn position(span: &SpanEntry, entry: &Entry) -> String {
    let end = entry.sources.iter().find(|(_, source)| source.name == span.source);
    let mut place = format!(",line={},col={}", span.line, span.column);
    if let Some(end) = end.map(|(_, source)| source.line_column(span.end)) {
        let _ = write!(place, ",endLine={}", end.line);
        // A column behind the line's last would be taken as no column.
        if end.line == span.line {
            let _ = write!(place, ",endColumn={}", end.column);
        }
    }
    place
}

/// Text behind `::`, on one line and without signs that steer the runner's log.
fn data(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '%' => out.push_str("%25"),
            '\n' => out.push_str("%0A"),
            '\r' => out.push_str("%0D"),
            c if policyc::diag::steers(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn a_text_cannot_begin_a_command_of_its_own() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a:b,c"), "a%3Ab%2Cc");
        assert_eq!(data("\u{1b}[2J\u{202e}"), "<U+001B>[2J<U+202E>");
    }
}
