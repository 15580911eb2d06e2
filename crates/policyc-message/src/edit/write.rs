//! From an edit of a decoded text to the bytes of the file.

use super::encode::{base64_region, charset_bytes, quoted_printable};
use super::resolve::text_of;
use super::{TextEdit, subject};
use crate::Message;
use crate::mime::transfer::Transfer;
use std::ops::Range;

/// The file with an edit made; `bytes` are those that the message was read from, as a file of its own.
///
/// # Errors
/// Why the text cannot be written there: a charset that lacks a character, a coding that is damaged.
pub fn write(message: &Message, bytes: &[u8], edit: &TextEdit) -> Result<Vec<u8>, String> {
    if edit.field {
        return subject::without_field(bytes, edit.start);
    }
    let Some(number) = edit.part else { return subject::write(message, bytes, edit) };
    let (Some(part), Some(text)) = (message.parts().items.get(number), message.part_text(number)) else {
        return Err("the message has no such text".to_owned());
    };
    let charset = part.charset.as_deref().unwrap_or("UTF-8");
    let raw = text.map.cover(edit.range());
    let (range, written) = match part.transfer {
        Transfer::Plain => (raw, charset_bytes(charset, &edit.text)?),
        Transfer::QuotedPrintable => {
            let written = charset_bytes(charset, &edit.text)?;
            (raw.clone(), quoted_printable(&written, bytes, &raw))
        }
        Transfer::Base64 => {
            let body =
                part.body.first().zip(part.body.last()).map(|(first, last)| first.range().start..last.range().end);
            let body = body.ok_or("the part has no body")?;
            base64_region(charset, text, edit, bytes, body)?
        }
        Transfer::Unknown => return Err("the transfer coding of the part is not known".to_owned()),
    };
    splice(bytes, range, &written)
}

pub(super) fn splice(bytes: &[u8], range: Range<usize>, written: &[u8]) -> Result<Vec<u8>, String> {
    match (bytes.get(..range.start), bytes.get(range.end..)) {
        (Some(before), Some(behind)) if range.start <= range.end => Ok([before, written, behind].concat()),
        _ => Err("the place lies outside the file".to_owned()),
    }
}

/// Whether a message read again is the one before with the edit made, and nothing else changed.
#[must_use]
pub fn agrees(before: &Message, after: &Message, edit: &TextEdit) -> bool {
    let count = before.parts().items.len();
    let expected = |part: Option<usize>| {
        let text = text_of(before, part)?.text.clone();
        if part != edit.part || edit.field {
            return Some(text);
        }
        Some(format!("{}{}{}", text.get(..edit.start)?, edit.text, text.get(edit.end..)?))
    };
    count == after.parts().items.len()
        && (0..count).map(Some).chain([None]).all(|part| expected(part) == text_of(after, part).map(|t| t.text.clone()))
        && (0..count).all(|part| {
            before.part_bytes(part).map(|content| &content.bytes)
                == after.part_bytes(part).map(|content| &content.bytes)
        })
}
