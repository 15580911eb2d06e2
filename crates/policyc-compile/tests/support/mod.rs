//! Reading goldens: several files, and locks, in one.

use policyc_compile::lock;
use policyc_diag::SourceId;

const PRELUDE: &str = include_str!("../prelude.policy");

/// One golden.
#[allow(dead_code)] // each test reads what it needs
pub(crate) struct Golden {
    pub(crate) expects: Vec<String>,
    pub(crate) files: Vec<(String, String)>,
    pub(crate) locks: Vec<lock::Lock>,
}

/// Takes a golden apart.
pub(crate) fn golden(name: &str, text: &str) -> Golden {
    let expects = text.lines().next().and_then(|first| first.strip_prefix("// expects:")).unwrap_or_default();
    let mut files = vec![(name.to_owned(), String::new())];
    let mut lock_texts: Vec<String> = Vec::new();
    let mut in_lock = false;
    for line in text.lines() {
        if let Some(next) = line.strip_prefix("// file: ") {
            in_lock = false;
            files.push((next.to_owned(), String::new()));
        } else if line.starts_with("// lock: ") {
            in_lock = true;
            lock_texts.push(String::new());
        }
        let into = if in_lock { lock_texts.last_mut() } else { files.last_mut().map(|(_, text)| text) };
        let comment = in_lock && line.starts_with("//");
        into.unwrap().push_str(if comment { "" } else { line });
        if let Some((_, text)) = files.last_mut()
            && !in_lock
        {
            text.push('\n');
        } else if let Some(text) = lock_texts.last_mut() {
            text.push('\n');
        }
    }
    files.push(("prelude.policy".to_owned(), PRELUDE.to_owned()));
    let locks = lock_texts.iter().map(|text| lock::read(SourceId(0), text).expect("the golden's lock can be read"));
    Golden { expects: expects.split_whitespace().map(str::to_owned).collect(), locks: locks.collect(), files }
}
