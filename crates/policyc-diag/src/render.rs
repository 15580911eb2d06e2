//! Diagnostic to text: the only place with colour, and the only one that knows ariadne.

use crate::excerpt::{Excerpt, excerpt};
use crate::visible::{line, width};
use crate::{Diagnostic, Label, Severity, SourceId, SourceMap, Span};
use ariadne::{CharSet, Color, Config, IndexType, LabelAttach, Report, ReportKind};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// How a diagnostic is drawn. What the terminal and its user want is for the program to find out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Colours, by ANSI escapes.
    pub color: bool,
    /// Lines and arrows of ASCII characters only, for fonts that lack others.
    pub ascii: bool,
    /// Columns that may be used.
    pub width: usize,
}

impl Default for Style {
    /// Colourless, Unicode lines, 100 columns.
    fn default() -> Self {
        Self { color: false, ascii: false, width: 100 }
    }
}

/// No line of a source is shown wider than this, however wide the terminal.
const WIDEST: usize = 160;
/// So many labels are drawn on one line; others are told below.
const LABELS: usize = 4;
/// So many labels are drawn in all.
const DRAWN: usize = 20;
/// A longer text at a label is told below instead.
const LABEL_WIDTH: usize = 60;

/// Draws a diagnostic: headline, the places in their source, help and notes. Ends with a line feed.
#[must_use]
pub fn render(sources: &SourceMap, diagnostic: &Diagnostic, style: &Style) -> String {
    let plan = Plan::new(sources, diagnostic, style);
    let mut out = plan.draw(diagnostic, style);
    for text in &plan.below {
        below(&mut out, "also", text, style);
    }
    for text in &diagnostic.help {
        below(&mut out, "help", text, style);
    }
    for text in &diagnostic.notes {
        below(&mut out, "note", text, style);
    }
    out
}

/// Tells a diagnostic in a few plain lines without drawing, for screen readers and narrow places.
#[must_use]
pub fn render_plain(sources: &SourceMap, diagnostic: &Diagnostic, style: &Style) -> String {
    let mut out = String::new();
    let text = |text: &str| line(text, style.ascii);
    let place = place_in_words(sources, diagnostic.primary.span);
    let _ = writeln!(out, "{}, {}: {}", headword(diagnostic), text(&place), text(&diagnostic.message));
    if !diagnostic.primary.text.is_empty() {
        let _ = writeln!(out, "  there: {}", text(&diagnostic.primary.text));
    }
    for label in &diagnostic.secondary {
        let place = place_in_words(sources, label.span);
        let _ = writeln!(out, "  also {}: {}", text(&place), text(&label.text));
    }
    for help in &diagnostic.help {
        let _ = writeln!(out, "  help: {}", text(help));
    }
    for note in &diagnostic.notes {
        let _ = writeln!(out, "  note: {}", text(note));
    }
    out
}

/// `error P0101 unknown-item`.
fn headword(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let words = [severity, &diagnostic.code, &diagnostic.name];
    let words = words.into_iter().filter(|word| !word.is_empty()).map(|word| line(word, true)).collect::<Vec<_>>();
    words.join(" ")
}

fn place_in_words(sources: &SourceMap, span: Span) -> String {
    match sources.get(span.source) {
        Some(source) => {
            let place = source.line_column(span.start as usize);
            format!("{}, line {}, column {}", source.name, place.line, place.column)
        }
        None => "no source".to_owned(),
    }
}

/// `name:line:column`, as everybody counts.
fn place(sources: &SourceMap, span: Span) -> Option<String> {
    let source = sources.get(span.source)?;
    let place = source.line_column(span.start as usize);
    Some(format!("{}:{}:{}", line(&source.name, false), place.line, place.column))
}

/// A line under the drawing, wrapped.
fn below(out: &mut String, head: &str, text: &str, style: &Style) {
    let indent = head.len() + 4;
    let head = match (style.color, head) {
        (false, _) => format!("  {head}: "),
        (true, "help") => format!("  \u{1B}[36m{head}\u{1B}[0m: "),
        (true, _) => format!("  \u{1B}[34m{head}\u{1B}[0m: "),
    };
    let text = line(text, style.ascii);
    let room = style.width.clamp(40, 400).saturating_sub(indent);
    for (at, part) in wrapped(&text, room).into_iter().enumerate() {
        if at == 0 {
            let _ = writeln!(out, "{head}{part}");
        } else {
            let _ = writeln!(out, "{}{part}", " ".repeat(indent));
        }
    }
}

/// Breaks a text at blanks into lines of at most `room` columns; a longer word stays whole.
fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in text.split(' ') {
        let wide = width(word);
        if used > 0 && used + 1 + wide > room {
            lines.push(std::mem::take(&mut current));
            used = 0;
        }
        if used > 0 {
            current.push(' ');
            used += 1;
        }
        current.push_str(word);
        used += wide;
    }
    lines.push(current);
    lines
}

/// What is drawn, source by source, and what has no room there.
struct Plan<'a> {
    labels: Vec<(&'a Label, bool)>,
    /// Excerpts with where they begin in words, the one with the main place first.
    excerpts: Vec<(Excerpt, String)>,
    below: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(sources: &SourceMap, diagnostic: &'a Diagnostic, style: &Style) -> Self {
        let mut plan = Plan { labels: Vec::new(), excerpts: Vec::new(), below: Vec::new() };
        let all =
            std::iter::once((&diagnostic.primary, true)).chain(diagnostic.secondary.iter().map(|label| (label, false)));
        let mut counts: BTreeMap<(SourceId, usize), usize> = BTreeMap::new();
        let mut shown: BTreeMap<SourceId, Vec<(usize, Span)>> = BTreeMap::new();
        for (label, primary) in all {
            let Some(source) = sources.get(label.span.source) else { continue };
            let on_line =
                counts.entry((label.span.source, source.line_column(label.span.start as usize).line)).or_default();
            *on_line += 1;
            let crowded = *on_line > LABELS || plan.labels.len() >= DRAWN;
            if crowded || width(&label.text) > LABEL_WIDTH {
                plan.below.extend(place(sources, label.span).map(|place| format!("{place}: {}", label.text)));
            }
            if !crowded {
                shown.entry(label.span.source).or_default().push((plan.labels.len(), label.span));
                plan.labels.push((label, primary));
            }
        }
        plan.cut(sources, diagnostic, style, &shown);
        plan
    }

    fn cut(
        &mut self,
        sources: &SourceMap,
        diagnostic: &Diagnostic,
        style: &Style,
        shown: &BTreeMap<SourceId, Vec<(usize, Span)>>,
    ) {
        let columns = style.width.saturating_sub(12).clamp(40, WIDEST);
        for (&id, labels) in shown {
            let Some(source) = sources.get(id) else { continue };
            let excerpt = excerpt(source, labels, columns, style.ascii);
            let first = excerpt.marks.iter().map(|mark| mark.0).min();
            let span = first.and_then(|at| self.labels.get(at)).map_or(diagnostic.primary.span, |label| label.0.span);
            let place = place(sources, span).unwrap_or_default();
            self.excerpts.push((excerpt, place));
        }
        self.excerpts.sort_by_key(|(excerpt, _)| excerpt.marks.iter().map(|mark| mark.0).min());
    }

    /// The drawing itself.
    fn draw(&self, diagnostic: &Diagnostic, style: &Style) -> String {
        let headword = headword(diagnostic);
        let color = severity_color(diagnostic.severity);
        let main = self.excerpts.first().and_then(|(excerpt, _)| excerpt.marks.first());
        let message = line(&diagnostic.message, style.ascii);
        let headline = match (style.color, diagnostic.severity) {
            (false, _) => format!("{headword}: {message}\n"),
            (true, Severity::Error) => format!("\u{1B}[31m{headword}\u{1B}[0m: {message}\n"),
            (true, Severity::Warning) => format!("\u{1B}[33m{headword}\u{1B}[0m: {message}\n"),
            (true, Severity::Advice) => format!("\u{1B}[34m{headword}\u{1B}[0m: {message}\n"),
        };
        let Some(range) = main.map(|mark| mark.1.clone()) else { return headline };
        let char_set = if style.ascii { CharSet::Ascii } else { CharSet::Unicode };
        let config = Config::default()
            .with_color(style.color)
            .with_char_set(char_set)
            .with_index_type(IndexType::Byte)
            .with_label_attach(LabelAttach::Start)
            .with_tab_width(4);
        let mut report = Report::build(ReportKind::Advice, (sentinel(0), range)).with_config(config);
        for (at, (excerpt, _)) in self.excerpts.iter().enumerate() {
            for (index, range) in &excerpt.marks {
                report.add_label(self.label(*index, (sentinel(at), range.clone()), color, style));
            }
        }
        let mut bytes = Vec::new();
        let _ = report.finish().write(self.cache(), &mut bytes);
        let drawn = String::from_utf8_lossy(&bytes);
        // The first line is ariadne's own headline, which it colours even where it should not.
        let picture = drawn.split_once('\n').map_or("", |(_, picture)| picture);
        format!("{headline}{}", self.named(picture))
    }

    fn label(
        &self,
        index: usize,
        span: (String, Range<usize>),
        color: Color,
        style: &Style,
    ) -> ariadne::Label<(String, Range<usize>)> {
        let (text, primary) =
            self.labels.get(index).map_or(("", false), |(label, primary)| (label.text.as_str(), *primary));
        let label = ariadne::Label::new(span)
            .with_color(if primary { color } else { Color::Cyan })
            .with_order(i32::try_from(index).unwrap_or(i32::MAX))
            .with_priority(i32::from(primary));
        // A label without a message would not even be underlined.
        let text = if text.is_empty() || width(text) > LABEL_WIDTH { "here" } else { text };
        label.with_message(line(text, style.ascii))
    }

    fn cache(&self) -> impl ariadne::Cache<String> + use<> {
        let sources = self.excerpts.iter().enumerate();
        Sources(sources.map(|(at, (excerpt, _))| (sentinel(at), excerpt.text.clone().into())).collect())
    }

    /// Puts the true places where ariadne wrote those of the excerpt, and takes the blanks off the ends of lines.
    fn named(&self, drawn: &str) -> String {
        let mut text = drawn.to_owned();
        for (at, (_, place)) in self.excerpts.iter().enumerate() {
            let mark = sentinel(at);
            // A place holds no mark, so this ends.
            while let Some((before, after)) = text.split_once(&mark) {
                let rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
                text = format!("{before}{place}{rest}");
            }
        }
        let mut out = String::with_capacity(text.len());
        for line in text.lines() {
            out.push_str(line.trim_end());
            out.push('\n');
        }
        out
    }
}

/// Stands for the name of an excerpt while it is drawn: no text holds it, since private characters are shown as stand-ins.
fn sentinel(at: usize) -> String {
    format!("\u{E000}{at}\u{E001}")
}

fn severity_color(severity: Severity) -> Color {
    match severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Advice => Color::Blue,
    }
}

/// The excerpts as ariadne wants them.
struct Sources(BTreeMap<String, ariadne::Source>);

impl ariadne::Cache<String> for Sources {
    type Storage = String;

    fn fetch(&mut self, id: &String) -> Result<&ariadne::Source, impl std::fmt::Debug> {
        self.0.get(id).ok_or("no such source")
    }

    fn display<'a>(&self, id: &'a String) -> Option<impl std::fmt::Display + 'a> {
        Some(id.clone())
    }
}
