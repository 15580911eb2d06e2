//! The text verbs: `says`, `mentions`, `denies`, `says only`, `states`, `names`, `contains`, `matches` (semantics 1.5).
//!
//! A verb reads one or several [`Reading`]s (a zone may stand in several places) and answers in three values.

use super::{Hit, Lexica, OverlayKind, Reading, words::fold_word};
use crate::{Atom, AtomKind, Atoms, TextAnswer, Truth};
use policyc_ir::{LexiconId, Near, Reach, TextVerb};
use std::{collections::BTreeSet, ops::Range, rc::Rc};

/// A sentence this long in a language that nobody wrote words for leaves a verb without an answer.
const LONG: usize = 8;

/// `TEXT says|mentions|denies WORDS [with|then …]`.
#[must_use]
pub fn says(
    readings: &[Rc<Reading>],
    lexica: &Lexica,
    verb: TextVerb,
    words: &[LexiconId],
    near: Option<&Near>,
) -> TextAnswer {
    let (mut found, mut met) = (TextAnswer::plain(Truth::True), false);
    for reading in readings {
        let here = match near {
            None => single(reading, lexica, verb, words),
            Some(near) => pair(reading, lexica, verb, words, near),
        };
        if let Some(here) = here {
            found.spans.extend(here.spans);
            found.also.extend(here.also);
            met = true;
        }
    }
    if met {
        return found;
    }
    let mut lexicons = words.to_vec();
    lexicons.extend(near.into_iter().flat_map(|near| &near.words));
    not_found(readings, lexica, &lexicons)
}

fn hits(reading: &Reading, lexica: &Lexica, words: &[LexiconId]) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    words.iter().for_each(|lexicon| found.extend_from_slice(&reading.hits(*lexicon, lexica)));
    found.sort_by_key(|hit| (hit.range.start, hit.range.end));
    found
}

fn counts(verb: TextVerb, denied: bool) -> bool {
    match verb {
        TextVerb::Says => !denied,
        TextVerb::Mentions => true,
        TextVerb::Denies => denied,
    }
}

fn single(reading: &Reading, lexica: &Lexica, verb: TextVerb, words: &[LexiconId]) -> Option<TextAnswer> {
    let found = hits(reading, lexica, words);
    let chosen: Vec<&Hit> = found.iter().filter(|hit| counts(verb, hit.denied)).collect();
    if chosen.is_empty() {
        return None;
    }
    Some(TextAnswer { spans: shown(reading, &chosen), ..TextAnswer::plain(Truth::True) })
}

/// Spans of the matches, those within another one left out.
fn shown(reading: &Reading, hits: &[&Hit]) -> Vec<policyc_diag::Span> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    let mut sorted: Vec<Range<usize>> = hits.iter().map(|hit| hit.range.clone()).collect();
    sorted.sort_by_key(|range| (range.start, range.end));
    for range in sorted {
        // The first and shortest reading of overlapping ones is shown.
        if kept.last().is_none_or(|last| range.start >= last.end) {
            kept.push(range);
        }
    }
    kept.into_iter().flat_map(|range| reading.spans(range)).collect()
}

fn pair(reading: &Reading, lexica: &Lexica, verb: TextVerb, words: &[LexiconId], near: &Near) -> Option<TextAnswer> {
    let first = hits(reading, lexica, words);
    if first.is_empty() {
        return None;
    }
    let second = hits(reading, lexica, &near.words);
    for a in &first {
        for b in &second {
            let apart = a.range.end <= b.range.start || b.range.end <= a.range.start;
            let ordered = !near.then || b.range.start >= a.range.end;
            if apart && ordered && counts(verb, a.denied || b.denied) && reaches(reading, a, b, near.reach) {
                let mut spans = reading.spans(a.range.clone());
                spans.extend(reading.spans(b.range.clone()));
                let both: BTreeSet<usize> =
                    [a, b].into_iter().flat_map(|hit| [hit.sentence, hit.last_sentence]).collect();
                let sentences = both.iter().filter_map(|at| reading.sentences.get(*at));
                let also =
                    sentences.flat_map(|sentence| reading.spans(trimmed(reading, sentence.range.clone()))).collect();
                return Some(TextAnswer { spans, also, ..TextAnswer::plain(Truth::True) });
            }
        }
    }
    None
}

fn trimmed(reading: &Reading, range: Range<usize>) -> Range<usize> {
    let text = reading.text().get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    start..end.max(start)
}

fn reaches(reading: &Reading, a: &Hit, b: &Hit, reach: Reach) -> bool {
    let (earlier, later) = if a.sentence <= b.sentence { (a, b) } else { (b, a) };
    let sentences = later.sentence.saturating_sub(earlier.last_sentence);
    match reach {
        Reach::Clause => {
            sentences == 0 && (inside(&a.clause, &b.range) || inside(&b.clause, &a.range) || a.clause == b.clause)
        }
        Reach::Sentence => sentences == 0,
        Reach::Paragraph => a.paragraph == b.paragraph,
        Reach::Sentences(n) => sentences < n.max(1) as usize,
        Reach::Words(n) => {
            let between = a.range.end.min(b.range.end)..a.range.start.max(b.range.start);
            word_count(reading.text().get(between).unwrap_or_default()) <= n as usize
        }
    }
}

fn inside(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Runs of letters or digits.
#[must_use]
pub fn word_count(text: &str) -> usize {
    super::tokens::tokens(text, &[]).len()
}

/// False if everything was read, unknown if a long sentence was not, or a free hole may hold the words.
fn not_found(readings: &[Rc<Reading>], lexica: &Lexica, lexicons: &[LexiconId]) -> TextAnswer {
    let mut atoms = Atoms::new();
    for reading in readings {
        for (sentence, language) in reading.sentences.iter().zip(&reading.languages) {
            let read = language
                .as_deref()
                .is_some_and(|language| lexicons.iter().all(|lexicon| lexica.serves(*lexicon, language)));
            if !read && word_count(reading.input.text.get(sentence.range.clone())) >= LONG {
                atoms.insert(unread(&reading.input.zone, language.as_deref()));
            }
        }
        atoms
            .extend(reading.input.free_holes.iter().map(|hole| Atom::new(AtomKind::Render, format!("render({hole})"))));
    }
    let truth = if atoms.is_empty() { Truth::False } else { Truth::Unknown };
    TextAnswer { truth, atoms, spans: Vec::new(), also: Vec::new() }
}

fn unread(zone: &str, language: Option<&str>) -> Atom {
    Atom::fact(format!("unread({zone}, {})", language.unwrap_or("unknown language")))
}

/// `TEXT says only WORDS`: every word lies in an affirmed match, in an identifier, date or closed hole, or in the lines
/// of names that close a message.
#[must_use]
pub fn says_only(readings: &[Rc<Reading>], lexica: &Lexica, words: &[LexiconId]) -> TextAnswer {
    let mut spans = Vec::new();
    let mut atoms = Atoms::new();
    for reading in readings {
        let mut covered: Vec<Range<usize>> =
            hits(reading, lexica, words).into_iter().filter(|hit| !hit.denied).map(|hit| hit.range).collect();
        covered.extend(closed(reading, lexica));
        covered.extend(closing_names(reading, &covered));
        for (at, sentence) in reading.sentences.iter().enumerate() {
            if !has_other_words(reading, sentence.range.clone(), &covered) {
                spans.extend(reading.spans(trimmed(reading, sentence.range.clone())));
                continue;
            }
            let language = reading.languages.get(at).and_then(Option::as_deref);
            let served = language.is_some_and(|language| words.iter().all(|word| lexica.serves(*word, language)));
            if served || word_count(reading.input.text.get(sentence.range.clone())) < LONG {
                return TextAnswer::plain(Truth::False);
            }
            atoms.insert(unread(&reading.input.zone, language));
        }
        atoms
            .extend(reading.input.free_holes.iter().map(|hole| Atom::new(AtomKind::Render, format!("render({hole})"))));
    }
    let truth = if atoms.is_empty() { Truth::True } else { Truth::Unknown };
    TextAnswer { truth, atoms, spans, also: Vec::new() }
}

/// Stretches that say nothing by themselves: identifiers, dates, holes.
fn closed(reading: &Reading, lexica: &Lexica) -> Vec<Range<usize>> {
    let Some(stream) = reading.stream(0, 0, lexica) else { return Vec::new() };
    let silent =
        |kind: &OverlayKind| matches!(kind, OverlayKind::Placeholder | OverlayKind::Shape(_) | OverlayKind::Date);
    let runs = stream.kinds.iter().filter(|(kind, _)| silent(kind));
    let view = reading.views.first();
    runs.filter_map(|(_, run)| Some(view?.folded.unfold(stream.bytes(run.clone())?))).collect()
}

/// Up to four last sentences of at most six words, none a question or call, each word a name (capital or figure first)
/// or a short joining word: who signs. At least one sentence has to stand before them.
fn closing_names(reading: &Reading, covered: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in reading.sentences.iter().skip(1).rev() {
        if !has_other_words(reading, sentence.range.clone(), covered) {
            continue;
        }
        let text = reading.input.text.get(sentence.range.clone()).trim();
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let name = |word: &&str| {
            word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric()) || word.chars().count() <= 3
        };
        let names = !words.is_empty() && words.len() <= 6 && words.iter().all(name);
        let leads = words.first().is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase));
        if found.len() >= 4 || !names || !leads || text.ends_with(['!', '?']) {
            break;
        }
        found.push(sentence.range.clone());
    }
    found
}

fn has_other_words(reading: &Reading, range: Range<usize>, covered: &[Range<usize>]) -> bool {
    let text = reading.input.text.get(range.clone());
    super::tokens::tokens(text, &[]).iter().any(|token| {
        let place = range.start + token.range.start..range.start + token.range.end;
        !covered.iter().any(|cover| cover.start < place.end && place.start < cover.end)
    })
}

/// Whether the words of `wanted` stand in a row; the range of each such run.
#[must_use]
pub fn find_words(reading: &Reading, wanted: &str) -> Vec<Range<usize>> {
    let wanted: Vec<String> =
        super::tokens::tokens(&fold_word(wanted), &[]).into_iter().map(|token| token.text).collect();
    let Some(view) = reading.views.first() else { return Vec::new() };
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = super::tokens::tokens(&view.folded.text, &[]);
    let mut runs = Vec::new();
    for window in found.windows(wanted.len()) {
        if window.iter().zip(&wanted).all(|(token, word)| token.text == *word)
            && let (Some(first), Some(last)) = (window.first(), window.last())
        {
            runs.push(view.folded.unfold(first.range.start..last.range.end));
        }
    }
    runs
}

/// `TEXT names P` for a known title.
#[must_use]
pub fn names(readings: &[Rc<Reading>], title: &str, path: &str, neighbours: &[String], open: bool) -> TextAnswer {
    let words = title_words(title);
    let others: Vec<BTreeSet<String>> = neighbours.iter().map(|other| title_words(other)).collect();
    let wanted = if words.len() <= 2 { words.len() } else { words.len().div_ceil(2).max(2) };
    let mut some = false;
    for reading in readings {
        for sentence in &reading.sentences {
            let text = fold_word(reading.input.text.get(sentence.range.clone()));
            let there: BTreeSet<String> =
                super::tokens::tokens(&text, &[]).into_iter().map(|token| token.text).collect();
            let common: BTreeSet<&String> = words.intersection(&there).collect();
            some |= !common.is_empty();
            let apart = others.iter().all(|other| !common.iter().all(|word| other.contains(*word)));
            if common.len() >= wanted && wanted > 0 && apart && !open {
                let spans = reading.spans(trimmed(reading, sentence.range.clone()));
                return TextAnswer { spans, ..TextAnswer::plain(Truth::True) };
            }
        }
    }
    if !some {
        return TextAnswer::plain(Truth::False);
    }
    let atoms = Atoms::from([Atom::new(AtomKind::Label, format!("names({path})"))]);
    TextAnswer { truth: Truth::Unknown, atoms, spans: Vec::new(), also: Vec::new() }
}

fn title_words(title: &str) -> BTreeSet<String> {
    let tokens = super::tokens::tokens(&fold_word(title), &[]);
    tokens.into_iter().map(|token| token.text).filter(|word| word.chars().count() >= 3).collect()
}

/// `TEXT contains "…"`: these characters, case aside.
#[must_use]
pub fn contains(readings: &[Rc<Reading>], needle: &str) -> TextAnswer {
    let Ok(pattern) = regex::RegexBuilder::new(&regex::escape(needle)).case_insensitive(true).build() else {
        return TextAnswer::plain(Truth::False);
    };
    matches(readings, &pattern)
}

/// `TEXT matches /…/`.
#[must_use]
pub fn matches(readings: &[Rc<Reading>], pattern: &regex::Regex) -> TextAnswer {
    let spans: Vec<_> = readings
        .iter()
        .flat_map(|reading| {
            pattern
                .find_iter(reading.text())
                .filter(|found| !found.is_empty())
                .flat_map(|found| reading.spans(found.range()))
        })
        .collect();
    let found = !spans.is_empty() || readings.iter().any(|reading| pattern.is_match(reading.text()));
    let holes = readings.iter().flat_map(|reading| &reading.input.free_holes);
    let atoms: Atoms = holes.map(|hole| Atom::new(AtomKind::Render, format!("render({hole})"))).collect();
    match (found, atoms.is_empty()) {
        (true, _) => TextAnswer { spans, ..TextAnswer::plain(Truth::True) },
        (false, true) => TextAnswer::plain(Truth::False),
        (false, false) => TextAnswer { truth: Truth::Unknown, atoms, spans, also: Vec::new() },
    }
}
