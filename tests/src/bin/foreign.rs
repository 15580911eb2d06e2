//! Judges foreign mail: every mail below the folders that are named, against every policy that is shipped.
//!
//! `cargo run --release -p policyc-tests --bin foreign -- FOLDER…`
//!
//! A mail is a file that ends in `.eml`, `.txt` or something that is no known ending. Each has to yield a report for
//! each policy, without a panic, in less than a second for all of them together, and every span of a report has to lie
//! inside its file, on character boundaries, and show the bytes that are there. A folder that is not there is passed
//! over with a sentence. Ends with 1 if anything failed. `--trace` names each file before it is read, so that a crash
//! which cannot be caught has a name.

use policyc::{Case, CheckOptions, Checked, Kind, Policies, check_full, diag::Source, report};
use policyc_tests::{files_below, policies};
use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

/// A mail that takes longer is told as a failure.
const SLOW: Duration = Duration::from_secs(1);

/// Endings of files that are no mail, though they stand among mails.
const OTHER: &[&str] = &["json", "js", "ts", "md", "toml", "html", "png", "jpg", "gif", "zip", "gz", "rs"];

#[derive(Default)]
struct Tally {
    mails: usize,
    reports: usize,
    findings: usize,
    spans: usize,
    failures: Vec<String>,
    /// The slowest, slowest first.
    slowest: Vec<(Duration, PathBuf)>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let trace = arguments.iter().any(|argument| argument == "--trace");
    let folders: Vec<&String> = arguments.iter().filter(|argument| *argument != "--trace").collect();
    if folders.is_empty() {
        eprintln!("foreign: name one or more folders of mails");
        return ExitCode::from(2);
    }
    let policies = policies(&[]);
    let mut tally = Tally::default();
    for folder in folders {
        let folder = Path::new(folder);
        if !folder.is_dir() {
            println!("foreign: {} is not there; nothing is said of its mails", folder.display());
            continue;
        }
        for path in files_below(folder).into_iter().filter(|path| is_mail(path)) {
            if trace {
                eprintln!("{}", path.display());
            }
            one(&policies, &path, &mut tally);
        }
    }
    summary(&policies, &tally);
    if tally.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}

fn is_mail(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    !name.starts_with('.')
        && !["license", "notice", "copying", "readme", "cmds"].contains(&name.as_str())
        && !ending.is_some_and(|ending| OTHER.contains(&ending))
}

/// Judges one mail.
fn one(policies: &Policies, path: &Path, tally: &mut Tally) {
    let name = path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            println!("foreign: {name}: {error}");
            return;
        }
    };
    tally.mails += 1;
    let began = Instant::now();
    let judged = catch_unwind(AssertUnwindSafe(|| judge(policies, &name, &bytes)));
    let took = began.elapsed();
    match judged {
        Err(_) => tally.failures.push(format!("{name}: it panicked")),
        Ok((case, all)) => {
            for checked in &all {
                tally.reports += 1;
                tally.findings += checked.findings.len();
                tally.spans += spans(policies, &case, checked, &mut tally.failures);
            }
            let missing = policies.list().len() - all.len();
            if missing > 0 {
                tally.failures.push(format!("{name}: {missing} policies gave no report"));
            }
        }
    }
    if took > SLOW {
        tally.failures.push(format!("{name}: it took {took:?}"));
    }
    tally.slowest.push((took, path.to_owned()));
    tally.slowest.sort_by(|one, other| other.cmp(one));
    tally.slowest.truncate(5);
}

fn judge(policies: &Policies, name: &str, bytes: &[u8]) -> (Case, Vec<Checked>) {
    let case = Case::from_message(name, bytes, Kind::Mail);
    let by_name = policies.list().iter().map(|policy| policy.name.clone()).collect();
    let options = CheckOptions { policies: by_name, all_outcomes: true };
    let all = check_full(policies, &case, &options);
    (case, all)
}

/// Looks at every span, as the engine gave it and as the report shows it; counts them.
fn spans(policies: &Policies, case: &Case, checked: &Checked, failures: &mut Vec<String>) -> usize {
    let mut count = 0;
    for finding in &checked.findings {
        for evidence in &finding.spans {
            count += 1;
            let range = evidence.span.range();
            let wrong = match case.sources.get(evidence.span.source) {
                None => Some("it is in no file"),
                Some(source) => fault(source, range.clone()),
            };
            if let Some(wrong) = wrong {
                failures.push(format!("{}: {}: span {range:?}: {wrong}", case.id, finding.rule));
            }
        }
    }
    for finding in report(policies, case, checked).findings {
        for span in finding.spans {
            let shown = case.sources.iter().find(|(_, source)| source.name == span.source);
            let there = shown.map(|(_, source)| source.text(span.start..span.end));
            if there.as_deref() != Some(span.text.as_str()) {
                failures.push(format!("{}: {}: {:?} is not what is there", case.id, finding.rule, span.text));
            }
        }
    }
    count
}

/// What is wrong with a range of a file.
fn fault(source: &Source, range: std::ops::Range<usize>) -> Option<&'static str> {
    let bytes = source.bytes();
    if range.start > range.end {
        return Some("it ends before it begins");
    }
    if range.end > bytes.len() {
        return Some("it lies outside its file");
    }
    if cuts(bytes, range.start) || cuts(bytes, range.end) {
        return Some("it cuts a character");
    }
    None
}

/// Whether an offset lies inside a character of a line that is UTF-8. In other charsets a pair of bytes may look like a
/// character of UTF-8 by chance, and what is one there the reader has to know.
fn cuts(bytes: &[u8], at: usize) -> bool {
    let (before, behind) = bytes.split_at(at.min(bytes.len()));
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let end = behind.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| before.len() + end);
    let line = bytes.get(start..end).and_then(|line| std::str::from_utf8(line).ok());
    line.is_some_and(|line| !line.is_char_boundary(at - start))
}

fn summary(policies: &Policies, tally: &Tally) {
    for failure in &tally.failures {
        println!("foreign: {failure}");
    }
    for (took, path) in &tally.slowest {
        println!("foreign: {took:?} for {}", path.display());
    }
    println!(
        "foreign: {} mails, {} policies, {} reports, {} findings, {} spans, {} failures",
        tally.mails,
        policies.list().len(),
        tally.reports,
        tally.findings,
        tally.spans,
        tally.failures.len()
    );
}
