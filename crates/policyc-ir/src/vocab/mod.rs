//! The built-in vocabulary: every fact that the program reads off a message by itself, as data.
//!
//! Policies add facts of their own (orders, buyers, purposes); nothing of a marketplace stands here. Paths of items are
//! written through their list: `message.links.href` is the field `href` of each item of `message.links`.

mod build;
mod envelope;
mod finders;
mod media;
mod style;
mod text;

use crate::{FieldOrigin, RecordType};

pub use build::names_a_policy_fills;

/// One built-in fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Its path, through lists: `message.links.href`.
    pub path: &'static str,
    /// Its type.
    pub ty: Ty,
    /// Whether it may be known not to exist.
    pub or_none: bool,
    /// [`FieldOrigin::Message`] or [`FieldOrigin::Supplied`].
    pub origin: FieldOrigin,
    /// What has to be computed for it.
    pub layer: Layer,
    /// What it is, in one line.
    pub doc: &'static str,
}

/// Types of built-in facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ty {
    /// `yes` or `no`.
    Bool,
    /// Text.
    Text,
    /// A language tag.
    Language,
    /// A URL.
    Url,
    /// A host name.
    Host,
    /// A whole number.
    Integer,
    /// An exact decimal.
    Decimal,
    /// A share.
    Percent,
    /// An amount with its currency.
    Money,
    /// A length in px.
    Length,
    /// A point in time.
    Instant,
    /// A day.
    Date,
    /// One of these names.
    Enum(&'static [&'static str]),
    /// One of these names, each written in data as the text beside it.
    EnumAs(&'static [(&'static str, &'static str)]),
    /// One of the shapes that the policy declares.
    ShapeName,
    /// One of the kinds of placeholders that the policy declares.
    PlaceholderKind,
    /// A set of these.
    Set(&'static Ty),
    /// A record; its fields are the facts below its path.
    Record,
    /// A list of records; the fields of an item are the facts below its path.
    Items,
    /// A list of records with the fields of the list at that path.
    ItemsLike(&'static str),
}

/// What the program has to compute before a fact of it is known. Each runs once a message, when first asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Keys of the case.
    Case,
    /// Header fields of the mail.
    Headers,
    /// Transfer decoding and the list of parts.
    Parts,
    /// The HTML tree with its places.
    Html,
    /// Zones, folded view, words and sentences.
    Text,
    /// Finders over the folded view: addresses, identifiers, placeholders, emoji, amounts.
    Finders,
    /// The cascade of styles and what is visible.
    Cascade,
    /// Widths, margins and break runs, after the cascade.
    Widths,
    /// Leading bytes of images and attachments.
    Bytes,
    /// Language detection.
    Language,
    /// Phone numbers.
    Phones,
    /// Spelling.
    Spelling,
    /// Text of attachments.
    AttachmentText,
}

/// How costly a layer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// At hand.
    Free,
    /// One pass over the bytes.
    OnePass,
    /// Needs tables or engines that take a while to load or to run.
    Heavy,
}

impl Layer {
    /// How costly it is.
    #[must_use]
    pub const fn class(self) -> Class {
        match self {
            Self::Case => Class::Free,
            Self::Phones | Self::Spelling | Self::AttachmentText => Class::Heavy,
            _ => Class::OnePass,
        }
    }

    /// Its name as `policyc facts` prints it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Headers => "headers",
            Self::Parts => "parts",
            Self::Html => "html",
            Self::Text => "text",
            Self::Finders => "finders",
            Self::Cascade => "cascade",
            Self::Widths => "widths",
            Self::Bytes => "bytes",
            Self::Language => "language",
            Self::Phones => "phones",
            Self::Spelling => "spelling",
            Self::AttachmentText => "attachment text",
        }
    }
}

impl Fact {
    const fn or_none(mut self) -> Self {
        self.or_none = true;
        self
    }

    const fn supplied(mut self) -> Self {
        self.origin = FieldOrigin::Supplied;
        self
    }
}

const fn fact(path: &'static str, ty: Ty, layer: Layer, doc: &'static str) -> Fact {
    Fact { path, ty, or_none: false, origin: FieldOrigin::Message, layer, doc }
}

const TABLES: [&[Fact]; 6] =
    [envelope::FACTS, text::FACTS, finders::LINKS, finders::OTHERS, media::FACTS, style::FACTS];

/// All built-in facts, by section of the vocabulary.
pub fn facts() -> impl Iterator<Item = &'static Fact> {
    TABLES.into_iter().flatten()
}

/// The built-in fact of a path (written through lists), `None` for the three fields that every item has.
#[must_use]
pub fn find(path: &str) -> Option<&'static Fact> {
    facts().find(|fact| fact.path == path)
}

/// The root record of the built-in facts: `message` and `case`. Names that policies fill (shapes, kinds of
/// placeholders) are left without members; see [`builtin_for`].
#[must_use]
pub fn builtin() -> RecordType {
    builtin_for(&[], &[])
}

/// The root record of the built-in facts for a policy with these shapes and kinds of placeholders.
#[must_use]
pub fn builtin_for(shapes: &[String], kinds: &[String]) -> RecordType {
    build::root(shapes, kinds)
}
