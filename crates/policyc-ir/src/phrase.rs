//! Phrases of lexicons: patterns over words (syntax reference, "Phrases").

use policyc_diag::At;
use serde::{Deserialize, Serialize};

/// Index of a [`crate::Lexicon`] in its policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LexiconId(pub u32);

/// One line of a lexicon: one sequence, or two that may come in either order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The phrase as its editor wrote it.
    pub text: String,
    /// The only sequence, or the one left of `&N`.
    pub first: Vec<Element>,
    /// `&N second`: the other sequence and how many words may lie between.
    pub and: Option<(u8, Vec<Element>)>,
    /// Where the string stands.
    pub at: At,
}

impl Phrase {
    /// Visits every lexicon that the phrase refers to, in the order of the text.
    pub fn each_lexicon(&self, visit: &mut dyn FnMut(LexiconId)) {
        self.each_element(&mut |element| {
            if let Element::Lexicon(id) | Element::Referred(id) = element {
                visit(*id);
            }
        });
    }

    /// Visits every written word of the phrase, in the order of the text.
    pub fn each_word(&self, visit: &mut dyn FnMut(&Word)) {
        self.each_element(&mut |element| {
            if let Element::Word(word) = element {
                visit(word);
            }
        });
    }

    /// Visits every step, those inside choices included, in the order of the text.
    fn each_element(&self, visit: &mut dyn FnMut(&Element)) {
        each_element(&self.first, visit);
        self.and.iter().for_each(|(_, second)| each_element(second, visit));
    }
}

fn each_element(elements: &[Element], visit: &mut dyn FnMut(&Element)) {
    for element in elements {
        visit(element);
        if let Element::OneOf(options) | Element::Optional(options) = element {
            options.iter().for_each(|option| each_element(option, visit));
        }
    }
}

/// A step of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Element {
    /// One word of the text.
    Word(Word),
    /// `(a b|c)`: one of these sequences.
    OneOf(#[serde(deserialize_with = "crate::depth::bounded")] Vec<Vec<Element>>),
    /// `[a|b c]`: one of these sequences, or nothing.
    Optional(#[serde(deserialize_with = "crate::depth::bounded")] Vec<Vec<Element>>),
    /// `..N`: up to N words.
    Gap(u8),
    /// `{name}`: whatever that lexicon meets in the same language.
    Lexicon(LexiconId),
    /// `{name or it}`: the same, or a pronoun of the language behind such a match.
    Referred(LexiconId),
    /// `<number>` and its kin.
    Kind(Kind),
    /// `<first>`: the beginning of a sentence.
    First,
    /// `<next>`: the beginning of the next sentence.
    Next,
    /// `<start>` of a clause (or of a sentence).
    Start,
    /// `<end>` of a clause (or of a sentence).
    End,
    /// `<question>`: the end of a sentence that closes with a question mark.
    Question,
}

/// How a written word meets a word of the text. The texts are folded (NFKC, case); accents stay: an unaccented letter
/// also meets the accented one, an accented one only itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Word {
    /// `word`.
    Exact(String),
    /// `word~`: any inflected form by the language's stemmer, also without a clitic ending.
    Stem(String),
    /// `word*`.
    Prefix(String),
    /// `*word`.
    Suffix(String),
    /// `*word*`.
    Infix(String),
    /// `pre+word`: a separable verb.
    Separable {
        /// The particle, `ab`.
        particle: String,
        /// The verb's infinitive, `geben`.
        verb: String,
    },
}

/// A kind of token in a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Digits or a number word.
    Number,
    /// An amount with a currency.
    Money,
    /// A share with its sign.
    Percent,
    /// A day.
    Date,
    /// A web link.
    Link,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A template's hole.
    Placeholder,
    /// An identifier of a declared shape.
    Shape(String),
}
