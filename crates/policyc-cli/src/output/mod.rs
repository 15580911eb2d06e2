//! Reports to text, in each format the same findings.

pub(crate) mod diagnostics;
mod human;
pub(crate) mod plain;

use crate::{
    args::{Check, Color, Common, Format},
    project::Project,
};
use policyc::{
    Case, Checked, Policies, Report,
    diag::{SourceMap, render::Style},
    fix::Mended,
};
use std::io::{IsTerminal, Write};

/// How to draw, by the options and the terminal.
pub(crate) fn style(common: &Common) -> Style {
    let terminal = std::io::stdout().is_terminal();
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let width = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(100);
    Style { color, width, ..Style::default() }
}

/// Prints reports as they come.
pub(crate) struct Printer<'a> {
    format: Format,
    quiet: bool,
    style: Style,
    policies: Option<&'a Policies>,
    sources: &'a SourceMap,
    /// For `json`: all reports are one list.
    held: Vec<Report>,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    messages: usize,
    violations: usize,
    undetermined: usize,
    reviews: usize,
}

impl<'a> Printer<'a> {
    /// A printer for a run.
    pub(crate) fn new(args: &Check, common: &Common, project: &'a Project) -> Self {
        Self {
            format: args.format,
            quiet: common.quiet,
            style: style(common),
            policies: project.policies.as_ref(),
            sources: &project.sources,
            held: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// How to draw.
    pub(crate) fn style(&self) -> &Style {
        &self.style
    }

    /// One checked message.
    pub(crate) fn report(&mut self, case: &Case, checked: &Checked, mended: Option<&Mended>) {
        let Some(policies) = self.policies else { return };
        self.counts.messages += 1;
        match checked.verdict.name() {
            "violation" => self.counts.violations += 1,
            "undetermined" => self.counts.undetermined += 1,
            "review" => self.counts.reviews += 1,
            _ => {}
        }
        let mut report = policyc::report(policies, case, checked);
        if let Some(mended) = mended {
            (report.fixed, report.not_fixed) = (mended.applied.clone(), mended.refused.clone());
        }
        match self.format {
            Format::Jsonl => print(&serde_json::to_string(&report).unwrap_or_default()),
            Format::Json => self.held.push(report),
            Format::Plain if !self.quiet => print(plain::text(&report).trim_end()),
            Format::Human if !self.quiet => {
                print(human::text(case, checked, &report, self.sources, &self.style).trim_end());
            }
            Format::Plain | Format::Human => {}
        }
    }

    /// What stands at the end of a run.
    pub(crate) fn finish(&mut self) {
        match self.format {
            Format::Json => print(&serde_json::to_string_pretty(&self.held).unwrap_or_default()),
            Format::Human | Format::Plain if !self.quiet => {
                let counts = &self.counts;
                print(&format!(
                    "{} checked: {} with a violation, {} undetermined, {} for review, {} in order",
                    counts.messages,
                    counts.violations,
                    counts.undetermined,
                    counts.reviews,
                    counts.messages - counts.violations - counts.undetermined - counts.reviews
                ));
            }
            _ => {}
        }
    }

    /// What a check of policies alone ends with.
    pub(crate) fn summary_of_policies(&self, project: &Project) {
        let errors = project.errors();
        let lints = project.diagnostics.len() - errors;
        let policies = self.policies.map_or(0, |policies| policies.list().len());
        let rules: usize =
            self.policies.map_or(0, |policies| policies.list().iter().map(|policy| policy.rules.len()).sum());
        print(&format!("{policies} policies with {rules} rules: {errors} errors, {lints} lints"));
    }
}

/// `println!` that ends quietly where nobody reads on.
macro_rules! say {
    () => { $crate::output::print("") };
    ($($arg:tt)*) => { $crate::output::print(&format!($($arg)*)) };
}
pub(crate) use say;

/// A line on standard output; a closed pipe ends the run quietly.
pub(crate) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    if writeln!(out, "{text}").is_err() {
        std::process::exit(0);
    }
}
