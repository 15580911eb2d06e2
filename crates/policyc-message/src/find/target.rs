//! What the address of a link says: scheme, host, user, kind; holes of a template blur only their part.

use super::{holes, hosts};
use crate::model::{Known, Link, LinkKind};
use crate::settings::Settings;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use url::Url;

/// Stands for a hole while an address is parsed; no host of the world.
const STAND_IN: &str = "policyhole0x";

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
static INNER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"(?i)(?:https?|ftp):/{1,3}([^/?#\s&"'<>\\]+)"#).unwrap());

/// Fills in what `href` says: everything from `.href` to `.inner_hosts` save `.shown_host`.
pub(crate) fn describe(link: &mut Link, href: &str, base: Option<&Url>, settings: &Settings) {
    let href = clean(href);
    let found = if settings.template { holes::find(&href, &settings.placeholders) } else { Vec::new() };
    let mut filled = href.clone();
    for hole in found.iter().rev() {
        filled.replace_range(hole.range.clone(), STAND_IN);
    }
    let has_holes = !found.is_empty();
    let scheme = scheme_of(&filled);
    link.href = href;
    link.kind = kind_of(&filled, scheme.as_deref());
    if has_holes && filled.starts_with(STAND_IN) && scheme.is_none() {
        // All that could be known stands behind the hole.
        link.kind = LinkKind::Web;
        return;
    }
    link.scheme = Known::Value(scheme.clone());
    let parsed = parse(&filled, scheme.as_deref(), base);
    let host = parsed.as_ref().and_then(host_of);
    let blurred = host.as_deref().is_some_and(|host| host.contains(STAND_IN)) || (has_holes && parsed.is_none());
    link.url = match has_holes {
        true => Known::Unknown,
        false => Known::Value(parsed.as_ref().map(Url::to_string)),
    };
    let user = parsed.as_ref().map(|url| percent_decoded(url.username())).filter(|user| !user.is_empty());
    let user = user.filter(|_| link.kind != LinkKind::Mail);
    link.user_name =
        if user.as_deref().is_some_and(|user| user.contains(STAND_IN)) { Known::Unknown } else { Known::Value(user) };
    if !blurred {
        link.registrable_domain = Known::Value(host.as_deref().and_then(hosts::registrable_domain));
        link.host_labels = Known::Value(host.as_deref().map(hosts::labels).unwrap_or_default());
        link.host_mixes_scripts = Known::Value(host.as_deref().map(hosts::mixes_scripts));
        link.host = Known::Value(host);
    }
    link.inner_hosts = parsed.as_ref().map(inner_hosts).unwrap_or_default();
    link.inner_hosts.retain(|host| !host.contains(STAND_IN));
}

/// Control characters and outer blanks removed, as the URL standard does.
pub(crate) fn clean(href: &str) -> String {
    let trimmed = href.trim_matches(|c: char| c <= ' ');
    trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

fn scheme_of(href: &str) -> Option<String> {
    let (scheme, _) = href.split_once(':')?;
    let sound = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // `shop.example:8080` is a host with a port.
    let is_host = scheme.contains('.') && hosts::has_known_suffix(scheme);
    (sound && !is_host).then(|| scheme.to_ascii_lowercase())
}

fn kind_of(href: &str, scheme: Option<&str>) -> LinkKind {
    match scheme {
        None if href.is_empty() || href.starts_with('#') => LinkKind::InPage,
        None | Some("http" | "https" | "ftp") => LinkKind::Web,
        Some("mailto") => LinkKind::Mail,
        Some("tel" | "sms" | "callto" | "smsto") => LinkKind::Phone,
        Some("javascript" | "vbscript") => LinkKind::Script,
        Some("file" | "cid" | "data") => LinkKind::File,
        Some(_) => LinkKind::Other,
    }
}

fn parse(href: &str, scheme: Option<&str>, base: Option<&Url>) -> Option<Url> {
    if scheme.is_some() {
        return Url::parse(href).ok();
    }
    let slashes = href.replace('\\', "/");
    if slashes.starts_with("//") {
        return base.map_or_else(|| Url::parse(&format!("http:{slashes}")), |base| base.join(&slashes)).ok();
    }
    let authority = slashes.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let is_www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    if is_www || (base.is_none() && hosts::has_known_suffix(host)) {
        return Url::parse(&format!("http://{slashes}")).ok();
    }
    base?.join(href).ok()
}

fn host_of(url: &Url) -> Option<String> {
    if url.scheme() == "mailto" {
        let address = percent_decoded(url.path());
        let first = address.split(',').next().unwrap_or_default();
        return first.rsplit_once('@').and_then(|(_, host)| hosts::normal_host(host));
    }
    let host = url.host_str().map(|host| host.trim_end_matches('.').to_owned())?;
    // Hosts of schemes that the standard does not know are left as written.
    Some(hosts::normal_host(&host).unwrap_or(host)).filter(|host| !host.is_empty())
}

/// Percent-decoding, what is no UTF-8 left as it is.
pub(crate) fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn inner_hosts(url: &Url) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut tail = format!("{}?{}#{}", url.path(), url.query().unwrap_or_default(), url.fragment().unwrap_or_default());
    for _ in 0..3 {
        for inner in INNER.captures_iter(&tail).filter_map(|captures| captures.get(1)).take(50) {
            let authority = inner.as_str();
            let host = authority.rsplit('@').next().unwrap_or_default();
            let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
            found.extend(hosts::normal_host(host));
        }
        let again = percent_decoded(&tail);
        if again == tail {
            break;
        }
        tail = again;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(href: &str) -> Link {
        let mut link = Link::default();
        describe(&mut link, href, None, &Settings::default());
        link
    }

    fn host(href: &str) -> Option<String> {
        link(href).host.value().flatten()
    }

    #[test]
    fn hosts_are_where_browsers_see_them() {
        assert_eq!(host("https://store.example@shop.example/").as_deref(), Some("shop.example"));
        assert_eq!(host("https:\\\\x.example").as_deref(), Some("x.example"));
        assert_eq!(host(" ht\ntps://X.example./a ").as_deref(), Some("x.example"));
        assert_eq!(host("//x.example/a").as_deref(), Some("x.example"));
        assert_eq!(host("www.x.example").as_deref(), Some("www.x.example"));
        assert_eq!(host("mailto:ann@shop.example?subject=x").as_deref(), Some("shop.example"));
        assert_eq!(host("/order/1"), None);
    }

    #[test]
    fn schemes_tell_kinds() {
        assert_eq!(link("HTTPS://x.example").scheme, Known::Value(Some("https".to_owned())));
        assert_eq!(link("//x.example").scheme, Known::Value(None));
        assert_eq!(link("x.example:80/a").kind, LinkKind::Web);
        assert_eq!(link("tel:+3902").kind, LinkKind::Phone);
        assert_eq!(link("#top").kind, LinkKind::InPage);
        assert_eq!(link("javascript:void(0)").kind, LinkKind::Script);
    }

    #[test]
    fn hosts_within_are_seen() {
        let found = link("https://store.example/r?ref=https%253A%252F%252Fother.example%252F&x=http://third.example");
        assert_eq!(found.inner_hosts.into_iter().collect::<Vec<_>>(), ["other.example", "third.example"]);
    }

    #[test]
    fn a_hole_blurs_its_part_alone() {
        let settings = Settings {
            template: true,
            placeholders: crate::PlaceholderForms { written: vec!["{{…}}".to_owned()], ..Default::default() },
            ..Settings::default()
        };
        let read = |href: &str| {
            let mut link = Link::default();
            describe(&mut link, href, None, &settings);
            link
        };
        assert_eq!(read("https://store.example/?o={{order_id}}").host, Known::Value(Some("store.example".to_owned())));
        assert_eq!(read("https://{{shop}}.example/").host, Known::Unknown);
        assert_eq!(read("{{link}}").scheme, Known::Unknown);
    }
}
