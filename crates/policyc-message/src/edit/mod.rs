//! Changes to a message in its file: from places in the source to edits of decoded text, and from those to bytes, through
//! charset, transfer coding and encoded words. What an edit does not touch stays byte for byte.
//!
//! Nothing here judges: whoever applies an edit reads the message again and looks.

mod encode;
mod insert;
mod markup;
mod plain;
mod resolve;
mod subject;
#[cfg(test)]
mod tests;
mod write;

pub use resolve::resolve;
pub use write::{agrees, write};

use policyc_diag::Span;
use std::ops::Range;

/// What is done at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// The text takes the place of what stands there.
    Replace,
    /// What stands there is taken out.
    Delete,
    /// The text is put before it.
    Before,
    /// The text is put behind it.
    After,
    /// The text is put into its start tag, as one more attribute.
    In,
}

/// How much around a place is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The place alone. Of an attribute its name goes with it, of a declaration its semicolon, of a start tag the end tag.
    Place,
    /// The element with all that is in it.
    Element,
    /// The sentence.
    Sentence,
    /// The line; of an insertion: a line of its own.
    Line,
}

/// A change at a place of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'a> {
    /// What is done.
    pub action: Action,
    /// How much is meant.
    pub extent: Extent,
    /// The place.
    pub spans: &'a [Span],
    /// Only the part of the place that says this, whatever its case.
    pub value: Option<&'a str>,
    /// What is written.
    pub text: &'a str,
    /// Whether the place is the message's text as a whole: then the other alternative gets an inserted line too.
    pub whole: bool,
}

/// An edit of a decoded text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// Index in `message.parts`; none for the subject.
    pub part: Option<usize>,
    /// Bytes of the decoded text (of HTML with its markup and entities).
    pub start: usize,
    /// Behind the last of them.
    pub end: usize,
    /// What takes their place, as it has to stand in the decoded text.
    pub text: String,
    /// The bytes are those of the file, in a header field that goes as a whole.
    pub field: bool,
}

impl TextEdit {
    /// The bytes of the decoded text that go.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    fn new(part: Option<usize>, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { part, start: range.start, end: range.end, text: text.into(), field: false }
    }

    fn of_field(range: Range<usize>) -> Self {
        Self { part: None, start: range.start, end: range.end, text: String::new(), field: true }
    }
}
