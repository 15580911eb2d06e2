//! `path is literal`: samples and examples, typed against the facts.

use super::paths::skeleton;
use super::{Lower, literal};
use crate::diagnostics::{HasOnNoList, LiteralMismatch, NoneNotAllowed, NotSupplied, UnknownField, UnknownName};
use crate::fault::near;
use crate::words::describe;
use policyc_diag::{At, Span};
use policyc_ir::{Assign, Field, FieldOrigin, Literal, RecordType, Type};
use policyc_syntax::ast::{self, Assignment, LiteralKind};

/// What an assignment sets.
struct Target {
    path: Vec<String>,
    every_item_of: Option<Vec<String>>,
    ty: Type,
    or_none: bool,
}

/// What a case says of a label.
fn label_type() -> Type {
    let field = |name: &str, ty| Field {
        name: name.to_owned(),
        ty,
        or_none: false,
        assumed: None,
        origin: FieldOrigin::Case,
        doc: String::new(),
        at: At::default(),
    };
    let texts = [("by", Type::Text), ("at", Type::Instant), ("note", Type::Text)];
    let fields = std::iter::once(("value", Type::Bool)).chain(texts).map(|(name, ty)| field(name, ty));
    Type::Record(RecordType { fields: fields.collect() })
}

impl Lower<'_, '_, '_> {
    /// All of them; `None` if one is broken.
    pub(crate) fn lower_assigns(&mut self, assigns: &[ast::Assign]) -> Option<Vec<Assign>> {
        let lowered: Vec<Option<Assign>> = assigns.iter().map(|assign| self.lower_assign(assign)).collect();
        lowered.into_iter().collect()
    }

    fn lower_assign(&mut self, assign: &ast::Assign) -> Option<Assign> {
        let target = self.target(assign)?;
        let (value, appends) = match &assign.assignment {
            Assignment::Is(value) => (self.typed_literal(value, &target.ty, target.or_none, true)?, false),
            Assignment::Has(value) => {
                let of = match &target.ty {
                    Type::List(of) | Type::Set(of) => (**of).clone(),
                    other => {
                        let (name, is) = (assign.path.text(), describe(other));
                        return self.tell(HasOnNoList { name: &name, is: &is, at: assign.path.at.0 });
                    }
                };
                (self.typed_literal(value, &of, false, false)?, true)
            }
        };
        Some(Assign { path: target.path, every_item_of: target.every_item_of, appends, value, at: assign.at })
    }

    fn target(&mut self, assign: &ast::Assign) -> Option<Target> {
        let path = &assign.path;
        let names: Vec<String> = path.parts.iter().map(|part| part.text.clone()).collect();
        let (first, rest) = path.parts.split_first()?;
        if first.text == "labels" {
            return self.label_target(names, rest, &assign.assignment);
        }
        if self.env.facts.root.field(&first.text).is_none()
            && let Some(list) = self.list_of_item(&first.text)
        {
            return self.attribute_target(names, list, rest, path);
        }
        // Variables of the rule are no facts of an example.
        let vars = std::mem::take(&mut self.vars);
        let resolved = self.lower_path(path);
        self.vars = vars;
        let resolved = resolved?;
        Some(Target { path: names, every_item_of: None, ty: resolved.ty, or_none: resolved.path.or_none })
    }

    /// `labels.NAME is yes`, or with who said so: `labels.NAME is { value: yes  by: "Ann" }`.
    fn label_target(&mut self, names: Vec<String>, rest: &[ast::Name], set: &Assignment) -> Option<Target> {
        if let [judgement] = rest {
            self.judgement_id(judgement)?;
        }
        let record = matches!(set, Assignment::Is(ast::Literal { kind: LiteralKind::Record(_), .. }));
        let ty = if record { label_type() } else { Type::Bool };
        Some(Target { path: names, every_item_of: None, ty, or_none: false })
    }

    /// The list whose items an `attributes` item, or the rule's loop, calls by this name.
    fn list_of_item(&self, name: &str) -> Option<Vec<String>> {
        let joined = self.env.facts.joined.iter().find(|joined| joined.item == name);
        if let Some(joined) = joined {
            return Some(joined.list.clone());
        }
        let var = self.vars.iter().find(|var| var.name == name)?;
        Some(var.list.split('.').map(str::to_owned).collect())
    }

    fn attribute_target(
        &mut self,
        names: Vec<String>,
        list: Vec<String>,
        rest: &[ast::Name],
        path: &ast::Path,
    ) -> Option<Target> {
        let env = self.env;
        let (last, above) = list.split_last()?;
        let mut record = &env.facts.root;
        for name in above {
            let Type::Record(inner) = &record.field(name)?.ty else { return None };
            record = inner;
        }
        let Type::List(of) = &record.field(last)?.ty else { return None };
        let [field_name] = rest else {
            return self.tell(NotSupplied { name: &path.text(), list: &list.join("."), at: path.at.0 });
        };
        let Type::Record(record) = &**of else { return None };
        let Some(field) = record.field(&field_name.text) else {
            let near = near(&field_name.text, record.fields.iter().map(|field| field.name.as_str()));
            let of = list.join(".");
            return self.tell(UnknownField { of: &of, field: &field_name.text, near, at: field_name.at.0 });
        };
        if !matches!(field.origin, FieldOrigin::Attribute | FieldOrigin::Supplied) {
            return self.tell(NotSupplied { name: &path.text(), list: &list.join("."), at: path.at.0 });
        }
        Some(Target { path: names, every_item_of: Some(list), ty: field.ty.clone(), or_none: field.or_none })
    }

    /// A literal that has to be of a type.
    pub(crate) fn typed_literal(
        &mut self,
        value: &ast::Literal,
        ty: &Type,
        or_none: bool,
        unknown: bool,
    ) -> Option<Literal> {
        let at = value.at.0;
        match (&value.kind, ty) {
            (LiteralKind::None, _) if or_none => Some(Literal::None),
            (LiteralKind::None, _) => self.tell(NoneNotAllowed { is: &describe(ty), at }),
            (LiteralKind::Unknown, _) if unknown => Some(Literal::Unknown),
            (LiteralKind::Bool(value), Type::Bool) => Some(Literal::Bool(*value)),
            (LiteralKind::Path(path), Type::Enum(values)) => {
                let name = path.text();
                if values.iter().any(|value| value.name == name) {
                    return Some(Literal::Name(name));
                }
                let near = near(&name, values.iter().map(|value| value.name.as_str()));
                self.tell(UnknownName { name: &name, is: &describe(ty), near, at })
            }
            (LiteralKind::String(text), Type::Text | Type::Language | Type::Url | Type::Host | Type::Shape(_)) => {
                Some(Literal::Text(text.value.clone()))
            }
            (LiteralKind::Number(number), Type::Integer | Type::Decimal) => {
                let number = self.lower_number(number)?;
                if *ty == Type::Integer && number.denominator() != 1 {
                    return self.mismatched(value, ty);
                }
                Some(Literal::Number(number))
            }
            (LiteralKind::Quantity(quantity), Type::Percent | Type::Money | Type::Length | Type::Duration) => {
                let (literal, is) = self.lower_quantity(quantity)?;
                if is == *ty { Some(literal) } else { self.mismatched(value, ty) }
            }
            (LiteralKind::Instant(instant), Type::Instant) => Some(Literal::Instant(literal::instant(instant))),
            (LiteralKind::Date(date), Type::Date) => Some(Literal::Date(literal::date(date))),
            (LiteralKind::List(items), Type::List(of) | Type::Set(of)) => self.literal_list(items, of),
            (LiteralKind::Record(fields), Type::Record(record)) => self.literal_record(fields, record),
            _ => self.mismatched(value, ty),
        }
    }

    fn mismatched<T>(&mut self, value: &ast::Literal, ty: &Type) -> Option<T> {
        let quoted = matches!((&value.kind, ty), (LiteralKind::String(_), Type::Enum(_)));
        let example = crate::words::example_of(&skeleton(ty));
        self.tell(LiteralMismatch { wanted: &describe(ty), example, quoted, at: value.at.0 })
    }

    fn literal_list(&mut self, items: &[ast::Literal], of: &Type) -> Option<Literal> {
        let items: Vec<Option<Literal>> = items.iter().map(|item| self.typed_literal(item, of, false, false)).collect();
        items.into_iter().collect::<Option<Vec<_>>>().map(Literal::List)
    }

    fn literal_record(&mut self, fields: &[ast::LiteralField], record: &policyc_ir::RecordType) -> Option<Literal> {
        let mut lowered = Vec::new();
        let mut broken = false;
        for field in fields {
            match self.literal_field(field, record) {
                Some(value) => lowered.push((field.name.text.clone(), value)),
                None => broken = true,
            }
        }
        if broken { None } else { Some(Literal::Record(lowered)) }
    }

    fn literal_field(&mut self, field: &ast::LiteralField, record: &policyc_ir::RecordType) -> Option<Literal> {
        let at: Span = field.name.at.0;
        let Some(declared) = record.field(&field.name.text) else {
            if self.incomplete() {
                return None;
            }
            let near = near(&field.name.text, record.fields.iter().map(|field| field.name.as_str()));
            return self.tell(UnknownField { of: "", field: &field.name.text, near, at });
        };
        self.typed_literal(&field.value, &declared.ty, declared.or_none, true)
    }
}
