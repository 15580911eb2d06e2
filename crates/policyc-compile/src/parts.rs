//! What several policies have in common is lowered once and kept once.

use crate::env::Env;
use crate::fault::Faults;
use crate::flatten::Flat;
use crate::modules::ModuleId;
use policyc_diag::Span;
use policyc_ir::{Language, Lexicon, LexiconId, Schema, Shared};
use std::collections::{BTreeMap, BTreeSet};

/// Where the entries of a lexicon stand, and who changed them: equal marks, equal words.
type Marks = Vec<(Span, Vec<ModuleId>)>;

/// A lexicon that was lowered before.
#[derive(Debug)]
struct Known {
    marks: Marks,
    /// The lexicons that its phrases refer to, as they were numbered.
    references: Vec<(String, usize)>,
    lexicon: Shared<Lexicon>,
}

/// Parts that were lowered before.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    lexicons: BTreeMap<String, Vec<Known>>,
    lexica: Vec<Shared<Vec<Shared<Lexicon>>>>,
    languages: Vec<Shared<BTreeMap<String, Language>>>,
    schemas: Vec<Shared<Schema>>,
}

impl Parts {
    /// A lexicon by name: that of an earlier policy if it is the same, else lowered now.
    pub(crate) fn lexicon(
        &mut self,
        env: &Env<'_, '_>,
        name: &str,
        faults: &mut Faults,
        lower: impl FnOnce(&mut Faults) -> Lexicon,
    ) -> Shared<Lexicon> {
        let marks = marks(env.flat, name);
        let known = self.lexicons.entry(name.to_owned()).or_default();
        let same = |known: &&Known| {
            known.marks == marks && known.references.iter().all(|(name, id)| env.lexicon_ids.get(name) == Some(id))
        };
        if let Some(known) = known.iter().find(same) {
            return known.lexicon.clone();
        }
        let before = faults.errors();
        let lexicon = Shared::from(lower(faults));
        // What was faulty is lowered again: faults of a partial policy are told where it counts.
        if faults.errors() == before {
            let name_of =
                |id: LexiconId| env.lexicons.get(id.0 as usize).map(|info| (info.name.clone(), id.0 as usize));
            let references = references(&lexicon).into_iter().filter_map(name_of).collect();
            known.push(Known { marks, references, lexicon: lexicon.clone() });
        }
        lexicon
    }

    /// All lexicons of a policy; a list of the same ones from before is kept.
    pub(crate) fn lexica(&mut self, lexica: Vec<Shared<Lexicon>>) -> Shared<Vec<Shared<Lexicon>>> {
        let same = |known: &&Shared<Vec<Shared<Lexicon>>>| {
            known.len() == lexica.len() && known.iter().zip(&lexica).all(|(a, b)| a.same(b))
        };
        if let Some(known) = self.lexica.iter().find(same) {
            return known.clone();
        }
        let lexica = Shared::from(lexica);
        self.lexica.push(lexica.clone());
        lexica
    }

    /// Language items, or equal ones from before.
    pub(crate) fn languages(&mut self, languages: BTreeMap<String, Language>) -> Shared<BTreeMap<String, Language>> {
        keep(&mut self.languages, languages)
    }

    /// A schema, or an equal one from before.
    pub(crate) fn schema(&mut self, schema: Schema) -> Shared<Schema> {
        keep(&mut self.schemas, schema)
    }
}

fn keep<T: Default + PartialEq>(known: &mut Vec<Shared<T>>, value: T) -> Shared<T> {
    if let Some(known) = known.iter().find(|known| ***known == value) {
        return known.clone();
    }
    let value = Shared::from(value);
    known.push(value.clone());
    value
}

/// The entries of a lexicon, and the shapes that its phrases may name.
fn marks(flat: &Flat<'_>, name: &str) -> Marks {
    let entries = flat.lexicons.entries.iter().filter(|entry| entry.item.name.text == name);
    let entries = entries.map(|entry| (entry.at, entry.touched.clone()));
    entries.chain(flat.shapes.entries.iter().map(|entry| (entry.at, entry.touched.clone()))).collect()
}

/// Lexicons that a lexicon's phrases refer to.
fn references(lexicon: &Lexicon) -> BTreeSet<LexiconId> {
    let mut found = BTreeSet::new();
    let phrases = lexicon.languages.values().flat_map(|entries| entries.phrases.iter().chain(&entries.except));
    phrases.for_each(|phrase| {
        phrase.each_lexicon(&mut |id| {
            found.insert(id);
        });
    });
    found
}
