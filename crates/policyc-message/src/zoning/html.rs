//! HTML: one walk over the tree, every text to its zone.

use super::builder::{Builder, is_space};
use super::{PartZones, QuoteText, quoting, signature};
use crate::html::HtmlDocument;
use crate::mapped::MappedText;
use crate::model::{Known, Zone};
use crate::visibility::{Sight, Visibility};
use crate::zones::ZoneText;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use policyc_diag::SourceId;
use scraper::Node;
use scraper::node::Element;

/// Elements whose content is no text of the message.
const CODE: [&str; 6] = ["script", "style", "iframe", "noembed", "noframes", "object"];

struct Walk<'a> {
    document: &'a HtmlDocument,
    sight: &'a Visibility,
    source: SourceId,
    part: usize,
    answers: bool,
    body: Builder,
    hidden: Builder,
    preheader: Option<Builder>,
    alt: Builder,
    /// The quote that is being read, and the element that holds it.
    quote: Option<(NodeId, Builder, Option<String>)>,
    quotes: Vec<QuoteText>,
    quote_depth: u32,
    deepest: u32,
    skipped: Option<NodeId>,
    signature: Option<(NodeId, usize)>,
}

/// Reads the zones of a document. `answers`: the message answers another.
pub(super) fn read(
    document: &HtmlDocument,
    sight: &Visibility,
    source: SourceId,
    part: usize,
    answers: bool,
) -> PartZones {
    let builder = |zone| Builder::new(source, zone, Some(part));
    let mut walk = Walk {
        document,
        sight,
        source,
        part,
        answers,
        body: builder(Zone::Body),
        hidden: builder(Zone::Hidden),
        preheader: None,
        alt: builder(Zone::Alt),
        quote: None,
        quotes: Vec::new(),
        quote_depth: 0,
        deepest: 0,
        skipped: None,
        signature: None,
    };
    for edge in document.tree().tree.root().traverse() {
        match edge {
            Edge::Open(node) => walk.open(node),
            Edge::Close(node) => walk.close(node),
        }
    }
    walk.finish()
}

impl Walk<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>) {
        if self.skipped.is_some() {
            return;
        }
        match node.value() {
            Node::Element(element) => self.open_element(node, element),
            Node::Text(_) => self.text(node),
            Node::Comment(comment) => self.comment(node.id(), comment),
            _ => {}
        }
    }

    fn sight_of(&self, node: NodeRef<'_, Node>) -> Sight {
        match (self.sight.nodes.get(&node.id()), node.parent()) {
            (None, Some(parent)) if node.value().is_text() => self.sight.of(parent.id()),
            _ => self.sight.of(node.id()),
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if CODE.contains(&name) {
            self.skipped = Some(node.id());
            return;
        }
        let sight = self.sight_of(node);
        if self.quote.is_none() && is_quote(element) {
            self.begin_quote(node);
        } else if self.quote.is_some() && is_quote(element) {
            self.quote_depth += 1;
            self.deepest = self.deepest.max(self.quote_depth);
        }
        if self.signature.is_none() && self.quote.is_none() && is_signature(element) {
            self.body.end_line(true);
            self.signature = Some((node.id(), self.body.len()));
        }
        if sight.block || self.begins_hidden(node, sight) {
            self.target(sight).end_line(true);
        }
        match name {
            "br" if sight.laid_out => self.target(sight).break_line(),
            "img" | "area" => self.alternative(node.id(), "alt"),
            "input" => self.input(node.id(), element, sight),
            _ => {}
        }
        self.alternative(node.id(), "title");
        self.alternative(node.id(), "aria-label");
    }

    /// Whether an element is the outermost of what is not laid out: such pieces are apart from each other.
    fn begins_hidden(&self, node: NodeRef<'_, Node>, sight: Sight) -> bool {
        let above = node.parent().map(|parent| self.sight.of(parent.id()));
        let titles = node.value().as_element().is_some_and(|element| element.name() == "title");
        titles || (!sight.laid_out && above.is_none_or(|above| above.laid_out))
    }

    /// The zone that what is seen like this goes to.
    fn target(&mut self, sight: Sight) -> &mut Builder {
        if !sight.laid_out || sight.visible == Known::Value(false) {
            return &mut self.hidden;
        }
        match &mut self.quote {
            Some((_, builder, _)) => builder,
            None => &mut self.body,
        }
    }

    fn text(&mut self, node: NodeRef<'_, Node>) {
        let sight = self.sight_of(node);
        let Some(text) = self.document.text(node.id()) else { return };
        self.push(&text, node.id(), sight);
    }

    fn push(&mut self, text: &MappedText, node: NodeId, sight: Sight) {
        let is_hidden = !sight.laid_out || sight.visible == Known::Value(false);
        let shows = text.text.chars().any(|c| !is_space(c) && !is_filler(c));
        if !is_hidden && shows && self.preheader.is_none() {
            let fresh = Builder::new(self.source, Zone::Hidden, Some(self.part));
            self.preheader = Some(std::mem::replace(&mut self.hidden, fresh));
        }
        if is_hidden && !shows {
            self.hidden.space(0..0);
            return;
        }
        let builder = self.target(sight);
        let start = builder.len();
        builder.push(text, 0..text.text.len(), Some(node), sight.keeps_space);
        if sight.visible.is_unknown() {
            builder.mark_unsure(start);
        }
    }

    fn alternative(&mut self, node: NodeId, attribute: &str) {
        let Some(value) = self.document.value(node, attribute).filter(|value| !value.text.trim().is_empty()) else {
            return;
        };
        self.alt.end_line(true);
        self.alt.push(&value, 0..value.text.len(), Some(node), false);
        self.alt.end_line(true);
    }

    fn input(&mut self, node: NodeId, element: &Element, sight: Sight) {
        let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
        if matches!(kind.as_str(), "submit" | "button" | "reset")
            && let Some(value) = self.document.value(node, "value")
        {
            self.push(&value, node, sight);
        }
    }

    /// Comments for one mail program: their text, tags left out.
    fn comment(&mut self, node: NodeId, comment: &str) {
        if !comment.trim_start().starts_with("[if") {
            return;
        }
        let Some(range) = self.document.node(node).and_then(|place| place.range.clone()) else { return };
        let html = self.document.html();
        let written = html.get(range.clone());
        let mut at = written.find('>').map_or(written.len(), |at| at + 1);
        // Alternate text and tags; `<style>` and `<script>` are none of the text.
        let mut code = false;
        while let Some(rest) = written.get(at..).filter(|rest| !rest.is_empty()) {
            let text = rest.find('<').unwrap_or(rest.len());
            let piece = range.start + at..range.start + at + text;
            if !code && !html.get(piece.clone()).trim().is_empty() {
                self.hidden.push(html, piece, None, false);
            }
            let tag = rest.get(text..).unwrap_or_default();
            let length = tag.find('>').map_or(tag.len(), |at| at + 1);
            let name = tag.get(1..).unwrap_or_default();
            let is_code = |name: &str| ["style", "script", "xml", "o:"].iter().any(|code| name.starts_with(code));
            code = is_code(name) || (code && !name.strip_prefix('/').is_some_and(is_code));
            self.hidden.end_line(true);
            at += text + length.max(1);
        }
    }

    fn begin_quote(&mut self, node: NodeRef<'_, Node>) {
        let introduced = quoting::trailing_attribution(self.body.text());
        let first = first_text(node);
        let inner = first.lines().any(quoting::is_attribution);
        let headed = quoting::leads_with_headers(first.lines());
        if introduced.is_none() && !inner && !headed && !self.answers {
            return;
        }
        let mut builder = Builder::new(self.source, Zone::Quoted, Some(self.part));
        let introduction = introduced.map(|at| self.body.split_off(at));
        if let Some(introduction) = &introduction {
            builder.append(introduction);
        }
        let said = introduction.map(|text| text.text.trim().replace('\n', " "));
        let said = said
            .or_else(|| first.lines().find(|line| quoting::is_attribution(line)).map(|line| line.trim().to_owned()));
        self.body.end_line(true);
        self.quote = Some((node.id(), builder, said));
        (self.quote_depth, self.deepest) = (1, 1);
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if self.skipped.is_some() {
            if self.skipped == Some(node.id()) {
                self.skipped = None;
            }
            return;
        }
        let Some(element) = node.value().as_element() else { return };
        let sight = self.sight_of(node);
        if sight.block || self.begins_hidden(node, sight) {
            self.target(sight).end_line(true);
        }
        if let Some((_, start)) = self.signature.take_if(|(holder, _)| *holder == node.id()) {
            let end = self.body.text().trim_end_matches(['\n', ' ']).len();
            self.body.mark_signature(start.min(end)..end);
        }
        if self.quote.as_ref().is_some_and(|(holder, _, _)| *holder == node.id()) {
            self.end_quote();
        } else if self.quote.is_some() && is_quote(element) {
            self.quote_depth = self.quote_depth.saturating_sub(1);
        }
    }

    fn end_quote(&mut self) {
        if let Some((element, builder, introduction)) = self.quote.take() {
            let text = builder.finish();
            self.quotes.push(QuoteText { text, depth: self.deepest, introduction, element: Some(element) });
        }
    }

    fn finish(mut self) -> PartZones {
        self.end_quote();
        let found = signature::find(self.body.text());
        if let Some(range) = found {
            self.body.mark_signature(range);
        }
        let mut others = Vec::new();
        if let Some(mut preheader) = self.preheader {
            preheader.mark_preheader();
            others.push(without_filler(preheader.finish()));
        }
        others.extend([without_filler(self.hidden.finish()), self.alt.finish()]);
        others.retain(|text| !text.text.is_empty());
        PartZones { body: self.body.finish(), others, quotes: self.quotes }
    }
}

/// The text without what fills its end up.
fn without_filler(text: ZoneText) -> ZoneText {
    let end = text.text.trim_end_matches(is_filler).len();
    if end == text.text.len() { text } else { text.slice(0..end) }
}

/// Characters that fill preheaders up and show nothing.
fn is_filler(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{34F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{2007}')
}

fn has_class(element: &Element, names: &[&str]) -> bool {
    element.attr("class").is_some_and(|classes| classes.split_whitespace().any(|class| names.contains(&class)))
}

fn is_quote(element: &Element) -> bool {
    let cites =
        element.name() == "blockquote" && element.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("cite"));
    let named = has_class(element, &["gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote"]);
    cites || named || element.attr("id").is_some_and(|id| matches!(id, "divRplyFwdMsg" | "isForwardContent"))
}

fn is_signature(element: &Element) -> bool {
    has_class(element, &["gmail_signature", "moz-signature", "protonmail_signature_block"])
        || element.attr("id").is_some_and(|id| id.eq_ignore_ascii_case("signature"))
}

/// The first lines of an element's text.
fn first_text(node: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    for inner in node.descendants().take(200) {
        match inner.value() {
            Node::Text(piece) => text.push_str(piece),
            Node::Element(element) if matches!(element.name(), "br" | "div" | "p" | "blockquote" | "tr") => {
                text.push('\n')
            }
            _ => {}
        }
        if text.len() > 1_000 {
            break;
        }
    }
    text
}
