//! Clauses: the lines of rules, judgements, declarations, conditions and their parts.

use super::{Amount, Cond, Date, Doc, Expr, Fix, Literal, Name, Path, Quantity, StringLit, Template};
use policyc_diag::At;
use serde::Serialize;

/// A clause with its documentation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// `///` lines before it.
    pub doc: Option<Doc>,
    /// Which clause.
    pub kind: ClauseKind,
    /// From its head to its last word.
    pub at: At,
}

/// The kinds of [`Clause`]. Each item takes some of them; the parser refuses the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ClauseKind {
    /// `cites a, b`.
    Cites(Vec<Path>),
    /// `because "…"`.
    Because(StringLit),
    /// `severity warning`.
    Severity(Severity),
    /// `effective from D before D`.
    Effective(Effective),
    /// `applies when C`.
    Applies(Cond),
    /// `for each x in L where C`.
    ForEach(ForEach),
    /// `value n is …`.
    Value(ValueDef),
    /// `forbid …`.
    Forbid(Demand),
    /// `require …`.
    Require(Demand),
    /// `permit n { … }`.
    Permit(Part),
    /// `unless n { … }`.
    Unless(Part),
    /// `due by I`.
    Due(Expr),
    /// `report "…"`.
    Report(Template),
    /// `help "…"`.
    Help(Template),
    /// `fix safe …`.
    Fix(Fix),
    /// `example …`.
    Example(Example),
    /// `when C`, in parts and conditions.
    When(Cond),
    /// `asks "…"`, in judgements and declarations.
    Asks(StringLit),
    /// `decide yes when C`, in judgements.
    Decide(Decide),
    /// `lasts 365 days`, in declarations.
    Lasts(Quantity),
}

impl ClauseKind {
    /// The word with which the clause begins.
    #[must_use]
    pub fn head(&self) -> ClauseHead {
        match self {
            Self::Cites(_) => ClauseHead::Cites,
            Self::Because(_) => ClauseHead::Because,
            Self::Severity(_) => ClauseHead::Severity,
            Self::Effective(_) => ClauseHead::Effective,
            Self::Applies(_) => ClauseHead::Applies,
            Self::ForEach(_) => ClauseHead::For,
            Self::Value(_) => ClauseHead::Value,
            Self::Forbid(_) => ClauseHead::Forbid,
            Self::Require(_) => ClauseHead::Require,
            Self::Permit(_) => ClauseHead::Permit,
            Self::Unless(_) => ClauseHead::Unless,
            Self::Due(_) => ClauseHead::Due,
            Self::Report(_) => ClauseHead::Report,
            Self::Help(_) => ClauseHead::Help,
            Self::Fix(_) => ClauseHead::Fix,
            Self::Example(_) => ClauseHead::Example,
            Self::When(_) => ClauseHead::When,
            Self::Asks(_) => ClauseHead::Asks,
            Self::Decide(_) => ClauseHead::Decide,
            Self::Lasts(_) => ClauseHead::Lasts,
        }
    }
}

/// The words that begin a clause, in the order in which the formatter writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ClauseHead {
    /// `cites`
    Cites,
    /// `because`
    Because,
    /// `asks`
    Asks,
    /// `lasts`
    Lasts,
    /// `severity`
    Severity,
    /// `effective`
    Effective,
    /// `applies`
    Applies,
    /// `for`
    For,
    /// `value`
    Value,
    /// `when`
    When,
    /// `decide`
    Decide,
    /// `forbid`
    Forbid,
    /// `require`
    Require,
    /// `permit`
    Permit,
    /// `unless`
    Unless,
    /// `due`
    Due,
    /// `report`
    Report,
    /// `help`
    Help,
    /// `fix`
    Fix,
    /// `example`
    Example,
}

impl ClauseHead {
    /// All heads, in the formatter's order.
    pub const ALL: [Self; 20] = [
        Self::Cites,
        Self::Because,
        Self::Asks,
        Self::Lasts,
        Self::Severity,
        Self::Effective,
        Self::Applies,
        Self::For,
        Self::Value,
        Self::When,
        Self::Decide,
        Self::Forbid,
        Self::Require,
        Self::Permit,
        Self::Unless,
        Self::Due,
        Self::Report,
        Self::Help,
        Self::Fix,
        Self::Example,
    ];

    /// The word itself.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Cites => "cites",
            Self::Because => "because",
            Self::Asks => "asks",
            Self::Lasts => "lasts",
            Self::Severity => "severity",
            Self::Effective => "effective",
            Self::Applies => "applies",
            Self::For => "for",
            Self::Value => "value",
            Self::When => "when",
            Self::Decide => "decide",
            Self::Forbid => "forbid",
            Self::Require => "require",
            Self::Permit => "permit",
            Self::Unless => "unless",
            Self::Due => "due",
            Self::Report => "report",
            Self::Help => "help",
            Self::Fix => "fix",
            Self::Example => "example",
        }
    }
}

/// A clause or an item that could not be read: one diagnostic tells of it, nothing else should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broken {
    /// The clause's head, if it was a known one.
    pub head: Option<ClauseHead>,
    /// The name that it would have introduced, if that could be read.
    pub name: Option<Name>,
    /// The whole piece.
    pub at: At,
}

/// How grave a violation of the rule is; without the clause an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Counts, and is probably wrong.
    Warning,
    /// A remark that blocks nothing.
    Advice,
}

/// `from D before D`: half-open; at least one end is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effective {
    /// First day.
    pub from: Option<Date>,
    /// First day that no longer counts.
    pub before: Option<Date>,
    /// The whole clause.
    pub at: At,
}

/// `for each link in message.links where …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForEach {
    /// What an item is called.
    pub item: Name,
    /// The list.
    pub list: Path,
    /// Which items are looked at.
    pub filter: Option<Cond>,
}

/// `for image in message.images`, the parameter of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Over {
    /// What an item is called.
    pub item: Name,
    /// The list.
    pub list: Path,
    /// Both.
    pub at: At,
}

/// `n is AMOUNT`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueDef {
    /// What it is called.
    pub name: Name,
    /// What it is.
    pub amount: Amount,
}

/// What `forbid` and `require` take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Demand {
    /// A condition.
    Cond(Cond),
    /// A named part.
    Part(Part),
}

/// A named condition with its own citation: `warranty { cites x  when y }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Its name.
    pub name: Name,
    /// `cites`, `because`, `effective`, `when`, `report`, `help`.
    pub clauses: Vec<Clause>,
    /// What could not be read.
    pub broken: Vec<Broken>,
    /// Name and braces.
    pub at: At,
}

/// `decide yes when C`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decide {
    /// The answer.
    pub answer: Answer,
    /// When it is given.
    pub when: Cond,
}

/// What a judgement answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// A person must say.
    Unsure,
}

/// `example violates in "it" html "…" with …`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Example {
    /// What is expected.
    pub outcome: Outcome,
    /// Where that stands.
    pub outcome_at: At,
    /// The language of the text.
    pub language: Option<StringLit>,
    /// Whether the text is HTML.
    pub html: bool,
    /// The body.
    pub text: Option<StringLit>,
    /// How the case differs from the sample.
    pub with: Vec<Assign>,
}

/// What an example expects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// A violation.
    Violates,
    /// Compliant, exempt, or a loop over nothing.
    Complies,
    /// Exempt by the exception of this name.
    Exempt(Name),
    /// The rule does not apply, or is not yet due.
    NotApplicable,
    /// Facts are missing.
    Undetermined,
    /// A person must judge.
    Review,
    /// A judgement's answer.
    Answer(Answer),
}

/// One difference of an example or a sample: `order.status is open`, `order.returns has { … }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Assign {
    /// Which fact.
    pub path: Path,
    /// How it is set.
    pub assignment: Assignment,
    /// The whole.
    pub at: At,
}

/// How [`Assign`] sets a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Assignment {
    /// `is V`: it is exactly this.
    Is(Literal),
    /// `has { … }`: this entry is added.
    Has(Literal),
}
