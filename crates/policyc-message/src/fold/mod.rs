//! The folded view on a text (semantics, section 8): what phrases are matched on, with the way back to the text.

use crate::mapped::MappedText;
use crate::offsets::OffsetMap;
use std::ops::Range;

/// A folded text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// NFKC, case folded, invisible characters removed, look-alikes folded in words of mixed script, white space runs
    /// as one blank.
    pub text: String,
    /// From the folded text to the text it was made from (not to the source).
    pub map: OffsetMap,
    /// Offsets in the folded text at which a line, block, cell or item ends.
    pub breaks: Vec<usize>,
    /// A second reading in which spaced-out words are joined, if there are any.
    pub joined: Option<Box<Folded>>,
    /// A further reading in which figures and signs inside words are read as letters, if there are any.
    pub letters: Option<Box<Folded>>,
}

impl Folded {
    /// The range of the unfolded text that yields a folded range.
    #[must_use]
    pub fn unfold(&self, range: Range<usize>) -> Range<usize> {
        self.map.cover(range)
    }
}

/// Folds a text; `breaks` are offsets in it at which lines end.
#[must_use]
pub fn fold(text: &MappedText, breaks: &[usize]) -> Folded {
    fold_text(&text.text, breaks)
}

/// Folds a text without a map of its own.
#[must_use]
pub fn fold_text(text: &str, breaks: &[usize]) -> Folded {
    Folded {
        text: text.to_owned(),
        map: OffsetMap::identity(0, text.len()),
        breaks: breaks.to_vec(),
        joined: None,
        letters: None,
    }
}
