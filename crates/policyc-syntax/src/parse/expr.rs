//! Values: `30 days after order.placed_at`, `sum of … over …`.

use super::build::{Build, Node, first, has, many, one};
use crate::LIMIT;
use crate::ast::{Aggregate, Amount, Direction, Expr, ExprKind, Fold, Operator};
use crate::diagnostics::{TightSign, TooDeep};
use crate::grammar::policy::Rule;
use crate::text::slice;
use policyc_diag::At;

impl Build<'_> {
    /// A value: `terms`, then `after` or `before` chained to the right.
    pub(crate) fn parse_sum(&mut self, node: &Node<'_>) -> Option<Expr> {
        let mut terms = Vec::new();
        let mut directions = Vec::new();
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::kw_after => directions.push(Direction::After),
                Rule::kw_before => directions.push(Direction::Before),
                _ => terms.push(self.parse_terms(&child)?),
            }
        }
        if terms.len() > LIMIT {
            let at = self.span(node);
            self.tell(TooDeep { at });
            return None;
        }
        let mut right = terms.pop()?;
        while let (Some(left), Some(direction)) = (terms.pop(), directions.pop()) {
            let at = At(left.at.0.to(right.at.0));
            right = Expr { kind: ExprKind::Shift(Box::new(left), direction, Box::new(right)), at };
        }
        Some(right)
    }

    fn parse_terms(&mut self, node: &Node<'_>) -> Option<Expr> {
        self.parse_chain(node, Self::parse_product)
    }

    fn parse_product(&mut self, node: &Node<'_>) -> Option<Expr> {
        self.parse_chain(node, Self::parse_atom)
    }

    /// Operands of one rank, joined from the left.
    fn parse_chain(&mut self, node: &Node<'_>, operand: fn(&mut Self, &Node<'_>) -> Option<Expr>) -> Option<Expr> {
        let mut left: Option<Expr> = None;
        let mut operator = Operator::Add;
        for (count, child) in node.clone().into_inner().enumerate() {
            if let Some(sign) = sign(&child) {
                self.check_sign(&child);
                operator = sign;
                continue;
            }
            if count > 2 * LIMIT {
                let at = self.span(node);
                self.tell(TooDeep { at });
                return None;
            }
            let right = operand(self, &child)?;
            left = Some(match left {
                None => right,
                Some(left) => {
                    let at = At(left.at.0.to(right.at.0));
                    Expr { kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)), at }
                }
            });
        }
        left
    }

    /// Minus and division want a blank before them as well.
    fn check_sign(&mut self, node: &Node<'_>) {
        let start = node.as_span().start();
        let before = slice(self.piece, 0..start).chars().next_back();
        let tight = !before.is_some_and(char::is_whitespace);
        if tight && matches!(node.as_rule(), Rule::minus | Rule::divide) {
            let at = self.span(node);
            self.tell(TightSign { at, found: node.as_str() });
        }
    }

    pub(crate) fn parse_atom(&mut self, node: &Node<'_>) -> Option<Expr> {
        let inner = first(node)?;
        let kind = match inner.as_rule() {
            Rule::instant => ExprKind::Instant(self.parse_instant(&inner)?),
            Rule::date => ExprKind::Date(self.parse_date(&inner)?),
            Rule::quantity => ExprKind::Quantity(self.parse_quantity(&inner)?),
            Rule::number => ExprKind::Number(self.parse_number(&inner)),
            Rule::string => ExprKind::String(self.parse_string(&inner)),
            Rule::kw_yes => ExprKind::Bool(true),
            Rule::kw_no => ExprKind::Bool(false),
            Rule::path => ExprKind::Path(self.parse_path(&inner)),
            Rule::paren_sum => self.parse_sum(&one(&inner, Rule::sum)?)?.kind,
            _ => {
                self.tell_no_offset(&inner);
                return None;
            }
        };
        Some(Expr { kind, at: self.at(node) })
    }

    pub(crate) fn sum_in(&mut self, node: &Node<'_>) -> Option<Expr> {
        let sum = one(node, Rule::sum)?;
        self.parse_sum(&sum)
    }

    pub(crate) fn parse_amount(&mut self, node: &Node<'_>) -> Option<Amount> {
        let inner = first(node)?;
        match inner.as_rule() {
            Rule::aggregate => self.parse_aggregate(&inner).map(Amount::Aggregate),
            _ => self.parse_sum(&inner).map(Amount::Expr),
        }
    }

    fn parse_aggregate(&mut self, node: &Node<'_>) -> Option<Aggregate> {
        let fold = match first(node)?.as_rule() {
            Rule::kw_sum => Fold::Sum,
            Rule::kw_count => Fold::Count,
            Rule::kw_latest => Fold::Latest,
            _ => Fold::Earliest,
        };
        let mut paths = many(node, Rule::path);
        let of = self.parse_path(&paths.next()?);
        let list = self.parse_path(&paths.next()?);
        let filter = if has(node, Rule::where_) { Some(self.where_in(node)?) } else { None };
        Some(Aggregate { fold, of, item: self.name_in(node)?, list, filter, at: self.at(node) })
    }
}

fn sign(node: &Node<'_>) -> Option<Operator> {
    match node.as_rule() {
        Rule::plus => Some(Operator::Add),
        Rule::minus => Some(Operator::Subtract),
        Rule::times => Some(Operator::Multiply),
        Rule::divide => Some(Operator::Divide),
        _ => None,
    }
}
