//! Evasions: every example and labelled case that breaks a rule is rewritten in the ways in which writers get round one,
//! and has to be found all the same; every one that is in order is rewritten in harmless ways, and has to stay so.
//!
//! Words are disguised where the verdict rests on them. A way is tried only where it makes sense for what the rule
//! reads: nothing is respelt for a rule that measures spelling, and nothing hidden for one that reads what is seen.

mod body;
mod rewrite;
mod subject;
mod way;

use crate::{
    Policies,
    examples::{every, stands_in},
    labels::{Groups, Labelled},
};
use policyc_diag::At;
use policyc_eval::text::Lexica;
use policyc_ir::{Example, Policy};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use subject::Subject;

pub use way::Way;

/// What is tried.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Of so many examples and cases, one (the same in every run); 0 and 1: all.
    pub one_of: usize,
    /// Only examples and cases whose name contains this.
    pub only: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Evasions {
    /// Examples and cases that were rewritten.
    pub subjects: usize,
    /// Those left out: without the rewriting, they do not come out as they should.
    pub wrong_before: usize,
    /// Those whose message has no body that can be rewritten: raw mails, templates, both plain text and HTML.
    pub passed_over: usize,
    /// How often each way was tried.
    pub tried: BTreeMap<Way, usize>,
    /// Where the verdict was lost, by example and way.
    pub survivors: Vec<Survivor>,
}

/// A rewritten text of which the verdict is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Survivor {
    /// The rule, judgement or case.
    pub of: String,
    /// The policy.
    pub policy: String,
    /// The way.
    pub way: Way,
    /// What had to come out.
    pub expected: &'static str,
    /// What came out.
    pub found: String,
    /// Whether the rewritten body is HTML.
    pub html: bool,
    /// The rewritten body.
    pub text: String,
    /// Where the example stands; none for a case.
    #[serde(skip)]
    pub at: Option<At>,
}

impl Evasions {
    /// How many rewritings were judged.
    #[must_use]
    pub fn total(&self) -> usize {
        self.tried.values().sum()
    }

    fn add(&mut self, other: Self) {
        self.subjects += other.subjects;
        self.wrong_before += other.wrong_before;
        for (way, count) in other.tried {
            *self.tried.entry(way).or_default() += count;
        }
        self.survivors.extend(other.survivors);
    }
}

/// Rewrites the examples of the policies and the cases, and judges what comes of it.
#[must_use]
pub fn run(policies: &Policies, cases: &[(&Labelled, &Groups)], options: &Options) -> Evasions {
    let lexica = own_lexica(policies);
    let mut passed_over = 0;
    let mut subjects = of_policies(policies, &lexica, &mut passed_over);
    for (labelled, groups) in cases {
        subjects.extend(Subject::of_case(policies, labelled, groups, &mut passed_over));
    }
    subjects.retain(|subject| options.only.as_ref().is_none_or(|only| subject.name.contains(only.as_str())));
    let step = options.one_of.max(1);
    let chosen: Vec<Subject<'_>> = subjects.into_iter().step_by(step).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(chosen.len().max(1));
    let parts: Vec<Evasions> = std::thread::scope(|scope| {
        let chunks = chosen.chunks(chosen.len().div_ceil(threads).max(1));
        let running: Vec<_> = chunks.map(|chunk| scope.spawn(move || judge_all(chunk))).collect();
        let done = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.map(|part| part.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    });
    let mut all = Evasions { passed_over, ..Evasions::default() };
    parts.into_iter().for_each(|part| all.add(part));
    all
}

/// Whether policies have the same words: those of one family share them.
fn same_words(one: &Policy, other: &Policy) -> bool {
    one.lexicons.same(&other.lexicons) && one.languages.same(&other.languages)
}

/// The lexicons of all policies, partial ones included, each with the first policy that has them.
fn own_lexica(policies: &Policies) -> Vec<(&Policy, Lexica)> {
    let mut made: Vec<(&Policy, Lexica)> = Vec::new();
    for policy in every(policies) {
        if !made.iter().any(|(other, _)| same_words(other, policy)) {
            made.push((policy, Lexica::new(policy)));
        }
    }
    made
}

fn of_policies<'a>(
    policies: &'a Policies,
    lexica: &'a [(&Policy, Lexica)],
    passed_over: &mut usize,
) -> Vec<Subject<'a>> {
    let known: BTreeSet<&str> = every(policies).map(|policy| policy.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut subjects = Vec::new();
    for policy in every(policies) {
        let Some((_, own)) = lexica.iter().find(|(other, _)| same_words(other, policy)) else { continue };
        let mut is_new = |example: &Example| stands_in(example, policy, &known) && seen.insert(example.at.0);
        subjects.extend(Subject::of_examples(policy, own, &mut is_new, passed_over));
    }
    subjects
}

fn judge_all(subjects: &[Subject<'_>]) -> Evasions {
    let mut all = Evasions::default();
    subjects.iter().for_each(|subject| judge_one(subject, &mut all));
    all
}

fn judge_one(subject: &Subject<'_>, all: &mut Evasions) {
    let before = subject.judge(&subject.body);
    if !before.held {
        all.wrong_before += 1;
        return;
    }
    let reach = subject.reach();
    let ways: &[Way] = if subject.broken { &Way::EVASIONS } else { &Way::HARMLESS };
    let (language, shown) = (subject.language(), subject.shown());
    let mut rewritten = false;
    for way in ways.iter().filter(|way| subject::makes_sense(**way, subject, &reach)) {
        let body = match subject.broken {
            true => rewrite::evade(&subject.body, &before.places, *way, &language),
            false => rewrite::harmless(&subject.body, *way, &shown),
        };
        let Some(body) = body else { continue };
        rewritten = true;
        *all.tried.entry(*way).or_default() += 1;
        let after = subject.judge(&body);
        if !after.held {
            all.survivors.push(Survivor {
                of: subject.name.clone(),
                policy: subject.policy.name.clone(),
                way: *way,
                expected: expected(subject),
                found: after.found,
                html: body.html,
                text: body.text,
                at: subject.at,
            });
        }
    }
    all.subjects += usize::from(rewritten);
}

fn expected(subject: &Subject<'_>) -> &'static str {
    match (subject.of, subject.broken) {
        (subject::Of::Judgement(_), true) => "yes",
        (subject::Of::Judgement(_), false) => "no",
        (_, true) => "violation",
        (_, false) => "in order",
    }
}
