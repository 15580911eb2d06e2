//! Links, addresses, phones, identifiers, placeholders, emoji.

use super::{Fact, Layer, Ty, fact};

const LINK_ORIGIN: Ty = Ty::Enum(&[
    "anchor",
    "area",
    "svg",
    "form",
    "script",
    "refresh",
    "outlook",
    "markup",
    "text",
    "spelled_out",
    "painted",
    "header",
]);
const LINK_KIND: Ty = Ty::Enum(&["web", "mail", "phone", "in_page", "script", "file", "other"]);
const WRITTEN_AS: Ty = Ty::Enum(&["plain", "link", "spelled_out"]);

pub(super) const LINKS: &[Fact] = &[
    fact("message.links", Ty::Items, Layer::Finders, "what takes a reader somewhere by a click or by copying"),
    fact("message.links.href", Ty::Text, Layer::Finders, "the target as written; joins declared links"),
    fact("message.links.url", Ty::Url, Layer::Finders, "the target as a URL; none if it is not one").or_none(),
    fact("message.links.origin", LINK_ORIGIN, Layer::Finders, "how it is written"),
    fact("message.links.kind", LINK_KIND, Layer::Finders, "where it leads to"),
    fact("message.links.scheme", Ty::Text, Layer::Finders, "the scheme in lower case; none if not written").or_none(),
    fact("message.links.host", Ty::Host, Layer::Finders, "the host it leads to").or_none(),
    fact("message.links.registrable_domain", Ty::Host, Layer::Finders, "the public suffix of the host and one label")
        .or_none(),
    fact("message.links.user_name", Ty::Text, Layer::Finders, "what stands before the @ of the address").or_none(),
    fact("message.links.host_labels", Ty::Set(&Ty::Text), Layer::Finders, "labels of the host, cut at hyphens too")
        .or_none(),
    fact(
        "message.links.host_mixes_scripts",
        Ty::Bool,
        Layer::Finders,
        "a label of the host mixes scripts that do not belong together",
    )
    .or_none(),
    fact(
        "message.links.inner_hosts",
        Ty::Set(&Ty::Host),
        Layer::Finders,
        "hosts of addresses inside path, query or fragment",
    ),
    fact("message.links.shown_host", Ty::Host, Layer::Finders, "the host that its text itself spells").or_none(),
    fact("message.links.text", Ty::Text, Layer::Finders, "its visible words, and the texts of images in it").or_none(),
    fact("message.links.accessible_name", Ty::Text, Layer::Finders, "what a screen reader calls it").or_none(),
    fact("message.links.has_image", Ty::Bool, Layer::Finders, "whether a visible image is in it"),
];

pub(super) const OTHERS: &[Fact] = &[
    fact("message.email_addresses", Ty::Items, Layer::Finders, "mail addresses given to the reader"),
    fact("message.email_addresses.value", Ty::Text, Layer::Finders, "the address"),
    fact("message.email_addresses.host", Ty::Host, Layer::Finders, "the host of the address"),
    fact("message.email_addresses.written_as", WRITTEN_AS, Layer::Finders, "how the reader gets it"),
    fact("message.phones", Ty::Items, Layer::Phones, "phone numbers given to the reader"),
    fact("message.phones.value", Ty::Text, Layer::Phones, "the number in international form; joins declared phones"),
    fact("message.phones.region", Ty::Text, Layer::Phones, "the region of its number plan"),
    fact("message.phones.written_as", WRITTEN_AS, Layer::Phones, "how the reader gets it"),
    fact("message.identifiers", Ty::Items, Layer::Finders, "strings of a shape that the policy declares"),
    fact("message.identifiers.shape", Ty::ShapeName, Layer::Finders, "the shape"),
    fact("message.identifiers.value", Ty::Text, Layer::Finders, "the value as its shape prints it"),
    fact("message.identifiers.well_formed", Ty::Bool, Layer::Finders, "whether it is written as its shape prints it"),
    fact("message.placeholders", Ty::Items, Layer::Finders, "holes that a sending tool fills"),
    fact("message.placeholders.name", Ty::Text, Layer::Finders, "the name between its signs"),
    fact("message.placeholders.kind", Ty::PlaceholderKind, Layer::Finders, "the declared kind; none if not declared")
        .or_none(),
    fact(
        "message.placeholders.place",
        Ty::Enum(&["text", "link", "image", "style"]),
        Layer::Finders,
        "where it stands",
    ),
    fact(
        "message.placeholder_kinds",
        Ty::Set(&Ty::PlaceholderKind),
        Layer::Finders,
        "kinds of holes that stand on every branch",
    ),
    fact("message.branches", Ty::Items, Layer::Finders, "conditional blocks of a template"),
    fact("message.branches.condition", Ty::Text, Layer::Finders, "what decides the block"),
    fact("message.emojis", Ty::Items, Layer::Finders, "clusters shown as emoji, and their short codes"),
    fact("message.emojis.value", Ty::Text, Layer::Finders, "the emoji"),
    fact("message.emojis.name", Ty::Text, Layer::Finders, "its common name"),
    fact("message.emojis.written_as", Ty::Enum(&["character", "short_code"]), Layer::Finders, "how it is written"),
    fact("message.emoticons", Ty::Items, Layer::Finders, "faces written with signs"),
    fact("message.emoticons.value", Ty::Text, Layer::Finders, "the signs"),
    fact("message.emoticons.ambiguous", Ty::Bool, Layer::Finders, "whether it may be something else"),
];
