//! Case tells the origin: what policies make is written with hyphens, what cases hold with underscores.

use crate::diagnostics::NamingCase;
use crate::fault::Faults;
use crate::modules::Modules;
use policyc_syntax::ast::{self, ClauseKind, Demand, ItemKind};

pub(super) fn lint_names(modules: &Modules, faults: &mut Faults) {
    for module in &modules.list {
        for item in &module.file.items {
            let kind = if let ItemKind::Replace(replace) = &item.kind { &replace.item } else { &item.kind };
            lint_item(kind, faults);
        }
    }
}

fn lint_item(item: &ItemKind, faults: &mut Faults) {
    match item {
        ItemKind::Rule(rule) => {
            policy_name(&rule.name, "rule", faults);
            rule.clauses.iter().for_each(|clause| lint_clause(&clause.kind, faults));
        }
        ItemKind::Condition(condition) => policy_name(&condition.name, "condition", faults),
        ItemKind::Set(set) => policy_name(&set.name, "set", faults),
        ItemKind::Value(value) => policy_name(&value.name, "value", faults),
        ItemKind::Lexicon(lexicon) => policy_name(&lexicon.name, "lexicon", faults),
        ItemKind::Sample(sample) => policy_name(&sample.name, "sample", faults),
        ItemKind::Shape(shape) => policy_name(&shape.name, "shape", faults),
        ItemKind::Declaration(declaration) => policy_name(&declaration.name, "declaration", faults),
        ItemKind::Judgement(judgement) => case_name(&judgement.name, "judgement", "labels", faults),
        ItemKind::Facts(facts) => {
            case_name(&facts.name, "fact", "case files", faults);
            lint_type(&facts.ty.base, faults);
        }
        ItemKind::Attributes(attributes) => lint_fields(&attributes.fields, faults),
        _ => {}
    }
}

fn lint_clause(clause: &ClauseKind, faults: &mut Faults) {
    match clause {
        ClauseKind::Forbid(Demand::Part(part)) | ClauseKind::Require(Demand::Part(part)) => {
            policy_name(&part.name, "part", faults);
        }
        ClauseKind::Permit(part) => policy_name(&part.name, "permit", faults),
        ClauseKind::Unless(part) => policy_name(&part.name, "exception", faults),
        ClauseKind::Value(value) => policy_name(&value.name, "value", faults),
        _ => {}
    }
}

fn lint_fields(fields: &[ast::FieldDecl], faults: &mut Faults) {
    for field in fields {
        case_name(&field.name, "fact", "case files", faults);
        lint_type(&field.ty.base, faults);
    }
}

fn lint_type(base: &ast::BaseType, faults: &mut Faults) {
    match &base.kind {
        ast::BaseTypeKind::Record(fields) => lint_fields(fields, faults),
        ast::BaseTypeKind::List(of) | ast::BaseTypeKind::Set(of) => lint_type(of, faults),
        ast::BaseTypeKind::OneOf(_) | ast::BaseTypeKind::Named(_) => {}
    }
}

fn policy_name(name: &ast::Name, kind: &str, faults: &mut Faults) {
    if name.text.contains('_') || name.text.chars().any(char::is_uppercase) {
        let better = name.text.replace('_', "-").to_lowercase();
        let why = "policies make it";
        faults.push(NamingCase { kind, name: &name.text, better: &better, why, at: name.at.0 });
    }
}

fn case_name(name: &ast::Name, kind: &str, origin: &str, faults: &mut Faults) {
    if name.text.contains('-') || name.text.chars().any(char::is_uppercase) {
        let better = name.text.replace('-', "_").to_lowercase();
        let why = format!("it comes from {origin}");
        faults.push(NamingCase { kind, name: &name.text, better: &better, why: &why, at: name.at.0 });
    }
}
