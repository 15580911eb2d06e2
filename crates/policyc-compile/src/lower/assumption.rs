//! `taken as V when C`: what an unknown fact is taken as.

use super::{Lower, Var};
use crate::diagnostics::{AssumesItself, TypeMismatch};
use crate::words::describe;
use policyc_ir::{AssumedValue, Assumption, Field, RecordType, Type};
use policyc_syntax::ast::{self, LiteralKind};

impl Lower<'_, '_, '_> {
    /// The facts with all assumptions in place.
    pub(crate) fn lower_schema_root(&mut self) -> RecordType {
        let facts = self.env.facts;
        let mut root = facts.root.clone();
        for (path, taken) in &facts.taken {
            let Some(field) = field_at(&facts.root, path) else { continue };
            let (ty, or_none) = (field.ty.clone(), field.or_none);
            let assumption = self.lower_taken(path, taken, &ty, or_none);
            if let (Some(assumption), Some(field)) = (assumption, field_at_mut(&mut root, path)) {
                field.assumed = Some(Box::new(assumption));
            }
        }
        root
    }

    fn lower_taken(&mut self, path: &[String], taken: &ast::Taken, ty: &Type, or_none: bool) -> Option<Assumption> {
        // An attribute's condition may speak of its item.
        let joined = self.env.facts.joined.iter().find(|joined| path.starts_with(&joined.list));
        if let Some(joined) = joined
            && let Some((_, var)) = self.lower_list(&joined.ast.list, &joined.ast.item)
        {
            self.vars.push(Var { name: joined.item.clone(), ..var });
        }
        let value = self.lower_assumed(taken, ty, or_none);
        self.assuming = true;
        let when = self.lower_cond(&taken.when);
        self.assuming = false;
        self.vars.clear();
        let (value, when) = (value?, when?);
        if crate::walk::reads(&when, path) {
            return self.tell(AssumesItself { path: &path.join("."), at: taken.at.0 });
        }
        Some(Assumption { value, when, at: taken.at })
    }

    fn lower_assumed(&mut self, taken: &ast::Taken, ty: &Type, or_none: bool) -> Option<AssumedValue> {
        let LiteralKind::Path(path) = &taken.value.kind else {
            return self.typed_literal(&taken.value, ty, or_none, false).map(AssumedValue::Literal);
        };
        let is_name = matches!(ty, Type::Enum(values) if path.single().is_some_and(|name| values.iter().any(|value| value.name == name.text)));
        if is_name {
            return self.typed_literal(&taken.value, ty, or_none, false).map(AssumedValue::Literal);
        }
        let fact = self.lower_path(path)?;
        if fact.ty != *ty {
            let (left, right) = (describe(ty), describe(&fact.ty));
            let at = path.at.0;
            return self.tell(TypeMismatch { left: &left, right: &right, example: None, at, left_at: taken.at.0 });
        }
        Some(AssumedValue::Fact(fact.path))
    }
}

/// The field of a path that runs through lists.
pub(crate) fn field_at<'r>(root: &'r RecordType, path: &[String]) -> Option<&'r Field> {
    let (first, rest) = path.split_first()?;
    let field = root.field(first)?;
    if rest.is_empty() {
        return Some(field);
    }
    field_at(record_within(&field.ty)?, rest)
}

fn record_within(ty: &Type) -> Option<&RecordType> {
    match ty {
        Type::Record(record) => Some(record),
        Type::List(of) | Type::Set(of) => record_within(of),
        _ => None,
    }
}

fn field_at_mut<'r>(root: &'r mut RecordType, path: &[String]) -> Option<&'r mut Field> {
    let (first, rest) = path.split_first()?;
    let field = root.fields.iter_mut().find(|field| field.name == *first)?;
    if rest.is_empty() {
        return Some(field);
    }
    field_at_mut(record_within_mut(&mut field.ty)?, rest)
}

fn record_within_mut(ty: &mut Type) -> Option<&mut RecordType> {
    match ty {
        Type::Record(record) => Some(record),
        Type::List(of) | Type::Set(of) => record_within_mut(of),
        _ => None,
    }
}
