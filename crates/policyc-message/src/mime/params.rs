//! Values with parameters (RFC 2045, 2231): `Content-Type:`, `Content-Disposition:`.

use super::{charset, words};
use crate::mapped::{MappedBytes, MappedText};
use crate::offsets::OffsetMap;
use std::ops::Range;

/// A value and its parameters, decoded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Valued {
    /// The value before the first `;`, lower case, comments cut.
    pub(crate) value: String,
    pub(crate) parameters: Vec<(String, MappedText)>,
}

impl Valued {
    pub(crate) fn get(&self, name: &str) -> Option<&MappedText> {
        self.parameters.iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }
}

/// One parameter as written.
struct Piece {
    name: String,
    value: MappedText,
}

const MOST_PARAMETERS: usize = 200;

/// Reads an unfolded value.
pub(crate) fn read(text: &MappedText) -> Valued {
    let mut ranges = split(&text.text);
    let value = ranges.next().map(|range| without_comments(text.get(range))).unwrap_or_default();
    let pieces: Vec<Piece> = ranges.take(MOST_PARAMETERS).filter_map(|range| read_piece(text, range)).collect();
    Valued { value: value.trim().to_ascii_lowercase(), parameters: join(&pieces) }
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

/// Ranges between semicolons outside quotes.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut quoted, mut escaped) = (0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => {
                found.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(from..text.len());
    found.into_iter()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or_default();
    let begin = range.start + (piece.len() - piece.trim_start().len());
    begin..begin + piece.trim().len()
}

fn read_piece(text: &MappedText, range: Range<usize>) -> Option<Piece> {
    let piece = text.get(range.clone());
    let equals = piece.find('=')?;
    let name = piece.get(..equals)?.trim().to_ascii_lowercase();
    let value = trimmed(&text.text, range.start + equals + 1..range.end);
    let value = match text.get(value.clone()).strip_prefix('"') {
        Some(_) => unquote(text, value),
        None => text.slice(value),
    };
    Some(Piece { name, value })
}

/// The inside of a quoted string, escapes opened; a missing closing quote is forgiven.
pub(crate) fn unquote(text: &MappedText, range: Range<usize>) -> MappedText {
    let mut out = MappedText::default();
    let start = range.start + 1;
    let inner = text.get(start..range.end);
    let (mut from, mut escaped) = (0, false);
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => {
                out.append(text, start + from..start + at, true);
                from = at + 1;
                escaped = true;
            }
            b'"' => {
                out.append(text, start + from..start + at, true);
                return out;
            }
            _ => {}
        }
    }
    out.append(text, start + from..range.end, true);
    out
}

/// Puts continuations together and decodes: `name*0*=utf-8''a%20`, `name*1=b`.
fn join(pieces: &[Piece]) -> Vec<(String, MappedText)> {
    let mut out: Vec<(String, MappedText)> = Vec::new();
    for piece in pieces {
        let base = piece.name.split('*').next().unwrap_or_default().to_owned();
        if out.iter().any(|(name, _)| *name == base) {
            continue;
        }
        let value = match piece.name.contains('*') {
            true => extended(pieces, &base),
            // An extended form beside a plain one wins (RFC 2231, 2.2 as practised).
            false if pieces.iter().any(|other| is_extended(&other.name, &base)) => extended(pieces, &base),
            false => words::decode(&piece.value),
        };
        out.push((base, value));
    }
    out
}

fn is_extended(name: &str, base: &str) -> bool {
    name.strip_prefix(base).is_some_and(|rest| rest.starts_with('*'))
}

fn extended(pieces: &[Piece], base: &str) -> MappedText {
    let mut parts: Vec<(u32, bool, &MappedText)> = pieces
        .iter()
        .filter_map(|piece| {
            let rest = piece.name.strip_prefix(base)?.strip_prefix('*')?;
            let coded = rest.ends_with('*') || rest.is_empty();
            let number = rest.trim_end_matches('*');
            Some((if number.is_empty() { 0 } else { number.parse().ok()? }, coded, &piece.value))
        })
        .collect();
    parts.sort_by_key(|(number, _, _)| *number);
    let mut label = None;
    let mut bytes = MappedBytes::default();
    for (place, (_, coded, value)) in parts.iter().enumerate() {
        let mut from = 0;
        if place == 0
            && *coded
            && let Some((charset, rest)) = value.text.split_once('\'')
        {
            label = charset::from_label(charset);
            from = rest.find('\'').map_or(charset.len() + 1, |at| charset.len() + at + 2);
        }
        let text = value.slice(from..value.text.len());
        let piece = if *coded { percent_decoded(&text) } else { text.into() };
        bytes.map.extend(&piece.map, 0..piece.bytes.len(), true);
        bytes.bytes.extend(piece.bytes);
    }
    let charset = label.unwrap_or_else(|| charset::sniff(&bytes.bytes));
    words::decode(&charset::decode(&bytes, charset))
}

fn percent_decoded(text: &MappedText) -> MappedBytes {
    let bytes = text.text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = MappedBytes::default();
    let mut local = OffsetMap::new();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.bytes.push(high << 4 | low);
                local.push_unit(1, at..at + 3);
                at += 3;
            }
            _ => {
                out.bytes.push(byte);
                local.push_aligned(at..at + 1);
                at += 1;
            }
        }
    }
    out.map = local.over(&text.map);
    out
}
