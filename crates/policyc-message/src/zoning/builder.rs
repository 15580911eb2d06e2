//! Puts the text of a zone together: white space as shown, lines and blocks marked.

use crate::mapped::MappedText;
use crate::model::Zone;
use crate::zones::ZoneText;
use ego_tree::NodeId;
use policyc_diag::SourceId;
use std::ops::Range;

#[derive(Debug)]
pub(super) struct Builder {
    zone: ZoneText,
    /// Source range of white space that will be a blank if more text follows on the line.
    blank: Option<Range<usize>>,
}

impl Builder {
    pub(super) fn new(source: SourceId, zone: Zone, part: Option<usize>) -> Self {
        Self { zone: ZoneText { zone, source, part, ..ZoneText::default() }, blank: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.zone.text.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.zone.text.len()
    }

    pub(super) fn text(&self) -> &str {
        &self.zone.text
    }

    fn at_line_start(&self) -> bool {
        self.zone.text.is_empty() || self.zone.text.ends_with('\n')
    }

    /// Adds `range` of a text; white space is collapsed unless it is kept.
    pub(super) fn push(&mut self, text: &MappedText, range: Range<usize>, node: Option<NodeId>, keep: bool) {
        if let Some(node) = node {
            self.zone.nodes.push((self.zone.text.len(), node));
        }
        if keep {
            self.push_lines(text, range);
            return;
        }
        let mut first = true;
        let piece = text.get(range.clone());
        let mut at = 0;
        while at < piece.len() {
            let rest = piece.get(at..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start_matches(is_space).len();
            if blanks > 0 {
                self.push_blank(text, range.start + at..range.start + at + blanks);
                at += blanks;
                continue;
            }
            let words = words_length(rest);
            self.push_words(text, range.start + at..range.start + at + words, first);
            first = false;
            at += words;
        }
    }

    fn push_blank(&mut self, text: &MappedText, range: Range<usize>) {
        if !self.at_line_start() && self.blank.is_none() {
            self.blank = Some(text.map.cover(range));
        }
    }

    fn push_words(&mut self, text: &MappedText, range: Range<usize>, first: bool) {
        if let Some(source) = self.blank.take() {
            self.zone.text.push(' ');
            self.zone.map.push_unit(1, source);
        }
        self.zone.text.push_str(text.get(range.clone()));
        match first {
            true => self.zone.map.extend(&text.map, range, false),
            false => self.zone.map.continue_with(&text.map, range),
        }
    }

    /// Adds text whose line ends are lines.
    pub(super) fn push_lines(&mut self, text: &MappedText, range: Range<usize>) {
        let mut from = range.start;
        let piece = text.get(range.clone()).to_owned();
        for line in piece.split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            if shown.trim().is_empty() {
                self.end_line(true);
            } else {
                self.push_words(text, from..from + shown.len(), false);
                if shown.len() < line.len() {
                    self.end_line(false);
                }
            }
            from += line.len();
        }
    }

    /// Adds a blank that stands for the source range, if words follow.
    pub(super) fn space(&mut self, source: Range<usize>) {
        if !self.at_line_start() {
            self.blank.get_or_insert(source);
        }
    }

    /// Ends the line. `paragraph`: the paragraph too.
    pub(super) fn end_line(&mut self, paragraph: bool) {
        self.blank = None;
        if !self.at_line_start() {
            self.zone.breaks.push(self.zone.text.len());
            let place = self.zone.map.place(self.zone.text.len());
            self.zone.text.push('\n');
            self.zone.map.push_unit(1, place..place);
        }
        let end = self.zone.breaks.last().copied();
        if let (true, Some(end)) = (paragraph, end)
            && self.zone.paragraph_ends.last() != Some(&end)
        {
            self.zone.paragraph_ends.push(end);
        }
    }

    /// A line break as `<br>` makes it: the second of two ends the paragraph.
    pub(super) fn break_line(&mut self) {
        let empty = self.at_line_start();
        self.end_line(empty);
    }

    /// Marks the text from `start` on as of unknown visibility.
    pub(super) fn mark_unsure(&mut self, start: usize) {
        let end = self.zone.text.len();
        match self.zone.unsure.last_mut() {
            Some(last) if start <= last.end + 1 => last.end = end,
            _ => self.zone.unsure.push(start..end),
        }
    }

    pub(super) fn mark_signature(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.zone.signature.push(range);
        }
    }

    pub(super) fn mark_preheader(&mut self) {
        self.zone.preheader = true;
    }

    /// Adds a text that was put together before, as a paragraph of its own.
    pub(super) fn append(&mut self, other: &ZoneText) {
        self.end_line(true);
        let at = self.zone.text.len();
        self.zone.text.push_str(&other.text);
        self.zone.map.extend(&other.map, 0..other.text.len(), false);
        self.zone.breaks.extend(other.breaks.iter().map(|end| end + at));
        self.zone.paragraph_ends.extend(other.paragraph_ends.iter().map(|end| end + at));
        self.zone.nodes.extend(other.nodes.iter().map(|(start, node)| (start + at, *node)));
        let shift = |range: &Range<usize>| range.start + at..range.end + at;
        self.zone.signature.extend(other.signature.iter().map(shift));
        self.zone.unsure.extend(other.unsure.iter().map(shift));
        self.end_line(true);
    }

    /// Takes away what begins at `at`.
    pub(super) fn split_off(&mut self, at: usize) -> ZoneText {
        let tail = self.zone.slice(at..self.zone.text.len());
        self.zone.text.truncate(at);
        self.zone.map.truncate(at);
        self.zone.breaks.truncate(self.zone.breaks.partition_point(|end| *end <= at));
        self.zone.paragraph_ends.truncate(self.zone.paragraph_ends.partition_point(|end| *end <= at));
        self.zone.nodes.truncate(self.zone.nodes.partition_point(|(start, _)| *start < at));
        self.zone.unsure.iter_mut().chain(&mut self.zone.signature).for_each(|range| range.end = range.end.min(at));
        self.zone.unsure.retain(|range| range.start < range.end);
        self.zone.signature.retain(|range| range.start < range.end);
        self.blank = None;
        tail
    }

    /// The text, without blank ends.
    pub(super) fn finish(self) -> ZoneText {
        let end = self.zone.text.trim_end_matches(['\n', ' ', '\t']).len();
        if end == self.zone.text.len() { self.zone } else { self.zone.slice(0..end) }
    }
}

/// White space that HTML collapses.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

/// Length of words with single blanks between them.
fn words_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = c == ' ' && chars.peek().is_some_and(|(_, next)| !is_space(*next));
        if is_space(c) && !goes_on {
            return at;
        }
    }
    text.len()
}
