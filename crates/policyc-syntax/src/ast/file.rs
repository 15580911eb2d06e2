//! A file: its header, what it uses, its items.

use super::{Broken, Cond, Doc, Effective, Item, Name, Path, StringLit};
use policyc_diag::At;
use serde::Serialize;

/// One module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct File {
    /// Absent when it is missing or could not be read.
    pub header: Option<Header>,
    /// `use a, b`, one entry a path.
    pub uses: Vec<Use>,
    /// The items in order; such as could not be read are [`ItemKind::Broken`](super::ItemKind::Broken).
    pub items: Vec<Item>,
    /// Whether text outside any item could not be read, so that names may be missing.
    pub broken: bool,
    /// The whole file.
    pub at: At,
}

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Header {
    /// `policy …`.
    Policy(PolicyHeader),
    /// `library …`.
    Library(LibraryHeader),
}

/// `partial policy a.b extends c.d { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyHeader {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Whether it can only be extended.
    pub partial: bool,
    /// Its name.
    pub name: Path,
    /// Its bases as written (more than one is for the compiler to refuse).
    pub extends: Vec<Path>,
    /// The lines between the braces.
    pub lines: Vec<PolicyLine>,
    /// Lines that could not be read.
    pub broken: Vec<Broken>,
    /// The whole header.
    pub at: At,
}

/// `library a.b`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LibraryHeader {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Path,
    /// The whole header.
    pub at: At,
}

/// One line of a policy's header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PolicyLine {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Which.
    pub kind: PolicyLineKind,
    /// From its head to its last word.
    pub at: At,
}

/// The kinds of [`PolicyLine`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum PolicyLineKind {
    /// `document us`.
    Document(Name),
    /// `edition "2021-08"`.
    Edition(StringLit),
    /// `timezone "Europe/Rome"`.
    Timezone(StringLit),
    /// `serves "en", "it"`.
    Serves(Vec<StringLit>),
    /// `applies when C`.
    Applies(Cond),
    /// `effective from D before D`.
    Effective(Effective),
    /// `yields to a.b`.
    YieldsTo(Path),
    /// `sample ordinary-order`.
    Sample(Name),
}

/// One path of a `use`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The module.
    pub path: Path,
    /// The path.
    pub at: At,
}
