//! Messages with their sidecars, and cases, out of files: for the commands that look at single ones.

use crate::files;
use policyc::{Case, Kind, diag::Source, split_lines};
use std::path::{Path, PathBuf};

/// A file with its bytes, and the files that supply its context.
pub(super) struct Input {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) bytes: Vec<u8>,
    pub(super) context: Vec<(PathBuf, Kind, String)>,
}

impl Input {
    /// Reads a file and what lies beside it.
    pub(super) fn read(path: &Path, kind: Kind) -> Result<Self, String> {
        let bytes = files::read(path)?;
        let is_message = matches!(kind, Kind::Mail | Kind::Html | Kind::Text);
        let sidecars = if is_message { files::sidecars(path) } else { Vec::new() };
        let context = sidecars
            .into_iter()
            .map(|(path, kind)| files::read_text(&path).map(|text| (path, kind, text)))
            .collect::<Result<_, _>>()?;
        Ok(Self { name: path.display().to_string(), kind, bytes, context })
    }

    /// How many cases are in it.
    pub(super) fn count(&self) -> usize {
        match self.kind {
            Kind::JsonLines => split_lines(&String::from_utf8_lossy(&self.bytes)).count(),
            _ => 1,
        }
    }

    /// The case at a place, out of bytes that may differ from those on disk.
    pub(super) fn case(&self, bytes: &[u8], at: usize) -> Result<Case, String> {
        let text = || std::str::from_utf8(bytes).map_err(|_| "the file is no UTF-8".to_owned());
        let told = |error: Box<policyc::CaseError>| error.to_string();
        match self.kind {
            Kind::Mail | Kind::Html | Kind::Text => {
                let mut case = Case::from_message(&self.name, bytes, self.kind);
                for (path, kind, text) in &self.context {
                    case.supply(&path.display().to_string(), text, *kind).map_err(told)?;
                }
                Ok(case)
            }
            Kind::Toml => Case::from_toml(&self.name, text()?).map_err(told),
            Kind::JsonLines => {
                let source = Source::new(self.name.as_str(), bytes);
                let (offset, line) = split_lines(text()?).nth(at).ok_or("there is no such line")?;
                Case::from_json_at(&source, line, offset, &format!("{}:{}", self.name, at + 1)).map_err(told)
            }
            Kind::Json => Case::from_json(&self.name, text()?).map_err(told),
            Kind::Policy => Err("this is neither a message nor a case".to_owned()),
        }
    }
}
