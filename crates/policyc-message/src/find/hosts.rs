//! Hosts: normal form, public suffixes, membership, labels.

use std::collections::BTreeSet;
use unicode_script::{Script, UnicodeScript};
use unicode_security::RestrictionLevelDetection;
use unicode_security::restriction_level::RestrictionLevel;

/// Lower case, A-labels, final dot cut; none if it is no host.
#[must_use]
pub fn normal_host(host: &str) -> Option<String> {
    let host = host.trim().trim_end_matches('.');
    if host.is_empty() || host.len() > 500 {
        return None;
    }
    match url::Host::parse(host) {
        Ok(host) => Some(host.to_string().trim_end_matches('.').to_owned()),
        Err(_) => None,
    }
}

/// Whether a host is `site` or lies under it; both are normalised first.
#[must_use]
pub fn host_is_under(host: &str, site: &str) -> bool {
    let (Some(host), Some(site)) = (normal_host(host), normal_host(site)) else { return false };
    host == site || host.strip_suffix(site.as_str()).is_some_and(|rest| rest.ends_with('.'))
}

/// Public suffix (private ones too) and one label; none for IP literals and bare suffixes.
#[must_use]
pub fn registrable_domain(host: &str) -> Option<String> {
    if is_ip_literal(host) {
        return None;
    }
    addr::parse_dns_name(host).ok()?.root().map(str::to_owned)
}

pub(crate) fn is_ip_literal(host: &str) -> bool {
    matches!(url::Host::parse(host), Ok(url::Host::Ipv4(_) | url::Host::Ipv6(_)))
}

/// Whether a host ends in a suffix of the ICANN part of the public suffix list, or in a name kept for examples and tests
/// (RFC 2606), and has a label before it.
pub(crate) fn has_known_suffix(host: &str) -> bool {
    let Some(host) = normal_host(host) else { return false };
    let last = host.rsplit('.').next().unwrap_or_default();
    if matches!(last, "example" | "test" | "invalid") {
        return host.contains('.');
    }
    addr::parse_dns_name(&host).is_ok_and(|name| name.has_known_suffix() && name.root().is_some())
}

/// A host as people read it.
#[must_use]
pub fn unicode_host(host: &str) -> String {
    idna::domain_to_unicode(host).0
}

/// The U-labels of a host, whole and cut at hyphens.
pub(crate) fn labels(host: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for label in unicode_host(host).split('.') {
        found.extend(label.split('-').map(str::to_owned));
        found.insert(label.to_owned());
    }
    found.remove("");
    found
}

/// Whether some label mixes scripts (below Highly Restrictive, UTS 39 5.2).
pub(crate) fn mixes_scripts(host: &str) -> bool {
    unicode_host(host).split('.').any(|label| {
        let letters: String = label.chars().filter(|c| c.is_alphabetic()).collect();
        let scripts: BTreeSet<&str> = letters
            .chars()
            .map(|c| c.script())
            .filter(|script| !matches!(script, Script::Common | Script::Inherited))
            .map(|script| script.short_name())
            .collect();
        scripts.len() > 1 && letters.as_str().detect_restriction_level() > RestrictionLevel::HighlyRestrictive
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_have_one_form() {
        assert_eq!(normal_host("Store.EXAMPLE."), Some("store.example".to_owned()));
        assert_eq!(normal_host("käufer.example"), Some("xn--kufer-gra.example".to_owned()));
        assert_eq!(normal_host("0x7f.1"), Some("127.0.0.1".to_owned()));
        assert_eq!(normal_host("a b.example"), None);
    }

    #[test]
    fn a_host_is_under_its_own_suffixes_alone() {
        assert!(
            host_is_under("shop.store.example", "store.example") && host_is_under("STORE.example", "store.example")
        );
        assert!(!host_is_under("mystore.example", "store.example"));
        assert!(!host_is_under("store.example.verify.example", "store.example"));
    }

    #[test]
    fn suffixes_are_those_of_the_list() {
        assert_eq!(registrable_domain("a.b.co.uk").as_deref(), Some("b.co.uk"));
        assert_eq!(registrable_domain("127.0.0.1"), None);
        assert!(has_known_suffix("shop.co.uk") && has_known_suffix("shop.example"));
        assert!(!has_known_suffix("label.pdf") && !has_known_suffix("co.uk") && !has_known_suffix("e.g.this"));
    }

    #[test]
    fn labels_are_cut_at_hyphens() {
        assert!(labels("store-help.example").contains("store"));
        assert!(mixes_scripts("xn--stre-k4d.example") || !unicode_host("xn--stre-k4d.example").is_ascii());
        assert!(mixes_scripts(&normal_host("stоre.example").expect("a host")));
        assert!(!mixes_scripts("xn--e1afmkfd.example"));
    }
}
