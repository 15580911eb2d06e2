//! CSS component values with exact numbers: what a declaration's value consists of, before any property reads it.

use crate::model::Ratio;
use cssparser::{ParseError, Parser, Token};

/// One component value (CSS Syntax 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// A word, as written.
    Word(String),
    /// A number.
    Number(Ratio),
    /// A percentage, as a share: `20%` is 1/5.
    Percent(Ratio),
    /// A number with a unit in lower case.
    Unit(Ratio, String),
    /// `#abc`, without the sign.
    Hash(String),
    /// A quoted string.
    Text(String),
    /// `url(...)`.
    Url(String),
    /// A function with its name in lower case; plain brackets are the function ``.
    Call(String, Vec<Part>),
    /// A comma.
    Comma,
    /// Any other sign, `/` and the operators of `calc()` among them.
    Sign(char),
}

impl Part {
    /// Whether this is the word `word`, case aside.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Self::Word(own) if own.eq_ignore_ascii_case(word))
    }

    /// The word in lower case.
    pub(super) fn word(&self) -> Option<String> {
        if let Self::Word(own) = self { Some(own.to_ascii_lowercase()) } else { None }
    }
}

/// More parts than any honest declaration has; a longer one is dropped.
const MOST_PARTS: usize = 2048;
/// Deeper brackets are dropped with their declaration.
const DEEPEST: u8 = 12;

/// Reads all that is left as component values; none where the text is no valid value.
pub(super) fn parts_of(input: &mut Parser<'_>) -> Option<Vec<Part>> {
    let mut room = MOST_PARTS;
    read(input, DEEPEST, &mut room)
}

/// Reads a text of its own, such as a `style` value's piece.
pub(super) fn parts_of_text(text: &str) -> Option<Vec<Part>> {
    parts_of(&mut Parser::new(text))
}

fn read(input: &mut Parser<'_>, depth: u8, room: &mut usize) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    loop {
        input.skip_whitespace();
        let start = input.position();
        let Ok(token) = input.next().cloned() else { return Some(parts) };
        *room = room.checked_sub(1)?;
        let written = input.slice(start..input.position());
        parts.push(match token {
            Token::Ident(word) => Part::Word(word.to_string()),
            Token::Number { .. } => Part::Number(number(written).0?),
            Token::Percentage { .. } => Part::Percent(number(written).0?.over(Ratio::whole(100))?),
            Token::Dimension { unit, .. } => Part::Unit(number(written).0?, unit.to_ascii_lowercase()),
            Token::Hash(name) | Token::IDHash(name) => Part::Hash(name.to_string()),
            Token::QuotedString(text) => Part::Text(text.to_string()),
            Token::UnquotedUrl(url) => Part::Url(url.to_string()),
            Token::Comma => Part::Comma,
            Token::Colon => Part::Sign(':'),
            Token::Semicolon => Part::Sign(';'),
            Token::Delim(sign) => Part::Sign(sign),
            Token::Function(name) => bracket(input, name.to_ascii_lowercase(), depth, room)?,
            Token::ParenthesisBlock => bracket(input, String::new(), depth, room)?,
            Token::SquareBracketBlock => bracket(input, "[".to_owned(), depth, room)?,
            _ => return None,
        });
    }
}

fn bracket(input: &mut Parser<'_>, name: String, depth: u8, room: &mut usize) -> Option<Part> {
    let depth = depth.checked_sub(1)?;
    let inner = input
        .parse_nested_block(|inner| read(inner, depth, room).ok_or_else(ParseError::<()>::unexpected_token))
        .ok()?;
    match (name.as_str(), inner.as_slice()) {
        ("url" | "src", [Part::Text(url), ..]) => Some(Part::Url(url.clone())),
        _ => Some(Part::Call(name, inner)),
    }
}

/// The number that `text` begins with, and what follows it.
pub(super) fn number(text: &str) -> (Option<Ratio>, &str) {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    end += digits(end);
    if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
        end += 1 + digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let length = digits(end + 1 + sign);
        if length > 0 {
            end += 1 + sign + length;
        }
    }
    let (head, tail) = text.split_at_checked(end).unwrap_or((text, ""));
    (Ratio::from_scientific(head), tail)
}

/// Fills in `var()` from `lookup`, as CSS Variables 1 says; none where a variable has no value and no fallback, or the
/// result grows past all measure.
pub(super) fn substitute<'a>(
    parts: &[Part],
    lookup: &dyn Fn(&str) -> Option<&'a [Part]>,
    depth: u8,
    room: &mut usize,
) -> Option<Vec<Part>> {
    let depth = depth.checked_sub(1)?;
    let mut filled = Vec::with_capacity(parts.len());
    for part in parts {
        *room = room.checked_sub(1)?;
        match part {
            Part::Call(name, inner) if name == "var" => {
                let (Part::Word(variable), rest) = inner.split_first()? else { return None };
                let value = match (lookup(variable), rest) {
                    (Some(value), _) => value,
                    (None, [Part::Comma, fallback @ ..]) => fallback,
                    (None, _) => return None,
                };
                filled.extend(substitute(value, lookup, depth, room)?);
            }
            Part::Call(name, inner) => filled.push(Part::Call(name.clone(), substitute(inner, lookup, depth, room)?)),
            other => filled.push(other.clone()),
        }
    }
    Some(filled)
}

/// Whether a `var()` stands anywhere within.
pub(super) fn has_variable(parts: &[Part]) -> bool {
    parts.iter().any(|part| matches!(part, Part::Call(name, inner) if name == "var" || has_variable(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_exponents_are_told_apart() {
        assert_eq!(parts_of_text("1em"), Some(vec![Part::Unit(Ratio::ONE, "em".into())]));
        assert_eq!(parts_of_text("1e1px"), Some(vec![Part::Unit(Ratio::whole(10), "px".into())]));
        assert_eq!(parts_of_text(".1%"), Some(vec![Part::Percent(Ratio::of(1, 1000))]));
    }

    #[test]
    fn deep_brackets_are_given_up() {
        assert_eq!(parts_of_text(&"(".repeat(50_000)), None);
        assert_eq!(parts_of_text(&"1 ".repeat(50_000)), None);
    }

    #[test]
    fn variables_are_filled_in_and_loops_end() {
        let red = parts_of_text("red").unwrap();
        let circle = parts_of_text("var(--b)").unwrap();
        let lookup = |name: &str| match name {
            "--a" => Some(red.as_slice()),
            "--b" => Some(circle.as_slice()),
            _ => None,
        };
        let fill = |text: &str| substitute(&parts_of_text(text).unwrap(), &lookup, 8, &mut 100);
        assert_eq!(fill("var(--a)"), parts_of_text("red"));
        assert_eq!(fill("f(var(--c, 1px 2px))"), parts_of_text("f(1px 2px)"));
        assert_eq!(fill("var(--b)"), None);
        assert_eq!(fill("var(--c)"), None);
    }
}
