//! Which language a text is in, among given ones.
//!
//! Two engines, both without network: a small one of trigrams, and an accurate one that is loaded when the small one is
//! unsure or the text is short. What neither tells is left open: a guess would have words of one language judged by
//! phrases of another. Addresses, numbers and ids belong to no language and are left out before anything is asked.

use crate::fold::undisguised;

mod engines;
mod message;
mod prose;

pub(crate) use message::Languages;

/// What is known of a text's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identified {
    /// Primary language subtag; none where the text is in none of the allowed languages, or too short to tell.
    pub language: Option<String>,
    /// How sure the engines are, in thousandths; also where they are sure that it is another language.
    pub confidence: u32,
}

/// Letters under which no language is told.
pub const FEWEST_LETTERS: usize = 20;

/// The language of a text among `allowed` tags.
#[must_use]
pub fn identify(text: &str, allowed: &[&str]) -> Identified {
    // A disguised word would be taken for one of another language.
    let words = words_of_language(&undisguised(text));
    let letters = letters(&words);
    if letters < FEWEST_LETTERS || allowed.is_empty() {
        return Identified::default();
    }
    engines::decide(&words, letters, allowed)
}

/// The text without addresses, numbers, ids and placeholders.
#[must_use]
pub fn words_of_language(text: &str) -> String {
    let of_language = |word: &&str| {
        let sign = |part: &str| word.contains(part);
        !word.chars().any(char::is_numeric)
            && !["://", "@", "www.", "{{", "}}", "[[", "]]", "${", "_"].iter().any(|part| sign(part))
            && !is_host(word)
    };
    text.split_whitespace().filter(of_language).collect::<Vec<_>>().join(" ")
}

/// `store.example/a`: dots or slashes between letters, as no prose has them.
fn is_host(word: &str) -> bool {
    let inner = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    let mut signs = inner.chars().peekable();
    let mut before = ' ';
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied().unwrap_or(' ');
        if sign == '.' && before.is_lowercase() && after.is_lowercase() {
            return true;
        }
        before = sign;
    }
    false
}

/// How many letters a text has.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|sign| sign.is_alphabetic()).count()
}

#[cfg(test)]
mod tests;
