//! What a message may cost. A limit that is reached leaves the affected lists open; it never fails the message.

/// Bounds on work and memory for one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the raw message that are read.
    pub bytes: usize,
    /// MIME leaf parts.
    pub parts: usize,
    /// Depth of nested MIME parts.
    pub part_depth: usize,
    /// Bytes of decoded text read per text part.
    pub text_bytes: usize,
    /// HTML elements.
    pub elements: usize,
    /// Depth of nested HTML elements; deeper ones become siblings.
    pub element_depth: usize,
    /// Items of one list (links, addresses, emojis …).
    pub items: usize,
    /// HTML elements up to which styles are computed.
    pub styled_elements: usize,
    /// Bytes of style sheets.
    pub sheet_bytes: usize,
    /// Assignments of a template's conditions that are tried.
    pub variants: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            parts: 2_000,
            part_depth: 50,
            text_bytes: 16 << 20,
            elements: 200_000,
            element_depth: 500,
            items: 20_000,
            styled_elements: 20_000,
            sheet_bytes: 512 << 10,
            variants: 64,
        }
    }
}
