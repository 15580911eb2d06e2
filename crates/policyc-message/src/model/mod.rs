//! What a message holds, as plain typed structs: the contract with whoever asks for facts.
//!
//! Names are those of the vocabulary. Every item of a list carries an [`Item`]: its text, its bytes in the source, its
//! zone and whether a reader sees it. What the message leaves open is [`Known::Unknown`]; what it may lack is an
//! [`Option`]; a measure that is only bounded is a [`Measure`]; a list that may go on is `open`.

mod address;
mod envelope;
mod finding;
mod image;
mod known;
mod link;
mod number;
mod part;
mod prose;
mod style;
mod zone;

pub use address::{EmailAddress, Phone, WrittenAs};
pub use envelope::{Authentication, Envelope, Header, Mailbox, Recipient};
pub use finding::{
    ActiveContent, ActiveKind, Amount, Branch, Date, DateValue, Emoji, EmojiWriting, Emoticon, Identifier, Number,
    Placeholder, PlaceholderPlace, Tracker, TrackerKind,
};
pub use image::{Image, ImageOrigin};
pub use known::{Item, Known, List, Measure};
pub use link::{Link, LinkKind, LinkOrigin};
pub use number::Ratio;
pub use part::{Attachment, Disposition, Part};
pub use prose::{LanguageShare, Paragraph, Quote, Sentence, Spelling, SpellingError, SpellingKind};
pub use style::{
    Alignment, Animation, AnimationKind, BreakRun, Direction, ExternalSheet, FontSize, OverriddenProperty, Override,
    Style, TextBlock,
};
pub use zone::Zone;
