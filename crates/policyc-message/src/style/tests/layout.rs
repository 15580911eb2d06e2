//! Blocks, alignment and line breaks, each from a small page.

use super::{message, shown};
use crate::model::{Measure, Ratio};

fn permille(measure: Measure) -> String {
    let show = |ratio: Option<Ratio>| {
        ratio.and_then(|r| r.times(Ratio::whole(1000))).map_or("?".to_owned(), |r| r.rounded().to_string())
    };
    match measure.value() {
        Some(value) => show(Some(value)),
        None => format!("{}..{}", show(measure.low), show(measure.high)),
    }
}

/// Margins of every block, in thousandths of its maximum width.
fn margins(html: &str) -> String {
    let message = message(html);
    let one =
        |block: &crate::model::TextBlock| format!("{} {}", permille(block.margin_left), permille(block.margin_right));
    message.text_blocks().items.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn widest(html: &str) -> String {
    message(html).style().maximum_width.map_or("none".to_owned(), |m| match m.value() {
        Some(px) => px.to_string(),
        None => format!("{}..", m.low.map_or("?".to_owned(), |r| r.to_string())),
    })
}

#[test]
fn margins_of_a_fluid_page_are_bounded() {
    assert_eq!(margins("<div style='margin:0 25%'>a</div>"), "250 250");
    assert_eq!(margins("<div style='padding:10px'>a</div>"), "0..31 0..31");
    assert_eq!(margins("<div style='padding:160px'>a</div>"), "0..500 0..500");
    assert_eq!(margins("<p>a</p><blockquote>b</blockquote><ul><li>c</ul>"), "0 0; 0 0; 0 0");
    assert_eq!(margins("<div style='margin-left:-30px'>a</div>"), "0 0");
    assert_eq!(margins("<div style='width:50%;margin:0 auto'>a</div>"), "250 250");
    assert_eq!(margins("<div style='margin-left:10%'><div style='margin-left:10%'>a</div></div>"), "190 0");
}

#[test]
fn margins_within_a_frame_are_exact() {
    assert_eq!(margins("<div style='width:640px'><div style='width:600px;margin:0 auto'>a</div></div>"), "31 31");
    assert_eq!(margins("<table width=600 align=center><tr><td style='padding:0 60px'>a</td></tr></table>"), "100 100");
    assert_eq!(margins("<table width=600><tr><td width='30%'></td><td>a</td></tr></table>"), "300 0");
    assert_eq!(margins("<table width=600><tr><td>a</td><td width=150>&nbsp;</td></tr></table>"), "0 250");
    assert_eq!(margins("<table width=600><tr><td>a</td><td>b</td></tr></table>"), "0 0; 0 0");
    assert_eq!(
        margins("<div style='max-width:600px;width:100%'><p style='margin:0 calc(10% + 6px)'>a</p></div>"),
        "110 110"
    );
    assert_eq!(margins("<center><table width=600><tr><td><table width=300 align=center><tr><td>a"), "250 250");
    assert_eq!(
        margins(
            "<table width='100%'><tr><td></td><td><table width=600><tr><td>a</td></tr></table></td><td></td></tr></table>"
        ),
        "0 0"
    );
    assert_eq!(margins("<div style='padding:0 32px'><div style='width:600px'>a</div></div>"), "0..53 0..53");
}

#[test]
fn the_widest_frame_is_the_maximum_width() {
    assert_eq!(widest("<table width=600><tr><td>a</table><table width=560><tr><td>b</table>"), "600");
    assert_eq!(widest("<p>a</p>"), "320..");
    assert_eq!(widest("<table width=600><tr><td>a</table><p>b"), "600..");
    assert_eq!(widest("<table width=600><tr><td width=500>a</td></tr></table>"), "600");
    assert_eq!(widest("<div style='width:37.5em'>a</div>"), "600");
    assert_eq!(message("").style().maximum_width, message("<p>").style().maximum_width);
}

fn blocks(html: &str) -> String {
    let message = message(html);
    let one = |b: &crate::model::TextBlock| {
        let level = b.heading_level.map(|level| format!(" level {level}")).unwrap_or_default();
        let by = b
            .item
            .fields
            .get("alignment")
            .filter(|_| b.alignment_overridden)
            .map(|spans| format!(" by {}", shown(html, spans)));
        format!("<{}>{level} {} {:?} {:?}{}", b.element, b.letters, b.alignment, b.direction, by.unwrap_or_default())
    };
    message.text_blocks().items.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn blocks_are_aligned_as_computed() {
    insta::assert_snapshot!(blocks("<h2>ab</h2><center>c</center><td>x</td><table align=center><tr><th>d<td>e</table>\
        <p align=right>f</p><div dir=rtl style='text-align:right'>g</div><p style='text-align:right'>\u{5D0}\u{5D1}</p>"), @r"
    <h2> level 2 2 Start Ltr
    <center> 1 Center Ltr by <center>
    <body> 1 Start Ltr
    <th> 1 Center Ltr
    <td> 1 Start Ltr
    <p> 1 End Ltr by right
    <div> 1 Start Rtl
    <p> 2 Start Rtl
    ");
    insta::assert_snapshot!(blocks("<div style='display:flex;justify-content:center'><p>a</p></div><div style='float:right'>b</div>\
        <p>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;c</p><div style='text-align:center'><img src=a.png></div>"), @r"
    <p> 1 Center Ltr by justify-content:center
    <div> 1 End Ltr by float:right
    <p> 1 Center Ltr
    ");
}

#[test]
fn centred_letters_are_counted() {
    let share = |html: &str| message(html).style().centered_share.map(permille);
    assert_eq!(share("<center>abc</center><p>d").as_deref(), Some("750"));
    assert_eq!(share("<center><img src=a></center>"), None);
}

/// Counts and gaps of break runs.
fn runs(html: &str) -> String {
    let message = message(html);
    let one = |run: &crate::model::BreakRun| {
        format!(
            "{} ({}) {}",
            run.count,
            run.gap.value().map_or("?".to_owned(), |r| r.to_string()),
            shown(html, &run.item.places)
        )
    };
    message.break_runs().items.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn break_runs_count_lines_without_ink() {
    assert_eq!(runs("<p>a</p><p>b</p>"), "");
    assert_eq!(runs("<p>a</p><p>&nbsp;</p><p>b</p>"), "2 (256/5) <p>");
    assert_eq!(runs("<p>a</p><p>&nbsp;</p><p>&#8203;</p><p>b</p>").split(' ').next(), Some("3"));
    assert_eq!(runs("a<br>b"), "");
    assert_eq!(runs("a<br><br>b"), "2 (96/5) <br> … <br>");
    assert_eq!(runs("a<br><br><br>b").split(' ').next(), Some("3"));
    assert_eq!(runs("<p>a<br></p><p>b</p>"), "");
    assert_eq!(runs("<p>a</p><br><p>b</p>").split(' ').next(), Some("2"));
    assert_eq!(runs("<p>a</p><div><br></div><div><br></div><p>b</p>").split(' ').next(), Some("3"));
    assert_eq!(runs("<br><br>a<br><br>"), "");
    assert_eq!(runs("<p>a</p><p></p><div></div><p>b</p>"), "");
    assert_eq!(runs("<p>a</p><div style='margin:50px'></div><p>b</p>"), "");
    assert_eq!(runs("<pre>a\n\n\nb</pre>").split(' ').next(), Some("3"));
}

#[test]
fn boxes_of_fixed_height_count_as_lines() {
    assert_eq!(
        runs("<p style='margin:0'>a</p><div style='height:40px'></div><p style='margin:0'>b</p>"),
        "3 (40) <div style='height:40px'>"
    );
    assert_eq!(runs("<table><tr><td>a<tr><td height=20><tr><td>b</table>").split(' ').next(), Some("2"));
    assert_eq!(runs("<p>a</p><div style='height:5px'>&nbsp;</div><p>b</p>").split(' ').next(), Some("2"));
    assert_eq!(runs("<p>a</p><div style='height:5px'></div><p>b</p>"), "");
    assert_eq!(runs("<p>a</p><hr><p>b</p>"), "");
}

#[test]
fn cells_of_a_row_stand_side_by_side() {
    assert_eq!(runs("<table><tr><td>a<td>b<td>&nbsp;</tr><tr><td>c<td></table>"), "");
    assert_eq!(runs("<table><tr><td>a<td><br><br>b</tr></table>"), "");
    assert_eq!(runs("<table><tr><td>a<br><br>b<td>c</tr></table>").split(' ').next(), Some("2"));
    assert_eq!(
        runs("<table><tr><td>a</tr><tr><td>&nbsp;<td>&nbsp;</tr><tr><td>b</table>").split(' ').next(),
        Some("2")
    );
}

#[test]
fn blank_lines_of_plain_text_are_runs() {
    let text = "a\r\n\r\nb\n \u{200B}\n\nc\nd\n\n";
    let message = crate::read_text(policyc_diag::SourceId(0), text.as_bytes(), &crate::Limits::default());
    let counts: Vec<u32> = message.break_runs().items.iter().map(|run| run.count).collect();
    assert_eq!(counts, [2, 3]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_layout_panics(text in "(<p style='|<div style='|<td width=|<table>|<tr>|<td>|<br>|&nbsp;|width:|height:|margin:|padding:|1px|99999999999px|1e30px|50%|-5%|auto|calc\\(1px - 10%\\)|display:flex|display:table-row|;|'>|</div>|</table>|text| colspan=9|float:right){0,60}") {
        let message = message(&text);
        let _ = (message.style(), message.text_blocks(), message.break_runs());
    }
}
