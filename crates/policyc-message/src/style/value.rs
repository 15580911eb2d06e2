//! Typed values of longhand properties: what is no value of its property is dropped, as a browser drops it.

use super::colour::Colour;
use super::length::Length;
use super::parts::Part;
use super::property::Property as P;
use crate::model::Ratio;
use std::rc::Rc;

/// A declared value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A keyword of all properties.
    Wide(Wide),
    /// A keyword of this property, in lower case.
    Word(String),
    /// A length or percentage.
    Length(Length),
    /// A number; percentages of `opacity`, `zoom` and `scale` are numbers too.
    Number(Ratio),
    /// A colour.
    Colour(Colour),
    /// Font families or names of animations, as written.
    Names(Vec<String>),
    /// Addresses of background images; gradients have none.
    Images(Vec<String>),
    /// The functions of a `transform`.
    Moves(Vec<Move>),
    /// A value with `var()`, to be read once the element's variables are known: property or shorthand, and its parts.
    Pending(Rc<str>, Rc<[Part]>),
}

/// Keywords that every property has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wide {
    /// The parent's value.
    Inherit,
    /// The property's initial value.
    Initial,
    /// One or the other, as the property is inherited or not.
    Unset,
    /// What stood without the author's styles.
    Revert,
}

/// What of a `transform` matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Move {
    /// Scaled across and down.
    Scale(Ratio, Ratio),
    /// Shifted across and down.
    Shift(Box<[Length; 2]>),
    /// Anything else.
    Other,
}

impl Value {
    /// The keyword, if it is one.
    pub(super) fn word(&self) -> Option<&str> {
        if let Self::Word(word) = self { Some(word) } else { None }
    }
}

/// Reads a value of one longhand; none where it is no value of that property.
pub(super) fn value_of(property: P, parts: &[Part]) -> Option<Value> {
    if let [only] = parts
        && let Some(wide) = wide(only)
    {
        return Some(Value::Wide(wide));
    }
    match property {
        P::Colour | P::BackgroundColor | P::TextFill => single(parts).and_then(Colour::of).map(Value::Colour),
        P::FontFamily | P::MsoFontFamily => families(parts).map(Value::Names),
        P::AnimationName => Some(Value::Names(animation_names(parts))),
        P::BackgroundImage => images(parts).map(Value::Images),
        P::FontSize => font_size(single(parts)?),
        P::LineHeight => line_height(single(parts)?),
        P::Opacity | P::Zoom => opacity(single(parts)?),
        P::Scale => scale(parts),
        P::Transform => moves(parts),
        P::Clip | P::ClipPath => clip(parts),
        P::Display => display(parts),
        P::MsoLineHeightRule => single(parts)?.word().map(Value::Word),
        P::MarginTop | P::MarginRight | P::MarginBottom | P::MarginLeft | P::Left | P::Top => {
            length_or(single(parts)?, &["auto"], true)
        }
        P::LetterSpacing => length_or(single(parts)?, &["normal"], true),
        P::TextIndent => length_or(parts.first()?, &[], true),
        P::PaddingTop | P::PaddingRight | P::PaddingBottom | P::PaddingLeft => length_or(single(parts)?, &[], false),
        P::BorderTopWidth | P::BorderRightWidth | P::BorderBottomWidth | P::BorderLeftWidth => {
            border_width(single(parts)?)
        }
        P::Width | P::Height | P::MinWidth | P::MinHeight | P::MaxWidth | P::MaxHeight => size(single(parts)?),
        _ => {
            let word = single(parts)?.word()?;
            keywords(property).contains(&word.as_str()).then_some(Value::Word(word))
        }
    }
}

fn single(parts: &[Part]) -> Option<&Part> {
    if let [only] = parts { Some(only) } else { None }
}

pub(super) fn wide(part: &Part) -> Option<Wide> {
    Some(match part.word()?.as_str() {
        "inherit" => Wide::Inherit,
        "initial" => Wide::Initial,
        "unset" => Wide::Unset,
        "revert" | "revert-layer" => Wide::Revert,
        _ => return None,
    })
}

fn keywords(property: P) -> &'static [&'static str] {
    match property {
        P::Visibility => &["visible", "hidden", "collapse"],
        P::ContentVisibility => &["visible", "hidden", "auto"],
        P::OverflowX | P::OverflowY => &["visible", "hidden", "clip", "scroll", "auto", "overlay"],
        P::Position => &["static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky"],
        P::Float => &["none", "left", "right", "inline-start", "inline-end"],
        P::BoxSizing => &["content-box", "border-box"],
        P::Direction => &["ltr", "rtl"],
        P::TextAlign => &[
            "start",
            "end",
            "left",
            "right",
            "center",
            "justify",
            "match-parent",
            "-webkit-center",
            "-webkit-left",
            "-webkit-right",
            "-moz-center",
            "-moz-left",
            "-moz-right",
            "justify-all",
            "-webkit-match-parent",
        ],
        P::WhiteSpace => &["normal", "nowrap", "pre", "pre-wrap", "pre-line", "break-spaces"],
        P::FlexDirection => &["row", "row-reverse", "column", "column-reverse"],
        P::JustifyContent => &[
            "normal",
            "start",
            "end",
            "left",
            "right",
            "center",
            "flex-start",
            "flex-end",
            "space-between",
            "space-around",
            "space-evenly",
            "stretch",
        ],
        P::BorderTopStyle | P::BorderRightStyle | P::BorderBottomStyle | P::BorderLeftStyle => BORDER_STYLES,
        _ => &[],
    }
}

/// The styles of a border line.
pub(super) const BORDER_STYLES: &[&str] =
    &["none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"];

/// A list of family names: strings, or words joined by one blank.
pub(super) fn families(parts: &[Part]) -> Option<Vec<String>> {
    parts.split(|part| *part == Part::Comma).map(family).collect()
}

fn family(parts: &[Part]) -> Option<String> {
    match parts {
        [Part::Text(name)] => Some(name.clone()),
        [Part::Call(name, _)] => Some(name.clone()),
        [] => None,
        words => {
            let words: Option<Vec<&str>> =
                words.iter().map(|part| if let Part::Word(word) = part { Some(word.as_str()) } else { None }).collect();
            Some(words?.join(" "))
        }
    }
}

fn animation_names(parts: &[Part]) -> Vec<String> {
    let name = |part: &Part| match part {
        Part::Word(name) | Part::Text(name) if !name.eq_ignore_ascii_case("none") => Some(name.clone()),
        _ => None,
    };
    parts.iter().filter_map(name).collect()
}

fn images(parts: &[Part]) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for part in parts {
        match part {
            Part::Url(url) => found.push(url.clone()),
            Part::Comma => {}
            Part::Call(name, inner) if name.ends_with("image-set") => {
                found.extend(inner.iter().filter_map(|part| match part {
                    Part::Url(url) | Part::Text(url) => Some(url.clone()),
                    _ => None,
                }))
            }
            Part::Call(_, _) => {}
            word if word.is("none") => {}
            _ => return None,
        }
    }
    Some(found)
}

pub(super) fn font_size(part: &Part) -> Option<Value> {
    const WORDS: &[&str] = &[
        "xx-small",
        "x-small",
        "small",
        "medium",
        "large",
        "x-large",
        "xx-large",
        "xxx-large",
        "-webkit-xxx-large",
        "smaller",
        "larger",
        "math",
    ];
    length_or(part, WORDS, false)
}

pub(super) fn line_height(part: &Part) -> Option<Value> {
    match part {
        Part::Number(number) if !number.is_negative() => Some(Value::Number(*number)),
        other => length_or(other, &["normal"], false),
    }
}

fn opacity(part: &Part) -> Option<Value> {
    match part {
        Part::Number(number) => Some(Value::Number(*number)),
        Part::Percent(share) => Some(Value::Number(*share)),
        word if word.is("normal") || word.is("reset") => Some(Value::Number(Ratio::ONE)),
        _ => None,
    }
}

fn border_width(part: &Part) -> Option<Value> {
    let px = |n| Some(Value::Length(Length::px(Ratio::whole(n))));
    match part.word().as_deref() {
        Some("thin") => px(1),
        Some("medium") => px(3),
        Some("thick") => px(5),
        Some(_) => None,
        None => length_or(part, &[], false),
    }
}

fn size(part: &Part) -> Option<Value> {
    const WORDS: &[&str] = &[
        "auto",
        "none",
        "min-content",
        "max-content",
        "fit-content",
        "stretch",
        "-webkit-fill-available",
        "-moz-available",
        "-webkit-min-content",
        "-webkit-max-content",
        "-webkit-fit-content",
        "intrinsic",
    ];
    match part {
        Part::Call(name, _) if name == "fit-content" => Some(Value::Word("fit-content".to_owned())),
        other => length_or(other, WORDS, false),
    }
}

fn length_or(part: &Part, words: &[&str], negative: bool) -> Option<Value> {
    if let Some(word) = part.word() {
        return words.contains(&word.as_str()).then_some(Value::Word(word));
    }
    let length = Length::of(part)?;
    (negative || !length.is_negative()).then_some(Value::Length(length))
}

fn display(parts: &[Part]) -> Option<Value> {
    const WORDS: &[&str] = &[
        "none",
        "contents",
        "block",
        "inline",
        "inline-block",
        "list-item",
        "flow-root",
        "flex",
        "inline-flex",
        "grid",
        "inline-grid",
        "table",
        "inline-table",
        "table-row",
        "table-cell",
        "table-row-group",
        "table-header-group",
        "table-footer-group",
        "table-column",
        "table-column-group",
        "table-caption",
        "run-in",
        "ruby",
        "ruby-base",
        "ruby-text",
        "-webkit-box",
        "-webkit-inline-box",
        "-ms-flexbox",
        "-webkit-flex",
        "math",
        "inline-list-item",
    ];
    let words: Option<Vec<String>> = parts.iter().map(Part::word).collect();
    let words = words?;
    let joined = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [one] => (*one).to_owned(),
        ["inline", "flow-root"] | ["flow-root", "inline"] => "inline-block".to_owned(),
        ["block", inner] | [inner, "block"] => if *inner == "flow" { "block" } else { inner }.to_owned(),
        ["inline", inner] | [inner, "inline"] => {
            if *inner == "flow" {
                "inline".to_owned()
            } else {
                format!("inline-{inner}")
            }
        }
        _ => return None,
    };
    WORDS.contains(&joined.as_str()).then_some(Value::Word(joined))
}

/// `clip` and `clip-path` say either `empty` or `shown`: only an area of nought matters.
fn clip(parts: &[Part]) -> Option<Value> {
    let word = |empty: bool| Some(Value::Word(if empty { "empty" } else { "shown" }.to_owned()));
    match parts {
        [Part::Call(name, inner), ..] => word(clips_all(name, inner)),
        [Part::Url(_)] => word(false),
        [only] if only.is("auto") || only.is("none") => word(false),
        [Part::Word(_), ..] => word(false),
        _ => None,
    }
}

fn clips_all(name: &str, inner: &[Part]) -> bool {
    let px: Vec<Option<Ratio>> = inner
        .iter()
        .filter(|part| **part != Part::Comma)
        .map(|part| if let Some(Length::Terms(terms)) = Length::of(part) { Some(terms.px) } else { None })
        .collect();
    let share = |part: &Part| if let Part::Percent(share) = part { *share } else { Ratio::ZERO };
    let shares: Vec<Ratio> = inner.iter().filter(|part| **part != Part::Comma).map(share).collect();
    let meets = |a: usize, b: usize| {
        let at = |n: usize| shares.get(n % shares.len().max(1)).copied().unwrap_or_default();
        at(a).plus(at(b)).is_some_and(|sum| sum >= Ratio::ONE)
    };
    match (name, px.as_slice()) {
        ("rect", [Some(top), Some(right), Some(bottom), Some(left)]) => {
            let thin = |from: &Ratio, to: &Ratio| to.minus(*from).is_some_and(|size| size <= Ratio::ONE);
            thin(top, bottom) || thin(left, right)
        }
        ("inset", [_]) => meets(0, 0),
        ("inset", [_, _]) => meets(0, 0) || meets(1, 1),
        ("inset", [_, _, _]) => meets(0, 2) || meets(1, 1),
        ("inset", [_, _, _, _]) => meets(0, 2) || meets(1, 3),
        ("circle", [Some(radius), ..]) => radius.is_zero() && shares.first().is_none_or(|share| share.is_zero()),
        ("ellipse", [Some(x), Some(y), ..]) => {
            (x.is_zero() && shares.first().is_none_or(|s| s.is_zero()))
                || (y.is_zero() && shares.get(1).is_none_or(|s| s.is_zero()))
        }
        ("polygon", points) => points.len() < 6,
        _ => false,
    }
}

fn scale(parts: &[Part]) -> Option<Value> {
    let number = |part: &Part| match part {
        Part::Number(number) | Part::Percent(number) => Some(*number),
        _ => None,
    };
    let (x, y) = match parts {
        [only] if only.is("none") => (Ratio::ONE, Ratio::ONE),
        [both] => (number(both)?, number(both)?),
        [x, y] | [x, y, _] => (number(x)?, number(y)?),
        _ => return None,
    };
    Some(Value::Moves(vec![Move::Scale(x, y)]))
}

fn moves(parts: &[Part]) -> Option<Value> {
    if let [only] = parts
        && only.is("none")
    {
        return Some(Value::Moves(Vec::new()));
    }
    parts.iter().map(one_move).collect::<Option<Vec<_>>>().map(Value::Moves)
}

fn one_move(part: &Part) -> Option<Move> {
    let Part::Call(name, inner) = part else { return None };
    let arguments: Vec<&Part> = inner.iter().filter(|part| **part != Part::Comma).collect();
    let number = |at: usize| match arguments.get(at) {
        Some(Part::Number(number) | Part::Percent(number)) => Some(*number),
        _ => None,
    };
    let length = |at: usize| arguments.get(at).and_then(|part| Length::of(part));
    let nothing = || Length::px(Ratio::ZERO);
    Some(match name.as_str() {
        "scale" | "scale3d" => Move::Scale(number(0)?, number(1).or_else(|| number(0))?),
        "scalex" => Move::Scale(number(0)?, Ratio::ONE),
        "scaley" => Move::Scale(Ratio::ONE, number(0)?),
        "translate" | "translate3d" => Move::Shift(Box::new([length(0)?, length(1).unwrap_or_else(nothing)])),
        "translatex" => Move::Shift(Box::new([length(0)?, nothing()])),
        "translatey" => Move::Shift(Box::new([nothing(), length(0)?])),
        "matrix" if number(1)?.is_zero() && number(2)?.is_zero() => Move::Scale(number(0)?, number(3)?),
        "rotate" | "rotatex" | "rotatey" | "rotatez" | "rotate3d" | "skew" | "skewx" | "skewy" | "matrix"
        | "matrix3d" | "perspective" | "translatez" | "scalez" => Move::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts_of_text;
    use super::*;

    fn read(property: P, text: &str) -> Option<Value> {
        value_of(property, &parts_of_text(text)?)
    }

    #[test]
    fn invalid_values_are_no_values() {
        for (property, text) in [
            (P::Colour, "bleu"),
            (P::FontSize, "14"),
            (P::FontSize, "-1px"),
            (P::Width, "-5%"),
            (P::TextAlign, "middle"),
            (P::Display, "hidden"),
            (P::LineHeight, "-1"),
        ] {
            assert_eq!(read(property, text), None, "{} {text}", property.name());
        }
        assert!(read(P::MarginLeft, "-5px").is_some());
        assert_eq!(read(P::Display, "inline flow-root"), Some(Value::Word("inline-block".into())));
        assert_eq!(
            read(P::FontFamily, "Open  Sans,'Arial'"),
            Some(Value::Names(vec!["Open Sans".into(), "Arial".into()]))
        );
    }

    #[test]
    fn areas_of_nought_are_seen() {
        for text in ["rect(0,0,0,0)", "rect(1px, 1px, 1px, 1px)", "rect(0 0 0 0)"] {
            assert_eq!(read(P::Clip, text), Some(Value::Word("empty".into())), "{text}");
        }
        for text in ["inset(50%)", "inset(0 100% 0 0)", "circle(0)", "polygon(0 0, 0 0)"] {
            assert_eq!(read(P::ClipPath, text), Some(Value::Word("empty".into())), "{text}");
        }
        for text in ["inset(10%)", "circle(50%)", "none", "inset(0 10% 0 20%)", "polygon(0 0, 1px 0, 1px 1px)"] {
            assert_eq!(read(P::ClipPath, text), Some(Value::Word("shown".into())), "{text}");
        }
    }
}
