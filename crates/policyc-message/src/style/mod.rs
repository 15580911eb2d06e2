//! Style: cascade, visibility, sizes, widths, blocks, break runs, images (vocabulary, sections 4, 9, 12 to 14).
//!
//! Methods of [`Message`](crate::Message) about style stand in this module's files, their results in [`StyleLayers`].

mod cascade;
mod colour;
mod colour_tables;
mod computed;
mod flat;
mod hints;
pub(crate) mod ink;
mod length;
mod media;
mod parts;
mod property;
mod selector;
mod sheet;
mod shorthand;
mod sight;
mod styles;
mod ua;
mod value;

use crate::message::Message;
pub(crate) use styles::Styles;

/// Results that are computed once a message, for whatever settings.
#[derive(Debug, Default)]
pub(crate) struct StyleLayers {}

impl Message {
    /// The computed styles of the shown HTML.
    pub(crate) fn styles(&self) -> Option<&Styles> {
        self.main_document().map(|document| document.styles(self.limits()))
    }
}

#[cfg(test)]
mod tests;
