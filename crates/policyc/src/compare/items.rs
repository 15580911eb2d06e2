//! What a policy is made of, each thing under its name with its meaning and its text.

use super::normal::Place;
use crate::reach::{fields_of, parts};
use policyc_ir::{AssumedValue, Citation, Form, Interval, Part, Phrase, Policy, Rule, printer::Scope};
use std::collections::{BTreeMap, BTreeSet};

/// A thing of a policy: its meaning, and how it reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Two things of one meaning are the same.
    pub(super) meaning: String,
    /// How it is shown.
    pub(super) shown: String,
}

impl Item {
    fn plain(text: String) -> Self {
        Self { meaning: text.clone(), shown: text }
    }
}

/// Clauses of a rule that bear on its meaning, by heading.
pub(super) fn rule(policy: &Policy, rule: &Rule) -> BTreeMap<String, Item> {
    let place = Place { policy, rule: Some(rule) };
    let scope = Scope::rule(policy, rule);
    let items = usize::from(rule.for_each.is_some());
    let mut found = BTreeMap::new();
    found.insert("cites".to_owned(), Item::plain(cites(&rule.cites)));
    found.insert("severity".to_owned(), Item::plain(rule.severity.name().to_owned()));
    if rule.effective != Interval::default() {
        found.insert("effective".to_owned(), Item::plain(interval(&rule.effective)));
    }
    if let Some(applies) = &rule.applies {
        let shown = scope.clone().with_items(Vec::new()).cond(applies);
        found.insert("applies when".to_owned(), Item { meaning: place.cond(applies, 0), shown });
    }
    if let Some(each) = &rule.for_each {
        let list = scope.path(&each.list);
        let filter = each.filter.as_ref();
        let meaning = filter.map(|cond| place.cond(cond, 1)).unwrap_or_default();
        let shown = filter.map(|cond| format!(" where {}", scope.cond(cond))).unwrap_or_default();
        let item = Item { meaning: format!("{list} {meaning}"), shown: format!("{} in {list}{shown}", each.name) };
        found.insert("for each".to_owned(), item);
    }
    let word = match &rule.form {
        Form::Forbid(cond) | Form::Require(cond) => {
            let word = if matches!(rule.form, Form::Forbid(_)) { "forbid" } else { "require" };
            found.insert(word.to_owned(), Item { meaning: place.cond(cond, items), shown: scope.cond(cond) });
            word
        }
        Form::ForbidParts(_) => "forbid",
        Form::RequireParts(_) => "require",
        Form::Permit(_) => "permit",
    };
    parts(rule).iter().for_each(|item| add_part(word, item, place, &scope, items, &mut found));
    rule.exceptions.iter().for_each(|item| add_part("unless", item, place, &scope, items, &mut found));
    if let Some(due) = &rule.due {
        found.insert("due by".to_owned(), Item { meaning: place.expr(due, items), shown: scope.expr(due) });
    }
    found
}

fn add_part(
    word: &str,
    part: &Part,
    place: Place<'_>,
    scope: &Scope<'_>,
    items: usize,
    found: &mut BTreeMap<String, Item>,
) {
    let more = format!("{} {}", cites(&part.cites), interval(&part.effective));
    let shown = format!("when {} {}", scope.cond(&part.when), more.trim());
    let item = Item { meaning: format!("{} {more}", place.cond(&part.when, items)), shown: shown.trim().to_owned() };
    found.insert(format!("{word} {}", part.name), item);
}

/// What a rule says, which changes no outcome.
pub(super) fn wording(policy: &Policy, rule: &Rule) -> String {
    let scope = Scope::rule(policy, rule);
    let mut all = vec![scope.template(&rule.report)];
    all.extend(rule.help.iter().map(|help| scope.template(help)));
    for part in parts(rule).iter().chain(&rule.exceptions) {
        all.extend(part.report.iter().chain(&part.help).map(|text| format!("{}: {}", part.name, scope.template(text))));
    }
    all.extend(rule.because.clone());
    all.extend(rule.fixes.iter().map(|fix| scope.fix(fix)));
    all.join("\n")
}

/// What rules lean on and lines of the header: `judgement x`, `set y`, `assumption z`, `edition` …
pub(super) fn others(policy: &Policy) -> BTreeMap<String, Item> {
    let place = Place { policy, rule: None };
    let scope = Scope::policy(policy);
    let mut found = header(policy);
    for set in &policy.sets {
        let members: BTreeSet<&str> = set.members.iter().map(String::as_str).collect();
        let shown = members.into_iter().collect::<Vec<_>>().join(" ");
        found.insert(format!("set {}", set.name), Item::plain(shown));
    }
    for judgement in &policy.judgements {
        let meaning =
            judgement.decides.iter().map(|decide| format!("{:?} {}", decide.answer, place.cond(&decide.when, 0)));
        let meaning = meaning.collect::<Vec<_>>().join("\n");
        let shown = judgement.decides.iter().map(|decide| {
            format!("{} when {}", format!("{:?}", decide.answer).to_lowercase(), scope.cond(&decide.when))
        });
        let shown = shown.collect::<Vec<_>>().join("; ");
        found.insert(format!("judgement {}", judgement.name), Item { meaning, shown });
    }
    for declaration in &policy.declarations {
        let text = format!("{} {:?} {}", declaration.asks, declaration.lasts, cites(&declaration.cites));
        found.insert(format!("declaration {}", declaration.name), Item::plain(text));
    }
    let mut fields = Vec::new();
    fields_of(&policy.schema.root, &mut fields);
    for field in fields {
        let Some(assumed) = &field.assumed else { continue };
        let value = match &assumed.value {
            AssumedValue::Literal(literal) => policyc_ir::printer::print_literal(literal),
            AssumedValue::Fact(path) => scope.path(path),
        };
        let shown = format!("{value} when {}", scope.clone().with_items(vec!["item".to_owned()]).cond(&assumed.when));
        let item = Item { meaning: format!("{value} when {}", place.cond(&assumed.when, 1)), shown };
        found.insert(format!("assumption {}", field.name), item);
    }
    found
}

fn header(policy: &Policy) -> BTreeMap<String, Item> {
    let mut found = BTreeMap::new();
    let texts = [
        ("document", policy.document.clone().unwrap_or_default()),
        ("edition", policy.edition.clone().unwrap_or_default()),
        ("timezone", policy.timezone.clone().unwrap_or_default()),
        ("serves", policy.serves.join(", ")),
        ("effective", interval(&policy.effective)),
        ("yields to", policy.yields_to.join(", ")),
    ];
    for (word, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        found.insert(word.to_owned(), Item::plain(text));
    }
    if let Some(applies) = &policy.applies {
        let meaning = Place { policy, rule: None }.cond(applies, 0);
        found.insert("applies when".to_owned(), Item { meaning, shown: Scope::policy(policy).cond(applies) });
    }
    found
}

/// Entries of the lexicons by name and language, `except` before what takes back.
pub(super) fn lexicons(policy: &Policy) -> BTreeMap<(String, String), BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let text = |phrase: &Phrase| phrase.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for lexicon in &policy.lexicons {
        for (tag, entries) in &lexicon.languages {
            let mut all: BTreeSet<String> = entries.phrases.iter().map(text).collect();
            all.extend(entries.except.iter().map(|phrase| format!("except {}", text(phrase))));
            found.insert((lexicon.name.clone(), tag.clone()), all);
        }
    }
    found
}

/// Clauses without their document, which is the policy's own.
fn cites(cites: &[Citation]) -> String {
    let slugs: BTreeSet<&str> =
        cites.iter().map(|cite| cite.clause.split_once('.').map_or(cite.clause.as_str(), |(_, slug)| slug)).collect();
    slugs.into_iter().collect::<Vec<_>>().join(", ")
}

fn interval(interval: &Interval) -> String {
    let date = |word: &str, date: Option<policyc_ir::Date>| {
        date.map(|date| format!("{word} {} ", policyc_ir::printer::print_date(date))).unwrap_or_default()
    };
    format!("{}{}", date("from", interval.from), date("before", interval.before)).trim().to_owned()
}
