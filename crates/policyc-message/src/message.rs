//! A message: its parts as they were read, and the layers above them, each computed when first asked for.

use crate::find::emails::Addressed;
use crate::find::figures::Figures;
use crate::find::links::Linked;
use crate::find::written::Written;
use crate::html::HtmlDocument;
use crate::language::Identified;
use crate::limits::Limits;
use crate::mapped::{MappedBytes, MappedText};
use crate::model::{
    Amount, Attachment, Branch, Date, EmailAddress, Emoji, Emoticon, Envelope, Identifier, Link, List, Number, Part,
    Phone, Placeholder, Quote, Zone,
};
use crate::readings::Readings;
use crate::settings::Settings;
use crate::style::{StyleLayers, Styles};
use crate::visibility::Visibility;
use crate::zones::ZoneText;
use crate::zoning::Zoned;
use policyc_diag::SourceId;
use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Everything that was read at once; it never changes.
#[derive(Debug, Default)]
pub(crate) struct Core {
    pub(crate) source: SourceId,
    pub(crate) limits: Limits,
    pub(crate) envelope: Envelope,
    pub(crate) subject: Option<MappedText>,
    pub(crate) parts: List<Part>,
    /// Contents of `parts`, in the same order: text parts decoded, others as bytes.
    pub(crate) contents: Vec<Content>,
    /// Index of the shown text/html and text/plain part.
    pub(crate) html_part: Option<usize>,
    pub(crate) text_part: Option<usize>,
    pub(crate) attachments: List<Attachment>,
    /// How many messages this one lies within.
    pub(crate) nesting: u32,
    /// Why the message was not read to its end, if so.
    pub(crate) open: Option<&'static str>,
}

/// What a part holds.
#[derive(Debug, Clone, Default)]
pub(crate) enum Content {
    /// Nothing at hand.
    #[default]
    Absent,
    /// Decoded text.
    Text(MappedText),
    /// Decoded bytes.
    Bytes(MappedBytes),
}

/// An HTML part that is shown (or the one that would be), parsed.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) part: usize,
    pub(crate) tree: HtmlDocument,
    sight: OnceCell<Visibility>,
    styles: OnceCell<Styles>,
}

impl Document {
    /// What a reader sees of it.
    pub(crate) fn visibility(&self, limits: &Limits) -> &Visibility {
        self.sight.get_or_init(|| self.styles(limits).visibility(&self.tree))
    }

    pub(crate) fn styles(&self, limits: &Limits) -> &Styles {
        self.styles.get_or_init(|| Styles::of(&self.tree, limits))
    }
}

/// HTML parts of one message that are parsed; further ones leave it open.
const MOST_DOCUMENTS: usize = 20;

/// Languages of texts, by the languages that they were told among.
pub(crate) type ToldLanguages = BTreeMap<BTreeSet<String>, HashMap<String, Identified>>;

#[derive(Debug, Default)]
struct Layers {
    documents: OnceCell<Vec<Document>>,
    zones: OnceCell<Zoned>,
    written: OnceCell<Vec<Vec<Written>>>,
    emojis: OnceCell<List<Emoji>>,
    emoticons: OnceCell<List<Emoticon>>,
    languages: RefCell<ToldLanguages>,
}

#[derive(Debug, Default)]
struct Finders {
    linked: OnceCell<Linked>,
    addressed: OnceCell<Addressed>,
    quotes: OnceCell<List<Quote>>,
    identifiers: OnceCell<List<Identifier>>,
    placeholders: OnceCell<List<Placeholder>>,
    branches: OnceCell<List<Branch>>,
    readings: Readings,
    figures: OnceCell<Figures>,
}

/// A message that can be asked for facts.
#[derive(Debug, Clone, Default)]
pub struct Message {
    core: Rc<Core>,
    settings: Rc<Settings>,
    layers: Rc<Layers>,
    style: Rc<StyleLayers>,
    finders: Rc<Finders>,
}

impl Message {
    pub(crate) fn from_core(core: Core) -> Self {
        Self { core: Rc::new(core), ..Self::default() }
    }

    /// Where the results of `crate::style` are kept.
    pub(crate) fn style_layers(&self) -> &StyleLayers {
        &self.style
    }

    /// Where results are kept that depend on settings.
    pub(crate) fn readings(&self) -> &Readings {
        &self.finders.readings
    }

    pub(crate) fn told_languages(&self) -> &RefCell<ToldLanguages> {
        &self.layers.languages
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    /// The same message read with what a policy declares.
    #[must_use]
    pub fn with_settings(&self, settings: Settings) -> Self {
        Self { core: self.core.clone(), settings: Rc::new(settings), finders: Rc::default(), ..self.clone() }
    }

    /// What policies declare.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The source that places count in.
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.core.source
    }

    /// The limits it was read under.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.core.limits
    }

    /// Why the message was not read to its end, if so.
    #[must_use]
    pub fn open(&self) -> Option<&'static str> {
        self.core.open
    }

    /// Headers, sender, recipients.
    #[must_use]
    pub fn envelope(&self) -> &Envelope {
        &self.core.envelope
    }

    /// The subject, decoded.
    #[must_use]
    pub fn subject(&self) -> Option<&MappedText> {
        self.core.subject.as_ref()
    }

    /// `message.parts`.
    #[must_use]
    pub fn parts(&self) -> &List<Part> {
        &self.core.parts
    }

    /// Decoded text of a part, if it is text.
    #[must_use]
    pub fn part_text(&self, part: usize) -> Option<&MappedText> {
        match self.core.contents.get(part)? {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Decoded bytes of a part that is no text.
    #[must_use]
    pub fn part_bytes(&self, part: usize) -> Option<&MappedBytes> {
        match self.core.contents.get(part)? {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Index of the text/html part that is shown, or would be.
    #[must_use]
    pub fn html_part(&self) -> Option<usize> {
        self.core.html_part
    }

    /// Index of the text/plain alternative.
    #[must_use]
    pub fn text_part(&self) -> Option<usize> {
        self.core.text_part
    }

    /// `message.html`: the decoded HTML.
    #[must_use]
    pub fn html(&self) -> Option<&MappedText> {
        self.part_text(self.core.html_part?)
    }

    /// The plain alternative, decoded.
    #[must_use]
    pub fn plain(&self) -> Option<&MappedText> {
        self.part_text(self.core.text_part?)
    }

    /// `message.attachments`.
    #[must_use]
    pub fn attachments(&self) -> &List<Attachment> {
        &self.core.attachments
    }

    /// All HTML parts that a reader sees, the main one among them, in order.
    pub(crate) fn documents(&self) -> &[Document] {
        self.layers.documents.get_or_init(|| {
            let main = self.core.html_part;
            let is_html = |part: &Part| part.labelled_media_type == "text/html" && part.shown;
            let parts = self.core.parts.items.iter().enumerate();
            parts
                .filter(|(number, part)| Some(*number) == main || is_html(part))
                .take(MOST_DOCUMENTS)
                .filter_map(|(part, _)| {
                    let html = self.part_text(part)?;
                    let tree = crate::html::parse(html, self.core.source, &self.core.limits);
                    Some(Document { part, tree, sight: OnceCell::new(), styles: OnceCell::new() })
                })
                .collect()
        })
    }

    pub(crate) fn main_document(&self) -> Option<&Document> {
        let main = self.core.html_part?;
        self.documents().iter().find(|document| document.part == main)
    }

    /// The tree of the shown HTML.
    #[must_use]
    pub fn html_tree(&self) -> Option<&HtmlDocument> {
        self.main_document().map(|document| &document.tree)
    }

    /// What a reader sees of the shown HTML.
    #[must_use]
    pub fn visibility(&self) -> Option<&Visibility> {
        self.main_document().map(|document| document.visibility(self.limits()))
    }

    /// Texts by zone: subject, body (the shown alternative, then the sentences of the other that it lacks), and so on.
    #[must_use]
    pub fn zones(&self) -> &[ZoneText] {
        &self.zoned().texts
    }

    /// `message.quotes`, with the links and addresses in them.
    #[must_use]
    pub fn quotes(&self) -> &List<Quote> {
        self.finders.quotes.get_or_init(|| {
            let mut quotes = self.zoned().quotes.clone();
            for (number, quote) in quotes.items.iter_mut().enumerate() {
                quote.links.items = self.linked().quoted.get(&number).cloned().unwrap_or_default();
                let within = |phone: &&Phone| {
                    phone.item.places.iter().any(|own| quote.item.places.iter().any(|place| place.covers(*own)))
                };
                quote.phones.items = self.quoted_phones().items.iter().filter(within).cloned().collect();
                quote.email_addresses.items = self.addressed().quoted.get(&number).cloned().unwrap_or_default();
            }
            quotes
        })
    }

    /// The quote that an element of a part holds.
    pub(crate) fn quote_of(&self, part: usize, node: ego_tree::NodeId) -> Option<usize> {
        self.zoned().quote_elements.get(&(part, node)).copied()
    }

    /// Whether a text node or element stands in the signature.
    pub(crate) fn signed(&self, part: usize, node: ego_tree::NodeId) -> Option<()> {
        self.zoned().signed.contains(&(part, node)).then_some(())
    }

    /// Links and addresses in the running text of each zone.
    pub(crate) fn written(&self) -> &[Vec<Written>] {
        let read = |zone: &ZoneText| crate::find::written::find(&zone.text);
        self.layers.written.get_or_init(|| self.zones().iter().map(read).collect())
    }

    fn linked(&self) -> &Linked {
        self.finders.linked.get_or_init(|| crate::find::links::find(self))
    }

    fn addressed(&self) -> &Addressed {
        self.finders.addressed.get_or_init(|| crate::find::emails::find(self, self.linked()))
    }

    fn figures(&self) -> &Figures {
        self.finders.figures.get_or_init(|| crate::find::figures::find(self))
    }

    /// Items of all zones but quoted and attached ones, found text by text.
    fn in_own_zones<T>(&self, find: impl Fn(&ZoneText) -> Vec<T>) -> List<T> {
        let mut list = List { items: Vec::new(), open: self.open() };
        for zone in self.zones().iter().filter(|zone| !matches!(zone.zone, Zone::Quoted | Zone::Attached)) {
            list.items.extend(find(zone));
            if list.items.len() > self.limits().items {
                list.items.truncate(self.limits().items);
                list.open = Some("limit.items");
            }
        }
        list
    }

    fn zoned(&self) -> &Zoned {
        self.layers.zones.get_or_init(|| crate::zoning::read(self))
    }

    /// `message.links`.
    #[must_use]
    pub fn links(&self) -> &List<Link> {
        &self.linked().links
    }

    /// `message.email_addresses`.
    #[must_use]
    pub fn email_addresses(&self) -> &List<EmailAddress> {
        &self.addressed().addresses
    }

    /// `message.identifiers` of the declared shapes.
    #[must_use]
    pub fn identifiers(&self) -> &List<Identifier> {
        self.finders.identifiers.get_or_init(|| crate::find::identifiers::find(self))
    }

    /// `message.placeholders` of the declared forms.
    #[must_use]
    pub fn placeholders(&self) -> &List<Placeholder> {
        self.finders.placeholders.get_or_init(|| crate::find::placeholders::find(self))
    }

    /// `message.branches`: conditional blocks.
    #[must_use]
    pub fn branches(&self) -> &List<Branch> {
        self.finders.branches.get_or_init(|| crate::variants::branches(self))
    }

    /// `message.emojis`.
    #[must_use]
    pub fn emojis(&self) -> &List<Emoji> {
        self.layers.emojis.get_or_init(|| self.in_own_zones(crate::find::emoji::find))
    }

    /// `message.emoticons`.
    #[must_use]
    pub fn emoticons(&self) -> &List<Emoticon> {
        self.layers.emoticons.get_or_init(|| self.in_own_zones(crate::find::emoticons::find))
    }

    /// `message.amounts`.
    #[must_use]
    pub fn amounts(&self) -> &List<Amount> {
        &self.figures().amounts
    }

    /// `message.dates`.
    #[must_use]
    pub fn dates(&self) -> &List<Date> {
        &self.figures().dates
    }

    /// `message.numbers`.
    #[must_use]
    pub fn numbers(&self) -> &List<Number> {
        &self.figures().numbers
    }
}
