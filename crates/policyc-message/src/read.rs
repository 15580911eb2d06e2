//! The doors: raw mail, an HTML file, a text file, the parts of a case.

use crate::limits::Limits;
use crate::mapped::{MappedBytes, MappedText};
use crate::message::{Core, Message};
use policyc_diag::SourceId;

/// An attachment of a case.
#[derive(Debug, Clone, Default)]
pub struct DraftAttachment {
    /// File name.
    pub name: Option<MappedText>,
    /// Media type.
    pub media_type: Option<MappedText>,
    /// Decoded bytes, if given.
    pub bytes: Option<MappedBytes>,
}

/// Headers of a case.
#[derive(Debug, Clone, Default)]
pub enum DraftHeaders {
    /// The case does not say.
    #[default]
    Unknown,
    /// The case says that there are none.
    None,
    /// Name and value of each.
    Given(Vec<(MappedText, MappedText)>),
}

/// A message whose parts are given one by one, each with its own map into the case file.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The case file.
    pub source: SourceId,
    /// Subject.
    pub subject: Option<MappedText>,
    /// Plain text.
    pub text: Option<MappedText>,
    /// HTML.
    pub html: Option<MappedText>,
    /// Headers.
    pub headers: DraftHeaders,
    /// Attachments.
    pub attachments: Vec<DraftAttachment>,
}

/// Reads a raw message (RFC 5322) as it stands on disk.
#[must_use]
pub fn read_eml(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    let _ = bytes;
    Message::from_core(Core { source, limits: limits.clone(), ..Core::default() })
}

/// Reads a raw message that itself is a text of a case (`message.eml`).
#[must_use]
pub fn read_eml_text(source: SourceId, raw: MappedText, limits: &Limits) -> Message {
    let _ = raw;
    Message::from_core(Core { source, limits: limits.clone(), ..Core::default() })
}

/// Reads an HTML file.
#[must_use]
pub fn read_html(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    let _ = bytes;
    Message::from_core(Core { source, limits: limits.clone(), ..Core::default() })
}

/// Reads a text file (`.txt`, `.md`).
#[must_use]
pub fn read_text(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    let _ = bytes;
    Message::from_core(Core { source, limits: limits.clone(), ..Core::default() })
}

/// Puts a message together from the parts of a case.
#[must_use]
pub fn read_parts(draft: Draft, limits: &Limits) -> Message {
    Message::from_core(Core { source: draft.source, limits: limits.clone(), subject: draft.subject, ..Core::default() })
}
