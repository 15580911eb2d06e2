//! A world made of a map: facts in three states, and texts whose words are `w0`, `w1` …; `not` before a word denies
//! it, `??` is a stretch in a language that nobody reads, `id-…` an identifier.

use policyc_diag::{SourceId, Span};
use policyc_eval::{
    Atom, AtomKind, Atoms, Datum, List, Origin, Record, State, TextAnswer, Truth, Unknown, Value, World, ZoneRef,
};
use policyc_ir::{LexiconId, Literal, Near, TextVerb};
use std::{collections::BTreeMap, rc::Rc};

/// A fact, or a tree of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fact {
    None,
    Known(Literal),
    Text(String),
    Record(BTreeMap<String, Fact>),
    /// Items, and whether there may be more.
    List(Vec<Fact>, bool),
}

/// A case.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MapWorld {
    pub root: Fact,
    /// Paths below which spans are made up: what is read off the message.
    pub branch: Option<String>,
}

impl MapWorld {
    pub(crate) fn new(root: Fact) -> Self {
        Self { root, branch: None }
    }
}

/// A span that depends on the path alone, so that dropping other facts moves nothing.
fn span_of(path: &str) -> Vec<Span> {
    if !path.starts_with("message.") {
        return Vec::new();
    }
    let hash = path.bytes().fold(7_usize, |hash, byte| (hash * 31 + usize::from(byte)) % 9973);
    vec![Span::new(SourceId(0), hash * 3, hash * 3 + 2)]
}

fn datum(fact: &Fact, path: &str) -> Datum {
    let origin = Origin { spans: span_of(path), also: Vec::new(), path: path.to_owned() };
    match fact {
        Fact::None => Datum::none(path),
        Fact::Known(literal) => Datum { state: literal_state(literal), origin },
        Fact::Text(text) => {
            let zone = ZoneRef { path: path.into(), text: text.as_str().into() };
            Datum::known(Value::Zone(zone), Origin { spans: Vec::new(), also: Vec::new(), path: path.to_owned() })
        }
        Fact::Record(fields) => {
            let fields = fields
                .iter()
                .map(|(name, fact)| (name.as_str().into(), datum(fact, &format!("{path}.{name}"))))
                .collect();
            Datum::known(Value::Record(Rc::new(Record { path: path.to_owned(), fields })), origin)
        }
        Fact::List(items, open) => {
            let items = items.iter().enumerate().map(|(at, item)| datum(item, &item_path(item, path, at))).collect();
            let open = open.then(|| Atom::fact(path));
            Datum {
                state: State::Known(Value::List(Rc::new(List { items, open, path: path.to_owned() }))),
                origin: Origin { path: path.to_owned(), ..Origin::default() },
            }
        }
    }
}

fn item_path(item: &Fact, path: &str, at: usize) -> String {
    match item {
        Fact::Record(fields) => match fields.get("href") {
            Some(Fact::Known(Literal::Text(key))) => format!("{path}[\"{key}\"]"),
            _ => format!("{path}[{at}]"),
        },
        _ => format!("{path}[{at}]"),
    }
}

fn literal_state(literal: &Literal) -> State {
    State::Known(match literal {
        Literal::None => return State::None,
        Literal::Unknown => return State::Unknown(Unknown::default()),
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Name(name) => Value::Name(name.as_str().into()),
        Literal::Text(text) => Value::Text(text.as_str().into()),
        Literal::Number(number) => Value::Number(*number),
        Literal::Percent(number) => Value::Percent(*number),
        Literal::Money(number, currency) => Value::Money(*number, currency.as_str().into()),
        Literal::Length(number) => Value::Length(*number),
        Literal::Duration(duration) => Value::Duration(*duration),
        Literal::Instant(instant) => Value::Instant(*instant),
        Literal::Date(date) => Value::Date(*date),
        Literal::Record(_) | Literal::List(_) => panic!("facts have their own records and lists"),
    })
}

impl MapWorld {
    pub(crate) fn get(&self, path: &[&str]) -> Option<&Fact> {
        path.iter().try_fold(&self.root, |fact, name| match fact {
            Fact::Record(fields) => fields.get(*name),
            _ => None,
        })
    }

    fn lookup(&self, path: &[&str]) -> Datum {
        let full = path.join(".");
        let mut at = &self.root;
        for name in path {
            match at {
                Fact::None => return Datum::none(full),
                Fact::Record(fields) => match fields.get(*name) {
                    Some(next) => at = next,
                    None => return Datum::unknown(full),
                },
                _ => return Datum::unknown(full),
            }
        }
        datum(at, &full)
    }
}

impl World for MapWorld {
    fn fact(&self, path: &[&str]) -> Datum {
        match path {
            ["case", "as_of"] => {
                for path in [&["case", "as_of"][..], &["message", "sent_at"]] {
                    let found = self.lookup(path);
                    if matches!(found.state, State::Known(_)) {
                        return found;
                    }
                }
                Datum::unknown("case.as_of")
            }
            ["labels", name] => match self.get(&["labels", name]) {
                Some(fact) => datum(fact, &format!("labels.{name}")),
                None => Datum::none(format!("labels.{name}")),
            },
            _ => self.lookup(path),
        }
    }

    fn says(&self, text: &ZoneRef, verb: TextVerb, words: &[LexiconId], near: Option<&Near>) -> TextAnswer {
        let mut hits = Vec::new();
        for (at, word) in words_of(&text.text) {
            let ours = words.iter().any(|id| word == format!("w{}", id.0));
            let denied = text.text[..at].trim_end().ends_with("not");
            let taken = match verb {
                TextVerb::Says => !denied,
                TextVerb::Mentions => true,
                TextVerb::Denies => denied,
            };
            if ours && taken {
                hits.push(Span::new(SourceId(1), at, at + word.len()));
            }
        }
        let near_by = near.is_none_or(|near| {
            words_of(&text.text).any(|(_, word)| near.words.iter().any(|id| word == format!("w{}", id.0)))
        });
        if !hits.is_empty() && near_by {
            return TextAnswer { truth: Truth::True, atoms: Atoms::new(), spans: hits, also: Vec::new() };
        }
        unread(text)
    }

    fn says_only(&self, text: &ZoneRef, words: &[LexiconId]) -> TextAnswer {
        let stranger =
            words_of(&text.text).any(|(_, word)| word != "??" && !words.iter().any(|id| word == format!("w{}", id.0)));
        if stranger {
            return TextAnswer::plain(Truth::False);
        }
        let answer = unread(text);
        if answer.truth == Truth::Unknown { answer } else { TextAnswer::plain(Truth::True) }
    }

    fn states(&self, text: &ZoneRef, fact: &Datum, _: Option<&str>, _: bool) -> TextAnswer {
        let there = text.text.contains("id-");
        match &fact.state {
            State::Known(Value::Text(id)) => {
                TextAnswer::plain(Truth::from(words_of(&text.text).any(|(_, w)| w == &**id)))
            }
            State::Unknown(unknown) if there => {
                TextAnswer { atoms: unknown.atoms.clone(), ..TextAnswer::plain(Truth::Unknown) }
            }
            _ => TextAnswer::plain(Truth::False),
        }
    }

    fn names(&self, _: &ZoneRef, _: &Datum, _: &[Datum]) -> TextAnswer {
        TextAnswer { atoms: [Atom::new(AtomKind::Label, "names(x)")].into(), ..TextAnswer::plain(Truth::Unknown) }
    }

    fn contains(&self, text: &ZoneRef, needle: &str) -> TextAnswer {
        let hits = text.text.match_indices(needle).map(|(at, _)| Span::new(SourceId(1), at, at + needle.len()));
        let spans: Vec<Span> = hits.collect();
        TextAnswer { truth: Truth::from(!spans.is_empty()), spans, ..TextAnswer::plain(Truth::False) }
    }

    fn matches(&self, text: &ZoneRef, pattern: &str) -> TextAnswer {
        self.contains(text, pattern)
    }

    fn branch(&self) -> Option<String> {
        self.branch.clone()
    }
}

fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(' ')
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn unread(text: &ZoneRef) -> TextAnswer {
    if text.text.contains("??") {
        let atom = Atom::new(AtomKind::Fact, format!("unread({}, xx)", text.path));
        return TextAnswer { atoms: [atom].into(), ..TextAnswer::plain(Truth::Unknown) };
    }
    TextAnswer::plain(Truth::False)
}
