//! What facts there are for a policy: built-in ones, declared ones, attributes, shapes, placeholders.

use crate::diagnostics::{AttributeList, DuplicateFact, UnknownType};
use crate::fault::{Faults, near};
use crate::flatten::Flat;
use policyc_diag::{At, Span};
use policyc_ir::{EnumValue, Field, FieldOrigin, Placeholders, RecordType, Type, vocab};
use policyc_syntax::ast::{self, BaseTypeKind};
use std::collections::BTreeMap;

/// Names of types as policies write them.
const TYPE_NAMES: [(&str, Type); 13] = [
    ("text", Type::Text),
    ("yes-no", Type::Bool),
    ("integer", Type::Integer),
    ("decimal", Type::Decimal),
    ("percent", Type::Percent),
    ("length", Type::Length),
    ("duration", Type::Duration),
    ("instant", Type::Instant),
    ("date", Type::Date),
    ("language-tag", Type::Language),
    ("url", Type::Url),
    ("host", Type::Host),
    ("money", Type::Money),
];

/// An `attributes` item with the name that it gives to an item of its list.
#[derive(Debug, Clone)]
pub(crate) struct Joined<'m> {
    pub(crate) item: String,
    pub(crate) ast: &'m ast::Attributes,
    pub(crate) list: Vec<String>,
}

/// All facts of a policy; assumptions are filled in later, since they are conditions over these.
#[derive(Debug, Default)]
pub(crate) struct Facts<'m> {
    pub(crate) root: RecordType,
    pub(crate) joined: Vec<Joined<'m>>,
    pub(crate) shapes: BTreeMap<String, Vec<String>>,
    pub(crate) placeholders: Placeholders,
    /// `taken as` clauses with the path of their field.
    pub(crate) taken: Vec<(Vec<String>, &'m ast::Taken)>,
}

/// Builds the facts of a flattened policy.
pub(crate) fn build<'m>(flat: &Flat<'m>, faults: &mut Faults) -> Facts<'m> {
    let mut facts = Facts::default();
    for entry in &flat.shapes.entries {
        let patterns = entry.item.patterns.iter().map(|pattern| pattern.value.clone()).collect();
        facts.shapes.insert(entry.key.clone(), patterns);
    }
    facts.placeholders = placeholders(flat);
    let shapes: Vec<String> = facts.shapes.keys().cloned().collect();
    let kinds: Vec<String> = facts.placeholders.kinds.keys().cloned().collect();
    facts.root = vocab::builtin_for(&shapes, &kinds);
    let mut builder = Builder { flat, faults, taken: Vec::new(), shapes: &facts.shapes };
    for (declared, doc, at) in &flat.facts {
        builder.declare(&mut facts.root, declared, *doc, *at);
    }
    for (attributes, _) in &flat.attributes {
        if let Some(joined) = builder.join(&mut facts.root, attributes) {
            facts.joined.push(joined);
        }
    }
    facts.taken = builder.taken;
    facts
}

fn placeholders(flat: &Flat<'_>) -> Placeholders {
    let mut all = Placeholders::default();
    for entry in flat.placeholders.iter().flat_map(|item| &item.entries) {
        let patterns = entry.patterns.iter().map(|pattern| pattern.value.clone());
        match entry.kind.text.as_str() {
            "written" => all.written.extend(patterns),
            "branch" => all.branch.extend(patterns),
            kind => all.kinds.entry(kind.to_owned()).or_default().extend(patterns),
        }
    }
    all
}

struct Builder<'a, 'm> {
    flat: &'a Flat<'m>,
    faults: &'a mut Faults,
    taken: Vec<(Vec<String>, &'m ast::Taken)>,
    shapes: &'a BTreeMap<String, Vec<String>>,
}

impl<'m> Builder<'_, 'm> {
    fn declare(&mut self, root: &mut RecordType, facts: &'m ast::Facts, doc: Option<&ast::Doc>, at: Span) {
        let path = vec![facts.name.text.clone()];
        let origin = FieldOrigin::Case;
        let Some(field) = self.field(&facts.name, &facts.ty, doc, &path, origin) else { return };
        merge(root, Field { at: At(at), ..field }, facts.name.at.0, self.faults);
    }

    fn join(&mut self, root: &mut RecordType, attributes: &'m ast::Attributes) -> Option<Joined<'m>> {
        let list: Vec<String> = attributes.list.parts.iter().map(|part| part.text.clone()).collect();
        let fields = self.record(&attributes.fields, &list, FieldOrigin::Attribute);
        let Some(record) = items_of(root, &list) else {
            let path = attributes.list.text();
            self.faults.push(AttributeList { path: &path, field: None, at: attributes.list.at.0 });
            return None;
        };
        if record.field(&attributes.by.text).is_none() {
            let (path, field) = (attributes.list.text(), attributes.by.text.as_str());
            self.faults.push(AttributeList { path: &path, field: Some(field), at: attributes.by.at.0 });
        }
        for field in fields.fields {
            let at = field.at.0;
            merge(record, field, at, self.faults);
        }
        Some(Joined { item: attributes.item.text.clone(), ast: attributes, list })
    }

    fn field(
        &mut self,
        name: &ast::Name,
        ty: &'m ast::Type,
        doc: Option<&ast::Doc>,
        path: &[String],
        origin: FieldOrigin,
    ) -> Option<Field> {
        if let Some(taken) = &ty.taken {
            self.taken.push((path.to_vec(), taken));
        }
        Some(Field {
            name: name.text.clone(),
            ty: self.base(&ty.base, path, origin)?,
            or_none: ty.or_none,
            assumed: None,
            origin,
            doc: doc.map(|doc| doc.text.clone()).unwrap_or_default(),
            at: name.at,
        })
    }

    fn record(&mut self, decls: &'m [ast::FieldDecl], path: &[String], origin: FieldOrigin) -> RecordType {
        let mut record = RecordType::default();
        for decl in decls {
            let below: Vec<String> = path.iter().cloned().chain([decl.name.text.clone()]).collect();
            if let Some(field) = self.field(&decl.name, &decl.ty, decl.doc.as_ref(), &below, origin) {
                merge(&mut record, field, decl.name.at.0, self.faults);
            }
        }
        record
    }

    fn base(&mut self, base: &'m ast::BaseType, path: &[String], origin: FieldOrigin) -> Option<Type> {
        Some(match &base.kind {
            BaseTypeKind::Record(fields) => Type::Record(self.record(fields, path, origin)),
            BaseTypeKind::List(of) => Type::List(Box::new(self.base(of, path, origin)?)),
            BaseTypeKind::Set(of) => Type::Set(Box::new(self.base(of, path, origin)?)),
            BaseTypeKind::OneOf(values) => Type::Enum(values.iter().map(enum_value).collect()),
            BaseTypeKind::Named(name) => self.named(name)?,
        })
    }

    fn named(&mut self, name: &ast::Name) -> Option<Type> {
        if let Some((_, ty)) = TYPE_NAMES.iter().find(|(known, _)| *known == name.text) {
            return Some(ty.clone());
        }
        if self.shapes.contains_key(&name.text) {
            return Some(Type::Shape(name.text.clone()));
        }
        if !self.flat.incomplete && !self.flat.shapes.broken.contains(&name.text) {
            let known = TYPE_NAMES.iter().map(|(known, _)| *known).chain(self.shapes.keys().map(String::as_str));
            let near = near(&name.text, known);
            self.faults.push(UnknownType { name: &name.text, near, at: name.at.0 });
        }
        None
    }
}

fn enum_value(value: &ast::EnumValue) -> EnumValue {
    let data = value.alias.as_ref().map_or_else(|| value.name.text.clone(), |alias| alias.value.clone());
    EnumValue { name: value.name.text.clone(), data }
}

/// The record of an item of a list of records.
fn items_of<'r>(root: &'r mut RecordType, list: &[String]) -> Option<&'r mut RecordType> {
    let mut record = root;
    let (last, above) = list.split_last()?;
    for name in above {
        let field = record.fields.iter_mut().find(|field| field.name == *name)?;
        match &mut field.ty {
            Type::Record(inner) => record = inner,
            _ => return None,
        }
    }
    match &mut record.fields.iter_mut().find(|field| field.name == *last)?.ty {
        Type::List(of) => match &mut **of {
            Type::Record(inner) => Some(inner),
            _ => None,
        },
        _ => None,
    }
}

/// Adds a field; two records of one name become one, anything else of one name is a fault.
fn merge(record: &mut RecordType, field: Field, at: Span, faults: &mut Faults) {
    let Some(old) = record.fields.iter_mut().find(|old| old.name == field.name) else {
        record.fields.push(field);
        return;
    };
    match (&mut old.ty, field.ty) {
        (Type::Record(into), Type::Record(from)) => {
            for inner in from.fields {
                let at = inner.at.0;
                merge(into, inner, at, faults);
            }
        }
        _ => {
            let built_in = matches!(old.origin, FieldOrigin::Message | FieldOrigin::Supplied);
            faults.push(DuplicateFact { name: &field.name, built_in, at, first: old.at.0 });
        }
    }
}
