//! Spaced-out words: `r e v i e w`, `r.e.v.i.e.w`.

use super::is_ignorable;
use std::ops::Range;

/// Letters that make a spaced-out word.
const FEWEST: usize = 4;

/// The separators within spaced-out words, in order.
#[derive(Debug, Default)]
pub(super) struct Separators {
    /// Where a run parted by blanks begins with a letter that may be a word (`a r e v i e w`), that one stays apart.
    pub(super) apart: Vec<Range<usize>>,
    /// All of them.
    pub(super) all: Vec<Range<usize>>,
}

/// Finds the separators of a text.
pub(super) fn separators(text: &str) -> Separators {
    let mut found = Separators::default();
    let mut run = Run::default();
    let mut before = ' ';
    let mut chars = text.char_indices().filter(|(_, c)| !is_ignorable(*c)).peekable();
    while let Some((at, c)) = chars.next() {
        let alone = c.is_alphabetic() && !chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if alone && !before.is_alphanumeric() {
            run.letter(c);
        } else if !(run.expects_separator && run.separator(at, c, before)) {
            run.end(&mut found);
        }
        before = c;
    }
    run.end(&mut found);
    found
}

#[derive(Default)]
struct Run {
    letters: usize,
    first: Option<char>,
    sign: Option<char>,
    /// Separators so far; the last may turn out to stand behind the word.
    separators: Vec<Range<usize>>,
    inside: usize,
    expects_separator: bool,
}

impl Run {
    fn letter(&mut self, c: char) {
        self.first.get_or_insert(c);
        self.letters += 1;
        self.inside = self.separators.len();
        self.expects_separator = true;
    }

    /// Takes a separator: the same sign as before.
    fn separator(&mut self, at: usize, c: char, before: char) -> bool {
        let sign = if matches!(c, ' ' | '\u{A0}') { ' ' } else { c };
        let fits = matches!(sign, ' ' | '.' | '-' | '_' | '*' | '·' | '•' | '/' | '|');
        if !fits || self.sign.is_some_and(|known| known != sign) || !before.is_alphabetic() {
            return false;
        }
        self.sign = Some(sign);
        self.separators.push(at..at + c.len_utf8());
        self.expects_separator = false;
        true
    }

    fn end(&mut self, found: &mut Separators) {
        if self.letters >= FEWEST {
            self.separators.truncate(self.inside);
            let word = self.first.is_some_and(|first| "aeiouyàèéóAEIOUYÀÈÉÓ".contains(first));
            let skipped = usize::from(word && self.sign == Some(' ') && self.letters > FEWEST);
            found.apart.extend(self.separators.iter().skip(skipped).cloned());
            found.all.append(&mut self.separators);
        }
        *self = Self::default();
    }
}
