//! Types in the words of people who read policies.

use policyc_ir::Type;

/// What a value of the type is called: `a text`, `a list of records`.
pub(crate) fn describe(ty: &Type) -> String {
    match ty {
        Type::Bool => "yes or no".to_owned(),
        Type::Text => "a text".to_owned(),
        Type::Language => "a language".to_owned(),
        Type::Url => "a URL".to_owned(),
        Type::Host => "a host".to_owned(),
        Type::Integer => "a whole number".to_owned(),
        Type::Decimal => "a number".to_owned(),
        Type::Percent => "a share in percent".to_owned(),
        Type::Money => "an amount of money".to_owned(),
        Type::Length => "a length on the page".to_owned(),
        Type::Duration => "a length of time".to_owned(),
        Type::Instant => "a point in time".to_owned(),
        Type::Date => "a day".to_owned(),
        Type::Enum(values) => describe_names(values.iter().map(|value| value.name.as_str())),
        Type::Shape(name) => format!("an identifier of shape `{name}`"),
        Type::Set(of) => format!("a set of {}", plural(of)),
        Type::List(of) => format!("a list of {}", plural(of)),
        Type::Record(_) => "a record".to_owned(),
    }
}

fn describe_names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(4).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > 4 { format!("one of {shown} and others") } else { format!("one of {shown}") }
}

fn plural(ty: &Type) -> &'static str {
    match ty {
        Type::Record(_) => "records",
        Type::Text => "texts",
        Type::Host => "hosts",
        Type::Enum(_) => "names",
        Type::Money => "amounts",
        Type::Instant => "points in time",
        _ => "values",
    }
}

/// How a constant of the type is written, for remedies.
pub(crate) fn example_of(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Percent => "20 %",
        Type::Money => "59.90 EUR",
        Type::Length => "12 px",
        Type::Duration => "30 days",
        Type::Instant => "2024-05-20T10:00:00Z",
        Type::Date => "2024-05-20",
        Type::Bool => "yes",
        Type::Integer => "3",
        Type::Decimal => "2.5",
        Type::Text | Type::Host | Type::Url | Type::Language | Type::Shape(_) => "\"…\"",
        _ => return None,
    })
}
