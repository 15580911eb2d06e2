//! Policies and cases from a tape of choices.

use crate::{schema::*, tape::Tape, world::Fact, world::MapWorld};
use policyc_diag::At;
use policyc_ir::*;
use std::collections::BTreeMap;

/// Which item is at hand, by slot and kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bound {
    Link(Slot),
    Earlier(Slot),
}

/// What a generated condition may use.
#[derive(Debug, Clone)]
pub(crate) struct Scope {
    pub bound: Vec<Bound>,
    /// Named conditions and judgements below these ids (so that nothing refers to itself).
    pub conditions: u32,
    pub judgements: u32,
    /// Calendar days, date bounds (they pin instants to days).
    pub calendar: bool,
    /// Only facts whose every class of answers a case can give.
    pub plain: bool,
}

impl Scope {
    fn slot(&self) -> Slot {
        Slot(u16::try_from(self.bound.len()).unwrap() + 1)
    }

    fn with(&self, bound: Bound) -> Self {
        let mut inner = self.clone();
        inner.bound.push(bound);
        inner
    }
}

fn and(all: Vec<Cond>) -> Cond {
    cond(CondKind::And(all))
}

fn not(inner: Cond) -> Cond {
    cond(CondKind::Not(Box::new(inner)))
}

/// A condition at most `depth` deep.
pub(crate) fn condition(tape: &mut Tape, scope: &Scope, depth: usize) -> Cond {
    if depth == 0 {
        return test(tape, scope);
    }
    match tape.pick(8) {
        0..=2 => test(tape, scope),
        3 => and((0..2 + tape.pick(2)).map(|_| condition(tape, scope, depth - 1)).collect()),
        4 => cond(CondKind::Or((0..2 + tape.pick(2)).map(|_| condition(tape, scope, depth - 1)).collect())),
        5 => not(condition(tape, scope, depth - 1)),
        _ => quantifier(tape, scope, depth - 1),
    }
}

fn list_of(tape: &mut Tape, slot: Slot) -> (Path, Bound) {
    let list = |fields: &[&str]| path(fields, Type::List(Box::new(Type::Text)), false);
    if tape.yes() {
        (list(&["history", "messages"]), Bound::Earlier(slot))
    } else {
        (list(&["message", "links"]), Bound::Link(slot))
    }
}

fn quantifier(tape: &mut Tape, scope: &Scope, depth: usize) -> Cond {
    if scope.bound.len() > 2 {
        return test(tape, scope);
    }
    let slot = scope.slot();
    let (list, bound) = list_of(tape, slot);
    let inner = condition(tape, &scope.with(bound), depth);
    let n = u32::try_from(tape.pick(3)).unwrap();
    let quantity = match tape.pick(5) {
        0 | 1 => Quantity::Some,
        2 => Quantity::AtLeast(n),
        3 => Quantity::AtMost(n),
        _ => Quantity::Exactly(n),
    };
    let name = "x".to_owned();
    if tape.pick(4) == 0 {
        return cond(CondKind::Every { slot, name, list, test: Box::new(inner) });
    }
    let filter = (!tape.rarely(5)).then(|| Box::new(inner));
    cond(CondKind::Count { quantity, slot, name, list, filter })
}

fn order_of(tape: &mut Tape) -> Order {
    [Order::Less, Order::AtMost, Order::More, Order::AtLeast][tape.pick(4)]
}

fn duration(tape: &mut Tape, scope: &Scope) -> Expr {
    let n = i64::try_from(tape.pick(6)).unwrap();
    let by = match tape.pick(if scope.calendar { 3 } else { 1 }) {
        0 => days(n),
        1 => Duration::CalendarDays(n),
        _ => Duration::WorkingDays(n),
    };
    literal(Literal::Duration(by), Type::Duration)
}

/// `given` before what may be none.
fn guarded(path: Path, test: Cond) -> Cond {
    and(vec![cond(CondKind::Given(path)), test])
}

fn test(tape: &mut Tape, scope: &Scope) -> Cond {
    match (tape.pick(3), scope.bound.last()) {
        (1.., Some(Bound::Link(slot))) => link_test(tape, *slot),
        (1.., Some(Bound::Earlier(slot))) => earlier_test(tape, *slot, scope),
        _ => fact_test(tape, scope),
    }
}

fn fact_test(tape: &mut Tape, scope: &Scope) -> Cond {
    match tape.pick(if scope.plain { 4 } else { 19 }) {
        0 => is(fact(&["order", "paid"], Type::Bool), literal(Literal::Bool(tape.yes()), Type::Bool)),
        1 => initiative(tape),
        2 => {
            let count = path(&["order", "count"], Type::Integer, true);
            let limit = literal(number(i64::try_from(tape.pick(4)).unwrap()), Type::Integer);
            guarded(count.clone(), cond(CondKind::Order(order_of(tape), of_path(count), limit)))
        }
        3 => is(
            fact(&["order", "count"], Type::Integer),
            literal(number(i64::try_from(tape.pick(4)).unwrap()), Type::Integer),
        ),
        4 => body(tape),
        5 if scope.judgements > 0 => {
            cond(CondKind::Judged(JudgementId(u32::try_from(tape.pick(scope.judgements as usize)).unwrap())))
        }
        6 if scope.conditions > 0 => {
            let condition = ConditionId(u32::try_from(tape.pick(scope.conditions as usize)).unwrap());
            cond(CondKind::Call { condition, argument: None })
        }
        7 => window(tape, scope),
        8 => money(tape),
        9 => cond(CondKind::Given(path(&["order", "completed_at"], Type::Instant, true))),
        10 => cond(CondKind::None(path(&["order", "note"], Type::Text, true))),
        11 => is(
            fact(&["order", "note"], Type::Text),
            literal(Literal::Text(["x", "y"][tape.pick(2)].to_owned()), Type::Text),
        ),
        12 => amount(tape, scope),
        13 => {
            let members = (0..1 + tape.pick(2)).map(|n| literal(number(i64::try_from(n * 2).unwrap()), Type::Integer));
            cond(CondKind::OneOf(fact(&["order", "count"], Type::Integer), members.collect()))
        }
        14 => has(tape),
        15 => cond(CondKind::Empty(path(&["message", "links"], Type::List(Box::new(Type::Text)), false))),
        16 => {
            let kind = fact(&["order", "kind"], names(&["normal", "special"]));
            is(
                kind,
                literal(Literal::Name(["normal", "special"][tape.pick(2)].to_owned()), names(&["normal", "special"])),
            )
        }
        17 => within(tape, scope),
        _ => is(fact(&["order", "id"], Type::Text), fact(&["order", "note"], Type::Text)),
    }
}

fn initiative(tape: &mut Tape) -> Cond {
    let ty = names(&["proactive", "reply", "other"]);
    let name = ["proactive", "reply"][tape.pick(2)].to_owned();
    is(fact(&["message", "initiative"], ty.clone()), literal(Literal::Name(name), ty))
}

fn has(tape: &mut Tape) -> Cond {
    let element = names(&["a", "b", "c"]);
    let name = ["a", "b"][tape.pick(2)].to_owned();
    cond(CondKind::Has(path(&["message", "purposes"], purposes(), false), literal(Literal::Name(name), element)))
}

fn body(tape: &mut Tape) -> Cond {
    let text = path(&["message", "body"], Type::Text, false);
    let word = |tape: &mut Tape| LexiconId(u32::try_from(tape.pick(3)).unwrap());
    match tape.pick(6) {
        0..=2 => {
            let verb = [TextVerb::Says, TextVerb::Mentions, TextVerb::Denies][tape.pick(3)];
            cond(CondKind::Says { text, verb, words: vec![word(tape)], near: None })
        }
        3 => cond(CondKind::SaysOnly { text, words: vec![word(tape), word(tape)] }),
        4 => cond(CondKind::Contains { text, needle: "w1".to_owned() }),
        _ => cond(CondKind::States { text, fact: path(&["order", "id"], Type::Text, true), date_of: false }),
    }
}

fn window(tape: &mut Tape, scope: &Scope) -> Cond {
    let completed = path(&["order", "completed_at"], Type::Instant, true);
    let sent = of_path(path(&["message", "sent_at"], Type::Instant, false));
    let (left, right) =
        if tape.yes() { (of_path(completed.clone()), sent) } else { (sent, of_path(completed.clone())) };
    let distance = duration(tape, scope);
    let test = CondKind::Distance { order: order_of(tape), left, distance, after: tape.yes(), right };
    guarded(completed, cond(test))
}

fn within(tape: &mut Tape, scope: &Scope) -> Cond {
    let completed = path(&["order", "completed_at"], Type::Instant, true);
    let left = of_path(path(&["message", "sent_at"], Type::Instant, false));
    let distance = duration(tape, scope);
    guarded(completed.clone(), cond(CondKind::Within { left, distance, right: of_path(completed) }))
}

fn money(tape: &mut Tape) -> Cond {
    let amount = path(&["order", "amount"], Type::Money, true);
    let currency = if tape.rarely(8) { "USD" } else { "EUR" };
    let limit = Literal::Money(Rational::integer(i64::try_from(tape.pick(3)).unwrap() * 10), currency.to_owned());
    let test = CondKind::Order(order_of(tape), of_path(amount.clone()), literal(limit, Type::Money));
    guarded(amount, cond(test))
}

fn amount(tape: &mut Tape, scope: &Scope) -> Cond {
    let slot = scope.slot();
    let list = |fields: &[&str]| path(fields, Type::List(Box::new(Type::Text)), false);
    let links = list(&["message", "links"]);
    let necessary =
        is(of_path(item_path(slot, "necessary", Type::Bool, false)), literal(Literal::Bool(true), Type::Bool));
    let filter = tape.yes().then(|| Box::new(necessary));
    let size = item_path(slot, "size", Type::Integer, true);
    let given = Box::new(cond(CondKind::Given(size.clone())));
    let (kind, of, filter, ty) = match tape.pick(3) {
        0 => (Aggregate::Count, Path { fields: Vec::new(), ..size }, filter, Type::Integer),
        1 => (Aggregate::Count, size, filter, Type::Integer),
        _ => (Aggregate::Sum, size, Some(given), Type::Integer),
    };
    let sum = Expr { kind: ExprKind::Amount { kind, of, slot, list: links, filter }, ty, at: At::default() };
    cond(CondKind::Order(order_of(tape), sum, literal(number(i64::try_from(tape.pick(4)).unwrap()), Type::Integer)))
}

fn link_test(tape: &mut Tape, slot: Slot) -> Cond {
    let at = |name: &str, ty: Type, or_none| item_path(slot, name, ty, or_none);
    match tape.pick(5) {
        0 => is(of_path(at("necessary", Type::Bool, false)), literal(Literal::Bool(tape.yes()), Type::Bool)),
        1 => cond(CondKind::Under(of_path(at("host", Type::Host, false)), SetId(0))),
        2 => {
            let ty = names(&["web", "mail", "phone"]);
            let name = ["web", "mail"][tape.pick(2)].to_owned();
            is(of_path(at("kind", ty.clone(), false)), literal(Literal::Name(name), ty))
        }
        3 => {
            let size = at("size", Type::Integer, true);
            let limit = literal(number(i64::try_from(tape.pick(4)).unwrap()), Type::Integer);
            guarded(size.clone(), cond(CondKind::Order(order_of(tape), of_path(size), limit)))
        }
        _ => cond(CondKind::InSet(of_path(at("host", Type::Host, false)), SetId(0))),
    }
}

fn earlier_test(tape: &mut Tape, slot: Slot, scope: &Scope) -> Cond {
    let at = |name: &str, ty: Type, or_none| item_path(slot, name, ty, or_none);
    match tape.pick(4) {
        0 => is(of_path(at("flag", Type::Bool, false)), literal(Literal::Bool(tape.yes()), Type::Bool)),
        1 => {
            let ty = names(&["seller", "other"]);
            is(of_path(at("by", ty.clone(), true)), literal(Literal::Name("seller".to_owned()), ty))
        }
        2 => cond(CondKind::None(at("by", Type::Text, true))),
        _ => {
            let left = of_path(at("at", Type::Instant, false));
            let right = of_path(path(&["message", "sent_at"], Type::Instant, false));
            let distance = duration(tape, scope);
            cond(CondKind::Distance { order: order_of(tape), left, distance, after: tape.yes(), right })
        }
    }
}

/// A part with its condition.
fn part(tape: &mut Tape, name: String, when: Cond) -> Part {
    Part {
        name,
        cites: Vec::new(),
        because: None,
        effective: interval(tape),
        when,
        report: None,
        help: None,
        doc: String::new(),
        at: At::default(),
    }
}

fn interval(tape: &mut Tape) -> Interval {
    if !tape.rarely(6) {
        return Interval::default();
    }
    let day = Some(Date { year: 2024, month: 1, day: i8::try_from(1 + tape.pick(12)).unwrap() });
    if tape.yes() { Interval { from: day, before: None } } else { Interval { from: None, before: day } }
}

/// A rule of any form.
#[allow(clippy::too_many_lines)] // a rule has many clauses
pub(crate) fn rule(tape: &mut Tape, name: &str, scope: &Scope) -> Rule {
    let (each, scope) = match tape.pick(3) {
        0 => (None, scope.clone()),
        n => {
            let list = |fields: &[&str]| path(fields, Type::List(Box::new(Type::Text)), false);
            let (list, bound) = if n == 1 {
                (list(&["message", "links"]), Bound::Link(ITEM))
            } else {
                (list(&["history", "messages"]), Bound::Earlier(ITEM))
            };
            let scope = scope.with(bound);
            let filter = tape.yes().then(|| condition(tape, &scope, 1));
            (Some(ForEach { name: "item".to_owned(), list, filter }), scope)
        }
    };
    let plain = Scope { bound: Vec::new(), ..scope.clone() };
    let applies = tape.yes().then(|| condition(tape, &plain, 1));
    let parts = |tape: &mut Tape, letter: &str| -> Vec<Part> {
        (0..1 + tape.pick(2))
            .map(|n| {
                let when = condition(tape, &scope, 2);
                part(tape, format!("{letter}{n}"), when)
            })
            .collect()
    };
    let form = match tape.pick(6) {
        0 => Form::Forbid(condition(tape, &scope, 2)),
        1 => Form::Require(condition(tape, &scope, 2)),
        2 => Form::ForbidParts(parts(tape, "f")),
        3 => Form::RequireParts(parts(tape, "r")),
        4 => Form::Permit(parts(tape, "p")),
        _ if each.is_some() => Form::Forbid(cond(CondKind::Item(ITEM))),
        _ => Form::Forbid(condition(tape, &scope, 1)),
    };
    let exceptions = if tape.yes() { parts(tape, "x") } else { Vec::new() };
    let forbids = matches!(form, Form::Forbid(_) | Form::ForbidParts(_));
    let due = (!forbids && tape.rarely(3)).then(|| due(tape, &scope));
    Rule {
        name: name.to_owned(),
        doc: String::new(),
        cites: Vec::new(),
        because: None,
        severity: [Severity::Error, Severity::Warning, Severity::Advice][tape.pick(3)],
        effective: interval(tape),
        applies,
        for_each: each,
        values: Vec::new(),
        form,
        exceptions,
        due,
        report: Template(vec![Piece::Text(name.to_owned())]),
        help: None,
        fixes: Vec::new(),
        examples: Vec::new(),
        origin: Vec::new(),
        at: At::default(),
    }
}

fn due(tape: &mut Tape, scope: &Scope) -> Expr {
    let from = literal(instant(i64::try_from(tape.pick(8)).unwrap(), 0), Type::Instant);
    let by = duration(tape, scope);
    Expr {
        kind: ExprKind::Shift { by: Box::new(by), after: true, from: Box::new(from) },
        ty: Type::Instant,
        at: At::default(),
    }
}

/// A policy of a few rules with named conditions and judgements.
pub(crate) fn policy(tape: &mut Tape, calendar: bool) -> Policy {
    let mut scope = Scope { bound: Vec::new(), conditions: 0, judgements: 0, calendar, plain: false };
    let mut conditions = Vec::new();
    for n in 0..2 {
        let when = condition(tape, &scope, 2);
        conditions.push(Condition {
            name: format!("c{n}"),
            parameter: None,
            when,
            cites: Vec::new(),
            doc: String::new(),
            at: At::default(),
        });
        scope.conditions = n + 1;
    }
    let mut judgements = Vec::new();
    for n in 0..2 {
        judgements.push(judgement(tape, n, &scope));
        scope.judgements = n + 1;
    }
    let rules = (0..2).map(|n| rule(tape, &format!("rule{n}"), &scope)).collect();
    Policy {
        name: "test.policy".to_owned(),
        doc: String::new(),
        lineage: Vec::new(),
        document: None,
        edition: None,
        timezone: calendar.then(|| "Europe/Rome".to_owned()),
        serves: Vec::new(),
        applies: None,
        effective: Interval::default(),
        yields_to: Vec::new(),
        sample: Vec::new(),
        schema: schema().into(),
        sets: vec![SetItem {
            name: "ours".to_owned(),
            of: Type::Host,
            members: vec!["store.example".to_owned()],
            at: At::default(),
        }],
        values: Vec::new(),
        conditions,
        lexicons: Vec::new().into(),
        languages: BTreeMap::new().into(),
        judgements,
        rules,
        declarations: Vec::new(),
        unenforced: Vec::new(),
        at: At::default(),
    }
}

fn judgement(tape: &mut Tape, n: u32, scope: &Scope) -> Judgement {
    let decides = (0..1 + tape.pick(3)).map(|_| Decide {
        answer: [Answer::Unsure, Answer::Yes, Answer::No][tape.pick(3)],
        when: condition(tape, scope, 1),
        at: At::default(),
    });
    Judgement {
        name: format!("j{n}"),
        asks: String::new(),
        cites: Vec::new(),
        decides: decides.collect(),
        examples: Vec::new(),
        doc: String::new(),
        at: At::default(),
    }
}

fn record(fields: Vec<(&str, Fact)>) -> Fact {
    Fact::Record(fields.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
}

fn name(names: &[&str], tape: &mut Tape) -> Fact {
    Fact::Known(Literal::Name(names[tape.pick(names.len())].to_owned()))
}

fn day(tape: &mut Tape) -> Fact {
    let day = i64::try_from(tape.pick(12)).unwrap();
    Fact::Known(instant(day, [0, 1, 660, -720][tape.pick(4)]))
}

fn link(tape: &mut Tape, n: usize) -> Fact {
    let size = if tape.rarely(3) { Fact::None } else { Fact::Known(number(i64::try_from(tape.pick(4)).unwrap())) };
    let host = ["store.example", "a.store.example", "other.example"][tape.pick(3)].to_owned();
    record(vec![
        ("href", Fact::Known(Literal::Text(format!("h{n}")))),
        ("host", Fact::Known(Literal::Text(host))),
        ("necessary", Fact::Known(Literal::Bool(tape.yes()))),
        ("size", size),
        ("kind", name(&["web", "mail", "phone"], tape)),
    ])
}

fn earlier(tape: &mut Tape) -> Fact {
    let by = if tape.rarely(3) { Fact::None } else { name(&["seller", "other"], tape) };
    record(vec![("by", by), ("at", day(tape)), ("flag", Fact::Known(Literal::Bool(tape.yes())))])
}

/// A whole item of the kind of `like`.
pub(crate) fn full_item(tape: &mut Tape, like: Option<&Fact>) -> Option<Fact> {
    match like? {
        Fact::Record(fields) if fields.contains_key("href") => Some(link(tape, 0)),
        Fact::Record(_) => Some(earlier(tape)),
        _ => None,
    }
}

/// A case in which everything is known. Labels are its own affair: see `with_labels`.
pub(crate) fn full_case(tape: &mut Tape) -> MapWorld {
    let links = (0..tape.pick(4)).map(|n| link(tape, n));
    let links = Fact::List(links.collect(), false);
    let earlier = (0..tape.pick(3)).map(|_| earlier(tape));
    let earlier = Fact::List(earlier.collect(), false);
    let words: Vec<&str> =
        (0..tape.pick(5)).map(|_| ["w0", "w1", "w2", "not", "??", "id-1", "x"][tape.pick(7)]).collect();
    let purposes = ["a", "b", "c"].iter().filter(|_| tape.yes()).map(|n| Fact::Known(Literal::Name((*n).to_owned())));
    let purposes = Fact::List(purposes.collect(), false);
    let message = record(vec![
        ("body", Fact::Text(words.join(" "))),
        ("sent_at", day(tape)),
        ("initiative", name(&["proactive", "reply", "other"], tape)),
        ("purposes", purposes),
        ("links", links),
    ]);
    let paid = tape.yes();
    let currency = if tape.rarely(8) { "USD" } else { "EUR" };
    let order = if tape.rarely(10) {
        Fact::None
    } else {
        record(vec![
            ("id", Fact::Known(Literal::Text(["id-1", "id-2"][tape.pick(2)].to_owned()))),
            ("paid", Fact::Known(Literal::Bool(paid))),
            ("count", Fact::Known(number(i64::try_from(tape.pick(4)).unwrap()))),
            ("completed_at", if tape.rarely(4) { Fact::None } else { day(tape) }),
            (
                "amount",
                Fact::Known(Literal::Money(
                    Rational::integer(i64::try_from(tape.pick(4)).unwrap() * 10),
                    currency.to_owned(),
                )),
            ),
            (
                "note",
                if tape.yes() {
                    Fact::None
                } else {
                    Fact::Known(Literal::Text(["x", "y", "id-1"][tape.pick(3)].to_owned()))
                },
            ),
            // What would be assumed is borne out.
            (
                "kind",
                if paid { Fact::Known(Literal::Name("normal".to_owned())) } else { name(&["normal", "special"], tape) },
            ),
        ])
    };
    MapWorld::new(record(vec![
        ("message", message),
        ("order", order),
        ("history", record(vec![("messages", earlier)])),
    ]))
}

/// The same case with some of its keys left out and some of its lists cut short.
pub(crate) fn erased(tape: &mut Tape, full: &MapWorld) -> MapWorld {
    MapWorld { root: erase(tape, &full.root, ""), ..full.clone() }
}

fn erase(tape: &mut Tape, fact: &Fact, path: &str) -> Fact {
    match fact {
        Fact::Record(fields) => {
            let mut kept = BTreeMap::new();
            for (name, fact) in fields {
                let always = ["href", "body", "value"].contains(&name.as_str()) || path == "labels" || name == "labels";
                let branch = matches!(fact, Fact::Record(_) | Fact::List(..));
                let dropped = !always && tape.rarely(if branch { 8 } else { 3 });
                if !dropped {
                    kept.insert(name.clone(), erase(tape, fact, name));
                }
            }
            Fact::Record(kept)
        }
        Fact::List(items, open) => {
            let items: Vec<Fact> = items.iter().map(|item| erase(tape, item, path)).collect();
            if tape.rarely(4) {
                let keep = tape.pick(items.len() + 1);
                return Fact::List(items.into_iter().take(keep).collect(), true);
            }
            Fact::List(items, *open)
        }
        other => other.clone(),
    }
}

/// Labels for some judgements.
pub(crate) fn with_labels(tape: &mut Tape, mut world: MapWorld, policy: &Policy) -> MapWorld {
    let mut labels = BTreeMap::new();
    for judgement in &policy.judgements {
        if tape.rarely(4) {
            let value = Fact::Known(Literal::Bool(tape.yes()));
            labels.insert(judgement.name.clone(), Fact::Record([("value".to_owned(), value)].into()));
        }
    }
    if let Fact::Record(fields) = &mut world.root {
        fields.insert("labels".to_owned(), Fact::Record(labels));
    }
    world
}
