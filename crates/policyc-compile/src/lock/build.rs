//! Making locks: from a split of a document into clauses.

use super::text::{of_words, shingles, words};
use super::{Lock, LockedClause, Shingles};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A clause as a split of a document has it, its words included. Other keys are passed over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct Entry {
    /// Full id, `us.send-window`.
    pub id: String,
    /// The slug; without it the id less the document.
    #[serde(default)]
    pub slug: Option<String>,
    /// Headings joined by ` > `.
    #[serde(default)]
    pub section: Option<String>,
    /// The words of the document.
    pub quote: String,
    /// obligation, prohibition, permission …
    #[serde(default)]
    pub modality: Option<String>,
    /// What it says, in one's own words.
    #[serde(default)]
    pub title: Option<String>,
}

/// One lock a document (what stands before the first dot of the ids), the clauses in the order given.
#[must_use]
pub fn build(entries: &[Entry]) -> Vec<Lock> {
    let mut locks: BTreeMap<&str, Lock> = BTreeMap::new();
    for entry in entries {
        let (document, slug) = entry.id.split_once('.').unwrap_or(("", entry.id.as_str()));
        let lock = locks.entry(document).or_insert_with(|| Lock { document: document.to_owned(), ..Lock::default() });
        let words = words(&entry.quote);
        lock.clauses.push(LockedClause {
            id: entry.id.clone(),
            slug: entry.slug.clone().unwrap_or_else(|| slug.to_owned()),
            section: entry.section.clone().unwrap_or_default(),
            ordinal: u32::try_from(lock.clauses.len() + 1).unwrap_or(u32::MAX),
            modality: entry.modality.clone(),
            title: entry.title.clone(),
            proposed: false,
            at: Vec::new(),
            words: u32::try_from(words.len()).unwrap_or(u32::MAX),
            fingerprint: of_words(&words),
            shingles: Shingles(shingles(&words)),
        });
    }
    locks.into_values().collect()
}

/// A lock as the text of its file.
///
/// # Errors
/// Never for locks that [`build`] or [`super::read`] made; the serialiser's own fault otherwise.
pub fn write(lock: &Lock) -> Result<String, toml::ser::Error> {
    let head =
        "# Made by `policyc lock`. Fingerprints of a document's clauses; the words stay with their publisher.\n\n";
    Ok(format!("{head}{}", toml::to_string(lock)?))
}
