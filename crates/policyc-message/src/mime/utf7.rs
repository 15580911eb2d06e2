//! UTF-7 (RFC 2152), which the Encoding standard leaves out and old mail programs still write.

use super::transfer::sextet;
use crate::mapped::{MappedBytes, MappedText};
use crate::offsets::OffsetMap;

/// Whether a label names it.
pub(crate) fn is_label(label: &str) -> bool {
    let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    matches!(label.as_str(), "utf-7" | "utf7" | "unicode-1-1-utf-7" | "csunicode11utf7")
}

/// Decodes bytes; each character of a shifted run comes from the characters that hold its bits.
pub(crate) fn decode(bytes: &MappedBytes) -> MappedText {
    let body = bytes.bytes.as_slice();
    let (mut text, mut map) = (String::new(), OffsetMap::new());
    let mut at = 0;
    while let Some(&byte) = body.get(at) {
        if byte != b'+' {
            let c = if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER };
            text.push(c);
            map.push_unit(c.len_utf8(), at..at + 1);
            at += 1;
            continue;
        }
        let run = body
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| **byte != b'-' && sextet(**byte).is_some())
            .count();
        let closed = usize::from(body.get(at + 1 + run) == Some(&b'-'));
        if run == 0 {
            text.push('+');
            map.push_unit(1, at..at + 1 + closed);
        } else {
            shifted(body.get(at + 1..at + 1 + run).unwrap_or_default(), at + 1, &mut text, &mut map);
        }
        at += 1 + run + closed;
    }
    MappedText { map: map.over(&bytes.map), text }
}

/// A run of modified base64: UTF-16 units, sixteen bits each.
fn shifted(run: &[u8], start: usize, text: &mut String, map: &mut OffsetMap) {
    let mut units: Vec<(u16, usize, usize)> = Vec::new();
    let (mut value, mut bits, mut from) = (0_u32, 0, 0);
    for (at, sextet) in run.iter().filter_map(|byte| sextet(*byte)).enumerate() {
        value = value << 6 | sextet;
        bits += 6;
        if bits >= 16 {
            bits -= 16;
            let unit = u16::try_from(value >> bits & 0xFFFF).unwrap_or_default();
            units.push((unit, start + from, start + at + 1));
            value &= (1 << bits) - 1;
            from = if bits > 0 { at } else { at + 1 };
        }
    }
    let mut taken = 0;
    for decoded in char::decode_utf16(units.iter().map(|(unit, _, _)| *unit)) {
        let (c, width) = decoded.map_or((char::REPLACEMENT_CHARACTER, 1), |c| (c, c.len_utf16()));
        let (first, last) = (units.get(taken), units.get(taken + width - 1));
        taken += width;
        if let (Some((_, from, _)), Some((_, _, to))) = (first, last) {
            text.push(c);
            map.push_unit(c.len_utf8(), *from..*to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shifted_runs_are_text_with_places() {
        let bytes = b"Fr+APY-sche +- 1 +2D3eAA-!".to_vec();
        let map = OffsetMap::identity(0, bytes.len());
        let found = decode(&MappedBytes { bytes, map });
        assert_eq!(found.text, "Frösche + 1 \u{1F600}!");
        assert_eq!(found.map.cover(2..4), 3..6);
    }
}
