//! Rewriting a body in one way.

use super::{
    Way,
    body::{AND, Body, CLOSE, OPEN},
};
use policyc_message::html::encoded;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Fewest letters of a word that is disguised.
const FEWEST: usize = 5;

/// A body in a harmful way; none where the way has nothing to rewrite. `places` are what the verdict rests on,
/// `language` is that of the text.
pub(super) fn evade(body: &Body, places: &[Range<usize>], way: Way, language: &str) -> Option<Body> {
    let words = body.words(places, FEWEST);
    let respelt = |with: &dyn Fn(&str) -> Option<String>| body.rewrite(&words, with);
    match way {
        Way::ZeroWidth => respelt(&|word| Some(between(word, "\u{200B}"))),
        Way::SoftHyphens => respelt(&|word| Some(between(word, "\u{AD}"))),
        Way::LookAlikes => respelt(&look_alikes),
        Way::Figures => respelt(&figures),
        // Blanks between the letters of two words in a row would make one word of them for a reader too.
        Way::Spaced => body.rewrite(&apart(body, &words), &|word| Some(between(word, " "))),
        Way::Punctuated => body.rewrite(&apart(body, &words), &|word| Some(between(word, "."))),
        Way::Entities => respelt(&|word| Some(entities(word))).map(Body::into_html),
        Way::SplitByTags => respelt(&|word| Some(split(word))).map(Body::into_html),
        Way::Hidden | Way::Preheader | Way::AltText if words.is_empty() => None,
        Way::Hidden => Some(wrapped(body, "<p>—</p>\n<div style=\"display:none\">", "</div>")),
        Way::Preheader => Some(wrapped(body, "<div style=\"display:none;max-height:0\">", "</div>\n<p>—</p>")),
        Way::AltText if body.html => None,
        Way::AltText => {
            let alt = encoded(&body.text);
            let text = format!("<p><img src=\"cid:picture\" width=\"400\" height=\"300\" alt=\"{alt}\"></p>");
            Some(Body { html: true, text })
        }
        Way::SpelledAddress => body.rewrite(&addresses(body, places), &spelled_address),
        Way::NumberWords => body.rewrite(&numbers(body, places), &|number| number_words(number, language)),
        Way::OtherLanguage if words.is_empty() => None,
        Way::OtherLanguage => Some(amid(body, language)),
        _ => None,
    }
}

/// A body in a harmless way; none where it would be the same, or the way does not fit it.
pub(super) fn harmless(body: &Body, way: Way, shown: &str) -> Option<Body> {
    let all = 0..body.text.len();
    let words = body.words(std::slice::from_ref(&all), FEWEST);
    match way {
        Way::PlainEntities => body.rewrite(&words, &|word| Some(entities(word))).map(Body::into_html),
        Way::TagsAroundWords => {
            let tagged = |word: &str| Some(format!("{OPEN}span{CLOSE}{word}{OPEN}/span{CLOSE}"));
            body.rewrite(&words, &tagged).map(Body::into_html)
        }
        Way::Hyphenation => {
            let long = body.words(&[all], 8);
            body.rewrite(&long, &|word| Some(in_the_middle(word, "\u{AD}")))
        }
        Way::OtherFormat if !body.html => Some(body.clone().into_html()),
        Way::OtherFormat => Some(Body { html: false, text: shown.to_owned() }),
        Way::Decomposed => {
            let text: String = body.text.nfd().collect();
            (text != body.text).then_some(Body { html: body.html, text })
        }
        _ => None,
    }
}

fn between(word: &str, sign: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(sign)
}

fn in_the_middle(word: &str, sign: &str) -> String {
    let half = word.chars().count() / 2;
    let (mut front, back): (String, String) = (word.chars().take(half).collect(), word.chars().skip(half).collect());
    front.push_str(sign);
    front + &back
}

/// Words with a longer word than one letter, or a sign, between them and the word before that is taken.
fn apart(body: &Body, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    for word in words {
        let near = taken.last().and_then(|last| body.text.get(last.end..word.start));
        if near.is_none_or(|gap| gap.trim().chars().count() > 1) {
            taken.push(word.clone());
        }
    }
    taken
}

/// Cyrillic letters for Latin ones; one letter stays, for a word of one script is a word of that script.
fn look_alikes(word: &str) -> Option<String> {
    let mut kept = false;
    let like = |c: char| {
        Some(match c {
            'a' => 'а',
            'c' => 'с',
            'e' => 'е',
            'i' => 'і',
            'o' => 'о',
            'p' => 'р',
            'x' => 'х',
            _ => return None,
        })
    };
    let mut text = String::new();
    for (at, c) in word.chars().enumerate() {
        match like(c) {
            Some(other) if at > 0 => text.push(other),
            _ => {
                kept = true;
                text.push(c);
            }
        }
    }
    (kept && text != word).then_some(text)
}

/// Figures for letters inside the word, fewer than the letters that stay.
fn figures(word: &str) -> Option<String> {
    let length = word.chars().count();
    let mut left = length.saturating_sub(1) / 2;
    let mut text = String::new();
    for (at, c) in word.chars().enumerate() {
        let figure = match c {
            'o' => '0',
            'i' => '1',
            'e' => '3',
            'a' => '4',
            's' => '5',
            't' => '7',
            _ => c,
        };
        let inside = at > 0 && at + 1 < length;
        let taken = inside && left > 0 && figure != c;
        left -= usize::from(taken);
        text.push(if taken { figure } else { c });
    }
    (text != word).then_some(text)
}

fn entities(word: &str) -> String {
    let coded = |(at, c): (usize, char)| if at % 2 == 0 { c.to_string() } else { format!("{AND}#{};", u32::from(c)) };
    word.chars().enumerate().map(coded).collect()
}

fn split(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let third = chars.len() / 3;
    let part = |from: usize, to: usize| chars.iter().skip(from).take(to - from).collect::<String>();
    let (front, middle) = (part(0, third), part(third, 2 * third));
    format!("{front}{OPEN}b{CLOSE}{middle}{OPEN}/b{CLOSE}{}", part(2 * third, chars.len()))
}

fn wrapped(body: &Body, before: &str, after: &str) -> Body {
    let inner = body.clone().into_html().text;
    Body { html: true, text: format!("{before}{inner}{after}") }
}

/// Tokens of the text on `places` for which `is` holds, without the punctuation around them.
fn tokens(body: &Body, places: &[Range<usize>], is: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for token in body.text.split_inclusive(char::is_whitespace) {
        let start = from;
        from += token.len();
        let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        let inner = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = start + word.len() - inner.len();
        let range = start..start + inner.len();
        if is(inner) && places.iter().any(|place| place.start < range.end && range.start < place.end) {
            found.push(range);
        }
    }
    found
}

fn addresses(body: &Body, places: &[Range<usize>]) -> Vec<Range<usize>> {
    tokens(body, places, &|token| {
        let parts = token.split_once('@');
        parts
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !token.contains(['<', '/', ':', '"']))
    })
}

fn spelled_address(address: &str) -> Option<String> {
    let (name, host) = address.split_once('@')?;
    Some(format!("{name} (at) {}", host.replace('.', " dot ")))
}

/// Telephone numbers: figures and what parts them, on `places`.
fn numbers(body: &Body, places: &[Range<usize>]) -> Vec<Range<usize>> {
    if body.html {
        return Vec::new();
    }
    let fits = |place: &&Range<usize>| {
        let text = body.text.get((*place).clone()).unwrap_or_default();
        let figures = text.chars().filter(char::is_ascii_digit).count();
        figures >= 7 && text.chars().all(|c| c.is_ascii_digit() || " +-().\u{A0}/".contains(c))
    };
    let mut found: Vec<Range<usize>> = places.iter().filter(fits).cloned().collect();
    found.dedup_by(|next, last| next.start < last.end);
    found
}

fn number_words(number: &str, language: &str) -> Option<String> {
    let (words, plus): ([&str; 10], &str) = match language {
        "it" => (["zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"], "più"),
        "de" => (["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"], "plus"),
        "fr" => (["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"], "plus"),
        "es" => (["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"], "más"),
        _ => (["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "plus"),
    };
    let word = |c: char| match c {
        '+' => Some(plus),
        _ => words.get(c.to_digit(10)? as usize).copied(),
    };
    Some(number.chars().filter_map(word).collect::<Vec<_>>().join(" "))
}

/// The text between two sentences of another language, in paragraphs of its own.
fn amid(body: &Body, language: &str) -> Body {
    let (before, after) = match language {
        "en" => ("Ieri il tempo è stato bello per tutta la giornata.", "La strada lungo il fiume era piena di gente."),
        _ => ("The weather was fine all day long yesterday.", "The road along the river was full of people."),
    };
    let text = match body.html {
        true => format!("<p>{before}</p>\n{}\n<p>{after}</p>", body.text),
        false => format!("{before}\n\n{}\n\n{after}", body.text),
    };
    Body { html: body.html, text }
}
