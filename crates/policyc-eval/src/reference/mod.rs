//! The plain evaluator: semantics.md read aloud. No passes, no caches, no shortcuts; every condition is a tree with all
//! its leaves answered. It is kept for tests: the engine must agree with it on every policy and case.
//!
//! It evaluates what the engine evaluates save a few units of arithmetic (sums of money and shares), which the tests of
//! the engine cover by themselves.
#![allow(clippy::indexing_slicing, clippy::cast_possible_truncation)] // indices come from the very vectors they index

mod ask;
mod facts;
mod missing;
mod tree;
mod value;

use crate::{Answered, Atom, Evidence, Outcome, Role, State, Truth, World};
use facts::{Env, Plain};
use policyc_diag::Span;
use policyc_ir::{Cond, Form, ITEM, Interval, Part, Policy, Rule, Severity};
use tree::{Ask, Shows, Tree};

/// What the plain evaluator says of one item and part of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainFinding {
    /// The rule.
    pub rule: String,
    /// The part.
    pub part: Option<String>,
    /// The item.
    pub item: Option<String>,
    /// What comes out.
    pub outcome: Outcome,
    /// How grave.
    pub severity: Severity,
    /// The smallest settling set.
    pub missing: Vec<Atom>,
    /// Whether it is surely the smallest.
    pub exact: bool,
    /// All exceptions.
    pub exceptions: Vec<(String, Answered)>,
    /// All permits.
    pub permits: Vec<(String, Answered)>,
    /// Evidence.
    pub spans: Vec<Evidence>,
    /// Texts looked through.
    pub searched: Vec<String>,
}

/// All outcomes of all rules, by rule, then by the first place they show, then as they come.
#[must_use]
pub fn judge(policy: &Policy, world: &dyn World) -> Vec<PlainFinding> {
    let zone = value::Zone::of(policy.timezone.as_deref());
    let plain = Plain { policy, world, zone, trial: None, assume: true };
    let mut all = Vec::new();
    for (at, rule) in policy.rules.iter().enumerate() {
        let mut found = plain.rule(at, rule);
        found.sort_by_key(|finding| (finding.spans.is_empty(), finding.spans.first().map(|evidence| evidence.span)));
        all.extend(found);
    }
    all
}

impl<'a> Plain<'a> {
    fn rule(&self, at: usize, rule: &'a Rule) -> Vec<PlainFinding> {
        let whole = Env { bound: Vec::new(), rule: Some(at) };
        let rounds: Vec<(Env, Option<bool>)> = match &rule.for_each {
            None => vec![(whole, None)],
            Some(each) => {
                let items = self.items(&each.list, &whole);
                let known = items
                    .list
                    .items
                    .iter()
                    .enumerate()
                    .map(|(index, datum)| (whole.with(items.bound(ITEM, index, datum)), Some(false)));
                known.chain(items.ghost(ITEM).map(|ghost| (whole.with(ghost), Some(true)))).collect()
            }
        };
        if rounds.is_empty() {
            return vec![self.nothing(rule)];
        }
        let mut found = Vec::new();
        for (env, ghost) in &rounds {
            match &rule.form {
                Form::Forbid(cond) => found.push(self.one(rule, None, self.tree(cond, env), &[], env, *ghost)),
                Form::Require(cond) => {
                    let breach = Tree::Not(Box::new(self.tree(cond, env)));
                    found.push(self.one(rule, None, breach, &[], env, *ghost));
                }
                Form::Permit(permits) => {
                    let trees = permits.iter().map(|permit| self.part(permit, env)).collect();
                    let breach = Tree::Not(Box::new(Tree::Or(trees)));
                    found.push(self.one(rule, None, breach, permits, env, *ghost));
                }
                Form::ForbidParts(parts) => {
                    for part in parts {
                        found.push(self.one(rule, Some(part), self.tree(&part.when, env), &[], env, *ghost));
                    }
                }
                Form::RequireParts(parts) => {
                    for part in parts {
                        let breach = Tree::Not(Box::new(self.tree(&part.when, env)));
                        found.push(self.one(rule, Some(part), breach, &[], env, *ghost));
                    }
                }
            }
        }
        found
    }

    fn nothing(&self, rule: &Rule) -> PlainFinding {
        PlainFinding {
            rule: rule.name.clone(),
            part: None,
            item: None,
            outcome: Outcome::NotApplicable,
            severity: rule.severity,
            missing: Vec::new(),
            exact: true,
            exceptions: Vec::new(),
            permits: Vec::new(),
            spans: Vec::new(),
            searched: Vec::new(),
        }
    }

    /// A permit or an exception: in force, and its condition.
    fn part(&self, part: &'a Part, env: &Env) -> Tree<'a> {
        Tree::And(vec![self.leaf(Ask::InForce(part.effective), env), self.tree(&part.when, env)])
    }

    fn guard(&self, rule: &'a Rule, part: Option<&'a Part>, env: &Env, ghost: Option<bool>) -> Tree<'a> {
        let whole = Env { bound: Vec::new(), rule: env.rule };
        let mut all = vec![self.leaf(Ask::InForce(rule.effective), &whole)];
        all.extend(rule.applies.as_ref().map(|applies: &'a Cond| self.tree(applies, &whole)));
        if let (Some(each), Some(true)) = (&rule.for_each, ghost) {
            all.push(self.leaf(Ask::More(&each.list), &whole));
        }
        let filter = rule.for_each.as_ref().and_then(|each| each.filter.as_ref());
        all.extend(filter.map(|filter| self.tree(filter, env)));
        all.push(self.leaf(Ask::InForce(part.map_or(Interval::default(), |part| part.effective)), &whole));
        Tree::And(all)
    }

    fn one(
        &self,
        rule: &'a Rule,
        part: Option<&'a Part>,
        breach: Tree<'a>,
        permits: &'a [Part],
        env: &Env,
        ghost: Option<bool>,
    ) -> PlainFinding {
        let guard = self.guard(rule, part, env, ghost);
        let due = rule.due.as_ref().map_or(Tree::And(Vec::new()), |due| self.leaf(Ask::Due(due), env));
        let exceptions: Vec<Tree<'a>> = rule.exceptions.iter().map(|exception| self.part(exception, env)).collect();
        let exempt = Tree::Or(exceptions.clone());
        let (g, b, d, x) = (guard.answer().0, breach.answer().0, due.answer().0, exempt.answer().0);
        let violated = Tree::And(vec![guard, breach.clone(), due, Tree::Not(Box::new(exempt))]);
        let (outcome, missing, exact) = self.outcome(g, b, d, x, &violated);
        let shows = breach.shows(b != Truth::False);
        let item = env.get(ITEM);
        let own = item.filter(|item| ghost == Some(false) && !item.datum.origin.spans.is_empty());
        let placed = own.map_or_else(|| shows.clone(), |item| Shows::of(&item.datum.origin));
        let told = |parts: &'a [Part]| {
            let answer = |part: &'a Part| (part.name.clone(), Answered::from(self.part(part, env).answer().0));
            parts.iter().map(answer).collect()
        };
        PlainFinding {
            rule: rule.name.clone(),
            part: part.map(|part| part.name.clone()),
            item: item.map(|item| match &item.datum.state {
                State::Known(crate::Value::Record(record)) if !record.path.is_empty() => record.path.clone(),
                _ => item.datum.origin.path.clone(),
            }),
            outcome,
            severity: rule.severity,
            missing,
            exact,
            exceptions: told(&rule.exceptions),
            permits: told(permits),
            spans: tidy(&placed),
            searched: shows.searched.into_iter().collect(),
        }
    }

    /// Table 3.1, row by row.
    fn outcome(&self, g: Truth, b: Truth, d: Truth, x: Truth, violated: &Tree<'a>) -> (Outcome, Vec<Atom>, bool) {
        let plain = |outcome| (outcome, Vec::new(), true);
        let v = violated.answer().0;
        if g == Truth::False {
            plain(Outcome::NotApplicable)
        } else if v == Truth::True {
            plain(Outcome::Violation)
        } else if v == Truth::Unknown {
            let (missing, exact) = self.missing(violated);
            let labels = missing.iter().all(|atom| atom.kind == crate::AtomKind::Label);
            (if labels { Outcome::Review } else { Outcome::Undetermined }, missing, exact)
        } else if b == Truth::False {
            plain(Outcome::Compliant)
        } else if d == Truth::False {
            plain(Outcome::NotApplicable)
        } else {
            debug_assert_eq!(x, Truth::True);
            plain(Outcome::Exempt)
        }
    }
}

/// Sorted, without doubles and without spans inside another of the same role.
fn tidy(shows: &Shows) -> Vec<Evidence> {
    let of = |spans: &[Span], role| spans.iter().map(|span| Evidence { span: *span, role }).collect::<Vec<_>>();
    let mut all = [of(&shows.main, Role::Main), of(&shows.also, Role::Also)].concat();
    all.sort_by_key(|e| (e.span.source, e.span.start, e.span.end, e.role));
    all.dedup();
    let inside = |e: &Evidence| all.iter().any(|o| o.role == e.role && o.span != e.span && o.span.covers(e.span));
    all.iter().filter(|e| !inside(e)).copied().collect()
}
