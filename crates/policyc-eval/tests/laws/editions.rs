//! Laws of editions: L24, L39.

use crate::{
    generate,
    schema::instant,
    tape::{Tape, tape},
    tries,
    vary::set,
    world::{Fact, MapWorld},
};
use policyc_eval::{Truth, World, judge_editions, standings, verdict};
use policyc_ir::*;
use proptest::prelude::*;
use std::rc::Rc;

fn case(day: Option<(i64, i64)>) -> MapWorld {
    let mut world = MapWorld::new(Fact::Record(Default::default()));
    if let Some((day, minutes)) = day {
        set(&mut world.root, &["case", "as_of"], Fact::Known(instant(day, minutes)));
    }
    world
}

fn date(day: usize) -> Option<Date> {
    Some(Date { year: 2024, month: 1, day: i8::try_from(day + 1).unwrap() })
}

fn named(tape: &mut Tape, n: usize) -> Policy {
    let mut policy = generate::policy(&mut Tape::default(), false);
    policy.name = format!("family.p{n}");
    policy.rules.clear();
    policy.lineage = match tape.pick(3) {
        0 => vec!["family".to_owned()],
        other if n > 0 => vec![format!("family.p{}", (other - 1).min(n - 1)), "family".to_owned()],
        _ => vec!["family".to_owned()],
    };
    // Only towards later ones: no cycles.
    if tape.rarely(3) {
        policy.yields_to = vec![format!("family.p{}", n + 1)];
        policy.lineage = vec!["family".to_owned()];
    }
    if tape.yes() {
        policy.effective.from = date(tape.pick(10));
    }
    if tape.yes() {
        policy.effective.before = date(tape.pick(10));
    }
    policy
}

/// Whether `from` goes behind `to`: it names it, or `to` extends it.
fn yields(from: &Policy, to: &Policy) -> bool {
    from.yields_to.contains(&to.name) || to.lineage.contains(&from.name)
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn l39_of_those_that_apply_one_runs_and_none_that_yields(mut tape in tape(), day in 0..12_i64) {
        let policies: Vec<Policy> = (0..4).map(|n| named(&mut tape, n)).collect();
        // Extending and yielding in a circle is an error of the policies.
        for one in &policies {
            for other in &policies {
                prop_assume!(one.name == other.name || !(yields(one, other) && yields(other, one)));
            }
        }
        let worlds = |_: usize| -> Rc<dyn World> { Rc::new(case(Some((day, 0)))) };
        let standings = standings(&policies, &worlds);
        let apply = |at: usize| standings[at].applies == Truth::True && standings[at].in_force == Truth::True;
        let chosen: Vec<usize> = (0..4).filter(|at| standings[*at].chosen == Truth::True).collect();
        prop_assert_eq!(!chosen.is_empty(), (0..4).any(apply));
        for one in &chosen {
            prop_assert!(apply(*one));
            for other in &chosen {
                prop_assert!(one == other || !yields(&policies[*one], &policies[*other]));
            }
        }
    }

    #[test]
    fn l24_cutting_an_interval_changes_no_verdict(mut tape in tape(), cut in 0..10_usize, day in 0..12_i64, minutes in -720..720_i64) {
        let mut whole = generate::policy(&mut tape, true);
        whole.name = "family.whole".to_owned();
        let (mut first, mut second) = (whole.clone(), whole.clone());
        (first.name, first.effective.before) = ("family.first".to_owned(), date(cut));
        (second.name, second.effective.from) = ("family.second".to_owned(), date(cut));
        for policy in [&mut whole, &mut first, &mut second] {
            policy.lineage = vec!["family".to_owned()];
        }
        let full = generate::full_case(&mut tape);
        let mut world = generate::erased(&mut tape, &full);
        set(&mut world.root, &["case", "as_of"], Fact::Known(instant(day, minutes)));
        let worlds = |_: usize| -> Rc<dyn World> { Rc::new(world.clone()) };
        let cut = judge_editions(&[first.clone(), second.clone()], &worlds, &Default::default());
        let uncut = judge_editions(std::slice::from_ref(&whole), &worlds, &Default::default());
        prop_assert_eq!(cut[0].verdict, uncut[0].verdict);
        prop_assert_eq!(cut[0].reports.len(), 1);
        prop_assert_eq!(verdict(&cut[0].reports[0].findings), uncut[0].verdict);
    }
}

#[test]
fn without_a_date_editions_that_differ_leave_it_open() {
    use crate::{schema::*, vary::bare};
    use policyc_eval::Verdict;
    let always = cond(CondKind::And(Vec::new()));
    let mut old = generate::policy(&mut Tape::default(), false);
    (old.name, old.lineage, old.rules) = ("family.old".to_owned(), vec!["family".to_owned()], vec![]);
    let mut new = old.clone();
    new.name = "family.new".to_owned();
    (old.effective.before, new.effective.from) = (date(4), date(4));
    new.rules = vec![bare("never", Form::Forbid(always))];
    let undated = |_: usize| -> Rc<dyn World> { Rc::new(case(None)) };
    let found = &judge_editions(&[old.clone(), new.clone()], &undated, &Default::default())[0];
    assert_eq!(found.verdict, Verdict::Undetermined);
    let finding = found.finding.as_ref().unwrap();
    assert_eq!(finding.missing.iter().map(|atom| atom.path.as_str()).collect::<Vec<_>>(), ["case.as_of"]);
    old.rules = new.rules.clone();
    let found = &judge_editions(&[old.clone(), new], &undated, &Default::default())[0];
    assert_eq!((found.verdict, found.reports.len()), (Verdict::Violation, 2));
    assert!(found.finding.is_none());
    let late = |_: usize| -> Rc<dyn World> { Rc::new(case(Some((9, 0)))) };
    let found = &judge_editions(&[old], &late, &Default::default())[0];
    assert_eq!((found.verdict, found.finding.as_ref().unwrap().rule.as_str()), (Verdict::Undetermined, "no-edition"));
}
