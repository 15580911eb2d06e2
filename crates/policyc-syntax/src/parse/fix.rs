//! `fix` clauses.

use super::build::{Build, Node, has, one};
use crate::ast::{Fix, FixChange, FixInsert, FixScope, FixSide, FixTarget, Template};
use crate::grammar::policy::Rule;

impl Build<'_> {
    pub(super) fn parse_fix(&mut self, node: &Node<'_>) -> Option<Fix> {
        let change = if let Some(replace) = one(node, Rule::fix_replace) {
            FixChange::Replace(self.parse_fix_target(&replace)?, self.parse_fix_text(&replace)?)
        } else if let Some(delete) = one(node, Rule::fix_delete) {
            FixChange::Delete(self.parse_fix_target(&delete)?)
        } else {
            FixChange::Insert(self.parse_fix_insert(&one(node, Rule::fix_insert)?)?)
        };
        let when = if has(node, Rule::kw_when) { Some(self.cond_in(node)?) } else { None };
        Some(Fix { safe: has(node, Rule::kw_safe), change, when })
    }

    fn parse_fix_target(&mut self, node: &Node<'_>) -> Option<FixTarget> {
        let target = one(node, Rule::fix_target)?;
        let scope = one(&target, Rule::fix_scope);
        let scope = scope.map_or(FixScope::Place, |scope| match scope.as_str() {
            "element" => FixScope::Element,
            "sentence" => FixScope::Sentence,
            _ => FixScope::Line,
        });
        Some(FixTarget { scope, path: self.path_in(&target)? })
    }

    fn parse_fix_text(&mut self, node: &Node<'_>) -> Option<Template> {
        one(node, Rule::string).map(|text| self.parse_template(&text))
    }

    fn parse_fix_insert(&mut self, node: &Node<'_>) -> Option<FixInsert> {
        let side = if has(node, Rule::kw_before) {
            FixSide::Before
        } else if has(node, Rule::kw_after) {
            FixSide::After
        } else {
            FixSide::In
        };
        let line = has(node, Rule::kw_line);
        Some(FixInsert { text: self.parse_fix_text(node)?, line, side, path: self.path_in(node)? })
    }
}
