//! Stand-ins for layers of the message that are still being built: inherent methods of the same name go before these.

use policyc_message::{Known, List, Message, model::*};
use std::sync::OnceLock;

macro_rules! pending {
    ($($name:ident: $ty:ty),*) => {
        #[allow(dead_code)]
        pub(super) trait Pending {
            $(fn $name(&self) -> &$ty { static EMPTY: OnceLock<$ty> = OnceLock::new(); EMPTY.get_or_init(Default::default) })*
            fn language(&self) -> Known<&str> { Known::Unknown }
            fn document_language(&self) -> Option<&str> { None }
        }
        impl Pending for Message {}
    };
}
pending! {
    phones: List<Phone>, images: List<Image>, trackers: List<Tracker>, active_contents: List<ActiveContent>,
    sentences: List<Sentence>, paragraphs: List<Paragraph>, language_shares: List<LanguageShare>, spelling: Spelling,
    style: Style, text_blocks: List<TextBlock>, break_runs: List<BreakRun>
}
