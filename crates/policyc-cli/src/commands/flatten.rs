//! `policyc flatten`: a policy with everything that it inherits.

use super::check::near;
use crate::{
    args::{Common, Flatten},
    files, output, project,
    status::Status,
};

/// Runs it.
pub(crate) fn run(args: &Flatten, common: &Common) -> Status {
    let project = project::load(common, &files::find(&args.paths).policies);
    let style = output::style(common);
    output::diagnostics::print(
        project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == policyc::diag::Severity::Error),
        &project.sources,
        &style,
    );
    let Some(policies) = &project.policies else { return Status::Fault };
    let Some(policy) = policies.find(&args.policy).and_then(|index| policies.list().get(index)) else {
        eprintln!("policyc: there is no policy `{}`", args.policy);
        if let Some(near) = near(&args.policy, policies.list().iter().map(|policy| policy.name.as_str())) {
            eprintln!("  help: did you mean `{near}`?");
        }
        return Status::Fault;
    };
    crate::output::say!("// {} as it runs, each item with its origin", policy.name);
    for rule in &policy.rules {
        let Some(source) = project.sources.get(rule.at.0.source) else { continue };
        let place = source.line_column(rule.at.0.start as usize);
        crate::output::say!("\n// {}:{}  ({})", source.name, place.line, rule.origin.join(", amended by "));
        crate::output::say!("{}", source.text(rule.at.0.range()));
    }
    Status::Clean
}
