//! A message's HTML as a report may show it: laid out alike, with places marked, and without anything that loads, runs,
//! leads away or is filled in. Built from the tree by a list of what is let through, never by taking things out of text.

use super::HtmlDocument;
use ego_tree::{NodeId, NodeRef, iter::Edge};
use policyc_diag::Span;
use scraper::Node;
use std::{fmt::Write, ops::Range};

/// Elements that keep their tag.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "br",
    "wbr",
];
/// Those of them without an end tag.
const VOID: &[&str] = &["br", "col", "hr", "wbr"];
/// Elements of which nothing is shown, nor of what they hold.
const DROPPED: &[&str] = &[
    "script", "template", "iframe", "object", "embed", "svg", "math", "audio", "video", "canvas", "title", "noscript",
    "select", "textarea", "applet", "frameset", "noembed", "noframes", "style",
];
/// Attributes that only lay out.
const ATTRIBUTES: &[&str] = &[
    "align",
    "valign",
    "width",
    "height",
    "colspan",
    "rowspan",
    "bgcolor",
    "color",
    "size",
    "face",
    "dir",
    "lang",
    "border",
    "cellpadding",
    "cellspacing",
    "class",
    "start",
    "type",
];
/// So many bytes of HTML are written at most.
const LARGEST: usize = 1 << 20;

/// A place of a finding: its bytes in the source, and the finding's number.
pub type Mark = (Span, usize);

impl HtmlDocument {
    /// The document without anything that loads, runs or leads away; places are marked with their numbers.
    #[must_use]
    pub fn harmless(&self, marks: &[Mark]) -> String {
        let mut out = String::new();
        let mut dropped: Option<NodeId> = None;
        for edge in self.tree.tree.root().traverse() {
            if out.len() > LARGEST {
                out.push_str("<p>… the rest is left out</p>");
                break;
            }
            match edge {
                Edge::Open(_) if dropped.is_some() => {}
                Edge::Open(node) => {
                    if self.begin(node, marks, &mut out) {
                        dropped = Some(node.id());
                    }
                }
                Edge::Close(node) => match dropped {
                    Some(id) if id == node.id() => dropped = None,
                    Some(_) => {}
                    None => close(node, &mut out),
                },
            }
        }
        out
    }

    /// Writes the beginning of a node; returns whether what it holds is left out.
    fn begin(&self, node: NodeRef<'_, Node>, marks: &[Mark], out: &mut String) -> bool {
        match node.value() {
            Node::Text(_) => {
                if let Some(text) = self.text(node.id()) {
                    let of = |mark: &Mark| (mark.0.source == self.source).then(|| text.map.decoded(mark.0.range()));
                    let ranges: Vec<(Range<usize>, usize)> =
                        marks.iter().filter_map(|mark| of(mark).map(|range| (range, mark.1))).collect();
                    out.push_str(&marked(&text.text, &ranges));
                }
                false
            }
            Node::Element(element) => {
                let name = element.name();
                self.badges(node.id(), marks, out);
                if name == "style" {
                    let css: String =
                        node.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
                    let _ = write!(out, "<style>{}</style>", tame(&css).replace('<', ""));
                }
                if DROPPED.contains(&name) {
                    return true;
                }
                if name == "img" || name == "input" {
                    placeholder(element, out);
                } else if KEPT.contains(&name) {
                    start(name, element, out);
                } else if name == "body" {
                    start("div", element, out);
                }
                false
            }
            _ => false,
        }
    }

    /// Numbers of findings that stand in a start tag.
    fn badges(&self, node: NodeId, marks: &[Mark], out: &mut String) {
        let tag = self.tag_spans(node);
        let meets = |mark: &Span| {
            tag.iter().any(|tag| tag.source == mark.source && tag.start < mark.end && mark.start < tag.end)
        };
        let mut numbers: Vec<usize> = marks.iter().filter(|(span, _)| meets(span)).map(|(_, number)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let _ = write!(out, "<mark class=\"policyc-tag\">finding {number}</mark>");
        }
    }
}

fn start(name: &str, element: &scraper::node::Element, out: &mut String) {
    let _ = write!(out, "<{name}");
    for (key, value) in element.attrs() {
        if ATTRIBUTES.contains(&key) {
            let _ = write!(out, " {key}=\"{}\"", escaped(value));
        } else if key == "style" {
            let _ = write!(out, " style=\"{}\"", escaped(&tame(value)));
        } else if key == "href" {
            let _ = write!(out, " class=\"policyc-link\" title=\"leads to {}\"", escaped(value));
        }
    }
    out.push('>');
}

fn close(node: NodeRef<'_, Node>, out: &mut String) {
    let Node::Element(element) = node.value() else { return };
    let name = element.name();
    if name == "body" {
        out.push_str("</div>");
    } else if KEPT.contains(&name) && !VOID.contains(&name) {
        let _ = write!(out, "</{name}>");
    }
}

fn placeholder(element: &scraper::node::Element, out: &mut String) {
    let what = if element.name() == "img" { "image" } else { "field" };
    let text = element.attr("alt").or(element.attr("value")).unwrap_or_default();
    let from: String = element.attr("src").unwrap_or_default().chars().take(80).collect();
    let _ = write!(out, "<span class=\"policyc-image\">{what}: {} {}</span>", escaped(text), escaped(&from));
}

/// Style without anything that loads. The page's own rules forbid loading too; this keeps it from being tried.
fn tame(css: &str) -> String {
    let lower = css.to_ascii_lowercase();
    if css.contains('\\') || ["@import", "url", "image-set", "src("].iter().any(|word| lower.contains(word)) {
        return String::new();
    }
    css.to_owned()
}

/// A text with ranges marked; where several overlap each number is told.
#[must_use]
pub fn marked(text: &str, ranges: &[(Range<usize>, usize)]) -> String {
    let snap = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let ranges: Vec<(Range<usize>, usize)> =
        ranges.iter().map(|(range, number)| (snap(range.start)..snap(range.end), *number)).collect();
    let mut cuts: Vec<usize> =
        ranges.iter().flat_map(|(range, _)| [range.start, range.end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let Some(piece) = text.get(*from..*to) else { continue };
        let inside = ranges.iter().any(|(range, _)| range.start <= *from && *to <= range.end);
        if !inside {
            out.push_str(&escaped(piece));
            continue;
        }
        let _ = write!(out, "<mark>{}", escaped(piece));
        let mut ends: Vec<usize> = ranges
            .iter()
            .filter(|(range, _)| range.end == *to && range.start < *to)
            .map(|(_, number)| *number)
            .collect();
        ends.sort_unstable();
        ends.dedup();
        for number in ends {
            let _ = write!(out, "<sup>[finding {number}]</sup>");
        }
        out.push_str("</mark>");
    }
    out
}

/// The reference that stands for a sign of markup, in HTML and XML.
#[must_use]
pub fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    })
}

/// A text as HTML has it, in content and in values; what cannot be seen stays as it is.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None => out.push(c),
        }
    }
    out
}

/// Text as it may stand in HTML, also in a quoted attribute. Controls and signs that turn the order of text are spelt.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if entity(c).is_some() => out.extend(entity(c)),
            '\n' | '\t' => out.push(c),
            '\r' => {}
            c if c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') => {
                let _ = write!(out, "&lt;U+{:04X}&gt;", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, marked, tame};
    use crate::{Limits, read_html};
    use policyc_diag::{SourceId, Span};

    fn harmless(html: &str, marks: &[(std::ops::Range<usize>, usize)]) -> String {
        let message = read_html(SourceId(0), html.as_bytes(), &Limits::default());
        let marks: Vec<_> =
            marks.iter().map(|(range, number)| (Span::new(SourceId(0), range.start, range.end), *number)).collect();
        message.html_tree().map(|tree| tree.harmless(&marks)).unwrap_or_default()
    }

    #[test]
    fn nothing_that_loads_runs_or_leads_away_is_left() {
        let html = "<html><head><base href='//x'><meta http-equiv=refresh content='0;url=//x'><link rel=preload href=//x>\
            <style>p{background:url(//x)}</style><style>p{color:red}</style><script>alert(1)</script></head>\
            <body onload=alert(1) background=//x><a href='javascript:alert(1)' ping=//x onclick=x>go</a><img src=//x srcset=//x \
            onerror=alert(1) alt='<b>'><form action=//x><input value=v><button formaction=//x>send</button></form>\
            <svg><a href=//x><style><img src=x></style></a></svg><iframe src=//x></iframe><p style='background:URL(//x)'>a</p>\
            <math><mtext></mtext></math><video src=//x poster=//x></video></body></html>";
        let shown = harmless(html, &[]);
        let again = scraper::Html::parse_fragment(&shown);
        for node in again.tree.values().filter_map(|node| node.as_element()) {
            assert!(
                !["script", "img", "iframe", "link", "meta", "base", "form", "input", "svg", "video", "button"]
                    .contains(&node.name()),
                "{} in {shown}",
                node.name()
            );
            for (key, value) in node.attrs() {
                assert!(!["href", "src", "srcset", "action", "ping", "background", "poster"].contains(&key), "{key}");
                assert!(!key.starts_with("on"), "{key}");
                assert!(key != "style" || !value.to_lowercase().contains("url"), "{value}");
            }
        }
        assert!(shown.contains("go</a>") && shown.contains("p{color:red}") && shown.contains("send"), "{shown}");
    }

    #[test]
    fn places_are_marked_in_text_and_at_tags() {
        let html = "<p>See <a href=\"http://x.example\">us &amp; them</a></p>";
        let shown = harmless(html, &[(7..34, 1), (34..47, 2)]);
        assert!(shown.contains("<mark class=\"policyc-tag\">finding 1</mark><a"), "{shown}");
        assert!(shown.contains("<mark>us &amp; them<sup>[finding 2]</sup></mark>"), "{shown}");
    }

    #[test]
    fn overlapping_places_are_all_told() {
        assert_eq!(
            marked("abcdé", &[(0..3, 1), (2..6, 2)]),
            "<mark>ab</mark><mark>c<sup>[finding 1]</sup></mark><mark>dé<sup>[finding 2]</sup></mark>"
        );
        assert_eq!(marked("é", &[(1..1, 1), (9..12, 2)]), "é");
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(escaped("<a b='\"&\u{202e}\u{0}"), "&lt;a b=&#39;&quot;&amp;&lt;U+202E&gt;&lt;U+0000&gt;");
        assert_eq!(tame("a{b:u\\72l(x)}"), "");
    }
}
