//! Selectors, with every pseudo-class that a page at rest decides: `:hover` never matches, `:link` is `[href]`.
//!
//! The selector engine knows structural pseudo-classes only and would drop the whole rule for any other. They are
//! replaced in the text, specificity kept, before it is parsed.

use cssparser::Parser;
use scraper::selector::{Parser as Dialect, Simple};
use selectors::parser::{Component, ParseRelative, Selector, SelectorList};

/// A selector, ready to be matched.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The parsed selector.
    pub selector: Selector<Simple>,
    /// What an attempt to match it may cost for each ancestor.
    pub weight: usize,
    /// Where to look for it.
    pub key: Key,
}

/// What an element must have for a selector to match, as far as its last compound tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// This id, in lower case.
    Id(String),
    /// This class, in lower case.
    Class(String),
    /// This name.
    Name(String),
    /// Nothing that can be looked up.
    Any,
}

/// Longer selectors than any honest one; they are dropped with their rule.
const LONGEST: usize = 4096;
/// An attribute selector that no HTML element can meet: a blank is no attribute's name.
const NEVER: &str = "[\\20 ]";
const ALWAYS: &str = ":not([\\20 ])";

/// Reads a list of selectors; none where a browser would drop the rule.
pub(super) fn choices(text: &str) -> Option<Vec<Choice>> {
    if text.len() > LONGEST {
        return None;
    }
    split(text).into_iter().map(choice).collect()
}

fn choice(text: &str) -> Option<Choice> {
    let rewritten = rewrite(text)?;
    let mut parser = Parser::new(&rewritten);
    let list = SelectorList::<Simple>::parse(&Dialect, &mut parser, ParseRelative::No).ok()?;
    let selector = list.slice().first()?.clone();
    let combinators = selector.iter_raw_match_order().filter(|part| part.is_combinator()).count();
    let searches = rewritten.matches(":has(").count() * 64 + rewritten.matches(":nth-").count() * 4;
    Some(Choice { key: key(&selector), weight: combinators + searches, selector })
}

fn key(selector: &Selector<Simple>) -> Key {
    let mut best = Key::Any;
    for part in selector.iter() {
        let found = match part {
            Component::ID(id) => Key::Id(id.0.to_ascii_lowercase().to_string()),
            Component::Class(class) => Key::Class(class.0.to_ascii_lowercase().to_string()),
            Component::LocalName(name) => Key::Name(name.lower_name.0.to_string()),
            _ => continue,
        };
        best = best.min(found);
    }
    best
}

/// Cuts at the commas outside brackets and strings.
pub(super) fn split(text: &str) -> Vec<&str> {
    let (mut pieces, mut depth, mut from) = (Vec::new(), 0_usize, 0);
    let mut signs = text.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '"' | '\'' => skip_string(&mut signs, sign),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                pieces.push(text.get(from..at).unwrap_or_default());
                from = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(text.get(from..).unwrap_or_default());
    pieces
}

fn skip_string(signs: &mut std::str::CharIndices<'_>, quote: char) {
    while let Some((_, sign)) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            end if end == quote => return,
            _ => {}
        }
    }
}

/// The text with pseudo-classes replaced.
fn rewrite(text: &str) -> Option<String> {
    let (mut out, mut brackets) = (String::with_capacity(text.len()), 0_usize);
    let mut at = 0;
    while let Some(sign) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += sign.len_utf8();
        match sign {
            '\\' => at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8),
            '"' | '\'' => {
                let mut signs = text.get(at..)?.char_indices();
                skip_string(&mut signs, sign);
                at += signs.offset();
            }
            '[' => brackets += 1,
            ']' => brackets = brackets.saturating_sub(1),
            ':' if brackets == 0 => {
                let double = text.get(at..)?.starts_with(':');
                let name_from = at + usize::from(double);
                let name: String =
                    text.get(name_from..)?.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
                let name_end = name_from + name.len();
                let meaning = meaning(&name.to_ascii_lowercase(), double)?;
                if meaning == Meaning::Kept {
                    at = name_end;
                } else {
                    at = after_arguments(text, name_end);
                    out.push_str(match meaning {
                        Meaning::Link => "[href]",
                        Meaning::Always => ALWAYS,
                        _ => NEVER,
                    });
                    continue;
                }
            }
            _ => {}
        }
        out.push_str(text.get(start..at)?);
    }
    Some(out)
}

fn after_arguments(text: &str, from: usize) -> usize {
    let Some(rest) = text.get(from..).filter(|rest| rest.starts_with('(')) else { return from };
    let mut depth = 0_usize;
    for (at, sign) in rest.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' if depth == 1 => return from + at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Kept,
    Link,
    Always,
    /// Not at rest, or not of the element itself.
    Never,
}

/// What a pseudo-class means for a page at rest; none for one that does not exist.
fn meaning(name: &str, double: bool) -> Option<Meaning> {
    if double {
        return Some(Meaning::Never);
    }
    Some(match name {
        "is" | "where" | "not" | "has" | "root" | "empty" | "scope" | "first-child" | "last-child" | "only-child"
        | "first-of-type" | "last-of-type" | "only-of-type" | "nth-child" | "nth-last-child" | "nth-of-type"
        | "nth-last-of-type" => Meaning::Kept,
        "link" | "any-link" | "-webkit-any-link" | "-moz-any-link" => Meaning::Link,
        "hover" | "active" | "focus" | "focus-within" | "focus-visible" | "visited" | "target" | "target-within"
        | "checked" | "open" | "fullscreen" | "user-valid" | "user-invalid" | "modal" | "popover-open" | "autofill" => {
            Meaning::Never
        }
        "enabled" | "read-only" | "optional" | "valid" | "defined" | "in-range" | "dir" | "lang" | "default" => {
            Meaning::Always
        }
        "before" | "after" | "first-line" | "first-letter" | "disabled" | "read-write" | "required" | "invalid"
        | "indeterminate" | "placeholder-shown" | "out-of-range" | "host" | "current" | "past" | "future"
        | "playing" | "paused" | "left" | "right" | "first" | "blank" | "state" => Meaning::Never,
        vendor if vendor.starts_with('-') => Meaning::Never,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scraper::Html;

    fn matched(selector: &str) -> Vec<String> {
        let html = Html::parse_fragment("<p id=a class='x y'><a href=u>l</a><a>n</a></p><p data-z='1,2'>t</p>");
        let choices = choices(selector).unwrap_or_default();
        let mut caches = selectors::context::SelectorCaches::default();
        let mut found = Vec::new();
        for node in html.tree.root().descendants().filter_map(scraper::ElementRef::wrap) {
            let mut context = super::super::cascade::context(&mut caches);
            if choices.iter().any(|c| selectors::matching::matches_selector(&c.selector, 0, None, &node, &mut context))
            {
                found.push(node.value().name().to_owned());
            }
        }
        found
    }

    #[test]
    fn pseudo_classes_are_decided_at_rest() {
        assert_eq!(matched("a:link"), ["a"]);
        assert_eq!(matched("a:hover"), [""; 0]);
        assert_eq!(matched("a:not(:hover)"), ["a", "a"]);
        assert_eq!(matched("p:first-child, b::before"), ["p"]);
        assert_eq!(matched("[data-z='1,2']:not(.x)"), ["p"]);
        assert_eq!(matched("p:unheard-of, a"), [""; 0]);
    }

    #[test]
    fn specificity_is_kept() {
        let specificity = |text: &str| choices(text).unwrap()[0].selector.specificity();
        assert_eq!(specificity("a:hover"), specificity("a.x"));
        assert_eq!(specificity("a:link"), specificity("a.x"));
    }

    #[test]
    fn keys_come_from_the_last_compound() {
        assert_eq!(choices("#a .b td.c").unwrap()[0].key, Key::Class("c".into()));
        assert_eq!(choices(".b *").unwrap()[0].key, Key::Any);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,80}", more in "[a.#:()\\[\\],\\\\\"' >+~*=hover-]{0,80}") {
            let _ = choices(&text);
            let _ = choices(&more);
        }
    }
}
