//! From parts to texts by zone (vocabulary, section 3).

mod builder;
mod html;
mod plain;
mod quoting;
mod signature;
mod union;

use crate::mapped::MappedText;
use crate::message::{Content, Message};
use crate::mime::raw::Raw;
use crate::model::{Item, Known, List, Quote, Zone};
use crate::zones::ZoneText;
use builder::Builder;
use ego_tree::NodeId;
use std::collections::{HashMap, HashSet};

/// What the zones of a message are.
#[derive(Debug, Default)]
pub(crate) struct Zoned {
    pub(crate) texts: Vec<ZoneText>,
    pub(crate) quotes: List<Quote>,
    /// Elements that hold a quote, by part, and its number.
    pub(crate) quote_elements: HashMap<(usize, NodeId), usize>,
    /// Text nodes and elements that stand in the signature.
    pub(crate) signed: HashSet<(usize, NodeId)>,
}

/// What one part yields.
#[derive(Debug, Default)]
struct PartZones {
    body: ZoneText,
    others: Vec<ZoneText>,
    quotes: Vec<QuoteText>,
}

/// A quoted block.
#[derive(Debug)]
struct QuoteText {
    text: ZoneText,
    depth: u32,
    introduction: Option<String>,
    /// The element that holds it.
    element: Option<NodeId>,
}

/// Messages within messages that are read.
const DEEPEST_MESSAGE: u32 = 3;

/// Reads all zones.
pub(crate) fn read(message: &Message) -> Zoned {
    let mut zoned = Zoned::default();
    if let Some(subject) = message.subject() {
        zoned.texts.push(whole(message, subject, Zone::Subject, None));
    }
    let (mut bodies, mut others, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
    let mut lesser = Vec::new();
    for (number, part) in message.parts().items.iter().enumerate() {
        let is_alternative = [message.html_part(), message.text_part()].contains(&Some(number));
        if !part.shown && !is_alternative {
            continue;
        }
        let Some(found) = read_part(message, number) else { continue };
        if part.shown {
            bodies.push(found.body);
            others.extend(found.others);
            quotes.extend(found.quotes);
        } else {
            lesser.push(found);
        }
    }
    for found in lesser {
        bodies.extend(union::lacking(&bodies, &found.body));
        let known: Vec<ZoneText> = quotes.iter().map(|quote: &QuoteText| quote.text.clone()).collect();
        quotes.extend(found.quotes.into_iter().filter(|quote| union::lacking(&known, &quote.text).is_some()));
        others.extend(found.others.into_iter().filter(|text| text.zone != Zone::Hidden));
    }
    for body in &bodies {
        let within = |at: &usize| body.signature.iter().any(|range| range.contains(at));
        let signed = body.nodes.iter().filter(|(at, _)| within(at));
        zoned.signed.extend(signed.filter_map(|(_, node)| Some((body.part?, *node))));
    }
    zoned.texts.extend(bodies.into_iter().filter(|body| !body.text.is_empty()));
    zoned.texts.extend(others);
    quotes.extend(nested_messages(message));
    add_quotes(&mut zoned, quotes);
    zoned.texts.extend(attached(message));
    zoned
}

fn add_quotes(zoned: &mut Zoned, quotes: Vec<QuoteText>) {
    for quote in quotes.into_iter().filter(|quote| !quote.text.text.is_empty()) {
        if let (Some(part), Some(element)) = (quote.text.part, quote.element) {
            zoned.quote_elements.insert((part, element), zoned.quotes.items.len());
        }
        let range = 0..quote.text.text.len();
        zoned.quotes.items.push(Quote {
            item: Item { zone: Zone::Quoted, ..quote.text.item(range) },
            depth: quote.depth,
            introduction: quote.introduction,
            language: Known::Unknown,
            ..Quote::default()
        });
        zoned.texts.push(quote.text);
    }
}

/// A text that is one zone by itself.
fn whole(message: &Message, text: &MappedText, zone: Zone, part: Option<usize>) -> ZoneText {
    let mut builder = Builder::new(message.source(), zone, part);
    builder.push(text, 0..text.text.len(), None, false);
    builder.finish()
}

fn read_part(message: &Message, number: usize) -> Option<PartZones> {
    let part = message.parts().items.get(number)?;
    let answers = message.envelope().replies_to.as_ref().value().is_some_and(Option::is_some)
        || message.subject().is_some_and(|subject| is_reply_subject(&subject.text));
    if part.labelled_media_type == "text/html" {
        let document = message.documents().iter().find(|document| document.part == number)?;
        let sight = document.visibility(message.limits());
        return Some(html::read(&document.tree, sight, message.source(), number, answers));
    }
    let text = message.part_text(number)?;
    Some(plain::read(text, part, message.source(), number, answers))
}

/// Texts of attachments that are plain text.
fn attached(message: &Message) -> Vec<ZoneText> {
    let attachments = message.attachments().items.iter().filter_map(|attachment| attachment.part);
    let texts = attachments.filter_map(|number| {
        let kind = &message.parts().items.get(number)?.labelled_media_type;
        let text = message.part_text(number).filter(|_| kind.starts_with("text/"))?;
        let mut builder = Builder::new(message.source(), Zone::Attached, Some(number));
        builder.push_lines(text, 0..text.text.len());
        Some(builder.finish())
    });
    texts.collect()
}

/// Bodies of attached messages: the other side's words.
fn nested_messages(message: &Message) -> Vec<QuoteText> {
    if message.core().nesting >= DEEPEST_MESSAGE {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (number, part) in message.parts().items.iter().enumerate() {
        let content = message.core().contents.get(number);
        let (true, Some(Content::Bytes(bytes))) = (part.labelled_media_type == "message/rfc822", content) else {
            continue;
        };
        let raw = Raw { source: message.source(), bytes: &bytes.bytes, base: Some(&bytes.map) };
        let inner = crate::read::read_nested(raw, message.limits(), message.core().nesting + 1);
        for text in inner.zones().iter().filter(|text| matches!(text.zone, Zone::Body | Zone::Quoted)) {
            let text = ZoneText { zone: Zone::Quoted, part: Some(number), nodes: Vec::new(), ..text.clone() };
            found.push(QuoteText { text, depth: 1, introduction: None, element: None });
        }
    }
    found
}

/// Prefixes that mail programs set before the subject they answer.
const REPLIES: [&str; 12] = ["re", "aw", "r", "rif", "ré", "rép", "antw", "sv", "rv", "resp", "rsp", "vs"];

/// Whether a subject is that of an answer (`Re:` and its kin, any case, counted prefixes such as `Re[2]:` too).
#[must_use]
pub fn is_reply_subject(subject: &str) -> bool {
    let Some((prefix, _)) = subject.trim_start().split_once(':') else { return false };
    let prefix = prefix.trim().to_lowercase();
    let prefix = prefix.split(['[', '(']).next().unwrap_or_default().trim();
    REPLIES.contains(&prefix)
}
