//! Plain text: lines, `format=flowed` (RFC 3676), quotes, signature.

use super::builder::Builder;
use super::{PartZones, QuoteText, quoting, signature};
use crate::mapped::MappedText;
use crate::model::{Part, Zone};
use crate::zones::ZoneText;
use policyc_diag::SourceId;
use std::ops::Range;

/// A line: what it says, how deep it is quoted, whether the next goes on with it.
#[derive(Debug, Clone)]
struct Line {
    whole: Range<usize>,
    content: Range<usize>,
    depth: u32,
    flows: bool,
}

/// Reads a plain text part. `answers`: the message answers another.
pub(super) fn read(text: &MappedText, part: &Part, source: SourceId, number: usize, answers: bool) -> PartZones {
    let lines = lines(text, part.flowed);
    let mut body = Builder::new(source, Zone::Body, Some(number));
    let mut quotes = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.depth == 0 {
            push_line(&mut body, text, line, line.content.clone(), part);
            at += 1;
            continue;
        }
        let end = block_end(&lines, at);
        let block = lines.get(at..end).unwrap_or_default();
        let introduced = quoting::trailing_attribution(body.text());
        let headed = quoting::leads_with_headers(block.iter().map(|line| text.get(line.content.clone())));
        if introduced.is_none() && !headed && !answers {
            for line in block {
                push_line(&mut body, text, line, line.whole.clone(), part);
            }
        } else {
            let introduction = introduced.map(|from| body.split_off(from));
            quotes.push(quote(text, block, introduction.as_ref(), part, source, number));
        }
        at = end;
    }
    let found = signature::find(body.text());
    if let Some(range) = found {
        body.mark_signature(range);
    }
    PartZones { body: body.finish(), others: Vec::new(), quotes }
}

/// Where a block of quoted lines ends; blank lines between quoted ones belong to it.
fn block_end(lines: &[Line], from: usize) -> usize {
    let mut end = from;
    for (at, line) in lines.iter().enumerate().skip(from) {
        match line.depth {
            0 if line.content.is_empty() => {}
            0 => break,
            _ => end = at + 1,
        }
    }
    end
}

fn push_line(builder: &mut Builder, text: &MappedText, line: &Line, shown: Range<usize>, part: &Part) {
    if text.get(shown.clone()).trim().is_empty() {
        builder.end_line(true);
        return;
    }
    let shown = match line.flows && part.deletes_space {
        true => shown.start..shown.end.saturating_sub(1),
        false => shown,
    };
    let ends = text.get(shown.clone()).ends_with(' ');
    builder.push(text, shown.clone(), None, false);
    match line.flows {
        true if ends => builder.space(text.map.cover(shown.end - 1..shown.end)),
        true => {}
        false => builder.end_line(false),
    }
}

fn quote(
    text: &MappedText,
    block: &[Line],
    introduction: Option<&ZoneText>,
    part: &Part,
    source: SourceId,
    number: usize,
) -> QuoteText {
    let mut builder = Builder::new(source, Zone::Quoted, Some(number));
    if let Some(introduction) = introduction {
        builder.append(introduction);
    }
    for line in block {
        push_line(&mut builder, text, line, line.content.clone(), part);
    }
    let depth = block.iter().map(|line| line.depth).max().unwrap_or(1);
    let introduction = introduction.map(|text| text.text.trim().replace('\n', " "));
    QuoteText { text: builder.finish(), depth, introduction, element: None }
}

fn lines(text: &MappedText, flowed: bool) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    let mut at = 0;
    let bytes = text.text.as_bytes();
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let ends = match (rest.get(length), rest.get(length + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(_), _) => 1,
            (None, _) => 0,
        };
        found.push(line(text, at..at + length, flowed));
        at += length + ends;
    }
    // A flowed line goes on only into a line of the same depth.
    let depths: Vec<u32> = found.iter().map(|line| line.depth).collect();
    for (at, line) in found.iter_mut().enumerate() {
        line.flows &= depths.get(at + 1) == Some(&line.depth);
    }
    found
}

fn line(text: &MappedText, whole: Range<usize>, flowed: bool) -> Line {
    let shown = text.get(whole.clone());
    let (mut depth, mut skipped) = (0_u32, 0);
    for (at, byte) in shown.bytes().enumerate() {
        match byte {
            b'>' => {
                depth += 1;
                skipped = at + 1;
            }
            b' ' if depth > 0 && !flowed => {}
            _ => break,
        }
    }
    let content = shown.get(skipped..).unwrap_or_default();
    // Space-stuffing: one blank before the content is none of it.
    let stuffed = usize::from(flowed && content.starts_with(' '));
    let start = whole.start + skipped + stuffed;
    let content = text.get(start..whole.end);
    let is_dashes = matches!(content, "-- ");
    Line { content: start..whole.end, whole, depth, flows: flowed && content.ends_with(' ') && !is_dashes }
}
