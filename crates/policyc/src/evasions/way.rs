//! The ways in which a text is rewritten.

use serde::Serialize;

/// A way to rewrite a text. The first fourteen hide what is said; the others change nothing that a reader would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Characters without width inside words.
    ZeroWidth,
    /// Soft hyphens inside words.
    SoftHyphens,
    /// Letters of other scripts that look alike.
    LookAlikes,
    /// Blanks between letters.
    Spaced,
    /// Full stops between letters.
    Punctuated,
    /// Figures for letters.
    Figures,
    /// Letters as HTML entities.
    Entities,
    /// Tags inside words.
    SplitByTags,
    /// In an element that is not displayed.
    Hidden,
    /// As the text that stands in for a picture.
    AltText,
    /// Hidden before what is seen.
    Preheader,
    /// `name (at) host dot example`.
    SpelledAddress,
    /// A telephone number in words.
    NumberWords,
    /// Amid sentences of another language.
    OtherLanguage,
    /// Harmless: letters as HTML entities.
    PlainEntities,
    /// Harmless: tags around words.
    TagsAroundWords,
    /// Harmless: soft hyphens in long words.
    Hyphenation,
    /// Harmless: text as HTML, or HTML as text.
    OtherFormat,
    /// Harmless: accents as characters of their own (NFD).
    Decomposed,
}

impl Way {
    /// Those that hide something.
    pub const EVASIONS: [Self; 14] = [
        Self::ZeroWidth,
        Self::SoftHyphens,
        Self::LookAlikes,
        Self::Spaced,
        Self::Punctuated,
        Self::Figures,
        Self::Entities,
        Self::SplitByTags,
        Self::Hidden,
        Self::AltText,
        Self::Preheader,
        Self::SpelledAddress,
        Self::NumberWords,
        Self::OtherLanguage,
    ];
    /// Those that change nothing.
    pub const HARMLESS: [Self; 5] =
        [Self::PlainEntities, Self::TagsAroundWords, Self::Hyphenation, Self::OtherFormat, Self::Decomposed];

    /// What it is called in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ZeroWidth => "zero-width characters",
            Self::SoftHyphens => "soft hyphens",
            Self::LookAlikes => "look-alike letters",
            Self::Spaced => "spaced letters",
            Self::Punctuated => "punctuated letters",
            Self::Figures => "figures for letters",
            Self::Entities => "entities",
            Self::SplitByTags => "words split by tags",
            Self::Hidden => "hidden text",
            Self::AltText => "alternative text",
            Self::Preheader => "preheader",
            Self::SpelledAddress => "spelled-out address",
            Self::NumberWords => "number in words",
            Self::OtherLanguage => "amid another language",
            Self::PlainEntities => "harmless: entities",
            Self::TagsAroundWords => "harmless: tags around words",
            Self::Hyphenation => "harmless: soft hyphens",
            Self::OtherFormat => "harmless: other format",
            Self::Decomposed => "harmless: decomposed accents",
        }
    }
}
