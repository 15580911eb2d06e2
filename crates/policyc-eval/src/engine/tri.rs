//! A truth value with what one would have to ask where it is unknown.

use crate::{Atom, AtomKind, Atoms, Truth, Unknown};

/// A truth value; `atoms` is empty unless it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tri {
    pub(crate) truth: Truth,
    pub(crate) atoms: Atoms,
}

impl Tri {
    pub(crate) const TRUE: Self = Self { truth: Truth::True, atoms: Atoms::new() };
    pub(crate) const FALSE: Self = Self { truth: Truth::False, atoms: Atoms::new() };

    /// Unknown for want of these.
    pub(crate) fn unknown(atoms: Atoms) -> Self {
        Self { truth: Truth::Unknown, atoms }
    }

    /// Unknown because a limit was reached.
    pub(crate) fn limit(name: &str) -> Self {
        Self::unknown(limit(name))
    }

    /// Unknown for want of what both lack.
    pub(crate) fn lacking(left: &Unknown, right: &Unknown) -> Self {
        Self::unknown(left.atoms.union(&right.atoms).cloned().collect())
    }

    pub(crate) fn and(self, other: Self) -> Self {
        let truth = self.truth.and(other.truth);
        self.joined(other, truth)
    }

    pub(crate) fn or(self, other: Self) -> Self {
        let truth = self.truth.or(other.truth);
        self.joined(other, truth)
    }

    fn joined(mut self, mut other: Self, truth: Truth) -> Self {
        if truth != Truth::Unknown {
            return Self { truth, atoms: Atoms::new() };
        }
        self.atoms.append(&mut other.atoms);
        Self { truth, atoms: self.atoms }
    }

    pub(crate) fn is_false(&self) -> bool {
        self.truth == Truth::False
    }

    pub(crate) fn is_true(&self) -> bool {
        self.truth == Truth::True
    }

    pub(crate) fn is_unknown(&self) -> bool {
        self.truth == Truth::Unknown
    }
}

impl std::ops::Not for Tri {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, atoms: self.atoms }
    }
}

impl From<bool> for Tri {
    fn from(value: bool) -> Self {
        if value { Self::TRUE } else { Self::FALSE }
    }
}

/// The atom of a limit that was reached.
pub(crate) fn limit(name: &str) -> Atoms {
    Atoms::from([Atom::new(AtomKind::Limit, format!("limit.{name}"))])
}

/// The atom of two units that do not compare.
pub(crate) fn clash(left: &str, right: &str) -> Atoms {
    let (first, second) = if left <= right { (left, right) } else { (right, left) };
    Atoms::from([Atom::new(AtomKind::Clash, format!("clash({first}, {second})"))])
}
