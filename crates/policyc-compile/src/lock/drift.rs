//! What a new copy of a page changes: clauses removed, reworded, moved, sentences added, words outside the clauses.

use super::Lock;
use super::compare::{Comparison, Found, compare, words_in};
use super::page::slug;
use serde::Serialize;
use std::ops::Range;

/// A page against its lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// What differs: by clause in the order of the lock, then what is new, in the order of the page.
    pub changes: Vec<Change>,
    /// Whether the lock knows the page it was made from; without, what was added or moved cannot be told.
    pub whole: bool,
}

/// A difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Change {
    /// The clause is not there any more.
    Removed {
        /// Its id.
        clause: String,
    },
    /// It is put in other words.
    Reworded {
        /// Its id.
        clause: String,
        /// How like, in percent.
        similarity: u8,
        /// Where it stands now.
        place: Place,
        /// In how many of its places it is reworded or gone, and how many it had.
        places: (usize, usize),
    },
    /// It stands elsewhere, word for word.
    Moved {
        /// Its id.
        clause: String,
        /// Where it stands now.
        place: Place,
    },
    /// A sentence or an entry that was not there.
    Added {
        /// An id for it.
        proposed: String,
        /// Where it stands.
        place: Place,
    },
    /// Words that are in no clause, such as a heading, came or went.
    Outside {
        /// The clause that stands before them.
        after: Option<String>,
        /// The clause that stands behind them.
        before: Option<String>,
        /// Where.
        place: Place,
    },
}

/// A place in a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// First byte and the byte behind the last.
    pub bytes: Range<usize>,
    /// Headings above it.
    pub section: String,
    /// What stands there.
    pub text: String,
}

/// Compares a page (plain text or Markdown) with a lock.
#[must_use]
pub fn drift(lock: &Lock, text: &str) -> Drift {
    let mut teller = Teller { lock, text, page: compare(lock, text), changes: Vec::new() };
    let touched = teller.fresh_words();
    let mut clauses = teller.clauses(&touched);
    clauses.append(&mut teller.changes);
    Drift { changes: clauses, whole: !lock.page.0.is_empty() }
}

struct Teller<'a> {
    lock: &'a Lock,
    text: &'a str,
    page: Comparison,
    changes: Vec<Change>,
}

impl Teller<'_> {
    fn place(&self, words: &Range<usize>) -> Place {
        let start = self.page.words.get(words.start).or(self.page.words.last()).map_or(0, |word| word.range.start);
        let last = words.end.saturating_sub(1).max(words.start);
        let end = self.page.words.get(last).map_or(self.text.len(), |word| word.range.end);
        let before = self.text.get(..start).unwrap_or_default();
        let unit = self.page.units.partition_point(|unit| unit.range.end <= start);
        Place {
            line: before.matches('\n').count() + 1,
            section: self.page.units.get(unit).map(|unit| unit.section.clone()).unwrap_or_default(),
            text: self.text.get(start..end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
            bytes: start..end,
        }
    }

    /// Tells of new words that no clause has; answers for each clause how many of them touch it.
    fn fresh_words(&mut self) -> Vec<usize> {
        let mut touched = vec![0; self.lock.clauses.len()];
        if self.lock.page.0.is_empty() {
            return touched;
        }
        let mut inside = vec![false; self.page.words.len()];
        for range in self.page.places.iter().flatten().filter_map(Found::range) {
            inside.get_mut(range).into_iter().flatten().for_each(|flag| *flag = true);
        }
        let fresh =
            |at: usize| !inside.get(at).copied().unwrap_or(true) && !self.page.known.get(at).copied().unwrap_or(true);
        let mut told: Vec<(bool, Range<usize>)> = Vec::new();
        for unit in &self.page.units {
            let words = words_in(&self.page.words, &unit.range);
            let news: Vec<usize> = words.clone().filter(|at| fresh(*at)).collect();
            let (Some(first), Some(last)) = (news.first(), news.last()) else { continue };
            let mut near = false;
            for (places, count) in self.page.places.iter().zip(&mut touched) {
                let ranges = places.iter().filter_map(Found::range);
                let mut beside = ranges.filter(|range| range.start < words.end && words.start < range.end);
                if beside.any(|range| news.iter().any(|at| *at == range.end || at + 1 == range.start)) {
                    *count += news.len();
                    near = true;
                }
            }
            if !near {
                let added = !unit.heading && news.len() * 2 >= words.len();
                told.push((added, if added { words } else { *first..last + 1 }));
            }
        }
        self.tell(told);
        self.lost_words();
        touched
    }

    fn tell(&mut self, told: Vec<(bool, Range<usize>)>) {
        let mut ids: Vec<String> = self.lock.clauses.iter().map(|clause| clause.id.clone()).collect();
        for (added, words) in told {
            let place = self.place(&words);
            if added {
                let proposed = slug(&self.lock.document, &place.text, &ids);
                ids.push(proposed.clone());
                self.changes.push(Change::Added { proposed, place });
            } else {
                let (after, before) = self.neighbours(words.start);
                self.changes.push(Change::Outside { after, before, place });
            }
        }
    }

    /// Old words of no clause that are gone where nothing else differs.
    fn lost_words(&mut self) {
        let mut claimed = vec![false; self.page.map.len()];
        for clause in &self.lock.clauses {
            for at in &clause.at {
                let range = *at as usize..(*at + clause.words) as usize;
                claimed.get_mut(range).into_iter().flatten().for_each(|flag| *flag = true);
            }
        }
        let mut at = 0;
        while at < self.page.map.len() {
            let gap = self.page.map.iter().skip(at).take_while(|place| place.is_none()).count();
            let free = claimed.iter().skip(at).take(gap).all(|claimed| !claimed);
            let before = at.checked_sub(1).and_then(|at| self.page.map.get(at).copied().flatten());
            let behind = self.page.map.get(at + gap).copied().flatten().unwrap_or(self.page.words.len());
            if gap > 0 && free && behind == before.map_or(0, |before| before + 1) {
                let (after, next) = self.neighbours(behind);
                let mut place = self.place(&(behind..behind));
                place.bytes.end = place.bytes.start;
                place.text.clear();
                self.changes.push(Change::Outside { after, before: next, place });
            }
            at += gap.max(1);
        }
    }

    /// The clauses before and behind a word.
    fn neighbours(&self, word: usize) -> (Option<String>, Option<String>) {
        let all = || {
            let clauses = self.lock.clauses.iter().zip(&self.page.places);
            clauses
                .flat_map(|(clause, places)| places.iter().filter_map(Found::range).map(move |range| (range, clause)))
        };
        let before = all().filter(|(range, _)| range.end <= word).max_by_key(|(range, _)| range.end);
        let behind = all().filter(|(range, _)| range.start >= word).min_by_key(|(range, _)| range.start);
        (before.map(|(_, clause)| clause.id.clone()), behind.map(|(_, clause)| clause.id.clone()))
    }

    fn clauses(&self, touched: &[usize]) -> Vec<Change> {
        let all = self.lock.clauses.iter().zip(&self.page.places).zip(touched);
        all.filter_map(|((clause, places), touched)| self.clause(&clause.id, places, *touched)).collect()
    }

    fn clause(&self, id: &str, places: &[Found], touched: usize) -> Option<Change> {
        let clause = id.to_owned();
        let gone = places.iter().filter(|place| **place == Found::Gone).count();
        if gone == places.len() {
            return Some(Change::Removed { clause });
        }
        let mut changed = gone;
        let mut worst: Option<(u8, Range<usize>)> = None;
        for place in places {
            if let Found::Reworded(range, similarity) = place {
                changed += 1;
                if worst.as_ref().is_none_or(|(least, _)| similarity < least) {
                    worst = Some((*similarity, range.clone()));
                }
            }
        }
        let still = places.iter().find_map(|place| match place {
            Found::Same(range) => Some(range.clone()),
            _ => None,
        });
        if worst.is_none() && touched > 0 {
            // Words were put before or behind it in its own sentence.
            worst = still.clone().map(|range| {
                let share = range.len() * 200 / (range.len() * 2 + touched);
                (u8::try_from(share.min(99)).unwrap_or(99), range)
            });
            changed = changed.max(1);
        }
        if worst.is_none() && gone > 0 {
            worst = still.map(|range| (0, range));
        }
        let of = places.len();
        if let Some((similarity, range)) = worst {
            let place = self.place(&range);
            return Some(Change::Reworded { clause, similarity, place, places: (changed, of) });
        }
        let moved = places.iter().find_map(|place| match place {
            Found::Moved(range) => Some(range),
            _ => None,
        });
        moved.map(|range| Change::Moved { clause, place: self.place(range) })
    }
}
