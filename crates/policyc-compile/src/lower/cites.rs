//! Citations: slugs bound to the document in force.

use super::Lower;
use crate::diagnostics::{NoDocument, UnknownClause};
use crate::fault::near;
use policyc_diag::At;
use policyc_ir::Citation;
use policyc_syntax::ast::{self, Clause, ClauseKind};

impl Lower<'_, '_, '_> {
    /// All citations among some clauses.
    pub(crate) fn lower_cites(&mut self, clauses: &[Clause]) -> Vec<Citation> {
        let mut cites = Vec::new();
        for clause in clauses {
            if let ClauseKind::Cites(paths) = &clause.kind {
                self.lower_citations(paths, &mut cites);
            }
        }
        cites
    }

    /// Binds each path; a bare slug stands for every clause of that slug.
    pub(crate) fn lower_citations(&mut self, paths: &[ast::Path], into: &mut Vec<Citation>) {
        for path in paths {
            for citation in self.lower_citation(path) {
                if !into.iter().any(|other| other.clause == citation.clause) {
                    into.push(citation);
                }
            }
        }
    }

    fn lower_citation(&mut self, path: &ast::Path) -> Vec<Citation> {
        let plain = |clause: String| vec![Citation { clause, section: None, title: None, at: path.at }];
        let (document, slug) = match path.parts.split_first() {
            Some((document, [])) => (None, document.text.clone()),
            Some((document, _)) => {
                let text = path.text();
                let slug = text.get(document.text.len() + 1..).unwrap_or_default().to_owned();
                (Some(document.text.clone()), slug)
            }
            None => return Vec::new(),
        };
        let bare = document.is_none();
        let Some(document) = document.or_else(|| self.env.document.clone()) else {
            if !self.env.partial && !self.env.flat.header.broken && !self.incomplete() {
                let policy = self.env.modules.name(self.env.flat.module);
                self.faults.push(NoDocument { policy, slug: &slug, at: path.at.0 });
            }
            return plain(slug);
        };
        let Some(lock) = self.env.citable.get(&document) else { return plain(format!("{document}.{slug}")) };
        let found: Vec<Citation> = lock.cited_by(&slug, bare).map(|clause| cite(clause, path.at)).collect();
        if found.is_empty() {
            let near = near(&slug, lock.clauses.iter().map(|clause| clause.slug.as_str()));
            let policy = self.env.modules.name(self.env.flat.module);
            self.faults.push(UnknownClause { document: &document, slug: &slug, policy, near, at: path.at.0 });
        }
        found
    }
}

fn cite(clause: &crate::lock::LockedClause, at: At) -> Citation {
    Citation {
        clause: clause.id.clone(),
        section: Some(clause.section.clone()).filter(|section| !section.is_empty()),
        title: clause.title.clone(),
        at,
    }
}
