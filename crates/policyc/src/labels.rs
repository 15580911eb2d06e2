//! Labelled cases: a case, and what a person says has to come out under which policy (case format, section 2).

use crate::{Case, CaseError, CheckOptions, Kind, Policies, Report, case::wrong, check_full, report};
use policyc_diag::{Source, SourceId, SourceMap};
use policyc_eval::case::{Node, NodeKind, Problem, json, toml};
use std::collections::{BTreeMap, BTreeSet};

/// A case with what is expected of it; without labels, only its findings are kept.
#[derive(Debug)]
pub struct Labelled {
    /// The case.
    pub case: Case,
    /// The labels, one a policy.
    pub expect: Vec<Expect>,
}

/// What has to come out under one policy. Clauses are named by their slugs, without the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expect {
    /// The policy.
    pub policy: String,
    /// Clauses of which a violation has to be reported.
    pub must: Vec<String>,
    /// Clauses of which either answer is right.
    pub may: Vec<String>,
    /// Clauses that have to be reported as undetermined or for review.
    pub undetermined: Vec<String>,
    /// One line of reason.
    pub why: Option<String>,
}

/// Clauses that restate one obligation: the group of each slug that has one.
pub type Groups = BTreeMap<String, String>;

/// How a label was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The policy.
    pub policy: String,
    /// What differs from the label, in words; empty if nothing does.
    pub faults: Vec<String>,
}

impl Labelled {
    /// A labelled case, or a plain one, from JSON: `line` begins at byte `offset` of `source`.
    ///
    /// # Errors
    /// The place that is no JSON, no case or no label.
    pub fn from_json_at(source: &Source, line: &str, offset: usize, fallback: &str) -> Result<Self, Box<CaseError>> {
        let mut sources = SourceMap::default();
        let id = sources.add(source.clone());
        match json::parse(id, line, offset) {
            Ok(root) => Self::from_node(&root, id, sources, fallback),
            Err(problem) => Err(wrong(problem, sources)),
        }
    }

    /// A labelled case, or a plain one, from a whole JSON or TOML file.
    ///
    /// # Errors
    /// The place that cannot be read, is no case or no label.
    pub fn from_text(name: &str, text: &str, kind: Kind) -> Result<Self, Box<CaseError>> {
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new(name, text.as_bytes()));
        let parsed = if kind == Kind::Toml { toml::parse(id, text) } else { json::parse(id, text, 0) };
        match parsed {
            Ok(root) => Self::from_node(&root, id, sources, name),
            Err(problem) => Err(wrong(problem, sources)),
        }
    }

    fn from_node(root: &Node, id: SourceId, sources: SourceMap, fallback: &str) -> Result<Self, Box<CaseError>> {
        let Some(inner) = root.get("case") else {
            return Case::from_node(root.clone(), id, sources, fallback).map(|case| Self { case, expect: Vec::new() });
        };
        let labels = root.get("expect").map(Node::items).unwrap_or_default();
        let expect = labels.iter().map(|label| expectation(label, &sources)).collect::<Result<Vec<_>, _>>()?;
        if expect.is_empty() {
            let problem = Problem::grave("case-value", "a labelled case has to say what is expected", root.span);
            return Err(wrong(problem.help("write \"expect\": [{ \"policy\": …, \"must\": […] }]"), sources));
        }
        Case::from_node(inner.clone(), id, sources, fallback).map(|case| Self { case, expect })
    }

    /// Judges the case by every policy that it has a label for.
    #[must_use]
    pub fn meet(&self, policies: &Policies, groups: &Groups) -> Vec<Met> {
        let one = |expect: &Expect| {
            let options = CheckOptions { policies: vec![expect.policy.clone()], all_outcomes: false };
            let checked = check_full(policies, &self.case, &options);
            let reports: Vec<Report> = checked.iter().map(|checked| report(policies, &self.case, checked)).collect();
            let faults = match reports.first() {
                Some(report) => expect.faults(report, groups),
                None => vec![format!("there is no policy `{}`", expect.policy)],
            };
            Met { policy: expect.policy.clone(), faults }
        };
        self.expect.iter().map(one).collect()
    }
}

impl Expect {
    /// What in a report differs from the label.
    #[must_use]
    pub fn faults(&self, report: &Report, groups: &Groups) -> Vec<String> {
        let grouped = |slugs: &[String]| -> BTreeSet<String> { slugs.iter().map(|slug| group(slug, groups)).collect() };
        let (must, may, open) = (grouped(&self.must), grouped(&self.may), grouped(&self.undetermined));
        let mut violated = BTreeSet::new();
        let mut undecided = BTreeSet::new();
        let mut alarms = BTreeSet::new();
        for finding in &report.findings {
            let mut names: BTreeSet<String> = finding.clauses.iter().map(|clause| group(clause, groups)).collect();
            // A rule of the house rests on no clause; a label names the rule.
            names.insert(finding.rule.clone());
            match finding.outcome {
                "violation" if finding.severity != policyc_ir::Severity::Advice => {
                    if names.is_disjoint(&must) && names.is_disjoint(&may) {
                        alarms.insert(format!("{} is violated: {}", finding.rule, finding.message));
                    }
                    violated.extend(names);
                }
                "undetermined" | "review" => undecided.extend(names),
                _ => {}
            }
        }
        let missed = must.difference(&violated).map(|name| format!("{name} is not violated"));
        let decided = open
            .iter()
            .filter(|name| !(undecided.contains(*name) || (may.contains(*name) && violated.contains(*name))));
        let decided = decided.map(|name| format!("{name} is neither undetermined nor for review"));
        missed.chain(decided).chain(alarms).collect()
    }
}

/// The group of a clause: `us.links-restated` is the slug `links`, which may stand for others too.
pub(crate) fn group(clause: &str, groups: &Groups) -> String {
    let slug = clause.split_once('.').map_or(clause, |(_, slug)| slug);
    let slug = slug.strip_suffix("-restated").or_else(|| slug.strip_suffix("-direct")).unwrap_or(slug);
    groups.get(slug).cloned().unwrap_or_else(|| slug.to_owned())
}

fn expectation(label: &Node, sources: &SourceMap) -> Result<Expect, Box<CaseError>> {
    let fault = |what: &str, node: &Node, help: &str| {
        let problem = Problem::grave("case-value", what.to_owned(), node.span);
        Err::<Expect, Box<CaseError>>(wrong(problem.help(help), sources.clone()))
    };
    let Some(policy) = label.get("policy").and_then(Node::as_text) else {
        return fault("a label has to name its policy", label, "write { \"policy\": \"shop.us\", \"must\": […] }");
    };
    let mut expect = Expect { policy: policy.to_owned(), ..Expect::default() };
    for entry in label.entries() {
        let list = match entry.key.as_str() {
            "policy" => continue,
            "why" => {
                expect.why = entry.value.as_text().map(str::to_owned);
                continue;
            }
            "must" => &mut expect.must,
            "may" => &mut expect.may,
            "undetermined" => &mut expect.undetermined,
            _ => return fault("a label has no such key", &entry.value, "it has policy, must, may, undetermined, why"),
        };
        let NodeKind::List(items) = &entry.value.kind else {
            return fault("this has to be a list of slugs of clauses", &entry.value, "write [\"slug\", …]");
        };
        list.extend(items.iter().filter_map(Node::as_text).map(str::to_owned));
    }
    Ok(expect)
}
