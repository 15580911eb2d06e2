//! What begins at each token, and what its braces hold.

use super::order::{breaks_before, place_of};
use crate::parse::Parser;
use crate::scan::Kind;
use crate::words::Place;
use std::ops::Range;

/// What begins at a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Begins {
    /// Nothing: it goes on with what was begun.
    #[default]
    Nothing,
    /// An item of the file.
    Item,
    /// A clause: always on a line of its own where its body is a block.
    Clause,
    /// An entry that may share its line with others.
    Entry,
    /// A field of a record.
    Field,
}

/// What braces hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Body {
    /// The closing brace.
    pub(super) close: usize,
    /// One line for each thing inside, the closing brace on a line of its own.
    pub(super) block: bool,
    /// Clauses or entries, not the fields of a record.
    pub(super) lines: bool,
    /// Blanks behind the longest head.
    pub(super) gap: usize,
}

/// What there is to know of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Shape {
    pub(super) begins: Begins,
    /// How many tokens make its head, behind which columns are aligned; 0 for none.
    pub(super) head: usize,
    /// The brace in which it begins.
    pub(super) parent: Option<usize>,
    /// At an opening brace.
    pub(super) body: Option<Body>,
}

/// The shape of each token, by its place in the source.
pub(super) fn shapes(parser: &Parser<'_>, ordered: &[usize]) -> Vec<Shape> {
    let mut marker = Marker { parser, shapes: vec![Shape::default(); ordered.len()] };
    marker.mark_records();
    for item in parser.cut_items() {
        marker.begin(item.tokens.start, Begins::Item, 0, None);
        let mut head = item.tokens.start;
        if parser.text(head) == "replace" {
            head = parser.solid(head + 1, item.tokens.end).unwrap_or(head);
        }
        marker.mark_item(&(head..item.tokens.end));
    }
    marker.shapes
}

struct Marker<'a> {
    parser: &'a Parser<'a>,
    shapes: Vec<Shape>,
}

impl Marker<'_> {
    fn begin(&mut self, at: usize, begins: Begins, head: usize, parent: Option<usize>) {
        if let Some(shape) = self.shapes.get_mut(at) {
            (shape.begins, shape.head, shape.parent) = (begins, head, parent);
        }
    }

    /// All braces as records, and their fields; bodies of clauses and entries are marked over.
    fn mark_records(&mut self) {
        let mut open = Vec::new();
        for at in 0..self.parser.tokens.len() {
            match self.parser.kind(at) {
                Some(Kind::Open) => open.push(at),
                Some(Kind::Close) => {
                    if let Some(open) = open.pop() {
                        let inside = self.parser.solid(open + 1, at + 1).unwrap_or(at);
                        let block = inside < at && (self.remarks(open, at) || breaks_before(self.parser, inside));
                        self.set_body(open, Body { close: at, block, lines: false, gap: 1 });
                    }
                }
                Some(Kind::Word) => {
                    let after_dot = at > 0 && self.parser.text(at - 1) == ".";
                    if !after_dot && self.parser.text(at + 1) == ":" && !open.is_empty() {
                        self.begin(at, Begins::Field, 2, open.last().copied());
                    }
                }
                _ => {}
            }
        }
    }

    fn set_body(&mut self, open: usize, body: Body) {
        if let Some(shape) = self.shapes.get_mut(open) {
            shape.body = Some(body);
        }
    }

    /// Whether a remark or documentation stands between the braces.
    fn remarks(&self, open: usize, close: usize) -> bool {
        (open..close).any(|at| matches!(self.parser.kind(at), Some(Kind::Comment | Kind::Doc)))
    }

    /// Marks a body of clauses or entries; `always` makes it a block unless it is empty.
    fn mark_body(&mut self, tokens: &Range<usize>, always: bool, gap: usize) -> Option<(usize, Range<usize>)> {
        let body = self.parser.find_body(tokens)?;
        let close = body.inner.end;
        let empty = self.parser.solid(body.inner.start, close).is_none() && !self.remarks(body.open, close);
        let broken = (body.inner.start..=close).any(|at| breaks_before(self.parser, at));
        let block = !empty && (always || broken);
        self.set_body(body.open, Body { close, block, lines: true, gap });
        Some((body.open, body.inner))
    }

    fn mark_item(&mut self, tokens: &Range<usize>) {
        let head = self.parser.text(tokens.start);
        match head {
            "amend" => self.mark_amend(tokens),
            "lexicon" | "set" | "shape" => self.mark_strings(tokens),
            "sample" => self.mark_sample(tokens),
            "language" | "placeholders" => self.mark_settings(tokens),
            _ => {
                if let Some(place) = place_of(head) {
                    let always = !matches!(place, Place::Condition | Place::Policy);
                    self.mark_clauses(tokens, place, always);
                }
            }
        }
    }

    fn mark_clauses(&mut self, tokens: &Range<usize>, place: Place, always: bool) {
        let Some((open, inner)) = self.mark_body(tokens, always, 2) else { return };
        let (_, clauses) = self.parser.cut_body(&inner, &[], |word| place.cuts(word));
        for clause in clauses {
            let at = clause.tokens.start;
            let head = if self.parser.text(at) == "for" { 2 } else { 1 };
            self.begin(at, Begins::Clause, head, Some(open));
            self.mark_part(&clause.tokens);
        }
    }

    fn mark_part(&mut self, clause: &Range<usize>) {
        if let Some(open) = self.parser.part_brace(clause) {
            self.mark_clauses(&(open..clause.end), Place::Part, false);
        }
    }

    fn mark_amend(&mut self, tokens: &Range<usize>) {
        let Some((open, inner)) = self.mark_body(tokens, false, 1) else { return };
        let (_, changes) = self.parser.cut_body(&inner, &[], |word| matches!(word, "add" | "replace" | "remove"));
        for change in changes {
            let at = change.tokens.start;
            self.begin(at, Begins::Clause, 0, Some(open));
            let clause = self.parser.solid(at + 1, change.tokens.end).unwrap_or(at);
            self.mark_part(&(clause..change.tokens.end));
        }
    }

    /// Phrases and members; `except`, `hits` and `misses` begin a line.
    fn mark_strings(&mut self, tokens: &Range<usize>) {
        let Some((open, inner)) = self.mark_body(tokens, false, 1) else { return };
        let mut role = false;
        for at in inner {
            match self.parser.kind(at) {
                Some(Kind::Word) => {
                    self.begin(at, Begins::Clause, 1, Some(open));
                    role = true;
                }
                Some(Kind::String) => {
                    if !role {
                        self.begin(at, Begins::Entry, 0, Some(open));
                    }
                    role = false;
                }
                _ => {}
            }
        }
    }

    fn mark_sample(&mut self, tokens: &Range<usize>) {
        let Some((open, inner)) = self.mark_body(tokens, false, 1) else { return };
        let mut depth = 0_usize;
        for at in inner.clone() {
            match (self.parser.kind(at), self.parser.text(at)) {
                (Some(Kind::Open), _) | (_, "(") => depth += 1,
                (Some(Kind::Close), _) | (_, ")") => depth = depth.saturating_sub(1),
                (Some(Kind::Word), _) if depth == 0 && self.begins_assign(at, inner.end) => {
                    self.begin(at, Begins::Clause, 0, Some(open));
                }
                _ => {}
            }
        }
    }

    /// A path before `is` or `has`.
    fn begins_assign(&self, at: usize, end: usize) -> bool {
        if at > 0 && self.parser.text(at - 1) == "." {
            return false;
        }
        let mut last = at;
        while self.parser.text(last + 1) == "." && last + 2 < end {
            last += 2;
        }
        self.parser.solid(last + 1, end).is_some_and(|verb| matches!(self.parser.text(verb), "is" | "has"))
    }

    /// A field and what it is set to: strings, a number or a name.
    fn mark_settings(&mut self, tokens: &Range<usize>) {
        let Some((open, inner)) = self.mark_body(tokens, false, 2) else { return };
        let mut field = false;
        for at in inner {
            match self.parser.kind(at) {
                Some(Kind::Word) if !field => {
                    self.begin(at, Begins::Clause, 1, Some(open));
                    field = true;
                }
                Some(Kind::Word | Kind::Number) => field = false,
                Some(Kind::String) => field = false,
                _ => {}
            }
        }
    }
}
