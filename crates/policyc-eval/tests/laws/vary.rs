//! Cases and policies made of others: completions, answers, single rules.

use crate::{generate, tape::Tape, world::Fact, world::MapWorld};
use policyc_diag::At;
use policyc_eval::{Finding, Options, Outcome, Truth, judge};
use policyc_ir::*;
use std::collections::BTreeMap;

/// All outcomes.
pub(crate) fn all() -> Options {
    Options { all_outcomes: true, findings_a_rule: 1000 }
}

/// A rule of nothing but its form.
pub(crate) fn bare(name: &str, form: Form) -> Rule {
    Rule {
        name: name.to_owned(),
        doc: String::new(),
        cites: Vec::new(),
        because: None,
        severity: Severity::Error,
        effective: Interval::default(),
        applies: None,
        for_each: None,
        values: Vec::new(),
        form,
        exceptions: Vec::new(),
        due: None,
        report: Template(Vec::new()),
        help: None,
        fixes: Vec::new(),
        examples: Vec::new(),
        origin: Vec::new(),
        at: At::default(),
    }
}

/// The policy with these rules alone.
pub(crate) fn with_rules(policy: &Policy, rules: Vec<Rule>) -> Policy {
    Policy { rules, ..policy.clone() }
}

/// The truth of a condition, read off `forbid`.
pub(crate) fn truth(policy: &Policy, cond: &Cond, world: &MapWorld) -> Truth {
    let policy = with_rules(policy, vec![bare("truth", Form::Forbid(cond.clone()))]);
    let found = judge(&policy, world, &all());
    match found[0].outcome {
        Outcome::Violation => Truth::True,
        Outcome::Compliant => Truth::False,
        Outcome::Undetermined | Outcome::Review => Truth::Unknown,
        other => panic!("a bare rule is never {other:?}"),
    }
}

/// A generated policy and some conditions that use it.
pub(crate) fn policy_and_conditions(tape: &mut Tape, count: usize) -> (Policy, Vec<Cond>) {
    let calendar = tape.yes();
    let policy = generate::policy(tape, calendar);
    let scope = generate::Scope { bound: Vec::new(), conditions: 2, judgements: 2, calendar, plain: false };
    let conds = (0..count).map(|_| generate::condition(tape, &scope, 2)).collect();
    (policy, conds)
}

/// Outcomes by rule, part and item. What stands for all that may follow in an open list is left out.
pub(crate) fn outcomes(findings: &[Finding]) -> BTreeMap<(String, Option<String>, Option<String>), Outcome> {
    let named = findings.iter().filter(|finding| finding.item.as_ref().is_none_or(|item| !item.ends_with("[…]")));
    named.map(|f| ((f.rule.clone(), f.part.clone(), f.item.clone()), f.outcome)).collect()
}

pub(crate) fn is_settled(outcome: Outcome) -> bool {
    !matches!(outcome, Outcome::Undetermined | Outcome::Review)
}

/// `partial` with what it lacks taken from another case; open lists are closed, perhaps with more items.
pub(crate) fn completed(tape: &mut Tape, partial: &MapWorld) -> MapWorld {
    let other = generate::full_case(tape);
    let mut root = fill(tape, &partial.root, &other.root);
    bear_out(partial, &mut root);
    MapWorld { root, ..partial.clone() }
}

/// What is assumed of the partial case is so in the completed one.
fn bear_out(partial: &MapWorld, root: &mut Fact) {
    let paid = partial.get(&["order", "paid"]) == Some(&Fact::Known(Literal::Bool(true)));
    if paid && partial.get(&["order", "kind"]).is_none() {
        set(root, &["order", "kind"], Fact::Known(Literal::Name("normal".to_owned())));
    }
}

pub(crate) fn set(root: &mut Fact, path: &[&str], value: Fact) {
    let Some((last, above)) = path.split_last() else { return };
    let mut at = root;
    for name in above {
        let Fact::Record(fields) = at else { return };
        at = fields.entry((*name).to_owned()).or_insert_with(|| Fact::Record(BTreeMap::new()));
    }
    if let Fact::Record(fields) = at {
        fields.insert((*last).to_owned(), value);
    }
}

fn fill(tape: &mut Tape, partial: &Fact, other: &Fact) -> Fact {
    match (partial, other) {
        (Fact::Record(fields), Fact::Record(others)) => {
            let mut fields: BTreeMap<String, Fact> = fields
                .iter()
                .map(|(k, v)| (k.clone(), others.get(k).map_or(v.clone(), |o| fill(tape, v, o))))
                .collect();
            for (name, fact) in others {
                fields.entry(name.clone()).or_insert_with(|| fact.clone());
            }
            Fact::Record(fields)
        }
        (Fact::List(items, open), Fact::List(others, _)) => {
            let some = generate::full_item(tape, items.first().or(others.first()));
            let mut items: Vec<Fact> =
                items.iter().map(|item| some.as_ref().map_or(item.clone(), |some| fill(tape, item, some))).collect();
            if *open {
                let more = others.iter().enumerate().map(|(n, item)| renamed(item, n));
                items.extend(more);
            }
            Fact::List(items, false)
        }
        // Where the other order is none, the fields it lacks are.
        (Fact::Record(fields), Fact::None) => {
            let mut fields = fields.clone();
            for name in ["id", "paid", "count", "completed_at", "amount", "note", "kind"] {
                fields.entry(name.to_owned()).or_insert(Fact::None);
            }
            Fact::Record(fields)
        }
        _ => partial.clone(),
    }
}

/// An item under a key of its own.
fn renamed(item: &Fact, n: usize) -> Fact {
    let mut item = item.clone();
    if let Fact::Record(fields) = &mut item
        && let Some(Fact::Known(Literal::Text(key))) = fields.get_mut("href")
    {
        *key = format!("more{n}");
    }
    item
}
