//! Vocabulary section 2: headers, sender, recipients; section 15: authentication results.

use super::{Item, Known, List};
use jiff::Timestamp;
use policyc_diag::Span;

/// `message.headers`: one field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Places: the whole field; `fields` has `name` and `value`. Its text is the raw field.
    pub item: Item,
    /// Lower-case name.
    pub name: String,
    /// Unfolded and decoded value.
    pub value: String,
}

/// `message.sender`, `message.reply_to`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mailbox {
    /// The mailbox in the header.
    pub item: Item,
    /// Display name.
    pub name: Option<String>,
    /// The address, none for a group or a bounce.
    pub address: Option<String>,
    /// Host of the address in A-labels.
    pub host: Option<String>,
}

/// `message.recipients`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// The mailbox itself.
    pub mailbox: Mailbox,
    /// `to`, `cc` or `bcc`.
    pub field: String,
}

/// `message.authentications`: what the topmost server recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authentication {
    /// The header.
    pub item: Item,
    /// `spf`, `dkim`, `dmarc` …
    pub method: String,
    /// `pass`, `fail` …
    pub result: String,
    /// The domain it is about.
    pub domain: Option<String>,
}

/// Facts read off the headers. For a draft without `headers` all are unknown; `null` headers make them none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Envelope {
    /// `Date:`, if a zone is given; none without the header, unknown if it cannot be read.
    pub sent_at: Known<Option<Timestamp>>,
    /// Bytes of the date.
    pub sent_at_places: Vec<Span>,
    /// Every field in order; unknown headers are an open list.
    pub headers: List<Header>,
    /// First mailbox of `From:`.
    pub sender: Known<Option<Mailbox>>,
    /// First mailbox of `Reply-To:`.
    pub reply_to: Known<Option<Mailbox>>,
    /// `To`, `Cc`, `Bcc`.
    pub recipients: List<Recipient>,
    /// `In-Reply-To:`, else last of `References:`.
    pub replies_to: Known<Option<String>>,
    /// Bytes of that id.
    pub replies_to_places: Vec<Span>,
    /// `Auto-Submitted:` other than `no`.
    pub automatic: Known<bool>,
    /// Bytes of that header.
    pub automatic_places: Vec<Span>,
    /// `Content-Language:` of the message.
    pub content_language: Option<String>,
    /// `Authentication-Results:` of the topmost server.
    pub authentications: List<Authentication>,
}
