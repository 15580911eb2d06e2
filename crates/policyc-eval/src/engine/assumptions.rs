//! The assumptions of a policy (`taken as V when C`), filed under the path of the fact that they fill.

use policyc_ir::{Assumption, Policy, RecordType, Type};
use std::collections::BTreeMap;

/// Assumptions by path; items of a list stand under `list[]`.
#[derive(Debug, Default)]
pub(crate) struct Assumptions<'p>(BTreeMap<String, &'p Assumption>);

impl<'p> Assumptions<'p> {
    pub(crate) fn of(policy: &'p Policy) -> Self {
        let mut found = Self::default();
        found.walk("", &policy.schema.root, 0);
        for attributes in &policy.schema.attributes {
            found.walk(&format!("{}[]", attributes.list.join(".")), &attributes.fields, 0);
        }
        found
    }

    fn walk(&mut self, path: &str, record: &'p RecordType, depth: usize) {
        if depth > 16 {
            return;
        }
        for field in &record.fields {
            let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
            if let Some(assumption) = &field.assumed {
                self.0.insert(path.clone(), assumption);
            }
            match &field.ty {
                Type::Record(inner) => self.walk(&path, inner, depth + 1),
                Type::List(inner) => {
                    if let Type::Record(inner) = inner.as_ref() {
                        self.walk(&format!("{path}[]"), inner, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The assumption for the longest beginning of `fields` that has one, and how many fields that is.
    pub(crate) fn find(&self, base: &str, fields: &[String]) -> Option<(usize, &'p Assumption)> {
        (1..=fields.len()).rev().find_map(|count| {
            let tail = fields.get(..count)?.join(".");
            let path = if base.is_empty() { tail } else { format!("{base}.{tail}") };
            self.0.get(&path).map(|assumption| (count, *assumption))
        })
    }
}
