//! What is missing: the smallest settling set, by trying (semantics 4).

use super::{
    facts::{Env, Plain},
    tree::{Ask, Leaf, Tree},
    value::{atoms_of, number},
};
use crate::{Atom, AtomKind, Atoms, List, State, Truth, Value};
use policyc_ir::{Cond, CondKind, Duration, Expr, ExprKind, Instant, Path, Rational, Type};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// One class of answers: what each of the atom's own tests is, and whether it is an empty list.
type Cell = (Vec<Truth>, bool);

/// A test and where it stands.
struct Tests<'a> {
    leaves: Vec<Leaf<'a>>,
    names: Vec<String>,
}

impl<'a> Plain<'a> {
    /// The smallest settling set of an unknown condition, and whether it is surely that.
    pub(super) fn missing(&self, tree: &Tree<'a>) -> (Vec<Atom>, bool) {
        let mut places = Vec::new();
        tree.open_leaves(None, &mut places);
        let all: Vec<Atom> =
            places.iter().flat_map(|leaf| leaf.answer.1.clone()).collect::<Atoms>().into_iter().collect();
        let mut tests = Tests { leaves: Vec::new(), names: Vec::new() };
        for leaf in &places {
            let name = format!("{} for {:?}", leaf.name, leaf.answer.1);
            if !tests.names.contains(&name) {
                tests.names.push(name);
                tests.leaves.push(leaf.clone());
            }
        }
        let columns: Vec<(Vec<usize>, Vec<Cell>)> = all.iter().map(|atom| self.column(atom, &tests)).collect();
        let twice = all.iter().any(|atom| places.iter().filter(|leaf| leaf.answer.1.contains(atom)).count() > 1);
        let both = columns.iter().all(|(own, cells)| {
            (0..own.len())
                .all(|at| [Truth::True, Truth::False].iter().all(|t| cells.iter().any(|cell| cell.0[at] == *t)))
        });
        if !twice && both {
            return (all, true);
        }
        let shared: Vec<usize> = (0..tests.leaves.len()).filter(|at| tests.leaves[*at].answer.1.len() != 1).collect();
        let combinations = columns.iter().try_fold(1_usize, |n, (_, cells)| n.checked_mul(cells.len()));
        let combinations = combinations.and_then(|n| n.checked_mul(1 << shared.len().min(20)));
        if all.len() > 12 || combinations.is_none_or(|n| n > 4096) {
            return (all, false);
        }
        let mut order = all.clone();
        order.sort_by(|a, b| cost(b).cmp(&cost(a)).then(a.path.cmp(&b.path)));
        let mut kept: BTreeSet<Atom> = all.iter().cloned().collect();
        for atom in order {
            if matches!(atom.kind, AtomKind::Limit | AtomKind::Clash) {
                continue;
            }
            let mut fewer = kept.clone();
            fewer.remove(&atom);
            if self.settles(tree, &tests, &columns, &all, &fewer) {
                kept = fewer;
            }
        }
        (kept.into_iter().collect(), true)
    }

    fn settles(
        &self,
        tree: &Tree<'a>,
        tests: &Tests<'a>,
        columns: &[(Vec<usize>, Vec<Cell>)],
        all: &[Atom],
        kept: &BTreeSet<Atom>,
    ) -> bool {
        let free: Vec<usize> = (0..tests.leaves.len())
            .filter(|at| {
                tests.leaves[*at].answer.1.len() != 1
                    && tests.leaves[*at].answer.1.iter().all(|atom| kept.contains(atom))
            })
            .collect();
        let mut combinations: Vec<(BTreeMap<usize, Truth>, BTreeSet<usize>)> = vec![(BTreeMap::new(), BTreeSet::new())];
        for (at, (own, cells)) in columns.iter().enumerate().filter(|(at, _)| kept.contains(&all[*at])) {
            let mut next = Vec::new();
            for (values, empty) in &combinations {
                for cell in cells {
                    let (mut values, mut empty) = (values.clone(), empty.clone());
                    values.extend(own.iter().copied().zip(cell.0.iter().copied()));
                    if cell.1 {
                        empty.insert(at);
                    }
                    next.push((values, empty));
                }
            }
            combinations = next;
        }
        for at in free {
            combinations = combinations
                .into_iter()
                .flat_map(|(values, empty)| {
                    [Truth::True, Truth::False].map(|truth| {
                        let mut values = values.clone();
                        values.insert(at, truth);
                        (values, empty.clone())
                    })
                })
                .collect();
        }
        combinations.into_iter().all(|(mut values, empty)| {
            for (at, leaf) in tests.leaves.iter().enumerate().filter(|(_, leaf)| leaf.answer.1.len() != 1) {
                for atom in empty.iter().map(|at| &all[*at]).filter(|atom| leaf.answer.1.contains(atom)) {
                    let over_empty = self.retry(leaf, atom, empty_list());
                    if over_empty != Truth::Unknown {
                        values.insert(at, over_empty);
                        break;
                    }
                }
            }
            let lookup = |leaf: &Leaf<'_>| {
                if leaf.answer.0 != Truth::Unknown {
                    return leaf.answer.0;
                }
                let found = tests.leaves.iter().position(|test| test.name == leaf.name);
                found.and_then(|at| values.get(&at).copied()).unwrap_or(Truth::Unknown)
            };
            tree.truth(&lookup) != Truth::Unknown
        })
    }

    /// The tests of an atom alone, and its cells.
    fn column(&self, atom: &Atom, tests: &Tests<'a>) -> (Vec<usize>, Vec<Cell>) {
        let alone = Atoms::from([atom.clone()]);
        let own: Vec<usize> = (0..tests.leaves.len()).filter(|at| tests.leaves[*at].answer.1 == alone).collect();
        let declared =
            tests.leaves.iter().filter(|leaf| leaf.answer.1.contains(atom)).find_map(|leaf| self.declared(leaf, atom));
        let mut cells = BTreeSet::new();
        let values = declared.as_ref().and_then(|(ty, _)| self.values(ty, atom, &own, tests));
        let under = |state: &State| -> Vec<Truth> {
            own.iter().map(|at| self.retry(&tests.leaves[*at], atom, state.clone())).collect()
        };
        match &values {
            Some(values) => {
                let exact = |at: &usize| {
                    !ordered(declared.as_ref().map(|(ty, _)| ty)) || self.is_simple(&tests.leaves[*at], atom)
                };
                let exact: Vec<bool> = own.iter().map(exact).collect();
                for value in values {
                    free(under(value), &exact, &mut cells);
                }
            }
            None => free(vec![Truth::Unknown; own.len()], &vec![false; own.len()], &mut cells),
        }
        if let Some((ty, or_none)) = &declared {
            let list = matches!(ty, Type::List(_) | Type::Set(_));
            if *or_none {
                cells.insert((under(&State::None), list));
            }
            if list {
                cells.insert((under(&empty_list()), true));
            }
        }
        (own, cells.into_iter().collect())
    }

    /// What a leaf is if the atom is answered so.
    fn retry(&self, leaf: &Leaf<'a>, atom: &Atom, answer: State) -> Truth {
        if let Ask::More(list) = leaf.ask {
            return if list.fields.join(".") == atom.path { Truth::False } else { Truth::Unknown };
        }
        if matches!(leaf.ask, Ask::Label) {
            return Truth::Unknown;
        }
        let trial = Plain {
            policy: self.policy,
            world: self.world,
            zone: super::value::Zone(self.zone.0.clone()),
            trial: Some((atom.path.clone(), answer)),
            assume: self.assume,
        };
        trial.ask(leaf.ask, &leaf.env).0.0
    }

    /// Type of an atom that a leaf reads by its own path, and whether it may be none.
    fn declared(&self, leaf: &Leaf<'a>, atom: &Atom) -> Option<(Type, bool)> {
        let of_case = (atom.path == "case.as_of").then_some((Type::Instant, false));
        let paths = match leaf.ask {
            Ask::InForce(_) => return of_case,
            Ask::Due(due) => {
                if of_case.is_some() {
                    return of_case;
                }
                expr_paths(due)
            }
            Ask::More(list) => vec![list],
            Ask::Label => return None,
            Ask::Cond(cond) => cond_paths(cond),
        };
        let path = paths.into_iter().find(|path| self.is_just(path, &leaf.env, atom))?;
        Some((path.ty.clone(), path.or_none))
    }

    /// Whether a path is unknown for want of itself.
    fn is_just(&self, path: &Path, env: &Env, atom: &Atom) -> bool {
        let datum = self.read(path, env);
        let open = match &datum.state {
            State::Known(Value::List(list)) if list.items.is_empty() => list.open.iter().cloned().collect(),
            state => atoms_of(state),
        };
        open == Atoms::from([atom.clone()]) && datum.origin.path == atom.path
    }

    /// Whether a leaf is just the atom against what is known.
    fn is_simple(&self, leaf: &Leaf<'a>, atom: &Atom) -> bool {
        let just = |expr: &Expr| match &expr.kind {
            ExprKind::Path(path) => self.is_just(path, &leaf.env, atom),
            _ => false,
        };
        let known = |expr: &Expr| matches!(self.value_of(expr, &leaf.env), State::Known(_));
        match leaf.ask {
            Ask::InForce(_) => true,
            Ask::Due(due) => known(due),
            Ask::More(_) | Ask::Label => false,
            Ask::Cond(cond) => match &cond.kind {
                CondKind::Given(_) | CondKind::None(_) => true,
                CondKind::Is(a, b) | CondKind::Order(_, a, b) => (just(a) && known(b)) || (known(a) && just(b)),
                CondKind::OneOf(a, members) => just(a) && members.iter().all(known),
                CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
                    known(distance) && ((just(left) && known(right)) || (known(left) && just(right)))
                }
                _ => false,
            },
        }
    }

    fn value_of(&self, expr: &Expr, env: &Env) -> State {
        match &expr.kind {
            ExprKind::Path(path) => self.read(path, env).state,
            ExprKind::Literal(literal) => super::tree::constant(literal),
            ExprKind::Shift { .. }
            | ExprKind::Arithmetic(..)
            | ExprKind::Amount { .. }
            | ExprKind::Value(_)
            | ExprKind::Local(_) => self.value(expr, env, &mut Default::default()),
        }
    }

    /// Answers of a type that tell all tests apart: all of a finite one, and a fine grid over an ordered one.
    fn values(&self, ty: &Type, atom: &Atom, own: &[usize], tests: &Tests<'a>) -> Option<Vec<State>> {
        let known = |value: Value| State::Known(value);
        match ty {
            Type::Bool => Some(vec![known(Value::Bool(false)), known(Value::Bool(true))]),
            Type::Enum(values) => Some(values.iter().map(|v| known(Value::Name(v.name.as_str().into()))).collect()),
            _ if !ordered(Some(ty)) => None,
            _ => {
                let constants = self.constants(atom, own, tests);
                let currency = constants.iter().find_map(|value| match value {
                    Value::Money(_, currency) => Some(currency.to_string()),
                    _ => None,
                });
                let mut grid: Vec<Rational> = constants.iter().filter_map(|value| Some(number(value)?.0)).collect();
                grid.sort_unstable();
                grid.dedup();
                Some(dense(&grid).into_iter().filter_map(|n| of_type(ty, n, currency.as_deref())).map(known).collect())
            }
        }
    }

    /// Everything that the atom's simple tests compare it with, and all that lies a distance from it.
    fn constants(&self, atom: &Atom, own: &[usize], tests: &Tests<'a>) -> Vec<Value> {
        let mut found = Vec::new();
        for leaf in own.iter().map(|at| &tests.leaves[*at]).filter(|leaf| self.is_simple(leaf, atom)) {
            let exprs: Vec<&Expr> = match leaf.ask {
                Ask::InForce(interval) => {
                    let starts = [interval.from, interval.before].into_iter().flatten();
                    let day = |day: policyc_ir::Date| jiff::civil::Date::new(day.year, day.month, day.day).ok();
                    found.extend(starts.filter_map(day).filter_map(|day| self.zone.start(day)).map(Value::Instant));
                    Vec::new()
                }
                Ask::Due(due) => vec![due],
                Ask::Cond(cond) => match &cond.kind {
                    CondKind::Is(a, b) | CondKind::Order(_, a, b) => vec![a, b],
                    CondKind::OneOf(_, members) => members.iter().collect(),
                    CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
                        vec![left, distance, right]
                    }
                    _ => Vec::new(),
                },
                Ask::More(_) | Ask::Label => Vec::new(),
            };
            let values = exprs.into_iter().filter_map(|expr| match self.value_of(expr, &leaf.env) {
                State::Known(value) => Some(value),
                _ => None,
            });
            found.extend(values);
        }
        let instants: Vec<Instant> = found.iter().filter_map(instant_of).collect();
        let distances: Vec<Duration> = found.iter().filter_map(duration_of).collect();
        for at in &instants {
            for by in &distances {
                found.extend(self.around(*at, *by));
            }
            found.extend(self.midnights(*at, 2));
        }
        found
    }

    fn around(&self, at: Instant, by: Duration) -> Vec<Value> {
        let (nanoseconds, days) = match by {
            Duration::Elapsed(n) => (n, 0),
            Duration::CalendarDays(n) => (0, n),
            Duration::WorkingDays(n) => (0, n * 2 + 4),
        };
        let instant = |nanoseconds| Value::Instant(Instant { nanoseconds, offset: at.offset });
        let mut found = vec![instant(at.nanoseconds + nanoseconds), instant(at.nanoseconds - nanoseconds)];
        found.extend(self.midnights(at, days + 2));
        found
    }

    fn midnights(&self, at: Instant, days: i64) -> Vec<Value> {
        let Some(mut day) = self.zone.day(at) else { return Vec::new() };
        for _ in 0..=days {
            day = day.yesterday().unwrap_or(day);
        }
        let mut found = Vec::new();
        for _ in 0..=2 * days + 2 {
            found.extend(self.zone.start(day).map(Value::Instant));
            day = day.tomorrow().unwrap_or(day);
        }
        found
    }
}

fn empty_list() -> State {
    State::Known(Value::List(Rc::new(List::default())))
}

fn ordered(ty: Option<&Type>) -> bool {
    matches!(
        ty,
        Some(
            Type::Integer
                | Type::Decimal
                | Type::Percent
                | Type::Money
                | Type::Length
                | Type::Duration
                | Type::Instant
                | Type::Date
        )
    )
}

fn instant_of(value: &Value) -> Option<Instant> {
    if let Value::Instant(at) = value { Some(*at) } else { None }
}

fn duration_of(value: &Value) -> Option<Duration> {
    if let Value::Duration(by) = value { Some(*by) } else { None }
}

/// The grid with a point in every gap and beyond both ends (whole numbers where the type has no others: see `of_type`).
fn dense(grid: &[Rational]) -> Vec<Rational> {
    let half = Rational::new(1, 2).unwrap_or(Rational::ONE);
    let mut all = vec![grid.first().and_then(|first| first.sub(Rational::ONE)).unwrap_or(Rational::ZERO)];
    for (at, cut) in grid.iter().enumerate() {
        all.push(*cut);
        let middle = grid
            .get(at + 1)
            .map_or_else(|| cut.add(Rational::ONE), |next| cut.add(*next).and_then(|sum| sum.mul(half)));
        all.extend(middle);
    }
    all
}

fn of_type(ty: &Type, n: Rational, currency: Option<&str>) -> Option<Value> {
    // A middle that is no whole number: the one below it, which is a cut or lies in the same gap.
    let floor = n.numerator().div_euclid(n.denominator());
    Some(match ty {
        Type::Integer => Value::Number(Rational::new(floor, 1)?),
        Type::Percent => Value::Percent(n),
        Type::Money => Value::Money(n, currency.unwrap_or("XXX").into()),
        Type::Length => Value::Length(n),
        Type::Duration => Value::Duration(Duration::Elapsed(floor)),
        Type::Instant => Value::Instant(Instant { nanoseconds: floor, offset: 0 }),
        Type::Date => return None,
        _ => Value::Number(n),
    })
}

fn free(truths: Vec<Truth>, exact: &[bool], cells: &mut BTreeSet<Cell>) {
    let mut all = vec![truths];
    for at in (0..exact.len()).filter(|at| !exact[*at]) {
        all = all
            .into_iter()
            .flat_map(|truths| {
                [Truth::True, Truth::False].map(|truth| {
                    let mut truths = truths.clone();
                    truths[at] = truth;
                    truths
                })
            })
            .collect();
    }
    cells.extend(all.into_iter().map(|truths| (truths, false)));
}

fn expr_paths(expr: &Expr) -> Vec<&Path> {
    match &expr.kind {
        ExprKind::Path(path) => vec![path],
        ExprKind::Arithmetic(_, a, b) => [expr_paths(a), expr_paths(b)].concat(),
        ExprKind::Shift { by, from, .. } => [expr_paths(by), expr_paths(from)].concat(),
        _ => Vec::new(),
    }
}

fn cond_paths(cond: &Cond) -> Vec<&Path> {
    match &cond.kind {
        CondKind::Is(a, b) | CondKind::Order(_, a, b) | CondKind::SameLanguage(a, b) => {
            [expr_paths(a), expr_paths(b)].concat()
        }
        CondKind::Within { left, distance, right } | CondKind::Distance { left, distance, right, .. } => {
            [expr_paths(left), expr_paths(right), expr_paths(distance)].concat()
        }
        CondKind::OneOf(a, members) => expr_paths(a).into_iter().chain(members.iter().flat_map(expr_paths)).collect(),
        CondKind::InSet(a, _) | CondKind::Under(a, _) | CondKind::Imitates(a, _) => expr_paths(a),
        CondKind::Given(path) | CondKind::None(path) | CondKind::Empty(path) => vec![path],
        CondKind::Has(path, value) => [vec![path], expr_paths(value)].concat(),
        CondKind::Count { list, .. } | CondKind::Every { list, .. } => vec![list],
        CondKind::States { text, fact, .. } | CondKind::Names { text, fact } => vec![text, fact],
        CondKind::Says { text, .. }
        | CondKind::SaysOnly { text, .. }
        | CondKind::Contains { text, .. }
        | CondKind::Matches { text, .. } => {
            vec![text]
        }
        _ => Vec::new(),
    }
}

fn cost(atom: &Atom) -> u8 {
    match atom.kind {
        AtomKind::Label => 3,
        AtomKind::Render => 1,
        AtomKind::Fact if atom.path.starts_with("message.") || atom.path.starts_with("unread(") => 1,
        _ => 2,
    }
}
