//! `message.trackers` and `message.active_contents` (vocabulary, section 11).

use super::address::{self, personal_part};
use crate::message::Message;
use crate::model::{
    ActiveContent, ActiveKind, Image, ImageOrigin, Item, Known, List, Ratio, Tracker, TrackerKind, Zone,
};
use crate::style::Page;
use policyc_diag::Span;

/// What surely reports back that the message was opened.
pub(super) fn trackers(message: &Message) -> List<Tracker> {
    let mut items: Vec<Tracker> = message.images().items.iter().filter_map(pixel).collect();
    let opaque = |src: &str| {
        personal_part(src, |piece| {
            message
                .identifiers()
                .items
                .iter()
                .any(|id| !id.item.text.is_empty() && piece.contains(id.item.text.as_str()))
        })
        .is_some()
    };
    let mut open = message.images().open;
    if let Some(page) = Page::of(message) {
        open = open.or(page.open());
        for at in 0..page.len() {
            element(&page, at, &opaque, &mut items);
        }
        let fonts = page.fonts().into_iter().filter(|(src, _)| opaque(src));
        items.extend(fonts.map(|(src, places)| tracker(TrackerKind::Font, src, places, Vec::new())));
        let sheets = message.style().external_sheets.items.iter().filter(|sheet| opaque(&sheet.src));
        items.extend(sheets.map(|sheet| {
            tracker(TrackerKind::StyleSheet, sheet.src.clone(), sheet.item.places.clone(), sheet.item.also.clone())
        }));
    }
    for header in message.envelope().headers.items.iter().filter(|header| header.name == "disposition-notification-to")
    {
        let item = Item { zone: Zone::Header, ..header.item.clone() };
        items.push(Tracker { item, kind: TrackerKind::Receipt, src: None, host: Known::Value(None) });
    }
    List { items, open }
}

fn tracker(kind: TrackerKind, src: String, places: Vec<Span>, also: Vec<Span>) -> Tracker {
    let host = address::host(&src);
    let item =
        Item { text: src.clone(), places, visible: Known::Value(false), zone: Zone::Hidden, also, ..Item::default() };
    Tracker { item, kind, src: Some(src), host }
}

fn pixel(image: &Image) -> Option<Tracker> {
    if image.remote != Known::Value(true) {
        return None;
    }
    let tiny = [image.width, image.height].iter().all(|side| side.high.is_some_and(|px| px <= Ratio::whole(3)));
    let unseen = image.item.visible == Known::Value(false);
    // A background is seen or not with its box; candidates of `srcset` are loaded in place of the image itself.
    if !(tiny || unseen) || image.origin == ImageOrigin::Outlook {
        return None;
    }
    let kind = if image.origin == ImageOrigin::Background { TrackerKind::Background } else { TrackerKind::Pixel };
    Some(Tracker { item: image.item.clone(), kind, src: image.src.clone(), host: image.host.clone() })
}

fn element(page: &Page<'_>, at: usize, opaque: &dyn Fn(&str) -> bool, items: &mut Vec<Tracker>) {
    let kind = match page.name(at) {
        "iframe" | "frame" => Some(TrackerKind::Frame),
        "audio" | "video" | "track" => Some(TrackerKind::Media),
        "source" if !page.has_ancestor(at, "picture") => Some(TrackerKind::Media),
        "a" | "area" => {
            if let Some(ping) = page.attr(at, "ping").filter(|ping| !ping.trim().is_empty()) {
                let places = page.id(at).map(|id| page.document.attribute_spans(id, "ping")).unwrap_or_default();
                items.push(tracker(TrackerKind::Ping, ping.trim().to_owned(), places, page.tag_spans(at)));
            }
            None
        }
        _ => None,
    };
    if let (Some(kind), Some(src)) = (kind, page.attr(at, "src").filter(|src| opaque(src))) {
        items.push(tracker(kind, src.to_owned(), page.tag_spans(at), Vec::new()));
    }
}

/// What runs, asks or plays in a message.
pub(super) fn active_contents(message: &Message) -> List<ActiveContent> {
    let mut items = Vec::new();
    let mut open = message.open();
    if let Some(page) = Page::of(message) {
        open = open.or(page.document.open());
        for at in 0..page.len() {
            if items.len() >= message.limits().items {
                open = open.or(Some("more active contents than are listed"));
                break;
            }
            active_element(&page, at, &mut items);
        }
    }
    for (number, part) in message.parts().items.iter().enumerate() {
        let flash = |bytes: &[u8]| [b"FWS", b"CWS", b"ZWS"].iter().any(|signature| bytes.starts_with(*signature));
        let labelled = part.labelled_media_type == "application/x-shockwave-flash";
        if labelled || message.part_bytes(number).is_some_and(|found| flash(&found.bytes)) {
            items.push(ActiveContent { item: part.item.clone(), kind: ActiveKind::Flash });
        }
    }
    List { items, open }
}

fn active_element(page: &Page<'_>, at: usize, items: &mut Vec<ActiveContent>) {
    let name = page.name(at);
    if name.is_empty() {
        return;
    }
    let flash = |src: &str| {
        page.attr(at, src)
            .is_some_and(|src| address::file_name(src).is_some_and(|file| file.to_ascii_lowercase().ends_with(".swf")))
    };
    let kind = match name {
        "script" if page.attr(at, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("json")) => None,
        "script" => Some(ActiveKind::Script),
        "form" => Some(ActiveKind::Form),
        "iframe" | "frame" => Some(ActiveKind::Frame),
        "object" | "embed" | "applet" => {
            let labelled = page
                .attr(at, "type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-shockwave-flash"));
            Some(if labelled || flash("data") || flash("src") { ActiveKind::Flash } else { ActiveKind::Object })
        }
        "audio" => Some(ActiveKind::Audio),
        "video" => Some(ActiveKind::Video),
        _ => None,
    };
    let (visible, _) = page.sight(at);
    let mut push = |kind, places, text: &str| {
        items.push(ActiveContent { item: Item { text: text.to_owned(), places, visible, ..Item::default() }, kind });
    };
    if let Some(kind) = kind {
        push(kind, page.tag_spans(at), name);
    }
    let Some(id) = page.id(at) else { return };
    for (attribute, value) in page.attrs(at) {
        let script = address::scheme(value).is_some_and(|scheme| scheme == "javascript" || scheme == "vbscript");
        let handler = attribute.len() > 3
            && attribute.starts_with("on")
            && attribute.bytes().all(|byte| byte.is_ascii_lowercase());
        if handler || (script && matches!(attribute, "href" | "src" | "action" | "formaction" | "data" | "xlink:href"))
        {
            push(ActiveKind::Script, page.document.attribute_spans(id, attribute), value);
        }
    }
}
