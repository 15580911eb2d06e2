//! `policyc why`: the proof behind an outcome, as a tree: what decides it, and the facts it rests on.

use super::check::near;
use crate::{
    args::{Common, Why},
    files,
    output::{plain::show, say},
    project,
    status::Status,
};
use policyc::{
    Case, Kind, Policies,
    eval::{
        Truth,
        engine::{Proof, ProofNode},
    },
    kind_of,
};
use std::path::Path;

/// Runs it.
pub(crate) fn run(args: &Why, common: &Common) -> Status {
    let project = project::load(common, &[]);
    let Some(policies) = &project.policies else { return Status::Fault };
    let case = match read(&args.case) {
        Ok(case) => case,
        Err(why) => {
            eprintln!("policyc: {}: {why}", args.case.display());
            return Status::Unreadable;
        }
    };
    let chosen: Vec<usize> = match &args.policy {
        Some(name) => match policies.find(name) {
            Some(index) => vec![index],
            None => {
                eprintln!("policyc: there is no policy `{name}`");
                if let Some(near) = near(name, policies.list().iter().map(|policy| policy.name.as_str())) {
                    eprintln!("  help: did you mean `{near}`?");
                }
                return Status::Fault;
            }
        },
        None => {
            let checked = policyc::check_full(policies, &case, &policyc::CheckOptions::default());
            checked.iter().filter_map(|checked| checked.policy).collect()
        }
    };
    if chosen.is_empty() {
        eprintln!("policyc: no edition is in force for this case; name one with --policy");
        return Status::Fault;
    }
    let told = chosen.into_iter().map(|policy| tell(policies, &case, policy, args.rule.as_deref())).sum::<usize>();
    if told == 0 {
        return nothing(policies, args.rule.as_deref());
    }
    Status::Clean
}

fn nothing(policies: &Policies, rule: Option<&str>) -> Status {
    let Some(rule) = rule else {
        say!("nothing to explain: no rule reports anything; name a rule to see why it is in order");
        return Status::Clean;
    };
    eprintln!("policyc: there is no rule `{rule}` in the policy");
    let names = policies.list().iter().flat_map(|policy| &policy.rules).map(|rule| rule.name.as_str());
    if let Some(near) = near(rule, names) {
        eprintln!("  help: did you mean `{near}`?");
    }
    Status::Fault
}

fn tell(policies: &Policies, case: &Case, index: usize, rule: Option<&str>) -> usize {
    let Some(policy) = policies.list().get(index) else { return 0 };
    let mut told = 0;
    for known in policy.rules.iter().filter(|known| rule.is_none_or(|rule| rule == known.name)) {
        for proof in policyc::why(policies, case, index, &known.name) {
            // Without a rule's name only what is reported is explained.
            if rule.is_some() || proof.finding.outcome.is_reported() {
                print(&policy.name, &proof);
                told += 1;
            }
        }
    }
    told
}

fn print(policy: &str, proof: &Proof) {
    let finding = &proof.finding;
    let part = finding.part.as_deref().map(|part| format!(", part {part}")).unwrap_or_default();
    let item = finding.item.as_deref().map(|item| format!(" at {}", show(item))).unwrap_or_default();
    say!("{} of {policy}{part}: {}{item}", finding.rule, finding.outcome.name());
    node("applies", &proof.guard, 1);
    node("broken", &proof.breach, 1);
    if let Some(due) = &proof.due {
        node("due", due, 1);
    }
    for (name, exception) in &proof.exceptions {
        node(&format!("exception {name}"), exception, 1);
    }
    say!();
}

fn node(label: &str, proof: &ProofNode, depth: usize) {
    let indent = "  ".repeat(depth);
    let truth = match proof.truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    };
    let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
    say!("{indent}{label}{} - {truth}", show(&proof.text));
    for fact in &proof.facts {
        say!("{indent}    {} is {}", show(&fact.path), show(&fact.value));
    }
    if !proof.missing.is_empty() {
        let names: Vec<String> = proof.missing.iter().map(|atom| show(&atom.path)).collect();
        say!("{indent}    to be known first: {}", names.join(", "));
    }
    // What decides comes first; the rest is left out where something decides.
    for (at, child) in proof.children.iter().enumerate() {
        if proof.deciding.is_empty() || proof.deciding.contains(&at) {
            node("", child, depth + 1);
        }
    }
}

/// A message with its sidecars, or a case.
fn read(path: &Path) -> Result<Case, String> {
    let name = path.display().to_string();
    match kind_of(&name) {
        Some(kind @ (Kind::Mail | Kind::Html | Kind::Text)) => {
            let mut case = Case::from_message(&name, &files::read(path)?, kind);
            for (sidecar, kind) in files::sidecars(path) {
                let text = files::read_text(&sidecar)?;
                case.supply(&sidecar.display().to_string(), &text, kind).map_err(|error| error.to_string())?;
            }
            Ok(case)
        }
        Some(Kind::Toml) => Case::from_toml(&name, &files::read_text(path)?).map_err(|error| error.to_string()),
        Some(Kind::Json | Kind::JsonLines) => {
            let text = files::read_text(path)?;
            let line = policyc::split_lines(&text).next().map(|(_, line)| line).unwrap_or_default();
            let text = if kind_of(&name) == Some(Kind::JsonLines) { line } else { &text };
            Case::from_json(&name, text).map_err(|error| error.to_string())
        }
        _ => Err("this is neither a message nor a case".to_owned()),
    }
}
