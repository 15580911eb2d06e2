//! `message.links`: anchors and their kin, running text, headers, put together.

use super::anchors::{self, Place};
use super::target;
use super::written::{What, Written};
use crate::message::Message;
use crate::model::{Item, Known, Link, LinkOrigin, List, Zone};
use crate::zones::ZoneText;
use policyc_diag::Span;
use std::collections::BTreeMap;

/// Links of the message, and those of each quote.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    pub(crate) links: List<Link>,
    pub(crate) quoted: BTreeMap<usize, Vec<Link>>,
}

/// Finds all links.
pub(crate) fn find(message: &Message) -> Linked {
    let mut linked = Linked::default();
    linked.links.open = message.open().or(message.parts().open);
    for document in message.documents() {
        linked.links.open = linked.links.open.or(document.tree.open());
        for (place, link) in anchors::find(message, document) {
            linked.add(place, link, message.limits().items);
        }
    }
    let mut quote = 0;
    for (zone, written) in message.zones().iter().zip(message.written()) {
        let place = match zone.zone {
            Zone::Attached => continue,
            Zone::Quoted => {
                quote += 1;
                Place::Quote(quote - 1)
            }
            _ => Place::Own,
        };
        linked.add_text(message, zone, written, place);
    }
    for link in headers(message) {
        linked.add(Place::Own, link, message.limits().items);
    }
    linked
}

impl Linked {
    fn add(&mut self, place: Place, link: Link, most: usize) {
        let list = match place {
            Place::Own => &mut self.links.items,
            Place::Quote(quote) => self.quoted.entry(quote).or_default(),
        };
        if list.len() < most {
            list.push(link);
        } else {
            self.links.open = Some("limit.items");
        }
    }

    fn add_text(&mut self, message: &Message, zone: &ZoneText, written: &[Written], place: Place) {
        let lesser = zone.part.is_some() && zone.part == message.text_part() && message.html_part().is_some();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        if lesser && place == Place::Own {
            known = self.links.items.iter().enumerate().rev().map(|(at, link)| (key(&link.href), at)).collect();
        }
        for found in written.iter().filter(|found| found.what == What::Link) {
            if anchors::stands_in_anchor(message, zone, found.range.start) {
                continue;
            }
            let mut link = Link { item: zone.item(found.range.clone()), ..Link::default() };
            link.origin = if found.spelled_out { LinkOrigin::SpelledOut } else { LinkOrigin::Text };
            target::describe(&mut link, &found.value, None, message.settings());
            match known.get(&key(&link.href)).and_then(|at| self.links.items.get_mut(*at)) {
                Some(same) => same.item.places.extend(link.item.places),
                None => {
                    link.shown_host = link.host.as_ref().value().cloned().flatten();
                    self.add(place, link, message.limits().items);
                }
            }
        }
    }
}

/// What makes two addresses one: scheme left out, an empty path a slash, case of the host aside.
pub(crate) fn key(href: &str) -> String {
    let lower = href.trim();
    let rest = lower.split_once("://").map_or(lower, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = (rest.get(..end).unwrap_or_default(), rest.get(end..).unwrap_or_default());
    let path = if path.is_empty() { "/" } else { path };
    format!("{}{path}", host.to_lowercase())
}

/// Where an address stands in its header: exactly if the field lies in the source as it is, else the value.
fn within(field: &Item, address: &str) -> Vec<Span> {
    match (field.places.as_slice(), field.text.find(address)) {
        ([whole], Some(at)) if whole.range().len() == field.text.len() => {
            let start = whole.range().start + at;
            vec![Span::new(whole.source, start, start + address.len())]
        }
        _ => field.places_of("value").to_vec(),
    }
}

/// `List-Unsubscribe:` (RFC 2369).
fn headers(message: &Message) -> Vec<Link> {
    let mut found = Vec::new();
    for header in message.envelope().headers.items.iter().filter(|header| header.name == "list-unsubscribe") {
        for address in header.value.split('<').skip(1).filter_map(|rest| rest.split('>').next()).take(20) {
            let item = Item {
                text: address.trim().to_owned(),
                places: within(&header.item, address),
                zone: Zone::Header,
                visible: Known::Value(false),
                ..Item::default()
            };
            let mut link = Link { item, origin: LinkOrigin::Header, ..Link::default() };
            target::describe(&mut link, address, None, message.settings());
            found.push(link);
        }
    }
    found
}
