//! Charsets (Encoding standard), character by character, so that each keeps its bytes.

use crate::mapped::{MappedBytes, MappedText};
use crate::offsets::OffsetMap;
use encoding_rs::{Encoding, REPLACEMENT, UTF_8, WINDOWS_1252};

/// The encoding of a label; none if nobody here knows it.
pub(crate) fn from_label(label: &str) -> Option<&'static Encoding> {
    let label = label.trim().trim_matches(['"', '\'']);
    let known = Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != REPLACEMENT);
    known.or_else(|| match label.to_ascii_lowercase().replace('_', "-").as_str() {
        "utf8mb4" | "utf-8mb4" | "cp65001" | "unicode" => Some(UTF_8),
        "cp-1252" | "cp1252" | "ansi" | "iso-8859-1-windows-3.1-latin-1" => Some(WINDOWS_1252),
        other => Encoding::for_label(other.strip_prefix("x-unknown-").unwrap_or(other).as_bytes())
            .filter(|encoding| *encoding != REPLACEMENT),
    })
}

/// The encoding of bytes without a label: by byte order mark, UTF-8 if they are, else windows-1252.
pub(crate) fn sniff(bytes: &[u8]) -> &'static Encoding {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    }
}

/// Looks for `<meta charset>` in the first 1,024 bytes (HTML, prescan).
pub(crate) fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    let mut rest: &str = &head;
    while let Some((_, meta)) = rest.split_once("<meta") {
        let (tag, after) = meta.split_once('>').unwrap_or((meta, ""));
        if let Some((_, value)) = tag.split_once("charset") {
            let value = value.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
            let value = value.trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ' ', ';', '/']).unwrap_or(value.len());
            if let Some(encoding) = value.get(..end).and_then(from_label) {
                // A page that can be scanned for ASCII is not in UTF-16.
                return Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 });
            }
        }
        rest = after;
    }
    None
}

/// Decodes bytes; a byte order mark wins over the label and is no text.
pub(crate) fn decode(bytes: &MappedBytes, label: &'static Encoding) -> MappedText {
    let (encoding, skip) = Encoding::for_bom(&bytes.bytes).unwrap_or((label, 0));
    let body = bytes.bytes.get(skip..).unwrap_or_default();
    let local = if encoding == UTF_8 { decode_utf8(body, skip) } else { decode_any(body, skip, encoding) };
    MappedText { map: local.map.over(&bytes.map), text: local.text }
}

fn decode_utf8(body: &[u8], skip: usize) -> MappedText {
    let mut out = MappedText::default();
    let mut at = skip;
    for chunk in body.utf8_chunks() {
        let valid = chunk.valid();
        out.text.push_str(valid);
        out.map.push_aligned(at..at + valid.len());
        at += valid.len();
        let invalid = chunk.invalid().len();
        if invalid > 0 {
            out.text.push('\u{FFFD}');
            out.map.push_unit('\u{FFFD}'.len_utf8(), at..at + invalid);
            at += invalid;
        }
    }
    out
}

fn decode_any(body: &[u8], skip: usize, encoding: &'static Encoding) -> MappedText {
    let mut out = MappedText::default();
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0_u8; 32];
    let mut begun = 0;
    for (at, byte) in body.iter().enumerate() {
        let last = at + 1 == body.len();
        let (_, _, written, _) = decoder.decode_to_utf8(std::slice::from_ref(byte), &mut buffer, last);
        let Some(text) = buffer.get(..written).and_then(|bytes| std::str::from_utf8(bytes).ok()) else { continue };
        if text.is_empty() {
            continue;
        }
        let (from, to) = (skip + begun, skip + at + 1);
        out.text.push_str(text);
        if text.len() == 1 && to - from == 1 {
            out.map.push_aligned(from..to);
        } else {
            out.map.push_unit(text.len(), from..to);
        }
        begun = at + 1;
    }
    out
}

/// Decodes the bytes of a header: UTF-8 if they are, else windows-1252.
pub(crate) fn decode_header(bytes: &[u8], start: usize) -> MappedText {
    let encoding = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 };
    let local = if encoding == UTF_8 { decode_utf8(bytes, 0) } else { decode_any(bytes, 0, encoding) };
    let map = local.map.over(&OffsetMap::identity(start, bytes.len()));
    MappedText { text: local.text, map }
}
