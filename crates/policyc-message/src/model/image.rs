//! Vocabulary section 9: images.

use super::{Item, Known, Measure};
use std::collections::BTreeSet;

/// How an image is brought in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ImageOrigin {
    /// `<img>`.
    #[default]
    Img,
    /// `srcset`.
    Source,
    /// CSS or attribute.
    Background,
    /// `<input type=image>`.
    Input,
    /// Inline SVG or an image in it.
    Svg,
    /// VML.
    Outlook,
    /// `<object>`.
    Object,
    /// `poster`.
    Poster,
    /// An image part that nothing shows.
    Part,
}

impl ImageOrigin {
    /// The name in the policy language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Img => "img",
            Self::Source => "source",
            Self::Background => "background",
            Self::Input => "input",
            Self::Svg => "svg",
            Self::Outlook => "outlook",
            Self::Object => "object",
            Self::Poster => "poster",
            Self::Part => "part",
        }
    }
}

/// `message.images`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Image {
    /// Start tag; `fields` has `src`, `alt`, `width`, `height` …
    pub item: Item,
    /// How it is brought in.
    pub origin: ImageOrigin,
    /// As written; none for inline SVG.
    pub src: Option<String>,
    /// Scheme of `src`.
    pub scheme: Known<Option<String>>,
    /// Host of `src`.
    pub host: Known<Option<String>>,
    /// Whether opening the message loads it from a server.
    pub remote: Known<bool>,
    /// File name.
    pub name: Option<String>,
    /// By signature.
    pub media_type: Known<String>,
    /// By label.
    pub labelled_media_type: Option<String>,
    /// Frames.
    pub frame_count: Measure,
    /// More than one frame, or animated SVG.
    pub animated: Known<bool>,
    /// The attribute, untrimmed.
    pub alt: Option<String>,
    /// Name that a screen reader says.
    pub accessible_name: Option<String>,
    /// Words painted in it: known empty for tiny ones, else never read.
    pub painted_text: Known<String>,
    /// Natural width in px from the bytes.
    pub natural_width: Known<u32>,
    /// Natural height in px from the bytes.
    pub natural_height: Known<u32>,
    /// Used width in px.
    pub width: Measure,
    /// Used height in px.
    pub height: Measure,
    /// Width over the maximum width.
    pub width_share: Measure,
    /// Sum of that over images side by side.
    pub row_share: Measure,
    /// `href` of the link that holds it.
    pub link_href: Option<String>,
    /// Opaque piece of its URL.
    pub personal_part: Option<String>,
    /// Kinds of the holes in `src`.
    pub placeholder_kinds: BTreeSet<String>,
}
