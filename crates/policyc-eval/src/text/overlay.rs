//! What the program has found in a text besides words: links, dates, identifiers, holes of a template.

use policyc_diag::Span;

/// Bytes of the source that are one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// The bytes, in order.
    pub spans: Vec<Span>,
    /// What they are.
    pub kind: OverlayKind,
}

/// What a stretch of text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverlayKind {
    /// A number in figures or words.
    Number,
    /// An amount.
    Money,
    /// A day.
    Date,
    /// A web link.
    Link,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A hole of a template: one word that no phrase writes.
    Placeholder,
    /// An identifier of this shape.
    Shape(String),
}
