//! Vocabulary sections 9 to 11: images, attachments, trackers, active content.

use super::build::{Fields, list_of, set, text, zone};
use crate::{Datum, Value};
use policyc_ir::Rational;
use policyc_message::{Known, Message, model};

pub(super) fn fact(message: &Message, name: &str) -> Option<Datum> {
    Some(match name {
        "images" => list_of("message.images", message.images(), image, |image| image.src.clone()),
        "attachments" => {
            list_of("message.attachments", message.attachments(), attachment, |attachment| attachment.name.clone())
        }
        "trackers" => list_of("message.trackers", message.trackers(), tracker, |tracker| tracker.src.clone()),
        "active_contents" => list_of("message.active_contents", message.active_contents(), active, |_| None),
        _ => return None,
    })
}

fn px(value: u32) -> Value {
    Value::Length(Rational::integer(i64::from(value)))
}

fn image(path: String, image: &model::Image) -> Datum {
    let mut fields = Fields::new(path, &image.item);
    fields.option("src", image.src.as_deref().map(text));
    fields.name("origin", image.origin.name());
    fields.maybe("scheme", image.scheme.as_ref().map(|scheme| scheme.as_deref().map(text)));
    fields.maybe("host", image.host.as_ref().map(|host| host.as_deref().map(text)));
    fields.known("remote", image.remote.as_ref().map(|remote| Value::Bool(*remote)));
    if let Some(name) = &image.name {
        fields.text("name", name);
    }
    fields.known("media_type", image.media_type.as_ref().map(|kind| text(kind)));
    fields.option("labelled_media_type", image.labelled_media_type.as_deref().map(text));
    fields.measure("frame_count", image.frame_count, Value::Number);
    fields.known("animated", image.animated.as_ref().map(|animated| Value::Bool(*animated)));
    fields.option("alt", image.alt.as_deref().map(|alt| zone("message.images.alt", alt)));
    let name = image.accessible_name.as_deref();
    fields.option("accessible_name", name.map(|name| zone("message.images.accessible_name", name)));
    match &image.painted_text {
        Known::Value(words) => fields.zone_text("text", words),
        Known::Unknown => {
            let unknown = Datum::unknown(format!("{}.text", fields.path()));
            fields.datum("text", unknown);
        }
    }
    fields.known("natural_width", image.natural_width.map(px));
    fields.known("natural_height", image.natural_height.map(px));
    fields.measure("width", image.width, Value::Length);
    fields.measure("height", image.height, Value::Length);
    fields.measure("width_share", image.width_share, Value::Percent);
    fields.measure("row_share", image.row_share, Value::Percent);
    fields.option("link_href", image.link_href.as_deref().map(text));
    fields.option("personal_part", image.personal_part.as_deref().map(text));
    let kinds = image.placeholder_kinds.iter().map(String::as_str);
    fields.put("placeholder_kinds", set("placeholder_kinds", kinds, &[], true));
    fields.build()
}

fn attachment(path: String, found: &model::Attachment) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    fields.option("name", found.name.as_deref().map(text));
    fields.option("extension", found.extension.as_deref().map(text));
    fields.known("media_type", found.media_type.as_ref().map(|kind| text(kind)));
    if let Some(label) = &found.labelled_media_type {
        fields.text("labelled_media_type", label);
    }
    for (name, value) in [
        ("type_agrees", &found.type_agrees),
        ("is_image", &found.is_image),
        ("executable", &found.executable),
        ("archive", &found.archive),
        ("encrypted", &found.encrypted),
    ] {
        fields.known(name, value.as_ref().map(|value| Value::Bool(*value)));
    }
    if let Known::Value(bytes) = found.bytes {
        fields.integer("bytes", bytes);
    }
    if let Known::Value(Some(pages)) = found.page_count {
        fields.integer("page_count", pages);
    }
    match &found.attached_text {
        Known::Value(words) => fields.zone_text("text", words),
        Known::Unknown => {
            let unknown = Datum::unknown(format!("{}.text", fields.path()));
            fields.datum("text", unknown);
        }
    }
    fields.build()
}

fn tracker(path: String, tracker: &model::Tracker) -> Datum {
    let mut fields = Fields::new(path, &tracker.item);
    let kind = match tracker.kind {
        model::TrackerKind::Pixel => "pixel",
        model::TrackerKind::Background => "background",
        model::TrackerKind::Font => "font",
        model::TrackerKind::StyleSheet => "style_sheet",
        model::TrackerKind::Frame => "frame",
        model::TrackerKind::Media => "media",
        model::TrackerKind::Ping => "ping",
        model::TrackerKind::Receipt => "receipt",
    };
    fields.name("kind", kind);
    fields.option("src", tracker.src.as_deref().map(text));
    fields.maybe("host", tracker.host.as_ref().map(|host| host.as_deref().map(text)));
    fields.build()
}

fn active(path: String, found: &model::ActiveContent) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    let kind = match found.kind {
        model::ActiveKind::Script => "script",
        model::ActiveKind::Form => "form",
        model::ActiveKind::Frame => "frame",
        model::ActiveKind::Object => "object",
        model::ActiveKind::Flash => "flash",
        model::ActiveKind::Audio => "audio",
        model::ActiveKind::Video => "video",
    };
    fields.name("kind", kind);
    fields.build()
}
