//! Vocabulary sections 5 and 15: sentences, paragraphs, languages, quotes, spelling.

use super::{EmailAddress, Item, Known, Link, List, Phone, Ratio};

/// `message.sentences`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// The characters.
    pub item: Item,
    /// Words (runs of letters or digits).
    pub word_count: usize,
    /// Primary language; none without letters.
    pub language: Known<Option<String>>,
}

/// `message.paragraphs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// The characters.
    pub item: Item,
    /// Words.
    pub word_count: usize,
    /// Primary language; none without letters.
    pub language: Known<Option<String>>,
}

/// `message.language_shares`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageShare {
    /// The paragraphs.
    pub item: Item,
    /// Language tag.
    pub language: String,
    /// Letters of it over all letters.
    pub share: Ratio,
}

/// `message.quotes`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quote {
    /// The quoted lines.
    pub item: Item,
    /// Nesting, from 1.
    pub depth: u32,
    /// The line that introduces it.
    pub introduction: Option<String>,
    /// Its language.
    pub language: Known<Option<String>>,
    /// Links in it.
    pub links: List<Link>,
    /// Telephone numbers in it.
    pub phones: List<Phone>,
    /// E-mail addresses in it.
    pub email_addresses: List<EmailAddress>,
}

/// What is wrong with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpellingKind {
    /// Near a dictionary word.
    Typo,
    /// Mixed scripts.
    LookAlike,
    /// The same word twice.
    Doubled,
    /// In no dictionary.
    UnknownWord,
}

/// `message.spelling.errors`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingError {
    /// The word.
    pub item: Item,
    /// What is wrong.
    pub kind: SpellingKind,
    /// A dictionary word near it.
    pub suggestion: Option<String>,
}

/// `message.spelling`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spelling {
    /// Words that were looked up.
    pub checked_words: Known<usize>,
    /// Words that were not found.
    pub errors: List<SpellingError>,
    /// Typos, doubled and look-alikes over checked words; none without words.
    pub rate: Known<Option<Ratio>>,
}
