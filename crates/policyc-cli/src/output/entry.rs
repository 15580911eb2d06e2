//! What a run has found, as the formats that are written at its end hold it.

use super::html;
use policyc::{
    FindingEntry, Report,
    diag::{Diagnostic, SourceMap},
    eval::Outcome,
    ir::Severity,
};

/// One message under one policy.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What was found.
    pub(crate) report: Report,
    /// The index of the policy.
    pub(crate) policy: Option<usize>,
    /// The file that the message stands in.
    pub(crate) file: String,
    /// The texts that places count in.
    pub(crate) sources: SourceMap,
    /// The message as the HTML report shows it, for that format alone.
    pub(crate) view: Option<html::View>,
}

/// A file that could not be read, or a path that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// The file.
    pub(crate) file: String,
    /// Line and column, where the fault has a place.
    pub(crate) place: Option<(usize, usize)>,
    /// What is wrong.
    pub(crate) message: String,
}

impl Failure {
    /// A failure from what was said of a place.
    pub(crate) fn from_diagnostic(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let span = diagnostic.primary.span;
        let source = sources.get(span.source);
        let place = source.map(|source| source.line_column(span.start as usize));
        let help = diagnostic.help.iter().map(|help| format!("; {help}"));
        Self {
            file: source.map(|source| source.name.clone()).unwrap_or_default(),
            place: place.map(|place| (place.line, place.column)),
            message: std::iter::once(diagnostic.message.clone()).chain(help).collect(),
        }
    }
}

/// The order in which people read findings: what is broken first, then what a person has to judge, then what waits for
/// facts; the graver before the lighter.
pub(crate) fn weight(outcome: &str, severity: Severity) -> (u8, Severity) {
    let known = [
        Outcome::Violation,
        Outcome::Review,
        Outcome::Undetermined,
        Outcome::Exempt,
        Outcome::Compliant,
        Outcome::NotApplicable,
    ];
    let at = known.iter().position(|other| other.name() == outcome).unwrap_or(known.len());
    (u8::try_from(at).unwrap_or(u8::MAX), severity)
}

/// Findings in the order in which people read them.
pub(crate) fn ordered(report: &Report) -> Vec<&FindingEntry> {
    let mut findings: Vec<&FindingEntry> = report.findings.iter().collect();
    findings.sort_by_key(|finding| weight(finding.outcome, finding.severity));
    findings
}

/// `4 violations, 2 undetermined`: what a report holds, in words; advice is counted apart.
pub(crate) fn tally(report: &Report) -> String {
    let count = |outcome: Outcome, advice: bool| {
        let findings = report.findings.iter().filter(|finding| finding.outcome == outcome.name());
        findings.filter(|finding| (finding.severity == Severity::Advice) == advice).count()
    };
    let advice: usize =
        [Outcome::Violation, Outcome::Review, Outcome::Undetermined].iter().map(|outcome| count(*outcome, true)).sum();
    let violations = count(Outcome::Violation, false);
    let words = [
        (violations, if violations == 1 { "violation" } else { "violations" }),
        (count(Outcome::Undetermined, false), "undetermined"),
        (count(Outcome::Review, false), "for review"),
        (advice, "of advice"),
    ];
    let told: Vec<String> =
        words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if told.is_empty() { "nothing found".to_owned() } else { told.join(", ") }
}

/// A rule with its part.
pub(crate) fn rule_and_part(finding: &FindingEntry) -> String {
    match &finding.part {
        Some(part) => format!("{}.{part}", finding.rule),
        None => finding.rule.clone(),
    }
}
