//! From html5gum's tokens, which know their bytes, to html5ever's tree builder.

use super::document::{Tag, TagAttribute};
use super::places::{Now, is_void};
use super::sink::SpanSink;
use crate::limits::Limits;
use crate::offsets::{OffsetMap, Run};
use ego_tree::NodeId;
use html5ever::interface::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{self, Doctype, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, QualName, ns};
use html5gum::{Emitter, Error, State};
use std::collections::HashMap;
use std::convert::Infallible;
use std::rc::Rc;

pub(super) type Builder = TreeBuilder<NodeId, SpanSink>;

/// Attributes of one tag that are read; more are met in attacks alone.
const MOST_ATTRIBUTES: usize = 250;

/// Text that is being collected, and how far the source is used up.
#[derive(Default)]
struct Collected {
    text: String,
    map: OffsetMap,
    start: usize,
    reached: usize,
    /// Bytes of a character that a chunk cut.
    half: Vec<u8>,
}

#[derive(Default)]
struct TagState {
    is_end: bool,
    self_closing: bool,
    name: Vec<u8>,
    name_start: usize,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
    places: Vec<TagAttribute>,
    value_reached: usize,
}

pub(super) struct SpanEmitter<'a> {
    builder: &'a Builder,
    source: &'a [u8],
    limits: &'a Limits,
    position: usize,
    opening: usize,
    chars: Collected,
    tag: TagState,
    last_start: Vec<u8>,
    comment: Vec<u8>,
    doctype: Doctype,
    next_state: Option<State>,
    /// End tags to pass over: of elements that were closed at once for being nested too deep.
    passed_over: HashMap<Vec<u8>, usize>,
    open: &'a std::cell::Cell<Option<&'static str>>,
}

impl<'a> SpanEmitter<'a> {
    pub(super) fn new(
        builder: &'a Builder,
        source: &'a str,
        limits: &'a Limits,
        open: &'a std::cell::Cell<Option<&'static str>>,
    ) -> Self {
        Self {
            builder,
            source: source.as_bytes(),
            limits,
            position: 0,
            opening: 0,
            chars: Collected::default(),
            tag: TagState::default(),
            last_start: Vec::new(),
            comment: Vec::new(),
            doctype: Doctype::default(),
            next_state: None,
            passed_over: HashMap::new(),
            open,
        }
    }

    fn send(&mut self, token: Token) {
        if self.builder.sink.places.borrow().created > self.limits.elements {
            self.open.set(Some("limit.elements"));
            if !matches!(token, Token::EOFToken) {
                return;
            }
        }
        match self.builder.process_token(token, 1) {
            TokenSinkResult::Plaintext => self.next_state = Some(State::PlainText),
            TokenSinkResult::RawData(RawKind::Rcdata) => self.next_state = Some(State::RcData),
            TokenSinkResult::RawData(RawKind::Rawtext) => self.next_state = Some(State::RawText),
            TokenSinkResult::RawData(_) => self.next_state = Some(State::ScriptData),
            TokenSinkResult::Script(_) => self.next_state = Some(State::Data),
            _ => {}
        }
    }

    fn flush_text(&mut self) {
        if self.chars.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.chars.text);
        let map = std::mem::take(&mut self.chars.map);
        let tendril = StrTendril::from(text.as_str());
        let range = self.chars.start..self.chars.reached;
        self.builder.sink.places.borrow_mut().begin_text(text, map, range);
        self.send(Token::CharacterTokens(tendril));
        self.builder.sink.places.borrow_mut().end_text();
    }

    fn begin(&self, now: Now) {
        self.builder.sink.places.borrow_mut().begin(now, self.opening..self.position);
    }

    /// After anything but text: what was held back has come by now.
    fn after(&mut self) {
        self.builder.sink.places.borrow_mut().forget_pending();
        self.chars.start = self.position;
        self.chars.reached = self.position;
    }

    fn start_tag(&mut self) {
        self.last_start.clone_from(&self.tag.name);
        let mut attributes: Vec<Attribute> = Vec::with_capacity(self.tag.attributes.len() + 1);
        let mut doubled = false;
        for ((name, value), place) in self.tag.attributes.iter().zip(&mut self.tag.places) {
            place.name = String::from_utf8_lossy(name).into_owned();
            let name = QualName::new(None, ns!(), LocalName::from(place.name.as_str()));
            if attributes.iter().any(|other| other.name == name) {
                doubled = true;
            } else {
                attributes.push(Attribute { name, value: tendril(value) });
            }
        }
        let name = String::from_utf8_lossy(&self.tag.name).into_owned();
        let (number, depth) = {
            let mut places = self.builder.sink.places.borrow_mut();
            places.tags.push(Rc::new(Tag {
                range: self.opening..self.position,
                name_range: self.tag.name_start..self.tag.name_start + self.tag.name.len(),
                attributes: std::mem::take(&mut self.tag.places),
            }));
            (places.tags.len() - 1, places.depth)
        };
        attributes.extend(self.builder.sink.mark(number));
        self.begin(Now::Start(number));
        self.send(Token::TagToken(tokenizer::Tag {
            kind: TagKind::StartTag,
            name: LocalName::from(name.as_str()),
            self_closing: self.tag.self_closing,
            attrs: attributes,
            had_duplicate_attributes: doubled,
        }));
        if depth >= self.limits.element_depth && !is_void(&name) && self.next_state.is_none() {
            self.open.set(Some("limit.element_depth"));
            *self.passed_over.entry(self.tag.name.clone()).or_default() += 1;
            self.send(end_token(&name));
        }
    }

    fn end_tag(&mut self) {
        self.last_start.clear();
        if let Some(count) = self.passed_over.get_mut(&self.tag.name).filter(|count| **count > 0) {
            *count -= 1;
            return;
        }
        let name = String::from_utf8_lossy(&self.tag.name).into_owned();
        self.begin(Now::End);
        self.builder.sink.places.borrow_mut().end_name.clone_from(&name);
        self.send(end_token(&name));
        self.builder.sink.places.borrow_mut().end_unmatched();
    }

    fn nul(&mut self) {
        self.flush_text();
        self.opening = self.position.saturating_sub(1);
        self.begin(Now::Other);
        self.send(Token::NullCharacterToken);
        self.chars.start = self.position;
        self.chars.reached = self.position;
    }
}

fn end_token(name: &str) -> Token {
    Token::TagToken(tokenizer::Tag {
        kind: TagKind::EndTag,
        name: LocalName::from(name),
        self_closing: false,
        attrs: Vec::new(),
        had_duplicate_attributes: false,
    })
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from(String::from_utf8_lossy(bytes).as_ref())
}

/// Maps the decoded chunk `text`, which begins at `from` in the source at the earliest and ends at `to` at the latest;
/// returns how far the source is used up.
fn map_chunk(map: &mut OffsetMap, source: &[u8], text: &[u8], from: usize, to: usize) -> usize {
    let mut from = from;
    let mut text = text;
    loop {
        // The LF of a CR LF whose CR has already been read as a line end.
        if from > 0 && source.get(from) == Some(&b'\n') && source.get(from - 1) == Some(&b'\r') {
            from += 1;
        }
        let rest = source.get(from..).unwrap_or_default();
        let reference = text == b"&" && rest.starts_with(b"&") && to > from + 1;
        if !reference && rest.starts_with(text) {
            map.push(text.len(), from..from + text.len(), Run::Aligned, false);
            return from + text.len();
        }
        match rest.first() {
            Some(b'&') => {
                map.push(text.len(), from..to.max(from), Run::Unit, false);
                return to.max(from);
            }
            Some(b'\r') if text.first() == Some(&b'\n') => {
                let end = from + 1 + usize::from(rest.get(1) == Some(&b'\n'));
                map.push(1, from..end, Run::Unit, false);
                from = end;
                text = text.get(1..).unwrap_or_default();
                if text.is_empty() {
                    return end;
                }
            }
            _ => return map_rest(map, source, text, from, to),
        }
    }
}

fn map_rest(map: &mut OffsetMap, source: &[u8], text: &[u8], from: usize, to: usize) -> usize {
    let between = source.get(from..to).unwrap_or_default();
    match memchr::memmem::find(between, text) {
        Some(found) if !text.is_empty() => {
            let range = from + found..from + found + text.len();
            map.push(text.len(), range.clone(), Run::Aligned, false);
            range.end
        }
        _ => {
            map.push(text.len(), from..to.max(from), Run::Unit, false);
            to.max(from)
        }
    }
}

impl Emitter for SpanEmitter<'_> {
    type Token = Infallible;

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.wrapping_add_signed(offset);
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn set_last_start_tag(&mut self, tag: Option<&[u8]>) {
        self.last_start = tag.unwrap_or_default().to_vec();
    }

    fn emit_eof(&mut self) {
        self.flush_text();
        let end = self.source.len();
        self.builder.sink.places.borrow_mut().begin(Now::Nothing, end..end);
        self.send(Token::EOFToken);
        self.builder.end();
    }

    fn emit_error(&mut self, _: Error) {}

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn init_string(&mut self) {
        if self.chars.text.is_empty() && self.chars.half.is_empty() {
            self.chars.start = self.position;
            self.chars.reached = self.position;
        }
    }

    fn emit_string(&mut self, chunk: &[u8]) {
        if chunk == b"\0" {
            self.nul();
            return;
        }
        let chars = &mut self.chars;
        if chars.text.is_empty() && chars.half.is_empty() {
            chars.reached = chars.reached.max(chars.start);
        }
        chars.half.extend_from_slice(chunk);
        // Bytes are characters of a `str`, cut in two at worst.
        let Ok(text) = String::from_utf8(std::mem::take(&mut chars.half)).map_err(|cut| chars.half = cut.into_bytes())
        else {
            return;
        };
        chars.reached = map_chunk(&mut chars.map, self.source, text.as_bytes(), chars.reached, self.position);
        chars.text.push_str(&text);
    }

    fn init_start_tag(&mut self) {
        self.tag = TagState { name_start: self.opening + 1, ..TagState::default() };
    }

    fn init_end_tag(&mut self) {
        self.tag = TagState { is_end: true, name_start: self.opening + 2, ..TagState::default() };
    }

    fn init_comment(&mut self) {
        self.flush_text();
        self.comment.clear();
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text();
        self.next_state = None;
        if self.tag.is_end {
            self.end_tag()
        } else {
            self.start_tag()
        }
        self.after();
        self.next_state.take()
    }

    fn emit_current_comment(&mut self) {
        self.begin(Now::Other);
        let text = tendril(&self.comment);
        self.send(Token::CommentToken(text));
        self.after();
    }

    fn emit_current_doctype(&mut self) {
        self.begin(Now::Other);
        let doctype = std::mem::take(&mut self.doctype);
        self.send(Token::DoctypeToken(doctype));
        self.after();
    }

    fn set_self_closing(&mut self) {
        self.tag.self_closing = true;
    }

    fn set_force_quirks(&mut self) {
        self.doctype.force_quirks = true;
    }

    fn push_tag_name(&mut self, text: &[u8]) {
        self.tag.name.extend_from_slice(text);
    }

    fn push_comment(&mut self, text: &[u8]) {
        self.comment.extend_from_slice(text);
    }

    fn push_doctype_name(&mut self, text: &[u8]) {
        self.doctype.name.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn init_doctype(&mut self) {
        self.flush_text();
        self.doctype = Doctype::default();
    }

    fn init_attribute(&mut self) {
        if self.tag.attributes.len() >= MOST_ATTRIBUTES {
            self.open.set(Some("limit.attributes"));
            self.tag.attributes.pop();
            self.tag.places.pop();
        }
        let at = self.position.saturating_sub(1);
        self.tag.attributes.push((Vec::new(), Vec::new()));
        self.tag.places.push(TagAttribute {
            name: String::new(),
            name_range: at..at,
            value_range: None,
            value_map: OffsetMap::new(),
        });
    }

    fn push_attribute_name(&mut self, text: &[u8]) {
        if let (Some((name, _)), Some(place)) = (self.tag.attributes.last_mut(), self.tag.places.last_mut()) {
            name.extend_from_slice(text);
            place.name_range.end = self.position;
        }
    }

    fn init_attribute_value(&mut self) {
        self.tag.value_reached = self.position;
        if let Some(place) = self.tag.places.last_mut() {
            place.value_range = Some(self.position..self.position);
        }
    }

    fn push_attribute_value(&mut self, text: &[u8]) {
        let (Some((_, value)), Some(place)) = (self.tag.attributes.last_mut(), self.tag.places.last_mut()) else {
            return;
        };
        value.extend_from_slice(text);
        let from = self.tag.value_reached;
        self.tag.value_reached = map_chunk(&mut place.value_map, self.source, text, from, self.position);
        if let Some(range) = place.value_range.as_mut() {
            range.end = self.tag.value_reached;
        }
    }

    fn set_doctype_public_identifier(&mut self, value: &[u8]) {
        self.doctype.public_id = Some(tendril(value));
    }

    fn set_doctype_system_identifier(&mut self, value: &[u8]) {
        self.doctype.system_id = Some(tendril(value));
    }

    fn push_doctype_public_identifier(&mut self, text: &[u8]) {
        self.doctype.public_id.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn push_doctype_system_identifier(&mut self, text: &[u8]) {
        self.doctype.system_id.get_or_insert_default().push_tendril(&tendril(text));
    }

    fn start_open_tag(&mut self) {
        self.opening = self.position.saturating_sub(1);
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.tag.is_end && !self.last_start.is_empty() && self.last_start == self.tag.name
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
