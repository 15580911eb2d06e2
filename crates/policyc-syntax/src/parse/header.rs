//! The header of a policy.

use super::Parser;
use super::body::Clauses;
use super::piece::Failure;
use super::split::Piece;
use crate::ast::{Broken, Path, PolicyHeader, PolicyLine, PolicyLineKind};
use crate::diagnostics::{Fault, MisplacedClause, RepeatedClause, UnexpectedText};
use crate::grammar::policy::Rule;
use crate::scan::Kind;
use crate::words::Place;
use policyc_diag::At;
use std::collections::BTreeMap;
use std::ops::Range;

impl<'a> Parser<'a> {
    pub(super) fn parse_policy_header(&mut self, piece: &Piece) -> Option<PolicyHeader> {
        let tokens = &piece.tokens;
        let body = self.item_body(tokens, Some(Place::Policy));
        let head = tokens.start..body.as_ref().map_or(tokens.end, |body| body.open);
        let read = self.read(Rule::one_policy_head, &head, |build, node| Some(build.paths_in(node)));
        let paths = match read {
            Ok(paths) => paths,
            Err(failure) => {
                self.tell_failure(&head, &failure);
                return None;
            }
        };
        let Some(body) = body else {
            let at = self.span_piece(tokens);
            let expected = vec!["`{`, and `}` after what is said of the policy"];
            self.tell(UnexpectedText { at, found: "", expected, nearest: None });
            return None;
        };
        let mut paths = paths.into_iter();
        let name: Path = paths.next()?;
        let (lines, broken) = self.parse_policy_lines(&body.inner, &body.forced);
        Some(PolicyHeader {
            doc: self.doc(&piece.docs),
            partial: self.text(tokens.start) == "partial",
            name,
            extends: paths.collect(),
            lines,
            broken,
            at: At(self.span_piece(&(tokens.start..body.rest.start))),
        })
    }

    fn parse_policy_lines(&mut self, body: &Range<usize>, forced: &[usize]) -> (Vec<PolicyLine>, Vec<Broken>) {
        let mut lines = Vec::new();
        let mut out = Clauses::default();
        let (lead, pieces) = self.cut_body(body, forced, |word| Place::Policy.cuts(word));
        if self.solid(lead.start, lead.end).is_some() {
            out.broken.push(self.tell_unknown_clause(&lead, Place::Policy));
        }
        for piece in pieces {
            match self.parse_policy_line(&piece, &mut out) {
                Some(line) => lines.push(line),
                None => out.broken.push(self.broken(&piece.tokens)),
            }
        }
        self.check_once(&lines);
        (lines, out.broken)
    }

    fn parse_policy_line(&mut self, piece: &Piece, out: &mut Clauses) -> Option<PolicyLine> {
        let tokens = &piece.tokens;
        let head = self.text(tokens.start);
        let place = Place::Policy;
        if !place.allowed().contains(&head) {
            let at = self.span_token(tokens.start);
            self.tell(MisplacedClause { at, head, place: place.name(), allowed: place.allowed() });
            return None;
        }
        let (kind, end) = self.read_policy_line(tokens, out)?;
        let at = At(self.span_piece(&(tokens.start..end)));
        Some(PolicyLine { doc: self.doc(&piece.docs), kind, at })
    }

    /// The line, and where it ends: a misspelt head behind it may have drawn in more.
    fn read_policy_line(&mut self, tokens: &Range<usize>, out: &mut Clauses) -> Option<(PolicyLineKind, usize)> {
        match self.read(Rule::one_policy_line, tokens, |build, node| build.parse_policy_line(node)) {
            Ok(kind) => Some((kind, tokens.end)),
            Err(Failure::Told) => None,
            Err(Failure::Stopped(stop)) => {
                let at = self.misspelt_head(tokens, &stop, Place::Policy);
                let before = tokens.start..at.unwrap_or(tokens.end);
                let again =
                    at.map(|_| self.read(Rule::one_policy_line, &before, |build, node| build.parse_policy_line(node)));
                if let Some(Ok(kind)) = again {
                    let rest = before.end..tokens.end;
                    out.broken.push(self.tell_unknown_clause(&rest, Place::Policy));
                    return Some((kind, before.end));
                }
                self.tell_stop(tokens, &stop);
                None
            }
        }
    }

    fn check_once(&mut self, lines: &[PolicyLine]) {
        let mut seen = BTreeMap::new();
        for line in lines {
            let head = self.head_of(line.at.0.start as usize);
            if !Place::Policy.once(head) {
                continue;
            }
            if let Some(&first) = seen.get(head) {
                let fault = RepeatedClause { at: line.at.0, first, head, place: Place::Policy.name() };
                self.faults.push(fault.into_diagnostic());
            } else {
                seen.insert(head, line.at.0);
            }
        }
    }

    /// The word at an offset.
    fn head_of(&self, offset: usize) -> &'a str {
        let at = self.tokens.partition_point(|token| token.start < offset);
        if self.kind(at) == Some(Kind::Word) { self.text(at) } else { "" }
    }
}
