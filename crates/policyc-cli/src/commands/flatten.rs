//! `policyc flatten`: a policy with everything that it inherits, as a policy file again.

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
    let files: Vec<(String, String)> =
        policies.program().sources.iter().map(|source| (source.name.clone(), source.text.clone())).collect();
    crate::output::say!("// {} as it runs, each line with its origin", policy.name);
    crate::output::say!("{}", policyc::compile::effective(&files, &policy.name).unwrap_or_default().trim_end());
    Status::Clean
}
