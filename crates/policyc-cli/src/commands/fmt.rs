//! `policyc fmt`: one layout for all policies; every remark is kept.

use crate::{
    args::{Common, Fmt},
    files,
    output::{self, say},
    status::Status,
};
use policyc::{
    diag::{Source, SourceMap},
    syntax,
};
use std::{fs, path::PathBuf};

/// Runs it.
pub(crate) fn run(args: &Fmt, common: &Common) -> Status {
    let paths = if args.paths.is_empty() { vec![PathBuf::from("policies")] } else { args.paths.clone() };
    let found = files::find(&paths);
    let (texts, mut status) = policy_texts(&found);
    for (path, text) in &texts {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(path.display().to_string(), text.as_bytes()));
        let laid_out = syntax::format(id, text);
        output::diagnostics::print(laid_out.diagnostics.iter(), &sources, &output::style(common));
        let Some(formatted) = laid_out.text else {
            status = Status::Fault;
            continue;
        };
        if formatted == *text {
            continue;
        }
        if args.check {
            say!("{} is laid out otherwise", path.display());
            status = status.and(Status::Violation);
        } else if let Err(error) = fs::write(path, formatted) {
            eprintln!("policyc: {}: {error}", path.display());
            status = Status::Fault;
        } else if !common.quiet {
            say!("{} formatted", path.display());
        }
    }
    status
}

/// The texts of the policy files that were found; what cannot be read is told, and a fault.
pub(super) fn policy_texts(found: &files::Found) -> (Vec<(PathBuf, String)>, Status) {
    let (mut texts, mut broken) = (Vec::new(), found.broken.clone());
    for path in &found.policies {
        match files::read_text(path) {
            Ok(text) => texts.push((path.clone(), text)),
            Err(why) => broken.push((path.clone(), why)),
        }
    }
    for (path, why) in &broken {
        eprintln!("policyc: {}: {why}", path.display());
    }
    (texts, if broken.is_empty() { Status::Clean } else { Status::Fault })
}
