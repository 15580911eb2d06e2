//! Used sizes of images, by CSS, attributes and nature (CSS 2.2, 10.3.2 and 10.6.2).

use super::page::Page;
use super::property::Property as P;
use super::span_of::{Affine, Extent};
use super::value::Value;
use super::widths::{NARROWEST, Widths};
use crate::model::{Measure, Ratio};
use policyc_diag::Span;
use std::collections::BTreeMap;

/// Width, height, share of the maximum width, and the bytes that give each.
pub(crate) struct ReplacedSize {
    /// Used width in px.
    pub width: Measure,
    /// Used height in px.
    pub height: Measure,
    /// Width over the maximum width.
    pub share: Measure,
    /// Winning declarations by field.
    pub causes: BTreeMap<&'static str, Vec<Span>>,
}

impl Page<'_> {
    /// The used size of the image at `at`; `natural` is what its bytes say.
    pub(crate) fn replaced_size(
        &self,
        widths: &Widths,
        at: usize,
        natural: (Option<Ratio>, Option<Ratio>),
    ) -> ReplacedSize {
        let unknown = ReplacedSize {
            width: Measure::UNKNOWN,
            height: Measure::UNKNOWN,
            share: Measure::UNKNOWN,
            causes: BTreeMap::new(),
        };
        let (Some(place), None) = (widths.places.get(at), self.styles.open()) else { return unknown };
        let (base, fixed) = place.frame.map_or((widths.least, false), |(_, px)| (px, true));
        let ratio = natural.0.zip(natural.1).filter(|(w, h)| !w.is_zero() && !h.is_zero());
        let height_given =
            self.extent(at, P::Height, Extent::default()).filter(|own| own.is_exact() && own.low.share.is_zero());
        let by_ratio = |height: Ratio| ratio.and_then(|(w, h)| height.times(w)?.over(h));
        let own = self.extent(at, P::Width, place.width);
        let from_nature = match height_given {
            Some(height) => by_ratio(height.low.px),
            None => natural.0,
        };
        let start = own.or_else(|| from_nature.map(|px| Extent::exact(Affine::px(px))));
        let most = self.extent(at, P::MaxWidth, place.width);
        let least = self.extent(at, P::MinWidth, place.width);
        let line = if fixed { base } else { Ratio::whole(NARROWEST) };
        let width = match (start, most) {
            (Some(width), Some(most)) => Some(width.least(most, line)),
            (None, Some(most)) => Some(most.up_to()),
            (width, None) => width,
        };
        let width = match (width, least) {
            (Some(width), Some(least)) if least.low.at(line) > width.high.at(line) => Some(least),
            (width, _) => width,
        };
        let px = width.map_or(Measure::UNKNOWN, |width| width.px_of(base, fixed));
        let share = width.map_or(Measure::UNKNOWN, |width| width.share_of(base, fixed));
        let height = self.replaced_height(at, px, height_given, natural.1, ratio);
        ReplacedSize { width: px, height, share, causes: self.causes(at) }
    }

    fn replaced_height(
        &self,
        at: usize,
        width: Measure,
        given: Option<Extent>,
        natural: Option<Ratio>,
        ratio: Option<(Ratio, Ratio)>,
    ) -> Measure {
        let px = |property| {
            self.extent(at, property, Extent::default()).filter(|own| own.low.share.is_zero()).map(|own| own.low.px)
        };
        let start = match (given, width.value(), ratio) {
            (Some(height), ..) => Some(height.low.px),
            (_, Some(width), Some((w, h))) => width.times(h).and_then(|px| px.over(w)),
            _ => natural,
        };
        let most = px(P::MaxHeight);
        match (start, most) {
            (Some(height), most) => Measure::exact(most.map_or(height, |most| height.min(most))),
            (None, most) => Measure::between(most.map(|_| Ratio::ZERO), most),
        }
    }

    /// A size of the element as an extent; percentages count in `whole`.
    fn extent(&self, at: usize, property: P, whole: Extent) -> Option<Extent> {
        let own = self.styles.computed.get(at)?;
        let (Some(Value::Length(length)), _) = self.styles.resolver(self.document).own(at, property, own) else {
            return None;
        };
        if let Some((percent, px)) = length.linear(own.units()) {
            if whole == Extent::default() && !percent.is_zero() {
                return None;
            }
            return whole.part(percent, px);
        }
        let base = whole.is_exact().then_some(whole.low).filter(|low| low.share.is_zero()).map(|low| low.px);
        length.resolve(own.units(), base).map(|px| Extent::exact(Affine::px(px)))
    }

    fn causes(&self, at: usize) -> BTreeMap<&'static str, Vec<Span>> {
        let declared = |property| self.styles.cascade.declared.get(&at).and_then(|declared| declared.winner(property));
        let width = declared(P::Width).or_else(|| declared(P::MaxWidth));
        let height = declared(P::Height).or_else(|| declared(P::MaxHeight));
        let spans = |own: Option<usize>| own.map_or_else(|| self.tag_spans(at), |own| self.declaration_spans(own));
        [("width", width), ("height", height), ("width_share", width), ("row_share", width)]
            .into_iter()
            .map(|(name, own)| (name, spans(own)))
            .collect()
    }

    /// Whether nothing but blanks stands between two images of one line or one row.
    pub(crate) fn side_by_side(&self, widths: &Widths, before: usize, after: usize) -> bool {
        let flat = &self.styles.flat;
        if after < flat.end(before) || widths.has_ink(flat.end(before), after) {
            return false;
        }
        let display = |at: usize| self.styles.computed.get(at).map_or("block", |own| &*own.display);
        let inline = |at: usize| display(at).starts_with("inline") || display(at) == "contents";
        let above: Vec<usize> = flat.ancestors(before).collect();
        let Some(shared) = flat.ancestors(after).find(|at| above.contains(at)) else { return false };
        if matches!(display(shared), "table-row" | "flex" | "inline-flex" | "grid") {
            return true;
        }
        let apart = (flat.end(before)..after).any(|at| flat.name(at) == "br");
        let path = |from: usize| {
            std::iter::once(from).chain(flat.ancestors(from)).take_while(move |at| *at != shared).all(inline)
        };
        !apart && path(before) && path(after)
    }

    /// Addresses of the element's background images, and the declaration that gives them.
    pub(crate) fn backgrounds(&self, at: usize) -> Option<(Vec<String>, Vec<Span>)> {
        let own = self.styles.computed.get(at)?;
        let declared = self.styles.cascade.declared.get(&at)?.winner(P::BackgroundImage)?;
        let (Some(Value::Images(images)), _) = self.styles.resolver(self.document).own(at, P::BackgroundImage, own)
        else {
            return None;
        };
        Some((images, self.declaration_spans(declared)))
    }

    /// Addresses of fonts that sheets load, with their bytes.
    pub(crate) fn fonts(&self) -> Vec<(String, Vec<Span>)> {
        let fonts = self.styles.cascade.sheets.fonts.iter();
        fonts.map(|font| (font.src.clone(), super::styles::spans(self.document, &font.place))).collect()
    }
}
