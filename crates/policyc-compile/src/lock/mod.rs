//! Lock files: which clauses a document has, without its words.
//!
//! A lock names each clause by an id and holds a fingerprint of its folded text and hashed shingles (runs of words), so
//! that a copy of the document can be verified and compared. The text itself belongs to its publisher and stays there.

mod align;
mod build;
mod compare;
mod drift;
mod page;
mod read;
mod text;
mod units;
mod verify;

pub use build::{Entry, build, write};
pub use drift::{Change, Drift, Place, drift};
pub use page::{MissingQuotes, from_page, propose};
pub use read::read;
pub use text::fingerprint;
pub use verify::{Standing, Verified, verify};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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
    /// Hashes of all runs of words of the page it was made from, in order: by them edits are told from what always
    /// stood there. Empty if the lock was made without a page.
    #[serde(default, skip_serializing_if = "Shingles::is_empty")]
    pub page: Shingles,
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
    /// Whether the program proposed it and nobody has looked at it yet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub proposed: bool,
    /// Where it stands in the page, in words from 0; several places if the page says it several times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<u32>,
    /// How many words it has.
    pub words: u32,
    /// Of its folded text.
    pub fingerprint: String,
    /// Hashes of its runs of words, in order.
    pub shingles: Shingles,
}

/// Hashes of runs of words, written as one line of hexadecimal numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shingles(pub Vec<u32>);

impl Shingles {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Shingles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words: Vec<String> = self.0.iter().map(|hash| format!("{hash:08x}")).collect();
        serializer.serialize_str(&words.join(" "))
    }
}

impl<'de> Deserialize<'de> for Shingles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let hashes = text.split_whitespace().map(|word| u32::from_str_radix(word, 16));
        hashes.collect::<Result<Vec<_>, _>>().map(Self).map_err(serde::de::Error::custom)
    }
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
