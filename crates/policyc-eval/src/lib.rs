//! Floor 2: judges messages. IR x message x context -> outcomes with evidence.
//!
//! [`World`] answers what is known: facts by path, lists, text verbs. The engine walks the rule IR over it with Kleene's
//! three values and says for every rule what came out and why; a plain reference evaluator beside it is held to the
//! same answers by tests. This crate never sees the compiler: the IR is their only contract.

pub mod case;
pub mod case_world;
pub mod datum;
pub mod engine;
pub mod facts;
pub mod finding;
mod mend;
pub mod reference;
pub mod text;
pub mod truth;
pub mod world;

pub use case_world::CaseWorld;
pub use datum::*;
pub use engine::{
    FamilyReport, Proof, ProofFact, ProofKind, ProofNode, Report, Source, Standing, Worlds, explain, judge,
    judge_branches, judge_editions, judge_named, standings,
};
pub use finding::*;
pub use mend::Mend;
pub use truth::*;
pub use world::*;
