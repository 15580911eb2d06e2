//! Images, trackers and active contents (vocabulary, sections 9 and 11).

pub(crate) mod address;
