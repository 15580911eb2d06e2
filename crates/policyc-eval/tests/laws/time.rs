//! Laws of time and numbers: L26, L27, L28.

use crate::{
    generate,
    schema::*,
    tape::{Tape, tape},
    tries,
    vary::{all, truth},
    world::{Fact, MapWorld},
};
use policyc_eval::{Finding, Outcome, Truth, judge};
use policyc_ir::*;
use proptest::prelude::*;

/// Changes every instant of a case.
fn instants(fact: &Fact, change: &dyn Fn(Instant) -> Instant) -> Fact {
    match fact {
        Fact::Known(Literal::Instant(at)) => Fact::Known(Literal::Instant(change(*at))),
        Fact::Record(fields) => Fact::Record(fields.iter().map(|(k, v)| (k.clone(), instants(v, change))).collect()),
        Fact::List(items, open) => Fact::List(items.iter().map(|item| instants(item, change)).collect(), *open),
        other => other.clone(),
    }
}

/// Shifts every instant of a policy, through its serialised form.
fn shifted(policy: &Policy, by: i64) -> Policy {
    fn walk(value: &mut serde_json::Value, by: i64) {
        match value {
            serde_json::Value::Object(fields) => {
                if let (Some(n), true) =
                    (fields.get("nanoseconds").and_then(serde_json::Value::as_i64), fields.len() == 2)
                {
                    fields.insert("nanoseconds".to_owned(), (n + by).into());
                }
                fields.values_mut().for_each(|value| walk(value, by));
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(|value| walk(value, by)),
            _ => {}
        }
    }
    let mut json = serde_json::to_value(policy).unwrap();
    walk(&mut json, by);
    serde_json::from_value(json).unwrap()
}

/// Rule, part, item, outcome and what is missing.
type Told = (String, Option<String>, Option<String>, Outcome, Vec<policyc_eval::Atom>);

fn told(findings: &[Finding]) -> Vec<Told> {
    findings.iter().map(|f| (f.rule.clone(), f.part.clone(), f.item.clone(), f.outcome, f.missing.clone())).collect()
}

fn timeless(policy: &mut Policy) {
    for rule in &mut policy.rules {
        rule.effective = Interval::default();
        rule.exceptions.iter_mut().for_each(|part| part.effective = Interval::default());
        match &mut rule.form {
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => {
                parts.iter_mut().for_each(|part| part.effective = Interval::default());
            }
            Form::Forbid(_) | Form::Require(_) => {}
        }
    }
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn l26_offsets_and_shifts_change_nothing(mut tape in tape(), offset in -43200..43200_i32, shift in -1_000_000_000_000_000_i64..1_000_000_000_000_000) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let before = told(&judge(&policy, &case, &all()));
        let turned = MapWorld::new(instants(&case.root, &|at| Instant { offset, ..at }));
        prop_assert_eq!(&before, &told(&judge(&policy, &turned, &all())));
        if !calendar {
            let mut policy = policy.clone();
            timeless(&mut policy);
            let before = told(&judge(&policy, &case, &all()));
            let moved = MapWorld::new(instants(&case.root, &|at| Instant { nanoseconds: at.nanoseconds + i128::from(shift), ..at }));
            prop_assert_eq!(before, told(&judge(&shifted(&policy, shift), &moved, &all())));
        }
    }

    #[test]
    fn l27_distances(a in 0..900_i64, b in 0..900_i64, later in 0..900_i64, n in 0..40_i64, more in 0..9_i64, unit in 0..3_usize) {
        let mut policy = generate::policy(&mut Tape::default(), false);
        policy.timezone = Some("Europe/Rome".to_owned());
        let nothing = MapWorld::new(Fact::Record(Default::default()));
        let at = |hours: i64| literal(instant(hours / 24, hours % 24 * 60), Type::Instant);
        let by = |n| literal(Literal::Duration(match unit {
            0 => days(n),
            1 => Duration::CalendarDays(n),
            _ => Duration::WorkingDays(n),
        }), Type::Duration);
        let test = |order, a, n, after, b| {
            let kind = CondKind::Distance { order, left: at(a), distance: by(n), after, right: at(b) };
            truth(&policy, &cond(kind), &nothing) == Truth::True
        };
        let at_most = |a, n, b| test(Order::AtMost, a, n, true, b);
        prop_assert!(!at_most(a, n, b) || at_most(a, n + more, b), "monotone in the distance");
        prop_assert!(!at_most(a.max(later), n, b) || at_most(a, n, b), "antitone in the later instant");
        prop_assert_eq!(at_most(a, n, b), !test(Order::More, a, n, true, b));
        prop_assert_eq!(test(Order::AtLeast, a, n, true, b), !test(Order::Less, a, n, true, b));
        prop_assert_eq!(test(Order::AtMost, a, n, false, b), at_most(b, n, a));
    }

    #[test]
    fn l28_rationals_are_exact(a in -9999..9999_i64, b in 1..999_i64, c in -9999..9999_i64, d in 1..999_i64) {
        let of = |n: i64, m: i64| Rational::new(n.into(), m.into()).unwrap();
        let is = |x: Rational, n: i128, m: i128| x.numerator() * m == n * x.denominator();
        let [a2, b2, c2, d2] = [a, b, c, d].map(i128::from);
        let (x, y) = (of(a, b), of(c, d));
        prop_assert!(is(x.add(y).unwrap(), a2 * d2 + c2 * b2, b2 * d2));
        prop_assert!(is(x.sub(y).unwrap(), a2 * d2 - c2 * b2, b2 * d2));
        prop_assert!(is(x.mul(y).unwrap(), a2 * c2, b2 * d2));
        prop_assert_eq!(x.cmp(&y), (a2 * d2).cmp(&(c2 * b2)));
        match x.div(y) {
            Some(quotient) => prop_assert!(is(quotient, a2 * d2, b2 * c2)),
            None => prop_assert_eq!(c, 0),
        }
    }

    #[test]
    fn l28_the_order_of_a_sum_is_immaterial(sizes in prop::collection::vec(-50..50_i64, 0..6), limit in -60..60_i64, turn in 0..6_usize) {
        let policy = generate::policy(&mut Tape::default(), false);
        let case = |sizes: &[i64]| {
            let links = sizes.iter().map(|size| Fact::Record([("size".to_owned(), Fact::Known(number(*size)))].into()));
            let mut world = MapWorld::new(Fact::Record(Default::default()));
            crate::vary::set(&mut world.root, &["message", "links"], Fact::List(links.collect(), false));
            world
        };
        let size = item_path(Slot(1), "size", Type::Integer, false);
        let list = path(&["message", "links"], Type::List(Box::new(Type::Text)), false);
        let kind = ExprKind::Amount { kind: Aggregate::Sum, of: size, slot: Slot(1), list, filter: None };
        let sum = Expr { kind, ty: Type::Integer, at: policyc_diag::At::default() };
        let test = cond(CondKind::Order(Order::AtMost, sum, literal(number(limit), Type::Integer)));
        let mut turned = sizes.clone();
        turned.reverse();
        let middle = turn.min(turned.len());
        turned.rotate_left(middle);
        let expected = Truth::from(sizes.iter().sum::<i64>() <= limit);
        prop_assert_eq!(truth(&policy, &test, &case(&sizes)), expected);
        prop_assert_eq!(truth(&policy, &test, &case(&turned)), expected);
    }
}
