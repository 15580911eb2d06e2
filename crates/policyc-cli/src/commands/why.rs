//! `policyc why`: the proof behind an outcome, as a tree: what decides it, and the facts it rests on; then the smallest
//! change that would turn it, or, where it is open, what to ask.

use super::{check::near, turns};
use crate::{
    args::{Common, Listing, Why},
    input::Input,
    output::{plain::show, say},
    project,
    status::Status,
};
use policyc::{
    Case, CheckOptions, Kind, Policies,
    eval::{
        Outcome, Truth,
        engine::{Proof, ProofNode},
    },
    fix::Mending,
    kind_of,
    turn::{Asked, Question, Turned, questions, turn},
};
use serde_json::{Value, json};

/// A finding with its proof and what would turn it.
pub(super) struct Told {
    pub(super) policy: String,
    pub(super) proof: Proof,
    pub(super) turned: Option<Turned>,
    pub(super) question: Option<Question>,
}

/// Runs it.
pub(crate) fn run(args: &Why, common: &Common) -> Status {
    let project = project::load(common, &[]);
    let Some(policies) = &project.policies else { return Status::Fault };
    let kind = kind_of(&args.case.to_string_lossy()).unwrap_or(Kind::Policy);
    let read = Input::read(&args.case, kind).and_then(|input| {
        input.first(&input.bytes).map(|case| (input, case)).map_err(|error| (args.case.clone(), error.to_string()))
    });
    let (input, case) = match read {
        Ok(read) => read,
        Err((path, why)) => {
            eprintln!("policyc: {}: {why}", show(&path.display().to_string()));
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
            let checked = policyc::check_full(policies, &case, &CheckOptions::default());
            checked.iter().filter_map(|checked| checked.policy).collect()
        }
    };
    if chosen.is_empty() {
        eprintln!("policyc: no edition is in force for this case; name one with --policy");
        return Status::Fault;
    }
    let mut told = Vec::new();
    for policy in &chosen {
        told.extend(explained(policies, &input, &case, *policy, args.rule.as_deref()));
    }
    if told.is_empty() {
        return nothing(policies, &case, &chosen, args);
    }
    match args.format {
        Listing::Human => told.iter().for_each(print),
        Listing::Json => {
            let list: Vec<Value> = told.iter().map(as_json).collect();
            say!("{:#}", json!({"schema": "policyc-why/1", "message": case.id, "findings": list}));
        }
    }
    Status::Clean
}

/// The findings of a rule, or all that are reported, each with what would turn it.
fn explained(policies: &Policies, input: &Input, case: &Case, policy: usize, rule: Option<&str>) -> Vec<Told> {
    let Some(own) = policies.list().get(policy) else { return Vec::new() };
    let options = CheckOptions { policies: vec![own.name.clone()], all_outcomes: false };
    let read = |bytes: &[u8]| input.first(bytes).ok();
    let mending = Mending { policies, options: &options, unsafe_too: true, kind: input.kind, read: &read };
    let mut told = Vec::new();
    for known in own.rules.iter().filter(|known| rule.is_none_or(|rule| rule == known.name)) {
        for proof in policyc::why(policies, case, policy, &known.name) {
            // Without a rule's name only what is reported is explained.
            if rule.is_none() && !proof.finding.outcome.is_reported() {
                continue;
            }
            let asked = Asked { policies, policy, case, finding: &proof.finding };
            let open = matches!(proof.finding.outcome, Outcome::Undetermined | Outcome::Review);
            let question = if open { questions(&asked) } else { None };
            let turned = (!open).then(|| turn(&asked, &proof, &input.bytes, Some(&mending)));
            told.push(Told { policy: own.name.clone(), proof, turned, question });
        }
    }
    told
}

/// Why there is nothing to explain.
fn nothing(policies: &Policies, case: &Case, chosen: &[usize], args: &Why) -> Status {
    let Some(rule) = args.rule.as_deref() else {
        say!("nothing to explain: no rule reports anything; name a rule to see why it is in order");
        return Status::Clean;
    };
    let names = |index: &usize| policies.list().get(*index).map(|policy| policy.name.clone());
    let here: Vec<String> = chosen.iter().filter_map(names).collect();
    let options = CheckOptions { policies: here.clone(), all_outcomes: true };
    let checked = policyc::check_full(policies, case, &options);
    let mut findings = checked.iter().flat_map(|checked| &checked.findings);
    if let Some(finding) = findings.find(|finding| finding.rule == rule) {
        let note = finding.note.as_deref().map(|note| format!(": {note}")).unwrap_or_default();
        say!("{rule} of {}: {}{note}", here.join(", "), finding.outcome.name());
        return Status::Clean;
    }
    let with = policies.list().iter().filter(|policy| policy.rules.iter().any(|known| known.name == rule));
    let with: Vec<&str> = with.map(|policy| policy.name.as_str()).collect();
    if let Some(first) = with.first() {
        say!("{rule} has no outcome: it stands in {}, and {} is in force here", with.join(", "), here.join(", "));
        say!("  help: `policyc why {} {rule} --policy {first}` judges by it", show(&args.case.display().to_string()));
        return Status::Clean;
    }
    eprintln!("policyc: there is no rule `{rule}` in the policies");
    let names = policies.list().iter().flat_map(|policy| &policy.rules).map(|rule| rule.name.as_str());
    if let Some(near) = near(rule, names) {
        eprintln!("  help: did you mean `{near}`?");
    }
    Status::Fault
}

fn print(told: &Told) {
    let (proof, finding) = (&told.proof, &told.proof.finding);
    let part = finding.part.as_deref().map(|part| format!(", part {part}")).unwrap_or_default();
    let item = finding.item.as_deref().map(|item| format!(" at {}", show(item))).unwrap_or_default();
    say!("{} of {}{part}: {}{item}", finding.rule, told.policy, finding.outcome.name());
    node("applies", &proof.guard, 1);
    node("broken", &proof.breach, 1);
    if let Some(due) = &proof.due {
        node("due", due, 1);
    }
    for (name, exception) in &proof.exceptions {
        node(&format!("exception {name}"), exception, 1);
    }
    turns::print(told);
    say!();
}

fn as_json(told: &Told) -> Value {
    let (proof, finding) = (&told.proof, &told.proof.finding);
    let exceptions: Vec<Value> =
        proof.exceptions.iter().map(|(name, node)| json!({"name": name, "proof": tree(node)})).collect();
    json!({
        "policy": told.policy, "rule": finding.rule, "part": finding.part, "item": finding.item,
        "outcome": finding.outcome.name(), "message": finding.message,
        "applies": tree(&proof.guard), "broken": tree(&proof.breach), "due": proof.due.as_ref().map(tree),
        "exceptions": exceptions, "turned": told.turned, "question": told.question,
    })
}

fn tree(node: &ProofNode) -> Value {
    let facts: Vec<Value> =
        node.facts.iter().map(|fact| json!({"path": fact.path, "value": fact.value, "source": fact.source})).collect();
    let missing: Vec<&str> = node.missing.iter().map(|atom| atom.path.as_str()).collect();
    let children: Vec<Value> = node.children.iter().map(tree).collect();
    json!({
        "text": node.text, "kind": node.kind, "truth": truth(node.truth), "facts": facts, "missing": missing,
        "children": children, "deciding": node.deciding,
    })
}

fn truth(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

fn node(label: &str, proof: &ProofNode, depth: usize) {
    let indent = "  ".repeat(depth);
    let truth = truth(proof.truth);
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
