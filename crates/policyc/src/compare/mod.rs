//! Two policies against each other: rules by their meaning, words, and what becomes of examples and cases.

mod items;
mod normal;
mod witness;

use crate::{Case, CheckOptions, Policies, Report, check, reach::Reach, snapshot};
use items::Item;
use policyc_ir::{Policy, Rule};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

pub use witness::Witness;

/// One of two sides.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The policies it is one of.
    pub policies: &'a Policies,
    /// Its index among them.
    pub index: usize,
}

impl<'a> Side<'a> {
    fn policy(self) -> Option<&'a Policy> {
        self.policies.list().get(self.index)
    }
}

/// Everything that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// The old policy's name.
    pub old: String,
    /// The new one's.
    pub new: String,
    /// Header, sets, judgements, declarations, assumptions.
    pub items: Vec<Difference>,
    /// Rules.
    pub rules: Vec<RuleChange>,
    /// Entries of lexicons.
    pub lexicons: Vec<LexiconChange>,
    /// How many cases were judged by both.
    pub cases: usize,
    /// Cases whose verdict turns.
    pub flips: Vec<CaseFlip>,
}

/// A thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What: `applies when`, `unless gift`, `set hosts`, …
    pub what: String,
    /// How it read, if it was there.
    pub old: Option<String>,
    /// How it reads, if it is there.
    pub new: Option<String>,
}

/// A rule that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// Its name.
    pub rule: String,
    /// `added`, `removed`, `changed`, or `reworded` where it only says the same in other words.
    pub kind: &'static str,
    /// Its clauses that differ.
    pub clauses: Vec<Difference>,
    /// What it leans on and that differs.
    pub through: Vec<String>,
    /// A message of which both say something else.
    pub witness: Option<Witness>,
}

/// A lexicon that differs in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LexiconChange {
    /// Its name.
    pub lexicon: String,
    /// The language.
    pub language: String,
    /// Entries that are new.
    pub added: Vec<String>,
    /// Entries that are gone.
    pub removed: Vec<String>,
}

/// A case whose verdict turns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFlip {
    /// The case.
    pub case: String,
    /// The old verdict.
    pub from: String,
    /// The new one.
    pub to: String,
    /// Findings that the old policy has alone.
    pub lost: Vec<String>,
    /// Findings that the new policy has alone.
    pub found: Vec<String>,
}

impl Comparison {
    /// Whether anything differs in meaning.
    #[must_use]
    pub fn differs(&self) -> bool {
        let rules = self.rules.iter().any(|rule| rule.kind != "reworded");
        rules || !self.items.is_empty() || !self.lexicons.is_empty() || !self.flips.is_empty()
    }
}

/// Compares two policies, over cases too.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>, cases: &[&Case]) -> Comparison {
    let (Some(old_policy), Some(new_policy)) = (old.policy(), new.policy()) else { return Comparison::default() };
    let items = differences(&items::others(old_policy), &items::others(new_policy));
    let lexicons = lexicons(old_policy, new_policy);
    let mut moved: BTreeSet<String> = items.iter().map(|item| item.what.clone()).collect();
    moved.extend(lexicons.iter().map(|change| format!("lexicon {}", change.lexicon)));
    let mut names: Vec<&str> =
        old_policy.rules.iter().chain(&new_policy.rules).map(|rule| rule.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let rules = names.into_iter().filter_map(|name| rule_change(old, new, name, &moved, cases)).collect();
    Comparison {
        old: old_policy.name.clone(),
        new: new_policy.name.clone(),
        items,
        rules,
        lexicons,
        cases: cases.len(),
        flips: cases.iter().filter_map(|case| flip(old, new, case)).collect(),
    }
}

fn differences(old: &BTreeMap<String, Item>, new: &BTreeMap<String, Item>) -> Vec<Difference> {
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let found = names.into_iter().filter_map(|name| {
        let (old, new) = (old.get(name), new.get(name));
        let same = old.map(|item| &item.meaning) == new.map(|item| &item.meaning);
        let shown = |item: Option<&Item>| item.map(|item| item.shown.clone());
        (!same).then(|| Difference { what: name.clone(), old: shown(old), new: shown(new) })
    });
    found.collect()
}

fn rule_change(
    old: Side<'_>,
    new: Side<'_>,
    name: &str,
    moved: &BTreeSet<String>,
    cases: &[&Case],
) -> Option<RuleChange> {
    let (before, after) = (old.policy()?, new.policy()?);
    let find = |policy: &'_ Policy| policy.rules.iter().position(|rule| rule.name == name);
    let rule_of = |policy: &Policy, index: Option<usize>| index.and_then(|index| policy.rules.get(index).cloned());
    let (was, is) = (rule_of(before, find(before)), rule_of(after, find(after)));
    let (kind, clauses, through) = match (&was, &is) {
        (None, Some(_)) => ("added", Vec::new(), Vec::new()),
        (Some(_), None) => ("removed", Vec::new(), Vec::new()),
        (Some(was), Some(is)) => {
            let clauses = differences(&items::rule(before, was), &items::rule(after, is));
            let mut through = behind(before, was);
            through.extend(behind(after, is));
            through.retain(|name| moved.contains(name));
            let through: Vec<String> = through.into_iter().collect();
            match (clauses.is_empty() && through.is_empty(), items::wording(before, was) == items::wording(after, is)) {
                (true, true) => return None,
                (true, false) => ("reworded", clauses, through),
                (false, _) => ("changed", clauses, through),
            }
        }
        (None, None) => return None,
    };
    let witness = if kind == "reworded" { None } else { witness::find(old, new, name, cases) };
    Some(RuleChange { rule: name.to_owned(), kind, clauses, through, witness })
}

/// What a rule leans on, as `items::others` names it.
fn behind(policy: &Policy, rule: &Rule) -> BTreeSet<String> {
    let reach = Reach::of_rule(policy, rule);
    let judgements = reach.judgements.iter().filter_map(|at| policy.judgements.get(*at));
    let sets = reach.sets.iter().filter_map(|at| policy.sets.get(*at));
    let lexicons = reach.lexicons.iter().filter_map(|at| policy.lexicons.get(*at));
    judgements
        .map(|item| format!("judgement {}", item.name))
        .chain(sets.map(|item| format!("set {}", item.name)))
        .chain(lexicons.map(|item| format!("lexicon {}", item.name)))
        .chain(reach.fields.iter().map(|field| format!("assumption {field}")))
        .collect()
}

fn lexicons(old: &Policy, new: &Policy) -> Vec<LexiconChange> {
    let (old, new) = (items::lexicons(old), items::lexicons(new));
    let keys: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let none = BTreeSet::new();
    let changes = keys.into_iter().map(|key| {
        let (before, after) = (old.get(key).unwrap_or(&none), new.get(key).unwrap_or(&none));
        LexiconChange {
            lexicon: key.0.clone(),
            language: key.1.clone(),
            added: after.difference(before).cloned().collect(),
            removed: before.difference(after).cloned().collect(),
        }
    });
    changes.filter(|change| !change.added.is_empty() || !change.removed.is_empty()).collect()
}

fn flip(old: Side<'_>, new: Side<'_>, case: &Case) -> Option<CaseFlip> {
    let judged = |side: Side<'_>| -> Option<Report> {
        let options = CheckOptions { policies: vec![side.policy()?.name.clone()], all_outcomes: false };
        check(side.policies, case, &options).into_iter().next()
    };
    let (before, after) = (judged(old)?, judged(new)?);
    if before.verdict == after.verdict {
        return None;
    }
    let told = |report: &Report| -> BTreeSet<String> {
        let grave = report.findings.iter().filter(|finding| finding.severity != policyc_ir::Severity::Advice);
        grave.map(|finding| format!("{} {}: {}", finding.outcome, finding.rule, finding.message)).collect()
    };
    let (lost, found) = (told(&before), told(&after));
    Some(CaseFlip {
        case: case.id.clone(),
        from: before.verdict.to_owned(),
        to: after.verdict.to_owned(),
        lost: lost.difference(&found).map(|text| snapshot::one_line(text)).collect(),
        found: found.difference(&lost).map(|text| snapshot::one_line(text)).collect(),
    })
}
