//! Charsets, quoted-printable and base64, in the writing direction.

use super::TextEdit;
use crate::mapped::MappedText;
use base64::{Engine, engine::general_purpose::STANDARD};
use std::ops::Range;

/// A text in a charset.
///
/// # Errors
/// A character that it lacks.
pub(super) fn charset_bytes(charset: &str, text: &str) -> Result<Vec<u8>, String> {
    let encoding = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    if encoding != encoding.output_encoding() {
        return Err(format!("nothing is written in {}", encoding.name()));
    }
    match encoding.encode(text) {
        (bytes, _, false) => Ok(bytes.into_owned()),
        _ => Err(format!("{} lacks a character of the text", encoding.name())),
    }
}

/// Longest line of quoted-printable, the `=` at its end included (RFC 2045, 6.7).
const LONGEST: usize = 76;

/// Bytes as quoted-printable, to stand in `file` in the place of `range`.
pub(super) fn quoted_printable(text: &[u8], file: &[u8], range: &Range<usize>) -> Vec<u8> {
    let before = file.get(..range.start).unwrap_or_default();
    let behind = file.get(range.end..).unwrap_or_default();
    let newline: &[u8] = if file.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let mut column = before.iter().rev().take_while(|byte| **byte != b'\n').count();
    let line_ends = behind.is_empty() || behind.starts_with(b"\r") || behind.starts_with(b"\n");
    let mut out = Vec::new();
    for (at, byte) in text.iter().enumerate() {
        let next = text.get(at + 1);
        if *byte == b'\n' || (*byte == b'\r' && next == Some(&b'\n')) {
            if *byte == b'\n' {
                out.extend(newline);
                column = 0;
            }
            continue;
        }
        let last = matches!(next, Some(b'\r' | b'\n')) || (next.is_none() && line_ends);
        let token = match byte {
            b' ' | b'\t' if !last => vec![*byte],
            b'!'..=b'<' | b'>'..=b'~' => vec![*byte],
            other => format!("={other:02X}").into_bytes(),
        };
        if column + token.len() >= LONGEST {
            out.push(b'=');
            out.extend(newline);
            column = 0;
        }
        column += token.len();
        out.extend(token);
    }
    let rest = behind.iter().take_while(|byte| !matches!(byte, b'\r' | b'\n')).count();
    if column > 0 && rest > 0 && column + rest > LONGEST && !text.is_empty() {
        out.push(b'=');
        out.extend(newline);
    }
    out
}

/// The bytes of a base64 body that change, and what takes their place.
pub(super) fn base64_region(
    charset: &str,
    text: &MappedText,
    edit: &TextEdit,
    file: &[u8],
    body: Range<usize>,
) -> Result<(Range<usize>, Vec<u8>), String> {
    let raw = file.get(body.clone()).ok_or("the body lies outside the file")?;
    let old = crate::mime::transfer::decode_base64(raw, 0).bytes;
    let whole = charset_bytes(charset, &text.text)?;
    let lead = old.len().checked_sub(whole.len()).ok_or("the body is not what its text says")?;
    if !old.ends_with(&whole) {
        return Err("the body is not what its text says".to_owned());
    }
    let start = lead + charset_bytes(charset, text.get(0..edit.start))?.len();
    let gone = charset_bytes(charset, text.get(edit.range()))?.len();
    let written = charset_bytes(charset, &edit.text)?;
    let new = super::write::splice(&old, start..start + gone, &written)?;
    // Whole groups before the edit stay; those behind too, if they still begin where groups begin.
    let first = start / 3;
    let same = written.len() == gone;
    let last = if same { (start + gone).div_ceil(3).min(old.len().div_ceil(3)) } else { old.len().div_ceil(3) };
    let signs: Vec<usize> = raw.iter().enumerate().filter(|(_, byte)| is_sign(**byte)).map(|(at, _)| at).collect();
    let place = |group: usize| signs.get(group * 4).copied();
    let from = place(first).or_else(|| signs.last().map(|last| last + 1)).unwrap_or(0);
    let to = if same { place(last) } else { None };
    let to = to.unwrap_or_else(|| signs.last().map_or(raw.len(), |last| last + 1));
    let end = if same { (last * 3).min(new.len()) } else { new.len() };
    let bytes = new.get(first * 3..end).unwrap_or_default();
    let width =
        raw.split(|byte| *byte == b'\n').map(|line| line.trim_ascii().len()).max().unwrap_or(0).clamp(4, LONGEST);
    let newline: &[u8] =
        if raw.windows(2).any(|pair| pair == b"\r\n") || !raw.contains(&b'\n') { b"\r\n" } else { b"\n" };
    let column = raw.get(..from).unwrap_or_default().iter().rev().take_while(|byte| **byte != b'\n').count();
    let signs = base64(bytes);
    // As many signs as before stand where those stood, their line ends among them.
    let written = if same { in_place(raw.get(from..to), &signs) } else { wrap(&signs, width, column, newline) };
    Ok((body.start + from..body.start + to.max(from), written))
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
}

/// Base64 without line ends.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    STANDARD.encode(bytes).into_bytes()
}

/// Signs in the places of those of `raw`; what stands between stays.
fn in_place(raw: Option<&[u8]>, signs: &[u8]) -> Vec<u8> {
    let mut left = signs.iter().copied();
    let raw = raw.unwrap_or_default().iter();
    let mut out: Vec<u8> = raw.filter_map(|byte| if is_sign(*byte) { left.next() } else { Some(*byte) }).collect();
    out.extend(left);
    out
}

fn wrap(signs: &[u8], width: usize, mut column: usize, newline: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for sign in signs {
        if column >= width {
            out.extend(newline);
            column = 0;
        }
        out.push(*sign);
        column += 1;
    }
    out
}
