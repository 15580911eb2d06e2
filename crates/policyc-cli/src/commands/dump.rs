//! `policyc dump`: every stage can be printed.

use super::fmt::policy_texts;
use crate::{
    args::{Common, Dump, Stage},
    files, output, project,
    status::Status,
};
use policyc::{
    diag::{Source, SourceMap},
    syntax,
};

/// Runs it.
pub(crate) fn run(args: &Dump, common: &Common) -> Status {
    match args.stage {
        Stage::Ast => ast(args, common),
        Stage::Ir => ir(args, common),
    }
}

fn ast(args: &Dump, common: &Common) -> Status {
    let found = files::find(&args.paths);
    let (texts, mut status) = policy_texts(&found);
    if found.policies.is_empty() {
        eprintln!("policyc: name a policy file, such as `policyc dump ast policies/shop/us.policy`");
        return Status::Fault;
    }
    for (path, text) in &texts {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(path.display().to_string(), text.as_bytes()));
        let parsed = syntax::parse_file(id, text);
        if !parsed.diagnostics.is_empty() {
            status = Status::Fault;
        }
        output::diagnostics::print(parsed.diagnostics.iter(), &sources, &output::style(common));
        crate::output::say!("{}", syntax::dump(&parsed.file));
    }
    status
}

fn ir(args: &Dump, common: &Common) -> Status {
    let found = files::find(&args.paths);
    let project = project::load(common, &found.policies);
    let errors = project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == policyc::diag::Severity::Error);
    output::diagnostics::print(errors, &project.sources, &output::style(common));
    let Some(policies) = &project.policies else { return Status::Fault };
    for policy in policies.list() {
        if args.policy.as_ref().is_none_or(|name| *name == policy.name) {
            crate::output::say!("{}", policyc::ir::printer::print_policy(policy));
        }
    }
    Status::Clean
}
