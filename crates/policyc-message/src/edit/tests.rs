//! Edits through every coding: what is read again is the text with the edit made.

use super::*;
use crate::{Limits, Message, read_eml, read_html};
use policyc_diag::SourceId;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Message {
    read_eml(SourceId(0), bytes, &Limits::default())
}

fn qp(text: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for byte in text.bytes() {
        if column > 70 {
            out.push_str("=\r\n");
            column = 0;
        }
        match byte {
            b'\n' => {
                out.push_str("\r\n");
                column = 0;
            }
            b'!'..=b'<' | b'>'..=b'~' => {
                out.push(char::from(byte));
                column += 1;
            }
            other => {
                out.push_str(&format!("={other:02X}"));
                column += 3;
            }
        }
    }
    out
}

fn mail(coding: usize, text: &str) -> Vec<u8> {
    let (name, body) = match coding {
        0 => ("8bit", text.to_owned()),
        1 => ("quoted-printable", qp(text)),
        _ => {
            let signs = encode::base64(text.as_bytes());
            let lines: Vec<_> = signs.chunks(60).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
            ("base64", lines.join("\r\n"))
        }
    };
    let head = format!(
        "Subject: Hello\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {name}\r\n\r\n"
    );
    format!("{head}{body}").into_bytes()
}

#[test]
fn an_edit_as_long_as_what_it_replaces_keeps_the_lines_of_base64() {
    let bytes = mail(2, &"a line of words ".repeat(12));
    let before = read(&bytes);
    let edit = TextEdit::new(Some(0), 20..120, "b".repeat(100));
    let after = write(&before, &bytes, &edit).unwrap();
    assert!(agrees(&before, &read(&after), &edit));
    let lengths = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).collect::<Vec<_>>();
    assert_eq!(lengths(&after), lengths(&bytes));
}

proptest! {
    #[test]
    fn an_edit_is_read_again_through_every_coding(
        coding in 0_usize..3, text in "[a-zé€😀=. \n]{1,300}", put in "[a-zü€=?\n ]{0,90}", from in 0_usize..300, length in 0_usize..40,
    ) {
        let bytes = mail(coding, &text);
        let before = read(&bytes);
        let decoded = before.part_text(0).map(|text| text.text.clone()).unwrap_or_default();
        let mut start = from.min(decoded.len());
        let mut end = (start + length).min(decoded.len());
        while !decoded.is_char_boundary(start) { start -= 1; }
        while !decoded.is_char_boundary(end) { end += 1; }
        // Line ends are written as the mail has them; blanks at the end of a line quoted-printable does not keep.
        let put = if coding == 1 { put.replace('\n', "") } else { put };
        let edit = TextEdit::new(Some(0), start..end, put);
        let after = write(&before, &bytes, &edit).unwrap();
        let again = read(&after);
        let ends_blank = coding == 1 && {
            let (front, rest) = decoded.split_at(start);
            let made = format!("{front}{}{}", edit.text, rest.split_at(end - start).1);
            made.contains(" \n") || made.contains(" \r") || made.ends_with(' ')
        };
        if !ends_blank {
            prop_assert!(agrees(&before, &again, &edit), "{:?}", String::from_utf8_lossy(&after));
        }
        // What stands before the edit is untouched, byte for byte.
        let place = before.part_text(0).map_or(0, |text| text.map.cover(edit.range()).start);
        let kept = if coding == 2 { place.saturating_sub(4) } else { place };
        prop_assert_eq!(bytes.get(..kept.min(after.len())), after.get(..kept.min(bytes.len())));
        for line in String::from_utf8_lossy(&after).lines().filter(|_| coding == 2) {
            prop_assert!(line.len() <= 80);
        }
    }

    #[test]
    fn a_place_is_found_again_in_every_coding(
        coding in 0_usize..3, text in "[a-zé€😀=.;]{1,120}", from in 0_usize..120, length in 1_usize..40,
    ) {
        let message = read(&mail(coding, &text));
        let decoded = message.part_text(0).unwrap();
        let mut start = from % decoded.text.len().max(1);
        let mut end = (start + length).min(decoded.text.len());
        while !decoded.text.is_char_boundary(start) { start -= 1; }
        while !decoded.text.is_char_boundary(end) { end += 1; }
        prop_assume!(start < end);
        prop_assert_eq!(resolve::exactly(decoded, decoded.map.cover(start..end)), start..end);
    }

    #[test]
    fn a_subject_is_written_so_that_it_is_read(text in "[a-zé€😀 ]{1,120}", put in "[a-zü€ ]{0,30}", from in 0_usize..120) {
        let text = text.trim().to_owned();
        prop_assume!(!text.is_empty());
        let bytes = format!("From: a@b.example\r\nSubject: {}\r\nTo: c@d.example\r\n\r\nBody\r\n", subject::encoded(&text)).into_bytes();
        let before = read(&bytes);
        let subject = before.subject().map(|subject| subject.text.clone()).unwrap_or_default();
        prop_assert_eq!(&subject, &text);
        let mut start = from.min(subject.len());
        while !subject.is_char_boundary(start) { start -= 1; }
        let edit = TextEdit::new(None, start..start, put);
        let (front, back) = subject.split_at(start);
        let made = format!("{front}{}{back}", edit.text);
        prop_assume!(made.trim() == made && !made.is_empty());
        let after = write(&before, &bytes, &edit).unwrap();
        prop_assert_eq!(read(&after).subject().map(|subject| subject.text.clone()), Some(made));
    }
}

fn html_after(html: &str, action: Action, extent: Extent, at: &str, text: &str) -> Result<String, String> {
    let message = read_html(SourceId(0), html.as_bytes(), &Limits::default());
    let start = html.find(at).unwrap();
    let spans = [Span::new(SourceId(0), start, start + at.len())];
    let change = Change { action, extent, spans: &spans, value: None, text, whole: false };
    let mut bytes = html.as_bytes().to_vec();
    for edit in resolve(&message, &change)?.iter().rev() {
        bytes = write(&message, &bytes, edit)?;
    }
    Ok(String::from_utf8(bytes).unwrap())
}

#[test]
fn what_goes_with_a_place_goes_with_it() {
    use Action::{After, Before, Delete, In, Replace};
    use Extent::{Element, Line, Place, Sentence};
    let cases = [
        ("<p style='color:red; margin:0'>a</p>", Delete, Place, "color:red", "", "<p style='margin:0'>a</p>"),
        ("<p style=\"color:red\">a</p>", Delete, Place, "color:red", "", "<p>a</p>"),
        ("<p align=center class=x>a</p>", Delete, Place, "center", "", "<p class=x>a</p>"),
        ("<center><p>a</p></center>", Delete, Place, "<center>", "", "<p>a</p>"),
        (
            "<style>p { color: red; margin: 0 }</style><p>a",
            Delete,
            Place,
            "color: red",
            "",
            "<style>p { margin: 0 }</style><p>a",
        ),
        ("<p>a <a href='http://x.example/'>b</a> c</p>", Delete, Element, "http://x.example/", "", "<p>a c</p>"),
        ("<p>Hi. <a href='u'>Go away</a>.</p><p>b</p>", Delete, Sentence, "Go away", "", "<p>Hi.</p><p>b</p>"),
        ("<p>Hi :) there</p>", Delete, Place, ":)", "", "<p>Hi there</p>"),
        ("<img src=x>", In, Place, "<img src=x>", "alt=\"\"", "<img src=x alt=\"\">"),
        ("<img src=x />", In, Place, "<img src=x />", "alt=\"\"", "<img src=x alt=\"\" />"),
        ("<div><p>a</p></div>b", After, Line, "a", "1 < 2", "<div><p>a</p></div><p>1 &lt; 2</p>b"),
        ("<div><p>a</p></div>b", Before, Line, "a", "1", "<p>1</p><div><p>a</p></div>b"),
        ("<a href='http://x.example/'>b</a>", Replace, Place, "http", "https", "<a href='https://x.example/'>b</a>"),
    ];
    for (html, action, extent, at, text, expected) in cases {
        // The element is searched behind the first letters of the page.
        assert_eq!(html_after(html, action, extent, at, text).as_deref(), Ok(expected), "{html}");
    }
}

#[test]
fn a_header_field_goes_as_a_whole() {
    let bytes = b"Subject: Hi\r\nList-Unsubscribe: <mailto:a@b.example>,\r\n <https://c.example/u>\r\nTo: d@e.example\r\n\r\nBody\r\n";
    let message = read(bytes);
    let at = bytes.windows(9).position(|window| window == b"c.example").unwrap();
    let spans = [Span::new(SourceId(0), at, at + 9)];
    let change =
        Change { action: Action::Delete, extent: Extent::Line, spans: &spans, value: None, text: "", whole: false };
    let edits = resolve(&message, &change).unwrap();
    let after = write(&message, bytes, &edits[0]).unwrap();
    assert_eq!(String::from_utf8_lossy(&after), "Subject: Hi\r\nTo: d@e.example\r\n\r\nBody\r\n");
    assert!(agrees(&message, &read(&after), &edits[0]));
}

#[test]
fn what_cannot_be_written_is_refused() {
    let bytes = b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nCaff\xe8\r\n";
    let message = read(bytes);
    let refused = write(&message, bytes, &TextEdit::new(Some(0), 0..0, "\u{20ac}\u{4e2d}"));
    assert!(refused.is_err());
    let taken = write(&message, bytes, &TextEdit::new(Some(0), 0..0, "\u{fc}")).unwrap();
    assert!(taken.ends_with(b"\xfcCaff\xe8\r\n"));
}
