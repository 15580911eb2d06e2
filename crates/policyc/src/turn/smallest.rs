//! The smallest change after which a rule enters or leaves violation.

use super::{Asked, alter};
use crate::{Case, fix::Mending};
use policyc_eval::{Outcome, Proof, ProofNode};
use policyc_ir::{FieldOrigin, Instant, Policy, Type};
use serde::Serialize;
use std::collections::BTreeSet;

/// A change that turns the outcome, judged anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// Whether the seller can do it (text, purposes, time, channel); otherwise it only tells what would differ.
    pub cures: bool,
    /// What is changed, each in words.
    pub changes: Vec<String>,
    /// What the rule then comes to.
    pub outcome: &'static str,
    /// Violations of the whole policy then.
    pub violations: usize,
    /// What is changed: the text, then the time, what is said of the message, what is declared of its items, the rest.
    #[serde(skip)]
    rank: usize,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turned {
    /// Changes of the smallest size that was found, the best first.
    pub turns: Vec<Turn>,
    /// Whether every smaller change was tried.
    pub smallest: bool,
    /// Cases that were judged.
    pub judged: usize,
}

/// A change to one fact.
struct Single {
    path: String,
    shown: String,
    value: alter::Value,
}

/// Facts that are changed at most.
const MOST_FACTS: usize = 24;
/// Cases that are judged at most.
const MOST: usize = 1500;
/// How many turns are told.
const TOLD: usize = 6;

struct Search<'a> {
    asked: &'a Asked<'a>,
    policy: &'a Policy,
    judged: usize,
    turns: Vec<Turn>,
}

/// The smallest changes that turn the outcome of a finding. `mending` mends the message's own file, whose bytes are given.
#[must_use]
pub fn turn(asked: &Asked<'_>, proof: &Proof, bytes: &[u8], mending: Option<&Mending<'_>>) -> Turned {
    let none = Turned { turns: Vec::new(), smallest: false, judged: 0 };
    let Some(policy) = asked.policies.list().get(asked.policy) else { return none };
    let mut search = Search { asked, policy, judged: 0, turns: Vec::new() };
    let violated = asked.finding.outcome == Outcome::Violation;
    if let Some(mending) = mending.filter(|_| violated) {
        search.message(bytes, mending);
    }
    let singles = search.singles(&facts(policy, proof));
    search.one(&singles);
    if search.turns.is_empty() {
        search.two(&singles);
    }
    // What raises another violation comes last, and before it what only takes the message out of the rule's reach.
    let now = asked.violations(asked.case);
    let key = |turn: &Turn| {
        let escapes = turn.outcome == Outcome::NotApplicable.name();
        (turn.violations > now, escapes, turn.rank, turn.changes.len(), turn.changes.clone())
    };
    search.turns.sort_by_key(key);
    // What takes the message out of the rule's reach is told only where nothing else turns it.
    let stays = |turn: &Turn| turn.outcome != Outcome::NotApplicable.name();
    if search.turns.iter().any(stays) {
        search.turns.retain(stays);
    }
    search.turns.truncate(TOLD);
    Turned { smallest: search.judged < MOST, judged: search.judged, turns: search.turns }
}

/// Facts that the proof rests on and the case supplies or lacks, nearest the root first.
fn facts(policy: &Policy, proof: &Proof) -> Vec<String> {
    let roots = [&proof.guard, &proof.breach];
    let exceptions = proof.exceptions.iter().map(|(_, node)| node);
    let mut level: Vec<&ProofNode> = roots.into_iter().chain(&proof.due).chain(exceptions).collect();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    while !level.is_empty() {
        for fact in level.iter().flat_map(|node| &node.facts) {
            // What was read off the message is changed in the message.
            let own = alter::field(policy, &fact.path).is_some_and(|field| field.origin != FieldOrigin::Message);
            let supplied = own
                || matches!(fact.path.as_str(), "message.sent_at" | "case.as_of")
                || alter::is_told(policy, &fact.path);
            if supplied && seen.insert(fact.path.clone()) {
                found.push(fact.path.clone());
            }
        }
        level = level.into_iter().flat_map(|node| &node.children).collect();
    }
    found.truncate(MOST_FACTS);
    found
}

/// How near to the message a fact is.
fn rank(policy: &Policy, path: &str) -> usize {
    match path {
        "message.sent_at" | "case.as_of" => 1,
        path if alter::is_told(policy, path) => 2,
        path if path.starts_with("message.") => 3,
        _ => 4,
    }
}

impl Search<'_> {
    fn is_turned(&self, outcome: Outcome) -> bool {
        (outcome == Outcome::Violation) != (self.asked.finding.outcome == Outcome::Violation)
    }

    /// Mends of the message that cure this very finding.
    fn message(&mut self, bytes: &[u8], mending: &Mending<'_>) {
        let Some(mended) = mending.mend_one(bytes, self.asked.finding) else { return };
        self.judged += 1;
        let violations = (mending.read)(&mended.bytes).map_or(0, |case| self.asked.violations(&case));
        let changes =
            mended.applied.iter().map(|applied| format!("line {}: {}", applied.line, applied.clause)).collect();
        self.turns.push(Turn { cures: true, changes, outcome: "mended", violations, rank: 0 });
    }

    fn singles(&self, facts: &[String]) -> Vec<Single> {
        let mut singles = Vec::new();
        for path in facts {
            let Some(field) = alter::field(self.policy, path) else { continue };
            for value in alter::named(field) {
                singles.push(Single { path: path.clone(), shown: format!("{path} is {}", value.shown), value });
            }
        }
        for path in facts {
            let is_moment = alter::field(self.policy, path).is_some_and(|field| field.ty == Type::Instant);
            let now = alter::moment_of(self.asked.case, path).filter(|_| is_moment);
            singles.extend(now.and_then(|now| self.shifted(path, now)));
        }
        singles
    }

    /// The nearest moment, to the minute, at which the outcome turns.
    fn shifted(&self, path: &str, now: Instant) -> Option<Single> {
        const MINUTE: i128 = 60_000_000_000;
        const DAY: i128 = 1440 * MINUTE;
        let turned = |distance: i128| {
            let value = alter::moment(Instant { nanoseconds: now.nanoseconds + distance, ..now });
            let case = alter::with(self.policy, self.asked.case, path, &value)?;
            Some(self.is_turned(self.asked.outcome(&case).0))
        };
        let mut best: Option<i128> = None;
        for sign in [-1, 1] {
            let mut below = 0;
            for days in [1, 3, 8, 16, 32, 64, 128, 400] {
                let (mut low, mut high) = (below, days * DAY);
                if turned(sign * high)? {
                    while high - low > MINUTE {
                        let half = low + (high - low) / (2 * MINUTE) * MINUTE;
                        if turned(sign * half)? { high = half } else { low = half }
                    }
                    if best.is_none_or(|best| high < best.abs()) {
                        best = Some(sign * high);
                    }
                    break;
                }
                below = high;
            }
        }
        let value = alter::moment(Instant { nanoseconds: now.nanoseconds + best?, ..now });
        Some(Single { path: path.to_owned(), shown: format!("{path} is {}", value.shown), value })
    }

    fn try_changes(&mut self, changes: &[&Single]) {
        if self.judged >= MOST {
            return;
        }
        self.judged += 1;
        let mut case: Option<Case> = None;
        for change in changes {
            let base = case.as_ref().unwrap_or(self.asked.case);
            let Some(changed) = alter::with(self.policy, base, &change.path, &change.value) else { return };
            case = Some(changed);
        }
        let Some(case) = case else { return };
        let (outcome, _) = self.asked.outcome(&case);
        if !self.is_turned(outcome) {
            return;
        }
        let cures =
            changes.iter().all(|change| change.path == "message.sent_at" || alter::is_told(self.policy, &change.path));
        let rank = changes.iter().map(|change| rank(self.policy, &change.path)).max().unwrap_or_default();
        let violations = self.asked.violations(&case);
        let changes = changes.iter().map(|change| change.shown.clone()).collect();
        self.turns.push(Turn { cures, changes, outcome: outcome.name(), violations, rank });
    }

    fn one(&mut self, singles: &[Single]) {
        for single in singles {
            self.try_changes(&[single]);
        }
    }

    fn two(&mut self, singles: &[Single]) {
        for (at, first) in singles.iter().enumerate() {
            for second in singles.iter().skip(at + 1).filter(|second| second.path != first.path) {
                self.try_changes(&[first, second]);
                if self.turns.len() >= TOLD {
                    return;
                }
            }
        }
    }
}
