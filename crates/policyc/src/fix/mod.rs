//! Mending a file: the `fix` clauses of violated rules, applied one after the other, each judged anew before it stays.
//!
//! A mend stays only if the findings that it was for are gone, no rule finds more than before, no verdict is graver, and
//! the file read again is the old one with that edit and nothing else.

mod tally;
mod write;

use crate::{Case, CheckOptions, Checked, Kind, Policies, check_full};
use policyc_eval::{Finding, Mend, Outcome};
use policyc_ir::{FixAction, FixScope};
use policyc_message::edit::{Action, Change, Extent, TextEdit, resolve};
use serde::Serialize;
use tally::Tally;

/// What came of mending a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mended {
    /// The file with the mends that stayed.
    pub bytes: Vec<u8>,
    /// Those, in the order in which they were made.
    pub applied: Vec<Applied>,
    /// Findings that have a `fix` and are still there, and why.
    pub refused: Vec<Refused>,
    /// Reported findings before.
    pub before: usize,
    /// Reported findings behind.
    pub after: usize,
}

/// A mend that stayed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// The rule.
    pub rule: String,
    /// What it had found.
    pub message: String,
    /// The clause, as it is written.
    pub clause: String,
    /// The line at which it was made, from 1.
    pub line: usize,
    /// How many places were changed.
    pub edits: usize,
}

/// A finding whose `fix` was not applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// The rule.
    pub rule: String,
    /// What it finds.
    pub message: String,
    /// The clause, as it is written.
    pub clause: String,
    /// Why it was not.
    pub why: String,
}

/// How to mend.
pub struct Mending<'a> {
    /// The policies.
    pub policies: &'a Policies,
    /// How to judge.
    pub options: &'a CheckOptions,
    /// Also those that a person ought to look at.
    pub unsafe_too: bool,
    /// What the file holds.
    pub kind: Kind,
    /// Reads the file's bytes as the case that is judged, with all that is supplied beside it; none where that fails.
    pub read: &'a dyn Fn(&[u8]) -> Option<Case>,
}

/// Judgings of one file at most.
const MOST_TRIALS: usize = 300;
/// Edits of one mend at most.
const MOST_EDITS: usize = 500;

/// The file as it stands, read and judged.
struct State {
    bytes: Vec<u8>,
    case: Case,
    checked: Vec<Checked>,
    tally: Tally,
}

impl Mending<'_> {
    /// Mends a file; none where it cannot be read.
    #[must_use]
    pub fn mend(&self, bytes: &[u8]) -> Option<Mended> {
        let mut state = self.state(bytes.to_vec())?;
        let mut mended = Mended { before: state.tally.total(), ..Mended::default() };
        let mut trials = MOST_TRIALS;
        while let Some(next) = self.next(&state, &mut trials, &mut mended.applied) {
            state = next;
        }
        mended.refused = self.refused(&state, &mut trials);
        mended.after = state.tally.total();
        mended.bytes = state.bytes;
        Some(mended)
    }

    /// Mends one finding alone, by the first of its clauses that cures it; none if none does.
    #[must_use]
    pub fn mend_one(&self, bytes: &[u8], finding: &Finding) -> Option<Mended> {
        let state = self.state(bytes.to_vec())?;
        for clause in 0..finding.mends.len() {
            let usable = finding.mends.get(clause).is_some_and(|mend| self.may(mend));
            if let Some((next, edits)) = usable.then(|| self.attempt(&state, &[finding], clause).ok()).flatten() {
                let applied = told(&state, finding, clause, edits).into_iter().collect();
                let (before, after) = (state.tally.total(), next.tally.total());
                return Some(Mended { bytes: next.bytes, applied, refused: Vec::new(), before, after });
            }
        }
        None
    }

    fn state(&self, bytes: Vec<u8>) -> Option<State> {
        let case = (self.read)(&bytes)?;
        let checked = check_full(self.policies, &case, self.options);
        let tally = Tally::of(&checked);
        Some(State { bytes, case, checked, tally })
    }

    /// The first mend that stays: of all findings of a rule at once, else of one.
    fn next(&self, state: &State, trials: &mut usize, applied: &mut Vec<Applied>) -> Option<State> {
        for group in groups(state) {
            let most = group.iter().map(|finding| finding.mends.len()).max().unwrap_or_default();
            for clause in 0..most {
                let with = |finding: &&&Finding| finding.mends.get(clause).is_some_and(|mend| self.may(mend));
                let offered: Vec<&Finding> = group.iter().filter(with).copied().collect();
                let each = offered.iter().map(|finding| vec![*finding]).filter(|_| offered.len() > 1);
                for batch in std::iter::once(offered.clone()).filter(|all| !all.is_empty()).chain(each) {
                    if *trials == 0 {
                        return None;
                    }
                    *trials -= 1;
                    if let Ok((next, edits)) = self.attempt(state, &batch, clause) {
                        applied.extend(batch.iter().filter_map(|finding| told(state, finding, clause, edits)));
                        return Some(next);
                    }
                }
            }
        }
        None
    }

    fn may(&self, mend: &Mend) -> bool {
        mend.unusable.is_none() && (mend.safe || self.unsafe_too)
    }

    /// The file with a mend made, if that is good.
    fn attempt(&self, state: &State, batch: &[&Finding], clause: usize) -> Result<(State, usize), String> {
        let mut edits = Vec::new();
        for mend in batch.iter().filter_map(|finding| finding.mends.get(clause)) {
            edits.extend(resolve(&state.case.message, &change(mend))?);
        }
        edits.sort();
        edits.dedup();
        if edits.len() > MOST_EDITS || edits.windows(2).any(overlap) {
            return Err("the places overlap".to_owned());
        }
        let bytes = self.written(state, &edits)?;
        let next = self.state(bytes).ok_or("the file could not be read again")?;
        state.tally.accepts(&next.tally, batch)?;
        Ok((next, edits.len()))
    }

    /// From the last edit to the first, so that none moves another; each is read again.
    fn written(&self, state: &State, edits: &[TextEdit]) -> Result<Vec<u8>, String> {
        let mut bytes =
            write::write(&state.case, &state.bytes, self.kind, edits.last().ok_or("there is nothing to do")?)?;
        let mut last = edits.last();
        let mut before = None;
        for edit in edits.iter().rev().skip(1).map(Some).chain([None]) {
            let case = (self.read)(&bytes).ok_or("the file could not be read again")?;
            let old = before.as_ref().unwrap_or(&state.case);
            if let Some(made) = last
                && !policyc_message::edit::agrees(&old.message, &case.message, made)
            {
                return Err("the file does not read as it was meant to".to_owned());
            }
            if let Some(edit) = edit {
                bytes = write::write(&case, &bytes, self.kind, edit)?;
            }
            (last, before) = (edit, Some(case));
        }
        Ok(bytes)
    }

    /// What is still there though it has a `fix`.
    fn refused(&self, state: &State, trials: &mut usize) -> Vec<Refused> {
        let mut refused: Vec<Refused> = Vec::new();
        for finding in groups(state).into_iter().flatten() {
            for (clause, mend) in finding.mends.iter().enumerate() {
                let why = match &mend.unusable {
                    Some(why) => why.clone(),
                    None if !self.may(mend) => "it is unsafe: a person has to look at it".to_owned(),
                    None if *trials == 0 => "no more was tried".to_owned(),
                    None => {
                        *trials -= 1;
                        match self.attempt(state, &[finding], clause) {
                            Ok(_) => "no more was tried".to_owned(),
                            Err(why) => why,
                        }
                    }
                };
                let (rule, message) = (finding.rule.clone(), finding.message.clone());
                let entry = Refused { rule, message, clause: mend.clause.clone(), why };
                if !refused.contains(&entry) {
                    refused.push(entry);
                }
            }
        }
        refused
    }
}

/// Violations that have a mend, rule by rule.
fn groups(state: &State) -> Vec<Vec<&Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for checked in &state.checked {
        let mended = |finding: &&Finding| finding.outcome == Outcome::Violation && !finding.mends.is_empty();
        let mut own: Vec<Vec<&Finding>> = Vec::new();
        for finding in checked.findings.iter().filter(mended) {
            match own.iter_mut().find(|group| group.first().is_some_and(|first| first.rule == finding.rule)) {
                Some(group) => group.push(finding),
                None => own.push(vec![finding]),
            }
        }
        groups.extend(own);
    }
    groups
}

fn overlap(pair: &[TextEdit]) -> bool {
    matches!(pair, [first, second] if first.part == second.part && first.field == second.field && first.end > second.start)
}

fn told(state: &State, finding: &Finding, clause: usize, edits: usize) -> Option<Applied> {
    let mend = finding.mends.get(clause)?;
    let at = mend.spans.first()?;
    let line = state.case.sources.get(at.source).map_or(1, |source| source.line_column(at.start as usize).line);
    let (rule, message) = (finding.rule.clone(), finding.message.clone());
    Some(Applied { rule, message, clause: mend.clause.clone(), line, edits })
}

fn change(mend: &Mend) -> Change<'_> {
    let action = match mend.action {
        FixAction::Replace => Action::Replace,
        FixAction::Delete => Action::Delete,
        FixAction::Before => Action::Before,
        FixAction::After => Action::After,
        FixAction::In => Action::In,
    };
    let extent = match mend.scope {
        FixScope::Place => Extent::Place,
        FixScope::Element => Extent::Element,
        FixScope::Sentence => Extent::Sentence,
        FixScope::Line => Extent::Line,
    };
    let whole = mend.whole;
    Change { action, extent, spans: &mend.spans, value: mend.value.as_deref(), text: &mend.text, whole }
}
