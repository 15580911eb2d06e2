//! The locks of a run, by document.

use crate::lock::Lock;
use std::collections::BTreeMap;

/// What citations are looked up in.
#[derive(Debug, Default)]
pub(crate) struct Citable {
    locks: BTreeMap<String, Lock>,
}

impl Citable {
    pub(crate) fn new(locks: impl IntoIterator<Item = Lock>) -> Self {
        Self { locks: locks.into_iter().map(|lock| (lock.document.clone(), lock)).collect() }
    }

    pub(crate) fn get(&self, document: &str) -> Option<&Lock> {
        self.locks.get(document)
    }
}
