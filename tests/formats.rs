//! Every format carries the same findings of one run, and each keeps to its schema.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test that cannot go on has failed

use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Message, policy, rule, outcome, and where it shows first.
type Told = (String, String, String, String, Option<(u64, u64)>);

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("formats-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).expect("a folder");
    room
}

/// Mails that break rules, wait for facts, are in order, are hostile, and one that is no case at all.
fn mails(name: &str) -> PathBuf {
    let room = room(name);
    let put = |name: &str, text: &str| fs::write(room.join(name), text).expect("a file");
    put("thin.txt", "Visit http://shop.example/ or write to me@shop.example, and leave us 5 stars!\n");
    put(
        "two lines, ünd: more.html",
        "<p>See <a href=\"http://shop.example/\">us</a>,\n<a href='http://other.example'>them</a></p>",
    );
    put(
        "hostile.txt",
        "Visit http://shop.example/%0A::error::x]]></failure>&<script>alert(1)</script>\u{1b}[2J soon,\u{202e}\n::error::no\n",
    );
    put("broken.json", "{\"message\": ");
    put(
        "many.jsonl",
        "{\"id\": \"first\", \"message\": {\"text\": \"Visit http://shop.example/ soon.\"}}\n{\"id\": \"second\", \"message\": {\"text\": \"Your parcel is here.\"}}\n",
    );
    room
}

const FILES: [&str; 5] = ["thin.txt", "two lines, ünd: more.html", "hostile.txt", "broken.json", "many.jsonl"];

fn run(room: &Path, format: &str, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_policyc"))
        .args(["check", "--policy", "amazon.us", "--policy", "amazon.pm", "--format", format])
        .args(FILES)
        .args(more)
        .current_dir(room)
        .output()
        .expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn first_place(spans: &Value) -> Option<(u64, u64)> {
    let own = spans.as_array()?.iter().find(|span| span["role"].is_null())?;
    Some((own["line"].as_u64()?, own["column"].as_u64()?))
}

fn rule(finding: &Value) -> String {
    match finding["part"].as_str() {
        Some(part) => format!("{}.{part}", word(&finding["rule"])),
        None => word(&finding["rule"]),
    }
}

/// What `jsonl` tells: the others are held to it.
fn told(lines: &str) -> Vec<Told> {
    let mut told = Vec::new();
    for line in lines.lines() {
        let report: Value = serde_json::from_str(line).expect("an object");
        for finding in report["findings"].as_array().expect("findings") {
            told.push((
                word(&report["message"]),
                word(&report["policy"]),
                rule(finding),
                word(&finding["outcome"]),
                first_place(&finding["spans"]),
            ));
        }
    }
    told.sort();
    assert!(told.len() > 20, "a run that tells little: {told:?}");
    told
}

#[test]
fn sarif_carries_the_findings_and_keeps_to_the_schema() {
    let room = mails("sarif");
    let output = run(&room, "sarif", &[]);
    assert_eq!(output.status.code(), Some(4), "one file cannot be read");
    let log: Value = serde_json::from_str(&text(&output)).expect("JSON");
    assert!(faults(&log).is_empty(), "{:#?}", faults(&log));
    let run_of = &log["runs"][0];
    let mut found: Vec<Told> = Vec::new();
    for result in run_of["results"].as_array().expect("results") {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let place = region["startLine"].as_u64().zip(region["startColumn"].as_u64());
        let finding = &result["properties"]["finding"];
        let rules = &run_of["tool"]["driver"]["rules"];
        let at = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[at]["id"], result["ruleId"]);
        assert_eq!(result["kind"] == "fail", result["level"] != "none", "only what failed has a level");
        assert_eq!(result["kind"] == "fail", finding["outcome"] == "violation");
        found.push((
            word(&result["locations"][0]["logicalLocations"][0]["name"]),
            word(&result["properties"]["policy"]),
            rule(finding),
            word(&finding["outcome"]),
            place,
        ));
    }
    found.sort();
    assert_eq!(found, told(&text(&run(&room, "jsonl", &[]))));
    let invocation = &run_of["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let unread = invocation["toolExecutionNotifications"].as_array().expect("notifications");
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], "broken.json");
}

/// What the schema of OASIS, as a crate carries it, has against a log.
fn faults(log: &Value) -> Vec<String> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("the crate is a dependency");
    let manifest = PathBuf::from(word(&package["manifest_path"]));
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).expect("the schema");
    // The schema as first published has a bracket too many in its pattern for languages; the errata took it out.
    let schema = schema.replace("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let own = validator.iter_errors(log).map(|fault| format!("{}: {fault}", fault.instance_path()));
    let mut faults: Vec<String> = own.collect();
    if let Err(error) = serde_json::from_value::<serde_sarif::sarif::Sarif>(log.clone()) {
        faults.push(error.to_string());
    }
    faults
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let bad = serde_json::json!({"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": [{"kind": "bad"}]}]});
    assert!(faults(&bad).len() >= 2, "{:?}", faults(&bad));
}

/// An element's name, and three lists of names.
type Element = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str]);

/// Of each element: attributes it must have, attributes it may have, elements it may hold (the XML that Ant's and
/// Surefire's readers agree on).
const JUNIT: &[Element] = &[
    ("testsuites", &["name", "tests", "failures", "errors"], &["time"], &["testsuite"]),
    (
        "testsuite",
        &["name", "tests", "failures", "errors"],
        &["skipped", "time", "timestamp", "hostname", "id", "package", "file"],
        &["properties", "testcase", "system-out", "system-err"],
    ),
    ("properties", &[], &[], &["property"]),
    ("property", &["name", "value"], &[], &[]),
    ("testcase", &["name"], &["classname", "time"], &["skipped", "error", "failure", "system-out", "system-err"]),
    ("failure", &[], &["type", "message"], &[]),
    ("skipped", &[], &["type", "message"], &[]),
    ("error", &[], &["type", "message"], &[]),
    ("system-out", &[], &[], &[]),
];

fn junit_faults(document: &roxmltree::Document<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let Some((_, must, may, holds)) = JUNIT.iter().find(|(known, ..)| *known == name) else {
            faults.push(format!("element {name}"));
            continue;
        };
        let has: BTreeSet<&str> = node.attributes().map(|attribute| attribute.name()).collect();
        faults.extend(must.iter().filter(|want| !has.contains(**want)).map(|want| format!("{name} without {want}")));
        let known = |attribute: &&&str| must.contains(*attribute) || may.contains(*attribute);
        faults.extend(
            has.iter().filter(|attribute| !known(attribute)).map(|attribute| format!("{name} with {attribute}")),
        );
        for child in node.children().filter(roxmltree::Node::is_element) {
            if !holds.contains(&child.tag_name().name()) {
                faults.push(format!("{} in {name}", child.tag_name().name()));
            }
        }
        if name.starts_with("testsuite") {
            for (attribute, element) in
                [("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
            {
                let count = node.descendants().filter(|inner| inner.has_tag_name(element)).count();
                if node.attribute(attribute).is_some_and(|told| told != count.to_string()) {
                    faults.push(format!("{name}: {attribute} is not {count}"));
                }
            }
        }
    }
    faults
}

#[test]
fn junit_carries_the_findings_and_keeps_to_its_form() {
    let room = mails("junit");
    let lines = text(&run(&room, "jsonl", &[]));
    let xml = text(&run(&room, "junit", &[]));
    let document = roxmltree::Document::parse(&xml).expect("XML");
    assert!(junit_faults(&document).is_empty(), "{:#?}", junit_faults(&document));
    let mut found = Vec::new();
    for case in document.descendants().filter(|node| node.has_tag_name("testcase")) {
        let suite = case.parent().expect("a suite");
        let Some(message) = suite.attribute("id") else { continue };
        let name = case.attribute("name").expect("a name");
        if name == "nothing found" {
            continue;
        }
        let (rule, place) = match name.split_once(" at ") {
            Some((rule, place)) => {
                let (line, column) = place.split_once(':').expect("a place");
                (rule, Some((line.parse().expect("a line"), column.parse().expect("a column"))))
            }
            None => (name, None),
        };
        let result = case.children().find(roxmltree::Node::is_element).expect("only what is reported stands here");
        let kind = result.attribute("type").or(result.text()).expect("what it came to");
        let outcome = kind.split_once(' ').expect("outcome and severity").0;
        let class = case.attribute("classname").expect("a class");
        found.push((message.to_owned(), class.to_owned(), rule.to_owned(), outcome.to_owned(), place));
    }
    found.sort();
    assert_eq!(found, told(&lines));
    let strict = text(&run(&room, "junit", &["--undetermined-as", "violation"]));
    assert!(xml.contains("<skipped"), "what waits for facts is neither passed nor failed");
    assert!(!strict.contains("<skipped"), "unless it is to count as a violation");
    assert!(xml.contains("<error type=\"not read\""), "{xml}");
}

#[test]
fn the_form_of_junit_refuses_what_it_does_not_know() {
    let bad = "<testsuites name='x' tests='2' failures='0' errors='0'><testsuite name='y' tests='1' failures='0' errors='0'>\
        <testcase line='1'><oops/></testcase></testsuite></testsuites>";
    let document = roxmltree::Document::parse(bad).expect("XML");
    assert!(junit_faults(&document).len() >= 4, "{:?}", junit_faults(&document));
}

#[test]
fn github_carries_the_findings_a_line_each() {
    let room = mails("github");
    let mut found = BTreeMap::new();
    for line in text(&run(&room, "github", &[])).lines() {
        let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
        let (head, _) = rest.split_once("::").expect("a text");
        let (command, properties) = head.split_once(' ').expect("properties");
        assert!(["error", "warning", "notice"].contains(&command), "{line}");
        let read = |text: &str| text.replace("%2C", ",").replace("%3A", ":").replace("%25", "%");
        let properties: BTreeMap<&str, String> = properties
            .split(',')
            .map(|pair| pair.split_once('=').expect("a pair"))
            .map(|(key, value)| (key, read(value)))
            .collect();
        if properties["title"] == "not read" {
            assert_eq!(properties["file"], "broken.json");
            continue;
        }
        let (rule, rest) = properties["title"].split_once(" (").expect("a rule");
        let (policy, outcome) = rest.split_once("): ").expect("an outcome");
        let place = properties
            .get("line")
            .map(|line| (line.parse::<u64>().expect("a line"), properties["col"].parse::<u64>().expect("a column")));
        *found.entry((policy.to_owned(), rule.to_owned(), outcome.to_owned(), place)).or_insert(0) += 1;
    }
    let mut wanted = BTreeMap::new();
    for (_, policy, rule, outcome, place) in told(&text(&run(&room, "jsonl", &[]))) {
        *wanted.entry((policy, rule, outcome, place)).or_insert(0) += 1;
    }
    assert_eq!(found, wanted);
}

#[test]
fn people_read_what_is_broken_first_and_miss_no_rule() {
    let room = mails("people");
    let told = told(&text(&run(&room, "jsonl", &[])));
    let (human, plain) = (text(&run(&room, "human", &[])), text(&run(&room, "plain", &[])));
    for (_, _, rule, outcome, _) in &told {
        assert!(human.contains(rule.split('.').next().expect("a rule")), "{rule} is not in\n{human}");
        assert!(plain.contains(outcome), "{outcome}");
    }
    let first = human.split("under amazon.us").next().expect("the first report");
    let broken = first.rfind(" violation: ").expect("a violation");
    let waiting = first.find("\nundetermined: ").expect("the facts that are missing");
    assert!(broken < waiting, "{first}");
    assert!(first.lines().count() < 110, "a thin message gets {} lines", first.lines().count());
    let last = human.trim_end().lines().last().expect("a line");
    assert!(last.starts_with("10 checked: ") && last.ends_with("1 could not be read"), "{last}");
}

#[test]
fn a_run_can_be_written_to_a_file() {
    let room = mails("file");
    let shown = run(&room, "sarif", &[]);
    let written = run(&room, "sarif", &["--output", "out.sarif"]);
    assert!(written.stdout.is_empty());
    assert_eq!(fs::read(room.join("out.sarif")).expect("the file"), shown.stdout);
    let bad = run(&room, "sarif", &["--output", "no/such/folder/out.sarif"]);
    assert_eq!(bad.status.code(), Some(2));
}
