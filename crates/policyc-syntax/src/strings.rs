//! What stands between quotes: escapes, and the braces of reports.

use crate::ast::{Name, Path, Piece, StringLit, Template};
use crate::diagnostics::{BadEscape, BadPlaceholder, Fault};
use crate::scan::word_len;
use crate::text::slice;
use policyc_diag::{At, Diagnostic, SourceId, Span};

/// What a backslash may go before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Escapes {
    /// `\"`, `\\`, `\n`, `\u{…}`.
    Plain,
    /// Those, and braces.
    Report,
    /// Those, and any sign; what is wrong is told when the phrase is read.
    Phrase,
}

/// Reads strings, and tells what is wrong with them.
pub(crate) struct Strings<'a> {
    pub(crate) source: SourceId,
    pub(crate) faults: &'a mut Vec<Diagnostic>,
}

/// One character of a string, with what it was written as.
struct Char {
    value: char,
    /// Offset and length in the raw text.
    at: usize,
    len: usize,
    escaped: bool,
}

impl Strings<'_> {
    /// The literal `text`, quotes included, that begins at `offset`.
    pub(crate) fn parse_string(&mut self, text: &str, offset: usize, escapes: Escapes) -> StringLit {
        let quotes = if text.len() >= 6 && text.starts_with("\"\"\"") { 3 } else { 1 };
        let raw = slice(text, quotes..text.len().saturating_sub(quotes));
        let value = self.chars(raw, offset + quotes, escapes).iter().map(|c| c.value).collect();
        StringLit {
            value,
            raw: raw.to_owned(),
            at: At(self.span(offset, text.len())),
            inner: At(self.span(offset + quotes, raw.len())),
        }
    }

    /// A report: words, and paths in braces.
    pub(crate) fn parse_template(&mut self, text: &str, offset: usize) -> Template {
        let quotes = if text.len() >= 6 && text.starts_with("\"\"\"") { 3 } else { 1 };
        let raw = slice(text, quotes..text.len().saturating_sub(quotes));
        let chars = self.chars(raw, offset + quotes, Escapes::Report);
        let mut pieces = Vec::new();
        let mut words = String::new();
        let mut rest = chars.iter();
        while let Some(next) = rest.next() {
            if next.escaped || !matches!(next.value, '{' | '}') {
                words.push(next.value);
                continue;
            }
            let held = slice(raw, next.at + 1..raw.len());
            let close = if next.value == '{' { held.find('}') } else { None };
            let end = close.unwrap_or(0);
            let inside = slice(held, 0..end);
            if let Some(path) = self.placeholder(inside, offset + quotes + next.at + 1) {
                if !words.is_empty() {
                    pieces.push(Piece::Words(std::mem::take(&mut words)));
                }
                pieces.push(Piece::Path(path));
            } else {
                let len = close.map_or(1, |end| end + 2);
                let found = slice(raw, next.at..next.at + len);
                let at = self.span(offset + quotes + next.at, found.len());
                self.faults.push(BadPlaceholder { at, found }.into_diagnostic());
            }
            while end > 0 && rest.next().is_some_and(|c| c.at < next.at + 1 + end) {}
        }
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        Template { pieces, at: At(self.span(offset, text.len())) }
    }

    fn placeholder(&self, text: &str, offset: usize) -> Option<Path> {
        let mut parts = Vec::new();
        let mut at = 0;
        for part in text.split('.') {
            if part.is_empty() || word_len(part) != part.len() {
                return None;
            }
            parts.push(Name { text: part.to_owned(), at: At(self.span(offset + at, part.len())) });
            at += part.len() + 1;
        }
        Some(Path { parts, at: At(self.span(offset, text.len())) })
    }

    /// A piece of a phrase with its escapes resolved; nothing wrong is told here.
    pub(crate) fn phrase_text(raw: &str) -> String {
        let mut faults = Vec::new();
        let mut strings = Strings { source: SourceId(0), faults: &mut faults };
        strings.chars(raw, 0, Escapes::Phrase).iter().map(|c| c.value).collect()
    }

    fn chars(&mut self, raw: &str, offset: usize, escapes: Escapes) -> Vec<Char> {
        let mut out = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(next) = slice(raw, at..raw.len()).chars().next() {
            let char = if next == '\\' {
                self.escape(raw, at, offset, escapes)
            } else {
                Char { value: next, at, len: next.len_utf8(), escaped: false }
            };
            at += char.len;
            out.push(char);
        }
        out
    }

    fn escape(&mut self, raw: &str, at: usize, offset: usize, escapes: Escapes) -> Char {
        let rest = slice(raw, at + 1..raw.len());
        let next = rest.chars().next().unwrap_or('\\');
        let simple = |value| Char { value, at, len: 1 + next.len_utf8(), escaped: true };
        match next {
            '"' | '\\' => simple(next),
            'n' => simple('\n'),
            '{' | '}' if escapes == Escapes::Report => simple(next),
            'u' => {
                if let Some((value, len)) = unicode(rest) {
                    return Char { value, at, len: len + 1, escaped: true };
                }
                self.bad_escape(raw, at, offset, simple(next))
            }
            _ if escapes == Escapes::Phrase && !next.is_alphanumeric() => simple(next),
            _ => self.bad_escape(raw, at, offset, simple(next)),
        }
    }

    fn bad_escape(&mut self, raw: &str, at: usize, offset: usize, char: Char) -> Char {
        let found = slice(raw, at..at + char.len);
        let fault = BadEscape { at: self.span(offset + at, found.len()), found };
        self.faults.push(fault.into_diagnostic());
        char
    }

    fn span(&self, start: usize, len: usize) -> Span {
        Span::new(self.source, start, start + len)
    }
}

/// `u{20AC}`: the character and how many bytes it took.
fn unicode(rest: &str) -> Option<(char, usize)> {
    let digits = rest.strip_prefix("u{")?;
    let end = digits.find('}')?;
    let code = u32::from_str_radix(slice(digits, 0..end), 16).ok()?;
    Some((char::from_u32(code)?, end + 3))
}
