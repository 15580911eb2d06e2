//! The leaves: tests of values and texts, intervals, what is due (semantics 1.3, 1.4, 2, 6.2).

use super::{
    facts::{Env, Plain, is_none},
    tree::{Ask, Shows, constant},
    value::{Answer, and, arithmetic, atoms_of, compare, equal, has, lacking, limit, or, sure},
};
use crate::{Atoms, Datum, State, TextAnswer, Truth, Unknown, Value, ZoneRef};
use policyc_ir::{
    Aggregate, Arithmetic, Cond, CondKind, Duration, Expr, ExprKind, Interval, Order, Path, Quantity, Rational, Root,
    Slot, Type,
};
use std::rc::Rc;

/// What was read for a leaf: the paths, and the spans that show it.
#[derive(Default)]
pub(super) struct Read {
    paths: Vec<String>,
    shows: Shows,
}

impl Read {
    fn note(&mut self, datum: &Datum) {
        self.paths.push(datum.origin.path.clone());
        if matches!(datum.state, State::Known(_)) {
            self.shows = std::mem::take(&mut self.shows).join(Shows::of(&datum.origin));
        }
    }
}

impl<'a> Plain<'a> {
    /// The answer of a leaf, its evidence, and what was read.
    pub(super) fn ask(&self, ask: Ask<'a>, env: &Env) -> (Answer, Shows, Vec<String>) {
        let mut read = Read::default();
        let answer = match ask {
            Ask::Cond(cond) => {
                if let Some((answer, shows)) = self.text(cond, env, &mut read) {
                    return (answer, shows, read.paths);
                }
                self.test(cond, env, &mut read)
            }
            Ask::InForce(interval) => self.in_force(interval),
            Ask::Due(due) => self.due(due, env, &mut read),
            Ask::More(list) => {
                let open = self.items(list, env).open;
                if open.is_empty() { sure(false) } else { (Truth::Unknown, open) }
            }
            Ask::Label => (Truth::Unknown, Atoms::new()),
        };
        let mut shows = if answer.0 == Truth::Unknown { Shows::default() } else { read.shows };
        if let Ask::Cond(Cond { kind: CondKind::Count { list, .. } | CondKind::Every { list, .. }, .. }) = ask {
            shows.searched.insert(self.items(list, env).list.path.clone());
        }
        (answer, shows, read.paths)
    }

    fn path(&self, path: &Path, env: &Env, read: &mut Read) -> Datum {
        let datum = self.read(path, env);
        read.note(&datum);
        datum
    }

    #[allow(clippy::too_many_lines)] // one line of the semantics an arm
    fn test(&self, cond: &'a Cond, env: &Env, read: &mut Read) -> Answer {
        match &cond.kind {
            CondKind::Is(a, b) => self.is(a, b, env, read),
            CondKind::Order(order, a, b) => compare(*order, &self.value(a, env, read), &self.value(b, env, read)),
            CondKind::Within { left, distance, right } => {
                let (a, b, d) =
                    (self.value(left, env, read), self.value(right, env, read), self.value(distance, env, read));
                and(self.distance(Order::AtMost, &b, &a, &d), self.distance(Order::AtMost, &a, &b, &d))
            }
            CondKind::Distance { order, left, distance, after, right } => {
                let (a, b, d) =
                    (self.value(left, env, read), self.value(right, env, read), self.value(distance, env, read));
                if *after { self.distance(*order, &b, &a, &d) } else { self.distance(*order, &a, &b, &d) }
            }
            CondKind::OneOf(value, members) => {
                members.iter().fold(sure(false), |any, member| or(any, self.is(value, member, env, read)))
            }
            CondKind::InSet(value, set) => self.in_set(value, *set, env, read, |text, member| text == member),
            CondKind::Under(value, set) => self
                .in_set(value, *set, env, read, |host, member| host == member || host.ends_with(&format!(".{member}"))),
            CondKind::Given(path) => match is_none(&self.path(path, env, read)) {
                (Truth::True, _) => sure(false),
                (Truth::False, _) => sure(true),
                unknown => unknown,
            },
            CondKind::None(path) => is_none(&self.path(path, env, read)),
            CondKind::Empty(path) => {
                let items = self.items(path, env);
                self.path(path, env, read);
                let counted = super::tree::interval(
                    Quantity::AtMost(0),
                    items.list.items.len() as u32,
                    items.open.is_empty().then_some(items.list.items.len() as u32),
                );
                (counted, if counted == Truth::Unknown { items.open } else { Atoms::new() })
            }
            CondKind::Has(path, value) => {
                let value = self.value(value, env, read);
                self.path(path, env, read);
                let items = self.items(path, env);
                has(&items.list, &items.open, &value)
            }
            CondKind::Count { quantity, slot, list, filter, .. } => {
                self.open_count(*quantity, *slot, list, filter.as_deref(), env, read)
            }
            CondKind::Every { slot, list, test, .. } => {
                // `every x satisfies c` is `there is no x where not c`.
                let (truth, atoms) = self.open_count_by(Quantity::Some, *slot, list, env, read, |env| {
                    let (truth, atoms) = self.tree(test, env).answer();
                    (
                        match truth {
                            Truth::True => Truth::False,
                            Truth::False => Truth::True,
                            Truth::Unknown => truth,
                        },
                        atoms,
                    )
                });
                (
                    match truth {
                        Truth::True => Truth::False,
                        Truth::False => Truth::True,
                        Truth::Unknown => truth,
                    },
                    atoms,
                )
            }
            CondKind::Item(_) => sure(true),
            _ => (Truth::Unknown, limit("reference")),
        }
    }

    fn open_count(
        &self,
        quantity: Quantity,
        slot: Slot,
        list: &Path,
        filter: Option<&'a Cond>,
        env: &Env,
        read: &mut Read,
    ) -> Answer {
        self.open_count_by(quantity, slot, list, env, read, |env| {
            filter.map_or_else(|| sure(true), |filter| self.tree(filter, env).answer())
        })
    }

    fn open_count_by(
        &self,
        quantity: Quantity,
        slot: Slot,
        list: &Path,
        env: &Env,
        read: &mut Read,
        test: impl Fn(&Env) -> Answer,
    ) -> Answer {
        let items = self.items(list, env);
        read.paths.push(items.list.path.clone());
        let (mut t, mut u, mut atoms) = (0, 0, items.open.clone());
        for (index, datum) in items.list.items.iter().enumerate() {
            let (truth, lacks) = test(&env.with(items.bound(slot, index, datum)));
            t += u32::from(truth == Truth::True);
            u += u32::from(truth == Truth::Unknown);
            atoms.extend(lacks);
        }
        if let Some(ghost) = items.ghost(slot) {
            atoms.extend(test(&env.with(ghost)).1);
        }
        let truth = super::tree::interval(quantity, t, items.open.is_empty().then_some(t + u));
        (truth, if truth == Truth::Unknown { atoms } else { Atoms::new() })
    }

    fn is(&self, a: &Expr, b: &Expr, env: &Env, read: &mut Read) -> Answer {
        let (x, y) = (self.value(a, env, read), self.value(b, env, read));
        if let (State::Unknown(p), State::Unknown(q), ExprKind::Path(a), ExprKind::Path(b)) = (&x, &y, &a.kind, &b.kind)
            && self.read(a, env).origin.path == self.read(b, env).origin.path
            && p.atoms == q.atoms
        {
            return sure(true);
        }
        equal(&x, &y)
    }

    fn in_set(
        &self,
        value: &Expr,
        set: policyc_ir::SetId,
        env: &Env,
        read: &mut Read,
        meets: impl Fn(&str, &str) -> bool,
    ) -> Answer {
        let Some(set) = self.policy.set(set) else { return (Truth::Unknown, limit("policy")) };
        match self.value(value, env, read) {
            _ if set.members.is_empty() => sure(false),
            State::Known(Value::Text(text) | Value::Name(text)) => {
                sure(set.members.iter().any(|member| meets(&text, member)))
            }
            State::Known(_) | State::None => sure(false),
            State::Unknown(unknown) => (Truth::Unknown, unknown.atoms),
        }
    }

    fn distance(&self, order: Order, from: &State, to: &State, by: &State) -> Answer {
        if let (
            State::Known(Value::Instant(from)),
            State::Known(Value::Instant(to)),
            State::Known(Value::Duration(unit)),
        ) = (from, to, by)
            && !matches!(unit, Duration::Elapsed(_))
        {
            return match self.zone.days_between(*unit, *from, *to) {
                Some(days) => compare(order, &State::Known(Value::Duration(days)), by),
                None => (Truth::Unknown, limit("time")),
            };
        }
        compare(order, &arithmetic(Arithmetic::Subtract, to, from), by)
    }

    pub(super) fn value(&self, expr: &Expr, env: &Env, read: &mut Read) -> State {
        match &expr.kind {
            ExprKind::Literal(literal) => constant(literal),
            ExprKind::Path(path) => self.path(path, env, read).state,
            ExprKind::Value(id) => match self.policy.value(*id) {
                Some(item) => self.value(&item.expr, &Env::default(), read),
                None => lacking(limit("policy")),
            },
            ExprKind::Local(id) => {
                let rule = env.rule.and_then(|rule| self.policy.rules.get(rule));
                match rule.and_then(|rule| rule.values.get(id.index())) {
                    Some(local) => self.value(&local.expr, &Env { rule: env.rule, ..env.only(Slot(0)) }, read),
                    None => lacking(limit("policy")),
                }
            }
            ExprKind::Arithmetic(op, a, b) => arithmetic(*op, &self.value(a, env, read), &self.value(b, env, read)),
            ExprKind::Shift { by, after: true, from } => {
                let by = self.value(by, env, read);
                match (self.value(from, env, read), by) {
                    (State::Known(Value::Instant(from)), State::Known(Value::Duration(by))) => self
                        .zone
                        .after(from, by)
                        .map_or_else(|| lacking(limit("number")), |at| State::Known(Value::Instant(at))),
                    (from, by) => arithmetic(Arithmetic::Add, &from, &by),
                }
            }
            ExprKind::Shift { .. } => lacking(limit("reference")),
            ExprKind::Amount { kind, of, slot, list, filter } => {
                self.amount(*kind, of, *slot, list, filter.as_deref(), env, read)
            }
        }
    }

    #[allow(clippy::too_many_arguments)] // the parts of one form
    fn amount(
        &self,
        kind: Aggregate,
        of: &Path,
        slot: Slot,
        list: &Path,
        filter: Option<&Cond>,
        env: &Env,
        read: &mut Read,
    ) -> State {
        let items = self.items(list, env);
        read.paths.push(items.list.path.clone());
        let (mut sures, mut perhaps, mut atoms, mut nones) = (Vec::new(), 0_i64, items.open.clone(), 0);
        for (index, datum) in items.list.items.iter().enumerate() {
            let env = env.with(items.bound(slot, index, datum));
            let counts = filter.map_or_else(|| sure(true), |filter| self.owned(filter, &env));
            let value = self.read(of, &env).state;
            match (counts.0, value) {
                (Truth::False, _) => {}
                (Truth::Unknown, State::None) if kind != Aggregate::Sum => {}
                (Truth::True, State::None) => nones += 1,
                (Truth::True, State::Known(value)) => {
                    read.shows = std::mem::take(&mut read.shows).join(Shows::of(&datum.origin));
                    sures.push(value);
                }
                (_, value) => {
                    perhaps += 1;
                    atoms.extend(counts.1);
                    atoms.extend(atoms_of(&value));
                }
            }
        }
        if let Some(ghost) = items.ghost(slot) {
            let counts = filter.map_or_else(|| sure(true), |filter| self.owned(filter, &env.with(ghost)));
            atoms.extend(counts.1);
        }
        let settled = perhaps == 0 && items.open.is_empty();
        let whole = |n: i64| Rational::integer(n);
        let count = i64::try_from(sures.len()).unwrap_or(i64::MAX);
        match kind {
            Aggregate::Count if settled => State::Known(Value::Number(whole(count))),
            Aggregate::Count => State::Unknown(Unknown {
                atoms,
                at_least: Some(whole(count)),
                at_most: items.open.is_empty().then(|| whole(count + perhaps)),
            }),
            _ if !settled => lacking(atoms),
            Aggregate::Sum if nones > 0 => State::None,
            Aggregate::Sum => {
                sures.into_iter().map(State::Known).fold(State::Known(Value::Number(Rational::ZERO)), |sum, next| {
                    arithmetic(Arithmetic::Add, &sum, &next)
                })
            }
            Aggregate::Latest | Aggregate::Earliest => {
                let instant = |value: &Value| match value {
                    Value::Instant(at) => Some(*at),
                    _ => None,
                };
                let all = sures.iter().filter_map(instant);
                let found = if kind == Aggregate::Latest { all.max() } else { all.min() };
                found.map_or(State::None, |at| State::Known(Value::Instant(at)))
            }
        }
    }

    /// The answer of a condition whose lifetime is no matter.
    fn owned(&self, cond: &Cond, env: &Env) -> Answer {
        let short = Plain {
            policy: self.policy,
            world: self.world,
            zone: super::value::Zone(self.zone.0.clone()),
            trial: self.trial.clone(),
            assume: self.assume,
        };
        short.tree(cond, env).answer()
    }

    fn text(&self, cond: &Cond, env: &Env, read: &mut Read) -> Option<(Answer, Shows)> {
        let text = match &cond.kind {
            CondKind::Says { text, .. }
            | CondKind::SaysOnly { text, .. }
            | CondKind::States { text, .. }
            | CondKind::Names { text, .. }
            | CondKind::Contains { text, .. }
            | CondKind::Matches { text, .. } => text,
            _ => return None,
        };
        let datum = self.read(text, env);
        read.paths.push(datum.origin.path.clone());
        let zone = match &datum.state {
            State::None => return Some((sure(false), Shows::default())),
            State::Unknown(unknown) => {
                return Some((self.unread_text(cond, unknown.atoms.clone(), env, read), Shows::default()));
            }
            State::Known(Value::Zone(zone)) => zone.clone(),
            State::Known(Value::Text(text) | Value::Name(text)) => {
                ZoneRef { path: datum.origin.path.as_str().into(), text: Rc::clone(text) }
            }
            State::Known(_) => return Some((sure(false), Shows::default())),
        };
        let fact = |path: &Path, read: &mut Read| {
            let datum = self.read(path, env);
            read.paths.push(datum.origin.path.clone());
            datum
        };
        let TextAnswer { truth, atoms, spans, also } = match &cond.kind {
            CondKind::Says { verb, words, near, .. } => self.world.says(&zone, *verb, words, near.as_ref()),
            CondKind::SaysOnly { words, .. } => self.world.says_only(&zone, words),
            CondKind::States { fact: path, date_of, .. } => {
                let shape = if let Type::Shape(name) = &path.ty { Some(name.as_str()) } else { None };
                self.world.states(&zone, &fact(path, read), shape, *date_of)
            }
            CondKind::Names { fact: path, .. } => {
                let mut neighbours = Vec::new();
                if let Root::Item(slot) = path.root
                    && let Some(item) = env.get(slot)
                {
                    for (index, datum) in item.list.items.iter().enumerate().filter(|(index, _)| *index != item.index) {
                        let other = super::facts::Bound { index, datum: datum.clone(), ..item.clone() };
                        neighbours.push(self.read(path, &Env::default().with(other)));
                    }
                    neighbours.extend(item.list.open.iter().map(|_| Datum::unknown(item.list.path.clone())));
                }
                self.world.names(&zone, &fact(path, read), &neighbours)
            }
            CondKind::Contains { needle, .. } => self.world.contains(&zone, needle),
            CondKind::Matches { pattern, .. } => self.world.matches(&zone, pattern),
            _ => TextAnswer::plain(Truth::Unknown),
        };
        let mut shows = Shows::default();
        match truth {
            Truth::True => (shows.main, shows.also) = (spans, also),
            _ => {
                shows.searched.insert(zone.path.to_string());
            }
        }
        Some(((truth, atoms), shows))
    }

    /// A text that is not known; what is none is stated in none.
    fn unread_text(&self, cond: &Cond, mut atoms: crate::Atoms, env: &Env, read: &mut Read) -> Answer {
        if let CondKind::States { fact, .. } | CondKind::Names { fact, .. } = &cond.kind {
            let fact = self.read(fact, env);
            read.paths.push(fact.origin.path.clone());
            match fact.state {
                State::None => return sure(false),
                State::Unknown(other) => atoms.extend(other.atoms),
                State::Known(_) => {}
            }
        }
        (Truth::Unknown, atoms)
    }

    fn in_force(&self, interval: Interval) -> Answer {
        let now = self.now();
        let State::Known(Value::Instant(now)) = now.state else {
            let bounded = interval.from.is_some() || interval.before.is_some();
            return if bounded { (Truth::Unknown, atoms_of(&now.state)) } else { sure(true) };
        };
        let start = |day: policyc_ir::Date| {
            let day = jiff::civil::Date::new(day.year, day.month, day.day).ok()?;
            self.zone.start(day)
        };
        let from = interval.from.is_none_or(|day| start(day).is_some_and(|start| start <= now));
        let before = interval.before.is_none_or(|day| start(day).is_some_and(|start| now < start));
        sure(from && before)
    }

    fn due(&self, due: &Expr, env: &Env, read: &mut Read) -> Answer {
        let at = self.value(due, env, read);
        let by = match &due.kind {
            ExprKind::Shift { by, .. } => self.value(by, env, &mut Read::default()),
            _ => State::None,
        };
        let days = matches!(by, State::Known(Value::Duration(Duration::CalendarDays(_) | Duration::WorkingDays(_))));
        let at = match at {
            State::Known(Value::Instant(at)) if days => {
                let end = self.zone.day(at).and_then(|day| self.zone.start(day.tomorrow().ok()?));
                end.map_or_else(|| lacking(limit("time")), |end| State::Known(Value::Instant(end)))
            }
            other => other,
        };
        let now = self.now();
        read.paths.push(now.origin.path.clone());
        compare(Order::AtLeast, &now.state, &at)
    }
}
