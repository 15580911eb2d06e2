//! Each phrase holds a written word that must be there, or a reference to a lexicon whose phrases do.

use crate::diagnostics::PhraseWithoutAnchor;
use crate::fault::Faults;
use policyc_ir::{Element, Phrase, Policy};
use std::collections::BTreeSet;

pub(crate) fn check_phrases(policy: &Policy, faults: &mut Faults) {
    let tags: BTreeSet<&String> = policy.lexicons.iter().flat_map(|lexicon| lexicon.languages.keys()).collect();
    for tag in tags {
        let anchored = anchored_lexicons(policy, tag);
        let entries = policy.lexicons.iter().filter_map(|lexicon| lexicon.languages.get(tag));
        for phrase in entries.flat_map(|entries| entries.phrases.iter().chain(&entries.except)) {
            if !phrase_anchored(phrase, &anchored) {
                faults.push(PhraseWithoutAnchor { at: phrase.at.0 });
            }
        }
    }
}

/// Lexicons all of whose phrases hold a word. Taken to do so until one is found that does not: what refers to a faulty
/// lexicon is not told as well.
fn anchored_lexicons(policy: &Policy, tag: &str) -> BTreeSet<usize> {
    let lexicons = policy.lexicons.iter().enumerate();
    lexicons.filter(|(_, lexicon)| lexicon.languages.contains_key(tag)).map(|(id, _)| id).collect()
}

fn phrase_anchored(phrase: &Phrase, lexicons: &BTreeSet<usize>) -> bool {
    let second = phrase.and.as_ref().map_or(&[][..], |(_, second)| second);
    anchored(&phrase.first, lexicons) || anchored(second, lexicons)
}

fn anchored(elements: &[Element], lexicons: &BTreeSet<usize>) -> bool {
    elements.iter().any(|element| match element {
        Element::Word(_) => true,
        Element::Lexicon(id) => lexicons.contains(&(id.0 as usize)),
        Element::OneOf(choices) => !choices.is_empty() && choices.iter().all(|choice| anchored(choice, lexicons)),
        _ => false,
    })
}
