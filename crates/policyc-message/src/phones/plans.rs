//! Number plans: the one door to the library that knows them.

use crate::model::Known;
use rlibphonenumber::phonenumber_matcher::{Leniency, PHONE_MATCHER_FACTORY};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};
use std::ops::Range;
use std::str::FromStr;

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub number: Parsed,
}

/// A number of some plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    /// E.164, an extension behind `;ext=`.
    pub value: String,
    /// Region of the plan; unknown for codes that several share.
    pub region: Known<String>,
}

/// Regions by their codes; unknown codes are left out.
pub(super) fn regions(codes: &[String]) -> Vec<Region> {
    codes.iter().filter_map(|code| Region::from_str(&code.trim().to_ascii_uppercase()).ok()).collect()
}

/// Regions in which a language is official (CLDR), the greatest first.
pub(super) fn official(language: &str) -> &'static [&'static str] {
    match language.split('-').next().unwrap_or_default() {
        "en" => &["US", "GB", "CA", "AU", "IE", "NZ", "ZA", "IN", "SG", "MT"],
        "it" => &["IT", "CH", "SM", "VA"],
        "de" => &["DE", "AT", "CH", "LI", "LU", "BE"],
        "fr" => &["FR", "BE", "CH", "CA", "LU", "MC"],
        "es" => &["ES", "MX", "AR", "CO", "CL", "PE"],
        "nl" => &["NL", "BE"],
        "pt" => &["PT", "BR"],
        "pl" => &["PL"],
        "sv" => &["SE", "FI"],
        "tr" => &["TR", "CY"],
        "ja" => &["JP"],
        _ => &[],
    }
}

/// No plan has a subscriber's number with fewer digits.
const FEWEST: usize = 4;

/// Numbers of a text: valid ones in international form or in one of `regions`; with `possible`, of possible length.
pub(super) fn find(text: &str, regions: &[Region], possible: bool) -> Vec<Match> {
    // The tables of the library take longer to load than a whole message to judge.
    if text.chars().filter(|sign| sign.is_numeric()).take(FEWEST).count() < FEWEST {
        return Vec::new();
    }
    let leniency = if possible { Leniency::Possible } else { Leniency::Valid };
    let mut found: Vec<Match> = Vec::new();
    // International form first, then each region in its order: a number is what the first plan makes of it.
    let passes = std::iter::once(None).chain(regions.iter().copied().map(Some));
    for region in passes.take(1 + if possible { 1 } else { regions.len() }) {
        let builder =
            PHONE_MATCHER_FACTORY.matcher_builder(text).leniency(leniency).max_tries(500).preferred_region(region);
        for found_here in builder.build_fallible().flatten() {
            let range = found_here.start..found_here.end();
            let free = found.iter().all(|own| own.range.end <= range.start || range.end <= own.range.start);
            if free && let Some(number) = describe(&found_here.number) {
                found.push(Match { range, number });
            }
        }
    }
    found.sort_by_key(|own| own.range.start);
    found
}

/// The number that a text is, in international form or in the first of `regions` that takes it.
pub(super) fn parse(text: &str, regions: &[Region], possible: bool) -> Option<Parsed> {
    let tries = std::iter::once(None).chain(regions.iter().copied().map(Some));
    tries.into_iter().find_map(|region| {
        let number = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
        let holds =
            PHONE_NUMBER_UTIL.is_valid_number(&number) || (possible && PHONE_NUMBER_UTIL.is_possible_number(&number));
        if holds { describe(&number) } else { None }
    })
}

fn describe(number: &PhoneNumber) -> Option<Parsed> {
    let mut value = PHONE_NUMBER_UTIL.format(number, PhoneNumberFormat::E164).into_owned();
    if let Some(extension) = number.extension.as_deref().filter(|extension| !extension.is_empty()) {
        value.push_str(";ext=");
        value.push_str(extension);
    }
    let region = PHONE_NUMBER_UTIL.get_region_for_number(number);
    let region = region
        .map(|region| region.to_string())
        .filter(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase()));
    Some(Parsed { value, region: region.map_or(Known::Unknown, Known::Value) })
}
