//! Transfer codings (RFC 2045): quoted-printable and base64, tolerant, with maps back to the coded bytes.

use crate::mapped::MappedBytes;
use crate::offsets::{OffsetMap, Run};

/// `Content-Transfer-Encoding:`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Transfer {
    /// 7bit, 8bit, binary, or none given.
    #[default]
    Plain,
    QuotedPrintable,
    Base64,
    /// A coding that nobody here knows.
    Unknown,
}

impl Transfer {
    pub(crate) fn from_label(label: &str) -> Self {
        match label.trim().to_ascii_lowercase().as_str() {
            "" | "7bit" | "8bit" | "binary" | "7-bit" | "8-bit" => Self::Plain,
            "quoted-printable" | "quoted_printable" => Self::QuotedPrintable,
            "base64" | "base-64" => Self::Base64,
            _ => Self::Unknown,
        }
    }
}

/// Decodes `coded`, which begins at `start` in the raw mail.
pub(crate) fn decode(transfer: Transfer, coded: &[u8], start: usize) -> MappedBytes {
    match transfer {
        Transfer::Plain | Transfer::Unknown => {
            MappedBytes { bytes: coded.to_vec(), map: OffsetMap::identity(start, coded.len()) }
        }
        Transfer::QuotedPrintable => decode_quoted_printable(coded, start, false),
        Transfer::Base64 => decode_base64(coded, start),
    }
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Quoted-printable; with `header` the variant of encoded words, in which `_` is a blank.
pub(crate) fn decode_quoted_printable(coded: &[u8], start: usize, header: bool) -> MappedBytes {
    let mut out = MappedBytes::default();
    let mut at = 0;
    while let Some(&byte) = coded.get(at) {
        match byte {
            b'=' => {
                if let (Some(high), Some(low)) = (hex(coded.get(at + 1)), hex(coded.get(at + 2))) {
                    out.bytes.push(high << 4 | low);
                    out.map.push_unit(1, start + at..start + at + 3);
                    at += 3;
                    continue;
                }
                if let Some(length) = soft_break(coded.get(at + 1..).unwrap_or_default()) {
                    at += 1 + length;
                    continue;
                }
            }
            b'_' if header => {
                out.bytes.push(b' ');
                out.map.push_unit(1, start + at..start + at + 1);
                at += 1;
                continue;
            }
            b' ' | b'\t' if !header => {
                let blanks = count_blanks(coded.get(at..).unwrap_or_default());
                if matches!(coded.get(at + blanks), Some(b'\r' | b'\n')) {
                    at += blanks;
                    continue;
                }
            }
            _ => {}
        }
        out.bytes.push(byte);
        out.map.push_aligned(start + at..start + at + 1);
        at += 1;
    }
    out
}

fn count_blanks(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

/// Length of a soft break behind its `=`: blanks and a line end, or the end of the part.
fn soft_break(rest: &[u8]) -> Option<usize> {
    let blanks = count_blanks(rest);
    match (rest.get(blanks), rest.get(blanks + 1)) {
        (Some(b'\r'), Some(b'\n')) => Some(blanks + 2),
        (Some(b'\n' | b'\r'), _) => Some(blanks + 1),
        (None, _) => Some(blanks),
        _ => None,
    }
}

pub(super) fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// One group of up to four base64 characters.
#[derive(Default)]
struct Group {
    value: u32,
    places: [usize; 4],
    count: usize,
}

impl Group {
    fn add(&mut self, sextet: u32, place: usize) {
        self.value = self.value << 6 | sextet;
        if let Some(slot) = self.places.get_mut(self.count) {
            *slot = place;
        }
        self.count += 1;
    }

    /// Puts the bytes of the group out and begins anew.
    fn flush(&mut self, out: &mut MappedBytes) {
        let [first, second, third, fourth] = self.places;
        let missing = u32::try_from(4 - self.count.min(4)).unwrap_or_default();
        let [_, one, two, three] = (self.value << (6 * missing)).to_be_bytes();
        match self.count {
            4 => {
                out.bytes.extend([one, two, three]);
                if fourth == first + 3 {
                    out.map.push(3, first..fourth + 1, Run::Base64(0), true);
                } else {
                    out.map.push_unit(1, first..second + 1);
                    out.map.push_unit(1, second..third + 1);
                    out.map.push_unit(1, third..fourth + 1);
                }
            }
            3 => {
                out.bytes.extend([one, two]);
                out.map.push_unit(1, first..second + 1);
                out.map.push_unit(1, second..third + 1);
            }
            2 => {
                out.bytes.push(one);
                out.map.push_unit(1, first..second + 1);
            }
            _ => {}
        }
        *self = Self::default();
    }
}

/// Base64; what is none of its characters is passed over.
pub(crate) fn decode_base64(coded: &[u8], start: usize) -> MappedBytes {
    let mut out = MappedBytes::default();
    let mut group = Group::default();
    for (at, &byte) in coded.iter().enumerate() {
        match sextet(byte) {
            Some(value) => {
                group.add(value, start + at);
                if group.count == 4 {
                    group.flush(&mut out);
                }
            }
            None if byte == b'=' => group.flush(&mut out),
            None => {}
        }
    }
    group.flush(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn base64_is_what_the_oracle_reads(bytes in prop::collection::vec(any::<u8>(), 0..300), width in 1_usize..80) {
            let coded = encode_base64(&bytes);
            let lines: Vec<&[u8]> = coded.chunks(width).collect();
            let wrapped = lines.join(&b"\r\n"[..]);
            let decoded = decode_base64(&wrapped, 10);
            prop_assert_eq!(&decoded.bytes, &bytes);
            prop_assert_eq!(mail_parser::decoders::base64::base64_decode(&wrapped), Some(bytes.clone()));
            for at in 0..bytes.len() {
                // Characters that hold any bit of byte `at`: its group, and within it two of four.
                let first = at / 3 * 4 + at % 3;
                let place = |character: usize| 10 + character + character / width * 2;
                prop_assert_eq!(decoded.map.cover(at..at + 1), place(first)..place(first + 1) + 1);
            }
        }

        #[test]
        fn quoted_printable_is_what_the_oracle_reads(text in "[ -~é\r\n=\t]{0,200}") {
            let text = text.replace("\r", "");
            let coded = encode_quoted_printable(text.as_bytes());
            let decoded = decode_quoted_printable(&coded, 0, false);
            prop_assert_eq!(decoded.map.len(), decoded.bytes.len());
            prop_assert_eq!(String::from_utf8_lossy(&decoded.bytes), text.as_str());
            let theirs = mail_parser::decoders::quoted_printable::quoted_printable_decode(&coded);
            prop_assert_eq!(theirs.as_deref(), Some(text.as_bytes()));
        }
    }

    fn encode_base64(bytes: &[u8]) -> Vec<u8> {
        const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = Vec::new();
        for group in bytes.chunks(3) {
            let value =
                group.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
            for place in 0..4 {
                let sextet = (value >> (18 - 6 * place) & 63) as usize;
                out.push(if place <= group.len() { ALPHABET[sextet] } else { b'=' });
            }
        }
        out
    }

    fn encode_quoted_printable(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let mut column = 0;
        for byte in bytes {
            if column > 70 {
                out.extend(b"=\n");
                column = 0;
            }
            match byte {
                b'\n' => {
                    out.push(b'\n');
                    column = 0;
                }
                b'!'..=b'<' | b'>'..=b'~' => {
                    out.push(*byte);
                    column += 1;
                }
                other => {
                    out.extend(format!("={other:02X}").bytes());
                    column += 3;
                }
            }
        }
        out
    }

    #[test]
    fn soft_breaks_lie_within_a_span() {
        let decoded = decode_quoted_printable(b"evil.ex=\r\nample", 0, false);
        assert_eq!(decoded.bytes, b"evil.example");
        assert_eq!(decoded.map.ranges(0..12), vec![0..15]);
    }
}
