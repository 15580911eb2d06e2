//! What the `fix` clauses of a rule come to for one finding. Nothing is changed here: the message crate writes, and whoever
//! applies a mend judges anew.

use policyc_diag::{At, Span};
use policyc_ir::{FixAction, FixScope};

/// A `fix` clause whose `when` holds, with what it reads filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// Whether it may be applied without a person looking at it.
    pub safe: bool,
    /// The clause as it is written.
    pub clause: String,
    /// What is done.
    pub action: FixAction,
    /// How much around the place.
    pub scope: FixScope,
    /// Where the target stands in the source; empty where `unusable`.
    pub spans: Vec<Span>,
    /// The target's value, where its place is the part of `spans` that says so (`http` within a whole address).
    pub value: Option<String>,
    /// Whether the target is a text of the message as a whole, such as `message.body`.
    pub whole: bool,
    /// The text, filled in.
    pub text: String,
    /// Why it cannot be used here, such as a value that is not known.
    pub unusable: Option<String>,
    /// Where the clause stands.
    pub at: At,
}
