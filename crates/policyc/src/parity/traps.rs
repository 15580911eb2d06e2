//! Accents and capital letters that mislead, and words that no text can hold.

use super::{Trap, Words, trial::Trial};
use policyc_eval::text::bare;
use policyc_ir::{Element, Phrase, Policy, Word};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word as it is written, and a phrase that holds it.
struct Written<'a> {
    words: &'a Words<'a>,
    phrase: &'a Phrase,
}

/// Words by their spelling, each with the first place.
type Spellings<'a> = BTreeMap<String, (&'a Word, &'a Written<'a>)>;

/// Finds them, in the order of the files.
pub(super) fn find(all: &[&Policy], words: &[Words<'_>]) -> Vec<Trap> {
    // By language and word, the first phrase that holds it.
    let mut written: BTreeMap<(&str, Word), Written<'_>> = BTreeMap::new();
    for here in words {
        let Some(entries) = here.lexicon.languages.get(here.tag) else { continue };
        for phrase in entries.phrases.iter().chain(&entries.except) {
            phrase.each_word(&mut |word| {
                written.entry((here.tag, word.clone())).or_insert(Written { words: here, phrase });
            });
        }
    }
    let mut found = never_met(all, &written);
    found.extend(spellings(&written));
    found.sort_by(|a, b| (a.entry.at.0, &a.about).cmp(&(b.entry.at.0, &b.about)));
    found
}

/// Words that do not even meet themselves: their signs part words, or fold to others.
fn never_met(all: &[&Policy], written: &BTreeMap<(&str, Word), Written<'_>>) -> Vec<Trap> {
    let mut found = Vec::new();
    let policies: BTreeSet<usize> = written.values().map(|written| written.words.policy).collect();
    for at in policies {
        let Some(policy) = all.get(at) else { continue };
        let here: Vec<_> = written.iter().filter(|(_, written)| written.words.policy == at).collect();
        let phrases: Vec<(&str, Phrase)> = here
            .iter()
            .map(|((tag, word), written)| {
                let text = text_of(word);
                (*tag, Phrase { text, first: vec![Element::Word(word.clone())], and: None, at: written.phrase.at })
            })
            .collect();
        let trial = Trial::new(policy, &phrases);
        for (number, ((tag, word), written)) in here.iter().enumerate() {
            let text = text_of(word);
            if !trial.meets(&trial.read(&text, tag), number) {
                let about = format!("`{text}` never meets a word of a text: texts are parted and folded otherwise");
                found.push(Trap { kind: "never-met", entry: written.words.entry(written.phrase), about });
            }
        }
    }
    found
}

/// Words that differ in accents or capital letters alone.
fn spellings(written: &BTreeMap<(&str, Word), Written<'_>>) -> Vec<Trap> {
    let mut groups: BTreeMap<(&str, String), Spellings<'_>> = BTreeMap::new();
    for ((tag, word), place) in written {
        let text = text_of(word);
        let plain = bare(&text.to_lowercase());
        groups.entry((tag, plain)).or_default().entry(text).or_insert((word, place));
    }
    let mut found = Vec::new();
    for group in groups.values().filter(|group| group.len() > 1) {
        for (text, (word, place)) in group {
            for (other, (_, there)) in group.iter().filter(|(other, _)| *other != text) {
                let entry = place.words.entry(place.phrase);
                let lexicon = &there.words.lexicon.name;
                if text.to_lowercase() == other.to_lowercase() {
                    if text > other {
                        let about = format!("`{text}` and `{other}` (in `{lexicon}`) are one word: case is folded");
                        found.push(Trap { kind: "case", entry, about });
                    }
                } else if matches!(word, Word::Stem(_)) && has_accent(text) {
                    let about =
                        format!("`{text}~` meets `{other}` (in `{lexicon}`) too: stems are compared without accents");
                    found.push(Trap { kind: "accent", entry, about });
                } else if !has_accent(text) {
                    let about = format!("`{text}` meets `{other}` (a word of its own in `{lexicon}`) too");
                    found.push(Trap { kind: "accent", entry, about });
                }
            }
        }
    }
    found
}

fn text_of(word: &Word) -> String {
    match word {
        Word::Exact(text) | Word::Stem(text) | Word::Prefix(text) | Word::Suffix(text) | Word::Infix(text) => {
            text.clone()
        }
        Word::Separable { particle, verb } => format!("{particle}{verb}"),
    }
}

fn has_accent(text: &str) -> bool {
    text.nfd().any(is_combining_mark)
}
