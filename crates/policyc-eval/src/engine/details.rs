//! What a finding says: built for what is reported only.

use super::{
    Engine,
    evidence::{Shown, assumed, gather, overruled},
    frame::{Cx, Frame},
    missing::missing,
    node::Node,
    notes::Notes,
    prove::Prover,
    render,
    rules::{Breach, Entry, Rough, Round, is_fact, item_name},
    words,
};
use crate::{Answered, Consulted, Finding, Outcome, Role, State, Truth, Value};
use policyc_diag::At;
use policyc_ir::{Citation, Interval, Part, Rule};
use std::collections::BTreeSet;

/// A rule with what it came to, to be told.
pub(crate) struct Details<'d, 'p, 'w> {
    engine: &'d Engine<'p, 'w>,
    rule: &'p Rule,
    rounds: &'d [Round],
    entries: &'d [Entry<'p>],
}

/// The conditions of one demand in one round, as nodes.
pub(crate) struct Parts<'p> {
    pub(crate) guard: Node<'p>,
    pub(crate) breach: Node<'p>,
    pub(crate) due: Option<Node<'p>>,
    pub(crate) permits: Vec<Node<'p>>,
    pub(crate) exceptions: Vec<Node<'p>>,
}

impl<'p> Parts<'p> {
    /// `V`: guard, breach, due and no exception.
    pub(crate) fn violated(self) -> Node<'p> {
        let mut all = vec![self.guard, self.breach];
        all.extend(self.due);
        if !self.exceptions.is_empty() {
            all.push(Node::not(At::default(), Node::some(At::default(), self.exceptions)));
        }
        Node::all(At::default(), all)
    }
}

impl<'d, 'p, 'w> Details<'d, 'p, 'w> {
    pub(crate) fn new(
        engine: &'d Engine<'p, 'w>,
        rule: &'p Rule,
        rounds: &'d [Round],
        entries: &'d [Entry<'p>],
    ) -> Self {
        Self { engine, rule, rounds, entries }
    }

    /// A loop over nothing.
    pub(crate) fn over_nothing(&self) -> Finding {
        let note = self.rule.for_each.as_ref().map(|each| format!("no {} to look at", each.name));
        Finding { note, ..self.bare(None) }
    }

    fn bare(&self, part: Option<&Part>) -> Finding {
        Finding {
            part: part.map(|part| part.name.clone()),
            clauses: cites(self.rule, part),
            ..Finding::new(&self.rule.name, self.rule.severity, self.rule.at)
        }
    }

    /// The finding of an entry.
    pub(crate) fn finding(&self, entry: &Entry<'p>) -> Option<Finding> {
        let round = self.rounds.get(entry.round)?;
        let (rule, part) = (self.rule, entry.demand.part);
        let cx = Cx::new(Some(rule));
        let mut finding = self.bare(part);
        let parts = self.parts(entry, round, cx);
        self.tell_evidence(&mut finding, &parts, round);
        finding.exceptions = self.consulted(&rule.exceptions, &parts.exceptions, cx, true);
        if let Breach::UnlessOne(permits) = entry.demand.breach {
            finding.permits = self.consulted(permits, &parts.permits, cx, false);
        }
        finding.note = self.note(entry, &parts, round, cx);
        let violated = parts.violated();
        finding.outcome = match &entry.rough {
            Rough::Settled(outcome) => *outcome,
            Rough::Open(_) => {
                let found = missing(self.engine, cx, &violated);
                let lacks_facts = found.atoms.iter().any(is_fact);
                (finding.missing, finding.exact) = (found.atoms, found.exact);
                if lacks_facts { Outcome::Undetermined } else { Outcome::Review }
            }
        };
        let mut leaned = BTreeSet::new();
        assumed(&violated, &mut leaned);
        finding.assumed = leaned.into_iter().collect();
        overruled(&violated, &mut finding.overruled);
        finding.item = round.item.as_ref().map(item_name);
        self.tell_texts(&mut finding, entry, round, cx);
        if finding.outcome == Outcome::Violation {
            finding.mends = self.engine.mends(rule, cx, &round.frame);
        }
        Some(finding)
    }

    /// The conditions of one demand in one round.
    pub(crate) fn parts(&self, entry: &Entry<'p>, round: &Round, cx: Cx<'_>) -> Parts<'p> {
        let prover = Prover::new(self.engine);
        let rule = self.rule;
        let (permits, breach) = match entry.demand.breach {
            Breach::If(cond) => (Vec::new(), prover.node(cond, cx, &round.frame)),
            Breach::Unless(cond) => (Vec::new(), Node::not(cond.at, prover.node(cond, cx, &round.frame))),
            Breach::UnlessOne(permits) => {
                let nodes: Vec<_> = permits.iter().map(|permit| self.part(&prover, permit, round, cx)).collect();
                (nodes.clone(), Node::not(rule.at, Node::some(rule.at, nodes)))
            }
        };
        Parts {
            guard: self.guard(&prover, entry, round, cx),
            breach,
            due: rule.due.as_ref().map(|due| prover.due(due, cx, &round.frame)),
            permits,
            exceptions: rule.exceptions.iter().map(|part| self.part(&prover, part, round, cx)).collect(),
        }
    }

    fn guard(&self, prover: &Prover<'_, 'p, 'w>, entry: &Entry<'p>, round: &Round, cx: Cx<'_>) -> Node<'p> {
        let rule = self.rule;
        let mut all = Vec::new();
        if rule.effective != Interval::default() {
            all.push(prover.in_force(rule.at, rule.effective, cx));
        }
        all.extend(rule.applies.as_ref().map(|applies| prover.node(applies, cx, &Frame::default())));
        if let (Some(each), Some(atoms)) = (&rule.for_each, &round.ghost) {
            all.push(prover.exists(&each.list, atoms.clone()));
        }
        let filter = rule.for_each.as_ref().and_then(|each| each.filter.as_ref());
        all.extend(filter.map(|filter| prover.node(filter, cx, &round.frame)));
        if let Some(part) = entry.demand.part.filter(|part| part.effective != Interval::default()) {
            all.push(prover.in_force(part.at, part.effective, cx));
        }
        Node::all(rule.at, all)
    }

    /// A permit or an exception: in force, and its condition.
    fn part(&self, prover: &Prover<'_, 'p, 'w>, part: &'p Part, round: &Round, cx: Cx<'_>) -> Node<'p> {
        let when = prover.node(&part.when, cx, &round.frame);
        if part.effective == Interval::default() {
            return Node::all(part.at, vec![when]);
        }
        Node::all(part.at, vec![prover.in_force(part.at, part.effective, cx), when])
    }

    fn tell_evidence(&self, finding: &mut Finding, parts: &Parts<'p>, round: &Round) {
        let mut shown = Shown::default();
        gather(&parts.breach, parts.breach.truth != Truth::False, &mut shown);
        let origin = round.item.as_ref().filter(|_| round.ghost.is_none()).map(|item| &item.datum.origin);
        finding.searched = std::mem::take(&mut shown.searched).into_iter().collect();
        finding.spans = match origin.filter(|origin| !origin.spans.is_empty()) {
            Some(origin) => {
                let mut own = Shown::default();
                own.push(&origin.spans, Role::Main);
                own.push(&origin.also, Role::Also);
                own.sorted()
            }
            None => shown.sorted(),
        };
    }

    fn consulted(&self, parts: &'p [Part], nodes: &[Node<'p>], cx: Cx<'_>, exceptions: bool) -> Vec<Consulted> {
        let told = |(part, node): (&'p Part, &Node<'p>)| {
            let (why, why_at) = words::why(node);
            Consulted {
                name: part.name.clone(),
                outcome: Answered::from(node.truth),
                why,
                why_at,
                note: if exceptions { self.out_of_force(part, node, cx) } else { None },
                clauses: cites(self.rule, Some(part)),
            }
        };
        parts.iter().zip(nodes).map(told).collect()
    }

    /// What an exception out of force would have done.
    fn out_of_force(&self, part: &Part, node: &Node<'p>, cx: Cx<'_>) -> Option<String> {
        let [in_force, when] = node.children.as_slice() else { return None };
        if in_force.truth != Truth::False || when.truth != Truth::True {
            return None;
        }
        let State::Known(Value::Instant(now)) = self.engine.deciding(cx, &mut Notes::off()).state else { return None };
        let day = |date| render::shown_date(date);
        match (part.effective.before, part.effective.from) {
            (Some(before), _) if self.engine.start_of(before).is_some_and(|end| end <= now) => {
                Some(format!("would have been exempt before {}", day(before)))
            }
            (_, Some(from)) => Some(format!("would be exempt from {} on", day(from))),
            _ => None,
        }
    }

    fn note(&self, entry: &Entry<'p>, parts: &Parts<'p>, round: &Round, cx: Cx<'_>) -> Option<String> {
        match (&entry.rough, &self.rule.due) {
            (Rough::Settled(Outcome::Compliant), _) if parts.guard.truth == Truth::Unknown => {
                Some("applies: not known".to_owned())
            }
            (Rough::Settled(Outcome::NotApplicable), Some(due)) if parts.guard.truth != Truth::False => {
                let from = self.engine.due_at(due, cx, &round.frame, &mut Notes::off());
                Some(format!("not due before {}", render::shown(&from)))
            }
            _ => None,
        }
    }

    fn tell_texts(&self, finding: &mut Finding, entry: &Entry<'p>, round: &Round, cx: Cx<'_>) {
        let (rule, part) = (self.rule, entry.demand.part);
        let failed: Vec<&str> = match entry.demand.breach {
            Breach::Unless(_) => {
                let same = self.entries.iter().filter(|other| other.round == entry.round);
                let failed = same.filter(|other| other.rough == Rough::Settled(Outcome::Violation));
                failed.filter_map(|other| other.demand.part.map(|part| part.name.as_str())).collect()
            }
            _ => Vec::new(),
        };
        let report = part.and_then(|part| part.report.as_ref()).unwrap_or(&rule.report);
        finding.message = self.engine.fill(report, cx, &round.frame, &failed);
        let help = part.and_then(|part| part.help.as_ref()).or(rule.help.as_ref());
        finding.help = help.map(|help| self.engine.fill(help, cx, &round.frame, &failed));
    }
}

/// The clauses of a part, else of its rule.
fn cites(rule: &Rule, part: Option<&Part>) -> Vec<Citation> {
    part.map(|part| &part.cites).filter(|cites| !cites.is_empty()).unwrap_or(&rule.cites).clone()
}
