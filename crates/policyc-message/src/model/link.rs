//! Vocabulary section 6: links.

use super::{Item, Known};
use std::collections::BTreeSet;

/// Where a link leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LinkKind {
    /// http, https, ftp or none.
    #[default]
    Web,
    /// mailto.
    Mail,
    /// tel, sms.
    Phone,
    /// `#x`.
    InPage,
    /// javascript.
    Script,
    /// file, cid, data.
    File,
    /// Anything else.
    Other,
}

impl LinkKind {
    /// The name in the policy language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Mail => "mail",
            Self::Phone => "phone",
            Self::InPage => "in_page",
            Self::Script => "script",
            Self::File => "file",
            Self::Other => "other",
        }
    }
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum LinkOrigin {
    /// `<a href>`.
    #[default]
    Anchor,
    /// `<area href>`.
    Area,
    /// A link in SVG.
    Svg,
    /// `action`, `formaction`.
    Form,
    /// A handler holding a URL.
    Script,
    /// `<meta http-equiv=refresh>`.
    Refresh,
    /// In a comment for one mail program.
    Outlook,
    /// One-click actions in JSON-LD or microdata.
    Markup,
    /// Running text.
    Text,
    /// Running text, disguised.
    SpelledOut,
    /// Words painted in a picture.
    Painted,
    /// `List-Unsubscribe:`.
    Header,
}

impl LinkOrigin {
    /// The name in the policy language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Anchor => "anchor",
            Self::Area => "area",
            Self::Svg => "svg",
            Self::Form => "form",
            Self::Script => "script",
            Self::Refresh => "refresh",
            Self::Outlook => "outlook",
            Self::Markup => "markup",
            Self::Text => "text",
            Self::SpelledOut => "spelled_out",
            Self::Painted => "painted",
            Self::Header => "header",
        }
    }
}

/// `message.links`. `item.text` is the visible text inside (`.text`), empty if nothing is readable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Places: the `href` value, else the characters; `fields` has `scheme`, `host`, `user_name`, `inner_hosts`, `text`,
    /// `accessible_name`.
    pub item: Item,
    /// How it is written.
    pub origin: LinkOrigin,
    /// Where it leads.
    pub kind: LinkKind,
    /// As written, entities, control characters and outer blanks removed, spelled out ones put together.
    pub href: String,
    /// Parsed and resolved; none if it does not parse, unknown behind a hole.
    pub url: Known<Option<String>>,
    /// Lower case.
    pub scheme: Known<Option<String>>,
    /// A-labels; unknown with a hole in it.
    pub host: Known<Option<String>>,
    /// Public suffix and one label.
    pub registrable_domain: Known<Option<String>>,
    /// Part before `@`.
    pub user_name: Known<Option<String>>,
    /// U-labels, cut at hyphens too.
    pub host_labels: Known<BTreeSet<String>>,
    /// Whether some label mixes scripts; none without a host.
    pub host_mixes_scripts: Known<Option<bool>>,
    /// Hosts of URLs within path, query or fragment.
    pub inner_hosts: BTreeSet<String>,
    /// The host that its own text spells.
    pub shown_host: Option<String>,
    /// Name that a screen reader says.
    pub accessible_name: Option<String>,
    /// Whether an image is visible inside.
    pub has_image: bool,
}
