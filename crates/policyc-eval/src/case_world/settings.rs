//! What a policy tells the readers of messages.

use crate::{case::Node, text::Lexica};
use policyc_diag::At;
use policyc_ir::{Field, FieldOrigin, Policy, RecordType, Type};
use policyc_message::{PlaceholderForms, Settings, Shape};
use std::collections::BTreeSet;

/// `language-confidence` where a policy sets none, in thousandths.
const CONFIDENCE: u32 = 800;

/// Shapes, placeholders, languages and constants of a policy, what the case declares of phones, and the dictionaries
/// that the message was given.
#[must_use]
pub fn settings(policy: &Policy, lexica: &Lexica, root: &Node, given: &Settings) -> Settings {
    let schema = &policy.schema;
    let branches = schema.placeholders.branch.chunks(2).filter_map(|pair| match pair {
        [open, close] => Some((open.clone(), close.clone())),
        _ => None,
    });
    let mut languages: BTreeSet<String> = policy.serves.iter().cloned().collect();
    languages.extend(lexica.language_tags());
    let confidence = policy.named_number("language-confidence").and_then(|number| u32::try_from(number.round()).ok());
    let declared = root.at(&["declared", "phones"]).map(Node::items).unwrap_or_default();
    let abbreviations = policy.languages.iter().map(|(tag, language)| (tag.clone(), language.abbreviations.clone()));
    Settings {
        template: root.at(&["message", "form"]).and_then(Node::as_text) == Some("template"),
        shapes: schema
            .shapes
            .iter()
            .map(|(name, patterns)| Shape { name: name.clone(), patterns: patterns.clone() })
            .collect(),
        placeholders: PlaceholderForms {
            written: schema.placeholders.written.clone(),
            branches: branches.collect(),
            loops: Vec::new(),
            kinds: schema.placeholders.kinds.clone(),
        },
        phone_regions: members(policy, "phone-regions"),
        declared_phones: declared
            .iter()
            .filter_map(|phone| phone.get("value").and_then(Node::as_text).map(str::to_owned))
            .collect(),
        known_words: members(policy, "known-words").into_iter().collect(),
        languages,
        supplied_language: root.at(&["message", "language"]).and_then(Node::as_text).map(str::to_owned),
        language_confidence: confidence.unwrap_or(CONFIDENCE),
        abbreviations: abbreviations.collect(),
        dictionaries: given.dictionaries.clone(),
    }
}

fn members(policy: &Policy, name: &str) -> Vec<String> {
    policy.sets.iter().find(|set| set.name == name).map(|set| set.members.clone()).unwrap_or_default()
}

/// The type of a label.
pub(super) fn label_type() -> RecordType {
    let field = |name: &str, ty: Type| Field {
        name: name.to_owned(),
        ty,
        or_none: true,
        assumed: None,
        origin: FieldOrigin::Case,
        doc: String::new(),
        at: At::default(),
    };
    RecordType {
        fields: vec![
            field("value", Type::Bool),
            field("by", Type::Text),
            field("at", Type::Text),
            field("note", Type::Text),
        ],
    }
}
