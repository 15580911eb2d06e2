//! What policies tell the readers: shapes of identifiers, forms of placeholders, regions, known words.

use std::collections::{BTreeMap, BTreeSet};

/// A declared shape of identifiers: `9` any digit, `A` any letter, `-` any dash, all else itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// Its name.
    pub name: String,
    /// The patterns, as written.
    pub patterns: Vec<String>,
}

/// Declared forms of placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceholderForms {
    /// Written forms, `…` (or `...`) for the name, `TEXT` for words that the placeholder brings along.
    pub written: Vec<String>,
    /// Pairs of an opening form (`{{#if …}}`) and its closing form (`{{/if}}`).
    pub branches: Vec<(String, String)>,
    /// Opening and closing forms of loops.
    pub loops: Vec<(String, String)>,
    /// Names by kind.
    pub kinds: BTreeMap<String, Vec<String>>,
}

/// All that a policy may declare about reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Whether the message is a template: holes then blur what they stand in.
    pub template: bool,
    /// Shapes of identifiers.
    pub shapes: Vec<Shape>,
    /// Forms of placeholders.
    pub placeholders: PlaceholderForms,
    /// Constant `phone-regions`, ISO 3166 codes.
    pub phone_regions: Vec<String>,
    /// `value` of each `declared.phones`.
    pub declared_phones: Vec<String>,
    /// Folders with Hunspell dictionaries, the first that has one counting; English is at hand without any.
    pub dictionaries: Vec<std::path::PathBuf>,
    /// Set `known-words`.
    pub known_words: BTreeSet<String>,
    /// Languages served by the policies' lexicons.
    pub languages: BTreeSet<String>,
    /// The message's language as the case gives it: taken where none can be read.
    pub supplied_language: Option<String>,
    /// Constant `language-confidence`, thousandths.
    pub language_confidence: u32,
    /// Abbreviations by language; a sentence does not end after them.
    pub abbreviations: BTreeMap<String, Vec<String>>,
}
