//! The table of phrases of the language reference, row by row: what each phrase says, denies or passes over.
#![allow(clippy::panic, clippy::expect_used, reason = "a test may die")]

use policyc::{Case, CheckOptions, Policies};

/// Language data enough for the rows.
const LANGUAGES: &str = r#"
language en {
  stems          english
  negators       "not"  "*n't"  "no"  "never"  "without"  "cannot"
  reach          6
  not-negating   "not only"  "(not|*n't) (hesitate|forget)"
  breaks         "but"  "so"  "because"
}
language it {
  stems          italian
  clitics        "ci"  "mi"  "la"  "cela"  "gli"
  elisions       "l'"  "un'"  "dell'"
  negators       "non"  "senza"
  reach          5
}
language de {
  stems          german
  negators       "nicht"  "kein*"  "nie"
  negators-after "nicht"
  reach          4
}
"#;

/// `+` says, `-` denies, `0` no match.
const ROWS: &[(&str, &str, &str, char)] = &[
    ("leave ..2 review", "en", "Please leave an honest review.", '+'),
    ("leave ..2 review", "en", "Leave us a short but honest review.", '0'),
    ("leave ..2 review", "en", "Leave it there. A review is not needed.", '0'),
    ("leave ..2 review", "en", "Please do not leave a review.", '-'),
    ("leave ..2 review", "en", "We ask you to leave no review.", '-'),
    ("leave ..2 review", "en", "Don't forget to leave a review!", '+'),
    ("leave ..2 review", "en", "It is not late, so leave a review.", '+'),
    ("leave ..2 review", "en", "\u{FF2C}eave a re\u{200B}view.", '+'),
    ("leave [a|your] review", "en", "Leave review here.", '+'),
    ("leave [a|your] review", "en", "Leave the review.", '0'),
    ("review~", "en", "We were reviewing it.", '+'),
    ("review~", "en", "The preview is ready.", '0'),
    ("<start> (leave|write)", "en", "If you like it, leave a note.", '+'),
    ("<start> (leave|write)", "en", "Those who leave early miss it.", '0'),
    ("order <end>", "en", "Thanks for your order, Ann.", '+'),
    ("order <end>", "en", "Thanks for your order form.", '0'),
    ("<money> ..2 (off|voucher)", "en", "You get a $5 voucher.", '+'),
    ("<money> ..2 (off|voucher)", "en", "You get 5 vouchers.", '0'),
    ("refund &5 voucher", "en", "A voucher for the refund.", '+'),
    ("refund ..5 voucher", "en", "A voucher for the refund.", '0'),
    ("no questions asked", "en", "Returned, no questions asked.", '+'),
    ("lascia~ ..4 recension*", "it", "Lasciateci una recensione.", '+'),
    ("lascia~ ..4 recension*", "it", "Può lasciarcela, la recensione?", '+'),
    ("lascia~ ..4 recension*", "it", "Il corriere lascia il pacco in deposito.", '0'),
    ("lascia~ ..4 recension*", "it", "Non lasci recensioni per ora.", '-'),
    ("prodotto è arrivato", "it", "Il prodotto e' arrivato.", '+'),
    ("prodotto è arrivato", "it", "Prodotto e arrivato.", '0'),
    ("perche", "it", "Ecco perché scriviamo.", '+'),
    ("ordine", "it", "Grazie per l'ordine.", '+'),
    ("ab+geben &8 *bewertung*", "de", "Geben Sie bitte eine Bewertung ab.", '+'),
    ("ab+geben &8 *bewertung*", "de", "Würden Sie eine Produktbewertung abgeben?", '+'),
    ("ab+geben &8 *bewertung*", "de", "Die Bewertung bitte nicht abgeben.", '-'),
    ("ab+geben &8 *bewertung*", "de", "Geben Sie das Paket zurück.", '0'),
    ("bewerten", "de", "Bitte bewerten Sie uns nicht.", '-'),
];

fn rule(name: &str, verb: &str) -> String {
    format!(
        "rule {name} {{ because \"test\" forbid message.body {verb} words report \"found\" \
         example violates \"x\" example complies \"y\" }}\n"
    )
}

/// What a phrase does in a text: whether it is said, and whether it is denied.
fn met(phrase: &str, tag: &str, text: &str) -> (bool, bool) {
    let policy = format!(
        "policy table.rows {{ serves \"en\", \"it\", \"de\" }}\n{LANGUAGES}\nlexicon words in {tag} {{ \"{phrase}\" }}\n{}{}",
        rule("said", "says"),
        rule("denied", "denies"),
    );
    let policies = Policies::compile(&[("rows.policy".to_owned(), policy)], &[]).unwrap_or_else(|error| {
        panic!("{phrase}: {:#?}", error.diagnostics);
    });
    let case = serde_json::json!({ "id": "row", "message": { "text": text } }).to_string();
    let case = Case::from_json("row.json", &case).expect("a case");
    let reports = policyc::check(&policies, &case, &CheckOptions::default());
    let violated = |rule: &str| {
        let findings = reports.iter().flat_map(|report| &report.findings);
        findings.filter(|finding| finding.outcome == "violation").any(|finding| finding.rule == rule)
    };
    (violated("said"), violated("denied"))
}

#[test]
fn every_row_comes_out_as_written() {
    let mut wrong = Vec::new();
    for (at, (phrase, tag, text, expected)) in ROWS.iter().enumerate() {
        let found = match met(phrase, tag, text) {
            (true, _) => '+',
            (false, true) => '-',
            (false, false) => '0',
        };
        if found != *expected {
            wrong.push(format!("row {}: `{phrase}` in {text:?} is {found}, should be {expected}", at + 1));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
