//! Floor 1: raw bytes to a typed [`Message`], every piece with its bytes in the source as it stands on disk.
//!
//! MIME, HTML, CSS and plain text are read here, and what a reader would see is worked out: zones, links, addresses,
//! images, styles, languages. This crate knows nothing of policies or marketplaces; what policies declare about reading
//! (shapes, placeholders, regions) comes in as [`Settings`]. Mail and HTML libraries are used here and nowhere above.
//!
//! Layers are computed when first asked for, each in one pass, all within [`Limits`]; no input makes them panic.

pub mod edit;
mod find;
mod fold;
pub mod html;
mod images;
pub mod join;
pub mod language;
mod limits;
mod mapped;
mod message;
mod mime;
pub mod model;
mod offsets;
mod phones;
mod read;
mod readings;
mod settings;
mod spelling;
mod style;
mod variants;
mod visibility;
mod zones;
mod zoning;

pub use find::branches::Assignment;
pub use find::hosts::{host_is_under, normal_host, registrable_domain, unicode_host};
pub use find::imitation::host_imitates;
pub use fold::{Folded, fold, fold_text, is_ignorable, undisguised};
pub use html::HtmlDocument;
pub use language::{FEWEST_LETTERS, Identified, identify};
pub use limits::Limits;
pub use mapped::{MappedBytes, MappedText};
pub use message::Message;
pub use model::{Item, Known, List, Measure, Ratio, Zone};
pub use offsets::{OffsetMap, Run};
pub use read::{Draft, DraftAttachment, DraftHeaders, read_eml, read_eml_text, read_html, read_parts, read_text};
pub use settings::{PlaceholderForms, Settings, Shape};
pub use visibility::{Sight, Visibility};
pub use zones::ZoneText;
pub use zoning::is_reply_subject;
