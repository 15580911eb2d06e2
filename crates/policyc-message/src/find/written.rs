//! Links and e-mail addresses as people write them in running text, plainly or in disguise.

use super::hosts;
use super::masks::Masks;
use crate::fold::{Folded, fold_text, is_ignorable};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Link,
    Email,
}

/// A link or address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) what: What,
    pub(crate) range: Range<usize>,
    /// The address put together.
    pub(crate) value: String,
    pub(crate) spelled_out: bool,
}

#[allow(clippy::unwrap_used, reason = "constant patterns, compiled in the tests")]
fn compiled(pattern: impl AsRef<str>) -> Regex {
    Regex::new(pattern.as_ref()).unwrap()
}

macro_rules! patterns {
    ($($name:ident = $pattern:expr;)*) => {
        $(
            static $name: LazyLock<Regex> = LazyLock::new(|| compiled($pattern));
        )*
    };
}

/// A character of an address, holes of templates taken whole.
const URL_CHAR: &str =
    r#"(?:\{\{[^{}\n]*\}\}|\[\[[^\[\]\n]*\]\]|\$\{[^{}\n]*\}|[^\s<>"`{}|\\^\[\]«»“”„。、，（）「」…])"#;
const LABEL: &str = r"[\p{L}\p{N}][\p{L}\p{N}_-]*";
const SIGN: &str = r"(?:\.|dot|punto|punkt|point)";
const WELL_KNOWN: &str = "com|net|org|info|biz|shop|store|online|site|eu|co\\.uk|de|it|fr|es|us|io|example";

fn bracketed_dot() -> String {
    format!(r" ?(?:\[ ?{SIGN} ?\]|\( ?{SIGN} ?\)|\{{ ?{SIGN} ?\}}|< ?{SIGN} ?>) ?")
}

fn any_dot() -> String {
    format!(r"(?:\.|{}| (?:dot|punto|punkt|point) )", bracketed_dot())
}

fn bracketed_at() -> String {
    r" ?(?:\[ ?(?:@|at|chiocciola|arroba|arobase) ?\]|\( ?(?:@|at|chiocciola|arroba|arobase) ?\)|\{ ?(?:@|at) ?\}|< ?(?:@|at) ?>) ?".to_owned()
}

patterns! {
    URL = format!(r"(?i)(?-u:\b)(?:https?|ftp):[/\\]{{2}}{URL_CHAR}+|(?-u:\b)(?:mailto|tel|sms):[^\s<>]+");
    HOST = format!(r"(?i)(?:{LABEL}\.)+(?:xn--[a-z0-9-]+|\p{{L}}{{2,}})(?::[0-9]{{1,5}})?(?:[/?#]{URL_CHAR}*)?");
    EMAIL = format!(r"(?i)[\p{{L}}\p{{N}}._%+&=~'-]+@(?:(?:{LABEL}\.)+(?:xn--[a-z0-9-]+|\p{{L}}{{2,}})|\[[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+\])");
    DISGUISED_EMAIL = format!(
        r"((?:[\p{{L}}\p{{N}}._+-]+{dot})*[\p{{L}}\p{{N}}._+-]+)({at}| (?:at|chiocciola|arroba|arobase) | ?@ ?)((?:{LABEL}{any})+\p{{L}}{{2,}})",
        dot = bracketed_dot(), at = bracketed_at(), any = any_dot()
    );
    DISGUISED_HOST = format!(
        r"(?:(h(?:xx|tt|\*\*)p(s)?|h t t p( s)?) ?(?:\[:\]|:) ?/ ?/ ?)?((?:{LABEL}{any})+\p{{L}}{{2,}})((?: ?/ ?| slash )[^\s,;!]*)?",
        any = any_dot()
    );
    BLANK_HOST = format!(
        r"((?:www ?\. ?)?{LABEL})(?: \. ?(?:{WELL_KNOWN})|\. (?:com|net|org|co\.uk))(?:/[^\s,;!]*)?"
    );
    SPACED_HOST = r"(?-u:\b)w ?w ?w ?\. ?(?:[\p{L}\p{N}-] )+\. ?(?:[a-z] ?){2,6}";
}

/// All links and addresses of a text, in order of their place.
pub(crate) fn find(text: &str) -> Vec<Written> {
    let mut found = Found { text, masks: Masks::default(), items: Vec::new() };
    let folded = may_be_disguised(text).then(|| fold_text(text, &[]));
    found.addresses(text, |range| range, false);
    // A disguised address first: its host alone may be a plain one.
    if let Some(folded) = &folded {
        found.disguised_emails(folded);
    }
    found.hosts(text, |range| range, false);
    if let Some(folded) = &folded {
        found.disguised_hosts(folded);
        // Signs without ink, full-width letters: plain in the view, not in the text.
        found.addresses(&folded.text, |range| folded.unfold(range), true);
        found.hosts(&folded.text, |range| folded.unfold(range), true);
    }
    found.items.sort_by_key(|item| item.range.start);
    found.items
}

fn may_be_disguised(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marks = [
        "dot",
        "punto",
        "punkt",
        "point",
        "[.",
        "(.",
        "{.",
        "hxxp",
        "h**p",
        "h t t p",
        "(at",
        "[at",
        "{at",
        "(@",
        "[@",
        "{@",
        " at ",
        "chiocciola",
        "arroba",
        "arobase",
        " .",
        ". com",
        ". net",
        ". org",
        ". co.uk",
        "w w w",
        " @",
        "@ ",
    ];
    !text.is_ascii() || marks.iter().any(|mark| lower.contains(mark))
}

struct Found<'a> {
    text: &'a str,
    masks: Masks,
    items: Vec<Written>,
}

impl Found<'_> {
    /// Finds plain URLs and e-mail addresses in a view on the text; `back` leads from the view to the text.
    fn addresses(&mut self, view: &str, back: impl Fn(Range<usize>) -> Range<usize>, spelled_out: bool) {
        for found in URL.find_iter(view) {
            let length = trimmed(found.as_str()).len();
            self.add(What::Link, back(found.start()..found.start() + length), None, spelled_out);
        }
        for found in EMAIL.find_iter(view) {
            let skipped =
                found.as_str().len() - found.as_str().trim_start_matches(['.', '\'', '&', '=', '%', '-', '~']).len();
            let range = found.start() + skipped..found.end();
            let Some(host) = view.get(range.clone()).and_then(|address| address.rsplit_once('@')).map(|(_, host)| host)
            else {
                continue;
            };
            let local = view.get(range.clone()).is_some_and(|address| !address.starts_with('@'));
            if local && (host.starts_with('[') || hosts::has_known_suffix(host)) {
                self.add(What::Email, back(range), None, spelled_out);
            }
        }
    }

    /// Finds plain hosts in a view on the text.
    fn hosts(&mut self, view: &str, back: impl Fn(Range<usize>) -> Range<usize>, spelled_out: bool) {
        for found in HOST.find_iter(view) {
            let shown = trimmed(found.as_str());
            if is_link(view, found.start(), shown) {
                self.add(What::Link, back(found.start()..found.start() + shown.len()), None, spelled_out);
            }
        }
    }

    fn add(&mut self, what: What, range: Range<usize>, value: Option<String>, spelled_out: bool) {
        let Some(shown) = self.text.get(range.clone()) else { return };
        if self.masks.add(range.clone()) {
            let spelled_out = spelled_out || shown.contains(is_ignorable);
            let plain = || shown.nfkc().filter(|c| !is_ignorable(*c) && !c.is_whitespace()).collect();
            let value = value.unwrap_or_else(|| if spelled_out { plain() } else { shown.to_owned() });
            self.items.push(Written { what, range, value, spelled_out });
        }
    }

    fn disguised_emails(&mut self, folded: &Folded) {
        for captures in DISGUISED_EMAIL.captures_iter(&folded.text) {
            if let Some(value) = disguised_email(&captures) {
                self.add_view(What::Email, folded, captures.get(0).map(|whole| whole.range()), value);
            }
        }
    }

    fn disguised_hosts(&mut self, folded: &Folded) {
        for captures in DISGUISED_HOST.captures_iter(&folded.text) {
            if let Some(value) = disguised_host(&captures) {
                let range = captures.get(0).map(|whole| whole.range());
                self.add_view(What::Link, folded, range, value);
            }
        }
        for pattern in [&*BLANK_HOST, &*SPACED_HOST] {
            for found in pattern.find_iter(&folded.text) {
                let after = folded.text.get(found.end()..).and_then(|rest| rest.chars().next());
                let value: String = found.as_str().chars().filter(|c| !c.is_whitespace()).collect();
                let host = value.split('/').next().unwrap_or_default();
                if !after.is_some_and(char::is_alphanumeric) && hosts::has_known_suffix(host) {
                    let end = found.start() + found.as_str().trim_end().len();
                    self.add_view(What::Link, folded, Some(found.start()..end), value);
                }
            }
        }
    }

    fn add_view(&mut self, what: What, folded: &Folded, range: Option<Range<usize>>, value: String) {
        if let Some(range) = range {
            self.add(what, folded.unfold(range), Some(value), true);
        }
    }
}

/// Cuts signs off that belong to the sentence, not to the address.
fn trimmed(address: &str) -> &str {
    let count = |sign: char| address.matches(sign).count();
    let mut surplus = count(')').saturating_sub(count('('));
    let mut address = address;
    loop {
        let mut cut = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '‘', '*', '_', '~']);
        if surplus > 0
            && let Some(shorter) = cut.strip_suffix(')')
        {
            cut = shorter;
            surplus -= 1;
        }
        if cut.len() == address.len() {
            return address;
        }
        address = cut;
    }
}

/// File endings that are also top-level domains.
const FILE_ENDINGS: [&str; 8] = ["zip", "mov", "md", "py", "sh", "rs", "ps", "app"];

/// Top-level domains that are words with which a sentence may begin after a missing blank.
const WORDS: [&str; 16] =
    ["it", "in", "so", "me", "to", "is", "at", "my", "be", "am", "no", "do", "as", "la", "de", "es"];

/// Whether a host in running text is a link: `www.`, a path behind it, or a suffix that the list knows.
fn is_link(text: &str, start: usize, shown: &str) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(start + shown.len()..).and_then(|text| text.chars().next());
    if after.is_some_and(is_ignorable) {
        return false;
    }
    if before.is_some_and(|c| c.is_alphanumeric() || is_ignorable(c) || matches!(c, '@' | '.' | '-' | '_' | '/' | '\\'))
    {
        return false;
    }
    let end = shown.find(['/', '?', '#', ':']).unwrap_or(shown.len());
    let (host, rest) = (shown.get(..end).unwrap_or_default(), shown.get(end..).unwrap_or_default());
    // `name@` follows: a part of an address.
    if text.get(start + shown.len()..).is_some_and(|rest| rest.starts_with('@')) || host.contains('_') {
        return false;
    }
    let is_www = host.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let has_path = rest.starts_with('/') && rest.len() > 1;
    let (before_last, last) = host.rsplit_once('.').unwrap_or_default();
    if is_www || (has_path && hosts::has_known_suffix(host)) {
        return before_last.len() > 3 || !is_www;
    }
    let glued = last.starts_with(char::is_uppercase)
        && last.chars().skip(1).all(char::is_lowercase)
        && (before_last.ends_with(char::is_lowercase) || WORDS.contains(&last.to_lowercase().as_str()));
    let file = FILE_ENDINGS.contains(&last.to_lowercase().as_str());
    // `shop.nosuch/help` is a link for its path, `and/or` and `3.5/5` are none.
    let pathed = has_path
        && before_last.chars().any(char::is_alphabetic)
        && last.len() >= 2
        && last.len() <= 24
        && last.is_ascii();
    !file && ((hosts::has_known_suffix(host) && !glued) || (pathed && !glued && before_last.len() > 2))
}

fn undotted(host: &str) -> String {
    static DOT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&any_dot()).ok());
    let plain = DOT.as_ref().map_or_else(|| host.into(), |dot| dot.replace_all(host, "."));
    plain.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Words before `at` that are no name of a mailbox.
const NO_NAMES: [&str; 14] =
    ["us", "me", "it", "them", "here", "more", "look", "order", "buy", "visit", "is", "are", "online", "available"];

fn disguised_email(captures: &Captures<'_>) -> Option<String> {
    let (local, at, host) = (captures.get(1)?.as_str(), captures.get(2)?.as_str(), captures.get(3)?.as_str());
    let bracketed = at.contains(['(', '[', '{', '<']);
    let worded = host.contains(" dot ")
        || host.contains(['(', '[', '{', '<'])
        || host.contains(" punt")
        || host.contains(" point ");
    let signed = at.contains('@');
    // `us at shop.example` says where, not whom; a blank beside `@` makes a disguise of its own.
    if !bracketed && !worded && (!signed || at.trim() == at) {
        return None;
    }
    let host = undotted(host);
    let local = undotted(local);
    let named = !NO_NAMES.contains(&local.as_str()) || bracketed || signed;
    (named && hosts::has_known_suffix(&host) && !local.is_empty()).then(|| format!("{local}@{host}"))
}

fn disguised_host(captures: &Captures<'_>) -> Option<String> {
    let host = captures.get(4)?.as_str();
    let scheme = captures.get(1).map(|scheme| scheme.as_str());
    let disguised_scheme = scheme.is_some_and(|scheme| !scheme.starts_with("http"));
    let bracketed = host.contains(['(', '[', '{', '<']);
    let worded = [" dot ", " punto ", " punkt ", " point "].iter().any(|dot| host.contains(dot));
    if !(disguised_scheme || bracketed || worded) {
        return None;
    }
    let host = undotted(host);
    if worded && !bracketed && !disguised_scheme {
        let last = host.rsplit('.').next().unwrap_or_default();
        let well_known = WELL_KNOWN.split('|').any(|known| known == last) || host.ends_with(".co.uk");
        let first = host.split('.').next().unwrap_or_default();
        if !well_known || matches!(first, "the" | "a" | "one" | "this" | "il" | "un" | "der" | "le" | "el" | "per") {
            return None;
        }
    }
    if !hosts::has_known_suffix(&host) && !disguised_scheme {
        return None;
    }
    let path = captures.get(5).map(|path| path.as_str().replace(" slash ", "/").replace(' ', "")).unwrap_or_default();
    let path = trimmed(&path);
    let secure = captures.get(2).is_some() || captures.get(3).is_some();
    let scheme = match (scheme, secure) {
        (None, _) => "",
        (Some(_), true) => "https://",
        (Some(_), false) => "http://",
    };
    Some(format!("{scheme}{host}{path}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<(String, bool)> {
        let found = find(text).into_iter().filter(|found| found.what == What::Link);
        found.map(|found| (found.value, found.spelled_out)).collect()
    }

    fn emails(text: &str) -> Vec<(String, bool)> {
        let found = find(text).into_iter().filter(|found| found.what == What::Email);
        found.map(|found| (found.value, found.spelled_out)).collect()
    }

    #[test]
    fn plain_links_of_running_text() {
        let text = "See https://shop.example/a?b=(c), www.store.example or store.example/x. Also Kettle.co.uk!";
        let found: Vec<String> = links(text).into_iter().map(|(value, _)| value).collect();
        assert_eq!(found, ["https://shop.example/a?b=(c)", "www.store.example", "store.example/x", "Kettle.co.uk"]);
    }

    #[test]
    fn what_is_no_link() {
        for text in [
            "label.pdf and e.g.this, Mr.Smith, invoice.Please",
            "Thank you for your order.It was fine",
            "and/or 3.5/5 stars",
            "the dot com bubble",
            "logo@2x.png costs 2 @ 5 EUR",
            "at home dot",
            "v1.2.3 of file.zip",
            "U.S.A. z.B. d.h.",
            "Write to us at any time. Point made.",
        ] {
            assert_eq!(find(text), vec![], "{text}");
        }
    }

    #[test]
    fn disguised_links() {
        for (text, value) in [
            ("see hxxps://shop[.]example/a now", "https://shop.example/a"),
            ("go to shop (dot) com please", "shop.com"),
            ("visit blue-kettle dot com", "blue-kettle.com"),
            ("visit kettle dot co dot uk slash help", "kettle.co.uk/help"),
            ("shop [.] example", "shop.example"),
            ("kettle .com", "kettle.com"),
            ("sho\u{200B}p.example", "shop.example"),
            ("ｓｈｏｐ．ｅｘａｍｐｌｅ", "shop.example"),
        ] {
            assert_eq!(links(text), [(value.to_owned(), true)], "{text}");
        }
    }

    #[test]
    fn addresses_plain_and_disguised() {
        assert_eq!(emails("mail ann.b@shop.example."), [("ann.b@shop.example".to_owned(), false)]);
        assert_eq!(emails("ann@[127.0.0.1]"), [("ann@[127.0.0.1]".to_owned(), false)]);
        for text in [
            "ann (at) shop (dot) example",
            "ann [at] shop.example",
            "ann at shop dot example",
            "ann@shop[.]example",
            "ann ＠ shop.example",
            "ann @ shop.example",
        ] {
            assert_eq!(emails(text), [("ann@shop.example".to_owned(), true)], "{text}");
        }
        assert!(links("ann (at) shop (dot) example").is_empty());
    }
}
