//! Images, trackers and active contents (vocabulary, sections 9 and 11).

pub(crate) mod address;
mod collect;
mod content;
mod frames;
mod names;
mod sizes;
mod trackers;

use crate::message::Message;
use crate::model::{ActiveContent, Image, List, Tracker};

impl Message {
    /// `message.images`: drawn content with a source, in order, then image parts that nothing shows.
    #[must_use]
    pub fn images(&self) -> &List<Image> {
        self.readings().images.get_or_init(|| collect::images(self))
    }

    /// `message.trackers`: what surely reports back.
    #[must_use]
    pub fn trackers(&self) -> &List<Tracker> {
        self.readings().trackers.get_or_init(|| trackers::trackers(self))
    }

    /// `message.active_contents`: what runs, asks or plays.
    #[must_use]
    pub fn active_contents(&self) -> &List<ActiveContent> {
        self.readings().active_contents.get_or_init(|| trackers::active_contents(self))
    }
}

#[cfg(test)]
mod tests;
