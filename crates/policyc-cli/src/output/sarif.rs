//! SARIF 2.1.0 (OASIS), for code scanning and editors.

use super::entry::{Entry, Failure, ordered};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use policyc::{
    FindingEntry, Policies, SpanEntry,
    eval::Outcome,
    ir::{Citation, Policy, Rule, Severity},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Where the schema stands.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What stays as it is in the path of a URI.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The whole log, of one run.
pub(crate) fn log(entries: &[Entry], failures: &[Failure], policies: &Policies) -> Value {
    let rules = Rules::new(entries, policies);
    let results: Vec<Value> = entries
        .iter()
        .flat_map(|entry| ordered(&entry.report).into_iter().map(|finding| result(finding, entry, &rules)))
        .collect();
    let notifications: Vec<Value> = failures.iter().map(notification).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "policyc",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.descriptors,
            }},
            "invocations": [{
                "executionSuccessful": failures.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// The rules that were met, each under its policy's name.
struct Rules {
    descriptors: Vec<Value>,
    places: BTreeMap<String, usize>,
}

impl Rules {
    fn new(entries: &[Entry], policies: &Policies) -> Self {
        let mut rules = Self { descriptors: Vec::new(), places: BTreeMap::new() };
        for entry in entries {
            let policy = entry.policy.and_then(|index| policies.list().get(index));
            for finding in &entry.report.findings {
                let id = rule_id(finding, entry);
                if !rules.places.contains_key(&id) {
                    rules.places.insert(id.clone(), rules.descriptors.len());
                    rules.descriptors.push(descriptor(&id, finding, policy));
                }
            }
        }
        rules
    }
}

fn rule_id(finding: &FindingEntry, entry: &Entry) -> String {
    match &entry.report.policy {
        Some(policy) => format!("{policy}/{}", finding.rule),
        None => finding.rule.clone(),
    }
}

fn descriptor(id: &str, finding: &FindingEntry, policy: Option<&Policy>) -> Value {
    let rule = policy.and_then(|policy| policy.rules.iter().find(|rule| rule.name == finding.rule));
    let asked = policy.and_then(|policy| policy.declarations.iter().find(|item| item.name == finding.rule));
    let cites: &[Citation] = match (rule, asked) {
        (Some(rule), _) => &rule.cites,
        (None, Some(asked)) => &asked.cites,
        (None, None) => &[],
    };
    let clauses: Vec<&str> = cites.iter().map(|citation| citation.clause.as_str()).collect();
    let title = cites.iter().find_map(|citation| citation.title.clone());
    let title =
        title.or_else(|| asked.map(|asked| asked.asks.clone())).unwrap_or_else(|| finding.rule.replace('-', " "));
    let full = rule.map(described).filter(|text| !text.is_empty()).unwrap_or_else(|| title.clone());
    let severity = rule.map_or(finding.severity, |rule| rule.severity);
    json!({
        "id": id,
        "name": finding.rule,
        "shortDescription": {"text": title},
        "fullDescription": {"text": full},
        "help": {"text": finding.help.clone().unwrap_or_else(|| format!("policyc explain {}", finding.rule))},
        "defaultConfiguration": {"level": level(severity)},
        "properties": {"clauses": clauses, "policy": policy.map(|policy| policy.name.clone())},
    })
}

fn described(rule: &Rule) -> String {
    match (&rule.because, rule.doc.is_empty()) {
        (Some(because), true) => because.clone(),
        _ => rule.doc.clone(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(finding: &FindingEntry, entry: &Entry, rules: &Rules) -> Value {
    let id = rule_id(finding, entry);
    let (kind, level) = kind(finding);
    let own = finding.spans.iter().filter(|span| span.role.is_none());
    let mut locations: Vec<Value> = own.map(|span| location(span, entry)).collect();
    if locations.is_empty() {
        locations.push(json!({"physicalLocation": {"artifactLocation": {"uri": uri(&entry.file)}}}));
    }
    for location in &mut locations {
        if let Some(location) = location.as_object_mut() {
            location.insert("logicalLocations".to_owned(), json!([{"name": entry.report.message, "kind": "message"}]));
        }
    }
    let also = finding.spans.iter().filter(|span| span.role.is_some()).enumerate();
    let also: Vec<Value> = also
        .map(|(at, span)| {
            let mut place = location(span, entry);
            if let Some(place) = place.as_object_mut() {
                place.insert("id".to_owned(), json!(at));
            }
            place
        })
        .collect();
    json!({
        "ruleId": id,
        "ruleIndex": rules.places.get(&id),
        "kind": kind,
        "level": level,
        "message": {"text": told(finding)},
        "locations": locations,
        "relatedLocations": also,
        "properties": properties(finding, entry),
    })
}

/// What a reader of one line needs: what is wrong, what to do, what is missing.
fn told(finding: &FindingEntry) -> String {
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    let missing = (!finding.missing.is_empty()).then(|| format!("\nto be known first: {}", finding.missing.join(", ")));
    let message = if finding.message.is_empty() { finding.rule.clone() } else { finding.message.clone() };
    std::iter::once(message).chain(help).chain(missing).collect()
}

fn properties(finding: &FindingEntry, entry: &Entry) -> Value {
    json!({
        "message": entry.report.message,
        "policy": entry.report.policy,
        "edition": entry.report.edition,
        "verdict": entry.report.verdict,
        "finding": finding,
    })
}

/// SARIF has a level for what failed alone.
fn kind(finding: &FindingEntry) -> (&'static str, &'static str) {
    let known = [
        (Outcome::Violation, "fail"),
        (Outcome::Review, "review"),
        (Outcome::Undetermined, "open"),
        (Outcome::NotApplicable, "notApplicable"),
    ];
    match known.iter().find(|(outcome, _)| finding.outcome == outcome.name()) {
        Some((Outcome::Violation, kind)) => (kind, level(finding.severity)),
        Some((_, kind)) => (kind, "none"),
        None => ("pass", "none"),
    }
}

fn location(span: &SpanEntry, entry: &Entry) -> Value {
    let source = entry.sources.iter().find(|(_, source)| source.name == span.source);
    let mut region = json!({
        "startLine": span.line,
        "startColumn": span.column,
        "byteOffset": span.start,
        "byteLength": span.end - span.start,
        "snippet": {"text": span.text},
    });
    if let (Some(end), Some(region)) = (source.map(|(_, source)| source.line_column(span.end)), region.as_object_mut())
    {
        region.insert("endLine".to_owned(), json!(end.line));
        region.insert("endColumn".to_owned(), json!(end.column));
    }
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(&span.source)}, "region": region}})
}

fn notification(failure: &Failure) -> Value {
    let mut place = json!({"artifactLocation": {"uri": uri(&failure.file)}});
    if let (Some((line, column)), Some(object)) = (failure.place, place.as_object_mut()) {
        object.insert("region".to_owned(), json!({"startLine": line, "startColumn": column}));
    }
    json!({
        "level": "error",
        "message": {"text": failure.message},
        "locations": [{"physicalLocation": place}],
    })
}

/// A path as a URI: relative to where the program runs, unless it is absolute.
fn uri(path: &str) -> String {
    let path = if path == "-" { "stdin" } else { path };
    let text = utf8_percent_encode(path, PATH).to_string();
    if path.starts_with('/') { format!("file://{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn any_path_is_a_uri() {
        assert_eq!(uri("mails/ein Gruß: 1.eml"), "mails/ein%20Gru%C3%9F%3A%201.eml");
        assert_eq!(uri("/tmp/a"), "file:///tmp/a");
        assert_eq!(uri("-"), "stdin");
    }
}
