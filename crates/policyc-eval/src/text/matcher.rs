//! Phrases met in a stream of words. A pattern turns a set of positions into a set of positions, step by step, so every
//! reading counts and the work is bounded by words times phrase length times gap width.

use super::{
    denial,
    lexica::{LanguageTable, Pattern, Step},
    overlay::OverlayKind,
    reading::{Reading, Stream},
};
use policyc_ir::Kind;
use std::{collections::BTreeSet, mem, rc::Rc};

/// A match, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    pub(super) start: u32,
    pub(super) end: u32,
    /// A negator stands in one of its gaps.
    pub(super) gap_denied: bool,
}

/// A reading that has come as far as `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    at: u32,
    /// First token behind the sentence that it is in.
    limit: u32,
    denied: bool,
}

/// Lexicons refer to each other at most this deep (the compiler refuses cycles).
const DEPTH: usize = 24;

/// In order, each once.
fn in_order<T: Ord>(found: &mut Vec<T>) {
    if found.len() > 1 {
        found.sort_unstable();
        found.dedup();
    }
}

/// Those of some matches, which are in order, that begin at a token.
fn starting(matches: &[Match], at: u32) -> &[Match] {
    let first = matches.partition_point(|found| found.start < at);
    let behind = matches.partition_point(|found| found.start <= at);
    matches.get(first..behind).unwrap_or_default()
}

/// Matches in order, to be asked whether any touches another: beginnings, and the furthest end up to each.
struct Stretches(Vec<(u32, u32)>);

impl Stretches {
    fn new(matches: &[Match]) -> Self {
        let furthest = matches.iter().scan(0, |end, found| {
            *end = found.end.max(*end);
            Some((found.start, *end))
        });
        Self(furthest.collect())
    }

    fn touch(&self, hit: &Match) -> bool {
        let before = self.0.partition_point(|(start, _)| *start < hit.end);
        before.checked_sub(1).and_then(|last| self.0.get(last)).is_some_and(|(_, end)| *end > hit.start)
    }
}

struct Run<'a> {
    reading: &'a Reading,
    table: &'a LanguageTable,
    stream: &'a Stream,
    depth: usize,
}

/// All matches of a lexicon that none of its `except` touches.
pub(super) fn lexicon_matches(
    reading: &Reading,
    table: &LanguageTable,
    stream: &Stream,
    lexicon: u32,
) -> Rc<Vec<Match>> {
    Run { reading, table, stream, depth: 0 }.lexicon(lexicon)
}

/// What the `except` lines of a lexicon meet.
pub(super) fn taken_back(reading: &Reading, table: &LanguageTable, stream: &Stream, lexicon: u32) -> Vec<Match> {
    let Some(lexicon) = table.lexicons.get(&lexicon) else { return Vec::new() };
    lexicon.except.iter().flat_map(|pattern| pattern_matches(reading, table, stream, pattern)).collect()
}

/// All matches of one pattern.
pub(super) fn pattern_matches(
    reading: &Reading,
    table: &LanguageTable,
    stream: &Stream,
    pattern: &Pattern,
) -> Vec<Match> {
    let mut found = Vec::new();
    Run { reading, table, stream, depth: 0 }.pattern(pattern, &mut found);
    in_order(&mut found);
    found
}

/// Clauses once more, now also ended before and behind the language's words that break them.
pub(super) fn break_clauses(reading: &Reading, table: &LanguageTable, stream: &Stream) -> Vec<u32> {
    let mut cuts = BTreeSet::new();
    for pattern in &table.breaks {
        for found in pattern_matches(reading, table, stream, pattern) {
            cuts.insert(found.start);
            cuts.insert(found.end);
        }
    }
    let mut added = 0;
    let mut clauses = Vec::with_capacity(stream.clause.len());
    let mut before = None;
    for (at, clause) in (0u32..).zip(&stream.clause) {
        let same = before == Some(*clause);
        if same && cuts.contains(&at) {
            added += 1;
        }
        before = Some(*clause);
        clauses.push(clause + added);
    }
    clauses
}

impl Run<'_> {
    fn lexicon(&self, lexicon: u32) -> Rc<Vec<Match>> {
        if let Some(met) = self.stream.met.borrow().get(&lexicon) {
            return met.clone();
        }
        let mut found = Vec::new();
        if self.depth < DEPTH
            && let Some(table) = self.table.lexicons.get(&lexicon)
        {
            let deeper = Run { depth: self.depth + 1, ..*self };
            for pattern in &table.phrases {
                deeper.pattern(pattern, &mut found);
            }
            in_order(&mut found);
            if !found.is_empty() && !table.except.is_empty() {
                let mut taken_back = Vec::new();
                for pattern in &table.except {
                    deeper.pattern(pattern, &mut taken_back);
                }
                in_order(&mut taken_back);
                let taken_back = Stretches::new(&taken_back);
                found.retain(|hit| !taken_back.touch(hit));
            }
        }
        let met = Rc::new(found);
        self.stream.met.borrow_mut().insert(lexicon, met.clone());
        met
    }

    fn pattern(&self, pattern: &Pattern, found: &mut Vec<Match>) {
        let there = |word: &u32| self.stream.positions.contains_key(word);
        if !pattern.needs.iter().all(|words| words.iter().any(there)) {
            return;
        }
        match &pattern.and {
            None => self.sequence(&[&pattern.first], found),
            Some((gap, second)) => {
                let gap = [Step::Gap(*gap)];
                self.sequence(&[&pattern.first, &gap, second], found);
                self.sequence(&[second, &gap, &pattern.first], found);
            }
        }
    }

    fn sequence(&self, pieces: &[&[Step]], found: &mut Vec<Match>) {
        let (mut states, mut next) = (Vec::new(), Vec::new());
        for start in self.starts(pieces) {
            if !self.stream.reads.get(start as usize).is_some_and(|reads| *reads) {
                continue;
            }
            states.clear();
            states.push(State { at: start, limit: self.stream.sentence_end(start), denied: false });
            for piece in pieces {
                next.clear();
                match states.as_slice() {
                    [] => break,
                    [state] => self.steps(piece, *state, &mut next),
                    _ => self.all_steps(piece, mem::take(&mut states), &mut next),
                }
                in_order(&mut next);
                mem::swap(&mut states, &mut next);
            }
            found.extend(states.iter().filter(|state| state.at > start).map(|state| Match {
                start,
                end: state.at,
                gap_denied: state.denied,
            }));
        }
    }

    /// Where a sequence may begin.
    fn starts(&self, pieces: &[&[Step]]) -> Vec<u32> {
        let everywhere = || (0..u32::try_from(self.stream.tokens.len()).unwrap_or(u32::MAX)).collect();
        let Some(steps) = pieces.first() else { return Vec::new() };
        let mut starts = Vec::new();
        if !self.leading(steps, &mut starts) {
            return everywhere();
        }
        in_order(&mut starts);
        starts
    }

    /// Adds the positions at which a sequence may begin: those of its first step that takes a word, and those of all that
    /// may be left out before it. False if that cannot be told.
    fn leading(&self, steps: &[Step], starts: &mut Vec<u32>) -> bool {
        for step in steps {
            match step {
                Step::Word(word) => {
                    starts.extend(self.stream.positions.get(word).into_iter().flatten());
                    return true;
                }
                Step::Lexicon(lexicon) => {
                    starts.extend(self.lexicon(*lexicon).iter().map(|found| found.start));
                    return true;
                }
                Step::Referred(lexicon) => {
                    starts.extend(self.lexicon(*lexicon).iter().chain(&self.stream.pronouns).map(|found| found.start));
                    return true;
                }
                Step::OneOf(options) => return options.iter().all(|option| self.leading(option, starts)),
                Step::Optional(options) if options.iter().all(|option| self.leading(option, starts)) => {}
                Step::Start | Step::First => {}
                Step::Next | Step::Kind(_) | Step::Optional(_) | Step::Gap(_) | Step::End | Step::Question => {
                    return false;
                }
            }
        }
        false
    }

    /// Adds where some steps lead from a state, in no order and maybe twice. Words, on which most readings end, are
    /// followed without a set of states being made.
    fn steps(&self, steps: &[Step], state: State, next: &mut Vec<State>) {
        let (mut steps, mut state) = (steps, state);
        while let Some((Step::Word(word), rest)) = steps.split_first() {
            if state.at >= state.limit || !self.is_word(state.at, *word) {
                return;
            }
            state.at += 1;
            steps = rest;
        }
        match steps {
            [] => next.push(state),
            [step] => self.step(step, state, next),
            _ => self.all_steps(steps, vec![state], next),
        }
    }

    fn all_steps(&self, steps: &[Step], mut states: Vec<State>, next: &mut Vec<State>) {
        let Some((last, before)) = steps.split_last() else { return next.append(&mut states) };
        let mut reached = Vec::new();
        for step in before {
            reached.clear();
            states.iter().for_each(|state| self.step(step, *state, &mut reached));
            if reached.is_empty() {
                return;
            }
            in_order(&mut reached);
            mem::swap(&mut states, &mut reached);
        }
        states.iter().for_each(|state| self.step(last, *state, next));
    }

    fn step(&self, step: &Step, state: State, next: &mut Vec<State>) {
        match step {
            Step::Word(word) => {
                if state.at < state.limit && self.is_word(state.at, *word) {
                    next.push(State { at: state.at + 1, ..state });
                }
            }
            Step::OneOf(options) => options.iter().for_each(|option| self.steps(option, state, next)),
            Step::Optional(options) => {
                next.push(state);
                options.iter().for_each(|option| self.steps(option, state, next));
            }
            Step::Gap(width) => self.gap(*width, state, next),
            // Where the sentence is over, nothing goes on but by `<next>`.
            Step::Lexicon(_) | Step::Referred(_) if state.at >= state.limit => {}
            Step::Lexicon(lexicon) => {
                for found in starting(&self.lexicon(*lexicon), state.at) {
                    next.push(self.behind(state, found));
                }
            }
            Step::Referred(lexicon) => self.referred(*lexicon, state, next),
            Step::Kind(kind) => self.kind(kind, state, next),
            Step::First => {
                let sentence = |at: u32| self.stream.sentence.get(at as usize);
                if state.at.checked_sub(1).is_none_or(|before| sentence(before) != sentence(state.at)) {
                    next.push(state);
                }
            }
            Step::Next => next.extend(self.next_sentence(state)),
            Step::Start => {
                if self.is_edge(state.at) {
                    next.push(state);
                }
            }
            Step::End => {
                if state.at >= state.limit || self.is_edge(state.at) {
                    next.push(state);
                }
            }
            Step::Question => {
                let sentence = state.at.checked_sub(1).and_then(|at| self.stream.sentence.get(at as usize));
                let asks = sentence.and_then(|at| self.reading.sentences.get(*at as usize)).is_some_and(|s| s.question);
                if state.at >= state.limit && asks {
                    next.push(state);
                }
            }
        }
    }

    /// Behind a match of a lexicon, which may end in the sentence after.
    fn behind(&self, state: State, found: &Match) -> State {
        let within = found.end <= state.limit;
        let limit = if within { state.limit } else { self.stream.sentence_end(found.end.saturating_sub(1)) };
        State { at: found.end, limit, denied: state.denied || found.gap_denied }
    }

    /// What the lexicon meets, or a pronoun that such a match precedes in its sentence or the one before.
    fn referred(&self, lexicon: u32, state: State, next: &mut Vec<State>) {
        let met = self.lexicon(lexicon);
        next.extend(starting(&met, state.at).iter().map(|found| self.behind(state, found)));
        let sentence = |at: u32| self.stream.sentence.get(at as usize).copied().unwrap_or(0);
        let here = sentence(state.at);
        let named =
            |found: &Match| found.end <= state.at && here.saturating_sub(sentence(found.end.saturating_sub(1))) <= 1;
        // Matches near the pronoun stand last among those before it.
        let before = met.partition_point(|found| found.start < state.at);
        for pronoun in starting(&self.stream.pronouns, state.at) {
            if met.iter().take(before).rev().any(named) {
                next.push(self.behind(state, pronoun));
            }
        }
    }

    /// The beginning of the next sentence; what is left of this one may still deny what was met in it.
    fn next_sentence(&self, state: State) -> Option<State> {
        let at = state.limit;
        let sentence = *self.stream.sentence.get(at as usize)?;
        if state.at == 0 || !self.reading.sentence_reads(sentence, &self.table.tag) {
            return None;
        }
        let denied = state.denied || denial::denied_behind(self.stream, self.table, state.at);
        Some(State { at, limit: self.stream.sentence_end(at), denied })
    }

    fn gap(&self, width: usize, state: State, next: &mut Vec<State>) {
        let mut reached = state;
        next.push(reached);
        for _ in 0..width {
            if reached.at >= reached.limit {
                break;
            }
            let denies = self.stream.denies.get(reached.at as usize).copied().unwrap_or(false)
                || self.stream.denies_before.get(reached.at as usize).copied().unwrap_or(false);
            reached = State { at: reached.at + 1, denied: reached.denied || denies, ..reached };
            next.push(reached);
        }
    }

    /// Whether the token is this written word; of a separable verb, whether its particle closes the clause.
    fn is_word(&self, at: u32, word: u32) -> bool {
        let Some(classes) = self.stream.classes.get(at as usize) else { return false };
        if classes.words.binary_search(&word).is_ok() {
            return true;
        }
        classes.verbs.iter().filter(|(verb, _)| *verb == word).any(|(_, particle)| {
            let last = self.stream.clause_of(at).end.saturating_sub(1);
            last > at && self.stream.tokens.get(last as usize).is_some_and(|token| token.text == *particle)
        })
    }

    /// Whether a clause begins at a token (or the text ends there).
    fn is_edge(&self, at: u32) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.stream.clause.get(before as usize) != self.stream.clause.get(at as usize)
    }

    fn kind(&self, kind: &Kind, state: State, next: &mut Vec<State>) {
        let mut step = |end: u32| {
            if end <= state.limit && end > state.at {
                next.push(State { at: end, ..state });
            }
        };
        let first = self.stream.kinds.partition_point(|(_, range)| range.start < state.at);
        for (overlay, range) in self.stream.kinds.iter().skip(first).take_while(|(_, range)| range.start == state.at) {
            if is_kind(kind, overlay) {
                step(range.end);
            }
        }
        let token = self.stream.tokens.get(state.at as usize);
        let digits = token.is_some_and(|token| token.text.chars().all(char::is_numeric));
        match kind {
            Kind::Number if digits => step(state.at + 1),
            Kind::Percent if digits => {
                let mut end = state.at + 1;
                // A decimal share is two runs of digits.
                if self.signs_behind(state.at).starts_with(['.', ',']) && self.signs_behind(state.at).len() == 1 {
                    end += 1;
                }
                let signs = self.signs_behind(end - 1);
                if signs.trim_start().starts_with('%') || signs.trim_start().starts_with('٪') {
                    step(end);
                }
            }
            _ => {}
        }
    }

    /// The signs between a token and the next, the first few of them.
    fn signs_behind(&self, at: u32) -> &str {
        self.stream.tokens.get(at as usize).map_or("", |token| token.signs.as_str())
    }
}

fn is_kind(kind: &Kind, overlay: &OverlayKind) -> bool {
    match (kind, overlay) {
        (Kind::Number, OverlayKind::Number)
        | (Kind::Money, OverlayKind::Money)
        | (Kind::Date, OverlayKind::Date)
        | (Kind::Link, OverlayKind::Link)
        | (Kind::Email, OverlayKind::Email)
        | (Kind::Phone, OverlayKind::Phone)
        | (Kind::Placeholder, OverlayKind::Placeholder) => true,
        (Kind::Shape(wanted), OverlayKind::Shape(found)) => wanted == found,
        _ => false,
    }
}
