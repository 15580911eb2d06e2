//! The order of clauses. A clause takes the remarks and the documentation above it along, and a remark behind it on its
//! line.

use crate::parse::Parser;
use crate::parse::split::Piece;
use crate::scan::Kind;
use crate::text::slice;
use crate::words::Place;
use std::ops::Range;

/// The tokens of the file, clauses in their order.
pub(super) fn ordered(parser: &Parser<'_>) -> Vec<usize> {
    let mut order = (0..parser.tokens.len()).collect::<Vec<_>>();
    for item in parser.cut_items() {
        let mut head = item.tokens.start;
        if parser.text(head) == "replace" {
            head = parser.solid(head + 1, item.tokens.end).unwrap_or(head);
        }
        let tokens = head..item.tokens.end;
        match place_of(parser.text(head)) {
            Some(place) => order_body(parser, &tokens, place, &mut order),
            None if parser.text(head) == "amend" => order_parts_of_amend(parser, &tokens, &mut order),
            None => {}
        }
    }
    order
}

/// Where the clauses of an item with this head stand.
pub(super) fn place_of(head: &str) -> Option<Place> {
    match head {
        "policy" | "partial" => Some(Place::Policy),
        "rule" => Some(Place::Rule),
        "judgement" => Some(Place::Judgement),
        "declaration" => Some(Place::Declaration),
        "condition" => Some(Place::Condition),
        _ => None,
    }
}

/// The body of an amendment keeps the order of its lines, for each is a change of its own.
fn order_parts_of_amend(parser: &Parser<'_>, tokens: &Range<usize>, order: &mut [usize]) {
    let Some(body) = parser.find_body(tokens) else { return };
    let (_, changes) = parser.cut_body(&body.inner, &[], |word| matches!(word, "add" | "replace" | "remove"));
    for change in changes {
        let clause = parser.solid(change.tokens.start + 1, change.tokens.end).unwrap_or(change.tokens.start);
        order_part(parser, &(clause..change.tokens.end), order);
    }
}

fn order_part(parser: &Parser<'_>, clause: &Range<usize>, order: &mut [usize]) {
    if let Some(open) = parser.part_brace(clause) {
        order_body(parser, &(open..clause.end), Place::Part, order);
    }
}

/// Orders the clauses of one body, and those of the parts in it.
fn order_body(parser: &Parser<'_>, tokens: &Range<usize>, place: Place, order: &mut [usize]) {
    let Some(body) = parser.find_body(tokens) else { return };
    let (_, clauses) = parser.cut_body(&body.inner, &[], |word| place.cuts(word));
    for clause in &clauses {
        order_part(parser, &clause.tokens, order);
    }
    let mut pieces = pieces(parser, &clauses, &body.inner);
    let start = pieces.first().map_or(body.inner.start, |piece| piece.0.start);
    rank(place, parser, &mut pieces);
    let moved = pieces.iter().flat_map(|piece| order.get(piece.0.clone()).unwrap_or_default().to_vec());
    let moved = moved.collect::<Vec<_>>();
    for (slot, token) in order.iter_mut().skip(start).zip(moved) {
        *slot = token;
    }
}

/// Sorts by the place's order; clauses of one kind keep theirs.
fn rank(place: Place, parser: &Parser<'_>, pieces: &mut [(Range<usize>, usize)]) {
    pieces.sort_by_key(|piece| {
        let head = parser.text(piece.1);
        // The three demands are one kind.
        let head = if matches!(head, "require" | "permit") { "forbid" } else { head };
        place.allowed().iter().position(|word| *word == head).unwrap_or(usize::MAX)
    });
}

/// Clauses with all that belongs to them: (tokens, head).
fn pieces(parser: &Parser<'_>, clauses: &[Piece], body: &Range<usize>) -> Vec<(Range<usize>, usize)> {
    let mut out = Vec::new();
    let mut start = clauses.first().map_or(body.start, |first| lead(parser, body.start, first.tokens.start));
    for (at, clause) in clauses.iter().enumerate() {
        let next = clauses.get(at + 1).map_or(body.end, |next| next.tokens.start);
        let last = parser.solid_before(next, clause.tokens.start).unwrap_or(clause.tokens.start);
        let mut end = last + 1;
        if parser.kind(end) == Some(Kind::Comment) && end < next && !breaks_before(parser, end) {
            end += 1;
        }
        out.push((start..end, clause.tokens.start));
        start = end;
    }
    out
}

/// Where the remarks above the first clause begin: not the one on the line of the brace.
fn lead(parser: &Parser<'_>, from: usize, head: usize) -> usize {
    (from..head).find(|&at| breaks_before(parser, at)).unwrap_or(head)
}

/// Whether a line ends between this token and the one before it.
pub(super) fn breaks_before(parser: &Parser<'_>, at: usize) -> bool {
    lines_before(parser, at) > 0
}

/// How many lines end between this token and the one before it in the text.
pub(super) fn lines_before(parser: &Parser<'_>, at: usize) -> usize {
    let Some(token) = parser.token(at) else { return 0 };
    let before = at.checked_sub(1).and_then(|before| parser.token(before)).map_or(0, |before| before.end);
    let blank = slice(parser.clean, before..token.start);
    let line_feeds = blank.matches('\n').count();
    // Old files end their lines with carriage returns alone.
    if line_feeds == 0 { blank.matches('\r').count() } else { line_feeds }
}
