//! A message as the report shows it: its source as it stands on disk, and how it reads, both with findings marked.

use super::source;
use crate::output::entry::weight;
use policyc::{
    Case, Checked,
    diag::{SourceMap, Span},
    eval::{Finding, Role},
    message::html::{Mark, escaped, marked},
};
use std::fmt::Write;

/// Style of the rendering, beside the message's own.
const STYLE: &str = "body{font:16px/1.5 sans-serif;color:#111;background:#fff;overflow-wrap:anywhere}\
    mark{background:#ffe08a;color:#111}mark sup,mark.policyc-tag{font:bold 12px sans-serif}\
    .policyc-link{text-decoration:underline;color:#0b4a8f}.policyc-image{border:1px dashed #767676;padding:0 .3em}";

/// A message, ready to be written.
#[derive(Debug)]
pub(crate) struct View {
    /// Subject, where there is one.
    subject: Option<String>,
    /// The plain text with its marks, as HTML.
    text: Option<String>,
    /// The HTML, made harmless, with its marks.
    html: Option<String>,
    /// Sources with their marks, as HTML.
    sources: Vec<(String, String)>,
}

impl View {
    /// A message with the places of its findings.
    pub(crate) fn new(case: &Case, checked: &Checked) -> Self {
        // The numbers are those of the list of findings.
        let mut findings: Vec<&Finding> = checked.findings.iter().collect();
        findings.sort_by_key(|finding| weight(finding.outcome.name(), finding.severity));
        let marks: Vec<Mark> = findings
            .iter()
            .enumerate()
            .flat_map(|(at, finding)| {
                let own = finding.spans.iter().filter(|evidence| evidence.role == Role::Main);
                own.map(move |evidence| (evidence.span, at + 1))
            })
            .collect();
        let message = &case.message;
        let of_text = |text: &policyc::message::MappedText| {
            let own = marks.iter().filter(|(span, _)| span.source == message.source());
            let ranges: Vec<_> = own.map(|(span, number)| (text.map.decoded(span.range()), *number)).collect();
            marked(&text.text, &ranges)
        };
        Self {
            subject: message.subject().map(&of_text),
            text: message.plain().map(&of_text),
            html: message.html_tree().map(|tree| tree.harmless(&marks)),
            sources: sources(&case.sources, case.root.span, &marks),
        }
    }

    /// Writes it behind the findings of the message with this number.
    pub(super) fn write(&self, number: usize, page: &mut String) {
        if self.subject.is_some() || self.text.is_some() || self.html.is_some() {
            page.push_str("<details open><summary>As it reads</summary>\n");
            if let Some(subject) = &self.subject {
                let _ = writeln!(page, "<p><strong>Subject:</strong> {subject}</p>");
            }
            if let Some(html) = &self.html {
                frame(number, html, page);
            }
            if let Some(text) = &self.text {
                let _ = writeln!(
                    page,
                    "<pre tabindex=\"0\" role=\"region\" aria-label=\"Plain text of message {number}\">{text}</pre>"
                );
            }
            page.push_str("</details>\n");
        }
        for (name, text) in &self.sources {
            let name = escaped(name);
            let _ = writeln!(
                page,
                "<details><summary>Source: {name}</summary>\n<pre tabindex=\"0\" role=\"region\" aria-label=\"Source {name}\">{text}</pre>\n</details>"
            );
        }
    }
}

/// The rendering: a frame without scripts, forms, an origin or a way out; the page's policy of contents holds in it too.
fn frame(number: usize, html: &str, page: &mut String) {
    let document = format!("<!doctype html><meta charset=\"utf-8\"><style>{STYLE}</style>{html}");
    let height = (html.len() / 6).clamp(160, 800);
    let _ = writeln!(
        page,
        "<iframe sandbox=\"\" title=\"Message {number} as it reads\" height=\"{height}\" loading=\"lazy\" srcdoc=\"{}\"></iframe>",
        document.replace('&', "&amp;").replace('"', "&quot;")
    );
}

/// The message's own source, and others that findings point into.
fn sources(map: &SourceMap, whole: Span, marks: &[Mark]) -> Vec<(String, String)> {
    let mut shown = Vec::new();
    for (at, (id, source)) in map.iter().enumerate() {
        let own: Vec<_> =
            marks.iter().filter(|(span, _)| span.source == id).map(|(span, number)| (span.range(), *number)).collect();
        if at > 0 && own.is_empty() {
            continue;
        }
        // Of a file with many cases only this one is shown.
        let within = if whole.source == id && !whole.is_empty() { whole.range() } else { 0..source.bytes().len() };
        shown.push((source.name.clone(), source::html(source, within, &own)));
    }
    shown
}
