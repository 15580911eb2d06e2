//! Tables of named items, in flattened order.

use crate::diagnostics::{DuplicateName, NameTaken};
use crate::fault::Faults;
use crate::modules::{ModuleId, Modules};
use policyc_diag::Span;
use policyc_syntax::ast;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One item with where it comes from.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'m, T: Clone> {
    pub(crate) key: String,
    /// As it stands in its file, unless amended.
    pub(crate) item: Cow<'m, T>,
    pub(crate) doc: String,
    pub(crate) at: Span,
    pub(crate) module: ModuleId,
    /// Policies that replaced or amended it, in order.
    pub(crate) touched: Vec<ModuleId>,
}

/// What a policy of the chain took away.
#[derive(Debug, Clone)]
pub(crate) struct Removed {
    pub(crate) at: Span,
    pub(crate) by: ModuleId,
}

/// Items of one kind by name.
#[derive(Debug)]
pub(crate) struct Table<'m, T: Clone> {
    pub(crate) entries: Vec<Entry<'m, T>>,
    /// Where each key stands among the entries.
    index: BTreeMap<String, usize>,
    pub(crate) removed: BTreeMap<String, Removed>,
    /// Names that items bear which could not be read.
    pub(crate) broken: BTreeSet<String>,
}

impl<T: Clone> Default for Table<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: BTreeMap::new(), removed: BTreeMap::new(), broken: BTreeSet::new() }
    }
}

/// What adding an item needs to know.
pub(crate) struct Adding<'a, 'm> {
    pub(crate) modules: &'m Modules,
    pub(crate) module: ModuleId,
    pub(crate) doc: Option<&'m ast::Doc>,
    pub(crate) at: Span,
    pub(crate) faults: &'a mut Faults,
}

/// An item that stands in a table.
pub(crate) trait Named: Clone {
    /// What it is called in messages: `rule`.
    const WORD: &'static str;
    /// Its name as written.
    fn name(&self) -> &ast::Name;
    /// What it is found by.
    fn key(&self) -> String {
        self.name().text.clone()
    }
}

macro_rules! named {
    ($($ty:ident $word:literal),*) => {$(
        impl Named for ast::$ty {
            const WORD: &'static str = $word;
            fn name(&self) -> &ast::Name {
                &self.name
            }
        }
    )*};
}
named! {
    Rule "rule", Judgement "judgement", Condition "condition", Set "set", ValueItem "value",
    Declaration "declaration", Shape "shape", Sample "sample"
}

impl Named for ast::Lexicon {
    const WORD: &'static str = "lexicon";
    fn name(&self) -> &ast::Name {
        &self.name
    }
    fn key(&self) -> String {
        lexicon_key(&self.name, Some(&self.language))
    }
}

impl Named for ast::Language {
    const WORD: &'static str = "language";
    fn name(&self) -> &ast::Name {
        &self.tag
    }
}

/// `name in tag`.
pub(crate) fn lexicon_key(name: &ast::Name, language: Option<&ast::Name>) -> String {
    match language {
        Some(tag) => format!("{} in {}", name.text, tag.text),
        None => name.text.clone(),
    }
}

impl<'m, T: Named> Table<'m, T> {
    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'m, T>> {
        self.entries.get(self.position(key)?)
    }

    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.key.as_str())
    }

    /// Takes an item away; those behind it move up.
    pub(crate) fn take_away(&mut self, position: usize, removed: Removed) {
        let entry = self.entries.remove(position);
        self.removed.insert(entry.key, removed);
        self.index = self.entries.iter().enumerate().map(|(at, entry)| (entry.key.clone(), at)).collect();
    }

    /// Adds an item; its name has to be free.
    pub(crate) fn add(&mut self, item: &'m T, cx: &mut Adding<'_, '_>) {
        let key = item.key();
        if let Some(first) = self.get(&key) {
            let (at, first_at) = (item.name().at.0, first.item.name().at.0);
            let first_in = cx.modules.name(first.module);
            let from_base = first.module != cx.module && cx.modules.get(cx.module).is_some_and(|module| module.policy);
            if from_base {
                cx.faults.push(NameTaken { kind: T::WORD, name: &key, first_in, at, first: first_at });
            } else {
                cx.faults.push(DuplicateName { kind: T::WORD, name: &key, first_in, at, first: first_at });
            }
            return;
        }
        self.index.insert(key.clone(), self.entries.len());
        self.entries.push(Entry {
            key,
            item: Cow::Borrowed(item),
            doc: cx.doc.map(|doc| doc.text.clone()).unwrap_or_default(),
            at: cx.at,
            module: cx.module,
            touched: Vec::new(),
        });
    }
}
