//! The sentences, list entries and headings of a page.

use std::ops::Range;

/// A piece of a page that says one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The headings above it, joined by ` > `.
    pub(super) section: String,
    /// Whether it is a heading itself.
    pub(super) heading: bool,
}

/// Splits a page (plain text or Markdown).
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut found = Splitter::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        found.line(text, line, at);
        at += line.len();
    }
    found.close(text);
    found.units
}

#[derive(Default)]
struct Splitter {
    units: Vec<Unit>,
    headings: Vec<(usize, String)>,
    block: Option<Range<usize>>,
}

impl Splitter {
    fn line(&mut self, text: &str, line: &str, at: usize) {
        let trimmed = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        let range = start..start + trimmed.len();
        if trimmed.is_empty() {
            self.close(text);
        } else if let Some(level) = heading(trimmed) {
            self.close(text);
            let name = trimmed.trim_matches(|c: char| c == '#' || c == '*' || c.is_whitespace()).to_owned();
            self.headings.retain(|(other, _)| *other < level);
            self.units.push(Unit { range, section: self.section(), heading: true });
            self.headings.push((level, name));
        } else if starts_item(trimmed) {
            self.close(text);
            self.block = Some(range);
        } else {
            self.block = Some(self.block.take().map_or(range.start, |block| block.start)..range.end);
        }
    }

    fn section(&self) -> String {
        self.headings.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" > ")
    }

    /// Ends a paragraph or an entry, and splits it into sentences.
    fn close(&mut self, text: &str) {
        let Some(block) = self.block.take() else { return };
        let body = text.get(block.clone()).unwrap_or_default();
        let mut start = 0;
        for (at, c) in body.char_indices() {
            if at >= start && matches!(c, '.' | '!' | '?' | ';' | '…') && ends_sentence(body, at, c) {
                let end = at + c.len_utf8();
                self.push(text, block.start + start..block.start + end);
                start = end;
            }
        }
        self.push(text, block.start + start..block.end);
    }

    /// What has no letter (a closing bracket, a rule) is no unit.
    fn push(&mut self, text: &str, range: Range<usize>) {
        if text.get(range.clone()).is_some_and(|text| text.chars().any(char::is_alphanumeric)) {
            let section = self.section();
            self.units.push(Unit { range, section, heading: false });
        }
    }
}

/// The level of a heading: `#` to `######`, or a line all in bold.
fn heading(line: &str) -> Option<usize> {
    let level = line.chars().take_while(|c| *c == '#').count();
    if (1..=6).contains(&level) && line.chars().nth(level).is_some_and(char::is_whitespace) {
        return Some(level);
    }
    let inner = line.strip_prefix("**")?.strip_suffix("**")?;
    (!inner.contains("**") && !inner.is_empty()).then_some(7)
}

fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '+' | '•' | '·' | '–') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(". ") || rest.starts_with(") ")
        }
        _ => false,
    }
}

/// A stop ends a sentence before white space and no small letter, and not behind an abbreviation of one letter.
fn ends_sentence(body: &str, at: usize, c: char) -> bool {
    let rest = body.get(at + c.len_utf8()..).unwrap_or_default();
    let mut marks = rest.chars().skip_while(|c| matches!(c, '"' | '\u{201d}' | '\'' | ')' | '*'));
    if !marks.next().is_some_and(char::is_whitespace) {
        return false;
    }
    let next = marks.find(|c| c.is_alphanumeric());
    let before = body.get(..at).unwrap_or_default();
    let letters = before.chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let short = c == '.' && letters == 1 && before.chars().last().is_some_and(char::is_alphabetic);
    c == ';' || (next.is_none_or(|next| !next.is_lowercase()) && !short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_entries_and_headings() {
        let text = "# Ferry\n\nBring a coat. Dogs, e.g. terriers, stay\non deck!\n\n## Cargo\n- ice\n- 3.5 kg of salt\n\n**Notes**\n\nNo fish";
        let found: Vec<String> = units(text)
            .iter()
            .map(|unit| format!("{}|{}|{}", unit.section, unit.heading, text.get(unit.range.clone()).unwrap().trim()))
            .collect();
        assert_eq!(
            found,
            [
                "|true|# Ferry",
                "Ferry|false|Bring a coat.",
                "Ferry|false|Dogs, e.g. terriers, stay\non deck!",
                "Ferry|true|## Cargo",
                "Ferry > Cargo|false|- ice",
                "Ferry > Cargo|false|- 3.5 kg of salt",
                "Ferry > Cargo|true|**Notes**",
                "Ferry > Cargo > Notes|false|No fish",
            ]
        );
    }
}
