//! Presentational attributes and legacy elements as the declarations they stand for (HTML, Rendering): the author's,
//! below every sheet.

use super::colour::{Colour, Rgba};
use super::flat::Flat;
use super::length::Length;
use super::parts::{number, parts_of_text};
use super::property::Property as P;
use super::sheet::{Place, Sheets};
use super::value::{Value, families};
use crate::model::Ratio;
use ego_tree::NodeId;
use scraper::Html;

/// Adds to `sheets` what the attributes of the element at `at` declare.
pub(super) fn hints(sheets: &mut Sheets, flat: &Flat, html: &Html, at: usize) {
    let Some(element) = flat.element(html, at) else { return };
    let (id, name) = (element.id(), flat.name(at));
    if name == "center" {
        sheets.hint(Place::Tag(id), "text-align", "center", vec![(P::TextAlign, word("-webkit-center"))]);
    }
    for (attribute, value) in element.value().attrs() {
        let (attribute, sets) = match attribute {
            "align" => ("align", align(name, value)),
            "width" if SIZED.contains(&name) => {
                ("width", dimension(value).map(|l| vec![(P::Width, l)]).unwrap_or_default())
            }
            "height" if SIZED.contains(&name) && name != "hr" => {
                ("height", dimension(value).map(|l| vec![(P::Height, l)]).unwrap_or_default())
            }
            "bgcolor" if COLOURED.contains(&name) => ("bgcolor", colour(P::BackgroundColor, value)),
            "background" if COLOURED.contains(&name) => {
                ("background", vec![(P::BackgroundImage, Value::Images(vec![value.to_owned()]))])
            }
            "text" if name == "body" => ("text", colour(P::Colour, value)),
            "color" if name == "font" => ("color", colour(P::Colour, value)),
            "face" if name == "font" => ("face", face(value)),
            "size" if name == "font" => ("size", font_size(value)),
            "hspace" if REPLACED.contains(&name) => ("hspace", sides(value, [P::MarginLeft, P::MarginRight])),
            "vspace" if REPLACED.contains(&name) => ("vspace", sides(value, [P::MarginTop, P::MarginBottom])),
            _ => continue,
        };
        add(sheets, id, attribute, value, sets);
    }
    borrowed(sheets, flat, html, at);
}

/// What an ancestor's attributes say of this element: `link` of the body, `cellpadding` of the table.
fn borrowed(sheets: &mut Sheets, flat: &Flat, html: &Html, at: usize) {
    let find = |name: &str| flat.ancestors(at).find(|above| flat.name(*above) == name);
    let (from, attribute, property) = match flat.name(at) {
        "a" if flat.attr(html, at, "href").is_some() => (find("body"), "link", None),
        "td" | "th" => {
            (find("table"), "cellpadding", Some([P::PaddingTop, P::PaddingRight, P::PaddingBottom, P::PaddingLeft]))
        }
        _ => return,
    };
    let Some((value, id)) =
        from.and_then(|above| Some((flat.attr(html, above, attribute)?, flat.nodes.get(above)?.id)))
    else {
        return;
    };
    let sets = match property {
        None => colour(P::Colour, value),
        Some(all) => dimension(value).map(|length| all.map(|own| (own, length.clone())).to_vec()).unwrap_or_default(),
    };
    add(sheets, id, attribute, value, sets);
}

fn add(sheets: &mut Sheets, id: NodeId, attribute: &'static str, value: &str, sets: Vec<(P, Value)>) {
    if let Some((first, _)) = sets.first() {
        let property = first.name();
        sheets.hint(Place::Attribute(id, attribute), property, value, sets);
    }
}

const REPLACED: [&str; 7] = ["img", "input", "iframe", "embed", "object", "video", "marquee"];
const SIZED: [&str; 18] = [
    "table", "td", "th", "col", "colgroup", "img", "input", "iframe", "embed", "object", "video", "canvas", "hr", "tr",
    "thead", "tbody", "tfoot", "marquee",
];
const COLOURED: [&str; 9] = ["body", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "marquee"];

fn word(text: &str) -> Value {
    Value::Word(text.to_owned())
}

fn align(name: &str, value: &str) -> Vec<(P, Value)> {
    let value = value.trim().to_ascii_lowercase();
    match name {
        "table" | "hr" => match value.as_str() {
            "center" => vec![(P::MarginLeft, word("auto")), (P::MarginRight, word("auto"))],
            "left" | "right" if name == "table" => vec![(P::Float, word(&value))],
            _ => Vec::new(),
        },
        "img" | "iframe" | "embed" | "object" | "input" | "marquee" => match value.as_str() {
            "left" | "right" => vec![(P::Float, word(&value))],
            _ => Vec::new(),
        },
        "div" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" => match value.as_str() {
            "center" | "middle" => vec![(P::TextAlign, word("-webkit-center"))],
            "left" | "right" => vec![(P::TextAlign, word(&format!("-webkit-{value}")))],
            "justify" => vec![(P::TextAlign, word("justify"))],
            _ => Vec::new(),
        },
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => match value.as_str() {
            "center" | "left" | "right" | "justify" => vec![(P::TextAlign, word(&value))],
            _ => Vec::new(),
        },
        "caption" => match value.as_str() {
            "left" | "right" | "center" => vec![(P::TextAlign, word(&value))],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A length by HTML's rules for dimension values: `300`, `300px` and `300.5 whatever` are px, `50%` a share.
pub(super) fn dimension(value: &str) -> Option<Value> {
    let value = value.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']);
    if !value.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let digits = value.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(value.len());
    let (head, tail) = value.split_at_checked(digits)?;
    let (Some(count), _) = number(head) else { return None };
    let length = if tail.starts_with('%') { Length::share(count.over(Ratio::whole(100))?) } else { Length::px(count) };
    Some(Value::Length(length))
}

fn colour(property: P, value: &str) -> Vec<(P, Value)> {
    Colour::legacy(value).map(|rgba: Rgba| vec![(property, Value::Colour(Colour::Of(rgba)))]).unwrap_or_default()
}

fn face(value: &str) -> Vec<(P, Value)> {
    parts_of_text(value)
        .and_then(|parts| families(&parts))
        .map(|names| vec![(P::FontFamily, Value::Names(names))])
        .unwrap_or_default()
}

fn sides(value: &str, sides: [P; 2]) -> Vec<(P, Value)> {
    dimension(value).map(|length| sides.map(|own| (own, length.clone())).to_vec()).unwrap_or_default()
}

/// `<font size>`: one to seven, `+n` and `-n` counting from three.
fn font_size(value: &str) -> Vec<(P, Value)> {
    const WORDS: [&str; 7] = ["x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"];
    let value = value.trim();
    let digits: String =
        value.trim_start_matches(['+', '-']).chars().take_while(char::is_ascii_digit).take(4).collect();
    let Ok(count) = digits.parse::<i32>() else { return Vec::new() };
    let step = match value.chars().next() {
        Some('+') => 3 + count,
        Some('-') => 3 - count,
        _ => count,
    };
    let at = usize::try_from(step.clamp(1, 7) - 1).unwrap_or(0);
    WORDS.get(at).map(|size| vec![(P::FontSize, word(size))]).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dimensions_follow_html() {
        let px = |n, d| Some(Value::Length(Length::px(Ratio::of(n, d))));
        assert_eq!(dimension("300"), px(300, 1));
        assert_eq!(dimension(" 300px"), px(300, 1));
        assert_eq!(dimension("1.5em"), px(3, 2));
        assert_eq!(dimension("50 %"), px(50, 1));
        assert_eq!(dimension("50%"), Some(Value::Length(Length::share(Ratio::of(1, 2)))));
        assert_eq!(dimension("auto"), None);
        assert_eq!(dimension("-5"), None);
    }

    #[test]
    fn font_sizes_count_from_three() {
        let size = |text| font_size(text).into_iter().map(|(_, value)| value.word().unwrap().to_owned()).next();
        assert_eq!(size("+1").as_deref(), Some("large"));
        assert_eq!(size("-9").as_deref(), Some("x-small"));
        assert_eq!(size("7").as_deref(), Some("xxx-large"));
        assert_eq!(size("x"), None);
    }
}
