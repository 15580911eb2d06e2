//! Computed style, widths, blocks and break runs.

use super::{Fact, Layer, Ty, fact};

const PROPERTY: Ty =
    Ty::Enum(&["font_family", "font_color", "line_height", "alignment", "font_size", "letter_spacing", "direction"]);

pub(super) const FACTS: &[Fact] = &[
    fact("message.style", Ty::Record, Layer::Cascade, "how the message looks"),
    fact("message.style.font_sizes", Ty::Items, Layer::Cascade, "the sizes in which text is laid out"),
    fact("message.style.font_sizes.size", Ty::Length, Layer::Cascade, "the size, to the nearest px"),
    fact("message.style.font_sizes.letters", Ty::Integer, Layer::Cascade, "how many letters have it"),
    fact(
        "message.style.overrides",
        Ty::Items,
        Layer::Cascade,
        "declarations that change the default look of laid-out text",
    ),
    fact("message.style.overrides.property", PROPERTY, Layer::Cascade, "what is changed"),
    fact("message.style.overrides.value", Ty::Text, Layer::Cascade, "what it is changed to, as written"),
    fact("message.style.overrides.element", Ty::Text, Layer::Cascade, "the first element it stands on"),
    fact("message.style.overrides.letters", Ty::Integer, Layer::Cascade, "how many letters it reaches"),
    fact("message.style.overrides.repeats", Ty::Bool, Layer::Cascade, "whether it says what would be inherited anyway"),
    fact(
        "message.style.overrides.conditional",
        Ty::Bool,
        Layer::Cascade,
        "whether it hangs on the device of the reader",
    ),
    fact("message.style.external_sheets", Ty::Items, Layer::Cascade, "style sheets that lie on a server"),
    fact("message.style.external_sheets.src", Ty::Text, Layer::Cascade, "where"),
    fact("message.style.external_sheets.host", Ty::Host, Layer::Cascade, "on which host").or_none(),
    fact("message.style.animations", Ty::Items, Layer::Cascade, "movements made by style or markup"),
    fact("message.style.animations.kind", Ty::Enum(&["css", "marquee", "blink"]), Layer::Cascade, "how they are made"),
    fact(
        "message.style.lowest_contrast",
        Ty::Decimal,
        Layer::Cascade,
        "the least contrast of visible text to its ground",
    )
    .or_none(),
    fact("message.style.maximum_width", Ty::Length, Layer::Widths, "the widest frame").or_none(),
    fact("message.style.margin_left", Ty::Percent, Layer::Widths, "the greatest left margin of a text block").or_none(),
    fact("message.style.margin_right", Ty::Percent, Layer::Widths, "the greatest right margin of a text block")
        .or_none(),
    fact("message.style.centered_share", Ty::Percent, Layer::Cascade, "visible letters that stand centred").or_none(),
    fact("message.text_blocks", Ty::Items, Layer::Cascade, "blocks with visible text of their own"),
    fact("message.text_blocks.element", Ty::Text, Layer::Cascade, "the element"),
    fact(
        "message.text_blocks.heading_level",
        Ty::Integer,
        Layer::Cascade,
        "the level of a heading; none for other blocks",
    )
    .or_none(),
    fact("message.text_blocks.letters", Ty::Integer, Layer::Cascade, "how many visible letters it has"),
    fact("message.text_blocks.contrast", Ty::Decimal, Layer::Cascade, "the contrast of its text to its ground"),
    fact(
        "message.text_blocks.margin_left",
        Ty::Percent,
        Layer::Widths,
        "its left margin among the width of the message",
    ),
    fact(
        "message.text_blocks.margin_right",
        Ty::Percent,
        Layer::Widths,
        "its right margin among the width of the message",
    ),
    fact(
        "message.text_blocks.alignment",
        Ty::Enum(&["start", "end", "center", "justify"]),
        Layer::Cascade,
        "where its lines stand",
    ),
    fact("message.text_blocks.alignment_overridden", Ty::Bool, Layer::Cascade, "whether that is not the default"),
    fact("message.text_blocks.direction", Ty::Enum(&["ltr", "rtl"]), Layer::Cascade, "the direction of its writing"),
    fact("message.break_runs", Ty::Items, Layer::Widths, "two or more line breaks in a row"),
    fact("message.break_runs.count", Ty::Integer, Layer::Widths, "empty lines between two lines with ink, and one"),
    fact("message.break_runs.gap", Ty::Length, Layer::Widths, "the distance of these lines"),
];
