//! Lists the images of a message.

use super::address;
use super::content::{self, describe, label};
use super::names::{accessible_name, ids};
use super::sizes::{measure, row_shares};
use crate::message::Message;
use crate::model::{Image, ImageOrigin, Item, Known, List, Measure, Ratio, Zone};
use crate::style::Page;
use ego_tree::NodeId;
use policyc_diag::Span;
use std::collections::{BTreeSet, HashMap};

/// `message.images`.
pub(super) fn images(message: &Message) -> List<Image> {
    let mut found = Collector { message, images: Vec::new(), used: BTreeSet::new() };
    let mut open = message.open();
    if let (Some(page), Some(widths)) = (Page::of(message), message.widths()) {
        open = open.or(page.open());
        let ids = ids(&page);
        for at in 0..page.len() {
            found.element(&page, &ids, at);
        }
        for (at, image) in found.images.iter_mut().filter(|(at, _)| *at != 0) {
            measure(&page, widths, *at, image);
        }
        row_shares(&page, widths, &mut found.images);
    }
    found.parts();
    let mut items: Vec<Image> = found.images.into_iter().map(|(_, image)| image).collect();
    if items.len() > message.limits().items {
        items.truncate(message.limits().items);
        open = open.or(Some("more images than are listed"));
    }
    List { items, open }
}

struct Collector<'a> {
    message: &'a Message,
    images: Vec<(usize, Image)>,
    /// Parts that something shows.
    used: BTreeSet<usize>,
}

impl Collector<'_> {
    fn element(&mut self, page: &Page<'_>, ids: &HashMap<String, NodeId>, at: usize) {
        let attr = |name: &str| page.attr(at, name);
        match page.name(at) {
            "img" => {
                self.attribute(page, ids, at, "src", ImageOrigin::Img);
                self.candidates(page, ids, at);
            }
            "source" => self.candidates(page, ids, at),
            "input" if attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")) => {
                self.attribute(page, ids, at, "src", ImageOrigin::Input);
            }
            "svg" if !page.has_ancestor(at, "svg") => {
                self.add(page, ids, at, None, ImageOrigin::Svg, page.tag_spans(at))
            }
            "image" | "feimage" => {
                let name = if attr("href").is_some() { "href" } else { "xlink:href" };
                self.attribute(page, ids, at, name, ImageOrigin::Svg);
            }
            "object" | "embed" => {
                let name = if page.name(at) == "object" { "data" } else { "src" };
                let kind = attr("type").unwrap_or_default().to_ascii_lowercase();
                let ending = attr(name).and_then(|src| label(Some(src), address::file_name(src).as_deref(), None));
                if kind.starts_with("image/")
                    || (kind.is_empty() && ending.is_some_and(|kind| kind.starts_with("image/")))
                {
                    self.attribute(page, ids, at, name, ImageOrigin::Object);
                }
            }
            "video" => self.attribute(page, ids, at, "poster", ImageOrigin::Poster),
            "v:image" | "v:imagedata" | "v:fill" => self.attribute(page, ids, at, "src", ImageOrigin::Outlook),
            "" => self.comment(page, at),
            _ => {}
        }
        if let Some((images, places)) = page.backgrounds(at) {
            for src in images.into_iter().filter(|src| !src.trim().is_empty()) {
                self.add(page, ids, at, Some((src, None)), ImageOrigin::Background, places.clone());
            }
        }
    }

    fn attribute(
        &mut self,
        page: &Page<'_>,
        ids: &HashMap<String, NodeId>,
        at: usize,
        name: &'static str,
        origin: ImageOrigin,
    ) {
        let Some(src) = page.attr(at, name).map(str::to_owned) else {
            if origin == ImageOrigin::Img && page.attr(at, "srcset").is_none() {
                self.add(page, ids, at, Some((String::new(), None)), origin, page.tag_spans(at));
            }
            return;
        };
        let places = page.id(at).map(|id| page.document.attribute_spans(id, name)).unwrap_or_default();
        self.add(page, ids, at, Some((src, Some(places))), origin, page.tag_spans(at));
    }

    /// The candidates of a `srcset`, each once (HTML, 4.8.4.2).
    fn candidates(&mut self, page: &Page<'_>, ids: &HashMap<String, NodeId>, at: usize) {
        let (Some(list), Some(id)) = (page.attr(at, "srcset").map(str::to_owned), page.id(at)) else { return };
        let mut from = 0;
        for piece in list.split_inclusive([',', ' ', '\n', '\t', '\r']).take(4096) {
            let start = from;
            from += piece.len();
            let before = list.get(..start).unwrap_or_default().trim_end();
            let word = piece.trim_end_matches([',', ' ', '\n', '\t', '\r']);
            // A candidate's address stands first or after a comma; a descriptor follows a blank.
            if word.is_empty() || !(before.is_empty() || before.ends_with(',')) || page.attr(at, "src") == Some(word) {
                continue;
            }
            let places = page.document.value_spans(id, "srcset", start..start + word.len());
            self.add(page, ids, at, Some((word.to_owned(), Some(places))), ImageOrigin::Source, page.tag_spans(at));
        }
    }

    /// VML in comments for one mail program.
    fn comment(&mut self, page: &Page<'_>, at: usize) {
        let Some((text, range)) = page.comment(at) else { return };
        if !text.contains("[if") || !text.contains("v:") {
            return;
        }
        for (start, _) in text.match_indices("<v:").take(1000) {
            let Some(tag) = text.get(start..).and_then(|rest| rest.split_once('>')).map(|(tag, _)| tag) else {
                continue;
            };
            let Some(src_at) = tag.find("src=") else { continue };
            let Some(value) = tag.get(src_at + 4..).and_then(quoted) else { continue };
            let from = range.start + 4 + start + src_at + 5;
            let src_places = page.document.spans(from..from + value.len());
            let tag_places = page.document.spans(range.start + 4 + start..range.start + 4 + start + tag.len() + 1);
            let mut image = Image { origin: ImageOrigin::Outlook, src: Some(value.to_owned()), ..Image::default() };
            let visible = Known::Value(false);
            image.item =
                Item { text: value.to_owned(), places: tag_places, zone: Zone::Hidden, visible, ..Item::default() };
            image.item.fields.insert("src", src_places);
            self.finish(image, 0);
        }
    }

    fn add(
        &mut self,
        page: &Page<'_>,
        ids: &HashMap<String, NodeId>,
        at: usize,
        src: Option<(String, Option<Vec<Span>>)>,
        origin: ImageOrigin,
        places: Vec<Span>,
    ) {
        let (visible, why) = page.sight(at);
        let hidden = visible == Known::Value(false);
        let mut image = Image { origin, src: src.as_ref().map(|(src, _)| src.clone()), ..Image::default() };
        image.item = Item {
            text: image.src.clone().unwrap_or_default(),
            places,
            zone: if hidden { Zone::Hidden } else { Zone::Body },
            visible,
            also: why,
            ..Item::default()
        };
        let element = !matches!(origin, ImageOrigin::Background | ImageOrigin::Poster);
        if let Some(id) = page.id(at).filter(|_| element) {
            image.alt = page.attr(at, "alt").map(str::to_owned);
            if image.alt.is_some() {
                image.item.fields.insert("alt", page.document.attribute_spans(id, "alt"));
            }
            if let Some((name, attribute)) = accessible_name(page, ids, at) {
                image.accessible_name = Some(name);
                image.item.fields.insert("accessible_name", page.document.attribute_spans(id, attribute));
            }
        }
        if origin == ImageOrigin::Svg && image.src.is_none() {
            image.media_type = Known::Value("image/svg+xml".to_owned());
            image.animated = Known::Value(page.svg_moves(at));
        }
        if let Some((src, Some(spans))) = src {
            image
                .item
                .fields
                .insert("src", if spans.is_empty() && src.is_empty() { page.tag_spans(at) } else { spans });
        }
        image.link_href = page.link_around(at);
        self.finish(image, at);
    }

    /// Fills in what the address and the bytes tell.
    fn finish(&mut self, mut image: Image, at: usize) {
        let src = image.src.clone();
        let mut part = None;
        if let Some(src) = &src {
            let found = content::bytes(self.message, src);
            part = content::part(self.message, src);
            self.used.extend(part);
            describe(&mut image, found.as_deref());
            if let Some(places) = image.item.fields.get("src").cloned() {
                image.item.fields.insert("scheme", places);
            }
            image.scheme = Known::Value(address::scheme(src));
            image.host = address::host(src);
            image.remote = Known::Value(address::remote(src));
            let identifiers = self.message.identifiers();
            image.personal_part = address::personal_part(src, |piece| {
                identifiers.items.iter().any(|id| piece.contains(id.item.text.as_str()) && !id.item.text.is_empty())
            });
            if image.personal_part.is_some() {
                let places = image.item.places_of("src").to_vec();
                image.item.fields.insert("personal_part", places);
            }
        } else {
            (image.scheme, image.host, image.remote) = (Known::Value(None), Known::Value(None), Known::Value(false));
        }
        let own = part.and_then(|part| self.message.parts().items.get(part));
        let file =
            src.as_deref().filter(|src| address::scheme(src).as_deref() != Some("data")).and_then(address::file_name);
        image.name = own.and_then(|part| part.name.clone()).or(file);
        image.labelled_media_type =
            label(src.as_deref(), image.name.as_deref(), own.map(|part| part.labelled_media_type.as_str()));
        image.name = image
            .name
            .or_else(|| image.media_type.as_ref().value().cloned())
            .or_else(|| image.labelled_media_type.clone());
        image.placeholder_kinds = self.holes(image.item.places_of("src"));
        self.images.push((at, image));
    }

    fn holes(&self, places: &[Span]) -> BTreeSet<String> {
        let within = |own: &Span| places.iter().any(|place| place.covers(*own));
        let holes = self.message.placeholders().items.iter().filter(|hole| hole.item.places.iter().any(within));
        holes.filter_map(|hole| hole.kind.as_ref().value().cloned()).collect()
    }

    /// Image parts that nothing shows.
    fn parts(&mut self) {
        for (number, part) in self.message.parts().items.iter().enumerate() {
            let kind = part.media_type.as_ref().value().map_or(part.labelled_media_type.as_str(), String::as_str);
            if !kind.starts_with("image/") || self.used.contains(&number) {
                continue;
            }
            let mut image = Image { origin: ImageOrigin::Part, name: part.name.clone(), ..Image::default() };
            image.item = Item { visible: Known::Value(false), zone: Zone::Attached, ..part.item.clone() };
            describe(&mut image, content::part_bytes(self.message, number).as_deref());
            image.labelled_media_type = Some(part.labelled_media_type.clone());
            image.name = image.name.or_else(|| Some(kind.to_owned()));
            (image.scheme, image.host, image.remote) = (Known::Value(None), Known::Value(None), Known::Value(false));
            let px = |side: Known<u32>| {
                side.value().map_or(Measure::UNKNOWN, |px| Measure::exact(Ratio::whole(i64::from(px))))
            };
            (image.width, image.height) = (px(image.natural_width), px(image.natural_height));
            self.images.push((0, image));
        }
    }
}

fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    text.get(1..)?.split_once(quote).map(|(value, _)| value)
}
