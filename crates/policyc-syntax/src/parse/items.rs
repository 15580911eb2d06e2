//! Items: which piece is which, and what is left of one that cannot be read.

use super::Parser;
use super::piece::Failure;
use super::split::Piece;
use crate::ast::{
    Broken, BrokenItem, Condition, Declaration, File, Header, Item, ItemKind, Judgement, Lexicon, Name, NamedKind,
    Over, Replace, Rule as RuleItem, Use,
};
use crate::check;
use crate::diagnostics::{
    ForeignHabit, MisplacedHeader, MisplacedUse, MissingHeader, StrayBrace, UnexpectedText, UnknownItem, UnopenedBrace,
};
use crate::grammar::Stop;
use crate::grammar::policy::Rule;
use crate::scan::Kind;
use crate::text::nearest;
use crate::words::{CLAUSE_WORDS, ITEM_WORDS, Place, is_reserved};
use policyc_diag::At;
use std::ops::Range;

impl Parser<'_> {
    /// The whole file.
    pub(super) fn parse_items(&mut self) -> File {
        let mut file = File::default();
        let mut header_broken = false;
        for piece in self.cut_items() {
            let word = self.text(piece.tokens.start);
            match word {
                _ if piece.headed && self.tell_unopened(&piece.tokens) => {
                    header_broken |= matches!(word, "policy" | "partial");
                    file.broken |= matches!(word, "policy" | "partial" | "attributes" | "language" | "placeholders");
                    let kind = self.broken_item(&piece.tokens);
                    let at = At(self.span_piece(&piece.tokens));
                    file.items.push(Item { doc: self.doc(&piece.docs), kind, at });
                }
                _ if !piece.headed => header_broken |= self.parse_stray(&piece, &mut file),
                "policy" | "partial" | "library" => header_broken |= self.parse_header_piece(&piece, &mut file),
                "use" => self.parse_use(&piece, &mut file),
                _ => self.parse_item_piece(&piece, &mut file),
            }
        }
        if file.header.is_none() && !header_broken {
            let first = self.solid(0, self.tokens.len());
            let at = first.map_or_else(|| self.span_bytes(0..0), |at| self.span_token(at));
            self.tell(MissingHeader { at });
        }
        file
    }

    /// Tells of an item whose opening brace was forgotten.
    fn tell_unopened(&mut self, tokens: &Range<usize>) -> bool {
        let head = tokens.start;
        let end = if self.is_block(head, self.text(head)) { self.unopened(head) } else { None };
        let Some(end) = end else { return false };
        let at = self.span_token(head).to(self.span_token(end));
        self.tell(UnopenedBrace { at });
        true
    }

    /// The header; whether it could not be read.
    fn parse_header_piece(&mut self, piece: &Piece, file: &mut File) -> bool {
        let at = self.span_token(piece.tokens.start);
        let first = file.header.as_ref().map(header_span);
        if first.is_some() || !file.items.is_empty() {
            self.tell(MisplacedHeader { at, first });
        }
        let header = if self.text(piece.tokens.start) == "library" {
            self.parse_library_piece(piece, file)
        } else {
            self.parse_policy_header(piece).map(Header::Policy)
        };
        let broken = header.is_none();
        file.broken |= broken;
        if first.is_none() {
            file.header = header;
        }
        broken
    }

    fn parse_library_piece(&mut self, piece: &Piece, file: &mut File) -> Option<Header> {
        let doc = self.doc(&piece.docs);
        let (library, rest) = self.read_item(&piece.tokens, |build, node| build.parse_library(node, doc.clone()));
        if let Some(rest) = rest {
            self.parse_stray(&rest, file);
        }
        library.map(Header::Library)
    }

    fn parse_use(&mut self, piece: &Piece, file: &mut File) {
        if file.items.iter().any(|item| !matches!(item.kind, ItemKind::Broken(_))) {
            let at = self.span_token(piece.tokens.start);
            self.tell(MisplacedUse { at });
        }
        let (paths, rest) = self.read_item(&piece.tokens, |build, node| Some(build.paths_in(node)));
        file.broken |= paths.is_none();
        file.uses.extend(paths.into_iter().flatten().map(|path| Use { at: path.at, path }));
        if let Some(rest) = rest {
            self.parse_stray(&rest, file);
        }
    }

    /// An item with a head.
    fn parse_item_piece(&mut self, piece: &Piece, file: &mut File) {
        let (kind, rest) = self.parse_item_kind(&piece.tokens);
        let doc = self.doc(&piece.docs);
        let tokens = match &rest {
            Some(rest) => piece.tokens.start..rest.docs.start,
            None => piece.tokens.clone(),
        };
        file.items.push(Item { doc, kind, at: At(self.span_piece(&tokens)) });
        if let Some(rest) = rest {
            self.parse_stray(&rest, file);
        }
    }

    /// An item without its documentation, and what it drew in behind it.
    fn parse_item_kind(&mut self, tokens: &Range<usize>) -> (ItemKind, Option<Piece>) {
        match self.text(tokens.start) {
            "rule" | "judgement" | "declaration" | "condition" | "lexicon" => (self.parse_block(tokens), None),
            "amend" => (self.parse_amend(tokens), None),
            "replace" => self.parse_replace(tokens),
            _ => {
                let (kind, rest) = self.read_item(tokens, |build, node| build.parse_item(node));
                (kind.unwrap_or_else(|| self.broken_item(tokens)), rest)
            }
        }
    }

    fn parse_replace(&mut self, tokens: &Range<usize>) -> (ItemKind, Option<Piece>) {
        let Some(inner) = self.solid(tokens.start + 1, tokens.end) else {
            let at = self.span_token(tokens.start);
            self.tell(UnexpectedText { at, found: "", expected: vec!["a kind of item such as `rule`"], nearest: None });
            return (self.broken_item(tokens), None);
        };
        let word = self.text(inner);
        if !NamedKind::ALL.iter().any(|kind| kind.word() == word) {
            self.tell_kind(inner);
            return (self.broken_item(tokens), None);
        }
        let inner = inner..tokens.end;
        let (kind, rest) = self.parse_item_kind(&inner);
        if matches!(kind, ItemKind::Broken(_)) {
            return (kind, rest);
        }
        let end = rest.as_ref().map_or(inner.end, |rest| rest.docs.start);
        let item_at = At(self.span_piece(&(inner.start..end)));
        (ItemKind::Replace(Replace { item: Box::new(kind), item_at }), rest)
    }

    /// What stands there is no kind of item that can be changed.
    pub(super) fn tell_kind(&mut self, at: usize) {
        let found = self.text(at);
        let nearest = nearest(found, NamedKind::ALL.iter().map(|kind| kind.word())).map(str::to_owned);
        let expected = vec!["`rule`, `judgement`, `condition`, `set`, `value`, `lexicon` or `declaration`"];
        let at = self.span_token(at);
        self.tell(UnexpectedText { at, found, expected, nearest });
    }

    /// Reads an item in one piece. Where it stops at a word that begins a line, that may be an item with a misspelt head.
    fn read_item<T>(
        &mut self,
        tokens: &Range<usize>,
        build: impl Fn(&mut super::build::Build<'_>, &super::build::Node<'_>) -> Option<T>,
    ) -> (Option<T>, Option<Piece>) {
        if let Some(open) = self.unclosed_in(tokens) {
            self.item_body(&(open..tokens.end), None);
            return (None, None);
        }
        match self.read(Rule::one_item, tokens, &build) {
            Ok(item) => (Some(item), None),
            Err(Failure::Told) => (None, None),
            Err(Failure::Stopped(stop)) => self.recover_item(tokens, &stop, &build),
        }
    }

    fn recover_item<T>(
        &mut self,
        tokens: &Range<usize>,
        stop: &Stop<Rule>,
        build: &impl Fn(&mut super::build::Build<'_>, &super::build::Node<'_>) -> Option<T>,
    ) -> (Option<T>, Option<Piece>) {
        let stopped = self.token_at(tokens, stop.at).filter(|&at| {
            let begins = self.token(at).is_some_and(|token| token.first && token.kind == Kind::Word);
            begins && at > tokens.start && self.depth_at(tokens, at) == 0
        });
        let Some(at) = stopped else {
            self.tell_stop(tokens, stop);
            return (None, None);
        };
        match self.read(Rule::one_item, &(tokens.start..at), build) {
            Ok(item) => (Some(item), Some(Piece { docs: at..at, tokens: at..tokens.end, headed: false })),
            Err(Failure::Told) => (None, None),
            Err(Failure::Stopped(_)) => {
                self.tell_stop(tokens, stop);
                (None, None)
            }
        }
    }

    /// The first brace if the piece has an unclosed one.
    fn unclosed_in(&self, tokens: &Range<usize>) -> Option<usize> {
        let body = self.find_body(tokens)?;
        (body.inner.end == tokens.end).then_some(body.open)
    }

    /// An item whose clauses are read one by one.
    fn parse_block(&mut self, tokens: &Range<usize>) -> ItemKind {
        let place = match self.text(tokens.start) {
            "rule" => Some(Place::Rule),
            "judgement" => Some(Place::Judgement),
            "declaration" => Some(Place::Declaration),
            "condition" => Some(Place::Condition),
            _ => None,
        };
        let body = self.item_body(tokens, place);
        let head = tokens.start..body.as_ref().map_or(tokens.end, |body| body.open);
        let read = self.read(Rule::one_head, &head, |build, node| Some((build.names_in(node), build.parse_over(node))));
        let (names, over) = match read {
            Ok(read) => read,
            Err(failure) => {
                self.tell_failure(&head, &failure);
                return self.broken_item(tokens);
            }
        };
        let Some(body) = body else {
            let at = self.span_piece(tokens);
            self.tell(UnexpectedText { at, found: "", expected: vec!["`{`"], nearest: None });
            return self.broken_item(tokens);
        };
        let Some(name) = names.into_iter().next() else { return self.broken_item(tokens) };
        match place {
            Some(place) => self.parse_clause_item(place, name, over, &body),
            None => self.parse_lexicon(&head, name, &body),
        }
    }

    fn parse_clause_item(
        &mut self,
        place: Place,
        name: Name,
        over: Option<Over>,
        body: &super::block::Body,
    ) -> ItemKind {
        let mut inner = self.parse_clauses(&body.inner, &body.forced, place);
        let told = self.has_told_open(&(body.open..body.inner.end));
        if told {
            let at = At(self.span_token(body.open));
            inner.broken.push(Broken { head: None, name: None, at });
        }
        let (clauses, broken) = (inner.clauses, inner.broken);
        let item = match place {
            Place::Judgement => ItemKind::Judgement(Judgement { name, clauses, broken }),
            Place::Declaration => ItemKind::Declaration(Declaration { name, clauses, broken }),
            Place::Condition => ItemKind::Condition(Condition { name, over, clauses, broken }),
            _ => ItemKind::Rule(RuleItem { name, clauses, broken }),
        };
        check::item(&item, &mut self.faults);
        item
    }

    fn parse_lexicon(&mut self, head: &Range<usize>, name: Name, body: &super::block::Body) -> ItemKind {
        let language = self.solid_before(head.end, head.start).and_then(|at| self.name(at));
        let Some(language) = language else { return self.broken_item(head) };
        let (entries, broken) = self.parse_entries(&body.inner);
        ItemKind::Lexicon(Lexicon { name, language, entries, broken })
    }

    pub(super) fn tell_failure(&mut self, piece: &Range<usize>, failure: &Failure) {
        if let Failure::Stopped(stop) = failure {
            self.tell_head_stop(piece, stop);
        }
    }

    /// What is left of an item that cannot be read: what it would have declared.
    pub(super) fn broken_item(&self, tokens: &Range<usize>) -> ItemKind {
        let mut at = tokens.start;
        if self.text(at) == "replace" {
            at = self.solid(at + 1, tokens.end).unwrap_or(at);
        }
        self.broken_named(self.text(at), at, tokens.end)
    }

    fn broken_named(&self, word: &str, at: usize, end: usize) -> ItemKind {
        let kind = NamedKind::ALL.into_iter().find(|kind| kind.word() == word);
        let names = kind.is_some() || matches!(word, "sample" | "shape" | "facts");
        let name = self.solid(at + 1, end).filter(|_| names).and_then(|at| self.name(at));
        let name = name.filter(|name| !is_reserved(&name.text));
        ItemKind::Broken(BrokenItem { kind, name })
    }

    /// Text that begins with no head. Returns whether a header may have been lost with it.
    fn parse_stray(&mut self, piece: &Piece, file: &mut File) -> bool {
        let at = piece.tokens.start;
        let span = self.span_token(at);
        let found = self.text(at);
        let word = self.word(at);
        let nearest = word.and_then(|word| nearest(word, ITEM_WORDS.iter().copied()));
        if self.kind(at) == Some(Kind::Close) {
            self.tell(StrayBrace { at: span, clause: None });
        } else if let Some(head) = word.filter(|word| CLAUSE_WORDS.contains(word)) {
            self.tell(StrayBrace { at: span, clause: Some(head) });
        } else if word.is_some() {
            self.tell(UnknownItem { at: span, found, nearest });
        } else if !self.token(at).is_some_and(|token| token.bad) {
            match self.habit_of_signs(at) {
                Some(help) => self.tell(ForeignHabit { at: span, found, help }),
                None => {
                    let expected = vec!["an item such as `rule`"];
                    self.tell(UnexpectedText { at: span, found, expected, nearest: None });
                }
            }
        }
        self.mark_last(piece, file);
        let kind = self.broken_named(nearest.unwrap_or_default(), at, piece.tokens.end);
        file.broken |= !matches!(&kind, ItemKind::Broken(BrokenItem { kind: Some(_), name: Some(_) }));
        file.items.push(Item { doc: self.doc(&piece.docs), kind, at: At(self.span_piece(&piece.tokens)) });
        file.header.is_none()
    }

    /// The item before lost a clause to a brace that closed too early.
    fn mark_last(&mut self, piece: &Piece, file: &mut File) {
        if !self.word(piece.tokens.start).is_some_and(|word| CLAUSE_WORDS.contains(&word)) {
            return;
        }
        let lost = self.broken(&piece.tokens);
        let item = file.items.last_mut();
        let Some((name, broken)) = item.and_then(|item| broken_of(&mut item.kind)) else { return };
        broken.push(lost);
        if broken.len() > 1 {
            return;
        }
        // What was found missing in it is the same fault.
        let follows = ["P0132", "P0133", "P0136"];
        self.faults.retain(|fault| !(follows.contains(&fault.code.as_str()) && fault.primary.span == name));
    }
}

fn broken_of(kind: &mut ItemKind) -> Option<(policyc_diag::Span, &mut Vec<Broken>)> {
    match kind {
        ItemKind::Rule(item) => Some((item.name.at.0, &mut item.broken)),
        ItemKind::Judgement(item) => Some((item.name.at.0, &mut item.broken)),
        ItemKind::Declaration(item) => Some((item.name.at.0, &mut item.broken)),
        ItemKind::Condition(item) => Some((item.name.at.0, &mut item.broken)),
        ItemKind::Amend(item) => Some((item.name.at.0, &mut item.broken)),
        ItemKind::Replace(item) => broken_of(&mut item.item),
        _ => None,
    }
}

fn header_span(header: &Header) -> policyc_diag::Span {
    match header {
        Header::Policy(header) => header.at.0,
        Header::Library(header) => header.at.0,
    }
}
