//! Phrases: folded words, references to lexicons of the same language, kinds.

use super::Lower;
use crate::diagnostics::{LexiconLacksLanguage, UnknownKind};
use crate::fault::near;
use policyc_ir::{Element, Kind, LexiconId, Phrase, Word};
use policyc_syntax::ast::{self, PhraseKind, TermKind, WordForm};
use unicode_normalization::UnicodeNormalization;

/// Kinds that phrases know, and the IR's name of each.
const KINDS: [(&str, Kind); 8] = [
    ("number", Kind::Number),
    ("money", Kind::Money),
    ("percent", Kind::Percent),
    ("date", Kind::Date),
    ("link", Kind::Link),
    ("email", Kind::Email),
    ("phone", Kind::Phone),
    ("placeholder", Kind::Placeholder),
];

/// A written word folded as texts are: NFKC, lower case, one apostrophe.
pub(crate) fn fold(text: &str) -> String {
    let folded: String = text.nfkc().flat_map(char::to_lowercase).nfc().collect();
    folded.replace(['\u{2019}', '\u{2018}', '\u{02BC}'], "'")
}

impl Lower<'_, '_, '_> {
    /// Lowers a phrase of a language.
    pub(crate) fn lower_phrase(&mut self, text: &ast::StringLit, phrase: &ast::Phrase, tag: &str) -> Option<Phrase> {
        let (first, and) = match &phrase.kind {
            PhraseKind::Sequence(sequence) => (self.lower_sequence(sequence, tag), None),
            PhraseKind::Near(first, within, second) => {
                (self.lower_sequence(first, tag), Some((*within, self.lower_sequence(second, tag)?)))
            }
        };
        Some(Phrase { text: text.value.clone(), first: first?, and, at: text.at })
    }

    fn lower_sequence(&mut self, sequence: &ast::Sequence, tag: &str) -> Option<Vec<Element>> {
        let terms: Vec<Option<Element>> = sequence.terms.iter().map(|term| self.lower_term(term, tag)).collect();
        terms.into_iter().collect()
    }

    fn lower_choices(&mut self, choices: &[ast::Sequence], tag: &str) -> Option<Vec<Vec<Element>>> {
        let choices: Vec<Option<Vec<Element>>> =
            choices.iter().map(|choice| self.lower_sequence(choice, tag)).collect();
        choices.into_iter().collect()
    }

    fn lower_term(&mut self, term: &ast::Term, tag: &str) -> Option<Element> {
        Some(match &term.kind {
            TermKind::Word(word) => Element::Word(lower_word(word)),
            TermKind::Separable { prefix, verb } => {
                Element::Word(Word::Separable { particle: fold(prefix), verb: fold(verb) })
            }
            TermKind::Group(choices) => Element::OneOf(self.lower_choices(choices, tag)?),
            TermKind::Optional(choices) => Element::Optional(self.lower_choices(choices, tag)?),
            TermKind::Gap(words) => Element::Gap(*words),
            TermKind::Lexicon(name) => Element::Lexicon(self.lower_reference(name, tag)?),
            TermKind::Referred(name) => Element::Referred(self.lower_reference(name, tag)?),
            TermKind::Slot(name) => self.lower_kind(name)?,
            TermKind::Anchor(ast::Anchor::Start) => Element::Start,
            TermKind::Anchor(ast::Anchor::End) => Element::End,
        })
    }

    fn lower_reference(&mut self, name: &ast::Name, tag: &str) -> Option<LexiconId> {
        let id = self.lexicon_id(name)?;
        let info = self.env.lexicons.get(id.0 as usize)?;
        if !info.tags.contains(tag) && self.env.flat.lexicons.broken.contains(&name.text) {
            return None;
        }
        if !info.tags.contains(tag) {
            return self.tell(LexiconLacksLanguage { name: &name.text, tag, at: name.at.0 });
        }
        Some(id)
    }

    fn lower_kind(&mut self, name: &ast::Name) -> Option<Element> {
        match name.text.as_str() {
            "question" => return Some(Element::Question),
            "first" => return Some(Element::First),
            "next" => return Some(Element::Next),
            _ => {}
        }
        if let Some((_, kind)) = KINDS.iter().find(|(known, _)| *known == name.text) {
            return Some(Element::Kind(kind.clone()));
        }
        if self.env.facts.shapes.contains_key(&name.text) {
            return Some(Element::Kind(Kind::Shape(name.text.clone())));
        }
        if self.incomplete() || self.env.flat.shapes.broken.contains(&name.text) {
            return None;
        }
        let known = KINDS.iter().map(|(known, _)| *known).chain(["start", "end", "first", "next", "question"]);
        let near = near(&name.text, known.chain(self.env.facts.shapes.keys().map(String::as_str)));
        self.tell(UnknownKind { name: &name.text, near, at: name.at.0 })
    }
}

fn lower_word(word: &ast::Word) -> Word {
    let text = fold(&word.text);
    match word.form {
        WordForm::Exact => Word::Exact(text),
        WordForm::Inflected => Word::Stem(text),
        WordForm::Begins => Word::Prefix(text),
        WordForm::Ends => Word::Suffix(text),
        WordForm::Holds => Word::Infix(text),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn words_are_folded_and_keep_their_accents() {
        assert_eq!(fold("Perché"), "perché");
        assert_eq!(fold("ＦＲＥＥ"), "free");
        assert_eq!(fold("don\u{2019}t"), "don't");
    }
}
