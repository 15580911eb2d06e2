//! Changes inside an item: clauses of rules, judgements, conditions and declarations, entries of lexicons and sets.

use super::operations::Applying;
use super::table::Named;
use crate::diagnostics::{AmendmentChangesNothing, ChangeExists, ChangeNotThere};
use policyc_diag::Span;
use policyc_syntax::ast::{self, Change, ChangeKind, Clause, ClauseHead, ClauseKind, ItemKind, RemoveTarget};

/// An item that can be amended, replaced and removed.
pub(crate) trait Amend: Named {
    /// Itself, out of what `replace` holds.
    fn from_item(item: &ItemKind) -> Option<&Self>;
    /// Whether a replacement says the same.
    fn same(&self, other: &Self) -> bool;
    /// Applies one change.
    fn amend(&mut self, change: &Change, cx: &mut Applying<'_>);
    /// Takes over what could not be read of an amendment.
    fn mark_broken(&mut self, broken: &[ast::Broken]);
}

macro_rules! clausal {
    ($($ty:ident),*) => {$(
        impl Amend for ast::$ty {
            fn from_item(item: &ItemKind) -> Option<&Self> {
                if let ItemKind::$ty(item) = item { Some(item) } else { None }
            }
            fn same(&self, other: &Self) -> bool {
                self == other
            }
            fn amend(&mut self, change: &Change, cx: &mut Applying<'_>) {
                amend_clauses(&mut self.clauses, &self.broken, change, cx);
            }
            fn mark_broken(&mut self, broken: &[ast::Broken]) {
                self.broken.extend(broken.iter().cloned());
            }
        }
    )*};
}
clausal!(Rule, Judgement, Condition, Declaration);

impl Amend for ast::ValueItem {
    fn from_item(item: &ItemKind) -> Option<&Self> {
        if let ItemKind::Value(value) = item { Some(value) } else { None }
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn amend(&mut self, change: &Change, cx: &mut Applying<'_>) {
        not_there("a value", "it is replaced as a whole", change.at.0, cx);
    }
    fn mark_broken(&mut self, _broken: &[ast::Broken]) {}
}

impl Amend for ast::Set {
    fn from_item(item: &ItemKind) -> Option<&Self> {
        if let ItemKind::Set(set) = item { Some(set) } else { None }
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn amend(&mut self, change: &Change, cx: &mut Applying<'_>) {
        match &change.kind {
            ChangeKind::AddEntry(ast::Entry::Member(text)) => add_member(&mut self.members, text, cx),
            ChangeKind::AddEntry(ast::Entry::Lexicon(entry)) => add_member(&mut self.members, &entry.text, cx),
            ChangeKind::Remove { target: RemoveTarget::Entry { text, .. }, .. } => {
                let before = self.members.len();
                self.members.retain(|member| member.value != text.value);
                if self.members.len() == before {
                    not_there(&format!("\"{}\"", text.value), "the set has no such member", text.at.0, cx);
                }
            }
            _ => not_there("a clause", "a set has members only", change.at.0, cx),
        }
    }
    fn mark_broken(&mut self, _broken: &[ast::Broken]) {}
}

fn add_member(members: &mut Vec<ast::StringLit>, text: &ast::StringLit, cx: &mut Applying<'_>) {
    if members.iter().any(|member| member.value == text.value) {
        cx.faults.push(ChangeExists { what: format!("\"{}\"", text.value), at: text.at.0, first: None });
    } else {
        members.push(text.clone());
    }
}

impl Amend for ast::Lexicon {
    fn from_item(item: &ItemKind) -> Option<&Self> {
        if let ItemKind::Lexicon(lexicon) = item { Some(lexicon) } else { None }
    }
    fn same(&self, other: &Self) -> bool {
        self == other
    }
    fn amend(&mut self, change: &Change, cx: &mut Applying<'_>) {
        match &change.kind {
            ChangeKind::AddEntry(ast::Entry::Lexicon(entry)) => {
                let same =
                    |other: &&ast::LexiconEntry| other.role == entry.role && other.text.value == entry.text.value;
                if let Some(first) = self.entries.iter().find(same) {
                    let what = format!("\"{}\"", entry.text.value);
                    cx.faults.push(ChangeExists { what, at: entry.at.0, first: Some(first.at.0) });
                } else {
                    self.entries.push(entry.clone());
                }
            }
            ChangeKind::Remove { target: RemoveTarget::Entry { role, text }, .. } => {
                let before = self.entries.len();
                self.entries.retain(|entry| entry.role != *role || entry.text.value != text.value);
                if self.entries.len() == before {
                    not_there(&format!("\"{}\"", text.value), "the lexicon has no such entry", text.at.0, cx);
                }
            }
            _ => not_there("a clause", "a lexicon has entries only", change.at.0, cx),
        }
    }
    fn mark_broken(&mut self, broken: &[ast::Broken]) {
        self.broken.extend(broken.iter().cloned());
    }
}

fn not_there(what: &str, why: &str, at: Span, cx: &mut Applying<'_>) {
    cx.faults.push(ChangeNotThere { what: what.to_owned(), why: why.to_owned(), at });
}

/// Applies a change to the clauses of an item. What could not be read of the item may be what the change is about, so
/// then nothing is missed.
fn amend_clauses(clauses: &mut Vec<Clause>, broken: &[ast::Broken], change: &Change, cx: &mut Applying<'_>) {
    let muted = cx.faults.muted;
    cx.faults.muted |= !broken.is_empty();
    apply_change(clauses, change, cx);
    cx.faults.muted = muted;
}

fn apply_change(clauses: &mut Vec<Clause>, change: &Change, cx: &mut Applying<'_>) {
    match &change.kind {
        ChangeKind::AddClause(clause) => add_clause(clauses, clause, cx),
        ChangeKind::ReplaceClause(clause) => replace_clause(clauses, clause, cx),
        ChangeKind::Remove { target: RemoveTarget::Clause { head, name, paths, text }, .. } => {
            let target = Target { head: *head, name: name.as_ref(), paths, text: text.as_ref(), at: change.at.0 };
            remove_clause(clauses, &target, cx);
        }
        ChangeKind::AddEntry(_) | ChangeKind::Remove { .. } => {
            not_there("an entry", "only lexicons and sets have entries", change.at.0, cx);
        }
    }
}

/// The name by which a clause is told from others of its head: of a part, a value, a decide.
fn name_of(clause: &Clause) -> Option<String> {
    match &clause.kind {
        ClauseKind::Permit(part) | ClauseKind::Unless(part) => Some(part.name.text.clone()),
        ClauseKind::Forbid(ast::Demand::Part(part)) | ClauseKind::Require(ast::Demand::Part(part)) => {
            Some(part.name.text.clone())
        }
        ClauseKind::Value(value) => Some(value.name.text.clone()),
        ClauseKind::Decide(decide) => Some(answer_word(decide.answer).to_owned()),
        ClauseKind::Example(example) => Some(outcome_word(&example.outcome)),
        _ => None,
    }
}

fn answer_word(answer: ast::Answer) -> &'static str {
    match answer {
        ast::Answer::Yes => "yes",
        ast::Answer::No => "no",
        ast::Answer::Unsure => "unsure",
    }
}

fn outcome_word(outcome: &ast::Outcome) -> String {
    match outcome {
        ast::Outcome::Violates => "violates".to_owned(),
        ast::Outcome::Complies => "complies".to_owned(),
        ast::Outcome::Exempt(_) => "exempt".to_owned(),
        ast::Outcome::NotApplicable => "not-applicable".to_owned(),
        ast::Outcome::Undetermined => "undetermined".to_owned(),
        ast::Outcome::Review => "review".to_owned(),
        ast::Outcome::Answer(answer) => answer_word(*answer).to_owned(),
    }
}

/// `unless warranty`, `severity`: a clause as messages name it.
fn title(clause: &Clause) -> String {
    let head = clause.kind.head().word();
    match name_of(clause) {
        Some(name) => format!("{head} {name}"),
        None => head.to_owned(),
    }
}

fn add_clause(clauses: &mut Vec<Clause>, clause: &Clause, cx: &mut Applying<'_>) {
    if let ClauseKind::Cites(paths) = &clause.kind {
        add_citations(clauses, clause, paths, cx);
        return;
    }
    let head = clause.kind.head();
    let name = name_of(clause);
    let exists = match head {
        ClauseHead::Example | ClauseHead::Decide | ClauseHead::Fix => {
            clauses.iter().find(|other| other.kind == clause.kind)
        }
        _ => clauses.iter().find(|other| other.kind.head() == head && name_of(other) == name),
    };
    if let Some(first) = exists {
        cx.faults.push(ChangeExists { what: title(clause), at: clause.at.0, first: Some(first.at.0) });
        return;
    }
    clauses.push(clause.clone());
}

fn add_citations(clauses: &mut Vec<Clause>, clause: &Clause, paths: &[ast::Path], cx: &mut Applying<'_>) {
    let cited = |path: &ast::Path| {
        clauses.iter().find_map(|other| match &other.kind {
            ClauseKind::Cites(others) => {
                others.iter().find(|other| other.text() == path.text()).map(|other| other.at.0)
            }
            _ => None,
        })
    };
    for path in paths {
        if let Some(first) = cited(path) {
            let what = format!("cites {}", path.text());
            cx.faults.push(ChangeExists { what, at: path.at.0, first: Some(first) });
            return;
        }
    }
    clauses.push(clause.clone());
}

fn replace_clause(clauses: &mut Vec<Clause>, clause: &Clause, cx: &mut Applying<'_>) {
    let head = clause.kind.head();
    let name = name_of(clause);
    let matching: Vec<usize> = clauses
        .iter()
        .enumerate()
        .filter(|(_, other)| other.kind.head() == head && name_of(other) == name)
        .map(|(position, _)| position)
        .collect();
    match matching.as_slice() {
        [] => {
            let why = "the item has no such clause; `add` it".to_owned();
            cx.faults.push(ChangeNotThere { what: title(clause), why, at: clause.at.0 });
        }
        [position] => {
            let Some(old) = clauses.get_mut(*position) else { return };
            if old.kind == clause.kind {
                cx.faults.push(AmendmentChangesNothing { what: "replacement", at: clause.at.0 });
            }
            *old = clause.clone();
        }
        [first, rest @ ..] if head == ClauseHead::Cites => {
            for position in rest.iter().rev() {
                clauses.remove(*position);
            }
            if let Some(old) = clauses.get_mut(*first) {
                *old = clause.clone();
            }
        }
        _ => {
            let why = "there are several; `remove` those and `add` others".to_owned();
            cx.faults.push(ChangeNotThere { what: title(clause), why, at: clause.at.0 });
        }
    }
}

/// What a `remove` names.
struct Target<'c> {
    head: ClauseHead,
    name: Option<&'c ast::Name>,
    paths: &'c [ast::Path],
    text: Option<&'c ast::StringLit>,
    at: Span,
}

fn remove_clause(clauses: &mut Vec<Clause>, target: &Target<'_>, cx: &mut Applying<'_>) {
    if target.head == ClauseHead::Cites && !target.paths.is_empty() {
        remove_citations(clauses, target.paths, cx);
        return;
    }
    let before = clauses.len();
    clauses.retain(|clause| !names(target, clause));
    if clauses.len() == before {
        let what = match (target.name, target.text) {
            (Some(name), _) => format!("{} {}", target.head.word(), name.text),
            (None, Some(text)) => format!("{} \"{}\"", target.head.word(), text.value),
            (None, None) => target.head.word().to_owned(),
        };
        not_there(&what, "the item has no such clause", target.at, cx);
    }
}

fn names(target: &Target<'_>, clause: &Clause) -> bool {
    let text_of = |clause: &Clause| match &clause.kind {
        ClauseKind::Example(example) => example.text.as_ref().map(|text| text.value.clone()),
        _ => None,
    };
    clause.kind.head() == target.head
        && target.name.is_none_or(|name| name_of(clause).as_deref() == Some(name.text.as_str()))
        && target.text.is_none_or(|text| text_of(clause).as_deref() == Some(text.value.as_str()))
}

fn remove_citations(clauses: &mut Vec<Clause>, paths: &[ast::Path], cx: &mut Applying<'_>) {
    for path in paths {
        let mut found = false;
        for clause in clauses.iter_mut() {
            if let ClauseKind::Cites(cited) = &mut clause.kind {
                let before = cited.len();
                cited.retain(|other| other.text() != path.text());
                found |= cited.len() < before;
            }
        }
        if !found {
            not_there(&format!("cites {}", path.text()), "the item does not cite it", path.at.0, cx);
        }
    }
    clauses.retain(|clause| !matches!(&clause.kind, ClauseKind::Cites(cited) if cited.is_empty()));
}
