//! `check --fix` and `--diff`: files mended before they are judged.

use crate::{
    args::{Check, Format},
    files,
    output::{plain::show, say},
};
use policyc::{
    Case, CheckOptions, Kind, Policies,
    fix::{Mended, Mending},
};
use std::path::Path;

/// What is needed to mend files.
pub(super) struct Mender<'a> {
    pub(super) args: &'a Check,
    pub(super) policies: &'a Policies,
    pub(super) quiet: bool,
}

impl Mender<'_> {
    /// Whether files are to be mended at all.
    pub(super) fn wanted(&self) -> bool {
        self.args.fix || self.args.diff
    }

    /// Mends the bytes of one case; none where it cannot be read (judging tells why).
    pub(super) fn mend(&self, bytes: &[u8], kind: Kind, read: &dyn Fn(&[u8]) -> Option<Case>) -> Option<Mended> {
        let options = CheckOptions { policies: self.args.policy.clone(), all_outcomes: false };
        let (policies, unsafe_too) = (self.policies, self.args.unsafe_fixes);
        Mending { policies, options: &options, unsafe_too, kind, read }.mend(bytes)
    }

    /// Writes the mended file, or prints what would change. `old` is what stands on disk.
    pub(super) fn keep(&self, path: &Path, old: &[u8], new: &[u8]) -> Result<(), String> {
        if old == new {
            return Ok(());
        }
        if self.args.fix {
            return files::write(path, new);
        }
        if self.told() {
            say!("{}", difference(&path.display().to_string(), old, new).trim_end());
        }
        Ok(())
    }

    /// Whether there is text output.
    fn told(&self) -> bool {
        matches!(self.args.format, Format::Human | Format::Plain) && !self.quiet
    }

    /// Tells what was done and what was not.
    pub(super) fn tell(&self, name: &str, mended: &Mended) {
        if !self.told() {
            return;
        }
        let done = if self.args.fix { "fixed" } else { "would fix" };
        for applied in &mended.applied {
            let (name, line) = (show(name), applied.line);
            say!("{done} {name}:{line}: {}: {} ({})", applied.rule, show(&applied.message), show(&applied.clause));
        }
        for refused in &mended.refused {
            say!("not fixed {}: {}: {}: {}", show(name), refused.rule, show(&refused.clause), show(&refused.why));
        }
        if !mended.applied.is_empty() {
            say!("{}: {} findings before, {} after", show(name), mended.before, mended.after);
        }
    }
}

/// A unified difference of two texts, with three lines around each change.
fn difference(name: &str, old: &[u8], new: &[u8]) -> String {
    let (old, new) = (String::from_utf8_lossy(old), String::from_utf8_lossy(new));
    let diff = similar::TextDiff::from_lines(&*old, &*new);
    let text = diff.unified_diff().context_radius(3).header(name, name).to_string();
    text.lines().map(show).collect::<Vec<_>>().join("\n")
}
