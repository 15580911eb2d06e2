//! The header in force: a header with `document` inherits `serves` and `sample`, one without all that it does not write.

use policyc_diag::Span;
use policyc_syntax::ast;

/// The lines of a policy's header, inherited ones included.
#[derive(Debug, Default, Clone)]
pub(crate) struct FlatHeader<'m> {
    pub(crate) doc: Option<&'m ast::Doc>,
    pub(crate) document: Option<&'m ast::Name>,
    pub(crate) edition: Option<&'m ast::StringLit>,
    pub(crate) timezone: Option<&'m ast::StringLit>,
    pub(crate) serves: Option<&'m [ast::StringLit]>,
    pub(crate) applies: Option<&'m ast::Cond>,
    pub(crate) effective: Option<&'m ast::Effective>,
    pub(crate) yields: Vec<&'m ast::Path>,
    pub(crate) sample: Option<&'m ast::Name>,
    pub(crate) at: Span,
    /// A line could not be read.
    pub(crate) broken: bool,
}

impl<'m> FlatHeader<'m> {
    /// Lays the next header of the chain over this one.
    pub(crate) fn inherit(&mut self, header: &'m ast::PolicyHeader) {
        let documents = header.lines.iter().any(|line| matches!(line.kind, ast::PolicyLineKind::Document(_)));
        if documents {
            *self = Self { serves: self.serves, sample: self.sample, ..Self::default() };
        }
        self.doc = header.doc.as_ref();
        self.at = header.at.0;
        self.broken |= !header.broken.is_empty();
        let yields_anew = header.lines.iter().any(|line| matches!(line.kind, ast::PolicyLineKind::YieldsTo(_)));
        if yields_anew {
            self.yields.clear();
        }
        for line in &header.lines {
            self.take(&line.kind);
        }
    }

    fn take(&mut self, line: &'m ast::PolicyLineKind) {
        use ast::PolicyLineKind as Line;
        match line {
            Line::Document(name) => self.document = Some(name),
            Line::Edition(text) => self.edition = Some(text),
            Line::Timezone(text) => self.timezone = Some(text),
            Line::Serves(tags) => self.serves = Some(tags),
            Line::Applies(cond) => self.applies = Some(cond),
            Line::Effective(effective) => self.effective = Some(effective),
            Line::YieldsTo(path) => self.yields.push(path),
            Line::Sample(name) => self.sample = Some(name),
        }
    }
}
