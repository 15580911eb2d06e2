//! What is seen and what is hidden.

use super::seen;

fn one(html: &str) -> String {
    seen(html).join("; ")
}

#[test]
fn what_is_not_displayed_is_hidden_by_its_declaration() {
    assert_eq!(one("<p style='display:none'>a</p>"), "a: hidden by display:none … <p style='display:none'>");
    assert_eq!(
        one("<style>.x{display:none}</style><p class=x>a").rsplit_once("a: ").unwrap().1,
        "hidden by display:none … <p class=x>"
    );
    assert_eq!(one("<p hidden>a</p>"), "a: hidden by <p hidden>");
    assert_eq!(one("<dialog>a</dialog><dialog open>b</dialog>"), "a: hidden by <dialog>; b: seen");
    assert_eq!(one("<details>a</details>"), "a: seen");
    assert_eq!(one("<p style='content-visibility:hidden'><b>a</b>").split(" by").next(), Some("a: hidden"));
}

#[test]
fn visibility_can_be_undone_below() {
    assert_eq!(
        one("<div style='visibility:hidden'>a<b style='visibility:visible'>b</b></div>"),
        "a: hidden by visibility:hidden … <div style='visibility:hidden'>; b: seen"
    );
    assert_eq!(
        one("<div style='display:none'><b style='display:block'>a</b></div>").split(" by").next(),
        Some("a: hidden")
    );
}

#[test]
fn transparent_text_is_hidden() {
    for style in ["opacity:.1", "color:rgba(0,0,0,.05)", "color:transparent", "-webkit-text-fill-color:#0000"] {
        assert!(one(&format!("<p style='{style}'>a</p>")).starts_with(&format!("a: hidden by {style}")), "{style}");
    }
    for style in ["opacity:.5", "color:rgba(0,0,0,.6)", "color:red;-webkit-text-fill-color:blue"] {
        assert_eq!(one(&format!("<p style='{style}'>a</p>")), "a: seen", "{style}");
    }
    assert!(one("<div style='opacity:.3'><p style='opacity:.3'>a</p></div>").starts_with("a: hidden by opacity:.3"));
}

#[test]
fn text_without_room_is_hidden() {
    for style in [
        "max-height:0;overflow:hidden",
        "height:1px;overflow:hidden",
        "width:0;overflow:hidden",
        "font-size:0",
        "font-size:1px",
        "font-size:.1em",
        "line-height:0;overflow:hidden",
        "clip-path:inset(50%)",
        "transform:scale(0)",
        "position:absolute;clip:rect(0,0,0,0)",
        "zoom:0%",
        "max-height:0%;overflow:hidden",
    ] {
        assert!(one(&format!("<div style='{style}'>a</div>")).starts_with("a: hidden by "), "{style}");
    }
    for style in [
        "max-height:0",
        "height:0;overflow:hidden;min-height:20px",
        "height:0;overflow:hidden;padding-top:20px",
        "font-size:3px",
        "clip:rect(0,0,0,0)",
        "width:1px",
    ] {
        assert_eq!(one(&format!("<div style='{style}'>a</div>")), "a: seen", "{style}");
    }
    assert_eq!(one("<div style='font-size:0'><b style='font-size:14px'>a</b></div>"), "a: seen");
    assert_eq!(one("<span style='max-height:0;overflow:hidden'>a</span>"), "a: seen", "inline boxes have no height");
}

#[test]
fn text_off_the_page_is_hidden() {
    for style in [
        "position:absolute;left:-9999px",
        "text-indent:-999px",
        "margin-left:-1000px",
        "transform:translateX(-2000px)",
        "position:absolute;top:-300px;height:200px",
        "text-indent:-9999em",
    ] {
        assert!(one(&format!("<div style='{style}'>a</div>")).starts_with("a: hidden by "), "{style}");
    }
    for style in ["left:-9999px", "text-indent:-20px", "position:relative;top:-3px", "margin-top:-50px"] {
        assert_eq!(one(&format!("<div style='{style}'>a</div>")), "a: seen", "{style}");
    }
}

#[test]
fn text_in_the_colour_of_its_ground_is_not_seen() {
    assert_eq!(one("<p style='color:#fff'>a</p>"), "a: same colour by color:#fff … <p style='color:#fff'>");
    assert_eq!(one("<div style='background:#000'><p>a</p></div>").split(" by").next(), Some("a: same colour"));
    assert_eq!(one("<table bgcolor=navy><tr><td><font color=white>a"), "a: seen");
    assert_eq!(
        one("<div style='background:#eee'><p style='color:#eeeeef'>a</p></div>"),
        "a: same colour by color:#eeeeef … background:#eee … <p style='color:#eeeeef'>"
    );
    assert_eq!(one("<div style='background:url(x.png)'><p style='color:#fff'>a</p></div>"), "a: open");
    assert_eq!(one("<div style='background:url(x.png)'><p style='color:#fff;background:#000'>a</p></div>"), "a: seen");
    assert_eq!(one("<div style='background:rgba(0,0,0,.95)'>a</div>").split(" by").next(), Some("a: same colour"));
}

#[test]
fn the_device_hides_nothing() {
    let html = "<style>@media (max-width:600px){.x{display:none}} .x:hover{display:none}</style><p class=x>a</p>";
    assert_eq!(seen(html).last().unwrap(), "a: seen");
    let html = "<style>@media screen{.x{display:none}}</style><p class=x>a</p>";
    assert!(seen(html).last().unwrap().starts_with("a: hidden by display:none"));
    assert_eq!(one("<p style='mso-hide:all' aria-hidden=true>a</p>"), "a: seen");
}

#[test]
fn the_cascade_is_a_browsers() {
    for (css, word) in [
        ("p{display:none} p{display:block}", "seen"),
        ("#i{display:block} p{display:none}", "seen"),
        ("p{display:none!important} #i{display:block}", "hidden"),
        ("body p{display:none} p{display:block}", "hidden"),
        ("@layer a{#i{display:none}} p{display:block}", "seen"),
        ("@layer a{p{display:none!important}} p{display:block!important}", "hidden"),
        ("p{display:none;display:nonsense}", "hidden"),
        (":root{--d:none} p{display:var(--d)}", "hidden"),
        ("p{display:none} p{display:var(--missing)}", "seen"),
        ("p{display:var(--missing, none)}", "hidden"),
        ("body{& p{display:none}}", "hidden"),
        ("p:nonsense, p{display:none}", "seen"),
        ("p:hover, p{display:none}", "hidden"),
    ] {
        let line = seen(&format!("<style>{css}</style><p id=i>a</p>")).pop().unwrap();
        assert!(line.starts_with(&format!("a: {word}")), "{css}: {line}");
    }
    assert!(one("<style>p{display:none!important}</style><p style='display:block'>a</p>").contains("a: hidden"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_document_panics(text in "(<p style='|<div class=a |<td width=|<table|<style>|</style>|a\\{|\\}|color:|font:|1px|99999em|%|calc\\(|var\\(--a\\)|--a:|;|'|>|</p>|<font size=9|text|url\\(|:not\\(|:hover|,){0,60}") {
        seen(&text);
    }
}

#[test]
fn deep_and_wide_documents_end() {
    seen(&"<div style='font-size:1.1em;opacity:.99'>".repeat(5000));
    let css: String = (0..3000).map(|n| format!(".a b c d *:nth-child({n}):has(u) {{color:red}}")).collect();
    let html = format!("<style>{css}</style>{}", "<b class=a><b>x".repeat(3000));
    assert_eq!(
        super::message(&html).styles().and_then(crate::style::Styles::open),
        Some("more style rules than are matched")
    );
}
