//! `fix` clauses on whole mails: the number of findings only falls, what was mended is clean when judged again, and what was
//! not touched stays byte for byte. On a corpus of cases by `POLICYC_CASES=FILE cargo test -p policyc-tests --test mends --
//! --ignored`.

use policyc::{
    Case, CheckOptions, Kind, Policies,
    diag::Source,
    fix::{Mended, Mending},
    kind_of, split_lines,
};
use policyc_tests::{files_below, name_of, policies, root};
use std::{collections::BTreeSet, fs};

fn mend(policies: &Policies, kind: Kind, bytes: &[u8], read: &dyn Fn(&[u8]) -> Option<Case>) -> Option<Mended> {
    let options = CheckOptions::default();
    Mending { policies, options: &options, unsafe_too: false, kind, read }.mend(bytes)
}

/// What holds of every mended file.
fn holds(
    policies: &Policies,
    name: &str,
    kind: Kind,
    bytes: &[u8],
    mended: &Mended,
    read: &dyn Fn(&[u8]) -> Option<Case>,
) {
    assert_eq!(mended.applied.is_empty(), mended.bytes == bytes, "{name}: told and done");
    assert!(mended.after <= mended.before, "{name}: {} findings became {}", mended.before, mended.after);
    assert!(mended.applied.is_empty() || mended.after < mended.before, "{name}: mended in vain");
    let again = mend(policies, kind, &mended.bytes, read).expect("what was mended can be read");
    assert_eq!((again.before, again.after), (mended.after, mended.after), "{name}: judged again");
    assert!(again.applied.is_empty(), "{name}: something was left to mend");
}

#[test]
fn every_example_mail_is_mended_or_left_as_it_is() {
    let policies = policies(&[]);
    let mut cured = BTreeSet::new();
    for path in files_below(&root().join("examples/mails")) {
        let name = name_of(&path);
        let Some(kind @ (Kind::Mail | Kind::Html | Kind::Text)) = kind_of(&name) else { continue };
        let bytes = fs::read(&path).expect("a mail");
        let context = fs::read_to_string(path.with_extension("case.toml")).ok();
        let read = |bytes: &[u8]| {
            let mut case = Case::from_message(&name, bytes, kind);
            if let Some(text) = &context {
                case.supply("context", text, Kind::Toml).ok()?;
            }
            Some(case)
        };
        let mended = mend(&policies, kind, &bytes, &read).expect("a mail can be read");
        holds(&policies, &name, kind, &bytes, &mended, &read);
        cured.extend(mended.applied.iter().map(|applied| applied.rule.clone()));
    }
    let wanted = [
        "accessible-link-text",
        "alignment",
        "default-type",
        "emojis",
        "line-breaks",
        "opt-out-link",
        "order-id-in-message",
        "store-links-https",
    ];
    for rule in wanted {
        assert!(cured.contains(rule), "{rule} was mended nowhere: {cured:?}");
    }
}

fn decoded(case: &Case) -> Vec<String> {
    let parts = 0..case.message.parts().items.len();
    parts.filter_map(|part| case.message.part_text(part)).map(|text| text.text.clone()).collect()
}

#[test]
fn a_mail_within_a_case_is_mended_as_the_mail_itself() {
    let policies = policies(&[]);
    let folder = root().join("examples/mails");
    let bytes = fs::read(folder.join("much-to-mend.eml")).expect("a mail");
    let context = fs::read_to_string(folder.join("much-to-mend.case.toml")).expect("its context");
    let outside = |bytes: &[u8]| {
        let mut case = Case::from_message("much-to-mend.eml", bytes, Kind::Mail);
        case.supply("context", &context, Kind::Toml).ok()?;
        Some(case)
    };
    let mended = mend(&policies, Kind::Mail, &bytes, &outside).expect("a mail");
    let eml = String::from_utf8(bytes).expect("the mail is ASCII");
    let json = serde_json::json!({"id": "inside", "message": {"eml": eml}}).to_string() + "\n";
    let inside = |bytes: &[u8]| {
        let mut case = Case::from_json("inside.json", std::str::from_utf8(bytes).ok()?).ok()?;
        case.supply("context", &context, Kind::Toml).ok()?;
        Some(case)
    };
    let nested = mend(&policies, Kind::Json, json.as_bytes(), &inside).expect("a case");
    assert!(mended.applied.len() > 5);
    let rules = |mended: &Mended| mended.applied.iter().map(|applied| applied.rule.clone()).collect::<Vec<_>>();
    assert_eq!(rules(&nested), rules(&mended));
    let (one, other) = (outside(&mended.bytes).expect("a mail"), inside(&nested.bytes).expect("a case"));
    assert_eq!(decoded(&one), decoded(&other));
    assert_eq!(
        one.message.subject().map(|subject| &subject.text),
        other.message.subject().map(|subject| &subject.text)
    );
}

#[test]
fn a_mend_that_would_harm_is_not_made() {
    let text = r#"policy shop.rules { }
rule no-smile {
  because "house style"
  for each emoji in message.emojis
  forbid  emoji
  report  "smiles"
  fix     safe delete line of emoji
  fix     unsafe delete emoji
  example violates "Hello 😊"
  example complies "Hello"
}
rule with-thanks {
  because "house style"
  require message.body contains "thank you"
  report  "thanks nobody"
  fix     safe insert line "See you" after message.body
  example violates "Hello"
  example complies "A thank you to all"
}"#;
    let policies = Policies::compile(&[("shop.policy".to_owned(), text.to_owned())], &[]).expect("the policy compiles");
    let read = |bytes: &[u8]| Some(Case::from_message("a.txt", bytes, Kind::Text));
    let kept = mend(&policies, Kind::Text, "Hello\nthank you 😊\n".as_bytes(), &read).expect("a text");
    assert!(kept.applied.is_empty());
    let why: Vec<&str> = kept.refused.iter().map(|refused| refused.why.as_str()).collect();
    assert_eq!(
        why,
        ["it breaks something else: with-thanks would find fault", "it is unsafe: a person has to look at it"]
    );
    let vain = mend(&policies, Kind::Text, b"Hello\n", &read).expect("a text");
    assert_eq!(
        vain.refused.first().map(|refused| refused.why.as_str()),
        Some("it does not cure: the rule still finds fault")
    );
    let done = mend(&policies, Kind::Text, "thank you\nBye 😊\n".as_bytes(), &read).expect("a text");
    assert_eq!(String::from_utf8_lossy(&done.bytes), "thank you\n");
}

#[test]
#[ignore = "wants a corpus of cases, a line each: POLICYC_CASES=FILE"]
fn a_corpus_is_mended_or_left_as_it_is() {
    let path = std::env::var("POLICYC_CASES").expect("POLICYC_CASES names a file of cases, one a line");
    let text = fs::read_to_string(&path).expect("the corpus");
    let policies = policies(&[]);
    let (mut count, mut applied) = (0, 0);
    for (_, line) in split_lines(&text) {
        // Cases with what is expected of them hold the case itself under `case`.
        let value: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let line = value.get("case").unwrap_or(&value).to_string();
        let read = |bytes: &[u8]| {
            let line = std::str::from_utf8(bytes).ok()?;
            Case::from_json_at(&Source::new("corpus", bytes), line, 0, "case").ok()
        };
        let Some(mended) = mend(&policies, Kind::Json, line.as_bytes(), &read) else { continue };
        holds(&policies, &format!("case {count}"), Kind::Json, line.as_bytes(), &mended, &read);
        count += 1;
        applied += mended.applied.len();
    }
    assert!(count > 0 && applied > 0, "{count} cases, {applied} mends");
}
