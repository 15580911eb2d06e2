//! Whole-message snapshots: each case's reports against what was accepted before.

use super::snap_file::SnapFile;
use crate::{cases::Loaded, output::say};
use policyc::{
    Kind, Policies, kind_of, snapshot,
    snapshot::{Change, Flip},
};
use similar::{ChangeTag, TextDiff};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A snapshot that is not as it should be.
pub(crate) struct Difference {
    /// The `.snap` file.
    pub(crate) path: PathBuf,
    /// What is wrong.
    pub(crate) kind: What,
    /// What was accepted, if anything was.
    pub(crate) old: Option<SnapFile>,
    /// What comes out now.
    pub(crate) new: String,
    /// The case file's name.
    pub(crate) source: String,
}

/// Kinds of differences, in the order in which they are gone through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// A verdict turned.
    Flipped(Vec<Flip>),
    /// A flip was accepted without a reason.
    Unexplained(String),
    /// Other reasons.
    Reasons,
    /// Other words.
    Wording,
    /// There is no snapshot yet.
    New,
    /// No case has this snapshot.
    Unreferenced,
}

impl What {
    /// Where it comes when all are gone through.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Flipped(_) => 0,
            Self::Unexplained(_) => 1,
            Self::Reasons => 2,
            Self::Wording => 3,
            Self::New => 4,
            Self::Unreferenced => 5,
        }
    }

    /// The heading of its group.
    pub(crate) fn heading(&self) -> &'static str {
        match self {
            Self::Flipped(_) => "verdicts that flip",
            Self::Unexplained(_) => "flips without a reason",
            Self::Reasons => "other reasons",
            Self::Wording => "other wording",
            Self::New => "new",
            Self::Unreferenced => "unreferenced",
        }
    }
}

/// The snapshot of a case.
pub(crate) fn path_of(loaded: &Loaded) -> PathBuf {
    loaded.file.with_file_name("snapshots").join(format!("{}.snap", loaded.key))
}

/// Where what comes out now waits for review; insta's tools look for it there.
pub(crate) fn pending(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// Compares one case; none if all is as it was.
pub(crate) fn compare(
    policies: &Policies,
    loaded: &Loaded,
    options: &policyc::CheckOptions,
) -> Result<Option<Difference>, String> {
    let path = path_of(loaded);
    let new = snapshot::text(&policyc::check(policies, &loaded.labelled.case, options));
    let old = SnapFile::read(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let kind = match &old {
        None => What::New,
        Some(old) => match (snapshot::change(&old.text, &new), old.unexplained()) {
            (Some(Change::Verdict(flips)), _) => What::Flipped(flips),
            (_, Some(why)) => What::Unexplained(why),
            (Some(Change::Reasons), None) => What::Reasons,
            (Some(Change::Wording), None) => What::Wording,
            (None, None) => {
                let _ = fs::remove_file(pending(&path));
                return Ok(None);
            }
        },
    };
    let source = loaded.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Some(Difference { path, kind, old, new, source }))
}

/// Snapshots that no case of their folder has.
pub(crate) fn unreferenced(cases: &[Loaded]) -> Vec<Difference> {
    let mut folders: BTreeMap<PathBuf, BTreeSet<String>> = BTreeMap::new();
    let mut walked: BTreeSet<PathBuf> = BTreeSet::new();
    for loaded in cases {
        let path = path_of(loaded);
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        folders.entry(folder).or_default().insert(format!("{}.snap", loaded.key));
        walked.insert(loaded.file.clone());
    }
    let mut found = Vec::new();
    for (folder, known) in folders {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "snap")) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !known.contains(&name) && !belongs_elsewhere(&folder, &name, &walked) {
                let kind = What::Unreferenced;
                found.push(Difference { path, kind, old: None, new: String::new(), source: String::new() });
            }
        }
    }
    found
}

/// Whether a snapshot is that of a case file beside it that this run did not look at.
fn belongs_elsewhere(folder: &Path, name: &str, walked: &BTreeSet<PathBuf>) -> bool {
    let stem = name.strip_suffix(".snap").unwrap_or(name);
    let lines = stem.split_once("__").map(|(file, _)| file);
    let beside = folder.parent().unwrap_or(Path::new("."));
    let single = kind_of(stem).is_some_and(|kind| kind != Kind::JsonLines);
    let file = if single { Some(stem) } else { lines };
    file.is_some_and(|file| beside.join(file).is_file() && !walked.contains(&beside.join(file)))
}

/// Shows what differs.
pub(crate) fn show(difference: &Difference) {
    match &difference.kind {
        What::Flipped(flips) => {
            for flip in flips {
                say!("  {}: {} -> {}", flip.policy, flip.from, flip.to);
            }
        }
        What::Unexplained(why) => say!("  {why}"),
        What::Unreferenced => {
            say!("  no case has this snapshot; delete it, or bring its case back");
            return;
        }
        _ => {}
    }
    let old = difference.old.as_ref().map(|old| old.text.trim_end().to_owned()).unwrap_or_default();
    let diff = TextDiff::from_lines(old.as_str(), difference.new.trim_end());
    for group in diff.grouped_ops(2) {
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            say!("  {sign} {}", change.value().trim_end());
        }
    }
}

/// Accepts what comes out now. A flip wants its reason, also one that was accepted without.
pub(crate) fn accept(difference: &Difference, reason: &str) -> Result<(), String> {
    let _ = fs::remove_file(pending(&difference.path));
    if difference.kind == What::Unreferenced {
        return fs::remove_file(&difference.path).map_err(|error| error.to_string());
    }
    let (flips, mut old) = match &difference.kind {
        What::Flipped(flips) => (flips.clone(), difference.old.clone()),
        What::Unexplained(_) => {
            let old = difference.old.as_ref();
            let verdicts = old.map(|old| old.meta.info.verdicts.clone()).unwrap_or_default();
            (snapshot::flips(&verdicts, &snapshot::verdicts(&difference.new)), difference.old.clone())
        }
        _ => (Vec::new(), difference.old.clone()),
    };
    let silent = old.iter_mut().flat_map(|old| &mut old.meta.info.flips).filter(|flip| flip.reason.trim().is_empty());
    silent.for_each(|flip| reason.clone_into(&mut flip.reason));
    SnapFile::new(&difference.source, &difference.new, old.as_ref(), &flips, reason).write(&difference.path)
}

/// Whether accepting needs a reason.
pub(crate) fn needs_reason(difference: &Difference) -> bool {
    matches!(difference.kind, What::Flipped(_) | What::Unexplained(_))
}

/// Leaves what comes out now beside the snapshot, for review here or with insta's own tools.
pub(crate) fn leave_pending(difference: &Difference) -> Result<(), String> {
    let flips = match &difference.kind {
        What::Flipped(flips) => flips.as_slice(),
        What::Unreferenced | What::Unexplained(_) => return Ok(()),
        _ => &[],
    };
    let file = SnapFile::new(&difference.source, &difference.new, difference.old.as_ref(), flips, "");
    file.write(&pending(&difference.path))
}
