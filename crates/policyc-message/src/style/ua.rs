//! What elements look like without any author's style (HTML, Rendering), as far as some fact depends on it.

use super::colour::{Colour, Rgba};
use super::flat::Flat;
use super::length::{Length, Terms};
use super::property::Property as P;
use super::value::Value;
use crate::model::Ratio;
use scraper::Html;

/// The display of an element by its name.
pub(super) fn display(flat: &Flat, html: &Html, at: usize) -> &'static str {
    let name = flat.name(at);
    let has = |attribute: &str| flat.attr(html, at, attribute).is_some();
    match name {
        "area" | "base" | "basefont" | "datalist" | "head" | "link" | "meta" | "noembed" | "noframes" | "param"
        | "rp" | "script" | "style" | "template" | "title" => "none",
        "embed" if has("hidden") => "inline",
        _ if has("hidden") => "none",
        "dialog" if !has("open") => "none",
        "audio" if !has("controls") => "none",
        "input" if flat.attr(html, at, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden")) => "none",
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog" | "dir"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3"
        | "h4" | "h5" | "h6" | "header" | "hgroup" | "hr" | "html" | "legend" | "listing" | "main" | "menu" | "nav"
        | "ol" | "optgroup" | "option" | "p" | "plaintext" | "pre" | "search" | "section" | "ul" | "xmp"
        | "frameset" | "frame" => "block",
        "li" | "summary" => "list-item",
        "table" => "table",
        "tr" => "table-row",
        "td" | "th" => "table-cell",
        "caption" => "table-caption",
        "col" => "table-column",
        "colgroup" => "table-column-group",
        "tbody" => "table-row-group",
        "thead" => "table-header-group",
        "tfoot" => "table-footer-group",
        "button" | "input" | "meter" | "progress" | "select" | "textarea" | "marquee" => "inline-block",
        _ => "inline",
    }
}

/// What an element declares of a property before any author speaks; none leaves the inherited or initial value.
pub(super) fn default(flat: &Flat, html: &Html, at: usize, property: P) -> Option<Value> {
    let name = flat.name(at);
    let word = |text: &str| Some(Value::Word(text.to_owned()));
    match property {
        P::Display => word(display(flat, html, at)),
        P::FontSize => match name {
            "h1" => em(2, 1),
            "h2" => em(3, 2),
            "h3" => em(117, 100),
            "h5" => em(83, 100),
            "h6" => em(67, 100),
            "small" | "sub" | "sup" => word("smaller"),
            "big" => word("larger"),
            "rt" => em(1, 2),
            "input" | "select" | "button" | "textarea" => Some(Value::Length(Length::px(Ratio::of(40, 3)))),
            _ => None,
        },
        P::FontFamily => match name {
            "code" | "kbd" | "listing" | "plaintext" | "pre" | "samp" | "tt" | "xmp" | "textarea" => {
                Some(Value::Names(vec!["monospace".to_owned()]))
            }
            _ => None,
        },
        P::TextAlign => match name {
            "th" | "caption" | "button" => word("center"),
            _ => None,
        },
        P::WhiteSpace => match name {
            "listing" | "plaintext" | "pre" | "xmp" => word("pre"),
            "textarea" => word("pre-wrap"),
            _ => None,
        },
        P::Direction => match flat.attr(html, at, "dir").map(str::to_ascii_lowercase).as_deref() {
            Some("rtl") => word("rtl"),
            Some("ltr") => word("ltr"),
            _ => None,
        },
        P::MarginTop | P::MarginBottom => vertical_margin(flat, at),
        P::PaddingTop | P::PaddingRight | P::PaddingBottom | P::PaddingLeft => match name {
            "td" | "th" => px(1),
            _ => None,
        },
        P::TextIndent if name == "table" => px(0),
        P::Colour | P::BackgroundColor => colour(flat, html, at, property),
        _ => None,
    }
}

fn em(n: i64, d: i64) -> Option<Value> {
    Some(Value::Length(Length::Terms(Terms { em: Ratio::of(n, d), ..Terms::default() })))
}

fn px(n: i64) -> Option<Value> {
    Some(Value::Length(Length::px(Ratio::whole(n))))
}

fn vertical_margin(flat: &Flat, at: usize) -> Option<Value> {
    let lists = |above: usize| matches!(flat.name(above), "ol" | "ul" | "dir" | "menu");
    match flat.name(at) {
        "body" => px(8),
        "blockquote" | "dl" | "figure" | "listing" | "p" | "plaintext" | "pre" | "xmp" => em(1, 1),
        "dir" | "menu" | "ol" | "ul" if flat.ancestors(at).any(lists) => None,
        "dir" | "menu" | "ol" | "ul" => em(1, 1),
        "h1" => em(67, 100),
        "h2" => em(83, 100),
        "h3" => em(1, 1),
        "h4" => em(133, 100),
        "h5" => em(167, 100),
        "h6" => em(233, 100),
        "hr" => em(1, 2),
        _ => None,
    }
}

/// The blue of an unvisited link, the yellow of a mark.
fn colour(flat: &Flat, html: &Html, at: usize, property: P) -> Option<Value> {
    let rgb = match (property, flat.name(at)) {
        (P::Colour, "a") if flat.attr(html, at, "href").is_some() => [0, 0, 0xEE],
        (P::Colour, "mark") => [0, 0, 0],
        (P::BackgroundColor, "mark") => [255, 255, 0],
        _ => return None,
    };
    Some(Value::Colour(Colour::Of(Rgba { rgb, alpha: 1000 })))
}
