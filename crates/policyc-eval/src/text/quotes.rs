//! Quotation marks that belong together.

use std::ops::Range;

/// The longest quotation, in bytes: a mark that nobody closed takes nothing with it.
const LONGEST: usize = 1500;

/// The text between each pair of marks, in order; pairs within a pair are left out.
pub(super) fn pairs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut until = 0;
    let mut before = ' ';
    for (at, mark) in text.char_indices() {
        let opens = at >= until && !before.is_alphanumeric();
        before = mark;
        let Some(closers) = closers(mark).filter(|_| opens) else { continue };
        let start = at + mark.len_utf8();
        let rest = text.get(start..).unwrap_or_default();
        let mut inside = rest.char_indices().take_while(|(offset, _)| *offset <= LONGEST);
        let mut last = ' ';
        let end = inside.find(|(offset, c)| {
            let behind = rest.get(offset + c.len_utf8()..).and_then(|rest| rest.chars().next());
            // An apostrophe within a word closes nothing.
            let within = last.is_alphanumeric() && behind.is_some_and(char::is_alphanumeric);
            last = *c;
            closers.contains(*c) && !within
        });
        if let Some((end, closer)) = end {
            found.push(start..start + end);
            until = start + end + closer.len_utf8();
        }
    }
    found
}

/// What may close a mark, if it may open.
fn closers(mark: char) -> Option<&'static str> {
    Some(match mark {
        '"' => "\"",
        '\u{201C}' => "\u{201D}\u{201C}",
        '\u{201E}' | '\u{201F}' => "\u{201C}\u{201D}",
        '\u{201D}' => "\u{201D}",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '›' => "‹",
        '\u{201A}' | '\u{2018}' => "\u{2018}\u{2019}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::pairs;

    fn inside(text: &str) -> Vec<&str> {
        pairs(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn marks_of_all_languages_pair() {
        assert_eq!(
            inside("you wrote: \"a b\", then “c d” and „e f“ and « g h » or »i«."),
            ["a b", "c d", "e f", " g h ", "i"]
        );
        assert_eq!(inside("he said ‘don’t go’ twice"), ["don’t go"]);
    }

    #[test]
    fn an_unclosed_mark_takes_nothing() {
        assert!(inside("a 3\" pipe and 5\" more").is_empty());
        assert!(inside("\"open").is_empty());
        assert!(inside(&format!("\"{}\"", "long ".repeat(400))).is_empty());
    }
}
