//! Conditions.

use super::build::{Build, Node, first, has, one};
use crate::ast::{Cond, CondKind, Count, Every, ExprKind, Test, There};
use crate::diagnostics::{AmbiguousAny, MissingVerb, MixedAndOr, ProgrammingSign, TooDeep, WhereForSatisfies};
use crate::grammar::policy::Rule;
use policyc_diag::Span;

impl Build<'_> {
    pub(crate) fn cond_in(&mut self, node: &Node<'_>) -> Option<Cond> {
        let cond = one(node, Rule::cond)?;
        self.parse_cond(&cond)
    }

    pub(crate) fn where_in(&mut self, node: &Node<'_>) -> Option<Cond> {
        let filter = one(node, Rule::where_)?;
        self.cond_in(&filter)
    }

    /// Terms joined by one connective throughout.
    pub(crate) fn parse_cond(&mut self, node: &Node<'_>) -> Option<Cond> {
        let mut terms = Vec::new();
        let mut connective: Option<(bool, Span)> = None;
        let mut mixed = false;
        for child in node.clone().into_inner() {
            let Some(and) = self.parse_connective(&child) else {
                terms.push(self.parse_term(&child));
                continue;
            };
            let at = self.span(&child);
            match connective {
                None => connective = Some((and, at)),
                Some((before, other)) if before != and && !mixed => {
                    mixed = true;
                    self.tell(MixedAndOr { at, other, found: if and { "and" } else { "or" } });
                }
                Some(_) => {}
            }
        }
        let mut terms = terms.into_iter().collect::<Option<Vec<_>>>()?;
        match connective {
            _ if mixed => None,
            None => terms.pop(),
            Some((true, _)) => Some(Cond { kind: CondKind::And(terms), at: self.at(node) }),
            Some((false, _)) => Some(Cond { kind: CondKind::Or(terms), at: self.at(node) }),
        }
    }

    /// Whether the node is a connective, and then whether it is `and`.
    fn parse_connective(&mut self, node: &Node<'_>) -> Option<bool> {
        match node.as_rule() {
            Rule::kw_and => Some(true),
            Rule::kw_or => Some(false),
            Rule::wrong_and => {
                self.tell_sign(node, "`and`");
                Some(true)
            }
            Rule::wrong_or => {
                self.tell_sign(node, "`or`");
                Some(false)
            }
            _ => None,
        }
    }

    pub(crate) fn tell_sign(&mut self, node: &Node<'_>, instead: &'static str) {
        let at = self.span(node);
        self.tell(ProgrammingSign { at, found: node.as_str(), instead });
    }

    fn parse_term(&mut self, node: &Node<'_>) -> Option<Cond> {
        let mut nots = 0;
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::kw_not => nots += 1,
                Rule::wrong_not => {
                    self.tell_sign(&child, "`not`, or `is not`");
                    nots += 1;
                }
                _ => {
                    let test = self.parse_test(&child)?;
                    return self.parse_not(node, nots, test);
                }
            }
        }
        None
    }

    fn parse_not(&mut self, node: &Node<'_>, nots: usize, test: Cond) -> Option<Cond> {
        match nots {
            0 => Some(test),
            1 => Some(Cond { kind: CondKind::Not(Box::new(test)), at: self.at(node) }),
            _ => {
                let at = self.span(node);
                self.tell(TooDeep { at });
                None
            }
        }
    }

    fn parse_test(&mut self, node: &Node<'_>) -> Option<Cond> {
        let inner = first(node)?;
        let kind = match inner.as_rule() {
            Rule::paren_cond => self.cond_in(&inner)?.kind,
            Rule::judged => CondKind::Judged(self.name_in(&inner)?),
            Rule::there => CondKind::There(self.parse_there(&inner)?),
            Rule::every => CondKind::Every(self.parse_every(&inner)?),
            Rule::wrong_any => {
                let word = one(&inner, Rule::wrong_any_word)?;
                let at = self.span(&word);
                self.tell(AmbiguousAny { at, found: word.as_str() });
                return None;
            }
            _ => self.parse_comparison(&inner)?,
        };
        Some(Cond { kind, at: self.at(&inner) })
    }

    fn parse_there(&mut self, node: &Node<'_>) -> Option<There> {
        let count = self.parse_count(&one(node, Rule::count)?)?;
        let filter = if has(node, Rule::where_) { Some(Box::new(self.where_in(node)?)) } else { None };
        Some(There { count, item: self.name_in(node)?, list: self.path_in(node)?, filter })
    }

    fn parse_count(&self, node: &Node<'_>) -> Option<Count> {
        if has(node, Rule::kw_no) {
            return Some(Count::No);
        }
        let Some(number) = self.number_in(node) else { return Some(Count::Some) };
        Some(if has(node, Rule::kw_least) {
            Count::AtLeast(number)
        } else if has(node, Rule::kw_most) {
            Count::AtMost(number)
        } else {
            Count::Exactly(number)
        })
    }

    fn parse_every(&mut self, node: &Node<'_>) -> Option<Every> {
        if let Some(wrong) = one(node, Rule::wrong_where) {
            let at = first(&wrong).map_or_else(|| self.span(&wrong), |word| self.span(&word));
            self.tell(WhereForSatisfies { at });
            return None;
        }
        let body = Box::new(self.cond_in(node)?);
        Some(Every { item: self.name_in(node)?, list: self.path_in(node)?, body })
    }

    fn parse_comparison(&mut self, node: &Node<'_>) -> Option<CondKind> {
        let subject = self.sum_in(node);
        let Some(tail) = one(node, Rule::tail) else {
            let subject = subject?;
            if let ExprKind::Path(path) = subject.kind {
                return Some(CondKind::Bare(path));
            }
            self.tell(MissingVerb { at: subject.at.0 });
            return None;
        };
        let verb = self.parse_tail(&tail);
        Some(CondKind::Test(Test { subject: subject?, verb: verb?, verb_at: self.at(&tail) }))
    }
}
