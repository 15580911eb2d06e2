//! The program `policyc`: one file a subcommand, output formats, exit statuses. Files, clock and environment are met
//! here and nowhere below.
#![allow(clippy::print_stderr, reason = "a program says on standard error what kept it from its work")]

mod args;
mod cases;
mod commands;
mod files;
mod input;
mod output;
mod project;
mod shipped;
mod status;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match args::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no faults.
            let _ = error.print();
            return if error.use_stderr() { status::Status::Fault.into() } else { ExitCode::SUCCESS };
        }
    };
    commands::run(&arguments).into()
}
