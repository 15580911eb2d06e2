//! Encoded words (RFC 2047), tolerant: also within quotes, with blanks in them, and cut inside a character.

use super::{charset, transfer};
use crate::mapped::{MappedBytes, MappedText};
use encoding_rs::Encoding;
use std::ops::Range;

struct Word {
    range: Range<usize>,
    charset: &'static Encoding,
    base64: bool,
    content: Range<usize>,
}

/// Decodes every encoded word of an unfolded value; blanks between two of them vanish.
pub(crate) fn decode(value: &MappedText) -> MappedText {
    let mut out = MappedText::default();
    let mut run = Pending::default();
    let mut reached = 0;
    while let Some(word) = next_word(&value.text, reached) {
        let between = value.get(reached..word.range.start);
        let joins = run.charset.is_some() && between.chars().all(char::is_whitespace);
        if !joins {
            run.flush(&mut out);
            out.append(value, reached..word.range.start, true);
        } else if run.charset != Some(word.charset) {
            run.flush(&mut out);
        }
        run.add(value, &word);
        reached = word.range.end;
    }
    run.flush(&mut out);
    out.append(value, reached..value.text.len(), true);
    out
}

/// Bytes of neighbouring words of one charset: a character may be cut between two of them.
#[derive(Default)]
struct Pending {
    charset: Option<&'static Encoding>,
    bytes: MappedBytes,
}

impl Pending {
    fn add(&mut self, value: &MappedText, word: &Word) {
        self.charset = Some(word.charset);
        let coded = value.get(word.content.clone()).as_bytes();
        let decoded = match word.base64 {
            true => transfer::decode_base64(coded, word.content.start),
            false => transfer::decode_quoted_printable(coded, word.content.start, true),
        };
        let map = decoded.map.over(&value.map);
        self.bytes.bytes.extend_from_slice(&decoded.bytes);
        self.bytes.map.extend(&map, 0..map.len(), true);
    }

    fn flush(&mut self, out: &mut MappedText) {
        let Some(charset) = self.charset.take() else { return };
        let bytes = std::mem::take(&mut self.bytes);
        let text = charset::decode(&bytes, charset);
        // Line ends hidden in an encoded word are blanks: a header value is one line.
        let clean: String = text.text.chars().map(|c| if matches!(c, '\r' | '\n') { ' ' } else { c }).collect();
        let text = MappedText { text: clean, map: text.map };
        out.append(&text, 0..text.text.len(), true);
    }
}

fn next_word(text: &str, from: usize) -> Option<Word> {
    let mut at = from;
    let last = text.rfind("?=")?;
    loop {
        let begin = at + text.get(at..last)?.find("=?")?;
        match read_word(text, begin) {
            Some(word) => return Some(word),
            None => at = begin + 2,
        }
    }
}

const LONGEST_LABEL: usize = 60;

fn read_word(text: &str, begin: usize) -> Option<Word> {
    let label_at = begin + 2;
    let label_end = label_at + text.get(label_at..)?.bytes().take(LONGEST_LABEL).position(|byte| byte == b'?')?;
    let label = text.get(label_at..label_end)?;
    let label = label.split_once('*').map_or(label, |(label, _)| label);
    let coding = text.as_bytes().get(label_end + 1)?.to_ascii_lowercase();
    if text.as_bytes().get(label_end + 2) != Some(&b'?') || !matches!(coding, b'q' | b'b') {
        return None;
    }
    let content = label_end + 3;
    let charset = charset::from_label(label)?;
    let end = content + text.get(content..)?.find("?=")?;
    Some(Word { range: begin..end + 2, charset, base64: coding == b'b', content: content..end })
}
