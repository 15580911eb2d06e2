//! Trying phrases and words one by one: each becomes a lexicon of its own beside those that the policy has.

use super::{Entry, Words};
use policyc_eval::text::{Lexica, Reading, ReadingInput};
use policyc_ir::{Body, Lexicon, LexiconEntries, LexiconId, Phrase, Policy};
use policyc_message::MappedText;
use std::collections::{BTreeMap, BTreeSet};

/// A policy with further lexicons of one phrase each.
pub(super) struct Trial {
    lexica: Lexica,
    first: u32,
}

impl Trial {
    /// Makes it.
    pub(super) fn new(policy: &Policy, phrases: &[(&str, Phrase)]) -> Self {
        let mut own = policy.clone();
        let mut lexicons: Vec<_> = own.lexicons.iter().cloned().collect();
        let first = u32::try_from(lexicons.len()).unwrap_or(u32::MAX);
        for (tag, phrase) in phrases {
            let entries = LexiconEntries { phrases: vec![phrase.clone()], ..LexiconEntries::default() };
            let languages = BTreeMap::from([((*tag).to_owned(), entries.into())]);
            lexicons.push(Lexicon { name: String::new(), languages }.into());
        }
        own.lexicons = lexicons.into();
        Self { lexica: Lexica::new(&own), first }
    }

    /// A text in a language, to be asked for phrases.
    pub(super) fn read(&self, text: &str, tag: &str) -> Reading {
        let input = ReadingInput {
            text: MappedText::verbatim(text, 0),
            breaks: text.match_indices('\n').map(|(at, _)| at).collect(),
            language: Some(tag.to_owned()),
            zone: "body".to_owned(),
            ..ReadingInput::default()
        };
        Reading::new(input, &self.lexica, &|_| None)
    }

    /// Whether a text meets a phrase, by its number.
    pub(super) fn meets(&self, reading: &Reading, phrase: usize) -> bool {
        let id = self.first.saturating_add(u32::try_from(phrase).unwrap_or(u32::MAX));
        !reading.hits(LexiconId(id), &self.lexica).is_empty()
    }
}

/// Phrases that neither the `hits` of any lexicon of their language nor an example of a rule or judgement meets.
pub(super) fn unmet(all: &[&Policy], words: &[Words<'_>]) -> Vec<Entry> {
    let mut found = Vec::new();
    let policies: BTreeSet<usize> = words.iter().map(|words| words.policy).collect();
    for at in policies {
        let Some(policy) = all.get(at) else { continue };
        let here: Vec<&Words<'_>> = words.iter().filter(|words| words.policy == at).collect();
        let mut phrases = Vec::new();
        let mut entries = Vec::new();
        for words in &here {
            let Some(lexicon) = words.lexicon.languages.get(words.tag) else { continue };
            for phrase in &lexicon.phrases {
                phrases.push((words.tag, phrase.clone()));
                entries.push(words.entry(phrase));
            }
        }
        let trial = Trial::new(policy, &phrases);
        let mut open: BTreeSet<usize> = (0..phrases.len()).collect();
        for (text, tag) in texts(all) {
            let read_in = |own: &str| tag.is_none_or(|tag| tag == own);
            let mut readings: BTreeMap<&str, Reading> = BTreeMap::new();
            open.retain(|number| {
                let Some((own, _)) = phrases.get(*number) else { return true };
                if !read_in(own) {
                    return true;
                }
                let reading = readings.entry(own).or_insert_with(|| trial.read(text, own));
                !trial.meets(reading, *number)
            });
        }
        found.extend(open.into_iter().filter_map(|number| entries.get(number).cloned()));
    }
    found.sort_by_key(|entry| entry.at.0);
    found
}

/// Texts that show something, each with its language, if that is said.
fn texts<'a>(all: &[&'a Policy]) -> Vec<(&'a str, Option<&'a str>)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for policy in all {
        for (tag, entries) in policy.lexicons.iter().flat_map(|lexicon| &lexicon.languages) {
            for (text, at) in &entries.hits {
                if seen.insert(at.0) {
                    found.push((text.as_str(), Some(tag.as_str())));
                }
            }
        }
        let rules = policy.rules.iter().flat_map(|rule| &rule.examples);
        for example in rules.chain(policy.judgements.iter().flat_map(|judgement| &judgement.examples)) {
            if let Some(Body::Text(text) | Body::Html(text)) = &example.body
                && seen.insert(example.at.0)
            {
                found.push((text.as_str(), example.language.as_deref()));
            }
        }
    }
    found
}
