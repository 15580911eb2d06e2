//! HTML: a tree as browsers build it, every piece with its bytes.

mod document;
mod emitter;
mod harmless;
mod parse;
mod places;
mod sink;

pub use document::{HtmlDocument, NodePlace, Tag, TagAttribute};
pub use harmless::{Mark, encoded, entity, escaped, marked};
pub use parse::parse;
pub(crate) use places::is_void;
