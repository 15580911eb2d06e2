//! Faults on their way to diagnostics: the sink that passes write to, and what every fault has.

use policyc_diag::{Diagnostic, Page, Severity, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A kind of fault: one struct and one file in [`crate::diagnostics`] each.
pub(crate) trait Fault {
    /// Its page, which holds code and name.
    const PAGE: Page;
    /// In words.
    fn into_diagnostic(self) -> Diagnostic;
}

/// A diagnostic of a page that stops the program from being used.
pub(crate) fn error(page: &Page, message: String, at: Span) -> Diagnostic {
    Diagnostic::new(page.code, page.name, Severity::Error, message, at)
}

/// A diagnostic of a page that blocks nothing.
pub(crate) fn warning(page: &Page, message: String, at: Span) -> Diagnostic {
    Diagnostic::new(page.code, page.name, Severity::Warning, message, at)
}

/// What the passes have to tell. The same fault, met in several policies that share a rule, is told once.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    list: Vec<Diagnostic>,
    seen: BTreeSet<(String, Span, String)>,
    /// While set, faults are dropped: what is compiled now is compiled again where it counts.
    pub(crate) muted: bool,
    errors: usize,
    /// Unknown names by the rule that they stand in: where each was told first.
    lost_names: BTreeMap<(Span, String), Span>,
}

/// What the parser tells of one item, and what the compiler would tell of the same thing.
const SAME: &[(&str, &str)] = &[("P0132", "P0414"), ("P0133", "P0415"), ("P0134", "P0416"), ("P0136", "P0415")];

impl Faults {
    pub(crate) fn push(&mut self, fault: impl Fault) {
        self.add(fault.into_diagnostic());
    }

    pub(crate) fn add(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors += 1;
        }
        if self.muted || self.is_told(&diagnostic) {
            return;
        }
        let key = (diagnostic.code.clone(), diagnostic.primary.span, diagnostic.message.clone());
        if self.seen.insert(key) {
            self.list.push(diagnostic);
        }
    }

    /// Whether the parser has told the same of the same place.
    fn is_told(&self, diagnostic: &Diagnostic) -> bool {
        let mut causes = SAME.iter().filter(|(_, same)| *same == diagnostic.code).peekable();
        let mut places = std::iter::once(&diagnostic.primary).chain(&diagnostic.secondary).map(|label| label.span);
        causes.peek().is_some()
            && places.any(|place| {
                let told = |other: &&Diagnostic| other.primary.span == place;
                self.list.iter().filter(told).any(|other| causes.clone().any(|(cause, _)| *cause == other.code))
            })
    }

    /// Whether an unknown name is still to be told: once in a rule, however often it stands there.
    pub(crate) fn first_loss(&mut self, rule: Span, name: &str, at: Span) -> bool {
        if self.muted {
            return true;
        }
        *self.lost_names.entry((rule, name.to_owned())).or_insert(at) == at
    }

    /// How many errors there were so far, told or muted.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// All told, in the order of files and places.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|a, b| (a.primary.span, &a.code, &a.message).cmp(&(b.primary.span, &b.code, &b.message)));
        self.list
    }
}

/// The candidate that is most probably meant by `name`, if one is near enough.
pub(crate) fn near<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let plain = |text: &str| text.replace('-', "_").to_lowercase();
    let wanted = plain(name);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        if candidate == name {
            continue;
        }
        let other = plain(candidate);
        let score = if other == wanted { 2.0 } else { closeness(&wanted, &other) };
        if score >= 0.72 && best.is_none_or(|(least, _)| score > least) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

fn closeness(a: &str, b: &str) -> f64 {
    // Two letters that changed places are one slip, also in a short word.
    let swapped = a.chars().count() > 2 && a.chars().count() == b.chars().count() && {
        let (mut left, mut right) = (a.chars().collect::<Vec<_>>(), b.chars().collect::<Vec<_>>());
        left.sort_unstable();
        right.sort_unstable();
        left == right && strsim::osa_distance(a, b) == 1
    };
    if swapped { 0.95 } else { strsim::normalized_damerau_levenshtein(a, b) }
}

/// Adds "did you mean" to a diagnostic, where something is near.
pub(crate) fn suggest(diagnostic: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}
