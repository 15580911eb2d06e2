//! Colours and their contrast (CSS Color 4, WCAG 2.2), without floats.

use super::colour_tables::{LINEAR, NAMED};
use super::parts::Part;
use crate::model::Ratio;

/// A colour as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    /// `currentcolor`.
    Current,
    /// Red, green, blue and alpha.
    Of(Rgba),
    /// One that this program does not work out (`oklch()`, system colours).
    Open,
}

/// Channels of 0 to 255, and alpha in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rgba {
    /// Red, green, blue.
    pub rgb: [u8; 3],
    /// Thousandths of opacity.
    pub alpha: u16,
}

impl Rgba {
    /// Black.
    pub(super) const BLACK: Self = Self { rgb: [0, 0, 0], alpha: 1000 };
    /// White.
    pub(super) const WHITE: Self = Self { rgb: [255, 255, 255], alpha: 1000 };
    /// Nothing.
    pub(super) const CLEAR: Self = Self { rgb: [0, 0, 0], alpha: 0 };

    fn opaque(value: u32) -> Self {
        let [_, r, g, b] = value.to_be_bytes();
        Self { rgb: [r, g, b], alpha: 1000 }
    }

    /// This colour laid over an opaque one.
    pub(super) fn over(self, under: Self) -> Self {
        let alpha = u32::from(self.alpha.min(1000));
        let mix = |top: u8, low: u8| {
            let sum = u32::from(top) * alpha + u32::from(low) * (1000 - alpha) + 500;
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        };
        let ([r, g, b], [ur, ug, ub]) = (self.rgb, under.rgb);
        Self { rgb: [mix(r, ur), mix(g, ug), mix(b, ub)], alpha: 1000 }
    }

    /// Relative luminance by WCAG 2.2, in units of 10^-13.
    fn luminance(self) -> i128 {
        let [r, g, b] = self.rgb.map(|channel| LINEAR.get(usize::from(channel)).copied().map_or(0, i128::from));
        2126 * r + 7152 * g + 722 * b
    }
}

/// The contrast of two opaque colours by WCAG 2.2, from 1 to 21.
pub(super) fn contrast(one: Rgba, other: Rgba) -> Ratio {
    const FLARE: i128 = 500_000_000_000;
    let (one, other) = (one.luminance() + FLARE, other.luminance() + FLARE);
    Ratio::new(one.max(other), one.min(other)).unwrap_or(Ratio::ONE)
}

impl Colour {
    /// The colour that one part is.
    pub(super) fn of(part: &Part) -> Option<Self> {
        match part {
            Part::Word(word) => Self::named(&word.to_ascii_lowercase()),
            Part::Hash(digits) => hexadecimal(digits).map(Self::Of),
            Part::Call(name, inner) => Self::function(name, inner),
            _ => None,
        }
    }

    fn named(word: &str) -> Option<Self> {
        match word {
            "currentcolor" => return Some(Self::Current),
            "transparent" => return Some(Self::Of(Rgba::CLEAR)),
            "canvas" | "window" => return Some(Self::Of(Rgba::WHITE)),
            "canvastext" | "windowtext" => return Some(Self::Of(Rgba::BLACK)),
            "linktext" | "visitedtext" | "activetext" | "buttonface" | "buttontext" | "field" | "fieldtext"
            | "graytext" | "highlight" | "highlighttext" | "mark" | "marktext" | "-webkit-link" | "-webkit-text"
            | "accentcolor" => {
                return Some(Self::Open);
            }
            _ => {}
        }
        let at = NAMED.binary_search_by_key(&word, |(name, _)| name).ok()?;
        NAMED.get(at).map(|(_, value)| Self::Of(Rgba::opaque(*value)))
    }

    fn function(name: &str, inner: &[Part]) -> Option<Self> {
        let arguments: Vec<&Part> =
            inner.iter().filter(|part| !matches!(part, Part::Comma | Part::Sign('/'))).collect();
        match name {
            "rgb" | "rgba" => red_green_blue(&arguments).map(Self::Of),
            "hsl" | "hsla" => hue(&arguments).map(Self::Of),
            "hwb" | "lab" | "lch" | "oklab" | "oklch" | "color" | "color-mix" | "light-dark" | "contrast-color" => {
                Some(Self::Open)
            }
            _ => None,
        }
    }

    /// A colour attribute by HTML's rules for legacy colours, under which `chucknorris` is one.
    pub(super) fn legacy(text: &str) -> Option<Rgba> {
        let text = text.trim_matches([' ', '\t', '\n', '\r', '\u{c}']);
        if text.is_empty() || text.eq_ignore_ascii_case("transparent") {
            return None;
        }
        let word = text.to_ascii_lowercase();
        if let Ok(at) = NAMED.binary_search_by_key(&word.as_str(), |(name, _)| name) {
            return NAMED.get(at).map(|(_, value)| Rgba::opaque(*value));
        }
        if let Some(short @ [_, _, _]) = text.strip_prefix('#').map(str::as_bytes)
            && short.iter().all(u8::is_ascii_hexdigit)
        {
            return hexadecimal(text.get(1..)?);
        }
        Some(legacy_digits(text))
    }
}

fn legacy_digits(text: &str) -> Rgba {
    let mut digits: Vec<u8> = Vec::new();
    for letter in text.chars().take(128) {
        match letter {
            '#' if digits.is_empty() => {}
            wide if u32::from(wide) > 0xFFFF => digits.extend_from_slice(b"00"),
            hex if hex.is_ascii_hexdigit() => digits.push(hex as u8),
            _ => digits.push(b'0'),
        }
    }
    while digits.is_empty() || !digits.len().is_multiple_of(3) {
        digits.push(b'0');
    }
    let third = digits.len() / 3;
    let mut channels: Vec<&[u8]> =
        digits.chunks(third).map(|chunk| chunk.get(third.saturating_sub(8)..).unwrap_or(chunk)).collect();
    while channels.iter().all(|channel| channel.len() > 2 && channel.first() == Some(&b'0')) {
        channels = channels.iter().map(|channel| channel.get(1..).unwrap_or_default()).collect();
    }
    let value = |channel: &&[u8]| {
        let two = channel.get(..2).unwrap_or(channel);
        std::str::from_utf8(two).ok().and_then(|two| u8::from_str_radix(two, 16).ok()).unwrap_or(0)
    };
    let mut rgb = [0; 3];
    for (slot, channel) in rgb.iter_mut().zip(&channels) {
        *slot = value(channel);
    }
    Rgba { rgb, alpha: 1000 }
}

fn hexadecimal(digits: &str) -> Option<Rgba> {
    let nibbles: Vec<u8> =
        digits.chars().map(|digit| digit.to_digit(16).and_then(|n| u8::try_from(n).ok())).collect::<Option<_>>()?;
    let bytes: Vec<u8> = match nibbles.len() {
        3 | 4 => nibbles.iter().map(|n| n * 17).collect(),
        6 | 8 => nibbles.chunks(2).map(|pair| pair.iter().fold(0, |sum, n| sum * 16 + n)).collect(),
        _ => return None,
    };
    match bytes.as_slice() {
        [r, g, b] => Some(Rgba { rgb: [*r, *g, *b], alpha: 1000 }),
        [r, g, b, a] => Some(Rgba { rgb: [*r, *g, *b], alpha: (u16::from(*a) * 200 + 25) / 51 }),
        _ => None,
    }
}

/// A part as thousandths of `full`, clamped; percentages count in full.
fn thousandths(part: &Part, full: Ratio) -> Option<i128> {
    let share = match part {
        Part::Number(number) => number.over(full)?,
        Part::Percent(share) => *share,
        word if word.is("none") => Ratio::ZERO,
        _ => return None,
    };
    Some(share.times(Ratio::whole(1_000_000))?.rounded().floor().clamp(0, 1_000_000))
}

fn alpha(part: Option<&&Part>) -> Option<u16> {
    let Some(part) = part else { return Some(1000) };
    u16::try_from((thousandths(part, Ratio::ONE)? + 500) / 1000).ok()
}

fn red_green_blue(arguments: &[&Part]) -> Option<Rgba> {
    let [r, g, b, rest @ ..] = arguments else { return None };
    if rest.len() > 1 {
        return None;
    }
    let channel = |part: &Part| u8::try_from((thousandths(part, Ratio::whole(255))? * 255 + 500_000) / 1_000_000).ok();
    Some(Rgba { rgb: [channel(r)?, channel(g)?, channel(b)?], alpha: alpha(rest.first())? })
}

fn hue(arguments: &[&Part]) -> Option<Rgba> {
    let [h, s, l, rest @ ..] = arguments else { return None };
    if rest.len() > 1 {
        return None;
    }
    let degrees = match h {
        Part::Number(number) => *number,
        Part::Unit(number, unit) if unit == "deg" => *number,
        Part::Unit(number, unit) if unit == "turn" => number.times(Ratio::whole(360))?,
        Part::Unit(number, unit) if unit == "grad" => number.times(Ratio::of(9, 10))?,
        _ => return None,
    };
    let degrees = degrees.times(Ratio::whole(1000))?.rounded().floor().rem_euclid(360_000);
    let (s, l) = (thousandths(s, Ratio::whole(100))?, thousandths(l, Ratio::whole(100))?);
    // CSS Color 4, 7.1: f(n) = l - s * min(l, 1 - l) * max(-1, min(k - 3, 9 - k, 1)), k = (n + h / 30) mod 12
    let span = s * l.min(1_000_000 - l) / 1_000_000;
    let channel = |n: i128| {
        let k = (n * 30_000 + degrees).rem_euclid(360_000);
        let wave = (k - 90_000).min(270_000 - k).clamp(-30_000, 30_000);
        let light = l - span * wave / 30_000;
        u8::try_from((light.clamp(0, 1_000_000) * 255 + 500_000) / 1_000_000).unwrap_or(u8::MAX)
    };
    Some(Rgba { rgb: [channel(0), channel(8), channel(4)], alpha: alpha(rest.first())? })
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts_of_text;
    use super::*;

    fn rgb(text: &str) -> Option<([u8; 3], u16)> {
        match Colour::of(parts_of_text(text)?.first()?)? {
            Colour::Of(Rgba { rgb, alpha }) => Some((rgb, alpha)),
            _ => None,
        }
    }

    #[test]
    fn all_notations_agree() {
        let orange = Some(([255, 165, 0], 1000));
        for text in ["Orange", "#ffa500", "rgb(255,165,0)", "rgb(255 165 0 / 100%)", "rgb(100%, 64.7%, 0%)"] {
            assert_eq!(rgb(text), orange, "{text}");
        }
        assert_eq!(rgb("hsl(120deg 100% 25%)"), Some(([0, 128, 0], 1000)));
        assert_eq!(rgb("hsl(0, 0%, 100%)"), Some(([255, 255, 255], 1000)));
        assert_eq!(rgb("hsl(240, 100%, 50%)"), Some(([0, 0, 255], 1000)));
        assert_eq!(rgb("#0000"), Some(([0, 0, 0], 0)));
        assert_eq!(rgb("#12345"), None);
        assert_eq!(rgb("rgb(1,2)"), None);
    }

    #[test]
    fn attributes_follow_the_legacy_rules() {
        let legacy = |text| Colour::legacy(text).map(|colour| colour.rgb);
        assert_eq!(legacy("chucknorris"), Some([0xC0, 0, 0]));
        assert_eq!(legacy("ff0000"), Some([255, 0, 0]));
        assert_eq!(legacy("#F00"), Some([255, 0, 0]));
        assert_eq!(legacy("zqbttv"), Some([0, 0xB0, 0]));
        assert_eq!(legacy(" "), None);
    }

    #[test]
    fn contrasts_are_those_of_the_guideline() {
        assert_eq!(contrast(Rgba::BLACK, Rgba::WHITE), Ratio::whole(21));
        assert_eq!(contrast(Rgba::WHITE, Rgba::WHITE), Ratio::ONE);
        let grey = contrast(Rgba { rgb: [0x76; 3], alpha: 1000 }, Rgba::WHITE);
        assert!(grey > Ratio::of(454, 100) && grey < Ratio::of(455, 100), "{grey}");
    }

    proptest::proptest! {
        #[test]
        fn any_attribute_is_a_colour_or_none(text in "\\PC{0,200}") {
            let _ = Colour::legacy(&text);
            let _ = rgb(&text);
        }
    }
}
