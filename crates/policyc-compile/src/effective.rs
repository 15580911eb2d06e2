//! `policyc flatten`: a policy with all that it extends and uses as one file, each line with its origin.
//!
//! The text is a policy file again: compiled by itself it means the same.

use crate::fault::Faults;
use crate::flatten::{Entry, Flat, flatten};
use crate::modules::{Modules, ParsedFile};
use policyc_diag::{Source, SourceMap, Span};
use policyc_syntax::ast::{self, Clause, ClauseKind};
use std::fmt::Write;

/// The effective text of a policy; `None` if no policy is called so. Faults are told by [`crate::compile`].
#[must_use]
pub fn effective(files: &[(String, String)], policy: &str) -> Option<String> {
    let mut sources = SourceMap::default();
    let mut parsed = Vec::new();
    for (name, text) in files {
        let source = sources.add(Source::new(name.clone(), text.as_bytes()));
        let file = policyc_syntax::parse_file(source, text).file;
        parsed.push(ParsedFile { source, file, sound: true });
    }
    let mut faults = Faults::default();
    let modules = Modules::build(parsed, &mut faults);
    let id = modules.find(policy).filter(|&id| modules.get(id).is_some_and(|module| module.policy))?;
    let flat = flatten(&modules, id, &mut faults);
    let mut writer = Writer { modules: &modules, sources: &sources, out: String::new() };
    writer.header(&flat);
    writer.vocabulary(&flat);
    writer.items(&flat);
    Some(writer.out)
}

struct Writer<'a> {
    modules: &'a Modules,
    sources: &'a SourceMap,
    out: String,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }

    /// `loft.common:12`.
    fn origin(&self, at: Span) -> String {
        let module = self.modules.of_span(at).map_or("?", |id| self.modules.name(id));
        let line = self.sources.get(at.source).map_or(0, |source| source.line_column(at.start as usize).line);
        format!("{module}:{line}")
    }

    /// A line inside braces with where it comes from.
    fn inside(&mut self, text: &str, at: Span) {
        let origin = self.origin(at);
        self.line(&format!("  {text}  // {origin}"));
    }

    fn text(&self, at: Span) -> String {
        self.sources.text(at)
    }

    fn header(&mut self, flat: &Flat<'_>) {
        let module = self.modules.get(flat.module);
        let partial = if module.is_some_and(|module| module.partial) { "partial " } else { "" };
        let header = flat.header.clone();
        self.doc(header.doc.map_or("", |doc| doc.text.as_str()), "");
        self.line(&format!("{partial}policy {} {{", self.modules.name(flat.module)));
        if let Some(name) = header.document {
            self.inside(&format!("document {}", name.text), name.at.0);
        }
        for (word, text) in [("edition", header.edition), ("timezone", header.timezone)] {
            if let Some(text) = text {
                self.inside(&format!("{word} {}", self.text(text.at.0)), text.at.0);
            }
        }
        if let Some(tags) = header.serves
            && let Some(first) = tags.first()
        {
            let listed = tags.iter().map(|tag| self.text(tag.at.0)).collect::<Vec<_>>().join(", ");
            self.inside(&format!("serves {listed}"), first.at.0);
        }
        if let Some(cond) = header.applies {
            self.inside(&format!("applies when {}", self.text(cond.at.0)), cond.at.0);
        }
        if let Some(effective) = header.effective {
            self.inside(&self.text(effective.at.0), effective.at.0);
        }
        if let Some(name) = header.sample {
            self.inside(&format!("sample {}", name.text), name.at.0);
        }
        self.line("}");
    }

    fn doc(&mut self, doc: &str, indent: &str) {
        for line in doc.lines() {
            self.line(format!("{indent}/// {line}").trim_end());
        }
    }

    /// An item as it stands in its file.
    fn whole(&mut self, doc: &str, at: Span) {
        let origin = self.origin(at);
        self.line(&format!("\n// {origin}"));
        self.doc(doc, "");
        self.line(&self.text(at));
    }

    fn vocabulary(&mut self, flat: &Flat<'_>) {
        flat.shapes.entries.iter().for_each(|entry| self.whole(&entry.doc, entry.at));
        for (_, doc, at) in &flat.facts {
            self.whole(doc.map_or("", |doc| doc.text.as_str()), *at);
        }
        flat.attributes.iter().for_each(|(_, at)| self.whole("", *at));
        flat.samples.entries.iter().for_each(|entry| self.whole(&entry.doc, entry.at));
        for placeholders in &flat.placeholders {
            self.line("\nplaceholders {");
            for entry in &placeholders.entries {
                self.inside(&self.text(entry.at.0), entry.at.0);
            }
            self.line("}");
        }
        flat.languages.entries.iter().for_each(|entry| self.whole(&entry.doc, entry.at));
    }

    fn items(&mut self, flat: &Flat<'_>) {
        for entry in &flat.sets.entries {
            self.set(entry);
        }
        flat.values.entries.iter().for_each(|entry| self.whole(&entry.doc, entry.at));
        for entry in &flat.conditions.entries {
            let over = entry.item.over.as_ref();
            let over = over.map(|over| format!(" for {} in {}", over.item.text, over.list.text())).unwrap_or_default();
            self.clausal(&format!("condition {}{over}", entry.key), entry, &entry.item.clauses);
        }
        for entry in &flat.lexicons.entries {
            self.lexicon(entry);
        }
        for entry in &flat.judgements.entries {
            self.clausal(&format!("judgement {}", entry.key), entry, &entry.item.clauses);
        }
        for entry in &flat.rules.entries {
            self.clausal(&format!("rule {}", entry.key), entry, &entry.item.clauses);
        }
        for entry in &flat.declarations.entries {
            self.clausal(&format!("declaration {}", entry.key), entry, &entry.item.clauses);
        }
        flat.unenforced.iter().for_each(|(_, at)| self.whole("", *at));
    }

    /// The first line of an item, and who had a hand in it.
    fn open<T: Clone>(&mut self, head: &str, entry: &Entry<'_, T>) {
        let mut origin = self.origin(entry.at);
        for &module in &entry.touched {
            let _ = write!(origin, ", changed by {}", self.modules.name(module));
        }
        self.line("");
        self.doc(&entry.doc, "");
        self.line(&format!("{head} {{  // {origin}"));
    }

    fn clausal<T: Clone>(&mut self, head: &str, entry: &Entry<'_, T>, clauses: &[Clause]) {
        self.open(head, entry);
        for clause in clauses {
            self.doc(clause.doc.as_ref().map_or("", |doc| doc.text.as_str()), "  ");
            let text = match &clause.kind {
                // Amendments take single citations away, so the source may say too much.
                ClauseKind::Cites(paths) => {
                    format!("cites {}", paths.iter().map(ast::Path::text).collect::<Vec<_>>().join(", "))
                }
                _ => self.text(clause.at.0),
            };
            self.inside(&text, clause.at.0);
        }
        self.line("}");
    }

    fn set(&mut self, entry: &Entry<'_, ast::Set>) {
        let of = match entry.item.of {
            ast::SetKind::Host => "host",
            ast::SetKind::Text => "text",
            ast::SetKind::Date => "date",
        };
        self.open(&format!("set {} of {of}", entry.key), entry);
        for member in &entry.item.members {
            self.inside(&self.text(member.at.0), member.at.0);
        }
        self.line("}");
    }

    fn lexicon(&mut self, entry: &Entry<'_, ast::Lexicon>) {
        self.open(&format!("lexicon {}", entry.key), entry);
        for line in &entry.item.entries {
            self.doc(line.doc.as_ref().map_or("", |doc| doc.text.as_str()), "  ");
            self.inside(&self.text(line.at.0), line.at.0);
        }
        self.line("}");
    }
}
