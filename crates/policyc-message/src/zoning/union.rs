//! Two alternatives of one message: what the lesser one says that the shown one does not.

use super::builder::Builder;
use crate::zones::ZoneText;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

/// The sentences of `other` whose words do not stand in a row in the shown texts; none if there are none.
pub(super) fn lacking(shown: &[ZoneText], other: &ZoneText) -> Option<ZoneText> {
    let mut known = HashSet::new();
    for text in shown {
        let words = words(&text.text);
        for length in 1..=3 {
            known.extend(words.windows(length).map(hash));
        }
    }
    let mut builder = Builder::new(other.source, other.zone, other.part);
    for range in sentences(other) {
        let piece = other.text.get(range.clone()).unwrap_or_default();
        let words = words(piece);
        let length = words.len().min(3);
        if length > 0 && !words.windows(length).all(|run| known.contains(&hash(run))) {
            builder.append(&other.slice(range));
        }
    }
    (!builder.is_empty()).then(|| builder.finish())
}

fn hash(words: &[u64]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Hashes of the words of a text, case and signs aside.
fn words(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut hasher = DefaultHasher::new();
        for c in word.chars().flat_map(char::to_lowercase) {
            c.hash(&mut hasher);
        }
        found.push(hasher.finish());
    }
    found
}

/// Rough sentences: paragraphs, cut at marks that a blank follows. Lines are no ends here, for both sides wrap anew.
fn sentences(text: &ZoneText) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> = text.paragraph_ends.clone();
    let mut chars = text.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let blank = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if matches!(c, '.' | '!' | '?' | '…') && blank {
            ends.push(at + c.len_utf8());
        }
    }
    ends.push(text.text.len());
    ends.sort_unstable();
    ends.dedup();
    let mut found = Vec::new();
    let mut start = 0;
    for end in ends {
        let piece = text.text.get(start..end).unwrap_or_default();
        let skipped = piece.len() - piece.trim_start().len();
        let range = start + skipped..start + piece.trim_end().len().max(skipped);
        if !range.is_empty() {
            found.push(range);
        }
        start = end;
    }
    found
}
