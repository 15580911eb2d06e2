//! What is said of a value: verbs and what follows them.

use super::atom::negated;
use super::build::{Build, Node, first, has, many, one};
use crate::ast::{Is, Name, Order, Pair, Reach, ReachUnit, Says, SaysWhat, Verb};
use crate::diagnostics::{ContainsOnList, MissingReach, SaysString, TestForUnknown};
use crate::grammar::policy::Rule;

impl Build<'_> {
    pub(crate) fn parse_tail(&mut self, node: &Node<'_>) -> Option<Verb> {
        let inner = first(node)?;
        match inner.as_rule() {
            Rule::is_tail => self.parse_is(&inner),
            Rule::has_tail => self.parse_has(&inner),
            Rule::lexical_tail => self.parse_lexical(&inner),
            Rule::states_tail => self.parse_states(&inner),
            Rule::names_tail => self.path_in(&inner).map(Verb::Names),
            Rule::contains_tail => self.parse_contains(&inner),
            Rule::matches_tail => self.parse_matches(&inner),
            Rule::imitates_tail => self.name_in(&inner).map(Verb::Imitates),
            Rule::meets_tail => self.name_in(&inner).map(Verb::Meets),
            _ => self.parse_wrong_sign(&inner),
        }
    }

    fn parse_wrong_sign(&mut self, node: &Node<'_>) -> Option<Verb> {
        let sign = first(node)?;
        self.tell_sign(&sign, sign_words(sign.as_str()));
        None
    }

    fn parse_is(&mut self, node: &Node<'_>) -> Option<Verb> {
        let is = self.parse_predicate(&one(node, Rule::predicate)?)?;
        Some(if has(node, Rule::kw_not) { Verb::IsNot(is) } else { Verb::Is(is) })
    }

    fn parse_predicate(&mut self, node: &Node<'_>) -> Option<Is> {
        let inner = first(node)?;
        match inner.as_rule() {
            Rule::kw_given => Some(Is::Given),
            Rule::kw_none => Some(Is::None),
            Rule::kw_empty => Some(Is::Empty),
            Rule::kw_before => self.sum_in(node).map(Is::Before),
            Rule::kw_after => self.sum_in(node).map(Is::After),
            Rule::kw_at | Rule::kw_more | Rule::kw_less => self.parse_order(node, inner.as_rule()),
            Rule::kw_within => self.parse_within(node),
            Rule::kw_one => {
                let atoms = many(node, Rule::atom).map(|atom| self.parse_atom(&atom)).collect::<Option<Vec<_>>>();
                atoms.map(Is::OneOf)
            }
            Rule::kw_under => self.name_in(node).map(Is::Under),
            Rule::same_language => self.path_in(&inner).map(Is::SameLanguage),
            Rule::sum => self.parse_sum(&inner).map(Is::Equal),
            _ => {
                let at = self.span(&inner);
                self.tell(TestForUnknown { at });
                None
            }
        }
    }

    fn parse_order(&mut self, node: &Node<'_>, head: Rule) -> Option<Is> {
        let order = match head {
            Rule::kw_more => Order::MoreThan,
            Rule::kw_less => Order::LessThan,
            _ if has(node, Rule::kw_least) => Order::AtLeast,
            _ => Order::AtMost,
        };
        self.sum_in(node).map(|to| Is::Order(order, to))
    }

    fn parse_within(&mut self, node: &Node<'_>) -> Option<Is> {
        let mut sums = many(node, Rule::sum);
        let distance = self.parse_sum(&sums.next()?);
        let origin = self.parse_sum(&sums.next()?);
        Some(Is::Within(distance?, origin?))
    }

    fn parse_has(&mut self, node: &Node<'_>) -> Option<Verb> {
        let atom = self.parse_atom(&one(node, Rule::atom)?)?;
        Some(if negated(node) { Verb::HasNo(atom) } else { Verb::Has(atom) })
    }

    fn parse_lexical(&mut self, node: &Node<'_>) -> Option<Verb> {
        let verb = first(node)?;
        let says = match verb.as_rule() {
            Rule::kw_says => Says::Says,
            Rule::kw_mentions => Says::Mentions,
            _ => Says::Denies,
        };
        if let Some(only) = one(node, Rule::only) {
            return Some(Verb::Says(says, SaysWhat::Only(self.names_in(&only))));
        }
        if let Some(string) = one(node, Rule::wrong_string) {
            let at = self.span(&string);
            self.tell(SaysString { at, verb: verb.as_str() });
            return None;
        }
        let first = self.parse_words(&one(node, Rule::words)?);
        let pair = match one(node, Rule::pairing) {
            Some(pairing) => Some(self.parse_pair(&pairing)?),
            None => None,
        };
        Some(Verb::Says(says, SaysWhat::Words { first, pair }))
    }

    fn parse_words(&self, node: &Node<'_>) -> Vec<Name> {
        self.names_in(node)
    }

    fn parse_pair(&mut self, node: &Node<'_>) -> Option<Pair> {
        let Some(reach) = one(node, Rule::reach) else {
            let at = self.span(node);
            self.tell(MissingReach { at });
            return None;
        };
        let names = self.parse_words(&one(node, Rule::words)?);
        let reach = self.parse_reach(&reach)?;
        Some(Pair { ordered: has(node, Rule::kw_then), names, reach, at: self.at(node) })
    }

    fn parse_reach(&self, node: &Node<'_>) -> Option<Reach> {
        let unit = node.clone().into_inner().last()?;
        Some(match unit.as_rule() {
            Rule::kw_clause => Reach::In(ReachUnit::Clause),
            Rule::kw_sentence => Reach::In(ReachUnit::Sentence),
            Rule::kw_paragraph => Reach::In(ReachUnit::Paragraph),
            Rule::kw_words => Reach::WithinWords(self.number_in(node)?),
            _ => Reach::WithinSentences(self.number_in(node)?),
        })
    }

    fn parse_states(&self, node: &Node<'_>) -> Option<Verb> {
        match one(node, Rule::date_of) {
            Some(date) => self.path_in(&date).map(Verb::StatesDate),
            None => self.path_in(node).map(Verb::States),
        }
    }

    fn parse_contains(&mut self, node: &Node<'_>) -> Option<Verb> {
        if let Some(wrong) = one(node, Rule::wrong_contains) {
            let at = self.span(&wrong);
            self.tell(ContainsOnList { at });
            return None;
        }
        self.string_in(node).map(Verb::Contains)
    }

    fn parse_matches(&mut self, node: &Node<'_>) -> Option<Verb> {
        if let Some(string) = one(node, Rule::wrong_string) {
            let at = self.span(&string);
            self.tell(SaysString { at, verb: "matches" });
            return None;
        }
        one(node, Rule::regex).map(|regex| Verb::Matches(self.parse_regex(&regex)))
    }
}

fn sign_words(sign: &str) -> &'static str {
    match sign {
        "!=" | "<>" => "`is not`",
        "<" => "`is less than`",
        ">" => "`is more than`",
        "<=" => "`is at most`",
        ">=" | "=>" => "`is at least`",
        _ => "`is`",
    }
}
