//! Clauses from their nodes, parts apart: those are cut into clauses of their own first.

use super::build::{Build, Node, first, has, many, one};
use crate::ast::{
    Answer, Assign, Assignment, ClauseKind, Decide, Demand, Effective, Example, ForEach, Literal, LiteralKind, Outcome,
    PolicyLineKind, Severity, ValueDef,
};
use crate::diagnostics::{UnexpectedText, Until};
use crate::grammar::policy::Rule;
use crate::text::nearest;

impl Build<'_> {
    pub(crate) fn parse_clause(&mut self, node: &Node<'_>) -> Option<ClauseKind> {
        match node.as_rule() {
            Rule::any_clause => self.parse_clause(&first(node)?),
            Rule::cites => Some(ClauseKind::Cites(self.paths_in(node))),
            Rule::because => self.string_in(node).map(ClauseKind::Because),
            Rule::asks => self.string_in(node).map(ClauseKind::Asks),
            Rule::lasts => self.parse_quantity(&one(node, Rule::quantity)?).map(ClauseKind::Lasts),
            Rule::severity => self.parse_severity(node).map(ClauseKind::Severity),
            Rule::effective => self.parse_effective(node).map(ClauseKind::Effective),
            Rule::applies => self.cond_in(node).map(ClauseKind::Applies),
            Rule::for_each => self.parse_for_each(node).map(ClauseKind::ForEach),
            Rule::value => self.parse_value(node).map(ClauseKind::Value),
            Rule::when => self.cond_in(node).map(ClauseKind::When),
            Rule::decide => self.parse_decide(node).map(ClauseKind::Decide),
            Rule::forbid => self.cond_in(node).map(|cond| ClauseKind::Forbid(Demand::Cond(cond))),
            Rule::require => self.cond_in(node).map(|cond| ClauseKind::Require(Demand::Cond(cond))),
            Rule::due => self.sum_in(node).map(ClauseKind::Due),
            Rule::report => one(node, Rule::string).map(|text| ClauseKind::Report(self.parse_template(&text))),
            Rule::help => one(node, Rule::string).map(|text| ClauseKind::Help(self.parse_template(&text))),
            Rule::fix => self.parse_fix(node).map(ClauseKind::Fix),
            Rule::example => self.parse_example(node).map(ClauseKind::Example),
            _ => None,
        }
    }

    pub(crate) fn parse_policy_line(&mut self, node: &Node<'_>) -> Option<PolicyLineKind> {
        match node.as_rule() {
            Rule::document => self.name_in(node).map(PolicyLineKind::Document),
            Rule::edition => self.string_in(node).map(PolicyLineKind::Edition),
            Rule::timezone => self.string_in(node).map(PolicyLineKind::Timezone),
            Rule::serves => Some(PolicyLineKind::Serves(self.strings_in(node))),
            Rule::applies => self.cond_in(node).map(PolicyLineKind::Applies),
            Rule::effective => self.parse_effective(node).map(PolicyLineKind::Effective),
            Rule::yields => self.path_in(node).map(PolicyLineKind::YieldsTo),
            Rule::uses_sample => self.name_in(node).map(PolicyLineKind::Sample),
            _ => None,
        }
    }

    fn parse_severity(&mut self, node: &Node<'_>) -> Option<Severity> {
        if let Some(wrong) = one(node, Rule::wrong_severity) {
            let expected = if wrong.as_str() == "error" {
                vec!["`warning` or `advice` (an error it is without this clause)"]
            } else {
                vec!["`warning`", "`advice`"]
            };
            let at = self.span(&wrong);
            let nearest = nearest(wrong.as_str(), ["warning", "advice"]).map(str::to_owned);
            self.tell(UnexpectedText { at, found: wrong.as_str(), expected, nearest });
            return None;
        }
        Some(if has(node, Rule::kw_warning) { Severity::Warning } else { Severity::Advice })
    }

    fn parse_effective(&mut self, node: &Node<'_>) -> Option<Effective> {
        if let Some(wrong) = one(node, Rule::wrong_until) {
            let at = self.span(&wrong);
            self.tell(Until { at });
            return None;
        }
        let from = has(node, Rule::kw_from);
        let before = has(node, Rule::kw_before);
        let mut days =
            many(node, Rule::date).map(|date| self.parse_date(&date)).collect::<Option<Vec<_>>>()?.into_iter();
        let from = if from { days.next() } else { None };
        let before = if before { days.next() } else { None };
        Some(Effective { from, before, at: self.at(node) })
    }

    fn parse_for_each(&mut self, node: &Node<'_>) -> Option<ForEach> {
        let filter = if has(node, Rule::where_) { Some(self.where_in(node)?) } else { None };
        Some(ForEach { item: self.name_in(node)?, list: self.path_in(node)?, filter })
    }

    pub(crate) fn parse_value(&mut self, node: &Node<'_>) -> Option<ValueDef> {
        let amount = self.parse_amount(&one(node, Rule::amount)?)?;
        Some(ValueDef { name: self.name_in(node)?, amount })
    }

    fn parse_decide(&mut self, node: &Node<'_>) -> Option<Decide> {
        let answer = parse_answer(first(&one(node, Rule::answer)?)?.as_rule())?;
        Some(Decide { answer, when: self.cond_in(node)? })
    }

    fn parse_example(&mut self, node: &Node<'_>) -> Option<Example> {
        let outcome_node = one(node, Rule::outcome)?;
        let outcome = self.parse_outcome(&outcome_node)?;
        let outcome_at = self.at(&outcome_node);
        let mut language = None;
        let mut text = None;
        let mut in_language = false;
        for child in node.clone().into_inner() {
            match child.as_rule() {
                Rule::kw_in => in_language = true,
                Rule::string if in_language && language.is_none() => language = Some(self.parse_string(&child)),
                Rule::string => text = Some(self.parse_string(&child)),
                _ => {}
            }
        }
        let with = many(node, Rule::assign).map(|assign| self.parse_assign(&assign)).collect::<Option<Vec<_>>>()?;
        Some(Example { outcome, outcome_at, language, html: has(node, Rule::kw_html), text, with })
    }

    fn parse_outcome(&mut self, node: &Node<'_>) -> Option<Outcome> {
        let word = first(node)?;
        Some(match word.as_rule() {
            Rule::kw_violates => Outcome::Violates,
            Rule::kw_complies => Outcome::Complies,
            Rule::kw_exempt => Outcome::Exempt(self.name_in(node)?),
            Rule::kw_not_applicable => Outcome::NotApplicable,
            Rule::kw_undetermined => Outcome::Undetermined,
            Rule::kw_review => Outcome::Review,
            other => Outcome::Answer(parse_answer(other)?),
        })
    }

    pub(crate) fn parse_assign(&mut self, node: &Node<'_>) -> Option<Assign> {
        let path = self.path_in(node)?;
        let assignment = if let Some(is) = one(node, Rule::is_literal) {
            Assignment::Is(self.parse_literal(&one(&is, Rule::literal)?)?)
        } else if let Some(has) = one(node, Rule::has_record) {
            let record = one(&has, Rule::record)?;
            let kind = LiteralKind::Record(self.parse_record(&record)?);
            Assignment::Has(Literal { kind, at: self.at(&record) })
        } else {
            let sign = first(&one(node, Rule::wrong_assign)?)?;
            self.tell_sign(&sign, "`is`");
            return None;
        };
        Some(Assign { path, assignment, at: self.at(node) })
    }
}

fn parse_answer(kind: Rule) -> Option<Answer> {
    match kind {
        Rule::kw_yes => Some(Answer::Yes),
        Rule::kw_no => Some(Answer::No),
        Rule::kw_unsure => Some(Answer::Unsure),
        _ => None,
    }
}
