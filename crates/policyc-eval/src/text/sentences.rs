//! Sentences and paragraphs of a text.

use std::{collections::BTreeSet, ops::Range};

/// A sentence: where it stands and in which paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sentence {
    /// Bytes of the text, blanks around included.
    pub(super) range: Range<usize>,
    /// Index of its paragraph.
    pub(super) paragraph: usize,
    /// Whether it closes with a question mark.
    pub(super) question: bool,
}

/// A line this long, without a mark at its end, was broken by a mail program rather than ended by its writer.
const WRAPPED: usize = 55;

/// Cuts a text into sentences: at `. ! ? …`, at ends of blocks, and at ends of lines save where a line plainly goes on
/// (the next begins in lower case, or a long line ends without a mark). No sentence ends after an abbreviation.
pub(super) fn sentences(
    text: &str,
    breaks: &[usize],
    paragraph_ends: &[usize],
    abbreviations: &BTreeSet<String>,
) -> Vec<Sentence> {
    let mut cuts: Vec<(usize, bool)> = marks(text, abbreviations);
    let paragraphs: BTreeSet<usize> = paragraph_ends.iter().copied().collect();
    cuts.extend(breaks.iter().filter(|at| paragraphs.contains(at) || !goes_on(text, **at)).map(|at| (*at, false)));
    cuts.extend(paragraph_ends.iter().map(|at| (*at, false)));
    cuts.push((text.len(), false));
    // Of cuts at one place the mark's comes first: it knows whether something was asked.
    cuts.sort_unstable_by_key(|(at, question)| (*at, !*question));
    let mut found = Vec::new();
    let (mut start, mut paragraph) = (0, 0);
    let mut ends = paragraphs.into_iter().peekable();
    for (end, question) in cuts {
        let end = end.min(text.len());
        if end > start {
            let piece = text.get(start..end).unwrap_or_default();
            if piece.chars().any(char::is_alphanumeric) {
                found.push(Sentence { range: start..end, paragraph, question });
            } else if question && let Some(last) = found.last_mut() {
                last.question = true;
            }
            start = end;
        }
        while ends.next_if(|at| *at <= end).is_some() {
            paragraph += 1;
        }
    }
    found
}

/// Ends of sentences by their marks, and whether it was a question.
fn marks(text: &str, abbreviations: &BTreeSet<String>) -> Vec<(usize, bool)> {
    let mut cuts = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        if !matches!(mark, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟') {
            continue;
        }
        let mut question = matches!(mark, '?' | '？' | '؟');
        let mut end = at + mark.len_utf8();
        while let Some((next, other)) = chars.peek().copied() {
            if matches!(other, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '’' | '»' | ')' | ']') {
                question |= other == '?';
                end = next + other.len_utf8();
                chars.next();
            } else {
                break;
            }
        }
        let wide = !matches!(mark, '.' | '!' | '?' | '…');
        let blank_follows = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        let glued = matches!(mark, '!' | '?') && chars.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !(wide || blank_follows || glued) || (mark == '.' && is_abbreviation(text, at, abbreviations)) {
            continue;
        }
        cuts.push((end, question));
    }
    cuts
}

/// Whether the word before the dot at `at` is one after which no sentence ends, or a lone letter or ordinal number.
fn is_abbreviation(text: &str, at: usize, abbreviations: &BTreeSet<String>) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let word: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric() || *c == '.')
        .take(24)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let folded = super::words::fold_word(&word);
    let rest = text.get(at + 1..).unwrap_or_default().trim_start();
    if abbreviations.contains(&folded) {
        return true;
    }
    let lone_letter = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let goes_on = rest.chars().next().is_some_and(char::is_lowercase);
    lone_letter && !rest.is_empty() || (goes_on && word.chars().count() <= 4 && !word.is_empty())
}

/// Whether the line that ends at `at` plainly goes on in the next one.
fn goes_on(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let after = text.get(at..).unwrap_or_default();
    // A blank line between ends the paragraph.
    if after
        .trim_start_matches([' ', '\t', '\r'])
        .strip_prefix('\n')
        .is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
    {
        return false;
    }
    let after = after.trim_start();
    let Some(last) = before.chars().next_back() else { return false };
    let Some(first) = after.chars().next() else { return false };
    if matches!(last, '.' | '!' | '?' | ':' | ';' | '…') {
        return false;
    }
    if first.is_lowercase() {
        return true;
    }
    let line = before.rsplit('\n').next().unwrap_or_default();
    first.is_alphanumeric() && line.chars().count() >= WRAPPED && last != ','
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use std::collections::BTreeSet;

    #[test]
    fn a_question_keeps_its_mark_at_the_end_of_a_line_and_of_the_text() {
        let text = "Seen it?\n\nIt is new. Liked it?";
        let found = sentences(text, &[8], &[8], &BTreeSet::new());
        assert_eq!(found.iter().map(|sentence| sentence.question).collect::<Vec<_>>(), [true, false, true]);
    }
}
