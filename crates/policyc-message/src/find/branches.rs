//! Conditional blocks of templates (semantics, section 7): what they are, and the text with some of them on.

use super::holes::{self, Form};
use crate::mapped::MappedText;
use crate::settings::PlaceholderForms;
use std::collections::BTreeMap;
use std::ops::Range;

/// How often each block's content stands in a variant: 0 or 1 for a condition, 0 to 2 for a loop. By condition.
pub type Assignment = BTreeMap<String, u8>;

/// A sign of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) range: Range<usize>,
    pub(crate) condition: String,
    pub(crate) repeats: bool,
    negated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Sign {
    Open(Opening, usize),
    Else(Range<usize>),
    Close(Range<usize>, usize),
}

impl Sign {
    fn range(&self) -> &Range<usize> {
        match self {
            Self::Open(opening, _) => &opening.range,
            Self::Else(range) | Self::Close(range, _) => range,
        }
    }
}

/// Openings of all blocks of a text, in order.
pub(crate) fn openings(text: &str, forms: &PlaceholderForms) -> Vec<Opening> {
    let signs = signs(text, forms).into_iter();
    signs.filter_map(|sign| if let Sign::Open(opening, _) = sign { Some(opening) } else { None }).collect()
}

/// The signs of all kinds of blocks, in order.
fn signs(text: &str, forms: &PlaceholderForms) -> Vec<Sign> {
    let kinds = forms.branches.iter().map(|kind| (kind, false)).chain(forms.loops.iter().map(|kind| (kind, true)));
    let mut found = Vec::new();
    let mut closings: Vec<(&str, usize)> = Vec::new();
    for (number, ((open, close), repeats)) in kinds.enumerate() {
        let number = closings.iter().find(|(known, _)| known == close).map_or(number, |(_, number)| *number);
        if let Some(form) = Form::read(open) {
            found.extend(open_signs(text, &form, repeats, number));
        }
        if !closings.iter().any(|(known, _)| known == close) && !close.is_empty() {
            closings.push((close, number));
            found.extend(text.match_indices(close.as_str()).map(|(at, sign)| Sign::Close(at..at + sign.len(), number)));
        }
    }
    if !found.is_empty() {
        found.extend(else_signs(text, forms));
    }
    found.sort_by_key(|sign| sign.range().start);
    found
}

fn open_signs(text: &str, form: &Form, repeats: bool, number: usize) -> Vec<Sign> {
    let found = text.match_indices(form.open.as_str()).filter_map(|(at, sign)| {
        let inner = at + sign.len();
        let rest = text.get(inner..)?;
        let length = rest.get(..rest.floor_char_boundary(400))?.find(form.close.as_str())?;
        let condition = holes::fold_name(rest.get(..length)?);
        let negated = sign.contains("unless") || sign.contains('^');
        let range = at..inner + length + form.close.len();
        Some(Sign::Open(Opening { range, condition, repeats, negated }, number))
    });
    found.collect()
}

fn else_signs(text: &str, forms: &PlaceholderForms) -> Vec<Sign> {
    let simple = forms.written.iter().filter_map(|form| Form::read(form));
    let written =
        simple.flat_map(|form| ["else", " else ", "#else"].map(|word| format!("{}{word}{}", form.open, form.close)));
    written
        .flat_map(|sign| {
            text.match_indices(&sign).map(|(at, sign)| Sign::Else(at..at + sign.len())).collect::<Vec<_>>()
        })
        .collect()
}

/// A stretch of text, or a block with its two parts.
enum Piece {
    Text(Range<usize>),
    Block { opening: Opening, yes: Vec<Piece>, no: Vec<Piece> },
}

const DEEPEST: usize = 64;

struct Reader {
    signs: std::iter::Peekable<std::vec::IntoIter<Sign>>,
    at: usize,
    end: usize,
}

impl Reader {
    /// Pieces up to the sign that ends the block; an unclosed block goes to the end.
    fn pieces(&mut self, kind: Option<usize>, depth: usize) -> (Vec<Piece>, bool) {
        let mut pieces = Vec::new();
        while let Some(sign) = self.signs.next() {
            if sign.range().start < self.at {
                continue;
            }
            match sign {
                Sign::Open(opening, number) if depth < DEEPEST => {
                    pieces.push(Piece::Text(self.at..opening.range.start));
                    self.at = opening.range.end;
                    let (yes, has_else) = self.pieces(Some(number), depth + 1);
                    let no = if has_else { self.pieces(Some(number), depth + 1).0 } else { Vec::new() };
                    pieces.push(Piece::Block { opening, yes, no });
                }
                Sign::Else(range) if kind.is_some() => {
                    pieces.push(Piece::Text(self.at..range.start));
                    self.at = range.end;
                    return (pieces, true);
                }
                Sign::Close(range, number) if kind == Some(number) => {
                    pieces.push(Piece::Text(self.at..range.start));
                    self.at = range.end;
                    return (pieces, false);
                }
                _ => {}
            }
        }
        pieces.push(Piece::Text(self.at..self.end));
        self.at = self.end;
        (pieces, false)
    }
}

/// The text with blocks on or off as assigned; conditions that are not named are off.
pub(crate) fn with(text: &MappedText, forms: &PlaceholderForms, assignment: &Assignment) -> MappedText {
    let signs = signs(&text.text, forms);
    if signs.is_empty() {
        return text.clone();
    }
    let mut reader = Reader { signs: signs.into_iter().peekable(), at: 0, end: text.text.len() };
    let (pieces, _) = reader.pieces(None, 0);
    let mut out = MappedText::default();
    let mut left = MOST_GROWTH * (text.text.len() + pieces.len() + 1);
    write(&pieces, text, assignment, &mut out, &mut left);
    out
}

/// How many times longer than the template a variant may get: loops within loops double with each level.
const MOST_GROWTH: usize = 8;

fn write(pieces: &[Piece], text: &MappedText, assignment: &Assignment, out: &mut MappedText, left: &mut usize) {
    for piece in pieces {
        let Some(rest) = left.checked_sub(1) else { return };
        *left = rest;
        match piece {
            Piece::Text(range) => {
                *left = left.saturating_sub(range.len());
                out.append(text, range.clone(), false);
            }
            Piece::Block { opening, yes, no } => {
                let times = assignment.get(&opening.condition).copied().unwrap_or_default();
                let on = (times > 0) != opening.negated;
                let times = if opening.repeats { times.min(2) } else { 1 };
                if on {
                    (0..times).for_each(|_| write(yes, text, assignment, out, left));
                } else {
                    write(no, text, assignment, out, left);
                }
            }
        }
    }
}

/// Assignments of distinct conditions to try, and whether they are all there are: up to `most` every one; beyond, all
/// on, all off, and each one flipped in both.
#[must_use]
pub(crate) fn assignments(conditions: &BTreeMap<String, bool>, most: usize) -> (Vec<Assignment>, bool) {
    let count = conditions.values().try_fold(1_usize, |count, repeats| count.checked_mul(if *repeats { 3 } else { 2 }));
    if count.is_some_and(|count| count <= most) {
        let mut found = vec![Assignment::new()];
        for (condition, repeats) in conditions {
            let values: &[u8] = if *repeats { &[1, 2, 0] } else { &[1, 0] };
            found = found
                .iter()
                .flat_map(|known| {
                    values.iter().map(|value| {
                        let mut next = known.clone();
                        next.insert(condition.clone(), *value);
                        next
                    })
                })
                .collect();
        }
        return (found, true);
    }
    let all = |value: u8| conditions.keys().map(|condition| (condition.clone(), value)).collect::<Assignment>();
    let mut found = vec![all(1), all(0)];
    for condition in conditions.keys().take(most) {
        for (base, flipped) in [(1, 0), (0, 1)] {
            let mut next = all(base);
            next.insert(condition.clone(), flipped);
            found.push(next);
        }
    }
    (found, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> PlaceholderForms {
        PlaceholderForms {
            written: vec!["{{…}}".to_owned()],
            branches: vec![("{{#if …}}".to_owned(), "{{/if}}".to_owned())],
            loops: vec![("{{#each …}}".to_owned(), "{{/each}}".to_owned())],
            ..PlaceholderForms::default()
        }
    }

    fn variant(text: &str, on: &[(&str, u8)]) -> String {
        let assignment = on.iter().map(|(condition, times)| ((*condition).to_owned(), *times)).collect();
        with(&MappedText::verbatim(text, 0), &forms(), &assignment).text
    }

    #[test]
    fn blocks_nest_and_have_other_sides() {
        let text = "a{{#if x}}b{{#if y}}c{{else}}d{{/if}}e{{/if}}f{{#each z}}g{{/each}}";
        assert_eq!(variant(text, &[]), "af");
        assert_eq!(variant(text, &[("x", 1)]), "abdef");
        assert_eq!(variant(text, &[("x", 1), ("y", 1), ("z", 2)]), "abcefgg");
        assert_eq!(variant("a{{#if x}}b", &[("x", 1)]), "ab");
        assert_eq!(variant("a{{/if}}b", &[]), "a{{/if}}b");
    }

    #[test]
    fn few_conditions_are_tried_in_full() {
        let few: BTreeMap<String, bool> = [("x".to_owned(), false), ("z".to_owned(), true)].into();
        assert_eq!((assignments(&few, 64).0.len(), assignments(&few, 64).1), (6, true));
        let many: BTreeMap<String, bool> = (0..10).map(|number| (format!("c{number}"), false)).collect();
        assert_eq!((assignments(&many, 64).0.len(), assignments(&many, 64).1), (22, false));
    }
}
