//! `message.style.font_sizes` and `.lowest_contrast` (vocabulary, section 12).

use super::page::Page;
use super::sight::Ground;
use crate::model::{FontSize, Item, Known, List, Measure, Ratio};
use policyc_diag::Span;
use std::collections::BTreeMap;

/// Spans of one item are told up to this many; a mail of a thousand cells would repeat them all.
const MOST_SPANS: usize = 24;

/// One item for each used font size, in order of first use.
pub(super) fn font_sizes(page: &Page<'_>) -> List<FontSize> {
    let mut sizes: Vec<FontSize> = Vec::new();
    let mut index: BTreeMap<Option<i128>, usize> = BTreeMap::new();
    for (at, letters) in page.own_texts() {
        let Some(own) = page.styles.computed.get(at) else { continue };
        let used = own.font_size.and_then(|px| px.times(own.zoom?)).map(Ratio::rounded);
        let key = used.map(Ratio::floor);
        let slot = *index.entry(key).or_insert_with(|| {
            let size = used.map_or(Known::Unknown, Known::Value);
            let text = used.map(|px| format!("{px}px")).unwrap_or_default();
            let visible = Known::Value(true);
            sizes.push(FontSize { item: Item { text, visible, ..Item::default() }, size, letters: 0 });
            sizes.len() - 1
        });
        let Some(size) = sizes.get_mut(slot) else { continue };
        size.letters += letters;
        let tag = page.tag_spans(page.styles.flat.parent(at));
        let own = own.sources.font_size.declaration().map(|own| page.declaration_spans(own)).unwrap_or_default();
        let (main, side) = if own.is_empty() { (tag, Vec::new()) } else { (own, tag) };
        add(&mut size.item.places, main);
        if size.item.also.is_empty() {
            add(&mut size.item.also, side);
        }
    }
    List { items: sizes, open: page.styles.open() }
}

/// Adds spans that are not there yet.
pub(super) fn add(into: &mut Vec<Span>, more: Vec<Span>) {
    for span in more {
        if into.len() < MOST_SPANS && !into.contains(&span) {
            into.push(span);
        }
    }
}

/// Least contrast over visible text, with the bytes of both colours; none without text.
pub(super) fn lowest_contrast(page: &Page<'_>) -> Option<(Measure, Vec<Span>)> {
    let mut least: Option<(Ratio, usize)> = None;
    let mut open = page.styles.open().is_some();
    let mut any = false;
    for (at, _) in page.own_texts() {
        let Some(view) = page.styles.views.get(at) else { continue };
        match (view.visible, view.contrast) {
            (Known::Value(true), Some(Some(found))) => {
                any = true;
                if least.is_none_or(|(before, _)| found < before) {
                    least = Some((found, at));
                }
            }
            (Known::Unknown, _) => (any, open) = (true, true),
            _ => {}
        }
    }
    let most = least.map_or(Ratio::whole(21), |(found, _)| found);
    let low = if open { Ratio::ONE } else { most };
    any.then(|| (Measure::between(Some(low), Some(most)), least.map(|(_, at)| colours(page, at)).unwrap_or_default()))
}

fn colours(page: &Page<'_>, at: usize) -> Vec<Span> {
    let (Some(own), Some(view)) = (page.styles.computed.get(at), page.styles.views.get(at)) else { return Vec::new() };
    let front = if own.fill.is_some() { own.sources.fill } else { own.sources.colour };
    let (Ground::Plain(_, back) | Ground::Open(back)) = view.ground;
    let mut places = Vec::new();
    for declaration in [front.declaration(), back].into_iter().flatten() {
        add(&mut places, page.declaration_spans(declaration));
    }
    add(&mut places, page.tag_spans(page.styles.flat.parent(at)));
    places
}

/// Contrast of the text at `at`, bounded where it is not known.
pub(super) fn contrast_of(page: &Page<'_>, at: usize) -> Option<Measure> {
    let view = page.styles.views.get(at)?;
    let found = view.contrast?;
    Some(found.map_or(Measure::between(Some(Ratio::ONE), Some(Ratio::whole(21))), Measure::exact))
}
