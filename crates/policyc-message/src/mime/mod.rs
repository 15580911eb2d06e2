//! Raw mail: header fields, the tree of parts, transfer codings and charsets, each with the way back to its bytes.
//!
//! The structure is read here and not by `mail-parser`, whose nested messages recurse on drop and whose boundary search
//! is quadratic on hostile input; in the tests it is the oracle for decoders and structure.

pub(crate) mod address;
pub(crate) mod charset;
pub(crate) mod fields;
pub(crate) mod header;
pub(crate) mod leaves;
pub(crate) mod params;
pub(crate) mod raw;
pub(crate) mod sniff;
pub(crate) mod structure;
pub(crate) mod transfer;
pub(crate) mod utf7;
pub(crate) mod words;
