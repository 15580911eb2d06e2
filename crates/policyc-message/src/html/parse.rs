//! The parser: tokens with bytes, the browsers' tree construction, scraper's tree.

use super::document::HtmlDocument;
use super::emitter::SpanEmitter;
use super::sink::SpanSink;
use crate::limits::Limits;
use crate::mapped::MappedText;
use html5ever::interface::TreeSink;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use policyc_diag::SourceId;
use std::cell::Cell;

/// Parses a document. Nesting and the number of elements are bounded; what goes beyond leaves the document open.
#[must_use]
pub fn parse(html: &MappedText, source: SourceId, limits: &Limits) -> HtmlDocument {
    let tags = memchr::memchr_iter(b'<', html.text.as_bytes()).count();
    // Mail programs run no scripts: what stands in `<noscript>` shows.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let builder = TreeBuilder::new(SpanSink::new(tags), options);
    let open = Cell::new(None);
    let emitter = SpanEmitter::new(&builder, &html.text, limits, &open);
    let Ok(()) = html5gum::Tokenizer::new_with_emitter(html.text.as_str(), emitter).finish();
    let (tree, places) = builder.sink.finish();
    HtmlDocument { source, html: html.clone(), tree, nodes: places.nodes, open: open.get() }
}
