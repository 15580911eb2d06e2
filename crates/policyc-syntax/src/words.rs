//! The words of the language: which begin items, which begin clauses, and which clause may stand where.

/// Words that begin an item (or a header).
pub(crate) const ITEM_WORDS: &[&str] = &[
    "policy",
    "partial",
    "library",
    "use",
    "facts",
    "attributes",
    "shape",
    "set",
    "value",
    "lexicon",
    "language",
    "placeholders",
    "sample",
    "condition",
    "judgement",
    "rule",
    "declaration",
    "remove",
    "replace",
    "amend",
    "unenforced",
];

/// Items that end with their brace.
pub(crate) const BLOCK_WORDS: &[&str] = &[
    "policy",
    "partial",
    "attributes",
    "shape",
    "set",
    "lexicon",
    "language",
    "placeholders",
    "sample",
    "condition",
    "judgement",
    "rule",
    "declaration",
    "amend",
];

/// Words that begin a clause somewhere. None of them stands inside an expression at the same brace level, save `when`,
/// which cuts only where it begins a clause.
pub(crate) const CLAUSE_WORDS: &[&str] = &[
    "document",
    "edition",
    "timezone",
    "serves",
    "yields",
    "applies",
    "effective",
    "cites",
    "because",
    "severity",
    "for",
    "forbid",
    "require",
    "permit",
    "unless",
    "value",
    "due",
    "report",
    "help",
    "fix",
    "example",
    "decide",
    "asks",
    "lasts",
];

/// Words with which something is said of a value.
pub(crate) const VERBS: &[&str] =
    &["is", "has", "says", "mentions", "denies", "states", "names", "contains", "matches", "imitates", "meets"];

/// Units as they are written.
pub(crate) const UNITS: &[&str] = &[
    "seconds", "second", "minutes", "minute", "hours", "hour", "days", "day", "weeks", "week", "calendar", "working",
    "px", "pt", "em",
];

/// Where clauses stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Policy,
    Rule,
    Judgement,
    Declaration,
    Condition,
    Part,
}

impl Place {
    /// The place in words.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Policy => "the header of a policy",
            Self::Rule => "a rule",
            Self::Judgement => "a judgement",
            Self::Declaration => "a declaration",
            Self::Condition => "a condition",
            Self::Part => "a part of a rule",
        }
    }

    /// The clauses that it takes, in the formatter's order.
    pub(crate) const fn allowed(self) -> &'static [&'static str] {
        match self {
            Self::Policy => &["document", "edition", "applies", "effective", "yields", "timezone", "serves", "sample"],
            Self::Rule => &[
                "cites",
                "because",
                "severity",
                "effective",
                "applies",
                "for",
                "value",
                "forbid",
                "require",
                "permit",
                "unless",
                "due",
                "report",
                "help",
                "fix",
                "example",
            ],
            Self::Judgement => &["cites", "because", "asks", "decide", "example"],
            Self::Declaration => &["cites", "because", "asks", "lasts"],
            Self::Condition => &["cites", "because", "when"],
            Self::Part => &["cites", "because", "effective", "when", "report", "help"],
        }
    }

    /// Whether a clause is cut at this word here.
    pub(crate) fn cuts(self, word: &str) -> bool {
        CLAUSE_WORDS.contains(&word) || self.allowed().contains(&word)
    }

    /// Clauses that may stand there only once.
    pub(crate) fn once(self, word: &str) -> bool {
        match self {
            Self::Rule => {
                !matches!(word, "value" | "forbid" | "require" | "permit" | "unless" | "fix" | "example" | "cites")
            }
            Self::Judgement => word == "asks" || word == "because",
            Self::Policy => word != "yields",
            Self::Declaration | Self::Condition | Self::Part => word != "cites",
        }
    }
}

/// Whether a word is reserved, that is no name.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.binary_search(&word).is_ok()
}

/// All reserved words, sorted; a test holds them to the grammar's.
pub(crate) const RESERVED: &[&str] = &[
    "add",
    "after",
    "amend",
    "and",
    "applies",
    "asks",
    "at",
    "attributes",
    "because",
    "before",
    "by",
    "cites",
    "condition",
    "contains",
    "decide",
    "declaration",
    "denies",
    "document",
    "due",
    "edition",
    "effective",
    "empty",
    "every",
    "example",
    "except",
    "facts",
    "fix",
    "for",
    "forbid",
    "from",
    "given",
    "has",
    "help",
    "hits",
    "imitates",
    "in",
    "is",
    "judged",
    "judgement",
    "language",
    "lasts",
    "least",
    "less",
    "lexicon",
    "library",
    "matches",
    "meets",
    "mentions",
    "misses",
    "more",
    "most",
    "names",
    "no",
    "none",
    "not",
    "of",
    "one",
    "only",
    "or",
    "over",
    "partial",
    "permit",
    "placeholders",
    "policy",
    "remove",
    "replace",
    "report",
    "require",
    "rule",
    "sample",
    "satisfies",
    "says",
    "serves",
    "set",
    "severity",
    "shape",
    "states",
    "taken",
    "than",
    "then",
    "there",
    "timezone",
    "under",
    "unenforced",
    "unknown",
    "unless",
    "use",
    "value",
    "when",
    "where",
    "with",
    "within",
    "yes",
    "yields",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grammar_reserves_the_same_words() {
        let grammar = include_str!("../../../grammar/policy.pest");
        let (_, reserved) = grammar.split_once("reserved = @{ (").unwrap();
        let (reserved, _) = reserved.split_once(") ~ end_word").unwrap();
        let mut words = reserved.split('"').skip(1).step_by(2).collect::<Vec<_>>();
        words.sort_unstable();
        assert_eq!(words, RESERVED);
    }
}
