//! Characters as they may be shown: what is invisible, turns the direction of writing or speaks to the terminal is shown
//! as a stand-in, so that no mail can deceive the reader of a report.

use std::fmt::Write;
use unicode_width::UnicodeWidthChar;

/// How many combining marks a character keeps; more are shown as stand-ins.
const MARKS: usize = 4;

/// A piece of text as it is shown, with the bytes of the source that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Offset of its first byte in the source.
    pub(crate) start: usize,
    /// Offset behind its last byte.
    pub(crate) end: usize,
    /// What is shown.
    pub(crate) text: String,
    /// Columns that it takes.
    pub(crate) width: usize,
}

/// The cells of some bytes, the first of which stands at `start` in its source. `column` is where the first cell will
/// stand, for tabulators.
pub(crate) fn cells(bytes: &[u8], start: usize, ascii: bool) -> Vec<Cell> {
    let mut out = Vec::new();
    let mut at = start;
    let mut column = 0;
    let mut marks = 0;
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            let end = at + c.len_utf8();
            marks = if is_mark(c) { marks + 1 } else { 0 };
            let text = if marks > MARKS { code(c) } else { shown(c, column, ascii) };
            column += push(&mut out, at, end, text);
            at = end;
        }
        for &byte in chunk.invalid() {
            marks = 0;
            column += push(&mut out, at, at + 1, format!("<x{byte:02X}>"));
            at += 1;
        }
    }
    out
}

fn push(out: &mut Vec<Cell>, start: usize, end: usize, text: String) -> usize {
    let width = width(&text);
    out.push(Cell { start, end, text, width });
    width
}

/// Columns of a text that holds no controls, counted by character as the drawing does.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(1)).sum()
}

/// A text as it may be shown in one line: line ends become blanks.
pub(crate) fn line(text: &str, ascii: bool) -> String {
    let joined = text.replace(['\n', '\r'], " ");
    cells(joined.as_bytes(), 0, ascii).into_iter().map(|cell| cell.text).collect()
}

/// A text in one line as plain formats show it: white space is blanks, signs that [steer](steers) are spelt.
#[must_use]
pub fn in_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if steers(c) => out.push_str(&code(c)),
            c => out.push(c),
        }
    }
    out
}

/// Whether a sign could drive a terminal, hide, or turn the order of what stands around it.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn shown(c: char, column: usize, ascii: bool) -> String {
    match c {
        '\t' => " ".repeat(4 - column % 4),
        '\u{A0}' => " ".to_owned(),
        '\u{3000}' => "  ".to_owned(),
        '\0'..='\u{1F}' if !ascii => char::from_u32(0x2400 + u32::from(c)).map_or_else(|| code(c), String::from),
        '\u{7F}' if !ascii => "\u{2421}".to_owned(),
        _ if is_hidden(c) => code(c),
        _ => c.to_string(),
    }
}

/// `<U+202E>`.
fn code(c: char) -> String {
    let mut out = String::new();
    let _ = write!(out, "<U+{:04X}>", u32::from(c));
    out
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0) && !is_hidden(c)
}

/// Controls, format characters, separators of lines, private use, tags, variation selectors, non-characters.
fn is_hidden(c: char) -> bool {
    steers(c)
        || matches!(c,
            '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}'..='\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E000}'..='\u{F8FF}' | '\u{E0000}'..='\u{10FFFF}')
}
