//! Words of a folded text, as one language cuts them.

use std::ops::Range;

/// One word: a run of letters, or of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Folded, `'` for every apostrophe.
    pub(super) text: String,
    /// Bytes of the folded view.
    pub(super) range: Range<usize>,
    /// An apostrophe stood behind it for the accent of its last letter (`e'`).
    pub(super) loose_end: bool,
    /// The first signs between it and the next word.
    pub(super) signs: String,
}

/// Words that a phrase's written word falls into (`follow-up` into two).
pub(super) fn split_written(text: &str) -> Vec<String> {
    tokens(&super::words::fold_word(text), &[]).into_iter().map(|token| token.text).collect()
}

/// Cuts a folded text into words. `elisions` (`l'`) are words of their own.
pub(super) fn tokens(text: &str, elisions: &[String]) -> Vec<Token> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let digits = first.is_numeric();
        if !digits && !is_letter(first) {
            continue;
        }
        let mut word = String::from(first);
        let mut end = start + first.len_utf8();
        let mut loose_end = false;
        while let Some((at, next)) = chars.peek().copied() {
            if (digits && next.is_numeric()) || (!digits && is_letter(next)) {
                word.push(next);
                end = at + next.len_utf8();
                chars.next();
                continue;
            }
            if digits || !is_apostrophe(next) {
                break;
            }
            let behind = text.get(at + next.len_utf8()..).and_then(|rest| rest.chars().next());
            if behind.is_some_and(is_letter) {
                word.push('\'');
                end = at + next.len_utf8();
                chars.next();
            } else {
                loose_end = word.chars().next_back().is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u'));
                break;
            }
        }
        let signs = text.get(end..).unwrap_or_default().chars().take_while(|c| !c.is_alphanumeric()).take(4).collect();
        push(&mut found, Token { text: word, range: start..end, loose_end, signs }, elisions);
    }
    found
}

fn push(found: &mut Vec<Token>, token: Token, elisions: &[String]) {
    let cuts = |elision: &&String| token.text.len() > elision.len() && token.text.starts_with(elision.as_str());
    let Some(elision) = elisions.iter().find(cuts) else {
        found.push(token);
        return;
    };
    // Folding the apostrophe may change its length; the word behind it keeps its own.
    let rest = token.text.get(elision.len()..).unwrap_or_default().to_owned();
    let middle = token.range.end.saturating_sub(rest.len()).max(token.range.start);
    let head = elision.trim_end_matches('\'').to_owned();
    found.push(Token { text: head, range: token.range.start..middle, loose_end: false, signs: String::new() });
    found.push(Token { text: rest, range: middle..token.range.end, ..token });
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '`')
}

/// Whether the signs between two words end a clause.
pub(super) fn ends_clause(between: &str) -> bool {
    between.chars().any(|c| {
        matches!(
            c,
            ',' | ';'
                | ':'
                | '('
                | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '–'
                | '—'
                | '―'
                | '.'
                | '!'
                | '?'
                | '…'
                | '¿'
                | '¡'
                | '،'
                | '；'
        )
    }) || between.contains(" -")
        || between.contains("- ")
}
