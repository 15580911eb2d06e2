//! Written words of phrases, compiled for one language, and which of them a word of the text is.

use frostem::Stemmer;
use policyc_ir::Word;
use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Index of a written word in its language's table.
pub(super) type WordId = u32;

/// Endings of finite forms, infinitives and participles of regular separable verbs.
const VERB_ENDINGS: [&str; 16] =
    ["", "e", "n", "en", "t", "et", "st", "est", "te", "ten", "end", "ende", "enden", "ene", "enen", "ener"];

/// The written words of one language.
#[derive(Debug, Default)]
pub(super) struct Words {
    ids: HashMap<Word, WordId>,
    exact: HashMap<String, Vec<(WordId, String)>>,
    stems: HashMap<String, Vec<WordId>>,
    prefixes: HashMap<String, Vec<(WordId, String)>>,
    suffixes: HashMap<String, Vec<(WordId, String)>>,
    infixes: Vec<(WordId, String, String)>,
    /// Separable verbs: verb form by stem, and the particle that has to close the clause.
    separable: HashMap<String, Vec<WordId>>,
    particles: HashMap<WordId, String>,
    pub(super) count: u32,
}

/// A text folded as words of phrases are: NFKC, lower case, sharp s opened, composed.
pub(super) fn fold_word(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect::<String>().replace('ß', "ss").nfc().collect()
}

/// The text without its accents, as words of texts are looked up.
#[must_use]
pub fn bare(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether a written word meets a word of the text letter by letter: an unaccented letter also meets the accented
/// one. `loose_end`: the last letter was written with an apostrophe for its accent.
fn meets(written: &str, found: &str, loose_end: bool) -> bool {
    let (mut left, mut right) = (written.chars(), found.chars().peekable());
    for letter in left.by_ref() {
        let Some(other) = right.next() else { return false };
        let last = right.peek().is_none();
        let same = letter == other || base(other) == letter || (loose_end && last && base(letter) == other);
        if !same {
            return false;
        }
    }
    right.next().is_none()
}

fn base(letter: char) -> char {
    if letter.is_ascii() { letter } else { std::iter::once(letter).nfd().next().unwrap_or(letter) }
}

impl Words {
    /// The id of a written word, entered into the table on first sight.
    pub(super) fn enter(&mut self, word: &Word, stemmer: Option<&Stemmer>) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.count;
        self.count += 1;
        self.ids.insert(word.clone(), id);
        match word {
            Word::Exact(text) => push(&mut self.exact, text, id),
            Word::Prefix(text) => push(&mut self.prefixes, text, id),
            Word::Suffix(text) => push(&mut self.suffixes, text, id),
            Word::Infix(text) => {
                let folded = fold_word(text);
                self.infixes.push((id, bare(&folded), folded));
            }
            Word::Stem(text) => {
                let folded = fold_word(text);
                let stem = stem_of(stemmer, &folded);
                self.stems.entry(bare(&stem)).or_default().push(id);
                push(&mut self.exact, text, id);
            }
            Word::Separable { particle, verb } => self.enter_separable(particle, verb, id, stemmer),
        }
        id
    }

    fn enter_separable(&mut self, particle: &str, verb: &str, id: WordId, stemmer: Option<&Stemmer>) {
        let (particle, verb) = (fold_word(particle), fold_word(verb));
        let root = verb.strip_suffix("en").or_else(|| verb.strip_suffix('n')).unwrap_or(&verb).to_owned();
        for middle in ["", "zu", "ge"] {
            for ending in VERB_ENDINGS {
                push(&mut self.exact, &format!("{particle}{middle}{root}{ending}"), id);
            }
        }
        self.separable.entry(bare(&stem_of(stemmer, &verb))).or_default().push(id);
        self.particles.insert(id, particle);
    }

    /// All written words that a word of the text is, and the separable verbs of which it is the verb.
    pub(super) fn classify(&self, token: &str, loose_end: bool, language: &Stems<'_>) -> Classes {
        let mut found = Vec::new();
        let plain = bare(token);
        if let Some(candidates) = self.exact.get(&plain) {
            found.extend(candidates.iter().filter(|(_, text)| meets(text, token, loose_end)).map(|(id, _)| *id));
        }
        for stem in language.stems(token) {
            found.extend(self.stems.get(&bare(&stem)).into_iter().flatten());
        }
        self.affixes(token, &plain, &mut found);
        found.sort_unstable();
        found.dedup();
        let verbs = self.verbs(token, language);
        Classes { words: found, verbs }
    }

    fn affixes(&self, token: &str, plain: &str, found: &mut Vec<WordId>) {
        let ends: Vec<usize> = plain.char_indices().map(|(at, _)| at).skip(1).chain([plain.len()]).collect();
        let length = token.chars().count();
        for end in ends {
            let (Some(head), Some(tail)) = (plain.get(..end), plain.get(plain.len() - end..)) else { continue };
            for (id, text) in self.prefixes.get(head).into_iter().flatten() {
                let cut: String = token.chars().take(text.chars().count()).collect();
                if meets(text, &cut, false) {
                    found.push(*id);
                }
            }
            for (id, text) in self.suffixes.get(tail).into_iter().flatten() {
                let skip = length.saturating_sub(text.chars().count());
                let cut: String = token.chars().skip(skip).collect();
                if meets(text, &cut, false) {
                    found.push(*id);
                }
            }
        }
        for (id, plain_text, text) in &self.infixes {
            if plain.contains(plain_text.as_str()) && (plain_text == text || token.contains(text.as_str())) {
                found.push(*id);
            }
        }
    }

    fn verbs(&self, token: &str, language: &Stems<'_>) -> Vec<(WordId, String)> {
        if self.separable.is_empty() {
            return Vec::new();
        }
        let stem = bare(&stem_of(language.stemmer, token));
        let ids = self.separable.get(&stem).into_iter().flatten();
        ids.filter_map(|id| Some((*id, self.particles.get(id)?.clone()))).collect()
    }
}

/// What a word of the text is.
#[derive(Debug, Clone, Default)]
pub(super) struct Classes {
    /// Written words, in order.
    pub(super) words: Vec<WordId>,
    /// Separable verbs whose particle has to close the clause.
    pub(super) verbs: Vec<(WordId, String)>,
}

/// How a language finds stems.
pub(super) struct Stems<'a> {
    pub(super) stemmer: Option<&'a Stemmer>,
    pub(super) clitics: &'a [String],
}

impl Stems<'_> {
    /// The stems under which a word may stand: its own, and without a clitic ending.
    fn stems(&self, token: &str) -> Vec<String> {
        let mut stems = vec![stem_of(self.stemmer, token)];
        for clitic in self.clitics {
            let Some(rest) = token.strip_suffix(clitic.as_str()) else { continue };
            if rest.chars().count() >= 3 {
                stems.push(stem_of(self.stemmer, rest));
                // The infinitive loses its last vowel before a clitic: lasciar-la, lasciare.
                if rest.ends_with('r') {
                    stems.push(stem_of(self.stemmer, &format!("{rest}e")));
                }
            }
        }
        stems
    }
}

fn stem_of(stemmer: Option<&Stemmer>, token: &str) -> String {
    stemmer.map_or_else(|| token.to_owned(), |stemmer| stemmer.stem(token).into_owned())
}

fn push(map: &mut HashMap<String, Vec<(WordId, String)>>, text: &str, id: WordId) {
    let folded = fold_word(text);
    map.entry(bare(&folded)).or_default().push((id, folded));
}
