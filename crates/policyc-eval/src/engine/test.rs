//! Tests: the conditions without conditions in them.

use super::{
    Engine, compare,
    frame::{Cx, Frame},
    notes::Notes,
    time::{Calendar, civil, day_number, working_between},
    tri::{Tri, limit},
};
use crate::{Datum, State, TextAnswer, Truth, Value, ZoneRef};
use policyc_ir::{Arithmetic, Cond, CondKind, Duration, Expr, Order, Path, Root, SetId, Type};
use std::rc::Rc;

impl Engine<'_, '_> {
    /// The truth of a test; conditions with conditions in them are `Engine::tri`'s.
    pub(crate) fn test(&self, cond: &Cond, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        match &cond.kind {
            CondKind::Is(left, right) => self.is(left, right, cx, frame, notes),
            CondKind::Order(order, left, right) => {
                let left = self.value(left, cx, frame, notes);
                let right = self.value(right, cx, frame, notes);
                compare::order(*order, &left, &right, self.none_decides)
            }
            CondKind::Within { left, distance, right } => self.within(left, distance, right, cx, frame, notes),
            CondKind::Distance { order, left, distance, after, right } => {
                let a = self.value(left, cx, frame, notes);
                let b = self.value(right, cx, frame, notes);
                let distance = self.value(distance, cx, frame, notes);
                let (from, to) = if *after { (b, a) } else { (a, b) };
                self.distance(*order, &from, &to, &distance)
            }
            CondKind::OneOf(value, members) => self.one_of(value, members, cx, frame, notes),
            CondKind::SameLanguage(left, right) => {
                let left = self.value(left, cx, frame, notes);
                compare::same_language(&left, &self.value(right, cx, frame, notes))
            }
            CondKind::InSet(value, set) => self.in_set(value, *set, cx, frame, notes, compare::same_text),
            CondKind::Under(value, set) => self.in_set(value, *set, cx, frame, notes, super::hosts::is_under),
            CondKind::Imitates(value, set) => self.imitates(value, *set, cx, frame, notes),
            CondKind::Given(path) => !is_none(&self.resolve(path, cx, frame, notes)),
            CondKind::None(path) => is_none(&self.resolve(path, cx, frame, notes)),
            CondKind::Empty(path) => self.empty(path, cx, frame, notes),
            CondKind::Has(path, value) => {
                let value = self.value(value, cx, frame, notes);
                let listing = self.list(path, cx, frame, notes);
                let known = compare::has(&listing.list, &value);
                match listing.open {
                    Some(atoms) => known.or(Tri::unknown(atoms)),
                    None => known,
                }
            }
            CondKind::Says { text, .. }
            | CondKind::SaysOnly { text, .. }
            | CondKind::States { text, .. }
            | CondKind::Names { text, .. }
            | CondKind::Contains { text, .. }
            | CondKind::Matches { text, .. } => self.text(cond, text, cx, frame, notes),
            // These are not tests; an artifact that says so is answered by nothing.
            _ => Tri::limit("policy"),
        }
    }

    fn is(&self, left: &Expr, right: &Expr, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let a = self.value(left, cx, frame, notes);
        let b = self.value(right, cx, frame, notes);
        let (language, enumerated) = (left.ty == Type::Language, matches!(left.ty, Type::Set(_) | Type::List(_)));
        let answer = match (&a, &b) {
            (State::Known(Value::Text(a)), State::Known(Value::Text(b))) if language => {
                Tri::from(a.eq_ignore_ascii_case(b))
            }
            // Of a set none counts as the empty one.
            (State::None, State::Known(Value::List(list))) if enumerated => {
                Tri::from(list.items.is_empty() && list.open.is_none())
            }
            _ => compare::equal(&a, &b),
        };
        if answer.is_unknown() && self.same_unknown(left, right, cx, frame) { Tri::TRUE } else { answer }
    }

    fn within(&self, left: &Expr, distance: &Expr, right: &Expr, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let a = self.value(left, cx, frame, notes);
        let b = self.value(right, cx, frame, notes);
        let distance = self.value(distance, cx, frame, notes);
        self.distance(Order::AtMost, &b, &a, &distance).and(self.distance(Order::AtMost, &a, &b, &distance))
    }

    /// `to - from ORDER distance`: elapsed time, or days of the policy's time zone.
    pub(crate) fn distance(&self, order: Order, from: &State, to: &State, distance: &State) -> Tri {
        let unit = match distance {
            State::Known(Value::Duration(duration)) => *duration,
            _ => Duration::Elapsed(0),
        };
        let between = match (unit, from, to) {
            (Duration::CalendarDays(_) | Duration::WorkingDays(_), State::Known(from), State::Known(to)) => {
                match days_between(unit, from, to, &self.calendar) {
                    Some(duration) => State::Known(Value::Duration(duration)),
                    None => return Tri::limit("time"),
                }
            }
            _ => super::arithmetic::arithmetic(Arithmetic::Subtract, to, from, &self.calendar),
        };
        compare::order(order, &between, distance, self.none_decides)
    }

    fn one_of(&self, value: &Expr, members: &[Expr], cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        members.iter().fold(Tri::FALSE, |found, member| {
            if found.is_true() { found } else { found.or(self.is(value, member, cx, frame, notes)) }
        })
    }

    fn in_set(
        &self,
        value: &Expr,
        set: SetId,
        cx: Cx<'_>,
        frame: &Frame,
        notes: &mut Notes,
        meets: fn(&str, &str) -> bool,
    ) -> Tri {
        let Some(set) = self.policy.set(set) else { return Tri::limit("policy") };
        match self.value(value, cx, frame, notes) {
            _ if set.members.is_empty() => Tri::FALSE,
            State::None => Tri::FALSE,
            State::Unknown(unknown) => Tri::unknown(unknown.atoms),
            State::Known(Value::Date(date)) => {
                let text = super::render::iso_date(date);
                Tri::from(set.members.contains(&text))
            }
            State::Known(value) => {
                let text = compare::text_of(&value);
                Tri::from(text.is_some_and(|text| set.members.iter().any(|member| meets(text, member))))
            }
        }
    }

    fn imitates(&self, value: &Expr, set: SetId, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let under = self.in_set(value, set, cx, frame, notes, super::hosts::is_under);
        (!under).and(self.in_set(value, set, cx, frame, &mut Notes::off(), super::hosts::resembles))
    }

    fn empty(&self, path: &Path, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        if !matches!(path.ty, Type::Set(_) | Type::List(_)) {
            return match self.resolve(path, cx, frame, notes).state {
                State::Known(value) => Tri::from(compare::text_of(&value).is_some_and(str::is_empty)),
                State::None => Tri::TRUE,
                State::Unknown(unknown) => Tri::unknown(unknown.atoms),
            };
        }
        let listing = self.list(path, cx, frame, notes);
        match (listing.list.items.is_empty(), listing.open) {
            (false, _) => Tri::FALSE,
            (true, None) => Tri::TRUE,
            (true, Some(atoms)) => Tri::unknown(atoms),
        }
    }

    fn text(&self, cond: &Cond, text: &Path, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let datum = self.resolve(text, cx, frame, notes);
        let zone = match &datum.state {
            State::None => return Tri::from(self.none_decides),
            State::Unknown(unknown) => return self.unread_text(cond, unknown.atoms.clone(), cx, frame, notes),
            State::Known(Value::Zone(zone)) => zone.clone(),
            State::Known(value) => match compare::text_of(value) {
                Some(text) => ZoneRef { path: datum.origin.path.as_str().into(), text: Rc::from(text) },
                None => return Tri::FALSE,
            },
        };
        let answer = self.ask(cond, &zone, cx, frame, notes);
        notes.found(&zone.path, &answer);
        match answer.truth {
            Truth::Unknown if answer.atoms.is_empty() => Tri::unknown(limit("text")),
            Truth::Unknown => Tri::unknown(answer.atoms),
            truth => Tri { truth, atoms: crate::Atoms::new() },
        }
    }

    /// A text that is not known: what it would have to state or name has to be known too, and what is none is not stated.
    fn unread_text(&self, cond: &Cond, text: crate::Atoms, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> Tri {
        let (CondKind::States { fact, .. } | CondKind::Names { fact, .. }) = &cond.kind else {
            return Tri::unknown(text);
        };
        match self.resolve(fact, cx, frame, notes).state {
            State::None => Tri::FALSE,
            State::Known(_) => Tri::unknown(text),
            State::Unknown(unknown) => Tri::unknown(text.into_iter().chain(unknown.atoms).collect()),
        }
    }

    fn ask(&self, cond: &Cond, zone: &ZoneRef, cx: Cx<'_>, frame: &Frame, notes: &mut Notes) -> TextAnswer {
        match &cond.kind {
            CondKind::Says { verb, words, near, .. } => self.world.says(zone, *verb, words, near.as_ref()),
            CondKind::SaysOnly { words, .. } => self.world.says_only(zone, words),
            CondKind::States { fact, date_of, .. } => {
                let shape = match &fact.ty {
                    Type::Shape(name) => Some(name.as_str()),
                    _ => None,
                };
                let datum = self.resolve(fact, cx, frame, notes);
                self.world.states(zone, &datum, shape, *date_of)
            }
            CondKind::Names { fact, .. } => {
                let datum = self.resolve(fact, cx, frame, notes);
                self.world.names(zone, &datum, &self.neighbours(fact, cx, frame))
            }
            CondKind::Contains { needle, .. } => self.world.contains(zone, needle),
            CondKind::Matches { pattern, .. } => self.world.matches(zone, pattern),
            _ => TextAnswer::plain(Truth::Unknown),
        }
    }

    /// The same field of the other items of an item's list; unknown ones stand for what an open list may still hold.
    fn neighbours(&self, fact: &Path, cx: Cx<'_>, frame: &Frame) -> Vec<Datum> {
        let Root::Item(slot) = fact.root else { return Vec::new() };
        let Some(item) = frame.get(slot) else { return Vec::new() };
        let others = item.list.items.iter().enumerate().filter(|(index, _)| *index != item.index);
        let mut found: Vec<Datum> = others
            .map(|(index, datum)| {
                let other = super::frame::Item { datum: datum.clone(), index, ..item.clone() };
                self.resolve(fact, cx, &Frame::default().with(slot, other), &mut Notes::off())
            })
            .collect();
        found.extend(item.list.open.iter().map(|_| Datum::unknown(item.list.path.clone())));
        found
    }
}

fn is_none(datum: &Datum) -> Tri {
    match &datum.state {
        State::None => Tri::TRUE,
        State::Known(_) => Tri::FALSE,
        State::Unknown(unknown) => Tri::unknown(unknown.atoms.clone()),
    }
}

fn days_between(unit: Duration, from: &Value, to: &Value, calendar: &Calendar) -> Option<Duration> {
    let day = |value: &Value| match value {
        Value::Instant(instant) => calendar.day(*instant),
        Value::Date(date) => civil(*date),
        _ => None,
    };
    let (from, to) = (day(from)?, day(to)?);
    Some(match unit {
        Duration::WorkingDays(_) => Duration::WorkingDays(working_between(from, to)),
        _ => Duration::CalendarDays(day_number(to) - day_number(from)),
    })
}
