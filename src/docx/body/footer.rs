//! The section's properties and its footers with the page number.

use super::anchored::rule;
use super::{Context, footnote, root};
use crate::document::{
    Anchored, AnchoredKind, AnchoredPlace, Block, Orientation, PageNumbers, PageSetup, Section,
};
use crate::docx::OFFICE;
use crate::docx::package::{Part, Relationships};
use crate::docx::property::alignment;
use crate::docx::xml::Element;
use crate::theme::{Align, PageNumberSide, StyleName};
use crate::unit::Length;

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
    /// The same for turned pages.
    turned: Vec<String>,
    /// The relationship of the one without.
    empty: Option<String>,
}

impl Footers {
    pub(super) fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// `w:sectPr`; `drawings` is how many the file has so far.
    pub(super) fn section(
        &mut self,
        cx: &Context<'_>,
        section: &Section,
        relationships: &mut Relationships,
        drawings: &mut usize,
    ) -> Element {
        let mut properties = Element::new("w:sectPr");
        let mut refer = |kind: &str, id: String| {
            let reference = Element::new("w:footerReference").with("w:type", kind);
            properties.push(reference.with("r:id", id));
        };
        if section.page_numbers != PageNumbers::None {
            let numbered = match section.page.orientation {
                Orientation::Upright => self.numbered(cx, relationships),
                Orientation::Turned => self.turned(cx, &section.page, relationships),
            };
            for ((kind, _), id) in sides(cx).iter().zip(numbered) {
                refer(kind, id.clone());
            }
        }
        match section.page_numbers {
            PageNumbers::All => {}
            PageNumbers::NotFirst => {
                refer("first", self.first(cx, section, relationships, drawings));
            }
            // without a reference of its own it would have the footers of the section before
            PageNumbers::None => {
                for (kind, _) in sides(cx) {
                    refer(kind, self.empty(cx, relationships));
                }
            }
        }
        let notes = Element::new("w:footnotePr").children(footnote::numbering(cx.document));
        properties.push(notes);
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
                let content = [number_paragraph(cx, (*align, &shown), None)];
                let id = self.add(relationships, content);
                self.numbered.push(id);
            }
        }
        &self.numbered
    }

    /// On turned pages the number stands where it does on upright ones: in a frame at the paper's
    /// place, whose text runs down (clause 8).
    fn turned(
        &mut self,
        cx: &Context<'_>,
        page: &PageSetup,
        relationships: &mut Relationships,
    ) -> &[String] {
        if self.turned.is_empty() {
            for (at, (_, align)) in sides(cx).iter().enumerate() {
                let shown = (at + 1).to_string();
                let number = number_paragraph(cx, (*align, &shown), turned_frame(cx, page));
                let id = self.add(relationships, [number, empty_paragraph(cx)]);
                self.turned.push(id);
            }
        }
        &self.turned
    }

    /// The first page's, without a number.
    fn first(
        &mut self,
        cx: &Context<'_>,
        section: &Section,
        relationships: &mut Relationships,
        drawings: &mut usize,
    ) -> String {
        let foot = foot(section);
        let paragraphs = section.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            _ => None,
        });
        let anchored = paragraphs.flat_map(|paragraph| &paragraph.anchored);
        let lines = anchored.filter(|anchored| holds(foot, anchored)).filter_map(|anchored| {
            let AnchoredKind::Rule(color) = anchored.kind else { return None };
            *drawings += 1;
            Some(Element::new("w:r").child(rule(anchored, color, *drawings)))
        });
        let lines: Vec<Element> = lines.collect();
        if lines.is_empty() {
            return self.empty(cx, relationships);
        }
        self.add(relationships, [empty_paragraph(cx).children(lines)])
    }

    /// One that is as high as the others, or the text's foot would be another.
    fn empty(&mut self, cx: &Context<'_>, relationships: &mut Relationships) -> String {
        if let Some(id) = &self.empty {
            return id.clone();
        }
        let id = self.add(relationships, [empty_paragraph(cx)]);
        self.empty = Some(id.clone());
        id
    }

    /// Adds a footer.
    fn add(
        &mut self,
        relationships: &mut Relationships,
        content: impl IntoIterator<Item = Element>,
    ) -> String {
        let name = format!("footer{}", self.parts.len() + 1);
        self.parts.push(Part::office(&name, "footer", root("w:ftr").children(content)));
        relationships.add(&format!("{OFFICE}/footer"), &format!("{name}.xml"))
    }
}

/// The place of the paper below which lines stand in the first page's footer, if it has one of its
/// own. In LibreOffice a page has no room for footnotes if what hangs in its text reaches below that.
pub(super) fn foot(section: &Section) -> Option<Length> {
    let has_own = section.page_numbers == PageNumbers::NotFirst;
    has_own.then(|| section.page.height - section.page.bottom)
}

/// Whether the first page's footer has it.
pub(super) fn holds(foot: Option<Length>, anchored: &Anchored) -> bool {
    matches!((anchored.y, foot), (AnchoredPlace::Paper(y), Some(foot)) if y >= foot)
        && matches!(anchored.kind, AnchoredKind::Rule(_))
}

fn empty_paragraph(cx: &Context<'_>) -> Element {
    let style = cx.styles.paragraph_id(StyleName::PageNumber);
    let properties = Element::new("w:pPr").child(Element::val("w:pStyle", style));
    Element::new("w:p").child(properties)
}

/// A frame along the foot of the upright paper, the left edge of the turned one, in which text runs
/// down.
fn turned_frame(cx: &Context<'_>, page: &PageSetup) -> [Element; 2] {
    let upright = &cx.document.page;
    let line = cx.styles.look(StyleName::PageNumber).line_pitch;
    let frame = Element::new("w:framePr")
        .with("w:w", line.to_twips())
        .with("w:h", upright.text_width().to_twips())
        .with("w:hRule", "exact")
        .with("w:hSpace", 0)
        .with("w:wrap", "around")
        .with("w:vAnchor", "page")
        .with("w:hAnchor", "page")
        .with("w:x", (page.width - page.page_number.baseline - line / 5).to_twips())
        .with("w:y", upright.left.to_twips());
    [frame, Element::val("w:textDirection", "tbRl")]
}

/// A line with the page number; `frame` is what its paragraph has besides.
fn number_paragraph(
    cx: &Context<'_>,
    (align, shown): (Align, &str),
    frame: impl IntoIterator<Item = Element>,
) -> Element {
    let number = &cx.document.page.page_number;
    let run = |content: Element| Element::new("w:r").child(content);
    let field = |kind: &str| run(Element::new("w:fldChar").with("w:fldCharType", kind));
    let text = |text: &str| run(Element::new("w:t").with("xml:space", "preserve").text(text));
    let around = |around: &str| (!around.is_empty()).then(|| text(around));
    let style = cx.styles.paragraph_id(StyleName::PageNumber);
    let properties = Element::new("w:pPr")
        .child(Element::val("w:pStyle", style))
        .child(Element::val("w:jc", alignment(align)))
        .children(frame);
    Element::new("w:p")
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

/// From the paper's lower edge to the footer's: an exact line has its baseline at four fifths. On
/// turned pages nothing is seen of the footer's own line.
fn footer_distance(cx: &Context<'_>, page: &PageSetup) -> Length {
    let line = cx.styles.look(StyleName::PageNumber).line_pitch;
    match page.orientation {
        Orientation::Upright => page.height - page.page_number.baseline - line / 5,
        Orientation::Turned => (page.bottom - line).min(Length::mm(15)),
    }
}
