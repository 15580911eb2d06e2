//! Where the grammar stopped: what that means in words.

use super::Parser;
use crate::describe;
use crate::diagnostics::{
    BadUnit, ChainedTest, CommaInBraces, ForeignHabit, MissingVerb, ReservedWord, TightSign, TooDeep,
    TypographicQuotes, UnexpectedText,
};
use crate::grammar::Stop;
use crate::grammar::policy::Rule;
use crate::scan::{Kind, Token};
use crate::text::{nearest, slice};
use crate::words::{CLAUSE_WORDS, ITEM_WORDS, UNITS, VERBS};
use std::ops::Range;

/// Words that join parts of an expression, as candidates for a misspelt one.
const JOINING: &[&str] = &[
    "and",
    "or",
    "not",
    "when",
    "where",
    "satisfies",
    "each",
    "with",
    "then",
    "within",
    "over",
    "before",
    "after",
    "is",
    "given",
    "none",
    "empty",
    "says",
    "mentions",
    "denies",
    "states",
    "names",
    "contains",
    "matches",
    "imitates",
    "meets",
    "judged",
    "there",
    "every",
    "least",
    "most",
    "because",
    "extends",
    "from",
    "taken",
];

/// What examples expect.
const OUTCOMES: &[&str] =
    &["violates", "complies", "exempt", "not-applicable", "undetermined", "review", "yes", "no", "unsure"];

/// Words that follow `is`.
const PREDICATES: &[&str] =
    &["given", "none", "empty", "before", "after", "at", "more", "less", "within", "one", "under", "yes", "no", "not"];

impl Parser<'_> {
    /// Tells why the grammar stopped inside a piece.
    pub(super) fn tell_stop(&mut self, piece: &Range<usize>, stop: &Stop<Rule>) {
        if stop.exhausted {
            let at = self.span_piece(piece);
            return self.tell(TooDeep { at });
        }
        let Some(at) = self.token_at(piece, stop.at) else {
            return self.tell_end(piece, stop);
        };
        let told = self.tell_number(piece, at) || self.tell_tight(at) || self.tell_verb(piece, at);
        if !(told || self.tell_reserved(at, stop) || self.tell_comma(at, stop)) {
            self.tell_unexpected(at, stop);
        }
    }

    /// The piece is too short.
    fn tell_end(&mut self, piece: &Range<usize>, stop: &Stop<Rule>) {
        let end = self.bytes(piece).end;
        let at = match self.solid_before(piece.end, piece.start) {
            Some(last) => self.span_token(last),
            None => self.span_bytes(end..end),
        };
        self.tell(UnexpectedText { at, found: "", expected: describe::due(&stop.due), nearest: None });
    }

    fn tell_unexpected(&mut self, at: usize, stop: &Stop<Rule>) {
        let found = self.text(at);
        let span = self.span_token(at);
        if matches!(found, "\u{2018}" | "\u{2019}") {
            return self.tell(TypographicQuotes { at: span });
        }
        if let Some((from, help)) = self.habit(at, stop) {
            let at = self.span_token(from).to(span);
            let found = slice(self.clean, at.range());
            return self.tell(ForeignHabit { at, found, help });
        }
        let expected = describe::due(&stop.due);
        let nearest = self.meant(at, stop, &expected);
        let shown = found.lines().next().unwrap_or_default();
        let shown = if shown.chars().count() > 40 { "this" } else { shown };
        self.tell(UnexpectedText { at: span, found: shown, expected, nearest });
    }

    /// What was probably meant by the token at which the grammar stopped.
    fn meant(&self, at: usize, stop: &Stop<Rule>, expected: &[&str]) -> Option<String> {
        let found = self.text(at);
        match found {
            "'" | "`" => return Some("\"".to_owned()),
            _ => {}
        }
        let word = self.word(at)?;
        let due = |rules: &[Rule]| stop.due.iter().any(|wanted| rules.contains(wanted));
        if due(&[Rule::outcome]) {
            return nearest(word, OUTCOMES.iter().copied()).map(str::to_owned);
        }
        if due(&[Rule::clause_head, Rule::remove_clause]) {
            return nearest(word, CLAUSE_WORDS.iter().copied()).map(str::to_owned);
        }
        // `order.ship_by given`: the verb was forgotten.
        if PREDICATES.contains(&found) && expected.contains(&describe::VERB) {
            return Some(format!("is {found}"));
        }
        if JOINING.contains(&word) || ITEM_WORDS.contains(&word) || CLAUSE_WORDS.contains(&word) {
            return None;
        }
        nearest(word, JOINING.iter().copied()).map(str::to_owned)
    }

    /// Tells why the head of an item could not be read: its end is the brace.
    pub(super) fn tell_head_stop(&mut self, head: &Range<usize>, stop: &Stop<Rule>) {
        let due = stop.due.iter().map(|&wanted| if wanted == Rule::EOI { Rule::open } else { wanted }).collect();
        self.tell_stop(head, &Stop { at: stop.at, due, exhausted: stop.exhausted });
    }

    /// A comma between things that stand side by side.
    fn tell_comma(&mut self, at: usize, stop: &Stop<Rule>) -> bool {
        let comma = self.text(at) == "," && stop.due.contains(&Rule::EOI) && !stop.due.contains(&Rule::comma);
        if comma {
            let at = self.span_token(at);
            self.tell(CommaInBraces { at });
        }
        comma
    }

    /// A number with an unknown unit, or with none of the blanks that it needs.
    fn tell_number(&mut self, piece: &Range<usize>, at: usize) -> bool {
        let before = self.solid_before(at, piece.start);
        let number_before = before.filter(|&before| self.kind(before) == Some(Kind::Number) && !self.in_time(before));
        let text = self.text(at);
        if self.kind(at) == Some(Kind::Number) {
            let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let unit = slice(text, digits..text.len());
            if digits > 0 && !unit.is_empty() && unit.chars().all(char::is_alphabetic) {
                let help = unit_help(slice(text, 0..digits), unit);
                let found = text;
                let at = self.span_token(at);
                self.tell(BadUnit { at, found, help });
                return true;
            }
        }
        let Some(number) = number_before else { return false };
        if self.word(at).is_none() || crate::words::is_reserved(text) {
            return false;
        }
        let span = self.span_token(number).to(self.span_token(at));
        let range = span.range();
        let found = slice(self.clean, range);
        let help = unit_help(self.text(number), text);
        self.tell(BadUnit { at: span, found, help });
        true
    }

    /// Whether this number is the end of a date or a time.
    fn in_time(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let joined = |before: Token| self.token(at).is_some_and(|token| token.start == before.end);
        before.is_some_and(|before| before.kind == Kind::Sign && joined(before))
    }

    fn tell_tight(&mut self, at: usize) -> bool {
        let found = self.text(at);
        let Some(token) = self.token(at) else { return false };
        let after = slice(self.clean, token.end..self.clean.len()).chars().next();
        let tight = matches!(found, "-" | "/" | "\u{2212}") && after.is_some_and(|c| !c.is_whitespace());
        if tight {
            let at = self.span_token(at);
            self.tell(TightSign { at, found });
        }
        tight
    }

    /// A verb where a test was already complete, or behind a parenthesis that held no condition.
    fn tell_verb(&mut self, piece: &Range<usize>, at: usize) -> bool {
        let found = self.text(at);
        let before = self.solid_before(at, piece.start);
        if !VERBS.contains(&found) || self.word(at).is_none() {
            return false;
        }
        let Some(before) = before else { return false };
        let text = self.text(before);
        if text == ")" {
            let at = self.span_token(before);
            self.tell(MissingVerb { at });
            return true;
        }
        let complete = !crate::words::is_reserved(text) || matches!(text, "given" | "none" | "empty" | "yes" | "no");
        if complete && self.kind(before) != Some(Kind::Sign) && self.has_verb(piece, before) {
            let at = self.span_token(at);
            self.tell(ChainedTest { at, found });
            return true;
        }
        false
    }

    /// Whether a verb stands in the piece before this token.
    fn has_verb(&self, piece: &Range<usize>, end: usize) -> bool {
        (piece.start..end).any(|at| self.word(at).is_some_and(|word| VERBS.contains(&word)))
    }

    /// A reserved word where nothing but a name could stand.
    fn tell_reserved(&mut self, at: usize, stop: &Stop<Rule>) -> bool {
        let Some(found) = self.word(at).filter(|word| crate::words::is_reserved(word)) else { return false };
        let name_due = !stop.due.is_empty()
            && stop.due.iter().all(|kind| {
                matches!(
                    kind,
                    Rule::name | Rule::path | Rule::type_name | Rule::words | Rule::enum_value | Rule::assign
                )
            });
        if name_due {
            let at = self.span_token(at);
            self.tell(ReservedWord { at, found });
        }
        name_due
    }
}

/// What to write in place of a number with this unit.
fn unit_help(number: &str, unit: &str) -> String {
    let lower = unit.to_lowercase();
    if matches!(lower.as_str(), "calendar" | "working") {
        return format!("write `{number} {lower} days`");
    }
    if UNITS.contains(&lower.as_str()) {
        return format!("write `{number} {lower}`");
    }
    let currency = unit.chars().count() == 3 && unit.chars().all(|c| c.is_ascii_alphabetic());
    if currency && unit.chars().all(|c| c.is_ascii_uppercase()) {
        return format!("write `{number} {unit}`");
    }
    match lower.as_str() {
        "d" => format!("write `{number} days`"),
        "h" | "hrs" | "hr" => format!("write `{number} hours`"),
        "min" | "mins" => format!("write `{number} minutes`"),
        "s" | "sec" | "secs" => format!("write `{number} seconds`"),
        "w" => format!("write `{number} weeks`"),
        "month" | "months" | "year" | "years" => {
            "months and years differ in length: count in `days` or `weeks`".to_owned()
        }
        "percent" | "pct" => format!("write `{number} %`"),
        _ => match nearest(&lower, UNITS.iter().copied()) {
            Some(nearest) => format!("did you mean `{number} {nearest}`?"),
            None if currency => format!("a currency is written in capitals: `{number} {}`", unit.to_uppercase()),
            None => {
                "the units are seconds, minutes, hours, days, weeks, calendar days, working days, px, pt, em, % and \
                     currencies such as EUR"
                    .to_owned()
            }
        },
    }
}
