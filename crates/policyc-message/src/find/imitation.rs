//! Hosts that look like others (vocabulary, section 6; UTS 39).

use super::hosts::{host_is_under, normal_host, registrable_domain, unicode_host};
use std::collections::BTreeSet;

/// The member that a host imitates, if it is under none of them: a member's labels stand in a row elsewhere in it; or
/// its registrable domain and a member's look alike; or their main labels are one edit apart.
#[must_use]
pub fn host_imitates<'a>(host: &str, members: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let host = normal_host(host)?;
    let members: Vec<&str> = members.into_iter().collect();
    if members.iter().any(|member| host_is_under(&host, member)) {
        return None;
    }
    members.into_iter().find(|member| resembles(&host, member))
}

fn resembles(host: &str, member: &str) -> bool {
    let Some(member) = normal_host(member) else { return false };
    if holds_labels(host, &member) {
        return true;
    }
    let (Some(host), Some(member)) = (registrable_domain(host), registrable_domain(&member)) else { return false };
    let (host, member) = (unicode_host(&host), unicode_host(&member));
    looks_like(&host, &member) || near(&host, &member)
}

fn holds_labels(host: &str, member: &str) -> bool {
    let host: Vec<&str> = host.split('.').collect();
    let member: Vec<&str> = member.split('.').collect();
    member.len() > 1 && host.windows(member.len()).any(|row| row == member)
}

/// Skeletons before and after case folding.
fn skeletons(text: &str) -> BTreeSet<String> {
    let plain: String = unicode_security::skeleton(text).collect();
    let lower = plain.to_lowercase();
    let again: String = unicode_security::skeleton(&lower).collect();
    [plain, lower, again].into_iter().collect()
}

fn looks_like(host: &str, member: &str) -> bool {
    let meet = |a: &str, b: &str| !skeletons(a).is_disjoint(&skeletons(b));
    let labels = |domain: &str| domain.split_once('.').map(|(main, suffix)| (main.to_owned(), suffix.to_owned()));
    let main_labels = match (labels(host), labels(member)) {
        (Some((host, one)), Some((member, other))) => one == other && meet(&host, &member),
        _ => false,
    };
    meet(host, member) || main_labels
}

const SHORTEST: usize = 5;

fn near(host: &str, member: &str) -> bool {
    let (Some((host, one)), Some((member, other))) = (host.split_once('.'), member.split_once('.')) else {
        return false;
    };
    let (host, member): (Vec<char>, Vec<char>) = (host.chars().collect(), member.chars().collect());
    one == other && host.len() >= SHORTEST && member.len() >= SHORTEST && one_edit(&host, &member)
}

/// Whether two words are one insertion, loss, change or swap of neighbours apart.
fn one_edit(a: &[char], b: &[char]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(start..).unwrap_or_default(), b.get(start..).unwrap_or_default());
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a = a.get(..a.len() - end).unwrap_or_default();
    let b = b.get(..b.len() - end).unwrap_or_default();
    match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_imitates_and_what_does_not() {
        let sites = ["store.example", "kettle.co.uk"];
        let of = |host: &str| host_imitates(host, sites);
        assert_eq!(of("store.example.verify.example"), Some("store.example"));
        assert_eq!(of("st0re.example"), Some("store.example"));
        assert_eq!(of("stоre.example"), Some("store.example"));
        assert_eq!(of("stores.example"), Some("store.example"));
        assert_eq!(of("sotre.example"), Some("store.example"));
        assert_eq!(of("pay.ketle.co.uk"), Some("kettle.co.uk"));
        assert_eq!(of("shop.store.example"), None);
        assert_eq!(of("store.shop"), None);
        assert_eq!(of("carrier.example"), None);
        assert_eq!(of("steel.example"), None);
    }
}
