//! From leaves of the structure to parts, contents and attachments.

use super::raw::Raw;
use super::structure::Leaf;
use super::transfer::{self, Transfer};
use super::{charset, sniff, utf7};
use crate::limits::Limits;
use crate::mapped::{MappedBytes, MappedText};
use crate::message::Content;
use crate::model::{Attachment, Disposition, Item, Known, Part, Zone};
use policyc_diag::Span;

/// Whether a media type is text that a mail program shows in place.
pub(crate) fn is_shown_text(media_type: &str) -> bool {
    let file = ["text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv", "text/css"];
    media_type.starts_with("text/") && !file.contains(&media_type)
}

/// Reads one leaf.
pub(crate) fn read(raw: Raw<'_>, leaf: &Leaf, limits: &Limits) -> (Part, Content, Option<&'static str>) {
    let label = label_of(leaf);
    let cut = leaf.body.start..leaf.body.end.min(leaf.body.start.saturating_add(limits.text_bytes));
    let is_text = label.starts_with("text/");
    let range = if is_text { cut.clone() } else { leaf.body.clone() };
    let mut open = (range.end < leaf.body.end).then_some("limit.text_bytes");
    let mut decoded = transfer::decode(leaf.transfer, raw.get(range.clone()), range.start);
    decoded.map = raw.rebase(decoded.map);
    let mut part = part_of(raw, leaf, &label, decoded.bytes.len());
    if !is_text {
        let kind = sniff::media_type(&decoded.bytes).unwrap_or(&label).to_owned();
        part.media_type = Known::Value(kind);
        return (part, Content::Bytes(decoded), open);
    }
    part.media_type = Known::Value(label.clone());
    let (text, charset, readable) = decode_text(&decoded, leaf, &label);
    if !readable || leaf.transfer == Transfer::Unknown {
        open = Some("undecodable");
    }
    part.charset = Some(charset.to_owned());
    if label == "text/plain" {
        part.holds_markup = holds_markup(&text.text);
    }
    (part, Content::Text(text), open)
}

fn label_of(leaf: &Leaf) -> String {
    let label = leaf.content_type.value.as_str();
    let sound = label.split_once('/').is_some_and(|(kind, sub)| {
        let token = |word: &str| !word.is_empty() && !word.contains([' ', '/', '"', '=', ',']);
        token(kind) && token(sub)
    });
    let label = if sound { label } else { "text/plain" };
    // A container that cannot be taken apart is read as text.
    if label.starts_with("multipart/") { "text/plain".to_owned() } else { label.to_owned() }
}

/// Text, the name of its charset, and whether that charset is known here.
fn decode_text(decoded: &MappedBytes, leaf: &Leaf, label: &str) -> (MappedText, &'static str, bool) {
    let named = leaf.content_type.get("charset").map(|charset| charset.text.trim().to_owned());
    if named.as_deref().is_some_and(utf7::is_label) {
        return (utf7::decode(decoded), "UTF-7", true);
    }
    let found = named.as_deref().and_then(charset::from_label);
    let found = found.or_else(|| if label == "text/html" { charset::prescan(&decoded.bytes) } else { None });
    let readable = found.is_some() || named.is_none_or(|named| named.is_empty());
    let encoding = found.unwrap_or_else(|| charset::sniff(&decoded.bytes));
    (charset::decode(decoded, encoding), encoding.name(), readable)
}

fn part_of(raw: Raw<'_>, leaf: &Leaf, label: &str, bytes: usize) -> Part {
    let value = |name: &str| leaf.block.first(name).map(|field| raw.spans(field.value_range(raw)));
    let name = leaf.disposition.get("filename").or_else(|| leaf.content_type.get("name"));
    let spans = |text: &MappedText| -> Vec<Span> { raw.spans(text.map.cover(0..text.text.len())) };
    let mut places = raw.spans(leaf.block.range.clone());
    if leaf.block.range.is_empty() {
        places = raw.spans(leaf.body.start..leaf.body.start);
    }
    let mut item = Item { places, zone: Zone::Header, visible: Known::Value(false), ..Item::default() };
    let fields = [
        ("media_type", value("content-type")),
        ("charset", leaf.content_type.get("charset").map(spans)),
        ("disposition", value("content-disposition")),
        ("name", name.map(spans)),
        ("body", Some(raw.spans(leaf.body.clone()))),
    ];
    item.fields.extend(fields.into_iter().filter_map(|(name, places)| Some((name, places?))));
    let text = |name: &str| leaf.block.first(name).map(|field| field.unfolded(raw).text);
    let says = |name: &str, word: &str| {
        leaf.content_type.get(name).is_some_and(|value| value.text.trim().eq_ignore_ascii_case(word))
    };
    Part {
        item,
        flowed: says("format", "flowed"),
        deletes_space: says("delsp", "yes"),
        labelled_media_type: label.to_owned(),
        name: name.map(|name| file_name(&name.text)).filter(|name| !name.is_empty()),
        disposition: disposition(&leaf.disposition.value),
        depth: leaf.depth,
        bytes: Known::Value(bytes as u64),
        content_id: text("content-id").map(|id| id.trim().trim_matches(['<', '>']).to_owned()),
        content_location: text("content-location"),
        body: raw.spans(leaf.body.clone()),
        transfer: leaf.transfer,
        ..Part::default()
    }
}

fn disposition(word: &str) -> Option<Disposition> {
    match word {
        "" => None,
        "inline" => Some(Disposition::Inline),
        _ => Some(Disposition::Attachment),
    }
}

/// The last piece of a path.
pub(crate) fn file_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}

/// The ending of a file name as a program would see it: lower case, bidi controls gone.
pub(crate) fn extension(name: &str) -> Option<String> {
    let is_control =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{61C}');
    let plain: String = name.chars().filter(|c| !is_control(*c)).collect();
    let (stem, ending) = plain.trim_end_matches(['.', ' ']).rsplit_once('.')?;
    let _ = stem;
    (!ending.is_empty() && !ending.contains(char::is_whitespace)).then(|| ending.to_lowercase())
}

/// Whether text parses to an element with text or an `href`.
pub(crate) fn holds_markup(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(200_000)).unwrap_or_default();
    let lower = head.to_ascii_lowercase();
    let tags = [
        "p", "div", "span", "table", "tr", "td", "html", "body", "br", "b", "i", "u", "strong", "em", "font", "h1",
        "h2", "h3", "ul", "ol", "li", "center",
    ];
    let closes = |tag: &str| {
        let opened = lower.find(&format!("<{tag}>")).or_else(|| lower.find(&format!("<{tag} ")));
        opened.is_some_and(|at| lower.get(at..).is_some_and(|rest| rest.contains(&format!("</{tag}>"))))
    };
    lower.contains('<') && (lower.contains("<a href=") || tags.iter().any(|tag| closes(tag)))
}

/// The attachment that a part is, if it is one.
pub(crate) fn attachment(number: usize, part: &Part, content: &Content, shown_elsewhere: bool) -> Option<Attachment> {
    let label = part.labelled_media_type.as_str();
    let file = part.disposition == Some(Disposition::Attachment) || !is_shown_text(label);
    if !file || (shown_elsewhere && part.disposition != Some(Disposition::Attachment)) {
        return None;
    }
    let bytes = match content {
        Content::Bytes(bytes) => Some(bytes.bytes.as_slice()),
        Content::Text(text) => Some(text.text.as_bytes()),
        Content::Absent => None,
    };
    let mut found = describe(part.name.clone(), Some(label), bytes);
    found.item = part.item.clone();
    found.item.zone = Zone::Attached;
    found.item.visible = Known::Value(true);
    found.item.text = found.name.clone().unwrap_or_default();
    found.part = Some(number);
    found.bytes = part.bytes;
    if let Content::Text(text) = content {
        found.attached_text = Known::Value(text.text.clone());
        found.media_type = part.media_type.clone();
    }
    Some(found)
}

/// What name, label and bytes say of an attachment.
pub(crate) fn describe(name: Option<String>, label: Option<&str>, bytes: Option<&[u8]>) -> Attachment {
    let extension = name.as_deref().and_then(extension);
    let signature = bytes.map_or(Known::Unknown, |bytes| Known::Value(sniff::media_type(bytes)));
    let media_type = match signature {
        Known::Value(found) => Known::Value(found.or(label).unwrap_or("application/octet-stream").to_owned()),
        Known::Unknown => Known::Unknown,
    };
    let by_bytes = |test: fn(&[u8]) -> bool| bytes.map_or(Known::Unknown, |bytes| Known::Value(test(bytes)));
    let is_pdf = media_type == Known::Value("application/pdf".to_owned());
    Attachment {
        type_agrees: sniff::agree(signature, label, extension.as_deref()),
        is_image: media_type.as_ref().map(|media_type| media_type.starts_with("image/")),
        page_count: if is_pdf || bytes.is_none() { Known::Unknown } else { Known::Value(None) },
        bytes: bytes.map_or(Known::Unknown, |bytes| Known::Value(bytes.len() as u64)),
        executable: by_bytes(sniff::is_executable),
        archive: by_bytes(sniff::is_archive),
        encrypted: by_bytes(sniff::is_encrypted),
        labelled_media_type: label.map(str::to_owned),
        media_type,
        extension,
        name,
        ..Attachment::default()
    }
}
