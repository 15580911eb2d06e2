//! Reports to text, in each format the same findings.

pub(crate) mod diagnostics;
pub(crate) mod entry;
mod github;
mod html;
mod human;
mod junit;
pub(crate) mod plain;
mod sarif;
mod todo;

use crate::{
    args::{Check, Color, Common, Format, Undetermined},
    project::Project,
};
use entry::{Entry, Failure};
use policyc::{Case, Checked, Report, diag::render::Style, eval::Verdict, fix::Mended};
use std::{
    fs::File,
    io::{IsTerminal, Write},
    path::PathBuf,
};

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

/// Prints reports as they come, or at the end of the run where a format is one document.
pub(crate) struct Printer<'a> {
    format: Format,
    undetermined: Undetermined,
    quiet: bool,
    style: Style,
    /// Where to write, if not to standard output.
    file: Option<(PathBuf, File)>,
    project: &'a Project,
    /// What is written at the end.
    held: Vec<Entry>,
    failures: Vec<Failure>,
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
    ///
    /// # Errors
    /// The file to write to cannot be made.
    pub(crate) fn new(args: &Check, common: &Common, project: &'a Project) -> Result<Self, String> {
        let file = match &args.output {
            Some(path) => {
                let made = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
                Some((path.clone(), made))
            }
            None => None,
        };
        let mut style = style(common);
        style.color &= file.is_none() || common.color == Color::Always;
        Ok(Self {
            format: args.format,
            undetermined: args.undetermined_as,
            quiet: common.quiet,
            style,
            file,
            project,
            held: Vec::new(),
            failures: Vec::new(),
            counts: Counts::default(),
        })
    }

    /// How to draw.
    pub(crate) fn style(&self) -> &Style {
        &self.style
    }

    /// What could not be read; standard error has told it already.
    pub(crate) fn failure(&mut self, failure: Failure) {
        if self.format == Format::Github {
            self.put(&github::failure(&failure));
        }
        self.failures.push(failure);
    }

    /// One checked message.
    pub(crate) fn report(&mut self, case: &Case, checked: &Checked, mended: Option<&Mended>) {
        let Some(policies) = &self.project.policies else { return };
        self.counts.messages += 1;
        match checked.verdict {
            Verdict::Violation => self.counts.violations += 1,
            Verdict::Undetermined => self.counts.undetermined += 1,
            Verdict::Review => self.counts.reviews += 1,
            Verdict::Compliant => {}
        }
        let mut report = policyc::report(policies, case, checked);
        if let Some(mended) = mended {
            (report.fixed, report.not_fixed) = (mended.applied.clone(), mended.refused.clone());
        }
        match self.format {
            Format::Jsonl => self.put(&serde_json::to_string(&report).unwrap_or_default()),
            Format::Plain if !self.quiet => self.put(plain::text(&report).trim_end()),
            Format::Human if !self.quiet => {
                let text = human::text(case, checked, &report, &self.project.sources, &self.style);
                self.put(text.trim_end());
            }
            Format::Plain | Format::Human => {}
            Format::Github => {
                let text = github::annotations(&self.entry(case, checked, report));
                if !text.is_empty() {
                    self.put(text.trim_end());
                }
            }
            Format::Json | Format::Sarif | Format::Junit | Format::Html => {
                let entry = self.entry(case, checked, report);
                self.held.push(entry);
            }
        }
    }

    fn entry(&self, case: &Case, checked: &Checked, report: Report) -> Entry {
        let file = case.sources.iter().next().map(|(_, source)| source.name.clone()).unwrap_or_default();
        let view = (self.format == Format::Html).then(|| html::View::new(case, checked));
        Entry { report, policy: checked.policy, file, sources: case.sources.clone(), view }
    }

    /// What stands at the end of a run.
    pub(crate) fn finish(&mut self) {
        let text = match (self.format, &self.project.policies) {
            (Format::Json, _) => {
                let reports: Vec<&Report> = self.held.iter().map(|entry| &entry.report).collect();
                serde_json::to_string_pretty(&reports).unwrap_or_default()
            }
            (Format::Sarif, Some(policies)) => {
                let log = sarif::log(&self.held, &self.failures, policies);
                serde_json::to_string_pretty(&log).unwrap_or_default()
            }
            (Format::Junit, _) => junit::document(&self.held, &self.failures, self.undetermined),
            (Format::Html, Some(policies)) => {
                html::document(&self.held, &self.failures, policies, self.project.locks())
            }
            (Format::Human | Format::Plain, _) if !self.quiet => self.summary(),
            _ => return,
        };
        self.put(&text);
    }

    fn summary(&self) -> String {
        let counts = &self.counts;
        let unread = match self.failures.len() {
            0 => String::new(),
            many => format!("; {many} could not be read"),
        };
        format!(
            "{} checked: {} with a violation, {} undetermined, {} for review, {} in order{unread}",
            counts.messages,
            counts.violations,
            counts.undetermined,
            counts.reviews,
            counts.messages - counts.violations - counts.undetermined - counts.reviews
        )
    }

    /// What a check of policies alone ends with.
    pub(crate) fn summary_of_policies(&mut self) {
        let errors = self.project.errors();
        let lints = self.project.diagnostics.len() - errors;
        let policies = self.project.policies.as_ref().map_or(&[][..], |policies| policies.list());
        let rules: usize = policies.iter().map(|policy| policy.rules.len()).sum();
        let text = format!("{} policies with {rules} rules: {errors} errors, {lints} lints", policies.len());
        self.put(&text);
    }

    /// A line (or lines) to where the run writes.
    fn put(&mut self, text: &str) {
        match &mut self.file {
            None => print(text),
            Some((path, file)) => {
                if let Err(error) = writeln!(file, "{text}") {
                    eprintln!("policyc: {}: {error}", path.display());
                    std::process::exit(4);
                }
            }
        }
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
