//! Locks from pages: of clauses that somebody chose, or of a split that is proposed.

use super::build::{Entry, build};
use super::compare::{Comparison, Found, compare, words_in};
use super::text::{Word, of_words, shingles, words};
use super::{Lock, LockedClause, Shingles};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many words a proposed id is made of.
const SLUG_WORDS: usize = 5;

/// Clauses whose quotes do not stand in the page, by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingQuotes(pub Vec<String>);

/// A lock of exactly these clauses of a page (those of other documents are passed over). What the previous lock says
/// of a clause besides its words, and the entries do not, is kept.
///
/// # Errors
/// Quotes that do not stand in the page.
pub fn from_page(
    document: &str,
    entries: &[Entry],
    text: &str,
    previous: Option<&Lock>,
) -> Result<Lock, MissingQuotes> {
    let own = |entry: &&Entry| entry.id.split_once('.').is_some_and(|(name, _)| name == document);
    let entries: Vec<Entry> = entries.iter().filter(own).cloned().collect();
    let mut lock = build(&entries).pop().unwrap_or_default();
    let words = words(text);
    let page = shingles(&words);
    let mut missing = Vec::new();
    let mut from = 0;
    for clause in &mut lock.clauses {
        let places = occurrences(clause, &words, &page);
        // A word or two stand in many places; the clause is the one that goes on from the clause before it.
        let next = places.iter().find(|at| **at >= from).or(places.last()).copied();
        match next {
            None => missing.push(clause.id.clone()),
            Some(at) => {
                from = at;
                let short = (clause.words as usize) < super::text::RUN;
                let kept = if short { vec![at] } else { places };
                clause.at = kept.into_iter().filter_map(|at| u32::try_from(at).ok()).collect();
            }
        }
    }
    if !missing.is_empty() {
        return Err(MissingQuotes(missing));
    }
    document.clone_into(&mut lock.document);
    lock.page = Shingles(page);
    if let Some(previous) = previous {
        inherit(&mut lock, previous);
    }
    Ok(lock)
}

fn inherit(lock: &mut Lock, previous: &Lock) {
    lock.title.clone_from(&previous.title);
    lock.language.clone_from(&previous.language);
    for clause in &mut lock.clauses {
        let Some(old) = previous.clauses.iter().find(|old| old.id == clause.id) else { continue };
        clause.title = clause.title.take().or_else(|| old.title.clone());
        clause.modality = clause.modality.take().or_else(|| old.modality.clone());
        if clause.section.is_empty() {
            clause.section.clone_from(&old.section);
        }
    }
}

/// Where the words of a clause stand.
fn occurrences(clause: &LockedClause, words: &[Word], page: &[u32]) -> Vec<usize> {
    let length = clause.words as usize;
    let Some(first) = clause.shingles.0.first() else { return Vec::new() };
    let begins = |at: usize, run: &[Word]| {
        if length >= super::text::RUN { page.get(at) == Some(first) } else { shingles(run).first() == Some(first) }
    };
    let runs = words.windows(length.max(1)).enumerate();
    runs.filter(|(at, run)| begins(*at, run) && of_words(run) == clause.fingerprint).map(|(at, _)| at).collect()
}

/// A lock of a page: clauses of the previous lock keep their ids where they still stand, word for word or in like
/// words; what is new is split by sentence and marked as proposed.
#[must_use]
pub fn propose(document: &str, text: &str, previous: Option<&Lock>) -> Lock {
    let empty = Lock::default();
    let old = previous.unwrap_or(&empty);
    let page = compare(old, text);
    let mut lock = Lock {
        document: document.to_owned(),
        title: old.title.clone(),
        language: old.language.clone(),
        page: Shingles(shingles(&page.words)),
        clauses: kept(old, &page),
    };
    let mut ids: Vec<String> = lock.clauses.iter().map(|clause| clause.id.clone()).collect();
    for (words, section) in fresh(&page) {
        let start = page.words.get(words.start).map_or(0, |word| word.range.start);
        let end = page.words.get(words.end.saturating_sub(1)).map_or(start, |word| word.range.end);
        let id = slug(document, text.get(start..end).unwrap_or_default(), &ids);
        ids.push(id.clone());
        let slug = id.split_once('.').map_or(id.as_str(), |(_, slug)| slug).to_owned();
        let fresh = LockedClause { id, slug, section, proposed: true, ..LockedClause::default() };
        lock.clauses.push(standing(&fresh, &page.words, &[words]));
    }
    lock.clauses.sort_by_key(|clause| clause.at.first().copied());
    for (ordinal, clause) in (1..).zip(&mut lock.clauses) {
        clause.ordinal = ordinal;
    }
    lock
}

fn kept(old: &Lock, page: &Comparison) -> Vec<LockedClause> {
    let all = old.clauses.iter().zip(&page.places);
    all.filter_map(|(clause, places)| {
        let ranges: Vec<Range<usize>> = places.iter().filter_map(Found::range).collect();
        (!ranges.is_empty()).then(|| standing(clause, &page.words, &ranges))
    })
    .collect()
}

/// A clause with the words of its first place.
fn standing(clause: &LockedClause, words: &[Word], ranges: &[Range<usize>]) -> LockedClause {
    let run = ranges.first().and_then(|range| words.get(range.clone())).unwrap_or_default();
    let fingerprint = of_words(run);
    let same = |range: &&Range<usize>| words.get((*range).clone()).is_some_and(|run| of_words(run) == fingerprint);
    LockedClause {
        at: ranges.iter().filter(same).filter_map(|range| u32::try_from(range.start).ok()).collect(),
        words: u32::try_from(run.len()).unwrap_or(u32::MAX),
        shingles: Shingles(shingles(run)),
        fingerprint,
        ..clause.clone()
    }
}

/// Sentences that are in no clause: of a page that the old lock knew, the new ones; else all.
fn fresh(page: &Comparison) -> Vec<(Range<usize>, String)> {
    let mut covered = page.known.clone();
    for range in page.places.iter().flatten().filter_map(Found::range) {
        covered.get_mut(range).into_iter().flatten().for_each(|flag| *flag = true);
    }
    let units = page.units.iter().filter(|unit| !unit.heading);
    let ranges = units.map(|unit| (words_in(&page.words, &unit.range), unit.section.clone()));
    let open = |words: &Range<usize>| {
        let free = words.clone().filter(|at| covered.get(*at) == Some(&false)).count();
        free > 0 && free * 2 >= words.len()
    };
    ranges.filter(|(words, _)| open(words)).collect()
}

/// An id that is none of these, from the first words of a text.
pub(super) fn slug(document: &str, text: &str, ids: &[String]) -> String {
    let words = words(text).into_iter().take(SLUG_WORDS);
    let plain = words.map(|word| word.text.chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    let base = format!("{document}.{}", plain.collect::<Vec<_>>().join("-"));
    let ids: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    let mut id = base.clone();
    let mut number = 2;
    while ids.contains(id.as_str()) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}
