//! `policyc lock`: writes or updates the lock of a document from a saved page.

use super::drift::{read_lock, read_page};
use crate::{
    args::{Common, LockPage},
    files, output, project,
    status::Status,
};
use policyc::compile::lock::{self, Entry, Lock};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Runs it.
pub(crate) fn run(args: &LockPage, common: &Common) -> Status {
    if args.document.is_empty() || !args.document.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
        eprintln!("policyc: `{}` is no name of a document; use letters, digits and `-`", args.document);
        return Status::Fault;
    }
    let Some(page) = read_page(&args.page) else { return Status::Unreadable };
    let stands = args.output.clone().unwrap_or_else(|| existing(&args.document, common));
    let previous = if stands.is_file() {
        let Some(lock) = read_lock(&stands, common) else { return Status::Fault };
        if lock.document != args.document {
            eprintln!("policyc: {} is the lock of another document, `{}`", stands.display(), lock.document);
            return Status::Fault;
        }
        Some(lock)
    } else {
        None
    };
    let made = match &args.clauses {
        Some(path) => chosen(args, path, &page, previous.as_ref()),
        None => Some(lock::propose(&args.document, &page, previous.as_ref())),
    };
    let Some(made) = made else { return Status::Fault };
    if made.clauses.is_empty() {
        eprintln!("policyc: there is no clause to lock");
        return Status::Fault;
    }
    write(&made, previous.as_ref(), &stands, common)
}

/// Where the document's lock stands among the project's policies; else a file of its name here.
fn existing(document: &str, common: &Common) -> PathBuf {
    let project = project::load(common, &[]);
    let names = project.sources.iter().map(|(_, source)| PathBuf::from(&source.name));
    let mut locks = names.filter(|path| path.extension().is_some_and(|ending| ending == "lock") && path.is_file());
    let own = |path: &PathBuf| {
        let text = files::read_text(path).unwrap_or_default();
        lock::read(policyc::diag::SourceId(0), &text).is_ok_and(|lock| lock.document == document)
    };
    locks.find(own).unwrap_or_else(|| PathBuf::from(format!("{document}.lock")))
}

fn chosen(args: &LockPage, path: &Path, page: &str, previous: Option<&Lock>) -> Option<Lock> {
    let text = match files::read_text(path) {
        Ok(text) => text,
        Err(why) => {
            eprintln!("policyc: {}: {why}", path.display());
            return None;
        }
    };
    let entries: Vec<Entry> = match serde_json::from_str(&text) {
        Ok(entries) => entries,
        Err(error) => {
            eprintln!("policyc: {}: {error}", path.display());
            eprintln!(
                "  help: a list of {{\"id\": \"{}.…\", \"section\": \"…\", \"quote\": \"…\"}} is wanted",
                args.document
            );
            return None;
        }
    };
    match lock::from_page(&args.document, &entries, page, previous) {
        Ok(lock) => Some(lock),
        Err(missing) => {
            eprintln!("policyc: the page does not have the words of {}", missing.0.join(", "));
            None
        }
    }
}

fn write(made: &Lock, previous: Option<&Lock>, path: &Path, common: &Common) -> Status {
    let text = match lock::write(made) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("policyc: the lock cannot be written: {error}");
            return Status::Unreadable;
        }
    };
    if path.as_os_str() == "-" {
        output::print(text.trim_end());
        return Status::Clean;
    }
    if let Err(error) = fs::write(path, text) {
        eprintln!("policyc: {}: {error}", path.display());
        return Status::Unreadable;
    }
    if !common.quiet {
        let proposed = made.clauses.iter().filter(|clause| clause.proposed).count();
        output::print(&format!("{}: {} clauses, {proposed} of them proposed", path.display(), made.clauses.len()));
        for old in previous.iter().flat_map(|lock| &lock.clauses) {
            if !made.clauses.iter().any(|clause| clause.id == old.id) {
                output::print(&format!("  gone: {}", old.id));
            }
        }
    }
    Status::Clean
}
