//! Break runs of a message without HTML: blank lines between lines with ink.

use super::ink::has_ink;
use crate::mapped::MappedText;
use crate::message::Message;
use crate::model::{BreakRun, Item, Known, List, Measure, Zone};
use policyc_diag::Span;

/// Runs of blank lines in the plain text of a message; quotes neither hold nor end one.
pub(super) fn break_runs(message: &Message) -> List<BreakRun> {
    let Some(text) = message.plain() else { return List::default() };
    let quoted: Vec<Span> = message
        .zones()
        .iter()
        .filter(|zone| zone.zone == Zone::Quoted && zone.part == message.text_part())
        .flat_map(|zone| zone.spans(0..zone.text.len()))
        .collect();
    let mut runs = Vec::new();
    let (mut begun, mut blank, mut from, mut at) = (false, 0_u32, 0_usize, 0_usize);
    for line in text.text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !has_ink(line) {
            blank = blank.saturating_add(1);
            continue;
        }
        if is_quoted(text, start, &quoted, message) {
            (begun, blank) = (false, 0);
            continue;
        }
        if begun && blank > 0 {
            let range = from..start;
            let places = text
                .map
                .ranges(range.clone())
                .into_iter()
                .map(|r| Span::new(message.source(), r.start, r.end))
                .collect();
            let item =
                Item { text: text.get(range).to_owned(), places, visible: Known::Value(true), ..Item::default() };
            runs.push(BreakRun { item, count: blank + 1, gap: Measure::UNKNOWN });
        }
        (begun, blank) = (true, 0);
        from = start + line.trim_end().len();
    }
    runs.into()
}

fn is_quoted(text: &MappedText, start: usize, quoted: &[Span], message: &Message) -> bool {
    let place = text.map.place(start);
    let place = Span::new(message.source(), place, place);
    quoted.iter().any(|span| span.covers(place))
}
