//! Why: the proof of a finding, to be told (semantics 5). Built on request, for one rule.

use super::{
    Engine,
    details::Details,
    evidence::{Shown, gather},
    frame::Cx,
    node::{Node, Op},
    notes::Source,
    render,
    rules::{Entry, Rough, demands, item_name},
    words,
};
use crate::{Atom, Evidence, Finding, Options, Outcome, Truth, World};
use policyc_diag::{At, Span};
use policyc_ir::Policy;
use serde::Serialize;

/// The proof of what a rule comes to for one item and part.
#[derive(Debug, Clone)]
pub struct Proof {
    /// The finding.
    pub finding: Finding,
    /// Why the rule bears on it, or not.
    pub guard: ProofNode,
    /// Why it is broken, or not.
    pub breach: ProofNode,
    /// Whether it is due.
    pub due: Option<ProofNode>,
    /// The exceptions, by name.
    pub exceptions: Vec<(String, ProofNode)>,
}

/// A condition with its value and what decides it.
#[derive(Debug, Clone)]
pub struct ProofNode {
    /// Where it stands in the policy's source.
    pub at: At,
    /// What kind of node it is.
    pub kind: ProofKind,
    /// In words: `all of`, `judgement j`, or the leaf with its facts.
    pub text: String,
    /// Its value.
    pub truth: Truth,
    /// The facts that a leaf read.
    pub facts: Vec<ProofFact>,
    /// Where a leaf shows.
    pub evidence: Vec<Evidence>,
    /// What an unknown leaf lacks.
    pub missing: Vec<Atom>,
    /// What it consists of, in order of the source; all of it.
    pub children: Vec<ProofNode>,
    /// Which of the children decide it.
    pub deciding: Vec<usize>,
}

/// Kinds of nodes of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofKind {
    /// All of its children.
    And,
    /// One of its children.
    Or,
    /// Not its child.
    Not,
    /// A named condition.
    Named,
    /// So many of the items.
    Quantifier,
    /// Every item.
    Every,
    /// An item.
    Item,
    /// A judgement.
    Judgement,
    /// A test: it has no conditions in it.
    Leaf,
}

/// A fact of a proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFact {
    /// Its path.
    pub path: String,
    /// Its value in words.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
    /// Where it was read.
    pub spans: Vec<Span>,
}

/// Why the rules of a name come out as they do: one proof an item and part. All outcomes have one.
#[must_use]
pub fn explain(policy: &Policy, world: &dyn World, rule: &str, options: &Options) -> Vec<Proof> {
    let engine = Engine::new(policy, world);
    let mut proofs = Vec::new();
    for rule in policy.rules.iter().filter(|known| known.name == rule) {
        let cx = Cx::new(Some(rule));
        let rounds = engine.rounds(rule, cx);
        let demands = demands(rule);
        let mut entries = Vec::new();
        for (round, _) in rounds.iter().enumerate() {
            for demand in &demands {
                let rough = Rough::Settled(Outcome::NotApplicable);
                entries.push(Entry { round, demand: *demand, rough });
            }
        }
        entries.truncate(options.findings_a_rule);
        for entry in &mut entries {
            if let Some(round) = rounds.get(entry.round) {
                entry.rough = engine.rough(rule, entry.demand, round, cx);
            }
        }
        let details = Details::new(&engine, rule, &rounds, &entries);
        for entry in &entries {
            let (Some(round), Some(finding)) = (rounds.get(entry.round), details.finding(entry)) else { continue };
            let parts = details.parts(entry, round, cx);
            let names = rule.exceptions.iter().map(|part| part.name.clone());
            debug_assert_eq!(finding.item, round.item.as_ref().map(item_name));
            proofs.push(Proof {
                finding,
                guard: told(&parts.guard),
                breach: told(&parts.breach),
                due: parts.due.as_ref().map(told),
                exceptions: names.zip(parts.exceptions.iter().map(told)).collect(),
            });
        }
    }
    proofs
}

fn told(node: &Node<'_>) -> ProofNode {
    let deciding: Vec<usize> = {
        let chosen: Vec<*const Node<'_>> = node.deciding().map(std::ptr::from_ref).collect();
        let places = node.children.iter().enumerate();
        places.filter(|(_, child)| chosen.contains(&std::ptr::from_ref(*child))).map(|(at, _)| at).collect()
    };
    let kind = kind(&node.op);
    let (facts, missing) = match &node.op {
        Op::Test(test) => {
            let facts = test.notes.uses.iter().map(|used| ProofFact {
                path: used.datum.origin.path.clone(),
                value: render::shown(&used.datum.state),
                source: used.source,
                spans: used.datum.origin.spans.clone(),
            });
            (facts.collect(), test.atoms.iter().cloned().collect())
        }
        Op::Judgement(judged) if node.truth == Truth::Unknown => (Vec::new(), judged.atoms.iter().cloned().collect()),
        _ => (Vec::new(), Vec::new()),
    };
    let mut shown = Shown::default();
    if kind == ProofKind::Leaf {
        gather(node, node.truth != Truth::False, &mut shown);
    }
    ProofNode {
        at: node.at,
        kind,
        text: text(node),
        truth: node.truth,
        facts,
        evidence: shown.sorted(),
        missing,
        children: node.children.iter().map(told).collect(),
        deciding,
    }
}

fn kind(op: &Op<'_>) -> ProofKind {
    match op {
        Op::And => ProofKind::And,
        Op::Or => ProofKind::Or,
        Op::Not => ProofKind::Not,
        Op::Named(_) => ProofKind::Named,
        Op::Quantifier { .. } => ProofKind::Quantifier,
        Op::Every { .. } => ProofKind::Every,
        Op::Item(_) => ProofKind::Item,
        Op::Judgement(_) => ProofKind::Judgement,
        Op::Test(_) => ProofKind::Leaf,
    }
}

fn text(node: &Node<'_>) -> String {
    match &node.op {
        Op::And => "all of".to_owned(),
        Op::Or => "one of".to_owned(),
        Op::Not => "not".to_owned(),
        Op::Named(name) => (*name).to_owned(),
        Op::Every { list } => format!("every one of {list}"),
        _ => words::told(node),
    }
}
