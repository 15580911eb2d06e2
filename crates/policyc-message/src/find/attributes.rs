//! Attribute values of a message's HTML, with their way back.

use crate::mapped::MappedText;
use crate::message::Message;
use crate::model::{Item, Known, Zone};
use policyc_diag::{SourceId, Span};
use std::ops::Range;

/// A value of an attribute, or the text of a style sheet.
pub(crate) struct Value {
    /// Name of the attribute; `style` for sheets too.
    pub(crate) name: String,
    pub(crate) text: MappedText,
    source: SourceId,
    zone: Zone,
}

impl Value {
    /// An item that stands in a stretch of the value.
    pub(crate) fn item(&self, range: Range<usize>) -> Item {
        let span = |range: Range<usize>| Span::new(self.source, range.start, range.end);
        Item {
            text: self.text.get(range.clone()).to_owned(),
            places: self.text.map.ranges(range).into_iter().map(span).collect(),
            zone: self.zone,
            visible: Known::Value(false),
            ..Item::default()
        }
    }
}

/// All values that `wanted` names, outside quotes.
pub(crate) fn values(message: &Message, wanted: impl Fn(&str) -> bool) -> Vec<Value> {
    let mut found = Vec::new();
    for document in message.documents() {
        for node in document.tree.tree().tree.root().descendants() {
            let Some(element) = node.value().as_element() else { continue };
            if node.ancestors().any(|holder| message.quote_of(document.part, holder.id()).is_some()) {
                continue;
            }
            for (name, _) in element.attrs().filter(|(name, _)| wanted(name)) {
                if let Some(text) = document.tree.value(node.id(), name) {
                    found.push(Value { name: name.to_owned(), text, source: message.source(), zone: Zone::Body });
                }
            }
            if element.name() == "style" && wanted("style") {
                let sheets = node.children().filter_map(|sheet| document.tree.text(sheet.id()));
                let zone = Zone::Hidden;
                found.extend(sheets.map(|text| Value {
                    name: "style".to_owned(),
                    text,
                    source: message.source(),
                    zone,
                }));
            }
        }
    }
    found
}
