//! Laws of knowing more: L3, L4, L5, L37.

use crate::{
    generate,
    tape::tape,
    tries,
    vary::{all, completed, is_settled, outcomes, set},
    world::Fact,
};
use policyc_eval::{Outcome, judge};
use policyc_ir::Literal;
use proptest::prelude::*;

proptest! {
    #![proptest_config(tries(600))]

    #[test]
    fn l3_adding_facts_keeps_what_is_settled(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let full = generate::with_labels(&mut tape, full, &policy);
        let less = generate::erased(&mut tape, &full);
        let after = outcomes(&judge(&policy, &full, &all()));
        for (key, before) in outcomes(&judge(&policy, &less, &all())) {
            // A loop over nothing that gets items has other items.
            let Some(after) = after.get(&key) else { continue };
            match before {
                Outcome::Violation => prop_assert_eq!(*after, Outcome::Violation, "{:?}", key),
                before if is_settled(before) => {
                    prop_assert!(is_settled(*after) && *after != Outcome::Violation, "{key:?} {before:?} {after:?}");
                }
                _ => {}
            }
        }
    }

    #[test]
    fn l4_a_settled_outcome_holds_in_every_completion(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let less = generate::erased(&mut tape, &full);
        let before = outcomes(&judge(&policy, &less, &all()));
        for _ in 0..4 {
            let complete = completed(&mut tape, &less);
            let after = outcomes(&judge(&policy, &complete, &all()));
            for (key, outcome) in before.iter().filter(|(_, outcome)| is_settled(**outcome)) {
                let Some(after) = after.get(key) else { continue };
                let same = (*outcome == Outcome::Violation) == (*after == Outcome::Violation);
                prop_assert!(same, "{key:?} {outcome:?} {after:?}\n{less:?}\n{complete:?}\n{:?}", policy.rules);
            }
        }
    }

    #[test]
    fn l5_erasing_context_never_changes_sides(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let mut less = full.clone();
        let erased = generate::erased(&mut tape, &full);
        for name in ["order", "history"] {
            match (erased.get(&[name]), &mut less.root) {
                (Some(fact), root) => set(root, &[name], fact.clone()),
                (None, Fact::Record(root)) => drop(root.remove(name)),
                _ => {}
            }
        }
        let after = outcomes(&judge(&policy, &less, &all()));
        for (key, before) in outcomes(&judge(&policy, &full, &all())) {
            let Some(after) = after.get(&key) else { continue };
            match before {
                Outcome::Violation => prop_assert!(!is_settled(*after) || *after == Outcome::Violation),
                before if is_settled(before) => prop_assert!(*after != Outcome::Violation),
                _ => {}
            }
        }
    }

    #[test]
    fn l37_supplying_an_assumed_value_changes_only_the_proof(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let mut full = generate::full_case(&mut tape);
        if full.get(&["order", "paid"]).is_some() {
            set(&mut full.root, &["order", "paid"], Fact::Known(Literal::Bool(true)));
            set(&mut full.root, &["order", "kind"], Fact::Known(Literal::Name("normal".to_owned())));
        }
        let mut without = full.clone();
        if let Fact::Record(root) = &mut without.root
            && let Some(Fact::Record(order)) = root.get_mut("order")
        {
            order.remove("kind");
        }
        let told = |case| {
            let findings = judge(&policy, case, &all());
            findings.into_iter().map(|f| (f.rule, f.part, f.item, f.outcome, f.missing, f.spans, f.message)).collect::<Vec<_>>()
        };
        prop_assert_eq!(told(&full), told(&without));
    }
}

#[test]
fn an_assumed_fact_is_told() {
    use crate::{schema::*, vary::bare};
    use policyc_ir::Form;
    let mut policy = generate::policy(&mut crate::tape::Tape::default(), false);
    let ty = names(&["normal", "special"]);
    let kind = is(fact(&["order", "kind"], ty.clone()), literal(Literal::Name("normal".to_owned()), ty));
    policy.rules = vec![bare("leans", Form::Forbid(kind))];
    let mut world = crate::world::MapWorld::new(Fact::Record(std::collections::BTreeMap::new()));
    set(&mut world.root, &["order", "paid"], Fact::Known(Literal::Bool(true)));
    let found = judge(&policy, &world, &all());
    assert_eq!((found[0].outcome, found[0].assumed.clone()), (Outcome::Violation, vec!["order.kind".to_owned()]));
    set(&mut world.root, &["order", "kind"], Fact::Known(Literal::Name("special".to_owned())));
    let found = judge(&policy, &world, &all());
    assert_eq!((found[0].outcome, found[0].assumed.len()), (Outcome::Compliant, 0));
}
