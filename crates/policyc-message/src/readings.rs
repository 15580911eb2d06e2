//! Results that depend on what a policy declares: they are computed anew for other settings.

use crate::language::Languages;
use crate::model::{ActiveContent, Image, List, Paragraph, Phone, Sentence, Spelling, Tracker};
use std::cell::OnceCell;

/// One cell for each list.
#[derive(Debug, Default)]
pub(crate) struct Readings {
    pub(crate) images: OnceCell<List<Image>>,
    pub(crate) trackers: OnceCell<List<Tracker>>,
    /// In the sender's voice, and quoted.
    pub(crate) phones: OnceCell<(List<Phone>, List<Phone>)>,
    pub(crate) sentences: OnceCell<List<Sentence>>,
    pub(crate) paragraphs: OnceCell<List<Paragraph>>,
    pub(crate) spelling: OnceCell<Spelling>,
    pub(crate) languages: OnceCell<Languages>,
    pub(crate) active_contents: OnceCell<List<ActiveContent>>,
}
