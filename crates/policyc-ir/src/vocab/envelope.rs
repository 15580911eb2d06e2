//! Case keys, headers and parts.

use super::{Fact, Layer, Ty, fact};

const DIRECTION: Ty = Ty::EnumAs(&[("outgoing", "out"), ("incoming", "in")]);
const FORM: Ty = Ty::Enum(&["rendered", "template", "record"]);
const CHANNEL: Ty = Ty::Enum(&["email", "insert", "packing_slip", "phone", "physical_mail", "other"]);

pub(super) const FACTS: &[Fact] = &[
    fact("case.as_of", Ty::Instant, Layer::Case, "the moment at which the case is judged; by default when it was sent"),
    fact("message.direction", DIRECTION, Layer::Case, "whether the message leaves or arrives; outgoing if not told"),
    fact("message.form", FORM, Layer::Case, "a finished message, a template with holes, or a note of a call or letter"),
    fact("message.channel", CHANNEL, Layer::Case, "the way it reaches its reader; email if not told"),
    fact("message.sent_at", Ty::Instant, Layer::Headers, "when it was sent; unknown for a draft"),
    fact("message.subject", Ty::Text, Layer::Headers, "the subject line, decoded; none without that header").or_none(),
    fact("message.html", Ty::Text, Layer::Parts, "the HTML alternative, decoded; none if there is none").or_none(),
    fact("message.headers", Ty::Items, Layer::Headers, "every header field, in order"),
    fact("message.headers.name", Ty::Text, Layer::Headers, "its name in lower case"),
    fact("message.headers.value", Ty::Text, Layer::Headers, "its value, unfolded and decoded"),
    fact("message.sender", Ty::Record, Layer::Headers, "the first mailbox of From; none without one").or_none(),
    fact("message.sender.name", Ty::Text, Layer::Headers, "the name shown; none if only an address stands there")
        .or_none(),
    fact("message.sender.address", Ty::Text, Layer::Headers, "the address"),
    fact("message.sender.host", Ty::Host, Layer::Headers, "the host of the address"),
    fact("message.reply_to", Ty::Record, Layer::Headers, "the first mailbox of Reply-To; none without one").or_none(),
    fact("message.reply_to.name", Ty::Text, Layer::Headers, "the name shown; none if only an address stands there")
        .or_none(),
    fact("message.reply_to.address", Ty::Text, Layer::Headers, "the address"),
    fact("message.reply_to.host", Ty::Host, Layer::Headers, "the host of the address"),
    fact("message.recipients", Ty::Items, Layer::Headers, "the mailboxes of To, Cc and Bcc, groups opened"),
    fact("message.recipients.name", Ty::Text, Layer::Headers, "the name shown; none if only an address stands there")
        .or_none(),
    fact("message.recipients.address", Ty::Text, Layer::Headers, "the address"),
    fact("message.recipients.host", Ty::Host, Layer::Headers, "the host of the address"),
    fact("message.recipients.field", Ty::Enum(&["to", "cc", "bcc"]), Layer::Headers, "the header that names it"),
    fact("message.replies_to", Ty::Text, Layer::Headers, "the id of the mail that it answers").or_none(),
    fact("message.automatic", Ty::Bool, Layer::Headers, "whether a header says that no person sent it"),
    fact("message.authentications", Ty::Items, Layer::Headers, "what the nearest server recorded about its origin"),
    fact("message.authentications.method", Ty::Text, Layer::Headers, "the method, such as dkim"),
    fact("message.authentications.result", Ty::Text, Layer::Headers, "the result, such as pass"),
    fact("message.authentications.domain", Ty::Text, Layer::Headers, "the domain it speaks of").or_none(),
    fact(
        "message.impersonated_hosts",
        Ty::Set(&Ty::Host),
        Layer::Finders,
        "hosts shown to the reader that neither sender nor target is under",
    ),
    fact("message.plain_text_only", Ty::Bool, Layer::Parts, "whether every part is plain text"),
    fact("message.parts", Ty::Items, Layer::Parts, "the leaf parts, in order, attachments among them"),
    fact("message.parts.media_type", Ty::Text, Layer::Parts, "what the content is"),
    fact("message.parts.labelled_media_type", Ty::Text, Layer::Parts, "what its label says it is"),
    fact("message.parts.name", Ty::Text, Layer::Parts, "the file name").or_none(),
    fact("message.parts.charset", Ty::Text, Layer::Parts, "the charset it is read in").or_none(),
    fact("message.parts.disposition", Ty::Enum(&["inline", "attachment"]), Layer::Parts, "how it asks to be shown")
        .or_none(),
    fact("message.parts.depth", Ty::Integer, Layer::Parts, "how deep it is nested, from 0"),
    fact("message.parts.bytes", Ty::Integer, Layer::Parts, "octets after transfer decoding"),
    fact("message.parts.shown", Ty::Bool, Layer::Parts, "whether it is the alternative that a reader sees"),
    fact("message.parts.holds_markup", Ty::Bool, Layer::Parts, "plain text that holds HTML elements all the same"),
];
