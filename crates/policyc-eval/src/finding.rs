//! What comes out of a run: one finding an item and part, with why, where and what is missing.

use crate::{Atom, Mend};
use policyc_diag::{At, Span};
use policyc_ir::{Citation, Severity};
use serde::Serialize;

/// What a rule says of one item (semantics, table 3.1). Ordered by weight: the greatest is what a rule comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The rule does not bear on it, or is not yet due.
    #[default]
    NotApplicable,
    /// In order.
    Compliant,
    /// An exception lets it pass.
    Exempt,
    /// A person must judge.
    Review,
    /// A fact is missing.
    Undetermined,
    /// The rule is broken.
    Violation,
}

impl Outcome {
    /// The join: what two outcomes come to together.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        self.max(other)
    }

    /// Whether it is reported without being asked for.
    #[must_use]
    pub fn is_reported(self) -> bool {
        self >= Self::Review
    }

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Compliant => "compliant",
            Self::Exempt => "exempt",
            Self::Review => "review",
            Self::Undetermined => "undetermined",
            Self::Violation => "violation",
        }
    }
}

/// What a message comes to under a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Nothing against it.
    Compliant,
    /// A person must judge.
    Review,
    /// A fact is missing.
    Undetermined,
    /// A rule of severity error or warning is broken.
    Violation,
}

impl Verdict {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compliant => "compliant",
            Self::Review => "review",
            Self::Undetermined => "undetermined",
            Self::Violation => "violation",
        }
    }
}

/// How a run reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Also what is compliant, not applicable or exempt.
    pub all_outcomes: bool,
    /// How many findings of one rule are shown; the rest are counted in [`Finding::more`] of the last one.
    pub findings_a_rule: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { all_outcomes: false, findings_a_rule: 100 }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule or declaration, or `label-against-reading`, `unread-parts`, `no-edition`.
    pub rule: String,
    /// The part of a `forbid` or `require` that has parts.
    pub part: Option<String>,
    /// The item of `for each`, as proofs and atoms call it: `message.links["https://x.example/"]`.
    pub item: Option<String>,
    /// What comes out.
    pub outcome: Outcome,
    /// How grave.
    pub severity: Severity,
    /// The clauses it rests on: the part's, else the rule's.
    pub clauses: Vec<Citation>,
    /// The report text, filled in.
    pub message: String,
    /// The help text, filled in.
    pub help: Option<String>,
    /// A remark on the outcome: `not due before 3 May 2024 …`, `applies: not known`.
    pub note: Option<String>,
    /// Where it shows, sorted; empty where something is missing.
    pub spans: Vec<Evidence>,
    /// All exceptions of the rule.
    pub exceptions: Vec<Consulted>,
    /// All permits of the rule.
    pub permits: Vec<Consulted>,
    /// The smallest set of unknown things that decides it, in order of their names.
    pub missing: Vec<Atom>,
    /// Whether `missing` is surely the smallest.
    pub exact: bool,
    /// The texts looked through in vain.
    pub searched: Vec<String>,
    /// Readings that a label overruled.
    pub overruled: Vec<Overruled>,
    /// The branch of the template, where it has some.
    pub branch: Option<String>,
    /// Facts that were assumed (`taken as`), where the outcome leans on them.
    pub assumed: Vec<String>,
    /// How it can be mended, by the `fix` clauses of the rule; of violations alone.
    pub mends: Vec<Mend>,
    /// The rule's own place in the policy's source.
    pub rule_at: At,
    /// How many further findings this rule has that are not shown.
    pub more: usize,
}

impl Finding {
    /// A finding that says nothing yet: not applicable, without reasons.
    #[must_use]
    pub fn new(rule: impl Into<String>, severity: Severity, rule_at: At) -> Self {
        Self {
            rule: rule.into(),
            part: None,
            item: None,
            outcome: Outcome::NotApplicable,
            severity,
            clauses: Vec::new(),
            message: String::new(),
            help: None,
            note: None,
            spans: Vec::new(),
            exceptions: Vec::new(),
            permits: Vec::new(),
            missing: Vec::new(),
            exact: true,
            searched: Vec::new(),
            overruled: Vec::new(),
            branch: None,
            assumed: Vec::new(),
            mends: Vec::new(),
            rule_at,
            more: 0,
        }
    }
}

/// A place that shows something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// The bytes.
    pub span: Span,
    /// Whether they are the thing itself or explain it.
    pub role: Role,
}

/// What a span is to its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The thing itself.
    Main,
    /// What explains it: the sentence, the start tag, the selector.
    Also,
}

/// An exception or a permit that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consulted {
    /// Its name.
    pub name: String,
    /// Whether it holds.
    pub outcome: Answered,
    /// Where it does not: its first failing condition in words; where unknown: what is missing.
    pub why: String,
    /// The place of that condition.
    pub why_at: Option<At>,
    /// Of an exception out of force that would have held: `would have been exempt before 1 April 2024`.
    pub note: Option<String>,
    /// The clauses it rests on.
    pub clauses: Vec<Citation>,
}

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Answered {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// Not known.
    Unknown,
}

impl From<crate::Truth> for Answered {
    fn from(truth: crate::Truth) -> Self {
        match truth {
            crate::Truth::True => Self::Yes,
            crate::Truth::False => Self::No,
            crate::Truth::Unknown => Self::Unknown,
        }
    }
}

/// A sure reading that a label overruled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overruled {
    /// The judgement.
    pub label: String,
    /// What the label says.
    pub value: bool,
    /// What the machine had read.
    pub reading: bool,
    /// Who signed.
    pub by: Option<String>,
    /// When.
    pub at: Option<String>,
    /// The signer's note.
    pub note: Option<String>,
    /// What the reading rests on.
    pub spans: Vec<Evidence>,
}

/// What findings come to: the first of violation, undetermined, review that any of severity error or warning has.
#[must_use]
pub fn verdict(findings: &[Finding]) -> Verdict {
    let counted = findings.iter().filter(|finding| finding.severity != Severity::Advice);
    let worst = counted.map(|finding| finding.outcome).max().unwrap_or_default();
    match worst {
        Outcome::Violation => Verdict::Violation,
        Outcome::Undetermined => Verdict::Undetermined,
        Outcome::Review => Verdict::Review,
        Outcome::Exempt | Outcome::Compliant | Outcome::NotApplicable => Verdict::Compliant,
    }
}
