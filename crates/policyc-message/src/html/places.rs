//! What is learnt about places while the tree is built.

use super::document::{NodePlace, Tag};
use crate::offsets::OffsetMap;
use ego_tree::NodeId;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;
use std::rc::Rc;

/// The token that the tree builder works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Now {
    /// The end of the document.
    #[default]
    Nothing,
    /// A start tag, by its number.
    Start(usize),
    End,
    Text,
    Other,
}

/// How many open elements are searched for an end tag that closes none by itself.
const SEARCHED: usize = 600;

#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) tags: Vec<Rc<Tag>>,
    pub(super) nodes: HashMap<NodeId, NodePlace>,
    pub(super) now: Now,
    pub(super) range: Range<usize>,
    pub(super) end_name: String,
    pub(super) end_matched: bool,
    start_created: bool,
    /// Text of the current token, how far it has been appended, and whether any of it has.
    text: String,
    map: OffsetMap,
    cursor: usize,
    used: bool,
    /// Text of earlier tokens that the tree builder holds back (table text).
    pending: VecDeque<(String, OffsetMap)>,
    open: Vec<(NodeId, String)>,
    depths: HashMap<NodeId, usize>,
    /// Depth of the element that is open now.
    pub(super) depth: usize,
    /// Elements made so far.
    pub(super) created: usize,
}

impl Places {
    pub(super) fn begin(&mut self, now: Now, range: Range<usize>) {
        self.now = now;
        self.range = range;
        self.end_matched = false;
        self.start_created = false;
    }

    pub(super) fn begin_text(&mut self, text: String, map: OffsetMap, range: Range<usize>) {
        self.begin(Now::Text, range);
        (self.text, self.map, self.cursor, self.used) = (text, map, 0, false);
    }

    /// Keeps text that was not appended yet; it may come later.
    pub(super) fn end_text(&mut self) {
        if !self.used {
            let kept = (std::mem::take(&mut self.text), std::mem::take(&mut self.map));
            self.pending.push_back(kept);
        }
    }

    pub(super) fn forget_pending(&mut self) {
        self.pending.clear();
    }

    pub(super) fn created(&mut self, node: NodeId, name: &str, tag: Option<usize>) {
        self.created += 1;
        let again = match (tag, self.now) {
            (Some(tag), Now::Start(now)) => tag != now || self.start_created,
            (Some(_), _) => true,
            (None, _) => false,
        };
        let start_tag = tag.and_then(|tag| self.tags.get(tag)).cloned();
        if start_tag.is_some() && !again {
            self.start_created = true;
            if !is_void(name) {
                self.open.push((node, name.to_owned()));
            }
        }
        self.nodes.insert(node, NodePlace { start_tag, again, ..NodePlace::default() });
    }

    pub(super) fn comment(&mut self, node: NodeId) {
        self.nodes.insert(node, NodePlace { range: Some(self.range.clone()), ..NodePlace::default() });
    }

    pub(super) fn appended(&mut self, parent: NodeId, child: NodeId) {
        let depth = self.depths.get(&parent).copied().unwrap_or_default() + 1;
        self.depths.insert(child, depth);
        self.depth = depth;
    }

    pub(super) fn popped(&mut self, node: NodeId, name: &str) {
        self.depth = self.depths.get(&node).copied().unwrap_or(1).saturating_sub(1);
        let matches = self.now == Now::End && !self.end_matched && name.eq_ignore_ascii_case(&self.end_name);
        let range = self.range.clone();
        if matches {
            self.end_matched = true;
            if let Some(place) = self.nodes.get_mut(&node) {
                place.end_tag.get_or_insert(range);
            }
        }
        self.close(node);
    }

    fn close(&mut self, node: NodeId) {
        let place = self.open.iter().rev().take(SEARCHED).position(|(open, _)| *open == node);
        if let Some(place) = place {
            self.open.remove(self.open.len() - 1 - place);
        }
    }

    /// The adoption agency, `</body>` and `</html>` pop nothing: the last open element of that name is theirs.
    pub(super) fn end_unmatched(&mut self) {
        if self.end_matched {
            return;
        }
        let found = self.open.iter().rev().take(SEARCHED).find(|(_, name)| name.eq_ignore_ascii_case(&self.end_name));
        let Some((node, _)) = found.cloned() else { return };
        let range = self.range.clone();
        if let Some(place) = self.nodes.get_mut(&node) {
            place.end_tag.get_or_insert(range);
        }
        self.close(node);
    }

    /// Where a text that is being appended comes from.
    pub(super) fn map_of(&mut self, text: &str) -> OffsetMap {
        if self.now == Now::Text {
            let rest = self.text.get(self.cursor..).unwrap_or_default();
            let found = if rest.starts_with(text) { Some(0) } else { rest.find(text) };
            if let Some(found) = found {
                let range = self.cursor + found..self.cursor + found + text.len();
                self.cursor = range.end;
                self.used = true;
                return self.map.slice(range);
            }
        }
        while let Some((held, map)) = self.pending.pop_front() {
            if held == text {
                return map;
            }
            if held.ends_with(text) {
                return map.slice(held.len() - text.len()..held.len());
            }
        }
        OffsetMap::new()
    }

    /// Adds a map to a text node that had `before` bytes.
    pub(super) fn add_text(&mut self, node: NodeId, before: usize, length: usize, map: &OffsetMap) {
        let place = self.nodes.entry(node).or_default();
        if place.text_map.len() < before {
            let at = place.text_map.place(place.text_map.len());
            place.text_map.push_unit(before - place.text_map.len(), at..at);
        }
        if map.len() == length {
            place.text_map.extend(map, 0..length, false);
        } else {
            // Characters that the tree builder made itself (for NUL) stand for what the token spans.
            place.text_map.push_unit(length, self.range.clone());
        }
    }
}

/// Elements that never have content.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
