//! Widths (vocabulary, section 13): the frame of every box, its available width, and what lies on both sides of it.

use super::computed::{Computed, Resolver};
use super::flat::Kind;
use super::length::Length;
use super::property::Property as P;
use super::span_of::{Affine, Extent};
use super::styles::Styles;
use super::value::Value;
use crate::html::HtmlDocument;
use crate::model::{Measure, Ratio};
use std::collections::HashMap;

/// The narrowest page that a text has to flow in (WCAG 2.2, 1.4.10).
pub(super) const NARROWEST: i64 = 320;

/// What lies between a box and the edge of its frame on one side.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Side {
    /// Margins, borders, padding, empty columns with a width.
    pub hard: Extent,
    /// Free space of `auto` and `align`, empty columns without a width: nothing beside a frame.
    pub soft: Extent,
    /// The declaration that contributes most, and how much.
    pub cause: Option<usize>,
    most: Ratio,
}

/// A box in its frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The frame's element and its width; none where the page is fluid.
    pub frame: Option<(usize, Ratio)>,
    /// The declaration of the frame's width.
    pub frame_cause: Option<usize>,
    /// Width of the content.
    pub width: Extent,
    /// From the frame's left edge to the content.
    pub left: Side,
    /// From the content to the frame's right edge.
    pub right: Side,
    /// The same around the frame, in the fluid page.
    pub around: (Extent, Extent),
}

/// Places of all nodes.
#[derive(Debug)]
pub(crate) struct Widths {
    /// By index in the flat tree.
    pub(super) places: Vec<Place>,
    /// The least width of the fluid page.
    pub(super) least: Ratio,
    /// How many nodes with ink stand before each index.
    ink: Vec<usize>,
}

impl Widths {
    /// Works out the places of all boxes.
    pub(super) fn of(styles: &Styles, document: &HtmlDocument) -> Self {
        let ink = ink_up_to(styles, document);
        let fluid = Place {
            frame: None,
            frame_cause: None,
            width: Extent::exact(Affine::WHOLE),
            left: Side::default(),
            right: Side::default(),
            around: (Extent::default(), Extent::default()),
        };
        let least = Ratio::whole(NARROWEST);
        let mut widths = Self { places: Vec::with_capacity(styles.flat.nodes.len()), least, ink };
        let mut layout = Layout { styles, resolver: styles.resolver(document), cells: HashMap::new() };
        for (at, node) in styles.flat.nodes.iter().enumerate() {
            let parent = if at == 0 { fluid } else { widths.places.get(node.parent).copied().unwrap_or(fluid) };
            let place = match (&node.kind, styles.computed.get(at)) {
                (Kind::Element(_), Some(own)) => layout.place(&widths, at, own, &parent),
                _ => parent,
            };
            if let Some((_, frame)) = place.frame
                && widths.has_ink(at, styles.flat.end(at))
            {
                widths.least = widths.least.max(frame);
            }
            widths.places.push(place);
        }
        widths
    }

    /// Whether there is ink among the nodes `from..to`.
    pub(super) fn has_ink(&self, from: usize, to: usize) -> bool {
        let up_to = |at: usize| self.ink.get(at.min(self.ink.len().saturating_sub(1))).copied().unwrap_or(0);
        up_to(to) > up_to(from)
    }

    /// The share of the maximum width that an extent at `at` is.
    pub(super) fn share(&self, at: usize, extent: Extent) -> Measure {
        match self.places.get(at).and_then(|place| place.frame) {
            Some((_, frame)) => extent.share_of(frame, true),
            None => extent.share_of(self.least, false),
        }
    }

    /// Margins left and right of the content at `at`, as shares.
    pub(super) fn margins(&self, at: usize) -> (Measure, Measure) {
        let Some(place) = self.places.get(at) else { return (Measure::UNKNOWN, Measure::UNKNOWN) };
        let side = |side: &Side, around: Extent| {
            let inner = side.hard.plus(side.soft).map_or(Measure::UNKNOWN, |all| self.share(at, all));
            if place.frame.is_none() {
                return inner;
            }
            let outer = around.share_of(self.least, false);
            let sum = |a: Option<Ratio>, b: Option<Ratio>| a?.plus(b?);
            Measure::between(sum(inner.low, outer.low), sum(inner.high, outer.high))
        };
        (side(&place.left, place.around.0), side(&place.right, place.around.1))
    }

    /// The widest frame of ink; bounds where some ink has none.
    pub(super) fn maximum(&self, styles: &Styles) -> (Measure, Option<usize>) {
        let (mut widest, mut fluid) = (None::<(Ratio, Option<usize>)>, false);
        for (at, place) in self.places.iter().enumerate() {
            if styles.flat.children(at).next().is_some() || !self.has_ink(at, at + 1) {
                continue;
            }
            match place.frame {
                Some((_, width)) if widest.is_none_or(|(before, _)| width > before) => {
                    widest = Some((width, place.frame_cause))
                }
                Some(_) => {}
                None => fluid = true,
            }
        }
        match (widest, fluid) {
            (Some((width, cause)), false) => (Measure::exact(width), cause),
            (found, _) => (Measure::between(Some(self.least), None), found.and_then(|(_, cause)| cause)),
        }
    }
}

/// Numbers of nodes with ink before each index, and one more at the end.
fn ink_up_to(styles: &Styles, document: &HtmlDocument) -> Vec<usize> {
    let resolver = styles.resolver(document);
    let mut sums = Vec::with_capacity(styles.flat.nodes.len() + 1);
    let mut sum = 0;
    for at in 0..styles.flat.nodes.len() {
        sums.push(sum);
        sum += usize::from(leaves_ink(styles, &resolver, at));
    }
    sums.push(sum);
    sums
}

/// Whether the node itself leaves ink: visible text, a visible picture over 3 x 3 px, a rule.
pub(super) fn leaves_ink(styles: &Styles, resolver: &Resolver<'_>, at: usize) -> bool {
    let (Some(view), Some(own)) = (styles.views.get(at), styles.computed.get(at)) else { return false };
    if !view.laid_out {
        return false;
    }
    if styles.flat.is_text(at) {
        return view.visible != crate::model::Known::Value(false)
            && super::ink::has_ink(styles.flat.text(resolver.html, at));
    }
    match styles.flat.name(at) {
        "hr" => true,
        "img" | "svg" | "video" | "object" | "input" | "image" => {
            let small = |property| resolver.px(at, property, own).is_some_and(|px| px <= Ratio::whole(3));
            !(small(P::Width) && small(P::Height))
        }
        _ => false,
    }
}

struct Layout<'a> {
    styles: &'a Styles,
    resolver: Resolver<'a>,
    /// Plans for the cells of tables met so far.
    cells: HashMap<usize, Cell>,
}

/// What a table gives one of its cells.
#[derive(Debug, Clone, Copy)]
struct Cell {
    width: Extent,
    left: Side,
    right: Side,
    alone: bool,
}

impl Layout<'_> {
    fn place(&mut self, widths: &Widths, at: usize, own: &Computed, parent: &Place) -> Place {
        let display = own.display.clone();
        let place = match &*display {
            "none" | "contents" | "inline" | "ruby" | "table-row" | "table-column" => *parent,
            other if other.starts_with("table-") && other.contains("group") => *parent,
            "table-cell" => self.cell(at, own, parent),
            _ => self.block(at, own, parent),
        };
        if matches!(&*display, "table" | "inline-table") {
            self.plan(widths, at, &place);
        }
        place
    }

    fn block(&self, at: usize, own: &Computed, parent: &Place) -> Place {
        let is_image = matches!(self.styles.flat.name(at), "img" | "svg" | "video" | "input" | "object" | "canvas");
        let definite = if is_image { None } else { self.definite(at, own) };
        let (left, right) = (self.outer(at, own, parent, true), self.outer(at, own, parent, false));
        let shrinks = own.display.starts_with("inline")
            || own.display.starts_with("table")
            || is_image
            || self.resolver.word(at, P::Float, own).is_some_and(|word| word != "none")
            || self.in_flex(at);
        let outer = left.0.plus(right.0);
        let room = outer.and_then(|outer| parent.width.minus(outer)).unwrap_or(parent.width.up_to());
        let width = match definite {
            Some((px, _)) if parent.frame.is_some() => {
                Extent::exact(Affine::px(px)).least(parent.width, self.least_of(parent))
            }
            Some((px, _)) => Extent::exact(Affine::px(px)),
            None => self.fluid_width(at, own, parent, room, shrinks),
        };
        if let (Some((px, cause)), None) = (definite, parent.frame) {
            return self.frame(at, own, parent, px, cause, (left.0, right.0));
        }
        let free = room.minus(width).unwrap_or_default();
        let (free_left, free_right) = self.free(at, own, free);
        let inner_left = self.inner(at, own, parent, true);
        let inner_right = self.inner(at, own, parent, false);
        let border_box = definite.is_none() || self.border_box(at, own);
        let content = match border_box {
            true => inner_left.0.plus(inner_right.0).and_then(|inner| width.minus(inner)).unwrap_or(width.up_to()),
            false => width,
        };
        Place {
            width: content,
            left: parent.left.with(left).with(inner_left).softly(free_left),
            right: parent.right.with(right).with(inner_right).softly(free_right),
            ..*parent
        }
    }

    /// A box with a definite width in a fluid page: measures start anew from it.
    fn frame(
        &self,
        at: usize,
        own: &Computed,
        parent: &Place,
        px: Ratio,
        cause: usize,
        outer: (Extent, Extent),
    ) -> Place {
        let width = Extent::exact(Affine::px(px));
        let inner_left = self.inner(at, own, parent, true);
        let inner_right = self.inner(at, own, parent, false);
        let content = match self.border_box(at, own) {
            true => inner_left.0.plus(inner_right.0).and_then(|inner| width.minus(inner)).unwrap_or(width.up_to()),
            false => width,
        };
        let around = |side: &Side, own: Extent| side.hard.plus(own).unwrap_or_default();
        Place {
            frame: Some((at, px)),
            frame_cause: Some(cause),
            width: content,
            left: Side::default().with(inner_left),
            right: Side::default().with(inner_right),
            around: (around(&parent.left, outer.0), around(&parent.right, outer.1)),
        }
    }

    fn least_of(&self, place: &Place) -> Ratio {
        place.frame.map_or(Ratio::whole(NARROWEST), |(_, px)| px)
    }

    fn in_flex(&self, at: usize) -> bool {
        let parent = self.styles.computed.get(self.styles.flat.parent(at));
        parent.is_some_and(|parent| {
            let row = parent.display.contains("flex") || parent.display.contains("-box");
            row && self
                .resolver
                .word(self.styles.flat.parent(at), P::FlexDirection, parent)
                .is_none_or(|word| word.starts_with("row"))
        }) || parent.is_some_and(|parent| parent.display.contains("grid"))
    }

    /// `width`, else `max-width`, in px, with its declaration.
    fn definite(&self, at: usize, own: &Computed) -> Option<(Ratio, usize)> {
        let px = |property: P| {
            let (value, source) = self.resolver.own(at, property, own);
            let Some(Value::Length(length)) = value else { return None };
            (!length.has_percent()).then(|| length.resolve(own.units(), None)).flatten().zip(source.declaration())
        };
        match (px(P::Width), px(P::MaxWidth)) {
            (Some(width), Some(most)) => Some(if most.0 < width.0 { most } else { width }),
            (width, most) => width.or(most),
        }
    }

    /// The width of a box without a definite one.
    fn fluid_width(&self, at: usize, own: &Computed, parent: &Place, room: Extent, shrinks: bool) -> Extent {
        let relative = |property: P| match self.resolver.own(at, property, own).0 {
            Some(Value::Length(length)) => Some(self.relative(&length, own, parent)),
            _ => None,
        };
        let width = relative(P::Width).unwrap_or(if shrinks { room.up_to() } else { room });
        match relative(P::MaxWidth) {
            Some(most) => width.least(most, self.least_of(parent)),
            None => width,
        }
    }

    /// A length with percentages of the parent's width.
    fn relative(&self, length: &Length, own: &Computed, parent: &Place) -> Extent {
        if let Some((percent, px)) = length.linear(own.units()) {
            return parent.width.part(percent, px).unwrap_or(parent.width.up_to());
        }
        let whole =
            parent.width.is_exact().then_some(parent.width.low).filter(|low| low.share.is_zero()).map(|low| low.px);
        match length.resolve(own.units(), whole) {
            Some(px) => Extent::exact(Affine::px(px)),
            None => parent.width.up_to(),
        }
    }

    /// The author's margin on one side.
    fn outer(&self, at: usize, own: &Computed, parent: &Place, left: bool) -> (Extent, Option<usize>) {
        self.author(at, own, parent, if left { P::MarginLeft } else { P::MarginRight })
    }

    /// The author's border and padding on one side.
    fn inner(&self, at: usize, own: &Computed, parent: &Place, left: bool) -> (Extent, Option<usize>) {
        let (padding, cause) = self.author(at, own, parent, if left { P::PaddingLeft } else { P::PaddingRight });
        let (style, width) =
            if left { (P::BorderLeftStyle, P::BorderLeftWidth) } else { (P::BorderRightStyle, P::BorderRightWidth) };
        if !self.resolver.word(at, style, own).is_some_and(|word| word != "none" && word != "hidden") {
            return (padding, cause);
        }
        let border = match self.resolver.own(at, width, own).0 {
            Some(Value::Length(length)) => length.resolve(own.units(), None).unwrap_or_default(),
            _ => Ratio::whole(3),
        };
        (padding.plus(Extent::exact(Affine::px(border))).unwrap_or(padding), cause)
    }

    /// A margin or padding that the author declared; what user agents give counts nothing, nor does a negative one.
    fn author(&self, at: usize, own: &Computed, parent: &Place, property: P) -> (Extent, Option<usize>) {
        let (value, source) = self.resolver.own(at, property, own);
        let (Some(Value::Length(length)), Some(declaration)) = (value, source.declaration()) else {
            return Default::default();
        };
        if length.is_negative() {
            return Default::default();
        }
        (self.relative(&length, own, parent), Some(declaration))
    }

    fn border_box(&self, at: usize, own: &Computed) -> bool {
        let default = own.display.contains("table") || self.styles.flat.name(at) == "input";
        self.resolver.word(at, P::BoxSizing, own).map_or(default, |word| word == "border-box")
    }

    /// How free space beside a narrower box is shared out; at the end of a line it is no margin.
    fn free(&self, at: usize, own: &Computed, free: Extent) -> (Extent, Extent) {
        let auto = |property| self.resolver.word(at, property, own).as_deref() == Some("auto");
        let half = free.times(Ratio::of(1, 2)).unwrap_or_default();
        match (auto(P::MarginLeft), auto(P::MarginRight)) {
            (true, true) => return (half, half),
            (true, false) => return (free, Extent::default()),
            (false, true) => return (Extent::default(), free),
            (false, false) => {}
        }
        if self.resolver.word(at, P::Float, own).as_deref() == Some("right") {
            return (free, Extent::default());
        }
        let above = self.styles.computed.get(self.styles.flat.parent(at)).map(|parent| parent.align.clone());
        let inline = own.display.starts_with("inline");
        match above.as_deref() {
            Some("-webkit-center" | "-moz-center") => (half, half),
            Some("center") if inline => (half, half),
            Some("-webkit-right" | "-moz-right") => (free, Extent::default()),
            Some("right" | "end") if inline => (free, Extent::default()),
            _ => Default::default(),
        }
    }

    fn cell(&self, at: usize, own: &Computed, parent: &Place) -> Place {
        let plan = self.cells.get(&at).copied();
        let Some(plan) = plan else { return self.block(at, own, parent) };
        if plan.alone
            && parent.frame.is_none()
            && let Some((px, cause)) = self.definite(at, own)
        {
            return self.frame(at, own, parent, px, cause, Default::default());
        }
        let inner_left = self.inner(at, own, parent, true);
        let inner_right = self.inner(at, own, parent, false);
        let content =
            inner_left.0.plus(inner_right.0).and_then(|inner| plan.width.minus(inner)).unwrap_or(plan.width.up_to());
        Place {
            width: content,
            left: parent.left.and(plan.left).with(inner_left),
            right: parent.right.and(plan.right).with(inner_right),
            ..*parent
        }
    }

    /// Shares out the width of a table among its cells.
    fn plan(&mut self, widths: &Widths, table: usize, place: &Place) {
        let rows = self.rows(table);
        let columns = self.columns(&rows, place);
        for row in &rows {
            self.plan_row(widths, row, &columns, place);
        }
    }

    /// The rows of a table: their cells with the columns that each begins at and spans.
    fn rows(&self, table: usize) -> Vec<Vec<(usize, usize, usize)>> {
        let flat = &self.styles.flat;
        let display = |at: usize| self.styles.computed.get(at).map_or("", |own| &*own.display);
        let is_group =
            |at: &usize| matches!(display(*at), "table-row-group" | "table-header-group" | "table-footer-group");
        let groups = flat.children(table).filter(is_group).flat_map(|group| flat.children(group));
        let direct = flat.children(table).filter(|at| !is_group(at));
        let rows = groups.chain(direct).filter(|at| display(*at) == "table-row");
        rows.map(|row| {
            let mut column = 0;
            let cells = flat.children(row).filter(|at| display(*at) == "table-cell");
            cells
                .map(|cell| {
                    let span = flat
                        .attr(self.resolver.html, cell, "colspan")
                        .and_then(|span| span.trim().parse::<usize>().ok());
                    let span = span.unwrap_or(1).clamp(1, 1000);
                    let from = column;
                    column += span;
                    (cell, from, span)
                })
                .collect()
        })
        .collect()
    }

    /// Widths of the columns that some cell gives one, in the order of the rows.
    fn columns(&self, rows: &[Vec<(usize, usize, usize)>], place: &Place) -> HashMap<usize, Extent> {
        let mut columns = HashMap::new();
        for (cell, from, _) in rows.iter().flatten().filter(|(.., span)| *span == 1) {
            if let Some(width) = self.cell_width(*cell, place) {
                columns.entry(*from).or_insert(width);
            }
        }
        columns
    }

    fn cell_width(&self, cell: usize, place: &Place) -> Option<Extent> {
        let own = self.styles.computed.get(cell)?;
        match self.resolver.own(cell, P::Width, own).0 {
            Some(Value::Length(length)) => Some(self.relative(&length, own, place)),
            _ => None,
        }
    }

    fn plan_row(
        &mut self,
        widths: &Widths,
        row: &[(usize, usize, usize)],
        columns: &HashMap<usize, Extent>,
        place: &Place,
    ) {
        let given = |(cell, from, span): &(usize, usize, usize)| {
            self.cell_width(*cell, place).or_else(|| {
                let own = (*from..from + span).map(|column| columns.get(&column).copied());
                own.take(64).try_fold(Extent::default(), |sum, column| sum.plus(column?))
            })
        };
        let known: Vec<Option<Extent>> = row.iter().map(given).collect();
        let sum = known.iter().flatten().try_fold(Extent::default(), |sum, own| sum.plus(*own));
        let rest = sum.and_then(|sum| place.width.minus(sum)).unwrap_or(place.width.up_to());
        let open = known.iter().filter(|own| own.is_none()).count();
        let width = |own: &Option<Extent>| own.unwrap_or(if open == 1 { rest } else { rest.up_to() });
        let inked: Vec<bool> =
            row.iter().map(|(cell, ..)| widths.has_ink(*cell, self.styles.flat.end(*cell))).collect();
        let first = inked.iter().position(|ink| *ink).unwrap_or(row.len());
        let last = inked.iter().rposition(|ink| *ink).unwrap_or(0);
        let side = |cells: std::ops::Range<usize>| {
            let mut side = Side::default();
            for number in cells {
                let Some(own) = known.get(number) else { continue };
                let cause =
                    row.get(number).and_then(|(cell, ..)| self.styles.cascade.declared.get(cell)?.winner(P::Width));
                side = if own.is_some() { side.with((width(own), cause)) } else { side.softly(width(own)) };
            }
            side
        };
        // The outer columns without ink lie beside every cell within.
        let (left, right) = (side(0..first), side(last + 1..row.len()));
        for (number, ((cell, ..), own)) in row.iter().zip(&known).enumerate() {
            let plan = Cell {
                width: width(own),
                left: if number >= first { left } else { Side::default() },
                right: if number <= last { right } else { Side::default() },
                alone: row.len() == 1,
            };
            self.cells.insert(*cell, plan);
        }
    }
}

impl Side {
    fn with(mut self, (extent, cause): (Extent, Option<usize>)) -> Self {
        self.hard = self.hard.plus(extent).unwrap_or(self.hard);
        let size = extent.high.at(Ratio::whole(NARROWEST)).unwrap_or_default();
        if cause.is_some() && size > self.most {
            (self.cause, self.most) = (cause, size);
        }
        self
    }

    fn softly(mut self, extent: Extent) -> Self {
        self.soft = self.soft.plus(extent).unwrap_or(self.soft);
        self
    }

    fn and(self, other: Self) -> Self {
        let hard = self.with((other.hard, other.cause));
        hard.softly(other.soft)
    }
}
