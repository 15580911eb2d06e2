//! Laws of what is missing, and of proofs: L16, L17, L18, L20.

use crate::{
    generate,
    tape::{Tape, tape},
    tries,
    vary::{all, bare, completed, is_settled, set, truth, with_rules},
    world::{Fact, MapWorld},
};
use policyc_eval::{AtomKind, Finding, Outcome, ProofNode, Truth, explain, judge};
use policyc_ir::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// The answers of `from` to the missing atoms, put into `case`; none where a case cannot answer one.
fn answered(case: &MapWorld, from: &MapWorld, finding: &Finding, tape: &mut Tape) -> Option<MapWorld> {
    let mut case = case.clone();
    for atom in &finding.missing {
        match atom.kind {
            AtomKind::Label => {
                let value = Fact::Record([("value".to_owned(), Fact::Known(Literal::Bool(tape.yes())))].into());
                set(&mut case.root, &["labels", &atom.path], value);
            }
            AtomKind::Fact if atom.path == "case.as_of" => {
                // A time of sending that displaced the day asked for would be a change, not an addition.
                let at = from.get(&["message", "sent_at"])?.clone();
                set(&mut case.root, &["case", "as_of"], at.clone());
                set(&mut case.root, &["message", "sent_at"], at);
            }
            AtomKind::Fact if atom.path.starts_with("unread(") => return None,
            AtomKind::Fact => answer(&mut case.root, &from.root, &atom.path)?,
            _ => return None,
        }
    }
    Some(case)
}

/// Copies the fact at a path such as `message.links["h0"].size`; below what is none all is none.
fn answer(into: &mut Fact, from: &Fact, path: &str) -> Option<()> {
    if path.is_empty() {
        *into = from.clone();
        return Some(());
    }
    if *into == Fact::None {
        return Some(());
    }
    if let Some(rest) = path.strip_prefix('[') {
        let (key, rest) = rest.split_once(']')?;
        let place = |items: &[Fact]| match key.parse::<usize>() {
            Ok(index) => (index < items.len()).then_some(index),
            Err(_) => items.iter().position(|item| {
                let Fact::Record(fields) = item else { return false };
                fields.get("href") == Some(&Fact::Known(Literal::Text(key.trim_matches('"').to_owned())))
            }),
        };
        let (Fact::List(into, _), Fact::List(from, _)) = (into, from) else { return None };
        let (at, other) = (place(into)?, place(from)?);
        return answer(&mut into[at], &from[other], rest.trim_start_matches('.'));
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (name, rest) = (&path[..end], path[end..].trim_start_matches('.'));
    let Fact::Record(fields) = into else { return None };
    let source = match from {
        Fact::Record(others) => others.get(name)?.clone(),
        _ => Fact::None,
    };
    match fields.get_mut(name) {
        Some(known) => answer(known, &source, rest),
        None => {
            let mut fresh =
                if rest.is_empty() || source == Fact::None { source.clone() } else { Fact::Record(Default::default()) };
            answer(&mut fresh, &source, rest)?;
            fields.insert(name.to_owned(), fresh);
            Some(())
        }
    }
}

/// The case with its lists, the keys of their items and its texts alone.
fn skeleton(fact: &Fact) -> Fact {
    match fact {
        Fact::Record(fields) => {
            let kept = fields.iter().filter(|(name, fact)| {
                matches!(fact, Fact::Record(_) | Fact::List(..) | Fact::Text(_))
                    || *name == "href"
                    || **fact == Fact::None
            });
            // What is none is known to be so only where the proof says it; but a record that is none has no fields to ask.
            let kept = kept.filter(|(name, fact)| **fact != Fact::None || *name == "order");
            Fact::Record(kept.map(|(name, fact)| (name.clone(), skeleton(fact))).collect())
        }
        Fact::List(items, open) => Fact::List(items.iter().map(skeleton).collect(), *open),
        other => other.clone(),
    }
}

/// The facts of the leaves that decide.
fn facts(node: &ProofNode, into: &mut BTreeSet<String>) {
    into.extend(node.facts.iter().map(|fact| fact.path.clone()));
    for child in node.deciding.iter().filter_map(|at| node.children.get(*at)) {
        facts(child, into);
    }
}

proptest! {
    #![proptest_config(tries(600))]

    #[test]
    fn l16_every_answer_to_what_is_missing_settles(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let complete = completed(&mut tape, &case);
        for finding in judge(&policy, &case, &all()).iter().filter(|finding| !finding.missing.is_empty()) {
            let Some(after) = answered(&case, &complete, finding, &mut tape) else { continue };
            let found = judge(&policy, &after, &all());
            for after in found.iter().filter(|f| f.rule == finding.rule && f.part == finding.part && f.item == finding.item) {
                // An amount in another currency is no answer; one in a language that nobody reads is open for good.
                let clashes = after.missing.iter().any(|atom| atom.kind == AtomKind::Clash);
                let hopeless = clashes || after.missing.iter().all(|atom| {
                    atom.kind == AtomKind::Limit || atom.path.starts_with("unread(")
                });
                prop_assert!(is_settled(after.outcome) || hopeless, "{finding:#?}\n{after:#?}");
            }
        }
    }

    #[test]
    fn l18_other_facts_do_not_change_sides_once_it_is_answered(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        let complete = completed(&mut tape, &case);
        for finding in judge(&policy, &case, &all()).iter().filter(|finding| !finding.missing.is_empty()) {
            let Some(after) = answered(&case, &complete, finding, &mut tape) else { continue };
            let one = completed(&mut tape, &after);
            let two = completed(&mut tape, &after);
            let side = |case: &MapWorld| {
                let found = judge(&policy, case, &all());
                let of = found.into_iter().find(|f| f.rule == finding.rule && f.part == finding.part && f.item == finding.item);
                of.filter(|f| is_settled(f.outcome)).map(|f| f.outcome == Outcome::Violation)
            };
            if let (Some(one), Some(two)) = (side(&one), side(&two)) {
                prop_assert_eq!(one, two, "{:#?}", finding);
            }
        }
    }

    #[test]
    fn l20_the_proof_replays(mut tape in tape()) {
        let calendar = tape.yes();
        let policy = generate::policy(&mut tape, calendar);
        let full = generate::full_case(&mut tape);
        let case = generate::erased(&mut tape, &full);
        for rule in ["rule0", "rule1"] {
            for proof in explain(&policy, &case, rule, &all()) {
                if !is_settled(proof.finding.outcome) || proof.finding.item.as_ref().is_some_and(|item| item.ends_with("[…]")) {
                    continue;
                }
                let mut known = BTreeSet::new();
                let roots = [&proof.guard, &proof.breach].into_iter().chain(&proof.due);
                roots.chain(proof.exceptions.iter().map(|(_, node)| node)).for_each(|node| facts(node, &mut known));
                let mut only = MapWorld::new(skeleton(&case.root));
                for path in known {
                    answer(&mut only.root, &case.root, &path);
                }
                let found = judge(&policy, &only, &all());
                let of = |f: &&Finding| f.rule == proof.finding.rule && f.part == proof.finding.part && f.item == proof.finding.item;
                let replayed = found.iter().find(of).map(|f| f.outcome);
                prop_assert_eq!(replayed, Some(proof.finding.outcome), "{:#?}\n{:?}\n{:?}", proof, only, case);
            }
        }
    }

    /// By trying all sets and all answers, over facts of which a case can give every class of answers.
    #[test]
    fn l17_no_smaller_set_settles(mut tape in tape()) {
        let policy = generate::policy(&mut Tape::default(), false);
        let scope = generate::Scope { bound: Vec::new(), conditions: 0, judgements: 0, calendar: false, plain: true };
        let cond = generate::condition(&mut tape, &scope, 3);
        let policy = with_rules(&policy, vec![bare("plain", Form::Forbid(cond.clone()))]);
        let known = |literal| Fact::Known(literal);
        let name = |name: &str| known(Literal::Name(name.to_owned()));
        let mut counts: Vec<Fact> = (-1..5).map(|n| known(crate::schema::number(n))).collect();
        counts.push(Fact::None);
        let answers = [
            ("message.initiative", vec![name("proactive"), name("reply"), name("other")]),
            ("order.count", counts),
            ("order.paid", vec![known(Literal::Bool(true)), known(Literal::Bool(false)), Fact::None]),
        ];
        let mut nothing = MapWorld::new(Fact::Record(Default::default()));
        set(&mut nothing.root, &["message", "links"], Fact::List(Vec::new(), false));
        set(&mut nothing.root, &["history", "messages"], Fact::List(Vec::new(), false));
        let found = judge(&policy, &nothing, &all());
        prop_assume!(!found[0].missing.is_empty());
        prop_assert!(found[0].exact);
        let missing: Vec<&str> = found[0].missing.iter().map(|atom| atom.path.as_str()).collect();
        let settles = |subset: usize| {
            let mut cases = vec![nothing.clone()];
            for (at, (path, values)) in answers.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1) {
                let _ = at;
                let path: Vec<&str> = path.split('.').collect();
                cases = cases.iter().flat_map(|case| values.iter().map(|value| {
                    let mut case = case.clone();
                    set(&mut case.root, &path, value.clone());
                    case
                }).collect::<Vec<_>>()).collect();
            }
            cases.iter().all(|case| truth(&policy, &cond, case) != Truth::Unknown)
        };
        let ours = answers.iter().enumerate().filter(|(_, (path, _))| missing.contains(path)).map(|(at, _)| 1 << at).sum::<usize>();
        prop_assert!(settles(ours), "{missing:?}\n{cond:?}");
        for at in (0..3).filter(|at| ours >> at & 1 == 1) {
            prop_assert!(!settles(ours & !(1 << at)), "{missing:?} {at}\n{cond:?}");
        }
    }
}
