//! A copy of a document against its lock.

use super::text::{Word, of_words, shingles, words};
use super::{Lock, LockedClause};
use std::collections::BTreeMap;
use std::ops::Range;

/// How a clause stands in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Word for word; bytes of the copy.
    Verbatim(Range<usize>),
    /// Something like it: bytes of the copy, and how many of its runs of words are there, in percent.
    Reworded(Range<usize>, u8),
    /// Not there.
    Missing,
}

/// A clause with its standing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<'l> {
    /// The clause.
    pub clause: &'l LockedClause,
    /// How it stands.
    pub standing: Standing,
}

/// Least share of runs, in percent, from which a stretch counts as the clause reworded.
const LIKE: usize = 40;

/// Looks for every clause of a lock in a copy of its document.
#[must_use]
pub fn verify<'l>(lock: &'l Lock, text: &str) -> Vec<Verified<'l>> {
    let words = words(text);
    let runs = shingles(&words);
    let mut places: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, run) in runs.iter().enumerate() {
        places.entry(*run).or_default().push(at);
    }
    let standing =
        |clause: &LockedClause| verbatim(clause, &words, &places).or_else(|| reworded(clause, &words, &places));
    let verified = |clause| Verified { clause, standing: standing(clause).unwrap_or(Standing::Missing) };
    lock.clauses.iter().map(verified).collect()
}

fn verbatim(clause: &LockedClause, words: &[Word], places: &BTreeMap<u32, Vec<usize>>) -> Option<Standing> {
    let length = clause.words as usize;
    let same = |run: &&[Word]| of_words(run) == clause.fingerprint;
    if (1..super::text::RUN).contains(&length) {
        let first = clause.shingles.0.first()?;
        let begins = |run: &&[Word]| shingles(run).first() == Some(first) && same(run);
        return words.windows(length).find(begins).and_then(range).map(Standing::Verbatim);
    }
    let starts = places.get(clause.shingles.0.first()?)?;
    let runs = starts.iter().filter_map(|&start| words.get(start..start + length));
    runs.into_iter().find(same).and_then(range).map(Standing::Verbatim)
}

fn reworded(clause: &LockedClause, words: &[Word], places: &BTreeMap<u32, Vec<usize>>) -> Option<Standing> {
    let (total, length) = (clause.shingles.0.len(), clause.words as usize);
    // Votes for where the clause would begin, by the runs that are there.
    let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
    for (offset, run) in clause.shingles.0.iter().enumerate() {
        for &at in places.get(run).into_iter().flatten() {
            // Insertions and deletions shift the rest: neighbours within the clause's length share a bucket.
            *votes.entry(at.saturating_sub(offset) / length.max(1)).or_default() += 1;
        }
    }
    let (bucket, count) = votes.into_iter().max_by_key(|(bucket, count)| (*count, std::cmp::Reverse(*bucket)))?;
    let share = (count * 100 / total.max(1)).min(100);
    if share < LIKE {
        return None;
    }
    let start = (bucket * length).min(words.len());
    let stretch = words.get(start..(start + 2 * length).min(words.len()))?;
    let share = u8::try_from(share).unwrap_or(100);
    range(stretch).map(|range| Standing::Reworded(range, share))
}

fn range(words: &[Word]) -> Option<Range<usize>> {
    Some(words.first()?.range.start..words.last()?.range.end)
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, build};
    use super::*;

    fn lock(quotes: &[(&str, &str)]) -> Lock {
        let entry =
            |(id, quote): &(&str, &str)| Entry { id: (*id).to_owned(), quote: (*quote).to_owned(), ..Entry::default() };
        build(&quotes.iter().map(entry).collect::<Vec<_>>()).remove(0)
    }

    #[test]
    fn clauses_are_found_reworded_or_missing() {
        let lock = lock(&[
            ("d.fish", "No fish may be sent through the pneumatic post of the house."),
            ("d.cats", "Cats are to be addressed in the formal manner at all times"),
            ("d.fog", "Fog lamps burn from dusk to dawn"),
        ]);
        let page = "# House rules\n\nNo **fish** may be sent through the pneumatic post of the house.\n\n\
                    Cats are to be addressed in the formal manner on working days.";
        let found = verify(&lock, page);
        let Standing::Verbatim(range) = &found[0].standing else { panic!("{:?}", found[0]) };
        let stretch = page.get(range.clone()).unwrap();
        assert!(stretch.starts_with("No **fish**") && stretch.ends_with("the house"), "{stretch}");
        assert!(matches!(found[1].standing, Standing::Reworded(_, share) if share >= 60), "{:?}", found[1]);
        assert_eq!(found[2].standing, Standing::Missing);
    }

    #[test]
    fn short_clauses_are_found_word_for_word_only() {
        let lock = lock(&[("d.a", "emojis"), ("d.b", "moving pictures")]);
        let found = verify(&lock, "Not allowed: Emojis; still pictures");
        assert!(matches!(found[0].standing, Standing::Verbatim(_)));
        assert_eq!(found[1].standing, Standing::Missing);
    }
}
