//! Laws of truth values: L1, L2, L8, L9, L13, L7.

use crate::{
    generate,
    schema::*,
    tape::tape,
    tries,
    vary::{all, bare, policy_and_conditions, truth, with_rules},
    world::{Fact, MapWorld},
};
use policyc_eval::{Outcome, Truth, judge};
use policyc_ir::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

fn and(conds: &[&Cond]) -> Cond {
    cond(CondKind::And(conds.iter().map(|c| (*c).clone()).collect()))
}

fn or(conds: &[&Cond]) -> Cond {
    cond(CondKind::Or(conds.iter().map(|c| (*c).clone()).collect()))
}

fn not(inner: &Cond) -> Cond {
    cond(CondKind::Not(Box::new(inner.clone())))
}

fn links() -> Path {
    path(&["message", "links"], Type::List(Box::new(Type::Text)), false)
}

fn count(quantity: Quantity, filter: &Cond) -> Cond {
    let filter = Some(Box::new(filter.clone()));
    cond(CondKind::Count { quantity, slot: Slot(1), name: "x".to_owned(), list: links(), filter })
}

proptest! {
    #![proptest_config(tries(400))]

    #[test]
    fn l1_kleene_algebra(mut tape in tape()) {
        let (policy, conds) = policy_and_conditions(&mut tape, 3);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let same = |left: &Cond, right: &Cond| truth(&policy, left, &case) == truth(&policy, right, &case);
        let (a, b, c) = (&conds[0], &conds[1], &conds[2]);
        prop_assert!(same(&not(&not(a)), a), "double negation");
        prop_assert!(same(&not(&and(&[a, b])), &or(&[&not(a), &not(b)])), "De Morgan");
        prop_assert!(same(&not(&or(&[a, b])), &and(&[&not(a), &not(b)])), "De Morgan");
        prop_assert!(same(&and(&[a, b]), &and(&[b, a])) && same(&or(&[a, b]), &or(&[b, a])), "commutativity");
        prop_assert!(same(&and(&[a, &and(&[b, c])]), &and(&[&and(&[a, b]), c])), "associativity");
        prop_assert!(same(&or(&[a, &or(&[b, c])]), &or(&[&or(&[a, b]), c])), "associativity");
        prop_assert!(same(&and(&[a, &or(&[a, b])]), a) && same(&or(&[a, &and(&[a, b])]), a), "absorption");
        prop_assert!(same(&and(&[a, &or(&[b, c])]), &or(&[&and(&[a, b]), &and(&[a, c])])), "distribution");
        prop_assert!(same(&or(&[a, &and(&[b, c])]), &and(&[&or(&[a, b]), &or(&[a, c])])), "distribution");
    }

    #[test]
    fn l1_quantifiers(mut tape in tape()) {
        let (policy, _) = policy_and_conditions(&mut tape, 0);
        let bound = vec![generate::Bound::Link(Slot(1))];
        let scope = generate::Scope { bound, conditions: 2, judgements: 2, calendar: false, plain: false };
        let c = generate::condition(&mut tape, &scope, 1);
        let n = u32::try_from(tape.pick(3)).unwrap();
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let same = |left: &Cond, right: &Cond| truth(&policy, left, &case) == truth(&policy, right, &case);
        let every = cond(CondKind::Every { slot: Slot(1), name: "x".to_owned(), list: links(), test: Box::new(c.clone()) });
        prop_assert!(same(&every, &not(&count(Quantity::Some, &not(&c)))), "every");
        prop_assert!(same(&count(Quantity::AtLeast(n + 1), &c), &not(&count(Quantity::AtMost(n), &c))), "at least");
        prop_assert!(same(&count(Quantity::AtLeast(1), &c), &count(Quantity::Some, &c)), "some");
        let both = and(&[&count(Quantity::AtLeast(n), &c), &count(Quantity::AtMost(n), &c)]);
        prop_assert!(same(&count(Quantity::Exactly(n), &c), &both), "exactly");
        let says = |verb| {
            let text = path(&["message", "body"], Type::Text, false);
            cond(CondKind::Says { verb, text, words: vec![LexiconId(n)], near: None })
        };
        prop_assert!(same(&says(TextVerb::Mentions), &or(&[&says(TextVerb::Says), &says(TextVerb::Denies)])), "mentions");
    }

    #[test]
    fn l2_conditions_are_monotone(mut tape in tape()) {
        let (policy, conds) = policy_and_conditions(&mut tape, 1);
        let full = generate::full_case(&mut tape);
        let full = generate::with_labels(&mut tape, full, &policy);
        let more = generate::erased(&mut tape, &full);
        let less = generate::erased(&mut tape, &more);
        let (low, high) = (truth(&policy, &conds[0], &less), truth(&policy, &conds[0], &more));
        let top = truth(&policy, &conds[0], &full);
        prop_assert!(low == Truth::Unknown || low == high, "{low:?} {high:?}\n{:?}\n{less:?}\n{more:?}", conds[0]);
        prop_assert!(high == Truth::Unknown || high == top, "{high:?} {top:?}\n{:?}\n{more:?}\n{full:?}", conds[0]);
    }

    #[test]
    fn l7_none_never_decides(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let with = |none| policyc_eval::engine::judge_with_none(&policy, &case, &all(), none);
        let outcomes = |none| {
            let told = with(none).into_iter().map(|f| ((f.rule, f.part, f.item), (f.outcome, f.missing)));
            told.collect::<BTreeMap<_, _>>()
        };
        prop_assert_eq!(outcomes(false), outcomes(true));
    }

    #[test]
    fn l8_erasing_a_null_or_opening_a_list_only_lessens(mut tape in tape()) {
        let (policy, conds) = policy_and_conditions(&mut tape, 1);
        let full = generate::full_case(&mut tape);
        let before = truth(&policy, &conds[0], &full);
        let mut lesser = Vec::new();
        for path in [&["message", "links"][..], &["history", "messages"], &["message", "purposes"]] {
            if let Some(Fact::List(items, _)) = full.get(path) {
                let mut case = full.clone();
                crate::vary::set(&mut case.root, path, Fact::List(items.clone(), true));
                lesser.push(case);
            }
        }
        for name in ["completed_at", "note"] {
            if full.get(&["order", name]) == Some(&Fact::None) {
                let mut case = full.clone();
                if let Fact::Record(root) = &mut case.root
                    && let Some(Fact::Record(order)) = root.get_mut("order")
                {
                    order.remove(name);
                }
                lesser.push(case);
            }
        }
        for case in lesser {
            let after = truth(&policy, &conds[0], &case);
            prop_assert!(after == Truth::Unknown || after == before);
        }
    }
}

/// An exception in force at all times.
fn exception(name: &str, when: Cond) -> policyc_ir::Part {
    policyc_ir::Part {
        name: name.to_owned(),
        cites: Vec::new(),
        because: None,
        effective: Interval::default(),
        when,
        report: None,
        help: None,
        doc: String::new(),
        at: policyc_diag::At::default(),
    }
}

/// The 81 combinations of guard, breach, due and exception.
#[test]
fn l9_table_of_outcomes_is_total_and_exclusive() {
    let truths = [Truth::True, Truth::False, Truth::Unknown];
    let policy = generate::policy(&mut crate::tape::Tape::default(), false);
    let bool_of =
        |name: &str| is(of_path(path(&["order", name], Type::Bool, false)), literal(Literal::Bool(true), Type::Bool));
    for g in truths {
        for b in truths {
            for d in truths {
                for x in truths {
                    let mut order = BTreeMap::new();
                    for (name, truth) in [("g", g), ("b", !b), ("x", x)] {
                        if truth != Truth::Unknown {
                            order.insert(name.to_owned(), Fact::Known(Literal::Bool(truth == Truth::True)));
                        }
                    }
                    if d != Truth::Unknown {
                        order.insert("due".to_owned(), Fact::Known(instant(if d == Truth::True { 1 } else { 9 }, 0)));
                    }
                    let case = Fact::Record([("as_of".to_owned(), Fact::Known(instant(5, 0)))].into());
                    let root = [("order".to_owned(), Fact::Record(order)), ("case".to_owned(), case)];
                    let world = MapWorld::new(Fact::Record(root.into()));
                    let rule = Rule {
                        applies: Some(bool_of("g")),
                        due: Some(of_path(path(&["order", "due"], Type::Instant, false))),
                        exceptions: vec![exception("x", bool_of("x"))],
                        ..bare("table", Form::Require(bool_of("b")))
                    };
                    let found = judge(&with_rules(&policy, vec![rule]), &world, &all());
                    let v = g.and(b).and(d).and(!x);
                    let rows = [
                        (g == Truth::False, Outcome::NotApplicable),
                        (g != Truth::False && v == Truth::True, Outcome::Violation),
                        (g != Truth::False && v == Truth::Unknown, Outcome::Undetermined),
                        (g != Truth::False && v == Truth::False && b == Truth::False, Outcome::Compliant),
                        (
                            g != Truth::False && v == Truth::False && b != Truth::False && d == Truth::False,
                            Outcome::NotApplicable,
                        ),
                        (
                            g != Truth::False
                                && v == Truth::False
                                && b != Truth::False
                                && d != Truth::False
                                && x == Truth::True,
                            Outcome::Exempt,
                        ),
                    ];
                    let holding: Vec<_> = rows.iter().filter(|(holds, _)| *holds).collect();
                    assert_eq!(holding.len(), 1, "{g:?} {b:?} {d:?} {x:?}");
                    assert_eq!(found[0].outcome, holding[0].1, "{g:?} {b:?} {d:?} {x:?}");
                }
            }
        }
    }
}

#[test]
fn l13_join_of_outcomes() {
    use Outcome::*;
    let all = [NotApplicable, Compliant, Exempt, Review, Undetermined, Violation];
    for a in all {
        assert_eq!(a.join(a), a);
        assert_eq!(a.join(NotApplicable), a);
        for b in all {
            assert_eq!(a.join(b), b.join(a));
            for c in all {
                assert_eq!(a.join(b).join(c), a.join(b.join(c)));
            }
        }
    }
    assert!(Violation > Undetermined && Undetermined > Review && Review > Exempt && Exempt > Compliant);
}
