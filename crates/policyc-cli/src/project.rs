//! The policies of a run: the project's own (the nearest `policies` folder, else those that come with the program) and
//! those among the paths, compiled once.

use crate::{
    args::Common,
    files,
    shipped::{ARTIFACT, SHIPPED},
};
use policyc::{
    Policies,
    compile::{self, lock::Lock},
    diag::{Diagnostic, Severity, Source, SourceId, SourceMap},
};
use std::{
    cell::OnceCell,
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};

/// Policy files of a run and what the compiler says of them.
#[derive(Debug)]
pub(crate) struct Project {
    /// The policies, unless something is wrong.
    pub(crate) policies: Option<Policies>,
    /// Everything the compiler and the locks say.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The texts that places count in.
    pub(crate) sources: SourceMap,
    /// Names of files that were given by the caller.
    pub(crate) named: BTreeSet<String>,
    /// Files that could not be read.
    pub(crate) broken: Vec<(PathBuf, String)>,
    /// The locks, read when they are first asked for.
    locks: OnceCell<Vec<Lock>>,
    lock_texts: Vec<(String, String)>,
}

impl Project {
    /// The locks; those that cannot be read, which has been told, are left out.
    pub(crate) fn locks(&self) -> &[Lock] {
        let behind = self.policies.as_ref().map_or(0, |policies| policies.sources().iter().count());
        self.locks.get_or_init(|| read_locks(behind, &self.lock_texts).0)
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }
}

/// Loads and compiles the project's policies and further files.
pub(crate) fn load(common: &Common, extra: &[PathBuf]) -> Project {
    let mut texts: Vec<(String, String)> = Vec::new();
    let mut lock_texts: Vec<(String, String)> = Vec::new();
    let mut broken = Vec::new();
    let mut seen = BTreeSet::new();
    let mut named = BTreeSet::new();
    match own_folder(common) {
        Some(folder) => {
            let found = files::find(&[folder]);
            broken.extend(found.broken);
            read_all(&found.policies, &mut texts, &mut lock_texts, &mut broken, &mut seen);
        }
        None => {
            for (name, text) in SHIPPED {
                let list = if name.ends_with(".lock") { &mut lock_texts } else { &mut texts };
                list.push(((*name).to_owned(), (*text).to_owned()));
            }
        }
    }
    if extra.is_empty()
        && broken.is_empty()
        && let Some(project) = shipped(&texts, &lock_texts)
    {
        return project;
    }
    named.extend(extra.iter().map(|path| path.display().to_string()));
    read_all(extra, &mut texts, &mut lock_texts, &mut broken, &mut seen);
    compile_all(&texts, &lock_texts, named, broken)
}

/// The project whose files are those that came with the program, letter by letter: nothing has to be compiled.
fn shipped(texts: &[(String, String)], lock_texts: &[(String, String)]) -> Option<Project> {
    let mut own = SHIPPED.iter().filter(|(name, _)| !name.ends_with(".lock"));
    let mut own_locks = SHIPPED.iter().filter(|(name, _)| name.ends_with(".lock"));
    let same = |(name, text): &(String, String), other: Option<&(&str, &str)>| {
        other.is_some_and(|(known, shipped)| name == known && text == shipped)
    };
    let all = texts.iter().all(|file| same(file, own.next())) && own.next().is_none();
    let locked = lock_texts.iter().all(|file| same(file, own_locks.next())) && own_locks.next().is_none();
    if !(all && locked) {
        return None;
    }
    let policies = Policies::built_in(ARTIFACT).ok()?;
    let mut sources = policies.sources().clone();
    for (name, text) in lock_texts {
        sources.add(Source::new(name.clone(), text.as_bytes()));
    }
    let (diagnostics, named, broken) = (Vec::new(), BTreeSet::new(), Vec::new());
    let (locks, lock_texts) = (OnceCell::new(), lock_texts.to_vec());
    Some(Project { policies: Some(policies), diagnostics, sources, named, broken, locks, lock_texts })
}

/// Locks stand behind the policies in the source map.
fn read_locks(behind: usize, lock_texts: &[(String, String)]) -> (Vec<Lock>, Vec<Diagnostic>) {
    let (mut locks, mut faults) = (Vec::new(), Vec::new());
    for (at, (_, text)) in lock_texts.iter().enumerate() {
        let id = SourceId(u32::try_from(behind + at).unwrap_or(u32::MAX));
        match compile::lock::read(id, text) {
            Ok(lock) => locks.push(lock),
            Err(found) => faults.extend(found),
        }
    }
    (locks, faults)
}

/// Compiles texts of policies and locks.
pub(crate) fn compile_all(
    texts: &[(String, String)],
    lock_texts: &[(String, String)],
    named: BTreeSet<String>,
    broken: Vec<(PathBuf, String)>,
) -> Project {
    let (locks, lock_faults) = read_locks(texts.len(), lock_texts);
    let compiled = compile::compile(texts, &compile::Options { locks: locks.clone() });
    let mut sources = compiled.sources.clone();
    for (name, text) in lock_texts {
        sources.add(Source::new(name.clone(), text.as_bytes()));
    }
    let mut diagnostics = lock_faults;
    diagnostics.extend(compiled.diagnostics);
    let policies = compiled.program.map(|program| Policies::new(program, compiled.sources));
    let (locks, lock_texts) = (OnceCell::from(locks), Vec::new());
    Project { policies, diagnostics, sources, named, broken, locks, lock_texts }
}

fn read_all(
    paths: &[PathBuf],
    texts: &mut Vec<(String, String)>,
    locks: &mut Vec<(String, String)>,
    broken: &mut Vec<(PathBuf, String)>,
    seen: &mut BTreeSet<PathBuf>,
) {
    let mut read = |path: &Path, list: &mut Vec<(String, String)>| {
        if !seen.insert(fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())) {
            return;
        }
        match files::read_text(path) {
            Ok(text) => list.push((path.display().to_string(), text)),
            Err(why) => broken.push((path.to_owned(), why)),
        }
    };
    for path in paths {
        read(path, texts);
    }
    let before = locks.len();
    for path in files::locks_beside(paths) {
        read(&path, locks);
    }
    let all = locks.split_off(before);
    locks.extend(all.into_iter().filter(|(name, text)| is_of_a_document(name, text, texts)));
}

/// Whether a lock is one of a document: a policy names the document, or the lock does. Other tools keep locks too.
fn is_of_a_document(name: &str, text: &str, policies: &[(String, String)]) -> bool {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let named = |policy: &str| {
        let mut words = policy.split_whitespace();
        words.by_ref().any(|word| word == "document") && words.next().is_some_and(|next| next == stem)
    };
    text.lines().any(|line| line.starts_with("document")) || policies.iter().any(|(_, policy)| named(policy))
}

/// Where a project keeps its cases: `cases` beside its policies.
pub(crate) fn case_folder(common: &Common) -> Option<PathBuf> {
    let folder = own_folder(common)?;
    let beside = folder.parent().map_or_else(|| PathBuf::from("cases"), |parent| parent.join("cases"));
    beside.is_dir().then_some(beside)
}

/// Names of the policy files that every run of the project reads.
pub(crate) fn own_files(common: &Common) -> Vec<String> {
    match own_folder(common) {
        Some(folder) => files::find(&[folder]).policies.iter().map(|path| path.display().to_string()).collect(),
        None => SHIPPED.iter().map(|(name, _)| (*name).to_owned()).collect(),
    }
}

/// The folder of the project's policies: as given, else the nearest `policies` at or above where we stand.
pub(crate) fn own_folder(common: &Common) -> Option<PathBuf> {
    if let Some(given) = &common.policies {
        return Some(given.clone());
    }
    let here = env::current_dir().ok()?;
    for (up, folder) in here.ancestors().enumerate() {
        let holds = |path: &Path| {
            let entries = fs::read_dir(path).into_iter().flatten().flatten();
            entries
                .map(|entry| entry.path())
                .any(|path| path.is_dir() || path.extension().is_some_and(|e| e == "policy"))
        };
        if holds(&folder.join("policies")) {
            let mut relative = PathBuf::new();
            (0..up).for_each(|_| relative.push(".."));
            return Some(relative.join("policies"));
        }
    }
    None
}
