//! The second pass: conditions as nodes with all they rest on. It never stops early, but keeps of long lists only the
//! items that matter, and stops growing at a limit (then items stand without what is below them).

use super::{
    Engine,
    frame::{Cx, Frame},
    judgement::{Reading, label_atom, readable},
    node::{Judged, Node, Op, Test, What},
    notes::Notes,
    truth::Counted,
};
use crate::{Datum, Truth};
use policyc_diag::At;
use policyc_ir::{Cond, CondKind, Expr, Interval, JudgementId, Path, Quantity, Slot};
use std::cell::Cell;

/// How many nodes one finding may have.
const NODES: u32 = 100_000;
/// How many items that do not matter are kept, as examples for a reader of the proof.
const BYSTANDERS: usize = 5;

/// Builds nodes.
pub(crate) struct Prover<'e, 'p, 'w> {
    engine: &'e Engine<'p, 'w>,
    left: Cell<u32>,
}

/// The surroundings of a condition in the second pass.
type At2<'c, 'f> = (Cx<'c>, &'f Frame);

impl<'e, 'p, 'w> Prover<'e, 'p, 'w> {
    pub(crate) fn new(engine: &'e Engine<'p, 'w>) -> Self {
        Self { engine, left: Cell::new(NODES) }
    }

    /// A condition with all its parts.
    pub(crate) fn node(&self, cond: &'p Cond, cx: Cx<'_>, frame: &Frame) -> Node<'p> {
        let Some(deeper) = cx.deeper() else { return self.test(cond, cx, frame) };
        let around = (deeper, frame);
        let nodes = |all: &'p [Cond]| all.iter().map(|cond| self.node(cond, deeper, frame)).collect();
        match &cond.kind {
            CondKind::And(all) => Node::all(cond.at, nodes(all)),
            CondKind::Or(some) => Node::some(cond.at, nodes(some)),
            CondKind::Not(inner) => Node::not(cond.at, self.node(inner, deeper, frame)),
            CondKind::Call { condition, argument } => {
                let Some(named) = self.engine.policy.condition(*condition) else { return self.test(cond, cx, frame) };
                let inner = argument.map_or_else(Frame::default, |slot| frame.only(slot));
                let child = self.node(&named.when, deeper.without_rule(), &inner);
                Node { at: cond.at, truth: child.truth, op: Op::Named(&named.name), children: vec![child] }
            }
            CondKind::Judged(id) => self.judged(cond.at, *id, deeper),
            CondKind::Count { quantity, slot, list, filter, .. } => {
                self.quantified(cond, *quantity, *slot, list, filter.as_deref(), around)
            }
            CondKind::Every { slot, list, test, .. } => self.every(cond, *slot, list, test, around),
            _ => self.test(cond, deeper, frame),
        }
    }

    /// A condition as a leaf.
    fn test(&self, cond: &'p Cond, cx: Cx<'_>, frame: &Frame) -> Node<'p> {
        let mut notes = Notes::on();
        let found = self.engine.tri(cond, cx, frame, &mut notes);
        self.leaf(cond.at, What::Cond(cond), frame, found, notes)
    }

    /// A quantifier that hangs on what may follow in an open list: what it looked through is the list.
    fn open(&self, cond: &'p Cond, list: &str, cx: Cx<'_>, frame: &Frame) -> Node<'p> {
        let mut node = self.test(cond, cx, frame);
        if let Op::Test(test) = &mut node.op {
            test.notes.searched = vec![list.to_owned()];
        }
        node
    }

    fn leaf(&self, at: At, what: What<'p>, frame: &Frame, found: super::tri::Tri, notes: Notes) -> Node<'p> {
        self.left.set(self.left.get().saturating_sub(1));
        let test = Test { what, frame: frame.clone(), atoms: found.atoms, notes };
        Node { at, truth: found.truth, op: Op::Test(Box::new(test)), children: Vec::new() }
    }

    /// Whether an interval holds the deciding instant.
    pub(crate) fn in_force(&self, at: At, interval: Interval, cx: Cx<'_>) -> Node<'p> {
        let mut notes = Notes::on();
        let found = self.engine.in_force(interval, cx, &mut notes);
        self.leaf(at, What::InForce(interval), &Frame::default(), found, notes)
    }

    /// Whether a duty is due.
    pub(crate) fn due(&self, due: &'p Expr, cx: Cx<'_>, frame: &Frame) -> Node<'p> {
        let mut notes = Notes::on();
        let found = self.engine.is_due(due, cx, frame, &mut notes);
        self.leaf(due.at, What::Due(due), frame, found, notes)
    }

    /// That an open list has a further item: not known.
    pub(crate) fn exists(&self, list: &'p Path, atoms: crate::Atoms) -> Node<'p> {
        let found = super::tri::Tri::unknown(atoms);
        self.leaf(list.at, What::Exists(list), &Frame::default(), found, Notes::on())
    }

    fn item(&self, datum: &Datum, test: Option<(&'p Cond, Frame)>, cx: Cx<'_>) -> Node<'p> {
        let child =
            test.map(
                |(cond, frame)| {
                    if self.left.get() > 0 { self.node(cond, cx, &frame) } else { self.test(cond, cx, &frame) }
                },
            );
        self.left.set(self.left.get().saturating_sub(1));
        let (at, truth) = child.as_ref().map_or((At::default(), Truth::True), |child| (child.at, child.truth));
        Node { at, truth, op: Op::Item(Box::new(datum.clone())), children: child.into_iter().collect() }
    }

    fn quantified(
        &self,
        cond: &'p Cond,
        quantity: Quantity,
        slot: Slot,
        list: &'p Path,
        filter: Option<&'p Cond>,
        (cx, frame): At2<'_, '_>,
    ) -> Node<'p> {
        let listing = self.engine.list(list, cx, frame, &mut Notes::off());
        let mut counted = Counted::default();
        let (mut children, mut bystanders) = (Vec::new(), 0);
        for (index, datum) in listing.list.items.iter().enumerate() {
            let test = filter.map(|filter| (filter, frame.with(slot, listing.item(index, datum))));
            let item = self.item(datum, test, cx);
            counted.add(super::tri::Tri { truth: item.truth, atoms: crate::Atoms::new() });
            bystanders += usize::from(item.truth == Truth::False);
            if item.truth != Truth::False || bystanders <= BYSTANDERS {
                children.push(item);
            }
        }
        let truth = counted.truth(quantity, listing.open.is_some());
        if truth == Truth::Unknown && listing.open.is_some() {
            return Node { children, ..self.open(cond, &listing.list.path, cx, frame) };
        }
        let op = Op::Quantifier { quantity, sure: counted.sure, list: listing.list.path.clone() };
        Node { at: cond.at, truth, op, children }
    }

    fn every(&self, cond: &'p Cond, slot: Slot, list: &'p Path, test: &'p Cond, (cx, frame): At2<'_, '_>) -> Node<'p> {
        let listing = self.engine.list(list, cx, frame, &mut Notes::off());
        let mut truth = Truth::True;
        let (mut children, mut bystanders) = (Vec::new(), 0);
        for (index, datum) in listing.list.items.iter().enumerate() {
            let item = self.item(datum, Some((test, frame.with(slot, listing.item(index, datum)))), cx);
            truth = truth.and(item.truth);
            bystanders += usize::from(item.truth == Truth::True);
            if item.truth != Truth::True || bystanders <= BYSTANDERS {
                children.push(item);
            }
        }
        if truth != Truth::False && listing.open.is_some() {
            return Node { children, ..self.open(cond, &listing.list.path, cx, frame) };
        }
        let op = Op::Every { list: listing.list.path.clone() };
        Node { at: cond.at, truth, op, children }
    }

    pub(crate) fn judged(&self, at: At, id: JudgementId, cx: Cx<'_>) -> Node<'p> {
        let Some(judgement) = self.engine.policy.judgement(id) else { return Node::some(at, Vec::new()) };
        let cx = cx.without_rule();
        let label = self.engine.label(judgement);
        let children: Vec<_> =
            judgement.decides.iter().map(|decide| self.node(&decide.when, cx, &Frame::default())).collect();
        let reading = self.engine.reading(judgement, cx, &mut Notes::off());
        let truth = label.as_ref().map_or(reading.truth, |label| Truth::from(label.value));
        let answers = judgement.decides.iter().map(|decide| decide.answer).collect();
        let atoms = readable(reading.atoms, &label_atom(judgement));
        let judged = Judged { judgement, label, answers, reading: reading.truth, atoms };
        Node { at, truth, op: Op::Judgement(Box::new(judged)), children }
    }
}

/// The readings of a judgement that can still answer: those of unknown truth before the first that holds, without the
/// last ones that answer what comes anyway; and what comes if none of them holds.
pub(crate) fn open_readings<'n, 'p>(
    node: &'n Node<'p>,
    answers: &[policyc_ir::Answer],
) -> (Vec<(Reading, &'n Node<'p>)>, Reading) {
    let mut open = Vec::new();
    let mut last = Reading::No;
    for (child, answer) in node.children.iter().zip(answers) {
        match child.truth {
            Truth::True => {
                last = Reading::of(*answer);
                break;
            }
            Truth::Unknown => open.push((Reading::of(*answer), child)),
            Truth::False => {}
        }
    }
    while open.last().is_some_and(|(answer, _)| *answer == last) {
        open.pop();
    }
    (open, last)
}
