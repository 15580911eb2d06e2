//! Paths to facts and to fields of items.

use super::{Lower, Var};
use crate::diagnostics::{FieldOfValue, HyphenatedName, ListInPath, NotAList, UnknownFact, UnknownField};
use crate::fault::near;
use crate::words::describe;
use policyc_ir::{Path, RecordType, Root, Type};
use policyc_syntax::ast;

/// A path with the full type of what it names (the IR's own `ty` leaves the fields of records to the schema).
#[derive(Debug, Clone)]
pub(crate) struct Resolved {
    pub(crate) path: Path,
    pub(crate) ty: Type,
}

/// The type as paths carry it: records without their fields, which the schema has.
pub(crate) fn skeleton(ty: &Type) -> Type {
    match ty {
        Type::Record(_) => Type::Record(RecordType::default()),
        Type::List(of) => Type::List(Box::new(skeleton(of))),
        Type::Set(of) => Type::Set(Box::new(skeleton(of))),
        other => other.clone(),
    }
}

/// Where a path leads nowhere.
struct Stray<'p> {
    name: &'p ast::Name,
    why: Why,
}

/// Why it does.
enum Why {
    List,
    Value(String),
    /// The field that is probably meant.
    NoField(Option<String>),
}

/// Follows fields from a type on: the last one's type, and whether any of them may be none.
fn walk<'t, 'p>(mut ty: &'t Type, mut or_none: bool, rest: &'p [ast::Name]) -> Result<(&'t Type, bool), Stray<'p>> {
    for name in rest {
        let record = match ty {
            Type::Record(record) => record,
            Type::List(_) | Type::Set(_) => return Err(Stray { name, why: Why::List }),
            other => return Err(Stray { name, why: Why::Value(describe(other)) }),
        };
        let Some(field) = record.field(&name.text) else {
            let near = near(&name.text, record.fields.iter().map(|field| field.name.as_str()));
            return Err(Stray { name, why: Why::NoField(near) });
        };
        or_none |= field.or_none;
        ty = &field.ty;
    }
    Ok((ty, or_none))
}

impl Lower<'_, '_, '_> {
    /// Resolves a path to a fact or a field of an item.
    pub(crate) fn lower_path(&mut self, path: &ast::Path) -> Option<Resolved> {
        let (first, rest) = path.parts.split_first()?;
        let env = self.env;
        let walked = if let Some((slot, var)) = self.var(&first.text) {
            walk(&var.ty, false, rest).map(|found| (Root::Item(slot), Vec::new(), found))
        } else if let Some(field) = env.facts.root.field(&first.text) {
            walk(&field.ty, field.or_none, rest).map(|found| (Root::Fact, vec![first.text.clone()], found))
        } else {
            return self.unknown_root(path, first);
        };
        match walked {
            Ok((root, mut fields, (ty, or_none))) => {
                let ty = ty.clone();
                fields.extend(rest.iter().map(|name| name.text.clone()));
                let path = Path { root, fields, ty: skeleton(&ty), or_none, at: path.at };
                Some(Resolved { path, ty })
            }
            Err(stray) => self.astray(path, stray),
        }
    }

    fn astray<T>(&mut self, path: &ast::Path, stray: Stray<'_>) -> Option<T> {
        let of = before(path, stray.name);
        let (field, at) = (stray.name.text.as_str(), stray.name.at.0);
        match stray.why {
            Why::List => self.tell(ListInPath { list: &of, field, at }),
            Why::Value(is) => self.tell(FieldOfValue { of: &of, is: &is, field, at }),
            Why::NoField(_) if self.incomplete() => None,
            Why::NoField(near) => self.tell(UnknownField { of: &of, field, near, at }),
        }
    }

    fn unknown_root<T>(&mut self, path: &ast::Path, first: &ast::Name) -> Option<T> {
        if self.incomplete() {
            return None;
        }
        if let Some((left, right)) = self.minus(&first.text) {
            return self.tell(HyphenatedName { name: &first.text, left: &left, right: &right, at: first.at.0 });
        }
        let near = self.near_value(&first.text);
        if self.names_lost {
            return None;
        }
        if let Some(rule) = self.rule
            && near.is_none()
            && !self.faults.first_loss(rule, &first.text, first.at.0)
        {
            return None;
        }
        let name = if path.parts.len() > 1 { path.text() } else { first.text.clone() };
        let hint = self.other_kind(&first.text).or_else(|| self.missing_loop(path, first));
        self.tell(UnknownFact { name: &name, near, hint, at: first.at.0 })
    }

    /// Names that an expression could mean, near to this one.
    fn near_value(&self, name: &str) -> Option<String> {
        let vars = self.vars.iter().map(|var| var.name.as_str());
        let locals = self.locals.iter().map(|local| local.name.as_str());
        let values = self.env.flat.values.keys();
        let facts = self.env.facts.root.fields.iter().map(|field| field.name.as_str());
        near(name, vars.chain(locals).chain(values).chain(facts))
    }

    /// `a-b` where `a` and `b` are known: a minus without blanks.
    fn minus(&self, name: &str) -> Option<(String, String)> {
        name.match_indices('-').find_map(|(at, _)| {
            let (left, right) = (name.get(..at)?, name.get(at + 1..)?);
            (self.is_value(left) && self.is_value(right)).then(|| (left.to_owned(), right.to_owned()))
        })
    }

    fn is_value(&self, name: &str) -> bool {
        self.var(name).is_some()
            || self.locals.iter().any(|local| local.name == name)
            || self.env.flat.values.get(name).is_some()
            || self.env.facts.root.field(name).is_some()
            || (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// `link.host` where nothing says that `link` goes through `message.links`.
    fn missing_loop(&self, path: &ast::Path, first: &ast::Name) -> Option<String> {
        let field = path.parts.get(1)?;
        let mut open: Vec<(String, &RecordType)> = vec![(String::new(), &self.env.facts.root)];
        while let Some((above, record)) = open.pop() {
            for next in &record.fields {
                let list = format!("{above}{}", next.name);
                match &next.ty {
                    Type::Record(inner) => open.push((format!("{list}."), inner)),
                    Type::List(of) | Type::Set(of) => {
                        let fits = matches!(&**of, Type::Record(item) if item.field(&field.text).is_some());
                        if fits
                            && next.name.strip_prefix(first.text.as_str()).is_some_and(|end| matches!(end, "s" | "es"))
                        {
                            let item = &first.text;
                            return Some(format!("`for each {item} in {list}` lets a rule speak of each `{item}`"));
                        }
                    }
                    _ => {}
                }
            }
        }
        None
    }

    /// What else bears the name, for a hint.
    pub(crate) fn other_kind(&self, name: &str) -> Option<String> {
        let flat = self.env.flat;
        if let Some(answer) =
            [("true", "yes"), ("false", "no")].iter().find(|(word, _)| name.eq_ignore_ascii_case(word))
        {
            return Some(format!("write `{}`", answer.1));
        }
        if flat.sets.get(name).is_some() {
            return Some(format!("`{name}` is a set: ask `is one of {name}`, or `is under {name}` for hosts"));
        }
        if flat.conditions.get(name).is_some() {
            return Some(format!("`{name}` is a condition: it stands by itself, without a verb"));
        }
        if flat.judgements.get(name).is_some() {
            return Some(format!("`{name}` is a judgement: write `judged {name}`"));
        }
        if self.env.lexicon_ids.contains_key(name) {
            return Some(format!("`{name}` is a lexicon: write `message.said says {name}`"));
        }
        None
    }

    /// Resolves a list (or set) to iterate over, and the variable for its items.
    pub(crate) fn lower_list(&mut self, path: &ast::Path, item: &ast::Name) -> Option<(Path, Var)> {
        let resolved = self.lower_path(path)?;
        let of = match &resolved.ty {
            Type::List(of) | Type::Set(of) => (**of).clone(),
            other => {
                let (name, is) = (path.text(), describe(other));
                return self.tell(NotAList { name: &name, is: &is, at: path.at.0 });
            }
        };
        let list = self.list_key(&resolved.path);
        Some((resolved.path, Var { name: item.text.clone(), ty: of, list }))
    }

    fn list_key(&self, path: &Path) -> String {
        let above = match path.root {
            Root::Fact => None,
            Root::Item(slot) => self.vars.get(slot.0 as usize).map(|var| var.list.clone()),
        };
        above.into_iter().chain(path.fields.iter().cloned()).collect::<Vec<_>>().join(".")
    }
}

/// The path up to, and without, one of its names.
fn before(path: &ast::Path, name: &ast::Name) -> String {
    let names = path.parts.iter().take_while(|part| !std::ptr::eq(*part, name));
    names.map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}
