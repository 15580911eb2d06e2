//! Truth values and atoms: what is known, and what one would have to ask.

use serde::Serialize;
use std::{collections::BTreeSet, fmt};

/// Kleene's strong three values, without the reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Truth {
    /// Surely not.
    False,
    /// Not known.
    Unknown,
    /// Surely so.
    True,
}

impl Truth {
    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

/// What kind of thing is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AtomKind {
    /// A fact of the message or the case.
    Fact,
    /// A judgement that a person (a label) settles.
    Label,
    /// A word of the seller.
    Declaration,
    /// A hole of a template, filled on rendering.
    Render,
    /// A limit was reached; no answer settles it.
    Limit,
    /// Two currencies; no answer settles it.
    Clash,
}

/// One thing not known, by name: `order.completed_at`, `message.links["https://x.example/"].necessary`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Atom {
    /// Its path, as `missing` prints it.
    pub path: String,
    /// Its kind.
    pub kind: AtomKind,
}

/// A set of atoms, in order of their names.
pub type Atoms = BTreeSet<Atom>;

impl Atom {
    /// The atom of a fact.
    #[must_use]
    pub fn fact(path: impl Into<String>) -> Self {
        Self { path: path.into(), kind: AtomKind::Fact }
    }

    /// An atom of some kind.
    #[must_use]
    pub fn new(kind: AtomKind, path: impl Into<String>) -> Self {
        Self { path: path.into(), kind }
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}
