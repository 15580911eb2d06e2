//! Lines from tokens.

use super::order::lines_before;
use super::shape::{Begins, Shape};
use crate::parse::Parser;
use crate::scan::Kind;
use std::collections::BTreeMap;

/// No line is wider where it can be broken.
const WIDEST: usize = 120;

/// Writes the tokens in this order.
pub(super) fn lay_out(parser: &Parser<'_>, ordered: &[usize], shapes: Vec<Shape>) -> String {
    let mut layout = Layout {
        parser,
        ordered,
        shapes,
        extra: vec![false; ordered.len()],
        open: Vec::new(),
        out: String::new(),
        heads: BTreeMap::new(),
    };
    layout.measure_heads(0, usize::MAX);
    let mut at = 0;
    while at < ordered.len() {
        at = layout.line(at);
    }
    layout.out
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Its token, and the one that closes it (for parentheses the end of the file).
    token: usize,
    /// Where lines inside begin.
    indent: usize,
    /// Where its own line began, for the closing brace.
    outer: usize,
    /// Lines inside begin with what is begun there; others go further in.
    block: bool,
}

struct Layout<'a> {
    parser: &'a Parser<'a>,
    ordered: &'a [usize],
    shapes: Vec<Shape>,
    /// Lines broken here because they were too wide.
    extra: Vec<bool>,
    open: Vec<Open>,
    out: String,
    /// Width of the column of heads in each block.
    heads: BTreeMap<usize, usize>,
}

impl Layout<'_> {
    fn token(&self, place: usize) -> usize {
        self.ordered.get(place).copied().unwrap_or(usize::MAX)
    }

    fn kind(&self, place: usize) -> Option<Kind> {
        self.parser.kind(self.token(place))
    }

    fn shape(&self, place: usize) -> Shape {
        self.shapes.get(self.token(place)).copied().unwrap_or_default()
    }

    fn before(&self, place: usize) -> Option<usize> {
        place.checked_sub(1)
    }

    /// The token's text, units in the number that goes with theirs.
    fn text(&self, place: usize) -> &str {
        let at = self.token(place);
        let text = self.parser.text(at);
        let text = if self.parser.kind(at) == Some(Kind::Word) { self.unit(at, text) } else { text };
        if matches!(self.parser.kind(at), Some(Kind::Comment | Kind::Doc)) { text.trim_end() } else { text }
    }

    /// `1 day`, `2 days`.
    fn unit<'t>(&self, at: usize, text: &'t str) -> &'t str {
        let forms =
            [("second", "seconds"), ("minute", "minutes"), ("hour", "hours"), ("day", "days"), ("week", "weeks")];
        let Some((one, many)) = forms.into_iter().find(|(one, many)| text == *one || text == *many) else {
            return text;
        };
        let next = self.parser.solid(at + 1, self.parser.tokens.len()).map_or("", |next| self.parser.text(next));
        let mut number = at.checked_sub(1);
        if number.is_some_and(|at| matches!(self.parser.text(at), "calendar" | "working")) {
            number = number.and_then(|at| at.checked_sub(1));
        }
        let Some(number) = number.filter(|&at| self.parser.kind(at) == Some(Kind::Number)) else { return text };
        if matches!(next, ":" | "in") {
            return text;
        }
        let whole = number == 0 || self.parser.text(number - 1) != ".";
        if whole && self.parser.text(number) == "1" { one } else { many }
    }

    /// How many lines end before a token, and how many of them the author wrote.
    fn breaks(&self, place: usize) -> usize {
        let Some(before) = self.before(place) else { return 0 };
        let source = lines_before(self.parser, self.token(place)).min(2);
        let (shape, previous) = (self.shape(place), self.kind(before));
        let kind = self.kind(place);
        let remark = matches!(kind, Some(Kind::Comment | Kind::Doc));
        if let Some(open) = self.opened_by(before) {
            return usize::from(open.block && (kind != Some(Kind::Comment) || source > 0));
        }
        if kind == Some(Kind::Close) {
            return usize::from(self.closes_block(place) || matches!(previous, Some(Kind::Comment | Kind::Doc)));
        }
        let least = match previous {
            Some(Kind::Doc) if kind != Some(Kind::Doc) => return 1,
            Some(Kind::Comment | Kind::Doc) => 1,
            _ => 0,
        };
        let parent = shape.parent.and_then(|open| self.shapes.get(open)).and_then(|shape| shape.body);
        match (shape.begins, parent) {
            _ if remark => source.max(least).max(usize::from(kind == Some(Kind::Doc))),
            (Begins::Item, _) => source.max(1),
            (Begins::Clause | Begins::Entry, Some(body)) if !body.block => least,
            (Begins::Clause, _) => source.max(1),
            (Begins::Entry | Begins::Field, Some(body)) if body.block => source.max(least).max(self.forced(place)),
            _ => source.min(1).max(least).max(self.forced(place)),
        }
    }

    fn forced(&self, place: usize) -> usize {
        usize::from(self.extra.get(place) == Some(&true))
    }

    /// The body that the token at `place` opens.
    fn opened_by(&self, place: usize) -> Option<super::shape::Body> {
        self.shape(place).body
    }

    fn closes_block(&self, place: usize) -> bool {
        let at = self.token(place);
        self.open.iter().rev().any(|open| {
            let body = self.shapes.get(open.token).and_then(|shape| shape.body);
            body.is_some_and(|body| body.close == at && body.block)
        })
    }

    /// The widest head of each body, from a place in the text to a closing brace.
    fn measure_heads(&mut self, from: usize, close: usize) {
        for place in from..self.ordered.len() {
            if self.token(place) == close {
                return;
            }
            let shape = self.shape(place);
            let Some(parent) = shape.parent.filter(|_| shape.head > 0) else { continue };
            let in_block = self.shapes.get(parent).and_then(|shape| shape.body).is_some_and(|body| body.block);
            let begins_line = shape.begins == Begins::Clause || self.breaks(place) > 0;
            if in_block && begins_line {
                let width = self.head_width(place, shape.head);
                let widest = self.heads.entry(parent).or_default();
                *widest = width.max(*widest);
            }
        }
    }

    fn head_width(&self, place: usize, head: usize) -> usize {
        let tokens = (place..place + head).map(|place| self.text(place)).collect::<Vec<_>>();
        let colon = tokens.last() == Some(&":");
        let blanks = if colon { 0 } else { head - 1 };
        tokens.iter().map(|text| text.chars().count()).sum::<usize>() + blanks
    }

    /// The column behind the heads of a body.
    fn head_column(&self, open: usize) -> usize {
        let gap = self.shapes.get(open).and_then(|shape| shape.body).map_or(0, |body| body.gap);
        self.heads.get(&open).map_or(0, |width| width + gap)
    }

    /// Writes one line, and says where the next begins.
    fn line(&mut self, start: usize) -> usize {
        let mut whole = false;
        loop {
            let (text, end, open, wide) = self.attempt(start, whole);
            if let Some(broken) = wide.filter(|_| !whole) {
                // Where it cannot be broken it stays as wide as it is.
                whole = !self.widen(start, broken);
                continue;
            }
            self.open = open;
            if start > 0 && self.blank_before(start) {
                self.out.push('\n');
            }
            self.out.push_str(text.trim_end());
            self.out.push('\n');
            return end;
        }
    }

    fn blank_before(&self, place: usize) -> bool {
        self.breaks(place) > 1
    }

    /// The line as it would be: its text, where it ends, the brackets then open, and the first token too far right.
    /// Unless the `whole` line is asked for, it ends where it gets too wide.
    fn attempt(&self, start: usize, whole: bool) -> (String, usize, Vec<Open>, Option<usize>) {
        let mut open = self.open.clone();
        let indent = self.indent(start, &open);
        let mut text = " ".repeat(indent);
        let mut column = indent;
        let mut wide = None;
        let mut place = start;
        let ends = |wide: Option<usize>| wide.is_some() && !whole;
        while place < self.ordered.len() && !ends(wide) && (place == start || self.breaks_in(place, &open) == 0) {
            if place > start {
                let gap = self.gap(place, start);
                text.extend(std::iter::repeat_n(' ', gap));
                column += gap;
            }
            let token = self.text(place);
            text.push_str(token);
            let last = token.rsplit('\n').next().unwrap_or(token);
            column = if last.len() < token.len() { last.chars().count() } else { column + last.chars().count() };
            if column > WIDEST && wide.is_none() && self.kind(place) != Some(Kind::Comment) {
                wide = Some(place);
            }
            self.bracket(place, indent, column, &mut open);
            place += 1;
        }
        (text, place, open, wide)
    }

    /// [`Self::breaks`] with the brackets that are open within the line of now.
    fn breaks_in(&self, place: usize, open: &[Open]) -> usize {
        if self.kind(place) == Some(Kind::Close) {
            let block = open.last().is_some_and(|open| open.block);
            let remark = self.before(place).and_then(|before| self.kind(before));
            let empty = self.before(place).is_some_and(|before| self.kind(before) == Some(Kind::Open));
            return usize::from(!empty && (block || matches!(remark, Some(Kind::Comment | Kind::Doc))));
        }
        self.breaks(place)
    }

    /// Opens and closes brackets.
    fn bracket(&self, place: usize, outer: usize, column: usize, open: &mut Vec<Open>) {
        let token = self.token(place);
        match (self.kind(place), self.text(place)) {
            (Some(Kind::Open), _) => {
                let block = self.shape(place).body.is_some_and(|body| body.block);
                let indent = if block { outer + 2 } else { column + 1 };
                open.push(Open { token, indent, outer, block });
            }
            (Some(Kind::Sign), "(") => open.push(Open { token, indent: column, outer, block: false }),
            (Some(Kind::Close), _) | (Some(Kind::Sign), ")") => {
                open.pop();
            }
            _ => {}
        }
    }

    /// Where a line that begins with this token begins.
    fn indent(&self, place: usize, open: &[Open]) -> usize {
        let begins = self.shape(place).begins != Begins::Nothing;
        let remark = matches!(self.kind(place), Some(Kind::Comment | Kind::Doc));
        let Some(inner) = open.last() else { return if begins || remark || place == 0 { 0 } else { 2 } };
        if self.kind(place) == Some(Kind::Close) && inner.block {
            return inner.outer;
        }
        if !inner.block || begins || remark {
            return inner.indent;
        }
        inner.indent + self.head_column(inner.token).max(2) + if self.head_column(inner.token) > 0 { 2 } else { 0 }
    }

    /// Blanks between a token and the one before it on its line.
    fn gap(&self, place: usize, start: usize) -> usize {
        let Some(before) = self.before(place) else { return 0 };
        if self.kind(place) == Some(Kind::Comment) {
            return 2;
        }
        if let Some(gap) = self.head_gap(place, start) {
            return gap;
        }
        let shape = self.shape(place);
        let separate = matches!(shape.begins, Begins::Clause | Begins::Entry | Begins::Field);
        if separate && self.kind(before) != Some(Kind::Open) && self.text(before) != "(" {
            return 2;
        }
        usize::from(!self.glued(before, place))
    }

    /// The gap behind a head, where it stands in a column.
    fn head_gap(&self, place: usize, start: usize) -> Option<usize> {
        let shape = self.shape(start);
        let parent = shape.parent.filter(|_| shape.head > 0 && place == start + shape.head)?;
        let column = self.head_column(parent);
        let width = self.head_width(start, shape.head);
        let block = self.shapes.get(parent).and_then(|shape| shape.body).is_some_and(|body| body.block);
        (block && column > width).then(|| column - width)
    }

    /// Whether two tokens stand together.
    fn glued(&self, before: usize, place: usize) -> bool {
        let (left, right) = (self.text(before), self.text(place));
        let (left_kind, right_kind) = (self.kind(before), self.kind(place));
        if left == "(" || right == ")" || right == "," {
            return true;
        }
        if left_kind == Some(Kind::String) || right_kind == Some(Kind::String) || right_kind == Some(Kind::Regex) {
            return false;
        }
        let touching = self.touching(before, place);
        if right == ":" {
            return true;
        }
        let digits = |kind| kind == Some(Kind::Number);
        let sign = |text: &str| matches!(text, "." | "-" | ":" | "+");
        let number = (digits(left_kind) && sign(right)) || (sign(left) && digits(right_kind));
        let path = left == "." || right == ".";
        let in_number = left == ":" && !self.after_number(before);
        touching && (path || (number && !in_number))
    }

    fn after_number(&self, place: usize) -> bool {
        self.before(place).is_some_and(|before| self.kind(before) == Some(Kind::Number) && self.touching(before, place))
    }

    /// Whether nothing stands between two tokens in the source.
    fn touching(&self, before: usize, place: usize) -> bool {
        let end = self.parser.token(self.token(before)).map(|token| token.end);
        end.is_some() && end == self.parser.token(self.token(place)).map(|token| token.start)
    }

    /// Makes a line that is too wide break earlier; whether that was possible.
    fn widen(&mut self, start: usize, broken: usize) -> bool {
        let one_line =
            (start..=broken).find(|&place| self.shape(place).body.is_some_and(|body| body.lines && !body.block));
        if let Some(place) = one_line {
            let token = self.token(place);
            let body = self.shapes.get_mut(token).and_then(|shape| shape.body.as_mut());
            let close = body.map(|body| {
                body.block = true;
                body.close
            });
            self.measure_heads(place, close.unwrap_or_default());
            return true;
        }
        let mut depth = 0_usize;
        let mut best: Option<(usize, usize)> = None;
        for place in start + 1..=broken {
            let before = self.text(place - 1);
            match before {
                "(" | "{" => depth += 1,
                ")" | "}" => depth = depth.saturating_sub(1),
                _ => {}
            }
            let word = matches!(self.text(place), "and" | "or" | "where" | "satisfies" | "with");
            let begins =
                matches!(self.shape(place).begins, Begins::Entry | Begins::Field) && before != "{" && before != "(";
            if (word || begins || before == ",") && best.is_none_or(|best| depth <= best.0) {
                best = Some((depth, place));
            }
        }
        let Some((_, place)) = best else { return false };
        if let Some(extra) = self.extra.get_mut(place) {
            *extra = true;
        }
        true
    }
}
