//! What is thrown at it: mails and policies of absurd size, shape or content. Each gets an answer that says something,
//! and work that grows with the size alone.
//!
//! Sizes are such that an unoptimised build takes seconds; the tests that are ignored are of full size. Those run by
//! `cargo test --release -p policyc-tests --test hostile -- --ignored`.
//! Bad arguments, cases that are none and folders that loop are tried at the program's doors, in `doors.rs`.

use policyc::{Case, CaseError, CheckOptions, Kind, Policies, Report, check, check_full, diag::Diagnostic};
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

/// Rules of each kind that goes through a mail: words, links, parts, what is shown.
const HOUSE: &str = r#"policy house.rules { }
set elsewhere of host { "shop.example" }
lexicon shouting in en { "buy now" }
rule no-shouting {
  because "house style"
  forbid  message.body says shouting
  report  "shouts"
}
rule no-links {
  because  "house style"
  for each link in message.links where link.kind is web
  forbid   link.host is under elsewhere
  report   "links to {link.host}"
}
"#;

fn house() -> Policies {
    compile(HOUSE).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn compile(text: &str) -> Result<Policies, Vec<Diagnostic>> {
    let files = [("house.policy".to_owned(), text.to_owned())];
    Policies::compile(&files, &[]).map_err(|error| error.diagnostics)
}

fn judged(policies: &Policies, bytes: &[u8], kind: Kind) -> Report {
    let case = Case::from_message("mail", bytes, kind);
    let options = CheckOptions { policies: vec!["house.rules".to_owned()], all_outcomes: true };
    let mut reports = check(policies, &case, &options);
    assert_eq!(reports.len(), 1);
    let report = reports.pop().expect("one report");
    for span in report.findings.iter().flat_map(|finding| &finding.spans) {
        assert_eq!(bytes.get(span.start..span.end).map(String::from_utf8_lossy).as_deref(), Some(span.text.as_str()));
    }
    report
}

/// Messages of a rule's violations.
fn violations<'r>(report: &'r Report, rule: &str) -> Vec<&'r str> {
    let of = report.findings.iter().filter(|finding| finding.rule == rule && finding.outcome == "violation");
    of.map(|finding| finding.message.as_str()).collect()
}

/// What was not known when a rule was judged.
fn missing(report: &Report, rule: &str) -> Vec<String> {
    let of = report.findings.iter().filter(|finding| finding.rule == rule);
    of.flat_map(|finding| finding.missing.clone()).collect()
}

/// Four times the size may take ten times as long (quadratic work would take sixteen), and a moment for what the machine
/// does besides.
fn grows_with_size(name: &str, size: usize, mut work: impl FnMut(usize)) {
    let mut timed = |size| {
        let begun = Instant::now();
        work(size);
        begun.elapsed()
    };
    timed(size / 8); // what is worked out once
    let small = timed(size / 4);
    let large = timed(size);
    let allowed = small * 10 + Duration::from_millis(500);
    assert!(large <= allowed, "{name}: {small:?}, then {large:?} for four times the size");
}

/// Plain words, and at the end what is forbidden.
fn long_text(bytes: usize) -> String {
    const LINE: &str = "Dear friend, your parcel of the day left our house and will be with you on time, we hope.\r\n";
    let lines = LINE.repeat(bytes / LINE.len());
    format!("Content-Type: text/plain\r\n\r\n{lines}\r\nBuy now at http://shop.example/ today.\r\n")
}

fn long_mail(policies: &Policies, bytes: usize) {
    let report = judged(policies, long_text(bytes).as_bytes(), Kind::Mail);
    assert_eq!(violations(&report, "no-shouting"), ["shouts"], "its last line was read");
    assert_eq!(violations(&report, "no-links"), ["links to shop.example"]);
}

#[test]
fn a_long_mail_is_read_to_its_end() {
    let policies = house();
    grows_with_size("a long mail", 400 << 10, |bytes| long_mail(&policies, bytes));
}

#[test]
#[ignore = "full size: run it in a release build"]
fn ten_megabytes_of_words() {
    long_mail(&house(), 10 << 20);
}

#[test]
fn ten_megabytes_of_attachment_hide_nothing() {
    let line = format!("{}\r\n", "QUJD".repeat(19));
    let mail = format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/octet-stream; name=a.bin\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b\r\nContent-Type: text/plain\r\n\r\nBuy now!\r\n--b--\r\n",
        line.repeat((10 << 20) / line.len())
    );
    let report = judged(&house(), mail.as_bytes(), Kind::Mail);
    assert_eq!(violations(&report, "no-shouting"), ["shouts"]);
    let shown = serde_json::to_string(&report).expect("JSON");
    assert!(shown.len() < 10_000, "what is told does not grow with the mail: {} bytes", shown.len());
}

#[test]
fn a_hundred_thousand_nested_elements() {
    let policies = house();
    let page = |n: usize| format!("{}<a href=\"http://shop.example/\">Buy now</a>", "<div>".repeat(n));
    grows_with_size("nested elements", 100_000, |n| {
        let report = judged(&policies, page(n).as_bytes(), Kind::Html);
        assert_eq!(violations(&report, "no-links"), ["links to shop.example"]);
        assert_eq!(violations(&report, "no-shouting"), ["shouts"]);
    });
    // More elements than are read: what is forbidden may stand among the rest.
    let report = judged(&policies, format!("{}<p>Hello", "<i></i>".repeat(250_000)).as_bytes(), Kind::Html);
    assert_eq!(report.verdict, "undetermined");
    assert_eq!(missing(&report, "no-links"), ["limit.elements"]);
}

#[test]
fn a_thousand_parts_side_by_side() {
    let policies = house();
    let mail = |n: usize| {
        let part = "--b\r\nContent-Type: text/plain\r\n\r\nHello there.\r\n";
        let last = "--b\r\nContent-Type: text/plain\r\n\r\nBuy now at http://shop.example/ today.\r\n--b--\r\n";
        format!("Content-Type: multipart/mixed; boundary=b\r\n\r\n{}{last}", part.repeat(n))
    };
    grows_with_size("parts", 1_000, |n| {
        let report = judged(&policies, mail(n).as_bytes(), Kind::Mail);
        assert_eq!(violations(&report, "no-shouting"), ["shouts"]);
        assert_eq!(violations(&report, "no-links"), ["links to shop.example"]);
    });
    let report = judged(&policies, mail(3_000).as_bytes(), Kind::Mail);
    assert_ne!(report.verdict, "compliant", "more parts than are read");
    assert_eq!(missing(&report, "no-links"), ["limit.parts"]);
}

#[test]
fn a_thousand_parts_inside_each_other() {
    let mail = |n: usize| {
        let heads = (0..n).fold(String::new(), |mut heads, at| {
            let _ = write!(heads, "Content-Type: multipart/mixed; boundary=b{at}\r\n\r\n--b{at}\r\n");
            heads
        });
        format!("{heads}Content-Type: text/plain\r\n\r\nBuy now!\r\n")
    };
    let policies = house();
    assert_eq!(violations(&judged(&policies, mail(10).as_bytes(), Kind::Mail), "no-shouting"), ["shouts"]);
    grows_with_size("nested parts", 1_000, |n| {
        let report = judged(&policies, mail(n).as_bytes(), Kind::Mail);
        assert_ne!(report.verdict, "compliant");
        assert_eq!(missing(&report, "no-links"), ["limit.part_depth"]);
    });
}

/// A policy of many rules, of which every thousandth reads a name that is not there if it is to be faulty.
fn rules(n: usize, faulty: bool) -> String {
    (0..n).fold("policy house.rules { }\n".to_owned(), |mut text, at| {
        let subject = if faulty && at % 1_000 == 0 { "mesage" } else { "message" };
        let _ = writeln!(
            text,
            "lexicon w{at} in en {{ \"word{at} sold\" }}\n\
             rule r{at} {{ because \"style\"  forbid {subject}.body says w{at}  report \"says {at}\" }}"
        );
        text
    })
}

fn many_rules(n: usize) {
    let policies = compile(&rules(n, false)).unwrap_or_else(|faults| panic!("{:?}", faults.first()));
    let report = judged(&policies, format!("This word{} sold well.", n - 1).as_bytes(), Kind::Text);
    assert_eq!(violations(&report, &format!("r{}", n - 1)), [format!("says {}", n - 1)]);
    assert_eq!(report.findings.iter().filter(|finding| finding.outcome == "violation").count(), 1);
}

#[test]
fn many_rules_are_compiled_and_judged() {
    grows_with_size("rules", 2_000, many_rules);
}

#[test]
fn many_rules_with_a_few_faults_are_told_those_few() {
    let faults = compile(&rules(2_000, true)).expect_err("two rules are wrong");
    assert_eq!(faults.len(), 2, "{faults:#?}");
    for fault in &faults {
        assert!(fault.message.contains("mesage"), "{fault:?}");
        let told = format!("{fault:?}");
        assert!(told.contains("message"), "what is meant: {told}");
    }
}

#[test]
#[ignore = "full size: run it in a release build"]
fn ten_thousand_rules() {
    many_rules(10_000);
    assert_eq!(compile(&rules(10_000, true)).expect_err("ten rules are wrong").len(), 10);
}

#[test]
fn ten_thousand_opening_brackets() {
    for bracket in ["(", "{", "[", "\"", "<", "/*", "not ", "\"\"\""] {
        let rule =
            |n: usize| format!("{HOUSE}rule r {{ because \"x\"  forbid {}  report \"y\" }}\n", bracket.repeat(n));
        let count = |n: usize| compile(&rule(n)).expect_err("it is no policy").len();
        assert!(count(10_000) <= 10 * count(100) + 10, "{bracket}: the answer grows with the nonsense");
        let bare = compile(&bracket.repeat(10_000)).expect_err("it is no policy");
        assert!(bare.len() <= 100, "{bracket}: {} faults", bare.len());
        assert!(bare.iter().all(|fault| !fault.message.is_empty() && fault.message.len() < 2_000));
    }
}

#[test]
fn rubbish_is_a_mail_without_anything_in_it_or_with_what_is_plainly_there() {
    let mut state = 0x2545_f491_u32;
    let mut noise = |n: usize| -> Vec<u8> {
        (0..n)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                (state >> 24) as u8
            })
            .collect()
    };
    let policies = house();
    for kind in [Kind::Mail, Kind::Html, Kind::Text] {
        for bytes in
            [noise(50_000), vec![0; 50_000], vec![0xff; 50_000], b"\xc3(\xa0\xa1\xe2\x28\xa1 Subject:".to_vec()]
        {
            let report = judged(&policies, &bytes, kind);
            assert!(violations(&report, "no-shouting").is_empty(), "{kind:?}: {:?}", report.findings);
        }
    }
    // Text that is no UTF-8 is read all the same, byte for byte where it can be.
    let report = judged(&policies, b"\xc3(\xa0 Buy now! \xe2\x28\xa1", Kind::Text);
    assert_eq!(violations(&report, "no-shouting"), ["shouts"]);
}

#[test]
fn rubbish_is_no_policy() {
    for text in
        ["\0\0\0\0", "\u{feff}\u{202e}\u{200b}", "%PDF-1.7\n\u{fffd}\u{fffd}", "<html><body>Hello</body></html>"]
    {
        let faults = compile(text).expect_err("it is no policy");
        assert!(!faults.is_empty() && faults.len() < 20, "{text:?}: {faults:?}");
    }
}

/// What is wrong with a case: the words, the text that the place shows, and the remedy.
fn told(json: &str) -> Vec<(String, String, String)> {
    let policies = house();
    let case = Case::from_json("bad.json", json).unwrap_or_else(|error: Box<CaseError>| panic!("{error}"));
    let options = CheckOptions { policies: vec!["house.rules".to_owned()], ..CheckOptions::default() };
    let problems = check_full(&policies, &case, &options).into_iter().flat_map(|checked| checked.problems);
    problems
        .map(|problem| {
            let source = case.sources.get(problem.span.source).map(|source| source.name.as_str());
            assert_eq!(source, Some("bad.json"), "the file is named");
            let place = json.get(problem.span.range()).unwrap_or_default().to_owned();
            (problem.message, place, problem.help.unwrap_or_default())
        })
        .collect()
}

#[test]
fn content_of_a_wrong_form_is_told_not_passed_over() {
    for (key, value, due, remedy) in [
        ("text", r#"["Buy", "now"]"#, "a list, where a text is due", "one text in quotes"),
        ("subject", r#"["Buy now"]"#, "a list, where a text is due", "one text in quotes"),
        ("html", r#"{"body": "x"}"#, "a table, where a text is due", "in quotes"),
        ("eml", "7", "a number, where a text is due", "in quotes"),
        ("headers", r#"["Subject: x"]"#, "a list, where a table is due", "Reply-To"),
        ("attachments", r#""invoice.pdf""#, "a text, where a list is due", "invoice.pdf"),
    ] {
        let problems = told(&format!("{{\"message\": {{\"{key}\": {value}}}}}"));
        let [(message, place, help)] = problems.as_slice() else { panic!("{key}: {problems:?}") };
        assert_eq!(message, &format!("`message.{key}` is {due}"));
        assert_eq!(place, value);
        assert!(help.contains(remedy), "{key}: {help}");
    }
    let inside = told(r#"{"message": {"headers": {"To": [7]}, "attachments": ["a.pdf", {"name": ["b"]}]}}"#);
    let words: Vec<&str> = inside.iter().map(|(message, ..)| message.as_str()).collect();
    assert_eq!(
        words,
        [
            "`message.headers.To` is a number, where a text is due",
            "`message.attachments[0]` is a text, where a table is due",
            "`message.attachments[1].name` is a list, where a text is due"
        ]
    );
    assert_eq!(told(r#"{"message": "Buy now"}"#).len(), 1, "a message that is a text");
    let fits = r#"{"message": {"subject": null, "text": "x", "headers": {"To": ["a", "b"]}, "attachments": [{"name": "a.pdf"}]}}"#;
    assert_eq!(told(fits), []);
}

#[test]
fn a_case_of_absurd_depth_or_length_is_told_or_read() {
    let nested = format!("{{\"message\": {}", "[".repeat(10_000));
    let error = Case::from_json("deep.json", &nested).expect_err("too deep");
    assert!(error.diagnostic.message.contains("nested too deep"), "{error}");
    let keys = |n: usize| {
        let keys = (0..n).map(|at| format!("\"key{at}\": 1")).collect::<Vec<_>>().join(", ");
        format!("{{\"message\": {{\"text\": \"Hello\"}}, {keys}}}")
    };
    grows_with_size("keys", 8_000, |n| assert_eq!(told(&keys(n)).len(), n));
}
