//! Files among the paths: policies, messages, cases; sidecars go with their messages.

use ignore::WalkBuilder;
use policyc::{Kind, kind_of};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

/// Files larger than this are not read.
const LARGEST: u64 = 1 << 30;

/// What was found among the paths.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// Policy files.
    pub(crate) policies: Vec<PathBuf>,
    /// Messages and cases, in order.
    pub(crate) messages: Vec<(PathBuf, Kind)>,
    /// Paths that lead nowhere, and why.
    pub(crate) broken: Vec<(PathBuf, String)>,
}

/// Looks through paths; folders are walked in order of names, ignore files respected, links to folders not followed.
pub(crate) fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => walk(path, &mut found),
            Ok(_) => add(path.clone(), true, &mut found),
            Err(error) => found.broken.push((path.clone(), describe(&error))),
        }
    }
    found
}

fn walk(root: &Path, found: &mut Found) {
    let before = found.policies.len() + found.messages.len();
    let walker = WalkBuilder::new(root).require_git(false).sort_by_file_name(std::cmp::Ord::cmp).build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => add(entry.into_path(), false, found),
            Ok(_) => {}
            Err(error) => found.broken.push((root.to_owned(), error.to_string())),
        }
    }
    if found.policies.len() + found.messages.len() == before {
        let what = "this folder holds no policy, message or case".to_owned();
        found.broken.push((root.to_owned(), what));
    }
}

/// Adds a file; one that was named is a fault if it is none of ours, one met in a folder is passed over.
fn add(path: PathBuf, named: bool, found: &mut Found) {
    let name = path.to_string_lossy();
    match kind_of(&name) {
        Some(Kind::Policy) => found.policies.push(path),
        Some(_) if !named && is_sidecar(&path) => {}
        Some(Kind::Text) if !named && name.ends_with(".md") => {}
        Some(Kind::Toml) if !named && !name.ends_with(".case.toml") => {}
        Some(Kind::Json) if !named && !name.ends_with(".case.json") => {}
        Some(kind) => found.messages.push((path, kind)),
        None if named => {
            let what = "the ending is none that is known (.eml .html .txt .md .json .jsonl .toml .policy)".to_owned();
            found.broken.push((path, what));
        }
        None => {}
    }
}

/// Whether a file is the sidecar of a message beside it.
fn is_sidecar(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(stem) = name.strip_suffix(".case.toml").or_else(|| name.strip_suffix(".case.json")) else { return false };
    ["eml", "html", "htm", "txt", "md"].iter().any(|ending| path.with_file_name(format!("{stem}.{ending}")).is_file())
}

/// The sidecars of a message, if there are any.
pub(crate) fn sidecars(message: &Path) -> Vec<(PathBuf, Kind)> {
    let Some(stem) = message.file_stem().map(|stem| stem.to_string_lossy().into_owned()) else { return Vec::new() };
    let both = [("json", Kind::Json), ("toml", Kind::Toml)];
    both.into_iter()
        .map(|(ending, kind)| (message.with_file_name(format!("{stem}.case.{ending}")), kind))
        .filter(|(path, _)| path.is_file())
        .collect()
}

/// The bytes of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let meta = fs::metadata(path).map_err(|error| describe(&error))?;
    if meta.len() > LARGEST {
        return Err(format!("it has {} bytes, more than are read at once ({LARGEST})", meta.len()));
    }
    fs::read(path).map_err(|error| describe(&error))
}

/// Writes a file; one that could not be written to its end leaves the old one as it was.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".policyc-new");
    let beside = path.with_file_name(name);
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|error| {
        let _ = fs::remove_file(&beside);
        describe(&error)
    })
}

/// The text of a file.
pub(crate) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = read(path)?;
    text(&bytes).map(str::to_owned)
}

/// Bytes as text; else where they are none.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        format!("byte {at} (line {line}) is no UTF-8; save the file as UTF-8")
    })
}

/// What is wrong with a file, in words.
fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// Locks beside policy files: those in their folders.
pub(crate) fn locks_beside(policies: &[PathBuf]) -> Vec<PathBuf> {
    let folders: BTreeSet<&Path> = policies.iter().filter_map(|path| path.parent()).collect();
    let mut found = Vec::new();
    for folder in folders {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let Ok(entries) = fs::read_dir(folder) else { continue };
        let locks = entries.flatten().map(|entry| entry.path());
        found.extend(locks.filter(|path| path.extension().is_some_and(|ending| ending == "lock") && path.is_file()));
    }
    found.sort();
    found
}

/// Folders in which Hunspell dictionaries are looked for, in order: `POLICYC_DICTIONARIES`, the user's data folder, the
/// system's.
pub(crate) fn dictionary_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("POLICYC_DICTIONARIES")
        .map(|paths| std::env::split_paths(&paths).collect())
        .unwrap_or_default();
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share")));
    folders.extend(data.map(|data| data.join("policyc/dictionaries")));
    folders.extend(["/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/share/myspell"].map(PathBuf::from));
    folders.retain(|folder| folder.is_dir());
    folders
}
