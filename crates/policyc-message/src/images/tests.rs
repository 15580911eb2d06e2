//! Images and trackers, read off small pages.

use crate::message::Message;
use crate::model::{Image, Known, Measure, Ratio};
use crate::style::tests::{message, shown};
use crate::{Limits, read_eml};
use policyc_diag::SourceId;

fn percent(measure: Measure) -> String {
    let show = |ratio: Option<Ratio>| {
        ratio.and_then(|r| r.times(Ratio::whole(100))).map_or("?".to_owned(), |r| r.rounded().to_string())
    };
    measure.value().map_or_else(|| format!("{}..{}", show(measure.low), show(measure.high)), |value| show(Some(value)))
}

fn px(measure: Measure) -> String {
    let show = |ratio: Option<Ratio>| ratio.map_or("?".to_owned(), |r| r.to_string());
    measure.value().map_or_else(|| format!("{}..{}", show(measure.low), show(measure.high)), |value| value.to_string())
}

fn line(html: &str, image: &Image) -> String {
    let src = image.src.clone().unwrap_or_else(|| "-".to_owned());
    let alt = image.alt.as_ref().map(|alt| format!(" alt {alt:?}")).unwrap_or_default();
    let name = image.accessible_name.as_ref().map(|name| format!(" name {name:?}")).unwrap_or_default();
    let seen = if image.item.visible == Known::Value(true) { "" } else { " unseen" };
    format!(
        "{} {src}{alt}{name} {}x{} at {}{seen}",
        image.origin.name(),
        px(image.width),
        px(image.height),
        shown(html, image.item.places_of("src"))
    )
}

fn lines(html: &str) -> String {
    message(html).images().items.iter().map(|image| line(html, image)).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_origin_is_listed() {
    let html = "<img src=a.png srcset='a.png 1x, b.png 2x,c.png 3x' alt=' '><td background=x></td><table background=t.png><tr><td style=\"background:url('d.png')\">x\
        <input type=image src=e.png alt=Go></table><svg><title>Logo</title><image href=f.png /></svg><object data=g.gif></object><video poster=h.jpg></video>\
        <picture><source srcset=i.webp></picture><!--[if mso]><v:fill type=\"tile\" src=\"https://shop.example/j.png\" /><![endif]--><div style='background:linear-gradient(red,blue)'>y";
    insta::assert_snapshot!(lines(html), @r#"
    img a.png alt " " ?..?x?..? at a.png
    source b.png alt " " ?..?x?..? at b.png
    source c.png alt " " ?..?x?..? at c.png
    background t.png ?..?x?..? at t.png
    background d.png ?..?x?..? at background:url('d.png')
    input e.png alt "Go" name "Go" ?..?x?..? at e.png
    svg - name "Logo" ?..?x?..? at <svg>
    svg f.png ?..?x?..? at f.png
    object g.gif ?..?x?..? at g.gif
    poster h.jpg ?..?x?..? at h.jpg
    source i.webp ?..?x?..? at i.webp
    outlook https://shop.example/j.png ?..?x?..? at https://shop.example/j.png unseen
    "#);
}

#[test]
fn sizes_are_used_sizes() {
    let size = |html: &str| {
        message(html)
            .images()
            .items
            .iter()
            .map(|i| format!("{}x{}", px(i.width), px(i.height)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(size("<img width=1 style='width:300px'>"), "300x?..?");
    assert_eq!(size("<img width=200 height=100 style='max-width:150px'>"), "150x100");
    assert_eq!(size("<div style='width:600px'><img width='50%'></div>"), "300x?..?");
    assert_eq!(size("<img style='max-width:100%'>"), "0..?x?..?");
    let gif = "data:image/gif;base64,R0lGODlhBAACAIAAAAAAAP///yH5BAAAAAAALAAAAAAEAAIAAAIDhI9WADs=";
    assert_eq!(
        size(&format!("<img src='{gif}'><img width=8 src='{gif}'><img height=20 src='{gif}'>")),
        "4x2 8x4 40x20"
    );
}

#[test]
fn shares_are_of_the_frame() {
    let share = |html: &str| {
        message(html)
            .images()
            .items
            .iter()
            .map(|i| format!("{}/{}", percent(i.width_share), percent(i.row_share)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(share("<table width=600><tr><td><img width=300></td></tr></table>"), "50/50");
    assert_eq!(share("<img width='100%'>"), "100/100");
    assert_eq!(share("<img style='max-width:100%'>"), "0..100/0..100");
    let slice = "<td><img width='20%'></td>".replace("20%", "120");
    assert_eq!(share(&format!("<table width=600><tr>{}</tr></table>", slice.repeat(5))), ["20/100"; 5].join(" "));
    assert_eq!(
        share("<div style='width:600px'><img width=150><img width=150><br><img width=60>a<img width=60></div>"),
        "25/50 25/50 10/10 10/10"
    );
}

#[test]
fn bytes_tell_type_and_frames() {
    let image = |html: &str| message(html).images().items[0].clone();
    let one = image("<img src='data:image/png;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw=='>");
    assert_eq!(one.media_type, Known::Value("image/gif".into()));
    assert_eq!(one.labelled_media_type.as_deref(), Some("image/png"));
    assert_eq!((one.frame_count, one.animated), (Measure::exact(Ratio::ONE), Known::Value(false)));
    let far = image("<img src='https://shop.example/a.gif'>");
    assert_eq!((far.media_type, far.frame_count, far.animated), (Known::Unknown, Measure::UNKNOWN, Known::Unknown));
    assert_eq!(
        (far.labelled_media_type.as_deref(), far.remote, far.name.as_deref()),
        (Some("image/gif"), Known::Value(true), Some("a.gif"))
    );
    assert_eq!(image("<svg><animate/></svg>").animated, Known::Value(true));
}

fn mail() -> Message {
    let raw = "Disposition-Notification-To: a@shop.example\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
        <a href='https://shop.example/'><img src='cid:logo@x' alt=Logo></a>\r\n--b\r\nContent-Type: image/png; name=logo.gif\r\nContent-Id: <logo@x>\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==\r\n--b\r\nContent-Type: image/gif\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nR0lGODlhAQABAIAAAAAAAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==\r\n--b--\r\n";
    read_eml(SourceId(0), raw.as_bytes(), &Limits::default())
}

#[test]
fn parts_are_joined_by_their_ids() {
    let message = mail();
    let images = &message.images().items;
    assert_eq!(images.len(), 2);
    assert_eq!(images[0].name.as_deref(), Some("logo.gif"));
    assert_eq!(images[0].media_type, Known::Value("image/gif".into()));
    assert_eq!(images[0].labelled_media_type.as_deref(), Some("image/png"));
    assert_eq!(images[0].link_href.as_deref(), Some("https://shop.example/"));
    assert_eq!(images[1].origin.name(), "part");
}

#[test]
fn trackers_are_sure_ones() {
    let html = "<img src='https://t.example/o.gif' width=1 height=1><img src=cid:s width=1 height=1><img src='//t.example/x.png' style='display:none'>\
        <img src='https://shop.example/logo.png'><div style='width:1px;height:1px;overflow:hidden;background:url(https://t.example/b.gif)'></div>\
        <iframe src='https://f.example/?u=0123456789abcdef0123'></iframe><iframe src='https://f.example/map'></iframe><a href=u ping='https://p.example/'>x</a>\
        <style>@font-face{font-family:F;src:url(https://f.example/0123456789abcdef01.woff)}</style><link rel=stylesheet href='https://s.example/a.css'>";
    let found: Vec<String> = message(html)
        .trackers()
        .items
        .iter()
        .map(|t| format!("{:?} {}", t.kind, t.src.clone().unwrap_or_default()))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r"
    Pixel https://t.example/o.gif
    Pixel //t.example/x.png
    Background https://t.example/b.gif
    Frame https://f.example/?u=0123456789abcdef0123
    Ping https://p.example/
    Font https://f.example/0123456789abcdef01.woff
    ");
    assert_eq!(mail().trackers().items.len(), 1);
}

#[test]
fn active_contents_are_told_by_element_and_handler() {
    let html = "<script>1</script><script type='application/ld+json'>{}</script><form></form><p onclick='x()'>flash drive</p><a href='javascript:x'>y</a>\
        <embed src=m.swf><object></object><iframe></iframe><audio></audio><video></video>";
    let found: Vec<String> = message(html).active_contents().items.iter().map(|a| format!("{:?}", a.kind)).collect();
    assert_eq!(found, ["Script", "Form", "Script", "Script", "Flash", "Object", "Frame", "Audio", "Video"]);
}
