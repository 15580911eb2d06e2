//! `policyc init`: a policy project to begin with, which compiles, passes its tests and checks green.

use crate::{
    args::{Common, Init},
    output::say,
    status::Status,
};
use std::fs;

/// The files of a new project.
const FILES: &[(&str, &str)] = &[
    (
        "policies/house.policy",
        r#"policy house.rules { }

lexicon shouting in en { "buy now" }

/// A message informs; it does not press the buyer.
rule no-shouting {
  because  "house style"
  forbid   message.body says shouting
  report   "presses the buyer"
  help     "say what the buyer needs to know, and no more"
  example  violates "Buy now!"
  example  complies "Your parcel is here."
}
"#,
    ),
    (
        "mails/parcel.case.json",
        "{\"id\": \"parcel\", \"message\": {\"subject\": \"Your parcel\", \"text\": \"Your parcel is here.\"}}\n",
    ),
];

/// Runs it.
pub(crate) fn run(args: &Init, common: &Common) -> Status {
    if let Some((name, _)) = FILES.iter().find(|(name, _)| args.folder.join(name).exists()) {
        eprintln!("policyc: {} is there already; nothing is written", args.folder.join(name).display());
        return Status::Fault;
    }
    for (name, text) in FILES {
        let path = args.folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, text));
        if let Err(error) = made {
            eprintln!("policyc: {}: {error}", path.display());
            return Status::Fault;
        }
        if !common.quiet {
            say!("{} written", path.display());
        }
    }
    if !common.quiet {
        say!(
            "in that folder, `policyc test` runs the examples and `policyc check --policy house.rules mails` the mail"
        );
    }
    Status::Clean
}
