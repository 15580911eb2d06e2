//! Vocabulary section 2 (parts) and 10 (attachments).

use super::{Item, Known};
use crate::mime::transfer::Transfer;
use policyc_diag::Span;

/// `Content-Disposition:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// Shown in place.
    Inline,
    /// Offered as a file; unknown words count as this.
    Attachment,
}

/// `message.parts`: a leaf part.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Places: the part's header; `fields` has `media_type`, `name`, `charset`, `disposition`, `shown`, `body`.
    pub item: Item,
    /// What the content is.
    pub media_type: Known<String>,
    /// What its label says it is.
    pub labelled_media_type: String,
    /// File name.
    pub name: Option<String>,
    /// Charset that the text was read in; none for what is no text.
    pub charset: Option<String>,
    /// Disposition, if given.
    pub disposition: Option<Disposition>,
    /// Nesting, from 0.
    pub depth: u32,
    /// Decoded octets; unknown if they are not at hand.
    pub bytes: Known<u64>,
    /// Whether it is the alternative that a reader sees.
    pub shown: bool,
    /// Whether a text/plain part parses to an element with text or `href`.
    pub holds_markup: bool,
    /// `Content-Id:` without brackets.
    pub content_id: Option<String>,
    /// `Content-Location:`.
    pub content_location: Option<String>,
    /// Bytes of the body in the source.
    pub body: Vec<Span>,
    /// `format=flowed` (RFC 3676): lines that end in a blank go on.
    pub flowed: bool,
    /// `delsp=yes`: that blank is not text.
    pub deletes_space: bool,
    /// How the body is coded in the source.
    pub(crate) transfer: Transfer,
}

/// `message.attachments`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// Places: the part's header; `fields` as in [`Part`].
    pub item: Item,
    /// Index in `message.parts`, none for a case's entry without content.
    pub part: Option<usize>,
    /// File name.
    pub name: Option<String>,
    /// Last ending, lower case, bidi controls removed.
    pub extension: Option<String>,
    /// By signature; unknown without bytes.
    pub media_type: Known<String>,
    /// By label.
    pub labelled_media_type: Option<String>,
    /// Whether signature, label and ending name one type.
    pub type_agrees: Known<bool>,
    /// Octets.
    pub bytes: Known<u64>,
    /// By signature.
    pub is_image: Known<bool>,
    /// By signature.
    pub executable: Known<bool>,
    /// By signature.
    pub archive: Known<bool>,
    /// ZIP flag, PDF `/Encrypt`.
    pub encrypted: Known<bool>,
    /// Pages, if they could be counted.
    pub page_count: Known<Option<u64>>,
    /// Its text, if it could be read.
    pub attached_text: Known<String>,
}
