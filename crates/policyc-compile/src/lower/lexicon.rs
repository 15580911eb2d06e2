//! Lexicons over all their languages, and language items.

use super::Lower;
use crate::diagnostics::{UnknownLanguageOption, UnknownStemmer};
use crate::env::LexiconInfo;
use crate::fault::near;
use crate::flatten::Entry;
use policyc_diag::At;
use policyc_ir::{Language, Lexicon, LexiconEntries, Phrase};
use policyc_syntax::ast::{self, LanguageWords, LexiconRole};
use std::collections::BTreeMap;

/// Stemming algorithms that the program has.
const STEMMERS: [&str; 5] = ["english", "italian", "german", "french", "spanish"];

/// Options of a language item.
const OPTIONS: [&str; 15] = [
    "stems",
    "clitics",
    "elisions",
    "negators",
    "negators-after",
    "reach",
    "not-negating",
    "breaks",
    "disowns",
    "disowns-after",
    "resumes",
    "quoting",
    "quoting-after",
    "pronouns",
    "abbreviations",
];

impl Lower<'_, '_, '_> {
    /// A lexicon in all its languages.
    pub(crate) fn lower_lexicon(&mut self, info: &LexiconInfo) -> Lexicon {
        let flat = self.env.flat;
        let mut languages = BTreeMap::new();
        for entry in flat.lexicons.entries.iter().filter(|entry| entry.item.name.text == info.name) {
            let tag = entry.item.language.text.clone();
            self.check_tag(&tag, entry.item.language.at.0);
            let entries = self.lower_entries(entry);
            languages.insert(tag, entries.into());
        }
        Lexicon { name: info.name.clone(), languages }
    }

    fn lower_entries(&mut self, entry: &Entry<'_, ast::Lexicon>) -> LexiconEntries {
        let tag = entry.item.language.text.as_str();
        let mut entries = LexiconEntries { doc: entry.doc.clone(), at: At(entry.at), ..LexiconEntries::default() };
        for line in &entry.item.entries {
            let text = &line.text;
            let phrase = line.phrase.as_ref();
            match line.role {
                LexiconRole::Hits => entries.hits.push((text.value.clone(), text.at)),
                LexiconRole::Misses => entries.misses.push((text.value.clone(), text.at)),
                LexiconRole::Phrase => {
                    entries.phrases.extend(phrase.and_then(|phrase| self.lower_phrase(text, phrase, tag)));
                }
                LexiconRole::Except => {
                    entries.except.extend(phrase.and_then(|phrase| self.lower_phrase(text, phrase, tag)));
                }
            }
        }
        entries
    }

    /// All language items by tag.
    pub(crate) fn lower_languages(&mut self) -> BTreeMap<String, Language> {
        let flat = self.env.flat;
        let mut languages = BTreeMap::new();
        for entry in &flat.languages.entries {
            let mut language = Language { reach: 5, ..Language::default() };
            for line in &entry.item.entries {
                self.lower_option(line, &entry.item.tag.text, &mut language);
            }
            self.check_tag(&entry.key, entry.item.tag.at.0);
            languages.insert(entry.key.clone(), language);
        }
        languages
    }

    fn lower_option(&mut self, line: &ast::LanguageEntry, tag: &str, language: &mut Language) {
        let field = line.field.text.as_str();
        match (field, &line.words) {
            ("stems", LanguageWords::Name(name)) => {
                if !STEMMERS.contains(&name.text.as_str()) {
                    let near = near(&name.text, STEMMERS);
                    self.faults.push(UnknownStemmer { name: &name.text, near, at: name.at.0 });
                }
                language.stems = Some(name.text.clone());
            }
            ("reach", LanguageWords::Number(number)) => {
                let reach = self.lower_count(number).map(|reach| u8::try_from(reach).unwrap_or(u8::MAX));
                language.reach = reach.unwrap_or(language.reach);
            }
            ("clitics", LanguageWords::Phrases(words)) => language.clitics.extend(plain(words)),
            ("elisions", LanguageWords::Phrases(words)) => language.elisions.extend(plain(words)),
            ("abbreviations", LanguageWords::Phrases(words)) => language.abbreviations.extend(plain(words)),
            (_, LanguageWords::Phrases(words)) if phrase_list(field, language).is_some() => {
                let phrases = self.phrases(words, tag);
                phrase_list(field, language).into_iter().for_each(|list| list.extend(phrases.iter().cloned()));
            }
            _ => {
                let known = OPTIONS.contains(&field);
                let near = near(field, OPTIONS);
                self.faults.push(UnknownLanguageOption { name: field, known, near, at: line.at.0 });
            }
        }
    }

    fn phrases(&mut self, words: &[ast::PhraseText], tag: &str) -> Vec<Phrase> {
        let mut phrases = Vec::new();
        for word in words {
            if let Some(phrase) = &word.phrase {
                phrases.extend(self.lower_phrase(&word.text, phrase, tag));
            }
        }
        phrases
    }
}

/// The phrases of a language that a line's word names.
fn phrase_list<'l>(field: &str, language: &'l mut Language) -> Option<&'l mut Vec<Phrase>> {
    Some(match field {
        "negators" => &mut language.negators,
        "negators-after" => &mut language.negators_after,
        "not-negating" => &mut language.not_negating,
        "breaks" => &mut language.breaks,
        "disowns" => &mut language.disowns,
        "disowns-after" => &mut language.disowns_after,
        "resumes" => &mut language.resumes,
        "quoting" => &mut language.quoting,
        "quoting-after" => &mut language.quoting_after,
        "pronouns" => &mut language.pronouns,
        _ => return None,
    })
}

fn plain(words: &[ast::PhraseText]) -> impl Iterator<Item = String> {
    words.iter().map(|word| super::phrase::fold(&word.text.value))
}
