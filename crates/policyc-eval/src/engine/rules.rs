//! Rules: their items and parts, and what each comes to (semantics 3.1, 3.2). The hot pass decides; only what is
//! reported is looked at again, for its reasons.

use super::{
    Engine,
    details::Details,
    frame::{Cx, Frame, Item},
    notes::Notes,
    resolve::Listing,
    tri::Tri,
};
use crate::{Atom, AtomKind, Finding, Options, Outcome};
use policyc_ir::{Cond, Form, ITEM, Part, Rule};

/// One demand of a rule: all of it, or one part of a `forbid` or `require`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand<'p> {
    pub(crate) part: Option<&'p Part>,
    pub(crate) breach: Breach<'p>,
}

/// What breaks a demand.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Breach<'p> {
    /// That this holds.
    If(&'p Cond),
    /// That it does not.
    Unless(&'p Cond),
    /// That none of these does.
    UnlessOne(&'p [Part]),
}

/// The demands of a rule.
pub(crate) fn demands(rule: &Rule) -> Vec<Demand<'_>> {
    let whole = |breach| vec![Demand { part: None, breach }];
    match &rule.form {
        Form::Forbid(cond) => whole(Breach::If(cond)),
        Form::Require(cond) => whole(Breach::Unless(cond)),
        Form::ForbidParts(all) => {
            all.iter().map(|part| Demand { part: Some(part), breach: Breach::If(&part.when) }).collect()
        }
        Form::RequireParts(all) => {
            all.iter().map(|part| Demand { part: Some(part), breach: Breach::Unless(&part.when) }).collect()
        }
        Form::Permit(permits) => whole(Breach::UnlessOne(permits)),
    }
}

/// One round of a rule: of an item, or of the whole message.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub(crate) frame: Frame,
    /// The item; none for a rule without `for each`.
    pub(crate) item: Option<Item>,
    /// The item stands for all that may follow in an open list, for want of these.
    pub(crate) ghost: Option<crate::Atoms>,
}

/// What a demand comes to in one round, as the hot pass sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Rough {
    /// This.
    Settled(Outcome),
    /// Undetermined or for review, for want of these.
    Open(crate::Atoms),
}

impl Rough {
    /// What is shown first where not all is: what surely counts most.
    fn weight(&self) -> (Outcome, bool) {
        match self {
            Self::Settled(outcome) => (*outcome, false),
            Self::Open(atoms) => (Outcome::Review, atoms.iter().any(|atom| atom.kind != AtomKind::Label)),
        }
    }

    fn is_reported(&self) -> bool {
        match self {
            Self::Settled(outcome) => outcome.is_reported(),
            Self::Open(_) => true,
        }
    }
}

/// A demand in one round with what it comes to.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'p> {
    pub(crate) round: usize,
    pub(crate) demand: Demand<'p>,
    pub(crate) rough: Rough,
}

impl<'p> Engine<'p, '_> {
    /// The findings of one rule, by position.
    pub(crate) fn rule(&self, rule: &'p Rule, options: &Options) -> Vec<Finding> {
        let cx = Cx::new(Some(rule));
        let standing = self.standing(rule, cx);
        if standing.is_false() && !options.all_outcomes {
            return Vec::new();
        }
        let rounds = self.rounds(rule, cx);
        if rounds.is_empty() {
            let nothing = Details::new(self, rule, &[], &[]).over_nothing();
            return if options.all_outcomes { vec![nothing] } else { Vec::new() };
        }
        let demands = demands(rule);
        let mut entries = Vec::new();
        for (at, round) in rounds.iter().enumerate() {
            let guard =
                if standing.is_false() { Tri::FALSE } else { standing.clone().and(self.guard(rule, round, cx)) };
            for demand in &demands {
                let rough = self.decide(rule, *demand, round, &guard, cx);
                if options.all_outcomes || rough.is_reported() {
                    entries.push(Entry { round: at, demand: *demand, rough });
                }
            }
        }
        if entries.is_empty() {
            return Vec::new();
        }
        self.report(rule, &rounds, entries, options)
    }

    fn report(&self, rule: &'p Rule, rounds: &[Round], entries: Vec<Entry<'p>>, options: &Options) -> Vec<Finding> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        order.sort_by_key(|at| entries.get(*at).map(|entry| std::cmp::Reverse(entry.rough.weight())));
        let shown = order.len().min(options.findings_a_rule.max(1));
        let more = order.len() - shown;
        order.truncate(shown);
        order.sort_unstable();
        let details = Details::new(self, rule, rounds, &entries);
        let mut findings: Vec<Finding> =
            order.iter().filter_map(|at| entries.get(*at)).filter_map(|entry| details.finding(entry)).collect();
        findings.sort_by_key(|finding| {
            let first = finding.spans.first().map(|evidence| evidence.span);
            (first.is_none(), first)
        });
        if let Some(last) = findings.last_mut() {
            last.more = more;
        }
        findings
    }

    /// Whether the rule is in force and applies.
    pub(crate) fn standing(&self, rule: &Rule, cx: Cx<'_>) -> Tri {
        let mut off = Notes::off();
        let in_force = self.in_force(rule.effective, cx, &mut off);
        match &rule.applies {
            Some(applies) if !in_force.is_false() => in_force.and(self.tri(applies, cx, &Frame::default(), &mut off)),
            _ => in_force,
        }
    }

    /// The rounds of a rule: one, or one an item and one for all that may follow.
    pub(crate) fn rounds(&self, rule: &Rule, cx: Cx<'_>) -> Vec<Round> {
        let Some(each) = &rule.for_each else {
            return vec![Round { frame: Frame::default(), item: None, ghost: None }];
        };
        let listing: Listing = self.list(&each.list, cx, &Frame::default(), &mut Notes::off());
        let round =
            |item: Item, ghost| Round { frame: Frame::default().with(ITEM, item.clone()), item: Some(item), ghost };
        let items = listing.list.items.iter().enumerate();
        let mut rounds: Vec<Round> = items.map(|(index, datum)| round(listing.item(index, datum), None)).collect();
        rounds.extend(listing.ghost().map(|ghost| round(ghost, listing.open.clone())));
        rounds
    }

    /// What a demand comes to in one round, from the start.
    pub(crate) fn rough(&self, rule: &Rule, demand: Demand<'_>, round: &Round, cx: Cx<'_>) -> Rough {
        let guard = self.standing(rule, cx).and(self.guard(rule, round, cx));
        self.decide(rule, demand, round, &guard, cx)
    }

    /// What of the guard differs from item to item.
    pub(crate) fn guard(&self, rule: &Rule, round: &Round, cx: Cx<'_>) -> Tri {
        let there = round.ghost.clone().map_or(Tri::TRUE, Tri::unknown);
        match rule.for_each.as_ref().and_then(|each| each.filter.as_ref()) {
            Some(filter) => there.and(self.tri(filter, cx, &round.frame, &mut Notes::off())),
            None => there,
        }
    }

    /// Table 3.1, looking at no more than it takes.
    fn decide(&self, rule: &Rule, demand: Demand<'_>, round: &Round, guard: &Tri, cx: Cx<'_>) -> Rough {
        let mut off = Notes::off();
        let part = demand.part.map_or(Tri::TRUE, |part| self.in_force(part.effective, cx, &mut off));
        let guard = guard.clone().and(part);
        if guard.is_false() {
            return Rough::Settled(Outcome::NotApplicable);
        }
        let breach = self.breach(demand.breach, round, cx);
        if breach.is_false() {
            return Rough::Settled(Outcome::Compliant);
        }
        let due = rule.due.as_ref().map_or(Tri::TRUE, |due| self.is_due(due, cx, &round.frame, &mut off));
        if due.is_false() {
            return Rough::Settled(Outcome::NotApplicable);
        }
        let exempt = self.one_of_parts(&rule.exceptions, round, cx);
        if exempt.is_true() {
            return Rough::Settled(Outcome::Exempt);
        }
        let violated = guard.and(breach).and(due).and(!exempt);
        if violated.is_true() { Rough::Settled(Outcome::Violation) } else { Rough::Open(violated.atoms) }
    }

    fn breach(&self, breach: Breach<'_>, round: &Round, cx: Cx<'_>) -> Tri {
        let mut off = Notes::off();
        match breach {
            Breach::If(cond) => self.tri(cond, cx, &round.frame, &mut off),
            Breach::Unless(cond) => !self.tri(cond, cx, &round.frame, &mut off),
            Breach::UnlessOne(permits) => !self.one_of_parts(permits, round, cx),
        }
    }

    /// Whether a permit or an exception holds: in force, and its condition.
    fn one_of_parts(&self, parts: &[Part], round: &Round, cx: Cx<'_>) -> Tri {
        let mut off = Notes::off();
        let mut answer = Tri::FALSE;
        for part in parts {
            let in_force = self.in_force(part.effective, cx, &mut off);
            if !in_force.is_false() {
                answer = answer.or(in_force.and(self.tri(&part.when, cx, &round.frame, &mut off)));
            }
            if answer.is_true() {
                break;
            }
        }
        answer
    }
}

/// The name of an item, as atoms and proofs call it; `list[…]` for all that may follow.
pub(crate) fn item_name(item: &Item) -> String {
    let record = match &item.datum.state {
        crate::State::Known(crate::Value::Record(record)) if !record.path.is_empty() => record.path.clone(),
        _ => item.datum.origin.path.clone(),
    };
    if record.is_empty() { format!("{}[{}]", item.list.path, item.index) } else { record }
}

/// The atoms that are no labels.
pub(crate) fn is_fact(atom: &Atom) -> bool {
    atom.kind != AtomKind::Label
}
