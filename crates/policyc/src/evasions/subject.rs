//! What is rewritten: an example of a rule or judgement, or what a labelled case says of a rule.

use super::{Way, body::Body};
use crate::{
    Case, Policies,
    examples::{answer_word, example_case},
    labels::{Expect, Groups, Labelled},
    reach::Reach,
};
use policyc_diag::At;
use policyc_eval::{
    CaseWorld, Finding, Outcome, World, ZoneRef,
    case::Node,
    engine::{judge_judgement, judge_rule},
    text::Lexica,
};
use policyc_ir::{Answer, Example, Expected, JudgementId, LexiconId, Policy, Severity, TextVerb};
use policyc_message::{Known, Zone};
use std::{collections::BTreeSet, ops::Range};

/// What is asked of a case.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    Rule(usize),
    Judgement(usize),
    /// All rules: none but those that were broken before may be.
    Whole,
}

/// A case of which it is known what has to come out, whichever way its body is written.
pub(super) struct Subject<'a> {
    pub(super) policy: &'a Policy,
    pub(super) lexica: &'a Lexica,
    pub(super) of: Of,
    /// Whether the rule is broken (the judgement answers yes), or all is in order.
    pub(super) broken: bool,
    pub(super) root: Node,
    pub(super) body: Body,
    /// Where an example stands.
    pub(super) at: Option<At>,
    /// What it is called.
    pub(super) name: String,
}

/// What came out.
pub(super) struct Answered {
    /// Whether the expected outcome came out.
    pub(super) held: bool,
    /// The outcome in words.
    pub(super) found: String,
    /// The bytes that it rests on.
    pub(super) places: Vec<Range<usize>>,
}

impl<'a> Subject<'a> {
    /// The examples of a policy that violate or comply, judgements' yes and no among them.
    pub(super) fn of_examples(
        policy: &'a Policy,
        lexica: &'a Lexica,
        seen: &mut dyn FnMut(&Example) -> bool,
        passed_over: &mut usize,
    ) -> Vec<Self> {
        let rules = policy.rules.iter().enumerate().flat_map(|(at, rule)| {
            rule.examples.iter().map(move |example| (Of::Rule(at), format!("rule {}", rule.name), example))
        });
        let judgements = policy.judgements.iter().enumerate().flat_map(|(at, judgement)| {
            let name = format!("judgement {}", judgement.name);
            judgement.examples.iter().map(move |example| (Of::Judgement(at), name.clone(), example))
        });
        let made = rules.chain(judgements).filter_map(|(of, name, example)| {
            let broken = match example.expected {
                Expected::Violates | Expected::Answers(Answer::Yes) => true,
                Expected::Complies | Expected::Answers(Answer::No) => false,
                _ => return None,
            };
            if !seen(example) {
                return None;
            }
            let root = example_case(policy, example).root;
            let Some(body) = Body::of(&root) else {
                *passed_over += 1;
                return None;
            };
            Some(Self { policy, lexica, of, broken, root, body, at: Some(example.at), name })
        });
        made.collect()
    }

    /// What a labelled case says: each rule that its labels want broken, or that all is in order.
    pub(super) fn of_case(
        policies: &'a Policies,
        labelled: &Labelled,
        groups: &Groups,
        passed_over: &mut usize,
    ) -> Vec<Self> {
        let Some(body) = Body::of(&labelled.case.root) else {
            *passed_over += 1;
            return Vec::new();
        };
        let case = body.case(&labelled.case.root);
        let mut found = Vec::new();
        for expect in &labelled.expect {
            let Some((policy, lexica)) = policies.find(&expect.policy).and_then(|at| policies.get(at)) else {
                continue;
            };
            let make = |of: Of, broken: bool, name: String| Self {
                policy,
                lexica,
                of,
                broken,
                root: labelled.case.root.clone(),
                body: body.clone(),
                at: None,
                name,
            };
            let name = format!("case {}", labelled.case.id);
            if expect.must.is_empty() {
                found.push(make(Of::Whole, false, name));
                continue;
            }
            let broken = broken_rules(policy, lexica, &case);
            let wanted = |finding: &&Finding| wants(expect, finding, groups);
            let rules: BTreeSet<&str> = broken.iter().filter(wanted).map(|finding| finding.rule.as_str()).collect();
            let rules = policy.rules.iter().enumerate().filter(|(_, rule)| rules.contains(rule.name.as_str()));
            found.extend(rules.map(|(at, rule)| make(Of::Rule(at), true, format!("{name}, rule {}", rule.name))));
        }
        found
    }

    /// What comes out of the case with this body.
    pub(super) fn judge(&self, body: &Body) -> Answered {
        let case = body.case(&self.root);
        let world = CaseWorld::new(self.policy, self.lexica, &case.message, &case.root);
        let within = |range: &Range<usize>| range.start < range.end && range.end <= body.text.len();
        match self.of {
            Of::Rule(at) => {
                let Some(rule) = self.policy.rules.get(at) else { return Answered::lost() };
                let result = judge_rule(self.policy, rule, &world);
                let fine = matches!(result.outcome, Outcome::Compliant | Outcome::Exempt) || result.over_nothing;
                let held = if self.broken { result.outcome == Outcome::Violation } else { fine };
                let broken = result.findings.iter().filter(|finding| finding.outcome == Outcome::Violation);
                let places = broken.flat_map(|finding| &finding.spans).map(|evidence| evidence.span.range());
                let places = places.filter(within).collect();
                Answered { held, found: result.outcome.name().to_owned(), places }
            }
            Of::Judgement(at) => {
                let id = JudgementId(u32::try_from(at).unwrap_or(u32::MAX));
                let answer = judge_judgement(self.policy, id, &world);
                let wanted = if self.broken { Answer::Yes } else { Answer::No };
                let found = answer_word(answer);
                let said = ZoneRef { path: "message.body".into(), text: body.text.as_str().into() };
                let lexicons = Reach::of_judgement(self.policy, at).lexicons;
                let ids: Vec<LexiconId> =
                    lexicons.into_iter().filter_map(|id| u32::try_from(id).ok().map(LexiconId)).collect();
                let answered = world.says(&said, TextVerb::Says, &ids, None);
                let places = answered.spans.iter().map(|span| span.range()).filter(within).collect();
                Answered { held: answer == Some(wanted), found: found.to_owned(), places }
            }
            Of::Whole => {
                let broken = broken_rules(self.policy, self.lexica, &case);
                let rules: BTreeSet<&str> = broken.iter().map(|finding| finding.rule.as_str()).collect();
                let found = rules.into_iter().collect::<Vec<_>>().join(", ");
                Answered { held: found.is_empty(), found: format!("broken: {found}"), places: Vec::new() }
            }
        }
    }

    /// The language of the body, `en` if it is not known.
    pub(super) fn language(&self) -> String {
        let case = self.body.case(&self.root);
        let told = self.root.at(&["message", "language"]).and_then(Node::as_text).map(str::to_owned);
        let read = match case.message.language() {
            Known::Value(tag) => Some((*tag).to_owned()),
            Known::Unknown => None,
        };
        let tag = told.or(read).unwrap_or_else(|| "en".to_owned());
        tag.split('-').next().unwrap_or("en").to_owned()
    }

    /// The text that a reader sees.
    pub(super) fn shown(&self) -> String {
        let case = self.body.case(&self.root);
        let seen = case.message.zones().iter().filter(|zone| matches!(zone.zone, Zone::Body | Zone::Signature));
        seen.map(|zone| zone.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The fields that the rule or judgement reads, and whether it reads words.
    pub(super) fn reach(&self) -> Reach {
        match self.of {
            Of::Rule(at) => self.policy.rules.get(at).map(|rule| Reach::of_rule(self.policy, rule)).unwrap_or_default(),
            Of::Judgement(at) => Reach::of_judgement(self.policy, at),
            Of::Whole => {
                let mut reach = Reach::default();
                for rule in &self.policy.rules {
                    reach.fields.extend(Reach::of_rule(self.policy, rule).fields);
                }
                reach
            }
        }
    }
}

impl Answered {
    fn lost() -> Self {
        Self { held: false, found: String::new(), places: Vec::new() }
    }
}

/// The rules that a case breaks, advice aside.
fn broken_rules(policy: &Policy, lexica: &Lexica, case: &Case) -> Vec<Finding> {
    let world = CaseWorld::new(policy, lexica, &case.message, &case.root);
    let mut found = policyc_eval::engine::judge(policy, &world, &policyc_eval::Options::default());
    found.retain(|finding| finding.outcome == Outcome::Violation && finding.severity != Severity::Advice);
    found
}

fn wants(expect: &Expect, finding: &Finding, groups: &Groups) -> bool {
    let slugs = finding.clauses.iter().map(|citation| citation.clause.clone());
    let mut names = slugs.chain([finding.rule.clone()]).map(|name| crate::labels::group(&name, groups));
    names.any(|name| expect.must.iter().any(|slug| crate::labels::group(slug, groups) == name))
}

/// Fields that measure looks, spelling or structure: rewriting the body changes what they say, rightly.
const MEASURED: [&str; 22] = [
    "style",
    "font_sizes",
    "overrides",
    "text_blocks",
    "break_runs",
    "spelling",
    "errors",
    "rate",
    "checked_words",
    "capital_share",
    "word_count",
    "parts",
    "margin_left",
    "margin_right",
    "maximum_width",
    "lowest_contrast",
    "centered_share",
    "emoji",
    "emoticons",
    "animations",
    "external_sheets",
    "media_type",
];

/// Fields that read what is seen, beside those that read all that is said.
const SEEN: [&str; 15] = [
    "body",
    "sentences",
    "paragraphs",
    "links",
    "email_addresses",
    "phones",
    "images",
    "signature",
    "quoted",
    "quotes",
    "word_count",
    "amounts",
    "dates",
    "numbers",
    "identifiers",
];

/// Whether a way makes sense for what a rule reads.
pub(super) fn makes_sense(way: Way, subject: &Subject<'_>, reach: &Reach) -> bool {
    let reads = |names: &[&str]| names.iter().any(|name| reach.fields.contains(*name));
    let whole = matches!(subject.of, Of::Whole);
    match way {
        Way::SpelledAddress => reads(&["email_addresses"]),
        Way::NumberWords => reads(&["phones"]),
        Way::Hidden | Way::AltText | Way::Preheader => {
            !reach.lexicons.is_empty() && reads(&["said", "everything"]) && !reads(&SEEN) && !reads(&MEASURED)
        }
        // What may hold some words and no others no longer does, with other sentences around it.
        Way::OtherLanguage => {
            !reach.lexicons.is_empty() && !reach.only && !reads(&["language", "language_shares", "word_count"])
        }
        Way::PlainEntities | Way::TagsAroundWords | Way::Hyphenation | Way::Decomposed if whole => true,
        // What is HTML already is measured alike; plain text is not, and has no looks at all.
        Way::PlainEntities | Way::TagsAroundWords => subject.body.html || !reads(&MEASURED),
        Way::Hyphenation | Way::Decomposed => true,
        Way::OtherFormat => {
            let bare = ["<img", "<a ", "<a\n", "style", "background", "<font", "<form", "<script", "<svg", "<area"];
            let text = subject.body.text.to_ascii_lowercase();
            (whole || !reads(&MEASURED)) && !(subject.body.html && bare.iter().any(|part| text.contains(part)))
        }
        Way::Entities | Way::SplitByTags => !reach.lexicons.is_empty() && (subject.body.html || !reads(&MEASURED)),
        _ => !reach.lexicons.is_empty() && !reads(&MEASURED),
    }
}
