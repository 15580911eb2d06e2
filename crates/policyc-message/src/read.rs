//! The doors: raw mail, an HTML file, a text file, the parts of a case.

use crate::limits::Limits;
use crate::mapped::{MappedBytes, MappedText};
use crate::message::{Content, Core, Message};
use crate::mime::raw::Raw;
use crate::mime::structure::{self, Leaf};
use crate::mime::{charset, fields, leaves};
use crate::model::{Disposition, Envelope, Item, Known, List, Part, Zone};
use crate::offsets::OffsetMap;
use policyc_diag::{SourceId, Span};

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

impl DraftAttachment {
    /// Bytes that a case gives in base64, with the way back to its characters.
    #[must_use]
    pub fn decode_base64(text: &MappedText) -> MappedBytes {
        let decoded = crate::mime::transfer::decode_base64(text.text.as_bytes(), 0);
        let map = decoded.map.over(&text.map);
        MappedBytes { bytes: decoded.bytes, map }
    }
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
    /// Whether the case leaves open what is attached.
    pub attachments_unknown: bool,
}

/// Reads a raw message (RFC 5322) as it stands on disk.
#[must_use]
pub fn read_eml(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    read_nested(Raw { source, bytes, base: None }, limits, 0)
}

/// Reads a raw message that itself is a text of a case (`message.eml`).
#[must_use]
pub fn read_eml_text(source: SourceId, raw: &MappedText, limits: &Limits) -> Message {
    read_nested(Raw { source, bytes: raw.text.as_bytes(), base: Some(&raw.map) }, limits, 0)
}

/// Reads a raw mail that lies within `nesting` others.
pub(crate) fn read_nested(raw: Raw<'_>, limits: &Limits, nesting: u32) -> Message {
    let kept = raw.bytes.len().min(limits.bytes);
    let open = (kept < raw.bytes.len()).then_some("limit.bytes");
    let raw = Raw { bytes: raw.get(0..kept), ..raw };
    let structure = structure::read(raw, limits);
    let (envelope, subject) = fields::read(raw, &structure.top);
    let mut core =
        Core { source: raw.source, limits: limits.clone(), envelope, subject, open, nesting, ..Core::default() };
    core.parts.open = structure.open.or(open);
    for leaf in &structure.leaves {
        let (part, content, part_open) = leaves::read(raw, leaf, limits);
        core.open = core.open.or(part_open);
        core.parts.items.push(part);
        core.contents.push(content);
    }
    core.open = core.open.or(structure.open);
    choose(&mut core, &structure.leaves);
    core.attachments = attachments(&core);
    Message::from_core(core)
}

/// Says which parts a reader sees: of alternatives the last that mail programs can show (RFC 2046, 5.1.4).
fn choose(core: &mut Core, leaves: &[Leaf]) {
    let shows = |part: &Part| {
        part.disposition != Some(Disposition::Attachment) && leaves::is_shown_text(&part.labelled_media_type)
    };
    let supported = |part: &Part| matches!(part.labelled_media_type.as_str(), "text/plain" | "text/html");
    let mut last = std::collections::BTreeMap::new();
    for (leaf, part) in leaves.iter().zip(&core.parts.items) {
        if let (Some((group, branch)), true) = (leaf.alternative, shows(part) && supported(part)) {
            last.insert(group, branch);
        }
    }
    for (leaf, part) in leaves.iter().zip(core.parts.items.iter_mut()) {
        part.shown = match leaf.alternative {
            _ if !shows(part) => false,
            Some((group, branch)) => last.get(&group) == Some(&branch),
            None => true,
        };
        let in_alternative = leaf.alternative.is_some();
        part.shown &= !in_alternative || supported(part);
    }
    let pick = |kind: &str| {
        let found = |part: &Part| shows(part) && part.labelled_media_type == kind;
        let of = |shown: bool| core.parts.items.iter().position(|part| found(part) && part.shown == shown);
        of(true).or_else(|| of(false))
    };
    (core.html_part, core.text_part) = (pick("text/html"), pick("text/plain"));
}

fn attachments(core: &Core) -> List<crate::model::Attachment> {
    let html: String = core
        .html_part
        .and_then(|part| match core.contents.get(part) {
            Some(Content::Text(text)) => Some(text.text.clone()),
            _ => None,
        })
        .unwrap_or_default();
    let mut found = List { items: Vec::new(), open: core.parts.open };
    for (number, (part, content)) in core.parts.items.iter().zip(&core.contents).enumerate() {
        let by_id = part.content_id.as_ref().is_some_and(|id| !id.is_empty() && html.contains(&format!("cid:{id}")));
        let by_place =
            part.content_location.as_ref().is_some_and(|place| place.len() > 3 && html.contains(place.as_str()));
        if let Some(attachment) = leaves::attachment(number, part, content, by_id || by_place) {
            found.items.push(attachment);
        }
    }
    found
}

/// Reads an HTML file.
#[must_use]
pub fn read_html(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    let encoding = charset::prescan(bytes).unwrap_or_else(|| charset::sniff(bytes));
    read_file(source, bytes, encoding, "text/html", limits)
}

/// Reads a text file (`.txt`, `.md`).
#[must_use]
pub fn read_text(source: SourceId, bytes: &[u8], limits: &Limits) -> Message {
    read_file(source, bytes, charset::sniff(bytes), "text/plain", limits)
}

fn read_file(
    source: SourceId,
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    media_type: &str,
    limits: &Limits,
) -> Message {
    let kept = bytes.get(..bytes.len().min(limits.text_bytes)).unwrap_or_default();
    let open = (kept.len() < bytes.len()).then_some("limit.text_bytes");
    let whole = MappedBytes { bytes: kept.to_vec(), map: OffsetMap::identity(0, kept.len()) };
    let text = charset::decode(&whole, encoding);
    let mut core = Core { source, limits: limits.clone(), open, ..Core::default() };
    core.envelope = Envelope::default();
    core.envelope.headers.open = Some("message.headers");
    core.envelope.recipients.open = Some("message.headers");
    core.envelope.authentications.open = Some("message.headers");
    add_text(&mut core, text, media_type, true, encoding.name());
    Message::from_core(core)
}

fn add_text(core: &mut Core, text: MappedText, media_type: &str, shown: bool, charset: &str) {
    let number = Some(core.parts.items.len());
    match media_type {
        "text/html" => core.html_part = number,
        _ => core.text_part = number,
    }
    let cover = text.map.cover(0..text.text.len());
    let places = vec![Span::new(core.source, cover.start, cover.end)];
    let item = Item { places: places.clone(), zone: Zone::Header, visible: Known::Value(false), ..Item::default() };
    core.parts.items.push(Part {
        item,
        media_type: Known::Value(media_type.to_owned()),
        labelled_media_type: media_type.to_owned(),
        charset: Some(charset.to_owned()),
        bytes: Known::Value(text.text.len() as u64),
        shown,
        holds_markup: media_type == "text/plain" && leaves::holds_markup(&text.text),
        body: places,
        ..Part::default()
    });
    core.contents.push(Content::Text(text));
}

/// Puts a message together from the parts of a case.
#[must_use]
pub fn read_parts(draft: Draft, limits: &Limits) -> Message {
    let mut core = Core { source: draft.source, limits: limits.clone(), subject: draft.subject, ..Core::default() };
    let raw = Raw { source: draft.source, bytes: &[], base: None };
    match draft.headers {
        DraftHeaders::Unknown => {
            core.envelope.headers.open = Some("message.headers");
            core.envelope.recipients.open = Some("message.headers");
            core.envelope.authentications.open = Some("message.headers");
        }
        DraftHeaders::None => core.envelope = fields::from_pairs(raw, &[]),
        DraftHeaders::Given(pairs) => core.envelope = fields::from_pairs(raw, &pairs),
    }
    let has_html = draft.html.is_some();
    for (text, media_type) in [(draft.text, "text/plain"), (draft.html, "text/html")] {
        if let Some(text) = text {
            let text = cut(text, limits.text_bytes, &mut core.open);
            add_text(&mut core, text, media_type, media_type == "text/html" || !has_html, "UTF-8");
        }
    }
    for entry in &draft.attachments {
        add_attachment(&mut core, raw, entry);
    }
    if draft.attachments_unknown {
        core.attachments.open = Some("message.attachments");
    }
    Message::from_core(core)
}

fn cut(text: MappedText, most: usize, open: &mut Option<&'static str>) -> MappedText {
    if text.text.len() <= most {
        return text;
    }
    *open = Some("limit.text_bytes");
    let end = text.text.floor_char_boundary(most);
    text.slice(0..end)
}

fn add_attachment(core: &mut Core, raw: Raw<'_>, entry: &DraftAttachment) {
    let spans = |text: &MappedText| raw.spans(text.map.cover(0..text.text.len()));
    let name = entry.name.as_ref().map(|name| leaves::file_name(&name.text)).filter(|name| !name.is_empty());
    let label = entry.media_type.as_ref().map(|label| label.text.trim().to_ascii_lowercase());
    let bytes = entry.bytes.as_ref().map(|bytes| bytes.bytes.as_slice());
    let mut found = leaves::describe(name.clone(), label.as_deref(), bytes);
    let places: Vec<Span> = entry.name.iter().chain(&entry.media_type).flat_map(spans).collect();
    found.item = Item {
        text: name.clone().unwrap_or_default(),
        places,
        zone: Zone::Attached,
        visible: Known::Value(true),
        ..Item::default()
    };
    found.item.fields.extend(entry.name.as_ref().map(|name| ("name", spans(name))));
    found.item.fields.extend(entry.media_type.as_ref().map(|label| ("media_type", spans(label))));
    found.part = Some(core.parts.items.len());
    core.parts.items.push(Part {
        item: found.item.clone(),
        media_type: found.media_type.clone(),
        labelled_media_type: label.unwrap_or_else(|| "application/octet-stream".to_owned()),
        name,
        disposition: Some(Disposition::Attachment),
        bytes: found.bytes,
        ..Part::default()
    });
    core.contents.push(entry.bytes.clone().map_or(Content::Absent, Content::Bytes));
    core.attachments.items.push(found);
}
