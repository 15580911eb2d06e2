//! Lock files: which clauses a document has, without its words.
//!
//! A lock names each clause by an id and holds a fingerprint of its folded text and hashed shingles (runs of words), so
//! that a copy of the document can be verified and compared. The text itself belongs to its publisher and stays there.

use serde::{Deserialize, Serialize};

/// The clauses of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// What policies call the document: `us`.
    pub document: String,
    /// Its title, if anybody gave it one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The language it is written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its clauses in the order of the document.
    #[serde(default, rename = "clause")]
    pub clauses: Vec<LockedClause>,
}

/// One clause.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LockedClause {
    /// Full id, `us.send-window`.
    pub id: String,
    /// The slug that policies cite; several clauses that restate one obligation share it.
    pub slug: String,
    /// Where in the document: headings joined by ` > `.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Its place in the document, from 1.
    pub ordinal: u32,
    /// obligation, prohibition, permission …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modality: Option<String>,
    /// What it says, in words of whoever made the lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Of its folded text.
    pub fingerprint: String,
    /// Hashes of its runs of words, in order.
    #[serde(default)]
    pub shingles: Vec<String>,
}

impl Lock {
    /// The clauses that a citation means: of a bare slug all that bear it (or the one whose id ends so), else one id.
    pub fn cited_by<'l>(&'l self, slug: &'l str, bare: bool) -> impl Iterator<Item = &'l LockedClause> {
        let prefix = self.document.len() + 1;
        let by_slug = bare && self.clauses.iter().any(|clause| clause.slug == slug);
        self.clauses.iter().filter(
            move |clause| {
                if by_slug { clause.slug == slug } else { clause.id.get(prefix..) == Some(slug) }
            },
        )
    }
}
