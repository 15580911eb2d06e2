//! Verbs of texts, and the dispatch over all verbs.

use super::Lower;
use super::cond::path_text;
use crate::diagnostics::{BadPattern, ContainsOnList, EmptyPattern, NotStatable, TextVerbOn, UnknownLexicon};
use crate::fault::near;
use crate::words::describe;
use policyc_diag::At;
use policyc_ir::{Cond, CondKind, LexiconId, Near, Path, Reach, TextVerb, Type};
use policyc_syntax::ast;

impl Lower<'_, '_, '_> {
    /// A value and what is said of it.
    pub(crate) fn lower_test(&mut self, test: &ast::Test, at: At) -> Option<CondKind> {
        use ast::Verb;
        let subject = &test.subject;
        let not = |kind: CondKind| CondKind::Not(Box::new(Cond { kind, at }));
        match &test.verb {
            Verb::Is(is) => self.lower_is(subject, is, at),
            Verb::IsNot(is) => self.lower_is(subject, is, at).map(not),
            Verb::Has(member) => self.lower_has(subject, member),
            Verb::HasNo(member) => self.lower_has(subject, member).map(not),
            Verb::Says(verb, what) => self.lower_says(subject, *verb, what),
            Verb::States(path) => self.lower_states(subject, path, false),
            Verb::StatesDate(path) => self.lower_states(subject, path, true),
            Verb::Names(path) => self.lower_names(subject, path),
            Verb::Contains(text) => self.lower_contains(subject, text),
            Verb::Matches(regex) => self.lower_matches(subject, regex),
            Verb::Imitates(set) => self.lower_under(subject, set, CondKind::Imitates),
            Verb::Meets(condition) => self.lower_meets(subject, condition),
        }
    }

    /// A subject that has to be a text.
    fn text_path(&mut self, subject: &ast::Expr, verb: &'static str) -> Option<Path> {
        let (path, ty) = self.subject_path(subject, verb)?;
        if ty == Type::Text {
            return Some(path);
        }
        let (name, is) = (path_text(subject), describe(&ty));
        self.tell(TextVerbOn { verb, name: &name, is: &is, at: subject.at.0 })
    }

    fn lower_says(&mut self, subject: &ast::Expr, verb: ast::Says, what: &ast::SaysWhat) -> Option<CondKind> {
        let (verb, word) = match verb {
            ast::Says::Says => (TextVerb::Says, "says"),
            ast::Says::Mentions => (TextVerb::Mentions, "mentions"),
            ast::Says::Denies => (TextVerb::Denies, "denies"),
        };
        let text = self.text_path(subject, word);
        match what {
            ast::SaysWhat::Only(names) => {
                let words = self.lexicon_ids(names)?;
                Some(CondKind::SaysOnly { text: text?, words })
            }
            ast::SaysWhat::Words { first, pair } => {
                let words = self.lexicon_ids(first);
                let near = match pair {
                    Some(pair) => Some(self.lower_pair(pair)?),
                    None => None,
                };
                Some(CondKind::Says { verb, text: text?, words: words?, near })
            }
        }
    }

    fn lower_pair(&mut self, pair: &ast::Pair) -> Option<Near> {
        let words = self.lexicon_ids(&pair.names);
        let reach = match &pair.reach {
            ast::Reach::In(ast::ReachUnit::Clause) => Reach::Clause,
            ast::Reach::In(ast::ReachUnit::Sentence) => Reach::Sentence,
            ast::Reach::In(ast::ReachUnit::Paragraph) => Reach::Paragraph,
            ast::Reach::WithinWords(number) => Reach::Words(self.lower_count(number)?),
            ast::Reach::WithinSentences(number) => Reach::Sentences(self.lower_count(number)?),
        };
        Some(Near { then: pair.ordered, words: words?, reach })
    }

    fn lexicon_ids(&mut self, names: &[ast::Name]) -> Option<Vec<LexiconId>> {
        let ids: Vec<Option<LexiconId>> = names.iter().map(|name| self.lexicon_id(name)).collect();
        ids.into_iter().collect()
    }

    /// The id of a lexicon in any language.
    pub(crate) fn lexicon_id(&mut self, name: &ast::Name) -> Option<LexiconId> {
        if let Some(&id) = self.env.lexicon_ids.get(&name.text) {
            if !self.env.flat.lexicons.broken.contains(&name.text) {
                self.check_lexicon_use(name, id);
            }
            return Some(LexiconId(u32::try_from(id).unwrap_or(u32::MAX)));
        }
        let table = &self.env.flat.lexicons;
        if self.incomplete() || table.broken.contains(&name.text) {
            return None;
        }
        let removed = table.removed.iter().find(|(key, _)| key.split(" in ").next() == Some(name.text.as_str()));
        let removed = self.removed(removed.map(|(_, removed)| removed));
        let near = near(&name.text, self.env.lexicon_ids.keys().map(String::as_str));
        self.tell(UnknownLexicon { name: &name.text, near, removed, at: name.at.0 })
    }

    fn check_lexicon_use(&mut self, name: &ast::Name, id: usize) {
        let env = self.env;
        let Some(info) = env.lexicons.get(id) else { return };
        if !info.modules.iter().any(|&module| env.sees(name.at.0, module)) {
            self.check_use(name, "lexicon", info.modules.first().copied());
        }
    }

    fn lower_states(&mut self, subject: &ast::Expr, fact: &ast::Path, date_of: bool) -> Option<CondKind> {
        let text = self.text_path(subject, "states");
        let fact = self.lower_path(fact)?;
        let statable = match &fact.ty {
            Type::Instant | Type::Date => true,
            Type::Record(_) | Type::List(_) | Type::Set(_) | Type::Bool | Type::Enum(_) | Type::Duration => false,
            _ => !date_of,
        };
        if !statable {
            let is = describe(&fact.ty);
            return self.tell(NotStatable {
                is: &is,
                verb: if date_of { "states date of" } else { "states" },
                at: fact.path.at.0,
            });
        }
        Some(CondKind::States { text: text?, fact: fact.path, date_of })
    }

    fn lower_names(&mut self, subject: &ast::Expr, fact: &ast::Path) -> Option<CondKind> {
        let text = self.text_path(subject, "names");
        let fact = self.lower_path(fact)?;
        if fact.ty != Type::Text {
            let is = describe(&fact.ty);
            return self.tell(NotStatable { is: &is, verb: "names", at: fact.path.at.0 });
        }
        Some(CondKind::Names { text: text?, fact: fact.path })
    }

    /// A subject that holds characters.
    fn characters(&mut self, subject: &ast::Expr, verb: &'static str) -> Option<Path> {
        let (path, ty) = self.subject_path(subject, verb)?;
        match &ty {
            Type::Text | Type::Url | Type::Host | Type::Shape(_) => Some(path),
            Type::List(_) | Type::Set(_) => {
                let (name, is) = (path_text(subject), describe(&ty));
                let records = matches!(&ty, Type::List(of) if matches!(**of, Type::Record(_)));
                self.tell(ContainsOnList { verb, name: &name, is: &is, records, at: subject.at.0 })
            }
            other => {
                let (name, is) = (path_text(subject), describe(other));
                self.tell(TextVerbOn { verb, name: &name, is: &is, at: subject.at.0 })
            }
        }
    }

    fn lower_contains(&mut self, subject: &ast::Expr, text: &ast::StringLit) -> Option<CondKind> {
        let path = self.characters(subject, "contains")?;
        Some(CondKind::Contains { text: path, needle: text.value.clone() })
    }

    fn lower_matches(&mut self, subject: &ast::Expr, regex: &ast::Regex) -> Option<CondKind> {
        let path = self.characters(subject, "matches");
        let pattern = regex.pattern.replace("\\/", "/");
        let pattern = if regex.ignore_case { format!("(?i){pattern}") } else { pattern };
        match regex::RegexBuilder::new(&pattern).size_limit(1 << 20).build() {
            Ok(compiled) => {
                if compiled.is_match("") {
                    self.faults.push(EmptyPattern { at: regex.at.0 });
                }
            }
            Err(fault) => {
                let why = regex_words(&fault);
                return self.tell(BadPattern { why: &why, at: regex.at.0 });
            }
        }
        Some(CondKind::Matches { text: path?, pattern })
    }
}

/// The last line of the regex crate's drawing, which says what is wrong.
fn regex_words(fault: &regex::Error) -> String {
    match fault {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        other => {
            let text = other.to_string();
            let last = text.lines().last().unwrap_or_default().trim();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}
