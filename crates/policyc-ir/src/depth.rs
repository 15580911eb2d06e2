//! A bound on nesting while an artifact is read: bytes from outside must not be able to exhaust the stack.

use serde::{Deserialize, Deserializer, de::Error};
use std::cell::Cell;

/// Deeper than anything that the compiler makes of its at most 32 levels of source.
const DEEPEST: u32 = 256;

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
}

/// Steps out again, however the reading below ends.
struct Level;

impl Level {
    fn enter() -> Option<Self> {
        DEPTH.with(|depth| {
            let level = depth.get() + 1;
            (level <= DEEPEST).then(|| {
                depth.set(level);
                Self
            })
        })
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get().saturating_sub(1)));
    }
}

/// Reads a value one level further down.
pub(crate) fn bounded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    let Some(_level) = Level::enter() else { return Err(D::Error::custom("nested too deep")) };
    T::deserialize(deserializer)
}
