//! Evidence (semantics 5): where a condition shows that it holds, or that it does not.

use super::node::{Node, Op, Test};
use crate::{Evidence, Overruled, Role, State, Truth};
use policyc_diag::Span;
use std::collections::BTreeSet;

/// Spans with their roles, and the texts looked through in vain.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    pub(crate) spans: Vec<Evidence>,
    pub(crate) searched: BTreeSet<String>,
}

impl Shown {
    pub(crate) fn push(&mut self, spans: &[Span], role: Role) {
        self.spans.extend(spans.iter().map(|span| Evidence { span: *span, role }));
    }

    /// Sorted, without doubles and without spans inside another of the same role.
    pub(crate) fn sorted(mut self) -> Vec<Evidence> {
        let key = |e: &Evidence| (e.span.source, e.span.start, e.span.end, e.role);
        self.spans.sort_by_key(key);
        self.spans.dedup();
        let all = self.spans.clone();
        // Sorted by start: what covers a span starts no later, and the furthest end so far is enough to know it.
        let mut kept = Vec::new();
        for role in [Role::Main, Role::Also] {
            let mut of: Vec<Evidence> = all.iter().filter(|e| e.role == role).copied().collect();
            of.sort_by_key(|e| (e.span.source, e.span.start, std::cmp::Reverse(e.span.end)));
            let mut widest: Option<Span> = None;
            for evidence in of {
                if widest.is_some_and(|wide| wide.covers(evidence.span)) {
                    continue;
                }
                widest = Some(evidence.span);
                kept.push(evidence);
            }
        }
        kept.sort_by_key(key);
        kept
    }
}

/// Gathers `E+` (`holds`) or `E-` of a node.
pub(crate) fn gather(node: &Node<'_>, holds: bool, into: &mut Shown) {
    match &node.op {
        Op::Not => node.children.iter().for_each(|child| gather(child, !holds, into)),
        Op::And | Op::Or | Op::Named(_) => {
            // Of an unknown node the sides that speak against it show nothing for it.
            let against = if holds { Truth::False } else { Truth::True };
            node.deciding().filter(|child| child.truth != against).for_each(|child| gather(child, holds, into));
        }
        Op::Item(datum) => {
            into.push(&datum.origin.spans, Role::Main);
            into.push(&datum.origin.also, Role::Also);
            node.children.iter().for_each(|child| gather(child, holds, into));
        }
        Op::Quantifier { list, quantity, .. } => {
            let plain = *quantity == policyc_ir::Quantity::Some;
            if plain && !holds {
                into.searched.insert(list.clone());
            } else {
                node.children.iter().filter(|item| item.truth == Truth::True).for_each(|item| gather(item, true, into));
            }
        }
        Op::Every { list } => {
            if holds {
                into.searched.insert(list.clone());
            } else {
                node.children
                    .iter()
                    .filter(|item| item.truth == Truth::False)
                    .for_each(|item| gather(item, false, into));
            }
        }
        Op::Judgement(judged) => {
            if judged.label.is_none() {
                of_readings(node, &judged.answers, holds, into);
            }
        }
        Op::Test(test) => of_test(test, node.truth, into),
    }
}

/// A judgement: what its answering reading rests on; of a no without one, that none holds.
fn of_readings(node: &Node<'_>, answers: &[policyc_ir::Answer], holds: bool, into: &mut Shown) {
    let mut readings = node.children.iter().zip(answers);
    let answering = readings.find(|(child, _)| child.truth == Truth::True);
    match answering {
        Some((child, _)) => gather(child, true, into),
        None if node.truth == Truth::Unknown => {
            node.children.iter().filter(|c| c.truth == Truth::Unknown).for_each(|child| gather(child, holds, into));
        }
        None => node.children.iter().for_each(|child| gather(child, false, into)),
    }
}

fn of_test(test: &Test<'_>, truth: Truth, into: &mut Shown) {
    let notes = &test.notes;
    into.searched.extend(notes.searched.iter().cloned());
    if truth == Truth::Unknown || (notes.text_verb && truth == Truth::False) {
        return;
    }
    into.push(&notes.spans, Role::Main);
    into.push(&notes.also, Role::Also);
    if notes.text_verb {
        return;
    }
    for used in &notes.uses {
        if !used.quiet && matches!(used.datum.state, State::Known(_)) {
            into.push(&used.datum.origin.spans, Role::Main);
            into.push(&used.datum.origin.also, Role::Also);
        }
    }
}

/// The assumed facts that a node leans on.
pub(crate) fn assumed(node: &Node<'_>, into: &mut BTreeSet<String>) {
    if let Op::Test(test) = &node.op {
        let leaned = test.notes.uses.iter().filter(|used| used.source == super::notes::Source::Assumed);
        into.extend(leaned.map(|used| used.datum.origin.path.clone()));
    }
    node.deciding().for_each(|child| assumed(child, into));
}

/// The sure readings that labels overrule, where the node leans on them.
pub(crate) fn overruled(node: &Node<'_>, into: &mut Vec<Overruled>) {
    if let Op::Judgement(judged) = &node.op
        && let Some(found) = against_reading(node)
        && !into.iter().any(|known| known.label == judged.judgement.name)
    {
        into.push(found);
    }
    node.deciding().for_each(|child| overruled(child, into));
}

/// What a label overrules, if the node is a judgement with one that is against its sure reading.
pub(crate) fn against_reading(node: &Node<'_>) -> Option<Overruled> {
    let Op::Judgement(judged) = &node.op else { return None };
    let label = judged.label.as_ref()?;
    let reading = match judged.reading {
        Truth::True => true,
        Truth::False => false,
        Truth::Unknown => return None,
    };
    if reading == label.value {
        return None;
    }
    let mut shown = Shown::default();
    of_readings(node, &judged.answers, reading, &mut shown);
    Some(Overruled {
        label: judged.judgement.name.clone(),
        value: label.value,
        reading,
        by: label.by.clone(),
        at: label.at.clone(),
        note: label.note.clone(),
        spans: shown.sorted(),
    })
}
