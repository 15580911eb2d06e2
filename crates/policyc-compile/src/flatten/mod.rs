//! Flattening: a policy with all that it extends and uses, amendments applied, as one set of tables.
//!
//! From the root of the chain down, each policy first brings in the libraries that it is the first to reach, then its
//! own items, then its amendments. Names are resolved only afterwards (late binding), against the finished tables.

mod amend;
mod header;
mod operations;
mod table;

pub(crate) use header::FlatHeader;
pub(crate) use table::{Entry, Removed, Table};

use crate::fault::Faults;
use crate::modules::{ModuleId, Modules};
use policyc_diag::Span;
use policyc_syntax::ast;
use std::collections::BTreeSet;

/// A policy, flattened, with names not yet resolved.
#[derive(Debug, Default)]
pub(crate) struct Flat<'m> {
    /// The policy itself.
    pub(crate) module: ModuleId,
    /// Root first, the policy itself last.
    pub(crate) chain: Vec<ModuleId>,
    pub(crate) header: FlatHeader<'m>,
    pub(crate) rules: Table<'m, ast::Rule>,
    pub(crate) judgements: Table<'m, ast::Judgement>,
    pub(crate) conditions: Table<'m, ast::Condition>,
    pub(crate) sets: Table<'m, ast::Set>,
    pub(crate) values: Table<'m, ast::ValueItem>,
    /// Keys are `name in tag`.
    pub(crate) lexicons: Table<'m, ast::Lexicon>,
    pub(crate) declarations: Table<'m, ast::Declaration>,
    pub(crate) shapes: Table<'m, ast::Shape>,
    pub(crate) samples: Table<'m, ast::Sample>,
    pub(crate) languages: Table<'m, ast::Language>,
    pub(crate) facts: Vec<(&'m ast::Facts, Option<&'m ast::Doc>, Span)>,
    pub(crate) attributes: Vec<(&'m ast::Attributes, Span)>,
    pub(crate) placeholders: Vec<&'m ast::Placeholders>,
    pub(crate) unenforced: Vec<(&'m ast::Unenforced, Span)>,
    /// Modules that it reaches.
    pub(crate) modules: BTreeSet<ModuleId>,
    /// Some item of unknown name could not be read, or a base is not there: unknown names are not told.
    pub(crate) incomplete: bool,
}

/// Flattens a policy.
pub(crate) fn flatten<'m>(modules: &'m Modules, id: ModuleId, faults: &mut Faults) -> Flat<'m> {
    let chain = modules.chain(id);
    let mut flat = Flat { module: id, chain: chain.clone(), ..Flat::default() };
    for &policy in &chain {
        let Some(module) = modules.get(policy) else { continue };
        flat.incomplete |= module.broken_base;
        for &library in modules.closure(policy) {
            let is_library = modules.get(library).is_some_and(|module| !module.policy);
            if is_library && flat.modules.insert(library) {
                flat.take_items(modules, library, faults);
            }
        }
        flat.modules.insert(policy);
        if let Some(ast::Header::Policy(header)) = &module.file.header {
            flat.header.inherit(header);
        }
        flat.take_items(modules, policy, faults);
        flat.apply_operations(modules, policy, faults);
    }
    flat
}

impl<'m> Flat<'m> {
    /// Adds what a module declares.
    fn take_items(&mut self, modules: &'m Modules, id: ModuleId, faults: &mut Faults) {
        let Some(module) = modules.get(id) else { return };
        self.incomplete |= module.file.broken || module.broken_use;
        for item in &module.file.items {
            self.take_item(modules, id, item, faults);
        }
    }

    fn take_item(&mut self, modules: &'m Modules, id: ModuleId, item: &'m ast::Item, faults: &mut Faults) {
        use ast::ItemKind as Kind;
        let doc = item.doc.as_ref();
        let mut cx = table::Adding { modules, module: id, doc, at: item.at.0, faults };
        match &item.kind {
            Kind::Facts(facts) => self.facts.push((facts, doc, item.at.0)),
            Kind::Attributes(attributes) => self.attributes.push((attributes, item.at.0)),
            Kind::Shape(shape) => self.shapes.add(shape, &mut cx),
            Kind::Set(set) => self.sets.add(set, &mut cx),
            Kind::Value(value) => self.values.add(value, &mut cx),
            Kind::Condition(condition) => self.conditions.add(condition, &mut cx),
            Kind::Sample(sample) => self.samples.add(sample, &mut cx),
            Kind::Lexicon(lexicon) => self.lexicons.add(lexicon, &mut cx),
            Kind::Language(language) => self.languages.add(language, &mut cx),
            Kind::Placeholders(placeholders) => self.placeholders.push(placeholders),
            Kind::Judgement(judgement) => self.judgements.add(judgement, &mut cx),
            Kind::Rule(rule) => self.rules.add(rule, &mut cx),
            Kind::Declaration(declaration) => self.declarations.add(declaration, &mut cx),
            Kind::Unenforced(unenforced) => self.unenforced.push((unenforced, item.at.0)),
            Kind::Remove(_) | Kind::Replace(_) | Kind::Amend(_) => {}
            Kind::Broken(broken) => self.take_broken(broken),
        }
    }

    /// Remembers what a broken item would have declared, so that nobody misses it.
    fn take_broken(&mut self, broken: &ast::BrokenItem) {
        let Some(name) = &broken.name else {
            self.incomplete = true;
            return;
        };
        use ast::NamedKind as Kind;
        let text = name.text.as_str();
        let is = |kind| broken.kind.is_none_or(|broken| broken == kind);
        for (kind, set) in [
            (Kind::Rule, &mut self.rules.broken),
            (Kind::Judgement, &mut self.judgements.broken),
            (Kind::Condition, &mut self.conditions.broken),
            (Kind::Set, &mut self.sets.broken),
            (Kind::Value, &mut self.values.broken),
            (Kind::Lexicon, &mut self.lexicons.broken),
            (Kind::Declaration, &mut self.declarations.broken),
        ] {
            if is(kind) {
                set.insert(text.to_owned());
            }
        }
        if broken.kind.is_none() {
            self.shapes.broken.insert(text.to_owned());
            self.samples.broken.insert(text.to_owned());
            // It may have been `facts NAME`, whose fields nobody knows now.
            self.incomplete = true;
        }
    }

    /// Whether all that it was made of could be read.
    pub(crate) fn is_sound(&self, modules: &Modules) -> bool {
        !self.incomplete && self.modules.iter().all(|&id| modules.get(id).is_some_and(|module| module.sound))
    }

    /// The policy of the chain that is the first to reach the module: where a library's examples are run.
    pub(crate) fn host_of(&self, modules: &Modules, module: ModuleId) -> ModuleId {
        let first = self.chain.iter().find(|&&policy| modules.closure(policy).contains(&module));
        first.copied().unwrap_or(self.module)
    }
}
