//! Words against texts: lexicons compiled to tables ([`lexica`]), texts cut into tokens ([`tokens`]), phrases met in
//! them ([`matcher`]), what is denied ([`denial`]) or
//! not the writer's own ([`disowned`]), and the text verbs of the language ([`verbs`]).
//!
//! A text is read once: folded, cut into sentences, tokens and clauses; lexicons are met lazily, each once a text.

mod denial;
mod disowned;
mod lexica;
mod matcher;
mod overlay;
mod quotes;
mod reading;
mod sentences;
mod tokens;
pub mod verbs;
mod words;

pub use lexica::Lexica;
pub use overlay::{Overlay, OverlayKind};
pub use reading::{Hit, Identify, Reading, ReadingInput};
pub use words::bare;
