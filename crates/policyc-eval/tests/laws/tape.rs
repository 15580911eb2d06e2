//! A tape of choices: generators read it, proptest shrinks it. At its end every choice is the first, the simplest.

use proptest::prelude::*;

#[derive(Clone, Default)]
pub(crate) struct Tape {
    choices: Vec<u8>,
    at: usize,
}

impl std::fmt::Debug for Tape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.choices.iter().try_for_each(|choice| write!(f, "{choice:02x}"))
    }
}

impl Tape {
    /// One of `of` choices.
    pub(crate) fn pick(&mut self, of: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(choice) * of / 256
    }

    /// Yes with about one chance in `of`.
    pub(crate) fn rarely(&mut self, of: usize) -> bool {
        self.pick(of) == of - 1 && of > 1
    }

    pub(crate) fn yes(&mut self) -> bool {
        self.pick(2) == 1
    }
}

/// Any tape.
pub(crate) fn tape() -> impl Strategy<Value = Tape> {
    prop::collection::vec(any::<u8>(), 0..400).prop_map(|choices| Tape { choices, at: 0 })
}
