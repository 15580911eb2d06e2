//! What a text mentions without saying it: disowned in its sentence ("we never …", "… is forbidden"), or in quotation
//! marks and given to somebody else ("you wrote: …", a thing called "…").

use super::{
    lexica::{LanguageTable, Pattern},
    matcher::{self, Match},
    quotes,
    reading::{Reading, Stream},
};
use std::{collections::BTreeSet, ops::Range};

/// Which tokens are not the writer's own assertion.
pub(super) fn marks(reading: &Reading, table: &LanguageTable, stream: &Stream, text: &str) -> Vec<bool> {
    let mut marks = vec![false; stream.tokens.len()];
    if !table.disowns.is_empty() || !table.disowns_after.is_empty() {
        disown(reading, table, stream, text, &mut marks);
    }
    if !table.quoting.is_empty() || !table.quoting_after.is_empty() {
        quote(reading, table, stream, text, &mut marks);
    }
    marks
}

fn mark(marks: &mut [bool], range: Range<u32>) {
    let run = range.end.saturating_sub(range.start) as usize;
    marks.iter_mut().skip(range.start as usize).take(run).for_each(|mark| *mark = true);
}

/// All matches of several patterns, in order.
fn matches(reading: &Reading, table: &LanguageTable, stream: &Stream, patterns: &[Pattern]) -> Vec<Match> {
    let mut found: Vec<Match> =
        patterns.iter().flat_map(|pattern| matcher::pattern_matches(reading, table, stream, pattern)).collect();
    found.sort_unstable();
    found
}

fn disown(reading: &Reading, table: &LanguageTable, stream: &Stream, text: &str, marks: &mut [bool]) {
    let spared = matches(reading, table, stream, &table.not_negating);
    let counts = |found: &Match| !spared.iter().any(|other| other.start < found.end && found.start < other.end);
    let before = matches(reading, table, stream, &table.disowns);
    let behind = matches(reading, table, stream, &table.disowns_after);
    if before.is_empty() && behind.is_empty() {
        return;
    }
    let resumes: Vec<u32> = matches(reading, table, stream, &table.resumes).iter().map(|found| found.start).collect();
    let stretches = stretches(reading, table, stream, text);
    let stretch = |at: u32| {
        let first = stretches.partition_point(|range| range.end <= at);
        stretches.get(first).filter(|range| range.contains(&at)).cloned()
    };
    let begins =
        |at: u32| stream.clause.get(at as usize) != at.checked_sub(1).and_then(|at| stream.clause.get(at as usize));
    for found in before.iter().filter(|found| counts(found)) {
        let Some(whole) = stretch(found.end.saturating_sub(1)) else { continue };
        let until = resumes.iter().copied().filter(|at| *at >= found.end && begins(*at)).min();
        mark(marks, found.end..until.unwrap_or(u32::MAX).min(whole.end));
    }
    for found in behind.iter().filter(|found| counts(found)) {
        let Some(whole) = stretch(found.start) else { continue };
        mark(marks, whole.start..found.start);
    }
}

/// Runs of tokens that neither the end of a sentence, nor a strong sign, nor a word that breaks clauses parts.
fn stretches(reading: &Reading, table: &LanguageTable, stream: &Stream, text: &str) -> Vec<Range<u32>> {
    let breaks: BTreeSet<u32> =
        matches(reading, table, stream, &table.breaks).iter().map(|found| found.start).collect();
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<(usize, u32)> = None;
    for (at, (token, sentence)) in (0u32..).zip(stream.tokens.iter().zip(&stream.sentence)) {
        let parted = before.is_some_and(|(end, last)| {
            let between = text.get(end..token.range.start).unwrap_or_default();
            last != *sentence || between.contains([';', '–', '—', '―']) || between.contains(" - ")
        });
        if parted || breaks.contains(&at) {
            found.push(start..at);
            start = at;
        }
        before = Some((token.range.end, *sentence));
    }
    found.push(start..u32::try_from(stream.tokens.len()).unwrap_or(u32::MAX));
    found
}

fn quote(reading: &Reading, table: &LanguageTable, stream: &Stream, text: &str, marks: &mut [bool]) {
    let pairs = quotes::pairs(text);
    if pairs.is_empty() {
        return;
    }
    let before = matches(reading, table, stream, &table.quoting);
    let behind = matches(reading, table, stream, &table.quoting_after);
    let reach = u32::try_from(table.reach).unwrap_or(u32::MAX);
    let sentence = |at: u32| stream.sentence.get(at as usize);
    for pair in pairs {
        let index = |at: usize| {
            u32::try_from(stream.tokens.partition_point(|token| token.range.start < at)).unwrap_or(u32::MAX)
        };
        let (first, behind_last) = (index(pair.start), index(pair.end));
        let Some(last) = behind_last.checked_sub(1).filter(|last| *last >= first) else { continue };
        // Right beside the marks, or with a few words of the same sentence between.
        let near = |end: u32, start: u32| {
            end == start || (end < start && start - end <= reach && sentence(end.saturating_sub(1)) == sentence(start))
        };
        let given =
            before.iter().any(|found| near(found.end, first)) || behind.iter().any(|found| near(last + 1, found.start));
        if given {
            mark(marks, first..behind_last);
        }
    }
}
