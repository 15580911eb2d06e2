//! Laws of rules: L6, L10, L11, L12, L14, L15, L25, L36, L38.

use crate::{
    generate,
    schema::*,
    tape::{Tape, tape},
    tries,
    vary::{all, bare, outcomes, set, with_rules},
    world::{Fact, MapWorld},
};
use policyc_diag::At;
use policyc_eval::{Finding, Outcome, judge, verdict};
use policyc_ir::*;
use proptest::prelude::*;

fn generated(tape: &mut Tape) -> (Policy, MapWorld) {
    let calendar = tape.yes();
    let policy = generate::policy(tape, calendar);
    let full = generate::full_case(tape);
    let case = generate::erased(tape, &full);
    (policy, case)
}

/// What a finding says, its texts aside.
fn core(finding: &Finding) -> impl PartialEq + std::fmt::Debug + Ord + use<> {
    let of = |all: &[policyc_eval::Consulted]| all.iter().map(|c| (c.name.clone(), c.outcome)).collect::<Vec<_>>();
    (
        (finding.rule.clone(), finding.part.clone(), finding.item.clone(), finding.outcome, finding.severity),
        (finding.missing.clone(), finding.exact, finding.spans.clone(), finding.searched.clone()),
        (of(&finding.exceptions), of(&finding.permits)),
    )
}

fn cores(findings: &[Finding]) -> Vec<impl PartialEq + std::fmt::Debug + Ord + use<>> {
    findings.iter().map(core).collect()
}

proptest! {
    #![proptest_config(tries(300))]

    #[test]
    fn l6_texts_decide_nothing(mut tape in tape()) {
        let (mut policy, case) = generated(&mut tape);
        for (rule, text) in policy.rules.iter_mut().zip(["order.id", "order.note"]) {
            let names: Vec<&str> = text.split('.').collect();
            rule.report = Template(vec![Piece::Text("says ".to_owned()), Piece::Path(path(&names, Type::Text, true)), Piece::Missing]);
            rule.help = Some(rule.report.clone());
            rule.because = Some("a reason".to_owned());
        }
        let mut silent = policy.clone();
        for rule in &mut silent.rules {
            (rule.report, rule.help, rule.because) = (Template::default(), None, None);
        }
        for judgement in &mut silent.judgements {
            judgement.asks = "is it so?".to_owned();
        }
        prop_assert_eq!(cores(&judge(&policy, &case, &all())), cores(&judge(&silent, &case, &all())));
    }

    #[test]
    fn l10_forms_agree(mut tape in tape()) {
        let (policy, case) = generated(&mut tape);
        let rule = policy.rules[0].clone();
        let negated = |inner: &Cond| cond(CondKind::Not(Box::new(inner.clone())));
        let with = |form: Form| outcomes(&judge(&with_rules(&policy, vec![Rule { form, ..rule.clone() }]), &case, &all()));
        match &rule.form {
            Form::Forbid(c) => prop_assert_eq!(with(rule.form.clone()), with(Form::Require(negated(c)))),
            Form::Require(c) => prop_assert_eq!(with(rule.form.clone()), with(Form::Forbid(negated(c)))),
            Form::Permit(permits) => {
                let timeless = permits.iter().all(|permit| permit.effective == Interval::default());
                let one = cond(CondKind::Or(permits.iter().map(|permit| permit.when.clone()).collect()));
                if timeless {
                    prop_assert_eq!(with(rule.form.clone()), with(Form::Require(one)));
                }
            }
            Form::ForbidParts(parts) | Form::RequireParts(parts) => {
                let together = judge(&with_rules(&policy, vec![rule.clone()]), &case, &all());
                for part in parts {
                    let single = vec![part.clone()];
                    let form = match &rule.form {
                        Form::ForbidParts(_) => Form::ForbidParts(single),
                        _ => Form::RequireParts(single),
                    };
                    let alone = judge(&with_rules(&policy, vec![Rule { form, ..rule.clone() }]), &case, &all());
                    let ours: Vec<&Finding> = together.iter().filter(|f| f.part.as_ref() == Some(&part.name)).collect();
                    let sorted = |mut all: Vec<_>| { all.sort(); all };
                    let alone: Vec<&Finding> = alone.iter().filter(|f| f.part.is_some()).collect();
                    prop_assert_eq!(
                        sorted(ours.into_iter().map(core).collect()),
                        sorted(alone.into_iter().map(core).collect())
                    );
                }
            }
        }
    }

    #[test]
    fn l11_exceptions_only_lift(mut tape in tape()) {
        let (policy, case) = generated(&mut tape);
        let rule = policy.rules[0].clone();
        let with = |exceptions: Vec<Part>| judge(&with_rules(&policy, vec![Rule { exceptions, ..rule.clone() }]), &case, &all());
        let full = with(rule.exceptions.clone());
        for at in 0..rule.exceptions.len() {
            let mut fewer = rule.exceptions.clone();
            let gone = fewer.remove(at);
            let less = with(fewer);
            let after = outcomes(&full);
            for (key, before) in outcomes(&less) {
                let now = after[&key];
                prop_assert!(now != Outcome::Violation || before == Outcome::Violation, "adding one makes none");
            }
            let never = full.iter().all(|f| {
                f.exceptions.iter().all(|c| c.name != gone.name || c.outcome == policyc_eval::Answered::No)
            });
            if never {
                prop_assert_eq!(outcomes(&less), after, "one that does not hold changes nothing");
            }
        }
    }

    #[test]
    fn l12_items_are_independent(mut tape in tape()) {
        let (mut policy, case) = generated(&mut tape);
        let Some(Fact::List(links, open)) = case.get(&["message", "links"]).cloned() else { return Ok(()) };
        let bound = vec![generate::Bound::Link(ITEM)];
        // No quantifier: a condition of one test, and the facts of the item in the guard.
        let scope = generate::Scope { bound, conditions: 0, judgements: 0, calendar: false, plain: true };
        let filter = generate::condition(&mut tape, &scope, 0);
        let list = path(&["message", "links"], Type::List(Box::new(Type::Text)), false);
        policy.rules = vec![Rule {
            for_each: Some(ForEach { name: "link".to_owned(), list, filter: Some(filter) }),
            ..bare("each", Form::Forbid(generate::condition(&mut tape, &scope, 0)))
        }];
        let before = judge(&policy, &case, &all());
        let mut others = links.clone();
        others.reverse();
        let keep = tape.pick(links.len() + 1);
        others.truncate(keep);
        let mut changed = case.clone();
        set(&mut changed.root, &["message", "links"], Fact::List(others, open));
        for after in judge(&policy, &changed, &all()).iter().filter(|f| f.item.as_ref().is_some_and(|i| !i.ends_with("[…]"))) {
            let same = before.iter().find(|f| f.item == after.item);
            prop_assert_eq!(same.map(core), Some(core(after)));
        }
    }

    #[test]
    fn l14_a_rule_has_one_outcome_and_the_verdict_is_of_the_findings(mut tape in tape()) {
        let (policy, case) = generated(&mut tape);
        let together = judge(&policy, &case, &all());
        let mut alone = Vec::new();
        for rule in &policy.rules {
            alone.extend(judge(&with_rules(&policy, vec![rule.clone()]), &case, &all()));
        }
        prop_assert_eq!(cores(&together), cores(&alone));
        // What is left out by default changes no verdict.
        let reported = judge(&policy, &case, &Default::default());
        prop_assert_eq!(verdict(&together), verdict(&reported));
        let kept: Vec<Finding> = together.into_iter().filter(|f| f.outcome.is_reported()).collect();
        prop_assert_eq!(cores(&kept), cores(&reported));
    }

    #[test]
    fn l15_labels_and_readings(mut tape in tape()) {
        let (policy, case) = generated(&mut tape);
        let judged = cond(CondKind::Judged(JudgementId(0)));
        let asking = with_rules(&policy, vec![bare("asks", Form::Forbid(judged))]);
        let before = judge(&asking, &case, &all());
        for value in [true, false] {
            let mut labelled = case.clone();
            let label = Fact::Record([("value".to_owned(), Fact::Known(Literal::Bool(value)))].into());
            set(&mut labelled.root, &["labels", "j0"], label);
            let after = judge(&asking, &labelled, &all());
            let says = if value { Outcome::Violation } else { Outcome::Compliant };
            prop_assert_eq!(after[0].outcome, says);
            match before[0].outcome {
                Outcome::Violation | Outcome::Compliant if before[0].outcome != says => {
                    prop_assert_eq!(after[0].overruled.len(), 1);
                    prop_assert!(after.iter().any(|f| f.rule == "label-against-reading"));
                }
                _ => prop_assert!(after[0].overruled.is_empty() && after.len() == 1),
            }
        }
        // Swapping neighbours of one answer.
        let mut swapped = policy.clone();
        let decides = &mut swapped.judgements[0].decides;
        for at in 1..decides.len() {
            if decides[at - 1].answer == decides[at].answer {
                decides.swap(at - 1, at);
                break;
            }
        }
        prop_assert_eq!(outcomes(&judge(&policy, &case, &all())), outcomes(&judge(&swapped, &case, &all())));
    }

    #[test]
    fn l25_renaming_and_reordering(mut tape in tape()) {
        let (policy, case) = generated(&mut tape);
        let before = judge(&policy, &case, &all());
        let mut reversed = policy.clone();
        reversed.rules.reverse();
        let sorted = |findings: &[Finding]| { let mut all = cores(findings); all.sort(); all };
        prop_assert_eq!(sorted(&before), sorted(&judge(&reversed, &case, &all())));
        let mut renamed = policy.clone();
        for rule in &mut renamed.rules {
            rule.name = format!("new-{}", rule.name);
        }
        for condition in &mut renamed.conditions {
            condition.name = format!("new-{}", condition.name);
        }
        let mut back = judge(&renamed, &case, &all());
        for finding in &mut back {
            finding.rule = finding.rule.trim_start_matches("new-").to_owned();
        }
        prop_assert_eq!(cores(&before), cores(&back));
    }

    #[test]
    fn l36_a_duty_falls_due_once(mut tape in tape()) {
        let (mut policy, mut case) = generated(&mut tape);
        let scope = generate::Scope { bound: Vec::new(), conditions: 0, judgements: 0, calendar: false, plain: true };
        let due = i64::try_from(tape.pick(9)).unwrap();
        policy.rules = vec![Rule {
            due: Some(literal(instant(due, 0), Type::Instant)),
            ..bare("duty", Form::Require(generate::condition(&mut tape, &scope, 1)))
        }];
        let mut seen = Vec::new();
        for day in 0..10 {
            set(&mut case.root, &["case", "as_of"], Fact::Known(instant(day, 0)));
            seen.push((day, judge(&policy, &case, &all())[0].outcome));
        }
        for (day, outcome) in seen {
            match outcome {
                Outcome::NotApplicable => prop_assert!(day < due),
                Outcome::Violation => prop_assert!(day >= due),
                _ => {}
            }
        }
    }

    #[test]
    fn l38_declarations_change_no_verdict(mut tape in tape()) {
        let (mut policy, case) = generated(&mut tape);
        let before = verdict(&judge(&policy, &case, &Default::default()));
        let cites = vec![Citation { clause: "doc.a".to_owned(), section: None, title: None, at: At::default() }];
        policy.declarations = vec![Declaration {
            name: "word".to_owned(),
            cites: cites.clone(),
            asks: "is it so?".to_owned(),
            lasts: Some(days(30)),
            doc: String::new(),
            at: At::default(),
        }];
        policy.unenforced = vec![Unenforced { cites, because: "no one can see it".to_owned(), at: At::default() }];
        let after = judge(&policy, &case, &Default::default());
        prop_assert_eq!(before, verdict(&after));
        prop_assert!(after.iter().any(|f| f.rule == "word" && f.outcome == Outcome::Undetermined && f.severity == Severity::Advice));
    }
}
