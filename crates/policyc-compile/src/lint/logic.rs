//! Truth tables of conditions: tests are atoms, and a fact that is one of some names is a choice among them.
//!
//! Conditions without an item are looked through. Tables are bounded; a condition with too many atoms is not judged.

use policyc_ir::{Cond, CondKind, Expr, ExprKind, Literal, Path, Policy, Type};

/// Most rows of a table.
const MOST_ROWS: usize = 1024;
/// Named conditions looked through.
const DEEPEST: usize = 16;

/// One thing that can be one way or another.
#[derive(Debug, Clone, PartialEq)]
enum Variable {
    /// A test, true or false (two ways).
    Test(Box<CondKind>),
    /// A path that has one of the names seen, another one, or (last) is none.
    Choice(Path, Vec<String>),
}

impl Variable {
    fn ways(&self) -> usize {
        match self {
            Self::Test(_) => 2,
            Self::Choice(_, names) => names.len() + 2,
        }
    }
}

/// Rows on which a condition holds.
pub(super) type Rows = Vec<bool>;

/// All that some conditions hang on.
#[derive(Debug, Default)]
pub(super) struct Table {
    variables: Vec<Variable>,
    rows: usize,
}

impl Table {
    /// The table of these conditions together; none if it would be too large.
    pub(super) fn of(policy: &Policy, conds: &[&Cond]) -> Option<Self> {
        let mut table = Self::default();
        for cond in conds {
            table.collect(policy, cond, DEEPEST);
        }
        table.rows = table
            .variables
            .iter()
            .try_fold(1usize, |rows, variable| rows.checked_mul(variable.ways()).filter(|rows| *rows <= MOST_ROWS))?;
        Some(table)
    }

    /// All rows.
    pub(super) fn everything(&self) -> Rows {
        vec![true; self.rows]
    }

    fn collect(&mut self, policy: &Policy, cond: &Cond, depth: usize) {
        match &cond.kind {
            CondKind::And(parts) | CondKind::Or(parts) => {
                parts.iter().for_each(|part| self.collect(policy, part, depth));
            }
            CondKind::Not(inner) => self.collect(policy, inner, depth),
            CondKind::Call { condition, argument: None } if depth > 0 => {
                if let Some(named) = policy.condition(*condition) {
                    self.collect(policy, &named.when, depth - 1);
                }
            }
            kind => self.enter(kind),
        }
    }

    fn enter(&mut self, kind: &CondKind) {
        let Some((path, names)) = choice(kind) else {
            if !self.variables.iter().any(|variable| matches!(variable, Variable::Test(test) if **test == *kind)) {
                self.variables.push(Variable::Test(Box::new(kind.clone())));
            }
            return;
        };
        let known = self.variables.iter_mut().find_map(|variable| match variable {
            Variable::Choice(other, names) if other == path => Some(names),
            _ => None,
        });
        match known {
            Some(known) => {
                for name in names {
                    if !known.contains(&name) {
                        known.push(name);
                    }
                }
            }
            None => self.variables.push(Variable::Choice(path.clone(), names)),
        }
    }

    /// The rows on which a condition holds; it must be one that the table is of.
    pub(super) fn holds(&self, policy: &Policy, cond: &Cond) -> Rows {
        self.rows_of(policy, cond, DEEPEST)
    }

    fn rows_of(&self, policy: &Policy, cond: &Cond, depth: usize) -> Rows {
        match &cond.kind {
            CondKind::And(parts) => {
                let parts = parts.iter().map(|part| self.rows_of(policy, part, depth));
                parts.fold(self.everything(), |all, part| both(&all, &part))
            }
            CondKind::Or(parts) => {
                let none = vec![false; self.rows];
                let parts = parts.iter().map(|part| self.rows_of(policy, part, depth));
                parts.fold(none, |all, part| all.iter().zip(&part).map(|(a, b)| *a || *b).collect())
            }
            CondKind::Not(inner) => not(&self.rows_of(policy, inner, depth)),
            CondKind::Call { condition, argument: None } if depth > 0 => match policy.condition(*condition) {
                Some(named) => self.rows_of(policy, &named.when, depth - 1),
                None => self.everything(),
            },
            kind => self.test_rows(kind),
        }
    }

    fn test_rows(&self, kind: &CondKind) -> Rows {
        let choice = choice(kind);
        let position = self.variables.iter().position(|variable| match (variable, &choice) {
            (Variable::Choice(path, _), Some((other, _))) => path == *other,
            (Variable::Test(test), None) => **test == *kind,
            _ => false,
        });
        let Some(position) = position else { return self.everything() };
        let below: usize = self.variables.iter().take(position).map(Variable::ways).product();
        let Some(variable) = self.variables.get(position) else { return self.everything() };
        let ways = variable.ways();
        let holds = |way: usize| match (variable, &choice) {
            (Variable::Test(_), _) => way == 1,
            // The last way is none, the one before it any name that nobody mentions.
            (Variable::Choice(..), Some((_, named))) if named.is_empty() => {
                matches!(kind, CondKind::None(_)) == (way + 1 == ways)
            }
            (Variable::Choice(_, known), Some((_, named))) => known.get(way).is_some_and(|name| named.contains(name)),
            _ => true,
        };
        (0..self.rows).map(|row| holds(row / below.max(1) % ways)).collect()
    }
}

/// A test of a path against names, `given` or `none`: the path, and the names (none of them for the last two).
fn choice(kind: &CondKind) -> Option<(&Path, Vec<String>)> {
    let path = |expr: &'_ Expr| matches!(&expr.kind, ExprKind::Path(_));
    match kind {
        CondKind::Is(left, right) if path(left) => Some((path_of(left)?, vec![name(right)?])),
        CondKind::OneOf(left, members) if path(left) => {
            Some((path_of(left)?, members.iter().map(name).collect::<Option<Vec<_>>>()?))
        }
        CondKind::Given(path) | CondKind::None(path) => Some((path, Vec::new())),
        _ => None,
    }
}

fn path_of(expr: &Expr) -> Option<&Path> {
    match &expr.kind {
        ExprKind::Path(path) if matches!(expr.ty, Type::Enum(_) | Type::Bool) => Some(path),
        _ => None,
    }
}

fn name(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::Name(name)) => Some(name.clone()),
        ExprKind::Literal(Literal::Bool(value)) => Some(if *value { "yes" } else { "no" }.to_owned()),
        _ => None,
    }
}

/// Rows of both.
pub(super) fn both(a: &Rows, b: &Rows) -> Rows {
    a.iter().zip(b).map(|(a, b)| *a && *b).collect()
}

/// Rows on which it does not hold.
pub(super) fn not(rows: &Rows) -> Rows {
    rows.iter().map(|row| !row).collect()
}

/// Whether it holds on no row.
pub(super) fn never(rows: &Rows) -> bool {
    !rows.iter().any(|row| *row)
}
