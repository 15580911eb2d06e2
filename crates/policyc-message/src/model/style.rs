//! Vocabulary sections 12 to 14: sizes, overrides, widths, blocks, break runs.

use super::{Item, Known, List, Measure, Ratio};
use policyc_diag::Span;
use std::collections::BTreeMap;

/// `message.style.font_sizes`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontSize {
    /// The declarations that win.
    pub item: Item,
    /// Used size in px, to the nearest whole one; unknown for `vw` and kin.
    pub size: Known<Ratio>,
    /// Letters in that size.
    pub letters: usize,
}

/// What an override is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OverriddenProperty {
    /// Font family.
    FontFamily,
    /// Font colour.
    FontColor,
    /// Line height.
    LineHeight,
    /// Alignment.
    Alignment,
    /// Font size.
    FontSize,
    /// Letter spacing.
    LetterSpacing,
    /// Direction.
    Direction,
}

/// `message.style.overrides`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Declaration or attribute.
    pub item: Item,
    /// What it sets.
    pub property: OverriddenProperty,
    /// As written.
    pub value: String,
    /// Tag of the first element.
    pub element: String,
    /// Laid-out letters reached.
    pub letters: usize,
    /// Equal to what would be inherited.
    pub repeats: bool,
    /// Stands under a device condition.
    pub conditional: bool,
}

/// `message.style.external_sheets`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExternalSheet {
    /// The value.
    pub item: Item,
    /// As written.
    pub src: String,
    /// Its host.
    pub host: Known<Option<String>>,
}

/// What moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnimationKind {
    /// CSS animation with matching keyframes.
    Css,
    /// `<marquee>`.
    Marquee,
    /// `<blink>`.
    Blink,
}

/// `message.style.animations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Animation {
    /// The declaration or start tag.
    pub item: Item,
    /// What moves.
    pub kind: AnimationKind,
}

/// How a block's lines are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Alignment {
    /// Towards the start of the line.
    #[default]
    Start,
    /// Towards its end.
    End,
    /// In the middle.
    Center,
    /// Both sides flush.
    Justify,
}

/// Writing direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// `message.text_blocks`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextBlock {
    /// The start tag.
    pub item: Item,
    /// Tag name, empty for a paragraph of plain text.
    pub element: String,
    /// 1 to 6 for headings.
    pub heading_level: Option<u8>,
    /// Visible letters.
    pub letters: usize,
    /// WCAG 2.2 contrast of its text.
    pub contrast: Measure,
    /// Share of the maximum width.
    pub margin_left: Measure,
    /// Share of the maximum width.
    pub margin_right: Measure,
    /// How its lines are aligned.
    pub alignment: Alignment,
    /// Whether an author declaration aligns it otherwise than `start`.
    pub alignment_overridden: bool,
    /// Writing direction.
    pub direction: Direction,
}

/// `message.break_runs`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BreakRun {
    /// The `<br>`, boxes, newlines between.
    pub item: Item,
    /// Lines without ink between, plus one.
    pub count: u32,
    /// Height between in px.
    pub gap: Measure,
}

/// `message.style`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Style {
    /// Used font sizes.
    pub font_sizes: List<FontSize>,
    /// Overrides.
    pub overrides: List<Override>,
    /// Sheets that are elsewhere.
    pub external_sheets: List<ExternalSheet>,
    /// What moves.
    pub animations: List<Animation>,
    /// Least contrast over visible text; none without text.
    pub lowest_contrast: Option<Measure>,
    /// Widest frame in px; none without HTML.
    pub maximum_width: Option<Measure>,
    /// Greatest share; none without HTML.
    pub margin_left: Option<Measure>,
    /// Greatest share; none without HTML.
    pub margin_right: Option<Measure>,
    /// Letters in centred blocks over visible letters; none without text.
    pub centered_share: Option<Measure>,
    /// Bytes that give each measure, by its name (`margin_left` …): the winning declarations.
    pub places: BTreeMap<&'static str, Vec<Span>>,
}

impl Style {
    /// The bytes that give a measure.
    #[must_use]
    pub fn places_of(&self, measure: &str) -> &[Span] {
        self.places.get(measure).map_or(&[], Vec::as_slice)
    }
}
