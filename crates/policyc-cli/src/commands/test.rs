//! `policyc test`: the examples that stand in the policies.

use crate::{
    args::{Common, Test},
    files, output, project,
    status::Status,
};
use policyc::examples;

/// Runs it.
pub(crate) fn run(args: &Test, common: &Common) -> Status {
    let found = files::find(&args.paths);
    let project = project::load(common, &found.policies);
    let style = output::style(common);
    output::diagnostics::print(
        project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == policyc::diag::Severity::Error),
        &project.sources,
        &style,
    );
    let Some(policies) = &project.policies else { return Status::Fault };
    let wanted = |of: &str| args.only.as_deref().is_none_or(|only| of.contains(only));
    let ran: Vec<_> = examples::run_all(policies).into_iter().filter(|ran| wanted(&ran.of)).collect();
    let mut failed = 0;
    for ran in ran.iter().filter(|ran| !ran.passed) {
        failed += 1;
        let span = ran.at.0;
        let Some(source) = project.sources.get(span.source) else { continue };
        let place = source.line_column(span.start as usize);
        crate::output::say!("FAILED {}:{}:{}: {} ({})", source.name, place.line, place.column, ran.of, ran.policy);
        crate::output::say!("  expected {}, found {}", ran.expected, ran.found);
        let text = source.text(span.range());
        crate::output::say!("  {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    crate::output::say!("{} passed, {failed} failed", ran.len() - failed);
    match (ran.is_empty(), failed) {
        (true, _) => {
            eprintln!("policyc: no example was run; that is a failure too");
            Status::Violation
        }
        (false, 0) => Status::Clean,
        (false, _) => Status::Violation,
    }
}
