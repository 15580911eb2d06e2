//! Conditions and values in the policy language.

use super::Scope;
use super::value::{print_literal, quoted};
use crate::{
    Aggregate, Arithmetic, Cond, CondKind, Expr, ExprKind, LexiconId, Near, Order, Path, Piece, Quantity, Reach, Root,
    SetId, Slot, TextVerb,
};

impl Scope<'_> {
    pub(super) fn print_cond(&mut self, cond: &Cond) -> String {
        match &cond.kind {
            CondKind::And(parts) => self.joined(parts, " and ", "always"),
            CondKind::Or(parts) => self.joined(parts, " or ", "never"),
            CondKind::Not(inner) => self.print_not(inner),
            CondKind::Item(slot) => self.item(*slot),
            CondKind::Call { condition, argument } => {
                let name = self.policy.condition(*condition).map_or("?", |named| named.name.as_str()).to_owned();
                argument.map_or(name.clone(), |slot| format!("{} meets {name}", self.item(slot)))
            }
            CondKind::Judged(id) => {
                format!("judged {}", self.policy.judgement(*id).map_or("?", |judgement| judgement.name.as_str()))
            }
            CondKind::Count { quantity, name, list, filter, .. } => {
                self.print_count(&quantity_words(*quantity), name, list, filter.as_deref())
            }
            CondKind::Every { name, list, test, .. } => {
                let head = format!("every {name} in {} satisfies ", self.print_path(list));
                head + &self.inside(name, test)
            }
            other => self.print_test(other, ""),
        }
    }

    fn joined(&mut self, parts: &[Cond], with: &str, none: &str) -> String {
        let printed: Vec<String> = parts.iter().map(|part| self.parenthesised(part)).collect();
        if printed.is_empty() { none.to_owned() } else { printed.join(with) }
    }

    /// What binds less tightly, or reaches to the end, stands in parentheses.
    fn parenthesised(&mut self, cond: &Cond) -> String {
        let text = self.print_cond(cond);
        let open = match &cond.kind {
            CondKind::And(parts) | CondKind::Or(parts) => parts.len() > 1,
            CondKind::Count { filter, .. } => filter.is_some(),
            CondKind::Every { .. } => true,
            CondKind::Not(inner) => matches!(&inner.kind, CondKind::Count { filter: Some(_), .. }),
            _ => false,
        };
        if open { format!("({text})") } else { text }
    }

    fn print_not(&mut self, inner: &Cond) -> String {
        match &inner.kind {
            CondKind::Count { quantity: Quantity::Some, name, list, filter, .. } => {
                self.print_count("is no", name, list, filter.as_deref())
            }
            CondKind::Has(list, member) => format!("{} has no {}", self.print_path(list), self.print_expr(member)),
            CondKind::Is(..)
            | CondKind::Order(..)
            | CondKind::Within { .. }
            | CondKind::Distance { .. }
            | CondKind::OneOf(..)
            | CondKind::InSet(..)
            | CondKind::Under(..)
            | CondKind::SameLanguage(..)
            | CondKind::Given(_)
            | CondKind::None(_)
            | CondKind::Empty(_) => self.print_test(&inner.kind, "not "),
            CondKind::And(_) | CondKind::Or(_) | CondKind::Not(_) => format!("not ({})", self.print_cond(inner)),
            _ => format!("not {}", self.parenthesised(inner)),
        }
    }

    fn print_count(&mut self, quantity: &str, name: &str, list: &Path, filter: Option<&Cond>) -> String {
        let head = format!("there {quantity} {name} in {}", self.print_path(list));
        match filter {
            Some(filter) => format!("{head} where {}", self.inside(name, filter)),
            None => head,
        }
    }

    fn inside(&mut self, name: &str, cond: &Cond) -> String {
        self.items.push(name.to_owned());
        let text = self.print_cond(cond);
        self.items.pop();
        text
    }

    /// A test; `not` is `not ` or nothing.
    fn print_test(&mut self, kind: &CondKind, not: &str) -> String {
        match kind {
            CondKind::Is(left, right) => format!("{} is {not}{}", self.print_expr(left), self.print_expr(right)),
            CondKind::Order(order, left, right) => {
                let instants = matches!(left.ty, crate::Type::Instant | crate::Type::Date);
                let word = order_words(*order, instants);
                format!("{} is {not}{word} {}", self.print_expr(left), self.print_expr(right))
            }
            CondKind::Within { left, distance, right } => {
                let (left, distance) = (self.print_expr(left), self.print_expr(distance));
                format!("{left} is {not}within {distance} of {}", self.print_expr(right))
            }
            CondKind::Distance { order, left, distance, after, right } => {
                let (word, side) = (order_words(*order, false), if *after { "after" } else { "before" });
                let (left, distance) = (self.print_expr(left), self.print_expr(distance));
                format!("{left} is {not}{word} {distance} {side} {}", self.print_expr(right))
            }
            CondKind::OneOf(left, members) => {
                let members: Vec<String> = members.iter().map(|member| self.print_expr(member)).collect();
                format!("{} is {not}one of {}", self.print_expr(left), members.join(", "))
            }
            CondKind::InSet(left, set) => format!("{} is {not}one of {}", self.print_expr(left), self.set(*set)),
            CondKind::Under(left, set) => format!("{} is {not}under {}", self.print_expr(left), self.set(*set)),
            CondKind::SameLanguage(left, right) => {
                format!("{} is {not}the same language as {}", self.print_expr(left), self.print_expr(right))
            }
            CondKind::Given(path) => format!("{} is {not}given", self.print_path(path)),
            CondKind::None(path) => format!("{} is {not}none", self.print_path(path)),
            CondKind::Empty(path) => format!("{} is {not}empty", self.print_path(path)),
            other => self.print_verb(other),
        }
    }

    fn print_verb(&mut self, kind: &CondKind) -> String {
        match kind {
            CondKind::Imitates(left, set) => format!("{} imitates {}", self.print_expr(left), self.set(*set)),
            CondKind::Has(list, member) => format!("{} has {}", self.print_path(list), self.print_expr(member)),
            CondKind::Says { verb, text, words, near } => {
                let verb = match verb {
                    TextVerb::Says => "says",
                    TextVerb::Mentions => "mentions",
                    TextVerb::Denies => "denies",
                };
                let near = near.as_ref().map(|near| self.near(near)).unwrap_or_default();
                format!("{} {verb} {}{near}", self.print_path(text), self.lexicons(words, "one of "))
            }
            CondKind::SaysOnly { text, words } => {
                format!("{} says only {}", self.print_path(text), self.lexicons(words, ""))
            }
            CondKind::States { text, fact, date_of } => {
                let date = if *date_of { "date of " } else { "" };
                format!("{} states {date}{}", self.print_path(text), self.print_path(fact))
            }
            CondKind::Names { text, fact } => format!("{} names {}", self.print_path(text), self.print_path(fact)),
            CondKind::Contains { text, needle } => format!("{} contains {}", self.print_path(text), quoted(needle)),
            CondKind::Matches { text, pattern } => {
                let (pattern, flag) = match pattern.strip_prefix("(?i)") {
                    Some(rest) => (rest, "i"),
                    None => (pattern.as_str(), ""),
                };
                format!("{} matches /{}/{flag}", self.print_path(text), pattern.replace('/', "\\/"))
            }
            _ => "?".to_owned(),
        }
    }

    fn near(&self, near: &Near) -> String {
        let word = if near.then { "then" } else { "with" };
        let reach = match near.reach {
            Reach::Clause => "in one clause".to_owned(),
            Reach::Sentence => "in one sentence".to_owned(),
            Reach::Paragraph => "in one paragraph".to_owned(),
            Reach::Words(words) => format!("within {words} words"),
            Reach::Sentences(sentences) => format!("within {sentences} sentences"),
        };
        format!(" {word} {} {reach}", self.lexicons(&near.words, "one of "))
    }

    fn lexicons(&self, words: &[LexiconId], several: &str) -> String {
        let name = |id: &LexiconId| self.policy.lexicon(*id).map_or("?", |lexicon| lexicon.name.as_str());
        let names: Vec<&str> = words.iter().map(name).collect();
        if names.len() > 1 { format!("{several}{}", names.join(", ")) } else { names.join(", ") }
    }

    fn set(&self, id: SetId) -> String {
        self.policy.set(id).map_or("?", |set| set.name.as_str()).to_owned()
    }

    fn item(&self, slot: Slot) -> String {
        self.items.get(slot.0 as usize).cloned().unwrap_or_else(|| format!("item {}", slot.0))
    }

    pub(super) fn print_path(&self, path: &Path) -> String {
        let root = match path.root {
            Root::Fact => None,
            Root::Item(slot) => Some(self.item(slot)),
        };
        root.into_iter().chain(path.fields.iter().cloned()).collect::<Vec<_>>().join(".")
    }

    pub(super) fn print_expr(&mut self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Literal(literal) => print_literal(literal),
            ExprKind::Path(path) => self.print_path(path),
            ExprKind::Value(id) => self.policy.value(*id).map_or("?", |value| value.name.as_str()).to_owned(),
            ExprKind::Local(id) => {
                let local = self.rule.and_then(|rule| rule.values.get(id.index()));
                local.map_or("?", |value| value.name.as_str()).to_owned()
            }
            ExprKind::Arithmetic(operator, left, right) => {
                let sign = match operator {
                    Arithmetic::Add => "+",
                    Arithmetic::Subtract => "-",
                    Arithmetic::Multiply => "*",
                    Arithmetic::Divide => "/",
                };
                format!("{} {sign} {}", self.operand(left), self.operand(right))
            }
            ExprKind::Shift { by, after, from } => {
                let word = if *after { "after" } else { "before" };
                format!("{} {word} {}", self.print_expr(by), self.print_expr(from))
            }
            ExprKind::Amount { kind, of, list, filter, .. } => self.print_amount(*kind, of, list, filter.as_deref()),
        }
    }

    fn operand(&mut self, expr: &Expr) -> String {
        let text = self.print_expr(expr);
        if matches!(expr.kind, ExprKind::Arithmetic(..) | ExprKind::Shift { .. }) { format!("({text})") } else { text }
    }

    fn print_amount(&mut self, kind: Aggregate, of: &Path, list: &Path, filter: Option<&Cond>) -> String {
        let word = match kind {
            Aggregate::Sum => "sum",
            Aggregate::Count => "count",
            Aggregate::Latest => "latest",
            Aggregate::Earliest => "earliest",
        };
        let over = self.print_path(list);
        // The IR keeps no name for the item of an amount; `it` serves.
        self.items.push("it".to_owned());
        let of = self.print_path(of);
        let filter = filter.map(|filter| format!(" where {}", self.print_cond(filter))).unwrap_or_default();
        self.items.pop();
        format!("{word} of {of} over it in {over}{filter}")
    }

    pub(super) fn print_piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => text.replace('{', "\\{"),
            Piece::Path(path) => format!("{{{}}}", self.print_path(path)),
            Piece::Local(id) => {
                let local = self.rule.and_then(|rule| rule.values.get(id.index()));
                format!("{{{}}}", local.map_or("?", |value| value.name.as_str()))
            }
            Piece::Value(id) => format!("{{{}}}", self.policy.value(*id).map_or("?", |value| value.name.as_str())),
            Piece::Missing => "{missing}".to_owned(),
        }
    }
}

fn quantity_words(quantity: Quantity) -> String {
    match quantity {
        Quantity::Some => "is a".to_owned(),
        Quantity::AtLeast(count) => format!("are at least {count}"),
        Quantity::AtMost(count) => format!("are at most {count}"),
        Quantity::Exactly(count) => format!("are exactly {count}"),
    }
}

fn order_words(order: Order, instants: bool) -> &'static str {
    match (order, instants) {
        (Order::Less, true) => "before",
        (Order::More, true) => "after",
        (Order::Less, false) => "less than",
        (Order::More, false) => "more than",
        (Order::AtMost, _) => "at most",
        (Order::AtLeast, _) => "at least",
    }
}
