//! The section's properties and its footers with the page number.

use super::{Context, MC, R, W, W14};
use crate::document::{PageNumbers, PageSetup, Section};
use crate::docx::OFFICE;
use crate::docx::package::{Part, Relationships};
use crate::docx::property::alignment;
use crate::docx::xml::Element;
use crate::theme::{Align, PageNumberSide, StyleName};
use crate::unit::Length;

/// The ids of the footers' paragraphs follow this one; those of the body's stay below.
const FIRST_PARAGRAPH_ID: usize = 0x7000_0000;

/// Which pages a footer is for (`w:type`), and where its number stands.
const OUTER: [(&str, Align); 2] = [("default", Align::Right), ("even", Align::Left)];
const CENTER: [(&str, Align); 1] = [("default", Align::Center)];

fn sides(cx: &Context<'_>) -> &'static [(&'static str, Align)] {
    match cx.document.page.page_number.side {
        PageNumberSide::Outer => &OUTER,
        PageNumberSide::Center => &CENTER,
    }
}

/// The footers of the file, each once.
#[derive(Debug, Default)]
pub(super) struct Footers {
    parts: Vec<Part>,
    /// The relationships of those with a number, as `sides` has them.
    numbered: Vec<String>,
    /// The relationship of the one without.
    empty: Option<String>,
}

impl Footers {
    pub(super) fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// `w:sectPr`
    pub(super) fn section(
        &mut self,
        cx: &Context<'_>,
        section: &Section,
        relationships: &mut Relationships,
    ) -> Element {
        let mut properties = Element::new("w:sectPr");
        let mut refer = |kind: &str, id: String| {
            let reference = Element::new("w:footerReference").with("w:type", kind);
            properties.push(reference.with("r:id", id));
        };
        if section.page_numbers != PageNumbers::None {
            for ((kind, _), id) in sides(cx).iter().zip(self.numbered(cx, relationships)) {
                refer(kind, id.clone());
            }
        }
        match section.page_numbers {
            PageNumbers::All => {}
            PageNumbers::NotFirst => refer("first", self.empty(cx, relationships)),
            // without a reference of its own it would have the footers of the section before
            PageNumbers::None => {
                for (kind, _) in sides(cx) {
                    refer(kind, self.empty(cx, relationships));
                }
            }
        }
        properties = properties.children(page_properties(cx, &section.page));
        if section.page_numbers == PageNumbers::NotFirst {
            properties.push(Element::new("w:titlePg"));
        }
        properties
    }

    fn numbered(&mut self, cx: &Context<'_>, relationships: &mut Relationships) -> &[String] {
        if self.numbered.is_empty() {
            for (at, (_, align)) in sides(cx).iter().enumerate() {
                // the number that a program shows which does not compute fields
                let shown = (at + 1).to_string();
                let id = self.add(relationships, |id| number_paragraph(cx, id, *align, &shown));
                self.numbered.push(id);
            }
        }
        &self.numbered
    }

    /// One that is as high as the others, or the text's foot would be another.
    fn empty(&mut self, cx: &Context<'_>, relationships: &mut Relationships) -> String {
        if let Some(id) = &self.empty {
            return id.clone();
        }
        let style = cx.styles.paragraph_id(StyleName::PageNumber);
        let properties = Element::new("w:pPr").child(Element::val("w:pStyle", style));
        let paragraph = Element::new("w:p").child(properties);
        let id = self.add(relationships, |id| paragraph.with("w14:paraId", id));
        self.empty = Some(id.clone());
        id
    }

    fn add(
        &mut self,
        relationships: &mut Relationships,
        paragraph: impl FnOnce(String) -> Element,
    ) -> String {
        let id = format!("{:08X}", FIRST_PARAGRAPH_ID + self.parts.len());
        let root = Element::new("w:ftr")
            .with("xmlns:w", W)
            .with("xmlns:r", R)
            .with("xmlns:w14", W14)
            .with("xmlns:mc", MC)
            .with("mc:Ignorable", "w14");
        let name = format!("footer{}", self.parts.len() + 1);
        self.parts.push(Part::office(&name, "footer", root.child(paragraph(id))));
        relationships.add(&format!("{OFFICE}/footer"), &format!("{name}.xml"))
    }
}

fn number_paragraph(cx: &Context<'_>, id: String, align: Align, shown: &str) -> Element {
    let number = &cx.document.page.page_number;
    let run = |content: Element| Element::new("w:r").child(content);
    let field = |kind: &str| run(Element::new("w:fldChar").with("w:fldCharType", kind));
    let text = |text: &str| run(Element::new("w:t").with("xml:space", "preserve").text(text));
    let around = |around: &str| (!around.is_empty()).then(|| text(around));
    let style = cx.styles.paragraph_id(StyleName::PageNumber);
    let properties = Element::new("w:pPr")
        .child(Element::val("w:pStyle", style))
        .child(Element::val("w:jc", alignment(align)));
    Element::new("w:p")
        .with("w14:paraId", id)
        .child(properties)
        .children(around(&number.before))
        .child(field("begin"))
        .child(run(Element::new("w:instrText").text("PAGE")))
        .child(field("separate"))
        .child(text(shown))
        .child(field("end"))
        .children(around(&number.after))
}

/// Paper, margins and grid of a section.
fn page_properties(cx: &Context<'_>, page: &PageSetup) -> [Element; 4] {
    let mut size = Element::new("w:pgSz")
        .with("w:w", page.width.to_twips())
        .with("w:h", page.height.to_twips());
    if page.width > page.height {
        size.set("w:orient", "landscape");
    }
    let margins = Element::new("w:pgMar")
        .with("w:top", page.top.to_twips())
        .with("w:right", page.right.to_twips())
        .with("w:bottom", page.bottom.to_twips())
        .with("w:left", page.left.to_twips())
        .with("w:header", page.top.min(Length::mm(15)).to_twips())
        .with("w:footer", footer_distance(cx, page).to_twips().max(0))
        .with("w:gutter", 0);
    let grid = Element::new("w:docGrid")
        .with("w:type", "lines")
        .with("w:linePitch", page.line_pitch.to_twips());
    [size, margins, Element::new("w:cols").with("w:space", 425), grid]
}

/// From the paper's lower edge to the footer's: an exact line has its baseline at four fifths.
fn footer_distance(cx: &Context<'_>, page: &PageSetup) -> Length {
    let line = cx.styles.look(StyleName::PageNumber).line_pitch;
    page.height - page.page_number.baseline - line / 5
}
