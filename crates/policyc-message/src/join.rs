//! How what a person declares of a part of the message is brought together with that part: both sides normalised
//! (vocabulary, "join keys").

use unicode_normalization::UnicodeNormalization;
use url::Url;

/// The key of a link's target: the URL as WHATWG parses it, `http`, `https` and no scheme being one, an empty path `/`.
#[must_use]
pub fn link_key(href: &str) -> String {
    let trimmed: String = href.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let plain = trimmed.replace("[.]", ".").replace("(.)", ".").replace("hxxp", "http");
    let with_scheme = match plain.split_once(':') {
        _ if plain.starts_with("//") => format!("https:{plain}"),
        Some((scheme, _)) if !scheme.is_empty() && scheme.bytes().all(|b| b.is_ascii_alphabetic()) => plain.clone(),
        _ => format!("https://{plain}"),
    };
    match Url::parse(&with_scheme) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let mut text = url.as_str().split_once("://").map_or_else(String::new, |(_, rest)| rest.to_owned());
            if url.query().is_none() && url.fragment().is_none() && url.path().len() > 1 && text.ends_with('/') {
                text.pop();
            }
            text
        }
        Ok(url) => url.as_str().to_owned(),
        Err(_) => plain,
    }
}

/// The key of an image's source: as for links, `cid:` without brackets, `data:` as it is.
#[must_use]
pub fn image_key(src: &str) -> String {
    let src = src.trim();
    if let Some(id) = src.strip_prefix("cid:") {
        return format!("cid:{}", id.trim_matches(['<', '>']));
    }
    if src.starts_with("data:") || !src.contains("//") { src.to_owned() } else { link_key(src) }
}

/// The key of a file name: NFC.
#[must_use]
pub fn name_key(name: &str) -> String {
    name.trim().nfc().collect()
}

/// The key of a phone number: its digits.
#[must_use]
pub fn phone_key(value: &str) -> String {
    value.chars().filter_map(|c| c.to_digit(10)).filter_map(|digit| char::from_digit(digit, 10)).collect()
}

/// Whether two phone numbers are one: the same digits, or one of them written nationally, with or without trunk zero.
#[must_use]
pub fn same_phone(one: &str, other: &str) -> bool {
    let (one, other) = (phone_key(one), phone_key(other));
    let national = |number: &str| number.trim_start_matches('0').to_owned();
    let (a, b) = (national(&one), national(&other));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    one == other || (short.len() >= 6 && long.ends_with(&short) && long.len() - short.len() <= 3)
}
