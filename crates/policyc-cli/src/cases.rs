//! Cases and messages among the paths of `test` and `diff`, labels and sidecars with them.

use crate::{
    files,
    input::{Input, Unreadable},
    output::{self, plain::show},
};
use policyc::{
    Kind,
    diag::{Source, render::Style},
    labels::{Groups, Labelled},
    split_lines,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A case as it was found.
pub(crate) struct Loaded {
    /// The file it stands in.
    pub(crate) file: PathBuf,
    /// What its snapshot is called: the file's name, and the case's id where the file holds several.
    pub(crate) key: String,
    /// The case and its labels.
    pub(crate) labelled: Labelled,
}

/// Cases that could be read, and how many could not.
#[derive(Default)]
pub(crate) struct Cases {
    /// Those read, in order.
    pub(crate) loaded: Vec<Loaded>,
    /// How many files or lines could not be read; each was told.
    pub(crate) unreadable: usize,
}

/// Reads all of them; what cannot be read is told on standard error and counted.
pub(crate) fn read(found: &[(PathBuf, Kind)], style: &Style) -> Cases {
    let mut cases = Cases::default();
    let dictionaries = files::dictionary_folders();
    for (path, kind) in found {
        let before = cases.loaded.len();
        if let Err((path, why)) = read_file(path, *kind, style, &mut cases) {
            eprintln!("policyc: {}: {why}", show(&path.display().to_string()));
            cases.unreadable += 1;
        }
        for loaded in cases.loaded.iter_mut().skip(before) {
            loaded.labelled.case.use_dictionaries(&dictionaries);
        }
    }
    cases
}

fn read_file(path: &Path, kind: Kind, style: &Style, cases: &mut Cases) -> Result<(), Unreadable> {
    let input = Input::read(path, kind)?;
    let text = String::from_utf8_lossy(&input.bytes);
    let name = path.display().to_string();
    let key = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut keep = |key: String, labelled| cases.loaded.push(Loaded { file: path.to_owned(), key, labelled });
    let mut unreadable = 0;
    let mut refuse = |error: &policyc::CaseError| {
        output::diagnostics::print(std::iter::once(&error.diagnostic), &error.sources, style);
        unreadable += 1;
    };
    match kind {
        Kind::Mail | Kind::Html | Kind::Text => match input.first(&input.bytes) {
            Ok(case) => keep(key, Labelled { case, expect: Vec::new() }),
            Err(error) => refuse(&error),
        },
        Kind::JsonLines => {
            let source = Source::new(name.clone(), text.as_bytes());
            let mut taken = BTreeSet::new();
            for (at, (offset, line)) in split_lines(&text).enumerate() {
                match Labelled::from_json_at(&source, line, offset, &format!("line-{}", at + 1)) {
                    Ok(labelled) => keep(unique(&key, &labelled.case.id, &mut taken), labelled),
                    Err(error) => refuse(&error),
                }
            }
        }
        _ => match Labelled::from_text(&name, &text, kind) {
            Ok(labelled) => keep(key, labelled),
            Err(error) => refuse(&error),
        },
    }
    cases.unreadable += unreadable;
    Ok(())
}

/// A name that a file can have, and that no other case of the file has.
fn unique(file: &str, id: &str, taken: &mut BTreeSet<String>) -> String {
    let id: String = id.chars().map(|c| if c.is_alphanumeric() || "-._".contains(c) { c } else { '_' }).collect();
    let key = format!("{file}__{}", id.chars().take(100).collect::<String>());
    let numbered = (2..).map(|number| format!("{key}-{number}"));
    let name = std::iter::once(key.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(key);
    taken.insert(name.clone());
    name
}

/// Groups of clauses that restate one obligation, from `groups.json` beside a case file: `{ "slug": "group" }`; none
/// without that file.
pub(crate) fn groups_beside(file: &Path) -> Result<Groups, Unreadable> {
    let path = file.with_file_name("groups.json");
    if !path.is_file() {
        return Ok(Groups::default());
    }
    let read = files::read_text(&path).and_then(|text| {
        serde_json::from_str(&text)
            .map_err(|error| format!("{error}; an object of texts is wanted, such as {{ \"slug\": \"group\" }}"))
    });
    read.map_err(|why| (path, why))
}
