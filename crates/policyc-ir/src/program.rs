//! Policies after flattening: everything a run needs, nothing to be looked up elsewhere.

use crate::{
    Cond, ConditionId, Date, Duration, Expr, Fix, JudgementId, LexiconId, Literal, LocalId, Path, Phrase, Rational,
    RecordType, SetId, Shared, Slot, Type, ValueId,
};
use policyc_diag::At;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All policies of a run, with the texts they came from (spans count in these, by position).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// Name and text of each policy file; a span's `SourceId(n)` is the n-th.
    pub sources: Vec<SourceText>,
    /// The policies, partial ones left out, by order of the files.
    pub policies: Vec<Policy>,
    /// Partial policies, flattened too: never chosen, but examples that stand in them are run in them. Their citations
    /// are bare slugs, since no document is in force.
    #[serde(default)]
    pub partials: Vec<Policy>,
}

/// A policy file as it was compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    /// Its path as given.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// One policy, flattened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// `shop.us`.
    pub name: String,
    /// The `///` text.
    pub doc: String,
    /// The policies it extends, nearest first; the last one is the root of its family.
    pub lineage: Vec<String>,
    /// The document its slugs cite (`us`), if any.
    pub document: Option<String>,
    /// The edition's label.
    pub edition: Option<String>,
    /// IANA name of its time zone.
    pub timezone: Option<String>,
    /// Languages it serves.
    pub serves: Vec<String>,
    /// When it applies (always, if none).
    pub applies: Option<Cond>,
    /// When it is in force.
    pub effective: Interval,
    /// Policies that go before it where both apply (those that extend them too).
    pub yields_to: Vec<String>,
    /// What its sample case says, as `path is literal`.
    pub sample: Vec<Assign>,
    /// Types of all facts: built-in, declared and attributes merged into one record, and what fills them.
    pub schema: Shared<Schema>,
    /// Named sets.
    pub sets: Vec<SetItem>,
    /// Named constants.
    pub values: Vec<ValueItem>,
    /// Named conditions.
    pub conditions: Vec<Condition>,
    /// Lexicons, one entry a name, all languages in it.
    pub lexicons: Shared<Vec<Shared<Lexicon>>>,
    /// Language data by tag.
    pub languages: Shared<BTreeMap<String, Language>>,
    /// Judgements.
    pub judgements: Vec<Judgement>,
    /// Rules in flattened order.
    pub rules: Vec<Rule>,
    /// Declarations asked of the seller.
    pub declarations: Vec<Declaration>,
    /// Clauses accounted for without a rule.
    pub unenforced: Vec<Unenforced>,
    /// Where its header stands.
    pub at: At,
}

/// `from … before …`, half-open, in days of the policy's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub from: Option<Date>,
    /// First day that is no more in it.
    pub before: Option<Date>,
}

/// What facts there are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Schema {
    /// The root record: `message`, `order`, `case` …
    pub root: RecordType,
    /// Attribute joins: list path, source under `declared`, key field.
    pub attributes: Vec<Attributes>,
    /// Shapes of identifiers by name: templates in which `9` is a digit, `A` a letter, `-` a dash.
    pub shapes: BTreeMap<String, Vec<String>>,
    /// How templates write their holes.
    pub placeholders: Placeholders,
}

/// `attributes of x in L from declared.D by k`: fields that `declared` adds to items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attributes {
    /// The list, `["message", "links"]`.
    pub list: Vec<String>,
    /// The source, `["declared", "links"]`.
    pub from: Vec<String>,
    /// The joining field, `href`.
    pub by: String,
    /// The added fields.
    pub fields: RecordType,
}

/// A `placeholders` item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Placeholders {
    /// Forms such as `{{…}}`; `…` stands for the name, `TEXT` for words shown.
    pub written: Vec<String>,
    /// Pairs that open and close a conditional block.
    pub branch: Vec<String>,
    /// Names of placeholders by kind (`order_id`, `link` …).
    pub kinds: BTreeMap<String, Vec<String>>,
}

/// `set NAME of T { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetItem {
    /// Its name.
    pub name: String,
    /// Type of its members.
    pub of: Type,
    /// Members in order.
    pub members: Vec<String>,
    /// Where.
    pub at: At,
}

/// `value NAME is …` at top level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueItem {
    /// Its name.
    pub name: String,
    /// What it is.
    pub expr: Expr,
    /// Why, if the number is the policy's own.
    pub because: Option<String>,
    /// Where.
    pub at: At,
}

/// `condition NAME [for x in L] { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Its name.
    pub name: String,
    /// The parameter's name, if it is asked of an item (slot 0).
    pub parameter: Option<String>,
    /// What it tests.
    pub when: Cond,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// The `///` text.
    pub doc: String,
    /// Where.
    pub at: At,
}

/// A lexicon with its entries in each language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Its name.
    pub name: String,
    /// Entries by language tag.
    pub languages: BTreeMap<String, Shared<LexiconEntries>>,
}

/// The lines of a lexicon in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct LexiconEntries {
    /// Phrases.
    pub phrases: Vec<Phrase>,
    /// What takes a match back.
    pub except: Vec<Phrase>,
    /// Texts it has to meet, with their places.
    pub hits: Vec<(String, At)>,
    /// Texts it must not meet.
    pub misses: Vec<(String, At)>,
    /// The `///` text.
    pub doc: String,
    /// Where.
    pub at: At,
}

/// `language TAG { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Language {
    /// Name of the stemming algorithm.
    pub stems: Option<String>,
    /// Endings that may follow a verb.
    pub clitics: Vec<String>,
    /// Beginnings that are cut off as words of their own (`l'`).
    pub elisions: Vec<String>,
    /// Words that deny, before.
    pub negators: Vec<Phrase>,
    /// Words that deny, behind.
    pub negators_after: Vec<Phrase>,
    /// How many words a negator reaches.
    pub reach: u8,
    /// Sequences that only look like denying.
    pub not_negating: Vec<Phrase>,
    /// Words around which clauses end.
    pub breaks: Vec<Phrase>,
    /// What denies all that follows it in its sentence.
    pub disowns: Vec<Phrase>,
    /// What denies all that precedes it in its sentence.
    pub disowns_after: Vec<Phrase>,
    /// What, at the beginning of a clause, ends a denial by `disowns`.
    pub resumes: Vec<Phrase>,
    /// What gives the words in quotation marks behind it to somebody else.
    pub quoting: Vec<Phrase>,
    /// What gives the words in quotation marks before it to somebody else.
    pub quoting_after: Vec<Phrase>,
    /// Words that stand for what was said before.
    pub pronouns: Vec<Phrase>,
    /// Words after whose dot no sentence ends.
    pub abbreviations: Vec<String>,
}

impl Language {
    /// Every list of phrases, to walk over them.
    #[must_use]
    pub fn phrase_lists(&self) -> [&[Phrase]; 10] {
        [
            &self.negators,
            &self.negators_after,
            &self.not_negating,
            &self.breaks,
            &self.disowns,
            &self.disowns_after,
            &self.resumes,
            &self.quoting,
            &self.quoting_after,
            &self.pronouns,
        ]
    }
}

/// A cited clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Full id, `us.external-links`.
    pub clause: String,
    /// Section path in the document, if a lock is at hand.
    pub section: Option<String>,
    /// The clause in the lock's own words, if given there.
    pub title: Option<String>,
    /// Where it is cited.
    pub at: At,
}

/// A judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Its name, a label.
    pub name: String,
    /// The question for a person.
    pub asks: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// Readings in order; the first that holds answers, else no.
    pub decides: Vec<Decide>,
    /// Examples.
    pub examples: Vec<Example>,
    /// The `///` text.
    pub doc: String,
    /// Where.
    pub at: At,
}

/// `decide ANSWER when …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decide {
    /// The answer.
    pub answer: Answer,
    /// When.
    pub when: Cond,
    /// Where.
    pub at: At,
}

/// Answers of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// For a person.
    Unsure,
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// The `///` text.
    pub doc: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// The house's own reason.
    pub because: Option<String>,
    /// How grave.
    pub severity: Severity,
    /// When it is in force.
    pub effective: Interval,
    /// When it applies (always, if none).
    pub applies: Option<Cond>,
    /// The list it runs over.
    pub for_each: Option<ForEach>,
    /// Its own named values.
    pub values: Vec<LocalValue>,
    /// What it demands.
    pub form: Form,
    /// What exempts from it.
    pub exceptions: Vec<Part>,
    /// When the demand falls due.
    pub due: Option<Expr>,
    /// What a finding says.
    pub report: Template,
    /// What to do.
    pub help: Option<Template>,
    /// How a message can be mended, in the order in which it is tried.
    pub fixes: Vec<Fix>,
    /// Examples.
    pub examples: Vec<Example>,
    /// The policy it comes from, and those that amended it, in order.
    pub origin: Vec<String>,
    /// Where it stands.
    pub at: At,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks.
    Error,
    /// Ought to be mended.
    Warning,
    /// A remark; in no verdict.
    Advice,
}

impl Severity {
    /// Its name, as policies and reports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// `for each x in L where c`; the item is slot 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForEach {
    /// The item's name.
    pub name: String,
    /// The list.
    pub list: Path,
    /// Which items.
    pub filter: Option<Cond>,
}

/// A `value` clause of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalValue {
    /// Its name.
    pub name: String,
    /// What it is.
    pub expr: Expr,
    /// Where.
    pub at: At,
}

/// What a rule demands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// `forbid C`.
    Forbid(Cond),
    /// `require C`.
    Require(Cond),
    /// Each part that holds is a finding.
    ForbidParts(Vec<Part>),
    /// Each part that fails is a finding.
    RequireParts(Vec<Part>),
    /// In order if one holds.
    Permit(Vec<Part>),
}

/// A named part, permit or exception.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it rests on; if empty, what its rule rests on.
    pub cites: Vec<Citation>,
    /// The house's own reason.
    pub because: Option<String>,
    /// When it is in force.
    pub effective: Interval,
    /// Its condition.
    pub when: Cond,
    /// What it says instead of the rule.
    pub report: Option<Template>,
    /// What to do instead of what the rule says.
    pub help: Option<Template>,
    /// The `///` text.
    pub doc: String,
    /// Where.
    pub at: At,
}

/// Text with values in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Template(pub Vec<Piece>);

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// A fact or a field.
    Path(Path),
    /// A value of the rule.
    Local(LocalId),
    /// A value of the policy.
    Value(ValueId),
    /// The names of the parts that failed.
    Missing,
}

/// A declaration asked of the seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declaration {
    /// Its name.
    pub name: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// What is to be declared.
    pub asks: String,
    /// For how long it holds (for ever, if none).
    pub lasts: Option<Duration>,
    /// The `///` text.
    pub doc: String,
    /// Where.
    pub at: At,
}

/// `unenforced a, b because "…"`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unenforced {
    /// The clauses.
    pub cites: Vec<Citation>,
    /// Why.
    pub because: String,
    /// Where.
    pub at: At,
}

/// An example of a rule or a judgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// What has to come out.
    pub expected: Expected,
    /// `in "it"`: the message's language.
    pub language: Option<String>,
    /// The body.
    pub body: Option<Body>,
    /// What differs from the sample.
    pub with: Vec<Assign>,
    /// The policy file in whose policy it is run (where it stands).
    pub policy: String,
    /// Where.
    pub at: At,
}

/// Body of an example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// HTML.
    Html(String),
}

/// What an example expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    /// A violation.
    Violates,
    /// Compliant, exempt, or a loop over nothing.
    Complies,
    /// Exempt by this exception.
    Exempt(String),
    /// The rule does not apply, or is not yet due.
    NotApplicable,
    /// A fact is missing.
    Undetermined,
    /// For a person.
    Review,
    /// A judgement's answer.
    Answers(Answer),
}

/// One `path is literal` or `path has { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assign {
    /// The path; for an attribute of all items the item's name and the field (`["link", "necessary"]`).
    pub path: Vec<String>,
    /// Attribute without an instance: declared of every item of this list.
    pub every_item_of: Option<Vec<String>>,
    /// `has` appends, `is` sets.
    pub appends: bool,
    /// The value.
    pub value: Literal,
    /// Where.
    pub at: At,
}

impl Policy {
    /// The lexicon of an id.
    #[must_use]
    pub fn lexicon(&self, id: LexiconId) -> Option<&Lexicon> {
        self.lexicons.get(id.0 as usize).map(|lexicon| &**lexicon)
    }

    /// The set of an id.
    #[must_use]
    pub fn set(&self, id: SetId) -> Option<&SetItem> {
        self.sets.get(id.index())
    }

    /// The condition of an id.
    #[must_use]
    pub fn condition(&self, id: ConditionId) -> Option<&Condition> {
        self.conditions.get(id.index())
    }

    /// The judgement of an id.
    #[must_use]
    pub fn judgement(&self, id: JudgementId) -> Option<&Judgement> {
        self.judgements.get(id.index())
    }

    /// The value of an id.
    #[must_use]
    pub fn value(&self, id: ValueId) -> Option<&ValueItem> {
        self.values.get(id.index())
    }

    /// A named number, such as `language-confidence`, if the policy has it.
    #[must_use]
    pub fn named_number(&self, name: &str) -> Option<Rational> {
        let item = self.values.iter().find(|value| value.name == name)?;
        match &item.expr.kind {
            crate::ExprKind::Literal(Literal::Number(number)) => Some(*number),
            _ => None,
        }
    }
}

/// Slot of the item of `for each`, and of a condition's parameter.
pub const ITEM: Slot = Slot(0);
