//! `fix` clauses.

use super::Lower;
use policyc_ir::{Fix, FixAction, FixScope, Template};
use policyc_syntax::ast::{self, Clause, ClauseKind, FixChange};

impl Lower<'_, '_, '_> {
    /// Lowers the `fix` clauses of a rule; one in which something is wrong, which has been told, is left out.
    pub(crate) fn lower_fixes(&mut self, clauses: &[Clause]) -> Vec<Fix> {
        let mut fixes = Vec::new();
        for clause in clauses {
            if let ClauseKind::Fix(fix) = &clause.kind {
                fixes.extend(self.lower_fix(fix, clause));
            }
        }
        fixes
    }

    fn lower_fix(&mut self, fix: &ast::Fix, clause: &Clause) -> Option<Fix> {
        let (action, scope, path, text) = match &fix.change {
            FixChange::Replace(target, text) => (FixAction::Replace, scope(target.scope), &target.path, Some(text)),
            FixChange::Delete(target) => (FixAction::Delete, scope(target.scope), &target.path, None),
            FixChange::Insert(insert) => {
                let scope = if insert.line { FixScope::Line } else { FixScope::Place };
                (action(insert.side), scope, &insert.path, Some(&insert.text))
            }
        };
        let target = self.lower_path(path)?.path;
        let text = text.map_or_else(Template::default, |text| self.lower_template(text, false));
        let when = match &fix.when {
            Some(when) => Some(self.lower_cond(when)?),
            None => None,
        };
        Some(Fix { safe: fix.safe, action, scope, target, text, when, at: clause.at })
    }
}

fn scope(scope: ast::FixScope) -> FixScope {
    match scope {
        ast::FixScope::Place => FixScope::Place,
        ast::FixScope::Element => FixScope::Element,
        ast::FixScope::Sentence => FixScope::Sentence,
        ast::FixScope::Line => FixScope::Line,
    }
}

fn action(side: ast::FixSide) -> FixAction {
    match side {
        ast::FixSide::Before => FixAction::Before,
        ast::FixSide::After => FixAction::After,
        ast::FixSide::In => FixAction::In,
    }
}
