//! Questions about lowered conditions.

use policyc_ir::{
    Cond, Form, Policy, Root,
    visit::{Node, walk_cond},
};

/// Whether a condition reads the fact of a path (or a record or field around it).
pub(crate) fn reads(cond: &Cond, path: &[String]) -> bool {
    let mut found = false;
    walk_cond(cond, &mut |node| {
        if let Node::Path(read) = node {
            found |= read.root == Root::Fact && read.fields == path;
        }
    });
    found
}

/// Every condition of a policy, outermost ones only.
pub(crate) fn each_cond<'p>(policy: &'p Policy, visit: &mut dyn FnMut(&'p Cond)) {
    policy.applies.iter().for_each(&mut *visit);
    policy.conditions.iter().for_each(|condition| visit(&condition.when));
    policy.judgements.iter().flat_map(|judgement| &judgement.decides).for_each(|decide| visit(&decide.when));
    for rule in &policy.rules {
        rule.applies.iter().for_each(&mut *visit);
        rule.for_each.iter().flat_map(|each| &each.filter).for_each(&mut *visit);
        let parts = match &rule.form {
            Form::Forbid(cond) | Form::Require(cond) => {
                visit(cond);
                &[][..]
            }
            Form::ForbidParts(parts) | Form::RequireParts(parts) | Form::Permit(parts) => parts,
        };
        parts.iter().chain(&rule.exceptions).for_each(|part| visit(&part.when));
        rule.fixes.iter().flat_map(|fix| &fix.when).for_each(&mut *visit);
    }
}
