//! Locks from pages and what a new copy of a page changes, on a page of our own invention.
#![allow(clippy::string_slice, reason = "a test may die")]

use policyc_compile::lock::{self, Change, Drift, Lock, drift};
use policyc_diag::SourceId;

const PAGE: &str = include_str!("ferry.md");

fn ferry() -> Lock {
    lock::propose("ferry", PAGE, None)
}

fn told(drift: &Drift) -> Vec<String> {
    let told = |change: &Change| match change {
        Change::Removed { clause } => format!("removed {clause}"),
        Change::Reworded { clause, similarity, place, .. } => format!("reworded {clause} {similarity}: {}", place.text),
        Change::Moved { clause, place } => format!("moved {clause} to {}", place.section),
        Change::Added { proposed, place } => format!("added {proposed} in {}", place.section),
        Change::Outside { after, before, place } => {
            format!("outside {} {} ({})", after.as_deref().unwrap_or("-"), before.as_deref().unwrap_or("-"), place.text)
        }
    };
    drift.changes.iter().map(told).collect()
}

/// Makes edits, each of which has to be possible once.
fn edited(edits: &[(&str, &str)]) -> String {
    edits.iter().fold(PAGE.to_owned(), |page, (from, to)| {
        assert_eq!(page.matches(from).count(), 1, "{from}");
        page.replacen(from, to, 1)
    })
}

#[test]
fn a_proposed_lock_has_every_sentence_once() {
    let lock = ferry();
    let ids: Vec<String> = lock.clauses.iter().map(|clause| format!("{} | {}", clause.id, clause.section)).collect();
    insta::assert_snapshot!(ids.join("\n"));
    assert!(lock.clauses.iter().all(|clause| clause.proposed && clause.at.len() == 1));
    let text = lock::write(&lock).expect("locks can be written");
    assert_eq!(lock::read(SourceId(0), &text), Ok(lock));
}

#[test]
fn the_same_page_does_not_drift() {
    assert_eq!(told(&drift(&ferry(), PAGE)), Vec::<String>::new());
    // Neither do blanks, quotes, dashes, markup.
    let page = PAGE
        .replace("green cord", "**green**\u{a0}cord")
        .replace("wooden tag", "[wooden   tag](/tags/7)")
        .replace("No basket", "\u{201c}No\u{201d} basket")
        .replace("pigeons, whatever", "pigeons \u{2014} whatever")
        .replace(" is refused", "\nis refused");
    assert_eq!(told(&drift(&ferry(), &page)), Vec::<String>::new());
}

#[test]
fn ten_edits_name_exactly_their_clauses() {
    let page = edited(&[
        // A sentence goes.
        (" Each basket carries the name of its keeper on a wooden tag.", ""),
        // An entry goes.
        ("- geese\n", ""),
        // An entry comes.
        ("- parrots that can speak\n", "- parrots that can speak\n- candles and matches of any kind\n"),
        // A number changes.
        ("more than nine pigeons", "more than seven pigeons"),
        // A `not` goes.
        ("must not be longer", "must be longer"),
        // Words come in the middle.
        ("from the harbour office", "from the harbour office or its deputy"),
        // Words come at the end.
        ("at all times", "at all times and in all weathers"),
        // A sentence comes within a paragraph.
        ("In fog the crew", "Nobody feeds gulls from the rail. In fog the crew"),
        // A sentence moves to another section.
        (" Lanterns are covered with a cloth as soon as the sun has set.", ""),
        ("on the brass scale.", "on the brass scale. Lanterns are covered with a cloth as soon as the sun has set."),
        // A heading changes.
        ("## On board", "## During the crossing"),
    ]);
    insta::assert_snapshot!(told(&drift(&ferry(), &page)).join("\n"));
}

#[test]
fn each_edit_alone_is_told_alone() {
    let lock = ferry();
    for clause in &lock.clauses {
        // Every clause in turn loses a word in its middle, and is the only one told of.
        let found = lock::verify(&lock, PAGE).into_iter().find(|found| found.clause.id == clause.id);
        let Some(lock::Standing::Verbatim(bytes)) = found.map(|found| found.standing) else { panic!("{}", clause.id) };
        let own = &PAGE[bytes.clone()];
        let Some((head, tail)) = own.split_once(' ') else { continue };
        let Some((_, tail)) = tail.split_once(' ') else { continue };
        let page = format!("{}{head} {tail}{}", &PAGE[..bytes.start], &PAGE[bytes.end..]);
        let drift = drift(&lock, &page);
        let named = |change: &Change| match change {
            Change::Reworded { clause, .. } | Change::Removed { clause } => Some(clause.clone()),
            _ => None,
        };
        assert_eq!(
            drift.changes.iter().map(named).collect::<Vec<_>>(),
            [Some(clause.id.clone())],
            "{:?}",
            told(&drift)
        );
    }
}

#[test]
fn an_update_keeps_ids() {
    let old = ferry();
    let page = edited(&[
        ("more than nine pigeons", "more than seven pigeons"),
        ("- geese\n", ""),
        ("- wet straw\n", "- wet straw\n- candles and matches of any kind\n"),
    ]);
    let new = lock::propose("ferry", &page, Some(&old));
    let ids = |lock: &Lock| lock.clauses.iter().map(|clause| clause.id.clone()).collect::<Vec<_>>();
    let (before, after) = (ids(&old), ids(&new));
    let gone: Vec<&String> = before.iter().filter(|id| !after.contains(id)).collect();
    let come: Vec<&String> = after.iter().filter(|id| !before.contains(id)).collect();
    assert_eq!((gone, come), (vec![&"ferry.geese".to_owned()], vec![&"ferry.candles-and-matches-of-any".to_owned()]));
    assert_eq!(told(&drift(&new, &page)), Vec::<String>::new());
}

#[test]
fn a_quote_that_is_not_in_the_page_is_told() {
    let entry =
        |id: &str, quote: &str| lock::Entry { id: id.to_owned(), quote: quote.to_owned(), ..lock::Entry::default() };
    let entries = [entry("ferry.straw", "wet straw"), entry("ferry.owls", "owls"), entry("other.fish", "fish")];
    let missing = lock::from_page("ferry", &entries, PAGE, None).expect_err("there are no owls");
    assert_eq!(missing.0, ["ferry.owls"]);
    let lock = lock::from_page("ferry", &entries[..1], PAGE, None).expect("there is straw");
    assert_eq!(lock.clauses.iter().map(|clause| clause.id.as_str()).collect::<Vec<_>>(), ["ferry.straw"]);
}

#[test]
fn a_lock_without_a_page_still_tells_what_went() {
    let mut lock = ferry();
    lock.page = lock::Shingles::default();
    let page = edited(&[
        ("- geese\n", ""),
        (
            "The keeper stays beside the baskets during the whole crossing.",
            "The keeper stays beside the baskets during the crossing.",
        ),
    ]);
    let drift = drift(&lock, &page);
    assert!(!drift.whole);
    let clauses: Vec<String> =
        told(&drift).iter().map(|told| told.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(clauses, ["removed ferry.geese", "reworded ferry.the-keeper-stays-beside-the"]);
}
