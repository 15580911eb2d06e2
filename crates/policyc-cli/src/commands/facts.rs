//! `policyc facts`: what policies can speak of.

use super::check::near;
use crate::{
    args::{Common, Facts},
    project,
    status::Status,
};
use policyc::ir::{self, Field, FieldOrigin, RecordType, Type};

/// Runs it.
pub(crate) fn run(args: &Facts, common: &Common) -> Status {
    let root = match &args.policy {
        None => ir::vocab::builtin(),
        Some(name) => {
            let project = project::load(common, &[]);
            let Some(policies) = &project.policies else { return Status::Fault };
            let Some(index) = policies.find(name) else {
                eprintln!("policyc: there is no policy `{name}`");
                if let Some(near) = near(name, policies.list().iter().map(|policy| policy.name.as_str())) {
                    eprintln!("  help: did you mean `{near}`?");
                }
                return Status::Fault;
            };
            policies.list().get(index).map(|policy| policy.schema.root.clone()).unwrap_or_default()
        }
    };
    match &args.path {
        None => print_record("", &root),
        Some(path) => match find(&root, path) {
            Some(field) => print_field(path, field),
            None => {
                eprintln!("policyc: there is no fact `{path}`");
                eprintln!(
                    "  help: `policyc facts` lists those that the program reads, `--policy NAME` those that a policy declares too"
                );
                return Status::Fault;
            }
        },
    }
    Status::Clean
}

/// The field of a path, through lists.
pub(crate) fn find<'a>(root: &'a RecordType, path: &str) -> Option<&'a Field> {
    let mut record = root;
    let mut names = path.split('.').peekable();
    loop {
        let field = record.field(names.next()?)?;
        if names.peek().is_none() {
            return Some(field);
        }
        record = inner(&field.ty)?;
    }
}

fn inner(ty: &Type) -> Option<&RecordType> {
    match ty {
        Type::Record(record) => Some(record),
        Type::List(of) | Type::Set(of) => inner(of),
        _ => None,
    }
}

/// A fact and everything below it.
pub(crate) fn print_field(path: &str, field: &Field) {
    let none = if field.or_none { " or none" } else { "" };
    let origin = match field.origin {
        FieldOrigin::Message => "read off the message",
        FieldOrigin::Supplied => "read where it can be, else declared",
        FieldOrigin::Case => "given by the case",
        FieldOrigin::Attribute => "declared of each item",
    };
    crate::output::say!("{path}: {}{none}", name(&field.ty));
    let doc = if field.doc.is_empty() { origin.to_owned() } else { format!("{} ({origin})", field.doc) };
    crate::output::say!("    {}", doc.replace('\n', "\n    "));
    if let Some(record) = inner(&field.ty) {
        print_record(path, record);
    }
}

fn print_record(path: &str, record: &RecordType) {
    for field in &record.fields {
        let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
        print_field(&path, field);
    }
}

fn name(ty: &Type) -> String {
    match ty {
        Type::Bool => "yes-no".to_owned(),
        Type::Text => "text".to_owned(),
        Type::Language => "language-tag".to_owned(),
        Type::Url => "url".to_owned(),
        Type::Host => "host".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::Percent => "percent".to_owned(),
        Type::Money => "money".to_owned(),
        Type::Length => "length".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Instant => "instant".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Enum(values) => {
            format!("one of {}", values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>().join(", "))
        }
        Type::Shape(shape) => shape.clone(),
        Type::Set(of) => format!("set of {}", name(of)),
        Type::List(of) => format!("list of {}", name(of)),
        Type::Record(_) => "record".to_owned(),
    }
}
