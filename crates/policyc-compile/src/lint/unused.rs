//! Names that nothing mentions, in no policy.

use super::Linted;
use crate::diagnostics::UnusedName;
use crate::fault::Faults;
use policyc_diag::Span;
use policyc_ir::visit::{Node, walk_cond, walk_expr};
use policyc_ir::{CondKind, Expr, ExprKind, Piece, Policy};
use std::collections::{BTreeMap, BTreeSet};

/// Constants and sets that the program looks up by name.
const LOOKED_UP: [&str; 3] = ["language-confidence", "phone-regions", "known-words"];

/// Ids that a policy mentions.
#[derive(Default)]
struct Mentioned {
    conditions: BTreeSet<usize>,
    judgements: BTreeSet<usize>,
    lexicons: BTreeSet<usize>,
    sets: BTreeSet<usize>,
    values: BTreeSet<usize>,
}

pub(super) fn lint_unused(policies: &[&Linted<'_>], faults: &mut Faults) {
    let mut all: BTreeMap<Span, (&'static str, &str)> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for linted in policies {
        let mentioned = mentioned(&linted.lowered.policy);
        let flat = &linted.flat;
        let mut note = |kind, name: &'_ policyc_syntax::ast::Name, is_used: bool| {
            if is_used || LOOKED_UP.contains(&name.text.as_str()) {
                used.insert(name.at.0);
            }
            kind
        };
        for (id, entry) in flat.conditions.entries.iter().enumerate() {
            let name = &entry.item.name;
            all.insert(name.at.0, (note("condition", name, mentioned.conditions.contains(&id)), &name.text));
        }
        for (id, entry) in flat.judgements.entries.iter().enumerate() {
            let name = &entry.item.name;
            all.insert(name.at.0, (note("judgement", name, mentioned.judgements.contains(&id)), &name.text));
        }
        for (id, entry) in flat.sets.entries.iter().enumerate() {
            let name = &entry.item.name;
            all.insert(name.at.0, (note("set", name, mentioned.sets.contains(&id)), &name.text));
        }
        for (id, entry) in flat.values.entries.iter().enumerate() {
            let name = &entry.item.name;
            all.insert(name.at.0, (note("value", name, mentioned.values.contains(&id)), &name.text));
        }
        let lexicons: BTreeMap<&str, usize> = linted
            .lowered
            .policy
            .lexicons
            .iter()
            .enumerate()
            .map(|(id, lexicon)| (lexicon.name.as_str(), id))
            .collect();
        for entry in &flat.lexicons.entries {
            let name = &entry.item.name;
            let is_used = lexicons.get(name.text.as_str()).is_some_and(|id| mentioned.lexicons.contains(id));
            all.insert(name.at.0, (note("lexicon", name, is_used), &name.text));
        }
    }
    for (at, (kind, name)) in all {
        if !used.contains(&at) {
            faults.push(UnusedName { kind, name, at });
        }
    }
}

fn mentioned(policy: &Policy) -> Mentioned {
    let mut found = Mentioned::default();
    crate::walk::each_cond(policy, &mut |cond| {
        walk_cond(cond, &mut |node| match node {
            Node::Cond(cond) => found.cond(&cond.kind),
            Node::Expr(expr) => found.expr(expr),
            Node::Path(_) => {}
        });
    });
    let rules = policy.rules.iter();
    let exprs = rules.flat_map(|rule| rule.values.iter().map(|value| &value.expr).chain(&rule.due));
    for expr in exprs.chain(policy.values.iter().map(|value| &value.expr)) {
        walk_expr(expr, &mut |node| match node {
            Node::Cond(cond) => found.cond(&cond.kind),
            Node::Expr(expr) => found.expr(expr),
            Node::Path(_) => {}
        });
    }
    for rule in &policy.rules {
        let texts = rule.help.iter().chain(rule.fixes.iter().map(|fix| &fix.text));
        for piece in rule.report.0.iter().chain(texts.flat_map(|text| &text.0)) {
            if let Piece::Value(id) = piece {
                found.values.insert(id.index());
            }
        }
    }
    for entries in policy.lexicons.iter().flat_map(|lexicon| lexicon.languages.values()) {
        entries.phrases.iter().chain(&entries.except).for_each(|phrase| {
            phrase.each_lexicon(&mut |id| {
                found.lexicons.insert(id.0 as usize);
            });
        });
    }
    found
}

impl Mentioned {
    fn cond(&mut self, kind: &CondKind) {
        match kind {
            CondKind::Call { condition, .. } => {
                self.conditions.insert(condition.index());
            }
            CondKind::Judged(id) => {
                self.judgements.insert(id.index());
            }
            CondKind::InSet(_, set) | CondKind::Under(_, set) | CondKind::Imitates(_, set) => {
                self.sets.insert(set.index());
            }
            CondKind::Says { words, near, .. } => {
                self.lexicons.extend(words.iter().map(|id| id.0 as usize));
                self.lexicons.extend(near.iter().flat_map(|near| near.words.iter().map(|id| id.0 as usize)));
            }
            CondKind::SaysOnly { words, .. } => self.lexicons.extend(words.iter().map(|id| id.0 as usize)),
            _ => {}
        }
    }

    fn expr(&mut self, expr: &Expr) {
        if let ExprKind::Value(id) = &expr.kind {
            self.values.insert(id.index());
        }
    }
}
