//! Phrases: what a lexicon's strings say.

use super::Name;
use policyc_diag::At;
use serde::Serialize;

/// One phrase. Places lie inside the string that holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// Which.
    pub kind: PhraseKind,
    /// All of it.
    pub at: At,
}

/// The kinds of [`Phrase`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum PhraseKind {
    /// In this order.
    Sequence(Sequence),
    /// `A &N B`: in either order, at most this many words between (0 to 12).
    Near(Sequence, u8, Sequence),
}

/// Terms one after the other. May be empty only inside brackets that were refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sequence {
    /// In order.
    pub terms: Vec<Term>,
    /// All of it.
    pub at: At,
}

/// One term of a sequence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Which.
    pub kind: TermKind,
    /// Where.
    pub at: At,
}

/// The kinds of [`Term`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum TermKind {
    /// A word.
    Word(Word),
    /// `pre+word`: a separable verb.
    Separable {
        /// The prefix.
        prefix: String,
        /// The verb without it.
        verb: String,
    },
    /// `(a b|c)`: one of these.
    Group(Vec<Sequence>),
    /// `[a|b c]`: one of these or nothing.
    Optional(Vec<Sequence>),
    /// `..N`: at most this many words (0 to 12).
    Gap(u8),
    /// `{name}`: whatever that lexicon meets.
    Lexicon(Name),
    /// `{name or it}`: whatever that lexicon meets, or a pronoun that stands for it.
    Referred(Name),
    /// `<kind>`: a built-in kind or a declared shape.
    Slot(Name),
    /// `<start>` or `<end>`.
    Anchor(Anchor),
}

/// A written word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Word {
    /// Without its mark, escapes resolved.
    pub text: String,
    /// How much of a word it stands for.
    pub form: WordForm,
}

/// What a [`Word`] stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum WordForm {
    /// `word`: this word.
    Exact,
    /// `word~`: any inflected form.
    Inflected,
    /// `word*`: words that begin so.
    Begins,
    /// `*word`: words that end so.
    Ends,
    /// `*word*`: words that hold it.
    Holds,
}

/// An end of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Anchor {
    /// `<start>`.
    Start,
    /// `<end>`.
    End,
}
