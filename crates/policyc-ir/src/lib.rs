//! Floor 1: the typed rule IR, the one contract between the compiler and the evaluator.
//!
//! A [`Program`] holds flattened policies: amendments are applied, names are resolved to ids, every expression is typed
//! and every guard the language asks for has been checked. What the program reads off a message by itself is declared
//! in [`vocab`]; everything else is declared by the policies and stands in [`Schema`]. This crate knows how to print
//! itself ([`printer`]), to check itself ([`invariants`]) and to travel ([`artifact`]); it knows neither syntax nor
//! evaluation.

pub mod artifact;
mod depth;
pub mod expr;
pub mod fix;
pub mod invariants;
pub mod phrase;
pub mod printer;
pub mod program;
pub mod rational;
mod shared;
pub mod types;
pub mod value;
pub mod visit;
pub mod vocab;

pub use expr::*;
pub use fix::*;
pub use phrase::*;
pub use program::*;
pub use rational::Rational;
pub use shared::Shared;
pub use types::*;
pub use value::*;
