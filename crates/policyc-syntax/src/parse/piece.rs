//! One piece to pest, and what comes back.

use super::Parser;
use super::build::{Build, Node};
use crate::LIMIT;
use crate::diagnostics::{Fault, MisplacedDoc, TooDeep, UnexpectedText};
use crate::grammar::policy::{PolicyGrammar, Rule};
use crate::grammar::{self, Stop};
use crate::scan::Kind;
use crate::text::slice;
use policyc_diag::Diagnostic;
use std::ops::Range;

/// Why a piece left no node.
pub(super) enum Failure {
    /// It has been told already.
    Told,
    /// The grammar stopped.
    Stopped(Stop<Rule>),
}

impl Parser<'_> {
    /// Reads a piece and builds its node; faults of the tree are told here, where the grammar stopped is for the caller.
    pub(super) fn read<T>(
        &mut self,
        entry: Rule,
        piece: &Range<usize>,
        build: impl Fn(&mut Build<'_>, &Node<'_>) -> Option<T>,
    ) -> Result<T, Failure> {
        if piece.clone().any(|at| self.token(at).is_some_and(|token| token.bad)) || self.has_told_open(piece) {
            return Err(Failure::Told);
        }
        if self.nesting(piece) > LIMIT {
            let at = self.span_piece(piece);
            self.tell(TooDeep { at });
            return Err(Failure::Told);
        }
        let text = self.piece_text(piece);
        let (result, faults) = self.run(entry, piece, &text, &build);
        match result {
            Err(Failure::Stopped(stop)) if self.doc_at(piece, stop.at) => {
                let blank = self.without_docs(piece, entry);
                let (result, faults) = self.run(entry, piece, &blank, &build);
                self.faults.extend(faults);
                result
            }
            result => {
                self.faults.extend(faults);
                result
            }
        }
    }

    fn run<T>(
        &self,
        entry: Rule,
        piece: &Range<usize>,
        text: &str,
        build: &impl Fn(&mut Build<'_>, &Node<'_>) -> Option<T>,
    ) -> (Result<T, Failure>, Vec<Diagnostic>) {
        let base = self.bytes(piece).start;
        let mut builder = Build::new(self.source, base, text);
        let mut nodes = match grammar::run::<Rule, PolicyGrammar>(entry, text) {
            Ok(nodes) => nodes,
            Err(stop) => return (Err(Failure::Stopped(stop)), Vec::new()),
        };
        let built = nodes.next().and_then(|node| build(&mut builder, &node));
        let mut faults = builder.faults;
        match built {
            Some(built) if faults.is_empty() => (Ok(built), faults),
            _ => {
                if faults.is_empty() {
                    let at = self.span_piece(piece);
                    let fault = UnexpectedText { at, found: "", expected: Vec::new(), nearest: None };
                    faults.push(fault.into_diagnostic());
                }
                (Err(Failure::Told), faults)
            }
        }
    }

    fn piece_text(&self, piece: &Range<usize>) -> String {
        slice(self.clean, self.bytes(piece)).to_owned()
    }

    /// The token that holds or follows this offset of a piece's text.
    pub(super) fn token_at(&self, piece: &Range<usize>, offset: usize) -> Option<usize> {
        let at = self.bytes(piece).start + offset;
        piece
            .clone()
            .find(|&index| self.token(index).is_some_and(|token| token.end > at && token.kind != Kind::Comment))
    }

    fn doc_at(&self, piece: &Range<usize>, offset: usize) -> bool {
        self.token_at(piece, offset).is_some_and(|at| self.kind(at) == Some(Kind::Doc))
    }

    /// The piece's text with documentation blanked out that documents nothing, each told.
    fn without_docs(&mut self, piece: &Range<usize>, entry: Rule) -> String {
        let range = self.bytes(piece);
        let mut text = String::with_capacity(range.len());
        let mut done = range.start;
        for at in piece.clone() {
            let Some(token) = self.token(at).filter(|token| token.kind == Kind::Doc) else { continue };
            let next = self.solid(at, piece.end);
            let documents = entry == Rule::one_item && next.is_some_and(|next| self.begins_field(next));
            if documents || token.start < range.start || token.end > range.end {
                continue;
            }
            text.push_str(slice(self.clean, done..token.start));
            text.extend(std::iter::repeat_n(' ', token.end - token.start));
            done = token.end;
            if next.is_some_and(|next| self.kind(next) != Some(Kind::Close)) {
                let at = self.span_token(at);
                self.tell(MisplacedDoc { at });
            }
        }
        text.push_str(slice(self.clean, done..range.end));
        text
    }

    /// Documentation with nothing behind it but a brace or the end of the file; told once for the whole file.
    pub(super) fn tell_dangling_docs(&mut self) {
        let mut dangling = true;
        for at in (0..self.tokens.len()).rev() {
            match self.kind(at) {
                Some(Kind::Doc) if dangling => {
                    let at = self.span_token(at);
                    self.tell(MisplacedDoc { at });
                }
                Some(Kind::Doc | Kind::Comment) => {}
                kind => dangling = kind == Some(Kind::Close),
            }
        }
    }

    fn begins_field(&self, at: usize) -> bool {
        self.word(at).is_some() && self.text(at + 1) == ":"
    }

    /// How deep the piece nests: brackets, and `where` and `satisfies`, which reach to the end of theirs.
    fn nesting(&self, piece: &Range<usize>) -> usize {
        let mut open = vec![0_usize];
        let mut depth = 0;
        let mut deepest = 0;
        for at in piece.clone() {
            match (self.kind(at), self.text(at)) {
                (Some(Kind::Open), _) | (Some(Kind::Sign), "(") => {
                    open.push(1);
                    depth += 1;
                }
                (Some(Kind::Close), _) | (Some(Kind::Sign), ")") => depth -= open.pop().unwrap_or(0).min(depth),
                (Some(Kind::Word), "where" | "satisfies") => {
                    depth += 1;
                    match open.last_mut() {
                        Some(inside) => *inside += 1,
                        None => open.push(1),
                    }
                }
                _ => {}
            }
            deepest = deepest.max(depth);
        }
        deepest
    }
}
