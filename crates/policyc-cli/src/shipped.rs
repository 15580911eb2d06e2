//! The policies that come with the program.

include!(concat!(env!("OUT_DIR"), "/shipped.rs"));

/// The same policies, compiled; empty if they did not compile when the program was built.
pub(crate) static ARTIFACT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/shipped.artifact"));
