//! Zones of text.

/// Where in a message a character stands; each has one zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Zone {
    /// The subject line.
    Subject,
    /// Visible text in the sender's voice.
    #[default]
    Body,
    /// The sender's signature; a part of the body.
    Signature,
    /// Text of the other side that is being answered.
    Quoted,
    /// Text that no reader sees, preheaders included.
    Hidden,
    /// Texts that stand in for pictures.
    Alt,
    /// Words painted in pictures; only ever supplied.
    Painted,
    /// Texts of attachments.
    Attached,
    /// Header fields other than the subject.
    Header,
}

impl Zone {
    /// The name in the policy language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Body => "body",
            Self::Signature => "signature",
            Self::Quoted => "quoted",
            Self::Hidden => "hidden",
            Self::Alt => "alt",
            Self::Painted => "painted",
            Self::Attached => "attached",
            Self::Header => "header",
        }
    }
}
