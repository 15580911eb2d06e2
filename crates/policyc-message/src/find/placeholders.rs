//! `message.placeholders`: holes in texts, attributes and addresses.

use super::{attributes, holes};
use crate::message::Message;
use crate::model::{Item, Known, List, Placeholder, PlaceholderPlace, Zone};

/// Attributes whose values are zones of their own.
const ZONES: [&str; 3] = ["alt", "title", "aria-label"];

/// All placeholders of a message.
pub(crate) fn find(message: &Message) -> List<Placeholder> {
    let forms = &message.settings().placeholders;
    let mut list = List { items: Vec::new(), open: message.open() };
    if forms.written.is_empty() {
        return list;
    }
    let made = |hole: holes::Hole, item: Item, place| Placeholder {
        item,
        kind: holes::kind_of(&hole.name, forms).map_or(Known::Unknown, Known::Value),
        name: holes::fold_name(&hole.name),
        place,
        label: hole.label,
    };
    for zone in message.zones().iter().filter(|zone| !matches!(zone.zone, Zone::Quoted | Zone::Attached)) {
        for hole in holes::find(&zone.text, forms) {
            let item = zone.item(hole.range.clone());
            list.items.push(made(hole, item, PlaceholderPlace::Text));
        }
    }
    for value in attributes::values(message, |name| !ZONES.contains(&name)) {
        let place = match value.name.as_str() {
            "href" | "action" | "formaction" | "xlink:href" => PlaceholderPlace::Link,
            "src" | "srcset" | "background" | "poster" => PlaceholderPlace::Image,
            "style" => PlaceholderPlace::Style,
            _ => PlaceholderPlace::Text,
        };
        for hole in holes::find(&value.text.text, forms) {
            let item = value.item(hole.range.clone());
            list.items.push(made(hole, item, place));
        }
    }
    if list.items.len() > message.limits().items {
        list.items.truncate(message.limits().items);
        list.open = Some("limit.items");
    }
    list
}
