//! Bodies: what stands between the braces of an item or a part, also when a brace is missing.

use super::Parser;
use crate::diagnostics::UnclosedBrace;
use crate::scan::Kind;
use crate::words::Place;
use std::ops::Range;

/// A body in tokens.
pub(crate) struct Body {
    /// The opening brace.
    pub(crate) open: usize,
    /// Between the braces.
    pub(crate) inner: Range<usize>,
    /// What follows the closing brace.
    pub(crate) rest: Range<usize>,
    /// Tokens at which an inner brace that was left open is taken to be closed.
    pub(crate) forced: Vec<usize>,
}

impl Parser<'_> {
    /// The first body of a piece, none if it has no brace.
    pub(crate) fn find_body(&self, piece: &Range<usize>) -> Option<Body> {
        let open = piece.clone().find(|&at| self.kind(at) == Some(Kind::Open))?;
        let mut depth = 0_usize;
        let close = (open..piece.end).find(|&at| {
            match self.kind(at) {
                Some(Kind::Open) => depth += 1,
                Some(Kind::Close) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = close.unwrap_or(piece.end);
        Some(Body { open, inner: open + 1..end, rest: (end + 1).min(piece.end)..piece.end, forced: Vec::new() })
    }

    /// The body of an item; an unclosed brace is told, and found where the layout gives it away.
    pub(crate) fn item_body(&mut self, piece: &Range<usize>, place: Option<Place>) -> Option<Body> {
        let mut body = self.find_body(piece)?;
        if body.inner.end < piece.end {
            return Some(body);
        }
        let mut open = vec![body.open];
        for at in body.inner.clone() {
            match self.kind(at) {
                Some(Kind::Open) => open.push(at),
                Some(Kind::Close) => {
                    open.pop();
                }
                Some(Kind::Word) if open.len() > 1 && place.is_some_and(|place| self.leaves_part(at, place)) => {
                    self.tell_unclosed(open.last().copied().unwrap_or(body.open), Some(at));
                    self.told_open.extend(open.drain(1..));
                    body.forced.push(at);
                }
                _ => {}
            }
            if open.is_empty() {
                body.inner.end = at;
                body.rest = at + 1..piece.end;
                return Some(body);
            }
        }
        self.tell_unclosed(body.open, None);
        self.told_open.extend(open);
        Some(body)
    }

    /// Whether a clause that no part takes begins a line here.
    fn leaves_part(&self, at: usize, place: Place) -> bool {
        let word = self.text(at);
        self.token(at).is_some_and(|token| token.first) && place.cuts(word) && !Place::Part.allowed().contains(&word)
    }

    fn tell_unclosed(&mut self, open: usize, before: Option<usize>) {
        let at = self.span_token(open);
        let before = before.map(|at| self.span_token(at));
        self.tell(UnclosedBrace { at, before });
    }

    /// Whether a brace in this piece was told to be unclosed.
    pub(crate) fn has_told_open(&self, piece: &Range<usize>) -> bool {
        self.told_open.iter().any(|at| piece.contains(at))
    }
}
