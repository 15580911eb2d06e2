//! Addresses of what a message loads: scheme, host, name, opaque pieces.

use crate::model::Known;
use url::Url;

/// Scheme in lower case, none for relative addresses and `//x`.
pub(crate) fn scheme(src: &str) -> Option<String> {
    let (scheme, _) = cleaned(src).split_once(':').map(|(scheme, rest)| (scheme.to_owned(), rest.len()))?;
    let valid = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '+' | '-' | '.'));
    valid.then(|| scheme.to_ascii_lowercase())
}

/// The address without control characters and outer blanks, as WHATWG URL reads it.
pub(crate) fn cleaned(src: &str) -> String {
    src.trim_matches(|sign: char| sign <= ' ').chars().filter(|sign| !matches!(sign, '\t' | '\n' | '\r')).collect()
}

/// The host in lower case and A-labels; none for what has none, unknown behind a template's hole.
pub(crate) fn host(src: &str) -> Known<Option<String>> {
    let Some(url) = parsed(src) else {
        return if holds_hole(src) { Known::Unknown } else { Known::Value(None) };
    };
    let host = url.host_str().map(|host| host.trim_end_matches('.').to_owned()).filter(|host| !host.is_empty());
    if host.as_deref().is_some_and(holds_hole) || (host.is_none() && is_web(src) && holds_hole(src)) {
        return Known::Unknown;
    }
    Known::Value(host)
}

/// Whether something in it waits to be filled in.
pub(crate) fn holds_hole(text: &str) -> bool {
    ["{{", "}}", "${", "[[", "%7b%7b", "%7B%7B", "<%", "%%"].iter().any(|sign| text.contains(sign))
}

fn is_web(src: &str) -> bool {
    remote(src)
}

/// The address as a URL; `//x` and `\\x` as on a page of https.
pub(crate) fn parsed(src: &str) -> Option<Url> {
    let src = cleaned(src);
    if src.starts_with("//") || src.starts_with("\\\\") {
        return Url::parse(&format!("https:{src}")).ok();
    }
    Url::parse(&src).ok()
}

/// Whether it is loaded from a server.
pub(crate) fn remote(src: &str) -> bool {
    let clean = cleaned(src);
    matches!(scheme(src).as_deref(), Some("http" | "https" | "ftp"))
        || clean.starts_with("//")
        || clean.starts_with("\\\\")
}

/// The last segment of the path, percent signs decoded.
pub(crate) fn file_name(src: &str) -> Option<String> {
    let clean = cleaned(src);
    let path = match parsed(&clean) {
        Some(url) if !url.cannot_be_a_base() => url.path().to_owned(),
        _ => clean.split(['?', '#']).next().unwrap_or_default().to_owned(),
    };
    let last = path.rsplit(['/', '\\']).next().unwrap_or_default();
    (!last.is_empty()).then(|| percent_decoded(last))
}

/// Decodes `%41`; what does not decode to UTF-8 stays as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (ahead.next().and_then(hex), ahead.next().and_then(hex));
        match (byte, pair) {
            (b'%', (Some(high), Some(low))) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// An opaque piece that can name one recipient: an e-mail address, an identifier, a UUID, or 16 or more hexadecimal or
/// base64url characters with a digit.
pub(crate) fn personal_part(src: &str, is_identifier: impl Fn(&str) -> bool) -> Option<String> {
    if !remote(src) {
        return None;
    }
    let clean = cleaned(src);
    let after_host =
        clean.split_once("//").map_or(clean.as_str(), |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let decoded = percent_decoded(after_host);
    let pieces =
        decoded.split(['/', '?', '&', '=', '#', ';', ',', ':', '|', ' ', '~', '+', '(', ')', '!', '$', '*', '\'', '"']);
    pieces.filter(|piece| !piece.is_empty()).find(|piece| is_opaque(piece) || is_identifier(piece)).map(str::to_owned)
}

fn is_opaque(piece: &str) -> bool {
    if let Some((local, domain)) = piece.split_once('@') {
        return !local.is_empty() && domain.contains('.') && !domain.starts_with('.');
    }
    // A file's ending is no part of its id.
    let stem = piece.rsplit_once('.').filter(|(_, ending)| ending.len() <= 5).map_or(piece, |(stem, _)| stem);
    let uuid = stem.len() == 36
        && stem
            .char_indices()
            .all(|(at, sign)| if matches!(at, 8 | 13 | 18 | 23) { sign == '-' } else { sign.is_ascii_hexdigit() });
    if uuid {
        return true;
    }
    stem.split('.').any(|run| {
        let letters = run.chars().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_'));
        let digit = run.chars().any(|sign| sign.is_ascii_digit());
        let hex = run.chars().all(|sign| sign.is_ascii_hexdigit());
        // Words parted by signs (`summer-sale-2026-banner`) are names, not codes.
        let longest = run.split(['-', '_']).map(str::len).max().unwrap_or(0);
        letters && digit && run.len() >= 16 && (hex || longest >= 16)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_normalised() {
        for (src, host_is) in [
            ("HTTP://Shop.Example./a.png", Some("shop.example")),
            ("//cdn.example/a.png", Some("cdn.example")),
            ("a.png", None),
            ("cid:logo", None),
            ("data:image/gif;base64,R0", None),
            ("ht\ntps://a.example/", Some("a.example")),
        ] {
            assert_eq!(host(src), Known::Value(host_is.map(str::to_owned)), "{src}");
        }
        assert_eq!(host("https://{{host}}/a.png"), Known::Unknown);
        assert_eq!(host("https://a.example/{{id}}.png"), Known::Value(Some("a.example".into())));
    }

    #[test]
    fn personal_parts_are_opaque() {
        let of = |src: &str| personal_part(src, |_| false);
        assert_eq!(of("https://a.example/o?u=ann%40mail.example").as_deref(), Some("ann@mail.example"));
        assert_eq!(of("https://a.example/0123456789abcdef.gif").as_deref(), Some("0123456789abcdef.gif"));
        assert_eq!(
            of("https://a.example/t/6fa459ea-ee8a-3ca4-894e-db77e160355e").as_deref(),
            Some("6fa459ea-ee8a-3ca4-894e-db77e160355e")
        );
        assert_eq!(of("https://a.example/p?t=Zm9vYmFyYmF6cXV4MTIz").as_deref(), Some("Zm9vYmFyYmF6cXV4MTIz"));
        for plain in [
            "https://a.example/logo.png?v=3",
            "https://a.example/x?c=41d0",
            "https://a.example/summer-sale-2026-banner.png",
            "cid:0123456789abcdef",
        ] {
            assert_eq!(of(plain), None, "{plain}");
        }
    }
}
