//! JSON (RFC 8259) with the place of every value. No ready-made reader keeps the map from a decoded string back to its
//! escapes, and findings point at bytes of the case file.

use super::{Entry, Node, NodeKind, Problem};
use policyc_diag::{SourceId, Span};
use policyc_message::{MappedText, OffsetMap};

/// How deep lists and tables may be nested.
const DEPTH: usize = 64;

/// Reads one JSON value from `text`, which begins at byte `offset` of its source.
///
/// # Errors
/// The first place that is no JSON.
pub fn parse(source: SourceId, text: &str, offset: usize) -> Result<Node, Problem> {
    let mut reader = Reader { source, text, at: 0, offset };
    let node = reader.value(0)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.wrong("there is more behind the end of the value"));
    }
    Ok(node)
}

struct Reader<'a> {
    source: SourceId,
    text: &'a str,
    at: usize,
    offset: usize,
}

impl Reader<'_> {
    fn span(&self, start: usize) -> Span {
        Span::new(self.source, self.offset + start, self.offset + self.at)
    }

    fn wrong(&self, what: &str) -> Problem {
        let start = self.at.min(self.text.len());
        let width = self.text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let span = Span::new(self.source, self.offset + start, self.offset + start + width);
        Problem::grave("case-syntax", format!("this is no JSON: {what}"), span)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Result<Node, Problem> {
        self.blanks();
        if depth > DEPTH {
            return Err(self.wrong("it is nested too deep"));
        }
        let start = self.at;
        let kind = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.array(depth)?,
            Some(b'"') => NodeKind::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(_) => self.word()?,
            None => return Err(self.wrong("it ends where a value is due")),
        };
        Ok(Node { kind, span: self.span(start) })
    }

    fn word(&mut self) -> Result<NodeKind, Problem> {
        for (word, kind) in [("null", NodeKind::Null), ("true", NodeKind::Bool(true)), ("false", NodeKind::Bool(false))]
        {
            if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
                self.at += word.len();
                return Ok(kind);
            }
        }
        Err(self.wrong("a value is due here: a text in quotes, a number, true, false, null, a list or a table"))
    }

    fn number(&mut self) -> Result<NodeKind, Problem> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        if text.parse::<f64>().is_err() {
            self.at = start;
            return Err(self.wrong("a number is due here"));
        }
        Ok(NodeKind::Number(text.to_owned()))
    }

    fn array(&mut self, depth: usize) -> Result<NodeKind, Problem> {
        self.at += 1;
        let mut items = Vec::new();
        self.blanks();
        if self.eat(b']') {
            return Ok(NodeKind::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.eat(b']') {
                return Ok(NodeKind::List(items));
            }
            if !self.eat(b',') {
                return Err(self.wrong("a comma or `]` is due here"));
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<NodeKind, Problem> {
        self.at += 1;
        let mut entries: Vec<Entry> = Vec::new();
        self.blanks();
        if self.eat(b'}') {
            return Ok(NodeKind::Table(entries));
        }
        loop {
            self.blanks();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.wrong("a key in quotes is due here"));
            }
            let key = self.string()?.text;
            let key_span = self.span(start);
            if entries.iter().any(|entry| entry.key == key) {
                let message = format!("the key `{key}` stands twice");
                return Err(Problem::grave("case-twice", message, key_span).help("keep one of them"));
            }
            self.blanks();
            if !self.eat(b':') {
                return Err(self.wrong("a colon is due here"));
            }
            let value = self.value(depth + 1)?;
            entries.push(Entry { key, key_span, value });
            self.blanks();
            if self.eat(b'}') {
                return Ok(NodeKind::Table(entries));
            }
            if !self.eat(b',') {
                return Err(self.wrong("a comma or `}` is due here"));
            }
        }
    }

    fn string(&mut self) -> Result<MappedText, Problem> {
        self.at += 1;
        let (mut text, mut map) = (String::new(), OffsetMap::new());
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1F)) {
                self.at += 1;
            }
            if self.at > start {
                text.push_str(self.text.get(start..self.at).unwrap_or_default());
                map.push_aligned(self.offset + start..self.offset + self.at);
            }
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(MappedText { text, map });
                }
                Some(b'\\') => {
                    let start = self.at;
                    let decoded = self.escape()?;
                    text.push(decoded);
                    map.push_unit(decoded.len_utf8(), self.offset + start..self.offset + self.at);
                }
                Some(_) => {
                    return Err(self.wrong("a text holds a control character; write it as an escape, such as \\n"));
                }
                None => return Err(self.wrong("a text is not closed")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Problem> {
        self.at += 1;
        let sign = self.peek();
        self.at += 1;
        Ok(match sign {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'u') => self.code_point()?,
            _ => {
                self.at = self.at.saturating_sub(1);
                return Err(self.wrong("this escape is unknown"));
            }
        })
    }

    fn code_point(&mut self) -> Result<char, Problem> {
        let first = self.hex()?;
        if !(0xD800..0xE000).contains(&first) {
            return Ok(char::from_u32(first).unwrap_or('\u{FFFD}'));
        }
        // A pair of surrogates is one character; a lone one is none.
        if first < 0xDC00 && self.text.get(self.at..).is_some_and(|rest| rest.starts_with("\\u")) {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or('\u{FFFD}'));
            }
            self.at = back;
        }
        Ok('\u{FFFD}')
    }

    fn hex(&mut self) -> Result<u32, Problem> {
        let digits = self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let Some(code) = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) else {
            return Err(self.wrong("four hexadecimal digits are due here"));
        };
        self.at += 4;
        Ok(code)
    }
}
