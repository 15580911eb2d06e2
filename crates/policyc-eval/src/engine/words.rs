//! Conditions in words: why a part does not hold, what is not known.

use super::{
    node::{Node, Op, Test, What},
    render,
};
use crate::Truth;
use policyc_diag::At;
use policyc_ir::{CondKind, TextVerb};

/// Why a node is as it is, and where that stands: of a false one its first failing condition, of an unknown one what is
/// missing; of a true one nothing.
pub(crate) fn why(node: &Node<'_>) -> (String, Option<At>) {
    match node.truth {
        Truth::True => (String::new(), None),
        Truth::False => match first(node) {
            Some(leaf) => (told(leaf), Some(leaf.at)),
            None => ("nothing is listed".to_owned(), None),
        },
        Truth::Unknown => {
            let atoms = super::missing::atoms(node);
            let named: Vec<String> = atoms.iter().map(ToString::to_string).collect();
            (format!("not known: {}", named.join(", ")), first(node).map(|leaf| leaf.at))
        }
    }
}

/// The leftmost leaf that decides.
pub(crate) fn first<'n, 'p>(node: &'n Node<'p>) -> Option<&'n Node<'p>> {
    match &node.op {
        Op::Test(_) => Some(node),
        Op::Quantifier { .. } | Op::Every { .. } if node.children.is_empty() => Some(node),
        Op::Quantifier { .. } if node.truth == Truth::False => Some(node),
        Op::Item(_) if node.children.is_empty() => Some(node),
        Op::Judgement(_) => Some(node),
        _ => node.deciding().find_map(first),
    }
}

/// A leaf with its value, in words.
pub(crate) fn told(node: &Node<'_>) -> String {
    match &node.op {
        Op::Test(test) => told_test(test, node.truth),
        Op::Quantifier { sure, list, .. } => format!("{sure} such in {list}"),
        Op::Every { list } => format!("{list} is empty"),
        Op::Judgement(judged) => {
            let by = if judged.label.is_some() { "label" } else { "reading" };
            format!("{} is {} ({by})", judged.judgement.name, answer(node.truth))
        }
        Op::Item(datum) => datum.origin.path.clone(),
        Op::And | Op::Or | Op::Not | Op::Named(_) => answer(node.truth).to_owned(),
    }
}

fn answer(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

fn told_test(test: &Test<'_>, truth: Truth) -> String {
    match test.what {
        What::InForce(_) if truth == Truth::False => "not in force".to_owned(),
        What::InForce(_) => "in force".to_owned(),
        What::Due(_) => "due".to_owned(),
        What::Exists(list) => format!("more in {}", list.fields.join(".")),
        What::Cond(cond) => told_cond(&cond.kind, test, truth),
    }
}

fn told_cond(kind: &CondKind, test: &Test<'_>, truth: Truth) -> String {
    let facts = || {
        let shown = test
            .notes
            .uses
            .iter()
            .map(|used| format!("{} is {}", used.datum.origin.path, short(&render::shown(&used.datum.state))));
        shown.collect::<Vec<_>>().join(", ")
    };
    let zone = || test.notes.uses.first().map(|used| used.datum.origin.path.clone()).unwrap_or_default();
    let not = if truth == Truth::True { "" } else { "not " };
    match kind {
        CondKind::Says { verb, .. } => {
            let verb = match verb {
                TextVerb::Says => "said",
                TextVerb::Mentions => "mentioned",
                TextVerb::Denies => "denied",
            };
            format!("{not}{verb} in {}", zone())
        }
        CondKind::SaysOnly { .. } if truth == Truth::False => format!("{} says more than that", zone()),
        CondKind::States { fact, .. } | CondKind::Names { fact, .. } => {
            format!("{} {not}in {}", fact.fields.join("."), zone())
        }
        CondKind::Contains { .. } | CondKind::Matches { .. } => format!("{not}found in {}", zone()),
        CondKind::Item(_) => "it is there".to_owned(),
        _ if test.notes.uses.is_empty() => answer(truth).to_owned(),
        _ => facts(),
    }
}

/// The first words of a long value.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).collect::<String>() + "…"
}
