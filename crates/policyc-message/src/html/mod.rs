//! HTML: a tree as browsers build it, every piece with its bytes.

mod document;

pub use document::{HtmlDocument, NodePlace, Tag, TagAttribute};
