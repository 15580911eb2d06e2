//! The cascade: which declaration wins for each element and property (CSS Cascade 5).

use super::flat::{Flat, Kind};
use super::hints::hints;
use super::parts::Part;
use super::property::Property;
use super::selector::Key;
use super::sheet::{Rule, Sheets, UNLAYERED};
use crate::limits::Limits;
use scraper::selector::Simple;
use scraper::{ElementRef, Html};
use selectors::context::SelectorCaches;
use selectors::matching::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, matches_selector,
};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A longhand that an element has from its author.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Winner {
    /// The longhand.
    pub property: Property,
    /// Index of the declaration.
    pub declaration: usize,
}

/// What the author declares of one element.
#[derive(Debug, Clone, Default)]
pub(super) struct Declared {
    /// Winners, by property.
    pub winners: Vec<Winner>,
    /// Declarations that would win if the device met their condition.
    pub conditional: Vec<Winner>,
    /// Custom properties.
    pub variables: Vec<(String, Rc<[Part]>)>,
}

impl Declared {
    /// The declaration that wins for a property.
    pub(super) fn winner(&self, property: Property) -> Option<usize> {
        let at = self.winners.binary_search_by_key(&property, |winner| winner.property).ok()?;
        self.winners.get(at).map(|winner| winner.declaration)
    }
}

/// Attempts to match a selector, and ancestors looked at, that one document may cost.
const MOST_WORK: usize = 40_000_000;

/// Rank of a declaration: the greatest wins. Importance, element-attached, layer, specificity, order.
type Rank = (bool, bool, u32, u32, usize);

/// The cascade of a whole document.
#[derive(Debug, Default)]
pub(super) struct Cascade {
    /// Sheets, inline styles and attributes.
    pub sheets: Sheets,
    /// By index in the flat tree; elements without author styles have none.
    pub declared: BTreeMap<usize, Declared>,
    /// Why it was given up, if it was.
    pub open: Option<&'static str>,
}

/// A context for matching selectors; mail is judged as within a page of standards mode, as programs for mail show it.
pub(super) fn context(caches: &mut SelectorCaches) -> MatchingContext<'_, Simple> {
    MatchingContext::new(
        MatchingMode::Normal,
        None,
        caches,
        QuirksMode::NoQuirks,
        NeedsSelectorFlags::No,
        MatchingForInvalidation::No,
    )
}

/// Works out the cascade of a document.
pub(super) fn cascade(flat: &Flat, html: &Html, limits: &Limits) -> Cascade {
    let mut found = Cascade::default();
    if flat.elements > limits.styled_elements || flat.nodes.len() > limits.styled_elements.saturating_mul(5) {
        found.open = Some("more elements than styles are computed for");
        return found;
    }
    if !read_sheets(&mut found.sheets, flat, html, limits.sheet_bytes) {
        found.open = Some("more style sheets than are read");
        return found;
    }
    let rules = std::mem::take(&mut found.sheets.rules);
    let index = Index::of(&rules);
    let (mut caches, mut work) = (SelectorCaches::default(), 0_usize);
    for (at, node) in flat.nodes.iter().enumerate() {
        let Kind::Element(_) = node.kind else { continue };
        let Some(element) = html.tree.get(node.id).and_then(ElementRef::wrap) else { continue };
        let mut candidates = Candidates::default();
        let from = found.sheets.declarations.len();
        hints(&mut found.sheets, flat, html, at);
        candidates.take((false, false, 0, 0, 0), from..found.sheets.declarations.len(), false, &found.sheets);
        index.matching(&rules, element, node.depth, &mut caches, &mut work, |rule, specificity, order, conditional| {
            candidates.take(
                (false, false, rule.layer, specificity, order),
                rule.declarations.clone(),
                conditional,
                &found.sheets,
            );
            if !conditional {
                candidates.variables((false, false, rule.layer, specificity, order), &rule.variables);
            }
        });
        if work > MOST_WORK {
            found.open = Some("more style rules than are matched");
            break;
        }
        if let Some(style) = element.attr("style") {
            let (own, variables) = found.sheets.inline(node.id, style);
            candidates.take((false, true, UNLAYERED, 0, 0), own, false, &found.sheets);
            candidates.variables((false, true, UNLAYERED, 0, 0), &variables);
        }
        if let Some(declared) = candidates.settle() {
            found.declared.insert(at, declared);
        }
    }
    drop(caches);
    found.sheets.rules = rules;
    found
}

fn read_sheets(sheets: &mut Sheets, flat: &Flat, html: &Html, most: usize) -> bool {
    let mut room = most;
    for at in 0..flat.nodes.len() {
        if flat.name(at) != "style" {
            continue;
        }
        let kind = flat.attr(html, at, "type").unwrap_or_default().trim();
        if !kind.is_empty() && !kind.eq_ignore_ascii_case("text/css") {
            continue;
        }
        for child in flat.children(at).filter(|child| flat.is_text(*child)) {
            let text = flat.text(html, child);
            let Some(left) = room.checked_sub(text.len()) else { return false };
            room = left;
            if let Some(node) = flat.nodes.get(child) {
                sheets.read(node.id, text, flat.attr(html, at, "media"));
            }
        }
    }
    true
}

/// Rules by what their last compound asks for.
struct Index {
    by_key: HashMap<Key, Vec<(usize, usize)>>,
}

impl Index {
    fn of(rules: &[Rule]) -> Self {
        let mut by_key: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
        for (rule_at, rule) in rules.iter().enumerate() {
            for (choice_at, choice) in rule.choices.iter().enumerate() {
                by_key.entry(choice.key.clone()).or_default().push((rule_at, choice_at));
            }
        }
        Self { by_key }
    }

    /// Calls `found` with each rule that matches, its greatest specificity, its order and whether it is conditional.
    fn matching(
        &self,
        rules: &[Rule],
        element: ElementRef<'_>,
        depth: usize,
        caches: &mut SelectorCaches,
        work: &mut usize,
        mut found: impl FnMut(&Rule, u32, usize, bool),
    ) {
        let value = element.value();
        let mut keys = vec![Key::Any, Key::Name(value.name().to_ascii_lowercase())];
        keys.extend(value.attr("id").map(|id| Key::Id(id.to_ascii_lowercase())));
        keys.extend(value.classes().take(64).map(|class| Key::Class(class.to_ascii_lowercase())));
        keys.sort();
        keys.dedup();
        let mut hits: BTreeMap<(usize, bool), u32> = BTreeMap::new();
        for (rule_at, choice_at) in keys.iter().filter_map(|key| self.by_key.get(key)).flatten() {
            let Some(rule) = rules.get(*rule_at) else { continue };
            let Some(choice) = rule.choices.get(*choice_at) else { continue };
            *work += 1 + choice.weight * (1 + depth);
            if *work > MOST_WORK {
                return;
            }
            let mut context = context(caches);
            if matches_selector(&choice.selector, 0, None, &element, &mut context) {
                let entry = hits.entry((*rule_at, rule.conditional)).or_default();
                *entry = choice.selector.specificity().max(*entry);
            }
        }
        for ((rule_at, conditional), specificity) in hits {
            if let Some(rule) = rules.get(rule_at) {
                found(rule, specificity, rule_at, conditional);
            }
        }
    }
}

#[derive(Default)]
struct Candidates {
    sure: BTreeMap<Property, (Rank, usize)>,
    maybe: Vec<(Rank, Winner)>,
    variables: BTreeMap<String, (Rank, Rc<[Part]>)>,
}

impl Candidates {
    fn take(&mut self, rank: Rank, own: std::ops::Range<usize>, conditional: bool, sheets: &Sheets) {
        for declaration in own {
            let Some(found) = sheets.declarations.get(declaration) else { continue };
            let rank = weighed(rank, found.important);
            if conditional {
                self.maybe.push((rank, Winner { property: found.property, declaration }));
                continue;
            }
            match self.sure.get_mut(&found.property) {
                Some(before) if before.0 > rank => {}
                Some(before) => *before = (rank, declaration),
                None => {
                    self.sure.insert(found.property, (rank, declaration));
                }
            }
        }
    }

    fn variables(&mut self, rank: Rank, list: &[(String, Rc<[Part]>, bool)]) {
        for (name, parts, important) in list {
            let rank = weighed(rank, *important);
            match self.variables.get_mut(name) {
                Some(before) if before.0 > rank => {}
                Some(before) => *before = (rank, parts.clone()),
                None => {
                    self.variables.insert(name.clone(), (rank, parts.clone()));
                }
            }
        }
    }

    fn settle(self) -> Option<Declared> {
        if self.sure.is_empty() && self.maybe.is_empty() && self.variables.is_empty() {
            return None;
        }
        let beats =
            |(rank, winner): &(Rank, Winner)| self.sure.get(&winner.property).is_none_or(|(sure, _)| rank >= sure);
        let conditional = self.maybe.iter().filter(|found| beats(found)).map(|(_, winner)| *winner).collect();
        let winner = |(property, (_, declaration))| Winner { property, declaration };
        let variables = self.variables.into_iter().map(|(name, (_, parts))| (name, parts)).collect();
        Some(Declared { winners: self.sure.into_iter().map(winner).collect(), conditional, variables })
    }
}

/// Importance turns the order of layers round.
fn weighed((_, inline, layer, specificity, order): Rank, important: bool) -> Rank {
    (important, inline, if important && !inline { UNLAYERED - layer } else { layer }, specificity, order)
}
