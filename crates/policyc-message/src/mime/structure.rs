//! The tree of parts (RFC 2045, 2046), read as leaves in order.

use super::header::{self, Block};
use super::params::{self, Valued};
use super::raw::Raw;
use super::transfer::Transfer;
use crate::limits::Limits;
use std::ops::Range;

/// A leaf part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf {
    pub(crate) block: Block,
    pub(crate) body: Range<usize>,
    pub(crate) depth: u32,
    pub(crate) content_type: Valued,
    pub(crate) disposition: Valued,
    pub(crate) transfer: Transfer,
    /// The innermost `multipart/alternative` around it and the number of its branch there.
    pub(crate) alternative: Option<(usize, usize)>,
    /// Whether a `multipart/related` is around it, and it is not its root.
    pub(crate) related: bool,
}

/// All leaves, the block of the message itself, and whether some were left out.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    pub(crate) top: Block,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) open: Option<&'static str>,
    alternatives: usize,
}

/// What is around a part.
#[derive(Debug, Clone, Copy)]
struct Around {
    depth: usize,
    digest: bool,
    alternative: Option<(usize, usize)>,
    related: bool,
}

/// Reads the structure of a whole mail.
pub(crate) fn read(raw: Raw<'_>, limits: &Limits) -> Structure {
    let mut structure = Structure::default();
    let top = header::read_block(raw, 0..raw.bytes.len());
    structure.top = top.clone();
    let around = Around { depth: 0, digest: false, alternative: None, related: false };
    structure.read_part(raw, top, raw.bytes.len(), around, limits);
    structure
}

fn valued(raw: Raw<'_>, block: &Block, name: &str) -> Valued {
    block.first(name).map(|field| params::read(&field.unfolded(raw))).unwrap_or_default()
}

impl Structure {
    fn read_part(&mut self, raw: Raw<'_>, block: Block, end: usize, around: Around, limits: &Limits) {
        let content_type = valued(raw, &block, "content-type");
        let body = block.body.min(end)..end;
        let boundary = content_type.get("boundary").map(|boundary| boundary.text.trim_end().to_owned());
        if let (Some(kind), Some(boundary)) = (content_type.value.strip_prefix("multipart/"), boundary) {
            let pieces = if boundary.is_empty() { Vec::new() } else { split(raw, body.clone(), boundary.as_bytes()) };
            if around.depth >= limits.part_depth {
                self.open = Some("limit.part_depth");
            } else if !pieces.is_empty() {
                self.read_pieces(raw, kind, &pieces, around, limits);
                return;
            }
        }
        if self.leaves.len() >= limits.parts {
            self.open = Some("limit.parts");
            return;
        }
        let transfer = block.first("content-transfer-encoding").map(|field| field.unfolded(raw).text);
        let content_type = match content_type.value.is_empty() && around.digest {
            true => Valued { value: "message/rfc822".to_owned(), ..content_type },
            false => content_type,
        };
        self.leaves.push(Leaf {
            disposition: valued(raw, &block, "content-disposition"),
            block,
            body,
            depth: u32::try_from(around.depth).unwrap_or(u32::MAX),
            content_type,
            transfer: Transfer::from_label(&transfer.unwrap_or_default()),
            alternative: around.alternative,
            related: around.related,
        });
    }

    fn read_pieces(&mut self, raw: Raw<'_>, kind: &str, pieces: &[Range<usize>], around: Around, limits: &Limits) {
        let group = self.alternatives;
        if kind == "alternative" {
            self.alternatives += 1;
        }
        for (number, piece) in pieces.iter().enumerate() {
            if self.open == Some("limit.parts") {
                return;
            }
            let block = header::read_block(raw, piece.clone());
            let inner = Around {
                depth: around.depth + 1,
                digest: kind == "digest",
                alternative: if kind == "alternative" { Some((group, number)) } else { around.alternative },
                related: (kind == "related" && number > 0) || around.related,
            };
            self.read_part(raw, block, piece.end, inner, limits);
        }
    }
}

/// The pieces between delimiter lines, the line end before a delimiter cut off. A missing end is forgiven.
fn split(raw: Raw<'_>, body: Range<usize>, boundary: &[u8]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut begun = None;
    let mut at = body.start;
    while at < body.end {
        let rest = raw.get(at..body.end);
        let length = memchr::memchr(b'\n', rest).map_or(rest.len(), |found| found + 1);
        let line = rest.get(..length).unwrap_or_default();
        if let Some(closes) = delimiter(line, boundary) {
            if let Some(start) = begun {
                pieces.push(start..before_line_end(raw, start, at));
            }
            begun = (!closes).then_some(at + length);
            if closes {
                return pieces;
            }
        }
        at += length;
    }
    if let Some(start) = begun {
        pieces.push(start.min(body.end)..body.end);
    }
    pieces
}

/// Whether a line is a delimiter, and the closing one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let closes = rest.starts_with(b"--");
    let rest = if closes { rest.get(2..).unwrap_or_default() } else { rest };
    // Text behind a closing delimiter is met in the wild; behind an opening one it makes another boundary.
    (closes || rest.iter().all(u8::is_ascii_whitespace)).then_some(closes)
}

fn before_line_end(raw: Raw<'_>, start: usize, at: usize) -> usize {
    let text = raw.get(start..at);
    let cut = match text {
        [.., b'\r', b'\n'] => 2,
        [.., b'\n'] => 1,
        _ => 0,
    };
    at - cut
}
