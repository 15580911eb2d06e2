//! A policy's lexicons, compiled once: per language a table of words and the phrases over it.

use super::words::{Classes, Stems, WordId, Words};
use frostem::{Algorithm, Stemmer};
use policyc_ir::{Element, Kind, Language, Lexicon, LexiconId, Phrase, Policy, Shared, Word};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Deref,
    sync::{Arc, OnceLock, RwLock},
};

/// Most words whose classes are remembered; beyond, they are worked out anew.
const REMEMBERED: usize = 50_000;

/// All lexicons of a policy, ready to be met. Shared between threads.
#[derive(Debug, Default)]
pub struct Lexica {
    pub(super) languages: Vec<LazyTable>,
    /// Words after whose dot no sentence ends, of all languages.
    pub(super) abbreviations: BTreeSet<String>,
    /// Languages in which each lexicon has words.
    pub(super) served: Vec<BTreeSet<String>>,
}

/// One language, whose table is built when a text is first read in it.
#[derive(Debug)]
pub(super) struct LazyTable {
    pub(super) tag: String,
    language: Language,
    lexicons: Shared<Vec<Shared<Lexicon>>>,
    table: OnceLock<LanguageTable>,
}

impl Deref for LazyTable {
    type Target = LanguageTable;

    fn deref(&self) -> &LanguageTable {
        self.table.get_or_init(|| LanguageTable::new(&self.tag, &self.language, &self.lexicons))
    }
}

/// One language.
pub(super) struct LanguageTable {
    pub(super) tag: String,
    stemmer: Option<Stemmer>,
    clitics: Vec<String>,
    pub(super) elisions: Vec<String>,
    pub(super) reach: usize,
    words: Words,
    pub(super) negators: Vec<Pattern>,
    pub(super) negators_after: Vec<Pattern>,
    pub(super) not_negating: Vec<Pattern>,
    pub(super) breaks: Vec<Pattern>,
    pub(super) disowns: Vec<Pattern>,
    pub(super) disowns_after: Vec<Pattern>,
    pub(super) resumes: Vec<Pattern>,
    pub(super) quoting: Vec<Pattern>,
    pub(super) quoting_after: Vec<Pattern>,
    pub(super) pronouns: Vec<Pattern>,
    pub(super) lexicons: BTreeMap<u32, LexiconTable>,
    seen: RwLock<HashMap<(String, bool), Arc<Classes>>>,
}

impl std::fmt::Debug for LanguageTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LanguageTable").field("tag", &self.tag).finish_non_exhaustive()
    }
}

/// One lexicon in one language.
#[derive(Debug, Default)]
pub(super) struct LexiconTable {
    pub(super) phrases: Vec<Pattern>,
    pub(super) except: Vec<Pattern>,
}

/// A phrase over word ids.
#[derive(Debug, Default)]
pub(super) struct Pattern {
    pub(super) first: Vec<Step>,
    pub(super) and: Option<(usize, Vec<Step>)>,
    /// One word of each of these sets has to stand in the text.
    pub(super) needs: Vec<Vec<WordId>>,
}

/// A step of a pattern.
#[derive(Debug)]
pub(super) enum Step {
    Word(WordId),
    OneOf(Vec<Vec<Step>>),
    Optional(Vec<Vec<Step>>),
    Gap(usize),
    Lexicon(u32),
    Referred(u32),
    Kind(Kind),
    First,
    Next,
    Start,
    End,
    Question,
}

impl Lexica {
    /// Compiles the lexicons and language items of a policy.
    #[must_use]
    pub fn new(policy: &Policy) -> Self {
        let mut tags: BTreeSet<&str> = policy.languages.keys().map(String::as_str).collect();
        tags.extend(policy.lexicons.iter().flat_map(|lexicon| lexicon.languages.keys().map(String::as_str)));
        let default = Language::default();
        let languages = tags
            .iter()
            .map(|tag| LazyTable {
                tag: (*tag).to_owned(),
                language: policy.languages.get(*tag).unwrap_or(&default).clone(),
                lexicons: policy.lexicons.clone(),
                table: OnceLock::new(),
            })
            .collect();
        let abbreviations = policy.languages.values().flat_map(|language| &language.abbreviations);
        Self {
            languages,
            abbreviations: abbreviations.map(|word| super::words::fold_word(word.trim_end_matches('.'))).collect(),
            served: policy.lexicons.iter().map(|lexicon| lexicon.languages.keys().cloned().collect()).collect(),
        }
    }

    /// Whether a lexicon has words in a language.
    pub(super) fn serves(&self, lexicon: LexiconId, language: &str) -> bool {
        self.served.get(lexicon.0 as usize).is_some_and(|tags| tags.contains(language))
    }

    /// Languages that some lexicon or language item is written in.
    #[must_use]
    pub fn language_tags(&self) -> Vec<String> {
        self.languages.iter().map(|language| language.tag.clone()).collect()
    }
}

impl LanguageTable {
    fn new(tag: &str, language: &Language, all: &[Shared<Lexicon>]) -> Self {
        let stemmer = language.stems.as_deref().and_then(algorithm).map(Stemmer::new);
        let mut words = Words::default();
        let mut builder = Builder { words: &mut words, stemmer: stemmer.as_ref() };
        let [
            negators,
            negators_after,
            not_negating,
            breaks,
            disowns,
            disowns_after,
            resumes,
            quoting,
            quoting_after,
            pronouns,
        ] = language.phrase_lists().map(|phrases| builder.patterns(phrases));
        let mut lexicons = BTreeMap::new();
        for (id, lexicon) in (0u32..).zip(all) {
            let Some(entries) = lexicon.languages.get(tag) else { continue };
            let table =
                LexiconTable { phrases: builder.patterns(&entries.phrases), except: builder.patterns(&entries.except) };
            lexicons.insert(id, table);
        }
        Self {
            tag: tag.to_owned(),
            stemmer,
            clitics: longest_first(&language.clitics),
            elisions: longest_first(&language.elisions),
            reach: usize::from(language.reach),
            words,
            negators,
            negators_after,
            not_negating,
            breaks,
            disowns,
            disowns_after,
            resumes,
            quoting,
            quoting_after,
            pronouns,
            lexicons,
            seen: RwLock::default(),
        }
    }

    /// What a word of the text is, in this language.
    pub(super) fn classify(&self, token: &str, loose_end: bool) -> Arc<Classes> {
        let key = (token.to_owned(), loose_end);
        if let Some(classes) = self.seen.read().ok().and_then(|seen| seen.get(&key).cloned()) {
            return classes;
        }
        let stems = Stems { stemmer: self.stemmer.as_ref(), clitics: &self.clitics };
        let classes = Arc::new(self.words.classify(token, loose_end, &stems));
        if let Ok(mut seen) = self.seen.write()
            && seen.len() < REMEMBERED
        {
            seen.insert(key, classes.clone());
        }
        classes
    }
}

fn longest_first(words: &[String]) -> Vec<String> {
    let mut folded: Vec<String> =
        words.iter().map(|word| super::words::fold_word(&word.replace('\u{2019}', "'"))).collect();
    folded.sort_by_key(|word| std::cmp::Reverse(word.len()));
    folded
}

fn algorithm(name: &str) -> Option<Algorithm> {
    Some(match name {
        "english" => Algorithm::English,
        "italian" => Algorithm::Italian,
        "german" => Algorithm::German,
        "french" => Algorithm::French,
        "spanish" => Algorithm::Spanish,
        _ => return None,
    })
}

struct Builder<'a> {
    words: &'a mut Words,
    stemmer: Option<&'a Stemmer>,
}

impl Builder<'_> {
    fn patterns(&mut self, phrases: &[Phrase]) -> Vec<Pattern> {
        phrases.iter().map(|phrase| self.pattern(phrase)).collect()
    }

    fn pattern(&mut self, phrase: &Phrase) -> Pattern {
        let first = self.steps(&phrase.first);
        let and = phrase.and.as_ref().map(|(gap, second)| (usize::from(*gap), self.steps(second)));
        let mut needs = Vec::new();
        needed(&first, &mut needs);
        if let Some((_, second)) = &and {
            needed(second, &mut needs);
        }
        needs.sort_by_key(Vec::len);
        Pattern { first, and, needs }
    }

    fn steps(&mut self, elements: &[Element]) -> Vec<Step> {
        elements.iter().map(|element| self.step(element)).collect()
    }

    fn step(&mut self, element: &Element) -> Step {
        match element {
            Element::Word(word) => self.word(word),
            Element::OneOf(options) => Step::OneOf(options.iter().map(|option| self.steps(option)).collect()),
            Element::Optional(options) => Step::Optional(options.iter().map(|option| self.steps(option)).collect()),
            Element::Gap(width) => Step::Gap(usize::from(*width)),
            Element::Lexicon(id) => Step::Lexicon(id.0),
            Element::Referred(id) => Step::Referred(id.0),
            Element::First => Step::First,
            Element::Next => Step::Next,
            Element::Kind(kind) => Step::Kind(kind.clone()),
            Element::Start => Step::Start,
            Element::End => Step::End,
            Element::Question => Step::Question,
        }
    }

    /// A written word; one that holds an apostrophe or hyphen inside is met as the tokens that the text gives for it.
    fn word(&mut self, word: &Word) -> Step {
        let text = match word {
            Word::Exact(text) => text,
            _ => return Step::Word(self.words.enter(word, self.stemmer)),
        };
        let pieces: Vec<String> = super::tokens::split_written(text);
        if pieces.len() < 2 {
            let whole = pieces.into_iter().next().unwrap_or_else(|| text.clone());
            return Step::Word(self.words.enter(&Word::Exact(whole), self.stemmer));
        }
        let steps =
            pieces.into_iter().map(|piece| Step::Word(self.words.enter(&Word::Exact(piece), self.stemmer))).collect();
        Step::OneOf(vec![steps])
    }
}

/// Collects what a sequence cannot do without.
fn needed(steps: &[Step], needs: &mut Vec<Vec<WordId>>) {
    for step in steps {
        match step {
            Step::Word(id) => needs.push(vec![*id]),
            Step::OneOf(options) => {
                if let Some(union) = first_words(options) {
                    needs.push(union);
                }
            }
            _ => {}
        }
    }
}

/// One word of each option, if each has one it cannot do without.
fn first_words(options: &[Vec<Step>]) -> Option<Vec<WordId>> {
    let mut union = Vec::new();
    for option in options {
        let mut needs = Vec::new();
        needed(option, &mut needs);
        union.extend(needs.into_iter().min_by_key(Vec::len)?);
    }
    Some(union)
}
