//! One file for each fault of form: its fields, its wording, its page. Codes begin with `P01`.

mod ambiguous_any;
mod bad_date;
mod bad_escape;
mod bad_placeholder;
mod bad_unit;
mod chained_test;
mod comma_in_braces;
mod contains_on_list;
mod due_with_forbid;
mod foreign_habit;
mod instant_without_offset;
mod invisible_character;
mod misplaced_clause;
mod misplaced_doc;
mod misplaced_header;
mod misplaced_use;
mod missing_because;
mod missing_change_word;
mod missing_clause;
mod missing_form;
mod missing_header;
mod missing_reach;
mod missing_report;
mod missing_verb;
mod mixed_and_or;
mod nested_near;
mod phrase_form;
mod phrase_without_word;
mod programming_sign;
mod repeated_clause;
mod replaced_entry;
mod reserved_word;
mod says_string;
mod stray_brace;
mod test_for_unknown;
mod tight_sign;
mod too_deep;
mod two_forms;
mod typographic_quotes;
mod unclosed_brace;
mod unclosed_regex;
mod unclosed_string;
mod unexpected_text;
mod unknown_clause;
mod unknown_item;
mod unopened_brace;
mod until;
mod where_for_satisfies;
mod wide_gap;
mod word_mark;
mod wrong_outcome;

pub(crate) use ambiguous_any::AmbiguousAny;
pub(crate) use bad_date::BadDate;
pub(crate) use bad_escape::BadEscape;
pub(crate) use bad_placeholder::BadPlaceholder;
pub(crate) use bad_unit::BadUnit;
pub(crate) use chained_test::ChainedTest;
pub(crate) use comma_in_braces::CommaInBraces;
pub(crate) use contains_on_list::ContainsOnList;
pub(crate) use due_with_forbid::DueWithForbid;
pub(crate) use foreign_habit::ForeignHabit;
pub(crate) use instant_without_offset::InstantWithoutOffset;
pub(crate) use invisible_character::InvisibleCharacter;
pub(crate) use misplaced_clause::MisplacedClause;
pub(crate) use misplaced_doc::MisplacedDoc;
pub(crate) use misplaced_header::MisplacedHeader;
pub(crate) use misplaced_use::MisplacedUse;
pub(crate) use missing_because::MissingBecause;
pub(crate) use missing_change_word::MissingChangeWord;
pub(crate) use missing_clause::MissingClause;
pub(crate) use missing_form::MissingForm;
pub(crate) use missing_header::MissingHeader;
pub(crate) use missing_reach::MissingReach;
pub(crate) use missing_report::MissingReport;
pub(crate) use missing_verb::MissingVerb;
pub(crate) use mixed_and_or::MixedAndOr;
pub(crate) use nested_near::NestedNear;
pub(crate) use phrase_form::PhraseForm;
pub(crate) use phrase_without_word::PhraseWithoutWord;
pub(crate) use programming_sign::ProgrammingSign;
pub(crate) use repeated_clause::RepeatedClause;
pub(crate) use replaced_entry::ReplacedEntry;
pub(crate) use reserved_word::ReservedWord;
pub(crate) use says_string::SaysString;
pub(crate) use stray_brace::StrayBrace;
pub(crate) use test_for_unknown::TestForUnknown;
pub(crate) use tight_sign::TightSign;
pub(crate) use too_deep::TooDeep;
pub(crate) use two_forms::TwoForms;
pub(crate) use typographic_quotes::TypographicQuotes;
pub(crate) use unclosed_brace::UnclosedBrace;
pub(crate) use unclosed_regex::UnclosedRegex;
pub(crate) use unclosed_string::UnclosedString;
pub(crate) use unexpected_text::UnexpectedText;
pub(crate) use unknown_clause::UnknownClause;
pub(crate) use unknown_item::UnknownItem;
pub(crate) use unopened_brace::UnopenedBrace;
pub(crate) use until::Until;
pub(crate) use where_for_satisfies::WhereForSatisfies;
pub(crate) use wide_gap::WideGap;
pub(crate) use word_mark::WordMark;
pub(crate) use wrong_outcome::WrongOutcome;

use policyc_diag::{Diagnostic, Page, Severity, Span};

/// A fault that can be told.
pub(crate) trait Fault {
    /// Code, name and explanation.
    const PAGE: Page;

    /// The fault in words.
    fn into_diagnostic(self) -> Diagnostic;
}

/// The pages of all codes of this crate, in order, for `policyc explain`.
pub const PAGES: &[Page] = &[
    <unknown_item::UnknownItem as Fault>::PAGE,
    <unknown_clause::UnknownClause as Fault>::PAGE,
    <misplaced_clause::MisplacedClause as Fault>::PAGE,
    <unclosed_brace::UnclosedBrace as Fault>::PAGE,
    <stray_brace::StrayBrace as Fault>::PAGE,
    <unclosed_string::UnclosedString as Fault>::PAGE,
    <unclosed_regex::UnclosedRegex as Fault>::PAGE,
    <bad_escape::BadEscape as Fault>::PAGE,
    <typographic_quotes::TypographicQuotes as Fault>::PAGE,
    <invisible_character::InvisibleCharacter as Fault>::PAGE,
    <missing_header::MissingHeader as Fault>::PAGE,
    <misplaced_header::MisplacedHeader as Fault>::PAGE,
    <misplaced_use::MisplacedUse as Fault>::PAGE,
    <misplaced_doc::MisplacedDoc as Fault>::PAGE,
    <unexpected_text::UnexpectedText as Fault>::PAGE,
    <reserved_word::ReservedWord as Fault>::PAGE,
    <too_deep::TooDeep as Fault>::PAGE,
    <programming_sign::ProgrammingSign as Fault>::PAGE,
    <mixed_and_or::MixedAndOr as Fault>::PAGE,
    <ambiguous_any::AmbiguousAny as Fault>::PAGE,
    <contains_on_list::ContainsOnList as Fault>::PAGE,
    <says_string::SaysString as Fault>::PAGE,
    <where_for_satisfies::WhereForSatisfies as Fault>::PAGE,
    <until::Until as Fault>::PAGE,
    <test_for_unknown::TestForUnknown as Fault>::PAGE,
    <missing_reach::MissingReach as Fault>::PAGE,
    <missing_verb::MissingVerb as Fault>::PAGE,
    <tight_sign::TightSign as Fault>::PAGE,
    <missing_because::MissingBecause as Fault>::PAGE,
    <missing_report::MissingReport as Fault>::PAGE,
    <missing_form::MissingForm as Fault>::PAGE,
    <two_forms::TwoForms as Fault>::PAGE,
    <repeated_clause::RepeatedClause as Fault>::PAGE,
    <missing_clause::MissingClause as Fault>::PAGE,
    <wrong_outcome::WrongOutcome as Fault>::PAGE,
    <comma_in_braces::CommaInBraces as Fault>::PAGE,
    <missing_change_word::MissingChangeWord as Fault>::PAGE,
    <replaced_entry::ReplacedEntry as Fault>::PAGE,
    <bad_date::BadDate as Fault>::PAGE,
    <instant_without_offset::InstantWithoutOffset as Fault>::PAGE,
    <bad_unit::BadUnit as Fault>::PAGE,
    <bad_placeholder::BadPlaceholder as Fault>::PAGE,
    <chained_test::ChainedTest as Fault>::PAGE,
    <due_with_forbid::DueWithForbid as Fault>::PAGE,
    <foreign_habit::ForeignHabit as Fault>::PAGE,
    <unopened_brace::UnopenedBrace as Fault>::PAGE,
    <phrase_form::PhraseForm as Fault>::PAGE,
    <phrase_without_word::PhraseWithoutWord as Fault>::PAGE,
    <wide_gap::WideGap as Fault>::PAGE,
    <nested_near::NestedNear as Fault>::PAGE,
    <word_mark::WordMark as Fault>::PAGE,
];

/// An error of this fault's code.
fn error<F: Fault>(message: impl Into<String>, at: Span) -> Diagnostic {
    Diagnostic::new(F::PAGE.code, F::PAGE.name, Severity::Error, message, at)
}

/// `a`, `b` and `c`, each in backquotes.
fn listed(words: &[&str]) -> String {
    let quoted = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// a, b or c, as they stand.
fn alternatives(words: &[&str]) -> String {
    match words.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
