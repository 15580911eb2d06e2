//! `policyc test --review`: goes through what differs, gravest first, and asks of each what is to become of it.

use super::snapshots::{self, Difference, What};
use crate::output::{print, say};
use std::io::BufRead;

/// What came of a review.
#[derive(Debug, Default)]
pub(crate) struct Reviewed {
    /// Accepted.
    pub(crate) accepted: usize,
    /// Left as they are.
    pub(crate) left: usize,
}

/// Asks of each difference; answers are lines of `input`. At its end all others are left as they are.
pub(crate) fn review(differences: &[Difference], input: &mut dyn BufRead) -> Reviewed {
    let mut reviewed = Reviewed::default();
    let mut heading = "";
    let mut last_reason = String::new();
    let mut stopped = false;
    for (at, difference) in differences.iter().enumerate() {
        if stopped {
            reviewed.left += 1;
            continue;
        }
        if difference.kind.heading() != heading {
            heading = difference.kind.heading();
            let count = differences.iter().filter(|other| other.kind.heading() == heading).count();
            say!("\n{heading} ({count})");
        }
        say!("\n{} of {}: {}", at + 1, differences.len(), difference.path.display());
        snapshots::show(difference);
        match ask(difference, &mut last_reason, input) {
            Answer::Accepted => reviewed.accepted += 1,
            Answer::Left => reviewed.left += 1,
            Answer::Stop => {
                reviewed.left += 1;
                stopped = true;
            }
        }
    }
    reviewed
}

enum Answer {
    Accepted,
    Left,
    Stop,
}

fn ask(difference: &Difference, last_reason: &mut String, input: &mut dyn BufRead) -> Answer {
    let accept = if difference.kind == What::Unreferenced { "a deletes it" } else { "a accepts" };
    loop {
        say!("  {accept}, s leaves it, q stops");
        match line(input).as_deref() {
            Some("a" | "accept") => {}
            Some("s" | "skip") => return Answer::Left,
            Some("q" | "quit") | None => return Answer::Stop,
            Some(_) => continue,
        }
        let mut reason = String::new();
        if snapshots::needs_reason(difference) {
            say!("  why is the new verdict right? (one line; = repeats the last reason)");
            reason = line(input).unwrap_or_default();
            if reason == "=" {
                last_reason.clone_into(&mut reason);
            }
            if reason.is_empty() {
                say!("  without a reason a flip is not accepted");
                continue;
            }
            reason.clone_into(last_reason);
        }
        return match snapshots::accept(difference, &reason) {
            Ok(()) => Answer::Accepted,
            Err(why) => {
                print(&format!("  {}: {why}", difference.path.display()));
                Answer::Left
            }
        };
    }
}

fn line(input: &mut dyn BufRead) -> Option<String> {
    let mut text = String::new();
    match input.read_line(&mut text) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(text.trim().to_owned()),
    }
}
