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
mod overrides;
mod page;
mod parts;
mod property;
mod selector;
mod sheet;
mod shorthand;
mod sight;
mod sizes;
mod sources;
mod styles;
mod ua;
mod value;

use crate::message::Message;
use crate::model::Style;
use std::cell::OnceCell;
pub(crate) use styles::Styles;

pub(crate) use page::Page;

/// Results that are computed once a message, for whatever settings.
#[derive(Debug, Default)]
pub(crate) struct StyleLayers {
    style: OnceCell<Style>,
}

impl Message {
    /// The computed styles of the shown HTML.
    pub(crate) fn styles(&self) -> Option<&Styles> {
        self.main_document().map(|document| document.styles(self.limits()))
    }

    /// `message.style`.
    #[must_use]
    pub fn style(&self) -> &Style {
        self.style_layers().style.get_or_init(|| Page::of(self).map(|page| style(&page)).unwrap_or_default())
    }
}

fn style(page: &Page<'_>) -> Style {
    let contrast = sizes::lowest_contrast(page);
    Style {
        font_sizes: sizes::font_sizes(page),
        overrides: overrides::overrides(page),
        external_sheets: sources::external_sheets(page),
        animations: sources::animations(page),
        lowest_contrast: contrast.map(|(measure, _)| measure),
        ..Style::default()
    }
}

#[cfg(test)]
mod tests;
