//! Checks of lowered policies that need more than one expression at a time.

use crate::fault::Faults;
use crate::lower::Lowered;

/// All checks of one policy.
pub(crate) fn check_policy(_lowered: &Lowered, _faults: &mut Faults) {}
