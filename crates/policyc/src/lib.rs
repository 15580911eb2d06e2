//! Floor 3: the library that other programs embed. Compile policies, read a case, check it, get a report.
//!
//! ```
//! use policyc::{Case, CheckOptions, Policies};
//!
//! let text = r#"policy shop.rules { }
//! lexicon shouting in en { "buy now" }
//! rule no-shouting {
//!   because "house style"
//!   forbid  message.body says shouting
//!   report  "shouts"
//!   example violates "Buy now!"
//!   example complies "Your parcel is here."
//! }"#;
//! let policies = Policies::compile(&[("shop.policy".to_owned(), text.to_owned())], &[]).unwrap();
//! let case = Case::from_json("draft.json", r#"{"id": "d1", "message": {"text": "Buy now!"}}"#).unwrap();
//! let reports = policyc::check(&policies, &case, &CheckOptions::default());
//! assert_eq!(reports[0].verdict, "violation");
//! assert_eq!(reports[0].findings[0].spans[0].text, "Buy now");
//! ```

pub mod account;
mod case;
mod check;
pub mod compare;
pub mod evasions;
pub mod examples;
pub mod fix;
pub mod labels;
pub mod outcomes;
mod page;
pub mod parity;
mod policies;
pub mod reach;
pub mod receipt;
mod report;
pub mod snapshot;
pub mod touched;
pub mod turn;

pub use case::{Case, CaseError, Kind, kind_of, split_lines};
pub use check::{CheckOptions, Checked, check, check_full, report, why};
pub use page::page_text;
pub use policies::{CompileError, Policies};
pub use report::{ExceptionEntry, FindingEntry, FixEntry, Report, SpanEntry};

pub use policyc_compile as compile;
pub use policyc_diag as diag;
pub use policyc_eval as eval;
pub use policyc_ir as ir;
pub use policyc_message as message;
pub use policyc_syntax as syntax;
