//! `numbering.xml`: native multi-level numbering.

use std::collections::BTreeSet;

use super::body::W;
use super::font::Fonts;
use super::property::is_bold;
use super::style::{Styles, heading_level, heading_style};
use super::xml::Element;
use crate::document::{Block, Document, NumberLevel, NumberingId, ParagraphStyle};
use crate::text::script::{Script, strong_script};
use crate::theme::{NumberFormat, StyleName};

/// The numberings of a document; its headings' is the first.
#[derive(Debug)]
pub(super) struct Numberings {
    /// The abstract numbering of each numbering.
    definitions: Vec<usize>,
    /// The levels of each abstract numbering, and whether it is one of headings.
    abstracts: Vec<(Vec<NumberLevel>, Kind)>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Headings,
    List,
}

impl Numberings {
    /// Numberings of the same levels share an abstract one, from which each starts anew.
    pub(super) fn new(document: &Document) -> Self {
        let of_headings = numberings_of_headings(document);
        let mut numberings = Self { definitions: Vec::new(), abstracts: Vec::new() };
        for (at, levels) in std::iter::once(&document.headings).chain(&document.lists).enumerate() {
            let kind = if of_headings.contains(&at) { Kind::Headings } else { Kind::List };
            let known = numberings
                .abstracts
                .iter()
                .position(|(known, known_kind)| known == levels && *known_kind == kind);
            let definition = known.unwrap_or_else(|| {
                numberings.abstracts.push((levels.clone(), kind));
                numberings.abstracts.len() - 1
            });
            numberings.definitions.push(definition);
        }
        numberings
    }

    /// Whether anything is numbered.
    pub(super) fn is_used(&self) -> bool {
        self.abstracts.iter().any(|(levels, _)| !levels.is_empty())
    }

    /// `w:numId` of a numbering.
    pub(super) fn id(numbering: NumberingId) -> usize {
        numbering.0 + 1
    }

    /// `w:numPr`
    pub(super) fn property(numbering: NumberingId, level: usize) -> Element {
        Element::new("w:numPr")
            .child(Element::val("w:ilvl", level))
            .child(Element::val("w:numId", Self::id(numbering)))
    }

    /// `w:numPr` that takes the number of a style off.
    pub(super) fn no_property() -> Element {
        Element::new("w:numPr").child(Element::val("w:ilvl", 0)).child(Element::val("w:numId", 0))
    }

    /// `numbering.xml`
    pub(super) fn part(&self, document: &Document, styles: &Styles<'_>, fonts: &Fonts) -> Element {
        let definitions = self.abstracts.iter().enumerate().map(|(at, (levels, kind))| {
            let level = |(number, level): (usize, &NumberLevel)| {
                let name = match kind {
                    Kind::Headings => heading_style(number),
                    Kind::List => None,
                };
                let look = name.unwrap_or(StyleName::ListItem);
                let look = document.styles.get(&look);
                let linked = name.filter(|name| at == 0 && document.styles.contains_key(name));
                let linked = linked.map(|name| styles.paragraph_id(name));
                numbering_level(number, level, linked, look, fonts)
            };
            // Word tells lists apart by these two when it pastes
            let identity = format!("{:08X}", 0x4752_0000 + at);
            Element::new("w:abstractNum")
                .with("w:abstractNumId", at)
                .child(Element::val("w:nsid", &identity))
                .child(Element::val("w:multiLevelType", "multilevel"))
                .child(Element::val("w:tmpl", identity))
                .children(levels.iter().take(9).enumerate().map(level))
        });
        let numbers = self.definitions.iter().enumerate().map(|(at, definition)| {
            let number = Element::new("w:num")
                .with("w:numId", Self::id(NumberingId(at)))
                .child(Element::val("w:abstractNumId", definition));
            let is_first = self.definitions.iter().position(|d| d == definition) == Some(at);
            let restarted = if is_first { 0 } else { self.abstracts[*definition].0.len().min(9) };
            number.children((0..restarted).map(|level| {
                Element::new("w:lvlOverride")
                    .with("w:ilvl", level)
                    .child(Element::val("w:startOverride", 1))
            }))
        });
        Element::new("w:numbering")
            .with("xmlns:w", W)
            .children(definitions.collect::<Vec<_>>())
            .children(numbers.collect::<Vec<_>>())
    }
}

/// The numberings that number headings: that of the body, and those of attachments.
fn numberings_of_headings(document: &Document) -> BTreeSet<usize> {
    let used = document.blocks().filter_map(|block| match block {
        Block::Paragraph(paragraph) if heading_level(paragraph.style).is_some() => {
            paragraph.number.as_ref().map(|number| number.numbering.0)
        }
        _ => None,
    });
    used.chain([NumberingId::HEADINGS.0]).collect()
}

/// A level. It has no indents: those of the style hold, in Word and LibreOffice alike.
fn numbering_level(
    number: usize,
    level: &NumberLevel,
    linked: Option<&str>,
    look: Option<&ParagraphStyle>,
    fonts: &Fonts,
) -> Element {
    let mut element = Element::new("w:lvl").with("w:ilvl", number).children([
        Element::val("w:start", 1),
        Element::val("w:numFmt", format(level.format)),
        Element::val("w:suff", "nothing"),
        Element::val("w:lvlText", level.text.replace("%1", &format!("%{}", number + 1))),
        Element::val("w:lvlJc", "left"),
    ]);
    if let Some(style) = linked {
        element.push(Element::val("w:pStyle", style));
    }
    let around = level.text.replace("%1", "");
    let scripts: Vec<Script> =
        around.chars().filter_map(strong_script).chain(script_of(level.format)).collect();
    let mut run = Element::new("w:rPr");
    if let Some(look) = look {
        if scripts.is_empty() || level.format == NumberFormat::Bullet {
            // a mark by itself would fall to the Latin font
            run.push(fonts.element(look.font, look.font).with("w:hint", "eastAsia"));
        } else if is_bold(look.latin) && !scripts.contains(&Script::Asian) {
            run.push(Element::new("w:b"));
        }
    }
    element.child(run)
}

fn format(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::ChineseCountingThousand => "chineseCountingThousand",
        NumberFormat::Decimal => "decimal",
        NumberFormat::DecimalEnclosedCircle => "decimalEnclosedCircle",
        NumberFormat::Bullet => "bullet",
    }
}

/// The script of the number itself.
fn script_of(format: NumberFormat) -> Option<Script> {
    match format {
        NumberFormat::ChineseCountingThousand => Some(Script::Asian),
        NumberFormat::Decimal => Some(Script::Latin),
        NumberFormat::DecimalEnclosedCircle | NumberFormat::Bullet => None,
    }
}
