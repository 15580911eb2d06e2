//! What the words of the policies lack: languages, examples, and entries that stand in each other's way.

mod traps;
mod trial;

use crate::Policies;
use policyc_diag::At;
use policyc_ir::{Answer, Cond, CondKind, Lexicon, LexiconId, Phrase, Policy, Rule};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A report on the lexicons of all policies.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Parity {
    /// Lexicons, each counted once however many policies use it.
    pub lexicons: usize,
    /// Phrases in all languages.
    pub phrases: usize,
    /// Lexicons without a language that a policy serves.
    pub lacking: Vec<Lacking>,
    /// Phrases that no example meets.
    pub unmet: Vec<Entry>,
    /// Phrases that stand on two sides.
    pub opposed: Vec<Opposed>,
    /// Entries that mean something else than they seem to.
    pub traps: Vec<Trap>,
}

/// A lexicon without a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Lacking {
    /// The lexicon.
    pub lexicon: String,
    /// The languages that it has.
    pub has: Vec<String>,
    /// The languages that it lacks.
    pub lacks: Vec<String>,
}

/// A phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its lexicon.
    pub lexicon: String,
    /// Its language.
    pub language: String,
    /// The phrase as it is written.
    pub phrase: String,
    /// Where it stands.
    #[serde(skip)]
    pub at: At,
}

/// A phrase on two sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opposed {
    /// The phrase, on the first side.
    pub entry: Entry,
    /// What the sides are, in words.
    pub sides: String,
}

/// An entry that means something else than it seems to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trap {
    /// `never-met`, `accent` or `case`.
    pub kind: &'static str,
    /// The phrase that holds the word.
    pub entry: Entry,
    /// What is to be known, in words.
    pub about: String,
}

impl Parity {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.lacking.is_empty() && self.unmet.is_empty() && self.opposed.is_empty() && self.traps.is_empty()
    }
}

/// A lexicon in one language, of the first policy that has it.
pub(crate) struct Words<'a> {
    pub(crate) policy: usize,
    pub(crate) tag: &'a str,
    pub(crate) lexicon: &'a Lexicon,
}

impl Words<'_> {
    pub(crate) fn entry(&self, phrase: &Phrase) -> Entry {
        Entry {
            lexicon: self.lexicon.name.clone(),
            language: self.tag.to_owned(),
            phrase: phrase.text.clone(),
            at: phrase.at,
        }
    }
}

/// Looks through the lexicons of all policies; `only` names one lexicon.
#[must_use]
pub fn parity(policies: &Policies, only: Option<&str>) -> Parity {
    let all: Vec<&Policy> = policies.program().partials.iter().chain(policies.list()).collect();
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    let mut seen = BTreeSet::new();
    let mut words: Vec<Words<'_>> = Vec::new();
    for (at, policy) in all.iter().enumerate() {
        for lexicon in policy.lexicons.iter() {
            for (tag, entries) in &lexicon.languages {
                if wanted(&lexicon.name) && seen.insert((&lexicon.name, tag, entries.at.0)) {
                    words.push(Words { policy: at, tag, lexicon });
                }
            }
        }
    }
    let names: BTreeSet<&str> = words.iter().map(|words| words.lexicon.name.as_str()).collect();
    let phrases =
        words.iter().filter_map(|words| words.lexicon.languages.get(words.tag)).map(|entries| entries.phrases.len());
    let mut found = Parity { lexicons: names.len(), phrases: phrases.sum(), ..Parity::default() };
    found.lacking = lacking(&all, &wanted);
    found.unmet = trial::unmet(&all, &words);
    found.opposed = opposed(&all, &words, &wanted);
    found.traps = traps::find(&all, &words);
    found
}

/// Lexicons that lack a language which a policy serves that has them.
fn lacking(all: &[&Policy], wanted: &dyn Fn(&str) -> bool) -> Vec<Lacking> {
    let mut found: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<&str>)> = BTreeMap::new();
    for policy in all {
        for lexicon in policy.lexicons.iter().filter(|lexicon| wanted(&lexicon.name)) {
            let (has, due) = found.entry(&lexicon.name).or_default();
            has.extend(lexicon.languages.keys().map(String::as_str));
            due.extend(policy.serves.iter().map(String::as_str));
        }
    }
    let make = |(lexicon, (has, due)): (&str, (BTreeSet<&str>, BTreeSet<&str>))| {
        let own = |tags: &mut dyn Iterator<Item = &&str>| tags.map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
        let lacks = own(&mut due.difference(&has));
        (!lacks.is_empty()).then(|| Lacking { lexicon: lexicon.to_owned(), has: own(&mut has.iter()), lacks })
    };
    found.into_iter().filter_map(make).collect()
}

/// Phrases of a lexicon that its own `except` takes back, or that stand both in a lexicon that forbids (answers yes) and
/// in one that excuses (answers no).
fn opposed(all: &[&Policy], words: &[Words<'_>], wanted: &dyn Fn(&str) -> bool) -> Vec<Opposed> {
    let mut found = Vec::new();
    for here in words {
        let Some(entries) = here.lexicon.languages.get(here.tag) else { continue };
        for phrase in &entries.phrases {
            if entries.except.iter().any(|other| other.first == phrase.first && other.and == phrase.and) {
                let sides = "a phrase of the lexicon, and taken back by its except".to_owned();
                found.push(Opposed { entry: here.entry(phrase), sides });
            }
        }
    }
    let mut told = BTreeSet::new();
    for policy in all {
        let judgements = policy.judgements.iter().map(|judgement| {
            let on = |answer: Answer| {
                let decides = judgement.decides.iter().filter(move |decide| decide.answer == answer);
                said(decides.map(|decide| &decide.when))
            };
            let sides = ["yes", "no"].map(|answer| format!("answers {answer} in judgement {}", judgement.name));
            (on(Answer::Yes), on(Answer::No), sides)
        });
        let rules = policy.rules.iter().map(|rule| {
            let sides = ["is what it is about", "excuses"].map(|side| format!("{side} in rule {}", rule.name));
            (said(demands(rule)), said(rule.exceptions.iter().map(|part| &part.when)), sides)
        });
        for (left, right, [first, second]) in judgements.chain(rules) {
            for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))) {
                let (Some(one), Some(other)) = (policy.lexicon(a), policy.lexicon(b)) else { continue };
                if a == b || !(wanted(&one.name) || wanted(&other.name)) {
                    continue;
                }
                for (entry, at) in shared(one, other) {
                    let sides = format!("`{}` {first}; `{}` {second}", one.name, other.name);
                    if told.insert((at, sides.clone())) {
                        found.push(Opposed { entry, sides });
                    }
                }
            }
        }
    }
    found
}

fn demands(rule: &Rule) -> Vec<&Cond> {
    let mut found = Vec::new();
    match &rule.form {
        policyc_ir::Form::Forbid(cond) => found.push(cond),
        policyc_ir::Form::ForbidParts(parts) => found.extend(parts.iter().map(|part| &part.when)),
        _ => {}
    }
    found
}

/// Lexicons that conditions assert: what stands behind `not`, `denies` or a name is another matter.
fn said<'a>(conds: impl IntoIterator<Item = &'a Cond>) -> BTreeSet<LexiconId> {
    let mut found = BTreeSet::new();
    for cond in conds {
        asserted(cond, &mut found);
    }
    found
}

fn asserted(cond: &Cond, found: &mut BTreeSet<LexiconId>) {
    match &cond.kind {
        CondKind::Not(_) => {}
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().for_each(|part| asserted(part, found)),
        CondKind::Says {
            verb: policyc_ir::TextVerb::Says | policyc_ir::TextVerb::Mentions, words, near: None, ..
        } => {
            found.extend(words);
        }
        _ => {}
    }
}

/// The phrases that two lexicons have both, in a language.
fn shared(one: &Lexicon, other: &Lexicon) -> Vec<(Entry, policyc_diag::Span)> {
    let mut found = Vec::new();
    for (tag, entries) in &one.languages {
        let Some(theirs) = other.languages.get(tag) else { continue };
        for phrase in &entries.phrases {
            if theirs.phrases.iter().any(|other| other.first == phrase.first && other.and == phrase.and) {
                let entry = Entry {
                    lexicon: one.name.clone(),
                    language: tag.clone(),
                    phrase: phrase.text.clone(),
                    at: phrase.at,
                };
                found.push((entry, phrase.at.0));
            }
        }
    }
    found
}
