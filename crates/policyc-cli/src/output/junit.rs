//! JUnit XML, as CI servers read it: a suite for each message and policy, a case for each rule's finding.

use super::entry::{Entry, Failure, ordered, rule_and_part};
use crate::args::Undetermined;
use policyc::{FindingEntry, eval::Outcome, ir::Severity, message::html::entity};
use std::fmt::Write;

/// What a case of a suite comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    Passed,
    /// Advice: told, and passed.
    Told,
    /// Waits for facts or a person; not passed, not failed.
    Skipped,
    Failed,
}

/// The whole document.
pub(crate) fn document(entries: &[Entry], failures: &[Failure], undetermined: Undetermined) -> String {
    let mut suites = String::new();
    let (mut tests, mut failed) = (0, 0);
    for entry in entries {
        let counts = suite(entry, undetermined, &mut suites);
        tests += counts.0;
        failed += counts.1;
    }
    if !failures.is_empty() {
        let _ = writeln!(
            suites,
            "  <testsuite name=\"not read\" tests=\"{0}\" failures=\"0\" errors=\"{0}\" skipped=\"0\">",
            failures.len()
        );
        failures.iter().for_each(|failure| unread(failure, &mut suites));
        suites.push_str("  </testsuite>\n");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"policyc\" tests=\"{}\" failures=\"{failed}\" \
         errors=\"{}\">\n{suites}</testsuites>",
        tests + failures.len(),
        failures.len()
    )
}

/// One suite; returns its number of cases and of failures.
fn suite(entry: &Entry, undetermined: Undetermined, out: &mut String) -> (usize, usize) {
    let report = &entry.report;
    let policy = report.policy.as_deref().unwrap_or("no policy");
    let findings: Vec<(&FindingEntry, Came)> =
        ordered(report).into_iter().map(|finding| (finding, came(finding, undetermined))).collect();
    let count = |wanted: Came| findings.iter().filter(|(_, came)| *came == wanted).count();
    // A message without any finding is a case that passed.
    let tests = findings.len().max(1);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" id=\"{}\" file=\"{}\">",
        escaped(&format!("{} under {policy}", report.message)),
        count(Came::Failed),
        count(Came::Skipped),
        escaped(&report.message),
        escaped(&entry.file),
    );
    properties(entry, out);
    if findings.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"nothing found\" classname=\"{}\"/>", escaped(policy));
    }
    for (finding, came) in &findings {
        case(finding, *came, policy, out);
    }
    out.push_str("  </testsuite>\n");
    (tests, count(Came::Failed))
}

fn properties(entry: &Entry, out: &mut String) {
    let report = &entry.report;
    out.push_str("    <properties>\n");
    let edition = report.edition.iter().map(|edition| ("edition", edition.as_str()));
    let notes = report.editions.iter().flatten().map(|note| ("note", note.as_str()));
    for (name, value) in std::iter::once(("verdict", report.verdict)).chain(edition).chain(notes) {
        let _ = writeln!(out, "      <property name=\"{name}\" value=\"{}\"/>", escaped(value));
    }
    out.push_str("    </properties>\n");
}

fn case(finding: &FindingEntry, came: Came, policy: &str, out: &mut String) {
    let place = finding.spans.iter().find(|span| span.role.is_none());
    let place = place.map(|span| format!(" at {}:{}", span.line, span.column)).unwrap_or_default();
    let name = escaped(&format!("{}{place}", rule_and_part(finding)));
    let _ = write!(out, "    <testcase name=\"{name}\" classname=\"{}\"", escaped(policy));
    if came == Came::Passed {
        out.push_str("/>\n");
        return;
    }
    let kind = format!("{} ({})", finding.outcome, finding.severity.name());
    let text = escaped(&body(finding));
    let _ = match came {
        Came::Failed => write!(out, ">\n      <failure type=\"{kind}\" message=\"{}\">{text}</failure>", head(finding)),
        Came::Skipped => {
            write!(out, ">\n      <skipped type=\"{kind}\" message=\"{}\">{text}</skipped>", head(finding))
        }
        Came::Told | Came::Passed => {
            write!(out, ">\n      <system-out>{kind}: {}\n{text}</system-out>", escaped(&finding.message))
        }
    };
    out.push_str("\n    </testcase>\n");
}

fn head(finding: &FindingEntry) -> String {
    escaped(&finding.message)
}

fn body(finding: &FindingEntry) -> String {
    let mut text = String::new();
    for span in finding.spans.iter().filter(|span| span.role.is_none()) {
        let _ = writeln!(text, "{}:{}:{}: {}", span.source, span.line, span.column, span.text);
    }
    if !finding.clauses.is_empty() {
        let _ = writeln!(text, "rests on {}", finding.clauses.join(", "));
    }
    if !finding.missing.is_empty() {
        let _ = writeln!(text, "to be known first: {}", finding.missing.join(", "));
    }
    for (head, more) in [("note", &finding.note), ("help", &finding.help)] {
        if let Some(more) = more {
            let _ = writeln!(text, "{head}: {more}");
        }
    }
    text
}

fn unread(failure: &Failure, out: &mut String) {
    let place = failure.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    let _ = writeln!(
        out,
        "    <testcase name=\"{}{place}\">\n      <error type=\"not read\" message=\"{}\"/>\n    </testcase>",
        escaped(&failure.file),
        escaped(&failure.message)
    );
}

fn came(finding: &FindingEntry, undetermined: Undetermined) -> Came {
    let is = |outcome: Outcome| finding.outcome == outcome.name();
    let open = is(Outcome::Undetermined) || is(Outcome::Review);
    match finding.severity {
        _ if !open && !is(Outcome::Violation) => Came::Passed,
        Severity::Advice => Came::Told,
        _ if is(Outcome::Violation) || undetermined == Undetermined::Violation => Came::Failed,
        _ => Came::Skipped,
    }
}

/// Text as it may stand in XML 1.0: markup escaped, signs that XML cannot hold written out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            c if entity(c).is_some() => out.extend(entity(c)),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            c if policyc::diag::steers(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_text_leaves_its_place() {
        assert_eq!(escaped("]]></failure><x a=\"&\">"), "]]&gt;&lt;/failure&gt;&lt;x a=&quot;&amp;&quot;&gt;");
        assert_eq!(escaped("a\u{0}b\u{1b}c\u{ffff}"), "a[U+0000]b[U+001B]c[U+FFFF]");
    }
}
