//! The laws of the semantics (its section 10) on generated policies and cases, and the agreement of the engine with the
//! plain evaluator. One named test a law.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, clippy::panic, reason = "a test may die")]

mod adding;
mod agreement;
mod editions;
mod examples;
mod generate;
mod logic;
mod missing;
mod rules;
mod schema;
mod tape;
mod time;
mod vary;
mod world;

/// How often a law is tried; `LAWS_TIMES=20` tries it so many times as often.
fn tries(cases: u32) -> proptest::test_runner::Config {
    let times = std::env::var("LAWS_TIMES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    proptest::test_runner::Config {
        cases: cases.saturating_mul(times),
        failure_persistence: None,
        max_shrink_iters: 4000,
        max_global_rejects: cases.saturating_mul(times).saturating_mul(20),
        ..Default::default()
    }
}
