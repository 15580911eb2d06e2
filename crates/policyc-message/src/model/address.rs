//! Vocabulary section 7: e-mail addresses and telephone numbers.

use super::{Item, Known};

/// How a reader gets at an address or number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum WrittenAs {
    /// In plain words.
    #[default]
    Plain,
    /// Behind a link.
    Link,
    /// Disguised.
    SpelledOut,
}

impl WrittenAs {
    /// The name in the policy language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Link => "link",
            Self::SpelledOut => "spelled_out",
        }
    }
}

/// `message.email_addresses`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmailAddress {
    /// The characters, or the `href`.
    pub item: Item,
    /// Local part as written, host in A-labels.
    pub value: String,
    /// Host in A-labels.
    pub host: String,
    /// How it is written.
    pub written_as: WrittenAs,
}

/// `message.phones`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phone {
    /// The characters.
    pub item: Item,
    /// E.164 with extension.
    pub value: String,
    /// Region of the number plan; unknown for shared codes.
    pub region: Known<String>,
    /// How it is written.
    pub written_as: WrittenAs,
}
