//! Nodes to data, by the types that the policy declares; what does not fit is said in words.

use super::{Entry, Node, NodeKind, Problem};
use crate::{Atom, Datum, List, Origin, Record, Value, ZoneRef};
use jiff::{Timestamp, civil, tz::Offset};
use policyc_diag::Span;
use policyc_ir::{Date, Duration, Field, Instant, Rational, RecordType, Type};
use std::{collections::BTreeMap, rc::Rc};

/// Fields by which an item is called, where it has one.
const KEYS: [&str; 6] = ["href", "src", "name", "value", "id", "field"];

/// Turns supplied values into data and gathers what is wrong with them.
#[derive(Debug, Default)]
pub struct Typing {
    /// What did not fit.
    pub problems: Vec<Problem>,
}

impl Typing {
    /// The datum of a declared field at `path`: unknown if the case lacks it.
    pub fn field(&mut self, node: Option<&Node>, field: &Field, path: &str) -> Datum {
        let Some(node) = node else { return Datum::unknown(path) };
        if node.is_null() || (field.or_none && node.as_text() == Some("none") && !is_free_text(&field.ty)) {
            return self.null(node, field, path);
        }
        match self.value(node, &field.ty, path) {
            Some(value) => Datum::known(value, origin(node, path)),
            None => Datum::unknown(path),
        }
    }

    fn null(&mut self, node: &Node, field: &Field, path: &str) -> Datum {
        match &field.ty {
            Type::List(_) | Type::Set(_) => Datum::known(
                Value::List(Rc::new(List { path: path.to_owned(), ..List::default() })),
                origin(node, path),
            ),
            _ => {
                if !field.or_none {
                    let message = format!("`{path}` is null, but it cannot be absent");
                    let problem = Problem::of_value("case-value", message, node.span);
                    self.problems.push(problem.help("leave the key out if the value is not known"));
                    return Datum::unknown(path);
                }
                let mut none = Datum::none(path);
                none.origin.spans = vec![node.span];
                none
            }
        }
    }

    /// The value of a node of a type; none, with a problem, if it does not fit.
    pub fn value(&mut self, node: &Node, ty: &Type, path: &str) -> Option<Value> {
        match ty {
            Type::Record(record) => self.record(node, record, path),
            Type::List(of) | Type::Set(of) => self.list(node, of, path),
            _ => {
                let value = scalar(node, ty);
                if value.is_none() {
                    self.misfit(node, ty, path);
                }
                value
            }
        }
    }

    fn misfit(&mut self, node: &Node, ty: &Type, path: &str) {
        let found = match &node.kind {
            NodeKind::Null => "null".to_owned(),
            NodeKind::Bool(value) => value.to_string(),
            NodeKind::Number(text) => text.clone(),
            NodeKind::Text(text) => format!("`{}`", text.text.chars().take(60).collect::<String>()),
            NodeKind::List(_) => "a list".to_owned(),
            NodeKind::Table(_) => "a table".to_owned(),
        };
        let problem =
            Problem::of_value("case-type", format!("`{path}` is {found}, where {} is due", wanted(ty)), node.span);
        self.problems.push(match (ty, node.as_text()) {
            (Type::Enum(values), Some(text)) => {
                problem.help(one_of(text, values.iter().map(|value| value.data.as_str())))
            }
            (Type::Instant, _) => problem.help("write it as 2024-05-20T10:00:00+02:00"),
            (Type::Date, _) => problem.help("write it as 2024-05-20"),
            (Type::Bool, _) => problem.help("write yes or no"),
            (Type::Money, _) => problem.help("write it as {\"amount\": 59.90, \"currency\": \"EUR\"}"),
            _ => problem,
        });
    }

    /// A record; keys that no field bears are told.
    pub fn record(&mut self, node: &Node, ty: &RecordType, path: &str) -> Option<Value> {
        let NodeKind::Table(entries) = &node.kind else {
            self.misfit(node, &Type::Record(ty.clone()), path);
            return None;
        };
        for entry in entries.iter().filter(|entry| ty.field(&entry.key).is_none()) {
            let names = ty.fields.iter().map(|field| field.name.as_str());
            self.problems.push(Self::unknown_key(entry, names, path));
        }
        let mut fields = BTreeMap::new();
        for field in &ty.fields {
            if let Some(value) = node.get(&field.name) {
                let path = format!("{path}.{}", field.name);
                fields.insert(Rc::from(field.name.as_str()), self.field(Some(value), field, &path));
            }
        }
        Some(Value::Record(Rc::new(Record { path: path.to_owned(), fields })))
    }

    /// A key that no fact bears.
    #[must_use]
    pub fn unknown_key<'n>(entry: &Entry, names: impl Iterator<Item = &'n str>, path: &str) -> Problem {
        let message = format!("`{}` is no fact{}", entry.key, within(path));
        Problem::of_value("case-key", message, entry.key_span).help(one_of(&entry.key, names))
    }

    fn list(&mut self, node: &Node, of: &Type, path: &str) -> Option<Value> {
        let NodeKind::List(items) = &node.kind else {
            self.misfit(node, &Type::List(Box::new(of.clone())), path);
            return None;
        };
        let mut open = None;
        let mut data = Vec::new();
        for (at, item) in items.iter().enumerate() {
            let path = format!("{path}[{}]", key(item).unwrap_or_else(|| at.to_string()));
            match self.value(item, of, &path) {
                Some(value) => data.push(Datum::known(value, origin(item, &path))),
                // What cannot be read might have been anything.
                None => open = Some(Atom::fact(path)),
            }
        }
        Some(Value::List(Rc::new(List { items: data, open, path: path.to_owned() })))
    }
}

/// What an item of a list is called, if it bears a key.
#[must_use]
pub fn key(item: &Node) -> Option<String> {
    let text = KEYS.iter().find_map(|key| item.get(key).and_then(Node::as_text))?;
    Some(format!("{text:?}"))
}

fn origin(node: &Node, path: &str) -> Origin {
    Origin { spans: vec![node.span], also: Vec::new(), path: path.to_owned() }
}

fn within(path: &str) -> String {
    if path.is_empty() { String::new() } else { format!(" of `{path}`") }
}

/// "did you mean", or what there is.
fn one_of<'a>(found: &str, names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let near = names.iter().map(|name| (strsim::damerau_levenshtein(found, name), *name)).min();
    match near {
        Some((distance, name)) if distance <= 2.max(found.chars().count() / 3) => format!("did you mean `{name}`?"),
        _ => format!("there is {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
    }
}

fn wanted(ty: &Type) -> String {
    match ty {
        Type::Bool => "yes or no".to_owned(),
        Type::Text | Type::Shape(_) => "a text".to_owned(),
        Type::Language => "a language tag such as \"it\"".to_owned(),
        Type::Url => "a URL".to_owned(),
        Type::Host => "a host name".to_owned(),
        Type::Integer => "a whole number".to_owned(),
        Type::Decimal => "a number".to_owned(),
        Type::Percent => "a share such as \"20 %\"".to_owned(),
        Type::Money => "an amount with its currency".to_owned(),
        Type::Length => "a length such as \"12 px\"".to_owned(),
        Type::Duration => "a distance in time such as \"3 days\"".to_owned(),
        Type::Instant => "a moment with its offset from UTC".to_owned(),
        Type::Date => "a day".to_owned(),
        Type::Enum(_) => "one of the declared names".to_owned(),
        Type::Set(_) | Type::List(_) => "a list".to_owned(),
        Type::Record(_) => "a table".to_owned(),
    }
}

fn is_free_text(ty: &Type) -> bool {
    matches!(ty, Type::Text)
}

fn scalar(node: &Node, ty: &Type) -> Option<Value> {
    let text = node.as_text();
    Some(match ty {
        Type::Bool => Value::Bool(boolean(node)?),
        Type::Enum(values) => {
            let data = match &node.kind {
                NodeKind::Text(text) => text.text.clone(),
                NodeKind::Bool(value) => (if *value { "yes" } else { "no" }).to_owned(),
                _ => return None,
            };
            let value = values.iter().find(|value| value.data == data || value.name == data)?;
            Value::Name(Rc::from(value.name.as_str()))
        }
        Type::Text => {
            let text = text?;
            Value::Zone(ZoneRef { path: Rc::from(""), text: Rc::from(text) })
        }
        Type::Shape(_) | Type::Url => Value::Text(Rc::from(text?)),
        Type::Host => Value::Text(Rc::from(text?.trim_end_matches('.').to_lowercase())),
        Type::Language => Value::Text(Rc::from(language_tag(text?)?)),
        Type::Integer => Value::Number(number(node).filter(|number| number.denominator() == 1)?),
        Type::Decimal => Value::Number(number(node)?),
        Type::Percent => Value::Percent(percent(node)?),
        Type::Length => Value::Length(length(node)?),
        Type::Money => money(node)?,
        Type::Duration => Value::Duration(duration(text?)?),
        Type::Instant => Value::Instant(instant(text?)?),
        Type::Date => Value::Date(date(text?)?),
        Type::Set(_) | Type::List(_) | Type::Record(_) => return None,
    })
}

fn boolean(node: &Node) -> Option<bool> {
    match &node.kind {
        NodeKind::Bool(value) => Some(*value),
        NodeKind::Text(text) => match text.text.as_str() {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn number(node: &Node) -> Option<Rational> {
    match &node.kind {
        NodeKind::Number(text) => text.parse().ok(),
        NodeKind::Text(text) => text.text.trim().parse().ok(),
        _ => None,
    }
}

fn percent(node: &Node) -> Option<Rational> {
    let hundred = Rational::integer(100);
    match &node.kind {
        NodeKind::Text(text) => text.text.trim().strip_suffix('%')?.trim().parse::<Rational>().ok()?.div(hundred),
        _ => number(node)?.div(hundred),
    }
}

fn length(node: &Node) -> Option<Rational> {
    match &node.kind {
        NodeKind::Text(text) => text.text.trim().trim_end_matches("px").trim().parse().ok(),
        _ => number(node),
    }
}

fn money(node: &Node) -> Option<Value> {
    if let Some(text) = node.as_text() {
        let (amount, currency) = text.trim().split_once(' ')?;
        return Some(Value::Money(amount.parse().ok()?, currency_code(currency)?));
    }
    let amount = number(node.get("amount")?)?;
    Some(Value::Money(amount, currency_code(node.get("currency")?.as_text()?)?))
}

fn currency_code(text: &str) -> Option<Rc<str>> {
    (text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| Rc::from(text.to_uppercase()))
}

fn duration(text: &str) -> Option<Duration> {
    let (count, unit) = text.trim().split_once(' ')?;
    let count: Rational = count.parse().ok()?;
    let seconds = match unit.trim_end_matches('s') {
        "second" => 1,
        "minute" => 60,
        "hour" => 3_600,
        "day" => 86_400,
        "week" => 604_800,
        _ => return None,
    };
    let nanoseconds = count.mul(Rational::integer(seconds))?.mul(Rational::integer(1_000_000_000))?;
    (nanoseconds.denominator() == 1).then(|| Duration::Elapsed(nanoseconds.numerator()))
}

/// A moment as RFC 3339 writes it; without an offset it is none.
#[must_use]
pub fn instant(text: &str) -> Option<Instant> {
    let text = text.trim();
    let timestamp: Timestamp = text.parse().ok()?;
    let offset = text
        .get(text.len().checked_sub(6)?..)
        .and_then(|tail| {
            let sign = match tail.as_bytes().first()? {
                b'+' => 1,
                b'-' => -1,
                _ => return None,
            };
            let (hours, minutes) = tail.get(1..)?.split_once(':')?;
            Some(sign * (hours.parse::<i32>().ok()? * 3_600 + minutes.parse::<i32>().ok()? * 60))
        })
        .filter(|offset| Offset::from_seconds(*offset).is_ok())
        .unwrap_or(0);
    Some(Instant { nanoseconds: timestamp.as_nanosecond(), offset })
}

fn date(text: &str) -> Option<Date> {
    let day: civil::Date = text.trim().parse().ok()?;
    Some(Date { year: day.year(), month: day.month(), day: day.day() })
}

/// A language tag in canonical case: `en-US`, `zh-Hant`.
#[must_use]
pub fn language_tag(text: &str) -> Option<String> {
    let mut parts = text.trim().split(['-', '_']);
    let primary = parts.next()?;
    if !(2..=8).contains(&primary.len()) || !primary.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let mut tag = primary.to_lowercase();
    for part in parts {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_uppercase()),
            4 => {
                let (head, tail) = part.split_at(1);
                tag.push_str(&head.to_uppercase());
                tag.push_str(&tail.to_lowercase());
            }
            _ => tag.push_str(&part.to_lowercase()),
        }
    }
    Some(tag)
}

/// Where a node stands, for joins that go wrong.
#[must_use]
pub fn span_of(node: &Node) -> Span {
    node.span
}

/// A moment as RFC 3339 writes it, in UTC.
#[must_use]
pub fn print_instant(instant: Instant) -> String {
    Timestamp::from_nanosecond(instant.nanoseconds).map(|at| at.to_string()).unwrap_or_default()
}
