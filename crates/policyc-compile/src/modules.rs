//! The graph of modules: which file is which, what it uses, what it extends.

use crate::diagnostics::{
    DuplicateModule, ExtendsCycle, ExtendsLibrary, ExtendsTooDeep, SeveralBases, UnknownBase, UnknownModule, UseCycle,
    UseOfPolicy,
};
use crate::fault::{Faults, near};
use policyc_diag::{SourceId, Span};
use policyc_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// How many policies may stand in one chain of `extends`.
pub(crate) const DEEPEST_CHAIN: usize = 16;

/// Index into [`Modules::list`].
pub(crate) type ModuleId = usize;

/// One file with a header.
#[derive(Debug)]
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) name_at: Span,
    pub(crate) file: ast::File,
    /// All of it could be read.
    pub(crate) sound: bool,
    pub(crate) policy: bool,
    pub(crate) partial: bool,
    pub(crate) uses: Vec<ModuleId>,
    pub(crate) base: Option<ModuleId>,
    /// Its base is not known, or itself without a whole chain: what follows from that is not told.
    pub(crate) broken_base: bool,
    /// It uses a library that is not there.
    pub(crate) broken_use: bool,
}

/// A file as the parser left it.
#[derive(Debug)]
pub(crate) struct ParsedFile {
    pub(crate) source: SourceId,
    pub(crate) file: ast::File,
    /// Nothing was wrong with its form.
    pub(crate) sound: bool,
}

/// All files that say what they are.
#[derive(Debug, Default)]
pub(crate) struct Modules {
    pub(crate) list: Vec<Module>,
    by_name: BTreeMap<String, ModuleId>,
    by_source: BTreeMap<SourceId, ModuleId>,
    closures: Vec<BTreeSet<ModuleId>>,
    /// Some file has no readable header: an unknown module may be that one.
    pub(crate) incomplete: bool,
}

impl Modules {
    /// Takes the parsed files in, then follows `use` and `extends`.
    pub(crate) fn build(files: Vec<ParsedFile>, faults: &mut Faults) -> Self {
        let mut modules = Self::default();
        for parsed in files {
            modules.add(parsed, faults);
        }
        modules.resolve_uses(faults);
        modules.resolve_bases(faults);
        modules.check_use_cycles(faults);
        modules.check_chains(faults);
        modules.closures = (0..modules.list.len()).map(|id| modules.reach(id)).collect();
        modules
    }

    pub(crate) fn get(&self, id: ModuleId) -> Option<&Module> {
        self.list.get(id)
    }

    pub(crate) fn name(&self, id: ModuleId) -> &str {
        self.get(id).map_or("", |module| module.name.as_str())
    }

    /// The module of the file in which a span lies.
    pub(crate) fn of_span(&self, span: Span) -> Option<ModuleId> {
        self.by_source.get(&span.source).copied()
    }

    pub(crate) fn find(&self, name: &str) -> Option<ModuleId> {
        self.by_name.get(name).copied()
    }

    /// The policies of a chain, root first, the policy itself last.
    pub(crate) fn chain(&self, id: ModuleId) -> Vec<ModuleId> {
        let mut chain = vec![id];
        let mut at = id;
        while let Some(base) = self.get(at).and_then(|module| module.base) {
            if chain.contains(&base) {
                break;
            }
            chain.push(base);
            at = base;
        }
        chain.reverse();
        chain
    }

    /// The module, all it uses and all it extends, and all these use, in the order of the files.
    pub(crate) fn closure(&self, id: ModuleId) -> &BTreeSet<ModuleId> {
        const NOTHING: &BTreeSet<ModuleId> = &BTreeSet::new();
        self.closures.get(id).unwrap_or(NOTHING)
    }

    fn reach(&self, id: ModuleId) -> BTreeSet<ModuleId> {
        let mut reached = BTreeSet::new();
        let mut open = vec![id];
        while let Some(next) = open.pop() {
            if reached.insert(next)
                && let Some(module) = self.get(next)
            {
                open.extend(module.uses.iter().copied().chain(module.base));
            }
        }
        reached
    }

    fn add(&mut self, parsed: ParsedFile, faults: &mut Faults) {
        let ParsedFile { source, file, sound } = parsed;
        let (path, policy, partial) = match &file.header {
            Some(ast::Header::Policy(header)) => (&header.name, true, header.partial),
            Some(ast::Header::Library(header)) => (&header.name, false, false),
            None => {
                self.incomplete = true;
                return;
            }
        };
        let (name, name_at) = (path.text(), path.at.0);
        if let Some(first) = self.find(&name).and_then(|id| self.get(id)) {
            faults.push(DuplicateModule { name: &name, at: name_at, first: first.name_at });
            return;
        }
        let id = self.list.len();
        self.by_name.insert(name.clone(), id);
        self.by_source.insert(source, id);
        self.list.push(Module {
            name,
            name_at,
            file,
            sound,
            policy,
            partial,
            uses: Vec::new(),
            base: None,
            broken_base: false,
            broken_use: false,
        });
    }

    fn unknown(&self, name: &str) -> Option<Option<String>> {
        (!self.incomplete).then(|| near(name, self.by_name.keys().map(String::as_str)))
    }

    fn resolve_uses(&mut self, faults: &mut Faults) {
        let mut found: Vec<(Vec<ModuleId>, bool)> = Vec::new();
        for module in &self.list {
            let mut uses = Vec::new();
            let mut broken = false;
            for used in &module.file.uses {
                let (name, at) = (used.path.text(), used.path.at.0);
                match self.find(&name) {
                    Some(id) if self.get(id).is_some_and(|other| other.policy) => {
                        faults.push(UseOfPolicy { name: &name, at });
                    }
                    Some(id) => uses.push(id),
                    None => {
                        broken = true;
                        if let Some(near) = self.unknown(&name) {
                            faults.push(UnknownModule { name: &name, near, at });
                        }
                    }
                }
            }
            found.push((uses, broken));
        }
        for (module, (uses, broken)) in self.list.iter_mut().zip(found) {
            module.uses = uses;
            module.broken_use = broken;
        }
    }

    fn resolve_bases(&mut self, faults: &mut Faults) {
        let mut found = Vec::new();
        for module in &self.list {
            found.push(self.base_of(module, faults));
        }
        for (module, (base, broken)) in self.list.iter_mut().zip(found) {
            module.base = base;
            module.broken_base = broken;
        }
    }

    fn base_of(&self, module: &Module, faults: &mut Faults) -> (Option<ModuleId>, bool) {
        let Some(ast::Header::Policy(header)) = &module.file.header else { return (None, false) };
        let Some(first) = header.extends.first() else { return (None, false) };
        if let Some(second) = header.extends.get(1) {
            faults.push(SeveralBases { at: second.at.0, first: first.at.0 });
        }
        let (name, at) = (first.text(), first.at.0);
        match self.find(&name) {
            Some(id) if self.get(id).is_some_and(|base| base.policy) => (Some(id), false),
            Some(_) => {
                faults.push(ExtendsLibrary { name: &name, at });
                (None, true)
            }
            None => {
                if let Some(near) = self.unknown(&name) {
                    faults.push(UnknownBase { name: &name, near, at });
                }
                (None, true)
            }
        }
    }

    fn check_use_cycles(&mut self, faults: &mut Faults) {
        let mut told = BTreeSet::new();
        for (id, module) in self.list.iter().enumerate() {
            let around = module.uses.iter().find(|&&used| self.reach(used).contains(&id));
            let Some(&next) = around else { continue };
            if told.contains(&id) {
                continue;
            }
            told.extend(self.reach(next).into_iter().filter(|&other| self.reach(other).contains(&id)));
            let at = module.file.uses.iter().find(|used| used.path.text() == self.name(next));
            let at = at.map_or(module.name_at, |used| used.path.at.0);
            faults.push(UseCycle { name: &module.name, through: self.name(next), at });
        }
    }

    fn check_chains(&mut self, faults: &mut Faults) {
        let mut cut = Vec::new();
        let mut told = BTreeSet::new();
        for (id, module) in self.list.iter().enumerate() {
            let mut seen = vec![id];
            let mut at = module.base;
            while let Some(base) = at {
                if base == id {
                    if !told.contains(&id) {
                        faults.push(ExtendsCycle { name: &module.name, at: module.name_at });
                        told.extend(seen.iter().copied());
                    }
                    cut.push(id);
                    break;
                }
                if seen.contains(&base) {
                    break;
                }
                seen.push(base);
                at = self.get(base).and_then(|module| module.base);
            }
            if seen.len() == DEEPEST_CHAIN + 1 {
                faults.push(ExtendsTooDeep { at: module.name_at });
            }
        }
        for id in cut {
            if let Some(module) = self.list.get_mut(id) {
                module.base = None;
                module.broken_base = true;
            }
        }
    }
}
