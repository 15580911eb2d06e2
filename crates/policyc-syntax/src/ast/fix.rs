//! `fix`: how a message that a rule finds fault with can be mended.

use super::{Cond, Path, Template};
use serde::Serialize;

/// `fix safe replace link.scheme with "https" when …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// Whether it may be applied without a person looking at it.
    pub safe: bool,
    /// What is changed.
    pub change: FixChange,
    /// When it is offered; always, if none.
    pub when: Option<Cond>,
}

/// What a [`Fix`] changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum FixChange {
    /// `replace P with "…"`.
    Replace(FixTarget, Template),
    /// `delete P`.
    Delete(FixTarget),
    /// `insert "…" after P`.
    Insert(FixInsert),
}

/// `element of link`: what is replaced or deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixTarget {
    /// How much around it.
    pub scope: FixScope,
    /// The fact whose place in the message it is.
    pub path: Path,
}

/// How much around a place a fix takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FixScope {
    /// The place alone.
    Place,
    /// `element of`: the element that it stands in.
    Element,
    /// `sentence of`: the sentence that it stands in.
    Sentence,
    /// `line of`: the line that it stands in.
    Line,
}

/// `insert line "…" after P`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixInsert {
    /// What is put in.
    pub text: Template,
    /// Whether it becomes a line of its own.
    pub line: bool,
    /// On which side.
    pub side: FixSide,
    /// Of what.
    pub path: Path,
}

/// Where an insertion goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FixSide {
    /// Before the place.
    Before,
    /// Behind it.
    After,
    /// Into its start tag, as one more attribute.
    In,
}
