//! What denies a match: a negator in its gaps, shortly before it in its clause, or shortly behind it.

use super::{
    lexica::{LanguageTable, Pattern},
    matcher,
    reading::{Reading, Stream},
};
use std::ops::Range;

/// Which tokens deny what follows them, and which deny what precedes them.
pub(super) fn marks(reading: &Reading, table: &LanguageTable, stream: &Stream) -> (Vec<bool>, Vec<bool>) {
    let spared = covered(reading, table, stream, &table.not_negating);
    let mark = |patterns: &[Pattern]| -> Vec<bool> {
        let found = covered(reading, table, stream, patterns);
        found.iter().zip(&spared).map(|(found, spared)| *found && !*spared).collect()
    };
    (mark(&table.negators), mark(&table.negators_after))
}

fn covered(reading: &Reading, table: &LanguageTable, stream: &Stream, patterns: &[Pattern]) -> Vec<bool> {
    let mut marks = vec![false; stream.tokens.len()];
    for pattern in patterns {
        for found in matcher::pattern_matches(reading, table, stream, pattern) {
            let run = found.end.saturating_sub(found.start) as usize;
            marks.iter_mut().skip(found.start as usize).take(run).for_each(|mark| *mark = true);
        }
    }
    marks
}

/// Whether a match is denied by a word outside it, or is not the writer's own: disowned, or somebody else's in quotation
/// marks, at its beginning or its end.
pub(super) fn is_denied(stream: &Stream, table: &LanguageTable, range: Range<u32>) -> bool {
    let last = range.end.saturating_sub(1).max(range.start);
    let disowned = |at: u32| stream.disowned.get(at as usize).copied().unwrap_or(false);
    if disowned(range.start) || disowned(last) {
        return true;
    }
    let clause = stream.clause_of(range.start);
    let reach = u32::try_from(table.reach).unwrap_or(u32::MAX);
    let from = range.start.saturating_sub(reach).max(clause.start);
    let before = (from..range.start).any(|at| stream.denies.get(at as usize).copied().unwrap_or(false));
    before || denied_behind(stream, table, range.end)
}

/// Whether a word shortly behind a place denies what ends there.
pub(super) fn denied_behind(stream: &Stream, table: &LanguageTable, end: u32) -> bool {
    let reach = u32::try_from(table.reach).unwrap_or(u32::MAX);
    let until = end.saturating_add(reach).min(stream.clause_of(end.saturating_sub(1)).end);
    (end..until).any(|at| stream.denies_before.get(at as usize).copied().unwrap_or(false))
}
