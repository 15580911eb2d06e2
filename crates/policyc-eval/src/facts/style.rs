//! Vocabulary sections 12 to 14: how the message looks.

use super::build::{Fields, list_of, measure, number, text};
use crate::{Datum, Origin, Record, Value};
use policyc_ir::Rational;
use policyc_message::{Measure, Message, model};
use std::{collections::BTreeMap, rc::Rc};

pub(super) fn fact(message: &Message, name: &str) -> Option<Datum> {
    Some(match name {
        "style" => style(message.style()),
        "text_blocks" => list_of("message.text_blocks", message.text_blocks(), block, |_| None),
        "break_runs" => list_of("message.break_runs", message.break_runs(), break_run, |_| None),
        _ => return None,
    })
}

fn style(style: &model::Style) -> Datum {
    let mut fields: BTreeMap<Rc<str>, Datum> = BTreeMap::new();
    let mut put = |name: &str, datum: Datum| {
        fields.insert(Rc::from(name), datum);
    };
    put("font_sizes", list_of("message.style.font_sizes", &style.font_sizes, font_size, |_| None));
    put("overrides", list_of("message.style.overrides", &style.overrides, style_override, |_| None));
    put("external_sheets", list_of("message.style.external_sheets", &style.external_sheets, sheet, |_| None));
    put("animations", list_of("message.style.animations", &style.animations, animation, |_| None));
    let mut bounded = |name: &str, value: Option<Measure>, unit: fn(Rational) -> Value| {
        let path = format!("message.style.{name}");
        let spans = style.places_of(name).to_vec();
        let datum = match value {
            Some(value) => measure(value, unit, Origin { spans, path, also: Vec::new() }),
            None => Datum::none(path),
        };
        fields.insert(Rc::from(name), datum);
    };
    bounded("lowest_contrast", style.lowest_contrast, Value::Number);
    bounded("maximum_width", style.maximum_width, Value::Length);
    bounded("margin_left", style.margin_left, Value::Percent);
    bounded("margin_right", style.margin_right, Value::Percent);
    bounded("centered_share", style.centered_share, Value::Percent);
    let record = Record { path: "message.style".to_owned(), fields };
    let origin = Origin { path: "message.style".to_owned(), ..Origin::default() };
    Datum::known(Value::Record(Rc::new(record)), origin)
}

fn font_size(path: String, size: &model::FontSize) -> Datum {
    let mut fields = Fields::new(path, &size.item);
    if let Some(px) = size.size.value().and_then(number) {
        fields.put("size", Value::Length(px));
    }
    fields.integer("letters", size.letters as u64);
    fields.build()
}

fn style_override(path: String, found: &model::Override) -> Datum {
    let mut fields = Fields::new(path, &found.item);
    let property = match found.property {
        model::OverriddenProperty::FontFamily => "font_family",
        model::OverriddenProperty::FontColor => "font_color",
        model::OverriddenProperty::LineHeight => "line_height",
        model::OverriddenProperty::Alignment => "alignment",
        model::OverriddenProperty::FontSize => "font_size",
        model::OverriddenProperty::LetterSpacing => "letter_spacing",
        model::OverriddenProperty::Direction => "direction",
    };
    fields.name("property", property);
    fields.text("value", &found.value);
    fields.text("element", &found.element);
    fields.integer("letters", found.letters as u64);
    fields.bool("repeats", found.repeats);
    fields.bool("conditional", found.conditional);
    fields.build()
}

fn sheet(path: String, sheet: &model::ExternalSheet) -> Datum {
    let mut fields = Fields::new(path, &sheet.item);
    fields.text("src", &sheet.src);
    fields.maybe("host", sheet.host.as_ref().map(|host| host.as_deref().map(text)));
    fields.build()
}

fn animation(path: String, animation: &model::Animation) -> Datum {
    let mut fields = Fields::new(path, &animation.item);
    let kind = match animation.kind {
        model::AnimationKind::Css => "css",
        model::AnimationKind::Marquee => "marquee",
        model::AnimationKind::Blink => "blink",
    };
    fields.name("kind", kind);
    fields.build()
}

fn block(path: String, block: &model::TextBlock) -> Datum {
    let mut fields = Fields::new(path, &block.item);
    fields.text("element", &block.element);
    let level = block.heading_level.map(|level| Value::Number(Rational::integer(i64::from(level))));
    fields.option("heading_level", level);
    fields.integer("letters", block.letters as u64);
    fields.measure("contrast", block.contrast, Value::Number);
    fields.measure("margin_left", block.margin_left, Value::Percent);
    fields.measure("margin_right", block.margin_right, Value::Percent);
    let alignment = match block.alignment {
        model::Alignment::Start => "start",
        model::Alignment::End => "end",
        model::Alignment::Center => "center",
        model::Alignment::Justify => "justify",
    };
    fields.name("alignment", alignment);
    fields.bool("alignment_overridden", block.alignment_overridden);
    let direction = match block.direction {
        model::Direction::Ltr => "ltr",
        model::Direction::Rtl => "rtl",
    };
    fields.name("direction", direction);
    fields.build()
}

fn break_run(path: String, run: &model::BreakRun) -> Datum {
    let mut fields = Fields::new(path, &run.item);
    fields.integer("count", u64::from(run.count));
    fields.measure("gap", run.gap, Value::Length);
    fields.build()
}
