//! `message.sentences` and `message.paragraphs` (vocabulary, section 5).

use crate::message::Message;
use crate::model::{List, Paragraph, Sentence, Zone};
use crate::zones::ZoneText;
use std::ops::Range;

impl Message {
    /// `message.sentences` of subject and body.
    #[must_use]
    pub fn sentences(&self) -> &List<Sentence> {
        self.readings().sentences.get_or_init(|| {
            let read = |zone: &ZoneText| sentence_ranges(self, zone);
            self.prose(read, |item, word_count, language| Sentence { item, word_count, language })
        })
    }

    /// `message.paragraphs` of subject and body.
    #[must_use]
    pub fn paragraphs(&self) -> &List<Paragraph> {
        self.readings().paragraphs.get_or_init(|| {
            self.prose(paragraph_ranges, |item, word_count, language| Paragraph { item, word_count, language })
        })
    }

    fn prose<T>(
        &self,
        ranges: impl Fn(&ZoneText) -> Vec<Range<usize>>,
        build: impl Fn(crate::model::Item, usize, crate::model::Known<Option<String>>) -> T,
    ) -> List<T> {
        let mut list = List { items: Vec::new(), open: self.open() };
        for zone in self.zones().iter().filter(|zone| matches!(zone.zone, Zone::Subject | Zone::Body)) {
            for range in ranges(zone) {
                if list.items.len() >= self.limits().items {
                    list.open = Some("limit.items");
                    return list;
                }
                let text = zone.text.get(range.clone()).unwrap_or_default();
                list.items.push(build(zone.item(range), words(text), self.language_of(text)));
            }
        }
        list
    }
}

/// Runs of letters or digits.
fn words(text: &str) -> usize {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).count()
}

fn paragraph_ranges(zone: &ZoneText) -> Vec<Range<usize>> {
    cut(&zone.text, zone.paragraph_ends.clone())
}

/// Ends at `. ! ? …` before a blank, at the ends of lines, blocks, cells and items, not after abbreviations.
fn sentence_ranges(message: &Message, zone: &ZoneText) -> Vec<Range<usize>> {
    let mut ends: Vec<usize> = zone.breaks.iter().chain(&zone.paragraph_ends).copied().collect();
    let mut signs = zone.text.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        // Marks in a row and what closes quotes and brackets belong to the sentence.
        let goes_on = next
            .is_some_and(|next| matches!(next, '.' | '!' | '?' | '…' | '"' | '\'' | '”' | '“' | '’' | '»' | ')' | ']'));
        let closes = matches!(sign, '"' | '\'' | '”' | '’' | '»' | ')' | ']')
            && ends_a_sentence(zone.text.get(..at).unwrap_or_default());
        let wide = matches!(sign, '。' | '！' | '？');
        let ends_here = matches!(sign, '!' | '?' | '…')
            || closes
            || (sign == '.' && !is_abbreviation(message, zone.text.get(..at).unwrap_or_default(), next));
        if wide || (ends_here && !goes_on && next.is_none_or(char::is_whitespace)) {
            ends.push(at + sign.len_utf8());
        }
    }
    cut(&zone.text, ends)
}

/// Whether a text ends at a mark that closes a sentence, quotes aside.
fn ends_a_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']).ends_with(['.', '!', '?', '…'])
}

/// Whether the stop after `before` belongs to a declared abbreviation, a number before a small letter, or one letter.
fn is_abbreviation(message: &Message, before: &str, next: Option<char>) -> bool {
    let word = before
        .rsplit(|sign: char| sign.is_whitespace() || matches!(sign, '(' | '"' | '“' | '„' | '«'))
        .next()
        .unwrap_or_default();
    let with_stop = format!("{word}.").to_lowercase();
    let listed = |own: &String| own.to_lowercase() == with_stop || own.to_lowercase() == word.to_lowercase();
    let one_letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let ordinal =
        word.chars().all(|sign| sign.is_ascii_digit()) && !word.is_empty() && word.len() <= 2 && next == Some(' ');
    one_letter || ordinal || message.settings().abbreviations.values().flatten().any(listed)
}

/// Pieces of a text between ends, blanks cut off, those without letters or digits left out.
fn cut(text: &str, mut ends: Vec<usize>) -> Vec<Range<usize>> {
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    let mut found = Vec::new();
    let mut from = 0;
    for end in ends {
        let Some(piece) = text.get(from..end) else { continue };
        let range = from + (piece.len() - piece.trim_start().len())..from + piece.trim_end().len();
        from = end;
        if piece.chars().any(char::is_alphanumeric) && range.start < range.end {
            found.push(range);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Settings, read_html, read_text};
    use policyc_diag::SourceId;

    fn sentences(text: &str) -> Vec<String> {
        let abbreviations = [("de".to_owned(), vec!["Dr.".to_owned(), "z. B.".to_owned(), "No.".to_owned()])].into();
        let settings = Settings { abbreviations, ..Settings::default() };
        let message = read_text(SourceId(0), text.as_bytes(), &Limits::default()).with_settings(settings);
        message.sentences().items.iter().map(|own| own.item.text.clone()).collect()
    }

    #[test]
    fn sentences_end_at_marks() {
        assert_eq!(
            sentences("One. Two! Three?! \u{201C}Four.\u{201D} Five"),
            ["One.", "Two!", "Three?!", "\u{201C}Four.\u{201D}", "Five"]
        );
        assert_eq!(
            sentences("Ask Dr. Rossi on the 3. Mai, No. 5, z. B. store.example or 1.5 kg."),
            ["Ask Dr. Rossi on the 3. Mai, No. 5, z. B. store.example or 1.5 kg."]
        );
        assert_eq!(sentences("... \n\n --"), [""; 0]);
    }

    #[test]
    fn cells_and_items_end_sentences() {
        let html = "<table><tr><td>a b</td><td>c</td></tr></table><ul><li>d<li>e f. g</ul>";
        let message = read_html(SourceId(0), html.as_bytes(), &Limits::default());
        let found: Vec<(String, usize)> =
            message.sentences().items.iter().map(|own| (own.item.text.clone(), own.word_count)).collect();
        assert_eq!(
            found,
            [("a b", 2), ("c", 1), ("d", 1), ("e f. g", 3)].map(|(text, count)| (text.to_owned(), count))
        );
        assert_eq!(read_text(SourceId(0), b"a\nb\n\nc", &Limits::default()).paragraphs().items.len(), 2);
    }
}
