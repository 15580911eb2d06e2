//! Cutting and the whole grammar say the same.
#![allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used, clippy::panic, reason = "a test may die")]

use crate::ast::{Clause, File, Header, ItemKind};
use crate::grammar;
use crate::grammar::policy::{PolicyGrammar, Rule};
use crate::parse::build::{Node, end, many};
use crate::parse_file;
use policyc_diag::SourceId;
use proptest::prelude::*;
use std::collections::BTreeSet;

const PROGRAMS: [&str; 3] = [
    include_str!("../../tests/programs/facts.policy"),
    include_str!("../../tests/programs/house.policy"),
    include_str!("../../tests/programs/words.policy"),
];

type Places = BTreeSet<(usize, usize)>;

/// Items and clauses as the whole grammar sees them, none if it refuses the text or takes something by mistake.
fn whole(text: &str) -> Option<Places> {
    let mut nodes = grammar::run::<Rule, PolicyGrammar>(Rule::file, text).ok()?;
    let file = nodes.next()?;
    let mut places = Places::new();
    collect(&file, &mut places)?;
    Some(places)
}

fn collect(node: &Node<'_>, places: &mut Places) -> Option<()> {
    for child in node.clone().into_inner() {
        if format!("{:?}", child.as_rule()).starts_with("wrong_") {
            return None;
        }
        let told = matches!(
            child.as_rule(),
            Rule::item
                | Rule::header
                | Rule::change
                | Rule::policy_line
                | Rule::rule_line
                | Rule::judgement_line
                | Rule::declaration_line
                | Rule::part_line
        );
        if told {
            let docs = many(&child, Rule::doc).last().map_or(0, |doc| doc.as_span().end());
            let first = child
                .clone()
                .into_inner()
                .find(|inner| inner.as_span().start() >= docs && inner.as_rule() != Rule::doc)?;
            places.insert((first.as_span().start(), end(&first)));
        }
        collect(&child, places)?;
    }
    Some(())
}

/// Items and clauses of the tree.
fn cut(file: &File) -> Places {
    let mut places = Places::new();
    let mut put = |at: policyc_diag::At| places.insert((at.0.start as usize, at.0.end as usize));
    match &file.header {
        Some(Header::Policy(header)) => {
            put(header.at);
            header.lines.iter().for_each(|line| {
                put(line.at);
            });
        }
        Some(Header::Library(header)) => {
            put(header.at);
        }
        None => {}
    }
    for item in &file.items {
        put(item.at);
        if let ItemKind::Amend(amend) = &item.kind {
            amend.changes.iter().for_each(|change| {
                put(change.at);
            });
        }
    }
    file.items.iter().for_each(|item| clauses(&item.kind, &mut places));
    places
}

fn clauses(kind: &ItemKind, places: &mut Places) {
    use crate::ast::ChangeKind;
    let found: Vec<&Clause> = match kind {
        ItemKind::Rule(item) => item.clauses.iter().collect(),
        ItemKind::Judgement(item) => item.clauses.iter().collect(),
        ItemKind::Declaration(item) => item.clauses.iter().collect(),
        ItemKind::Condition(item) => item.clauses.iter().collect(),
        ItemKind::Replace(item) => return clauses(&item.item, places),
        ItemKind::Amend(item) => {
            for change in &item.changes {
                if let ChangeKind::AddClause(clause) | ChangeKind::ReplaceClause(clause) = &change.kind {
                    inner(clause, places);
                }
            }
            Vec::new()
        }
        _ => Vec::new(),
    };
    for clause in found {
        places.insert((clause.at.0.start as usize, clause.at.0.end as usize));
        inner(clause, places);
    }
}

fn inner(clause: &Clause, places: &mut Places) {
    use crate::ast::{ClauseKind, Demand};
    let part = match &clause.kind {
        ClauseKind::Forbid(Demand::Part(part)) | ClauseKind::Require(Demand::Part(part)) => part,
        ClauseKind::Permit(part) | ClauseKind::Unless(part) => part,
        _ => return,
    };
    for clause in &part.clauses {
        places.insert((clause.at.0.start as usize, clause.at.0.end as usize));
    }
}

/// Where the whole grammar accepts a text, cutting finds the same pieces and no fault of form; and what cutting reads
/// without a fault the whole grammar accepts.
fn agree(text: &str) {
    let parsed = parse_file(SourceId(0), text);
    match whole(text) {
        Some(places) => {
            let form = ["P0101", "P0102", "P0104", "P0105", "P0106", "P0115"];
            // Which clauses an amendment takes depends on what it amends; the grammar leaves that to the reader.
            let amended = |fault: &policyc_diag::Diagnostic| {
                let place = fault.primary.span;
                let holds = |item: &crate::ast::Item| item.at.0.start <= place.start && place.end <= item.at.0.end;
                let mut amendments = parsed.file.items.iter().filter(|item| matches!(item.kind, ItemKind::Amend(_)));
                fault.code == "P0102" && amendments.any(holds)
            };
            let of_form = |fault: &&policyc_diag::Diagnostic| form.contains(&fault.code.as_str()) && !amended(fault);
            let told = parsed.diagnostics.iter().filter(of_form).collect::<Vec<_>>();
            assert!(told.is_empty(), "{told:?}\n{text}");
            if parsed.diagnostics.is_empty() {
                let found = cut(&parsed.file);
                let shown = |places: Vec<&(usize, usize)>| {
                    places.iter().map(|at| text[at.0..at.1].to_owned()).collect::<Vec<_>>()
                };
                let (more, less) = (found.difference(&places).collect(), places.difference(&found).collect());
                assert_eq!((shown(more), shown(less)), (Vec::new(), Vec::new()), "cut otherwise\n{text}");
            }
        }
        None => assert!(!parsed.diagnostics.is_empty(), "only cutting accepts:\n{text}"),
    }
}

#[test]
fn programs_agree() {
    for program in PROGRAMS {
        let told = parse_file(SourceId(0), program).diagnostics;
        assert!(told.is_empty(), "{told:#?}");
        assert!(whole(program).is_some(), "the whole grammar refuses a program");
        agree(program);
    }
}

/// A program with some tokens dropped, doubled or exchanged.
fn shaken(program: &str, edits: &[(usize, usize, u8)]) -> String {
    let scan = crate::scan::scan(SourceId(0), program);
    let mut words = Vec::new();
    let mut done = 0;
    for token in &scan.tokens {
        words.push((&program[done..token.start], &program[token.range()]));
        done = token.end;
    }
    for &(at, to, kind) in edits {
        let (at, to) = (at % words.len(), to % words.len());
        match kind % 3 {
            0 => {
                words.remove(at);
            }
            1 => words[at] = ("\n", words[to].1),
            _ => words.swap(at, to),
        }
    }
    words.iter().flat_map(|(blank, word)| [*blank, if blank.is_empty() { "" } else { " " }, *word]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shaken_programs_agree(
        which in 0..PROGRAMS.len(),
        edits in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 0..3),
    ) {
        agree(&shaken(PROGRAMS[which], &edits));
    }
}

#[test]
fn an_amendment_takes_the_clauses_of_what_it_amends() {
    let text = "policy a.b { }\namend rule r { replace when x }\n";
    assert!(whole(text).is_some(), "the grammar does not ask what is amended");
    let told = parse_file(SourceId(0), text).diagnostics;
    assert_eq!(told.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>(), ["P0102"]);
    agree(text);
}
