//! Phrases from the text between a string's quotes.

use crate::LIMIT;
use crate::ParsedPhrase;
use crate::ast::{Anchor, Name, Phrase, PhraseKind, Sequence, Term, TermKind, Word, WordForm};
use crate::diagnostics::{Fault, NestedNear, PhraseForm, PhraseWithoutWord, TooDeep, WideGap, WordMark};
use crate::grammar::phrase::{PhraseGrammar, Rule};
use crate::grammar::{self, Stop};
use crate::strings::Strings;
use crate::text::slice;
use pest::iterators::Pair;
use policyc_diag::{At, Diagnostic, SourceId, Span};

type Node<'a> = Pair<'a, Rule>;

/// How wide a gap may be.
const WIDEST: u8 = 12;

/// Reads a phrase as it stands between the quotes of a string; `offset` is where `raw` begins in the source.
#[must_use]
pub fn parse_phrase(source: SourceId, offset: usize, raw: &str) -> ParsedPhrase {
    let mut reader = Reader { source, offset, faults: Vec::new() };
    let phrase = reader.read(raw);
    let phrase = if reader.faults.is_empty() { phrase } else { None };
    ParsedPhrase { phrase, diagnostics: reader.faults }
}

struct Reader {
    source: SourceId,
    offset: usize,
    faults: Vec<Diagnostic>,
}

impl Reader {
    fn read(&mut self, raw: &str) -> Option<Phrase> {
        let whole = self.span_of(0, raw.len());
        if raw.trim().is_empty() {
            self.tell(PhraseWithoutWord { at: whole });
            return None;
        }
        if nesting(raw) > LIMIT {
            self.tell(TooDeep { at: whole });
            return None;
        }
        match grammar::run::<Rule, PhraseGrammar>(Rule::phrase, raw) {
            Ok(mut nodes) => self.parse_near(&nodes.next()?),
            Err(stop) => {
                self.tell_stop(raw, &stop);
                None
            }
        }
    }

    fn tell(&mut self, fault: impl Fault) {
        self.faults.push(fault.into_diagnostic());
    }

    fn tell_stop(&mut self, raw: &str, stop: &Stop<Rule>) {
        if stop.exhausted {
            let at = self.span_of(0, raw.len());
            return self.tell(TooDeep { at });
        }
        let rest = slice(raw, stop.at..raw.len());
        let found = rest.chars().next().map_or("", |c| slice(rest, 0..c.len_utf8()));
        let at = self.span_of(stop.at, found.len());
        self.tell(PhraseForm { at, found, expected: due(&stop.due) });
    }

    fn span_of(&self, start: usize, len: usize) -> Span {
        Span::new(self.source, self.offset + start, self.offset + start + len)
    }

    fn span(&self, node: &Node<'_>) -> Span {
        self.span_of(node.as_span().start(), node.as_str().len())
    }

    fn at(&self, node: &Node<'_>) -> At {
        At(self.span(node))
    }

    fn parse_near(&mut self, node: &Node<'_>) -> Option<Phrase> {
        let mut sequences = Vec::new();
        let mut width = None;
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::near_mark if width.is_some() => {
                    let at = self.span(&child);
                    self.tell(NestedNear { at });
                }
                Rule::near_mark => width = Some(self.parse_width(&child)?),
                _ => sequences.push(self.parse_sequence(&child)?),
            }
        }
        if !sequences.iter().any(needs_word) {
            let at = self.span(node);
            self.tell(PhraseWithoutWord { at });
        }
        let mut sequences = sequences.into_iter();
        let first = sequences.next()?;
        let kind = match (width, sequences.next()) {
            (Some(width), Some(second)) => PhraseKind::Near(first, width, second),
            _ => PhraseKind::Sequence(first),
        };
        Some(Phrase { kind, at: self.at(node) })
    }

    /// The number of `..N` or `&N`.
    fn parse_width(&mut self, node: &Node<'_>) -> Option<u8> {
        let digits = node.clone().into_inner().find(|child| child.as_rule() == Rule::digits)?;
        let width = digits.as_str().parse::<u8>().ok().filter(|width| *width <= WIDEST);
        if width.is_none() {
            let at = self.span(node);
            self.tell(WideGap { at, found: node.as_str() });
        }
        width
    }

    fn parse_sequence(&mut self, node: &Node<'_>) -> Option<Sequence> {
        let mut terms = Vec::new();
        for child in node.clone().into_inner() {
            if child.as_rule() == Rule::near_mark {
                let at = self.span(&child);
                self.tell(NestedNear { at });
                return None;
            }
            terms.push(self.parse_term(&child)?);
        }
        Some(Sequence { terms, at: self.at(node) })
    }

    fn parse_term(&mut self, node: &Node<'_>) -> Option<Term> {
        let inner = node.clone().into_inner().next()?;
        let kind = match inner.as_rule() {
            Rule::gap => TermKind::Gap(self.parse_width(&inner)?),
            Rule::group => TermKind::Group(self.parse_alternatives(&inner)?),
            Rule::optional => TermKind::Optional(self.parse_alternatives(&inner)?),
            Rule::lexicon if inner.clone().into_inner().any(|child| child.as_rule() == Rule::or_it) => {
                TermKind::Referred(self.parse_name(&inner)?)
            }
            Rule::lexicon => TermKind::Lexicon(self.parse_name(&inner)?),
            Rule::slot => self.parse_slot(&inner)?,
            _ => self.parse_word(&inner)?,
        };
        Some(Term { kind, at: self.at(node) })
    }

    fn parse_alternatives(&mut self, node: &Node<'_>) -> Option<Vec<Sequence>> {
        let inner = node.clone().into_inner().filter(|child| child.as_rule() == Rule::inner);
        inner.map(|inner| self.parse_sequence(&inner)).collect()
    }

    fn parse_name(&self, node: &Node<'_>) -> Option<Name> {
        let name = node.clone().into_inner().next()?;
        Some(Name { text: name.as_str().to_owned(), at: self.at(&name) })
    }

    fn parse_slot(&self, node: &Node<'_>) -> Option<TermKind> {
        let name = self.parse_name(node)?;
        Some(match name.text.as_str() {
            "start" => TermKind::Anchor(Anchor::Start),
            "end" => TermKind::Anchor(Anchor::End),
            _ => TermKind::Slot(name),
        })
    }

    fn parse_word(&mut self, node: &Node<'_>) -> Option<TermKind> {
        let mut marks = String::new();
        let mut texts = Vec::new();
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::text => {
                    marks.push('w');
                    texts.push(Strings::phrase_text(child.as_str()));
                }
                _ => marks.push_str(child.as_str()),
            }
        }
        let mut texts = texts.into_iter();
        let form = match marks.as_str() {
            "w" => WordForm::Exact,
            "w~" => WordForm::Inflected,
            "w*" => WordForm::Begins,
            "*w" => WordForm::Ends,
            "*w*" => WordForm::Holds,
            "w+w" => return Some(TermKind::Separable { prefix: texts.next()?, verb: texts.next()? }),
            _ => {
                let at = self.span(node);
                self.tell(WordMark { at, found: node.as_str() });
                return None;
            }
        };
        Some(TermKind::Word(Word { text: texts.next()?, form }))
    }
}

/// Whether no match can do without a written word or a lexicon.
fn needs_word(sequence: &Sequence) -> bool {
    sequence.terms.iter().any(|term| match &term.kind {
        TermKind::Word(_) | TermKind::Separable { .. } | TermKind::Lexicon(_) | TermKind::Referred(_) => true,
        TermKind::Group(alternatives) => alternatives.iter().all(needs_word),
        TermKind::Optional(_) | TermKind::Gap(_) | TermKind::Slot(_) | TermKind::Anchor(_) => false,
    })
}

/// How deep brackets stand inside each other.
fn nesting(raw: &str) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for c in raw.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn due(rules: &[Rule]) -> Vec<&'static str> {
    let mut groups = rules.iter().filter_map(|&kind| words(kind)).collect::<Vec<_>>();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The words for a rule of the phrase grammar.
fn words(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::word | Rule::text | Rule::letter | Rule::escape | Rule::star => "a word",
        Rule::term | Rule::sequence | Rule::near | Rule::inner | Rule::phrase => "a word",
        Rule::group => "`(`",
        Rule::optional => "`[`",
        Rule::gap => "a gap such as `..3`",
        Rule::digits => "a number",
        Rule::lexicon => "a lexicon such as `{name}`",
        Rule::or_it => "`or it`",
        Rule::slot => "a kind such as `<money>`",
        Rule::name => "a name",
        Rule::near_mark => "`&` and a number",
        Rule::tilde | Rule::plus => "a mark such as `~`",
        Rule::bar => "`|`",
        Rule::end_group => "`)`",
        Rule::end_optional => "`]`",
        Rule::EOI => "the end of the phrase",
        Rule::WHITESPACE => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words() {
        for &kind in Rule::all_rules() {
            assert!(words(kind).is_some() || kind == Rule::WHITESPACE, "no words for {kind:?}");
        }
    }
}
