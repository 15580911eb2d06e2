//! What a second pass writes down about a test: the facts it read, what it found where.

use crate::{Datum, State, Truth};
use policyc_diag::Span;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// Read off the message.
    Message,
    /// Given by the case.
    Case,
    /// `taken as`.
    Assumed,
    /// `as_of`, where the message has no time of sending.
    AsOf,
    /// Not known.
    Nowhere,
}

/// A fact that was read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Use {
    pub(crate) datum: Datum,
    pub(crate) source: Source,
    /// Read on the way (which items count): no evidence by itself.
    pub(crate) quiet: bool,
}

/// The notes of one test; off in the hot pass.
#[derive(Debug, Clone, Default)]
pub(crate) struct Notes {
    pub(crate) on: bool,
    pub(crate) uses: Vec<Use>,
    /// Matched words.
    pub(crate) spans: Vec<Span>,
    /// What explains them.
    pub(crate) also: Vec<Span>,
    /// Texts looked through in vain.
    pub(crate) searched: Vec<String>,
    /// Whether a text verb was asked: then only the matches are evidence, not the text itself.
    pub(crate) text_verb: bool,
}

impl Notes {
    pub(crate) fn off() -> Self {
        Self::default()
    }

    pub(crate) fn on() -> Self {
        Self { on: true, ..Self::default() }
    }

    /// Writes down a fact.
    pub(crate) fn read(&mut self, datum: &Datum, source: Source) {
        if self.on {
            let source = if matches!(datum.state, State::Unknown(_)) { Source::Nowhere } else { source };
            self.uses.push(Use { datum: datum.clone(), source, quiet: false });
        }
    }

    /// Writes down a fact that is no evidence by itself.
    pub(crate) fn read_on_the_way(&mut self, datum: &Datum, source: Source) {
        self.read(datum, source);
        if self.on
            && let Some(last) = self.uses.last_mut()
        {
            last.quiet = true;
        }
    }

    /// Writes down what a text verb found in `zone`.
    pub(crate) fn found(&mut self, zone: &str, answer: &crate::TextAnswer) {
        if self.on {
            self.text_verb = true;
            self.spans.extend(&answer.spans);
            self.also.extend(&answer.also);
            if answer.truth != Truth::True {
                self.searched.push(zone.to_owned());
            }
        }
    }
}
