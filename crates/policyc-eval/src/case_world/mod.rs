//! The world as a case shows it: one message with what is supplied about it, read through one policy's declarations.

mod content;
mod joins;
mod readings;
mod settings;
mod states;

pub use settings::settings;

use crate::{
    Datum, Origin, State, TextAnswer, Truth, Value, World, ZoneRef,
    case::{Node, Problem, typed::Typing},
    facts,
    text::{Lexica, Overlay, Reading, verbs},
};
use policyc_diag::Span;
use policyc_ir::{Field, FieldOrigin, LexiconId, Near, Policy, TextVerb, Type};
use policyc_message::{Assignment, Message};
use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

/// Keys of a case's `message` that hold the message itself.
const CONTENT: [&str; 6] = ["subject", "text", "html", "eml", "headers", "attachments"];

/// Keys of a case that are no facts.
const FRAME: [&str; 5] = ["schema", "id", "as_of", "declared", "labels"];

/// One case under one policy. Facts are worked out when they are asked for, once.
#[derive(Debug)]
pub struct CaseWorld<'a> {
    policy: &'a Policy,
    lexica: &'a Lexica,
    message: Message,
    root: &'a Node,
    branch: Option<String>,
    typing: RefCell<Typing>,
    facts: RefCell<BTreeMap<String, Datum>>,
    readings: RefCell<BTreeMap<String, Rc<Vec<Rc<Reading>>>>>,
    runs: RefCell<BTreeMap<usize, Rc<Reading>>>,
    overlays: OnceCell<Rc<[Overlay]>>,
    patterns: RefCell<HashMap<String, Option<regex::Regex>>>,
}

impl<'a> CaseWorld<'a> {
    /// The world of a case: `root` is its table, `message` what its message was read to be.
    #[must_use]
    pub fn new(policy: &'a Policy, lexica: &'a Lexica, message: &Message, root: &'a Node) -> Self {
        Self {
            policy,
            lexica,
            message: message.with_settings(settings(policy, lexica, root, message.settings())),
            root,
            branch: None,
            typing: RefCell::default(),
            facts: RefCell::default(),
            readings: RefCell::default(),
            runs: RefCell::default(),
            overlays: OnceCell::new(),
            patterns: RefCell::default(),
        }
    }

    /// The worlds of a template's branches: one for each assignment of its conditions that is tried (semantics 7), and
    /// whether these are all there are. One world, and all, for a message without branches.
    #[must_use]
    pub fn branches(policy: &'a Policy, lexica: &'a Lexica, message: &Message, root: &'a Node) -> (Vec<Self>, bool) {
        let whole = Self::new(policy, lexica, message, root);
        if !whole.message.settings().template || whole.message.branches().items.is_empty() {
            return (vec![whole], true);
        }
        let (assignments, all) = whole.message.variants();
        let worlds = assignments.iter().map(|assignment| {
            let mut world = Self::new(policy, lexica, message, root);
            world.message = whole.message.with_branches(assignment);
            world.branch = Some(branch_name(assignment));
            world
        });
        (worlds.collect(), all)
    }

    /// The message, read with what the policy declares.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Everything in the case that does not fit the policy's declarations.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut typing = Typing::default();
        let root = &self.policy.schema.root;
        for entry in self.root.entries() {
            let key = entry.key.as_str();
            match root.field(key) {
                _ if FRAME.contains(&key) => {}
                Some(_) if key == "message" => self.message_problems(&entry.value, &mut typing),
                Some(field) => {
                    typing.field(Some(&entry.value), field, key);
                }
                None => {
                    let known = Typing::unknown_key(entry, root.fields.iter().map(|field| field.name.as_str()), "");
                    typing.problems.push(known);
                }
            }
        }
        self.declared_problems(&mut typing);
        if let Some(node) = self.root.get("as_of") {
            typing.field(Some(node), &instant_field("as_of"), "as_of");
        }
        typing.problems
    }

    fn message_problems(&self, table: &Node, typing: &mut Typing) {
        typing.problems.extend(content::problems(table));
        let Some(Type::Record(record)) = self.policy.schema.root.field("message").map(|field| &field.ty) else {
            return;
        };
        for entry in table.entries().iter().filter(|entry| !CONTENT.contains(&entry.key.as_str())) {
            match record.field(&entry.key) {
                Some(field) => {
                    typing.field(Some(&entry.value), field, &format!("message.{}", entry.key));
                }
                None => {
                    let names = record.fields.iter().filter(|field| field.origin == FieldOrigin::Case);
                    let names = names.map(|field| field.name.as_str()).chain(CONTENT);
                    let names = names.chain(["direction", "form", "channel", "sent_at"]);
                    typing.problems.push(Typing::unknown_key(entry, names, "message"));
                }
            }
        }
    }

    fn supplied(&self, node: Option<&Node>, field: &Field, path: &str) -> Datum {
        self.typing.borrow_mut().field(node, field, path)
    }

    /// The datum of a top-level name, or of a field of `message`.
    fn head(&self, path: &[&str]) -> Datum {
        match path {
            ["case", ..] => self.as_of(),
            ["labels", name, ..] => self.label(name),
            ["message", name, ..] => self.message_fact(name),
            [name, ..] => match self.policy.schema.root.field(name) {
                Some(field) => self.supplied(self.root.get(name), field, name),
                None => self.undeclared(name),
            },
            [] => Datum::unknown(""),
        }
    }

    /// A fact that no policy declared: only the program itself asks for it (`seller.declarations`).
    fn undeclared(&self, name: &str) -> Datum {
        match self.root.get(name) {
            Some(node) if node.is_null() => Datum::none(name),
            _ => Datum::unknown(name),
        }
    }

    fn as_of(&self) -> Datum {
        if let Some(node) = self.root.get("as_of") {
            let datum = self.supplied(Some(node), &instant_field("as_of"), "case.as_of");
            if datum.value().is_some() {
                return datum;
            }
        }
        let sent = self.sent_at();
        if sent.value().is_some() { sent } else { Datum::unknown("case.as_of") }
    }

    /// `message.sent_at` as given or as the mail's date; none is asked twice.
    fn sent_at(&self) -> Datum {
        match self.root.at(&["message", "sent_at"]) {
            Some(node) => self.supplied(Some(node), &instant_field("sent_at"), "message.sent_at"),
            None => facts::builtin(&self.message, "sent_at").unwrap_or_else(|| Datum::unknown("message.sent_at")),
        }
    }

    fn label(&self, name: &str) -> Datum {
        let path = format!("labels.{name}");
        let Some(node) = self.root.at(&["labels", name]) else { return Datum::none(path) };
        let record = settings::label_type();
        match self.typing.borrow_mut().record(node, &record, &path) {
            Some(value) => {
                let origin = Origin { spans: vec![node.span], also: Vec::new(), path };
                Datum::known(value, origin)
            }
            None => Datum::none(path),
        }
    }

    fn message_fact(&self, name: &str) -> Datum {
        let path = format!("message.{name}");
        let given = self.root.at(&["message", name]);
        let Some(Type::Record(record)) = self.policy.schema.root.field("message").map(|field| &field.ty) else {
            return Datum::unknown(path);
        };
        let field = record.field(name);
        match (name, field) {
            ("sent_at", _) => {
                let sent = self.sent_at();
                let stands_in = sent.value().is_none() && self.root.get("as_of").is_some();
                if stands_in { self.as_of() } else { sent }
            }
            ("direction", Some(field)) => self.defaulted(given, field, "outgoing"),
            ("form", Some(field)) => self.defaulted(given, field, "rendered"),
            ("channel", Some(field)) => self.defaulted(given, field, "email"),
            (_, Some(field)) if field.origin == FieldOrigin::Case => self.supplied(given, field, &path),
            (_, Some(field)) => self.read_fact(name, given, field),
            (_, None) => Datum::unknown(path),
        }
    }

    fn defaulted(&self, given: Option<&Node>, field: &Field, value: &str) -> Datum {
        let path = format!("message.{}", field.name);
        match given {
            Some(node) => self.supplied(Some(node), field, &path),
            None => Datum::known(Value::Name(Rc::from(value)), Origin { path, ..Origin::default() }),
        }
    }

    /// What was read off the message, with what a case or example wrote by hand and what `declared` adds.
    fn read_fact(&self, name: &str, given: Option<&Node>, field: &Field) -> Datum {
        let path = format!("message.{name}");
        let read = facts::builtin(&self.message, name).unwrap_or_else(|| Datum::unknown(&path));
        let by_hand = given.filter(|_| !CONTENT.contains(&name));
        let datum = match (by_hand, &field.ty) {
            (Some(node), Type::List(_)) => joins::appended(read, self.supplied(Some(node), field, &path)),
            (Some(node), Type::Record(_)) => joins::laid_over(read, &self.supplied(Some(node), field, &path)),
            (Some(node), _) => self.supplied(Some(node), field, &path),
            (None, _) => read,
        };
        match &field.ty {
            Type::List(_) => self.joined(name, field, datum),
            _ => datum,
        }
    }

    fn pattern(&self, pattern: &str) -> Option<regex::Regex> {
        let mut patterns = self.patterns.borrow_mut();
        patterns.entry(pattern.to_owned()).or_insert_with(|| regex::Regex::new(pattern).ok()).clone()
    }
}

fn instant_field(name: &str) -> Field {
    Field {
        name: name.to_owned(),
        ty: Type::Instant,
        or_none: true,
        assumed: None,
        origin: FieldOrigin::Case,
        doc: String::new(),
        at: policyc_diag::At::default(),
    }
}

impl World for CaseWorld<'_> {
    fn fact(&self, path: &[&str]) -> Datum {
        let depth = match path.first() {
            Some(&"message" | &"case" | &"labels") => 2,
            _ => 1,
        };
        let (head, rest) = path.split_at(depth.min(path.len()));
        let key = head.join(".");
        let known = self.facts.borrow().get(&key).cloned();
        let datum = known.unwrap_or_else(|| {
            let datum = self.head(head);
            self.facts.borrow_mut().insert(key, datum.clone());
            datum
        });
        rest.iter().fold(datum, |datum, name| datum.field(name))
    }

    fn says(&self, text: &ZoneRef, verb: TextVerb, words: &[LexiconId], near: Option<&Near>) -> TextAnswer {
        verbs::says(&self.readings_of(text), self.lexica, verb, words, near)
    }

    fn says_only(&self, text: &ZoneRef, words: &[LexiconId]) -> TextAnswer {
        verbs::says_only(&self.readings_of(text), self.lexica, words)
    }

    fn states(&self, text: &ZoneRef, fact: &Datum, shape: Option<&str>, date_of: bool) -> TextAnswer {
        self.states_fact(text, fact, shape, date_of)
    }

    fn names(&self, text: &ZoneRef, fact: &Datum, neighbours: &[Datum]) -> TextAnswer {
        let readings = self.readings_of(text);
        match &fact.state {
            State::None => TextAnswer::plain(Truth::False),
            State::Unknown(unknown) => states::unknown_unless_empty(&readings, unknown),
            State::Known(value) => {
                let title = states::plain(value);
                let others: Vec<String> =
                    neighbours.iter().filter_map(|other| other.value().map(states::plain)).collect();
                let open = neighbours.iter().any(|other| matches!(other.state, State::Unknown(_)));
                verbs::names(&readings, &title, &fact.origin.path, &others, open)
            }
        }
    }

    fn contains(&self, text: &ZoneRef, needle: &str) -> TextAnswer {
        verbs::contains(&self.readings_of(text), needle)
    }

    fn matches(&self, text: &ZoneRef, pattern: &str) -> TextAnswer {
        match self.pattern(pattern) {
            Some(pattern) => verbs::matches(&self.readings_of(text), &pattern),
            None => TextAnswer::plain(Truth::False),
        }
    }

    fn branch(&self) -> Option<String> {
        self.branch.clone()
    }
}

/// Spans of several items, in order.
fn places<'i>(items: impl Iterator<Item = &'i policyc_message::Item>) -> Vec<Span> {
    items.flat_map(|item| item.places.iter().copied()).collect()
}

/// A branch in words: "when `order_note` is set, `gift` is not".
fn branch_name(assignment: &Assignment) -> String {
    let told: Vec<String> = assignment
        .iter()
        .map(|(condition, on)| format!("`{condition}` is {}", if *on > 0 { "set" } else { "not set" }))
        .collect();
    format!("when {}", told.join(", "))
}
