//! What holds of every program that the compiler makes. Checked in tests and debug builds, and of artifacts from outside.

use crate::visit::{Node, walk_cond, walk_expr};
use crate::{
    AssumedValue, Cond, CondKind, Date, Element, Expr, ExprKind, Field, Form, LexiconId, Literal, Part, Path, Phrase,
    Piece, Policy, Program, Root, Rule, Slot, Template, Type,
};

/// All that does not hold, in words; empty for a sound program.
#[must_use]
pub fn check(program: &Program) -> Vec<String> {
    let mut broken = Vec::new();
    for policy in program.policies.iter().chain(&program.partials) {
        let mut checker = Checker { policy, place: String::new(), locals: 0, broken: &mut broken };
        checker.policy();
    }
    broken
}

struct Checker<'a> {
    policy: &'a Policy,
    place: String,
    /// How many values the rule at hand has.
    locals: usize,
    broken: &'a mut Vec<String>,
}

impl Checker<'_> {
    fn policy(&mut self) {
        let policy = self.policy;
        self.place = format!("policy {}", policy.name);
        policy.applies.iter().for_each(|cond| self.cond(cond, 0));
        [policy.effective.from, policy.effective.before].into_iter().flatten().for_each(|date| self.date(date));
        for value in &policy.values {
            self.place = format!("value {}", value.name);
            self.expr(&value.expr, 0);
        }
        for condition in &policy.conditions {
            self.place = format!("condition {}", condition.name);
            self.cond(&condition.when, usize::from(condition.parameter.is_some()));
        }
        for judgement in &policy.judgements {
            self.place = format!("judgement {}", judgement.name);
            judgement.decides.iter().for_each(|decide| self.cond(&decide.when, 0));
        }
        self.lexicons();
        policy.rules.iter().for_each(|rule| self.rule(rule));
        self.place = "facts".to_owned();
        policy.schema.root.fields.iter().for_each(|field| self.field(field));
        for assign in
            policy.sample.iter().chain(policy.rules.iter().flat_map(|rule| &rule.examples).flat_map(|e| &e.with))
        {
            self.literal(&assign.value);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.place = format!("rule {}", rule.name);
        self.locals = rule.values.len();
        let items = usize::from(rule.for_each.is_some());
        rule.applies.iter().for_each(|cond| self.cond(cond, 0));
        if let Some(each) = &rule.for_each {
            self.path(&each.list, 0);
            each.filter.iter().for_each(|cond| self.cond(cond, 1));
        }
        rule.values.iter().for_each(|value| self.expr(&value.expr, items));
        rule.due.iter().for_each(|due| self.expr(due, items));
        match &rule.form {
            Form::Forbid(cond) | Form::Require(cond) => self.cond(cond, items),
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => self.parts(parts, items),
        }
        self.parts(&rule.exceptions, items);
        self.template(&rule.report, items);
        rule.help.iter().for_each(|help| self.template(help, items));
        for fix in &rule.fixes {
            self.path(&fix.target, items);
            self.template(&fix.text, items);
            fix.when.iter().for_each(|cond| self.cond(cond, items));
        }
        [rule.effective.from, rule.effective.before].into_iter().flatten().for_each(|date| self.date(date));
        self.locals = 0;
    }

    fn parts(&mut self, parts: &[Part], items: usize) {
        for part in parts {
            self.cond(&part.when, items);
            part.report.iter().chain(&part.help).for_each(|text| self.template(text, items));
            [part.effective.from, part.effective.before].into_iter().flatten().for_each(|date| self.date(date));
        }
    }

    fn template(&mut self, template: &Template, items: usize) {
        for piece in &template.0 {
            match piece {
                Piece::Path(path) => self.path(path, items),
                Piece::Local(id) => self.index("value of the rule", id.index(), self.locals),
                Piece::Value(id) => self.index("value", id.index(), self.policy.values.len()),
                Piece::Text(_) | Piece::Missing => {}
            }
        }
    }

    /// A condition with so many items in scope: slots of quantifiers lie right behind them.
    fn cond(&mut self, cond: &Cond, items: usize) {
        match &cond.kind {
            CondKind::Count { slot, list, filter, .. } => {
                self.bound(*slot, list, items);
                filter.iter().for_each(|filter| self.cond(filter, items + 1));
            }
            CondKind::Every { slot, list, test, .. } => {
                self.bound(*slot, list, items);
                self.cond(test, items + 1);
            }
            CondKind::And(parts) | CondKind::Or(parts) => parts.iter().for_each(|part| self.cond(part, items)),
            CondKind::Not(inner) => self.cond(inner, items),
            CondKind::Item(slot) => self.index("item", slot.0 as usize, items),
            CondKind::Call { condition, argument } => {
                self.index("condition", condition.index(), self.policy.conditions.len());
                argument.iter().for_each(|slot| self.index("item", slot.0 as usize, items));
            }
            CondKind::Judged(id) => self.index("judgement", id.index(), self.policy.judgements.len()),
            CondKind::InSet(_, set) | CondKind::Under(_, set) | CondKind::Imitates(_, set) => {
                self.index("set", set.index(), self.policy.sets.len());
                self.leaves(cond, items);
            }
            CondKind::Says { words, near, .. } => {
                self.words(words);
                near.iter().for_each(|near| self.words(&near.words));
                self.leaves(cond, items);
            }
            CondKind::SaysOnly { words, .. } => {
                self.words(words);
                self.leaves(cond, items);
            }
            _ => self.leaves(cond, items),
        }
    }

    /// Paths and values of a test without conditions below it.
    fn leaves(&mut self, cond: &Cond, items: usize) {
        let mut exprs = Vec::new();
        let mut paths = Vec::new();
        walk_cond(cond, &mut |node| match node {
            Node::Expr(expr) => exprs.push(expr),
            Node::Path(path) => paths.push(path),
            Node::Cond(_) => {}
        });
        // Amounts hold conditions of their own; tests compare values that name them, never amounts themselves.
        let amount = exprs.iter().any(|expr| matches!(expr.kind, ExprKind::Amount { .. }));
        if amount {
            self.tell("an amount stands inside a test".to_owned());
            return;
        }
        exprs.into_iter().for_each(|expr| self.names(expr));
        paths.into_iter().for_each(|path| self.path(path, items));
    }

    fn expr(&mut self, expr: &Expr, items: usize) {
        if let ExprKind::Amount { of, slot, list, filter, .. } = &expr.kind {
            self.bound(*slot, list, items);
            self.path(of, items + 1);
            filter.iter().for_each(|filter| self.cond(filter, items + 1));
            return;
        }
        let mut nodes = Vec::new();
        walk_expr(expr, &mut |node| nodes.push(node));
        for node in nodes {
            match node {
                Node::Expr(expr) => self.names(expr),
                Node::Path(path) => self.path(path, items),
                Node::Cond(_) => self.tell("a condition stands inside arithmetic".to_owned()),
            }
        }
    }

    fn names(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Value(id) => self.index("value", id.index(), self.policy.values.len()),
            ExprKind::Local(id) => self.index("value of the rule", id.index(), self.locals),
            ExprKind::Literal(literal) => self.literal(literal),
            _ => {}
        }
    }

    fn bound(&mut self, slot: Slot, list: &Path, items: usize) {
        self.path(list, items);
        if slot.0 as usize != items {
            self.tell(format!("an item has slot {}, and {items} are in scope", slot.0));
        }
    }

    fn path(&mut self, path: &Path, items: usize) {
        match path.root {
            Root::Item(slot) => self.index("item", slot.0 as usize, items),
            Root::Fact => {
                let known = path.fields.first().is_some_and(|name| self.policy.schema.root.field(name).is_some());
                if !known {
                    self.tell(format!("no fact is called {}", path.fields.join(".")));
                }
            }
        }
    }

    fn words(&mut self, words: &[LexiconId]) {
        for word in words {
            self.index("lexicon", word.0 as usize, self.policy.lexicons.len());
        }
    }

    fn lexicons(&mut self) {
        let policy = self.policy;
        for lexicon in &policy.lexicons {
            self.place = format!("lexicon {}", lexicon.name);
            for entries in lexicon.languages.values() {
                entries.phrases.iter().chain(&entries.except).for_each(|phrase| self.phrase(phrase));
            }
        }
        for (tag, language) in &policy.languages {
            self.place = format!("language {tag}");
            language.phrase_lists().into_iter().flatten().for_each(|phrase| self.phrase(phrase));
        }
    }

    fn phrase(&mut self, phrase: &Phrase) {
        self.elements(&phrase.first);
        phrase.and.iter().for_each(|(_, second)| self.elements(second));
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Lexicon(id) | Element::Referred(id) => self.words(&[*id]),
                Element::OneOf(choices) | Element::Optional(choices) => {
                    choices.iter().for_each(|choice| self.elements(choice));
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, field: &Field) {
        if let Some(assumed) = &field.assumed {
            let items = usize::from(field.origin == crate::FieldOrigin::Attribute);
            self.cond(&assumed.when, items);
            if let AssumedValue::Fact(path) = &assumed.value {
                self.path(path, items);
            }
        }
        let mut ty = &field.ty;
        while let Type::List(of) | Type::Set(of) = ty {
            ty = of;
        }
        if let Type::Record(record) = ty {
            record.fields.iter().for_each(|field| self.field(field));
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Date(date) => self.date(*date),
            Literal::List(items) => items.iter().for_each(|item| self.literal(item)),
            Literal::Record(fields) => fields.iter().for_each(|(_, value)| self.literal(value)),
            _ => {}
        }
    }

    fn date(&mut self, date: Date) {
        if jiff::civil::Date::new(date.year, date.month, date.day).is_err() {
            self.tell(format!("{}-{}-{} is no day", date.year, date.month, date.day));
        }
    }

    fn index(&mut self, what: &str, index: usize, length: usize) {
        if index >= length {
            self.tell(format!("{what} {index} of {length}"));
        }
    }

    fn tell(&mut self, why: String) {
        self.broken.push(format!("{}: {why}", self.place));
    }
}
