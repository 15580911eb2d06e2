//! Texts of `report` and `help` with values in braces.

use super::Lower;
use crate::diagnostics::MissingOutsideParts;
use policyc_ir::{ExprKind, Piece, Template};
use policyc_syntax::ast;

impl Lower<'_, '_, '_> {
    /// Lowers a text; `parts` tells whether the rule has parts of `require`, which `{missing}` lists.
    pub(crate) fn lower_template(&mut self, template: &ast::Template, parts: bool) -> Template {
        let mut pieces = Vec::new();
        for piece in &template.pieces {
            match piece {
                ast::Piece::Words(words) => pieces.push(Piece::Text(words.clone())),
                ast::Piece::Path(path) => pieces.extend(self.lower_piece(path, parts)),
            }
        }
        Template(pieces)
    }

    fn lower_piece(&mut self, path: &ast::Path, parts: bool) -> Option<Piece> {
        let missing = path.single().is_some_and(|name| name.text == "missing" && self.var("missing").is_none());
        if missing {
            if !parts {
                return self.tell(MissingOutsideParts { at: path.at.0 });
            }
            return Some(Piece::Missing);
        }
        let expr = ast::Expr { kind: ast::ExprKind::Path(path.clone()), at: path.at };
        match self.lower_expr(&expr, None)?.expr.kind {
            ExprKind::Path(path) => Some(Piece::Path(path)),
            ExprKind::Local(id) => Some(Piece::Local(id)),
            ExprKind::Value(id) => Some(Piece::Value(id)),
            _ => None,
        }
    }
}
