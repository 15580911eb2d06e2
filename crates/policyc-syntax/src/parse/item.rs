//! Items that are read in one piece: facts, sets, samples and the like.

use super::build::{Build, Node, first, has, many, one};
use crate::LIMIT;
use crate::ast::{
    Attributes, BaseType, BaseTypeKind, Doc, EnumValue, Facts, FieldDecl, ItemKind, Language, LanguageEntry,
    LanguageWords, LibraryHeader, NamedKind, Over, PhraseText, PlaceholderEntry, Placeholders, Remove, RemoveTarget,
    Sample, Set, SetKind, Shape, StringLit, Taken, Type, Unenforced, ValueItem,
};
use crate::ast::{ClauseHead, LexiconRole};
use crate::diagnostics::{MissingBecause, TooDeep, UnexpectedText};
use crate::grammar::policy::Rule;
use crate::strings::Escapes;
use policyc_diag::At;

/// Fields of `language` that hold phrases.
const PHRASE_FIELDS: [&str; 10] = [
    "negators",
    "negators-after",
    "not-negating",
    "breaks",
    "disowns",
    "disowns-after",
    "resumes",
    "quoting",
    "quoting-after",
    "pronouns",
];

impl Build<'_> {
    pub(crate) fn parse_item(&mut self, node: &Node<'_>) -> Option<ItemKind> {
        match node.as_rule() {
            Rule::facts => self.parse_facts(node).map(ItemKind::Facts),
            Rule::attributes => self.parse_attributes(node).map(ItemKind::Attributes),
            Rule::shape => self.parse_shape(node).map(ItemKind::Shape),
            Rule::set => self.parse_set(node).map(ItemKind::Set),
            Rule::value_item => self.parse_value_item(node).map(ItemKind::Value),
            Rule::sample => self.parse_sample(node).map(ItemKind::Sample),
            Rule::language => self.parse_language(node).map(ItemKind::Language),
            Rule::placeholders => self.parse_placeholders(node).map(ItemKind::Placeholders),
            Rule::unenforced => self.parse_unenforced(node).map(ItemKind::Unenforced),
            Rule::remove => self.parse_remove(node).map(ItemKind::Remove),
            _ => None,
        }
    }

    pub(crate) fn parse_library(&mut self, node: &Node<'_>, doc: Option<Doc>) -> Option<LibraryHeader> {
        Some(LibraryHeader { doc, name: self.path_in(node)?, at: self.at(node) })
    }

    /// The parameter of a condition.
    pub(crate) fn parse_over(&mut self, node: &Node<'_>) -> Option<Over> {
        let over = one(node, Rule::over)?;
        if let Some(each) = one(&over, Rule::wrong_each) {
            let at = self.span(&each);
            let expected = vec!["a name: `for NAME in LIST`, without `each`"];
            self.tell(UnexpectedText { at, found: "each", expected, nearest: None });
        }
        Some(Over { item: self.name_in(&over)?, list: self.path_in(&over)?, at: self.at(&over) })
    }

    fn parse_facts(&mut self, node: &Node<'_>) -> Option<Facts> {
        let name = self.parse_name(&one(node, Rule::field)?);
        Some(Facts { name, ty: self.parse_type(&one(node, Rule::type_)?)? })
    }

    fn parse_attributes(&mut self, node: &Node<'_>) -> Option<Attributes> {
        let mut paths = self.paths_in(node).into_iter();
        Some(Attributes {
            item: self.name_in(node)?,
            list: paths.next()?,
            from: paths.next()?,
            by: self.parse_name(&one(node, Rule::field)?),
            fields: self.parse_fields(&one(node, Rule::record_type)?)?,
        })
    }

    fn parse_type(&mut self, node: &Node<'_>) -> Option<Type> {
        let base = self.parse_base_type(&one(node, Rule::base_type)?)?;
        let taken = match one(node, Rule::taken) {
            Some(taken) => Some(self.parse_taken(&taken)?),
            None => None,
        };
        Some(Type { base, or_none: has(node, Rule::or_none), taken, at: self.at(node) })
    }

    fn parse_taken(&mut self, node: &Node<'_>) -> Option<Taken> {
        let value = self.parse_literal(&one(node, Rule::literal)?)?;
        Some(Taken { value, when: self.cond_in(node)?, at: self.at(node) })
    }

    /// `list of set of T`: the wrappers come first in the text, and are put on from the inside.
    fn parse_base_type(&mut self, node: &Node<'_>) -> Option<BaseType> {
        let mut parts = node.clone().into_inner().collect::<Vec<_>>();
        if parts.len() > LIMIT {
            let at = self.span(node);
            self.tell(TooDeep { at });
            return None;
        }
        let core = parts.pop()?;
        let kind = match core.as_rule() {
            Rule::record_type => BaseTypeKind::Record(self.parse_fields(&core)?),
            Rule::one_of_type => BaseTypeKind::OneOf(self.parse_enum(&core)?),
            _ => BaseTypeKind::Named(self.name_in(&core)?),
        };
        let mut base = BaseType { kind, at: self.at(&core) };
        for wrapper in parts.iter().rev() {
            let at = At(self.span(wrapper).to(base.at.0));
            let kind = match wrapper.as_rule() {
                Rule::list_of => BaseTypeKind::List(Box::new(base)),
                _ => BaseTypeKind::Set(Box::new(base)),
            };
            base = BaseType { kind, at };
        }
        Some(base)
    }

    fn parse_enum(&mut self, node: &Node<'_>) -> Option<Vec<EnumValue>> {
        many(node, Rule::enum_value)
            .map(|value| Some(EnumValue { name: self.name_in(&value)?, alias: self.string_in(&value) }))
            .collect()
    }

    fn parse_fields(&mut self, node: &Node<'_>) -> Option<Vec<FieldDecl>> {
        self.tell_commas(node);
        many(node, Rule::field_decl).map(|field| self.parse_field(&field)).collect()
    }

    fn parse_field(&mut self, node: &Node<'_>) -> Option<FieldDecl> {
        let name = self.parse_name(&one(node, Rule::field)?);
        let ty = self.parse_type(&one(node, Rule::type_)?)?;
        let at = At(name.at.0.to(ty.at.0));
        Some(FieldDecl { doc: self.doc_in(node), name, ty, at })
    }

    /// The documentation lines that begin a node.
    fn doc_in(&self, node: &Node<'_>) -> Option<Doc> {
        let lines = many(node, Rule::doc).map(|line| (self.span(&line), line.as_str())).collect::<Vec<_>>();
        super::doc(&lines)
    }

    fn parse_shape(&mut self, node: &Node<'_>) -> Option<Shape> {
        Some(Shape { name: self.name_in(node)?, patterns: self.strings_in(node) })
    }

    fn parse_set(&mut self, node: &Node<'_>) -> Option<Set> {
        let of = match first(&one(node, Rule::set_kind)?)?.as_rule() {
            Rule::kw_host => SetKind::Host,
            Rule::kw_text => SetKind::Text,
            _ => SetKind::Date,
        };
        Some(Set { name: self.name_in(node)?, of, members: self.strings_in(node) })
    }

    fn parse_value_item(&mut self, node: &Node<'_>) -> Option<ValueItem> {
        let value = self.parse_value(node)?;
        let because = self.because_in(node);
        Some(ValueItem { name: value.name, amount: value.amount, because })
    }

    fn because_in(&mut self, node: &Node<'_>) -> Option<StringLit> {
        one(node, Rule::because).and_then(|because| self.string_in(&because))
    }

    fn parse_sample(&mut self, node: &Node<'_>) -> Option<Sample> {
        self.tell_commas(node);
        let assigns = many(node, Rule::assign).map(|assign| self.parse_assign(&assign)).collect::<Option<Vec<_>>>()?;
        Some(Sample { name: self.name_in(node)?, assigns })
    }

    fn parse_language(&mut self, node: &Node<'_>) -> Option<Language> {
        let tag = self.parse_name(&one(node, Rule::tag)?);
        let entries = many(node, Rule::language_entry)
            .map(|entry| self.parse_language_entry(&entry))
            .collect::<Option<Vec<_>>>()?;
        Some(Language { tag, entries })
    }

    fn parse_language_entry(&mut self, node: &Node<'_>) -> Option<LanguageEntry> {
        self.tell_commas(node);
        let field = self.parse_name(&one(node, Rule::field)?);
        let words = if let Some(number) = self.number_in(node) {
            LanguageWords::Number(number)
        } else if let Some(name) = self.name_in(node) {
            LanguageWords::Name(name)
        } else {
            let phrases = PHRASE_FIELDS.contains(&field.text.as_str());
            LanguageWords::Phrases(
                many(node, Rule::string).map(|text| self.parse_phrase_text(&text, phrases)).collect::<Option<_>>()?,
            )
        };
        let at = At(self.span(node));
        Some(LanguageEntry { doc: self.doc_in(node), field, words, at })
    }

    fn parse_phrase_text(&mut self, node: &Node<'_>, phrase: bool) -> Option<PhraseText> {
        let text = self.phrase_string(node);
        if !phrase {
            return Some(PhraseText { text, phrase: None });
        }
        let parsed = crate::parse_phrase(self.source, text.inner.0.start as usize, &text.raw);
        self.faults.extend(parsed.diagnostics);
        Some(PhraseText { text, phrase: Some(parsed.phrase?) })
    }

    pub(crate) fn phrase_string(&mut self, node: &Node<'_>) -> StringLit {
        let offset = self.base + node.as_span().start();
        self.strings().parse_string(node.as_str(), offset, Escapes::Phrase)
    }

    fn parse_placeholders(&mut self, node: &Node<'_>) -> Option<Placeholders> {
        let entries = many(node, Rule::placeholder_entry)
            .map(|entry| {
                let kind = self.parse_name(&one(&entry, Rule::field)?);
                let patterns = self.strings_in(&entry);
                Some(PlaceholderEntry { doc: self.doc_in(&entry), kind, patterns, at: self.at(&entry) })
            })
            .collect::<Option<Vec<_>>>()?;
        Some(Placeholders { entries })
    }

    fn parse_unenforced(&mut self, node: &Node<'_>) -> Option<Unenforced> {
        let cites = self.paths_in(node);
        let because = self.reason(node, "unenforced")?;
        Some(Unenforced { cites, because })
    }

    /// The reason, without which something may not be left out.
    fn reason(&mut self, node: &Node<'_>, what: &str) -> Option<StringLit> {
        let because = self.because_in(node);
        if because.is_none() {
            let at = self.span(node);
            self.tell(MissingBecause { at, what });
        }
        because
    }

    fn parse_remove(&mut self, node: &Node<'_>) -> Option<Remove> {
        let because = self.reason(node, "remove")?;
        Some(Remove {
            kind: parse_named_kind(&one(node, Rule::named_kind)?)?,
            name: self.name_in(node)?,
            language: self.parse_in_language(node),
            because,
        })
    }

    pub(crate) fn parse_in_language(&self, node: &Node<'_>) -> Option<crate::ast::Name> {
        one(node, Rule::in_language).and_then(|language| one(&language, Rule::tag)).map(|tag| self.parse_name(&tag))
    }

    /// `remove …` inside an amendment.
    pub(crate) fn parse_remove_change(&mut self, node: &Node<'_>) -> Option<(RemoveTarget, StringLit)> {
        let because = self.reason(node, "remove")?;
        let target = if let Some(entry) = one(node, Rule::remove_entry) {
            RemoveTarget::Entry { role: parse_role(&entry), text: self.phrase_string(&one(&entry, Rule::string)?) }
        } else {
            self.parse_remove_clause(&one(node, Rule::remove_clause)?)?
        };
        Some((target, because))
    }

    fn parse_remove_clause(&mut self, node: &Node<'_>) -> Option<RemoveTarget> {
        let word = first(&one(node, Rule::clause_head)?)?;
        let head = ClauseHead::ALL.into_iter().find(|head| head.word() == word.as_str())?;
        let mut paths = self.paths_in(node);
        let single = paths.len() == 1 && head != ClauseHead::Cites;
        let name = if single { paths.first().and_then(|path| path.single().cloned()) } else { None };
        if name.is_some() {
            paths.clear();
        }
        Some(RemoveTarget::Clause { head, name, paths, text: self.string_in(node) })
    }
}

pub(crate) fn parse_named_kind(node: &Node<'_>) -> Option<NamedKind> {
    let word = first(node)?;
    NamedKind::ALL.into_iter().find(|kind| kind.word() == word.as_str())
}

pub(crate) fn parse_role(node: &Node<'_>) -> LexiconRole {
    if has(node, Rule::kw_except) {
        LexiconRole::Except
    } else if has(node, Rule::kw_hits) {
        LexiconRole::Hits
    } else if has(node, Rule::kw_misses) {
        LexiconRole::Misses
    } else {
        LexiconRole::Phrase
    }
}
