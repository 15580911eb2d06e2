//! `message.style.overrides`: author declarations that win over the look without author styles, for text that is laid
//! out (vocabulary, section 12).

use super::colour::Colour;
use super::computed::Computed;
use super::page::Page;
use super::property::Property as P;
use super::sheet::{Place, Written};
use super::styles::spans;
use super::value::Value;
use crate::model::{Item, Known, List, OverriddenProperty as O, Override};
use std::collections::{BTreeMap, BTreeSet};

/// Lists the overrides in order of the text they reach first.
pub(super) fn overrides(page: &Page<'_>) -> List<Override> {
    let mut found = Found::default();
    for (at, letters) in page.own_texts() {
        let Some(own) = page.styles.computed.get(at) else { continue };
        for (property, declaration) in winners(page, at, own) {
            found.reach(page, property, declaration, at, letters);
        }
        letters_of_mathematics(page, at, &mut found);
    }
    conditional(page, &mut found);
    let mut seen = BTreeSet::new();
    for item in &mut found.items {
        item.repeats |= !seen.insert((item.property, item.value.to_ascii_lowercase(), item.conditional));
    }
    List { items: found.items, open: page.styles.open() }
}

/// The declarations that win for the text at `at`.
fn winners(page: &Page<'_>, at: usize, own: &Computed) -> Vec<(O, usize)> {
    let sources = &own.sources;
    let faded = page.styles.views.get(at).and_then(|view| view.faded);
    let aligned = (!is_start(own)).then_some(sources.align).and_then(|source| source.declaration());
    let turned = own.rtl.then_some(sources.direction).and_then(|source| source.declaration());
    let all = [
        (O::FontFamily, sources.font_family.declaration()),
        (O::FontFamily, sources.mso_family.declaration()),
        (O::FontColor, sources.colour.declaration().filter(|_| own.fill.is_none())),
        (O::FontColor, sources.fill.declaration()),
        (O::FontColor, faded),
        (O::LineHeight, sources.line_height.declaration()),
        (O::LineHeight, sources.mso_rule.declaration()),
        (O::Alignment, aligned),
        (O::FontSize, sources.font_size.declaration()),
        (O::LetterSpacing, sources.letter_spacing.declaration()),
        (O::Direction, turned),
    ];
    let given_back = |declaration: &usize| {
        page.styles.cascade.sheets.declarations.get(*declaration).is_none_or(|own| gives_back(&own.value))
    };
    all.into_iter().filter_map(|(property, own)| Some((property, own.filter(|own| !given_back(own))?))).collect()
}

/// Whether lines are aligned towards their start.
pub(super) fn is_start(own: &Computed) -> bool {
    match &*own.align {
        "start" | "match-parent" => true,
        "left" | "-webkit-left" | "-moz-left" => !own.rtl,
        "right" | "-webkit-right" | "-moz-right" => own.rtl,
        _ => false,
    }
}

/// Keywords that give the default back.
fn gives_back(value: &Value) -> bool {
    match value {
        Value::Wide(_) | Value::Colour(Colour::Current) => true,
        Value::Word(word) => word == "normal" || word == "start",
        _ => false,
    }
}

#[derive(Default)]
struct Found {
    items: Vec<Override>,
    index: BTreeMap<(usize, O, bool), usize>,
}

impl Found {
    fn reach(&mut self, page: &Page<'_>, property: O, declaration: usize, at: usize, letters: usize) {
        let Some(own) = page.styles.cascade.sheets.declarations.get(declaration) else { return };
        if let Some(item) = self.index.get(&(own.written, property, false)).and_then(|slot| self.items.get_mut(*slot)) {
            item.letters += letters;
            return;
        }
        let Some(written) = page.styles.written(declaration) else { return };
        let element = page.styles.flat.ancestors(at).find(|above| declares(page, *above, own.property, declaration));
        let element = element.unwrap_or_else(|| page.styles.flat.parent(at));
        let repeats = repeats(page, element, own.property, &own.value);
        self.push(page, (own.written, property, false), written, element, letters, repeats);
    }

    fn push(
        &mut self,
        page: &Page<'_>,
        key: (usize, O, bool),
        written: &Written,
        element: usize,
        letters: usize,
        repeats: bool,
    ) {
        let mut item = Item {
            text: as_written(written),
            places: spans(page.document, &written.place),
            visible: Known::Value(true),
            also: page.tag_spans(element),
            ..Item::default()
        };
        item.fields.insert("value", spans(page.document, &written.value_place));
        item.fields.insert("element", page.tag_spans(element));
        self.index.insert(key, self.items.len());
        self.items.push(Override {
            item,
            property: key.1,
            value: written.value.clone(),
            element: page.name(element).to_owned(),
            letters,
            repeats,
            conditional: key.2,
        });
    }
}

fn as_written(written: &Written) -> String {
    match &written.place {
        Place::Attribute(_, name) => format!("{name}={}", written.value),
        Place::Tag(_) => written.value.clone(),
        _ => format!("{}: {}", written.name, written.value),
    }
}

fn declares(page: &Page<'_>, at: usize, property: P, declaration: usize) -> bool {
    page.styles.cascade.declared.get(&at).and_then(|declared| declared.winner(property)) == Some(declaration)
}

/// Whether the nearest declaration above says the same.
fn repeats(page: &Page<'_>, element: usize, property: P, value: &Value) -> bool {
    let sheets = &page.styles.cascade.sheets;
    let above = page
        .styles
        .flat
        .ancestors(element)
        .find_map(|above| page.styles.cascade.declared.get(&above)?.winner(property));
    above
        .and_then(|above| sheets.declarations.get(above))
        .is_some_and(|above| property.is_inherited() && above.value == *value)
}

/// The property of the vocabulary that a longhand is about.
fn about(property: P) -> Option<O> {
    Some(match property {
        P::FontFamily | P::MsoFontFamily => O::FontFamily,
        P::Colour | P::TextFill | P::Opacity => O::FontColor,
        P::LineHeight | P::MsoLineHeightRule => O::LineHeight,
        P::TextAlign => O::Alignment,
        P::FontSize => O::FontSize,
        P::LetterSpacing => O::LetterSpacing,
        P::Direction => O::Direction,
        _ => return None,
    })
}

/// Declarations under a condition that the device decides, for elements with text that is laid out.
fn conditional(page: &Page<'_>, found: &mut Found) {
    let mut letters_up_to = vec![0_usize];
    let mut texts = page.own_texts().peekable();
    for at in 0..page.styles.flat.nodes.len() {
        let before = letters_up_to.last().copied().unwrap_or(0);
        let own = texts.next_if(|(text, _)| *text == at).map_or(0, |(_, letters)| letters);
        letters_up_to.push(before + own);
    }
    let sum = |at: usize| letters_up_to.get(at).copied().unwrap_or(0);
    for (at, declared) in &page.styles.cascade.declared {
        let letters = sum(page.styles.flat.end(*at)).saturating_sub(sum(*at));
        for winner in declared.conditional.iter().filter(|_| letters > 0) {
            let Some(own) = page.styles.cascade.sheets.declarations.get(winner.declaration) else { continue };
            let Some(property) = about(own.property).filter(|_| !gives_back(&own.value)) else { continue };
            let key = (own.written, property, true);
            if let Some(item) = found.index.get(&key).and_then(|slot| found.items.get_mut(*slot)) {
                item.letters += letters;
            } else if let Some(written) = page.styles.written(winner.declaration) {
                found.push(page, key, written, *at, letters, false);
            }
        }
    }
}

/// Words in mathematical letters, which pass for another font.
fn letters_of_mathematics(page: &Page<'_>, at: usize, found: &mut Found) {
    let text = page.text(at);
    if !text.chars().any(|letter| matches!(letter, '\u{1D400}'..='\u{1D7FF}')) {
        return;
    }
    let Some(id) = page.id(at) else { return };
    let mut from = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = from;
        from += word.len();
        let word = word.trim_end();
        let letters = word.chars().filter(|letter| matches!(letter, '\u{1D400}'..='\u{1D7FF}')).count();
        if letters == 0 || found.items.len() > 20_000 {
            continue;
        }
        let places = page.document.text_spans(id, start..start + word.len());
        let item = Item { text: word.to_owned(), places, visible: Known::Value(true), ..Item::default() };
        let element = page.name(page.styles.flat.parent(at)).to_owned();
        let value = word.to_owned();
        found.items.push(Override {
            item,
            property: O::FontFamily,
            value,
            element,
            letters,
            repeats: false,
            conditional: false,
        });
    }
}
