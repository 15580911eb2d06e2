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

/// Language data and words of an invented guest house, for what reaches over a sentence and what is not its own saying.
const GUEST_HOUSE: &str = r#"
language en {
  stems          english
  negators       "not"  "*n't"  "no"  "never"
  negators-after "excluded"
  reach          4
  not-negating   "never mind"
  breaks         "but"  "because"
  disowns        "we never"  "(house rules|law) [do|does] (not allow|forbid~)"  "it is forbidden to"  "if we (offered|gave)"
  disowns-after  "is (forbidden|against the rules)"
  resumes        "please"  "just"
  quoting        "you (wrote|said)"  "(called|titled)"
  quoting-after  "you (wrote|said)"
  pronouns       "it"  "this"
}
language it {
  stems          italian
  negators       "non"
  reach          4
  disowns        "non ..3 mai"
  quoting        "(scritto|scrive)"
  pronouns       "lo"  "questo"
}
language de {
  stems          german
  negators       "nicht"
  reach          4
  disowns        "niemals"
  disowns-after  "ist verboten"
  quoting        "(schrieben|heißt)"
  pronouns       "das"  "dafür"
}
lexicon entry in en { "[guestbook] entry" }
lexicon asks-entry in en { "(write|leave) ..3 {entry}" }
lexicon cake in en { "(cake|biscuit~)" }
lexicon entry in it { "messaggio" }
lexicon entry in de { "eintrag" }
"#;

/// As [`ROWS`], over [`GUEST_HOUSE`].
const JOINED: &[(&str, &str, &str, char)] = &[
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry. There will be a cake.", '+'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry, there will be a cake.", '0'),
    ("{asks-entry} [<next>] ..6 {cake}", "en", "Leave an entry, there will be a cake.", '+'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry. It is late. There will be a cake.", '0'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry today if you like. There will be a cake.", '+'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry. There will be no cake.", '-'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave no entry. There will be a cake.", '-'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry (groups excluded). There will be a cake.", '+'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry, groups excluded. There will be a cake.", '+'),
    ("{asks-entry} <next> ..6 {cake}", "en", "Leave an entry excluded. There will be a cake.", '-'),
    ("{asks-entry} <next> ..6 {cake}", "en", "We never say: leave an entry. There will be a cake.", '-'),
    ("{cake} ..2 for {entry or it}", "en", "Leave an entry. You get a cake for it.", '+'),
    ("{cake} ..2 for {entry or it}", "en", "Leave an entry, you get a cake for this!", '+'),
    ("{cake} ..2 for {entry or it}", "en", "Bring a fork. You get a cake for it.", '0'),
    ("{cake} ..2 for {entry or it}", "en", "Leave an entry. The bar is open. You get a cake for it.", '0'),
    ("{cake} ..2 for {entry or it}", "en", "You get a cake for your entry.", '0'),
    ("{cake} ..2 for {entry or it}", "en", "You get a cake for entry.", '+'),
    ("{cake} ..2 for {entry or it}", "en", "Leave an entry. You get no cake for it.", '-'),
    ("torta per {entry or it}", "it", "Scriva un messaggio. Una torta per questo!", '+'),
    ("kuchen {entry or it}", "de", "Ein Eintrag wäre schön. Es gibt Kuchen dafür.", '+'),
    ("kuchen {entry or it}", "de", "Das Zimmer ist fertig. Es gibt Kuchen dafür.", '0'),
    ("<first> then ..4 {cake}", "en", "Do you sleep well? Then take some cake.", '+'),
    ("<first> then ..4 {cake}", "en", "Sleep well, then take some cake.", '0'),
    ("cake", "en", "We never bribe a guest of our house, young or old, with cake.", '-'),
    ("cake", "en", "We never close, but there is cake.", '+'),
    ("cake", "en", "We never close; there is cake.", '+'),
    ("cake", "en", "We never close, please take some cake.", '+'),
    ("cake", "en", "We never mind. Take some cake.", '+'),
    ("cake", "en", "House rules do not allow us, the staff or anybody else, to give cake.", '-'),
    ("cake", "en", "Giving visitors biscuits, sweets or cake for an entry is against the rules.", '-'),
    ("cake", "en", "If we offered you, our dear guest, a piece of cake, that would be wrong.", '-'),
    ("kuchen", "de", "Gästen für einen Eintrag etwas wie Kuchen zu geben, ist verboten.", '-'),
    ("cake", "en", "You wrote: \"Where is my cake?\"", '-'),
    ("cake", "en", "You wrote: \u{201C}It rained. Where is my cake?\u{201D} There is tea.", '-'),
    ("cake", "en", "\u{201C}Where is my cake?\u{201D} you wrote.", '-'),
    ("cake", "en", "You wrote: \"Where is my tea?\" Here is cake.", '+'),
    ("cake", "en", "Please say \"cake\" at the door.", '+'),
    ("cake", "en", "You wrote to us. The \"cake\" is here.", '+'),
    ("cake", "en", "The room called 'Cake' is free.", '+'),
    ("cake", "en", "The room called \u{2018}Cake\u{2019} is free.", '-'),
    ("torta", "it", "Lei ha scritto «Dov'è la torta?».", '-'),
    ("kuchen", "de", "Das Zimmer heißt „Kuchen“.", '-'),
    ("cake", "en", "You wrote: \"cake is 3\" wide.", '-'),
];

fn rule(name: &str, verb: &str) -> String {
    format!(
        "rule {name} {{ because \"test\" forbid message.body {verb} words report \"found\" \
         example violates \"x\" example complies \"y\" }}\n"
    )
}

/// What a phrase does in a text: whether it is said, and whether it is denied.
fn met(languages: &str, phrase: &str, tag: &str, text: &str) -> (bool, bool) {
    let policy = format!(
        "policy table.rows {{ serves \"en\", \"it\", \"de\" }}\n{languages}\nlexicon words in {tag} {{ \"{phrase}\" }}\n{}{}",
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

fn tell_wrong(languages: &str, rows: &[(&str, &str, &str, char)]) {
    let mut wrong = Vec::new();
    for (at, (phrase, tag, text, expected)) in rows.iter().enumerate() {
        let found = match met(languages, phrase, tag, text) {
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

#[test]
fn every_row_comes_out_as_written() {
    tell_wrong(LANGUAGES, ROWS);
}

#[test]
fn phrases_reach_over_a_sentence_and_tell_what_the_writer_says() {
    tell_wrong(GUEST_HOUSE, JOINED);
}
