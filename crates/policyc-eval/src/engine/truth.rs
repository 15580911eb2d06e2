//! Conditions in Kleene's three values (semantics 1.3, 2). The hot pass: stops as soon as nothing can change the answer.

use super::{
    Engine, compare,
    frame::{Cx, Frame},
    notes::Notes,
    tri::Tri,
};
use crate::{State, Truth};
use policyc_ir::{Cond, CondKind, Expr, ExprKind, Path, Quantity, Slot};

impl Engine<'_, '_> {
    /// The truth of a condition, with its atoms where unknown.
    pub(crate) fn tri(&self, cond: &Cond, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let Some(cx) = cx.deeper() else { return Tri::limit("nesting") };
        match &cond.kind {
            CondKind::And(all) => self.all(all, cx, frame, notes),
            CondKind::Or(some) => self.some(some, cx, frame, notes),
            CondKind::Not(inner) => !self.tri(inner, cx, frame, notes),
            // Whether the item of an open list is there at all is a conjunct of its rule's guard.
            CondKind::Item(_) => Tri::TRUE,
            CondKind::Call { condition, argument } => self.call(*condition, *argument, cx, frame, notes),
            CondKind::Judged(id) => self.judged(*id, cx, notes),
            CondKind::Count { quantity, slot, list, filter, .. } => {
                self.quantified(*quantity, *slot, list, filter.as_deref(), cx, frame, notes)
            }
            CondKind::Every { slot, list, test, .. } => self.every(*slot, list, test, cx, frame, notes),
            _ => self.test(cond, cx, frame, notes),
        }
    }

    fn all(&self, all: &[Cond], cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let mut answer = Tri::TRUE;
        for cond in all {
            answer = answer.and(self.tri(cond, cx, frame, notes));
            if answer.is_false() && !notes.on {
                break;
            }
        }
        answer
    }

    fn some(&self, some: &[Cond], cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let mut answer = Tri::FALSE;
        for cond in some {
            answer = answer.or(self.tri(cond, cx, frame, notes));
            if answer.is_true() && !notes.on {
                break;
            }
        }
        answer
    }

    fn call(
        &self,
        id: policyc_ir::ConditionId,
        argument: Option<Slot>,
        cx: Cx<'_>,
        frame: &Frame,
        notes: &mut Notes,
    ) -> Tri {
        let Some(condition) = self.policy.condition(id) else { return Tri::limit("policy") };
        let cx = cx.without_rule();
        if let Some(slot) = argument {
            return self.tri(&condition.when, cx, &frame.only(slot), notes);
        }
        let keep = cx.is_plain() && !notes.on;
        if keep && let Some(known) = self.kept.condition(id) {
            return known;
        }
        let answer = self.tri(&condition.when, cx, &Frame::default(), notes);
        if keep {
            self.kept.keep_condition(id, &answer);
        }
        answer
    }

    #[allow(clippy::too_many_arguments)] // the parts of one form
    fn quantified(
        &self,
        quantity: Quantity,
        slot: Slot,
        list: &Path,
        filter: Option<&Cond>,
        cx: Cx<'_>,
        frame: &Frame,
        notes: &mut Notes,
    ) -> Tri {
        let listing = self.list(list, cx, frame, notes);
        let mut counted = Counted::default();
        for (index, datum) in listing.list.items.iter().enumerate() {
            let counts = match filter {
                Some(filter) => self.tri(filter, cx, &frame.with(slot, listing.item(index, datum)), notes),
                None => Tri::TRUE,
            };
            counted.add(counts);
            if counted.is_beyond(quantity) && !notes.on {
                break;
            }
        }
        let open = listing.open.is_some();
        if counted.truth(quantity, open) == Truth::Unknown
            && let (Some(filter), Some(ghost)) = (filter, listing.ghost())
        {
            counted.atoms.append(&mut self.beyond(filter, cx, &frame.with(slot, ghost), notes).atoms);
        }
        counted.atoms.extend(listing.open.unwrap_or_default());
        counted.tri(quantity, open)
    }

    fn every(&self, slot: Slot, list: &Path, test: &Cond, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let listing = self.list(list, cx, frame, notes);
        let mut answer = Tri::TRUE;
        for (index, datum) in listing.list.items.iter().enumerate() {
            answer = answer.and(self.tri(test, cx, &frame.with(slot, listing.item(index, datum)), notes));
            if answer.is_false() && !notes.on {
                return answer;
            }
        }
        if answer.is_false() {
            return answer;
        }
        match listing.ghost() {
            Some(ghost) => {
                let more = self.beyond(test, cx, &frame.with(slot, ghost), notes).atoms;
                answer.and(Tri::unknown(more)).and(Tri::unknown(listing.open.unwrap_or_default()))
            }
            None => answer,
        }
    }

    /// A condition of what may follow in an open list: what it reads is written down, and is no evidence.
    fn beyond(&self, cond: &Cond, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let mut quiet = if notes.on { Notes::on() } else { Notes::off() };
        let answer = self.tri(cond, cx, frame, &mut quiet);
        notes.uses.extend(quiet.uses.into_iter().map(|used| super::notes::Use { quiet: true, ..used }));
        answer
    }

    /// Whether two sides are one path whose value is the same unknown: then they are equal whatever it is.
    pub(crate) fn same_unknown(&self, left: &Expr, right: &Expr, cx: Cx<'_>, frame: &Frame) -> bool {
        let (ExprKind::Path(left), ExprKind::Path(right)) = (&left.kind, &right.kind) else { return false };
        let left = self.resolve(left, cx, frame, &mut Notes::off());
        let right = self.resolve(right, cx, frame, &mut Notes::off());
        let unknown = matches!((&left.state, &right.state), (State::Unknown(_), State::Unknown(_)));
        unknown
            && left.origin.path == right.origin.path
            && compare::unknown(&left.state).atoms == compare::unknown(&right.state).atoms
    }
}

/// How many items surely count, and how many may.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) sure: u32,
    pub(crate) perhaps: u32,
    pub(crate) atoms: crate::Atoms,
}

impl Counted {
    pub(crate) fn add(&mut self, counts: Tri) {
        match counts.truth {
            Truth::True => self.sure = self.sure.saturating_add(1),
            Truth::Unknown => {
                self.perhaps = self.perhaps.saturating_add(1);
                self.atoms.extend(counts.atoms);
            }
            Truth::False => {}
        }
    }

    /// Whether what surely counts decides it already.
    fn is_beyond(&self, quantity: Quantity) -> bool {
        match quantity {
            Quantity::Some => self.sure >= 1,
            Quantity::AtLeast(n) => self.sure >= n,
            Quantity::AtMost(n) | Quantity::Exactly(n) => self.sure > n,
        }
    }

    /// By the interval from what surely counts to what may; without upper end if the list is open.
    pub(crate) fn truth(&self, quantity: Quantity, open: bool) -> Truth {
        let low = self.sure;
        let high = if open { None } else { Some(self.sure.saturating_add(self.perhaps)) };
        let (all, none) = match quantity {
            Quantity::Some => (low >= 1, high == Some(0)),
            Quantity::AtLeast(n) => (low >= n, high.is_some_and(|high| high < n)),
            Quantity::AtMost(n) => (high.is_some_and(|high| high <= n), low > n),
            Quantity::Exactly(n) => (low == n && high == Some(n), low > n || high.is_some_and(|high| high < n)),
        };
        match (all, none) {
            (true, _) => Truth::True,
            (_, true) => Truth::False,
            _ => Truth::Unknown,
        }
    }

    fn tri(self, quantity: Quantity, open: bool) -> Tri {
        match self.truth(quantity, open) {
            Truth::True => Tri::TRUE,
            Truth::False => Tri::FALSE,
            Truth::Unknown => Tri::unknown(self.atoms),
        }
    }
}
