//! Amendments, and the entries of lexicons.

use super::Parser;
use super::body::Clauses;
use super::build::{Build, Node, has, one};
use super::item::{parse_named_kind, parse_role};
use super::piece::Failure;
use super::split::Piece;
use crate::ast::{Amend, Broken, Change, ChangeKind, Entry, ItemKind, LexiconEntry, LexiconRole, Name, NamedKind};
use crate::diagnostics::{CommaInBraces, MissingChangeWord, ReplacedEntry, UnexpectedText};
use crate::grammar::policy::Rule;
use crate::scan::Kind;
use crate::words::Place;
use policyc_diag::At;
use std::ops::Range;

impl Parser<'_> {
    pub(super) fn parse_amend(&mut self, tokens: &Range<usize>) -> ItemKind {
        let place = self.amended_place(tokens);
        let body = self.item_body(tokens, place);
        let head = tokens.start..body.as_ref().map_or(tokens.end, |body| body.open);
        let read = self.read(Rule::one_head, &head, |build, node| build.parse_amend_head(node));
        let (kind, name, language) = match read {
            Ok(read) => read,
            Err(failure) => {
                self.tell_amend_head(&head, &failure);
                return self.broken_item(&(head.end..head.end));
            }
        };
        let Some(body) = body else {
            let at = self.span_piece(tokens);
            self.tell(UnexpectedText { at, found: "", expected: vec!["`{`"], nearest: None });
            return self.broken_item(&(head.end..head.end));
        };
        let mut broken = Vec::new();
        let mut changes = Vec::new();
        let is_change = |word: &str| matches!(word, "add" | "replace" | "remove");
        let (lead, pieces) = self.cut_body(&body.inner, &body.forced, is_change);
        if let Some(at) = self.solid(lead.start, lead.end) {
            let (found, span) = (self.text(at), self.span_token(at));
            self.tell(MissingChangeWord { at: span, found });
            broken.push(self.broken(&lead));
        }
        for piece in pieces {
            self.parse_change(&piece, kind, &mut changes, &mut broken);
        }
        ItemKind::Amend(Amend { kind, name, language, changes, broken })
    }

    /// Where the clauses of what is amended stand.
    fn amended_place(&self, tokens: &Range<usize>) -> Option<Place> {
        let kind = self.solid(tokens.start + 1, tokens.end).map_or("", |at| self.text(at));
        NamedKind::ALL.into_iter().find(|named| named.word() == kind).and_then(place_of)
    }

    fn tell_amend_head(&mut self, head: &Range<usize>, failure: &Failure) {
        let kind = self.solid(head.start + 1, head.end);
        match (failure, kind) {
            (Failure::Stopped(_), Some(at)) if !NamedKind::ALL.iter().any(|kind| kind.word() == self.text(at)) => {
                self.tell_kind(at);
            }
            _ => self.tell_failure(head, failure),
        }
    }

    fn parse_change(&mut self, piece: &Piece, kind: NamedKind, changes: &mut Vec<Change>, broken: &mut Vec<Broken>) {
        let verb = self.text(piece.tokens.start);
        let rest = piece.tokens.start + 1..piece.tokens.end;
        let Some(first) = self.solid(rest.start, rest.end) else {
            let at = self.span_piece(&piece.tokens);
            self.tell(UnexpectedText {
                at,
                found: "",
                expected: vec!["a clause", "a phrase in quotes"],
                nearest: None,
            });
            broken.push(self.broken(&piece.tokens));
            return;
        };
        let rest = first..rest.end;
        let entry = self.kind(first) == Some(Kind::String) || matches!(self.text(first), "except" | "hits" | "misses");
        let change = match verb {
            "remove" => self.parse_removal(&piece.tokens),
            "replace" if entry => {
                let at = self.span_piece(&piece.tokens);
                self.tell(ReplacedEntry { at });
                None
            }
            _ if entry => self.parse_added_entry(&rest, kind),
            _ => self.parse_changed_clause(verb, &rest, kind, broken),
        };
        match change {
            Some(kind) => {
                let at = At(self.span_piece(&piece.tokens));
                changes.push(Change { doc: self.doc(&piece.docs), kind, at });
            }
            None => broken.push(self.broken(&rest)),
        }
    }

    fn parse_removal(&mut self, tokens: &Range<usize>) -> Option<ChangeKind> {
        match self.read(Rule::one_remove, tokens, |build, node| build.parse_remove_change(node)) {
            Ok((target, because)) => Some(ChangeKind::Remove { target, because }),
            Err(Failure::Told) => None,
            Err(Failure::Stopped(stop)) => {
                self.tell_stop(tokens, &stop);
                None
            }
        }
    }

    fn parse_added_entry(&mut self, tokens: &Range<usize>, kind: NamedKind) -> Option<ChangeKind> {
        let entry = self.parse_entry(tokens)?;
        let plain = entry.role == LexiconRole::Phrase;
        match kind {
            NamedKind::Lexicon => self.phrase_of(entry).map(|entry| ChangeKind::AddEntry(Entry::Lexicon(entry))),
            NamedKind::Set if plain => Some(ChangeKind::AddEntry(Entry::Member(entry.text))),
            _ => {
                let (at, found) = (self.span_token(tokens.start), self.text(tokens.start));
                let expected = vec![if kind == NamedKind::Set { "a member in quotes" } else { "a clause" }];
                self.tell(UnexpectedText { at, found, expected, nearest: None });
                None
            }
        }
    }

    fn parse_changed_clause(
        &mut self,
        verb: &str,
        tokens: &Range<usize>,
        kind: NamedKind,
        broken: &mut Vec<Broken>,
    ) -> Option<ChangeKind> {
        let Some(place) = place_of(kind) else {
            let (at, found) = (self.span_token(tokens.start), self.text(tokens.start));
            let expected = vec!["an entry in quotes (for anything else replace the whole item)"];
            self.tell(UnexpectedText { at, found, expected, nearest: None });
            return None;
        };
        if !place.cuts(self.text(tokens.start)) {
            broken.push(self.tell_unknown_clause(tokens, place));
            return None;
        }
        let piece = Piece { docs: tokens.start..tokens.start, tokens: tokens.clone(), headed: true };
        let mut out = Clauses::default();
        self.parse_clause_piece(&piece, place, &mut out);
        broken.append(&mut out.broken);
        let clause = out.clauses.pop()?;
        Some(if verb == "add" { ChangeKind::AddClause(clause) } else { ChangeKind::ReplaceClause(clause) })
    }

    /// The entries of a lexicon, each ended by its string.
    pub(super) fn parse_entries(&mut self, body: &Range<usize>) -> (Vec<LexiconEntry>, Vec<Broken>) {
        let mut entries = Vec::new();
        let mut broken = Vec::new();
        let mut commas = false;
        let mut start = body.start;
        for at in body.clone().chain([body.end]) {
            let last = at == body.end;
            let comma = self.text(at) == "," && self.kind(at) == Some(Kind::Sign) && at < body.end;
            if comma && !commas {
                commas = true;
                let at = self.span_token(at);
                self.tell(CommaInBraces { at });
            }
            if !last && !comma && self.kind(at) != Some(Kind::String) {
                continue;
            }
            let end = if last || comma { at } else { at + 1 };
            if let Some(first) = self.solid(start, end) {
                let docs = start..first;
                let entry = self.parse_entry(&(first..end)).and_then(|entry| self.phrase_of(entry));
                match entry {
                    Some(entry) => entries.push(LexiconEntry { doc: self.doc(&docs), ..entry }),
                    None => broken.push(self.broken(&(first..end))),
                }
            }
            start = (at + 1).min(body.end);
        }
        (entries, broken)
    }

    fn parse_entry(&mut self, tokens: &Range<usize>) -> Option<LexiconEntry> {
        match self.read(Rule::one_lexicon_entry, tokens, |build, node| build.parse_lexicon_entry(node)) {
            Ok(entry) => Some(entry),
            Err(Failure::Told) => None,
            Err(Failure::Stopped(stop)) => {
                self.tell_stop(tokens, &stop);
                None
            }
        }
    }

    /// Reads the phrase of an entry that has one.
    fn phrase_of(&mut self, entry: LexiconEntry) -> Option<LexiconEntry> {
        if matches!(entry.role, LexiconRole::Hits | LexiconRole::Misses) {
            return Some(entry);
        }
        let start = entry.text.inner.0.start as usize;
        let parsed = crate::parse_phrase(self.source, start, &entry.text.raw);
        self.faults.extend(parsed.diagnostics);
        Some(LexiconEntry { phrase: Some(parsed.phrase?), ..entry })
    }
}

impl Build<'_> {
    fn parse_amend_head(&mut self, node: &Node<'_>) -> Option<(NamedKind, Name, Option<Name>)> {
        let kind = parse_named_kind(&one(node, Rule::named_kind)?)?;
        Some((kind, self.name_in(node)?, self.parse_in_language(node)))
    }

    fn parse_lexicon_entry(&mut self, node: &Node<'_>) -> Option<LexiconEntry> {
        let role = parse_role(node);
        let string = one(node, Rule::string)?;
        let plain = matches!(role, LexiconRole::Hits | LexiconRole::Misses);
        let text = if plain { self.parse_string(&string) } else { self.phrase_string(&string) };
        if has(node, Rule::wrong_comma) {
            self.tell_commas(node);
        }
        Some(LexiconEntry { doc: None, role, text, phrase: None, at: self.at(node) })
    }
}

fn place_of(kind: NamedKind) -> Option<Place> {
    match kind {
        NamedKind::Rule => Some(Place::Rule),
        NamedKind::Judgement => Some(Place::Judgement),
        NamedKind::Condition => Some(Place::Condition),
        NamedKind::Declaration => Some(Place::Declaration),
        NamedKind::Set | NamedKind::Value | NamedKind::Lexicon => None,
    }
}
