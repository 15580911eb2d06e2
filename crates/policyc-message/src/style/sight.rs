//! What a reader sees (vocabulary, section 4), and which declarations decide it.

use super::colour::{Colour, Rgba, contrast};
use super::computed::{Computed, Resolver};
use super::flat::Kind;
use super::ink::has_ink;
use super::property::Property as P;
use super::value::{Move, Value};
use crate::model::{Known, Ratio};
use std::rc::Rc;

/// What lies behind a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ground {
    /// An opaque colour, and the declaration that gives it.
    Plain(Rgba, Option<usize>),
    /// A picture, or a colour that is not worked out.
    Open(Option<usize>),
}

/// Why something is not seen.
#[derive(Debug, Clone, Default)]
pub(super) struct Veil {
    /// The declarations that decide it.
    pub declarations: Vec<usize>,
    /// The element that they hide.
    pub element: usize,
}

/// What is known of one node.
#[derive(Debug, Clone)]
pub(super) struct View {
    /// Whether it takes part in the layout.
    pub laid_out: bool,
    /// Whether a reader sees it.
    pub visible: Known<bool>,
    /// Why not.
    pub veil: Option<Rc<Veil>>,
    /// The ground under it.
    pub ground: Ground,
    /// Product of the opacities down to it.
    pub opacity: Ratio,
    /// The nearest declaration of an opacity below 1.
    pub faded: Option<usize>,
    /// Whether a box around it clips what overflows.
    pub clipped: bool,
    /// Contrast of a text with its ground, none for what is no text; inner none where it is not known.
    pub contrast: Option<Option<Ratio>>,
    /// Whether a veil of an ancestor hides all below.
    covered: bool,
}

/// Works out the view of every node.
pub(super) fn views(resolver: &Resolver<'_>, computed: &[Rc<Computed>]) -> Vec<View> {
    let mut views: Vec<View> = Vec::with_capacity(computed.len());
    let outside = View {
        laid_out: true,
        visible: Known::Value(true),
        veil: None,
        ground: Ground::Plain(Rgba::WHITE, None),
        opacity: Ratio::ONE,
        faded: None,
        clipped: false,
        contrast: None,
        covered: false,
    };
    for (at, (node, own)) in resolver.flat.nodes.iter().zip(computed).enumerate() {
        let above = if at == 0 { None } else { views.get(node.parent) }.unwrap_or(&outside).clone();
        let view = match &node.kind {
            Kind::Element(_) => element(resolver, at, own, above),
            Kind::Text => text(resolver.flat.text(resolver.html, at), node.parent, own, above),
            Kind::Other => View { laid_out: at == 0, ..above },
        };
        views.push(view);
    }
    views
}

fn element(resolver: &Resolver<'_>, at: usize, own: &Computed, above: View) -> View {
    let mut view = View { contrast: None, ..above };
    if let (Some(Value::Number(opacity)), source) = resolver.own(at, P::Opacity, own) {
        let opacity = opacity.clamp(Ratio::ZERO, Ratio::ONE);
        view.opacity = view.opacity.times(opacity).unwrap_or(view.opacity);
        if opacity < Ratio::ONE {
            view.faded = source.declaration();
        }
    }
    view.ground = ground(resolver, at, own, view.ground);
    view.clipped |=
        &*own.display != "inline" && clips(resolver, at, own, P::OverflowX) && clips(resolver, at, own, P::OverflowY);
    if view.covered {
        return view;
    }
    let veil = covering(resolver, at, own, &view);
    view.covered = veil.is_some();
    let veil = veil.or_else(|| (!own.shown).then(|| own.sources.visibility.declaration().into_iter().collect()));
    view.laid_out = veil.is_none();
    view.visible = Known::Value(view.laid_out);
    view.veil = veil.map(|declarations| Rc::new(Veil { declarations, element: at }));
    view
}

fn clips(resolver: &Resolver<'_>, at: usize, own: &Computed, property: P) -> bool {
    resolver.word(at, property, own).is_some_and(|word| word != "visible")
}

/// The ground of the element: its own background over what lies behind it.
fn ground(resolver: &Resolver<'_>, at: usize, own: &Computed, behind: Ground) -> Ground {
    let mut ground = behind;
    if let (Some(Value::Colour(colour)), source) = resolver.own(at, P::BackgroundColor, own) {
        let colour = match colour {
            Colour::Of(rgba) => Some(rgba),
            Colour::Current => own.colour,
            Colour::Open => None,
        };
        ground = match (colour, ground) {
            (None, _) => Ground::Open(source.declaration()),
            (Some(rgba), before) if rgba.alpha == 0 => before,
            (Some(rgba), _) if rgba.alpha >= 1000 => Ground::Plain(rgba, source.declaration()),
            (Some(rgba), Ground::Plain(under, _)) => Ground::Plain(rgba.over(under), source.declaration()),
            (Some(_), open) => open,
        };
    }
    match resolver.own(at, P::BackgroundImage, own) {
        (Some(Value::Images(images)), source) if !images.is_empty() => Ground::Open(source.declaration()),
        _ => ground,
    }
}

/// The declarations that hide the element and all in it, if any do; empty where the element's own kind does.
fn covering(resolver: &Resolver<'_>, at: usize, own: &Computed, view: &View) -> Option<Vec<usize>> {
    let (display, source) = resolver.own(at, P::Display, own);
    if display.as_ref().and_then(Value::word) == Some("none") {
        return Some(source.declaration().into_iter().collect());
    }
    let (content, source) = resolver.own(at, P::ContentVisibility, own);
    if content.as_ref().and_then(Value::word) == Some("hidden") {
        return Some(source.declaration().into_iter().collect());
    }
    if view.opacity <= Ratio::of(1, 10) {
        return Some(view.faded.into_iter().collect());
    }
    squeezed(resolver, at, own, [P::Width, P::MaxWidth, P::MinWidth], [P::PaddingLeft, P::PaddingRight], P::OverflowX)
        .or_else(|| {
            let sizes = [P::Height, P::MaxHeight, P::MinHeight];
            squeezed(resolver, at, own, sizes, [P::PaddingTop, P::PaddingBottom], P::OverflowY)
        })
        .or_else(|| cut(resolver, at, own))
        .or_else(|| shifted(resolver, at, own))
}

/// No width or no height: at most 1 px with clipped overflow, 0 for an image.
fn squeezed(
    resolver: &Resolver<'_>,
    at: usize,
    own: &Computed,
    sizes: [P; 3],
    padding: [P; 2],
    overflow: P,
) -> Option<Vec<usize>> {
    let is_image = matches!(resolver.flat.name(at), "img" | "svg" | "input" | "object" | "video" | "image");
    if !is_image && (&*own.display == "inline" || own.display.starts_with("table")) {
        return None;
    }
    let [size, most, least] = sizes;
    let limit = if is_image { Ratio::ZERO } else { Ratio::ONE };
    if resolver.px(at, least, own).is_some_and(|px| px > limit) {
        return None;
    }
    let small =
        [size, most].into_iter().find(|property| resolver.px(at, *property, own).is_some_and(|px| px <= limit))?;
    let (_, source) = resolver.own(at, small, own);
    if !is_image {
        if !clips(resolver, at, own, overflow) {
            return None;
        }
        if padding.iter().any(|side| {
            resolver.px(at, *side, own).is_none_or(|px| px > limit) && resolver.own(at, *side, own).0.is_some()
        }) {
            return None;
        }
    }
    let clip = resolver.own(at, overflow, own).1;
    Some([source, clip].into_iter().filter_map(super::computed::Source::declaration).collect())
}

/// A clip that leaves no area, or a scale of nought.
fn cut(resolver: &Resolver<'_>, at: usize, own: &Computed) -> Option<Vec<usize>> {
    let positioned = resolver.word(at, P::Position, own).is_some_and(|word| word == "absolute" || word == "fixed");
    for property in [P::ClipPath, P::Clip] {
        let (value, source) = resolver.own(at, property, own);
        if value.as_ref().and_then(Value::word) == Some("empty") && (positioned || property == P::ClipPath) {
            return Some(source.declaration().into_iter().collect());
        }
    }
    if own.zoom.is_some_and(Ratio::is_zero) {
        let sources = [P::Transform, P::Scale, P::Zoom].map(|property| resolver.own(at, property, own).1.declaration());
        return Some(sources.into_iter().flatten().collect());
    }
    None
}

/// Moved off the page.
fn shifted(resolver: &Resolver<'_>, at: usize, own: &Computed) -> Option<Vec<usize>> {
    let far = |px: Ratio| px >= Ratio::whole(999) || px <= Ratio::whole(-999);
    let position = resolver.word(at, P::Position, own);
    let floats_free = position.as_deref().is_some_and(|word| word == "absolute" || word == "fixed");
    let placed = position.is_some_and(|word| word != "static");
    for (property, size, applies) in [
        (P::Left, P::Width, placed),
        (P::Top, P::Height, placed),
        (P::MarginLeft, P::Width, true),
        (P::MarginTop, P::Height, &*own.display != "inline"),
    ] {
        let Some(px) = resolver.px(at, property, own).filter(|_| applies) else { continue };
        let beyond = floats_free
            && px.is_negative()
            && resolver.px(at, size, own).and_then(|size| size.plus(px)).is_some_and(|end| end <= Ratio::ZERO);
        if far(px) || beyond {
            return Some(resolver.own(at, property, own).1.declaration().into_iter().collect());
        }
    }
    let (moves, source) = resolver.own(at, P::Transform, own);
    if let Some(Value::Moves(moves)) = moves
        && &*own.display != "inline"
    {
        let away = |one: &Move| match one {
            Move::Shift(sides) => sides.iter().any(|l| l.resolve(own.units(), None).is_some_and(far)),
            _ => false,
        };
        if moves.iter().any(away) {
            return Some(source.declaration().into_iter().collect());
        }
    }
    None
}

/// A text: hidden as its element is, or by its size, its indent or its colour.
fn text(text: &str, element: usize, own: &Computed, above: View) -> View {
    let mut view = above;
    if !view.laid_out {
        return view;
    }
    let size = own.font_size.and_then(|px| px.times(own.zoom?));
    let tiny = size.is_some_and(|px| px <= Ratio::whole(2));
    let flat = view.clipped && own.line().is_some_and(Ratio::is_zero);
    let moved = own.indent.is_some_and(|px| px >= Ratio::whole(999) || px <= Ratio::whole(-999));
    let fill = own.fill.is_some();
    let clear = own.text_colour().is_some_and(|colour| colour.alpha <= 100);
    let colour = if fill { own.sources.fill } else { own.sources.colour };
    let reason = match (tiny, flat, moved, clear) {
        (true, ..) => Some(own.sources.font_size),
        (_, true, ..) => Some(own.sources.line_height),
        (_, _, true, _) => Some(own.sources.indent),
        (.., true) => Some(colour),
        _ => None,
    };
    if let Some(source) = reason {
        let declarations = source.declaration().into_iter().collect();
        return View {
            laid_out: false,
            visible: Known::Value(false),
            veil: Some(Rc::new(Veil { declarations, element })),
            ..view
        };
    }
    if !has_ink(text) {
        return view;
    }
    let found = match (own.text_colour(), view.ground) {
        (Some(mut front), Ground::Plain(back, _)) => {
            front.alpha = faded(front.alpha, view.opacity);
            Some(contrast(front.over(back), back))
        }
        _ => None,
    };
    view.contrast = Some(found);
    view.visible = found.map_or(Known::Unknown, |ratio| Known::Value(ratio >= Ratio::of(6, 5)));
    if view.visible == Known::Value(false) {
        let (Ground::Plain(_, back) | Ground::Open(back)) = view.ground;
        let declarations = [colour.declaration(), back].into_iter().flatten().collect();
        view.veil = Some(Rc::new(Veil { declarations, element }));
    }
    view
}

fn faded(alpha: u16, opacity: Ratio) -> u16 {
    let product =
        opacity.times(Ratio::whole(i64::from(alpha))).map_or(i128::from(alpha), |product| product.rounded().floor());
    u16::try_from(product.clamp(0, 1000)).unwrap_or(alpha)
}
