//! One text, read once: its sentences, its views, its words in each language, and what was met so far.

use super::{
    Lexica, Overlay, OverlayKind, denial, disowned,
    lexica::LanguageTable,
    matcher::{self, Match},
    sentences::{Sentence, sentences},
    tokens::{Token, ends_clause, tokens},
    words::Classes,
};
use policyc_diag::Span;
use policyc_ir::LexiconId;
use policyc_message::{Folded, MappedText};
use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, HashMap},
    ops::Range,
    rc::Rc,
    sync::Arc,
};

/// What is needed to read a text.
#[derive(Debug, Clone, Default)]
pub struct ReadingInput {
    /// The text and its way back to the source.
    pub text: MappedText,
    /// The source.
    pub source: policyc_diag::SourceId,
    /// Offsets at which lines end.
    pub breaks: Vec<usize>,
    /// Offsets at which paragraphs end.
    pub paragraph_ends: Vec<usize>,
    /// What else was found in it.
    pub overlays: Rc<[Overlay]>,
    /// Language of the whole zone, if known.
    pub language: Option<String>,
    /// Names of the free holes in it.
    pub free_holes: Vec<String>,
    /// Which zone it is, for atoms: `body`.
    pub zone: String,
    /// If given, all evidence is this place (an item's text, whose characters have no places of their own).
    pub place: Option<Vec<Span>>,
}

/// Tells the language of a sentence, if it can.
pub type Identify<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Words that may stand between two members of a list.
const LISTED: usize = 2;

/// A text that phrases are met in.
#[derive(Debug)]
pub struct Reading {
    pub(super) input: ReadingInput,
    pub(super) sentences: Vec<Sentence>,
    /// Language of each sentence: its own if known, else the zone's.
    pub(super) languages: Vec<Option<String>>,
    /// Whether a sentence counts as being in the zone's language though it is long enough to tell, and does not tell.
    open: bool,
    pub(super) views: Vec<View>,
    /// What each lexicon met.
    met: RefCell<BTreeMap<u32, Rc<[Hit]>>>,
}

/// One folded view of the text.
#[derive(Debug)]
pub(super) struct View {
    pub(super) folded: Folded,
    streams: Vec<OnceCell<Stream>>,
}

/// A view's words in one language.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) tokens: Vec<Token>,
    pub(super) classes: Vec<Arc<Classes>>,
    /// Sentence of each token.
    pub(super) sentence: Vec<u32>,
    /// Whether the sentence of each token is read in this language.
    pub(super) reads: Vec<bool>,
    /// First token behind the sentence of each.
    ends: Vec<u32>,
    /// Clause of each token.
    pub(super) clause: Vec<u32>,
    /// What stands on which tokens, in order.
    pub(super) kinds: Vec<(OverlayKind, Range<u32>)>,
    /// Positions of each written word.
    pub(super) positions: HashMap<u32, Vec<u32>>,
    /// Tokens that deny what follows, and what precedes.
    pub(super) denies: Vec<bool>,
    pub(super) denies_before: Vec<bool>,
    /// Tokens that are not the writer's own assertion.
    pub(super) disowned: Vec<bool>,
    /// Words that stand for what was said before.
    pub(super) pronouns: Vec<Match>,
    pub(super) met: RefCell<BTreeMap<u32, Rc<Vec<Match>>>>,
}

/// A match of a lexicon, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Its sentence, the first if it stands in two.
    pub sentence: usize,
    /// The sentence in which it ends.
    pub last_sentence: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// Bytes of its clause.
    pub clause: Range<usize>,
    /// Whether it is denied.
    pub denied: bool,
}

impl Reading {
    /// Reads a text. `identify` tells the language of a long enough sentence.
    #[must_use]
    pub fn new(input: ReadingInput, lexica: &Lexica, identify: &Identify<'_>) -> Self {
        let sentences = sentences(&input.text.text, &input.breaks, &input.paragraph_ends, &lexica.abbreviations);
        let told = told(&input, &sentences, identify);
        let open = told.contains(&Told::Unsure) && input.language.is_some();
        let languages = told
            .into_iter()
            .map(|told| match told {
                Told::In(language) => Some(language),
                Told::Unsure | Told::Short => input.language.clone(),
            })
            .collect();
        let mut folded = policyc_message::fold(&input.text, &input.breaks);
        let others: Vec<Folded> =
            [folded.joined.take(), folded.letters.take()].into_iter().flatten().map(|b| *b).collect();
        let count = lexica.languages.len();
        let views = std::iter::once(folded)
            .chain(others)
            .map(|folded| View { folded, streams: (0..count).map(|_| OnceCell::new()).collect() })
            .collect();
        Self { input, sentences, languages, open, views, met: RefCell::default() }
    }

    /// The unfolded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.input.text.text
    }

    /// The spans of a range of the text.
    #[must_use]
    pub fn spans(&self, range: Range<usize>) -> Vec<Span> {
        if let Some(place) = &self.input.place {
            return place.clone();
        }
        let ranges = self.input.text.map.ranges(range);
        ranges.into_iter().map(|range| Span::new(self.input.source, range.start, range.end)).collect()
    }

    /// All matches of a lexicon, in order of their places. Where a sentence's language is known, what its own language
    /// meets there, or takes back by `except`, goes before what another language makes of the same words.
    #[must_use]
    pub fn hits(&self, lexicon: LexiconId, lexica: &Lexica) -> Rc<[Hit]> {
        if let Some(found) = self.met.borrow().get(&lexicon.0) {
            return found.clone();
        }
        let found: Rc<[Hit]> = self.search(lexicon, lexica).into();
        self.met.borrow_mut().insert(lexicon.0, found.clone());
        found
    }

    fn search(&self, lexicon: LexiconId, lexica: &Lexica) -> Vec<Hit> {
        let (mut own, mut foreign) = (Vec::new(), Vec::new());
        for (view_index, view) in self.views.iter().enumerate() {
            for (language_index, table) in lexica.languages.iter().enumerate() {
                if !lexica.serves(lexicon, &table.tag) || !self.reads(&table.tag) {
                    continue;
                }
                let Some(stream) = self.stream(view_index, language_index, lexica) else { continue };
                for found in matcher::lexicon_matches(self, table, stream, lexicon.0).iter() {
                    let Some(hit) = self.hit(view, table, stream, found) else { continue };
                    if self.is_own(hit.sentence, &table.tag) { own.push(hit) } else { foreign.push(hit) }
                }
            }
        }
        if !foreign.is_empty() {
            let settled = self.settled(lexicon, lexica, &own);
            foreign.retain(|hit| {
                let before = settled.partition_point(|(start, _)| *start < hit.range.end);
                let furthest = before.checked_sub(1).and_then(|last| settled.get(last));
                furthest.is_none_or(|(_, end)| *end <= hit.range.start)
            });
        }
        let mut found = own;
        found.append(&mut foreign);
        found.sort_by_key(|hit| (hit.range.start, hit.range.end, hit.denied));
        found.dedup_by(|a, b| a.range == b.range);
        self.deny_lists(&mut found);
        found
    }

    /// Where a sentence's own language met a lexicon or took it back: beginnings in order, each with the furthest end so
    /// far.
    fn settled(&self, lexicon: LexiconId, lexica: &Lexica, own: &[Hit]) -> Vec<(usize, usize)> {
        let mut settled: Vec<Range<usize>> = own.iter().map(|hit| hit.range.clone()).collect();
        for (view_index, view) in self.views.iter().enumerate() {
            for (language_index, table) in lexica.languages.iter().enumerate() {
                if !lexica.serves(lexicon, &table.tag) || !self.reads(&table.tag) {
                    continue;
                }
                let Some(stream) = self.stream(view_index, language_index, lexica) else { continue };
                for found in matcher::taken_back(self, table, stream, lexicon.0) {
                    let hit = self.hit(view, table, stream, &found);
                    settled.extend(hit.filter(|hit| self.is_own(hit.sentence, &table.tag)).map(|hit| hit.range));
                }
            }
        }
        settled.sort_unstable_by_key(|range| range.start);
        let furthest = settled.iter().scan(0, |end, range| {
            *end = range.end.max(*end);
            Some((range.start, *end))
        });
        furthest.collect()
    }

    /// A list is denied to its end: what follows a denied match of the same lexicon with hardly a word between is denied
    /// too ("no vouchers, discounts or gifts").
    fn deny_lists(&self, found: &mut [Hit]) {
        let mut last: Option<(usize, usize)> = None;
        for hit in found.iter_mut() {
            if let Some((end, sentence)) = last
                && hit.range.start >= end
                && hit.sentence == sentence
            {
                let between = self.input.text.get(end..hit.range.start);
                hit.denied |= tokens(between, &[]).len() <= LISTED && !between.contains([';', ':', '(', '–', '—']);
            }
            if hit.denied {
                last = Some((last.map_or(0, |(end, _)| end).max(hit.range.end), hit.sentence));
            }
        }
    }

    /// Whether a sentence is in this language, or its language is not known.
    fn is_own(&self, sentence: usize, tag: &str) -> bool {
        self.languages.get(sentence).is_none_or(|language| language.as_deref().is_none_or(|own| own == tag))
    }

    /// Whether any sentence is read in a language, or may be in it.
    fn reads(&self, tag: &str) -> bool {
        self.open || (0..self.sentences.len()).any(|at| self.sentence_reads(u32::try_from(at).unwrap_or(u32::MAX), tag))
    }

    /// Whether a sentence is read in a language: its own, else its zone's, all where neither is known.
    pub(super) fn sentence_reads(&self, sentence: u32, tag: &str) -> bool {
        self.is_own(sentence as usize, tag)
    }

    fn hit(&self, view: &View, table: &LanguageTable, stream: &Stream, hit: &Match) -> Option<Hit> {
        let range = stream.bytes(hit.start..hit.end)?;
        let sentence = *stream.sentence.get(hit.start as usize)? as usize;
        let clause = stream.clause_of(hit.start);
        Some(Hit {
            range: view.folded.unfold(range),
            sentence,
            last_sentence: *stream.sentence.get(hit.end.checked_sub(1)? as usize)? as usize,
            paragraph: self.sentences.get(sentence)?.paragraph,
            clause: view.folded.unfold(stream.bytes(clause)?),
            denied: hit.gap_denied || denial::is_denied(stream, table, hit.start..hit.end),
        })
    }

    /// The words of a view in a language.
    pub(super) fn stream(&self, view: usize, language: usize, lexica: &Lexica) -> Option<&Stream> {
        let view = self.views.get(view)?;
        let table = lexica.languages.get(language)?;
        Some(view.streams.get(language)?.get_or_init(|| self.build_stream(view, table)))
    }

    fn build_stream(&self, view: &View, table: &LanguageTable) -> Stream {
        let tokens = tokens(&view.folded.text, &table.elisions);
        let places: Vec<Range<usize>> = tokens.iter().map(|token| view.folded.unfold(token.range.clone())).collect();
        let sentence: Vec<u32> = places.iter().map(|place| self.sentence_at(place.start)).collect();
        let (opaque, kinds) = self.overlay_tokens(&places);
        let classes: Vec<Arc<Classes>> = tokens
            .iter()
            .zip(&opaque)
            .map(|(token, opaque)| if *opaque { Arc::default() } else { table.classify(&token.text, token.loose_end) })
            .collect();
        let mut positions: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, classes) in (0u32..).zip(&classes) {
            for word in classes.words.iter().chain(classes.verbs.iter().map(|(word, _)| word)) {
                positions.entry(*word).or_default().push(at);
            }
        }
        let clause = clauses(&view.folded.text, &tokens, &sentence);
        let mut stream = Stream {
            denies: vec![false; tokens.len()],
            denies_before: vec![false; tokens.len()],
            disowned: Vec::new(),
            pronouns: Vec::new(),
            tokens,
            classes,
            reads: sentence.iter().map(|at| self.sentence_reads(*at, &table.tag)).collect(),
            ends: sentence_ends(&sentence),
            sentence,
            clause,
            kinds,
            positions,
            met: RefCell::default(),
        };
        stream.clause = matcher::break_clauses(self, table, &stream);
        let (denies, denies_before) = denial::marks(self, table, &stream);
        stream.denies = denies;
        stream.denies_before = denies_before;
        stream.disowned = disowned::marks(self, table, &stream, &view.folded.text);
        let pronouns = table.pronouns.iter();
        stream.pronouns =
            pronouns.flat_map(|pattern| matcher::pattern_matches(self, table, &stream, pattern)).collect();
        stream.pronouns.sort_unstable();
        // What these met was met before it was known what denies.
        stream.met.borrow_mut().clear();
        stream
    }

    fn sentence_at(&self, at: usize) -> u32 {
        let found = self.sentences.partition_point(|sentence| sentence.range.end <= at);
        u32::try_from(found.min(self.sentences.len().saturating_sub(1))).unwrap_or(u32::MAX)
    }

    /// Which tokens are holes, and which are links, dates and the like.
    fn overlay_tokens(&self, places: &[Range<usize>]) -> (Vec<bool>, Vec<(OverlayKind, Range<u32>)>) {
        let mut opaque = vec![false; places.len()];
        let mut kinds = Vec::new();
        if self.input.overlays.is_empty() {
            return (opaque, kinds);
        }
        // Later tokens never stand before earlier ones in the source, so places can be searched.
        let sources: Vec<Range<usize>> = places.iter().map(|place| self.input.text.map.cover(place.clone())).collect();
        let as_u32 = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        for overlay in self.input.overlays.iter() {
            let here = overlay.spans.iter().filter(|span| span.source == self.input.source);
            let (Some(start), Some(end)) =
                (here.clone().map(|span| span.start as usize).min(), here.map(|span| span.end as usize).max())
            else {
                continue;
            };
            let first = sources.partition_point(|source| source.end <= start);
            let behind = sources.partition_point(|source| source.start < end);
            if first >= behind {
                continue;
            }
            if overlay.kind == OverlayKind::Placeholder {
                opaque.iter_mut().skip(first).take(behind - first).for_each(|hole| *hole = true);
            }
            kinds.push((overlay.kind.clone(), as_u32(first)..as_u32(behind)));
        }
        kinds.sort_by_key(|(_, range)| range.start);
        (opaque, kinds)
    }
}

/// What a sentence tells of its language.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Told {
    /// It is in this language.
    In(String),
    /// It has enough letters, and yet cannot be told.
    Unsure,
    /// It is too short, and so is its paragraph.
    Short,
}

/// The language of each sentence: by itself, else as its paragraph has it.
fn told(input: &ReadingInput, sentences: &[Sentence], identify: &Identify<'_>) -> Vec<Told> {
    let mut paragraphs: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    for sentence in sentences {
        let range = paragraphs.entry(sentence.paragraph).or_insert_with(|| sentence.range.clone());
        range.end = range.end.max(sentence.range.end);
    }
    let mut known: BTreeMap<usize, Told> = BTreeMap::new();
    let one = |range: Range<usize>| {
        let text = input.text.get(range);
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let short = if letters < policyc_message::FEWEST_LETTERS { Told::Short } else { Told::Unsure };
        identify(text).map_or(short, Told::In)
    };
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let own = one(sentence.range.clone());
        let whole = paragraphs.get(&sentence.paragraph).filter(|whole| **whole != sentence.range);
        found.push(match (own, whole) {
            (Told::In(language), _) => Told::In(language),
            (own, None) => own,
            (_, Some(whole)) => known.entry(sentence.paragraph).or_insert_with(|| one(whole.clone())).clone(),
        });
    }
    found
}

impl Stream {
    /// Bytes of the folded view under a run of tokens.
    pub(super) fn bytes(&self, range: Range<u32>) -> Option<Range<usize>> {
        let first = self.tokens.get(range.start as usize)?;
        let last = self.tokens.get(range.end.checked_sub(1)? as usize)?;
        Some(first.range.start..last.range.end)
    }

    /// The run of tokens of one clause.
    pub(super) fn clause_of(&self, at: u32) -> Range<u32> {
        let Some(clause) = self.clause.get(at as usize).copied() else { return at..at };
        let start = self.clause.partition_point(|other| *other < clause);
        let end = self.clause.partition_point(|other| *other <= clause);
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }

    /// First token behind the sentence of a token.
    pub(super) fn sentence_end(&self, at: u32) -> u32 {
        self.ends.get(at as usize).copied().unwrap_or(at)
    }
}

/// First token behind the sentence of each token; numbers of sentences rise.
fn sentence_ends(sentence: &[u32]) -> Vec<u32> {
    let mut ends = Vec::with_capacity(sentence.len());
    for run in sentence.chunk_by(|one, other| one == other) {
        let end = u32::try_from(ends.len() + run.len()).unwrap_or(u32::MAX);
        ends.resize(ends.len() + run.len(), end);
    }
    ends
}

/// Clauses by signs alone; numbers rise.
fn clauses(text: &str, tokens: &[Token], sentence: &[u32]) -> Vec<u32> {
    let mut clause = 0;
    let mut found = Vec::with_capacity(tokens.len());
    let mut before: Option<(&Token, u32)> = None;
    for (token, sentence) in tokens.iter().zip(sentence) {
        if let Some((last, last_sentence)) = before {
            let between = text.get(last.range.end..token.range.start).unwrap_or_default();
            if last_sentence != *sentence || ends_clause(between) {
                clause += 1;
            }
        }
        found.push(clause);
        before = Some((token, *sentence));
    }
    found
}
