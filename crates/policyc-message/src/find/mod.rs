//! Finders: links, addresses, identifiers, placeholders, emoji, amounts, dates, numbers (vocabulary, sections 5 to 8, 11).

pub(crate) mod amounts;
pub(crate) mod anchors;
pub(crate) mod attributes;
pub(crate) mod branches;
pub(crate) mod dates;
pub(crate) mod decimals;
pub(crate) mod emails;
pub(crate) mod emoji;
pub(crate) mod emoticons;
pub(crate) mod figures;
pub(crate) mod holes;
pub(crate) mod hosts;
pub(crate) mod identifiers;
pub(crate) mod imitation;
pub(crate) mod language;
pub(crate) mod links;
pub(crate) mod masks;
pub(crate) mod numbers;
pub(crate) mod placeholders;
pub(crate) mod target;
pub(crate) mod written;
