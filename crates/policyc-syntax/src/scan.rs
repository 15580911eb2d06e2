//! Tokens, just fine enough to cut a file into items and clauses: strings, comments and regexes are seen as wholes, so
//! that no word inside them is taken for a head. One pass, linear in the text.

use crate::diagnostics::{Fault, InvisibleCharacter, TypographicQuotes, UnclosedRegex, UnclosedString};
use crate::text::slice;
use pest::unicode::ALPHABETIC;
use policyc_diag::{Diagnostic, SourceId, Span};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Number,
    String,
    Regex,
    Open,
    Close,
    /// Any other single character.
    Sign,
    Comment,
    Doc,
}

/// A token with its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Nothing but blanks stands before it on its line.
    pub(crate) first: bool,
    /// It stands in the first column.
    pub(crate) flush: bool,
    /// Something is wrong with it, and has been told.
    pub(crate) bad: bool,
}

impl Token {
    pub(crate) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it is neither a comment nor documentation.
    pub(crate) fn solid(self) -> bool {
        !matches!(self.kind, Kind::Comment | Kind::Doc)
    }
}

/// A scanned text.
pub(crate) struct Scan {
    pub(crate) tokens: Vec<Token>,
    /// The text with everything blanked out that is no part of the language but stands outside strings and comments,
    /// byte for byte as long as the original.
    pub(crate) clean: String,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Cuts `text` into tokens.
pub(crate) fn scan(source: SourceId, text: &str) -> Scan {
    let mut scanner =
        Scanner { source, text, at: 0, line_start: 0, blank: true, after_matches: false, out: Scan::empty() };
    while let Some(next) = scanner.rest().chars().next() {
        scanner.step(next);
    }
    let mut out = scanner.out;
    fill(&mut out.clean, text.len());
    out
}

impl Scan {
    fn empty() -> Self {
        Self { tokens: Vec::new(), clean: String::new(), diagnostics: Vec::new() }
    }
}

/// Pads with blanks up to a length in bytes.
fn fill(clean: &mut String, len: usize) {
    clean.extend(std::iter::repeat_n(' ', len.saturating_sub(clean.len())));
}

struct Scanner<'a> {
    source: SourceId,
    text: &'a str,
    at: usize,
    line_start: usize,
    /// Nothing but blanks so far on this line.
    blank: bool,
    /// The last solid token was `matches`, so a slash begins a regex.
    after_matches: bool,
    out: Scan,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        slice(self.text, self.at..self.text.len())
    }

    /// What is left of the line.
    fn line(&self) -> &'a str {
        let rest = self.rest();
        let end = rest.find(['\n', '\r']).unwrap_or(rest.len());
        slice(rest, 0..end)
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn step(&mut self, next: char) {
        match next {
            '\n' | '\r' => self.skip_line_end(next),
            ' ' | '\t' => self.at += 1,
            '/' => self.slash(),
            '"' => self.string(),
            '{' => self.push(Kind::Open, 1, false),
            '}' => self.push(Kind::Close, 1, false),
            '0'..='9' => self.number(),
            '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{AB}' | '\u{BB}' => self.typographic(next),
            _ if ALPHABETIC(next) => self.word(),
            _ if next.is_whitespace() || next == '\u{FEFF}' => self.at += next.len_utf8(),
            _ if is_invisible(next) => self.invisible(next),
            _ => self.push(Kind::Sign, next.len_utf8(), false),
        }
    }

    fn skip_line_end(&mut self, next: char) {
        fill(&mut self.out.clean, self.at);
        self.out.clean.push(next);
        self.at += 1;
        if next == '\r' && self.rest().starts_with('\n') {
            self.at += 1;
        }
        self.line_start = self.at;
        self.blank = true;
    }

    /// Takes the next `len` bytes as a token and copies them to the clean text.
    fn push(&mut self, kind: Kind, len: usize, bad: bool) {
        let range = self.at..self.at + len;
        let text = slice(self.text, range.clone());
        let token = Token {
            kind,
            start: range.start,
            end: range.end,
            first: self.blank,
            flush: self.line_start == range.start,
            bad,
        };
        self.out.tokens.push(token);
        fill(&mut self.out.clean, range.start);
        self.out.clean.push_str(text);
        if token.solid() {
            self.after_matches = kind == Kind::Word && text == "matches";
        }
        self.blank = false;
        self.at = range.end;
    }

    fn word(&mut self) {
        let len = word_len(self.rest());
        self.push(Kind::Word, len, false);
    }

    fn number(&mut self) {
        let rest = self.rest();
        let len = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
        self.push(Kind::Number, len, false);
    }

    fn slash(&mut self) {
        if self.rest().starts_with("//") {
            let line = self.line();
            let doc = line.starts_with("///") && !line.starts_with("////");
            self.controls(line, 0);
            self.push(if doc { Kind::Doc } else { Kind::Comment }, line.len(), false);
        } else if self.after_matches {
            self.regex();
        } else {
            self.push(Kind::Sign, 1, false);
        }
    }

    fn regex(&mut self) {
        let body = slice(self.text, self.at + 1..self.text.len());
        if let Some(close) = closing(body, '/') {
            let flags = slice(body, close + 1..body.len());
            let len = close + 2 + word_len(flags);
            self.push(Kind::Regex, len, false);
        } else {
            let len = unclosed_len(self.line());
            let fault = UnclosedRegex { at: self.span(self.at..self.at + len) };
            self.out.diagnostics.push(fault.into_diagnostic());
            self.push(Kind::Regex, len, true);
        }
    }

    fn string(&mut self) {
        if self.rest().starts_with("\"\"\"") {
            return self.block_string();
        }
        let body = slice(self.text, self.at + 1..self.text.len());
        if let Some(close) = closing(body, '"') {
            self.controls(slice(body, 0..close), 1);
            self.push(Kind::String, close + 2, false);
        } else {
            let len = unclosed_len(self.line());
            self.unclosed_string(len, false);
        }
    }

    fn block_string(&mut self) {
        let rest = self.rest();
        let body = slice(rest, 3..rest.len());
        if let Some(close) = closing_block(body) {
            let inner = slice(body, 0..close);
            self.controls(inner, 3);
            self.push(Kind::String, close + 6, false);
            if let Some(last) = inner.rfind(['\n', '\r']) {
                self.line_start = self.at - (close + 3) + last + 1;
            }
        } else {
            let len = self.line().len();
            self.unclosed_string(len, true);
        }
    }

    fn unclosed_string(&mut self, len: usize, block: bool) {
        let fault = UnclosedString { at: self.span(self.at..self.at + len), block };
        self.out.diagnostics.push(fault.into_diagnostic());
        self.push(Kind::String, len, true);
    }

    /// Quotes as word processors set them: taken as a string up to the next such quote, so that its words do no harm.
    fn typographic(&mut self, open: char) {
        let body = slice(self.text, self.at + open.len_utf8()..self.text.len());
        let end = body
            .char_indices()
            .take_while(|(_, c)| !matches!(c, '\n' | '\r'))
            .find(|(_, c)| matches!(c, '\u{201C}' | '\u{201D}' | '\u{AB}' | '\u{BB}' | '"'));
        let len = end.map_or_else(|| unclosed_len(self.line()), |(at, c)| open.len_utf8() + at + c.len_utf8());
        let fault = TypographicQuotes { at: self.span(self.at..self.at + len) };
        self.out.diagnostics.push(fault.into_diagnostic());
        self.push(Kind::String, len, true);
    }

    fn invisible(&mut self, found: char) {
        let fault = InvisibleCharacter { at: self.span(self.at..self.at + found.len_utf8()), found };
        self.out.diagnostics.push(fault.into_diagnostic());
        self.at += found.len_utf8();
    }

    /// Directional controls inside strings and comments make a text read otherwise than it is.
    fn controls(&mut self, text: &str, offset: usize) {
        let controls = text.char_indices().find(|&(_, c)| is_bidi(c));
        if let Some((at, found)) = controls {
            let start = self.at + offset + at;
            let fault = InvisibleCharacter { at: self.span(start..start + found.len_utf8()), found };
            self.out.diagnostics.push(fault.into_diagnostic());
        }
    }
}

fn is_bidi(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_invisible(c: char) -> bool {
    is_bidi(c) || c.is_control() || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}')
}

/// Length of the name at the beginning of `text`, 0 if none begins there.
pub(crate) fn word_len(text: &str) -> usize {
    let mut len = 0;
    let mut chars = text.chars().peekable();
    let mut start = true;
    while let Some(c) = chars.next() {
        let fits = if start { ALPHABETIC(c) } else { ALPHABETIC(c) || c.is_ascii_digit() || c == '_' };
        let joins = !start && c == '-' && chars.peek().is_some_and(|&next| ALPHABETIC(next));
        if !fits && !joins {
            break;
        }
        len += c.len_utf8();
        start = joins;
    }
    len
}

/// Where `close` stands unescaped on this line.
fn closing(body: &str, close: char) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().take_while(|(_, c)| !matches!(c, '\n' | '\r')).find_map(|(at, c)| {
        let found = !escaped && c == close;
        escaped = !escaped && c == '\\';
        found.then_some(at)
    })
}

fn closing_block(body: &str) -> Option<usize> {
    let mut escaped = false;
    body.char_indices().find_map(|(at, c)| {
        let found = !escaped && c == '"' && slice(body, at..body.len()).starts_with("\"\"\"");
        escaped = !escaped && c == '\\';
        found.then_some(at)
    })
}

/// How much of the line an unclosed string takes: braces at its end that close nothing inside it are left outside, for
/// they probably close the part or the item in which it stands.
fn unclosed_len(line: &str) -> usize {
    let mut depth = 0_usize;
    let mut end = line.len();
    let mut trailing = None;
    for (at, c) in line.char_indices() {
        match c {
            '{' => (depth, trailing) = (depth + 1, None),
            '}' if depth == 0 => trailing = trailing.or(Some(at)),
            '}' => (depth, trailing) = (depth - 1, None),
            _ if c.is_whitespace() => {}
            _ => trailing = None,
        }
    }
    if let Some(at) = trailing {
        end = slice(line, 0..at).trim_end().len().max(1);
    }
    end
}
