//! Slicing that cannot fail, and the nearest word to a misspelt one.

use std::ops::Range;

/// The part of `text` that lies in `range`, empty if that is no part of it.
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The candidate that `found` was probably meant to be.
pub(crate) fn nearest<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = found.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .map(|candidate| (strsim::osa_distance(&lower, candidate), candidate))
        .filter(|&(distance, candidate)| distance <= allowed || stretched(&lower, candidate))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// One is the other with an ending: `cite` and `cites`, `exampled` and `example`.
fn stretched(found: &str, candidate: &str) -> bool {
    let (short, long) = if found.len() < candidate.len() { (found, candidate) } else { (candidate, found) };
    short.len() >= 4 && long.len() - short.len() <= 3 && long.starts_with(short)
}
