//! Texts as locks see them: words in lower case, without markup, quotes, dashes and white space.

use sha2::{Digest, Sha256};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// How many words a shingle has.
pub(super) const RUN: usize = 4;

/// One word of a document, folded, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

/// The words of a text. Signs of markup (`**`, `[…](…)`, tags) and punctuation are no words, targets of links are not
/// read.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let mut skip_until = 0;
    for (at, c) in text.char_indices() {
        if at < skip_until {
            continue;
        }
        if c.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        let apostrophe = matches!(c, '\'' | '\u{2019}') && start.is_some();
        let joins = apostrophe
            && text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric);
        if joins {
            continue;
        }
        push(&mut words, text, start.take(), at);
        skip_until = markup_end(text, at, c).unwrap_or(0);
    }
    push(&mut words, text, start, text.len());
    words
}

fn push(words: &mut Vec<Word>, text: &str, start: Option<usize>, end: usize) {
    let Some(start) = start else { return };
    let folded: String = text.get(start..end).unwrap_or_default().nfkc().flat_map(char::to_lowercase).collect();
    words.push(Word { text: folded.replace('\u{2019}', "'"), range: start..end });
}

/// Where a tag or the target of a link that begins here ends.
fn markup_end(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = text.get(at..)?;
    match c {
        '<' if rest.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') => {
            Some(at + rest.find('>')? + 1)
        }
        ']' if rest.starts_with("](") => Some(at + rest.find(')')? + 1),
        _ => None,
    }
}

/// Fingerprint of a text: of its words alone.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    of_words(&words(text))
}

/// Fingerprint of a run of words.
pub(super) fn of_words(words: &[Word]) -> String {
    let digest = Sha256::digest(joined(words).as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn joined(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Hashes of all runs of [`RUN`] words (of all words, if there are fewer).
pub(super) fn shingles(words: &[Word]) -> Vec<u32> {
    let hash = |run: &[Word]| {
        let digest = Sha256::digest(joined(run).as_bytes());
        digest.iter().take(4).fold(0u32, |hash, byte| (hash << 8) | u32::from(*byte))
    };
    if words.is_empty() {
        return Vec::new();
    }
    words.windows(RUN.min(words.len())).map(hash).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_quotes_and_blanks_do_not_count() {
        let plain = fingerprint("You can't write “twice” - see the help page.");
        assert_eq!(plain, fingerprint("You  can\u{2019}t\u{a0}write \"twice\" \u{2014} see the [help page](/x/y)."));
        assert_eq!(plain, fingerprint("<p>You can't <b>write</b> **twice**: see the help page</p>"));
        assert_ne!(plain, fingerprint("You can write twice - see the help page."));
    }

    #[test]
    fn shingles_are_runs_of_four_words() {
        assert_eq!(shingles(&words("one two three four five six")).len(), 3);
        assert_eq!(shingles(&words("one two")).len(), 1);
        assert!(shingles(&words("…")).is_empty());
    }
}
