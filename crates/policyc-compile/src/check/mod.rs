//! Checks of lowered policies that need more than one expression at a time.

mod choices;
mod cycles;
mod editions;
mod given;
mod guards;
mod nesting;

pub(crate) use editions::check_editions;

use crate::fault::Faults;
use crate::lower::Lowered;

/// All checks of one policy. Those that follow names come last, and only where no name goes round in a circle.
pub(crate) fn check_policy(lowered: &Lowered, faults: &mut Faults) {
    let before = faults.errors();
    cycles::check_cycles(&lowered.policy, faults);
    if faults.errors() > before {
        return;
    }
    guards::check_guards(lowered, faults);
    nesting::check_nesting(&lowered.policy, faults);
}
