//! What several policies have in common is lowered once and kept once.

use crate::fault::Faults;
use crate::flatten::Flat;
use crate::modules::ModuleId;
use policyc_diag::Span;
use policyc_ir::{Language, Lexicon, Schema, Shared};
use std::collections::BTreeMap;

type Lexicons = Shared<Vec<Lexicon>>;
type Languages = Shared<BTreeMap<String, Language>>;

/// Where the items of a table stand, and who changed them: equal marks, equal tables.
type Marks = Vec<(String, Span, Vec<ModuleId>)>;

/// Parts that were lowered before.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    lexicons: Vec<(Marks, Lexicons, Languages)>,
    schemas: Vec<Shared<Schema>>,
}

impl Parts {
    /// Lexicons and language items of a policy: those of an earlier one if they are the same, else lowered now.
    pub(crate) fn lexicons(
        &mut self,
        flat: &Flat<'_>,
        faults: &mut Faults,
        lower: impl FnOnce(&mut Faults) -> (Vec<Lexicon>, BTreeMap<String, Language>),
    ) -> (Lexicons, Languages) {
        let marks = marks(flat);
        if let Some((_, lexicons, languages)) = self.lexicons.iter().find(|(other, _, _)| *other == marks) {
            return (lexicons.clone(), languages.clone());
        }
        let before = faults.errors();
        let (lexicons, languages) = lower(faults);
        let (lexicons, languages) = (Shared::from(lexicons), Shared::from(languages));
        // What was faulty is lowered again: faults of a partial policy are told where it counts.
        if faults.errors() == before {
            self.lexicons.push((marks, lexicons.clone(), languages.clone()));
        }
        (lexicons, languages)
    }

    /// A schema, or an equal one from before.
    pub(crate) fn schema(&mut self, schema: Schema) -> Shared<Schema> {
        if let Some(known) = self.schemas.iter().find(|known| ***known == schema) {
            return known.clone();
        }
        let schema = Shared::from(schema);
        self.schemas.push(schema.clone());
        schema
    }
}

/// Lexicons, language items and shapes, which phrases name.
fn marks(flat: &Flat<'_>) -> Marks {
    let lexicons = flat.lexicons.entries.iter().map(|entry| (&entry.key, entry.at, &entry.touched));
    let languages = flat.languages.entries.iter().map(|entry| (&entry.key, entry.at, &entry.touched));
    let shapes = flat.shapes.entries.iter().map(|entry| (&entry.key, entry.at, &entry.touched));
    let all = lexicons.chain(languages).chain(shapes);
    all.map(|(key, at, touched)| (key.clone(), at, touched.clone())).collect()
}
