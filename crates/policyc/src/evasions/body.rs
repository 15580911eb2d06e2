//! The body of a case: taken out, put back, and the words in it that can be rewritten.

use crate::Case;
use policyc_diag::Span;
use policyc_eval::case::{Node, NodeKind};
use policyc_message::{MappedText, html::encoded};
use std::ops::Range;

/// The body of a message: plain text or HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Body {
    /// Whether it is HTML.
    pub(super) html: bool,
    /// The text.
    pub(super) text: String,
}

/// Characters that stand for `<`, `>` and `&` of markup while plain text becomes HTML.
pub(super) const OPEN: char = '\u{E000}';
pub(super) const CLOSE: char = '\u{E001}';
pub(super) const AND: char = '\u{E002}';

impl Body {
    /// The body of a case; none if it has none, has both a plain and an HTML one, is a raw mail or a template.
    pub(super) fn of(root: &Node) -> Option<Self> {
        let message = root.get("message")?;
        let given = |key: &str| message.get(key).and_then(Node::as_text).filter(|text| !text.trim().is_empty());
        if given("eml").is_some() || given("form") == Some("template") {
            return None;
        }
        match (given("text"), given("html")) {
            (Some(text), None) => Some(Self { html: false, text: text.to_owned() }),
            (None, Some(html)) => Some(Self { html: true, text: html.to_owned() }),
            _ => None,
        }
    }

    /// The case with this body. Its bytes come first in the case's only source, so that every place within
    /// `0..text.len()` is one of the body.
    pub(super) fn case(&self, root: &Node) -> Case {
        let mut root = root.clone();
        root.remove(&["message", "text"]);
        root.remove(&["message", "html"]);
        let mut at = self.text.len() + 1;
        place(&mut root, &mut at);
        let key = if self.html { "html" } else { "text" };
        let kind = NodeKind::Text(MappedText::verbatim(self.text.clone(), 0));
        root.set(&["message", key], Node { kind, span: Span::default() });
        Case::from_table("rewritten", root)
    }

    /// As HTML; marks that stand for signs of markup become those.
    pub(super) fn into_html(self) -> Self {
        let text = if self.html { self.text } else { paragraphs(&self.text) };
        Self { html: true, text: text.replace(OPEN, "<").replace(CLOSE, ">").replace(AND, "&") }
    }

    /// The words that stand on `places` and can be rewritten: of letters alone, no part of an address, a hole or a tag.
    pub(super) fn words(&self, places: &[Range<usize>], fewest: usize) -> Vec<Range<usize>> {
        let closed = if self.html { markup(&self.text) } else { Vec::new() };
        let mut found = Vec::new();
        let mut from = 0;
        for token in self.text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')) {
            let start = from;
            from += token.len();
            if !is_special(token) {
                found.extend(runs(token).map(|run| run.start + start..run.end + start));
            }
        }
        let meets = |word: &Range<usize>, other: &Range<usize>| word.start < other.end && other.start < word.end;
        let touches = |word: &Range<usize>, other: &Range<usize>| word.start <= other.end && other.start <= word.end;
        let is_entity = |part: &Range<usize>| self.text.get(part.clone()).is_some_and(|text| text.starts_with('&'));
        found.retain(|word| {
            let letters = self.text.get(word.clone()).map_or(0, |text| text.chars().count());
            letters >= fewest
                && places.iter().any(|place| meets(word, place))
                && !closed.iter().any(|part| meets(word, part) || (is_entity(part) && touches(word, part)))
        });
        found
    }

    /// Rewrites each of some words; none if none is rewritten.
    pub(super) fn rewrite(&self, words: &[Range<usize>], with: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        let mut text = String::with_capacity(self.text.len() * 2);
        let mut at = 0;
        let mut changed = false;
        for word in words {
            let (Some(before), Some(old)) = (self.text.get(at..word.start), self.text.get(word.clone())) else {
                continue;
            };
            let Some(new) = with(old) else { continue };
            text.push_str(before);
            text.push_str(&new);
            at = word.end;
            changed = true;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        changed.then_some(Self { html: self.html, text })
    }
}

/// Gives every text of a case bytes of its own, behind those of the body.
fn place(node: &mut Node, at: &mut usize) {
    match &mut node.kind {
        NodeKind::Text(text) => {
            *text = MappedText::verbatim(text.text.clone(), *at);
            *at += text.text.len() + 1;
        }
        NodeKind::List(items) => items.iter_mut().for_each(|item| place(item, at)),
        NodeKind::Table(entries) => entries.iter_mut().for_each(|entry| place(&mut entry.value, at)),
        _ => {}
    }
}

fn runs(token: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let pieces = token.split_inclusive(|c: char| !c.is_alphabetic());
    let mut at = 0;
    pieces.filter_map(move |piece| {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphabetic());
        (!word.is_empty()).then(|| start..start + word.len())
    })
}

/// Whether a token is an address, an identifier or a hole, whose letters are not those of a word.
fn is_special(token: &str) -> bool {
    let dotted = token.char_indices().any(|(at, c)| {
        c == '.' && token.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
    });
    dotted || token.contains(['@', '{', '}', '%', '_', '/', '\\', '=']) || token.contains(|c: char| c.is_numeric())
}

/// Tags and entities of HTML.
fn markup(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in html.char_indices() {
        match (c, open) {
            ('<', None) => open = Some(at),
            ('>', Some(start)) => {
                found.push(start..at + 1);
                open = None;
            }
            ('&', None) => {
                let end = html.get(at..).and_then(|rest| rest.find(';')).filter(|length| *length <= 10);
                found.extend(end.map(|length| at..at + length + 1));
            }
            _ => {}
        }
    }
    found
}

/// Plain text as a reader's program would make it HTML.
fn paragraphs(text: &str) -> String {
    let encoded = encoded(&text.replace("\r\n", "\n"));
    let blocks = encoded.split("\n\n").filter(|block| !block.trim().is_empty());
    blocks
        .map(|block| format!("<p>{}</p>", block.trim_matches('\n').replace('\n', "<br>\n")))
        .collect::<Vec<_>>()
        .join("\n")
}
