//! Telephone numbers (vocabulary, section 7): written, spelled out, behind links.
//!
//! Number plans are heavy: they are loaded only where seven digits or digit words stand near each other.

mod mask;
mod plans;
mod words;

use crate::find::written::What;
use crate::message::Message;
use crate::model::{Item, Known, Link, LinkKind, List, Phone, WrittenAs, Zone};
use crate::zones::ZoneText;
use plans::Parsed;
use rlibphonenumber::Region;
use std::ops::Range;

/// Digits that must stand within [`NEAR`] characters.
const FEWEST_DIGITS: usize = 7;
const NEAR: usize = 40;

impl Message {
    /// `message.phones`: numbers in all zones but quoted and attached ones, and behind links.
    #[must_use]
    pub fn phones(&self) -> &List<Phone> {
        &self.called().0
    }

    /// Numbers in quoted text.
    pub(crate) fn quoted_phones(&self) -> &List<Phone> {
        &self.called().1
    }

    fn called(&self) -> &(List<Phone>, List<Phone>) {
        self.readings().phones.get_or_init(|| read(self))
    }
}

fn read(message: &Message) -> (List<Phone>, List<Phone>) {
    let (mut own, mut quoted) = (Vec::new(), Vec::new());
    let mut finder = Finder { message, regions: None };
    for (number, zone) in message.zones().iter().enumerate() {
        match zone.zone {
            Zone::Attached | Zone::Header => {}
            Zone::Quoted => finder.zone(number, zone, &mut quoted),
            _ => finder.zone(number, zone, &mut own),
        }
    }
    for link in &message.links().items {
        finder.link(link, &mut own);
    }
    let mut own = List { items: own, open: message.open() };
    if own.items.len() > message.limits().items {
        own.items.truncate(message.limits().items);
        own.open = Some("limit.items");
    }
    (own, quoted.into())
}

struct Finder<'a> {
    message: &'a Message,
    regions: Option<Vec<Region>>,
}

impl Finder<'_> {
    /// The regions that national numbers are read in.
    fn regions(&mut self) -> Vec<Region> {
        let message = self.message;
        let read = || {
            let official = plans::official(message.reading_language().unwrap_or_default());
            let mut named = message.settings().phone_regions.clone();
            if named.is_empty() {
                named = official.iter().map(|code| (*code).to_owned()).collect();
            }
            // Where several plans know a number, that of the message's language is meant.
            named.sort_by_key(|code| official.iter().position(|own| *own == code.as_str()).unwrap_or(usize::MAX));
            plans::regions(&named)
        };
        self.regions.get_or_insert_with(read).clone()
    }

    fn zone(&mut self, number: usize, zone: &ZoneText, found: &mut Vec<Phone>) {
        let windows = windows(&zone.text);
        let spelled = words::spelled(&zone.text);
        if windows.is_empty() && spelled.is_empty() {
            return;
        }
        let regions = self.regions();
        let taken: Vec<Range<usize>> = self
            .message
            .written()
            .get(number)
            .into_iter()
            .flatten()
            .filter(|written| written.what == What::Link || written.what == What::Email)
            .filter(|written| !is_call(&written.value))
            .map(|written| written.range.clone())
            .collect();
        let text = mask::masked(&zone.text, &self.message.settings().shapes, &taken);
        let mut held: Vec<(Range<usize>, Parsed, WrittenAs)> = Vec::new();
        for window in windows {
            self.window(&text, window, &regions, &mut held);
        }
        for one in spelled {
            let parsed = plans::parse(&one.digits, &regions, true)
                .unwrap_or(Parsed { value: one.digits.trim_start_matches('+').to_owned(), region: Known::Unknown });
            held.push((one.range, parsed, WrittenAs::SpelledOut));
        }
        held.sort_by_key(|(range, ..)| range.start);
        found.extend(held.into_iter().map(|(range, parsed, written_as)| Phone {
            item: zone.item(range),
            value: parsed.value,
            region: parsed.region,
            written_as,
        }));
    }

    /// Numbers in a window of a masked text.
    fn window(
        &self,
        text: &str,
        window: Range<usize>,
        regions: &[Region],
        held: &mut Vec<(Range<usize>, Parsed, WrittenAs)>,
    ) {
        let Some(piece) = text.get(window.clone()) else { return };
        let plain = plans::find(piece, regions, false);
        let told = if words::says_phone(piece) { plans::find(piece, regions, true) } else { Vec::new() };
        let after_word = |range: &Range<usize>| {
            let from = piece.get(..range.start).unwrap_or_default();
            let start = from.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
            words::says_phone(from.get(start..).unwrap_or_default())
        };
        let told = told.into_iter().filter(|found| after_word(&found.range));
        let letters = with_letters_as_digits(piece);
        let disguised = if letters == piece { Vec::new() } else { plans::find(&letters, regions, false) };
        let declared = self.declared(piece, regions);
        let all = plain.into_iter().chain(told).map(|found| (found, WrittenAs::Plain));
        let all = all.chain(declared.into_iter().map(|found| (found, WrittenAs::Plain)));
        for (found, written_as) in all.chain(disguised.into_iter().map(|found| (found, WrittenAs::SpelledOut))) {
            let range = window.start + found.range.start..window.start + found.range.end;
            if held.iter().all(|(own, ..)| own.end <= range.start || range.end <= own.start) {
                let spaced = piece.get(found.range.clone()).is_some_and(is_spaced_out);
                held.push((range, found.number, if spaced { WrittenAs::SpelledOut } else { written_as }));
            }
        }
    }

    /// Figures that spell a number which the case declares.
    fn declared(&self, piece: &str, regions: &[Region]) -> Vec<plans::Match> {
        let mut found = Vec::new();
        for declared in &self.message.settings().declared_phones {
            let wanted = digits(declared);
            if wanted.len() < FEWEST_DIGITS {
                continue;
            }
            for range in runs(piece) {
                let own = digits(piece.get(range.clone()).unwrap_or_default());
                if own.len() >= FEWEST_DIGITS && same_number(&own, &wanted) {
                    let number = plans::parse(declared, regions, true)
                        .unwrap_or_else(|| Parsed { value: wanted.clone(), region: Known::Unknown });
                    found.push(plans::Match { range, number });
                }
            }
        }
        found
    }

    fn link(&mut self, link: &Link, found: &mut Vec<Phone>) {
        let Some(number) = called_number(link) else { return };
        let regions = self.regions();
        let parsed = plans::parse(&number, &regions, true);
        let Some(parsed) = parsed.or_else(|| {
            let digits = digits(&number);
            (digits.len() >= FEWEST_DIGITS).then_some(Parsed { value: digits, region: Known::Unknown })
        }) else {
            return;
        };
        // The number that the link shows is the same item.
        if let Some(shown) = found
            .iter_mut()
            .find(|phone| phone.value == parsed.value && digits(&link.item.text).ends_with(&digits(&phone.item.text)))
        {
            shown.item.also.extend(link.item.places.iter().copied());
            return;
        }
        let item = Item { text: link.href.clone(), ..link.item.clone() };
        found.push(Phone { item, value: parsed.value, region: parsed.region, written_as: WrittenAs::Link });
    }
}

fn is_call(href: &str) -> bool {
    let lower = href.to_ascii_lowercase();
    ["tel:", "sms:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// The number that a link calls, writes to or chats with.
fn called_number(link: &Link) -> Option<String> {
    let href = link.href.trim();
    let after = |sign: &str| href.split_once(sign).map(|(_, rest)| rest);
    let until = |text: &str| text.split(['?', '&', '#', '/', ';', ',']).next().unwrap_or_default().to_owned();
    if link.kind == LinkKind::Phone || is_call(href) {
        let number = until(after(":")?.trim_start_matches('/'));
        return Some(crate::images::address::percent_decoded(&number));
    }
    let host = link.host.as_ref().value().cloned().flatten().unwrap_or_default();
    let international =
        |text: &str| Some(format!("+{}", digits(&crate::images::address::percent_decoded(&until(text)))));
    match host.as_str() {
        "wa.me" | "www.wa.me" => after("wa.me/")
            .filter(|rest| rest.trim_start_matches('+').starts_with(|sign: char| sign.is_ascii_digit()))
            .and_then(international),
        "api.whatsapp.com" | "web.whatsapp.com" | "whatsapp.com" | "www.whatsapp.com" => {
            after("phone=").and_then(international)
        }
        "t.me" => {
            after("t.me/+").filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_digit())).and_then(international)
        }
        _ if href.to_ascii_lowercase().starts_with("whatsapp:") => after("phone=").and_then(international),
        _ if href.to_ascii_lowercase().starts_with("viber:") => after("number=").and_then(international),
        _ => None,
    }
}

/// Decimal digits of a text, of any script, as ASCII.
fn digits(text: &str) -> String {
    text.chars().filter_map(ascii_digit).collect()
}

fn ascii_digit(sign: char) -> Option<char> {
    match sign {
        '0'..='9' => Some(sign),
        '\u{FF10}'..='\u{FF19}' => char::from_digit(u32::from(sign) - 0xFF10, 10),
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(sign) - 0x660, 10),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(sign) - 0x6F0, 10),
        '\u{966}'..='\u{96F}' => char::from_digit(u32::from(sign) - 0x966, 10),
        _ => None,
    }
}

/// Equal, or one is the other with a trunk zero or a country code before it.
fn same_number(one: &str, other: &str) -> bool {
    let bare = |text: &str| text.trim_start_matches('0').to_owned();
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short.len() >= FEWEST_DIGITS - 1 && long.len() - short.len() <= 4 && long.ends_with(short.as_str())
}

/// Runs of digits with the signs that part them.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut gap = 0;
    for (at, sign) in text.char_indices() {
        if ascii_digit(sign).is_some() {
            let end = at + sign.len_utf8();
            match found.last_mut() {
                Some(run) if gap <= 3 => run.end = end,
                _ => found.push(at..end),
            }
            gap = 0;
        } else {
            gap += if matches!(sign, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{A0}' | '\u{2011}' | '\u{2013}') {
                1
            } else {
                99
            };
        }
    }
    found
}

/// Stretches around seven digits that stand within forty characters.
fn windows(text: &str) -> Vec<Range<usize>> {
    let places: Vec<(usize, usize)> = text
        .char_indices()
        .enumerate()
        .filter(|(_, (_, sign))| ascii_digit(*sign).is_some() || matches!(sign, 'O' | 'o' | 'l' | 'I' | 'S'))
        .map(|(count, (at, _))| (count, at))
        .collect();
    let mut found: Vec<Range<usize>> = Vec::new();
    for group in places.windows(FEWEST_DIGITS) {
        let (Some((first, start)), Some((last, end))) = (group.first(), group.last()) else { continue };
        if last - first > NEAR
            || !text.get(*start..=*end).is_some_and(|piece| piece.chars().any(|sign| ascii_digit(sign).is_some()))
        {
            continue;
        }
        let start = text.get(..*start).unwrap_or_default().char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let tail = text.get(*end..).unwrap_or_default();
        let end = tail.char_indices().nth(NEAR / 2).map_or(text.len(), |(at, _)| end + at);
        match found.last_mut() {
            Some(before) if before.end >= start => before.end = end,
            _ => found.push(start..end),
        }
    }
    found.retain(|window| {
        text.get(window.clone()).is_some_and(|piece| digits(&with_letters_as_digits(piece)).len() >= FEWEST_DIGITS)
    });
    found
}

/// Letters that pass for digits, in words that hold figures.
fn with_letters_as_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let figures = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
        let fit = word.chars().filter(|sign| matches!(sign, 'O' | 'o' | 'l' | 'I' | 'S')).count();
        if figures >= 2 && fit > 0 && fit == letters && figures > letters {
            out.extend(word.chars().map(|sign| match sign {
                'O' | 'o' => '0',
                'l' | 'I' => '1',
                'S' => '5',
                other => other,
            }));
        } else {
            out.push_str(word);
        }
    }
    out
}

/// `0 2 0 7 9 …`: most digits stand alone.
fn is_spaced_out(text: &str) -> bool {
    let groups: Vec<&str> =
        text.split(|sign: char| ascii_digit(sign).is_none()).filter(|group| !group.is_empty()).collect();
    groups.len() >= FEWEST_DIGITS
        && groups.iter().filter(|group| group.chars().count() == 1).count() * 4 >= groups.len() * 3
}

#[cfg(test)]
mod tests;
