//! Judgements and declarations.

use super::Lower;
use crate::diagnostics::{NoGround, NoQuestion};
use crate::flatten::Entry;
use policyc_diag::At;
use policyc_ir::{Answer, Decide, Declaration, Judgement};
use policyc_syntax::ast::{self, ClauseKind};

/// An answer of the tree as one of the IR.
pub(crate) fn answer(answer: ast::Answer) -> Answer {
    match answer {
        ast::Answer::Yes => Answer::Yes,
        ast::Answer::No => Answer::No,
        ast::Answer::Unsure => Answer::Unsure,
    }
}

impl Lower<'_, '_, '_> {
    pub(crate) fn lower_judgement(&mut self, entry: &Entry<'_, ast::Judgement>) -> Judgement {
        let clauses = &entry.item.clauses;
        let mut judgement = Judgement {
            name: entry.key.clone(),
            asks: String::new(),
            cites: self.lower_cites(clauses),
            decides: Vec::new(),
            examples: Vec::new(),
            doc: entry.doc.clone(),
            at: At(entry.at),
        };
        for clause in clauses {
            match &clause.kind {
                ClauseKind::Asks(text) => judgement.asks.clone_from(&text.value),
                ClauseKind::Decide(decide) => {
                    if let Some(when) = self.lower_cond(&decide.when) {
                        judgement.decides.push(Decide { answer: answer(decide.answer), when, at: clause.at });
                    }
                }
                ClauseKind::Example(example) => {
                    judgement.examples.extend(self.lower_example(example, clause.at, &[]));
                }
                _ => {}
            }
        }
        if judgement.asks.is_empty() && entry.item.broken.is_empty() {
            let (name, amended) = (&entry.item.name, self.amender(entry));
            self.faults.push(NoQuestion { kind: "judgement", name: &name.text, at: name.at.0, amended });
        }
        judgement
    }

    pub(crate) fn lower_declaration(&mut self, entry: &Entry<'_, ast::Declaration>) -> Declaration {
        let clauses = &entry.item.clauses;
        let name = &entry.item.name;
        let mut declaration = Declaration {
            name: entry.key.clone(),
            cites: self.lower_cites(clauses),
            asks: String::new(),
            lasts: None,
            doc: entry.doc.clone(),
            at: At(entry.at),
        };
        for clause in clauses {
            match &clause.kind {
                ClauseKind::Asks(text) => declaration.asks.clone_from(&text.value),
                ClauseKind::Lasts(quantity) => {
                    let number = self.lower_number(&quantity.number);
                    declaration.lasts = number.and_then(|number| self.lower_duration(quantity, number));
                }
                _ => {}
            }
        }
        if entry.item.broken.is_empty() {
            let amended = self.amender(entry);
            if declaration.asks.is_empty() {
                let (kind, amended) = ("declaration", amended.clone());
                self.faults.push(NoQuestion { kind, name: &name.text, at: name.at.0, amended });
            }
            if !clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Cites(_))) {
                self.faults.push(NoGround { kind: "declaration", name: &name.text, at: name.at.0, amended });
            }
        }
        declaration
    }
}
