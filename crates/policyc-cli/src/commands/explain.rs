//! `policyc explain`: a diagnostic, a policy, a rule, a declaration, a fact or a clause.

use super::check::near;
use crate::{
    args::{Common, Explain},
    project::{self, Project},
    status::Status,
};
use policyc::{
    compile,
    diag::Page,
    ir::{self, Citation, Policy, Rule},
    syntax,
};

/// Runs it.
pub(crate) fn run(args: &Explain, common: &Common) -> Status {
    let name = args.name.trim();
    let page = pages().find(|page| page.name == name || page.code.eq_ignore_ascii_case(name));
    if let Some(page) = page {
        crate::output::say!("{} {}: {}\n\n{}", page.code, page.name, page.title, page.text.trim());
        return Status::Clean;
    }
    let project = project::load(common, &crate::files::find(&args.paths).policies);
    let told = heads(name, &project)
        | rules(name, &project)
        | declarations(name, &project)
        | clauses(name, &project)
        | facts(name, &project);
    if told {
        return Status::Clean;
    }
    eprintln!("policyc: there is no diagnostic, policy, rule, declaration, fact or clause `{name}`");
    let rules = project.policies.iter().flat_map(|policies| policies.list()).flat_map(|policy| &policy.rules);
    let policies = project.policies.iter().flat_map(|policies| policies.list()).map(|policy| policy.name.as_str());
    let names = pages().map(|page| page.name).chain(rules.map(|rule| rule.name.as_str())).chain(policies);
    if let Some(near) = near(name, names) {
        eprintln!("  help: did you mean `{near}`?");
    }
    Status::Fault
}

fn pages() -> impl Iterator<Item = &'static Page> {
    syntax::PAGES.iter().chain(compile::PAGES.iter())
}

/// A policy: what it says of itself, and where it is.
fn heads(name: &str, project: &Project) -> bool {
    let Some(policy) = project.policies.iter().flat_map(|policies| policies.list()).find(|policy| policy.name == name)
    else {
        return false;
    };
    crate::output::say!("policy {name}");
    crate::output::say!("  {} rules, {} declarations", policy.rules.len(), policy.declarations.len());
    crate::output::say!("  `policyc flatten {name}` prints it whole");
    true
}

fn rules(name: &str, project: &Project) -> bool {
    let mut told = false;
    for policy in project.policies.iter().flat_map(|policies| policies.list()) {
        for rule in policy.rules.iter().filter(|rule| rule.name == name) {
            rule_page(policy, rule, project);
            told = true;
        }
    }
    told
}

fn rule_page(policy: &Policy, rule: &Rule, project: &Project) {
    crate::output::say!("rule {} of {}", rule.name, policy.name);
    if !rule.doc.is_empty() {
        crate::output::say!("  {}", rule.doc.replace('\n', "\n  "));
    }
    rule.cites.iter().for_each(cited);
    if let Some(because) = &rule.because {
        crate::output::say!("  because {because}");
    }
    if rule.origin.len() > 1 {
        crate::output::say!("  from {}", rule.origin.join(", amended by "));
    }
    if let Some(source) = project.sources.get(rule.at.0.source) {
        let place = source.line_column(rule.at.0.start as usize);
        crate::output::say!("  {}:{}", source.name, place.line);
        crate::output::say!();
        for line in source.text(rule.at.0.range()).lines() {
            crate::output::say!("    {line}");
        }
    }
    crate::output::say!();
}

fn cited(citation: &Citation) {
    let section = citation.section.as_deref().map(|section| format!(" ({section})")).unwrap_or_default();
    let title = citation.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
    crate::output::say!("  cites {}{title}{section}", citation.clause);
}

/// A declaration: what the seller is asked, and how to answer.
fn declarations(name: &str, project: &Project) -> bool {
    let mut told = false;
    for policy in project.policies.iter().flat_map(|policies| policies.list()) {
        for item in policy.declarations.iter().filter(|item| item.name == name) {
            told = true;
            crate::output::say!("declaration {} of {}", item.name, policy.name);
            crate::output::say!("  asks: {}", item.asks);
            item.cites.iter().for_each(cited);
            crate::output::say!("  answer it in the case, in the list seller.declarations:");
            for citation in &item.cites {
                crate::output::say!(
                    "    {{ \"clause\": \"{}\", \"statement\": \"…\", \"by\": \"…\", \"at\": \"2024-05-01T00:00:00Z\" }}",
                    citation.clause
                );
            }
            crate::output::say!();
        }
    }
    told
}

/// A clause: where it stands, and what rests on it.
fn clauses(name: &str, project: &Project) -> bool {
    let mut told = false;
    for lock in project.locks() {
        for clause in &lock.clauses {
            let id = &clause.id;
            let own = id.strip_prefix(lock.document.as_str()).and_then(|rest| rest.strip_prefix('.'));
            if id != name && own != Some(name) {
                continue;
            }
            told = true;
            crate::output::say!("clause {id}");
            crate::output::say!("  {}", clause.section);
            let policies = project.policies.iter().flat_map(|policies| policies.list());
            for policy in policies {
                for use_of in uses(policy, id) {
                    crate::output::say!("  {}: {use_of}", policy.name);
                }
            }
            crate::output::say!();
        }
    }
    told
}

fn uses(policy: &Policy, id: &str) -> Vec<String> {
    let has = |cites: &[Citation]| cites.iter().any(|citation| citation.clause == id);
    let mut found = Vec::new();
    for rule in &policy.rules {
        let parts: Vec<&ir::Part> = match &rule.form {
            ir::Form::ForbidParts(parts) | ir::Form::RequireParts(parts) | ir::Form::Permit(parts) => {
                parts.iter().collect()
            }
            _ => Vec::new(),
        };
        if has(&rule.cites) || parts.iter().copied().chain(&rule.exceptions).any(|part| has(&part.cites)) {
            found.push(format!("rule {}", rule.name));
        }
    }
    found.extend(
        policy.declarations.iter().filter(|item| has(&item.cites)).map(|item| format!("declaration {}", item.name)),
    );
    found.extend(
        policy
            .unenforced
            .iter()
            .filter(|item| has(&item.cites))
            .map(|item| format!("unenforced, because {}", item.because)),
    );
    found
}

fn facts(name: &str, project: &Project) -> bool {
    let shipped = ir::vocab::builtin();
    let declared = project.policies.iter().flat_map(|policies| policies.list()).map(|policy| &policy.schema.root);
    let roots = std::iter::once(&shipped).chain(declared);
    for root in roots {
        if let Some(field) = super::facts::find(root, name) {
            super::facts::print_field(name, field);
            return true;
        }
    }
    false
}
