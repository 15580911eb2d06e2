//! What tells quoted mail from the sender's own words (vocabulary, section 15; RFC 3676, 4.5).

/// Whether a line introduces a quote: it ends in a colon and holds an address or a date.
pub(super) fn is_attribution(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 400 && line.ends_with([':', '：']) && (line.contains('@') || holds_date(line))
}

fn holds_date(line: &str) -> bool {
    let mut numbers = line.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    let short = |digits: &str| digits.len() <= 2;
    let digits: Vec<&str> = numbers.by_ref().take(12).collect();
    digits.iter().any(|found| year(found)) && digits.iter().any(|found| short(found))
}

/// Whether a line is of the form `Name: value`.
fn is_named(line: &str) -> bool {
    let Some((name, value)) = line.trim().split_once(':') else { return false };
    let name = name.trim_matches(['*', ' ']);
    let sound = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    sound && (2..=24).contains(&name.chars().count()) && !value.trim().is_empty()
}

/// Whether three `Name: value` lines in a row lead a text, blank lines aside.
pub(super) fn leads_with_headers<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let first: Vec<&str> = lines.filter(|line| !line.trim().is_empty()).take(4).collect();
    let named = |lines: &[&str]| lines.len() >= 3 && lines.iter().take(3).all(|line| is_named(line));
    named(&first) || first.get(1..).is_some_and(named)
}

/// The attribution at the end of a text: where it begins. It may run over two lines.
pub(super) fn trailing_attribution(text: &str) -> Option<usize> {
    let trimmed = text.trim_end_matches(['\n', ' ', '\u{A0}', '\t']);
    if !trimmed.ends_with([':', '：']) {
        return None;
    }
    let start_of_line = |end: usize| trimmed.get(..end)?.rfind('\n').map_or(Some(0), |at| Some(at + 1));
    let last = start_of_line(trimmed.len())?;
    if is_attribution(trimmed.get(last..)?) {
        return Some(last);
    }
    let before = start_of_line(last.checked_sub(1)?)?;
    let joined = trimmed.get(before..)?.replace('\n', " ");
    is_attribution(&joined).then_some(before)
}
