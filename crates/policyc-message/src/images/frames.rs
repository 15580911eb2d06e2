//! How many frames a picture has, by walking its blocks: no pixel is decoded, no size in the file is trusted.

use crate::model::{Measure, Ratio};

/// Frames of a picture of this media type. A file that is cut off has at least the frames before the cut.
pub(crate) fn frame_count(media_type: &str, bytes: &[u8]) -> Measure {
    let (count, whole) = match media_type {
        "image/gif" => gif(bytes),
        "image/png" | "image/apng" => png(bytes),
        "image/webp" => webp(bytes),
        "image/svg+xml" => return Measure::UNKNOWN,
        "image/avif" if bytes.get(8..12) == Some(b"avis") => return Measure::between(Some(Ratio::whole(2)), None),
        _ => (1, true),
    };
    let count = Ratio::whole(i64::try_from(count).unwrap_or(i64::MAX));
    if whole { Measure::exact(count) } else { Measure::between(Some(count), None) }
}

fn slice(bytes: &[u8], from: usize, length: usize) -> Option<&[u8]> {
    bytes.get(from..from.checked_add(length)?)
}

/// Image descriptors of a GIF, and whether the trailer was reached.
fn gif(bytes: &[u8]) -> (usize, bool) {
    let mut count = 0;
    let whole = walk_gif(bytes, &mut count).is_some();
    (count, whole)
}

fn walk_gif(bytes: &[u8], count: &mut usize) -> Option<()> {
    let flags = *bytes.get(10)?;
    let mut at = 13 + colour_table(flags);
    loop {
        match *bytes.get(at)? {
            0x3B => return Some(()),
            0x21 => at = sub_blocks(bytes, at + 2)?,
            0x2C => {
                *count += 1;
                let flags = *bytes.get(at + 9)?;
                at = sub_blocks(bytes, at + 10 + colour_table(flags) + 1)?;
            }
            // Stray zeros between blocks are skipped by browsers.
            0 => at += 1,
            _ => return None,
        }
    }
}

fn colour_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

fn word(bytes: &[u8], at: usize, big: bool) -> Option<usize> {
    let four: [u8; 4] = slice(bytes, at, 4)?.try_into().ok()?;
    usize::try_from(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }).ok()
}

/// `num_frames` of an `acTL` before `IDAT`, else 1.
fn png(bytes: &[u8]) -> (usize, bool) {
    let mut at = 8;
    while let (Some(length), Some(name)) = (word(bytes, at, true), slice(bytes, at + 4, 4)) {
        match name {
            b"acTL" => return word(bytes, at + 8, true).map_or((1, false), |count| (count.max(1), true)),
            b"IDAT" | b"IEND" => return (1, true),
            _ => {}
        }
        let Some(next) = at.checked_add(12).and_then(|at| at.checked_add(length)) else { return (1, false) };
        at = next;
    }
    (1, false)
}

/// `ANMF` chunks if the flag of `VP8X` is set, else 1.
fn webp(bytes: &[u8]) -> (usize, bool) {
    let mut at = 12;
    let (mut count, mut animated) = (0, false);
    while let (Some(name), Some(length)) = (slice(bytes, at, 4), word(bytes, at + 4, false)) {
        match name {
            b"VP8X" => animated = bytes.get(at + 8).is_some_and(|flags| flags & 2 != 0),
            b"ANMF" if animated => count += 1,
            _ => {}
        }
        let Some(next) = at.checked_add(8).and_then(|at| at.checked_add(length)?.checked_add(length & 1)) else {
            break;
        };
        at = next;
    }
    let size = word(bytes, 4, false).and_then(|size| size.checked_add(8));
    let whole = size.is_none_or(|size| bytes.len() >= size);
    if animated { (count.max(1), whole) } else { (1, true) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif_of(frames: usize) -> Vec<u8> {
        let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xFF\xFF\xFF".to_vec();
        for _ in 0..frames {
            bytes.extend(b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
        }
        bytes.push(0x3B);
        bytes
    }

    fn chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&length[..], name, data, &[0; 4]].concat()
    }

    #[test]
    fn frames_of_gifs_are_counted() {
        let of = |bytes: &[u8]| frame_count("image/gif", bytes);
        assert_eq!(of(&gif_of(1)), Measure::exact(Ratio::ONE));
        assert_eq!(of(&gif_of(3)), Measure::exact(Ratio::whole(3)));
        let cut = gif_of(3);
        assert_eq!(of(&cut[..cut.len() - 8]), Measure::between(Some(Ratio::whole(3)), None));
    }

    #[test]
    fn frames_of_pngs_are_told_before_the_pixels() {
        let head = [&b"\x89PNG\r\n\x1A\n"[..], &chunk(b"IHDR", &[0; 13])].concat();
        let moving = [&head[..], &chunk(b"acTL", &[0, 0, 0, 4, 0, 0, 0, 0])].concat();
        let late = [&head[..], &chunk(b"IDAT", &[1]), &chunk(b"acTL", &[0, 0, 0, 4, 0, 0, 0, 0])].concat();
        assert_eq!(frame_count("image/png", &moving), Measure::exact(Ratio::whole(4)));
        assert_eq!(frame_count("image/png", &late), Measure::exact(Ratio::ONE));
    }

    #[test]
    fn frames_of_webps_need_the_flag() {
        let chunk = |name: &[u8], data: &[u8]| [name, &u32::try_from(data.len()).unwrap().to_le_bytes(), data].concat();
        let file = |flag: u8| {
            let body = [
                b"WEBP".to_vec(),
                chunk(b"VP8X", &[flag, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
                chunk(b"ANMF", &[0; 4]),
                chunk(b"ANMF", &[0; 4]),
            ]
            .concat();
            [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
        };
        assert_eq!(frame_count("image/webp", &file(2)), Measure::exact(Ratio::whole(2)));
        assert_eq!(frame_count("image/webp", &file(0)), Measure::exact(Ratio::ONE));
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            for (kind, head) in [("image/gif", &gif_of(0)[..13]), ("image/png", b"\x89PNG\r\n\x1A\n"), ("image/webp", b"RIFF\xFF\xFF\xFF\xFFWEBP")] {
                frame_count(kind, &[head, &bytes].concat());
                frame_count(kind, &bytes);
            }
        }
    }
}
