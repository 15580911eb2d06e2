//! `message.break_runs`: what stands between two neighbouring lines with ink (vocabulary, section 14).

use super::computed::{Computed, Resolver};
use super::ink::{has_ink, is_blank};
use super::page::Page;
use super::property::Property as P;
use super::sizes::add;
use super::value::Value;
use super::widths::{Widths, leaves_ink};
use crate::model::{BreakRun, Item, Known, List, Measure, Ratio};
use policyc_diag::Span;

/// Runs of two breaks or more in HTML.
pub(super) fn break_runs(page: &Page<'_>, widths: &Widths) -> List<BreakRun> {
    let mut walk = Walk { page, widths, resolver: page.styles.resolver(page.document), runs: Vec::new() };
    let mut state = State::new();
    let end = page.styles.flat.nodes.len();
    walk.nodes(0, end, &mut state);
    let open = page.styles.open().or((walk.runs.len() >= MOST_RUNS).then_some("more break runs than are listed"));
    List { items: walk.runs, open }
}

const MOST_RUNS: usize = 20_000;

/// What lies behind the last line with ink.
#[derive(Debug, Clone)]
struct State {
    /// Whether some line with ink went before.
    begun: bool,
    /// Lines without ink since.
    blank: u32,
    /// Height since, if known.
    gap: Option<Ratio>,
    /// Vertical margins that still may collapse.
    margin: Ratio,
    /// What makes the run.
    places: Vec<Span>,
    /// Whether the line at hand has ink, or blanks that take a line.
    ink: bool,
    blanks: bool,
}

impl State {
    fn new() -> Self {
        let gap = Some(Ratio::ZERO);
        Self { begun: false, blank: 0, gap, margin: Ratio::ZERO, places: Vec::new(), ink: false, blanks: false }
    }

    /// Adds height, after the margins before it.
    fn grow(&mut self, height: Option<Ratio>) {
        let margin = std::mem::take(&mut self.margin);
        self.gap = self.gap.and_then(|gap| gap.plus(margin)?.plus(height?));
    }

    /// Adds a margin, which collapses with the one before.
    fn margin(&mut self, margin: Option<Ratio>) {
        match margin {
            Some(margin) => self.margin = self.margin.max(margin),
            None => self.gap = None,
        }
    }
}

struct Walk<'a> {
    page: &'a Page<'a>,
    widths: &'a Widths,
    resolver: Resolver<'a>,
    runs: Vec<BreakRun>,
}

impl Walk<'_> {
    /// Walks the nodes `from..to`; boxes that stand side by side are walked each on its own.
    fn nodes(&mut self, from: usize, to: usize, state: &mut State) {
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut at = from;
        loop {
            while let Some((block, _)) = open.pop_if(|(_, end)| *end <= at) {
                self.close(block, state);
            }
            if at >= to {
                return;
            }
            at = self.node(at, state, &mut open);
        }
    }

    /// Takes in one node; the index of the next one to look at.
    fn node(&mut self, at: usize, state: &mut State, open: &mut Vec<(usize, usize)>) -> usize {
        let flat = &self.page.styles.flat;
        let end = flat.end(at);
        let (Some(view), Some(own)) = (self.page.styles.views.get(at), self.page.styles.computed.get(at)) else {
            return end;
        };
        if flat.is_text(at) {
            if view.laid_out {
                self.text(at, own, state);
            }
            return end;
        }
        if !view.laid_out && &*own.display == "none" {
            return end;
        }
        match flat.name(at) {
            "" => return at + 1,
            "br" => {
                self.line_end(at, own, state);
                return end;
            }
            "img" | "svg" | "video" | "object" | "input" if view.laid_out => {
                self.picture(at, own, state);
                return end;
            }
            _ => {}
        }
        match &*own.display {
            "inline" | "contents" | "inline-block" | "ruby" | "ruby-base" | "ruby-text" => at + 1,
            "table-row" | "flex" | "inline-flex" | "grid" | "inline-grid" if self.side_by_side(at, own) => {
                self.row(at, end, own, state);
                end
            }
            "table-column" | "table-column-group" => end,
            _ => {
                self.open(at, own, state);
                if self.widths.has_ink(at, end) || !self.fixed(at, own, state) {
                    if flat.name(at) == "hr" {
                        state.ink = true;
                        self.inked(at, state);
                    }
                    open.push((at, end));
                    return at + 1;
                }
                self.close(at, state);
                end
            }
        }
    }

    fn side_by_side(&self, at: usize, own: &Computed) -> bool {
        !own.display.contains("flex")
            || self.resolver.word(at, P::FlexDirection, own).is_none_or(|word| word.starts_with("row"))
    }

    /// A text: its ink, its blanks, its kept line ends.
    fn text(&mut self, at: usize, own: &Computed, state: &mut State) {
        let text = self.page.text(at);
        if self.page.is_quoted(at) {
            *state = State::new();
            return;
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 && own.keeps_space {
                self.line_end(at, own, state);
            }
            if has_ink(line) {
                state.ink = true;
                self.inked(at, state);
            } else if line.chars().any(|sign| is_blank(sign) && (own.keeps_space || !sign.is_ascii_whitespace())) {
                state.blanks = true;
            }
        }
    }

    fn picture(&mut self, at: usize, own: &Computed, state: &mut State) {
        if leaves_ink(self.page.styles, &self.resolver, at) {
            state.ink = true;
            self.inked(at, state);
        } else if let Some(height) = self.resolver.px(at, P::Height, own) {
            self.tall(at, own, height, 0, state);
        }
    }

    /// Ink after blank lines closes a run.
    fn inked(&mut self, at: usize, state: &mut State) {
        if state.begun && state.blank > 0 && self.runs.len() < MOST_RUNS {
            state.grow(Some(Ratio::ZERO));
            let item =
                Item { places: std::mem::take(&mut state.places), visible: Known::Value(true), ..Item::default() };
            let gap = state.gap.map_or(Measure::UNKNOWN, Measure::exact);
            self.runs.push(BreakRun { item, count: state.blank + 1, gap });
        }
        let _ = at;
        *state = State { begun: true, ink: true, ..State::new() };
    }

    /// A `<br>` or a kept line end: a line of its own if nothing stands on it.
    fn line_end(&mut self, at: usize, own: &Computed, state: &mut State) {
        if !state.ink {
            state.blank = state.blank.saturating_add(1);
            state.grow(own.line());
        }
        add(&mut state.places, self.page.tag_spans(at));
        (state.ink, state.blanks) = (false, false);
    }

    /// The end of a box's line: one of blanks alone takes a line.
    fn settle(&mut self, at: usize, own: &Computed, state: &mut State) {
        if !state.ink && state.blanks {
            state.blank = state.blank.saturating_add(1);
            state.grow(own.line());
            add(&mut state.places, self.page.tag_spans(at));
        }
        (state.ink, state.blanks) = (false, false);
    }

    fn open(&mut self, at: usize, own: &Computed, state: &mut State) {
        let parent = self.page.styles.flat.parent(at);
        if let Some(above) = self.page.styles.computed.get(parent).cloned() {
            self.settle(parent, &above, state);
        }
        state.margin(self.length(at, own, P::MarginTop));
        self.padding(at, own, P::PaddingTop, state);
    }

    fn close(&mut self, at: usize, state: &mut State) {
        let Some(own) = self.page.styles.computed.get(at).cloned() else { return };
        self.settle(at, &own, state);
        self.padding(at, &own, P::PaddingBottom, state);
        state.margin(self.length(at, &own, P::MarginBottom));
    }

    fn padding(&self, at: usize, own: &Computed, property: P, state: &mut State) {
        match self.length(at, own, property) {
            Some(px) if px.is_zero() => {}
            other => state.grow(other),
        }
    }

    /// A margin or padding in px, nothing where none is given; none if it is relative.
    fn length(&self, at: usize, own: &Computed, property: P) -> Option<Ratio> {
        match self.resolver.own(at, property, own).0 {
            Some(Value::Length(length)) => length.resolve(own.units(), None),
            _ => Some(Ratio::ZERO),
        }
    }

    /// A box without ink and with a height of its own: as many lines as fit. Whether it was one.
    fn fixed(&mut self, at: usize, own: &Computed, state: &mut State) -> bool {
        let height = self.resolver.px(at, P::Height, own).or_else(|| self.resolver.px(at, P::MinHeight, own));
        let Some(height) = height else { return false };
        // Its text lines are counted apart, since the box takes at least those.
        let mut inner = State { begun: false, ..State::new() };
        let flat = &self.page.styles.flat;
        self.nodes(at + 1, flat.end(at), &mut inner);
        self.settle(at, own, &mut inner);
        self.tall(at, own, height, inner.blank, state);
        true
    }

    /// Adds a box of this height that holds `lines` of text without ink.
    fn tall(&mut self, at: usize, own: &Computed, height: Ratio, lines: u32, state: &mut State) {
        let fits = own.line().and_then(|line| height.over(line)).map_or(0, Ratio::floor);
        let fits = u32::try_from(fits.max(0)).unwrap_or(u32::MAX);
        let count = fits.max(lines);
        state.blank = state.blank.saturating_add(count);
        state.grow(Some(height));
        if count > 0 {
            add(&mut state.places, self.page.tag_spans(at));
        }
    }

    /// Boxes side by side: what lies above the row counts for the one that comes nearest, likewise below.
    fn row(&mut self, at: usize, end: usize, own: &Computed, state: &mut State) {
        let parent = self.page.styles.flat.parent(at);
        if let Some(above) = self.page.styles.computed.get(parent).cloned() {
            self.settle(parent, &above, state);
        }
        let inked = self.widths.has_ink(at, end);
        if !inked && self.fixed(at, own, state) {
            return;
        }
        let before = state.clone();
        let flat = &self.page.styles.flat;
        let cells: Vec<usize> = flat.children(at).collect();
        let mut first: Option<Vec<BreakRun>> = None;
        let mut last: Option<State> = None;
        let mut rest = Vec::new();
        for cell in cells {
            let end = flat.end(cell);
            let cell_inked = self.widths.has_ink(cell, end);
            if cell_inked != inked {
                continue;
            }
            let mut own = before.clone();
            let outer = std::mem::take(&mut self.runs);
            self.nodes(cell, end, &mut own);
            let mut runs = std::mem::replace(&mut self.runs, outer);
            if inked {
                // The run that leads into the row, if the lines before made one.
                let leads = before.begun && runs.first().is_some_and(|run| run.count > before.blank);
                let tail = if leads { runs.split_off(1) } else { std::mem::take(&mut runs) };
                rest.extend(tail);
                let nearer = first.as_ref().is_none_or(|known| count(&runs) < count(known));
                if nearer {
                    first = Some(runs);
                }
                last = Some(last.filter(|known| known.blank <= own.blank).unwrap_or(own));
            } else {
                last = Some(last.filter(|known| known.blank >= own.blank).unwrap_or(own));
            }
        }
        self.runs.extend(first.into_iter().flatten());
        self.runs.extend(rest);
        if let Some(last) = last {
            *state = last;
        }
    }
}

fn count(runs: &[BreakRun]) -> u32 {
    runs.first().map_or(0, |run| run.count)
}
