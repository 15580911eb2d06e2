//! Saved pages: plain text and Markdown as they stand, HTML as Markdown of its headings, entries and paragraphs.

use html5gum::{Token, Tokenizer};

/// The text of a saved page, by its file's name.
#[must_use]
pub fn page_text(name: &str, text: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => from_html(text),
        _ => text.to_owned(),
    }
}

/// Elements whose text is no text of the page.
const SILENT: [&str; 8] = ["script", "style", "head", "title", "template", "noscript", "svg", "nav"];
/// Elements that stand within a line.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "label", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
];

fn from_html(html: &str) -> String {
    let mut text = String::with_capacity(html.len() / 2);
    let mut silent: Vec<String> = Vec::new();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if !silent.is_empty() || (SILENT.contains(&name.as_str()) && !tag.self_closing) {
                    if silent.is_empty() || silent.last() == Some(&name) {
                        silent.push(name);
                    }
                } else {
                    open(&name, &mut text);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if silent.last() == Some(&name) {
                    silent.pop();
                } else if silent.is_empty() && !INLINE.contains(&name.as_str()) {
                    text.push_str("\n\n");
                }
            }
            Token::String(words) if silent.is_empty() => push_words(&String::from_utf8_lossy(&words), &mut text),
            _ => {}
        }
    }
    text
}

fn open(name: &str, text: &mut String) {
    match name {
        "li" | "dt" | "dd" => text.push_str("\n\n- "),
        "br" => text.push('\n'),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.strip_prefix('h').and_then(|level| level.parse().ok()).unwrap_or(1);
            text.push_str("\n\n");
            text.push_str(&"#".repeat(level));
            text.push(' ');
        }
        name if INLINE.contains(&name) => {}
        // A paragraph in an entry goes on with it.
        _ if text.ends_with("- ") => {}
        _ => text.push_str("\n\n"),
    }
}

/// White space of HTML is one blank; none at the beginning of a line.
fn push_words(words: &str, text: &mut String) {
    for c in words.chars() {
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_headings_entries_and_paragraphs() {
        let html = "<!doctype html><html><head><title>x</title><style>p { a: b }</style></head><body><nav>Home</nav>\
                    <h2>Dogs &amp; <i>cats</i></h2><p>No\n  <b>dogs</b>.<br>No cats.<script>if (a < b) { c('</p>') }</script>\
                    <ul><li><p>geese</p><li>ducks</ul></body></html>";
        let lines: Vec<String> = page_text("a.HTML", html)
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(lines, ["## Dogs & cats", "No dogs.", "No cats.", "- geese", "- ducks"]);
        assert_eq!(page_text("a.md", html), html);
    }

    #[test]
    fn what_is_never_closed_does_no_harm() {
        assert_eq!(page_text("a.html", "<script><script><svg").trim(), "");
        assert_eq!(page_text("a.html", "</p></li>a<li").trim(), "a");
    }
}
