//! Figures of running text: amounts, dates, numbers, in this order, so that none is two things.

use super::masks::Masks;
use super::written::Written;
use super::{amounts, dates, identifiers, language, numbers};
use crate::message::Message;
use crate::model::{Amount, Date, List, Number, Zone};

/// All figures of a message.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    pub(crate) amounts: List<Amount>,
    pub(crate) dates: List<Date>,
    pub(crate) numbers: List<Number>,
}

/// Finds all figures outside links, addresses and identifiers.
pub(crate) fn find(message: &Message) -> Figures {
    let mut figures = Figures::default();
    let year = message.envelope().sent_at.as_ref().value().and_then(Option::as_ref);
    let year = year.map(|sent| sent.to_zoned(jiff::tz::TimeZone::UTC).year());
    let body: String =
        message.zones().iter().filter(|zone| zone.zone == Zone::Body).map(|zone| zone.text.as_str()).collect();
    let whole = language::habits(&body);
    for (zone, written) in message.zones().iter().zip(message.written()) {
        if matches!(zone.zone, Zone::Quoted | Zone::Attached) {
            continue;
        }
        let mut masks = mask(message, &zone.text, written);
        let language = language::habits(&zone.text).or(whole);
        figures.amounts.items.extend(amounts::find(zone, language, &mut masks));
        figures.dates.items.extend(dates::find(zone, language, year, &mut masks));
        figures.numbers.items.extend(numbers::find(zone, language, &masks));
    }
    let (most, open) = (message.limits().items, message.open());
    let cut = |length: usize| if length > most { Some("limit.items") } else { open };
    figures.amounts.open = cut(figures.amounts.items.len());
    figures.dates.open = cut(figures.dates.items.len());
    figures.numbers.open = cut(figures.numbers.items.len());
    figures.amounts.items.truncate(most);
    figures.dates.items.truncate(most);
    figures.numbers.items.truncate(most);
    figures
}

fn mask(message: &Message, text: &str, written: &[Written]) -> Masks {
    let mut ranges: Vec<_> = written.iter().map(|found| found.range.clone()).collect();
    ranges.extend(identifiers::in_text(text, &message.settings().shapes).into_iter().map(|found| found.range));
    let holes = super::holes::find(text, &message.settings().placeholders);
    ranges.extend(holes.into_iter().map(|hole| hole.range));
    Masks::from_ranges(ranges)
}
