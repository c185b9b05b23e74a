//! `styles.xml`: the styles of the document under the names that an editor finds in Word.

use std::collections::BTreeMap;

use super::body::{MC, W, W15};
use super::font::Fonts;
use super::numbering::Numberings;
use super::property::{
    alignment, color, hanging_punctuation, indent, language, look_properties, paragraph_properties,
    switch,
};
use super::xml::Element;
use crate::document::{Document, Indent, NumberingId, ParagraphStyle};
use crate::theme::{Align, CharacterStyle, Color, FontRole, StyleName};
use crate::unit::Length;

/// The styles that Word knows by themselves, with their places in its gallery.
const BUILT_IN: [(&str, u8); 30] = [
    ("Normal", 0),
    ("Body Text", 1),
    ("Body Text First Indent", 2),
    ("Title", 5),
    ("Subtitle", 6),
    ("heading 1", 9),
    ("heading 2", 9),
    ("heading 3", 9),
    ("heading 4", 9),
    ("heading 5", 9),
    ("heading 6", 9),
    ("List Paragraph", 34),
    ("Quote", 29),
    ("caption", 35),
    ("Signature", 36),
    ("Date", 36),
    ("Salutation", 36),
    ("Closing", 36),
    ("footer", 99),
    ("header", 99),
    ("footnote text", 99),
    ("footnote reference", 99),
    ("TOC Heading", 39),
    ("toc 1", 39),
    ("toc 2", 39),
    ("toc 3", 39),
    ("toc 4", 39),
    ("Strong", 22),
    ("Emphasis", 20),
    ("Hyperlink", 99),
];

/// The place of our own styles in the gallery: after the headings, in the document's order.
const OWN_PRIORITY: u8 = 12;

/// The id of the style that all others are based on.
pub(super) const BASE: &str = "Normal";

/// A style's id and name.
#[derive(Clone, Debug)]
struct Label {
    id: String,
    name: String,
}

impl Label {
    fn built_in_priority(&self) -> Option<u8> {
        BUILT_IN.iter().find(|(name, _)| *name == self.name).map(|(_, priority)| *priority)
    }

    fn is_in_gallery(&self) -> bool {
        !matches!(
            self.name.as_str(),
            "footer" | "header" | "Hyperlink" | "footnote text" | "footnote reference"
        )
    }
}

/// The styles of a document.
#[derive(Debug)]
pub(super) struct Styles<'a> {
    document: &'a Document,
    paragraphs: BTreeMap<StyleName, Label>,
    characters: BTreeMap<CharacterStyle, Label>,
    base: ParagraphStyle,
}

impl<'a> Styles<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut taken = vec![BASE.to_owned()];
        let mut label = |name: &str, own_id: String| {
            if name == BASE {
                return Label { id: BASE.to_owned(), name: BASE.to_owned() };
            }
            let name = unique(name, &taken);
            taken.push(name.clone());
            Label { id: if name.is_ascii() { id_of(&name) } else { own_id }, name }
        };
        let paragraphs = document
            .styles
            .iter()
            .map(|(name, style)| (*name, label(&style.word_name, format!("{name:?}"))));
        let paragraphs = paragraphs.collect();
        let characters = document
            .characters
            .iter()
            .map(|(name, look)| (*name, label(&look.word_name, format!("{name:?}"))));
        let characters = characters.collect();
        Self { document, paragraphs, characters, base: base(document) }
    }

    /// The id of a paragraph style.
    pub(super) fn paragraph_id(&self, name: StyleName) -> &str {
        self.paragraphs.get(&name).map_or(BASE, |label| &label.id)
    }

    /// The id of a character style.
    pub(super) fn character_id(&self, name: CharacterStyle) -> &str {
        self.characters.get(&name).map_or("DefaultParagraphFont", |label| &label.id)
    }

    /// A style's look; that of the base style if the style sheet lacks it.
    pub(super) fn look(&self, name: StyleName) -> &ParagraphStyle {
        self.document.styles.get(&name).unwrap_or(&self.base)
    }

    /// `styles.xml`
    pub(super) fn part(&self, fonts: &Fonts) -> Element {
        let root = Element::new("w:styles")
            .with("xmlns:w", W)
            .with("xmlns:mc", MC)
            .with("xmlns:w15", W15)
            .with("mc:Ignorable", "w15")
            .children([self.defaults(fonts), latent(), self.base_style(fonts)])
            .children(fixed_styles());
        let own = self.paragraphs.iter().filter(|(_, label)| label.id != BASE);
        let paragraphs = own.clone().map(|(name, label)| self.paragraph_style(*name, label, fonts));
        let linked = own
            .filter(|(name, _)| has_linked_style(**name))
            .map(|(name, label)| self.linked_style(*name, label, fonts));
        let characters =
            self.characters.iter().map(|(name, label)| self.character_style(*name, label, fonts));
        root.children(paragraphs).children(linked).children(characters)
    }

    fn defaults(&self, fonts: &Fonts) -> Element {
        let run = Element::new("w:rPr")
            .child(fonts.element(self.base.latin, self.base.font))
            .child(language());
        Element::new("w:docDefaults")
            .child(Element::new("w:rPrDefault").child(run))
            .child(Element::new("w:pPrDefault"))
    }

    /// The style that all others are based on: what decides lines and pages in LibreOffice and
    /// Word alike stands here, once.
    fn base_style(&self, fonts: &Fonts) -> Element {
        let base = &self.base;
        let spacing = Element::new("w:spacing")
            .with("w:before", base.before.to_twips())
            .with("w:after", base.after.to_twips())
            .with("w:line", base.line_pitch.to_twips())
            .with("w:lineRule", "exact");
        let mut paragraph = Element::new("w:pPr").children([
            switch("w:widowControl", self.document.page.widow_lines > 0),
            hanging_punctuation(),
            Element::val("w:snapToGrid", 0),
            spacing,
            Element::val("w:jc", alignment(base.align)),
        ]);
        if base.indent != Indent::default() {
            paragraph.push(indent(&base.indent));
        }
        let size = base.size.to_half_points();
        let mut run = Element::new("w:rPr").children([
            fonts.element(base.latin, base.font),
            Element::val("w:spacing", base.tracking.to_twips()),
            // pair kerning would change widths
            Element::val("w:kern", 0),
            Element::val("w:sz", size),
            Element::val("w:szCs", size),
            language(),
        ]);
        if base.color != Color::default() {
            run.push(color(base.color));
        }
        Element::new("w:style")
            .with("w:type", "paragraph")
            .with("w:default", 1)
            .with("w:styleId", BASE)
            .children([Element::val("w:name", BASE), Element::val("w:uiPriority", 0)])
            .children([Element::new("w:qFormat"), paragraph, run])
    }

    fn paragraph_style(&self, name: StyleName, label: &Label, fonts: &Fonts) -> Element {
        let style = self.look(name);
        let mut element = header("paragraph", label).child(Element::val("w:basedOn", BASE));
        if let Some(next) = next(name) {
            element.push(Element::val("w:next", self.paragraph_id(next)));
        }
        if has_linked_style(name) {
            element.push(Element::val("w:link", linked_id(label)));
        }
        let mut properties = paragraph_properties(style, &self.base);
        if let Some(level) = heading_level(name).filter(|at| *at < self.document.headings.len()) {
            properties.push(Numberings::property(NumberingId::HEADINGS, level));
        }
        if name == StyleName::Footnote {
            // notes go on on the next page line by line
            properties.push(switch("w:widowControl", false));
        }
        element.child(properties).child(self.run_properties(style, fonts))
    }

    /// How a style's text differs from that of the base style.
    fn run_properties(&self, style: &ParagraphStyle, fonts: &Fonts) -> Element {
        let base = &self.base;
        let mut run = Element::new("w:rPr");
        if (style.font, style.latin) != (base.font, base.latin) {
            run.push(fonts.element(style.latin, style.font));
        }
        if style.color != base.color {
            run.push(color(style.color));
        }
        if style.tracking != base.tracking {
            run.push(Element::val("w:spacing", style.tracking.to_twips()));
        }
        if style.character_width != base.character_width {
            run.push(Element::val("w:w", style.character_width));
        }
        if style.size != base.size {
            let size = style.size.to_half_points();
            run.push(Element::val("w:sz", size));
            run.push(Element::val("w:szCs", size));
        }
        run
    }

    /// The character style by which Word gives part of a paragraph the look of a heading.
    fn linked_style(&self, name: StyleName, label: &Label, fonts: &Fonts) -> Element {
        Element::new("w:style")
            .with("w:type", "character")
            .with("w:customStyle", 1)
            .with("w:styleId", linked_id(label))
            .children([
                Element::val("w:name", format!("{} 字符", label.name)),
                Element::val("w:basedOn", "DefaultParagraphFont"),
                Element::val("w:link", &label.id),
                Element::val("w:uiPriority", label.built_in_priority().unwrap_or(OWN_PRIORITY)),
                self.run_properties(self.look(name), fonts),
            ])
    }

    fn character_style(&self, name: CharacterStyle, label: &Label, fonts: &Fonts) -> Element {
        let mut run = Element::new("w:rPr");
        if let Some(look) = self.document.characters.get(&name) {
            run = look_properties(look, fonts);
        }
        header("character", label)
            .child(Element::val("w:basedOn", "DefaultParagraphFont"))
            .child(run)
    }
}

/// The base of all styles: body text without what only its paragraphs have, unless the theme calls
/// one of its styles `Normal`.
fn base(document: &Document) -> ParagraphStyle {
    if let Some(style) = document.styles.values().find(|style| style.word_name == BASE) {
        return style.clone();
    }
    let page = &document.page;
    let plain = ParagraphStyle {
        word_name: BASE.to_owned(),
        font: FontRole::Fangsong,
        latin: FontRole::Latin,
        size: Length::pt(16),
        character_width: 100,
        tracking: Length::ZERO,
        color: Color::default(),
        align: Align::Justify,
        indent: Indent::default(),
        before: Length::ZERO,
        after: Length::ZERO,
        line_pitch: page.line_pitch,
        keep_with_next: false,
        keep_together: false,
        page_break_before: false,
        outline_level: None,
    };
    document.styles.get(&StyleName::Body).map_or(plain.clone(), |body| ParagraphStyle {
        font: body.font,
        latin: body.latin,
        size: body.size,
        tracking: body.tracking,
        color: body.color,
        align: body.align,
        line_pitch: body.line_pitch,
        ..plain
    })
}

fn header(kind: &str, label: &Label) -> Element {
    let mut element = Element::new("w:style").with("w:type", kind);
    let priority = label.built_in_priority();
    if priority.is_none() {
        element.set("w:customStyle", 1);
    }
    element.set("w:styleId", &label.id);
    element.push(Element::val("w:name", &label.name));
    element.push(Element::val("w:uiPriority", priority.unwrap_or(OWN_PRIORITY)));
    if label.is_in_gallery() {
        element.push(Element::new("w:qFormat"));
    } else {
        element.push(Element::new("w:unhideWhenUsed"));
    }
    element
}

/// What Word wants to find in every file.
fn fixed_styles() -> [Element; 3] {
    let style = |kind: &str, id: &str, name: &str| {
        Element::new("w:style")
            .with("w:type", kind)
            .with("w:default", 1)
            .with("w:styleId", id)
            .child(Element::val("w:name", name))
            .child(Element::val("w:uiPriority", if kind == "character" { 1 } else { 99 }))
            .child(Element::new("w:semiHidden"))
            .child(Element::new("w:unhideWhenUsed"))
    };
    let side =
        |name: &'static str, width: u8| Element::new(name).with("w:w", width).with("w:type", "dxa");
    let margins = Element::new("w:tblCellMar").children([
        side("w:top", 0),
        side("w:left", 108),
        side("w:bottom", 0),
        side("w:right", 108),
    ]);
    let table = Element::new("w:tblPr").child(side("w:tblInd", 0)).child(margins);
    [
        style("character", "DefaultParagraphFont", "Default Paragraph Font"),
        style("table", "TableNormal", "Normal Table").child(table),
        style("numbering", "NoList", "No List"),
    ]
}

/// Which of Word's own styles its gallery offers.
fn latent() -> Element {
    let exceptions = BUILT_IN.iter().map(|(name, priority)| {
        let element =
            Element::new("w:lsdException").with("w:name", name).with("w:uiPriority", priority);
        if *priority < 90 { element.with("w:qFormat", 1) } else { element }
    });
    Element::new("w:latentStyles")
        .with("w:defLockedState", 0)
        .with("w:defUIPriority", 99)
        .with("w:defSemiHidden", 0)
        .with("w:defUnhideWhenUsed", 0)
        .with("w:defQFormat", 0)
        .with("w:count", 376)
        .children(exceptions)
}

/// The style of the paragraph that an editor begins after one.
fn next(name: StyleName) -> Option<StyleName> {
    match name {
        StyleName::Title | StyleName::Subtitle => Some(StyleName::Addressees),
        StyleName::Figure => Some(StyleName::FigureCaption),
        StyleName::AttachmentLabel => Some(StyleName::AttachmentTitle),
        StyleName::Signature => Some(StyleName::Date),
        StyleName::Addressees
        | StyleName::Heading1
        | StyleName::Heading2
        | StyleName::Heading3
        | StyleName::Heading4
        | StyleName::Quotation
        | StyleName::TableCaption
        | StyleName::FigureCaption
        | StyleName::AttachmentTitle => Some(StyleName::Body),
        _ => None,
    }
}

/// The level of a heading's style, 0 the outermost.
pub(super) fn heading_level(name: StyleName) -> Option<usize> {
    match name {
        StyleName::Heading1 => Some(0),
        StyleName::Heading2 => Some(1),
        StyleName::Heading3 => Some(2),
        StyleName::Heading4 => Some(3),
        _ => None,
    }
}

/// The style of a level of headings.
pub(super) fn heading_style(level: usize) -> Option<StyleName> {
    [StyleName::Heading1, StyleName::Heading2, StyleName::Heading3, StyleName::Heading4]
        .get(level)
        .copied()
}

fn has_linked_style(name: StyleName) -> bool {
    heading_level(name).is_some() || matches!(name, StyleName::Title | StyleName::Subtitle)
}

fn linked_id(label: &Label) -> String {
    format!("{}Char", label.id)
}

/// Word's id of a built-in style: its name, each word capitalised, without blanks.
fn id_of(name: &str) -> String {
    let words = name.split_ascii_whitespace().map(|word| {
        let mut characters = word.chars();
        let first = characters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(characters).collect::<String>()
    });
    words.collect()
}

/// The name, with a number after it if it is taken: Word drops a style of the same name.
fn unique(name: &str, taken: &[String]) -> String {
    let is_taken = |name: &str| taken.iter().any(|known| known.eq_ignore_ascii_case(name));
    let numbered = (2..).map(|number| format!("{name} {number}"));
    std::iter::once(name.to_owned())
        .chain(numbered)
        .find(|name| !is_taken(name))
        .expect("there are more numbers than styles")
}
