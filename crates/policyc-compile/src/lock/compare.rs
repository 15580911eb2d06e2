//! Where the clauses of a lock stand in a page, and which of its words are new.

use super::align::align;
use super::text::{RUN, Word, of_words, shingles, words};
use super::units::{Unit, units};
use super::verify::{Standing, verify};
use super::{Lock, LockedClause};
use std::collections::BTreeSet;
use std::ops::Range;

/// Least share of kept words, in percent, from which a stretch counts as the clause reworded.
const LIKE: usize = 40;

/// One place of a clause in the page, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// Word for word, where it was.
    Same(Range<usize>),
    /// Word for word, elsewhere.
    Moved(Range<usize>),
    /// In other words, with the similarity in percent.
    Reworded(Range<usize>, u8),
    /// Not there.
    Gone,
}

impl Found {
    pub(super) fn range(&self) -> Option<Range<usize>> {
        match self {
            Self::Same(range) | Self::Moved(range) | Self::Reworded(range, _) => Some(range.clone()),
            Self::Gone => None,
        }
    }
}

/// A page laid against a lock.
#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) words: Vec<Word>,
    pub(super) units: Vec<Unit>,
    /// For each clause all its places.
    pub(super) places: Vec<Vec<Found>>,
    /// For each word of the old page its place in this one; nothing if the lock knows no page.
    pub(super) map: Vec<Option<usize>>,
    /// For each word of this page whether it was in the old one.
    pub(super) known: Vec<bool>,
}

/// Lays a page against a lock.
pub(super) fn compare(lock: &Lock, text: &str) -> Comparison {
    let words = words(text);
    let units = units(text);
    if lock.page.0.is_empty() {
        let verified = verify(lock, text);
        let place = |standing, clause| vec![without_page(standing, clause, &words, &units)];
        let places = verified.iter().map(|verified| place(&verified.standing, verified.clause)).collect();
        return Comparison { known: vec![false; words.len()], words, units, places, map: Vec::new() };
    }
    let runs = shingles(&words);
    let map = align(&lock.page.0, &runs);
    let mut taken = vec![false; words.len()];
    for at in map.iter().flatten() {
        set(&mut taken, *at..at + 1);
    }
    let mut page = Page { words: &words, units: &units, runs: &runs, map: &map, taken };
    let places = lock
        .clauses
        .iter()
        .map(|clause| clause.at.iter().map(|at| page.find(clause, *at as usize)).collect::<Vec<Found>>());
    let places = places.collect();
    let old: BTreeSet<u32> = lock.page.0.iter().copied().collect();
    let mut known = page.taken;
    for (at, _) in runs.iter().enumerate().filter(|(_, run)| old.contains(run)) {
        set(&mut known, at..at + RUN);
    }
    Comparison { words, units, places, map, known }
}

fn set(flags: &mut [bool], range: Range<usize>) {
    let end = range.end.min(flags.len());
    flags.get_mut(range.start..end).into_iter().flatten().for_each(|flag| *flag = true);
}

struct Page<'a> {
    words: &'a [Word],
    units: &'a [Unit],
    runs: &'a [u32],
    map: &'a [Option<usize>],
    /// Words that are accounted for by the old page.
    taken: Vec<bool>,
}

impl Page<'_> {
    fn find(&mut self, clause: &LockedClause, at: usize) -> Found {
        let length = clause.words as usize;
        let places = self.map.get(at..at + length).unwrap_or_default();
        let kept: Vec<usize> = places.iter().flatten().copied().collect();
        if let (Some(first), Some(last)) = (kept.first(), kept.last())
            && kept.len() == length
            && last - first + 1 == length
        {
            return Found::Same(*first..last + 1);
        }
        let window = self.window(at, length);
        if let Some(range) = self.verbatim(clause, window) {
            set(&mut self.taken, range.clone());
            return Found::Same(range);
        }
        if kept.len() * 100 < length.max(1) * LIKE {
            return self.elsewhere(clause);
        }
        let range = self.widened(at, length, &kept);
        let similarity = kept.len() * 200 / (length + range.len()).max(1);
        Found::Reworded(range, u8::try_from(similarity.min(99)).unwrap_or(99))
    }

    /// The words between what stood before a stretch of the old page and what stood behind it.
    fn window(&self, at: usize, length: usize) -> Range<usize> {
        let before = self.map.get(..at).unwrap_or_default().iter().rev().find_map(|place| *place);
        let behind = self.map.get(at + length..).unwrap_or_default().iter().find_map(|place| *place);
        before.map_or(0, |place| place + 1)..behind.unwrap_or(self.words.len())
    }

    /// The clause word for word in a stretch, if there is something new in it.
    fn verbatim(&self, clause: &LockedClause, within: Range<usize>) -> Option<Range<usize>> {
        let length = clause.words as usize;
        let first = clause.shingles.0.first()?;
        let begins = |at: usize| {
            if length >= RUN {
                return self.runs.get(at) == Some(first);
            }
            self.words.get(at..at + length).is_some_and(|run| shingles(run).first() == Some(first))
        };
        let fresh = |at: usize| self.taken.get(at..at + length).is_some_and(|taken| taken.iter().any(|taken| !taken));
        let same = |at: usize| self.words.get(at..at + length).is_some_and(|run| of_words(run) == clause.fingerprint);
        let last = within.end.checked_sub(length)?;
        (within.start..=last).find(|&at| fresh(at) && begins(at) && same(at)).map(|at| at..at + length)
    }

    fn elsewhere(&mut self, clause: &LockedClause) -> Found {
        if let Some(range) = self.verbatim(clause, 0..self.words.len()) {
            set(&mut self.taken, range.clone());
            return Found::Moved(range);
        }
        Found::Gone
    }

    /// What is kept of a clause, with the new words at its ends as far as their sentences go.
    fn widened(&self, at: usize, length: usize, kept: &[usize]) -> Range<usize> {
        let window = self.window(at, length);
        let (first, last) = (kept.first().copied().unwrap_or(0), kept.last().copied().unwrap_or(0));
        let sentence = |word: usize| unit_words(self.units, self.words, word);
        let starts = self.map.get(at).is_some_and(Option::is_some);
        let ends = self.map.get(at + length - 1).is_some_and(Option::is_some);
        let start = if starts { first } else { window.start.max(sentence(first).start).min(first) };
        let end = if ends { last + 1 } else { window.end.min(sentence(last).end).max(last + 1) };
        start..end
    }
}

/// The words of the unit that a word stands in.
fn unit_words(units: &[Unit], words: &[Word], word: usize) -> Range<usize> {
    let Some(at) = words.get(word).map(|word| word.range.start) else { return word..word + 1 };
    let unit = units.partition_point(|unit| unit.range.end <= at);
    units.get(unit).filter(|unit| unit.range.start <= at).map_or(word..word + 1, |unit| words_in(words, &unit.range))
}

/// The words that stand in some bytes.
pub(super) fn words_in(words: &[Word], bytes: &Range<usize>) -> Range<usize> {
    let start = words.partition_point(|word| word.range.end <= bytes.start);
    let end = words.partition_point(|word| word.range.start < bytes.end);
    start..end.max(start)
}

/// The place of a clause whose lock knows no page: word for word, or the sentence that is most like it.
fn without_page(standing: &Standing, clause: &LockedClause, words: &[Word], units: &[Unit]) -> Found {
    match standing {
        Standing::Verbatim(bytes) => Found::Same(words_in(words, bytes)),
        Standing::Missing => Found::Gone,
        Standing::Reworded(bytes, _) => {
            let own: BTreeSet<u32> = clause.shingles.0.iter().copied().collect();
            let near = units.iter().filter(|unit| unit.range.start < bytes.end && bytes.start < unit.range.end);
            let scored = near.map(|unit| {
                let range = words_in(words, &unit.range);
                let runs = shingles(words.get(range.clone()).unwrap_or_default());
                let shared = runs.iter().filter(|run| own.contains(run)).count();
                (shared * 200 / (runs.len() + own.len()).max(1), std::cmp::Reverse(range.start), range.end)
            });
            scored.max().map_or(Found::Gone, |(share, start, end)| {
                Found::Reworded(start.0..end, u8::try_from(share.min(99)).unwrap_or(99))
            })
        }
    }
}
