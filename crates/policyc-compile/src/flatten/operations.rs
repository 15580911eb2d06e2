//! `remove`, `replace`, `amend`: what a policy changes of what it inherits.

use super::amend::Amend;
use super::table::{Removed, lexicon_key};
use super::{Flat, Table};
use crate::diagnostics::{AmendmentChangesNothing, AmendsUnknown, TwoOperations};
use crate::fault::{Faults, near};
use crate::modules::{ModuleId, Modules};
use policyc_diag::Span;
use policyc_syntax::ast::{self, ItemKind, NamedKind};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One operation of a policy.
struct Operation<'m> {
    word: &'static str,
    kind: NamedKind,
    key: String,
    name_at: Span,
    item: &'m ast::Item,
}

/// What applying one needs.
pub(crate) struct Applying<'a> {
    pub(super) modules: &'a Modules,
    pub(super) policy: ModuleId,
    pub(super) faults: &'a mut Faults,
}

fn operation(item: &ast::Item) -> Option<Operation<'_>> {
    let (word, kind, name, language) = match &item.kind {
        ItemKind::Remove(remove) => ("remove", remove.kind, &remove.name, remove.language.as_ref()),
        ItemKind::Amend(amend) => ("amend", amend.kind, &amend.name, amend.language.as_ref()),
        ItemKind::Replace(replace) => {
            let (kind, name, language) = replaced(&replace.item)?;
            ("replace", kind, name, language)
        }
        _ => return None,
    };
    Some(Operation { word, kind, key: lexicon_key(name, language), name_at: name.at.0, item })
}

fn replaced(item: &ItemKind) -> Option<(NamedKind, &ast::Name, Option<&ast::Name>)> {
    Some(match item {
        ItemKind::Rule(rule) => (NamedKind::Rule, &rule.name, None),
        ItemKind::Judgement(judgement) => (NamedKind::Judgement, &judgement.name, None),
        ItemKind::Condition(condition) => (NamedKind::Condition, &condition.name, None),
        ItemKind::Set(set) => (NamedKind::Set, &set.name, None),
        ItemKind::Value(value) => (NamedKind::Value, &value.name, None),
        ItemKind::Lexicon(lexicon) => (NamedKind::Lexicon, &lexicon.name, Some(&lexicon.language)),
        ItemKind::Declaration(declaration) => (NamedKind::Declaration, &declaration.name, None),
        _ => return None,
    })
}

impl<'m> Flat<'m> {
    pub(super) fn apply_operations(&mut self, modules: &'m Modules, policy: ModuleId, faults: &mut Faults) {
        let Some(module) = modules.get(policy) else { return };
        let mut done: BTreeMap<(NamedKind, String), Span> = BTreeMap::new();
        for operation in module.file.items.iter().filter_map(operation) {
            let target = (operation.kind, operation.key.clone());
            if let Some(&first) = done.get(&target) {
                let (kind, name) = (operation.kind.word(), &operation.key);
                faults.push(TwoOperations { kind, name, at: operation.name_at, first });
                continue;
            }
            done.insert(target, operation.name_at);
            let incomplete = self.incomplete;
            let mut cx = Applying { modules, policy, faults };
            match operation.kind {
                NamedKind::Rule => self.rules.apply(&operation, incomplete, &mut cx),
                NamedKind::Judgement => self.judgements.apply(&operation, incomplete, &mut cx),
                NamedKind::Condition => self.conditions.apply(&operation, incomplete, &mut cx),
                NamedKind::Set => self.sets.apply(&operation, incomplete, &mut cx),
                NamedKind::Value => self.values.apply(&operation, incomplete, &mut cx),
                NamedKind::Lexicon => self.lexicons.apply(&operation, incomplete, &mut cx),
                NamedKind::Declaration => self.declarations.apply(&operation, incomplete, &mut cx),
            }
        }
    }
}

impl<'m, T: Amend> Table<'m, T> {
    fn apply(&mut self, operation: &Operation<'m>, incomplete: bool, cx: &mut Applying<'_>) {
        let Some(position) = self.position(&operation.key) else {
            self.not_there(operation, incomplete, cx);
            return;
        };
        match &operation.item.kind {
            ItemKind::Remove(_) => {
                let removed = Removed { at: operation.item.at.0, by: cx.policy };
                self.take_away(position, removed);
            }
            ItemKind::Replace(replace) => {
                let Some(entry) = self.entries.get_mut(position) else { return };
                let Some(item) = T::from_item(&replace.item) else { return };
                if entry.item.same(item) {
                    cx.faults.push(AmendmentChangesNothing { what: "replacement", at: operation.name_at });
                }
                entry.item = Cow::Borrowed(item);
                entry.at = replace.item_at.0;
                if let Some(doc) = &operation.item.doc {
                    entry.doc.clone_from(&doc.text);
                }
                entry.touched.push(cx.policy);
            }
            ItemKind::Amend(amend) => {
                let Some(entry) = self.entries.get_mut(position) else { return };
                if amend.changes.is_empty() && amend.broken.is_empty() {
                    cx.faults.push(AmendmentChangesNothing { what: "amendment", at: operation.name_at });
                }
                for change in &amend.changes {
                    entry.item.to_mut().amend(change, cx);
                }
                if !amend.broken.is_empty() {
                    entry.item.to_mut().mark_broken(&amend.broken);
                }
                entry.touched.push(cx.policy);
            }
            _ => {}
        }
    }

    fn not_there(&self, operation: &Operation<'_>, incomplete: bool, cx: &mut Applying<'_>) {
        if incomplete || self.broken.iter().any(|name| operation.key.split(" in ").next() == Some(name)) {
            return;
        }
        let removed = self.removed.get(&operation.key).map(|removed| (removed.at, cx.modules.name(removed.by)));
        cx.faults.push(AmendsUnknown {
            word: operation.word,
            kind: T::WORD,
            name: &operation.key,
            near: near(&operation.key, self.keys()),
            removed,
            at: operation.name_at,
        });
    }
}
