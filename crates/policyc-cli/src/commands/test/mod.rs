//! `policyc test`: the examples that stand in the policies, labelled cases, and whole-message snapshots.

mod evasions;
mod review;
mod snap_file;
mod snapshots;

use crate::{
    args::{Common, Test},
    cases::{self, Loaded},
    files,
    output::{self, say},
    project::{self, Project},
    status::Status,
};
use policyc::{CheckOptions, Policies, check_full, examples, outcomes};
use snapshots::{Difference, What};

/// Runs it.
pub(crate) fn run(args: &Test, common: &Common) -> Status {
    let mut found = files::find(&args.paths);
    let mut status = Status::Clean;
    let project = project::load(common, &found.policies);
    for (path, why) in found.broken.iter().chain(&project.broken) {
        eprintln!("policyc: {}: {why}", path.display());
        status = Status::Fault;
    }
    let style = output::style(common);
    output::diagnostics::print(
        project.diagnostics.iter().filter(|diagnostic| diagnostic.severity == policyc::diag::Severity::Error),
        &project.sources,
        &style,
    );
    let Some(policies) = &project.policies else { return Status::Fault };
    if found.messages.is_empty() && args.paths.is_empty() {
        let folder = project::case_folder(common);
        found.messages = folder.map(|folder| files::find(&[folder]).messages).unwrap_or_default();
    }
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| name.contains(only));
    let mut cases = cases::read(&found.messages, &style);
    let whole = args.only.is_none();
    cases.loaded.retain(|loaded| wanted(&loaded.key));
    if args.evasions {
        let told = evasions::run(&project, policies, &cases, args, common.quiet);
        return status.and(told);
    }
    let ran: Vec<_> = examples::run_all(policies).into_iter().filter(|ran| wanted(&ran.of)).collect();
    let mut tally = Tally { failed: cases.unreadable, ..Tally::default() };
    tally.examples(&project, &ran);
    tally.labels(policies, &cases.loaded);
    tally.snapshots(policies, &cases.loaded, args, whole);
    if args.outcomes {
        tell_outcomes(policies, &project, &ran, &cases.loaded, args);
    }
    say!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.passed + tally.failed == 0 {
        eprintln!("policyc: nothing was tested; that is a failure too");
        return status.and(Status::Violation);
    }
    if tally.failed > 0 { status.and(Status::Violation) } else { status }
}

#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    fn examples(&mut self, project: &Project, ran: &[examples::Ran]) {
        self.passed += ran.iter().filter(|ran| ran.passed).count();
        for ran in ran.iter().filter(|ran| !ran.passed) {
            self.failed += 1;
            let span = ran.at.0;
            let Some(source) = project.sources.get(span.source) else { continue };
            let place = source.line_column(span.start as usize);
            say!("FAILED {}:{}:{}: {} ({})", source.name, place.line, place.column, ran.of, ran.policy);
            say!("  expected {}, found {}", ran.expected, ran.found);
            let text = source.text(span.range());
            say!("  {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    fn labels(&mut self, policies: &Policies, cases: &[Loaded]) {
        for loaded in cases.iter().filter(|loaded| !loaded.labelled.expect.is_empty()) {
            let groups = match cases::groups_beside(&loaded.file) {
                Ok(groups) => groups,
                Err((path, why)) => {
                    self.failed += 1;
                    eprintln!("policyc: {}: {why}", path.display());
                    return;
                }
            };
            let met = loaded.labelled.meet(policies, &groups);
            for (met, expect) in met.iter().zip(&loaded.labelled.expect) {
                if met.faults.is_empty() {
                    self.passed += 1;
                    continue;
                }
                self.failed += 1;
                let why = expect.why.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
                say!("FAILED {}: case {} under {}{why}", loaded.file.display(), loaded.labelled.case.id, met.policy);
                met.faults.iter().for_each(|fault| say!("  {}", output::plain::show(fault)));
            }
        }
    }

    fn snapshots(&mut self, policies: &Policies, cases: &[Loaded], args: &Test, whole: bool) {
        let options = CheckOptions { policies: args.policy.clone(), all_outcomes: false };
        let mut differences: Vec<Difference> = Vec::new();
        for loaded in cases {
            // Labels say all that matters of a labelled case, unless somebody wants its snapshot too.
            let labelled = !loaded.labelled.expect.is_empty();
            if labelled && !args.snapshots && !snapshots::path_of(loaded).is_file() {
                continue;
            }
            match snapshots::compare(policies, loaded, &options) {
                Ok(None) => self.passed += 1,
                Ok(Some(difference)) => differences.push(difference),
                Err(why) => {
                    self.failed += 1;
                    eprintln!("policyc: {why}");
                }
            }
        }
        if whole {
            differences.extend(snapshots::unreferenced(cases));
        }
        differences.sort_by(|a, b| (a.kind.rank(), &a.path).cmp(&(b.kind.rank(), &b.path)));
        if args.review {
            let reviewed = review::review(&differences, &mut std::io::stdin().lock());
            say!("\n{} accepted, {} left", reviewed.accepted, reviewed.left);
            self.passed += reviewed.accepted;
            self.failed += reviewed.left;
        } else if args.accept {
            self.accept(&differences, args.reason.as_deref().unwrap_or_default().trim());
        } else {
            self.tell(&differences);
        }
    }

    /// What needs no reason is accepted; a flip with the reason given, if it is the only one.
    fn accept(&mut self, differences: &[Difference], reason: &str) {
        let flips = differences.iter().filter(|other| snapshots::needs_reason(other)).count();
        for difference in differences {
            let refused = match (snapshots::needs_reason(difference), reason.is_empty(), flips) {
                (true, true, _) => Some("a flipped verdict is accepted with --reason \"why it is right\" only"),
                (true, false, 2..) => Some("one reason serves one flip: name it with --only, or use --review"),
                _ => None,
            };
            let done = match refused {
                Some(why) => Err(why.to_owned()),
                None => snapshots::accept(difference, reason),
            };
            match done {
                Ok(()) => {
                    self.passed += 1;
                    say!("accepted {} ({})", difference.path.display(), difference.kind.heading());
                }
                Err(why) => {
                    self.failed += 1;
                    say!("FAILED {} ({})", difference.path.display(), difference.kind.heading());
                    snapshots::show(difference);
                    say!("  {why}");
                }
            }
        }
    }

    fn tell(&mut self, differences: &[Difference]) {
        let ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        for difference in differences {
            self.failed += 1;
            say!("FAILED {} ({})", difference.path.display(), difference.kind.heading());
            snapshots::show(difference);
            // Like insta, leave nothing behind on a machine that only looks.
            if !ci && let Err(why) = snapshots::leave_pending(difference) {
                eprintln!("policyc: {}: {why}", difference.path.display());
            }
        }
        if differences.iter().any(|difference| difference.kind != What::Unreferenced) {
            say!("`policyc test --review` goes through what differs");
        }
    }
}

fn tell_outcomes(policies: &Policies, project: &Project, ran: &[examples::Ran], cases: &[Loaded], args: &Test) {
    let mut checked = Vec::new();
    for loaded in cases {
        let labels = loaded.labelled.expect.iter().map(|expect| expect.policy.clone());
        let named: Vec<String> = labels.chain(args.policy.iter().cloned()).collect();
        checked.extend(check_full(
            policies,
            &loaded.labelled.case,
            &CheckOptions { policies: named, all_outcomes: true },
        ));
    }
    let rules = outcomes::coverage(policies, ran, &checked);
    let wanted = |rule: &str| args.only.as_deref().is_none_or(|only| format!("rule {rule}").contains(only));
    let rules: Vec<_> = rules.into_iter().filter(|rule| wanted(&rule.rule)).collect();
    let gaps: usize = rules.iter().map(|rule| rule.gaps.len()).sum();
    for rule in rules.iter().filter(|rule| !rule.gaps.is_empty()) {
        let span = rule.at.0;
        let source = project.sources.get(span.source);
        let place = source.map(|source| format!("{}:{}", source.name, source.line_column(span.start as usize).line));
        say!("{}: rule {}: {}", place.unwrap_or_default(), rule.rule, rule.gaps.join("; "));
    }
    let whole = rules.iter().filter(|rule| rule.gaps.is_empty()).count();
    say!("outcomes: {whole} of {} rules seen in all, {gaps} gaps", rules.len());
}
