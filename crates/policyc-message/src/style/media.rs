//! Conditions of `@media` and `@supports`: what holds for every reader, what for none, and what the device decides.

use super::parts::Part;
use super::property::Property;

/// Whether a rule under a condition counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Condition {
    /// For no reader on a screen.
    Never,
    /// For some devices: counted as not holding.
    Device,
    /// For all.
    Holds,
}

impl Condition {
    fn not(self) -> Self {
        match self {
            Self::Never => Self::Holds,
            Self::Device => Self::Device,
            Self::Holds => Self::Never,
        }
    }
}

/// The condition of a media query list.
pub(super) fn media(prelude: &[Part]) -> Condition {
    if prelude.is_empty() {
        return Condition::Holds;
    }
    prelude.split(|part| *part == Part::Comma).map(query).max().unwrap_or(Condition::Holds)
}

fn query(parts: &[Part]) -> Condition {
    let mut condition = Condition::Holds;
    let mut negated = false;
    for part in parts {
        let one = match part {
            Part::Word(word) => match word.to_ascii_lowercase().as_str() {
                "only" | "and" => continue,
                "or" => return Condition::Device,
                "not" => {
                    negated = true;
                    continue;
                }
                "all" | "screen" => Condition::Holds,
                // Any other medium, a word that a client made up included.
                _ => Condition::Never,
            },
            _ => Condition::Device,
        };
        condition = condition.min(one);
    }
    if negated { condition.not() } else { condition }
}

/// The condition of `@supports`: plain properties are supported, all else the reader's program decides.
pub(super) fn supports(prelude: &[Part]) -> Condition {
    match prelude {
        [not, rest @ ..] if not.is("not") => supports(rest).not(),
        [Part::Call(name, inner)] if name.is_empty() => match inner.as_slice() {
            [Part::Word(property), Part::Sign(':'), ..]
                if Property::named(&property.to_ascii_lowercase()).is_some() =>
            {
                Condition::Holds
            }
            [Part::Call(_, _)] => supports(inner),
            _ => Condition::Device,
        },
        _ => Condition::Device,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parts::parts_of_text;
    use super::*;

    #[test]
    fn devices_decide_what_is_no_medium() {
        let of = |text: &str| media(&parts_of_text(text).unwrap());
        for text in ["", "screen", "only screen", "all", "print, screen", "not print"] {
            assert_eq!(of(text), Condition::Holds, "{text}");
        }
        for text in
            ["(max-width: 600px)", "only screen and (min-width:1px)", "not screen and (hover)", "print, (color)"]
        {
            assert_eq!(of(text), Condition::Device, "{text}");
        }
        for text in ["print", "speech and (color)", "yahoo", "not all"] {
            assert_eq!(of(text), Condition::Never, "{text}");
        }
    }

    #[test]
    fn plain_properties_are_supported() {
        let of = |text: &str| supports(&parts_of_text(text).unwrap());
        assert_eq!(of("(display: block)"), Condition::Holds);
        assert_eq!(of("not (display: block)"), Condition::Never);
        assert_eq!(of("(-webkit-touch-callout: none)"), Condition::Device);
    }
}
