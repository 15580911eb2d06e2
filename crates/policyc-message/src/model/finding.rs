//! Vocabulary sections 5, 8 and 11: amounts, dates, numbers, identifiers, placeholders, trackers, active content, emoji.

use super::{Item, Known, Ratio};

/// `message.amounts`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amount {
    /// The characters.
    pub item: Item,
    /// Exact amount; none if it cannot be read.
    pub amount: Option<Ratio>,
    /// ISO 4217 code; unknown where the sign fits several currencies.
    pub currency: Known<String>,
}

/// A day of the civil calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateValue {
    /// Year; none if it was left out and nothing tells it.
    pub year: Option<i16>,
    /// Month, from 1.
    pub month: i8,
    /// Day, from 1.
    pub day: i8,
}

/// `message.dates`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Date {
    /// The characters.
    pub item: Item,
    /// The day; unknown where day and month cannot be told apart.
    pub value: Known<Option<DateValue>>,
}

/// `message.numbers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Number {
    /// The characters.
    pub item: Item,
    /// Its value.
    pub value: Known<Option<Ratio>>,
}

/// `message.identifiers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identifier {
    /// The characters.
    pub item: Item,
    /// Name of the shape.
    pub shape: String,
    /// As the shape prints it.
    pub value: String,
    /// Whether it is written as the shape says.
    pub well_formed: bool,
}

/// Where a placeholder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PlaceholderPlace {
    /// In text.
    #[default]
    Text,
    /// In the address of a link.
    Link,
    /// In the source of an image.
    Image,
    /// In a style.
    Style,
}

/// `message.placeholders`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placeholder {
    /// The braces included.
    pub item: Item,
    /// Between the signs, blanks and case aside.
    pub name: String,
    /// The kind that the policy lists it under; unknown if it is not declared.
    pub kind: Known<String>,
    /// Where it stands.
    pub place: PlaceholderPlace,
    /// Text that the placeholder itself brings along (`[[order-link:View order]]`).
    pub label: Option<String>,
}

/// `message.branches`: a conditional block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branch {
    /// The opening sign.
    pub item: Item,
    /// Text of the condition.
    pub condition: String,
    /// Whether it repeats (a loop).
    pub repeats: bool,
}

/// What a tracker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrackerKind {
    /// A picture of at most 3 x 3 px or an invisible one.
    Pixel,
    /// A CSS background on such a box.
    Background,
    /// A remote font.
    Font,
    /// A remote style sheet.
    StyleSheet,
    /// A frame.
    Frame,
    /// Sound or video.
    Media,
    /// `ping`.
    Ping,
    /// `Disposition-Notification-To:`.
    Receipt,
}

/// `message.trackers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// Start tag or declaration.
    pub item: Item,
    /// What it is.
    pub kind: TrackerKind,
    /// What it loads.
    pub src: Option<String>,
    /// From where.
    pub host: Known<Option<String>>,
}

/// What kind of active content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActiveKind {
    /// Elements, handlers, `javascript:`.
    Script,
    /// `<form>`.
    Form,
    /// `<iframe>`, `<frame>`.
    Frame,
    /// `<object>`, `<embed>`, `<applet>`.
    Object,
    /// By signature or label.
    Flash,
    /// `<audio>`.
    Audio,
    /// `<video>`.
    Video,
}

/// `message.active_contents`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveContent {
    /// Start tag, attribute or first bytes.
    pub item: Item,
    /// What it is.
    pub kind: ActiveKind,
}

/// How an emoji is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum EmojiWriting {
    /// As a character.
    #[default]
    Character,
    /// As `:smile:`.
    ShortCode,
}

/// `message.emojis`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Emoji {
    /// The cluster.
    pub item: Item,
    /// Without U+FE0F.
    pub value: String,
    /// CLDR short name, where the list has it.
    pub name: Option<String>,
    /// How it is written.
    pub written_as: EmojiWriting,
}

/// `message.emoticons`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Emoticon {
    /// The characters.
    pub item: Item,
    /// After NFKC.
    pub value: String,
    /// Whether it may be something else.
    pub ambiguous: bool,
}
