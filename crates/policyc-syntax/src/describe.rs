//! From grammar rules to words: the only way in which a rule is ever spoken of.

use crate::grammar::policy::Rule;

/// What was due, in words, each group once, at most six of them.
pub(crate) fn due(rules: &[Rule]) -> Vec<&'static str> {
    let mut groups = rules.iter().filter_map(|&kind| words(kind)).collect::<Vec<_>>();
    groups.sort_by_key(|&group| rank(group));
    groups.dedup();
    groups.truncate(6);
    groups
}

/// Kinds of things before single words, the end last.
fn rank(group: &'static str) -> (u8, &'static str) {
    match group.as_bytes().first() {
        Some(b'a') => (0, group),
        Some(b'`') => (1, group),
        _ => (2, group),
    }
}

/// The words for a rule, none where it is not worth naming: blanks, and what the grammar takes only by mistake.
pub(crate) fn words(kind: Rule) -> Option<&'static str> {
    name_words(kind).or_else(|| structure_words(kind)).or_else(|| keyword(kind))
}

fn name_words(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::name | Rule::type_name | Rule::words | Rule::tag => "a name",
        Rule::field => "a field",
        Rule::path => "a name or a path such as `order.id`",
        Rule::string | Rule::line_inner | Rule::block_inner | Rule::wrong_string => "a string in quotes",
        Rule::regex | Rule::regex_inner | Rule::regex_flags => "a regular expression between slashes",
        Rule::number => "a number",
        Rule::quantity => "a number with a unit",
        Rule::unit | Rule::unit_word | Rule::currency | Rule::percent => "a unit such as `days` or `EUR`",
        Rule::date => "a day such as `2021-08-01`",
        Rule::instant => "a time such as `2021-08-01T09:30:00Z`",
        Rule::sum | Rule::terms | Rule::product | Rule::atom | Rule::paren_sum | Rule::amount | Rule::aggregate => {
            "a value"
        }
        Rule::literal | Rule::list | Rule::wrong_contains => "a value",
        Rule::record => "a record in braces",
        Rule::cond | Rule::term | Rule::test | Rule::paren_cond | Rule::judged | Rule::there | Rule::every => {
            "a condition"
        }
        Rule::comparison | Rule::same_language => "a condition",
        Rule::predicate => "a value, `given`, `none`, `at least` and the like",
        Rule::tail | Rule::is_tail | Rule::has_tail | Rule::lexical_tail | Rule::states_tail | Rule::names_tail => VERB,
        Rule::contains_tail | Rule::matches_tail | Rule::imitates_tail | Rule::meets_tail => VERB,
        Rule::kw_is | Rule::kw_has | Rule::kw_says | Rule::kw_mentions | Rule::kw_denies | Rule::kw_states => VERB,
        Rule::kw_names | Rule::kw_contains | Rule::kw_matches | Rule::kw_imitates | Rule::kw_meets => VERB,
        Rule::count => "`a`, `an`, `no`, `at least`, `at most` or `exactly`",
        Rule::where_ => "`where`",
        Rule::pairing => "`with` or `then`",
        Rule::reach => "`in one sentence` or `within 5 words`",
        Rule::only => "`only`",
        Rule::date_of => "`date of`",
        _ => return None,
    })
}

pub(crate) const VERB: &str = "a verb such as `is`, `has` or `says`";

fn structure_words(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::EOI => "the end",
        Rule::open => "`{`",
        Rule::close => "`}`",
        Rule::open_paren => "`(`",
        Rule::close_paren => "`)`",
        Rule::comma => "`,`",
        Rule::colon => "`:`",
        Rule::plus | Rule::minus | Rule::times | Rule::divide => "an arithmetic sign",
        Rule::type_ | Rule::base_type | Rule::record_type | Rule::one_of_type => "a type such as `text` or `list of …`",
        Rule::list_of => "`list of`",
        Rule::set_of => "`set of`",
        Rule::or_none => "`or none`",
        Rule::taken => "`taken as`",
        Rule::enum_value => "a name",
        Rule::field_decl | Rule::record_field => "a field",
        Rule::set_kind => "`host`, `text` or `date`",
        Rule::named_kind => "a kind of item such as `rule` or `lexicon`",
        Rule::in_language => "`in` and a language",
        Rule::over => "`for NAME in LIST`",
        Rule::assign => "a fact and what it is",
        Rule::is_literal => "`is`",
        Rule::has_record => "`has`",
        Rule::outcome => "an outcome such as `violates`",
        Rule::answer => "`yes`, `no` or `unsure`",
        Rule::part => "a name and `{`",
        Rule::fix_replace => "`replace`",
        Rule::fix_delete => "`delete`",
        Rule::fix_insert => "`insert`",
        Rule::fix_target => "a path",
        Rule::fix_scope => "`element of`, `sentence of` or `line of`",
        Rule::part_line | Rule::rule_line | Rule::judgement_line | Rule::declaration_line | Rule::policy_line => {
            "a clause"
        }
        Rule::any_clause | Rule::clause_head => "a clause",
        Rule::language_entry | Rule::placeholder_entry => "a field",
        Rule::lexicon_entry | Rule::remove_entry => "a phrase in quotes",
        Rule::change | Rule::add_change | Rule::replace_change | Rule::remove_change => "`add`, `replace` or `remove`",
        Rule::remove_clause => "a clause",
        Rule::item | Rule::header | Rule::file => "an item",
        Rule::doc => "documentation",
        _ => return whole_words(kind),
    })
}

/// Rules that stand for a whole clause or item, named after it.
fn whole_words(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::cites | Rule::asks | Rule::lasts | Rule::severity | Rule::effective | Rule::applies | Rule::for_each => {
            "a clause"
        }
        Rule::value | Rule::when | Rule::decide | Rule::forbid | Rule::require | Rule::permit | Rule::unless => {
            "a clause"
        }
        Rule::due | Rule::report | Rule::help | Rule::fix | Rule::example => "a clause",
        Rule::document | Rule::edition | Rule::timezone | Rule::serves | Rule::yields | Rule::uses_sample => "a clause",
        Rule::because => "`because`",
        Rule::facts
        | Rule::attributes
        | Rule::shape
        | Rule::set
        | Rule::value_item
        | Rule::condition
        | Rule::sample => "an item",
        Rule::lexicon | Rule::language | Rule::placeholders | Rule::judgement | Rule::declaration | Rule::rule => {
            "an item"
        }
        Rule::unenforced | Rule::remove | Rule::replace | Rule::amend | Rule::use_item => "an item",
        Rule::policy_header | Rule::library_header | Rule::policy_head | Rule::condition_head => "an item",
        Rule::lexicon_head | Rule::judgement_head | Rule::declaration_head | Rule::rule_head | Rule::amend_head => {
            "an item"
        }
        _ => return None,
    })
}

/// A keyword is spoken of as itself.
fn keyword(kind: Rule) -> Option<&'static str> {
    keyword_a_to_e(kind).or_else(|| keyword_f_to_m(kind)).or_else(|| keyword_n_to_z(kind))
}

fn keyword_a_to_e(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::kw_a => "`a`",
        Rule::kw_add => "`add`",
        Rule::kw_advice => "`advice`",
        Rule::kw_after => "`after`",
        Rule::kw_amend => "`amend`",
        Rule::kw_an => "`an`",
        Rule::kw_and => "`and`",
        Rule::kw_applies => "`applies`",
        Rule::kw_are => "`are`",
        Rule::kw_as => "`as`",
        Rule::kw_asks => "`asks`",
        Rule::kw_at => "`at`",
        Rule::kw_attributes => "`attributes`",
        Rule::kw_because => "`because`",
        Rule::kw_before => "`before`",
        Rule::kw_by => "`by`",
        Rule::kw_cites => "`cites`",
        Rule::kw_clause => "`clause`",
        Rule::kw_complies => "`complies`",
        Rule::kw_condition => "`condition`",
        Rule::kw_count => "`count`",
        Rule::kw_date => "`date`",
        Rule::kw_decide => "`decide`",
        Rule::kw_declaration => "`declaration`",
        Rule::kw_document => "`document`",
        Rule::kw_delete => "`delete`",
        Rule::kw_due => "`due`",
        Rule::kw_each => "`each`",
        Rule::kw_earliest => "`earliest`",
        Rule::kw_edition => "`edition`",
        Rule::kw_effective => "`effective`",
        Rule::kw_element => "`element`",
        Rule::kw_empty => "`empty`",
        Rule::kw_every => "`every`",
        Rule::kw_exactly => "`exactly`",
        Rule::kw_example => "`example`",
        Rule::kw_except => "`except`",
        Rule::kw_exempt => "`exempt`",
        Rule::kw_extends => "`extends`",
        _ => return None,
    })
}

fn keyword_f_to_m(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::kw_facts => "`facts`",
        Rule::kw_fix => "`fix`",
        Rule::kw_for => "`for`",
        Rule::kw_forbid => "`forbid`",
        Rule::kw_from => "`from`",
        Rule::kw_given => "`given`",
        Rule::kw_help => "`help`",
        Rule::kw_hits => "`hits`",
        Rule::kw_host => "`host`",
        Rule::kw_html => "`html`",
        Rule::kw_in => "`in`",
        Rule::kw_insert => "`insert`",
        Rule::kw_judged => "`judged`",
        Rule::kw_judgement => "`judgement`",
        Rule::kw_language => "`language`",
        Rule::kw_lasts => "`lasts`",
        Rule::kw_latest => "`latest`",
        Rule::kw_least => "`least`",
        Rule::kw_less => "`less`",
        Rule::kw_lexicon => "`lexicon`",
        Rule::kw_library => "`library`",
        Rule::kw_line => "`line`",
        Rule::kw_list => "`list`",
        Rule::kw_misses => "`misses`",
        Rule::kw_more => "`more`",
        Rule::kw_most => "`most`",
        _ => return None,
    })
}

fn keyword_n_to_z(kind: Rule) -> Option<&'static str> {
    Some(match kind {
        Rule::kw_no => "`no`",
        Rule::kw_none => "`none`",
        Rule::kw_not => "`not`",
        Rule::kw_not_applicable => "`not-applicable`",
        Rule::kw_of => "`of`",
        Rule::kw_one => "`one`",
        Rule::kw_only => "`only`",
        Rule::kw_or => "`or`",
        Rule::kw_over => "`over`",
        Rule::kw_paragraph => "`paragraph`",
        Rule::kw_partial => "`partial`",
        Rule::kw_permit => "`permit`",
        Rule::kw_placeholders => "`placeholders`",
        Rule::kw_policy => "`policy`",
        Rule::kw_remove => "`remove`",
        Rule::kw_replace => "`replace`",
        Rule::kw_report => "`report`",
        Rule::kw_require => "`require`",
        Rule::kw_review => "`review`",
        Rule::kw_rule => "`rule`",
        Rule::kw_safe => "`safe`",
        Rule::kw_same => "`same`",
        Rule::kw_sample => "`sample`",
        Rule::kw_satisfies => "`satisfies`",
        Rule::kw_sentence => "`sentence`",
        Rule::kw_sentences => "`sentences`",
        Rule::kw_serves => "`serves`",
        Rule::kw_set => "`set`",
        Rule::kw_severity => "`severity`",
        Rule::kw_shape => "`shape`",
        Rule::kw_sum => "`sum`",
        Rule::kw_taken => "`taken`",
        Rule::kw_text => "`text`",
        Rule::kw_than => "`than`",
        Rule::kw_the => "`the`",
        Rule::kw_then => "`then`",
        Rule::kw_there => "`there`",
        Rule::kw_timezone => "`timezone`",
        Rule::kw_to => "`to`",
        Rule::kw_under => "`under`",
        Rule::kw_undetermined => "`undetermined`",
        Rule::kw_unenforced => "`unenforced`",
        Rule::kw_unknown => "`unknown`",
        Rule::kw_unless => "`unless`",
        Rule::kw_unsafe => "`unsafe`",
        Rule::kw_unsure => "`unsure`",
        Rule::kw_use => "`use`",
        Rule::kw_value => "`value`",
        Rule::kw_violates => "`violates`",
        Rule::kw_warning => "`warning`",
        Rule::kw_when => "`when`",
        Rule::kw_where => "`where`",
        Rule::kw_with => "`with`",
        Rule::kw_within => "`within`",
        Rule::kw_words => "`words`",
        Rule::kw_yes => "`yes`",
        Rule::kw_yields => "`yields`",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules that are taken by mistake only, or are never reported because they stand for blanks and whole pieces.
    fn silent(name: &str) -> bool {
        name.starts_with("wrong_") || name.starts_with("one_") || SILENT.contains(&name)
    }

    const SILENT: &[&str] =
        &["WHITESPACE", "COMMENT", "word", "word_char", "end_word", "reserved", "day_and_time", "kw_until"];

    #[test]
    fn every_rule_has_words() {
        for &kind in Rule::all_rules() {
            let name = format!("{kind:?}");
            assert!(words(kind).is_some() || silent(&name), "no words for {name}");
        }
    }

    #[test]
    fn no_rule_name_is_shown() {
        for &kind in Rule::all_rules() {
            let name = format!("{kind:?}");
            let shown = words(kind).unwrap_or_default();
            assert!(!name.contains('_') || !shown.contains(name.as_str()), "{name} is shown as {shown}");
        }
    }
}
