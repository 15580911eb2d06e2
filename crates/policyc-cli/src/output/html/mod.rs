//! A report for the browser: one file that loads nothing, readable without its script, with a keyboard, by a screen
//! reader, and on paper.

mod articles;
mod coverage;
mod source;
mod view;

pub(crate) use view::View;

use super::{
    entry::{Entry, Failure, ordered, tally},
    todo::wanted,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use policyc::{Policies, compile::lock::Lock, eval::Outcome, message::html::escaped};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
/// Verdicts in the order of their weight.
const VERDICTS: [&str; 4] = ["violation", "undetermined", "review", "compliant"];

/// The whole page.
pub(crate) fn document(entries: &[Entry], failures: &[Failure], policies: &Policies, locks: &[Lock]) -> String {
    let mut page = head();
    summary(entries, failures, &mut page);
    filter(entries, &mut page);
    unread(failures, &mut page);
    to_find_out(entries, &mut page);
    page.push_str("<section aria-labelledby=\"messages\">\n<h2 id=\"messages\">Messages</h2>\n");
    for (number, entry) in entries.iter().enumerate() {
        articles::write(number + 1, entry, &mut page);
    }
    page.push_str("</section>\n");
    coverage::write(entries, policies, locks, &mut page);
    let _ = write!(page, "</main>\n<footer><p>policyc {}</p></footer>\n", env!("CARGO_PKG_VERSION"));
    let _ = write!(page, "<script>{SCRIPT}</script>\n</body>\n</html>");
    page
}

/// Everything up to the summary. The policy of contents lets this script run and nothing else, and loads nothing.
fn head() -> String {
    let hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-{hash}'; \
         style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>Messages checked by policyc</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#messages\">Skip to the messages</a>\n<header><h1>Messages checked</h1></header>\n\
         <nav aria-label=\"Parts of this report\"><ul><li><a href=\"#summary\">Summary</a></li>\
         <li><a href=\"#todo\">To find out</a></li><li><a href=\"#messages\">Messages</a></li>\
         <li><a href=\"#coverage\">Coverage</a></li></ul></nav>\n<main>\n"
    )
}

fn summary(entries: &[Entry], failures: &[Failure], page: &mut String) {
    let count = |verdict: &str| entries.iter().filter(|entry| entry.report.verdict == verdict).count();
    let _ = write!(
        page,
        "<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n<p>{} checked: {} with a violation, {} \
         undetermined, {} for review, {} in order; {} could not be read.</p>\n<div class=\"wide\" role=\"region\" \
         aria-label=\"Messages and verdicts\" tabindex=\"0\"><table>\n<caption>Messages and verdicts</caption>\n<thead><tr>\
         <th scope=\"col\">Message</th><th scope=\"col\">Policy</th><th scope=\"col\">Verdict</th>\
         <th scope=\"col\">Findings</th></tr></thead>\n<tbody>\n",
        entries.len(),
        count("violation"),
        count("undetermined"),
        count("review"),
        count("compliant"),
        failures.len(),
    );
    for (number, entry) in entries.iter().enumerate() {
        let report = &entry.report;
        let _ = writeln!(
            page,
            "<tr><th scope=\"row\"><a href=\"#m{0}\">{1}</a></th><td>{2}</td><td class=\"verdict {3}\">{3}</td><td>{4}</td></tr>",
            number + 1,
            escaped(&report.message),
            escaped(report.policy.as_deref().unwrap_or("none")),
            report.verdict,
            escaped(&tally(report))
        );
    }
    page.push_str("</tbody></table></div>\n</section>\n");
}

/// The controls; shown where the script runs.
fn filter(entries: &[Entry], page: &mut String) {
    let findings = || entries.iter().flat_map(|entry| &entry.report.findings);
    let outcomes: BTreeSet<&str> = findings().map(|finding| finding.outcome).collect();
    let rules: BTreeSet<&str> = findings().map(|finding| finding.rule.as_str()).collect();
    page.push_str("<section class=\"filter\" role=\"search\" aria-label=\"Filter\">\n");
    boxes("Verdict of the message", "verdict", VERDICTS.into_iter(), page);
    boxes("Outcome of the finding", "outcome", outcomes.into_iter(), page);
    page.push_str("<label for=\"rule\">Rule</label> <select id=\"rule\"><option value=\"\">all rules</option>");
    for rule in rules {
        let _ = write!(page, "<option value=\"{0}\">{0}</option>", escaped(rule));
    }
    page.push_str("</select>\n<p id=\"shown\" role=\"status\" aria-live=\"polite\"></p>\n</section>\n");
}

fn boxes<'a>(legend: &str, name: &str, values: impl Iterator<Item = &'a str>, page: &mut String) {
    let _ = write!(page, "<fieldset><legend>{legend}</legend>");
    for value in values {
        let _ =
            write!(page, "<label><input type=\"checkbox\" name=\"{name}\" value=\"{value}\" checked> {value}</label>");
    }
    page.push_str("</fieldset>\n");
}

fn unread(failures: &[Failure], page: &mut String) {
    if failures.is_empty() {
        return;
    }
    page.push_str("<section aria-labelledby=\"unread\">\n<h2 id=\"unread\">Could not be read</h2>\n<ul>\n");
    for failure in failures {
        let place = failure.place.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        let _ = writeln!(page, "<li>{}{place}: {}</li>", escaped(&failure.file), escaped(&failure.message));
    }
    page.push_str("</ul>\n</section>\n");
}

/// Facts that are missing, over all messages: one answered fact may settle many.
fn to_find_out(entries: &[Entry], page: &mut String) {
    page.push_str("<section aria-labelledby=\"todo\">\n<h2 id=\"todo\">To find out</h2>\n");
    let mut facts: BTreeMap<String, (BTreeSet<usize>, BTreeSet<String>)> = BTreeMap::new();
    for (number, entry) in entries.iter().enumerate() {
        let open = ordered(&entry.report).into_iter().filter(|finding| finding.outcome == Outcome::Undetermined.name());
        for wanted in wanted(open) {
            let fact = facts.entry(wanted.fact).or_default();
            fact.0.insert(number + 1);
            fact.1.extend(wanted.rules);
        }
    }
    if facts.is_empty() {
        page.push_str("<p>Nothing: every fact that a rule asks for is known.</p>\n</section>\n");
        return;
    }
    let mut facts: Vec<_> = facts.into_iter().collect();
    facts.sort_by_key(|(_, (messages, rules))| std::cmp::Reverse((messages.len(), rules.len())));
    page.push_str("<ul>\n");
    for (fact, (messages, rules)) in facts {
        let links: Vec<String> =
            messages.iter().map(|number| format!("<a href=\"#m{number}\">message {number}</a>")).collect();
        let rules: Vec<String> = rules.into_iter().collect();
        let _ = writeln!(
            page,
            "<li><code>{}</code>: asked for by {}; in {}</li>",
            escaped(&fact),
            escaped(&rules.join(", ")),
            links.join(", ")
        );
    }
    page.push_str("</ul>\n</section>\n");
}
