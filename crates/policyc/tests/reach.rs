//! What a rule leans on, through everything that can stand between.

use policyc::{Policies, reach::Reach};

#[test]
fn lexicons_are_reached_through_each_other_and_through_pronouns() {
    let text = r#"policy shop.rules { }
language en { pronouns "it" }
lexicon thing in en { "parcel" }
lexicon colour in en { "red" }
lexicon offer in en { "take {thing or it}"  "[{colour}] ribbon" }
lexicon other in en { "tea" }
rule no-offer {
  because "house style"
  forbid  message.body says offer
  report  "offers"
}
rule no-tea {
  because "house style"
  forbid  message.body says other
  report  "tea"
}"#;
    let policies = Policies::compile(&[("shop.policy".to_owned(), text.to_owned())], &[]).unwrap();
    let policy = &policies.list()[0];
    let names = |rule: usize| -> Vec<&str> {
        let reach = Reach::of_rule(policy, &policy.rules[rule]);
        reach.lexicons.iter().map(|at| policy.lexicons[*at].name.as_str()).collect()
    };
    assert_eq!(names(0), ["thing", "colour", "offer"]);
    assert_eq!(names(1), ["other"]);
}
