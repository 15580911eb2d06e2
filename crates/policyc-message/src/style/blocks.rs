//! `message.text_blocks` and `message.style.centered_share` (vocabulary, section 14).

use super::computed::Computed;
use super::overrides::is_start;
use super::page::Page;
use super::property::Property as P;
use super::sizes::{add, contrast_of};
use super::value::Value;
use super::widths::Widths;
use crate::message::Message;
use crate::model::{Alignment, Direction, Item, Known, List, Measure, Ratio, TextBlock, Zone};
use policyc_diag::Span;
use std::collections::BTreeMap;

/// Blocks of HTML with visible text of their own, in order.
pub(super) fn text_blocks(page: &Page<'_>, widths: &Widths, most: usize) -> List<TextBlock> {
    let mut index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut blocks: Vec<(usize, TextBlock, Vec<usize>)> = Vec::new();
    let mut open = page.styles.open();
    for (at, letters) in page.own_texts() {
        if page.styles.views.get(at).is_none_or(|view| view.visible == Known::Value(false)) {
            continue;
        }
        let container = container(page, at);
        if blocks.len() >= most && !index.contains_key(&container) {
            open = open.or(Some("more blocks than are listed"));
            continue;
        }
        let slot = *index.entry(container).or_insert_with(|| {
            blocks.push((container, TextBlock::default(), Vec::new()));
            blocks.len() - 1
        });
        let Some((_, block, texts)) = blocks.get_mut(slot) else { continue };
        block.letters += letters;
        block.item.text.push_str(page.text(at));
        texts.push(at);
    }
    let finished = blocks.into_iter().map(|(container, block, texts)| finish(page, widths, container, block, &texts));
    List { items: finished.collect(), open }
}

/// The block container that a text's lines belong to.
fn container(page: &Page<'_>, at: usize) -> usize {
    let is_block = |above: &usize| {
        let display = page.styles.computed.get(*above).map_or("inline", |own| &*own.display);
        !matches!(display, "inline" | "contents" | "ruby" | "ruby-base" | "ruby-text")
    };
    page.styles.flat.ancestors(at).find(is_block).unwrap_or(0)
}

fn finish(page: &Page<'_>, widths: &Widths, at: usize, mut block: TextBlock, texts: &[usize]) -> TextBlock {
    let text = block.item.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = page.name(at).to_owned();
    let heading =
        std::iter::once(at).chain(page.styles.flat.ancestors(at)).find_map(|above| heading_level(page.name(above)));
    block.item =
        Item { text, places: page.tag_spans(at), visible: Known::Value(true), zone: Zone::Body, ..Item::default() };
    block.heading_level = heading;
    block.element = name;
    block.contrast = least_contrast(page, texts);
    (block.margin_left, block.margin_right) = widths.margins(at);
    if page.styles.open().is_some() {
        (block.margin_left, block.margin_right) = (Measure::UNKNOWN, Measure::UNKNOWN);
    }
    let causes =
        widths.places.get(at).map(|place| [("margin_left", place.left.cause), ("margin_right", place.right.cause)]);
    for (field, cause) in causes.into_iter().flatten() {
        block.item.fields.extend(cause.map(|cause| (field, page.declaration_spans(cause))));
    }
    if let Some(own) = page.styles.computed.get(at) {
        block.direction = direction(page, at, own, &block.item.text);
        let (alignment, cause, overridden) = alignment(page, at, own, block.direction, texts);
        block.alignment = alignment;
        block.alignment_overridden = overridden;
        if let Some(cause) = cause {
            let mut places = page.declaration_spans(cause);
            if places.is_empty() {
                add(&mut places, page.tag_spans(at));
            }
            block.item.fields.insert("alignment", places.clone());
            block.item.fields.insert("alignment_overridden", places);
        }
    }
    block
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

fn least_contrast(page: &Page<'_>, texts: &[usize]) -> Measure {
    let all: Vec<Measure> = texts.iter().filter_map(|at| contrast_of(page, *at)).collect();
    let low = all.iter().filter_map(|own| own.low).min();
    Measure::between(low, all.iter().filter_map(|own| own.high).min())
}

fn direction(page: &Page<'_>, at: usize, own: &Computed, text: &str) -> Direction {
    let told = own.sources.direction.declaration().is_some()
        || std::iter::once(at)
            .chain(page.styles.flat.ancestors(at))
            .find_map(|above| page.attr(above, "dir"))
            .is_some_and(|dir| !dir.eq_ignore_ascii_case("auto"));
    let rtl = if told { own.rtl } else { first_strong_is_rtl(text) };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// Whether the first strong character runs right to left (UAX 9, P2 and P3).
pub(super) fn first_strong_is_rtl(text: &str) -> bool {
    let strong = text.chars().find(|sign| sign.is_alphabetic());
    strong.is_some_and(|sign| matches!(sign, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}'))
}

/// How the lines lie, the declaration that says so, and whether the author said so.
fn alignment(
    page: &Page<'_>,
    at: usize,
    own: &Computed,
    direction: Direction,
    texts: &[usize],
) -> (Alignment, Option<usize>, bool) {
    let rtl = direction == Direction::Rtl;
    let align = match &*own.align {
        "center" | "-webkit-center" | "-moz-center" => Alignment::Center,
        "justify" | "justify-all" => Alignment::Justify,
        "end" => Alignment::End,
        "right" | "-webkit-right" | "-moz-right" if !rtl => Alignment::End,
        "left" | "-webkit-left" | "-moz-left" if rtl => Alignment::End,
        _ => Alignment::Start,
    };
    if align != Alignment::Start {
        let cause = own.sources.align.declaration();
        return (align, cause, cause.is_some());
    }
    if let Some((align, cause)) = placed(page, at, own, rtl) {
        return (align, cause, true);
    }
    if led_by_blanks(page, at, texts) {
        return (Alignment::Center, None, false);
    }
    (Alignment::Start, own.sources.align.declaration().filter(|_| is_start(own)), false)
}

/// The place that a float, a flex box or `auto` margins give a shrunk box in a wider one.
fn placed(page: &Page<'_>, at: usize, own: &Computed, rtl: bool) -> Option<(Alignment, Option<usize>)> {
    let resolver = page.styles.resolver(page.document);
    let parent = page.styles.flat.parent(at);
    let has_width = matches!(resolver.own(at, P::Width, own).0, Some(Value::Length(_)));
    let side = |word: &str| match word {
        "center" => Some(Alignment::Center),
        "right" if !rtl => Some(Alignment::End),
        "left" if rtl => Some(Alignment::End),
        "end" | "flex-end" | "inline-end" => Some(Alignment::End),
        _ => None,
    };
    let flex = |own: &Computed| own.display.contains("flex") || own.display.contains("-box");
    let justified = |at: usize, own: &Computed| {
        let (value, source) = resolver.own(at, P::JustifyContent, own);
        Some((side(value?.word()?)?, source.declaration()))
    };
    if flex(own) {
        return justified(at, own);
    }
    if has_width {
        return None;
    }
    if let Some(above) = page.styles.computed.get(parent).filter(|above| flex(above)) {
        return justified(parent, above);
    }
    let (float, source) = resolver.own(at, P::Float, own);
    if let Some(found) = float.as_ref().and_then(Value::word).and_then(side) {
        return Some((found, source.declaration()));
    }
    let shrinks = own.display.starts_with("table") && &*own.display != "table-cell"
        || resolver.word(at, P::Width, own).is_some_and(|word| word.ends_with("content"));
    let auto = |property: P| {
        let (value, source) = resolver.own(at, property, own);
        (value.as_ref().and_then(Value::word) == Some("auto")).then_some(source.declaration())
    };
    match (shrinks, auto(P::MarginLeft), auto(P::MarginRight)) {
        (true, Some(cause), Some(_)) => Some((Alignment::Center, cause)),
        (true, Some(cause), None) if !rtl => Some((Alignment::End, cause)),
        _ => None,
    }
}

/// Whether over four no-break spaces lead most lines.
fn led_by_blanks(page: &Page<'_>, at: usize, texts: &[usize]) -> bool {
    let (mut lines, mut led, mut fresh) = (0_usize, 0_usize, true);
    let mut texts = texts.iter().peekable();
    for node in at + 1..page.styles.flat.end(at) {
        if page.name(node) == "br" {
            fresh = true;
        }
        if texts.next_if(|text| **text == node).is_some() && fresh {
            lines += 1;
            let start = page.text(node).trim_start_matches([' ', '\n', '\r', '\t']);
            led += usize::from(
                start
                    .chars()
                    .take_while(|sign| matches!(sign, '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{3000}'))
                    .count()
                    > 4,
            );
            fresh = false;
        }
    }
    led * 2 > lines
}

/// Paragraphs of a message without HTML.
pub(super) fn plain_blocks(message: &Message) -> List<TextBlock> {
    let mut items = Vec::new();
    for zone in message.zones().iter().filter(|zone| zone.zone == Zone::Body) {
        let ends = zone.paragraph_ends.iter().copied().chain(std::iter::once(zone.text.len()));
        let mut from = 0;
        for end in ends {
            let text = zone.text.get(from..end).unwrap_or_default();
            let range = from + (text.len() - text.trim_start().len())..from + text.trim_end().len();
            from = end.max(from);
            let letters = super::ink::letters(text);
            if letters == 0 || range.start >= range.end {
                continue;
            }
            let rtl = first_strong_is_rtl(text);
            let item = Item {
                text: text.trim().to_owned(),
                places: zone.spans(range),
                visible: Known::Value(true),
                zone: Zone::Body,
                ..Item::default()
            };
            let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
            let none = Measure::exact(Ratio::ZERO);
            items.push(TextBlock {
                item,
                letters,
                direction,
                margin_left: none,
                margin_right: none,
                ..TextBlock::default()
            });
        }
    }
    items.into()
}

/// Letters in centred blocks over all visible letters; none without text.
pub(super) fn centered_share(blocks: &List<TextBlock>) -> Option<Measure> {
    let sum = |centred: bool| {
        let own = blocks.items.iter().filter(|block| !centred || block.alignment == Alignment::Center);
        own.map(|block| i128::try_from(block.letters).unwrap_or(0)).sum::<i128>()
    };
    let all = sum(false);
    if all == 0 {
        return None;
    }
    if blocks.open.is_some() {
        return Some(Measure::between(Some(Ratio::ZERO), Some(Ratio::ONE)));
    }
    Ratio::new(sum(true), all).map(Measure::exact)
}

/// The bytes of the blocks that are centred.
pub(super) fn centred_places(blocks: &List<TextBlock>) -> Vec<Span> {
    let mut places = Vec::new();
    for block in blocks.items.iter().filter(|block| block.alignment == Alignment::Center) {
        add(&mut places, block.item.places_of("alignment").to_vec());
    }
    places
}

/// The greatest margin of all blocks on one side, and the bytes that give it.
pub(super) fn greatest(blocks: &List<TextBlock>, field: &str, side: fn(&TextBlock) -> Measure) -> (Measure, Vec<Span>) {
    let least = blocks.items.iter().map(|block| side(block).low.unwrap_or_default()).max().unwrap_or_default();
    let highs: Option<Vec<Ratio>> = blocks.items.iter().map(|block| side(block).high).collect();
    let most = highs.map(|all| all.into_iter().max().unwrap_or_default());
    let reach = |block: &&TextBlock| (side(block).high.is_none(), side(block).high, side(block).low);
    let widest = blocks.items.iter().rev().max_by_key(reach);
    (Measure::between(Some(least), most), widest.map(|block| block.item.places_of(field).to_vec()).unwrap_or_default())
}
