//! `policyc drift`: what a new copy of a page changes, and what rests on it.

use crate::{
    args::{Common, Drift, Listing},
    files, output, project,
    status::Status,
};
use policyc::{
    Policies,
    compile::lock::{self, Change, Lock, Place},
    diag::{Source, SourceId, SourceMap},
    page_text,
    touched::{Touched, touched},
};
use serde::Serialize;
use std::{fmt::Write, path::Path};

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    change: &'a Change,
    #[serde(skip_serializing_if = "Option::is_none")]
    touches: Option<Touched>,
}

#[derive(Serialize)]
struct Report<'a> {
    document: &'a str,
    whole: bool,
    changes: Vec<Entry<'a>>,
}

/// Runs it.
pub(crate) fn run(args: &Drift, common: &Common) -> Status {
    let Some(lock) = read_lock(&args.lock, common) else { return Status::Fault };
    let Some(page) = read_page(&args.page) else { return Status::Unreadable };
    let project = project::load(common, &[]);
    if project.policies.is_none() {
        eprintln!(
            "policyc: the policies do not compile (`policyc check` tells why), so what rests on a clause is not shown"
        );
    }
    let drift = lock::drift(&lock, &page);
    let entries =
        drift.changes.iter().map(|change| Entry { change, touches: rests(change, &lock, project.policies.as_ref()) });
    let report = Report { document: &lock.document, whole: drift.whole, changes: entries.collect() };
    match args.format {
        Listing::Json => output::print(&serde_json::to_string_pretty(&report).unwrap_or_default()),
        Listing::Human => output::print(human(&report, &args.page, common.quiet).trim_end()),
    }
    if report.changes.is_empty() { Status::Clean } else { Status::Violation }
}

/// A lock from its file; faults are printed.
pub(crate) fn read_lock(path: &Path, common: &Common) -> Option<Lock> {
    let text = match files::read_text(path) {
        Ok(text) => text,
        Err(why) => {
            eprintln!("policyc: {}: {why}", path.display());
            return None;
        }
    };
    let mut sources = SourceMap::default();
    sources.add(Source::new(path.display().to_string(), text.as_bytes()));
    match lock::read(SourceId(0), &text) {
        Ok(lock) => Some(lock),
        Err(faults) => {
            output::diagnostics::print(faults.iter(), &sources, &output::style(common));
            None
        }
    }
}

/// The text of a saved page; a fault is printed.
pub(crate) fn read_page(path: &Path) -> Option<String> {
    match files::read_text(path) {
        Ok(text) => Some(page_text(&path.display().to_string(), &text)),
        Err(why) => {
            eprintln!("policyc: {}: {why}", path.display());
            None
        }
    }
}

fn rests(change: &Change, lock: &Lock, policies: Option<&Policies>) -> Option<Touched> {
    let clause = match change {
        Change::Removed { clause } | Change::Reworded { clause, .. } | Change::Moved { clause, .. } => clause,
        Change::Added { .. } | Change::Outside { .. } => return None,
    };
    Some(touched(policies?, lock, clause))
}

fn human(report: &Report<'_>, page: &Path, quiet: bool) -> String {
    let mut text = String::new();
    let mut counts = [0usize; 5];
    for entry in &report.changes {
        let (kind, line) = headline(entry.change, page);
        if let Some(count) = counts.get_mut(kind) {
            *count += 1;
        }
        if quiet {
            continue;
        }
        let _ = writeln!(text, "{line}");
        if let Some(touched) = &entry.touches {
            lines(touched, &mut text);
        }
        text.push('\n');
    }
    let [removed, reworded, moved, added, outside] = counts;
    let _ = writeln!(
        text,
        "{}: {removed} removed, {reworded} reworded, {moved} moved, {added} added, {outside} outside the clauses",
        report.document
    );
    if !report.whole {
        text.push_str("this lock does not know its page, so what was added or moved is not told; `policyc lock` makes one that does\n");
    }
    text
}

fn headline(change: &Change, page: &Path) -> (usize, String) {
    let at = |place: &Place| format!("{}:{}", page.display(), place.line);
    match change {
        Change::Removed { clause } => (0, format!("removed   {clause}")),
        Change::Reworded { clause, similarity, place, places: (changed, of) } => {
            let several = if *of > 1 { format!(", in {changed} of {of} places") } else { String::new() };
            let line = format!("reworded  {clause} ({similarity} % alike{several})\n  {}: {}", at(place), place.text);
            (1, line)
        }
        Change::Moved { clause, place } => (2, format!("moved     {clause}\n  {} {}", at(place), place.section)),
        Change::Added { proposed, place } => {
            (3, format!("added     {proposed} (a proposed id)\n  {}: {}", at(place), place.text))
        }
        Change::Outside { after, before, place } => {
            let between = match (after, before) {
                (Some(after), Some(before)) => format!("between {after} and {before}"),
                (Some(after), None) => format!("behind {after}"),
                (None, Some(before)) => format!("before {before}"),
                (None, None) => String::new(),
            };
            let what = if place.text.is_empty() { "words are gone" } else { place.text.as_str() };
            (4, format!("outside   {between}\n  {}: {what}", at(place)))
        }
    }
}

fn lines(touched: &Touched, text: &mut String) {
    for rests in &touched.rests {
        let _ = writeln!(text, "  touches {rests}");
    }
    for because in &touched.unenforced {
        let _ = writeln!(text, "  left out because {because}");
    }
    if touched.rests.is_empty() && touched.unenforced.is_empty() {
        text.push_str("  nothing rests on it\n");
    }
    if !touched.examples.is_empty() {
        let _ = writeln!(text, "  examples: {}", touched.examples.join(", "));
    }
}
