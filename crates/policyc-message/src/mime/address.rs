//! Mailboxes and groups (RFC 5322 3.4, obsolete syntax too).

use super::{params, words};
use crate::mapped::MappedText;
use std::ops::Range;

/// A mailbox as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Address {
    /// Where it stands in the unfolded value.
    pub(crate) range: Range<usize>,
    pub(crate) name: Option<String>,
    pub(crate) address: Option<String>,
}

const MOST: usize = 5_000;

/// All mailboxes of an unfolded value, groups opened.
pub(crate) fn read(value: &MappedText) -> Vec<Address> {
    let mut found = Vec::new();
    for piece in pieces(&value.text).take(MOST) {
        let piece = after_group_name(&value.text, piece);
        if let Some(address) = read_mailbox(value, piece) {
            found.push(address);
        }
    }
    found
}

/// Ranges between commas and semicolons outside quotes, comments and angle brackets.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut found = Vec::new();
    let (mut from, mut quoted, mut escaped, mut depth, mut angle) = (0, false, false, 0_usize, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'<' if depth == 0 => angle = true,
            b'>' => angle = false,
            b',' | b';' if depth == 0 && !angle => {
                found.push(from..at);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(from..text.len());
    found.into_iter()
}

/// Cuts `name:` of a group off.
fn after_group_name(text: &str, piece: Range<usize>) -> Range<usize> {
    let inner = text.get(piece.clone()).unwrap_or_default();
    let Some(colon) = inner.find(':') else { return piece };
    let before = inner.get(..colon).unwrap_or_default();
    if before.contains(['<', '@', '"', '(']) {
        return piece;
    }
    piece.start + colon + 1..piece.end
}

fn read_mailbox(value: &MappedText, piece: Range<usize>) -> Option<Address> {
    let text = value.get(piece.clone());
    let range = piece.start + (text.len() - text.trim_start().len())..piece.start + text.trim_end().len();
    let text = value.get(range.clone());
    if text.is_empty() {
        return None;
    }
    let opening = opening_angle(text);
    let (name, address) = match opening {
        Some(open) => {
            let inner = text.get(open + 1..).unwrap_or_default();
            let inner = inner.split('>').next().unwrap_or_default();
            // A source route `<@a,@b:c@d>` is obsolete and says nothing.
            let inner = inner.rsplit_once(':').map_or(inner, |(_, after)| after);
            (display_name(value, range.start..range.start + open), spec(inner))
        }
        None => (comment(value, &range), spec(&without_comments(text))),
    };
    Some(Address { range, name, address })
}

fn opening_angle(text: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b'<' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

fn spec(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (!text.is_empty()).then_some(text)
}

fn display_name(value: &MappedText, range: Range<usize>) -> Option<String> {
    let text = value.get(range.clone());
    let begin = range.start + (text.len() - text.trim_start().len());
    let whole = begin..begin + text.trim().len();
    let name = match value.get(whole.clone()).starts_with('"') {
        true => params::unquote(value, whole),
        false => value.slice(whole),
    };
    let name = words::decode(&name).text;
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn comment(value: &MappedText, range: &Range<usize>) -> Option<String> {
    let text = value.get(range.clone());
    let open = text.find('(')?;
    let close = text.rfind(')')?;
    let inner = value.slice(range.start + open + 1..range.start + close.max(open + 1));
    let name = words::decode(&inner).text.trim().to_owned();
    (!name.is_empty()).then_some(name)
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
