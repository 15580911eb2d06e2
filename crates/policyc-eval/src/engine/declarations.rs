//! Declarations: what only the seller's word fills (semantics 3.6); and labels against sure readings.

use super::{
    Engine, arithmetic::shift, evidence::against_reading, frame::Cx, notes::Notes, prove::Prover, render::shown_instant,
};
use crate::{Atom, AtomKind, Atoms, Datum, Finding, Options, Outcome, State, Value};
use policyc_ir::{Declaration, Instant, JudgementId, Severity};

/// How a declared word stands at the deciding instant.
enum Standing {
    Holds,
    Lapsed(Instant),
    Not,
}

impl Engine<'_, '_> {
    /// One finding a declaration, of severity advice.
    pub(crate) fn declarations(&self, options: &Options) -> Vec<Finding> {
        if self.policy.declarations.is_empty() {
            return Vec::new();
        }
        let entries = self.world.fact(&["seller", "declarations"]);
        let now = self.deciding(Cx::new(None), &mut Notes::off()).state;
        let all = self.policy.declarations.iter().map(|declaration| self.declaration(declaration, &entries, &now));
        all.filter(|finding| options.all_outcomes || finding.outcome.is_reported()).collect()
    }

    fn declaration(&self, declaration: &Declaration, entries: &Datum, now: &State) -> Finding {
        let mut missing = Atoms::new();
        let mut lapsed: Option<Instant> = None;
        for citation in &declaration.cites {
            let standing = match now {
                State::Known(Value::Instant(now)) => self.declared(declaration, &citation.clause, entries, *now),
                _ => Standing::Not,
            };
            match standing {
                Standing::Holds => continue,
                Standing::Lapsed(at) => lapsed = lapsed.max(Some(at)),
                Standing::Not => {}
            }
            missing.insert(Atom::new(AtomKind::Declaration, format!("declaration({})", citation.clause)));
        }
        if let (State::Unknown(unknown), false) = (now, missing.is_empty()) {
            missing.extend(unknown.atoms.iter().cloned());
        }
        Finding {
            outcome: if missing.is_empty() { Outcome::Compliant } else { Outcome::Undetermined },
            clauses: declaration.cites.clone(),
            message: declaration.asks.clone(),
            note: lapsed.map(|at| format!("lapsed on {}", shown_instant(at))),
            missing: missing.into_iter().collect(),
            ..Finding::new(&declaration.name, Severity::Advice, declaration.at)
        }
    }

    /// The best that any entry for the clause does.
    fn declared(&self, declaration: &Declaration, clause: &str, entries: &Datum, now: Instant) -> Standing {
        let State::Known(Value::List(list)) = &entries.state else { return Standing::Not };
        let mut best = Standing::Not;
        for entry in &list.items {
            if !names_clause(entry, clause) {
                continue;
            }
            match self.stands(declaration, entry, now) {
                Standing::Holds => return Standing::Holds,
                Standing::Lapsed(at) => {
                    best = match best {
                        Standing::Lapsed(known) if known >= at => Standing::Lapsed(known),
                        _ => Standing::Lapsed(at),
                    };
                }
                Standing::Not => {}
            }
        }
        best
    }

    fn stands(&self, declaration: &Declaration, entry: &Datum, now: Instant) -> Standing {
        let instant = |name: &str| match entry.field(name).state {
            State::Known(Value::Instant(at)) => Some(at),
            _ => None,
        };
        let Some(at) = instant("at").filter(|at| *at <= now) else { return Standing::Not };
        let lasts = declaration.lasts.map(|lasts| shift(at, lasts, false, &self.calendar));
        let until = match lasts {
            Some(State::Known(Value::Instant(until))) => Some(until),
            _ => None,
        };
        let end = match (until, instant("expires_at")) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        match end {
            Some(end) if end <= now => Standing::Lapsed(end),
            _ => Standing::Holds,
        }
    }

    /// An advice line for each label that is against a sure reading.
    pub(crate) fn labels_against_readings(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for (index, judgement) in self.policy.judgements.iter().enumerate() {
            if self.label(judgement).is_none() {
                continue;
            }
            let id = JudgementId(u32::try_from(index).unwrap_or(u32::MAX));
            let against = against_reading(&Prover::new(self).judged(judgement.at, id, Cx::new(None)));
            let Some(overruled) = against else { continue };
            let (label, reading) = (yes_no(overruled.value), yes_no(overruled.reading));
            found.push(Finding {
                part: Some(judgement.name.clone()),
                outcome: Outcome::Review,
                clauses: judgement.cites.clone(),
                message: format!("label `{}` says {label}, the text reads as {reading}", judgement.name),
                spans: overruled.spans.clone(),
                overruled: vec![overruled],
                ..Finding::new("label-against-reading", Severity::Advice, judgement.at)
            });
        }
        found
    }
}

fn yes_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// Whether an entry is for a clause: by its full id, or by its slug without the document.
fn names_clause(entry: &Datum, clause: &str) -> bool {
    let State::Known(value) = entry.field("clause").state else { return false };
    let slug = clause.split_once('.').map_or(clause, |(_, slug)| slug);
    super::compare::text_of(&value).is_some_and(|text| text == clause || text == slug)
}
