//! Floor 2: policy files to the typed IR. Names, types, amendments, citations, lints; every fault of every file in one
//! run.
//!
//! [`compile`] parses all files, builds the graph of modules, flattens each policy ([`flatten`]), lowers it to the IR
//! ([`lower`]) and checks it ([`check`], [`lint`]). A pass whose input is broken is silent about what follows from that.
//! It knows neither messages nor evaluation, and of marketplaces only what policy files say.

mod check;
pub mod coverage;
mod diagnostics;
mod effective;
mod env;
mod fault;
mod flatten;
mod lint;
pub mod lock;
mod locks;
mod lower;
mod modules;
mod parts;
mod schema;
mod walk;
mod words;

pub use diagnostics::PAGES;
pub use effective::effective;

use crate::fault::Faults;
use crate::lint::Linted;
use crate::locks::Citable;
use crate::modules::{Modules, ParsedFile};
use crate::parts::Parts;
use policyc_diag::{Diagnostic, Severity, Source, SourceMap};
use policyc_ir::{Program, SourceText};

/// What a run of the compiler may be told.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Locks of the documents that policies cite.
    pub locks: Vec<lock::Lock>,
}

/// What a run of the compiler gives.
#[derive(Debug, Clone, Default)]
pub struct Compiled {
    /// The program, unless an error stands among the diagnostics.
    pub program: Option<Program>,
    /// Errors and lints, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that places count in; ids go by the order of the files.
    pub sources: SourceMap,
}

/// Compiles policy files, given as name and text.
#[must_use]
pub fn compile(files: &[(String, String)], options: &Options) -> Compiled {
    let mut sources = SourceMap::default();
    let mut faults = Faults::default();
    let mut parsed = Vec::new();
    for (name, text) in files {
        let id = sources.add(Source::new(name.clone(), text.as_bytes()));
        let read = policyc_syntax::parse_file(id, text);
        let sound = !read.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        read.diagnostics.into_iter().for_each(|diagnostic| faults.add(diagnostic));
        parsed.push(ParsedFile { source: id, file: read.file, sound });
    }
    let citable = Citable::new(options.locks.iter().cloned());
    let modules = Modules::build(parsed, &mut faults);
    let (policies, partials) = compile_policies(&modules, &citable, &mut faults);
    lint::lint_files(&modules, &sources, &mut faults);
    let diagnostics = faults.into_sorted();
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let source_texts = files.iter().map(|(name, text)| SourceText { name: name.clone(), text: text.clone() });
    let program = (!failed).then(|| Program { sources: source_texts.collect(), policies, partials });
    if let Some(program) = &program {
        debug_assert_eq!(
            policyc_ir::invariants::check(program),
            Vec::<String>::new(),
            "the compiler made an unsound program"
        );
    }
    Compiled { program, diagnostics, sources }
}

/// Policies and partial policies, by order of the files.
fn compile_policies(
    modules: &Modules,
    citable: &Citable,
    faults: &mut Faults,
) -> (Vec<policyc_ir::Policy>, Vec<policyc_ir::Policy>) {
    let mut parts = Parts::default();
    let mut whole = Vec::new();
    let mut all_sound = true;
    for (id, module) in modules.list.iter().enumerate().filter(|(_, module)| module.policy) {
        let before = faults.errors();
        let flat = flatten::flatten(modules, id, faults);
        // What a partial policy leaves to its variants is told there, if there are any.
        faults.muted = module.partial && has_variant(modules, id);
        let lowered = lower::lower_policy(modules, &flat, citable, &mut parts, faults);
        check::check_policy(&lowered, faults);
        let sound = faults.errors() == before && flat.is_sound(modules);
        let linted = Linted { flat, lowered };
        if sound {
            lint::lint_policy(&linted, citable, faults);
        }
        faults.muted = false;
        all_sound &= sound || module.partial;
        whole.push((linted, module.partial, sound));
    }
    let policies: Vec<&Linted<'_>> = whole.iter().map(|(linted, _, _)| linted).collect();
    if all_sound {
        lint::lint_all(&policies, faults);
    }
    let (partials, policies): (Vec<_>, Vec<_>) = whole.into_iter().partition(|(_, partial, _)| *partial);
    let policies: Vec<_> = policies.into_iter().map(|(linted, _, _)| linted.lowered.policy).collect();
    check::check_editions(&policies, all_sound, faults);
    let partials = partials.into_iter().filter(|(_, _, sound)| *sound).map(|(linted, _, _)| linted.lowered.policy);
    (policies, partials.collect())
}

fn has_variant(modules: &Modules, partial: usize) -> bool {
    let concrete = |(id, module): (usize, &modules::Module)| {
        module.policy && !module.partial && modules.chain(id).contains(&partial)
    };
    modules.list.iter().enumerate().any(concrete)
}
