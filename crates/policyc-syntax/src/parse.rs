//! Text to tree: scan, cut into items, cut those into clauses, give each piece to pest alone.

mod amend;
mod atom;
pub(crate) mod block;
mod body;
mod build;
mod clause;
mod cond;
mod expr;
mod fault;
mod fix;
mod habit;
mod header;
mod item;
mod items;
mod piece;
pub(crate) mod split;
mod tail;
#[cfg(test)]
mod tests;

use crate::Parsed;
use crate::ast::Doc;
use crate::diagnostics::Fault;
use crate::scan::{Kind, Token, scan};
use crate::text::slice;
use policyc_diag::{At, Diagnostic, SourceId, Span};
use std::ops::Range;

/// Reads a policy file. Whatever is wrong with it, all that could be read is in the tree.
#[must_use]
pub fn parse_file(source: SourceId, text: &str) -> Parsed {
    let scan = scan(source, text);
    let mut parser =
        Parser { source, clean: &scan.clean, tokens: &scan.tokens, faults: scan.diagnostics, told_open: Vec::new() };
    let mut file = parser.parse_items();
    parser.tell_dangling_docs();
    file.at = At(Span::new(source, 0, text.len()));
    let mut diagnostics = parser.faults;
    diagnostics.sort_by_key(|fault| (fault.primary.span.start, fault.primary.span.end));
    Parsed { file, diagnostics }
}

/// What reading one file needs. Ranges of tokens are called pieces.
pub(crate) struct Parser<'a> {
    pub(crate) source: SourceId,
    /// The text, with what is no part of the language blanked out.
    pub(crate) clean: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) faults: Vec<Diagnostic>,
    /// Opening braces that were told to be unclosed.
    pub(crate) told_open: Vec<usize>,
}

impl<'a> Parser<'a> {
    pub(crate) fn token(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).copied()
    }

    /// The text of a token, empty if there is none.
    pub(crate) fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| slice(self.clean, token.range()))
    }

    /// The text of a token if it is a word.
    pub(crate) fn word(&self, at: usize) -> Option<&'a str> {
        self.token(at).filter(|token| token.kind == Kind::Word).map(|_| self.text(at))
    }

    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    /// The next token of the piece that is neither comment nor documentation.
    pub(crate) fn solid(&self, at: usize, end: usize) -> Option<usize> {
        (at..end).find(|&at| self.token(at).is_some_and(Token::solid))
    }

    /// The last solid token before `at`, not before `start`.
    pub(crate) fn solid_before(&self, at: usize, start: usize) -> Option<usize> {
        (start..at).rev().find(|&at| self.token(at).is_some_and(Token::solid))
    }

    /// The bytes from the first to the last solid token of a piece.
    fn bytes(&self, piece: &Range<usize>) -> Range<usize> {
        let first = self.solid(piece.start, piece.end).and_then(|at| self.token(at));
        let last = self.solid_before(piece.end, piece.start).and_then(|at| self.token(at));
        match (first, last) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => {
                let at = self.token(piece.start).map_or(self.clean.len(), |token| token.start);
                at..at
            }
        }
    }

    fn span_bytes(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range.start, range.end)
    }

    fn span_piece(&self, piece: &Range<usize>) -> Span {
        self.span_bytes(self.bytes(piece))
    }

    fn span_token(&self, at: usize) -> Span {
        let range = self.token(at).map_or(self.clean.len()..self.clean.len(), Token::range);
        self.span_bytes(range)
    }

    fn tell(&mut self, fault: impl Fault) {
        self.faults.push(fault.into_diagnostic());
    }

    /// The documentation among these tokens.
    fn doc(&self, tokens: &Range<usize>) -> Option<Doc> {
        let lines = tokens
            .clone()
            .filter(|&at| self.kind(at) == Some(Kind::Doc))
            .map(|at| (self.span_token(at), self.text(at)))
            .collect::<Vec<_>>();
        doc(&lines)
    }

    /// A node's name from a word token.
    fn name(&self, at: usize) -> Option<crate::ast::Name> {
        self.word(at).map(|text| crate::ast::Name { text: text.to_owned(), at: At(self.span_token(at)) })
    }
}

/// Joins lines of documentation.
fn doc(lines: &[(Span, &str)]) -> Option<Doc> {
    let (first, last) = (lines.first()?.0, lines.last()?.0);
    let text = lines
        .iter()
        .map(|(_, line)| {
            let line = line.strip_prefix("///").unwrap_or(line);
            line.strip_prefix(' ').unwrap_or(line).trim_end()
        })
        .collect::<Vec<_>>()
        .join("\n");
    Some(Doc { text, at: At(first.to(last)) })
}
