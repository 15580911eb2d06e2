//! Cases: what is supplied about a message, from JSON, JSONL or TOML, each value with its place in the file.
//!
//! A [`Node`] is a value as written. [`typed`] turns it into what the engine reads, guided by the types that a policy
//! declares, and says in the editor's words what does not fit. [`draft`] makes a message of a case's `message`.

pub mod draft;
pub mod json;
mod node;
pub mod problem;
pub mod toml;
pub mod typed;

pub use node::{Entry, Node, NodeKind};
pub use problem::Problem;
