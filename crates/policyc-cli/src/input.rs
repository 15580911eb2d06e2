//! A file with messages or cases, and what lies beside it: read once, for all commands.

use crate::files;
use policyc::{Case, CaseError, Kind, diag::Source, split_lines};
use std::path::{Path, PathBuf};

/// A file with its bytes, and the files that supply its context.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) bytes: Vec<u8>,
    pub(crate) context: Vec<(PathBuf, Kind, String)>,
}

/// Why a file cannot be read: the file (it may be one that lies beside), and why.
pub(crate) type Unreadable = (PathBuf, String);

impl Input {
    /// Reads a file and what lies beside it.
    pub(crate) fn read(path: &Path, kind: Kind) -> Result<Self, Unreadable> {
        let told = |path: &Path| {
            let path = path.to_owned();
            move |why| (path, why)
        };
        if kind == Kind::Policy {
            return Err(told(path)("this is neither a message nor a case".to_owned()));
        }
        let bytes = files::read(path).map_err(told(path))?;
        if bytes.is_empty() {
            return Err(told(path)("the file is empty".to_owned()));
        }
        let mut context = Vec::new();
        if is_message(kind) {
            for (beside, kind) in files::sidecars(path) {
                let text = files::read_text(&beside).map_err(told(&beside))?;
                context.push((beside, kind, text));
            }
        } else {
            files::text(&bytes).map_err(told(path))?;
        }
        Ok(Self { name: path.display().to_string(), kind, bytes, context })
    }

    /// The file's only case, or the first of its lines, out of bytes that may differ from those on disk.
    pub(crate) fn first(&self, bytes: &[u8]) -> Result<Case, Box<CaseError>> {
        let text = String::from_utf8_lossy(bytes);
        match self.kind {
            Kind::Mail | Kind::Html | Kind::Text => {
                let mut case = Case::from_message(&self.name, bytes, self.kind);
                for (path, kind, text) in &self.context {
                    case.supply(&path.display().to_string(), text, *kind)?;
                }
                Ok(case)
            }
            Kind::Toml => Case::from_toml(&self.name, &text),
            Kind::JsonLines => {
                let (offset, line) = split_lines(&text).next().unwrap_or_default();
                Case::from_json_at(&Source::new(self.name.as_str(), bytes), line, offset, &format!("{}:1", self.name))
            }
            Kind::Json | Kind::Policy => Case::from_json(&self.name, &text),
        }
    }

    /// All cases of the file, in order.
    pub(crate) fn cases(&self) -> impl Iterator<Item = Result<Case, Box<CaseError>>> + '_ {
        let lines = self.kind == Kind::JsonLines;
        let source = lines.then(|| Source::new(self.name.as_str(), self.bytes.as_slice()));
        let each = source.into_iter().flat_map(move |source| {
            let text = files::text(&self.bytes).unwrap_or_default();
            split_lines(text).enumerate().map(move |(at, (start, line))| {
                Case::from_json_at(&source, line, start, &format!("{}:{}", self.name, at + 1))
            })
        });
        let one = (!lines).then(|| self.first(&self.bytes));
        one.into_iter().chain(each)
    }
}

/// Whether a file of this kind is a message, with its context beside it.
pub(crate) fn is_message(kind: Kind) -> bool {
    matches!(kind, Kind::Mail | Kind::Html | Kind::Text)
}
