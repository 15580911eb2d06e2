//! Facts of style, each from a small page.

use super::{message, shown};

fn sizes(html: &str) -> String {
    let message = message(html);
    let one = |size: &crate::model::FontSize| {
        format!("{} x{} at {}", size.item.text, size.letters, shown(html, &size.item.places))
    };
    message.style().font_sizes.items.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn overrides(html: &str) -> String {
    let message = message(html);
    let one = |own: &crate::model::Override| {
        let flags = [(own.repeats, " repeats"), (own.conditional, " conditional")];
        let flags: String = flags.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
        format!(
            "{:?} {} <{}> x{}{flags} at {}",
            own.property,
            own.value,
            own.element,
            own.letters,
            shown(html, &own.item.places)
        )
    };
    message.style().overrides.items.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn px(html: &str) -> Vec<String> {
    message(html).style().font_sizes.items.iter().map(|size| size.item.text.clone()).collect()
}

#[test]
fn equal_sizes_are_one() {
    assert_eq!(
        px("<p style='font-size:12pt'>a <span style='font-size:16px'>b</span><i style='font-size:1em'>c</i></p>"),
        ["16px"]
    );
    assert_eq!(
        px("<h1>A</h1><p>b <small>c</small> <span style='font-size:19px'>d</span></p>"),
        ["32px", "16px", "13px", "19px"]
    );
    assert_eq!(px("<font size=2>a</font><font size='+1'>b</font><font size=7>c"), ["13px", "18px", "48px"]);
    assert_eq!(
        px("<code>a</code><code style='font-size:14px'>b</code><code style='font-size:large'>c"),
        ["13px", "14px", "15px"]
    );
    assert_eq!(px("<p style='font-size:1px'>&nbsp;</p>a"), ["16px"]);
    assert_eq!(px("<div style='transform:scale(2)'>a</div>"), ["32px"]);
    assert_eq!(px("<div style='font:10px/1.5 Arial'>a<sup>b</sup></div>"), ["10px", "8px"]);
    assert_eq!(px("<div style='font-size:4vw'>a</div>"), [""]);
}

#[test]
fn sizes_show_what_wins() {
    insta::assert_snapshot!(sizes("<style>p{font-size:14px} .s{font-size:80%}</style><p>abc<b class=s>de</b></p><p>f</p>"), @r"
    14px x4 at font-size:14px
    11px x2 at font-size:80%
    ");
}

#[test]
fn overrides_are_those_that_reach_text() {
    insta::assert_snapshot!(overrides("<style>p{color:red;line-height:1.5} .x{color:blue}</style><p>ab <a href=u>link</a></p><p class=x>c</p>"), @r"
    FontColor red <p> x2 at color:red
    LineHeight 1.5 <p> x7 at line-height:1.5
    FontColor blue <p> x1 at color:blue
    ");
    insta::assert_snapshot!(overrides("<body text=#333><center><font face=Arial color=red size=2>a</font></center>"), @r"
    FontFamily Arial <font> x1 at Arial
    FontColor red <font> x1 at red
    Alignment center <center> x1 at <center>
    FontSize 2 <font> x1 at 2
    ");
    insta::assert_snapshot!(overrides("<td style='color:#000'>a</td><table><td style='color:#000'>b<td style='color:#000'>c"), @r"
    FontColor #000 <td> x1 at color:#000
    FontColor #000 <td> x1 repeats at color:#000
    ");
}

#[test]
fn what_gives_the_default_back_is_no_override() {
    for html in [
        "<p style='color:inherit;line-height:normal;text-align:left;letter-spacing:normal;font-size:revert'>a",
        "<p style='background-color:red;border-color:red'>a",
        "<div style='color:red;font-size:9px'><img src=a></div>",
        "<div style='display:none;color:red'>a</div>",
        "<p style='color:red'>&nbsp;</p>",
        "<p style='color:red'><span style='color:revert'></span></p>",
        "<style>@font-face{font-family:F;src:url(//x/f.woff)}</style>a",
        "<p dir=ltr style='direction:ltr'>a",
    ] {
        assert_eq!(overrides(html), "", "{html}");
    }
}

#[test]
fn all_kinds_of_overrides() {
    insta::assert_snapshot!(overrides("<p style=\"font: bold 13px/2 'A B'; letter-spacing:1px; text-align:right\">a</p>\
        <p style='mso-line-height-rule:exactly;opacity:.5;direction:rtl'>b</p><p>\u{1D400}\u{1D401} c</p>"), @r#"
    FontFamily bold 13px/2 'A B' <p> x1 at font: bold 13px/2 'A B'
    LineHeight bold 13px/2 'A B' <p> x1 at font: bold 13px/2 'A B'
    Alignment right <p> x1 at text-align:right
    FontSize bold 13px/2 'A B' <p> x1 at font: bold 13px/2 'A B'
    LetterSpacing 1px <p> x1 at letter-spacing:1px
    FontColor .5 <p> x1 at opacity:.5
    LineHeight exactly <p> x1 at mso-line-height-rule:exactly
    Direction rtl <p> x1 at direction:rtl
    FontFamily 𝐀𝐁 <p> x2 at 𝐀𝐁
    "#);
    insta::assert_snapshot!(overrides("<style>@media (max-width:9px){p{font-size:9px}}</style><p>ab</p>"), @"FontSize 9px <p> x2 conditional at font-size:9px");
}

#[test]
fn sheets_and_animations_are_told() {
    let html = "<link rel=stylesheet href='https://cdn.example/a.css'><style>@import url(//b.example/b.css); @keyframes k{} \
        b{animation:k 1s} i{animation:other 1s} a:hover{animation:k}</style><b>x</b><i>y</i><marquee>z</marquee>";
    let message = message(html);
    let sheets: Vec<String> = message
        .style()
        .external_sheets
        .items
        .iter()
        .map(|s| format!("{} {:?}", s.src, s.host.as_ref().value()))
        .collect();
    assert_eq!(
        sheets,
        ["https://cdn.example/a.css Some(Some(\"cdn.example\"))", "//b.example/b.css Some(Some(\"b.example\"))"]
    );
    let moving: Vec<String> = message.style().animations.items.iter().map(|a| shown(html, &a.item.places)).collect();
    assert_eq!(moving, ["animation:k 1s", "<marquee>"]);
}

#[test]
fn the_lowest_contrast_is_found() {
    let lowest = |html: &str| {
        message(html).style().lowest_contrast.map(|m| (m.low.map(|r| r.floor()), m.high.map(|r| r.floor())))
    };
    assert_eq!(lowest("<p>a"), Some((Some(21), Some(21))));
    assert_eq!(lowest("<p>a<i style='color:#767676'>b"), Some((Some(4), Some(4))));
    assert_eq!(lowest("<p>a<i style='background-image:url(x)'>b"), Some((Some(1), Some(21))));
    assert_eq!(lowest("<p> "), None);
}
