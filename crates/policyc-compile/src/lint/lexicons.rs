//! Lexicons that lack a language that the policy serves; phrases that are permitted and forbidden.

use crate::diagnostics::{LexiconNotServed, PermittedAndForbidden};
use crate::fault::Faults;
use policyc_ir::visit::{Node, walk_cond};
use policyc_ir::{Cond, CondKind, Form, LexiconId, Policy};
use std::collections::BTreeSet;

pub(super) fn lint_lexicons(policy: &Policy, faults: &mut Faults) {
    let used = all_used(policy);
    for lexicon in used.iter().filter_map(|id| policy.lexicon(*id)) {
        let lacks: Vec<&str> = policy.serves.iter().map(String::as_str).filter(|tag| !serves(lexicon, tag)).collect();
        let Some(first) = lexicon.languages.values().next() else { continue };
        if !lacks.is_empty() {
            let lacks = lacks.join("`, `");
            faults.push(LexiconNotServed { name: &lexicon.name, lacks: &lacks, policy: &policy.name, at: first.at.0 });
        }
    }
    lint_both_ways(policy, faults);
}

fn serves(lexicon: &policyc_ir::Lexicon, tag: &str) -> bool {
    let main = tag.split('-').next().unwrap_or(tag);
    lexicon.languages.keys().any(|known| known == tag || known == main)
}

/// Lexicons that some condition names.
fn all_used(policy: &Policy) -> BTreeSet<LexiconId> {
    let mut used = BTreeSet::new();
    crate::walk::each_cond(policy, &mut |cond| used.extend(named(cond)));
    used
}

fn named(cond: &Cond) -> BTreeSet<LexiconId> {
    let mut names = BTreeSet::new();
    walk_cond(cond, &mut |node| {
        let Node::Cond(cond) = node else { return };
        match &cond.kind {
            CondKind::Says { words, near, .. } => {
                names.extend(words.iter().copied());
                names.extend(near.iter().flat_map(|near| near.words.iter().copied()));
            }
            CondKind::SaysOnly { words, .. } => names.extend(words.iter().copied()),
            _ => {}
        }
    });
    names
}

/// Lexicons that conditions ask for by themselves, not denied and not near another.
fn affirmed(policy: &Policy, cond: &Cond) -> BTreeSet<LexiconId> {
    match &cond.kind {
        CondKind::And(parts) | CondKind::Or(parts) => parts.iter().flat_map(|part| affirmed(policy, part)).collect(),
        CondKind::Says { words, near: None, .. } => words.iter().copied().collect(),
        // Conditions do not go round in circles: that is an error, and lints come after.
        CondKind::Call { condition, .. } => {
            policy.condition(*condition).map(|named| affirmed(policy, &named.when)).unwrap_or_default()
        }
        _ => BTreeSet::new(),
    }
}

fn lint_both_ways(policy: &Policy, faults: &mut Faults) {
    let (mut forbidden, mut permitted) = (BTreeSet::new(), BTreeSet::new());
    for rule in &policy.rules {
        match &rule.form {
            Form::Forbid(cond) => forbidden.extend(affirmed(policy, cond)),
            Form::ForbidParts(parts) => {
                forbidden.extend(parts.iter().flat_map(|part| affirmed(policy, &part.when)));
            }
            Form::Permit(parts) => permitted.extend(parts.iter().flat_map(|part| affirmed(policy, &part.when))),
            Form::Require(_) | Form::RequireParts(_) => {}
        }
    }
    for yes in permitted.iter().filter_map(|id| policy.lexicon(*id)) {
        for no in forbidden.iter().filter_map(|id| policy.lexicon(*id)) {
            for (tag, entries) in &yes.languages {
                let Some(others) = no.languages.get(tag) else { continue };
                for phrase in &entries.phrases {
                    if let Some(other) =
                        others.phrases.iter().find(|other| other.first == phrase.first && other.and == phrase.and)
                    {
                        let (permitted, forbidden) = (yes.name.as_str(), no.name.as_str());
                        let (at, first) = (phrase.at.0, other.at.0);
                        faults.push(PermittedAndForbidden { phrase: &phrase.text, permitted, forbidden, at, first });
                    }
                }
            }
        }
    }
}
