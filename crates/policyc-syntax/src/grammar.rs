//! The two pest grammars, and the words in which their rules are spoken of. pest is used here and in `parse` and
//! `phrase` alone.

/// Items, clauses, conditions.
pub(crate) mod policy {
    #![allow(missing_docs, unreachable_pub, reason = "generated from the grammar file, which is documented itself")]
    #[derive(pest_derive::Parser)]
    #[grammar = "../../grammar/policy.pest"]
    pub(crate) struct PolicyGrammar;
}

/// Phrases.
pub(crate) mod phrase {
    #![allow(missing_docs, unreachable_pub, reason = "generated from the grammar file, which is documented itself")]
    #[derive(pest_derive::Parser)]
    #[grammar = "../../grammar/phrase.pest"]
    pub(crate) struct PhraseGrammar;
}

use pest::RuleType;
use pest::error::{Error, ErrorVariant, InputLocation};
use pest::iterators::Pairs;
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

/// Where a piece stopped making sense, and what could have stood there.
#[derive(Debug)]
pub(crate) struct Stop<R> {
    pub(crate) at: usize,
    pub(crate) due: Vec<R>,
    /// The parser ran out of its allowance.
    pub(crate) exhausted: bool,
}

/// pest keeps its allowance of calls in one place for the whole process; this keeps pieces apart.
static ALLOWANCE: Mutex<()> = Mutex::new(());

/// Runs one entry of a grammar over one piece, with an allowance of work in proportion to its length.
pub(crate) fn run<R: RuleType, P: pest::Parser<R>>(entry: R, piece: &str) -> Result<Pairs<'_, R>, Stop<R>> {
    let _kept = ALLOWANCE.lock().unwrap_or_else(PoisonError::into_inner);
    pest::set_call_limit(NonZeroUsize::new(10_000 + piece.len().saturating_mul(1_500)));
    P::parse(entry, piece).map_err(|error| stop(&error))
}

fn stop<R: RuleType>(error: &Error<R>) -> Stop<R> {
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => Stop { at, due: positives.clone(), exhausted: false },
        ErrorVariant::CustomError { .. } => Stop { at, due: Vec::new(), exhausted: true },
    }
}
