//! What of a message nobody has read: pictures without a declared text, attachments that cannot be opened. It is told
//! once a message, not once a rule (semantics 8): else one logo would leave a dozen rules undetermined.

use super::Engine;
use crate::{
    Datum, Finding, Outcome, Role,
    datum::{State, Value},
    finding::Evidence,
};
use policyc_ir::Severity;

/// Lists whose items have words of their own, and what one of them is called.
const PARTS: [(&str, &str, &str); 2] =
    [("images", "picture", "pictures"), ("attachments", "attachment", "attachments")];

impl Engine<'_, '_> {
    /// The advice `unread-parts`, where the message has some and the policy reads what is said.
    pub(crate) fn unread_parts(&self) -> Option<Finding> {
        if self.policy.lexicons.is_empty() {
            return None;
        }
        let found: Vec<(Vec<Datum>, &str, &str)> =
            PARTS.iter().map(|(list, one, several)| (self.unread(list), *one, *several)).collect();
        let told: Vec<String> = found
            .iter()
            .filter(|(items, ..)| !items.is_empty())
            .map(|(items, one, several)| format!("{} {}", items.len(), if items.len() == 1 { one } else { several }))
            .collect();
        if told.is_empty() {
            return None;
        }
        let spans = found.iter().flat_map(|(items, ..)| items).flat_map(|item| &item.origin.spans);
        let mut spans: Vec<Evidence> = spans.map(|span| Evidence { span: *span, role: Role::Main }).collect();
        spans.sort();
        spans.dedup();
        Some(Finding {
            outcome: Outcome::Review,
            message: format!("words in {} were not read", told.join(" and ")),
            help: Some("look at them, or supply their words in the case (`text` of the entry)".to_owned()),
            spans,
            ..Finding::new("unread-parts", Severity::Advice, self.policy.at)
        })
    }

    /// The items of a list whose words are not known.
    fn unread(&self, list: &str) -> Vec<Datum> {
        let State::Known(Value::List(list)) = self.world.fact(&["message", list]).state else { return Vec::new() };
        let silent = |item: &&Datum| matches!(item.field("text").state, State::Unknown(_));
        list.items.iter().filter(silent).cloned().collect()
    }
}
