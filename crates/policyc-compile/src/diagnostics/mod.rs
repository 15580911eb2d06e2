//! Every fault that this crate tells: one file each, with its wording and its page for `policyc explain`.

mod aggregate_of;
mod amendment_changes_nothing;
mod amends_unknown;
mod arithmetic_mismatch;
mod assumes_itself;
mod attribute_list;
mod bad_language_tag;
mod bad_lock;
mod bad_member;
mod bad_pattern;
mod bad_timezone;
mod bare_fact;
mod calendar_without_zone;
mod change_exists;
mod change_not_there;
mod cited_both_ways;
mod condition_needs_item;
mod constant_condition;
mod contains_on_list;
mod deep_definition;
mod deep_nesting;
mod definition_cycle;
mod distance_wanted;
mod due_with_forbid;
mod duplicate_clause;
mod duplicate_fact;
mod duplicate_module;
mod duplicate_name;
mod edition_gap;
mod editions_overlap;
mod empty_interval;
mod empty_of;
mod empty_pattern;
mod extends_cycle;
mod extends_library;
mod extends_too_deep;
mod field_of_value;
mod has_of;
mod has_on_no_list;
mod has_on_records;
mod hyphenated_name;
mod idle_exception;
mod lexicon_lacks_language;
mod lexicon_not_served;
mod list_in_path;
mod literal_mismatch;
mod meets_mismatch;
mod missing_outside_parts;
mod mixed_forms;
mod mixed_scripts;
mod name_taken;
mod naming_case;
mod never_none;
mod no_document;
mod no_equality;
mod no_example;
mod no_form;
mod no_ground;
mod no_lock;
mod no_order;
mod no_question;
mod no_report;
mod no_such_exception;
mod none_not_allowed;
mod none_not_handled;
mod not_a_list;
mod not_hosts;
mod not_statable;
mod not_supplied;
mod not_used_here;
mod number_out_of_range;
mod other_kind_wanted;
mod permitted_and_forbidden;
mod quoted_name;
mod several_bases;
mod shadowed;
mod text_verb_on;
mod two_operations;
mod type_mismatch;
mod uncovered_clauses;
mod unknown_base;
mod unknown_clause;
mod unknown_condition;
mod unknown_fact;
mod unknown_field;
mod unknown_judgement;
mod unknown_kind;
mod unknown_language_option;
mod unknown_lexicon;
mod unknown_module;
mod unknown_name;
mod unknown_sample;
mod unknown_set;
mod unknown_stemmer;
mod unknown_type;
mod unknown_yield;
mod unused_name;
mod use_cycle;
mod use_of_policy;
mod yield_cycle;

pub(crate) use aggregate_of::AggregateOf;
pub(crate) use amendment_changes_nothing::AmendmentChangesNothing;
pub(crate) use amends_unknown::AmendsUnknown;
pub(crate) use arithmetic_mismatch::ArithmeticMismatch;
pub(crate) use assumes_itself::AssumesItself;
pub(crate) use attribute_list::AttributeList;
pub(crate) use bad_language_tag::BadLanguageTag;
pub(crate) use bad_lock::BadLock;
pub(crate) use bad_member::BadMember;
pub(crate) use bad_pattern::BadPattern;
pub(crate) use bad_timezone::BadTimezone;
pub(crate) use bare_fact::BareFact;
pub(crate) use calendar_without_zone::CalendarWithoutZone;
pub(crate) use change_exists::ChangeExists;
pub(crate) use change_not_there::ChangeNotThere;
pub(crate) use cited_both_ways::CitedBothWays;
pub(crate) use condition_needs_item::ConditionNeedsItem;
pub(crate) use constant_condition::ConstantCondition;
pub(crate) use contains_on_list::ContainsOnList;
pub(crate) use deep_definition::DeepDefinition;
pub(crate) use deep_nesting::DeepNesting;
pub(crate) use definition_cycle::DefinitionCycle;
pub(crate) use distance_wanted::DistanceWanted;
pub(crate) use due_with_forbid::DueWithForbid;
pub(crate) use duplicate_clause::DuplicateClause;
pub(crate) use duplicate_fact::DuplicateFact;
pub(crate) use duplicate_module::DuplicateModule;
pub(crate) use duplicate_name::DuplicateName;
pub(crate) use edition_gap::EditionGap;
pub(crate) use editions_overlap::EditionsOverlap;
pub(crate) use empty_interval::EmptyInterval;
pub(crate) use empty_of::EmptyOf;
pub(crate) use empty_pattern::EmptyPattern;
pub(crate) use extends_cycle::ExtendsCycle;
pub(crate) use extends_library::ExtendsLibrary;
pub(crate) use extends_too_deep::ExtendsTooDeep;
pub(crate) use field_of_value::FieldOfValue;
pub(crate) use has_of::HasOf;
pub(crate) use has_on_no_list::HasOnNoList;
pub(crate) use has_on_records::HasOnRecords;
pub(crate) use hyphenated_name::HyphenatedName;
pub(crate) use idle_exception::IdleException;
pub(crate) use lexicon_lacks_language::LexiconLacksLanguage;
pub(crate) use lexicon_not_served::LexiconNotServed;
pub(crate) use list_in_path::ListInPath;
pub(crate) use literal_mismatch::LiteralMismatch;
pub(crate) use meets_mismatch::MeetsMismatch;
pub(crate) use missing_outside_parts::MissingOutsideParts;
pub(crate) use mixed_forms::MixedForms;
pub(crate) use mixed_scripts::MixedScripts;
pub(crate) use name_taken::NameTaken;
pub(crate) use naming_case::NamingCase;
pub(crate) use never_none::NeverNone;
pub(crate) use no_document::NoDocument;
pub(crate) use no_equality::NoEquality;
pub(crate) use no_example::NoExample;
pub(crate) use no_form::NoForm;
pub(crate) use no_ground::NoGround;
pub(crate) use no_lock::NoLock;
pub(crate) use no_order::NoOrder;
pub(crate) use no_question::NoQuestion;
pub(crate) use no_report::NoReport;
pub(crate) use no_such_exception::NoSuchException;
pub(crate) use none_not_allowed::NoneNotAllowed;
pub(crate) use none_not_handled::NoneNotHandled;
pub(crate) use not_a_list::NotAList;
pub(crate) use not_hosts::NotHosts;
pub(crate) use not_statable::NotStatable;
pub(crate) use not_supplied::NotSupplied;
pub(crate) use not_used_here::NotUsedHere;
pub(crate) use number_out_of_range::NumberOutOfRange;
pub(crate) use other_kind_wanted::OtherKindWanted;
pub(crate) use permitted_and_forbidden::PermittedAndForbidden;
pub(crate) use quoted_name::QuotedName;
pub(crate) use several_bases::SeveralBases;
pub(crate) use shadowed::Shadowed;
pub(crate) use text_verb_on::TextVerbOn;
pub(crate) use two_operations::TwoOperations;
pub(crate) use type_mismatch::TypeMismatch;
pub(crate) use uncovered_clauses::UncoveredClauses;
pub(crate) use unknown_base::UnknownBase;
pub(crate) use unknown_clause::UnknownClause;
pub(crate) use unknown_condition::UnknownCondition;
pub(crate) use unknown_fact::UnknownFact;
pub(crate) use unknown_field::UnknownField;
pub(crate) use unknown_judgement::UnknownJudgement;
pub(crate) use unknown_kind::UnknownKind;
pub(crate) use unknown_language_option::UnknownLanguageOption;
pub(crate) use unknown_lexicon::UnknownLexicon;
pub(crate) use unknown_module::UnknownModule;
pub(crate) use unknown_name::UnknownName;
pub(crate) use unknown_sample::UnknownSample;
pub(crate) use unknown_set::UnknownSet;
pub(crate) use unknown_stemmer::UnknownStemmer;
pub(crate) use unknown_type::UnknownType;
pub(crate) use unknown_yield::UnknownYield;
pub(crate) use unused_name::UnusedName;
pub(crate) use use_cycle::UseCycle;
pub(crate) use use_of_policy::UseOfPolicy;
pub(crate) use yield_cycle::YieldCycle;

use crate::fault::Fault;
use policyc_diag::Page;

/// The pages of this crate's diagnostics, by code.
pub const PAGES: &[Page] = &[
    UnknownModule::PAGE,
    UseCycle::PAGE,
    UseOfPolicy::PAGE,
    DuplicateModule::PAGE,
    DuplicateName::PAGE,
    UnknownFact::PAGE,
    UnknownField::PAGE,
    FieldOfValue::PAGE,
    HyphenatedName::PAGE,
    UnknownCondition::PAGE,
    UnknownJudgement::PAGE,
    UnknownLexicon::PAGE,
    UnknownSet::PAGE,
    UnknownName::PAGE,
    UnknownKind::PAGE,
    UnknownType::PAGE,
    DuplicateFact::PAGE,
    AttributeList::PAGE,
    UnknownSample::PAGE,
    NotUsedHere::PAGE,
    DefinitionCycle::PAGE,
    UnknownLanguageOption::PAGE,
    UnknownStemmer::PAGE,
    LexiconLacksLanguage::PAGE,
    NoSuchException::PAGE,
    DeepDefinition::PAGE,
    TypeMismatch::PAGE,
    NoOrder::PAGE,
    DistanceWanted::PAGE,
    NoEquality::PAGE,
    ArithmeticMismatch::PAGE,
    OtherKindWanted::PAGE,
    NoneNotHandled::PAGE,
    BareFact::PAGE,
    ListInPath::PAGE,
    NotAList::PAGE,
    TextVerbOn::PAGE,
    ContainsOnList::PAGE,
    HasOnRecords::PAGE,
    HasOf::PAGE,
    EmptyOf::PAGE,
    QuotedName::PAGE,
    BadPattern::PAGE,
    NotStatable::PAGE,
    MeetsMismatch::PAGE,
    ConditionNeedsItem::PAGE,
    NotHosts::PAGE,
    AggregateOf::PAGE,
    NumberOutOfRange::PAGE,
    CalendarWithoutZone::PAGE,
    LiteralMismatch::PAGE,
    NoneNotAllowed::PAGE,
    HasOnNoList::PAGE,
    NotSupplied::PAGE,
    MissingOutsideParts::PAGE,
    DueWithForbid::PAGE,
    AssumesItself::PAGE,
    BadMember::PAGE,
    BadTimezone::PAGE,
    BadLanguageTag::PAGE,
    DeepNesting::PAGE,
    UnknownBase::PAGE,
    ExtendsCycle::PAGE,
    SeveralBases::PAGE,
    ExtendsTooDeep::PAGE,
    ExtendsLibrary::PAGE,
    NameTaken::PAGE,
    AmendsUnknown::PAGE,
    TwoOperations::PAGE,
    ChangeExists::PAGE,
    ChangeNotThere::PAGE,
    UnknownClause::PAGE,
    NoDocument::PAGE,
    NoGround::PAGE,
    NoReport::PAGE,
    NoForm::PAGE,
    MixedForms::PAGE,
    NoQuestion::PAGE,
    UnknownYield::PAGE,
    YieldCycle::PAGE,
    EmptyInterval::PAGE,
    BadLock::PAGE,
    DuplicateClause::PAGE,
    NeverNone::PAGE,
    Shadowed::PAGE,
    EmptyPattern::PAGE,
    AmendmentChangesNothing::PAGE,
    EditionsOverlap::PAGE,
    EditionGap::PAGE,
    NoExample::PAGE,
    UncoveredClauses::PAGE,
    CitedBothWays::PAGE,
    NoLock::PAGE,
    ConstantCondition::PAGE,
    IdleException::PAGE,
    LexiconNotServed::PAGE,
    PermittedAndForbidden::PAGE,
    NamingCase::PAGE,
    MixedScripts::PAGE,
    UnusedName::PAGE,
];
