//! The fewest questions that settle what is open, and what each answer gives.

use super::{Asked, alter};
use crate::Case;
use policyc_eval::{Atom, AtomKind, Outcome};
use policyc_ir::{Instant, Type};
use serde::Serialize;

/// A question, and what its answers give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The fact or judgement that is asked for.
    pub about: String,
    /// The question in words.
    pub asks: String,
    /// The answers; none where the type names none, and a value has to be given.
    pub answers: Vec<Answer>,
}

/// Answers that come to the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// In words.
    pub if_it_is: Vec<String>,
    /// What follows.
    pub then: Then,
}

/// What an answer gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Then {
    /// This outcome.
    Outcome(&'static str),
    /// Something is still open, and this is to be asked next.
    Ask(Box<Question>),
    /// Something is still open.
    Open(Vec<String>),
}

/// No tree is deeper.
const DEEPEST: usize = 3;
/// Nor are more cases judged for it.
const MOST: usize = 400;

/// What to ask first; none where nothing is open.
#[must_use]
pub fn questions(asked: &Asked<'_>) -> Option<Question> {
    let mut left = MOST;
    best(asked, asked.case, &asked.finding.missing, DEEPEST, &mut left)
}

/// A changed case with what it came to.
type Tried = (String, Case, Outcome, Vec<Atom>);

/// The question of which the largest share of answers settles at once.
fn best(asked: &Asked<'_>, case: &Case, missing: &[Atom], depth: usize, left: &mut usize) -> Option<Question> {
    let mut best: Option<(usize, usize, &Atom, Vec<Tried>)> = None;
    for atom in missing.iter().take(8) {
        let tried = tries(asked, case, atom, left);
        let settled = tried.iter().filter(|(_, _, outcome, _)| !is_open(*outcome)).count();
        let better = best.as_ref().is_none_or(|(most, of, ..)| settled * of > most * tried.len().max(1));
        if better {
            best = Some((settled, tried.len().max(1), atom, tried));
        }
    }
    let (_, _, atom, tried) = best?;
    let mut answers: Vec<Answer> = Vec::new();
    for (shown, case, outcome, missing) in tried {
        let then = if !is_open(outcome) {
            Then::Outcome(outcome.name())
        } else if depth > 1 && missing.iter().all(|other| other != atom) {
            match best_below(asked, &case, &missing, depth, left) {
                Some(next) => Then::Ask(Box::new(next)),
                None => Then::Open(missing.iter().map(|atom| atom.path.clone()).collect()),
            }
        } else {
            Then::Open(missing.iter().map(|atom| atom.path.clone()).collect())
        };
        match answers.iter_mut().find(|answer| answer.then == then) {
            Some(answer) => answer.if_it_is.push(shown),
            None => answers.push(Answer { if_it_is: vec![shown], then }),
        }
    }
    Some(Question { about: atom.path.clone(), asks: words(asked, atom), answers })
}

fn best_below(asked: &Asked<'_>, case: &Case, missing: &[Atom], depth: usize, left: &mut usize) -> Option<Question> {
    if missing.is_empty() { None } else { best(asked, case, missing, depth - 1, left) }
}

fn is_open(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Undetermined | Outcome::Review)
}

fn words(asked: &Asked<'_>, atom: &Atom) -> String {
    let Some(policy) = asked.policies.list().get(asked.policy) else { return String::new() };
    match atom.kind {
        AtomKind::Label => {
            let judgement = policy.judgements.iter().find(|judgement| judgement.name == atom.path);
            judgement.map(|judgement| judgement.asks.clone()).unwrap_or_default()
        }
        AtomKind::Limit | AtomKind::Clash => "no answer settles this".to_owned(),
        AtomKind::Render => "what is filled in on rendering".to_owned(),
        AtomKind::Declaration => "what the seller has to declare".to_owned(),
        AtomKind::Fact => {
            let doc = alter::field(policy, &atom.path).map(|field| field.doc.lines().next().unwrap_or_default());
            doc.unwrap_or_default().to_owned()
        }
    }
}

fn tries(asked: &Asked<'_>, case: &Case, atom: &Atom, left: &mut usize) -> Vec<Tried> {
    let Some(policy) = asked.policies.list().get(asked.policy) else { return Vec::new() };
    let mut changed: Vec<(String, Case)> = Vec::new();
    match atom.kind {
        AtomKind::Label => {
            changed.extend(["yes", "no"].map(|answer| (answer.to_owned(), alter::labelled(case, &atom.path, answer))));
        }
        AtomKind::Fact => {
            let field = alter::field(policy, &atom.path);
            let named = field.map(alter::named).unwrap_or_default();
            let with =
                |value: &alter::Value| Some((value.shown.clone(), alter::with(policy, case, &atom.path, value)?));
            changed.extend(named.iter().filter_map(with));
            let instant = atom.path == "case.as_of" || field.is_some_and(|field| field.ty == Type::Instant);
            if instant {
                return moments(asked, case, atom, changed, left);
            }
        }
        _ => {}
    }
    judged(asked, changed, left)
}

fn judged(asked: &Asked<'_>, changed: Vec<(String, Case)>, left: &mut usize) -> Vec<Tried> {
    let mut tried = Vec::new();
    for (shown, case) in changed {
        if *left == 0 {
            break;
        }
        *left -= 1;
        let (outcome, missing) = asked.outcome(&case);
        tried.push((shown, case, outcome, missing));
    }
    tried
}

const DAY: i128 = 86_400_000_000_000;
/// Distances from the message in days at which a moment is tried.
const DISTANCES: [i128; 15] = [-400, -100, -61, -45, -32, -29, -15, -8, -4, -1, 0, 2, 8, 32, 400];

/// Stretches of time that come to the same, told by a moment of each change.
fn moments(asked: &Asked<'_>, case: &Case, atom: &Atom, first: Vec<(String, Case)>, left: &mut usize) -> Vec<Tried> {
    let mut tried = judged(asked, first, left);
    let Some(policy) = asked.policies.list().get(asked.policy) else { return tried };
    let Some(middle) = alter::any_moment(policy, case) else { return tried };
    let mut judge = |at: i128| -> Option<(Case, Outcome, Vec<Atom>)> {
        *left = left.checked_sub(1)?;
        let changed = alter::with(policy, case, &atom.path, &alter::moment(Instant { nanoseconds: at, ..middle }))?;
        let (outcome, missing) = asked.outcome(&changed);
        Some((changed, outcome, missing))
    };
    let mut last: Option<(i128, Case, Outcome, Vec<Atom>)> = None;
    let mut since = String::new();
    for distance in DISTANCES {
        let at = middle.nanoseconds + distance * DAY;
        let Some((changed, outcome, missing)) = judge(at) else { break };
        if let Some((before, case, old, atoms)) = last.take()
            && old != outcome
        {
            let (mut low, mut high) = (before, at);
            while high - low > 60_000_000_000 {
                let half = low + (high - low) / 2;
                let Some((_, found, _)) = judge(half) else { break };
                if found == old { low = half } else { high = half }
            }
            let until = policyc_ir::printer::print_instant(Instant { nanoseconds: low, ..middle });
            let shown = if since.is_empty() { format!("up to {until}") } else { format!("{since}, up to {until}") };
            tried.push((shown, case, old, atoms));
            since = format!("after {until}");
        }
        last = Some((at, changed, outcome, missing));
    }
    if let Some((_, case, outcome, missing)) = last {
        tried.push((if since.is_empty() { "any moment".to_owned() } else { since }, case, outcome, missing));
    }
    tried
}
