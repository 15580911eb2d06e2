//! Images, attachments, trackers, active content.

use super::{Fact, Layer, Ty, fact};

const IMAGE_ORIGIN: Ty =
    Ty::Enum(&["img", "source", "background", "input", "svg", "outlook", "object", "poster", "part"]);
const TRACKER: Ty = Ty::Enum(&["pixel", "background", "font", "style_sheet", "frame", "media", "ping", "receipt"]);
const ACTIVE: Ty = Ty::Enum(&["script", "form", "frame", "object", "flash", "audio", "video"]);

pub(super) const FACTS: &[Fact] = &[
    fact("message.images", Ty::Items, Layer::Html, "drawn content with a source"),
    fact("message.images.src", Ty::Text, Layer::Html, "the source as written; joins declared images").or_none(),
    fact("message.images.origin", IMAGE_ORIGIN, Layer::Html, "how it is put in"),
    fact("message.images.scheme", Ty::Text, Layer::Html, "the scheme of its source").or_none(),
    fact("message.images.host", Ty::Host, Layer::Html, "the host of its source").or_none(),
    fact("message.images.remote", Ty::Bool, Layer::Html, "whether a server is asked for it on opening"),
    fact("message.images.name", Ty::Text, Layer::Html, "its file name"),
    fact("message.images.media_type", Ty::Text, Layer::Bytes, "what its bytes are").supplied(),
    fact("message.images.labelled_media_type", Ty::Text, Layer::Html, "what its label says it is").or_none(),
    fact("message.images.frame_count", Ty::Integer, Layer::Bytes, "how many frames it has").supplied(),
    fact("message.images.animated", Ty::Bool, Layer::Bytes, "whether it moves").supplied(),
    fact("message.images.alt", Ty::Text, Layer::Html, "its alternative text; none without the attribute").or_none(),
    fact("message.images.accessible_name", Ty::Text, Layer::Html, "what a screen reader calls it").or_none(),
    fact("message.images.text", Ty::Text, Layer::Html, "words painted in it; never read by the program").supplied(),
    fact("message.images.natural_width", Ty::Length, Layer::Bytes, "its own width").supplied(),
    fact("message.images.natural_height", Ty::Length, Layer::Bytes, "its own height").supplied(),
    fact("message.images.width", Ty::Length, Layer::Widths, "the width at which it is shown"),
    fact("message.images.height", Ty::Length, Layer::Widths, "the height at which it is shown"),
    fact("message.images.width_share", Ty::Percent, Layer::Widths, "its width among the width of the message"),
    fact("message.images.row_share", Ty::Percent, Layer::Widths, "the same, of all images side by side with it"),
    fact("message.images.link_href", Ty::Text, Layer::Html, "the target of the link that holds it").or_none(),
    fact("message.images.personal_part", Ty::Text, Layer::Html, "a piece of its address that may name one reader")
        .or_none(),
    fact(
        "message.images.placeholder_kinds",
        Ty::Set(&Ty::PlaceholderKind),
        Layer::Html,
        "kinds of holes in its source",
    ),
    fact("message.attachments", Ty::Items, Layer::Parts, "parts that come along as files"),
    fact("message.attachments.name", Ty::Text, Layer::Parts, "its file name; joins declared attachments").or_none(),
    fact("message.attachments.extension", Ty::Text, Layer::Parts, "the last ending of its name, lower case").or_none(),
    fact("message.attachments.media_type", Ty::Text, Layer::Bytes, "what its bytes are"),
    fact("message.attachments.labelled_media_type", Ty::Text, Layer::Parts, "what its label says it is"),
    fact("message.attachments.type_agrees", Ty::Bool, Layer::Bytes, "whether bytes, label and ending name one type"),
    fact("message.attachments.bytes", Ty::Integer, Layer::Bytes, "octets after transfer decoding"),
    fact("message.attachments.is_image", Ty::Bool, Layer::Bytes, "whether it is an image"),
    fact("message.attachments.executable", Ty::Bool, Layer::Bytes, "whether it can run as a program"),
    fact("message.attachments.archive", Ty::Bool, Layer::Bytes, "whether other files are packed in it"),
    fact("message.attachments.encrypted", Ty::Bool, Layer::Bytes, "whether a password locks it"),
    fact("message.attachments.page_count", Ty::Integer, Layer::AttachmentText, "how many pages it has").supplied(),
    fact("message.attachments.text", Ty::Text, Layer::AttachmentText, "its text").supplied(),
    fact("message.attachments.links", Ty::ItemsLike("message.links"), Layer::AttachmentText, "links in it"),
    fact("message.attachments.phones", Ty::ItemsLike("message.phones"), Layer::AttachmentText, "phone numbers in it"),
    fact(
        "message.attachments.email_addresses",
        Ty::ItemsLike("message.email_addresses"),
        Layer::AttachmentText,
        "mail addresses in it",
    ),
    fact(
        "message.attachments.identifiers",
        Ty::ItemsLike("message.identifiers"),
        Layer::AttachmentText,
        "identifiers in it",
    ),
    fact("message.trackers", Ty::Items, Layer::Widths, "what surely tells a server that the message was opened"),
    fact("message.trackers.kind", TRACKER, Layer::Widths, "how it does so"),
    fact("message.trackers.src", Ty::Text, Layer::Widths, "what is asked for").or_none(),
    fact("message.trackers.host", Ty::Host, Layer::Widths, "who is asked").or_none(),
    fact("message.active_contents", Ty::Items, Layer::Html, "scripts, forms, frames and their like"),
    fact("message.active_contents.kind", ACTIVE, Layer::Html, "what it is"),
];
