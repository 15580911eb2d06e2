//! What would turn an outcome, and what to ask, in lines.

use super::why::Told;
use crate::output::{plain::show, say};
use policyc::turn::{Question, Then, Turned};

/// Below the proof: changes that turn the outcome, or questions.
pub(super) fn print(told: &Told) {
    if let Some(turned) = &told.turned {
        turns(turned);
    }
    match &told.question {
        Some(question) => ask(question, &mut 0, 1),
        None if told.turned.is_none() => say!("  nothing to ask: no single answer is missing"),
        None => {}
    }
}

fn turns(turned: &Turned) {
    if turned.turns.is_empty() {
        say!("  turned by: none of up to two facts that were tried ({} cases judged)", turned.judged);
        return;
    }
    let size = if turned.smallest { "the smallest change" } else { "a change" };
    for (cures, heading) in [(true, "would cure"), (false, "would differ")] {
        let own = turned.turns.iter().filter(|turn| turn.cures == cures);
        for (at, turn) in own.enumerate() {
            if at == 0 {
                say!("  {heading} ({size}, judged anew):");
            }
            let changes: Vec<String> = turn.changes.iter().map(|change| show(change)).collect();
            let rest = match turn.violations {
                0 => "nothing is violated then".to_owned(),
                1 => "one violation is left".to_owned(),
                more => format!("{more} violations are left"),
            };
            say!("    {} -> {}; {rest}", changes.join(" and "), turn.outcome);
        }
    }
}

fn ask(question: &Question, count: &mut usize, depth: usize) {
    *count += 1;
    let indent = "  ".repeat(depth);
    let asks = if question.asks.is_empty() { String::new() } else { format!(" - {}", show(&question.asks)) };
    say!("{indent}ask {count}: {}{asks}", show(&question.about));
    if question.answers.is_empty() {
        say!("{indent}  what it is has to be given; no list of answers can be tried");
    }
    for answer in &question.answers {
        let values: Vec<String> = answer.if_it_is.iter().map(|value| show(value)).collect();
        let values = values.join(", or ");
        match &answer.then {
            Then::Outcome(outcome) => say!("{indent}  {values} -> {outcome}"),
            Then::Open(missing) => {
                let missing: Vec<String> = missing.iter().map(|path| show(path)).collect();
                say!("{indent}  {values} -> still open: {}", missing.join(", "));
            }
            Then::Ask(next) => {
                say!("{indent}  {values} ->");
                ask(next, count, depth + 2);
            }
        }
    }
}
