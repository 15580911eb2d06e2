//! Floor 0: sources, spans and diagnostics as plain data, and the one renderer that draws them.
//!
//! Everything above speaks of places as [`Span`]s: byte ranges into a [`Source`] as it stands on disk, be it a policy
//! file or a raw mail. A [`Diagnostic`] is data; colour and width exist only in [`render`]. This crate knows nothing of
//! policies, messages or marketplaces.

mod diagnostic;
mod excerpt;
mod page;
pub mod render;
mod source;
mod span;
mod visible;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use page::Page;
pub use source::{LineColumn, Source, SourceMap};
pub use span::{At, SourceId, Span};
pub use visible::{in_one_line, steers};
