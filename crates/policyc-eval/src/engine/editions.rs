//! Which edition a message is judged by (semantics 6.3).

use super::{
    Engine,
    frame::{Cx, Frame},
    notes::Notes,
    render::shown_date,
    tri::Tri,
};
use crate::{Atoms, Finding, Options, Outcome, Truth, Verdict, World, judge, verdict};
use policyc_ir::{Interval, Policy, Severity};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// Reads the message through one policy's declarations: the policy's place in the list, and its world.
pub type Worlds<'a> = &'a dyn Fn(usize) -> Rc<dyn World + 'a>;

/// Whether a policy is the one to judge by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its place in the list of policies.
    pub policy: usize,
    /// Whether its `applies` holds.
    pub applies: Truth,
    /// Whether it is in force.
    pub in_force: Truth,
    /// Both, and no policy that it yields to stands.
    pub chosen: Truth,
    /// What `chosen` lacks, where unknown.
    pub atoms: Atoms,
}

/// What one policy says.
#[derive(Debug, Clone)]
pub struct Report {
    /// How it stands.
    pub standing: Standing,
    /// Its findings.
    pub findings: Vec<Finding>,
    /// What they come to.
    pub verdict: Verdict,
}

/// What the policies of one family (of one root) say.
#[derive(Debug, Clone)]
pub struct FamilyReport {
    /// The root's name.
    pub root: String,
    /// The policies that ran: one, or several where they overlap or it is not known which holds.
    pub reports: Vec<Report>,
    /// What the family says as a whole.
    pub verdict: Verdict,
    /// `no-edition`, or `uncertain-edition` where the editions that may hold differ.
    pub finding: Option<Finding>,
}

/// How each policy stands.
#[must_use]
pub fn standings(policies: &[Policy], worlds: Worlds<'_>) -> Vec<Standing> {
    let own: Vec<(Tri, Tri)> = policies
        .iter()
        .enumerate()
        .map(|(at, policy)| {
            let world = worlds(at);
            own_standing(policy, world.as_ref())
        })
        .collect();
    let stands =
        |at: usize| own.get(at).map_or(Tri::FALSE, |(applies, in_force)| applies.clone().and(in_force.clone()));
    let mut all = Vec::new();
    for (at, (applies, in_force)) in own.iter().enumerate() {
        let chosen = yields_to(policies, at).into_iter().fold(stands(at), |chosen, to| chosen.and(!stands(to)));
        all.push(Standing {
            policy: at,
            applies: applies.truth,
            in_force: in_force.truth,
            chosen: chosen.truth,
            atoms: chosen.atoms,
        });
    }
    all
}

fn own_standing(policy: &Policy, world: &dyn World) -> (Tri, Tri) {
    let engine = Engine::new(policy, world);
    let (cx, mut off) = (Cx::new(None), Notes::off());
    let applies = policy.applies.as_ref().map_or(Tri::TRUE, |when| engine.tri(when, cx, &Frame::default(), &mut off));
    (applies, engine.in_force(policy.effective, cx, &mut off))
}

/// The policies that go before one: those it names, those that extend it, and on from these.
fn yields_to(policies: &[Policy], from: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let Some(policy) = policies.get(at) else { continue };
        for (to, other) in policies.iter().enumerate() {
            let before = policy.yields_to.contains(&other.name) || other.lineage.contains(&policy.name);
            if before && to != from && found.insert(to) {
                open.push(to);
            }
        }
    }
    found
}

/// Judges by the editions that hold, family by family.
#[must_use]
pub fn judge_editions(policies: &[Policy], worlds: Worlds<'_>, options: &Options) -> Vec<FamilyReport> {
    let mut families: BTreeMap<&str, Vec<Standing>> = BTreeMap::new();
    for standing in standings(policies, worlds) {
        let Some(policy) = policies.get(standing.policy) else { continue };
        let root = policy.lineage.last().unwrap_or(&policy.name);
        families.entry(root).or_default().push(standing);
    }
    let runs = |standing: &Standing| standing.chosen != Truth::False;
    let any = families.values().flatten().any(runs);
    let mut reports = Vec::new();
    for (root, standings) in families {
        // A family for other stores is silent beside one that holds; one for this store on another day is not.
        let concerned = !any || standings.iter().any(|standing| standing.applies != Truth::False);
        let running: Vec<Standing> = standings.iter().filter(|standing| runs(standing)).cloned().collect();
        if !running.is_empty() {
            reports.push(family(root, policies, running, worlds, options));
        } else if concerned {
            let finding = no_edition(policies, &standings);
            reports.push(FamilyReport {
                root: root.to_owned(),
                reports: Vec::new(),
                verdict: Verdict::Undetermined,
                finding: Some(finding),
            });
        }
    }
    reports
}

fn family(
    root: &str,
    policies: &[Policy],
    running: Vec<Standing>,
    worlds: Worlds<'_>,
    options: &Options,
) -> FamilyReport {
    let judged = |standing: Standing| {
        let policy = policies.get(standing.policy)?;
        let findings = judge(policy, worlds(standing.policy).as_ref(), options);
        let verdict = verdict(&findings);
        Some(Report { standing, findings, verdict })
    };
    let reports: Vec<Report> = running.into_iter().filter_map(judged).collect();
    let sure = reports.iter().all(|report| report.standing.chosen == Truth::True);
    let worst = reports.iter().map(|report| report.verdict).max().unwrap_or(Verdict::Compliant);
    let one = reports.iter().all(|report| report.verdict == worst);
    // That none holds is possible too where none surely does; but then nothing would be checked, which is no verdict.
    let finding = (!sure && !one).then(|| uncertain(policies, &reports));
    let verdict = if finding.is_some() { Verdict::Undetermined } else { worst };
    FamilyReport { root: root.to_owned(), reports, verdict, finding }
}

fn uncertain(policies: &[Policy], reports: &[Report]) -> Finding {
    let atoms: Atoms = reports.iter().flat_map(|report| report.standing.atoms.iter().cloned()).collect();
    let each = reports.iter().filter_map(|report| {
        let policy = policies.get(report.standing.policy)?;
        Some(format!("{} says {}", policy.name, report.verdict.name()))
    });
    let at = reports.first().and_then(|report| policies.get(report.standing.policy)).map(|policy| policy.at);
    Finding {
        outcome: Outcome::Undetermined,
        message: format!("which edition holds is not known: {}", each.collect::<Vec<_>>().join(", ")),
        missing: atoms.into_iter().collect(),
        ..Finding::new("uncertain-edition", Severity::Error, at.unwrap_or_default())
    }
}

fn no_edition(policies: &[Policy], standings: &[Standing]) -> Finding {
    let near: Vec<&Standing> = standings.iter().filter(|standing| standing.applies != Truth::False).collect();
    let told: Vec<&Standing> = if near.is_empty() { standings.iter().collect() } else { near };
    let each = told.iter().filter_map(|standing| {
        let policy = policies.get(standing.policy)?;
        let why =
            if standing.applies == Truth::False { "does not apply".to_owned() } else { interval(policy.effective) };
        Some(format!("{} ({why})", policy.name))
    });
    let at = told.first().and_then(|standing| policies.get(standing.policy)).map(|policy| policy.at);
    Finding {
        outcome: Outcome::Undetermined,
        message: format!("no edition holds for this message: {}", each.collect::<Vec<_>>().join(", ")),
        ..Finding::new("no-edition", Severity::Error, at.unwrap_or_default())
    }
}

fn interval(effective: Interval) -> String {
    match (effective.from, effective.before) {
        (Some(from), Some(before)) => format!("in force from {} before {}", shown_date(from), shown_date(before)),
        (Some(from), None) => format!("in force from {}", shown_date(from)),
        (None, Some(before)) => format!("in force before {}", shown_date(before)),
        (None, None) => "always in force".to_owned(),
    }
}

/// Judges by a policy that was named: its own `applies` and interval count as true; where they would have excluded it,
/// the second value says so.
#[must_use]
pub fn judge_named(policy: &Policy, world: &dyn World, options: &Options) -> (Vec<Finding>, Option<String>) {
    let (applies, in_force) = own_standing(policy, world);
    let excluded = match (applies.truth, in_force.truth) {
        (Truth::False, _) => Some(format!("{} does not apply to this message", policy.name)),
        (_, Truth::False) => Some(format!("{} is not in force: {}", policy.name, interval(policy.effective))),
        _ => None,
    };
    (judge(policy, world, options), excluded)
}
