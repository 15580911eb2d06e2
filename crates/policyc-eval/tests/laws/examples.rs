//! The examples that the semantics gives in its own text.

use crate::{
    generate,
    schema::*,
    tape::Tape,
    vary::{all, bare, set, with_rules},
    world::{Fact, MapWorld},
};
use policyc_eval::{Answered, Outcome, judge};
use policyc_ir::*;
use std::collections::BTreeMap;

fn policy(rule: Rule) -> Policy {
    with_rules(&generate::policy(&mut Tape::default(), false), vec![rule])
}

fn at(seconds: i64) -> Literal {
    Literal::Instant(Instant { nanoseconds: i128::from(seconds) * 1_000_000_000, offset: 0 })
}

fn case(facts: &[(&str, Fact)]) -> MapWorld {
    let mut world = MapWorld::new(Fact::Record(BTreeMap::new()));
    for (path, fact) in facts {
        set(&mut world.root, &path.split('.').collect::<Vec<_>>(), fact.clone());
    }
    world
}

/// Thirty days after completion, to the second (semantics 1.3).
#[test]
fn window_of_thirty_days() {
    let completed = path(&["order", "completed_at"], Type::Instant, true);
    let window = cond(CondKind::Distance {
        order: Order::AtMost,
        left: of_path(path(&["message", "sent_at"], Type::Instant, false)),
        distance: literal(Literal::Duration(days(30)), Type::Duration),
        after: true,
        right: of_path(completed.clone()),
    });
    let policy =
        policy(bare("window", Form::Require(cond(CondKind::Or(vec![cond(CondKind::None(completed)), window])))));
    let completed = Fact::Known(at(1_714_579_200));
    let sent = |late: i64| Fact::Known(at(1_714_579_200 + 30 * 86_400 + late));
    let outcome = |facts: &[(&str, Fact)]| {
        let found = judge(&policy, &case(facts), &all());
        (found[0].outcome, found[0].missing.iter().map(|atom| atom.path.clone()).collect::<Vec<_>>())
    };
    assert_eq!(
        outcome(&[("order.completed_at", completed.clone()), ("message.sent_at", sent(0))]).0,
        Outcome::Compliant
    );
    assert_eq!(outcome(&[("order.completed_at", completed), ("message.sent_at", sent(1))]).0, Outcome::Violation);
    assert_eq!(outcome(&[("order.completed_at", Fact::None), ("message.sent_at", sent(1))]).0, Outcome::Compliant);
    assert_eq!(
        outcome(&[("message.sent_at", sent(1))]),
        (Outcome::Undetermined, vec!["order.completed_at".to_owned()])
    );
}

/// Rome, 30 March 2024 12:00+01:00: one calendar day after is 12:00+02:00 (semantics 1.4).
#[test]
fn a_calendar_day_keeps_the_wall_clock() {
    let noon = 1_711_796_400;
    for (by, hours) in [(days(1), 24), (Duration::CalendarDays(1), 23)] {
        let shift = Expr {
            kind: ExprKind::Shift {
                by: Box::new(literal(Literal::Duration(by), Type::Duration)),
                after: true,
                from: Box::new(literal(at(noon), Type::Instant)),
            },
            ty: Type::Instant,
            at: policyc_diag::At::default(),
        };
        let mut policy =
            policy(bare("shift", Form::Require(is(shift, literal(at(noon + hours * 3600), Type::Instant)))));
        policy.timezone = Some("Europe/Rome".to_owned());
        assert_eq!(judge(&policy, &case(&[]), &all())[0].outcome, Outcome::Compliant, "{by:?}");
    }
}

/// Links inside, outside and needed, outside and undeclared (semantics 3.2), with what the report says.
#[test]
fn three_links_have_three_outcomes() {
    let item = |name: &str, ty| of_path(item_path(ITEM, name, ty, false));
    let outside = cond(CondKind::Not(Box::new(cond(CondKind::Under(item("host", Type::Host), SetId(0))))));
    let needed = Part {
        name: "needed".to_owned(),
        cites: Vec::new(),
        because: None,
        effective: Interval::default(),
        when: is(item("necessary", Type::Bool), literal(Literal::Bool(true), Type::Bool)),
        report: None,
        help: None,
        doc: String::new(),
        at: policyc_diag::At::default(),
    };
    let list = path(&["message", "links"], Type::List(Box::new(Type::Text)), false);
    let policy = policy(Rule {
        for_each: Some(ForEach { name: "link".to_owned(), list, filter: None }),
        exceptions: vec![needed],
        report: Template(vec![
            Piece::Text("link to ".to_owned()),
            Piece::Path(item_path(ITEM, "host", Type::Host, false)),
        ]),
        ..bare("links", Form::Forbid(outside))
    });
    let link = |key: &str, host: &str, necessary: Option<bool>| {
        let text = |text: &str| Fact::Known(Literal::Text(text.to_owned()));
        let mut fields: BTreeMap<String, Fact> =
            [("href".to_owned(), text(key)), ("host".to_owned(), text(host))].into();
        fields.extend(necessary.map(|value| ("necessary".to_owned(), Fact::Known(Literal::Bool(value)))));
        Fact::Record(fields)
    };
    let links = vec![
        link("A", "www.store.example", None),
        link("B", "carrier.example", Some(true)),
        link("C", "carrier.example", None),
        link("D", "notstore.example", Some(false)),
    ];
    let found = judge(&policy, &case(&[("message.links", Fact::List(links, false))]), &all());
    let of =
        |key: &str| found.iter().find(|f| f.item.as_deref() == Some(&format!("message.links[\"{key}\"]"))).unwrap();
    assert_eq!(of("A").outcome, Outcome::Compliant);
    assert_eq!((of("B").outcome, of("B").exceptions[0].outcome), (Outcome::Exempt, Answered::Yes));
    assert_eq!(of("C").outcome, Outcome::Undetermined);
    assert_eq!(of("C").missing[0].path, "message.links[\"C\"].necessary");
    assert_eq!((of("D").outcome, of("D").message.as_str()), (Outcome::Violation, "link to notstore.example"));
    assert_eq!(of("D").exceptions[0].why, "message.links[\"D\"].necessary is no");
}

/// Two currencies do not compare; that is told, and no answer settles it (semantics 1.2).
#[test]
fn two_currencies_clash() {
    let amount = of_path(path(&["order", "amount"], Type::Money, false));
    let limit = |currency: &str| literal(Literal::Money(Rational::integer(10), currency.to_owned()), Type::Money);
    let facts = [("order.amount", Fact::Known(Literal::Money(Rational::integer(10), "EUR".to_owned())))];
    let order =
        policy(bare("order", Form::Forbid(cond(CondKind::Order(Order::AtLeast, amount.clone(), limit("USD"))))));
    let found = judge(&order, &case(&facts), &all());
    assert_eq!(found[0].outcome, Outcome::Undetermined);
    assert_eq!(found[0].missing[0].path, "clash(EUR, USD)");
    let equal = policy(bare("equal", Form::Forbid(is(amount, limit("USD")))));
    assert_eq!(judge(&equal, &case(&facts), &all())[0].outcome, Outcome::Compliant);
}
