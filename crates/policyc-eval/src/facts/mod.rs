//! What the program reads off a message, as data under the names of the vocabulary: one function a fact, none of which
//! reads more of the message than its fact needs.

mod build;
mod envelope;
mod finders;
mod media;
mod pending;
mod prose;
mod style;

pub use build::{Fields, list_of, measure};

use crate::Datum;
use policyc_message::Message;

/// The datum of `message.NAME`; none if the message knows no such fact.
#[must_use]
pub fn builtin(message: &Message, name: &str) -> Option<Datum> {
    envelope::fact(message, name)
        .or_else(|| finders::fact(message, name))
        .or_else(|| media::fact(message, name))
        .or_else(|| style::fact(message, name))
        .or_else(|| prose::fact(message, name))
}

/// A key of an item, as atoms call it: `message.links["…"]`.
pub(crate) fn item_path(list: &str, key: Option<&str>, at: usize) -> String {
    key.map_or_else(|| format!("{list}[{at}]"), |key| format!("{list}[{key:?}]"))
}
