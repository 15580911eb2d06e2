//! The HTML report: the same findings as every format, and, in a real headless browser, its filter, and that nothing a
//! message holds is loaded or run.
//!
//! Without a Chromium the last two are passed over, unless `POLICYC_BROWSER` is `required`.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)] // a test that cannot go on has failed

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

fn room(name: &str) -> PathBuf {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("browser-{name}"));
    let _ = fs::remove_dir_all(&room);
    fs::create_dir_all(&room).expect("a folder");
    room
}

fn check(room: &Path, format: &str, files: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_policyc"))
        .args(["check", "--policy", "amazon.us", "--format", format])
        .args(files)
        .current_dir(room)
        .output()
        .expect("the program runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The page as a browser has it once its script has run; none where there is no browser.
#[allow(clippy::print_stderr, reason = "a check that skips itself says so")]
fn browsed(room: &Path, address: &str) -> Option<String> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = names.iter().find(|name| {
        let asked = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    });
    let Some(browser) = found else {
        assert!(std::env::var("POLICYC_BROWSER").as_deref() != Ok("required"), "there is no Chromium");
        eprintln!("no Chromium here: not tried");
        return None;
    };
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--virtual-time-budget=4000"])
        .arg(format!("--user-data-dir={}", room.join("profile").display()))
        .args(["--dump-dom", address])
        .stderr(Stdio::null())
        .output()
        .expect("the browser runs");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn attribute(tag: &str, name: &str) -> String {
    let (_, rest) = tag.split_once(&format!(" {name}=\"")).unwrap_or_else(|| panic!("no {name} in {tag}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

#[test]
fn the_report_carries_the_findings_of_the_run() {
    let room = room("same");
    fs::write(room.join("thin.txt"), "Visit http://shop.example/ or write to me@shop.example, and leave us 5 stars!")
        .expect("a file");
    fs::write(room.join("page.html"), "<p>See <a href='http://shop.example/'>us</a></p>").expect("a file");
    fs::write(room.join("broken.json"), "{").expect("a file");
    let files = ["thin.txt", "page.html", "broken.json"];
    let mut wanted = Vec::new();
    for line in check(&room, "jsonl", &files).lines() {
        let report: serde_json::Value = serde_json::from_str(line).expect("JSON");
        for finding in report["findings"].as_array().expect("findings") {
            let word = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
            wanted.push((word("rule"), word("outcome")));
        }
    }
    let page = check(&room, "html", &files);
    let mut found: Vec<(String, String)> = page
        .lines()
        .filter(|line| line.starts_with("<li id=\"m"))
        .map(|line| (attribute(line, "data-rule"), attribute(line, "data-outcome")))
        .collect();
    wanted.sort();
    found.sort();
    assert!(found.len() > 20);
    assert_eq!(found, wanted);
    for part in
        ["broken.json", "To find out", "message.purposes", "Coverage of the documents", "[finding 1]", "sandbox=\"\""]
    {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page, check(&room, "html", &files), "another run, other bytes");
}

#[test]
fn the_filter_works_in_a_browser() {
    let room = room("filter");
    fs::write(room.join("thin.txt"), "Visit http://shop.example/ and leave us 5 stars!").expect("a file");
    fs::write(room.join("other.txt"), "Your parcel is here.").expect("a file");
    fs::write(room.join("r.html"), check(&room, "html", &["thin.txt", "other.txt"])).expect("a file");
    let address = format!("file://{}", room.join("r.html").display());
    let Some(all) = browsed(&room, &address) else { return };
    assert!(all.contains("class=\"js\""), "the script did not run");
    assert!(all.contains("findings in 2 messages are shown"), "{all}");
    let one = browsed(&room, &format!("{address}#?rule=links-https")).expect("a page");
    assert!(one.contains("1 findings in 1 messages are shown"), "{one}");
    let none =
        browsed(&room, &format!("{address}#?without=verdict-violation&without=verdict-undetermined")).expect("a page");
    assert!(none.contains("0 findings in 0 messages are shown"), "{none}");
}

#[test]
fn nothing_of_a_message_is_loaded_or_run() {
    let room = room("hostile");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let at = format!("http://{}", listener.local_addr().expect("an address"));
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    // Each call is counted and hung up at once, so that no page waits for an answer.
    std::thread::spawn(move || {
        listener.incoming().for_each(|_| {
            counted.fetch_add(1, Ordering::SeqCst);
        });
    });
    let html = format!(
        "<html><head><link rel=stylesheet href='{at}/a'><link rel=preconnect href='{at}'><base href='{at}/'>\
         <meta http-equiv=refresh content='0;url={at}/b'><style>@import '{at}/c'; body {{ background: url({at}/d) }}</style>\
         <script>document.documentElement.classList.add('owned')</script></head><body onload=\"document.title='owned'\">\
         <p>Visit <a href='{at}/e'>us</a> now.</p><img src='{at}/f' onerror=\"parent.document.title='owned'\"><iframe src='{at}/g'></iframe>\
         <p style='background-image:url({at}/h)'>x</p><video src='{at}/i' autoplay></video><object data='{at}/j'></object>\
         </iframe></pre></article><script>document.documentElement.classList.add('owned')</script>\"'&quot;><img src={at}/k></body></html>"
    );
    fs::write(room.join("mail.html"), &html).expect("a file");
    fs::write(room.join("r.html"), check(&room, "html", &["mail.html"])).expect("a file");
    let calls = || count.load(Ordering::SeqCst);
    let Some(page) = browsed(&room, &format!("file://{}", room.join("r.html").display())) else { return };
    assert_eq!(calls(), 0, "the report called out");
    assert!(page.contains("findings in 1 messages are shown"), "the report's own script did not run");
    let head = page.split("<body").next().expect("a head");
    assert!(!head.contains("owned"), "{head}");
    // The message itself does call: the silence above is the report's.
    browsed(&room, &format!("file://{}", room.join("mail.html").display()));
    assert!(calls() > 0, "the message calls nobody, so it proves nothing");
}
