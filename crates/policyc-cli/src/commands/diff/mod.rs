//! `policyc diff`: two policies against each other, by what they mean and what becomes of messages.

mod side;

use crate::{
    args::{Common, Diff, Form},
    cases, files,
    output::{self, plain::show, print},
    status::Status,
};
use policyc::{
    Case,
    compare::{Comparison, Difference, Side, Witness, compare},
};
use std::fmt::Write;

/// Runs it.
pub(crate) fn run(args: &Diff, common: &Common) -> Status {
    let (old, new) = match (side::load(common, &args.old), side::load(common, &args.new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            for why in [old.err(), new.err()].into_iter().flatten() {
                eprintln!("policyc: {why}");
            }
            return Status::Fault;
        }
    };
    let found = files::find(&args.cases);
    for (path, why) in &found.broken {
        eprintln!("policyc: {}: {why}", path.display());
    }
    let mut status = if found.broken.is_empty() { Status::Clean } else { Status::Fault };
    let read = cases::read(&found.messages, &output::style(common));
    if read.unreadable > 0 {
        status = status.and(Status::Unreadable);
    }
    let (Some(before), Some(after)) = (&old.project.policies, &new.project.policies) else { return Status::Fault };
    let judged: Vec<&Case> = read.loaded.iter().map(|loaded| &loaded.labelled.case).collect();
    let sides = (Side { policies: before, index: old.index }, Side { policies: after, index: new.index });
    let comparison = compare(sides.0, sides.1, &judged);
    match args.format {
        Form::Json => print(&serde_json::to_string_pretty(&comparison).unwrap_or_default()),
        Form::Human => print(text(&comparison, &args.old, &args.new, "- ", "+ ").trim_end()),
        Form::Plain => print(text(&comparison, &args.old, &args.new, "old: ", "new: ").trim_end()),
    }
    if comparison.differs() { status.and(Status::Violation) } else { status }
}

fn text(comparison: &Comparison, old_name: &str, new_name: &str, old: &str, new: &str) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{} ({old_name}) against {} ({new_name})", comparison.old, comparison.new);
    for item in &comparison.items {
        let _ = writeln!(out, "\n{}", item.what);
        sides(&mut out, item, "  ", old, new);
    }
    for rule in &comparison.rules {
        let _ = writeln!(out, "\nrule {}: {}", rule.rule, rule.kind);
        for clause in &rule.clauses {
            let _ = writeln!(out, "  {}", clause.what);
            sides(&mut out, clause, "    ", old, new);
        }
        if !rule.through.is_empty() {
            let _ = writeln!(out, "  through {}", rule.through.join(", "));
        }
        match &rule.witness {
            Some(found) => witness(&mut out, found),
            None if rule.kind == "reworded" => {}
            None => out.push_str("  no example and no case tells the two apart\n"),
        }
    }
    for change in &comparison.lexicons {
        let _ = writeln!(out, "\nlexicon {} in {}", change.lexicon, change.language);
        marked(&mut out, old, &change.removed);
        marked(&mut out, new, &change.added);
    }
    for flip in &comparison.flips {
        let _ = writeln!(out, "\ncase {}: {} -> {}", show(&flip.case), flip.from, flip.to);
        marked(&mut out, old, &flip.lost);
        marked(&mut out, new, &flip.found);
    }
    let count = |kind: &str| comparison.rules.iter().filter(|rule| rule.kind == kind).count();
    let _ = writeln!(
        out,
        "\nrules: {} added, {} removed, {} changed, {} reworded; {} of {} cases flip",
        count("added"),
        count("removed"),
        count("changed"),
        count("reworded"),
        comparison.flips.len(),
        comparison.cases
    );
    out
}

fn marked(out: &mut String, mark: &str, lines: &[String]) {
    for line in lines {
        let _ = writeln!(out, "  {mark}{}", show(line));
    }
}

fn sides(out: &mut String, item: &Difference, indent: &str, old: &str, new: &str) {
    for (mark, text) in [(old, &item.old), (new, &item.new)] {
        if let Some(text) = text {
            let _ = writeln!(out, "{indent}{mark}{}", show(text));
        }
    }
}

fn witness(out: &mut String, witness: &Witness) {
    let (was, is) = (witness.old.unwrap_or("no such rule"), witness.new.unwrap_or("no such rule"));
    let text = if witness.text.is_empty() { String::new() } else { format!(" \"{}\"", show(&witness.text)) };
    let _ = writeln!(out, "  shown by the {}{text}: {was} -> {is}", show(&witness.message));
}
