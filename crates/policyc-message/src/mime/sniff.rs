//! What bytes are, by their signature (WHATWG MIME sniffing and kin), and whether labels agree.

use crate::model::Known;

/// The media type of a signature; none if the bytes show none.
pub(crate) fn media_type(bytes: &[u8]) -> Option<&'static str> {
    if is_svg(bytes) {
        return Some("image/svg+xml");
    }
    infer::get(bytes).map(|kind| match kind.mime_type() {
        "application/x-executable" | "application/vnd.microsoft.portable-executable" => "application/x-msdownload",
        other => other,
    })
}

fn is_svg(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default()).into_owned();
    let head = head.trim_start_matches('\u{FEFF}').trim_start();
    (head.starts_with("<?xml") || head.starts_with("<svg") || head.starts_with("<!")) && head.contains("<svg")
}

/// Whether the bytes run: programs, scripts, Office files with macros.
pub(crate) fn is_executable(bytes: &[u8]) -> bool {
    let starts = |signature: &[u8]| bytes.starts_with(signature);
    let program = starts(b"MZ") || starts(b"\x7fELF") || starts(b"#!") || starts(b"\xCA\xFE\xBA\xBE");
    let mach = [b"\xFE\xED\xFA\xCE", b"\xFE\xED\xFA\xCF", b"\xCE\xFA\xED\xFE", b"\xCF\xFA\xED\xFE"];
    let macros = starts(b"PK\x03\x04") && memchr::memmem::find(bytes, b"vbaProject.bin").is_some();
    let old_office = starts(b"\xD0\xCF\x11\xE0") && memchr::memmem::find(bytes, b"_\0V\0B\0A\0").is_some();
    program || mach.iter().any(|signature| starts(*signature)) || macros || old_office
}

/// Whether the bytes are an archive (Office files are not, though they are ZIP files).
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    infer::get(bytes)
        .is_some_and(|kind| kind.matcher_type() == infer::MatcherType::Archive && kind.extension() != "pdf")
}

/// Whether a ZIP or PDF file says that it is encrypted.
pub(crate) fn is_encrypted(bytes: &[u8]) -> bool {
    let zip = bytes.starts_with(b"PK\x03\x04") && bytes.get(6).is_some_and(|flags| flags & 1 == 1);
    let pdf = bytes.starts_with(b"%PDF") && memchr::memmem::find(bytes, b"/Encrypt").is_some();
    zip || pdf
}

const ENDINGS: [(&str, &str); 34] = [
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("bmp", "image/bmp"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("svg", "image/svg+xml"),
    ("heic", "image/heif"),
    ("avif", "image/avif"),
    ("zip", "application/zip"),
    ("gz", "application/gzip"),
    ("7z", "application/x-7z-compressed"),
    ("rar", "application/vnd.rar"),
    ("exe", "application/x-msdownload"),
    ("doc", "application/msword"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xls", "application/vnd.ms-excel"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("rtf", "application/rtf"),
    ("txt", "text/plain"),
    ("csv", "text/csv"),
    ("html", "text/html"),
    ("htm", "text/html"),
    ("ics", "text/calendar"),
    ("vcf", "text/vcard"),
    ("eml", "message/rfc822"),
    ("mp3", "audio/mpeg"),
    ("mp4", "video/mp4"),
    ("swf", "application/x-shockwave-flash"),
];

/// The media type that a file ending stands for.
pub(crate) fn by_ending(ending: &str) -> Option<&'static str> {
    ENDINGS.iter().find(|(found, _)| *found == ending).map(|(_, media_type)| *media_type)
}

fn canonical(media_type: &str) -> &str {
    match media_type {
        "image/jpg" | "image/pjpeg" => "image/jpeg",
        "image/x-png" => "image/png",
        "application/x-pdf" => "application/pdf",
        "application/x-zip-compressed" | "application/x-zip" => "application/zip",
        "text/rtf" => "application/rtf",
        "text/x-vcard" | "text/directory" => "text/vcard",
        other => other,
    }
}

/// Whether signature, label and ending name one type; what is silent agrees with all.
pub(crate) fn agree(signature: Known<Option<&str>>, label: Option<&str>, ending: Option<&str>) -> Known<bool> {
    let label = label.filter(|label| !matches!(*label, "application/octet-stream" | "application/x-download" | ""));
    let ending = ending.and_then(by_ending);
    let named: Vec<&str> = [label, ending].into_iter().flatten().map(canonical).collect();
    let labels_agree = named.windows(2).all(|pair| pair.first() == pair.last());
    match signature {
        Known::Unknown if !labels_agree => Known::Value(false),
        Known::Unknown => Known::Unknown,
        Known::Value(None) => Known::Value(labels_agree),
        Known::Value(Some(signature)) => {
            Known::Value(labels_agree && named.iter().all(|name| *name == canonical(signature)))
        }
    }
}
