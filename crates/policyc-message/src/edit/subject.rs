//! Edits of the subject: as it stands where that is plain, else the whole value anew in encoded words (RFC 2047).

use super::TextEdit;
use super::encode::base64;
use super::write::splice;
use crate::Message;

pub(super) fn write(message: &Message, bytes: &[u8], edit: &TextEdit) -> Result<Vec<u8>, String> {
    let subject = message.subject().ok_or("there is no subject")?;
    let raw = subject.map.cover(edit.range());
    let same = bytes.get(raw.clone()) == Some(subject.get(edit.range()).as_bytes());
    let printable = edit.text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !edit.text.contains("=?");
    let all = subject.map.cover(0..subject.text.len());
    let value = value_around(bytes, all.start).ok_or("the subject is not written as a header field")?;
    let words = bytes.get(value.clone()).unwrap_or_default().windows(2).any(|pair| pair == b"=?");
    if same && printable && !words {
        return splice(bytes, raw, edit.text.as_bytes());
    }
    let text = [subject.get(0..edit.start), &edit.text, subject.get(edit.end..subject.text.len())].concat();
    if text.contains(['\r', '\n']) {
        return Err("a subject has one line".to_owned());
    }
    splice(bytes, value, encoded(text.trim()).as_bytes())
}

/// The file without the header field in which a byte stands.
pub(super) fn without_field(bytes: &[u8], at: usize) -> Result<Vec<u8>, String> {
    let is_start = |from: usize| {
        (from == 0 || bytes.get(from - 1) == Some(&b'\n')) && !matches!(bytes.get(from), Some(b' ' | b'\t'))
    };
    let start = (0..=at).rev().find(|from| is_start(*from)).ok_or("the field has no beginning")?;
    let end = (at + 1..bytes.len()).find(|from| is_start(*from)).ok_or("the field has no end")?;
    splice(bytes, start..end, b"")
}

/// The value of the field in which a byte stands, without the blank before it and the line end behind.
fn value_around(bytes: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let before = bytes.get(..at)?;
    let name = b"subject:";
    let starts = |from: usize| bytes.get(from..from + name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let line = (0..=before.len())
        .rev()
        .find(|from| (*from == 0 || bytes.get(from.wrapping_sub(1)) == Some(&b'\n')) && starts(*from))?;
    let mut start = line + name.len();
    while matches!(bytes.get(start), Some(b' ' | b'\t')) {
        start += 1;
    }
    let mut end = start;
    while let Some(byte) = bytes.get(end) {
        if *byte == b'\n' && !matches!(bytes.get(end + 1), Some(b' ' | b'\t')) {
            break;
        }
        end += 1;
    }
    while end > start && bytes.get(end - 1).is_some_and(u8::is_ascii_whitespace) {
        end -= 1;
    }
    Some(start..end)
}

/// A text as it may stand in a header: as it is where it is plain, else in encoded words of at most 75 characters.
pub(super) fn encoded(text: &str) -> String {
    let plain = text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !text.contains("=?") && text.len() < 66;
    if plain {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        // Forty-five bytes make sixty characters of base64, and twelve around them.
        if word.len() + c.len_utf8() > 45 {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let coded = words.iter().map(|word| format!("=?UTF-8?B?{}?=", String::from_utf8_lossy(&base64(word.as_bytes()))));
    coded.collect::<Vec<_>>().join("\r\n ")
}
