//! The envelope: facts read off header fields (RFC 5322, 3834, 8601).

use super::header::{Block, Field};
use super::raw::Raw;
use super::{address, words};
use crate::mapped::MappedText;
use crate::model::{Authentication, Envelope, Header, Item, Known, List, Mailbox, Recipient, Zone};
use jiff::Timestamp;
use policyc_diag::Span;

/// A field with its decoded value and its spans.
struct Read {
    header: Header,
    /// Unfolded, encoded words still in it.
    unfolded: MappedText,
    /// Decoded, mapped to the source.
    value: MappedText,
}

/// The envelope and the subject of a mail.
pub(crate) fn read(raw: Raw<'_>, block: &Block) -> (Envelope, Option<MappedText>) {
    let fields: Vec<Read> = block.fields.iter().map(|field| read_field(raw, field)).collect();
    let mut envelope = from_reads(raw, &fields);
    if block.cut {
        envelope.headers.open = Some("limit.headers");
    }
    let subject = fields.iter().find(|field| field.header.name == "subject").map(|field| field.value.clone());
    (envelope, subject)
}

/// The envelope of headers that a case gives by name and value.
pub(crate) fn from_pairs(raw: Raw<'_>, pairs: &[(MappedText, MappedText)]) -> Envelope {
    let fields: Vec<Read> = pairs
        .iter()
        .map(|(name, value)| {
            let spans = |text: &MappedText| raw.spans(text.map.cover(0..text.text.len()));
            let places: Vec<Span> = spans(name).into_iter().chain(spans(value)).collect();
            let text = format!("{}: {}", name.text, value.text);
            header(name.text.trim().to_ascii_lowercase(), text, places, spans(name), spans(value), value)
        })
        .collect();
    from_reads(raw, &fields)
}

fn read_field(raw: Raw<'_>, field: &Field) -> Read {
    let unfolded = field.unfolded(raw);
    let unfolded = MappedText { map: raw.rebase(unfolded.map), text: unfolded.text };
    let text = String::from_utf8_lossy(raw.get(field.range.clone())).into_owned();
    let (name, value) = (raw.spans(field.name_range.clone()), raw.spans(field.value_range(raw)));
    header(field.name.clone(), text, raw.spans(field.range.clone()), name, value, &unfolded)
}

fn header(
    name: String,
    text: String,
    places: Vec<Span>,
    name_places: Vec<Span>,
    value_places: Vec<Span>,
    unfolded: &MappedText,
) -> Read {
    let value = words::decode(unfolded);
    let mut item = header_item(text, places);
    item.fields.insert("name", name_places);
    item.fields.insert("value", value_places);
    Read { header: Header { item, name, value: value.text.clone() }, unfolded: unfolded.clone(), value }
}

fn header_item(text: String, places: Vec<Span>) -> Item {
    Item { text, places, zone: Zone::Header, visible: Known::Value(true), ..Item::default() }
}

fn from_reads(raw: Raw<'_>, fields: &[Read]) -> Envelope {
    let first = |name: &str| fields.iter().find(|field| field.header.name == name);
    let mailbox = |name: &str| {
        let found = first(name).and_then(|field| {
            let found = address::read(&field.unfolded).into_iter().next()?;
            Some(mailbox_of(raw, &field.unfolded, &found)).filter(|mailbox| mailbox.address.is_some())
        });
        Known::Value(found)
    };
    let value = |name: &str| first(name).map(|field| field.value.text.clone());
    let places =
        |name: &str| first(name).map(|field| field.header.item.places_of("value").to_vec()).unwrap_or_default();
    let automatic = value("auto-submitted").is_some_and(|value| {
        let word = value.split([';', '(']).next().unwrap_or_default().trim().to_ascii_lowercase();
        !word.is_empty() && word != "no"
    });
    let answers = value("in-reply-to").and_then(|ids| last_id(&ids));
    let refers = value("references").and_then(|ids| last_id(&ids));
    let answered_in = if answers.is_some() { "in-reply-to" } else { "references" };
    Envelope {
        sent_at: value("date").map_or(Known::Value(None), |date| read_date(&date)),
        sent_at_places: places("date"),
        headers: fields.iter().map(|field| field.header.clone()).collect::<Vec<_>>().into(),
        sender: mailbox("from"),
        reply_to: mailbox("reply-to"),
        recipients: recipients(raw, fields),
        replies_to: Known::Value(answers.or(refers)),
        replies_to_places: places(answered_in),
        automatic: Known::Value(automatic),
        automatic_places: places("auto-submitted"),
        content_language: value("content-language")
            .map(|tag| tag.split(',').next().unwrap_or_default().trim().to_owned()),
        authentications: first("authentication-results").map(authentications).unwrap_or_default(),
    }
}

fn mailbox_of(raw: Raw<'_>, unfolded: &MappedText, found: &address::Address) -> Mailbox {
    let span = |range: std::ops::Range<usize>| Span::new(raw.source, range.start, range.end);
    let places = unfolded.map.ranges(found.range.clone()).into_iter().map(span).collect();
    let host = found
        .address
        .as_deref()
        .and_then(|address| address.rsplit_once('@'))
        .map(|(_, host)| idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_ascii_lowercase()));
    Mailbox {
        item: header_item(unfolded.get(found.range.clone()).to_owned(), places),
        name: found.name.clone(),
        address: found.address.clone(),
        host: host.filter(|host| !host.is_empty()),
    }
}

fn recipients(raw: Raw<'_>, fields: &[Read]) -> List<Recipient> {
    let mut found = Vec::new();
    for field in fields.iter().filter(|field| matches!(field.header.name.as_str(), "to" | "cc" | "bcc")) {
        for address in address::read(&field.unfolded) {
            let mailbox = mailbox_of(raw, &field.unfolded, &address);
            found.push(Recipient { mailbox, field: field.header.name.clone() });
        }
    }
    found.into()
}

fn last_id(ids: &str) -> Option<String> {
    let open = ids.rfind('<')?;
    let id = ids.get(open..)?.split('>').next()?.trim_start_matches('<').trim();
    (!id.is_empty()).then(|| id.to_owned())
}

/// RFC 5322 date; none of a zone, or unreadable, is unknown.
fn read_date(text: &str) -> Known<Option<Timestamp>> {
    let plain = without_comments(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    // The day of the week is said twice at best; a wrong one does not change the instant.
    let words = match words.first() {
        Some(first) if first.ends_with(',') => words.get(1..).unwrap_or_default(),
        _ => &words,
    };
    let text = words.join(" ");
    let text =
        text.strip_suffix(" GMT").or(text.strip_suffix(" UT")).map_or(text.clone(), |rest| format!("{rest} +0000"));
    match jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(&text) {
        Ok(zoned) => Known::Value(Some(zoned.timestamp())),
        Err(_) => Known::Unknown,
    }
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn authentications(field: &Read) -> List<Authentication> {
    let text = without_comments(&field.value.text);
    let mut found = Vec::new();
    for piece in text.split(';').skip(1).take(100) {
        let mut words = piece.split_whitespace();
        let Some((method, result)) = words.next().and_then(|word| word.split_once('=')) else { continue };
        let domain = words.find_map(|word| {
            let (property, value) = word.split_once('=')?;
            let named = ["header.d", "header.from", "smtp.mailfrom", "smtp.helo", "header.i"].contains(&property);
            named.then(|| value.rsplit('@').next().unwrap_or(value).to_ascii_lowercase())
        });
        found.push(Authentication {
            item: field.header.item.clone(),
            method: method.to_ascii_lowercase(),
            result: result.to_ascii_lowercase(),
            domain,
        });
    }
    found.into()
}
