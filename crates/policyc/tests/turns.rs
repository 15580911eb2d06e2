//! What would turn an outcome, and what to ask: each answer is what judging anew gives.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)] // a test that cannot go on has failed

use policyc::{
    Case, CheckOptions, Kind, Policies,
    eval::{Outcome, Proof},
    fix::Mending,
    turn::{Asked, Question, Then, Turned, questions, turn},
};

const SHOP: &str = r#"policy shop.rules { }
facts order: { completed_at: instant or none  gift: yes-no  kind: one of plain, custom, bulk }
rule in-time {
  because "house style"
  applies when order.completed_at is given
  require message.sent_at is at most 30 days after order.completed_at
  unless  custom-made { because "takes longer"  when order.kind is custom }
  report  "late"
  example violates "Hello" with order.completed_at is 2024-01-01T00:00:00Z, message.sent_at is 2024-05-01T00:00:00Z,
            order.kind is plain
  example complies "Hello" with order.completed_at is 2024-01-01T00:00:00Z, message.sent_at is 2024-01-02T00:00:00Z
}
rule no-gift-in-bulk {
  because "house style"
  forbid  order.gift is yes and order.kind is bulk
  report  "a gift in bulk"
  example violates "Hello" with order.gift is yes, order.kind is bulk
  example complies "Hello" with order.gift is no
}
rule no-smile {
  because "house style"
  for each emoji in message.emojis
  forbid  emoji
  report  "smiles"
  fix     safe delete emoji
  example violates "Hello 😊"
  example complies "Hello"
}
"#;

fn policies() -> Policies {
    let text = SHOP.replace("yes-no", "one of yes_it_is as \"yes\", no_it_is as \"no\"");
    let text = text
        .replace("order.gift is yes", "order.gift is yes_it_is")
        .replace("order.gift is no", "order.gift is no_it_is");
    Policies::compile(&[("shop.policy".to_owned(), text)], &[])
        .unwrap_or_else(|error| panic!("{:#?}", error.diagnostics))
}

fn case(text: &str) -> Case {
    Case::from_json("a.json", text).expect("a case")
}

fn proof(policies: &Policies, case: &Case, rule: &str) -> Proof {
    policyc::why(policies, case, 0, rule).into_iter().next().expect("an outcome")
}

fn turned(text: &str, rule: &str) -> (Outcome, Turned) {
    let (policies, case) = (policies(), case(text));
    let proof = proof(&policies, &case, rule);
    let options = CheckOptions { policies: vec!["shop.rules".to_owned()], all_outcomes: false };
    let read = |bytes: &[u8]| Case::from_json("a.json", std::str::from_utf8(bytes).ok()?).ok();
    let mending = Mending { policies: &policies, options: &options, unsafe_too: true, kind: Kind::Json, read: &read };
    let asked = Asked { policies: &policies, policy: 0, case: &case, finding: &proof.finding };
    (proof.finding.outcome, turn(&asked, &proof, text.as_bytes(), Some(&mending)))
}

fn asked(text: &str, rule: &str) -> Option<Question> {
    let (policies, case) = (policies(), case(text));
    let proof = proof(&policies, &case, rule);
    questions(&Asked { policies: &policies, policy: 0, case: &case, finding: &proof.finding })
}

#[test]
fn the_nearest_moment_turns_a_late_mail() {
    let late = r#"{"message": {"text": "Hello", "sent_at": "2024-02-01T00:00:00Z"},
        "order": {"completed_at": "2024-01-01T00:00:00Z", "kind": "plain", "gift": "no"}}"#;
    let (outcome, found) = turned(late, "in-time");
    assert_eq!(outcome, Outcome::Violation);
    let first = &found.turns[0];
    assert_eq!((first.outcome, first.cures), ("compliant", true));
    assert_eq!(first.changes, ["message.sent_at is 2024-01-31T00:00:00Z"]);
    let other = found.turns.iter().find(|turn| turn.changes[0] == "order.kind is custom").expect("the exception");
    assert_eq!((other.outcome, other.cures), ("exempt", false));
}

#[test]
fn two_facts_turn_what_one_does_not() {
    let fine = r#"{"message": {"text": "Hello"}, "order": {"gift": "no", "kind": "plain"}}"#;
    let (outcome, found) = turned(fine, "no-gift-in-bulk");
    assert_eq!(outcome, Outcome::Compliant);
    assert_eq!(found.turns.len(), 1);
    assert_eq!(found.turns[0].changes.len(), 2);
    assert_eq!(found.turns[0].outcome, "violation");
}

#[test]
fn a_mend_is_the_nearest_change() {
    let (_, found) = turned("{\"message\": {\"text\": \"Hello 😊 you\"}}", "no-smile");
    assert_eq!(found.turns[0].changes, ["line 1: fix safe delete emoji"]);
    assert_eq!(found.turns[0].violations, 0);
}

#[test]
fn questions_lead_to_an_outcome_by_every_answer() {
    let open = asked(r#"{"message": {"text": "Hello"}}"#, "no-gift-in-bulk").expect("a question");
    let kinds: Vec<&str> = open
        .answers
        .iter()
        .map(|answer| match &answer.then {
            Then::Outcome(outcome) => outcome,
            Then::Ask(_) => "ask",
            Then::Open(_) => "open",
        })
        .collect();
    assert_eq!((open.about.as_str(), kinds), ("order.kind", vec!["compliant", "ask"]));
    let Then::Ask(next) = &open.answers[1].then else { panic!("a second question") };
    let outcomes: Vec<&Then> = next.answers.iter().map(|answer| &answer.then).collect();
    assert_eq!(outcomes, [&Then::Outcome("violation"), &Then::Outcome("compliant")]);
}

#[test]
fn a_moment_is_asked_for_by_the_stretches_that_matter() {
    let open = asked(
        r#"{"message": {"text": "Hello", "sent_at": "2024-02-01T00:00:00Z"}, "order": {"kind": "plain", "gift": "no"}}"#,
        "in-time",
    );
    let told: Vec<(String, Then)> =
        open.expect("a question").answers.into_iter().map(|answer| (answer.if_it_is.join("; "), answer.then)).collect();
    let outcome = |outcome| Then::Outcome(outcome);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], ("none".to_owned(), outcome("not-applicable")));
    assert!(told[1].0.starts_with("up to 2024-01-0") && told[1].1 == outcome("violation"), "{told:?}");
    assert!(told[2].0.starts_with("after 2024-01-0") && told[2].1 == outcome("compliant"), "{told:?}");
}
