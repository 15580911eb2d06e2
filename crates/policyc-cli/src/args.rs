//! What the command line takes.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks messages to marketplace buyers against the marketplace's rules, clause by clause.
#[derive(Debug, Parser)]
#[command(
    name = "policyc",
    version,
    about = "Checks messages to marketplace buyers against the marketplace's rules, clause by clause",
    after_help = "Exit status: 0 no violation, 1 a violation, 2 a fault in policies or arguments,\n3 nothing violated but something undetermined or for review, 4 a message that could not be read.\n\nExample: policyc check --policy shop.us examples/mails"
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Folder of the policies, instead of the nearest `policies` folder or those that come with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) policies: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Say only what matters for the exit status
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check messages, cases and policies
    Check(Check),
    /// Run the examples that stand in the policies, labelled cases, and snapshots of findings
    Test(Test),
    /// Compare two policies: rules, words, and verdicts that flip
    Diff(Diff),
    /// Show clause by clause what accounts for it, and rules without a clause
    Coverage(Coverage),
    /// Lay policies out in one way
    Fmt(Fmt),
    /// Show the proof behind an outcome
    Why(Why),
    /// Write a decision record: what was judged, by what, and what came out, with the hash of everything that went in
    Receipt(MakeReceipt),
    /// Make the decisions of a record again, and tell what differs
    Verify(VerifyReceipt),
    /// Tell what a new copy of a page changes, and what rests on it
    Drift(Drift),
    /// Write or update the lock of a document from a saved page
    Lock(LockPage),
    /// Explain a diagnostic, a rule, a fact or a clause
    Explain(Explain),
    /// List the facts that policies can speak of
    Facts(Facts),
    /// Show what the lexicons lack: languages, examples, and entries that stand in each other's way
    Lexicon(Lexicon),
    /// Print a policy with everything that it inherits
    Flatten(Flatten),
    /// Print a stage of the compiler
    Dump(Dump),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  policyc check examples/mails/look-alike.html\n  policyc check --policy shop.it --as-of 2020-06-01T00:00:00Z mail.eml\n  policyc check --format jsonl cases.jsonl > reports.jsonl\n  policyc check --diff examples/mails/much-to-mend.eml\n  policyc check --fix drafts\n  policyc check policies"
)]
pub(crate) struct Check {
    /// Messages (.eml .html .txt .md), cases (.json .jsonl .toml), policies (.policy), folders of them, or - for
    /// standard input; none: the project's own policies
    pub(crate) paths: Vec<PathBuf>,
    /// Policy to check against, taken as it stands; may be given several times
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Vec<String>,
    /// Facts that go over those of the cases (.json or .toml)
    #[arg(long, value_name = "FILE")]
    pub(crate) facts: Vec<PathBuf>,
    /// One fact, such as order.id=123-1234567-1234567; goes over all others
    #[arg(long, value_name = "PATH=VALUE")]
    pub(crate) set: Vec<String>,
    /// Judge as of this moment, such as 2024-05-20T10:00:00+02:00
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    /// What standard input holds
    #[arg(long, value_enum, default_value_t = Stdin::Eml)]
    pub(crate) stdin: Stdin,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Also print what is compliant, exempt or not applicable
    #[arg(long)]
    pub(crate) all_outcomes: bool,
    /// Mend the files: apply the safe `fix` clauses of violated rules, each only if it cures and breaks nothing else
    #[arg(long)]
    pub(crate) fix: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, conflicts_with = "fix")]
    pub(crate) diff: bool,
    /// With --fix or --diff: unsafe `fix` clauses too
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Exit status for what is undetermined or for review: `violation` counts it as violated
    #[arg(long, value_enum, default_value_t = Undetermined::Open)]
    pub(crate) undetermined_as: Undetermined,
}

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stdin {
    /// A raw message.
    Eml,
    /// HTML.
    Html,
    /// Plain text.
    Txt,
    /// A case.
    Json,
    /// A case a line.
    Jsonl,
    /// A case.
    Toml,
}

/// Output formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: the message's bytes with what is wrong under them.
    Human,
    /// For screen readers and logs: a line a fact, no drawing.
    Plain,
    /// One JSON list.
    Json,
    /// One JSON object a line, as soon as it is known.
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors.
    Sarif,
    /// JUnit XML, for CI servers.
    Junit,
    /// Annotations that GitHub shows beside the lines of a change.
    Github,
    /// A report for the browser, one file.
    Html,
}

/// What an undetermined finding does to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Undetermined {
    /// 3.
    Open,
    /// 1.
    Violation,
}

/// Arguments of `test`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  policyc test --only external-links\n  policyc test --policy shop.us cases/labelled.jsonl\n  policyc test --review mails\n  policyc test --accept --only late.eml --reason \"the page allows forty days now\" mails\n  policyc test --outcomes\n  policyc test --evasions --only external-links\n  policyc test --evasions --format json cases/labelled.jsonl\n\nLabelled cases are lines { \"case\": …, \"expect\": [{ \"policy\": …, \"must\": […] }] }. The findings of every other case and\nmessage are kept in `snapshots` beside it, in insta's format; `cargo insta review` works on them too.\nExit status: 1 if an example, a label or a snapshot differs, or if nothing was tested; with --evasions, if a rewritten\ntext loses its verdict."
)]
pub(crate) struct Test {
    /// Further policies, cases, messages, folders of them; none: the examples, and the folder `cases` beside `policies`
    pub(crate) paths: Vec<PathBuf>,
    /// Only examples and cases whose name contains this
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<String>,
    /// Policy whose findings snapshots hold; none: the edition in force
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Vec<String>,
    /// Also keep snapshots of labelled cases
    #[arg(long)]
    pub(crate) snapshots: bool,
    /// Go through what differs: verdicts that flip, then reasons, then wording
    #[arg(long, conflicts_with = "accept")]
    pub(crate) review: bool,
    /// Accept what differs; a verdict that flips needs a reason
    #[arg(long)]
    pub(crate) accept: bool,
    /// Why a verdict that flips is right
    #[arg(long, value_name = "TEXT", requires = "accept")]
    pub(crate) reason: Option<String>,
    /// List which outcomes of rules, and which exceptions, nothing has shown
    #[arg(long)]
    pub(crate) outcomes: bool,
    /// Rewrite what violates in the ways in which writers get round a rule, and what complies in harmless ways; every
    /// verdict has to hold
    #[arg(long, conflicts_with_all = ["review", "accept", "outcomes", "snapshots"])]
    pub(crate) evasions: bool,
    /// With --evasions: rewrite one of so many examples and cases, the same ones in every run
    #[arg(long, value_name = "N", default_value_t = 1, requires = "evasions")]
    pub(crate) one_of: usize,
    /// With --evasions: how to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human, requires = "evasions")]
    pub(crate) format: Listing,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Rules are compared by what they mean: the order of conditions and names for them change nothing.\nExit status: 1 if something differs.\n\nExamples:\n  policyc diff shop.2020 shop.us\n  policyc diff HEAD:policies/shop/us.policy policies/shop/us.policy examples/mails\n  policyc diff --format json HEAD~3:shop.us shop.us cases.jsonl"
)]
pub(crate) struct Diff {
    /// The old policy: its name, its file, or REVISION:FILE or REVISION:NAME read from git
    pub(crate) old: String,
    /// The new policy
    pub(crate) new: String,
    /// Messages, cases and folders to judge by both
    pub(crate) cases: Vec<PathBuf>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Form::Human)]
    pub(crate) format: Form,
}

/// Formats of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people.
    Human,
    /// For screen readers and logs: words in place of signs.
    Plain,
    /// One JSON object.
    Json,
}

/// Arguments of `fmt`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  policyc fmt policies\n  policyc fmt --check policies")]
pub(crate) struct Fmt {
    /// Policy files and folders; none: `policies`
    pub(crate) paths: Vec<PathBuf>,
    /// Write nothing; exit status 1 if a file is laid out otherwise
    #[arg(long)]
    pub(crate) check: bool,
}

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  policyc why examples/mails/whose-number.eml\n  policyc why examples/mails/whose-number.eml phone-numbers\n  policyc why --format json examples/mails/one-second-late.eml"
)]
pub(crate) struct Why {
    /// A message (with its sidecar) or a case
    pub(crate) case: PathBuf,
    /// The rule; none: every rule that reports something
    pub(crate) rule: Option<String>,
    /// Under this policy, instead of the edition in force
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human)]
    pub(crate) format: Listing,
}

/// Arguments of `receipt`.
#[derive(Debug, Args)]
#[command(
    after_help = "A record holds hashes of policies, locks, messages and context, never their words, and the reports in full. Only\nthe dictionaries inside the program are used.\n\nExamples:\n  policyc receipt examples/mails/look-alike.html\n  policyc receipt --output may.receipt.json sent/may"
)]
pub(crate) struct MakeReceipt {
    /// Messages (.eml .html .txt .md), cases (.json .jsonl .toml), folders of them
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Policy to judge by, taken as it stands; may be given several times
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Vec<String>,
    /// Judge as of this moment, such as 2024-05-20T10:00:00+02:00
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    /// Where to write; by default to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Files are looked for under the names in the record, from where you stand.\nExit status: 0 if everything comes out as recorded, to the byte; 1 if something differs; 2 for what is no record.\n\nExample:\n  policyc verify may.receipt.json"
)]
pub(crate) struct VerifyReceipt {
    /// The record
    pub(crate) record: PathBuf,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human)]
    pub(crate) format: Listing,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  policyc explain unknown-fact\n  policyc explain external-links\n  policyc explain message.links.host\n  policyc explain us.external-links"
)]
pub(crate) struct Explain {
    /// Code or name of a diagnostic, a rule, a fact's path, or a clause
    pub(crate) name: String,
    /// Further policy files, such as a house policy
    pub(crate) paths: Vec<PathBuf>,
}

/// Arguments of `facts`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  policyc facts message.links\n  policyc facts --policy shop.us order")]
pub(crate) struct Facts {
    /// Only facts below this path
    pub(crate) path: Option<String>,
    /// With what this policy declares
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Option<String>,
}

/// Arguments of `lexicon`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  policyc lexicon\n  policyc lexicon asks-review\n  policyc lexicon --format json > parity.json\n\nExit status: 0 if there is nothing to tell, 1 if a language, an example or a sign is amiss, 2 if the policies do not\ncompile or there is no such lexicon."
)]
pub(crate) struct Lexicon {
    /// Only this lexicon
    pub(crate) name: Option<String>,
    /// Further policy files, such as a house policy
    pub(crate) extra: Vec<PathBuf>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human)]
    pub(crate) format: Listing,
}

/// Arguments of `flatten`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  policyc flatten shop.us")]
pub(crate) struct Flatten {
    /// The policy
    pub(crate) policy: String,
    /// Further policy files, such as a house policy
    pub(crate) paths: Vec<PathBuf>,
}

/// Arguments of `dump`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  policyc dump ast policies/shop/us.policy\n  policyc dump ir --policy shop.us")]
pub(crate) struct Dump {
    /// The stage
    #[arg(value_enum)]
    pub(crate) stage: Stage,
    /// Policy files (for `ast`)
    pub(crate) paths: Vec<PathBuf>,
    /// Only this policy (for `ir`)
    #[arg(long, short, value_name = "NAME")]
    pub(crate) policy: Option<String>,
}

/// A stage of the compiler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Stage {
    /// The syntax tree of each file.
    Ast,
    /// The rule IR of each policy.
    Ir,
}

/// Arguments of `coverage`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit status: 1 if a clause is uncovered, unless --allow-uncovered is given.\n\nExamples:\n  policyc coverage\n  policyc coverage --document us --format json"
)]
pub(crate) struct Coverage {
    /// Only this document; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) document: Vec<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human)]
    pub(crate) format: Listing,
    /// End with 0 though something is uncovered
    #[arg(long)]
    pub(crate) allow_uncovered: bool,
}

/// Formats of lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Listing {
    /// For people.
    Human,
    /// One JSON object.
    Json,
}

/// Arguments of `drift`.
#[derive(Debug, Args)]
#[command(
    after_help = "Fingerprints ignore white space, quotes, dashes and markup.\nExit status: 1 if the page differs from its lock.\n\nExample:\n  policyc drift policies/shop/us.lock saved-page.html"
)]
pub(crate) struct Drift {
    /// The lock
    pub(crate) lock: PathBuf,
    /// The saved page (.txt .md .html)
    pub(crate) page: PathBuf,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Listing::Human)]
    pub(crate) format: Listing,
}

/// Arguments of `lock`.
#[derive(Debug, Args)]
#[command(
    after_help = "A lock holds no words of the page, only hashes. Clauses that still stand in the page keep their ids; what\nis new is split by sentence and marked `proposed = true`.\n\nExamples:\n  policyc lock us saved-page.html\n  policyc lock us saved-page.md --clauses clauses.json --output policies/us.lock"
)]
pub(crate) struct LockPage {
    /// What policies call the document
    pub(crate) document: String,
    /// The saved page (.txt .md .html)
    pub(crate) page: PathBuf,
    /// Exactly these clauses: a JSON list of objects with id, section and quote
    #[arg(long, value_name = "FILE")]
    pub(crate) clauses: Option<PathBuf>,
    /// Where to write (- for standard output); by default over the document's lock among the policies, else here
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
