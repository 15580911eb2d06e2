//! For people: the bytes of the message with what is wrong under them, the rule's own line, the clause.

use super::{
    entry::{tally, weight},
    plain::show,
    todo::{wanted, wrapped},
};
use policyc::{
    Case, Checked, FindingEntry, Report,
    diag::{
        Diagnostic, Severity, SourceId, SourceMap, Span,
        render::{Style, render},
    },
    eval::{AtomKind, Finding, Outcome, Role},
    ir,
};
use std::{collections::BTreeSet, fmt::Write};

/// So many undetermined findings are drawn; of more only the facts that they wait for are told, with their rules.
const DRAWN: usize = 3;

/// A report, drawn: what is broken first, then what waits for facts; at the end what it comes to.
pub(crate) fn text(case: &Case, checked: &Checked, report: &Report, policies: &SourceMap, style: &Style) -> String {
    let mut out = String::new();
    let (sources, shift) = joined(policies, &case.sources);
    let (declarations, mut rest): (Vec<&Finding>, Vec<&Finding>) =
        checked.findings.iter().partition(|finding| is_open_declaration(finding));
    rest.sort_by_key(|finding| weight(finding.outcome.name(), finding.severity));
    let is_waiting = |finding: &&Finding| finding.outcome == Outcome::Undetermined && !finding.missing.is_empty();
    let many = rest.iter().filter(|finding| is_waiting(finding)).count() > DRAWN;
    for finding in rest.iter().filter(|finding| !many || !is_waiting(finding)) {
        let diagnostic = diagnostic(finding, case, &sources, shift);
        let _ = writeln!(out, "{}", render(&sources, &diagnostic, style).trim_end());
    }
    if many {
        let waiting: Vec<FindingEntry> = rest
            .iter()
            .filter(|finding| is_waiting(finding))
            .map(|finding| FindingEntry::new(finding, &case.sources))
            .collect();
        to_find_out(&waiting, style, &mut out);
    }
    if !declarations.is_empty() {
        let names: Vec<&str> = declarations.iter().map(|finding| finding.rule.as_str()).collect();
        let _ = writeln!(out, "advice: the seller has not declared {}", names.join(", "));
        let _ = writeln!(out, "  help: `policyc explain NAME` says what is asked and how it is answered");
    }
    let policy = report.policy.as_deref().unwrap_or("no policy");
    let edition = report.edition.as_deref().map(|edition| format!(" ({edition})")).unwrap_or_default();
    let _ = writeln!(out, "{}: {} under {policy}{edition}: {}", show(&report.message), report.verdict, tally(report));
    for note in report.editions.iter().flatten() {
        let _ = writeln!(out, "  note: {note}");
    }
    out
}

/// The facts that many findings wait for, so that these do not bury what is broken.
fn to_find_out(waiting: &[FindingEntry], style: &Style, out: &mut String) {
    let room = style.width.clamp(40, 160) - 6;
    let facts = wanted(waiting.iter());
    let _ = writeln!(
        out,
        "{}: {} findings wait for {} facts; each with the rules that ask for it:",
        coloured("undetermined", style),
        waiting.len(),
        facts.len()
    );
    // A rule is written out where most others wait with it, and counted at the other facts that it waits for.
    let mut named: BTreeSet<String> = BTreeSet::new();
    for wanted in facts {
        let (again, new): (Vec<String>, Vec<String>) =
            wanted.rules.into_iter().partition(|rule| named.contains(rule.as_str()));
        let mut words = new.clone();
        match again.len() {
            0..=2 => words.extend(again),
            many => words.push(format!("{many} named above")),
        }
        named.extend(new);
        let head = format!("  {}: ", show(&wanted.fact));
        let lines = wrapped(&words, room);
        match lines.as_slice() {
            [line] if head.chars().count() + line.chars().count() <= style.width => {
                let _ = writeln!(out, "{head}{}", show(line));
            }
            lines => {
                let _ = writeln!(out, "{}", head.trim_end());
                lines.iter().for_each(|line| {
                    let _ = writeln!(out, "      {}", show(line));
                });
            }
        }
    }
    let _ =
        writeln!(out, "  help: `policyc why FILE RULE` shows how they bear on a rule, `--format plain` each finding");
}

fn coloured(text: &str, style: &Style) -> String {
    if style.color { format!("\u{1B}[33m{text}\u{1B}[0m") } else { text.to_owned() }
}

/// Whether a finding does nothing but wait for the seller's word: these are told together, in one line.
fn is_open_declaration(finding: &Finding) -> bool {
    finding.outcome == Outcome::Undetermined
        && finding.missing.iter().any(|atom| atom.kind == AtomKind::Declaration)
        && finding.spans.is_empty()
}

/// Main spans in order, those that overlap drawn as one.
fn coalesced(finding: &Finding) -> Vec<Span> {
    let main = finding.spans.iter().filter(|evidence| evidence.role == Role::Main);
    let mut spans: Vec<Span> = main.map(|evidence| evidence.span).collect();
    spans.sort_unstable();
    let mut drawn: Vec<Span> = Vec::new();
    for span in spans {
        match drawn.last_mut() {
            Some(last) if last.source == span.source && span.start < last.end => *last = last.to(span),
            _ => drawn.push(span),
        }
    }
    drawn
}

/// Policies and message in one map; the message's sources come behind.
fn joined(policies: &SourceMap, case: &SourceMap) -> (SourceMap, u32) {
    let mut sources = policies.clone();
    let shift = u32::try_from(sources.iter().count()).unwrap_or(u32::MAX);
    for (_, source) in case.iter() {
        sources.add(source.clone());
    }
    (sources, shift)
}

fn diagnostic(finding: &Finding, case: &Case, sources: &SourceMap, shift: u32) -> Diagnostic {
    let severity = match finding.severity {
        ir::Severity::Error => Severity::Error,
        ir::Severity::Warning => Severity::Warning,
        ir::Severity::Advice => Severity::Advice,
    };
    let moved = |span: Span| Span { source: SourceId(span.source.0.saturating_add(shift)), ..span };
    let rule = header(finding.rule_at.0, sources);
    let own = coalesced(finding);
    let main: Vec<Span> = own.iter().copied().map(moved).collect();
    let headline = show(&finding.message);
    let place = main.first().copied().unwrap_or(rule);
    let mut diagnostic = Diagnostic::new(&finding.rule, finding.outcome.name(), severity, headline, place);
    if main.is_empty() {
        diagnostic = diagnostic.label(what(finding));
    } else {
        let reads: Vec<String> = own.iter().filter_map(|span| decoded(case, *span)).collect();
        let label =
            if reads.is_empty() { what(finding).to_owned() } else { format!("reads “{}”", reads.join(" … ")) };
        diagnostic = diagnostic.label(label);
    }
    // Places of one source stand together, else its heading would be drawn twice.
    for span in main.iter().skip(1).take(3) {
        diagnostic = diagnostic.also(*span, "and here");
    }
    if !main.is_empty() {
        diagnostic = diagnostic.also(rule, "the rule");
    }
    if main.len() > 4 {
        diagnostic = diagnostic.note(format!("and at {} more places", main.len() - 4));
    }
    with_notes(diagnostic, finding)
}

fn with_notes(mut diagnostic: Diagnostic, finding: &Finding) -> Diagnostic {
    for citation in &finding.clauses {
        let title = citation.title.as_deref().map(|title| format!(": {title}")).unwrap_or_default();
        let section = citation.section.as_deref().map(|section| format!(" ({section})")).unwrap_or_default();
        diagnostic = diagnostic.note(format!("rests on {}{title}{section}", citation.clause));
    }
    if !finding.missing.is_empty() {
        let names: Vec<String> = finding.missing.iter().map(|atom| show(&atom.path)).collect();
        diagnostic = diagnostic.note(format!("to be known first: {}", names.join(", ")));
    }
    for (kind, list) in [("exception", &finding.exceptions), ("permit", &finding.permits)] {
        for consulted in list {
            let why = if consulted.why.is_empty() { String::new() } else { format!(": {}", show(&consulted.why)) };
            let answer = match consulted.outcome {
                policyc::eval::Answered::Yes => "holds",
                policyc::eval::Answered::No => "does not hold",
                policyc::eval::Answered::Unknown => "is not known",
            };
            diagnostic = diagnostic.note(format!("{kind} {} {answer}{why}", consulted.name));
        }
    }
    for assumed in &finding.assumed {
        diagnostic = diagnostic.note(format!("assumed: {}", show(assumed)));
    }
    for over in &finding.overruled {
        let by = over.by.as_deref().unwrap_or("nobody named");
        diagnostic = diagnostic.note(format!("the label {} of {by} overrules what was read", over.label));
    }
    if let Some(branch) = &finding.branch {
        diagnostic = diagnostic.note(show(branch));
    }
    if let Some(note) = &finding.note {
        diagnostic = diagnostic.note(show(note));
    }
    if let Some(mend) = finding.mends.iter().find(|mend| mend.unusable.is_none()) {
        let how = if mend.safe { "--fix" } else { "--fix --unsafe-fixes" };
        diagnostic = diagnostic.note(format!("{}; `policyc check {how}` tries it", show(&mend.clause)));
    }
    if finding.more > 0 {
        diagnostic = diagnostic.note(format!("and {} more of this rule", finding.more));
    }
    match &finding.help {
        Some(help) => diagnostic.help(show(help)),
        None => diagnostic,
    }
}

fn what(finding: &Finding) -> &'static str {
    match finding.outcome {
        Outcome::Violation if finding.spans.is_empty() => "nothing in the message meets this",
        Outcome::Violation => "here",
        Outcome::Undetermined => "cannot be decided without the missing facts",
        Outcome::Review => "a person has to judge this",
        Outcome::Exempt => "an exception lets this pass",
        Outcome::Compliant => "in order",
        Outcome::NotApplicable => "does not bear on this message",
    }
}

/// What bytes say, where they are coded and do not show it themselves.
fn decoded(case: &Case, span: Span) -> Option<String> {
    let text = case.message.decoded(span)?;
    let raw = case.sources.text(span);
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, raw) = (plain(&text), plain(&raw));
    let shown: String = show(&text).chars().take(120).collect();
    (text != raw && !shown.is_empty()).then_some(shown)
}

/// The first line of a rule: its name stands there.
fn header(rule: Span, sources: &SourceMap) -> Span {
    let Some(source) = sources.get(rule.source) else { return rule };
    let text = source.text(rule.range());
    let line = text.lines().next().unwrap_or_default();
    Span::new(
        rule.source,
        rule.start as usize,
        rule.start as usize + line.trim_end().trim_end_matches('{').trim_end().len(),
    )
}
