//! The tree of a policy file: plain data, free of the parser that made it.
//!
//! Every node carries its place in `at`, which equality ignores. A clause or an item that could not be read leaves a
//! [`Broken`] entry, never half a node: whoever finds one keeps silent about what might follow from it.

#![allow(clippy::large_enum_variant, reason = "a tree of a few thousand nodes is built once; plain fields read better")]

mod atom;
mod clause;
mod expr;
mod file;
mod fix;
mod item;
mod phrase;

pub use atom::{
    Date, Doc, Instant, Literal, LiteralField, LiteralKind, Name, Number, Path, Piece, Quantity, Regex, StringLit,
    Template, Unit,
};
pub use clause::{
    Answer, Assign, Assignment, Broken, Clause, ClauseHead, ClauseKind, Decide, Demand, Effective, Example, ForEach,
    Outcome, Over, Part, Severity, ValueDef,
};
pub use expr::{
    Aggregate, Amount, Cond, CondKind, Count, Direction, Every, Expr, ExprKind, Fold, Is, Operator, Order, Pair, Reach,
    ReachUnit, Says, SaysWhat, Test, There, Verb,
};
pub use file::{File, Header, LibraryHeader, PolicyHeader, PolicyLine, PolicyLineKind, Use};
pub use fix::{Fix, FixChange, FixInsert, FixScope, FixSide, FixTarget};
pub use item::{
    Amend, Attributes, BaseType, BaseTypeKind, BrokenItem, Change, ChangeKind, Condition, Declaration, Entry,
    EnumValue, Facts, FieldDecl, Item, ItemKind, Judgement, Language, LanguageEntry, LanguageWords, Lexicon,
    LexiconEntry, LexiconRole, NamedKind, PhraseText, PlaceholderEntry, Placeholders, Remove, RemoveTarget, Replace,
    Rule, Sample, Set, SetKind, Shape, Taken, Type, Unenforced, ValueItem,
};
pub use phrase::{Anchor, Phrase, PhraseKind, Sequence, Term, TermKind, Word, WordForm};
