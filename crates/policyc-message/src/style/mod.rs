//! Style: cascade, visibility, sizes, widths, blocks, break runs, images (vocabulary, sections 4, 9, 12 to 14).
//!
//! Methods of [`Message`](crate::Message) about style stand in this module's files, their results in [`StyleLayers`].

mod blocks;
mod breaks;
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
mod plain_breaks;
mod property;
mod replaced;
mod selector;
mod sheet;
mod shorthand;
mod sight;
mod sizes;
mod sources;
mod span_of;
mod styles;
mod ua;
mod value;
mod widths;

use crate::message::Message;
use crate::model::{BreakRun, List, Measure, Style, TextBlock};
pub(crate) use page::Page;
pub(crate) use replaced::ReplacedSize;
use std::cell::OnceCell;
use std::collections::BTreeMap;
pub(crate) use styles::Styles;
pub(crate) use widths::Widths;

/// Results that are computed once a message, for whatever settings.
#[derive(Debug, Default)]
pub(crate) struct StyleLayers {
    style: OnceCell<Style>,
    widths: OnceCell<Option<Widths>>,
    text_blocks: OnceCell<List<TextBlock>>,
    break_runs: OnceCell<List<BreakRun>>,
}

impl Message {
    /// The computed styles of the shown HTML.
    pub(crate) fn styles(&self) -> Option<&Styles> {
        self.main_document().map(|document| document.styles(self.limits()))
    }

    /// Whether the reader is shown HTML (in place of the plain alternative).
    pub(crate) fn shows_html(&self) -> bool {
        let shown = |part: usize| self.parts().items.get(part).is_some_and(|part| part.shown);
        self.html_part().is_some_and(|part| shown(part) || !self.text_part().is_some_and(shown))
    }

    pub(crate) fn widths(&self) -> Option<&Widths> {
        let compute = || Page::of(self).map(|page| Widths::of(page.styles, page.document));
        self.style_layers().widths.get_or_init(compute).as_ref()
    }

    /// `message.style`.
    #[must_use]
    pub fn style(&self) -> &Style {
        self.style_layers().style.get_or_init(|| style(self))
    }

    /// `message.text_blocks`.
    #[must_use]
    pub fn text_blocks(&self) -> &List<TextBlock> {
        self.style_layers().text_blocks.get_or_init(|| match (Page::of(self), self.widths()) {
            (Some(page), Some(widths)) if self.shows_html() => blocks::text_blocks(&page, widths, self.limits().items),
            _ => blocks::plain_blocks(self),
        })
    }

    /// `message.break_runs`.
    #[must_use]
    pub fn break_runs(&self) -> &List<BreakRun> {
        self.style_layers().break_runs.get_or_init(|| match (Page::of(self), self.widths()) {
            (Some(page), Some(widths)) if self.shows_html() => breaks::break_runs(&page, widths),
            _ => plain_breaks::break_runs(self),
        })
    }
}

fn style(message: &Message) -> Style {
    let blocks = message.text_blocks();
    let centered_share = blocks::centered_share(blocks);
    let mut places = BTreeMap::new();
    places.insert("centered_share", blocks::centred_places(blocks));
    let (Some(page), Some(widths)) = (Page::of(message), message.widths()) else {
        return Style { centered_share, places, ..Style::default() };
    };
    let known = |measure: Measure| if page.styles.open().is_some() { Measure::UNKNOWN } else { measure };
    let (widest, cause) = widths.maximum(page.styles);
    places.extend(cause.map(|cause| ("maximum_width", page.declaration_spans(cause))));
    let (margin_left, left) = blocks::greatest(blocks, "margin_left", |block| block.margin_left);
    let (margin_right, right) = blocks::greatest(blocks, "margin_right", |block| block.margin_right);
    places.extend([("margin_left", left), ("margin_right", right)]);
    let contrast = sizes::lowest_contrast(&page);
    places.extend(contrast.iter().map(|(_, colours)| ("lowest_contrast", colours.clone())));
    Style {
        font_sizes: sizes::font_sizes(&page),
        overrides: overrides::overrides(&page),
        external_sheets: sources::external_sheets(&page),
        animations: sources::animations(&page),
        lowest_contrast: contrast.map(|(measure, _)| measure),
        maximum_width: Some(known(widest)),
        margin_left: Some(known(margin_left)),
        margin_right: Some(known(margin_right)),
        centered_share,
        places,
    }
}

#[cfg(test)]
pub(crate) mod tests;
