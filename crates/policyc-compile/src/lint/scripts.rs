//! Words that mix letters of several scripts: they read otherwise than they are.

use crate::diagnostics::MixedScripts;
use crate::fault::Faults;
use policyc_diag::{SourceMap, Span};
use unicode_script::{Script, UnicodeScript};

pub(super) fn lint_scripts(sources: &SourceMap, faults: &mut Faults) {
    for (id, source) in sources.iter() {
        let text = source.text(0..source.bytes().len());
        let mut start = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            // `split` yields slices of `text` in order, each behind one separator.
            let at = word.as_ptr() as usize - text.as_ptr() as usize;
            start = at.max(start);
            if !word.is_ascii() && mixed(word) {
                faults.push(MixedScripts { word, at: Span::new(id, start, start + word.len()) });
            }
        }
    }
}

/// Latin beside Greek or Cyrillic: the scripts whose letters look alike.
fn mixed(word: &str) -> bool {
    let has = |wanted: Script| word.chars().any(|c| c.script() == wanted);
    let scripts = [Script::Latin, Script::Greek, Script::Cyrillic];
    scripts.into_iter().filter(|script| has(*script)).count() > 1
}
