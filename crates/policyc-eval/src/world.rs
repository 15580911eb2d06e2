//! What the engine asks of the world: one message with its context, read through one policy's declarations.

use crate::{Atoms, Datum, Truth, ZoneRef};
use policyc_diag::Span;
use policyc_ir::{LexiconId, Near, TextVerb};

/// Facts and texts of one message in its context. Pure: the same question has the same answer.
///
/// Assumptions (`taken as`) and labels are no business of the world: the engine fills those in.
pub trait World {
    /// The fact of a path from the root, as supplied or as read off the message; `["order", "completed_at"]`.
    /// A key that is missing is unknown with the *leaf* path asked for as its atom; below a `null` all is none.
    /// Also `["case", "as_of"]` (`as_of`, else `message.sent_at`, else unknown with atom `case.as_of`),
    /// `["labels", NAME]` (a record with `value`, `by`, `at`, `note`, or none where the case has no such label)
    /// and `["seller", "declarations"]`.
    fn fact(&self, path: &[&str]) -> Datum;

    /// `TEXT says|mentions|denies WORDS [with|then …]` (semantics, section 1.5), of a known text.
    fn says(&self, text: &ZoneRef, verb: TextVerb, words: &[LexiconId], near: Option<&Near>) -> TextAnswer;

    /// `TEXT says only WORDS`.
    fn says_only(&self, text: &ZoneRef, words: &[LexiconId]) -> TextAnswer;

    /// `TEXT states [date of] P`; `fact` may be unknown or none (then see semantics 1.5). `shape` is the name of the
    /// declared shape, where P has one.
    fn states(&self, text: &ZoneRef, fact: &Datum, shape: Option<&str>, date_of: bool) -> TextAnswer;

    /// `TEXT names P`; `neighbours` are the same field of the other items of P's list.
    fn names(&self, text: &ZoneRef, fact: &Datum, neighbours: &[Datum]) -> TextAnswer;

    /// `TEXT contains "…"`.
    fn contains(&self, text: &ZoneRef, needle: &str) -> TextAnswer;

    /// `TEXT matches /…/`.
    fn matches(&self, text: &ZoneRef, pattern: &str) -> TextAnswer;

    /// The branch of the template that this world stands for, such as "when `order_note` is set"; none where the
    /// message has no branches.
    fn branch(&self) -> Option<String>;
}

/// What a text verb found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextAnswer {
    /// The answer.
    pub truth: Truth,
    /// Where unknown: what one would have to ask (`unread(zone, language)`, `names(P)`, `render(hole)`, P itself).
    pub atoms: Atoms,
    /// Matched words, a span for each unbroken run in the source.
    pub spans: Vec<Span>,
    /// The sentence or the second match's surroundings.
    pub also: Vec<Span>,
}

impl TextAnswer {
    /// An answer without evidence.
    #[must_use]
    pub fn plain(truth: Truth) -> Self {
        Self { truth, atoms: Atoms::new(), spans: Vec::new(), also: Vec::new() }
    }
}
