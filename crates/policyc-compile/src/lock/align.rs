//! Two pages word by word, told from the hashes of their runs of words: which word of the old one is which of the new.

use super::text::RUN;
use std::collections::BTreeMap;

/// Tables larger than this are not filled; without anchors such a stretch counts as rewritten.
const CELLS: usize = 1 << 22;

/// For each word of the old page its place in the new one.
pub(super) fn align(old: &[u32], new: &[u32]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    stretch(old, new, (0, 0), &mut pairs);
    let words = if old.is_empty() { 0 } else { old.len() + RUN - 1 };
    let mut map = vec![None; words];
    let mut behind = 0;
    for (from, to) in pairs {
        for step in 0..RUN {
            if let Some(slot @ None) = map.get_mut(from + step)
                && to + step >= behind
            {
                *slot = Some(to + step);
                behind = to + step + 1;
            }
        }
    }
    map
}

/// Pairs of equal runs in a stretch of both that begins at these offsets, in order.
fn stretch(old: &[u32], new: &[u32], offset: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    pairs.extend((0..head).map(|step| (offset.0 + step, offset.1 + step)));
    let (old, new) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let offset = (offset.0 + head, offset.1 + head);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (rest, others) = (old.len() - tail, new.len() - tail);
    let (middle, other) = (old.get(..rest).unwrap_or_default(), new.get(..others).unwrap_or_default());
    if middle.len().saturating_mul(other.len()) <= CELLS {
        longest(middle, other, offset, pairs);
    } else {
        by_anchors(middle, other, offset, pairs);
    }
    pairs.extend((0..tail).map(|step| (offset.0 + rest + step, offset.1 + others + step)));
}

/// The longest common subsequence, by its table.
fn longest(old: &[u32], new: &[u32], offset: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let width = new.len() + 1;
    let mut table = vec![0u32; (old.len() + 1) * width];
    let at = |table: &[u32], i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            let best =
                if a == b { at(&table, i + 1, j + 1) + 1 } else { at(&table, i + 1, j).max(at(&table, i, j + 1)) };
            if let Some(cell) = table.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if a == b {
            pairs.push((offset.0 + i, offset.1 + j));
            (i, j) = (i + 1, j + 1);
        } else if at(&table, i + 1, j) >= at(&table, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// Runs that stand once on each side are anchors: the longest rising chain of them splits the stretch.
fn by_anchors(old: &[u32], new: &[u32], offset: (usize, usize), pairs: &mut Vec<(usize, usize)>) {
    let (olds, news) = (singles(old), singles(new));
    let mut anchors: Vec<(usize, usize)> = olds.iter().filter_map(|(run, i)| news.get(run).map(|j| (*i, *j))).collect();
    anchors.sort_unstable();
    let mut from = (0, 0);
    let ends = rising(&anchors).into_iter().chain([(old.len(), new.len())]);
    for (i, j) in ends {
        let (left, right) = (old.get(from.0..i).unwrap_or_default(), new.get(from.1..j).unwrap_or_default());
        let start = (offset.0 + from.0, offset.1 + from.1);
        if left.len().saturating_mul(right.len()) <= CELLS {
            longest(left, right, start, pairs);
        }
        if i < old.len() {
            pairs.push((offset.0 + i, offset.1 + j));
        }
        from = (i + 1, j + 1);
    }
}

fn singles(runs: &[u32]) -> BTreeMap<u32, usize> {
    let mut seen: BTreeMap<u32, Option<usize>> = BTreeMap::new();
    for (at, run) in runs.iter().enumerate() {
        seen.entry(*run).and_modify(|place| *place = None).or_insert(Some(at));
    }
    seen.into_iter().filter_map(|(run, at)| at.map(|at| (run, at))).collect()
}

/// The longest chain that rises on the right too, of pairs that rise on the left.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let right = |at: &usize| pairs.get(*at).map_or(0, |pair| pair.1);
    for (at, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| right(end) < pair.1);
        before.push(place.checked_sub(1).and_then(|place| ends.get(place).copied()));
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::new();
    let mut at = ends.last().copied();
    while let Some(here) = at {
        chain.extend(pairs.get(here).copied());
        at = before.get(here).copied().flatten();
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_an_edit_stay_where_they_are() {
        // Runs of `a b c d e f g h i j` and of the same with another word for `e`.
        let old = [1, 2, 3, 4, 5, 6, 7];
        let new = [1, 91, 92, 93, 94, 6, 7];
        let map = align(&old, &new);
        assert_eq!(map.iter().filter(|place| place.is_none()).count(), 1);
        assert_eq!((map[3], map[4], map[5]), (Some(3), None, Some(5)));
    }

    #[test]
    fn anchors_find_what_the_table_finds() {
        let old: Vec<u32> = (0..60).chain(100..160).collect();
        let new: Vec<u32> = (0..30).chain(900..910).chain(30..60).chain(110..160).collect();
        let (mut table, mut chain) = (Vec::new(), Vec::new());
        longest(&old, &new, (0, 0), &mut table);
        by_anchors(&old, &new, (0, 0), &mut chain);
        assert_eq!(table, chain);
        assert_eq!(table.len(), 110);
    }
}
