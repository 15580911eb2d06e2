//! What people write by habit from plain English, other languages and other formats, and what to write here.

use super::Parser;
use crate::grammar::Stop;
use crate::grammar::policy::Rule;
use crate::scan::Kind;
use crate::words::CLAUSE_WORDS;

/// Languages by the names that people call them, with their tags.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("italian", "it"),
    ("italiano", "it"),
    ("spanish", "es"),
    ("portuguese", "pt"),
    ("dutch", "nl"),
    ("polish", "pl"),
    ("swedish", "sv"),
];

/// Words for more and for less.
const MORE: &[&str] = &["more", "greater", "larger", "bigger", "higher", "longer", "later"];
const LESS: &[&str] = &["less", "smaller", "lower", "fewer", "shorter", "earlier"];

impl Parser<'_> {
    /// The habit that stopped the grammar at this token: the token where it begins, and what to write.
    pub(super) fn habit(&self, at: usize, stop: &Stop<Rule>) -> Option<(usize, String)> {
        let found = self.text(at);
        let back = |steps: usize| at.checked_sub(steps);
        let before = |steps: usize| back(steps).map_or("", |at| self.text(at));
        let written = |words: &str| format!("write `{words}`");
        if let Some(help) = self.habit_of_signs(at) {
            return Some((at, help));
        }
        let (one, two) = (before(1), before(2));
        let compared = if MORE.contains(&one) {
            Some(("more than", "at least"))
        } else if LESS.contains(&one) {
            Some(("less than", "at most"))
        } else {
            None
        };
        match (found, compared) {
            ("than", Some((strict, or_equal))) => {
                let equal = self.text(at + 1) == "or" && self.text(at + 2) == "equal";
                return Some((back(1)?, written(if equal { or_equal } else { strict })));
            }
            ("or", _) if one == "than" => {
                let words = if MORE.contains(&two) { "at least" } else { "at most" };
                return Some((back(2)?, written(words)));
            }
            ("more" | "less", _) if one == "no" => {
                return Some((back(1)?, written(if found == "more" { "at most" } else { "at least" })));
            }
            ("to", _) if one == "equal" => {
                let words = if two == "not" { "is not" } else { "is" };
                return Some((back(1)?, format!("leave `equal to` out: `{words} …`")));
            }
            ("equals", _) => return Some((at, written("is"))),
            ("isn" | "aren", _) => return Some((at, written("is not"))),
            ("at", _) if matches!(self.text(at + 1), "most" | "least") => {
                return Some((at, written(&format!("is at {}", self.text(at + 1)))));
            }
            _ => {}
        }
        self.habit_of_names(at, stop)
    }

    /// Signs of other formats.
    pub(super) fn habit_of_signs(&self, at: usize) -> Option<String> {
        let help = match self.text(at) {
            "[" | "]" => "a list stands in parentheses: `(a, b)`",
            ";" => "remove it; nothing stands at the end of a line",
            "#" => "a comment begins with `//`, documentation with `///`",
            _ => return None,
        };
        Some(help.to_owned())
    }

    /// Languages by their names, names of two words.
    fn habit_of_names(&self, at: usize, stop: &Stop<Rule>) -> Option<(usize, String)> {
        let found = self.word(at)?;
        if stop.due.contains(&Rule::tag) {
            let lower = found.to_lowercase();
            let tag = LANGUAGES.iter().find(|(name, _)| *name == lower).map(|(_, tag)| *tag);
            return Some((
                at,
                tag.map_or_else(
                    || "a language is written as its tag, such as `en`, `de` or `pt-BR`".to_owned(),
                    |tag| format!("write `in {tag}`"),
                ),
            ));
        }
        let before = self.word(at.checked_sub(1)?)?;
        let same_line = self.token(at).is_some_and(|token| !token.first);
        let keyword = [Rule::kw_extends, Rule::kw_for].iter().any(|keyword| stop.due.contains(keyword));
        let slip = keyword && crate::text::nearest(found, ["extends", "for"]).is_some();
        let named = stop.due.contains(&Rule::open) && same_line && !slip && !crate::words::is_reserved(before);
        (named && !crate::words::is_reserved(found))
            .then(|| (at - 1, format!("a name is one word: `{before}-{found}`")))
    }

    /// The end of the head of an item whose opening brace was forgotten: its body begins on a line before any brace.
    pub(super) fn unopened(&self, head: usize) -> Option<usize> {
        for at in head + 1..self.tokens.len() {
            let token = self.token(at).filter(|token| token.solid());
            let Some(token) = token else { continue };
            let clause = self.word(at).is_some_and(|word| match word {
                "for" => self.text(at + 1) == "each",
                word => word == "when" || (CLAUSE_WORDS.contains(&word) && !token.flush),
            });
            if token.kind == Kind::Open || (token.flush && token.kind != Kind::Close) {
                return None;
            }
            // A word right before the brace is the head's own: `attributes of … by` and, on the next line, `value {`.
            let last_of_head =
                self.solid(at + 1, self.tokens.len()).is_some_and(|at| self.kind(at) == Some(Kind::Open));
            if token.first && (clause && !last_of_head || token.kind == Kind::String) {
                return self.solid_before(at, head);
            }
        }
        None
    }
}
