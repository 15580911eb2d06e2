//! `fix` clauses: how a message that a rule finds fault with can be mended.

use crate::{Cond, Path, Template};
use policyc_diag::At;
use serde::{Deserialize, Serialize};

/// `fix safe replace link.scheme with "https" when …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// Whether it may be applied without a person looking at it.
    pub safe: bool,
    /// What is done.
    pub action: FixAction,
    /// How much around the place.
    pub scope: FixScope,
    /// The fact whose place in the message is changed.
    pub target: Path,
    /// What is written there; nothing for what is deleted.
    pub text: Template,
    /// When it is offered; always, if none.
    pub when: Option<Cond>,
    /// Where it stands.
    pub at: At,
}

/// What a [`Fix`] does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FixAction {
    /// Puts the text in the place of what stands there.
    Replace,
    /// Takes out what stands there.
    Delete,
    /// Puts the text before it.
    Before,
    /// Puts the text behind it.
    After,
    /// Puts the text into its start tag, as one more attribute.
    In,
}

/// How much around a place a [`Fix`] takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FixScope {
    /// The place alone.
    Place,
    /// The element that it stands in, with its contents.
    Element,
    /// The sentence that it stands in.
    Sentence,
    /// The line that it stands in; of an insertion: a line of its own.
    Line,
}
