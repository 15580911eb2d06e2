//! One pass over a text: clusters to folded characters, words to views.

use super::{Folded, is_ignorable};
use std::iter::Peekable;
use std::ops::Range;
use std::str::CharIndices;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// A folded character and the bytes of the text that yield it.
#[derive(Debug, Clone, Copy)]
struct Piece {
    c: char,
    start: usize,
    end: usize,
}

struct Folder<'a> {
    text: &'a str,
    chars: Peekable<CharIndices<'a>>,
    breaks: std::iter::Copied<std::slice::Iter<'a, usize>>,
    next_break: Option<usize>,
    /// Ranges that are passed over, with the character before them.
    removed: &'a [Range<usize>],
    figures_as_letters: bool,
    has_figures: bool,
    word: Vec<Piece>,
    blank: Option<Range<usize>>,
    out: Folded,
}

/// Folds a text, passing over `removed`. Also tells whether some word has figures for letters.
pub(super) fn fold(text: &str, breaks: &[usize], removed: &[Range<usize>], figures_as_letters: bool) -> (Folded, bool) {
    let mut breaks = breaks.iter().copied();
    let next_break = breaks.next();
    let mut folder = Folder {
        text,
        chars: text.char_indices().peekable(),
        breaks,
        next_break,
        removed,
        figures_as_letters,
        has_figures: false,
        word: Vec::new(),
        blank: None,
        out: Folded::default(),
    };
    while folder.step() {}
    folder.end_word();
    folder.pass_breaks(usize::MAX);
    (folder.out, folder.has_figures)
}

impl Folder<'_> {
    fn step(&mut self) -> bool {
        let Some((start, first)) = self.chars.next() else { return false };
        self.pass_breaks(start);
        if first.is_whitespace() {
            self.end_word();
            let end = start + first.len_utf8();
            match &mut self.blank {
                Some(blank) => blank.end = end,
                None => self.blank = Some(start..end),
            }
            return true;
        }
        if is_ignorable(first) && !self.word.is_empty() {
            self.widen(start + first.len_utf8());
            return true;
        }
        if is_ignorable(first) {
            return true;
        }
        let end = self.cluster_end(start + first.len_utf8());
        self.fold_cluster(start, end);
        let reached = self.pass_over(end);
        self.widen(reached);
        true
    }

    /// Where the combining characters (and what composes with the first) end.
    fn cluster_end(&mut self, mut end: usize) -> usize {
        let composes = |c: char| is_combining_mark(c) || matches!(c, '\u{1161}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}');
        while let Some((at, c)) = self.chars.next_if(|(_, c)| composes(*c) && !is_ignorable(*c)) {
            end = at + c.len_utf8();
        }
        end
    }

    /// Passes over ignorable characters and removed ranges that follow.
    fn pass_over(&mut self, mut end: usize) -> usize {
        loop {
            let found = self.removed.partition_point(|range| range.end <= end);
            let removed = self.removed.get(found).filter(|range| range.start <= end).map(|range| range.end);
            let next = self.chars.next_if(|(at, c)| is_ignorable(*c) || removed.is_some_and(|until| *at < until));
            match next {
                Some((at, c)) => end = at + c.len_utf8(),
                None => return end,
            }
        }
    }

    fn fold_cluster(&mut self, start: usize, end: usize) {
        let cluster = self.text.get(start..end).unwrap_or_default();
        if let [byte] = cluster.as_bytes() {
            self.add(char::from(byte.to_ascii_lowercase()), start, end);
            return;
        }
        let folded: String = cluster.nfkc().flat_map(case_fold).collect();
        for c in folded.nfkc().filter(|c| !is_ignorable(*c)) {
            if c.is_whitespace() {
                self.end_word();
                self.blank.get_or_insert(start..end);
            } else {
                self.add(c, start, end);
            }
        }
    }

    fn add(&mut self, c: char, start: usize, end: usize) {
        if !is_inside(c) {
            self.end_word();
        }
        // A sign is a word by itself; it is put out when the next character comes, for it may still be widened.
        if self.word.last().is_some_and(|last| !is_inside(last.c)) {
            self.end_word();
        }
        self.word.push(Piece { c, start, end });
    }

    /// What was removed goes with the character before.
    fn widen(&mut self, end: usize) {
        if let Some(last) = self.word.last_mut() {
            last.end = last.end.max(end);
        }
    }

    fn pass_breaks(&mut self, start: usize) {
        while self.next_break.is_some_and(|at| at <= start) {
            self.end_word();
            self.out.breaks.push(self.out.text.len());
            self.next_break = self.breaks.next();
        }
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let mut word = std::mem::take(&mut self.word);
        if let Some(blank) = self.blank.take()
            && !self.out.text.is_empty()
        {
            self.put(Piece { c: ' ', start: blank.start, end: blank.end });
        }
        fold_look_alikes(&mut word);
        if has_figures(&word) {
            self.has_figures = true;
            if self.figures_as_letters {
                word.iter_mut().for_each(|piece| piece.c = letter_of(piece.c).unwrap_or(piece.c));
            }
        }
        for piece in &word {
            self.put(*piece);
        }
        word.clear();
        self.word = word;
    }

    fn put(&mut self, piece: Piece) {
        self.out.text.push(piece.c);
        let length = piece.c.len_utf8();
        match piece.end - piece.start == length {
            true => self.out.map.push_aligned(piece.start..piece.end),
            false => self.out.map.push_unit(length, piece.start..piece.end),
        }
    }
}

/// Whether a character stands within words (`@` and `$` may stand for letters).
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '@' | '$')
}

/// Full case folding of one character.
fn case_fold(c: char) -> impl Iterator<Item = char> {
    let special: Option<&[char]> = match c {
        'ß' | 'ẞ' => Some(&['s', 's']),
        'ς' => Some(&['σ']),
        'ſ' => Some(&['s']),
        'ŉ' => Some(&['ʼ', 'n']),
        'İ' => Some(&['i']),
        _ => None,
    };
    let lower = special.is_none().then(|| c.to_lowercase());
    special.unwrap_or_default().iter().copied().chain(lower.into_iter().flatten())
}

/// In a word that mixes Latin with another script, letters that look like Latin ones become those.
fn fold_look_alikes(word: &mut [Piece]) {
    if word.iter().all(|piece| piece.c.is_ascii()) {
        return;
    }
    let foreign = |c: char| !matches!(c.script(), Script::Latin | Script::Common | Script::Inherited);
    let latin = word.iter().any(|piece| piece.c.script() == Script::Latin);
    if !latin || !word.iter().any(|piece| foreign(piece.c)) {
        return;
    }
    for piece in word.iter_mut().filter(|piece| foreign(piece.c)) {
        let mut buffer = [0; 4];
        let mut skeleton = unicode_security::skeleton(piece.c.encode_utf8(&mut buffer));
        if let (Some(c), None) = (skeleton.next(), skeleton.next())
            && c.is_ascii_alphabetic()
        {
            piece.c = c.to_ascii_lowercase();
        }
    }
}

fn letter_of(c: char) -> Option<char> {
    match c {
        '0' => Some('o'),
        '1' => Some('i'),
        '3' => Some('e'),
        '4' | '@' => Some('a'),
        '5' | '$' => Some('s'),
        '7' => Some('t'),
        _ => None,
    }
}

/// Whether a word of letters has figures or signs in their stead: within, and fewer than letters.
fn has_figures(word: &[Piece]) -> bool {
    let letters = word.iter().filter(|piece| piece.c.is_alphabetic()).count();
    let figures = word.iter().filter(|piece| letter_of(piece.c).is_some()).count();
    let ends_in_letters = word.first().is_some_and(|piece| piece.c.is_alphabetic())
        && word.last().is_some_and(|piece| piece.c.is_alphabetic());
    figures > 0 && letters + figures == word.len() && letters >= 2 && letters >= figures && ends_in_letters
}
