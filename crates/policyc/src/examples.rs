//! Running the examples that stand in policies: of rules and judgements, and the `hits` and `misses` of lexicons.
//!
//! An example is a case: the sample of the policy, the text, and what `with` sets (semantics, section 3.7).

use crate::{Case, Policies};
use policyc_diag::{At, Span};
use policyc_eval::{
    CaseWorld, Outcome, Truth, World, ZoneRef,
    case::{Node, NodeKind, typed},
    engine,
    text::Lexica,
};
use policyc_ir::{Assign, Body, Duration, Example, Expected, LexiconId, Literal, Policy, TextVerb};
use policyc_message::{MappedText, OffsetMap};
use std::collections::BTreeSet;

/// What an example came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ran {
    /// The policy it was run in.
    pub policy: String,
    /// `rule NAME`, `judgement NAME`, `lexicon NAME in TAG`.
    pub of: String,
    /// Where it stands.
    pub at: At,
    /// What was expected, in words.
    pub expected: String,
    /// What came out, in words.
    pub found: String,
    /// Whether they agree.
    pub passed: bool,
    /// What it has shown of its rule.
    pub seen: Seen,
}

/// Outcomes of a rule that were met, and the exceptions that saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The outcomes.
    pub outcomes: BTreeSet<Outcome>,
    /// The exceptions.
    pub saved_by: BTreeSet<String>,
}

/// Runs every example that stands in the policies, each once, in the policy of the file it stands in; what a library
/// holds is run in the first policy that uses it.
#[must_use]
pub fn run_all(policies: &Policies) -> Vec<Ran> {
    let mut ran = Vec::new();
    let mut seen = BTreeSet::new();
    let known: BTreeSet<&str> = every(policies).map(|policy| policy.name.as_str()).collect();
    for policy in every(policies) {
        let lexica = Lexica::new(policy);
        let runner = Runner { policy, lexica: &lexica };
        let is_here = |example: &Example| stands_in(example, policy, &known);
        for rule in &policy.rules {
            for example in rule.examples.iter().filter(|example| is_here(example)) {
                if seen.insert(example.at.0) {
                    ran.push(runner.rule(rule, example));
                }
            }
        }
        for judgement in &policy.judgements {
            for example in judgement.examples.iter().filter(|example| is_here(example)) {
                if seen.insert(example.at.0) {
                    ran.push(runner.judgement(judgement, example));
                }
            }
        }
        runner.lexicons(&mut seen, &mut ran);
    }
    ran.sort_by_key(|ran| ran.at.0);
    ran
}

/// All policies, partial ones first.
pub(crate) fn every(policies: &Policies) -> impl Iterator<Item = &Policy> {
    policies.program().partials.iter().chain(&policies.program().policies)
}

/// Whether an example is run in a policy: it stands there, or in a library, which is no policy of its own (`known`).
pub(crate) fn stands_in(example: &Example, policy: &Policy, known: &BTreeSet<&str>) -> bool {
    example.policy == policy.name || !known.contains(example.policy.as_str())
}

/// What a judgement answered, in words.
pub(crate) fn answer_word(answer: Option<policyc_ir::Answer>) -> &'static str {
    match answer {
        Some(policyc_ir::Answer::Yes) => "yes",
        Some(policyc_ir::Answer::No) => "no",
        Some(policyc_ir::Answer::Unsure) => "unsure",
        None => "undetermined",
    }
}

struct Runner<'a> {
    policy: &'a Policy,
    lexica: &'a Lexica,
}

impl Runner<'_> {
    fn rule(&self, rule: &policyc_ir::Rule, example: &Example) -> Ran {
        let case = example_case(self.policy, example);
        let world = CaseWorld::new(self.policy, self.lexica, &case.message, &case.root);
        let results = engine::judge_rule(self.policy, rule, &world);
        let (passed, found) = meets(&example.expected, &results);
        let problems = world.problems();
        let found = match problems.first() {
            Some(problem) => format!("{found}; {}", problem.message),
            None => found,
        };
        let mut seen = Seen::of(&results.findings);
        // A loop over nothing has no finding, and yet the rule was met.
        seen.outcomes.insert(results.outcome);
        let ran = self.ran(format!("rule {}", rule.name), example.at, words(&example.expected), found, passed);
        Ran { seen, ..ran }
    }

    fn judgement(&self, judgement: &policyc_ir::Judgement, example: &Example) -> Ran {
        let case = example_case(self.policy, example);
        let world = CaseWorld::new(self.policy, self.lexica, &case.message, &case.root);
        let id = self.policy.judgements.iter().position(|other| other.name == judgement.name).unwrap_or(0);
        let id = policyc_ir::JudgementId(u32::try_from(id).unwrap_or(u32::MAX));
        let found = answer_word(engine::judge_judgement(self.policy, id, &world));
        let expected = words(&example.expected);
        let passed = expected == found;
        self.ran(format!("judgement {}", judgement.name), example.at, expected, found.to_owned(), passed)
    }

    fn lexicons(&self, seen: &mut BTreeSet<Span>, ran: &mut Vec<Ran>) {
        for (id, lexicon) in (0u32..).zip(&self.policy.lexicons) {
            for (tag, entries) in &lexicon.languages {
                let of = format!("lexicon {} in {tag}", lexicon.name);
                let texts = entries.hits.iter().map(|text| (text, true));
                for ((text, at), hits) in texts.chain(entries.misses.iter().map(|text| (text, false))) {
                    if seen.insert(at.0) {
                        ran.push(self.lexicon(LexiconId(id), tag, &of, text, *at, hits));
                    }
                }
            }
        }
    }

    fn lexicon(&self, id: LexiconId, tag: &str, of: &str, text: &str, at: At, hits: bool) -> Ran {
        let mut root = Node::table();
        root.set(&["message", "text"], text_node(text));
        root.set(&["message", "language"], text_node(tag));
        let case = Case::from_table("example", root);
        let world = CaseWorld::new(self.policy, self.lexica, &case.message, &case.root);
        let body = ZoneRef { path: "message.body".into(), text: text.into() };
        let said = world.says(&body, TextVerb::Says, &[id], None).truth == Truth::True;
        let (expected, found) = (if hits { "hits" } else { "misses" }, if said { "hits" } else { "misses" });
        self.ran(of.to_owned(), at, format!("{expected} {text:?}"), found.to_owned(), said == hits)
    }

    fn ran(&self, of: String, at: At, expected: String, found: String, passed: bool) -> Ran {
        Ran { policy: self.policy.name.clone(), of, at, expected, found, passed, seen: Seen::default() }
    }
}

fn words(expected: &Expected) -> String {
    match expected {
        Expected::Violates => "violates".to_owned(),
        Expected::Complies => "complies".to_owned(),
        Expected::Exempt(name) => format!("exempt {name}"),
        Expected::NotApplicable => "not-applicable".to_owned(),
        Expected::Undetermined => "undetermined".to_owned(),
        Expected::Review => "review".to_owned(),
        Expected::Answers(policyc_ir::Answer::Yes) => "yes".to_owned(),
        Expected::Answers(policyc_ir::Answer::No) => "no".to_owned(),
        Expected::Answers(policyc_ir::Answer::Unsure) => "unsure".to_owned(),
    }
}

/// Whether the outcome of a rule is the one expected, and the outcome in words.
fn meets(expected: &Expected, result: &engine::RuleResult) -> (bool, String) {
    let outcome = result.outcome;
    let saving: Vec<&str> = result
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Exempt)
        .flat_map(|finding| &finding.exceptions)
        .filter(|exception| exception.outcome == policyc_eval::Answered::Yes)
        .map(|exception| exception.name.as_str())
        .collect();
    let missing: BTreeSet<&str> =
        result.findings.iter().flat_map(|finding| &finding.missing).map(|atom| atom.path.as_str()).collect();
    let named = match outcome {
        Outcome::Undetermined | Outcome::Review if !missing.is_empty() => {
            format!("{} ({})", outcome.name(), missing.into_iter().collect::<Vec<_>>().join(", "))
        }
        Outcome::Exempt => format!("exempt {}", saving.join(", ")),
        Outcome::NotApplicable if result.over_nothing => "nothing to look at".to_owned(),
        _ => outcome.name().to_owned(),
    };
    let passed = match expected {
        Expected::Violates => outcome == Outcome::Violation,
        Expected::Complies => matches!(outcome, Outcome::Compliant | Outcome::Exempt) || result.over_nothing,
        Expected::Exempt(name) => outcome == Outcome::Exempt && saving.contains(&name.as_str()),
        Expected::NotApplicable => outcome == Outcome::NotApplicable && !result.over_nothing,
        Expected::Undetermined => outcome == Outcome::Undetermined,
        Expected::Review => outcome == Outcome::Review,
        Expected::Answers(_) => false,
    };
    (passed, named)
}

/// The case of an example.
#[must_use]
pub fn example_case(policy: &Policy, example: &Example) -> Case {
    let mut root = Node::table();
    for assign in &policy.sample {
        apply(&mut root, assign);
    }
    // A body is plain: what goes with it is known not to be there unless it is said.
    match &example.body {
        Some(Body::Text(text)) => root.set(&["message", "text"], text_node(text)),
        Some(Body::Html(html)) => root.set(&["message", "html"], text_node(html)),
        None => root.set(&["message", "text"], text_node("")),
    }
    if root.at(&["message", "attachments"]).is_none() {
        root.set(&["message", "attachments"], node_of(&Literal::List(Vec::new())));
    }
    if let Some(language) = &example.language {
        root.set(&["message", "language"], text_node(language));
    }
    let (items, others): (Vec<&Assign>, Vec<&Assign>) =
        example.with.iter().partition(|assign| assign.every_item_of.is_some());
    for assign in others {
        apply(&mut root, assign);
    }
    let mut case = Case::from_table("example", root);
    declare(&mut case, policy, &items);
    case
}

fn text_node(text: &str) -> Node {
    let mut map = OffsetMap::new();
    if !text.is_empty() {
        map.push_aligned(0..text.len());
    }
    Node { kind: NodeKind::Text(MappedText { text: text.to_owned(), map }), span: Span::default() }
}

fn apply(root: &mut Node, assign: &Assign) {
    let path: Vec<&str> = match assign.path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["case", rest @ ..] => rest.to_vec(),
        path => path.to_vec(),
    };
    match &assign.value {
        // `labels.NAME is yes` is short for a record with that value.
        Literal::Bool(_) | Literal::Name(_) if path.first() == Some(&"labels") && path.len() == 2 => {
            root.set(&[path.as_slice(), &["value"]].concat(), node_of(&assign.value));
        }
        Literal::Unknown => root.remove(&path),
        value if assign.appends => root.append(&path, node_of(value)),
        value => root.set(&path, node_of(value)),
    }
}

/// Attributes without an instance: declared of every item that the message has.
fn declare(case: &mut Case, policy: &Policy, assigns: &[&Assign]) {
    for assign in assigns {
        let (Some(list), Some(field)) = (&assign.every_item_of, assign.path.last()) else { continue };
        let Some(join) = policy.schema.attributes.iter().find(|join| join.list == *list) else { continue };
        let (Some(list_name), Some(source)) = (list.last(), join.from.last()) else { continue };
        for key in keys(case, list_name, &join.by) {
            declare_one(case, source, &join.by, &key, field, &assign.value);
        }
    }
}

/// The keys of all items of a list, read off the message or written by hand.
fn keys(case: &Case, list: &str, by: &str) -> Vec<String> {
    let mut keys: Vec<String> = case
        .root
        .at(&["message", list])
        .map(Node::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|item| item.get(by).and_then(Node::as_text).map(str::to_owned))
        .collect();
    let message = &case.message;
    keys.extend(policyc_eval::facts::keys(message, list, by));
    keys
}

fn declare_one(case: &mut Case, source: &str, by: &str, key: &str, field: &str, value: &Literal) {
    let mut entries = match case.root.at(&["declared", source]).map(|node| node.kind.clone()) {
        Some(NodeKind::List(items)) => items,
        _ => Vec::new(),
    };
    let at = entries.iter().position(|entry| entry.get(by).and_then(Node::as_text) == Some(key));
    let at = at.unwrap_or_else(|| {
        let mut entry = Node::table();
        entry.set(&[by], text_node(key));
        entries.push(entry);
        entries.len() - 1
    });
    if let Some(entry) = entries.get_mut(at) {
        match value {
            Literal::Unknown => entry.remove(&[field]),
            value => entry.set(&[field], node_of(value)),
        }
    }
    case.root.set(&["declared", source], Node { kind: NodeKind::List(entries), span: Span::default() });
}

/// A literal as cases write it.
#[must_use]
pub fn node_of(literal: &Literal) -> Node {
    let kind = match literal {
        Literal::None | Literal::Unknown => NodeKind::Null,
        Literal::Bool(value) => NodeKind::Bool(*value),
        Literal::Name(text) | Literal::Text(text) => return text_node(text),
        Literal::Number(number) | Literal::Length(number) => NodeKind::Number(number.to_decimal(20)),
        Literal::Percent(share) => {
            let hundred = share.mul(policyc_ir::Rational::integer(100)).unwrap_or(*share);
            return text_node(&format!("{} %", hundred.to_decimal(20)));
        }
        Literal::Money(amount, currency) => return text_node(&format!("{} {currency}", amount.to_decimal(20))),
        Literal::Duration(Duration::Elapsed(nanoseconds)) => {
            return text_node(&format!("{} seconds", nanoseconds / 1_000_000_000));
        }
        Literal::Duration(Duration::CalendarDays(days) | Duration::WorkingDays(days)) => {
            return text_node(&format!("{days} days"));
        }
        Literal::Instant(instant) => return text_node(&typed::print_instant(*instant)),
        Literal::Date(date) => return text_node(&format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        Literal::List(items) => NodeKind::List(items.iter().map(node_of).collect()),
        Literal::Record(fields) => {
            let mut table = Node::table();
            for (key, value) in fields.iter().filter(|(_, value)| *value != Literal::Unknown) {
                table.set(&[key.as_str()], node_of(value));
            }
            return table;
        }
    };
    Node { kind, span: Span::default() }
}
