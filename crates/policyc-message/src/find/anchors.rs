//! Links of HTML: anchors, areas, forms, handlers, comments for one mail program, one-click actions.

use super::target;
use super::written::{self, What};
use crate::html::HtmlDocument;
use crate::message::{Document, Message};
use crate::model::{Item, Known, Link, LinkOrigin, Zone};
use crate::visibility::{Sight, Visibility};
use crate::zones::ZoneText;
use ego_tree::{NodeId, NodeRef};
use policyc_diag::Span;
use regex::Regex;
use scraper::Node;
use scraper::node::Element;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;
use url::Url;

/// Whose link it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The sender's.
    Own,
    /// In the quote of this number.
    Quote(usize),
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(
            #[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
            static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).unwrap());
        )*
    };
}

patterns! {
    IN_SCRIPT = r#"(?i)((?:https?|ftp):)?//[^\s"'<>\\)]+|(?:location(?:\.href)?|window\.open)\s*[=(]\s*["'][^"']+"#;
    REFRESH = r#"(?i)url\s*=\s*["']?([^"']+)"#;
    OUTLOOK = r#"(?i)href\s*=\s*(?:"([^"]*)"|'([^']*)')"#;
    ACTION = r#""(?:url|target|urlTemplate|handlerUrl)"\s*:\s*"((?:https?:)?(?:\\?/){2}[^"]*)""#;
}

struct Reader<'a> {
    message: &'a Message,
    document: &'a HtmlDocument,
    sight: &'a Visibility,
    part: usize,
    base: Option<Url>,
    /// Elements by their id, once a label asks for one.
    ids: OnceCell<HashMap<String, NodeId>>,
    found: Vec<(Place, Link)>,
}

/// All links of a document.
pub(crate) fn find(message: &Message, document: &Document) -> Vec<(Place, Link)> {
    let sight = document.visibility(message.limits());
    let mut reader = Reader {
        message,
        document: &document.tree,
        sight,
        part: document.part,
        base: base(&document.tree),
        ids: OnceCell::new(),
        found: Vec::new(),
    };
    for node in document.tree.tree().tree.root().descendants() {
        match node.value() {
            Node::Element(element) => reader.element(node, element),
            Node::Comment(comment) => reader.comment(node, comment),
            _ => {}
        }
        if reader.found.len() > message.limits().items {
            break;
        }
    }
    reader.found
}

fn base(document: &HtmlDocument) -> Option<Url> {
    let elements = document.tree().tree.root().descendants().filter_map(|node| node.value().as_element());
    let base = elements.filter(|element| element.name() == "base").find_map(|element| element.attr("href"))?;
    Url::parse(base).ok()
}

impl Reader<'_> {
    fn element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let is_svg = &*element.name.ns == "http://www.w3.org/2000/svg";
        match element.name() {
            "a" if is_svg => {
                self.attribute(node, "href", LinkOrigin::Svg);
                self.attribute(node, "xlink:href", LinkOrigin::Svg);
            }
            "a" => self.attribute(node, "href", LinkOrigin::Anchor),
            "area" => self.attribute(node, "href", LinkOrigin::Area),
            "form" => self.attribute(node, "action", LinkOrigin::Form),
            "button" | "input" => self.attribute(node, "formaction", LinkOrigin::Form),
            "link" if element.attr("itemprop").is_some() => self.attribute(node, "href", LinkOrigin::Markup),
            "meta" => self.meta(node, element),
            "script" => self.script(node, element),
            _ => {}
        }
        for (name, value) in element.attrs().filter(|(name, _)| name.len() > 2 && name.starts_with("on")) {
            let ranges: Vec<Range<usize>> = IN_SCRIPT.find_iter(value).take(20).map(|found| found.range()).collect();
            for range in ranges {
                self.in_script(node, name, value, range);
            }
        }
    }

    /// A link whose address is an attribute.
    fn attribute(&mut self, node: NodeRef<'_, Node>, name: &str, origin: LinkOrigin) {
        let local = name.rsplit(':').next().unwrap_or(name);
        let Some(element) = node.value().as_element() else { return };
        let Some(value) = element.attr(name).or_else(|| element.attr(local)) else { return };
        if origin == LinkOrigin::Form && value.trim().is_empty() {
            return;
        }
        let places = self.document.attribute_spans(node.id(), name);
        self.add(node, value, origin, places);
    }

    fn add(&mut self, node: NodeRef<'_, Node>, href: &str, origin: LinkOrigin, places: Vec<Span>) {
        let mut link = Link { origin, ..Link::default() };
        target::describe(&mut link, href, self.base.as_ref(), self.message.settings());
        let (place, zone) = self.place_of(node);
        link.item = Item { places, zone, visible: self.sight_of(node).visible, ..Item::default() };
        if matches!(origin, LinkOrigin::Anchor | LinkOrigin::Area | LinkOrigin::Svg | LinkOrigin::Form) {
            self.content(node, &mut link);
        }
        link.item.also.extend(self.document.tag_spans(node.id()));
        self.host_places(node, href, &mut link);
        self.found.push((place, link));
    }

    fn sight_of(&self, node: NodeRef<'_, Node>) -> Sight {
        match (self.sight.nodes.get(&node.id()), node.parent()) {
            (None, Some(parent)) if node.value().is_text() => self.sight.of(parent.id()),
            _ => self.sight.of(node.id()),
        }
    }

    /// Text, name and images of a link.
    fn content(&self, node: NodeRef<'_, Node>, link: &mut Link) {
        let mut text = String::new();
        for inner in node.descendants().skip(1) {
            let seen = self.sight_of(inner).visible != Known::Value(false);
            match inner.value() {
                Node::Text(piece) if seen => text.push_str(piece),
                Node::Element(element) => match element.name() {
                    "img" | "image" | "input" if seen => {
                        link.has_image |= element.name() != "input";
                        text.push(' ');
                        text.push_str(element.attr("alt").or(element.attr("value")).unwrap_or_default());
                        text.push(' ');
                    }
                    "svg" if seen => link.has_image = true,
                    _ => {
                        text.push_str(if self.sight.of(inner.id()).block || element.name() == "br" { " " } else { "" });
                        link.has_image |= seen && has_background(element);
                    }
                },
                _ => {}
            }
        }
        let own = node.value().as_element();
        link.has_image |= own.is_some_and(|element| element.name() == "area" || has_background(element));
        if let Some(alt) = own.and_then(|element| element.attr("alt")) {
            text.push_str(alt);
        }
        link.item.text = shown(&text);
        link.shown_host = shown_host(&link.item.text);
        let label = own.and_then(|element| self.label(element));
        let title = || own.and_then(|element| element.attr("title")).map(shown).filter(|title| !title.is_empty());
        let content = Some(link.item.text.clone()).filter(|text| !text.is_empty());
        link.accessible_name = label.or(content).or_else(title);
        let texts: Vec<NodeId> =
            node.descendants().filter(|inner| inner.value().is_text()).map(|inner| inner.id()).collect();
        let spans = texts.into_iter().take(50).flat_map(|text| {
            let length =
                self.document.tree().tree.get(text).and_then(|node| node.value().as_text().map(|text| text.len()));
            self.document.text_spans(text, 0..length.unwrap_or_default())
        });
        link.item.fields.insert("text", spans.collect());
    }

    fn ids(&self) -> &HashMap<String, NodeId> {
        self.ids.get_or_init(|| {
            let mut ids = HashMap::new();
            for node in self.document.tree().tree.root().descendants() {
                if let Some(id) = node.value().as_element().and_then(Element::id) {
                    ids.entry(id.to_owned()).or_insert_with(|| node.id());
                }
            }
            ids
        })
    }

    /// `aria-labelledby`, `aria-label` (accname 1.2).
    fn label(&self, element: &Element) -> Option<String> {
        let by_id = |id: &str| {
            let named = self.document.tree().tree.get(*self.ids().get(id)?)?;
            let texts = named.descendants().filter_map(|node| node.value().as_text().map(|text| text.to_string()));
            Some(texts.collect::<Vec<_>>().join(" "))
        };
        let labelled = element.attr("aria-labelledby").map(|ids| {
            let names: Vec<String> = ids.split_whitespace().take(5).filter_map(by_id).collect();
            shown(&names.join(" "))
        });
        let label = || element.attr("aria-label").map(shown);
        labelled.filter(|name| !name.is_empty()).or_else(label).filter(|name| !name.is_empty())
    }

    /// Whose it is and in which zone it stands.
    fn place_of(&self, node: NodeRef<'_, Node>) -> (Place, Zone) {
        let quote = node.ancestors().find_map(|holder| self.message.quote_of(self.part, holder.id()));
        if let Some(quote) = quote {
            return (Place::Quote(quote), Zone::Quoted);
        }
        let sight = self.sight.of(node.id());
        if sight.visible == Known::Value(false) {
            return (Place::Own, Zone::Hidden);
        }
        let signed = node.ancestors().chain([node]).find_map(|holder| self.message.signed(self.part, holder.id()));
        let text = node.descendants().find(|inner| inner.value().is_text());
        let signed = signed.or_else(|| self.message.signed(self.part, text?.id()));
        (Place::Own, if signed.is_some() { Zone::Signature } else { Zone::Body })
    }

    /// Where in the address the host stands.
    fn host_places(&self, node: NodeRef<'_, Node>, href: &str, link: &mut Link) {
        let authority = href.find("//").map_or(0, |at| at + 2);
        let rest = href.get(authority..).unwrap_or_default();
        let length = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let host = rest.get(..length).unwrap_or_default();
        let user = host.rfind('@').map_or(0, |at| at + 1);
        if link.host.as_ref().value().is_some_and(Option::is_some) && length > user {
            let range = authority + user..authority + length;
            let spans = self.document.value_spans(node.id(), "href", range);
            if !spans.is_empty() {
                link.item.fields.insert("host", spans);
            }
        }
    }

    fn meta(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let content = element.attr("content").unwrap_or_default();
        if element.attr("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
            if let Some(url) = REFRESH.captures(content).and_then(|captures| captures.get(1)) {
                let places = self.document.value_spans(node.id(), "content", url.range());
                self.add(node, url.as_str(), LinkOrigin::Refresh, places);
            }
        } else if element.attr("itemprop").is_some_and(|name| matches!(name, "url" | "target")) && !content.is_empty() {
            let places = self.document.attribute_spans(node.id(), "content");
            self.add(node, content, LinkOrigin::Markup, places);
        }
    }

    /// One-click actions in JSON-LD; addresses in other scripts.
    fn script(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let is_data = element.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"));
        for inner in node.children() {
            let Some(text) = inner.value().as_text().map(|text| text.to_string()) else { continue };
            if is_data {
                for url in ACTION.captures_iter(&text).filter_map(|captures| captures.get(1)).take(200) {
                    let places = self.document.text_spans(inner.id(), url.range());
                    self.add(node, &url.as_str().replace("\\/", "/"), LinkOrigin::Markup, places);
                }
            }
        }
    }

    fn in_script(&mut self, node: NodeRef<'_, Node>, name: &str, value: &str, range: Range<usize>) {
        let whole = value.get(range.clone()).unwrap_or_default();
        let skipped = whole.find(['"', '\'']).map_or(0, |at| at + 1);
        let places = self.document.value_spans(node.id(), name, range.start + skipped..range.end);
        self.add(node, whole.get(skipped..).unwrap_or_default(), LinkOrigin::Script, places);
    }

    /// Links in comments for one mail program.
    fn comment(&mut self, node: NodeRef<'_, Node>, comment: &str) {
        if !comment.trim_start().starts_with("[if") {
            return;
        }
        let Some(range) = self.document.node(node.id()).and_then(|place| place.range.clone()) else { return };
        let written = self.document.html().get(range.clone()).to_owned();
        for captures in OUTLOOK.captures_iter(&written).take(200) {
            let Some(href) = captures.get(1).or_else(|| captures.get(2)) else { continue };
            // `<link>` and namespaces are no links.
            let tag = written.get(..href.start()).and_then(|before| before.rfind('<').and_then(|at| before.get(at..)));
            if tag.is_some_and(|tag| tag.starts_with("<link") || tag.starts_with("<base")) {
                continue;
            }
            let places = self.document.spans(range.start + href.start()..range.start + href.end());
            let plain = href.as_str().replace("&amp;", "&");
            self.add(node, &plain, LinkOrigin::Outlook, places);
            if let Some((_, link)) = self.found.last_mut() {
                link.item.visible = Known::Value(false);
                link.item.zone = if link.item.zone == Zone::Quoted { Zone::Quoted } else { Zone::Hidden };
            }
        }
    }
}

fn has_background(element: &Element) -> bool {
    let styled = element.attr("style").is_some_and(|style| style.contains("background") && style.contains("url("));
    element.attr("background").is_some() || styled
}

/// Words as shown: white space as one blank, signs without ink gone.
fn shown(text: &str) -> String {
    let inked: String = text.chars().filter(|c| !crate::fold::is_ignorable(*c)).collect();
    inked.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The host that a link's text spells.
fn shown_host(text: &str) -> Option<String> {
    let found = written::find(text).into_iter().find(|found| found.what == What::Link)?;
    let mut link = Link::default();
    target::describe(&mut link, &found.value, None, &crate::Settings::default());
    link.host.value().flatten()
}

/// Whether a place of a zone's text lies within an anchor that has an address.
pub(crate) fn stands_in_anchor(message: &Message, zone: &ZoneText, at: usize) -> bool {
    let (Some(node), Some(part)) = (zone.node_at(at), zone.part) else { return false };
    let Some(document) = message.documents().iter().find(|document| document.part == part) else { return false };
    let Some(node) = document.tree.tree().tree.get(node) else { return false };
    node.ancestors().chain([node]).any(|holder| {
        holder.value().as_element().is_some_and(|element| {
            matches!(element.name(), "a" | "area")
                && (element.attr("href").is_some() || element.attr("xlink:href").is_some())
        })
    })
}
