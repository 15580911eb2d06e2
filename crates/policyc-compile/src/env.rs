//! What names mean in one policy: the tables, with ids.

use crate::flatten::Flat;
use crate::locks::Citable;
use crate::modules::{ModuleId, Modules};
use crate::schema::Facts;
use policyc_diag::Span;
use policyc_ir::Type;
use std::collections::{BTreeMap, BTreeSet};

/// The item that a condition is asked of.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    /// Path of the list as the condition names it.
    pub(crate) list: String,
    /// Type of an item.
    pub(crate) ty: Type,
}

/// A lexicon over all its languages.
#[derive(Debug, Clone, Default)]
pub(crate) struct LexiconInfo {
    pub(crate) name: String,
    pub(crate) tags: BTreeSet<String>,
    /// Where it is declared, in whatever language.
    pub(crate) modules: BTreeSet<ModuleId>,
}

/// Everything a pass may look up while one policy is compiled.
pub(crate) struct Env<'e, 'm> {
    pub(crate) modules: &'m Modules,
    pub(crate) flat: &'e Flat<'m>,
    pub(crate) facts: &'e Facts<'m>,
    pub(crate) citable: &'e Citable,
    /// By condition; none if its parameter is broken.
    pub(crate) parameters: Vec<Option<Parameter>>,
    /// Types of named values, none for broken ones.
    pub(crate) value_types: Vec<Option<Type>>,
    pub(crate) lexicons: Vec<LexiconInfo>,
    pub(crate) lexicon_ids: BTreeMap<String, usize>,
    pub(crate) document: Option<String>,
    /// Only a name, never chosen: citations are not bound.
    pub(crate) partial: bool,
    pub(crate) timezone: bool,
}

impl Env<'_, '_> {
    /// Whether an item in the module of `from` may use what `target` declares. Policies see all of their flattened
    /// tables, since names bind late; a library sees itself and what it uses.
    pub(crate) fn sees(&self, from: Span, target: ModuleId) -> bool {
        let Some(module) = self.modules.of_span(from) else { return true };
        let library = self.modules.get(module).is_some_and(|module| !module.policy);
        let target_is_policy = self.modules.get(target).is_some_and(|module| module.policy);
        !library || target_is_policy || self.modules.closure(module).contains(&target)
    }
}

/// Lexicons by name, in order of their first appearance.
pub(crate) fn lexicon_infos(flat: &Flat<'_>) -> (Vec<LexiconInfo>, BTreeMap<String, usize>) {
    let mut infos: Vec<LexiconInfo> = Vec::new();
    let mut ids = BTreeMap::new();
    for entry in &flat.lexicons.entries {
        let name = entry.item.name.text.clone();
        let id = *ids.entry(name.clone()).or_insert_with(|| {
            infos.push(LexiconInfo { name, ..LexiconInfo::default() });
            infos.len() - 1
        });
        if let Some(info) = infos.get_mut(id) {
            info.tags.insert(entry.item.language.text.clone());
            info.modules.insert(entry.module);
        }
    }
    (infos, ids)
}
