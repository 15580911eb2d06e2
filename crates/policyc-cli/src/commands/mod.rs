//! The subcommands.

mod check;
mod coverage;
mod diff;
mod drift;
mod dump;
mod explain;
mod facts;
mod flatten;
mod fmt;
mod lexicon;
mod lock;
mod mend;
mod receipt;
mod test;
mod turns;
mod why;

use crate::{
    args::{Arguments, Command},
    status::Status,
};

/// Runs what was asked for.
pub(crate) fn run(arguments: &Arguments) -> Status {
    let common = &arguments.common;
    match &arguments.command {
        Command::Check(args) => check::run(args, common),
        Command::Test(args) => test::run(args, common),
        Command::Diff(args) => diff::run(args, common),
        Command::Coverage(args) => coverage::run(args, common),
        Command::Fmt(args) => fmt::run(args, common),
        Command::Why(args) => why::run(args, common),
        Command::Receipt(args) => receipt::run(args, common),
        Command::Verify(args) => receipt::verify(args, common),
        Command::Drift(args) => drift::run(args, common),
        Command::Lock(args) => lock::run(args, common),
        Command::Explain(args) => explain::run(args, common),
        Command::Facts(args) => facts::run(args, common),
        Command::Lexicon(args) => lexicon::run(args, common),
        Command::Flatten(args) => flatten::run(args, common),
        Command::Dump(args) => dump::run(args, common),
    }
}
