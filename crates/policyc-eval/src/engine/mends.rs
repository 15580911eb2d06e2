//! The `fix` clauses of a rule for one finding: which are offered, where, and with which text.

use super::{
    Engine,
    frame::{Cx, Frame},
    notes::Notes,
};
use crate::{Datum, Mend, State, Value};
use policyc_diag::Span;
use policyc_ir::{Fix, FixAction, Piece, Root, Rule, Template, printer::Scope};

/// What a target's place is.
type Place = (Vec<Span>, Option<String>);

impl Engine<'_, '_> {
    /// What the rule offers for a breach, in the order of its clauses.
    pub(crate) fn mends(&self, rule: &Rule, cx: Cx<'_>, frame: &Frame) -> Vec<Mend> {
        let holds =
            |fix: &&Fix| fix.when.as_ref().is_none_or(|when| self.tri(when, cx, frame, &mut Notes::off()).is_true());
        rule.fixes.iter().filter(holds).map(|fix| self.mend(rule, fix, cx, frame)).collect()
    }

    fn mend(&self, rule: &Rule, fix: &Fix, cx: Cx<'_>, frame: &Frame) -> Mend {
        let found = self.place(fix, cx, frame).and_then(|place| Ok((place, self.words(&fix.text, cx, frame)?)));
        let mut mend = Mend {
            safe: fix.safe,
            clause: Scope::rule(self.policy, rule).fix(fix),
            action: fix.action,
            scope: fix.scope,
            spans: Vec::new(),
            value: None,
            whole: fix.target.root == Root::Fact,
            text: String::new(),
            unusable: None,
            at: fix.at,
        };
        match found {
            Ok((place, text)) => ((mend.spans, mend.value), mend.text) = (place, text),
            Err(why) => mend.unusable = Some(why),
        }
        mend
    }

    fn place(&self, fix: &Fix, cx: Cx<'_>, frame: &Frame) -> Result<Place, String> {
        let datum = self.resolve(&fix.target, cx, frame, &mut Notes::off());
        let name = || datum.origin.path.clone();
        let spans = datum.origin.spans.clone();
        match &datum.state {
            State::Unknown(_) => return Err(format!("{} is not known", name())),
            State::None => return Err(format!("there is no {}", name())),
            State::Known(_) if spans.is_empty() && fix.action != FixAction::In => {
                return Err(format!("{} has no place in the message", name()));
            }
            State::Known(_) => {}
        }
        let value = written(&datum);
        let own = match fix.target.root {
            Root::Item(slot) if !fix.target.fields.is_empty() => {
                frame.get(slot).is_none_or(|item| item.datum.origin.spans != spans)
            }
            _ => true,
        };
        if !own && value.is_none() && !matches!(datum.state, State::Known(Value::Zone(_))) {
            return Err(format!("{} has no place of its own", name()));
        }
        Ok((spans, value))
    }

    /// The text; a value in it that is not known is no text.
    fn words(&self, template: &Template, cx: Cx<'_>, frame: &Frame) -> Result<String, String> {
        for piece in &template.0 {
            if let Piece::Path(path) = piece {
                let datum = self.resolve(path, cx, frame, &mut Notes::off());
                match datum.state {
                    State::Known(_) => {}
                    State::None => return Err(format!("there is no {}", datum.origin.path)),
                    State::Unknown(_) => return Err(format!("{} is not known", datum.origin.path)),
                }
            }
        }
        Ok(self.fill(template, cx, frame, &[]))
    }
}

/// What a plain value is written as.
fn written(datum: &Datum) -> Option<String> {
    match &datum.state {
        State::Known(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}
