//! What is to be found out: the missing facts, each with the rules that wait for it.

use super::entry::rule_and_part;
use policyc::{FindingEntry, ir::Severity};
use std::{cmp::Reverse, collections::BTreeMap};

/// One missing fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// The fact, label or declaration.
    pub(crate) fact: String,
    /// Rules (with their part and the lines they show in) that wait for it, the gravest first.
    pub(crate) rules: Vec<String>,
}

/// The facts that findings wait for; that for which most rules wait comes first.
pub(crate) fn wanted<'f>(findings: impl Iterator<Item = &'f FindingEntry>) -> Vec<Wanted> {
    let mut facts: BTreeMap<&str, BTreeMap<(Severity, String), Vec<usize>>> = BTreeMap::new();
    for finding in findings {
        let lines: Vec<usize> = finding.spans.iter().filter(|span| span.role.is_none()).map(|span| span.line).collect();
        for fact in &finding.missing {
            let rules = facts.entry(fact).or_default();
            rules.entry((finding.severity, rule_and_part(finding))).or_default().extend(&lines);
        }
    }
    let mut wanted: Vec<Wanted> = facts
        .into_iter()
        .map(|(fact, rules)| Wanted {
            fact: fact.to_owned(),
            rules: rules.into_iter().map(|((_, rule), lines)| with_lines(rule, lines)).collect(),
        })
        .collect();
    wanted.sort_by_key(|wanted| Reverse(wanted.rules.len()));
    wanted
}

fn with_lines(rule: String, mut lines: Vec<usize>) -> String {
    lines.sort_unstable();
    lines.dedup();
    let told: Vec<String> = lines.iter().take(4).map(usize::to_string).collect();
    match (lines.len(), told.join(", ")) {
        (0, _) => rule,
        (1, line) => format!("{rule} (line {line})"),
        (many, shown) => format!("{rule} (lines {shown}{})", if many > 4 { " …" } else { "" }),
    }
}

/// Breaks a list of words at the blanks behind its commas, into lines of at most `room` characters.
pub(crate) fn wrapped(words: &[String], room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let comma = if at + 1 < words.len() { "," } else { "" };
        let wide = word.chars().count() + comma.len();
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + wide <= room => {
                line.push(' ');
                line.push_str(word);
                line.push_str(comma);
            }
            _ => lines.push(format!("{word}{comma}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lists_are_broken_at_their_commas_and_lose_nothing() {
        let words: Vec<String> = ["one", "two (lines 3, 4)", "three", "four"].map(str::to_owned).to_vec();
        assert_eq!(wrapped(&words, 12), ["one,", "two (lines 3, 4),", "three, four"]);
        assert_eq!(wrapped(&words, 80), ["one, two (lines 3, 4), three, four"]);
        assert!(wrapped(&[], 80).is_empty());
    }
}
