//! Templates: their conditional blocks, and the messages that they may become (semantics, section 7).

use crate::find::branches::{self, Assignment};
use crate::mapped::MappedText;
use crate::message::{Content, Core, Message};
use crate::model::{Branch, Item, Known, List, Zone};
use policyc_diag::Span;
use std::collections::BTreeMap;
use std::ops::Range;

/// `message.branches`.
pub(crate) fn branches(message: &Message) -> List<Branch> {
    let forms = &message.settings().placeholders;
    let mut list = List { items: Vec::new(), open: message.open() };
    let source = message.source();
    let texts = message.subject().map(|text| (text, Zone::Subject)).into_iter();
    for (text, zone) in texts.chain(read_parts(message).map(|(_, text)| (text, Zone::Body))) {
        for opening in branches::openings(&text.text, forms) {
            let span = |range: Range<usize>| Span::new(source, range.start, range.end);
            let item = Item {
                text: text.get(opening.range.clone()).to_owned(),
                places: text.map.ranges(opening.range.clone()).into_iter().map(span).collect(),
                zone,
                visible: Known::Value(false),
                ..Item::default()
            };
            list.items.push(Branch { item, condition: opening.condition, repeats: opening.repeats });
        }
    }
    list
}

/// Texts that a reader may get to see, with the numbers of their parts.
fn read_parts(message: &Message) -> impl Iterator<Item = (usize, &MappedText)> {
    let parts = message.parts().items.iter().enumerate();
    parts.filter_map(move |(number, part)| {
        let wanted = part.shown || message.text_part() == Some(number) || message.html_part() == Some(number);
        message.part_text(number).filter(|_| wanted).map(|text| (number, text))
    })
}

impl Message {
    /// Assignments of the conditions of a template that are worth trying, and whether they are all there are. One empty
    /// assignment for a message without conditions.
    #[must_use]
    pub fn variants(&self) -> (Vec<Assignment>, bool) {
        let mut conditions: BTreeMap<String, bool> = BTreeMap::new();
        for branch in &self.branches().items {
            *conditions.entry(branch.condition.clone()).or_default() |= branch.repeats;
        }
        branches::assignments(&conditions, self.limits().variants)
    }

    /// The message that the template becomes with its blocks on or off as assigned; a condition that is not named is off.
    /// Places still lead into the template.
    #[must_use]
    pub fn with_branches(&self, assignment: &Assignment) -> Self {
        let forms = &self.settings().placeholders;
        let core = self.core();
        let mut contents = core.contents.clone();
        for (number, text) in read_parts(self) {
            if let Some(content) = contents.get_mut(number) {
                *content = Content::Text(branches::with(text, forms, assignment));
            }
        }
        let changed = Core {
            source: core.source,
            limits: core.limits.clone(),
            envelope: core.envelope.clone(),
            subject: core.subject.as_ref().map(|subject| branches::with(subject, forms, assignment)),
            parts: core.parts.clone(),
            contents,
            html_part: core.html_part,
            text_part: core.text_part,
            attachments: core.attachments.clone(),
            nesting: core.nesting,
            open: core.open,
        };
        Self::from_core(changed).with_settings(self.settings().clone())
    }
}
