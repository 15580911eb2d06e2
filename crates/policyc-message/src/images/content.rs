//! The bytes behind an image's address: `data:` URLs and parts of the message.

use super::address::{cleaned, percent_decoded, scheme};
use super::frames::frame_count;
use crate::message::Message;
use crate::mime::sniff;
use crate::model::{Image, Known, Measure, Ratio};
use std::borrow::Cow;

/// Bytes of a `data:` URL beyond which it is not decoded.
const MOST_DATA: usize = 8 << 20;

/// The bytes of an address, if the message holds them.
pub(super) fn bytes<'a>(message: &'a Message, src: &str) -> Option<Cow<'a, [u8]>> {
    match scheme(src).as_deref() {
        Some("data") => data(src).map(Cow::Owned),
        _ => part_bytes(message, part(message, src)?),
    }
}

/// The bytes of a part; those of a text part (SVG) too.
pub(super) fn part_bytes(message: &Message, part: usize) -> Option<Cow<'_, [u8]>> {
    match (message.part_bytes(part), message.part_text(part)) {
        (Some(found), _) => Some(Cow::Borrowed(found.bytes.as_slice())),
        (_, Some(text)) => Some(Cow::Borrowed(text.text.as_bytes())),
        _ => None,
    }
}

/// The part that `cid:` or a location names (RFC 2392, RFC 2557).
pub(super) fn part(message: &Message, src: &str) -> Option<usize> {
    let clean = cleaned(src);
    let id = match scheme(src).as_deref() {
        Some("cid") => clean.get(4..).map(percent_decoded),
        _ => None,
    };
    message.parts().items.iter().position(|part| match &id {
        Some(id) => part.content_id.as_deref() == Some(id.trim_matches(['<', '>'])),
        None => part.content_location.as_deref() == Some(clean.as_str()),
    })
}

/// The content of a `data:` URL (RFC 2397).
fn data(src: &str) -> Option<Vec<u8>> {
    let clean = cleaned(src);
    let (head, body) = clean.get(5..)?.split_once(',')?;
    if body.len() > MOST_DATA {
        return None;
    }
    let body = percent_decoded(body);
    if head.trim_end().to_ascii_lowercase().ends_with("base64") { base64(&body) } else { Some(body.into_bytes()) }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut buffer, mut bits) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0_u32);
    for sign in text.bytes().filter(|sign| !sign.is_ascii_whitespace()) {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => return None,
        };
        buffer = (buffer << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xFF).unwrap_or(0));
        }
    }
    Some(bytes)
}

/// Fills in what the bytes tell.
pub(super) fn describe(image: &mut Image, bytes: Option<&[u8]>) {
    let Some(bytes) = bytes else { return };
    let Some(kind) = sniff::media_type(bytes) else { return };
    image.media_type = Known::Value(kind.to_owned());
    image.frame_count = frame_count(kind, bytes);
    image.animated = if kind == "image/svg+xml" { Known::Value(moves(bytes)) } else { several(image.frame_count) };
    let size = imagesize::blob_size(bytes).ok().filter(|_| kind != "image/svg+xml");
    let side = |side: usize| u32::try_from(side).map_or(Known::Unknown, Known::Value);
    if let Some(size) = size {
        (image.natural_width, image.natural_height) = (side(size.width), side(size.height));
    }
}

fn several(count: Measure) -> Known<bool> {
    match (count.low, count.high) {
        (Some(low), _) if low > Ratio::ONE => Known::Value(true),
        (_, Some(high)) if high <= Ratio::ONE => Known::Value(false),
        _ => Known::Unknown,
    }
}

/// Whether an SVG moves by SMIL or CSS.
pub(super) fn moves(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    ["<animate", "<set ", "<animatetransform", "<animatemotion", "animation:", "animation-name:"]
        .iter()
        .any(|sign| text.contains(sign))
}

/// The type that a label gives: the part's, the `data:` URL's, the file's ending.
pub(super) fn label(src: Option<&str>, name: Option<&str>, part_label: Option<&str>) -> Option<String> {
    if let Some(label) = part_label {
        return Some(label.to_owned());
    }
    let src = src.unwrap_or_default();
    if scheme(src).as_deref() == Some("data") {
        let clean = cleaned(src);
        let kind = clean.get(5..)?.split([',', ';']).next()?.trim().to_ascii_lowercase();
        return Some(if kind.is_empty() { "text/plain".to_owned() } else { kind });
    }
    let ending = name?.rsplit_once('.')?.1.to_ascii_lowercase();
    let kind = match ending.as_str() {
        "png" | "apng" => "image/png",
        "jpg" | "jpeg" | "jpe" | "jfif" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "svg" | "svgz" => "image/svg+xml",
        "avif" => "image/avif",
        "heic" | "heif" => "image/heif",
        "ico" => "image/x-icon",
        _ => return None,
    };
    Some(kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_urls_are_decoded() {
        assert_eq!(data("data:image/gif;base64,R0lG").as_deref(), Some(&b"GIF"[..]));
        assert_eq!(data("data:,a%20b").as_deref(), Some(&b"a b"[..]));
        assert_eq!(data("data:image/gif;base64,R0\nlG").as_deref(), Some(&b"GIF"[..]));
        assert_eq!(data("data:x"), None);
    }
}
