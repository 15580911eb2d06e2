//! Facts of a case set to other values, and the values that a fact's type allows.

use crate::Case;
use policyc_eval::{
    State,
    case::{Entry, Node, NodeKind, typed},
};
use policyc_ir::{Field, FieldOrigin, Instant, Policy, RecordType, Type, printer::print_instant, vocab};

/// A value to be tried.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    /// In words.
    pub(super) shown: String,
    node: Node,
}

fn text(value: &str) -> Node {
    Node::text(value, policyc_diag::Span::default())
}

fn value(shown: &str) -> Value {
    Value { shown: shown.to_owned(), node: text(shown) }
}

/// A moment as a value.
pub(super) fn moment(instant: Instant) -> Value {
    let shown = print_instant(instant);
    Value { node: text(&shown), shown }
}

/// A step of a path: a name, perhaps with the key or number of an item behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    name: String,
    item: Option<String>,
}

/// `message.links["x"].necessary` in its steps.
fn steps(path: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut rest = path;
    while !rest.is_empty() {
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let name = rest.get(..end)?.to_owned();
        rest = rest.get(end..)?;
        let mut item = None;
        if let Some(inside) = rest.strip_prefix('[') {
            let close = if inside.starts_with('"') { inside.find("\"]")? + 1 } else { inside.find(']')? };
            let key = inside.get(..close)?;
            item = Some(serde_json::from_str::<String>(key).unwrap_or_else(|_| key.to_owned()));
            rest = inside.get(close + 1..)?;
        }
        steps.push(Step { name, item });
        rest = rest.strip_prefix('.').unwrap_or(rest);
    }
    Some(steps)
}

/// How a fact is declared.
pub(super) fn field<'p>(policy: &'p Policy, path: &str) -> Option<&'p Field> {
    let mut record: &RecordType = &policy.schema.root;
    let mut found = None;
    for step in steps(path)? {
        let field = record.field(&step.name)?;
        found = Some(field);
        let mut ty = &field.ty;
        while let Type::List(of) | Type::Set(of) = ty {
            ty = of;
        }
        if let Type::Record(inner) = ty {
            record = inner;
        }
    }
    found
}

/// Whether a fact of the message is one that only a case tells, such as its channel or what a policy declares of it.
pub(super) fn is_told(policy: &Policy, path: &str) -> bool {
    let Some(steps) = steps(path) else { return false };
    let own = path.starts_with("message.") && steps.iter().all(|step| step.item.is_none());
    let built_in = || vocab::find(path).is_some_and(|fact| fact.layer == vocab::Layer::Case);
    own && (built_in() || field(policy, path).is_some_and(|field| field.origin == FieldOrigin::Case))
}

/// A moment that the case knows, to try others around: when the message was sent, else the first that it supplies.
pub(super) fn any_moment(policy: &Policy, case: &Case) -> Option<Instant> {
    let first = ["message.sent_at", "as_of"].iter().find_map(|path| moment_of(case, path));
    first.or_else(|| supplied_moment(&policy.schema.root, "", case))
}

fn supplied_moment(record: &RecordType, above: &str, case: &Case) -> Option<Instant> {
    record.fields.iter().find_map(|field| {
        let path = if above.is_empty() { field.name.clone() } else { format!("{above}.{}", field.name) };
        match &field.ty {
            Type::Instant => moment_of(case, &path),
            Type::Record(inner) => supplied_moment(inner, &path, case),
            _ => None,
        }
    })
}

/// The values that the type of a fact names one by one.
pub(super) fn named(field: &Field) -> Vec<Value> {
    let mut values = match &field.ty {
        Type::Bool => vec![value("yes"), value("no")],
        Type::Enum(members) => {
            let named = |member: &policyc_ir::EnumValue| Value { shown: member.name.clone(), node: text(&member.data) };
            members.iter().map(named).collect()
        }
        Type::Set(of) => alone(of),
        _ => Vec::new(),
    };
    if field.or_none && !matches!(field.ty, Type::List(_) | Type::Set(_)) {
        let node = Node { kind: NodeKind::Null, span: policyc_diag::Span::default() };
        values.push(Value { shown: "none".to_owned(), node });
    }
    values
}

/// Sets of one named member.
fn alone(of: &Type) -> Vec<Value> {
    let Type::Enum(members) = of else { return Vec::new() };
    let one = |member: &policyc_ir::EnumValue| {
        let node = Node { kind: NodeKind::List(vec![text(&member.data)]), span: policyc_diag::Span::default() };
        Value { shown: format!("{} alone", member.name), node }
    };
    members.iter().map(one).collect()
}

/// The moment that a fact has now.
pub(super) fn moment_of(case: &Case, path: &str) -> Option<Instant> {
    let steps = steps(path)?;
    if steps.iter().any(|step| step.item.is_some()) {
        return None;
    }
    let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
    let told = case.root.at(&names).and_then(|node| typed::instant(node.as_text()?));
    told.or_else(|| match policyc_eval::facts::builtin(&case.message, path.strip_prefix("message.")?)?.state {
        State::Known(policyc_eval::Value::Instant(instant)) => Some(instant),
        _ => None,
    })
}

/// The case with a judgement answered by a label.
pub(super) fn labelled(case: &Case, judgement: &str, answer: &str) -> Case {
    let mut case = case.clone();
    case.root.set(&["labels", judgement, "value"], text(answer));
    case
}

/// The case with a fact set; none if the fact is not one that a case supplies.
pub(super) fn with(policy: &Policy, case: &Case, path: &str, value: &Value) -> Option<Case> {
    let steps = steps(path)?;
    let mut case = case.clone();
    if path == "case.as_of" {
        case.root.set(&["as_of"], value.node.clone());
        return Some(case);
    }
    match steps.iter().position(|step| step.item.is_some()) {
        None => {
            let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
            case.root.set(&names, value.node.clone());
        }
        Some(at) => declare(policy, &mut case, steps.get(..=at)?, steps.get(at + 1..)?, value)?,
    }
    Some(case)
}

/// Sets an attribute of an item, under `declared`, where the case joins it by its key.
fn declare(policy: &Policy, case: &mut Case, list: &[Step], rest: &[Step], value: &Value) -> Option<()> {
    let names: Vec<&str> = list.iter().map(|step| step.name.as_str()).collect();
    let key = list.last()?.item.as_deref()?;
    let [field] = rest else { return None };
    let joins = policy.schema.attributes.iter();
    let join = joins.clone().find(|join| {
        join.list.iter().map(String::as_str).eq(names.iter().copied()) && join.fields.field(&field.name).is_some()
    })?;
    let from: Vec<&str> = join.from.iter().map(String::as_str).collect();
    let mut entries = case.root.at(&from).map(|node| node.items().to_vec()).unwrap_or_default();
    let own = |entry: &Node| entry.get(&join.by).and_then(Node::as_text) == Some(key);
    let at = entries.iter().position(own).unwrap_or_else(|| {
        let by = Entry { key: join.by.clone(), key_span: policyc_diag::Span::default(), value: text(key) };
        entries.push(Node { kind: NodeKind::Table(vec![by]), span: policyc_diag::Span::default() });
        entries.len() - 1
    });
    entries.get_mut(at)?.set(&[&field.name], value.node.clone());
    let list = Node { kind: NodeKind::List(entries), span: policyc_diag::Span::default() };
    case.root.set(&from, list);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        let step = |name: &str, item: Option<&str>| Step { name: name.to_owned(), item: item.map(str::to_owned) };
        assert_eq!(steps("order.id"), Some(vec![step("order", None), step("id", None)]));
        let link = steps("message.links[\"https://a.example/[x].y\"].necessary");
        let item = step("links", Some("https://a.example/[x].y"));
        assert_eq!(link, Some(vec![step("message", None), item, step("necessary", None)]));
        assert_eq!(steps("a[3].b"), Some(vec![step("a", Some("3")), step("b", None)]));
    }
}
