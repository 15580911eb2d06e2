//! Cutting: a file into items, an item's body into clauses. One pass each, by braces and heads alone.

use super::Parser;
use crate::scan::Kind;
use crate::words::{BLOCK_WORDS, ITEM_WORDS, VERBS};
use std::ops::Range;

/// A piece of the text, in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Documentation (and comments) before it.
    pub(crate) docs: Range<usize>,
    /// From its head on.
    pub(crate) tokens: Range<usize>,
    /// Whether it begins with a head.
    pub(crate) headed: bool,
}

/// Where braces stand, while cutting items.
struct Cutter {
    depth: usize,
    /// The item of now ended with its brace.
    ended: bool,
    /// The item of now ends with its brace.
    block: bool,
    /// Whether the item of now begins with a head; none before the first.
    headed: Option<bool>,
    /// The item of now has no opening brace: the next in the first column ends it.
    unopened: bool,
}

impl Parser<'_> {
    /// The items of the file in order, the header among them.
    pub(crate) fn cut_items(&self) -> Vec<Piece> {
        let balanced = self.balanced();
        let mut cutter = Cutter { depth: 0, ended: false, block: false, headed: None, unopened: false };
        let mut starts = Vec::new();
        for at in 0..self.tokens.len() {
            if self.cuts_item(at, balanced, &mut cutter) {
                starts.push((at, cutter.headed == Some(true)));
            }
        }
        self.pieces(0, self.tokens.len(), &starts).1
    }

    /// Whether every brace has its partner.
    fn balanced(&self) -> bool {
        let mut depth = 0_usize;
        for token in self.tokens {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close if depth == 0 => return false,
                Kind::Close => depth -= 1,
                _ => {}
            }
        }
        depth == 0
    }

    /// Whether an item begins at this token; keeps count of braces.
    fn cuts_item(&self, at: usize, balanced: bool, cutter: &mut Cutter) -> bool {
        let Some(token) = self.token(at).filter(|token| token.solid()) else { return false };
        let head = (cutter.depth == 0 || ((!balanced || cutter.unopened) && token.flush)) && self.is_item_head(at);
        if head {
            let word = self.text(at);
            let block = self.is_block(at, word);
            let unopened = block && self.unopened(at).is_some();
            *cutter = Cutter { depth: usize::from(unopened), ended: false, block, headed: Some(true), unopened };
            return true;
        }
        let stray = token.kind == Kind::Close && cutter.depth == 0 && cutter.headed != Some(false);
        let begins = cutter.headed.is_none() || cutter.ended || stray;
        if begins {
            *cutter = Cutter { depth: 0, ended: false, block: true, headed: Some(false), unopened: false };
        }
        match token.kind {
            Kind::Open => cutter.depth += 1,
            Kind::Close => {
                cutter.depth = cutter.depth.saturating_sub(1);
                cutter.ended = cutter.depth == 0 && cutter.block;
            }
            _ => {}
        }
        begins
    }

    /// Whether the item that begins here ends with its brace.
    pub(crate) fn is_block(&self, at: usize, word: &str) -> bool {
        let next = self.solid(at + 1, self.tokens.len()).and_then(|at| self.word(at));
        match word {
            "replace" => next.is_some_and(|next| BLOCK_WORDS.contains(&next)),
            _ => BLOCK_WORDS.contains(&word),
        }
    }

    /// Whether this token is the head of an item: not a field, nor the kind that `amend`, `replace` and `remove` name.
    fn is_item_head(&self, at: usize) -> bool {
        let Some(word) = self.word(at).filter(|word| ITEM_WORDS.contains(word)) else { return false };
        let next = self.solid(at + 1, self.tokens.len());
        let next_text = next.map_or("", |at| self.text(at));
        if next_text == ":" || (word == "set" && next_text == "of") {
            return false;
        }
        let Some(before) = self.solid_before(at, at.saturating_sub(64)) else { return true };
        let in_path = before > 0 && self.text(before - 1) == ".";
        match self.text(before) {
            _ if in_path => true,
            "." | "by" | "same" => false,
            // The kind of what is changed, or the second half of a header.
            "amend" | "replace" | "remove" | "partial" => false,
            // A name was due: told as a reserved word, unless a new line says that the item before was left unfinished.
            word if ITEM_WORDS.contains(&word) => self.token(at).is_some_and(|token| token.first),
            _ => true,
        }
    }

    /// Cuts a body at these words where they stand at its own brace level. `forced` are tokens at which a brace that was
    /// left open is taken to be closed. What stands before the first head comes first.
    pub(crate) fn cut_body(
        &self,
        body: &Range<usize>,
        forced: &[usize],
        is_head: impl Fn(&str) -> bool,
    ) -> (Range<usize>, Vec<Piece>) {
        let mut depth = 0_usize;
        let mut starts = Vec::new();
        for at in body.clone() {
            if forced.contains(&at) {
                depth = 0;
            }
            match self.kind(at) {
                Some(Kind::Open) => depth += 1,
                Some(Kind::Close) => depth = depth.saturating_sub(1),
                Some(Kind::Word) if depth == 0 && is_head(self.text(at)) && !self.is_field(at, body.start) => {
                    starts.push((at, true));
                }
                _ => {}
            }
        }
        self.pieces(body.start, body.end, &starts)
    }

    /// Whether a word stands where a reserved word is a field, or is used as a name by mistake.
    fn is_field(&self, at: usize, start: usize) -> bool {
        let before = self.solid_before(at, start.max(at.saturating_sub(64))).map_or("", |at| self.text(at));
        let after = self.solid(at + 1, self.tokens.len().min(at + 64)).map_or("", |at| self.text(at));
        let change = matches!(self.text(at), "add" | "replace" | "remove");
        // `fix safe replace …` changes a message, not a rule.
        if change && matches!(before, "safe" | "unsafe") {
            return true;
        }
        let name = !change && (matches!(after, "." | "in") || VERBS.contains(&after));
        // At the beginning of a line `report: "…"` is a clause with a colon too much.
        let field = after == ":" && !self.token(at).is_some_and(|token| token.first);
        before == "." || field || name
    }

    /// Pieces from their starts; the documentation before a head goes with it.
    fn pieces(&self, start: usize, end: usize, starts: &[(usize, bool)]) -> (Range<usize>, Vec<Piece>) {
        let with_docs = starts.iter().map(|&(at, _)| self.docs_before(at, start)).collect::<Vec<_>>();
        let ends = with_docs.iter().copied().skip(1).chain([end]);
        let pieces = starts
            .iter()
            .zip(&with_docs)
            .zip(ends)
            .map(|((&(at, headed), &docs), end)| Piece { docs: docs..at, tokens: at..end.max(at), headed })
            .collect();
        let lead = start..with_docs.first().copied().unwrap_or(end);
        (lead, pieces)
    }

    /// Where the documentation before a token begins.
    fn docs_before(&self, at: usize, start: usize) -> usize {
        let mut first = at;
        for before in (start..at).rev() {
            match self.kind(before) {
                Some(Kind::Doc) => first = before,
                Some(Kind::Comment) => {}
                _ => break,
            }
        }
        first
    }
}
