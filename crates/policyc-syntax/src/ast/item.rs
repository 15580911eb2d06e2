//! Items: what a file declares.

use super::{
    Amount, Assign, Broken, Clause, ClauseHead, Cond, Doc, Literal, Name, Number, Over, Path, Phrase, StringLit,
};
use policyc_diag::At;
use serde::Serialize;

/// An item with its documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Which item.
    pub kind: ItemKind,
    /// From its head to its end.
    pub at: At,
}

/// The kinds of [`Item`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ItemKind {
    /// `facts …`
    Facts(Facts),
    /// `attributes …`
    Attributes(Attributes),
    /// `shape …`
    Shape(Shape),
    /// `set …`
    Set(Set),
    /// `value …`
    Value(ValueItem),
    /// `condition …`
    Condition(Condition),
    /// `sample …`
    Sample(Sample),
    /// `lexicon …`
    Lexicon(Lexicon),
    /// `language …`
    Language(Language),
    /// `placeholders …`
    Placeholders(Placeholders),
    /// `judgement …`
    Judgement(Judgement),
    /// `rule …`
    Rule(Rule),
    /// `declaration …`
    Declaration(Declaration),
    /// `unenforced …`
    Unenforced(Unenforced),
    /// `remove …`
    Remove(Remove),
    /// `replace …`
    Replace(Replace),
    /// `amend …`
    Amend(Amend),
    /// An item that could not be read; `name` is what it would have declared, if that much was clear.
    Broken(BrokenItem),
}

/// An item that could not be read: one diagnostic tells of it, nothing else should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BrokenItem {
    /// What kind of thing it would have declared, if that was clear.
    pub kind: Option<NamedKind>,
    /// Its name, if that could be read.
    pub name: Option<Name>,
}

/// The kinds of item that have a name and can be amended, replaced or removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NamedKind {
    /// `rule`
    Rule,
    /// `judgement`
    Judgement,
    /// `condition`
    Condition,
    /// `set`
    Set,
    /// `value`
    Value,
    /// `lexicon`
    Lexicon,
    /// `declaration`
    Declaration,
}

impl NamedKind {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Rule, Self::Judgement, Self::Condition, Self::Set, Self::Value, Self::Lexicon, Self::Declaration];

    /// The word itself.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Judgement => "judgement",
            Self::Condition => "condition",
            Self::Set => "set",
            Self::Value => "value",
            Self::Lexicon => "lexicon",
            Self::Declaration => "declaration",
        }
    }
}

/// `facts order: { … } or none`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facts {
    /// The first name of the paths.
    pub name: Name,
    /// What it is.
    pub ty: Type,
}

/// A type with what may be added to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Type {
    /// The type itself.
    pub base: BaseType,
    /// Whether `or none` follows.
    pub or_none: bool,
    /// What an unknown fact is taken as.
    pub taken: Option<Taken>,
    /// All of it.
    pub at: At,
}

/// A type itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BaseType {
    /// Which.
    pub kind: BaseTypeKind,
    /// Where.
    pub at: At,
}

/// The kinds of [`BaseType`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum BaseTypeKind {
    /// `{ field: type … }`.
    Record(Vec<FieldDecl>),
    /// `list of T`.
    List(Box<BaseType>),
    /// `set of T`.
    Set(Box<BaseType>),
    /// `one of a, b`.
    OneOf(Vec<EnumValue>),
    /// `text`, `instant`, … or a shape.
    Named(Name),
}

/// A field of a record type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldDecl {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: Type,
    /// Both.
    pub at: At,
}

/// A value of `one of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnumValue {
    /// What policies call it.
    pub name: Name,
    /// What cases call it, where that differs.
    pub alias: Option<StringLit>,
}

/// `taken as V when C`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The value.
    pub value: Literal,
    /// When.
    pub when: Cond,
    /// All of it.
    pub at: At,
}

/// `attributes of link in message.links from declared.links by href { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attributes {
    /// What an item is called.
    pub item: Name,
    /// The list that is read off the message.
    pub list: Path,
    /// The list of what a person knows.
    pub from: Path,
    /// The field by which they are joined.
    pub by: Name,
    /// What is added.
    pub fields: Vec<FieldDecl>,
}

/// `shape order-id { "999-9999999-9999999" }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// Its name.
    pub name: Name,
    /// `9` any digit, `A` any letter, `-` any dash.
    pub patterns: Vec<StringLit>,
}

/// `set marketplace-sites of host { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Set {
    /// Its name.
    pub name: Name,
    /// Of what.
    pub of: SetKind,
    /// Its members.
    pub members: Vec<StringLit>,
}

/// What a [`Set`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SetKind {
    /// Hosts.
    Host,
    /// Texts.
    Text,
    /// Days, as strings.
    Date,
}

/// `value n is 1 day because "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueItem {
    /// Its name.
    pub name: Name,
    /// What it is.
    pub amount: Amount,
    /// Why, where the number is our own.
    pub because: Option<StringLit>,
}

/// `condition tiny for image in message.images { when … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Its name.
    pub name: Name,
    /// Its parameter.
    pub over: Option<Over>,
    /// `cites`, `because`, `when`.
    pub clauses: Vec<Clause>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// `sample ordinary-order { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Its name.
    pub name: Name,
    /// The facts.
    pub assigns: Vec<Assign>,
}

/// `lexicon asks-review in en { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lexicon {
    /// Its name, the same in every language.
    pub name: Name,
    /// The language tag.
    pub language: Name,
    /// Phrases and examples.
    pub entries: Vec<LexiconEntry>,
    /// Phrases that could not be read.
    pub broken: Vec<Broken>,
}

/// An entry of a lexicon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LexiconEntry {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// What it is for.
    pub role: LexiconRole,
    /// The string.
    pub text: StringLit,
    /// Its phrase: for [`LexiconRole::Phrase`] and [`LexiconRole::Except`] always, else never.
    pub phrase: Option<Phrase>,
    /// Head and string.
    pub at: At,
}

/// What a [`LexiconEntry`] is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LexiconRole {
    /// Meets.
    Phrase,
    /// A match that overlaps it is none.
    Except,
    /// A text that is met.
    Hits,
    /// A text that is not.
    Misses,
}

/// `language en { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Language {
    /// The language tag.
    pub tag: Name,
    /// Its lines.
    pub entries: Vec<LanguageEntry>,
}

/// A line of [`Language`]: `negators "not" "never"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageEntry {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// `stems`, `negators`, …
    pub field: Name,
    /// What it is set to.
    pub words: LanguageWords,
    /// All of it.
    pub at: At,
}

/// What a [`LanguageEntry`] holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum LanguageWords {
    /// Words or phrases; one or more.
    Phrases(Vec<PhraseText>),
    /// `reach 6`.
    Number(Number),
    /// `stems english`.
    Name(Name),
}

/// A string that may be a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PhraseText {
    /// The string.
    pub text: StringLit,
    /// Its phrase, in lines that hold phrases, such as `negators`.
    pub phrase: Option<Phrase>,
}

/// `placeholders { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placeholders {
    /// Its lines.
    pub entries: Vec<PlaceholderEntry>,
}

/// A line of [`Placeholders`]: `order_id "order_id" "order.id"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaceholderEntry {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// `written`, `branch`, or the kind of placeholder.
    pub kind: Name,
    /// How it is written.
    pub patterns: Vec<StringLit>,
    /// All of it.
    pub at: At,
}

/// `judgement review_request { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Its name, which is a label's.
    pub name: Name,
    /// `cites`, `because`, `asks`, `decide`, `example`.
    pub clauses: Vec<Clause>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// `rule external-links { … }`. Without `broken` entries it has one `report` and exactly one form: one `forbid`, one
/// `require`, parts of `forbid`, parts of `require`, or permits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Its name.
    pub name: Name,
    /// Its clauses in order.
    pub clauses: Vec<Clause>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// `declaration review-before-reply { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Declaration {
    /// Its name.
    pub name: Name,
    /// `cites`, `because`, `asks`, `lasts`.
    pub clauses: Vec<Clause>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// `unenforced a, b because "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unenforced {
    /// The clauses.
    pub cites: Vec<Path>,
    /// Why.
    pub because: StringLit,
}

/// `remove rule n because "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remove {
    /// What kind of thing.
    pub kind: NamedKind,
    /// Its name.
    pub name: Name,
    /// The language, for lexicons.
    pub language: Option<Name>,
    /// Why.
    pub because: StringLit,
}

/// `replace rule n { … }`: the whole new item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replace {
    /// A rule, judgement, condition, set, value, lexicon or declaration.
    pub item: Box<ItemKind>,
    /// The new item without `replace`.
    pub item_at: At,
}

/// `amend rule n { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Amend {
    /// What kind of thing.
    pub kind: NamedKind,
    /// Its name.
    pub name: Name,
    /// The language, for lexicons.
    pub language: Option<Name>,
    /// The changes in order.
    pub changes: Vec<Change>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// One change of an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Which.
    pub kind: ChangeKind,
    /// From `add`, `replace` or `remove` to the end.
    pub at: At,
}

/// The kinds of [`Change`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ChangeKind {
    /// `add CLAUSE`.
    AddClause(Clause),
    /// `add ENTRY`, in lexicons and sets.
    AddEntry(Entry),
    /// `replace CLAUSE`.
    ReplaceClause(Clause),
    /// `remove … because "…"`.
    Remove {
        /// What goes.
        target: RemoveTarget,
        /// Why.
        because: StringLit,
    },
}

/// An entry of a lexicon or a member of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Entry {
    /// Of a lexicon.
    Lexicon(LexiconEntry),
    /// Of a set.
    Member(StringLit),
}

/// What `remove` names inside an amendment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum RemoveTarget {
    /// `remove severity`, `remove unless warranty`, `remove cites a, b`, `remove example "…"`.
    Clause {
        /// Which clause.
        head: ClauseHead,
        /// The part, value or outcome.
        name: Option<Name>,
        /// The citations.
        paths: Vec<Path>,
        /// The example's text.
        text: Option<StringLit>,
    },
    /// `remove "…"`, `remove except "…"`: a lexicon's entry or a set's member.
    Entry {
        /// Which entry; a set's member is [`LexiconRole::Phrase`].
        role: LexiconRole,
        /// Its text.
        text: StringLit,
    },
}
