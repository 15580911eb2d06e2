//! Computed values: winners of the cascade with inheritance, defaults and units worked out, element by element.

use super::cascade::{Cascade, Declared};
use super::colour::{Colour, Rgba};
use super::flat::{Flat, Kind};
use super::length::{Length, Units};
use super::parts::{Part, substitute};
use super::property::Property as P;
use super::shorthand::open;
use super::ua;
use super::value::{Move, Value, Wide};
use crate::model::Ratio;
use scraper::Html;
use std::rc::Rc;

/// Where an element's value of a property comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Source {
    /// No author said anything.
    #[default]
    Default,
    /// This declaration of the author.
    Author(usize),
}

impl Source {
    /// The declaration.
    pub(super) fn declaration(self) -> Option<usize> {
        if let Self::Author(declaration) = self { Some(declaration) } else { None }
    }
}

/// Distance of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineHeight {
    /// `normal`, taken as 6/5 of the font size.
    Normal,
    /// A multiple of the font size.
    Number(Ratio),
    /// So many px; none if not known.
    Px(Option<Ratio>),
}

/// The properties that inherited text depends on, with their sources.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources {
    /// `font-size`.
    pub font_size: Source,
    /// `font-family`.
    pub font_family: Source,
    /// `color`.
    pub colour: Source,
    /// `-webkit-text-fill-color`.
    pub fill: Source,
    /// `line-height`.
    pub line_height: Source,
    /// `letter-spacing`.
    pub letter_spacing: Source,
    /// `text-align`.
    pub align: Source,
    /// `direction`.
    pub direction: Source,
    /// `mso-*-font-family`.
    pub mso_family: Source,
    /// `mso-line-height-rule`.
    pub mso_rule: Source,
    /// `visibility`.
    pub visibility: Source,
    /// `text-indent`.
    pub indent: Source,
}

/// Computed values of one element.
#[derive(Debug, Clone)]
pub(super) struct Computed {
    /// `display`, blockified where it floats or stands in a flex box.
    pub display: Rc<str>,
    /// `visibility: visible`.
    pub shown: bool,
    /// Text colour; none if it is not worked out.
    pub colour: Option<Rgba>,
    /// `-webkit-text-fill-color`, none for `currentcolor`.
    pub fill: Option<Option<Rgba>>,
    /// Font size in px before scaling; none if not known.
    pub font_size: Option<Ratio>,
    /// Whether the family is `monospace` alone.
    pub monospace: bool,
    /// Whether the font size goes back to an absolute length.
    pub absolute: bool,
    /// Product of `scale` and `zoom` down to here; none if not known.
    pub zoom: Option<Ratio>,
    /// Line height.
    pub line_height: LineHeight,
    /// `text-align` as computed.
    pub align: Rc<str>,
    /// `direction: rtl`.
    pub rtl: bool,
    /// Whether white space is kept.
    pub keeps_space: bool,
    /// `text-indent`, as resolved against nothing; none if not known.
    pub indent: Option<Ratio>,
    /// Where inherited values come from.
    pub sources: Sources,
    /// Custom properties, shared with the parent where it declares none.
    pub variables: Variables,
}

/// Custom properties by name.
pub(super) type Variables = Rc<Vec<(String, Rc<[Part]>)>>;

/// One rem, and the font size of the root.
pub(super) const ROOT_SIZE: i64 = 16;

impl Computed {
    /// Values outside all elements.
    pub(super) fn initial() -> Self {
        Self {
            display: "block".into(),
            shown: true,
            colour: Some(Rgba::BLACK),
            fill: None,
            font_size: Some(Ratio::whole(ROOT_SIZE)),
            monospace: false,
            absolute: false,
            zoom: Some(Ratio::ONE),
            line_height: LineHeight::Normal,
            align: "start".into(),
            rtl: false,
            keeps_space: false,
            indent: Some(Ratio::ZERO),
            sources: Sources::default(),
            variables: Rc::default(),
        }
    }

    /// The px of a line.
    pub(super) fn line(&self) -> Option<Ratio> {
        let font = self.font_size;
        match self.line_height {
            LineHeight::Normal => font?.times(Ratio::of(6, 5)),
            LineHeight::Number(number) => font?.times(number),
            LineHeight::Px(px) => px,
        }
    }

    /// What relative units stand for here.
    pub(super) fn units(&self) -> Units {
        Units { em: self.font_size, rem: Some(Ratio::whole(ROOT_SIZE)) }
    }

    /// The colour that text is painted in; none if not known.
    pub(super) fn text_colour(&self) -> Option<Rgba> {
        self.fill.unwrap_or(self.colour)
    }
}

/// Reads declared values of elements with keywords and variables resolved.
pub(super) struct Resolver<'a> {
    pub flat: &'a Flat,
    pub html: &'a Html,
    pub cascade: &'a Cascade,
}

/// A value and where it comes from; without a value the inherited or initial one holds.
pub(super) struct Found {
    /// The value.
    pub value: Option<Value>,
    /// Its source.
    pub source: Source,
    /// `initial`, which also stops inheritance.
    pub initial: bool,
}

impl Resolver<'_> {
    /// The winning declaration's value for the element at `at`, else its default.
    pub(super) fn find(&self, at: usize, property: P, variables: &Variables) -> Found {
        let declared = self.cascade.declared.get(&at).and_then(|declared: &Declared| declared.winner(property));
        let default = || Found {
            value: ua::default(self.flat, self.html, at, property),
            source: Source::Default,
            initial: false,
        };
        let Some(declaration) = declared else { return default() };
        let source = Source::Author(declaration);
        let Some(own) = self.cascade.sheets.declarations.get(declaration) else { return default() };
        let value = match &own.value {
            Value::Pending(name, parts) => {
                // Invalid at computed-value time is `unset`.
                filled(name, parts, property, variables).unwrap_or(Value::Wide(Wide::Unset))
            }
            other => other.clone(),
        };
        match value {
            Value::Wide(Wide::Revert) => default(),
            Value::Wide(Wide::Initial) => Found { value: None, source, initial: true },
            Value::Wide(Wide::Inherit) => Found { value: None, source: Source::Default, initial: false },
            Value::Wide(Wide::Unset) => {
                Found { value: None, source: Source::Default, initial: !property.is_inherited() }
            }
            value => Found { value: Some(value), source, initial: false },
        }
    }

    /// A value that is not inherited.
    pub(super) fn own(&self, at: usize, property: P, computed: &Computed) -> (Option<Value>, Source) {
        let found = self.find(at, property, &computed.variables);
        (found.value, found.source)
    }

    /// A length of the element that needs no percentage, in px.
    pub(super) fn px(&self, at: usize, property: P, computed: &Computed) -> Option<Ratio> {
        match self.own(at, property, computed).0 {
            Some(Value::Length(length)) => length.resolve(computed.units(), None),
            _ => None,
        }
    }

    /// A keyword of the element.
    pub(super) fn word(&self, at: usize, property: P, computed: &Computed) -> Option<String> {
        self.own(at, property, computed).0.and_then(|value| value.word().map(str::to_owned))
    }
}

fn filled(name: &str, parts: &[Part], property: P, variables: &Variables) -> Option<Value> {
    let lookup =
        |wanted: &str| variables.iter().rev().find(|(name, _)| name == wanted).map(|(_, parts)| parts.as_ref());
    let parts = substitute(parts, &lookup, 12, &mut 2048)?;
    open(name, &parts)?.into_iter().find(|(own, _)| *own == property).map(|(_, value)| value)
}

/// Computes all elements; other nodes have their parent's values.
pub(super) fn compute(flat: &Flat, html: &Html, cascade: &Cascade) -> Vec<Rc<Computed>> {
    let resolver = Resolver { flat, html, cascade };
    let mut all: Vec<Rc<Computed>> = Vec::with_capacity(flat.nodes.len());
    for (at, node) in flat.nodes.iter().enumerate() {
        let parent = if at == 0 { None } else { all.get(node.parent) };
        let parent = parent.cloned().unwrap_or_else(|| Rc::new(Computed::initial()));
        all.push(if matches!(node.kind, Kind::Element(_)) { Rc::new(element(&resolver, at, &parent)) } else { parent });
    }
    all
}

fn element(resolver: &Resolver<'_>, at: usize, parent: &Computed) -> Computed {
    let mut own = parent.clone();
    if let Some(declared) = resolver.cascade.declared.get(&at).filter(|declared| !declared.variables.is_empty()) {
        let mut all = (*parent.variables).clone();
        // Ever more variables down a deep tree would cost the square of its depth.
        if all.len() < 512 {
            all.retain(|(name, _)| !declared.variables.iter().any(|(new, _)| new == name));
            all.extend(declared.variables.iter().cloned());
        }
        own.variables = Rc::new(all);
    }
    font(resolver, at, parent, &mut own);
    line_height(resolver, at, &mut own);
    colours(resolver, at, &mut own);
    words(resolver, at, parent, &mut own);
    display(resolver, at, parent, &mut own);
    scales(resolver, at, &mut own);
    own
}

/// Takes the source over where a value was found or inheritance stopped.
fn note(found: &Found, slot: &mut Source) {
    if found.value.is_some() || found.initial {
        *slot = found.source;
    }
}

fn font(resolver: &Resolver<'_>, at: usize, parent: &Computed, own: &mut Computed) {
    let family = resolver.find(at, P::FontFamily, &own.variables);
    note(&family, &mut own.sources.font_family);
    match &family.value {
        Some(Value::Names(names)) => {
            own.monospace = matches!(names.as_slice(), [only] if only.eq_ignore_ascii_case("monospace"))
        }
        _ => own.monospace &= !family.initial,
    }
    note(&resolver.find(at, P::MsoFontFamily, &own.variables), &mut own.sources.mso_family);
    let size = resolver.find(at, P::FontSize, &own.variables);
    // A size by words, and its heirs, is 13/16 as large in `monospace`; author sizes in lengths are not touched.
    let medium = |monospace: bool| Ratio::whole(if monospace { 13 } else { ROOT_SIZE });
    let inherited = || match own.monospace == parent.monospace || own.absolute {
        true => parent.font_size,
        false => parent.font_size?.times(medium(own.monospace))?.over(medium(parent.monospace)),
    };
    // A user agent's relative size leaves the author's inherited size in force.
    let relative_default = size.source == Source::Default;
    let (new, absolute) = match &size.value {
        Some(Value::Word(word)) => match word.as_str() {
            "smaller" => (inherited().and_then(|px| px.times(Ratio::of(5, 6))), own.absolute),
            "larger" => (inherited().and_then(|px| px.times(Ratio::of(6, 5))), own.absolute),
            word => (keyword(word).times(medium(own.monospace)).and_then(|px| px.over(Ratio::whole(ROOT_SIZE))), false),
        },
        Some(Value::Length(length)) => {
            let units = Units { em: parent.font_size, rem: Some(Ratio::whole(ROOT_SIZE)) };
            let relative = matches!(length, Length::Terms(terms) if terms.px.is_zero() && terms.rem.is_zero());
            let base = if relative && relative_default { inherited() } else { parent.font_size };
            (length.resolve(Units { em: base, ..units }, base), !relative || own.absolute)
        }
        _ if size.initial => (Some(medium(own.monospace)), false),
        _ => (inherited(), own.absolute),
    };
    if !relative_default || matches!(&size.value, Some(Value::Length(Length::Terms(terms))) if !terms.px.is_zero()) {
        note(&size, &mut own.sources.font_size);
    }
    own.font_size = new;
    own.absolute = absolute;
}

fn keyword(word: &str) -> Ratio {
    Ratio::whole(match word {
        "xx-small" => 9,
        "x-small" => 10,
        "small" => 13,
        "large" => 18,
        "x-large" => 24,
        "xx-large" => 32,
        "xxx-large" | "-webkit-xxx-large" => 48,
        _ => ROOT_SIZE,
    })
}

fn line_height(resolver: &Resolver<'_>, at: usize, own: &mut Computed) {
    let found = resolver.find(at, P::LineHeight, &own.variables);
    note(&found, &mut own.sources.line_height);
    own.line_height = match &found.value {
        Some(Value::Number(number)) => LineHeight::Number(*number),
        Some(Value::Length(length)) => LineHeight::Px(length.resolve(own.units(), own.font_size)),
        Some(_) => LineHeight::Normal,
        None if found.initial => LineHeight::Normal,
        None => own.line_height,
    };
    note(&resolver.find(at, P::MsoLineHeightRule, &own.variables), &mut own.sources.mso_rule);
    note(&resolver.find(at, P::LetterSpacing, &own.variables), &mut own.sources.letter_spacing);
    let indent = resolver.find(at, P::TextIndent, &own.variables);
    note(&indent, &mut own.sources.indent);
    own.indent = match &indent.value {
        Some(Value::Length(length)) => length.resolve(own.units(), None),
        _ if indent.initial => Some(Ratio::ZERO),
        _ => own.indent,
    };
}

fn colours(resolver: &Resolver<'_>, at: usize, own: &mut Computed) {
    let found = resolver.find(at, P::Colour, &own.variables);
    note(&found, &mut own.sources.colour);
    match found.value {
        Some(Value::Colour(Colour::Of(rgba))) => own.colour = Some(rgba),
        Some(Value::Colour(Colour::Open)) => own.colour = None,
        _ if found.initial => own.colour = Some(Rgba::BLACK),
        _ => {}
    }
    let fill = resolver.find(at, P::TextFill, &own.variables);
    note(&fill, &mut own.sources.fill);
    match fill.value {
        Some(Value::Colour(Colour::Of(rgba))) => own.fill = Some(Some(rgba)),
        Some(Value::Colour(Colour::Open)) => own.fill = Some(None),
        Some(Value::Colour(Colour::Current)) => own.fill = None,
        _ if fill.initial => own.fill = None,
        _ => {}
    }
}

fn words(resolver: &Resolver<'_>, at: usize, parent: &Computed, own: &mut Computed) {
    let direction = resolver.find(at, P::Direction, &own.variables);
    note(&direction, &mut own.sources.direction);
    match direction.value.as_ref().and_then(Value::word) {
        Some(word) => own.rtl = word == "rtl",
        None => own.rtl &= !direction.initial,
    }
    let align = resolver.find(at, P::TextAlign, &own.variables);
    note(&align, &mut own.sources.align);
    match align.value.as_ref().and_then(Value::word) {
        Some("match-parent" | "-webkit-match-parent") => {
            own.align = match &*parent.align {
                "start" => if parent.rtl { "right" } else { "left" }.into(),
                "end" => if parent.rtl { "left" } else { "right" }.into(),
                other => other.into(),
            };
        }
        Some(word) => own.align = word.into(),
        None if align.initial => own.align = "start".into(),
        None => {}
    }
    let visibility = resolver.find(at, P::Visibility, &own.variables);
    note(&visibility, &mut own.sources.visibility);
    match visibility.value.as_ref().and_then(Value::word) {
        Some(word) => own.shown = word == "visible",
        None => own.shown |= visibility.initial,
    }
    let space = resolver.find(at, P::WhiteSpace, &own.variables);
    match space.value.as_ref().and_then(Value::word) {
        Some(word) => own.keeps_space = word.starts_with("pre") || word == "break-spaces",
        None => own.keeps_space &= !space.initial,
    }
}

fn display(resolver: &Resolver<'_>, at: usize, parent: &Computed, own: &mut Computed) {
    let found = resolver.find(at, P::Display, &own.variables);
    let display = found.value.as_ref().and_then(Value::word).unwrap_or("inline").to_owned();
    let floats = resolver.word(at, P::Float, own).is_some_and(|word| word != "none")
        || resolver.word(at, P::Position, own).is_some_and(|word| word == "absolute" || word == "fixed");
    let within_flex =
        parent.display.contains("flex") || parent.display.contains("grid") || parent.display.contains("-box");
    own.display = if floats || within_flex { blockified(&display) } else { &display }.into();
}

fn blockified(display: &str) -> &str {
    match display {
        "inline" | "inline-block" => "block",
        "inline-flex" => "flex",
        "inline-grid" => "grid",
        "inline-table" => "table",
        other if other.starts_with("table-") => "block",
        other => other,
    }
}

/// `zoom`, `scale` and `transform: scale()`, of which the text follows the one down the page.
fn scales(resolver: &Resolver<'_>, at: usize, own: &mut Computed) {
    let mut factor = own.zoom;
    if let (Some(Value::Number(zoom)), _) = resolver.own(at, P::Zoom, own) {
        factor = factor.and_then(|factor| factor.times(zoom));
    }
    if &*own.display != "inline" {
        for property in [P::Scale, P::Transform] {
            let (Some(Value::Moves(moves)), _) = resolver.own(at, property, own) else { continue };
            for one in moves {
                if let Move::Scale(_, down) = one {
                    let down = if down.is_negative() { down.negated() } else { down };
                    factor = factor.and_then(|factor| factor.times(down));
                }
            }
        }
    }
    own.zoom = factor;
}
