//! Written forms of placeholders, and where they stand in a text (vocabulary, section 8).

use crate::settings::PlaceholderForms;
use aho_corasick::{AhoCorasick, Input};
use std::ops::Range;

/// A hole in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hole {
    pub(crate) range: Range<usize>,
    /// Between the signs, as written.
    pub(crate) name: String,
    /// Words that the placeholder brings along.
    pub(crate) label: Option<String>,
}

/// A form taken apart: what stands before the name, before the label if there is one, and behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) open: String,
    pub(crate) middle: Option<String>,
    pub(crate) close: String,
}

impl Form {
    /// Reads `{{…}}`, `[[…:TEXT]]`; none without a name or without signs on both sides.
    pub(crate) fn read(written: &str) -> Option<Self> {
        let written = written.replace("...", "…");
        let (open, rest) = written.split_once('…')?;
        let (middle, close) = match rest.split_once("TEXT") {
            Some((middle, close)) => (Some(middle.to_owned()), close),
            None => (None, rest),
        };
        (!open.is_empty() && !close.is_empty()).then(|| Self { open: open.to_owned(), middle, close: close.to_owned() })
    }
}

const LONGEST: usize = 400;

/// All holes of a text, in order; of two that begin at one place the one of the form that fits most tightly.
pub(crate) fn find(text: &str, forms: &PlaceholderForms) -> Vec<Hole> {
    let mut read: Vec<Form> = forms.written.iter().filter_map(|form| Form::read(form)).collect();
    read.sort_by_key(|form| (std::cmp::Reverse(form.open.len()), form.middle.is_none()));
    let control = controls(forms);
    let mut found = Vec::new();
    let Ok(openings) = AhoCorasick::new(read.iter().map(|form| form.open.as_str())) else { return found };
    let mut at = 0;
    while at < text.len() {
        let Some(opening) = openings.find(Input::new(text).range(at..)) else { break };
        let here = opening.start();
        match read.iter().find_map(|form| read_hole(text, here, form)) {
            Some(hole) => {
                at = hole.range.end;
                if !control.iter().any(|sign| hole.name.trim_start().starts_with(sign.as_str()))
                    && !is_else(&hole.name, &control)
                {
                    found.push(hole);
                }
            }
            None => at = here + text.get(here..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
        }
    }
    found
}

fn is_else(name: &str, control: &[String]) -> bool {
    !control.is_empty() && matches!(name.trim(), "else" | "otherwise")
}

/// Signs that begin the name of a branch or its end: `#if`, `/if`.
fn controls(forms: &PlaceholderForms) -> Vec<String> {
    let mut found = Vec::new();
    let simple: Vec<Form> = forms.written.iter().filter_map(|form| Form::read(form)).collect();
    for (open, close) in forms.branches.iter().chain(&forms.loops) {
        for written in [open, close] {
            let fits = simple.iter().filter_map(|form| {
                let inner = written.strip_prefix(form.open.as_str())?;
                let inner = inner.strip_suffix(form.close.as_str()).unwrap_or(inner);
                let word = inner.split(['…', ' ']).next().unwrap_or_default().trim_end_matches("...");
                (!word.is_empty()).then(|| word.to_owned())
            });
            found.extend(fits);
        }
    }
    found
}

fn read_hole(text: &str, at: usize, form: &Form) -> Option<Hole> {
    let inner = at + form.open.len();
    let rest = text.get(at..)?.strip_prefix(form.open.as_str())?;
    let window = rest.get(..rest.floor_char_boundary(LONGEST))?;
    let close = window.find(form.close.as_str())?;
    let inside = window.get(..close)?;
    let (name, label) = match &form.middle {
        Some(middle) => {
            let (name, label) = inside.split_once(middle.as_str())?;
            (name, Some(label.trim().to_owned()))
        }
        None => (inside, None),
    };
    let sound = name.chars().any(char::is_alphabetic) && name.len() <= 80 && !name.contains(form.open.as_str());
    // A sign that opens and closes alike stands in running text too: no blank may lie at the ends of the name.
    let tight = form.open != form.close || (name.trim() == name && !name.contains([' ', '\n', '&', ';', '/']));
    let lines = !name.contains('\n') || form.middle.is_some();
    (sound && tight && lines).then(|| Hole {
        range: at..inner + close + form.close.len(),
        name: name.to_owned(),
        label: label.filter(|label| !label.is_empty()),
    })
}

/// A name with blanks and case aside.
pub(crate) fn fold_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The kind under which the policy lists a name.
pub(crate) fn kind_of(name: &str, forms: &PlaceholderForms) -> Option<String> {
    let loose = |name: &str| fold_name(name).chars().filter(|c| !matches!(c, ' ')).collect::<String>();
    let wanted = loose(name);
    let found = forms.kinds.iter().find(|(_, names)| names.iter().any(|listed| loose(listed) == wanted));
    found.map(|(kind, _)| kind.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms() -> PlaceholderForms {
        let written = ["{{…}}", "[[…]]", "[[…:TEXT]]", "%%…%%", "${…}", "#…#"];
        PlaceholderForms {
            written: written.iter().map(|form| (*form).to_owned()).collect(),
            branches: vec![("{{#if …}}".to_owned(), "{{/if}}".to_owned())],
            kinds: [("order_id".to_owned(), vec!["order_id".to_owned(), "order ID".to_owned()])].into(),
            ..PlaceholderForms::default()
        }
    }

    #[test]
    fn holes_of_every_form_are_found() {
        let text = "Hi {{ name }}, [[first-name]], #customer_name#, %%buyer%%: ${logo}. [[order-link:\nView Order]] {{#if note}}x{{/if}}";
        let names: Vec<String> = find(text, &forms()).into_iter().map(|hole| hole.name.trim().to_owned()).collect();
        assert_eq!(names, ["name", "first-name", "customer_name", "buyer", "logo", "order-link"]);
        assert_eq!(find(text, &forms())[5].label.as_deref(), Some("View Order"));
    }

    #[test]
    fn a_name_has_a_letter_and_no_blanks_between_like_signs() {
        assert_eq!(find("Issue #1# and #2 of 3, #3 too # x # and 5%%6%%", &forms()), vec![]);
        assert_eq!(kind_of("Order  ID", &forms()).as_deref(), Some("order_id"));
        assert_eq!(kind_of("other", &forms()), None);
    }
}
