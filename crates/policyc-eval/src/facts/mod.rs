//! What the program reads off a message, as data under the names of the vocabulary: one function a fact, none of which
//! reads more of the message than its fact needs.

mod build;
mod envelope;
mod finders;
mod media;
mod prose;
mod style;

pub use build::{Fields, list_of, measure, number};
pub(crate) use prose::zones_of;

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

/// The values of a field of all items of a list, by which `declared` joins them.
#[must_use]
pub fn keys(message: &Message, list: &str, by: &str) -> Vec<String> {
    use crate::{State, Value};
    let Some(datum) = builtin(message, list) else { return Vec::new() };
    let State::Known(Value::List(list)) = &datum.state else { return Vec::new() };
    let texts = list.items.iter().filter_map(|item| match item.field(by).state {
        State::Known(Value::Text(text)) => Some(text.to_string()),
        State::Known(Value::Zone(zone)) => Some(zone.text.to_string()),
        _ => None,
    });
    texts.collect()
}
