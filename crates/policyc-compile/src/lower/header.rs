//! Intervals, time zones, languages: the small parts of headers.

use super::{Lower, literal};
use crate::diagnostics::{BadLanguageTag, BadTimezone, EmptyInterval};
use policyc_ir::Interval;
use policyc_syntax::ast;

impl Lower<'_, '_, '_> {
    /// `from D before D`.
    pub(crate) fn lower_effective(&mut self, effective: &ast::Effective) -> Interval {
        let from = effective.from.as_ref().map(literal::date);
        let before = effective.before.as_ref().map(literal::date);
        if let (Some(from), Some(before)) = (from, before)
            && from >= before
        {
            self.faults.push(EmptyInterval { at: effective.at.0 });
        }
        Interval { from, before }
    }

    /// An IANA name that the bundled database knows.
    pub(crate) fn lower_timezone(&mut self, name: &ast::StringLit) -> String {
        if jiff::tz::db().get(&name.value).is_err() {
            self.faults.push(BadTimezone { name: &name.value, at: name.at.0 });
        }
        name.value.clone()
    }

    /// Tags as BCP 47 writes them: a language of two or three letters, then subtags.
    pub(crate) fn check_tag(&mut self, tag: &str, at: policyc_diag::Span) {
        let mut parts = tag.split('-');
        let language = parts.next().unwrap_or_default();
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let rest =
            parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        if !(2..=3).contains(&language.len()) || !letters(language) || !rest {
            self.faults.push(BadLanguageTag { tag, at });
        }
    }
}
