//! Definitions that rest on themselves: conditions and judgements, and lexicons of one language.

use crate::diagnostics::{DeepDefinition, DefinitionCycle};
use crate::fault::Faults;
use policyc_diag::Span;
use policyc_ir::visit::{Node, walk_cond};
use policyc_ir::{Cond, CondKind, Phrase, Policy};
use std::collections::BTreeSet;

/// What is named, with what it names (by index into the same list).
struct Definition {
    kind: &'static str,
    name: String,
    at: Span,
    uses: BTreeSet<usize>,
}

pub(crate) fn check_cycles(policy: &Policy, faults: &mut Faults) {
    tell_cycles(&conditions(policy), faults);
    let tags: BTreeSet<&String> = policy.lexicons.iter().flat_map(|lexicon| lexicon.languages.keys()).collect();
    for tag in tags {
        tell_cycles(&lexicons(policy, tag), faults);
    }
}

/// Conditions first, then judgements.
fn conditions(policy: &Policy) -> Vec<Definition> {
    let offset = policy.conditions.len();
    let names = |conds: &mut dyn Iterator<Item = &Cond>| {
        let mut uses = BTreeSet::new();
        for cond in conds {
            walk_cond(cond, &mut |node| {
                let Node::Cond(cond) = node else { return };
                match &cond.kind {
                    CondKind::Call { condition, .. } => uses.insert(condition.index()),
                    CondKind::Judged(judgement) => uses.insert(offset + judgement.index()),
                    _ => false,
                };
            });
        }
        uses
    };
    let conditions = policy.conditions.iter().map(|condition| Definition {
        kind: "condition",
        name: condition.name.clone(),
        at: condition.at.0,
        uses: names(&mut std::iter::once(&condition.when)),
    });
    let judgements = policy.judgements.iter().map(|judgement| Definition {
        kind: "judgement",
        name: judgement.name.clone(),
        at: judgement.at.0,
        uses: names(&mut judgement.decides.iter().map(|decide| &decide.when)),
    });
    conditions.chain(judgements).collect()
}

fn lexicons(policy: &Policy, tag: &str) -> Vec<Definition> {
    let uses = |phrases: &mut dyn Iterator<Item = &Phrase>| {
        let mut uses = BTreeSet::new();
        for phrase in phrases {
            phrase.each_lexicon(&mut |id| {
                uses.insert(id.0 as usize);
            });
        }
        uses
    };
    let definition = |lexicon: &policyc_ir::Lexicon| {
        let entries = lexicon.languages.get(tag);
        let mut phrases = entries.into_iter().flat_map(|entries| entries.phrases.iter().chain(&entries.except));
        Definition {
            kind: "lexicon",
            name: lexicon.name.clone(),
            at: entries.map(|entries| entries.at.0).unwrap_or_default(),
            uses: uses(&mut phrases),
        }
    };
    policy.lexicons.iter().map(|lexicon| definition(lexicon)).collect()
}

/// How deep definitions may hold each other: engines follow them by recursion.
const DEEPEST: usize = 64;

/// Tells each circle once, at the first definition on it; without circles, definitions that lie too deep.
fn tell_cycles(definitions: &[Definition], faults: &mut Faults) {
    let depths = depths(definitions);
    let mut told = BTreeSet::new();
    let mut deep = false;
    for (start, depth) in depths.iter().enumerate() {
        let Some(first) = definitions.get(start) else { continue };
        if let Some(depth) = depth {
            // Those that rest on it lie deeper still, for the same reason.
            if *depth > DEEPEST && !deep {
                deep = true;
                faults.push(DeepDefinition { kind: first.kind, name: &first.name, most: DEEPEST, at: first.at });
            }
            continue;
        }
        if told.contains(&start) {
            continue;
        }
        let Some(path) = path_back(definitions, start) else { continue };
        told.extend(path.iter().copied());
        let names = path.iter().chain([&start]).filter_map(|&at| definitions.get(at));
        let path = names.map(|definition| definition.name.as_str()).collect::<Vec<_>>().join(" → ");
        faults.push(DefinitionCycle { kind: first.kind, name: &first.name, path: &path, at: first.at });
    }
}

/// How many definitions lie below each; none for those that are on a circle, or rest on one.
fn depths(definitions: &[Definition]) -> Vec<Option<usize>> {
    let mut users: Vec<Vec<usize>> = vec![Vec::new(); definitions.len()];
    let mut waiting: Vec<usize> = definitions.iter().map(|definition| definition.uses.len()).collect();
    for (at, definition) in definitions.iter().enumerate() {
        for &used in &definition.uses {
            if let Some(users) = users.get_mut(used) {
                users.push(at);
            }
        }
    }
    let mut depths = vec![None; definitions.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut below = vec![0; definitions.len()];
    open.extend(waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(at, _)| (at, 0)));
    while let Some((at, depth)) = open.pop() {
        if let Some(slot) = depths.get_mut(at) {
            *slot = Some(depth);
        }
        for &user in users.get(at).into_iter().flatten() {
            let (Some(count), Some(deepest)) = (waiting.get_mut(user), below.get_mut(user)) else { continue };
            *count = count.saturating_sub(1);
            *deepest = (*deepest).max(depth + 1);
            if *count == 0 {
                open.push((user, *deepest));
            }
        }
    }
    depths
}

/// The shortest way from a definition back to itself.
fn path_back(definitions: &[Definition], start: usize) -> Option<Vec<usize>> {
    let mut from = vec![None; definitions.len()];
    let mut open = std::collections::VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for &next in &definitions.get(at)?.uses {
            if next == start {
                let mut path = vec![at];
                let mut back = at;
                while back != start {
                    back = from.get(back).copied().flatten()?;
                    path.push(back);
                }
                path.reverse();
                return Some(path);
            }
            if let Some(slot @ None) = from.get_mut(next) {
                *slot = Some(at);
                open.push_back(next);
            }
        }
    }
    None
}
