//! Whole-message snapshots: what reports say, as text that people review, and how two such texts differ.
//!
//! A line that begins with `==` holds a verdict. Below it stand the findings: a line without indentation names the rule
//! and the outcome, indented lines say why; those in quotes or behind `help:` and `note:` are wording.

use crate::{ExceptionEntry, FindingEntry, Report};
use std::{collections::BTreeMap, fmt::Write};

/// Reports of one message as a snapshot.
#[must_use]
pub fn text(reports: &[Report]) -> String {
    let mut out = String::new();
    for report in reports {
        if !out.is_empty() {
            out.push('\n');
        }
        let policy = report.policy.as_deref().unwrap_or("no policy");
        let edition = report.edition.as_deref().map(|edition| format!(" ({edition})")).unwrap_or_default();
        let _ = writeln!(out, "== {policy}{edition}: {}", report.verdict);
        for note in report.editions.iter().flatten() {
            let _ = writeln!(out, "  note: {}", one_line(note));
        }
        for finding in &report.findings {
            out.push('\n');
            entry(&mut out, finding);
        }
    }
    if out.is_empty() {
        out.push_str("== no policy: nothing is in force for this message\n");
    }
    out
}

fn entry(out: &mut String, finding: &FindingEntry) {
    let part = finding.part.as_deref().map(|part| format!(".{part}")).unwrap_or_default();
    let severity = match finding.severity {
        policyc_ir::Severity::Error => "",
        policyc_ir::Severity::Warning => ", a warning",
        policyc_ir::Severity::Advice => ", advice",
    };
    let _ = writeln!(out, "{} {}{part}{severity}", finding.outcome, finding.rule);
    let _ = writeln!(out, "  \"{}\"", one_line(&finding.message));
    for span in finding.spans.iter().filter(|span| span.role.is_none()) {
        // The folder depends on where the program was started.
        let source = span.source.rsplit(['/', '\\']).next().unwrap_or_default();
        let _ = writeln!(out, "  at {source}:{}:{}: {}", span.line, span.column, one_line(&span.text));
    }
    let lists = [("rests on", &finding.clauses), ("missing", &finding.missing), ("assumed", &finding.assumed)];
    for (word, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = writeln!(out, "  {word}: {}", one_line(&list.join(", ")));
    }
    consulted(out, "exception", &finding.exceptions);
    consulted(out, "permit", &finding.permits);
    for over in &finding.overruled {
        let _ = writeln!(out, "  overruled by the label {}", over.label);
    }
    let more = [("branch", &finding.branch), ("note", &finding.note), ("help", &finding.help)];
    for (word, text) in more {
        if let Some(text) = text {
            let _ = writeln!(out, "  {word}: {}", one_line(text));
        }
    }
}

fn consulted(out: &mut String, word: &str, list: &[ExceptionEntry]) {
    for entry in list {
        let answer = match entry.outcome {
            policyc_eval::Answered::Yes => "holds",
            policyc_eval::Answered::No => "does not hold",
            policyc_eval::Answered::Unknown => "is not known",
        };
        let why = if entry.why.is_empty() { String::new() } else { format!(": {}", one_line(&entry.why)) };
        let _ = writeln!(out, "  {word} {} {answer}{why}", entry.name);
    }
}

/// A text on one line, runs of white space as one blank, what could drive a terminal as escapes.
pub(crate) fn one_line(text: &str) -> String {
    policyc_diag::in_one_line(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A verdict that is no longer what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    /// The policy.
    pub policy: String,
    /// What it was; `absent` if this policy did not judge the message.
    pub from: String,
    /// What it is now.
    pub to: String,
}

/// How a message's findings differ from what they were, the gravest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A verdict turned.
    Verdict(Vec<Flip>),
    /// The verdict stands on other rules, facts, clauses or places.
    Reasons,
    /// The same is said in other words.
    Wording,
}

/// The verdicts of a snapshot by policy.
#[must_use]
pub fn verdicts(text: &str) -> BTreeMap<String, String> {
    let heads = text.lines().filter_map(|line| line.strip_prefix("== ")?.rsplit_once(": "));
    heads
        .map(|(policy, verdict)| {
            let name = policy.split_once(" (").map_or(policy, |(name, _)| name);
            (name.to_owned(), verdict.to_owned())
        })
        .collect()
}

/// How two snapshots differ; none if they do not.
#[must_use]
pub fn change(old: &str, new: &str) -> Option<Change> {
    if old.trim_end() == new.trim_end() {
        return None;
    }
    let flips = flips(&verdicts(old), &verdicts(new));
    if !flips.is_empty() {
        return Some(Change::Verdict(flips));
    }
    let reasons =
        |text: &str| -> Vec<String> { text.lines().filter(|line| !is_wording(line)).map(str::to_owned).collect() };
    Some(if reasons(old) == reasons(new) { Change::Wording } else { Change::Reasons })
}

/// The verdicts that differ, by policy.
#[must_use]
pub fn flips(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<Flip> {
    let mut policies: Vec<&String> = old.keys().chain(new.keys()).collect();
    policies.sort();
    policies.dedup();
    let of = |verdicts: &BTreeMap<String, String>, policy: &String| {
        verdicts.get(policy).cloned().unwrap_or_else(|| "absent".to_owned())
    };
    let flips =
        policies.into_iter().map(|policy| Flip { policy: policy.clone(), from: of(old, policy), to: of(new, policy) });
    flips.filter(|flip| flip.from != flip.to).collect()
}

fn is_wording(line: &str) -> bool {
    ["  \"", "  help: ", "  note: "].iter().any(|start| line.starts_with(start)) || line.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str =
        "== shop.us (2): violation\n\nviolation links\n  \"a link\"\n  at a.eml:1:2: http\n  help: none\n";

    #[test]
    fn the_gravest_difference_counts() {
        assert_eq!(change(OLD, OLD), None);
        assert_eq!(change(OLD, &OLD.replace("a link", "one link")), Some(Change::Wording));
        assert_eq!(change(OLD, &OLD.replace("help: none", "help: some")), Some(Change::Wording));
        assert_eq!(change(OLD, &OLD.replace("1:2", "1:3").replace("a link", "b")), Some(Change::Reasons));
        assert_eq!(change(OLD, &OLD.replace("violation links", "violation mails")), Some(Change::Reasons));
        let turned = OLD.replace(": violation", ": compliant");
        let flip = Flip { policy: "shop.us".to_owned(), from: "violation".to_owned(), to: "compliant".to_owned() };
        assert_eq!(change(OLD, &turned), Some(Change::Verdict(vec![flip])));
    }

    #[test]
    fn an_edition_that_comes_or_goes_is_a_flip() {
        let found = change(OLD, &OLD.replace("shop.us", "shop.it"));
        let Some(Change::Verdict(flips)) = found else { panic!("{found:?}") };
        let told: Vec<_> = flips.iter().map(|flip| (flip.policy.as_str(), flip.from.as_str())).collect();
        assert_eq!(told, [("shop.it", "absent"), ("shop.us", "violation")]);
        assert_eq!(change(OLD, &OLD.replace("(2)", "(3)")), Some(Change::Reasons), "the edition's label alone");
    }
}
