//! Style sheets and `style` attributes: rules and declarations with the place where each is written.

use super::media::{Condition, media, supports};
use super::parts::{Part, parts_of, parts_of_text};
use super::property::Property;
use super::selector::{Choice, choices, split};
use super::shorthand::open;
use super::value::Value;
use cssparser::{
    AtRuleParser, CowRcStr, DeclarationParser, ParseError, Parser, ParserState, QualifiedRuleParser,
    RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};
use ego_tree::NodeId;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// Where a declaration is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Bytes of a text node, within `<style>`.
    Sheet(NodeId, Range<usize>),
    /// Bytes of an element's `style` value.
    Inline(NodeId, Range<usize>),
    /// An attribute of an element.
    Attribute(NodeId, &'static str),
    /// The element itself: `<center>`.
    Tag(NodeId),
}

/// A declaration as written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Where all of it stands.
    pub place: Place,
    /// Where its value stands.
    pub value_place: Place,
    /// The property, in lower case.
    pub name: String,
    /// The value, trimmed, without `!important`.
    pub value: String,
}

/// A longhand that a declaration sets.
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    /// Index of what was written.
    pub written: usize,
    /// The longhand.
    pub property: Property,
    /// Its value.
    pub value: Value,
    /// `!important`.
    pub important: bool,
}

/// A custom property: name, value, `!important`.
pub(super) type Variable = (String, Rc<[Part]>, bool);

/// A style rule.
#[derive(Debug)]
pub(super) struct Rule {
    /// Its selectors.
    pub choices: Vec<Choice>,
    /// Its declarations.
    pub declarations: Range<usize>,
    /// Its custom properties.
    pub variables: Vec<Variable>,
    /// Whether it stands under a condition that the device decides.
    pub conditional: bool,
    /// Its layer: later ones win, the greatest is none at all.
    pub layer: u32,
}

/// An address that a sheet loads something from.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    /// The address.
    pub src: String,
    /// Where it is written.
    pub place: Place,
}

/// What all sheets of a document say.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// Declarations as written.
    pub written: Vec<Written>,
    /// The longhands they set.
    pub declarations: Vec<Declaration>,
    /// Rules in order.
    pub rules: Vec<Rule>,
    /// `@import`.
    pub imports: Vec<Loaded>,
    /// `@font-face` sources.
    pub fonts: Vec<Loaded>,
    /// Names of `@keyframes`.
    pub keyframes: Vec<String>,
    /// Layers by name.
    layers: BTreeMap<String, u32>,
}

/// The layer of rules in none.
pub(super) const UNLAYERED: u32 = u32::MAX;

impl Sheets {
    /// Takes in the text of a `<style>` element.
    pub(super) fn read(&mut self, node: NodeId, text: &str, media_attribute: Option<&str>) {
        let condition = media_attribute
            .map_or(Condition::Holds, |query| parts_of_text(query).map_or(Condition::Never, |q| media(&q)));
        let mut reader = Reader::new(self, Home::Sheet(node));
        reader.condition = condition;
        let mut input = Parser::new(text);
        for _ in StyleSheetParser::new(&mut input, &mut reader) {}
    }

    /// Takes in a `style` attribute; the longhands it sets, and its variables.
    pub(super) fn inline(&mut self, node: NodeId, text: &str) -> (Range<usize>, Vec<Variable>) {
        let from = self.declarations.len();
        let mut reader = Reader::new(self, Home::Inline(node));
        let mut input = Parser::new(text);
        for _ in RuleBodyParser::new(&mut input, &mut reader) {}
        let variables = std::mem::take(&mut reader.variables);
        (from..self.declarations.len(), variables)
    }

    /// Takes in what an attribute or a legacy element stands for.
    pub(super) fn hint(&mut self, place: Place, name: &str, written: &str, sets: Vec<(Property, Value)>) {
        let index = self.written.len();
        self.written.push(Written {
            value_place: place.clone(),
            place,
            name: name.to_owned(),
            value: written.trim().to_owned(),
        });
        let set = |(property, value)| Declaration { written: index, property, value, important: false };
        self.declarations.extend(sets.into_iter().map(set));
    }

    fn layer(&mut self, name: &str) -> u32 {
        let next = u32::try_from(self.layers.len()).unwrap_or(UNLAYERED - 2) + 1;
        *self.layers.entry(name.to_owned()).or_insert(next)
    }
}

#[derive(Debug, Clone, Copy)]
enum Home {
    Sheet(NodeId),
    Inline(NodeId),
}

impl Home {
    fn place(self, range: Range<usize>) -> Place {
        match self {
            Self::Sheet(node) => Place::Sheet(node, range),
            Self::Inline(node) => Place::Inline(node, range),
        }
    }
}

struct Reader<'s> {
    sheets: &'s mut Sheets,
    home: Home,
    condition: Condition,
    layer: Option<String>,
    /// The selectors of the rule whose block is being read.
    parent: Option<String>,
    variables: Vec<Variable>,
    /// Inside `@font-face`.
    in_font: bool,
    /// Where the declarations begin that no rule has yet.
    segment: usize,
}

/// What the head of an at-rule says.
enum AtHead {
    Group(Condition),
    Layer(Vec<String>),
    Keyframes(String),
    Font,
    Import(Option<String>, Range<usize>),
    Other,
}

type Failed = ParseError<()>;

impl<'s> Reader<'s> {
    fn new(sheets: &'s mut Sheets, home: Home) -> Self {
        let segment = sheets.declarations.len();
        let variables = Vec::new();
        Self {
            sheets,
            home,
            condition: Condition::Holds,
            layer: None,
            parent: None,
            variables,
            in_font: false,
            segment,
        }
    }

    /// Reads the declarations of a block, and the rules nested in it.
    fn body(&mut self, selectors: String, input: &mut Parser<'_>) {
        self.flush();
        let parent = self.parent.replace(selectors);
        for _ in RuleBodyParser::new(input, self) {}
        self.flush();
        self.parent = parent;
    }

    /// Makes a rule of the declarations read since the last one.
    fn flush(&mut self) {
        let own = self.segment..self.sheets.declarations.len();
        self.segment = own.end;
        let variables = std::mem::take(&mut self.variables);
        if self.condition == Condition::Never || (own.is_empty() && variables.is_empty()) {
            return;
        }
        let Some(choices) = self.parent.as_deref().and_then(choices) else { return };
        let conditional = self.condition == Condition::Device;
        let layer = match self.layer.clone() {
            Some(name) => self.sheets.layer(&name),
            None => UNLAYERED,
        };
        self.sheets.rules.push(Rule { choices, declarations: own, variables, conditional, layer });
    }
}

impl<'i> DeclarationParser<'i> for Reader<'_> {
    type Declaration = ();
    type Error = ();

    fn parse_value(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>, start: &ParserState) -> Result<(), Failed> {
        let from = start.position().byte_index();
        input.skip_whitespace();
        let value_start = input.position();
        let parts = parts_of(input).ok_or_else(ParseError::unexpected_token)?;
        let whole = input.slice_from(value_start);
        let (parts, important) = without_important(&parts);
        let written = if important { whole.rsplit_once('!').map_or(whole, |(value, _)| value) } else { whole };
        let written = without_comment(written);
        let value_from = value_start.byte_index();
        if name.starts_with("--") {
            self.variables.push((name.to_string(), parts.into(), important));
            return Ok(());
        }
        let name = name.to_ascii_lowercase();
        let value_place = self.home.place(value_from..value_from + written.len());
        if self.in_font {
            let place = |src: &String| Loaded { src: src.clone(), place: value_place.clone() };
            let urls = parts.iter().filter_map(|part| if let Part::Url(url) = part { Some(url) } else { None });
            self.sheets.fonts.extend(urls.filter(|_| name == "src").map(place));
            return Ok(());
        }
        let sets = open(&name, parts).ok_or_else(ParseError::unexpected_token)?;
        let place = self.home.place(from..value_from + whole.trim_end().len());
        let index = self.sheets.written.len();
        self.sheets.written.push(Written { place, value_place, name, value: written.to_owned() });
        let set = |(property, value)| Declaration { written: index, property, value, important };
        self.sheets.declarations.extend(sets.into_iter().map(set));
        Ok(())
    }
}

fn without_important(parts: &[Part]) -> (&[Part], bool) {
    match parts {
        [own @ .., Part::Sign('!'), word] if word.is("important") => (own, true),
        own => (own, false),
    }
}

fn without_comment(text: &str) -> &str {
    let text = text.trim_end();
    match text.strip_suffix("*/").and_then(|rest| rest.rfind("/*").and_then(|at| rest.get(..at))) {
        Some(before) => before.trim_end(),
        None => text,
    }
}

impl<'i> QualifiedRuleParser<'i> for Reader<'_> {
    type Prelude = String;
    type QualifiedRule = ();
    type Error = ();

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<String, Failed> {
        let from = input.position();
        while input.next_including_whitespace_and_comments().is_ok() {}
        let text = without_comments(input.slice_from(from));
        nested(&text, self.parent.as_deref()).ok_or_else(ParseError::unexpected_token)
    }

    fn parse_block(&mut self, selectors: String, _: &ParserState, input: &mut Parser<'i>) -> Result<(), Failed> {
        self.body(selectors, input);
        Ok(())
    }
}

fn without_comments(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, tail)) = rest.split_once("/*") {
        out.push_str(before);
        rest = tail.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// The selectors of a nested rule with its parent's filled in (CSS Nesting 1).
fn nested(text: &str, parent: Option<&str>) -> Option<String> {
    let Some(parent) = parent else { return Some(text.to_owned()) };
    let own = format!(":is({parent})");
    let mut filled = Vec::new();
    for piece in split(text) {
        let piece = piece.trim();
        filled.push(if piece.contains('&') { piece.replace('&', &own) } else { format!("{own} {piece}") });
        if filled.iter().map(String::len).sum::<usize>() > 4096 {
            return None;
        }
    }
    Some(filled.join(","))
}

impl<'i> AtRuleParser<'i> for Reader<'_> {
    type Prelude = AtHead;
    type AtRule = ();
    type Error = ();

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<AtHead, Failed> {
        input.skip_whitespace();
        let from = input.position();
        let parts = parts_of(input).unwrap_or_else(|| vec![Part::Sign('?')]);
        let written = input.slice_from(from).trim_end();
        let word = |part: Option<&Part>| match part {
            Some(Part::Word(word) | Part::Text(word)) => word.clone(),
            _ => String::new(),
        };
        Ok(match name.to_ascii_lowercase().as_str() {
            "media" => AtHead::Group(media(&parts)),
            "supports" => AtHead::Group(supports(&parts)),
            "container" | "document" | "-moz-document" | "scope" | "starting-style" => AtHead::Group(Condition::Device),
            "layer" => {
                AtHead::Layer(written.split(',').map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect())
            }
            "keyframes" | "-webkit-keyframes" | "-moz-keyframes" => AtHead::Keyframes(word(parts.first())),
            "font-face" => AtHead::Font,
            "import" => match parts.first() {
                Some(Part::Url(src) | Part::Text(src)) => {
                    let from = from.byte_index();
                    AtHead::Import(Some(src.clone()), from..from + written.len())
                }
                _ => AtHead::Import(None, 0..0),
            },
            _ => AtHead::Other,
        })
    }

    fn rule_without_block(&mut self, head: AtHead, _: &ParserState) -> Result<(), ()> {
        match head {
            AtHead::Import(Some(src), range) => self.sheets.imports.push(Loaded { src, place: self.home.place(range) }),
            AtHead::Layer(names) => self.name_layers(&names),
            _ => {}
        }
        Ok(())
    }

    fn parse_block(&mut self, head: AtHead, _: &ParserState, input: &mut Parser<'i>) -> Result<(), Failed> {
        match head {
            AtHead::Group(condition) => {
                let outer = self.condition;
                self.condition = outer.min(condition);
                self.group(input);
                self.condition = outer;
            }
            AtHead::Layer(names) => {
                let anonymous = format!("({})", self.sheets.layers.len());
                let path = self.path(names.first().map_or(&anonymous, |name| name));
                self.sheets.layer(&path);
                let outer = self.layer.replace(path);
                self.group(input);
                self.layer = outer;
            }
            AtHead::Keyframes(name) => {
                self.sheets.keyframes.push(name);
                while input.next().is_ok() {}
            }
            AtHead::Font => {
                self.in_font = true;
                for _ in RuleBodyParser::new(input, self) {}
                self.in_font = false;
            }
            AtHead::Import(..) | AtHead::Other => while input.next().is_ok() {},
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// Gives layers their order without rules in them.
    fn name_layers(&mut self, names: &[String]) {
        for name in names {
            let path = self.path(name);
            self.sheets.layer(&path);
        }
    }

    fn path(&self, name: &str) -> String {
        self.layer.as_ref().map_or_else(|| name.to_owned(), |outer| format!("{outer}.{name}"))
    }

    /// The rules of a group; within a style rule its bare declarations are the rule's own.
    fn group(&mut self, input: &mut Parser<'_>) {
        match self.parent.clone() {
            Some(parent) => self.body(parent, input),
            None => for _ in StyleSheetParser::new(input, self) {},
        }
    }
}

impl RuleBodyItemParser<'_, (), ()> for Reader<'_> {
    fn parse_declarations(&self) -> bool {
        true
    }

    fn parse_qualified(&self) -> bool {
        matches!(self.home, Home::Sheet(_)) && !self.in_font
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(css: &str) -> Vec<String> {
        let html = scraper::Html::parse_fragment("");
        let mut sheets = Sheets::default();
        sheets.read(html.tree.root().id(), css, None);
        let name = |at: usize| {
            let own = &sheets.declarations[at];
            let Place::Sheet(_, range) = &sheets.written[own.written].place else { panic!() };
            format!("{}{}", css.get(range.clone()).unwrap(), if own.important { " important" } else { "" })
        };
        let rule = |rule: &Rule| {
            let own: Vec<String> = rule.declarations.clone().map(name).collect();
            format!("{} {} {} {}", rule.choices.len(), rule.layer, rule.conditional, own.join(" | "))
        };
        sheets.rules.iter().map(rule).collect()
    }

    #[test]
    fn declarations_keep_their_places() {
        assert_eq!(
            shown("<!-- p, a { color : red /* c */; font-size:1px!important } -->"),
            [format!("2 {UNLAYERED} false color : red /* c */ | font-size:1px!important important")]
        );
    }

    #[test]
    fn conditions_and_layers_reach_their_rules() {
        let css = "@media (max-width:1px){a{color:red}} @media print{a{color:red}} @layer x,y; @layer y{a{color:red}} \
                   @layer x{a{color:red}} a{b{color:red} color:blue; &:hover{color:green}}";
        let found = shown(css);
        let head = |at: usize| found[at].rsplit_once(" color:").unwrap();
        assert_eq!(head(0), (format!("1 {UNLAYERED} true").as_str(), "red"));
        assert_eq!(head(1), ("1 2 false", "red"));
        assert_eq!(head(2), ("1 1 false", "red"));
        assert_eq!(found.len(), 6, "{found:#?}");
    }

    #[test]
    fn a_wrong_declaration_spares_the_next() {
        assert_eq!(shown("a{color:bleu;;width:5px}"), [format!("1 {UNLAYERED} false width:5px")]);
    }

    proptest::proptest! {
        #[test]
        fn no_sheet_panics(text in "\\PC{0,200}", css in "[@a{}();:,&\\\\\"'/*!<>-]{0,200}", rule in "(@media |@layer |a|\\{|\\}|:|;|color|red|\\(|,|&|--x|var\\(--x\\)|!important){0,60}") {
            for text in [text, css, rule] {
                shown(&text);
            }
        }
    }
}
