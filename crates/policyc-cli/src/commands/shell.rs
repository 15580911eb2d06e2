//! `policyc completions` and `policyc man`: what a shell and a manual know of the command line, from its own definition.

use crate::{
    args::{Arguments, Completions, Man},
    output,
    status::Status,
};
use clap::CommandFactory;
use std::path::Path;

/// Prints a shell's completions.
pub(crate) fn completions(args: &Completions) -> Status {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "policyc", &mut bytes);
    output::print(String::from_utf8_lossy(&bytes).trim_end());
    Status::Clean
}

/// Prints the manual page, or writes those of all subcommands.
pub(crate) fn man(args: &Man) -> Status {
    let written = match &args.output {
        Some(folder) => all(folder),
        None => {
            let mut bytes = Vec::new();
            clap_mangen::Man::new(Arguments::command()).render(&mut bytes).map(|()| {
                output::print(String::from_utf8_lossy(&bytes).trim_end());
            })
        }
    };
    match written {
        Ok(()) => Status::Clean,
        Err(error) => {
            eprintln!("policyc: the manual cannot be written: {error}");
            Status::Fault
        }
    }
}

fn all(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Arguments::command(), folder)
}
