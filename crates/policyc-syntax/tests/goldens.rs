//! What is told about broken policies: each file of `tests/goldens` with the diagnostics it is to have.

use policyc_diag::{Diagnostic, Source, SourceMap};
use std::fmt::Write;

fn tell(sources: &SourceMap, fault: &Diagnostic) -> String {
    let mut out = String::new();
    let place =
        sources.get(fault.primary.span.source).map(|source| source.line_column(fault.primary.span.range().start));
    let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
    let text = sources.text(fault.primary.span);
    let shown = text.lines().next().unwrap_or_default();
    let _ = writeln!(out, "{} {line}:{column} `{shown}` {}", fault.code, fault.message);
    for label in &fault.secondary {
        let place = sources.get(label.span.source).map(|source| source.line_column(label.span.range().start));
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        let _ = writeln!(out, "  {line}:{column} {}", label.text);
    }
    for help in &fault.help {
        let _ = writeln!(out, "  help: {help}");
    }
    out
}

#[test]
fn broken_policies() {
    insta::glob!("goldens/*.policy", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let mut sources = SourceMap::default();
        let id = sources.add(Source::new("golden", text.as_bytes()));
        let parsed = policyc_syntax::parse_file(id, &text);
        let mut out = parsed.diagnostics.iter().map(|fault| tell(&sources, fault)).collect::<String>();
        let _ = writeln!(out, "---");
        for item in &parsed.file.items {
            let _ = writeln!(out, "{}", summary(&item.kind));
        }
        insta::assert_snapshot!(out);
    });
}

/// What is left of an item, in a line.
fn summary(item: &policyc_syntax::ast::ItemKind) -> String {
    use policyc_syntax::ast::ItemKind;
    match item {
        ItemKind::Rule(rule) => {
            format!("rule {}: {} clauses, {} lost", rule.name.text, rule.clauses.len(), rule.broken.len())
        }
        ItemKind::Judgement(item) => {
            format!("judgement {}: {} clauses, {} lost", item.name.text, item.clauses.len(), item.broken.len())
        }
        ItemKind::Condition(item) => {
            format!("condition {}: {} clauses, {} lost", item.name.text, item.clauses.len(), item.broken.len())
        }
        ItemKind::Declaration(item) => {
            format!("declaration {}: {} clauses, {} lost", item.name.text, item.clauses.len(), item.broken.len())
        }
        ItemKind::Lexicon(item) => {
            format!("lexicon {}: {} entries, {} lost", item.name.text, item.entries.len(), item.broken.len())
        }
        ItemKind::Amend(item) => {
            format!("amend {}: {} changes, {} lost", item.name.text, item.changes.len(), item.broken.len())
        }
        ItemKind::Broken(item) => {
            let kind = item.kind.map_or("item", |kind| kind.word());
            format!("lost {kind} {}", item.name.as_ref().map_or("without a name", |name| name.text.as_str()))
        }
        other => format!("{other:?}").split('(').next().unwrap_or_default().to_lowercase(),
    }
}

/// Every code is shown by a golden.
#[test]
fn every_code_has_a_golden() {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens");
    let mut told = std::collections::BTreeSet::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "policy") {
            let text = std::fs::read_to_string(path).unwrap();
            told.extend(
                policyc_syntax::parse_file(policyc_diag::SourceId(0), &text)
                    .diagnostics
                    .into_iter()
                    .map(|fault| fault.code),
            );
        }
    }
    let missing =
        policyc_syntax::PAGES.iter().filter(|page| !told.contains(page.code)).map(|page| page.name).collect::<Vec<_>>();
    assert!(missing.is_empty(), "no golden shows {missing:?}");
}
