//! `policyc coverage`: clause by clause, what accounts for it; and rules without a clause.

use super::check::near;
use crate::{
    args::{Common, Coverage, Listing},
    output, project,
    status::Status,
};
use policyc::{
    account::{Accounts, Document, Totals, accounts},
    compile::coverage::{Account, ClauseCoverage, Standing},
    diag::Severity,
};
use std::{collections::BTreeMap, fmt::Write};

/// Runs it.
pub(crate) fn run(args: &Coverage, common: &Common) -> Status {
    let project = project::load(common, &[]);
    output::diagnostics::print(
        project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error),
        &project.sources,
        &output::style(common),
    );
    let Some(policies) = &project.policies else { return Status::Fault };
    let mut locks = project.locks().to_vec();
    locks.sort_by(|a, b| a.document.cmp(&b.document));
    for wanted in &args.document {
        if !locks.iter().any(|lock| lock.document == *wanted) {
            eprintln!("policyc: there is no lock of a document `{wanted}`");
            if let Some(near) = near(wanted, locks.iter().map(|lock| lock.document.as_str())) {
                eprintln!("  help: did you mean `{near}`?");
            }
            return Status::Fault;
        }
    }
    if !args.document.is_empty() {
        locks.retain(|lock| args.document.contains(&lock.document));
    }
    if locks.is_empty() {
        eprintln!("policyc: there is no lock beside the policies; `policyc lock` makes one from a saved page");
        return Status::Fault;
    }
    let accounts = accounts(policies, &locks);
    match args.format {
        Listing::Json => output::print(&serde_json::to_string_pretty(&accounts).unwrap_or_default()),
        Listing::Human => output::print(human(&accounts, common.quiet).trim_end()),
    }
    if accounts.totals.uncovered > 0 && !args.allow_uncovered { Status::Violation } else { Status::Clean }
}

fn human(accounts: &Accounts, quiet: bool) -> String {
    let mut text = String::new();
    for document in &accounts.documents {
        let coverage = &document.coverage;
        let title = coverage.title.as_ref().map(|title| format!("  {title}")).unwrap_or_default();
        let _ = writeln!(text, "{}{title}", coverage.document);
        let _ = writeln!(text, "  {}", totals(&document.totals));
        if coverage.policies.is_empty() {
            text.push_str("  no policy has this document\n");
        } else {
            let _ = writeln!(text, "  policies: {}", coverage.policies.join(", "));
        }
        if !quiet {
            clauses(document, &mut text);
        }
        text.push('\n');
    }
    if !quiet && !accounts.rules_without_clause.is_empty() {
        text.push_str("rules without a clause\n");
        for rule in &accounts.rules_without_clause {
            let because = rule.because.as_ref().map(|why| format!(", because {why}")).unwrap_or_default();
            let _ = writeln!(text, "  {} ({}){because}", rule.rule, rule.policies.join(", "));
        }
        text.push('\n');
    }
    let accounted = accounts.totals.clauses - accounts.totals.uncovered;
    let _ = writeln!(text, "{accounted} of {} clauses accounted for", accounts.totals.clauses);
    let without = accounts.rules_without_clause.len();
    let _ = writeln!(text, "{}; {without} rules without a clause", totals(&accounts.totals));
    text
}

fn totals(totals: &Totals) -> String {
    format!(
        "{} clauses: {} enforced, {} declared, {} unenforced, {} uncovered",
        totals.clauses, totals.enforced, totals.declared, totals.unenforced, totals.uncovered
    )
}

fn clauses(document: &Document, text: &mut String) {
    let mut section = None;
    for clause in &document.coverage.clauses {
        if section != Some(&clause.section) {
            section = Some(&clause.section);
            let heading = if clause.section.is_empty() { "(no section)" } else { clause.section.as_str() };
            let _ = writeln!(text, "\n  {heading}");
        }
        let _ = writeln!(text, "    {:<10}  {}", standing(clause), clause.id);
        for (by, policies) in grouped(clause, &document.coverage.policies) {
            let _ = writeln!(text, "                  {by}{policies}");
        }
    }
}

fn standing(clause: &ClauseCoverage) -> &'static str {
    match clause.standing {
        Standing::Enforced => "enforced",
        Standing::Declared => "declared",
        Standing::Unenforced => "unenforced",
        Standing::Uncovered => "UNCOVERED",
    }
}

/// What accounts for a clause, each once; the policies are named where they are not all that have the document.
fn grouped(clause: &ClauseCoverage, all: &[String]) -> Vec<(String, String)> {
    let mut order: Vec<String> = Vec::new();
    let mut policies: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for account in &clause.by {
        let by = words(account);
        let list = policies.entry(by.clone()).or_insert_with(|| {
            order.push(by);
            Vec::new()
        });
        if !list.contains(&account.policy.as_str()) {
            list.push(&account.policy);
        }
    }
    let named = |by: String| {
        let list = policies.get(&by).cloned().unwrap_or_default();
        let everywhere = list.len() == all.len() && all.iter().all(|name| list.contains(&name.as_str()));
        let names = if everywhere { String::new() } else { format!(" ({})", list.join(", ")) };
        (by, names)
    };
    order.into_iter().map(named).collect()
}

fn words(account: &Account) -> String {
    match account.kind {
        "unenforced" => format!("because {}", account.name),
        kind => format!("{kind} {}", account.name),
    }
}
