//! What is in force, and what is due (semantics 3.1, 6.2).

use super::{
    Engine,
    frame::{Cx, Frame},
    notes::{Notes, Source},
    tri::{Tri, limit},
};
use crate::{Datum, State, Value};
use policyc_ir::{Date, Duration, Expr, ExprKind, Instant, Interval, Order};

impl Engine<'_, '_> {
    /// The instant at which the message is judged.
    pub(crate) fn deciding(&self, cx: Cx<'_>, notes: &mut Notes) -> Datum {
        let mut datum = self.world.fact(&["case", "as_of"]);
        if let (State::Unknown(_), Some(answer)) = (&datum.state, cx.overlay.and_then(|o| o.get("case.as_of"))) {
            datum.state = answer.clone();
        }
        notes.read_on_the_way(&datum, Source::Case);
        datum
    }

    /// Whether an interval holds the deciding instant.
    pub(crate) fn in_force(&self, interval: Interval, cx: Cx<'_>, notes: &mut Notes) -> Tri {
        if interval == Interval::default() {
            return Tri::TRUE;
        }
        match self.deciding(cx, notes).state {
            State::Known(Value::Instant(at)) => match self.holds(interval, at) {
                Some(holds) => Tri::from(holds),
                None => Tri::limit("time"),
            },
            State::Unknown(unknown) => Tri::unknown(unknown.atoms),
            State::Known(_) | State::None => Tri::limit("time"),
        }
    }

    fn holds(&self, interval: Interval, at: Instant) -> Option<bool> {
        let begun = match interval.from {
            Some(day) => self.start_of(day)? <= at,
            None => true,
        };
        let ended = match interval.before {
            Some(day) => self.start_of(day)? <= at,
            None => false,
        };
        Some(begun && !ended)
    }

    /// The first instant of a day in the policy's time zone.
    pub(crate) fn start_of(&self, day: Date) -> Option<Instant> {
        self.calendar.start(super::time::civil(day)?)
    }

    /// The instant from which on a duty is due: the end of its day, where the distance is one of calendar or working days.
    pub(crate) fn due_at(&self, due: &Expr, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> State {
        let state = self.value(due, cx, frame, notes);
        let ExprKind::Shift { by, .. } = &due.kind else { return state };
        let by = self.value(by, cx, frame, &mut Notes::off());
        match (&by, &state) {
            (
                State::Known(Value::Duration(Duration::CalendarDays(_) | Duration::WorkingDays(_))),
                State::Known(Value::Instant(at)),
            ) => {
                let end = self.calendar.day(*at).and_then(|day| self.calendar.start(day.tomorrow().ok()?));
                end.map_or_else(|| super::arithmetic::lacking(limit("time")), |end| State::Known(Value::Instant(end)))
            }
            _ => state,
        }
    }

    /// Whether a duty is due by now.
    pub(crate) fn is_due(&self, due: &Expr, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let from = self.due_at(due, cx, frame, notes);
        let now = self.deciding(cx, notes).state;
        super::compare::order(Order::AtLeast, &now, &from, self.none_decides)
    }
}
