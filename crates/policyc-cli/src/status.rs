//! Exit statuses, as the case format fixes them.

use std::process::ExitCode;

/// How a run ended. Of several, the gravest counts; a fault in policies or arguments goes before all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// No violation.
    Clean,
    /// Nothing violated, but something undetermined or for review.
    Open,
    /// A violation.
    Violation,
    /// A message that could not be read, or an internal fault.
    Unreadable,
    /// A fault in policies or arguments.
    Fault,
}

impl Status {
    fn weight(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Open => 1,
            Self::Violation => 2,
            Self::Unreadable => 3,
            Self::Fault => 4,
        }
    }

    /// The graver of two.
    pub(crate) fn and(self, other: Self) -> Self {
        if other.weight() > self.weight() { other } else { self }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::from(0),
            Status::Violation => Self::from(1),
            Status::Fault => Self::from(2),
            Status::Open => Self::from(3),
            Status::Unreadable => Self::from(4),
        }
    }
}
