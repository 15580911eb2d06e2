//! Clauses of an item, each read alone.

use super::Parser;
use super::piece::Failure;
use super::split::Piece;
use crate::ast::{Broken, Clause, ClauseHead, ClauseKind, Demand, Part};
use crate::check;
use crate::diagnostics::{MisplacedClause, ReservedWord, UnexpectedText, UnknownClause};
use crate::grammar::Stop;
use crate::grammar::policy::Rule;
use crate::scan::Kind;
use crate::text::{nearest, slice};
use crate::words::{Place, is_reserved};
use policyc_diag::At;
use std::ops::Range;

/// What a body came to.
#[derive(Default)]
pub(super) struct Clauses {
    pub(super) clauses: Vec<Clause>,
    pub(super) broken: Vec<Broken>,
}

impl Parser<'_> {
    /// The clauses of a body.
    pub(super) fn parse_clauses(&mut self, body: &Range<usize>, forced: &[usize], place: Place) -> Clauses {
        let mut out = Clauses::default();
        let (lead, pieces) = self.cut_body(body, forced, |word| place.cuts(word));
        if self.solid(lead.start, lead.end).is_some() {
            out.broken.push(self.tell_unknown_clause(&lead, place));
        }
        for piece in pieces {
            self.parse_clause_piece(&piece, place, &mut out);
        }
        check::once(place, &out.clauses, &mut self.faults);
        out
    }

    /// One clause, with what a misspelt head behind it drew in.
    pub(super) fn parse_clause_piece(&mut self, piece: &Piece, place: Place, out: &mut Clauses) {
        let tokens = &piece.tokens;
        let head = self.text(tokens.start);
        if !place.allowed().contains(&head) {
            let at = self.span_token(tokens.start);
            self.tell(MisplacedClause { at, head, place: place.name(), allowed: place.allowed() });
            out.broken.push(self.broken(tokens));
            return;
        }
        if let Some(open) = self.part_brace(tokens) {
            return self.parse_part_clause(piece, open, place, out);
        }
        match self.read(Rule::one_clause, tokens, |build, node| build.parse_clause(node)) {
            Ok(kind) => out.clauses.push(self.clause(piece, tokens, kind)),
            Err(Failure::Told) => out.broken.push(self.broken(tokens)),
            Err(Failure::Stopped(stop)) => self.recover_clause(piece, &stop, place, out),
        }
    }

    fn clause(&self, piece: &Piece, tokens: &Range<usize>, kind: ClauseKind) -> Clause {
        Clause { doc: self.doc(&piece.docs), kind, at: At(self.span_piece(tokens)) }
    }

    /// The grammar stopped: perhaps at a word that was to begin the next clause.
    fn recover_clause(&mut self, piece: &Piece, stop: &Stop<Rule>, place: Place, out: &mut Clauses) {
        let tokens = &piece.tokens;
        let Some(at) = self.misspelt_head(tokens, stop, place) else {
            self.tell_stop(tokens, stop);
            out.broken.push(self.broken(tokens));
            return;
        };
        let before = tokens.start..at;
        match self.read(Rule::one_clause, &before, |build, node| build.parse_clause(node)) {
            Ok(kind) => {
                out.clauses.push(self.clause(piece, &before, kind));
                out.broken.push(self.tell_unknown_clause(&(at..tokens.end), place));
            }
            Err(Failure::Told) => out.broken.push(self.broken(tokens)),
            Err(Failure::Stopped(_)) => {
                self.tell_stop(tokens, stop);
                out.broken.push(self.broken(tokens));
            }
        }
    }

    /// The word at which the grammar stopped, if it looks like the head of a clause.
    pub(super) fn misspelt_head(&self, tokens: &Range<usize>, stop: &Stop<Rule>, place: Place) -> Option<usize> {
        let at = self.token_at(tokens, stop.at)?;
        let word = self.word(at).filter(|word| at > tokens.start && !is_reserved(word))?;
        if self.depth_at(tokens, at) > 0 {
            return None;
        }
        let near = nearest(word, place.allowed().iter().copied()).is_some();
        let aligned = self.column_on_own_line(at).is_some()
            && self.column_on_own_line(at) == self.column_on_own_line(tokens.start);
        (near || aligned).then_some(at)
    }

    pub(super) fn depth_at(&self, tokens: &Range<usize>, at: usize) -> usize {
        let mut depth = 0_usize;
        for index in tokens.start..at {
            match self.kind(index) {
                Some(Kind::Open) => depth += 1,
                Some(Kind::Close) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        depth
    }

    /// The column of a token that is the first on its line.
    fn column_on_own_line(&self, at: usize) -> Option<usize> {
        let token = self.token(at).filter(|token| token.first)?;
        let line = slice(self.clean, 0..token.start).rfind(['\n', '\r']).map_or(0, |end| end + 1);
        Some(token.start - line)
    }

    /// Tells of a word that begins no clause.
    pub(super) fn tell_unknown_clause(&mut self, piece: &Range<usize>, place: Place) -> Broken {
        let Some(at) = self.solid(piece.start, piece.end) else { return self.broken(piece) };
        let bad = self.token(at).is_some_and(|token| token.bad);
        let span = self.span_token(at);
        if let Some(found) = self.word(at) {
            let allowed = place.allowed();
            let nearest = nearest(found, allowed.iter().copied());
            self.tell(UnknownClause { at: span, found, place: place.name(), nearest, allowed });
        } else if !bad && !self.told_open.contains(&at) {
            let found = self.text(at);
            self.tell(UnexpectedText { at: span, found, expected: vec!["a clause"], nearest: None });
        }
        self.broken(piece)
    }

    /// What a clause that could not be read leaves behind.
    pub(super) fn broken(&self, piece: &Range<usize>) -> Broken {
        let word = self.text(piece.start);
        let head = ClauseHead::ALL.into_iter().find(|head| head.word() == word);
        let mut next = self.solid(piece.start + 1, piece.end);
        if head == Some(ClauseHead::For) {
            next = next.and_then(|at| self.solid(at + 1, piece.end));
        }
        let names = matches!(
            head,
            Some(
                ClauseHead::For
                    | ClauseHead::Value
                    | ClauseHead::Forbid
                    | ClauseHead::Require
                    | ClauseHead::Permit
                    | ClauseHead::Unless
            )
        );
        let name = next.filter(|_| names).and_then(|at| self.name(at)).filter(|name| !is_reserved(&name.text));
        Broken { head, name, at: At(self.span_piece(piece)) }
    }

    /// The brace of `forbid NAME {` and its like.
    pub(crate) fn part_brace(&self, tokens: &Range<usize>) -> Option<usize> {
        if !matches!(self.text(tokens.start), "forbid" | "require" | "permit" | "unless") {
            return None;
        }
        let name = self.solid(tokens.start + 1, tokens.end)?;
        self.word(name)?;
        self.solid(name + 1, tokens.end).filter(|&at| self.kind(at) == Some(Kind::Open))
    }

    fn parse_part_clause(&mut self, piece: &Piece, open: usize, place: Place, out: &mut Clauses) {
        let tokens = &piece.tokens;
        let Some(body) = self.find_body(&(open..tokens.end)) else { return };
        let inner = self.parse_clauses(&body.inner, &[], Place::Part);
        let name_at = self.solid(tokens.start + 1, open).unwrap_or(open);
        let found = self.text(name_at);
        let Some(name) = self.name(name_at).filter(|name| !is_reserved(&name.text)) else {
            let at = self.span_token(name_at);
            self.tell(ReservedWord { at, found });
            out.broken.push(self.broken(tokens));
            return;
        };
        let at = At(self.span_piece(&(name_at..body.rest.start)));
        let part = Part { name, clauses: inner.clauses, broken: inner.broken, at };
        if !self.has_told_open(tokens) {
            check::part(&part, &mut self.faults);
        }
        let kind = match self.text(tokens.start) {
            "forbid" => ClauseKind::Forbid(Demand::Part(part)),
            "require" => ClauseKind::Require(Demand::Part(part)),
            "permit" => ClauseKind::Permit(part),
            _ => ClauseKind::Unless(part),
        };
        out.clauses.push(self.clause(piece, &(tokens.start..body.rest.start), kind));
        if self.solid(body.rest.start, body.rest.end).is_some() {
            out.broken.push(self.tell_unknown_clause(&body.rest, place));
        }
    }
}
