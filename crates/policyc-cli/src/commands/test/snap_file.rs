//! Snapshot files as insta writes them: metadata in YAML between two `---`, then the text.
//!
//! What insta leaves to its callers (`info`) holds the verdicts, and every flip that was accepted with its reason.

use policyc::snapshot::{self, Flip};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fs, path::Path};

/// A snapshot.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SnapFile {
    /// Its metadata.
    pub(crate) meta: Meta,
    /// Its text.
    pub(crate) text: String,
}

/// The metadata that insta keeps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Meta {
    /// The case file's name.
    #[serde(default)]
    pub(crate) source: String,
    /// What made it.
    #[serde(default)]
    pub(crate) expression: String,
    /// What is ours.
    #[serde(default)]
    pub(crate) info: Info,
}

/// What we keep.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Info {
    /// The verdict under each policy.
    #[serde(default)]
    pub(crate) verdicts: BTreeMap<String, String>,
    /// The flips, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) flips: Vec<Reasoned>,
}

/// A flip with its reason.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reasoned {
    /// The policy.
    pub(crate) policy: String,
    /// What the verdict was.
    pub(crate) from: String,
    /// What it is since.
    pub(crate) to: String,
    /// Why that is right; empty as long as nobody has said.
    #[serde(default)]
    pub(crate) reason: String,
}

impl SnapFile {
    /// A snapshot of a case that replaces `old`; flips carry `reason`.
    pub(crate) fn new(source: &str, text: &str, old: Option<&Self>, flips: &[Flip], reason: &str) -> Self {
        let mut kept = old.map(|old| old.meta.info.flips.clone()).unwrap_or_default();
        kept.extend(flips.iter().map(|flip| Reasoned {
            policy: flip.policy.clone(),
            from: flip.from.clone(),
            to: flip.to.clone(),
            reason: reason.to_owned(),
        }));
        let info = Info { verdicts: snapshot::verdicts(text), flips: kept };
        let meta = Meta { source: source.to_owned(), expression: "policyc test".to_owned(), info };
        Self { meta, text: text.to_owned() }
    }

    /// Reads one; none if there is none.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, String> {
        if !path.is_file() {
            return Ok(None);
        }
        let text = crate::files::read_text(path)?.replace("\r\n", "\n");
        let parts = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        let Some((head, body)) = parts else {
            return Err("this is no snapshot: it has to begin with metadata between two lines `---`".to_owned());
        };
        let meta = serde_saphyr::from_str(head).map_err(|error| format!("its metadata cannot be read: {error}"))?;
        Ok(Some(Self { meta, text: body.to_owned() }))
    }

    /// Writes it.
    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        let head = serde_saphyr::to_string(&self.meta).map_err(|error| error.to_string())?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        let text = format!("---\n{}\n---\n{}\n", head.trim_end(), self.text.trim_end());
        fs::write(path, text).map_err(|error| error.to_string())
    }

    /// What nobody has given a reason for: an accepted flip without one, or a verdict written over by hand.
    pub(crate) fn unexplained(&self) -> Option<String> {
        let silent = self.meta.info.flips.iter().find(|flip| flip.reason.trim().is_empty());
        if let Some(flip) = silent {
            return Some(format!("{} went from {} to {} without a reason", flip.policy, flip.from, flip.to));
        }
        let by_hand = snapshot::flips(&self.meta.info.verdicts, &snapshot::verdicts(&self.text));
        let flip = by_hand.first()?;
        Some(format!("{} was changed from {} to {} by hand, without a reason", flip.policy, flip.from, flip.to))
    }
}
