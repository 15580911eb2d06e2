//! Document by document: what accounts for its clauses, and which of them this run found broken.

use crate::output::entry::Entry;
use policyc::{
    Policies,
    account::{Document, accounts},
    compile::{coverage::Standing, lock::Lock},
    eval::Outcome,
    message::html::escaped,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// Writes the documents of the policies that were applied.
pub(super) fn write(entries: &[Entry], policies: &Policies, locks: &[Lock], page: &mut String) {
    page.push_str("<section aria-labelledby=\"coverage\">\n<h2 id=\"coverage\">Coverage of the documents</h2>\n");
    let applied: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.report.policy.as_deref()).collect();
    let mut broken: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in entries.iter().flat_map(|entry| &entry.report.findings) {
        if finding.outcome == Outcome::Violation.name() {
            finding.clauses.iter().for_each(|clause| *broken.entry(clause).or_default() += 1);
        }
    }
    let accounts = accounts(policies, locks);
    let of_run = |document: &&Document| document.coverage.policies.iter().any(|name| applied.contains(name.as_str()));
    let documents: Vec<&Document> = accounts.documents.iter().filter(of_run).collect();
    if documents.is_empty() {
        page.push_str("<p>The policies applied cite no document that is locked.</p>\n</section>\n");
        return;
    }
    page.push_str(
        "<div class=\"wide\" role=\"region\" aria-label=\"Clauses by document\" tabindex=\"0\"><table>\n<caption>Clauses by \
         document</caption>\n<thead><tr><th scope=\"col\">Document</th>",
    );
    for head in ["Clauses", "Enforced", "Declared", "Unenforced", "Uncovered", "Broken here"] {
        let _ = write!(page, "<th scope=\"col\" class=\"number\">{head}</th>");
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for document in &documents {
        let totals = &document.totals;
        let here = document.coverage.clauses.iter().filter(|clause| broken.contains_key(clause.id.as_str())).count();
        let _ = write!(page, "<tr><th scope=\"row\">{}</th>", escaped(&document.coverage.document));
        for count in [totals.clauses, totals.enforced, totals.declared, totals.unenforced, totals.uncovered, here] {
            let _ = write!(page, "<td class=\"number\">{count}</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
    documents.iter().for_each(|document| clauses(document, &broken, page));
    page.push_str("</section>\n");
}

fn clauses(document: &Document, broken: &BTreeMap<&str, usize>, page: &mut String) {
    let name = escaped(&document.coverage.document);
    let _ = writeln!(page, "<details><summary>Clauses of {name}</summary>\n<ul>");
    for clause in &document.coverage.clauses {
        let standing = match clause.standing {
            Standing::Enforced => "enforced",
            Standing::Declared => "declared",
            Standing::Unenforced => "unenforced",
            Standing::Uncovered => "uncovered",
        };
        let here = match broken.get(clause.id.as_str()) {
            Some(count) => format!(", <strong class=\"violation\">broken {count} times here</strong>"),
            None => String::new(),
        };
        let _ = writeln!(page, "<li><code>{}</code>: {standing}{here}</li>", escaped(&clause.id));
    }
    page.push_str("</ul>\n</details>\n");
}
