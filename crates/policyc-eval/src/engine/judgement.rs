//! Judgements: a label if there is one, else the first reading that holds (semantics 3.4).

use super::{
    Engine,
    frame::{Cx, Frame},
    notes::Notes,
    tri::Tri,
};
use crate::{Atom, AtomKind, Atoms, State, Truth, Value};
use policyc_ir::{Answer, Judgement, JudgementId};

/// A label that the case gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) value: bool,
    pub(crate) by: Option<String>,
    pub(crate) at: Option<String>,
    pub(crate) note: Option<String>,
}

/// What the readings come to so far, from the last one upwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reading {
    Yes,
    No,
    Unsure,
    /// Which reading answers is not known.
    Open(Atoms),
}

impl Reading {
    pub(crate) fn of(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::Yes,
            Answer::No => Self::No,
            Answer::Unsure => Self::Unsure,
        }
    }

    /// As a truth value; the label `atom` is what unsure lacks.
    pub(crate) fn tri(self, atom: &Atom) -> Tri {
        match self {
            Self::Yes => Tri::TRUE,
            Self::No => Tri::FALSE,
            Self::Unsure => Tri::unknown([atom.clone()].into()),
            Self::Open(atoms) => Tri::unknown(atoms),
        }
    }
}

/// The atom of a judgement's label.
pub(crate) fn label_atom(judgement: &Judgement) -> Atom {
    Atom::new(AtomKind::Label, judgement.name.clone())
}

/// A person can read what the lexicons do not serve: `unread` becomes the label.
pub(crate) fn readable(atoms: Atoms, label: &Atom) -> Atoms {
    atoms.into_iter().map(|atom| if atom.path.starts_with("unread(") { label.clone() } else { atom }).collect()
}

impl Engine<'_, '_> {
    /// `judged J`.
    pub(crate) fn judged(&self, id: JudgementId, cx: Cx<'_>, notes: &mut Notes) -> Tri {
        let Some(judgement) = self.policy.judgement(id) else { return Tri::limit("policy") };
        let cx = cx.without_rule();
        let keep = cx.is_plain() && !notes.on;
        if keep && let Some(known) = self.kept.judgement(id) {
            return known;
        }
        let answer = match self.label(judgement) {
            Some(label) => Tri::from(label.value),
            None => self.reading(judgement, cx, notes),
        };
        if keep {
            self.kept.keep_judgement(id, &answer);
        }
        answer
    }

    /// The label of a judgement, if the case has it.
    pub(crate) fn label(&self, judgement: &Judgement) -> Option<Label> {
        let datum = self.world.fact(&["labels", &judgement.name]);
        let value = match datum.field("value").state {
            State::Known(Value::Bool(value)) => value,
            State::Known(value) => super::compare::text_of(&value)? == "yes",
            _ => return None,
        };
        let text = |name: &str| {
            let state = datum.field(name).state;
            matches!(state, State::Known(_)).then(|| super::render::shown(&state))
        };
        Some(Label { value, by: text("by"), at: text("at"), note: text("note") })
    }

    /// What the readings come to: the first that holds answers, else no.
    pub(crate) fn reading(&self, judgement: &Judgement, cx: Cx<'_>, notes: &mut Notes) -> Tri {
        let label = label_atom(judgement);
        let mut open: Vec<(Reading, Atoms)> = Vec::new();
        let mut answer = Reading::No;
        for decide in &judgement.decides {
            let holds = self.tri(&decide.when, cx, &Frame::default(), notes);
            match holds.truth {
                Truth::True => {
                    answer = Reading::of(decide.answer);
                    break;
                }
                Truth::False => {}
                Truth::Unknown => open.push((Reading::of(decide.answer), readable(holds.atoms, &label))),
            }
        }
        for (earlier, lacks) in open.into_iter().rev() {
            answer = either(earlier, answer, lacks, &label);
        }
        answer.tri(&label)
    }
}

/// `if c then earlier else later` with `c` unknown for want of `lacks`.
fn either(earlier: Reading, later: Reading, mut lacks: Atoms, label: &Atom) -> Reading {
    if earlier == later && !matches!(earlier, Reading::Open(_)) {
        return earlier;
    }
    lacks.append(&mut earlier.tri(label).atoms);
    lacks.append(&mut later.tri(label).atoms);
    Reading::Open(lacks)
}
