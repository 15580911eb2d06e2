//! The folded view on a text (semantics, section 8): what phrases are matched on, with the way back to the text.

mod folder;
mod spaced;

use crate::mapped::MappedText;
use crate::offsets::OffsetMap;
use std::borrow::Cow;
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};

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
    /// A further reading in which figures and signs inside words are read as letters, and spaced-out words take in a
    /// one-letter word before them (`a m a z e`), if there are any.
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
    let (mut folded, has_figures) = folder::fold(text, breaks, &[], false);
    let spaced = spaced::separators(text);
    if !spaced.apart.is_empty() {
        folded.joined = Some(Box::new(folder::fold(text, breaks, &spaced.apart, false).0));
    }
    if has_figures || spaced.all.len() > spaced.apart.len() {
        folded.letters = Some(Box::new(folder::fold(text, breaks, &spaced.all, true).0));
    }
    folded
}

/// A text without disguises, where it has some: invisible characters, look-alikes, spaced-out words, figures for letters.
/// What has none stays as it is.
#[must_use]
pub fn undisguised(text: &str) -> Cow<'_, str> {
    let folded = fold_text(text, &[]);
    if let Some(view) = folded.letters.or(folded.joined) {
        return Cow::Owned(view.text);
    }
    let foreign = |c: char| !matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    let mixed = text.chars().any(|c| c.script() == Script::Latin) && text.chars().any(foreign);
    if mixed || text.chars().any(is_ignorable) { Cow::Owned(folded.text) } else { Cow::Borrowed(text) }
}

/// Characters that show nothing and part no words (Default_Ignorable_Code_Point, UAX 44).
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        fold_text(text, &[]).text
    }

    #[test]
    fn spellings_of_one_word_have_one_view() {
        for text in
            ["review", "REVIEW", "re\u{200B}view", "re\u{AD}view", "Ｒｅｖｉｅｗ", "𝗿𝗲𝘃𝗶𝗲𝘄", "r\u{435}vi\u{435}w"]
        {
            assert_eq!(folded(text), "review", "{text}");
        }
    }

    #[test]
    fn words_of_one_script_stay_what_they_are() {
        assert_eq!(folded("оценка ответ"), "оценка ответ");
        assert_eq!(folded("Straße  Città\u{A0}CAFE\u{301}"), "strasse città café");
    }

    #[test]
    fn spaced_out_words_are_joined_in_a_second_view() {
        let view = fold_text("Please leave a r e v i e w today, or r.e.v.i.e.w!", &[]);
        let joined = view.joined.expect("there are such words");
        assert_eq!(joined.text, "please leave a review today, or review!");
        let at = joined.text.find("review").expect("joined");
        assert_eq!(joined.unfold(at..at + 6), 15..26);
    }

    #[test]
    fn figures_inside_words_are_letters_in_a_further_view() {
        let view = fold_text("a r3v1ew of 404-1234567 in 2024", &[]);
        assert_eq!(view.letters.expect("there is one").text, "a review of 404-1234567 in 2024");
        assert!(fold_text("order 404-1234567, 5 stars", &[]).letters.is_none());
    }

    #[test]
    fn disguises_are_taken_off_where_there_are_some() {
        for text in ["L\u{AD}eave a review", "L\u{435}ave a review", "L.e.a.v.e a review", "Le4v\u{435} a r3view"] {
            assert_eq!(undisguised(text), "leave a review", "{text}");
        }
        for text in ["Leave a Review", "Città, Straße", "оценка"] {
            assert!(matches!(undisguised(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn breaks_are_kept() {
        let view = fold_text("One  line\nTwo", &[9]);
        assert_eq!((view.text.as_str(), view.breaks.as_slice()), ("one line two", &[8][..]));
    }

    proptest! {
        #[test]
        fn folding_what_a_range_comes_from_yields_it(text in "(\\PC|[a-z ]|\u{200B}|\u{301}|\u{430}){0,40}") {
            let view = fold_text(&text, &[]);
            prop_assert_eq!(view.map.len(), view.text.len());
            let mut last = 0;
            for (at, c) in view.text.char_indices() {
                let range = view.unfold(at..at + c.len_utf8());
                prop_assert!(range.start >= last || range.start == range.end || range.end >= last);
                last = range.start;
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            }
            let again = fold_text(text.get(view.unfold(0..view.text.len())).unwrap(), &[]);
            prop_assert_eq!(again.text.trim(), view.text.trim());
        }
    }
}
