//! Shorthand properties, opened into the longhands of [`Property`](super::property::Property).

use super::colour::{Colour, Rgba};
use super::length::Length;
use super::parts::{Part, has_variable};
use super::property::Property as P;
use super::value::{BORDER_STYLES, Value, Wide, families, font_size, line_height, value_of, wide};
use crate::model::Ratio;
use std::rc::Rc;

/// What one declaration sets; none where it is invalid or of no interest. `name` is in lower case.
pub(super) fn open(name: &str, parts: &[Part]) -> Option<Vec<(P, Value)>> {
    let longhands = longhands(name);
    if longhands.is_empty() || parts.is_empty() {
        return None;
    }
    if has_variable(parts) {
        let (name, parts): (Rc<str>, Rc<[Part]>) = (name.into(), parts.into());
        return Some(longhands.into_iter().map(|own| (own, Value::Pending(name.clone(), parts.clone()))).collect());
    }
    if let [only] = parts
        && let Some(wide) = wide(only)
    {
        return Some(longhands.into_iter().map(|own| (own, Value::Wide(wide))).collect());
    }
    match name {
        "margin" | "padding" | "border-width" | "border-style" => four(&longhands, parts),
        "margin-inline" | "padding-inline" | "margin-block" | "padding-block" | "overflow" => two(&longhands, parts),
        "font" => font(parts),
        "background" => Some(background(parts)),
        "animation" | "-webkit-animation" => Some(vec![(P::AnimationName, Value::Names(animations(parts)))]),
        "border" | "border-left" | "border-right" | "border-top" | "border-bottom" => border(name, parts),
        "flex-flow" => parts
            .iter()
            .find_map(|part| value_of(P::FlexDirection, std::slice::from_ref(part)))
            .map(|v| vec![(P::FlexDirection, v)]),
        _ => longhands.first().and_then(|own| Some(vec![(*own, value_of(*own, parts)?)])),
    }
}

/// The longhands of interest under a name; a longhand stands for itself.
fn longhands(name: &str) -> Vec<P> {
    match name {
        "margin" => vec![P::MarginTop, P::MarginRight, P::MarginBottom, P::MarginLeft],
        "padding" => vec![P::PaddingTop, P::PaddingRight, P::PaddingBottom, P::PaddingLeft],
        "margin-inline" => vec![P::MarginLeft, P::MarginRight],
        "padding-inline" => vec![P::PaddingLeft, P::PaddingRight],
        "margin-block" => vec![P::MarginTop, P::MarginBottom],
        "padding-block" => vec![P::PaddingTop, P::PaddingBottom],
        "border-width" => vec![P::BorderTopWidth, P::BorderRightWidth, P::BorderBottomWidth, P::BorderLeftWidth],
        "border-style" => vec![P::BorderTopStyle, P::BorderRightStyle, P::BorderBottomStyle, P::BorderLeftStyle],
        "border" => [&side("top")[..], &side("right"), &side("bottom"), &side("left")].concat(),
        "border-top" | "border-right" | "border-bottom" | "border-left" => {
            side(name.strip_prefix("border-").unwrap_or_default()).to_vec()
        }
        "overflow" => vec![P::OverflowX, P::OverflowY],
        "font" => vec![P::FontSize, P::LineHeight, P::FontFamily],
        "background" => vec![P::BackgroundColor, P::BackgroundImage],
        "animation" | "-webkit-animation" => vec![P::AnimationName],
        "flex-flow" => vec![P::FlexDirection],
        other => P::named(other).into_iter().collect(),
    }
}

fn side(name: &str) -> [P; 2] {
    match name {
        "top" => [P::BorderTopStyle, P::BorderTopWidth],
        "right" => [P::BorderRightStyle, P::BorderRightWidth],
        "bottom" => [P::BorderBottomStyle, P::BorderBottomWidth],
        _ => [P::BorderLeftStyle, P::BorderLeftWidth],
    }
}

/// One to four values, clockwise from the top.
fn four(longhands: &[P], parts: &[Part]) -> Option<Vec<(P, Value)>> {
    let places: [usize; 4] = match parts.len() {
        1 => [0, 0, 0, 0],
        2 => [0, 1, 0, 1],
        3 => [0, 1, 2, 1],
        4 => [0, 1, 2, 3],
        _ => return None,
    };
    longhands.iter().zip(places).map(|(own, at)| Some((*own, value_of(*own, parts.get(at..=at)?)?))).collect()
}

fn two(longhands: &[P], parts: &[Part]) -> Option<Vec<(P, Value)>> {
    let places: [usize; 2] = match parts.len() {
        1 => [0, 0],
        2 => [0, 1],
        _ => return None,
    };
    longhands.iter().zip(places).map(|(own, at)| Some((*own, value_of(*own, parts.get(at..=at)?)?))).collect()
}

fn border(name: &str, parts: &[Part]) -> Option<Vec<(P, Value)>> {
    let mut style = Value::Word("none".to_owned());
    let mut width = Value::Length(Length::px(Ratio::whole(3)));
    for part in parts {
        let one = std::slice::from_ref(part);
        if let Some(value) = value_of(P::BorderLeftWidth, one) {
            width = value;
        } else if part.word().is_some_and(|word| BORDER_STYLES.contains(&word.as_str())) {
            style = value_of(P::BorderLeftStyle, one)?;
        } else {
            Colour::of(part)?;
        }
    }
    let value = |own: P| if own.name().ends_with("style") { style.clone() } else { width.clone() };
    Some(longhands(name).into_iter().map(|own| (own, value(own))).collect())
}

/// `font: [style weight stretch] size[/line-height] family`.
fn font(parts: &[Part]) -> Option<Vec<(P, Value)>> {
    if let [only] = parts {
        const SYSTEM: &[&str] = &["caption", "icon", "menu", "message-box", "small-caption", "status-bar"];
        let word = only.word()?;
        return SYSTEM.contains(&word.as_str()).then(|| {
            vec![
                (P::FontSize, Value::Wide(Wide::Initial)),
                (P::LineHeight, Value::Wide(Wide::Initial)),
                (P::FontFamily, Value::Names(vec![word])),
            ]
        });
    }
    let weight =
        |part: &Part| matches!(part, Part::Number(_)) || (matches!(part, Part::Word(_)) && font_size(part).is_none());
    let mut at = 0;
    while at < 5 && parts.get(at).is_some_and(weight) {
        // `font: oblique 10deg ...`
        at += 1 + usize::from(matches!(parts.get(at + 1), Some(Part::Unit(_, unit)) if unit == "deg"));
    }
    let size = font_size(parts.get(at)?)?;
    at += 1;
    let mut height = Value::Word("normal".to_owned());
    if parts.get(at) == Some(&Part::Sign('/')) {
        height = line_height(parts.get(at + 1)?)?;
        at += 2;
    }
    let names = families(parts.get(at..)?)?;
    Some(vec![(P::FontSize, size), (P::LineHeight, height), (P::FontFamily, Value::Names(names))])
}

fn background(parts: &[Part]) -> Vec<(P, Value)> {
    let mut colour = Colour::Of(Rgba::CLEAR);
    let mut images = Vec::new();
    for part in parts {
        if let Some(found) = Colour::of(part) {
            colour = found;
        } else if let Some(Value::Images(found)) = value_of(P::BackgroundImage, std::slice::from_ref(part)) {
            images.extend(found);
        }
    }
    vec![(P::BackgroundColor, Value::Colour(colour)), (P::BackgroundImage, Value::Images(images))]
}

/// Every word of the shorthand that could be a name: which one is, the keyframes at hand tell.
fn animations(parts: &[Part]) -> Vec<String> {
    const WORDS: &[&str] = &[
        "none",
        "ease",
        "ease-in",
        "ease-out",
        "ease-in-out",
        "linear",
        "step-start",
        "step-end",
        "infinite",
        "normal",
        "reverse",
        "alternate",
        "alternate-reverse",
        "forwards",
        "backwards",
        "both",
        "running",
        "paused",
    ];
    let name = |part: &Part| match part {
        Part::Word(word) if !WORDS.contains(&word.to_ascii_lowercase().as_str()) => Some(word.clone()),
        Part::Text(text) => Some(text.clone()),
        _ => None,
    };
    parts.iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts_of_text;
    use super::*;

    fn opened(name: &str, text: &str) -> String {
        match open(name, &parts_of_text(text).unwrap()) {
            Some(list) => {
                list.iter().map(|(own, value)| format!("{}: {value:?}", own.name())).collect::<Vec<_>>().join("\n")
            }
            None => "invalid".to_owned(),
        }
    }

    #[test]
    fn margins_go_clockwise() {
        let four = open("margin", &parts_of_text("1px 2px 3px").unwrap()).unwrap();
        let px = |at: usize| if let Value::Length(Length::Terms(terms)) = &four[at].1 { terms.px } else { Ratio::ZERO };
        assert_eq!([px(0), px(1), px(2), px(3)].map(Ratio::floor), [1, 2, 3, 2]);
        assert_eq!(opened("margin", "1px red"), "invalid");
        assert_eq!(opened("padding", "-1px"), "invalid");
    }

    #[test]
    fn fonts_are_opened() {
        assert_eq!(opened("font", "italic bold 12px/1.5 Georgia, serif"), opened("font", "700 12px/150% 'Georgia',serif").replace(
            "Length(Terms(Terms { px: Ratio { numerator: 0, denominator: 1 }, em: Ratio { numerator: 0, denominator: 1 }, rem: Ratio { numerator: 0, denominator: 1 }, percent: Ratio { numerator: 3, denominator: 2 }, open: false }))",
            "Number(Ratio { numerator: 3, denominator: 2 })"));
        assert_eq!(opened("font", "bold Georgia"), "invalid");
        assert_eq!(opened("font", "12px"), "invalid");
    }

    #[test]
    fn backgrounds_keep_colour_and_image() {
        let text = "url(a.png) no-repeat center / cover #fff";
        assert!(opened("background", text).contains("Images([\"a.png\"])"));
        assert!(opened("background", text).contains("255, 255, 255"));
        assert!(opened("background", "none").contains("alpha: 0"));
    }

    #[test]
    fn variables_wait() {
        assert!(opened("margin", "var(--gap) auto").contains("Pending"));
    }
}
