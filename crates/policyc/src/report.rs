//! Reports: `policyc-report/1`, the form in which findings leave the program.

use policyc_diag::SourceMap;
use policyc_eval::{Consulted, Evidence, Finding, Role};
use serde::Serialize;

/// One message under one policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// `policyc-report/1`.
    pub schema: &'static str,
    /// The case's id, or the file's name.
    pub message: String,
    /// The policy; null where none applies or several may.
    pub policy: Option<String>,
    /// Its edition.
    pub edition: Option<String>,
    /// `violation`, `undetermined`, `review` or `compliant`.
    pub verdict: &'static str,
    /// The findings, by rule, then by place.
    pub findings: Vec<FindingEntry>,
    /// What is to be known of the choice of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<Vec<String>>,
    /// The mends that were made before the message was judged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<crate::fix::Applied>,
    /// Findings that have a `fix` which was not applied, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_fixed: Vec<crate::fix::Refused>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FindingEntry {
    /// The rule.
    pub rule: String,
    /// The part of the rule, where it has parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What came out.
    pub outcome: &'static str,
    /// `error`, `warning` or `advice`.
    pub severity: policyc_ir::Severity,
    /// Full ids of the clauses it rests on.
    pub clauses: Vec<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// Where it shows.
    pub spans: Vec<SpanEntry>,
    /// The exceptions that were looked at.
    pub exceptions: Vec<ExceptionEntry>,
    /// The permits that were looked at.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permits: Vec<ExceptionEntry>,
    /// The smallest set of facts that decides it.
    pub missing: Vec<String>,
    /// Whether `missing` is surely the smallest.
    pub exact: bool,
    /// Texts looked through in vain.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub searched: Vec<String>,
    /// Readings that a label overruled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overruled: Vec<OverruledEntry>,
    /// The branch of the template.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// Facts that were assumed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// A remark on the outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The first `fix` clause of the rule that can be used here. Whether it cures is seen when it is applied.
    pub fix: Option<FixEntry>,
}

/// A place in a source as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpanEntry {
    /// The file.
    pub source: String,
    /// First byte.
    pub start: usize,
    /// Byte behind the last.
    pub end: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The bytes, as text.
    pub text: String,
    /// `also` for what explains the finding; main evidence has no role.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<&'static str>,
}

/// How a finding can be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixEntry {
    /// Whether `check --fix` applies it.
    pub safe: bool,
    /// The clause as it is written.
    pub clause: String,
}

/// An exception or a permit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExceptionEntry {
    /// Its name.
    pub name: String,
    /// `yes`, `no` or `unknown`.
    pub outcome: policyc_eval::Answered,
    /// Its first failing condition, or what is missing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// A reading that a label overruled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverruledEntry {
    /// The judgement.
    pub label: String,
    /// What the label says.
    pub value: bool,
    /// What had been read.
    pub reading: bool,
    /// Who signed.
    pub by: Option<String>,
}

impl FindingEntry {
    /// A finding as reports show it.
    #[must_use]
    pub fn new(finding: &Finding, sources: &SourceMap) -> Self {
        Self {
            rule: finding.rule.clone(),
            part: finding.part.clone(),
            outcome: finding.outcome.name(),
            severity: finding.severity,
            clauses: finding.clauses.iter().map(|citation| citation.clause.clone()).collect(),
            message: finding.message.clone(),
            help: finding.help.clone(),
            spans: finding.spans.iter().filter_map(|evidence| span_entry(*evidence, sources)).collect(),
            exceptions: finding.exceptions.iter().map(exception_entry).collect(),
            permits: finding.permits.iter().map(exception_entry).collect(),
            missing: finding.missing.iter().map(|atom| atom.path.clone()).collect(),
            exact: finding.exact,
            searched: finding.searched.clone(),
            overruled: finding
                .overruled
                .iter()
                .map(|over| OverruledEntry {
                    label: over.label.clone(),
                    value: over.value,
                    reading: over.reading,
                    by: over.by.clone(),
                })
                .collect(),
            branch: finding.branch.clone(),
            assumed: finding.assumed.clone(),
            note: finding.note.clone(),
            fix: finding.mends.iter().find(|mend| mend.unusable.is_none()).map(fix_entry),
        }
    }
}

fn fix_entry(mend: &policyc_eval::Mend) -> FixEntry {
    FixEntry { safe: mend.safe, clause: mend.clause.clone() }
}

fn span_entry(evidence: Evidence, sources: &SourceMap) -> Option<SpanEntry> {
    let source = sources.get(evidence.span.source)?;
    let range = source.snap(evidence.span.range());
    let place = source.line_column(range.start);
    Some(SpanEntry {
        source: source.name.clone(),
        start: range.start,
        end: range.end,
        line: place.line,
        column: place.column,
        text: source.text(range),
        role: (evidence.role == Role::Also).then_some("also"),
    })
}

fn exception_entry(consulted: &Consulted) -> ExceptionEntry {
    ExceptionEntry { name: consulted.name.clone(), outcome: consulted.outcome, why: consulted.why.clone() }
}

/// Findings of one item with equal text are printed once, their clauses and missing facts united (semantics, 3.1).
#[must_use]
pub(crate) fn united(findings: Vec<Finding>) -> Vec<Finding> {
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        let same = kept.iter_mut().find(|other| {
            other.rule == finding.rule
                && other.item == finding.item
                && other.outcome == finding.outcome
                && other.message == finding.message
                && other.branch == finding.branch
        });
        let Some(other) = same else {
            kept.push(finding);
            continue;
        };
        other.part = None;
        let known: Vec<String> = other.clauses.iter().map(|citation| citation.clause.clone()).collect();
        other.clauses.extend(finding.clauses.into_iter().filter(|citation| !known.contains(&citation.clause)));
        other.missing.extend(finding.missing);
        other.missing.sort();
        other.missing.dedup();
        other.exact &= finding.exact;
        other.spans.extend(finding.spans);
        other.spans.sort();
        other.spans.dedup();
    }
    kept
}
