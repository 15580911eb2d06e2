//! Policies, one line a thing.

use super::Scope;
use super::value::{print_date, print_duration, print_literal, print_type, quoted};
use crate::{
    Assign, AssumedValue, Body, Citation, Example, Expected, Field, FieldOrigin, Fix, FixAction, FixScope, Form,
    Interval, Judgement, Lexicon, Part, Policy, RecordType, Rule, Severity, Type,
};
use std::fmt::Write;

pub(super) fn print(word: &str, policy: &Policy, out: &mut String) {
    let mut lines = Lines { out, depth: 0 };
    let extends = policy.lineage.first().map(|base| format!(" extends {base}")).unwrap_or_default();
    lines.line(&format!("{word} {}{extends}", policy.name));
    lines.depth = 1;
    header(policy, &mut lines);
    declared(&policy.schema.root, &[], policy, &mut lines);
    for set in &policy.sets {
        let members = set.members.iter().map(|member| quoted(member)).collect::<Vec<_>>().join(" ");
        lines.line(&format!("set {} of {} {members}", set.name, print_type(&set.of)));
    }
    let scope = Scope::policy(policy);
    for value in &policy.values {
        lines.line(&format!("value {} is {}", value.name, scope.expr(&value.expr)));
    }
    for condition in &policy.conditions {
        let parameter = condition.parameter.as_ref().map(|item| format!(" for {item}")).unwrap_or_default();
        let when = Scope::condition(policy, condition).cond(&condition.when);
        lines.line(&format!("condition {}{parameter} when {when}{}", condition.name, cites(&condition.cites)));
    }
    policy.lexicons.iter().for_each(|item| lexicon(item, &mut lines));
    policy.judgements.iter().for_each(|item| judgement(policy, item, &mut lines));
    policy.rules.iter().for_each(|item| rule(policy, item, &mut lines));
    for declaration in &policy.declarations {
        let lasts = declaration.lasts.map(|lasts| format!(" lasts {}", print_duration(lasts))).unwrap_or_default();
        let asks = quoted(&declaration.asks);
        lines.line(&format!("declaration {} asks {asks}{lasts}{}", declaration.name, cites(&declaration.cites)));
    }
    for unenforced in &policy.unenforced {
        lines.line(&format!("unenforced{} because {}", cites(&unenforced.cites), quoted(&unenforced.because)));
    }
}

struct Lines<'a> {
    out: &'a mut String,
    depth: usize,
}

impl Lines<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(self.depth));
    }
}

fn header(policy: &Policy, lines: &mut Lines<'_>) {
    let texts = [("document", &policy.document), ("edition", &policy.edition), ("timezone", &policy.timezone)];
    for (word, text) in texts {
        if let Some(text) = text {
            lines.line(&format!("{word} {text}"));
        }
    }
    if !policy.serves.is_empty() {
        lines.line(&format!("serves {}", policy.serves.join(", ")));
    }
    if let Some(applies) = &policy.applies {
        lines.line(&format!("applies when {}", Scope::policy(policy).cond(applies)));
    }
    interval(&policy.effective, lines);
    for other in &policy.yields_to {
        lines.line(&format!("yields to {other}"));
    }
    for assign in &policy.sample {
        lines.line(&format!("sample {}", print_assign(assign)));
    }
}

fn interval(interval: &Interval, lines: &mut Lines<'_>) {
    if let Some(text) = print_interval(interval) {
        lines.line(&text);
    }
}

fn print_interval(interval: &Interval) -> Option<String> {
    match (interval.from, interval.before) {
        (None, None) => None,
        (Some(from), None) => Some(format!("effective from {}", print_date(from))),
        (None, Some(before)) => Some(format!("effective before {}", print_date(before))),
        (Some(from), Some(before)) => {
            Some(format!("effective from {} before {}", print_date(from), print_date(before)))
        }
    }
}

/// Facts that policies declare, by full path; the built-in ones are the same everywhere.
fn declared(record: &RecordType, above: &[String], policy: &Policy, lines: &mut Lines<'_>) {
    for field in &record.fields {
        let path: Vec<String> = above.iter().cloned().chain([field.name.clone()]).collect();
        let own = matches!(field.origin, FieldOrigin::Case | FieldOrigin::Attribute);
        let inner = match &field.ty {
            Type::Record(inner) => Some(inner),
            Type::List(of) => match &**of {
                Type::Record(inner) => Some(inner),
                _ => None,
            },
            _ => None,
        };
        if own {
            lines.line(&print_fact(field, &path, policy));
        }
        if let Some(inner) = inner {
            declared(inner, &path, policy, lines);
        }
    }
}

fn print_fact(field: &Field, path: &[String], policy: &Policy) -> String {
    let ty = match &field.ty {
        Type::Record(_) => "record".to_owned(),
        Type::List(of) if matches!(**of, Type::Record(_)) => "list".to_owned(),
        other => print_type(other),
    };
    let none = if field.or_none { " or none" } else { "" };
    let taken = field.assumed.as_ref().map(|assumed| {
        let mut scope = Scope::policy(policy);
        scope.items = vec!["item".to_owned()];
        let value = match &assumed.value {
            AssumedValue::Literal(literal) => print_literal(literal),
            AssumedValue::Fact(path) => scope.path(path),
        };
        format!(" taken as {value} when {}", scope.cond(&assumed.when))
    });
    format!("fact {}: {ty}{none}{}", path.join("."), taken.unwrap_or_default())
}

fn lexicon(lexicon: &Lexicon, lines: &mut Lines<'_>) {
    for (tag, entries) in &lexicon.languages {
        lines.line(&format!("lexicon {} in {tag}", lexicon.name));
        lines.depth += 1;
        entries.phrases.iter().for_each(|phrase| lines.line(&quoted(&phrase.text)));
        entries.except.iter().for_each(|phrase| lines.line(&format!("except {}", quoted(&phrase.text))));
        lines.depth -= 1;
    }
}

fn judgement(policy: &Policy, judgement: &Judgement, lines: &mut Lines<'_>) {
    lines.line(&format!("judgement {} asks {}{}", judgement.name, quoted(&judgement.asks), cites(&judgement.cites)));
    lines.depth += 1;
    let scope = Scope::policy(policy);
    for decide in &judgement.decides {
        lines.line(&format!("decide {} when {}", answer(decide.answer), scope.cond(&decide.when)));
    }
    judgement.examples.iter().for_each(|example| print_example(example, lines));
    lines.depth -= 1;
}

fn answer(answer: crate::Answer) -> &'static str {
    match answer {
        crate::Answer::Yes => "yes",
        crate::Answer::No => "no",
        crate::Answer::Unsure => "unsure",
    }
}

fn rule(policy: &Policy, rule: &Rule, lines: &mut Lines<'_>) {
    lines.line(&format!("rule {} from {}", rule.name, rule.origin.join(", ")));
    lines.depth += 1;
    let scope = Scope::rule(policy, rule);
    let outer = Scope { items: Vec::new(), ..scope.clone() };
    grounds(&rule.cites, rule.because.as_deref(), lines);
    if rule.severity != Severity::Error {
        lines.line(&format!("severity {}", rule.severity.name()));
    }
    interval(&rule.effective, lines);
    rule.applies.iter().for_each(|cond| lines.line(&format!("applies when {}", outer.cond(cond))));
    if let Some(each) = &rule.for_each {
        let filter = each.filter.as_ref().map(|cond| format!(" where {}", scope.cond(cond))).unwrap_or_default();
        lines.line(&format!("for each {} in {}{filter}", each.name, outer.path(&each.list)));
    }
    for value in &rule.values {
        lines.line(&format!("value {} is {}", value.name, scope.expr(&value.expr)));
    }
    match &rule.form {
        Form::Forbid(cond) => lines.line(&format!("forbid {}", scope.cond(cond))),
        Form::Require(cond) => lines.line(&format!("require {}", scope.cond(cond))),
        Form::ForbidParts(parts) => parts.iter().for_each(|item| part("forbid", item, &scope, lines)),
        Form::RequireParts(parts) => parts.iter().for_each(|item| part("require", item, &scope, lines)),
        Form::Permit(parts) => parts.iter().for_each(|item| part("permit", item, &scope, lines)),
    }
    rule.exceptions.iter().for_each(|item| part("unless", item, &scope, lines));
    rule.due.iter().for_each(|due| lines.line(&format!("due by {}", scope.expr(due))));
    lines.line(&format!("report \"{}\"", scope.template(&rule.report)));
    rule.help.iter().for_each(|help| lines.line(&format!("help \"{}\"", scope.template(help))));
    rule.fixes.iter().for_each(|fix| lines.line(&print_fix(fix, &scope)));
    rule.examples.iter().for_each(|example| print_example(example, lines));
    lines.depth -= 1;
}

/// A `fix` clause as it is written.
pub(super) fn print_fix(fix: &Fix, scope: &Scope<'_>) -> String {
    let safety = if fix.safe { "safe" } else { "unsafe" };
    let (target, text) = (scope.path(&fix.target), scope.template(&fix.text).replace('"', "\\\"").replace('\n', "\\n"));
    let of = match fix.scope {
        FixScope::Place => "",
        FixScope::Element => "element of ",
        FixScope::Sentence => "sentence of ",
        FixScope::Line => "line of ",
    };
    let insert = |side| {
        let line = if fix.scope == FixScope::Line { "line " } else { "" };
        format!("insert {line}\"{text}\" {side} {target}")
    };
    let change = match fix.action {
        FixAction::Replace => format!("replace {of}{target} with \"{text}\""),
        FixAction::Delete => format!("delete {of}{target}"),
        FixAction::Before => insert("before"),
        FixAction::After => insert("after"),
        FixAction::In => insert("in"),
    };
    let when = fix.when.as_ref().map(|when| format!(" when {}", scope.cond(when))).unwrap_or_default();
    format!("fix {safety} {change}{when}")
}

fn part(word: &str, part: &Part, scope: &Scope<'_>, lines: &mut Lines<'_>) {
    lines.line(&format!("{word} {}", part.name));
    lines.depth += 1;
    grounds(&part.cites, part.because.as_deref(), lines);
    interval(&part.effective, lines);
    lines.line(&format!("when {}", scope.cond(&part.when)));
    part.report.iter().for_each(|text| lines.line(&format!("report \"{}\"", scope.template(text))));
    part.help.iter().for_each(|text| lines.line(&format!("help \"{}\"", scope.template(text))));
    lines.depth -= 1;
}

fn grounds(citations: &[Citation], because: Option<&str>, lines: &mut Lines<'_>) {
    if !citations.is_empty() {
        lines.line(cites(citations).trim_start());
    }
    if let Some(because) = because {
        lines.line(&format!("because {}", quoted(because)));
    }
}

fn cites(cites: &[Citation]) -> String {
    if cites.is_empty() {
        return String::new();
    }
    format!(" cites {}", cites.iter().map(|cite| cite.clause.as_str()).collect::<Vec<_>>().join(", "))
}

fn print_example(example: &Example, lines: &mut Lines<'_>) {
    let expected = match &example.expected {
        Expected::Violates => "violates".to_owned(),
        Expected::Complies => "complies".to_owned(),
        Expected::Exempt(name) => format!("exempt {name}"),
        Expected::NotApplicable => "not-applicable".to_owned(),
        Expected::Undetermined => "undetermined".to_owned(),
        Expected::Review => "review".to_owned(),
        Expected::Answers(given) => answer(*given).to_owned(),
    };
    let language = example.language.as_ref().map(|tag| format!(" in {}", quoted(tag))).unwrap_or_default();
    let body = match &example.body {
        Some(Body::Text(text)) => format!(" {}", quoted(text)),
        Some(Body::Html(text)) => format!(" html {}", quoted(text)),
        None => String::new(),
    };
    let with = example.with.iter().map(print_assign).collect::<Vec<_>>().join(", ");
    let with = if with.is_empty() { with } else { format!(" with {with}") };
    lines.line(&format!("example {expected}{language}{body}{with}"));
}

fn print_assign(assign: &Assign) -> String {
    let verb = if assign.appends { "has" } else { "is" };
    format!("{} {verb} {}", assign.path.join("."), print_literal(&assign.value))
}
