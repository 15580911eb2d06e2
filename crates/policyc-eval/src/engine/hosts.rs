//! Hosts against hosts: true sub-domains, and look-alikes.

use unicode_security::skeleton;

/// Whether `host` is `member` or a true sub-domain of it.
pub(crate) fn is_under(host: &str, member: &str) -> bool {
    let (host, member) = (plain(host), plain(member));
    host == member || host.strip_suffix(&member).is_some_and(|rest| rest.ends_with('.') && !member.is_empty())
}

/// Whether `host`, which is not under `member`, is made to be taken for it: holds it as labels, looks the same, or is
/// one letter away.
pub(crate) fn resembles(host: &str, member: &str) -> bool {
    let (host, member) = (plain(host), plain(member));
    let (labels, wanted): (Vec<&str>, Vec<&str>) = (host.split('.').collect(), member.split('.').collect());
    if labels.windows(wanted.len()).any(|run| run == wanted) {
        return true;
    }
    let tail = labels.get(labels.len().saturating_sub(wanted.len())..).unwrap_or_default().join(".");
    let shown = |host: &str| idna::domain_to_unicode(host).0;
    let (tail, member) = (shown(&tail), shown(&member));
    skeleton(&tail).eq(skeleton(&member)) || one_letter_away(&tail, &member)
}

fn plain(host: &str) -> String {
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// Whether one insertion, deletion, replacement or exchange of neighbours makes the one of the other.
fn one_letter_away(left: &str, right: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if a.len() > b.len() {
        return one_letter_away(right, left);
    }
    if b.len() - a.len() > 1 || a == b {
        return false;
    }
    let front = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let changed = a.len().saturating_sub(front + back);
    let exchanged = || {
        let (x, y) = (a.get(front..front + 2), b.get(front..front + 2));
        matches!((x, y), (Some([p, q]), Some([r, s])) if p == s && q == r)
    };
    changed == 0 && b.len() - a.len() == 1 || a.len() == b.len() && (changed == 1 || changed == 2 && exchanged())
}
