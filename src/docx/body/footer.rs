//! The section's properties and its footers with the page number.

use docx_rs::{
    AlignmentType, BuildXML, FieldCharType, Footer, InstrPAGE, InstrText,
    Paragraph as WordParagraph, Run as WordRun,
};

use super::Context;
use crate::docx::OFFICE;
use crate::docx::package::{Part, Relationships};
use crate::docx::xml::Element;
use crate::theme::{PageNumberSide, StyleName};
use crate::unit::Length;

/// The ids of the footers' paragraphs follow this one; those of the body's stay below.
const FIRST_PARAGRAPH_ID: usize = 0x7000_0000;

/// Which pages a footer is for (`w:type`), and where its number stands.
const OUTER: [(&str, AlignmentType); 2] =
    [("default", AlignmentType::Right), ("even", AlignmentType::Left)];
const CENTER: [(&str, AlignmentType); 1] = [("default", AlignmentType::Center)];

fn sides(cx: &Context<'_>) -> &'static [(&'static str, AlignmentType)] {
    match cx.document.page.page_number.side {
        PageNumberSide::Outer => &OUTER,
        PageNumberSide::Center => &CENTER,
    }
}

/// The footers.
pub(super) fn add(cx: &Context<'_>, relationships: &mut Relationships) -> Vec<Part> {
    let footers = sides(cx).iter().enumerate().map(|(at, (_, align))| {
        let name = format!("footer{}", at + 1);
        relationships.add(&format!("{OFFICE}/footer"), &format!("{name}.xml"));
        let id = format!("{:08X}", FIRST_PARAGRAPH_ID + at);
        // the number that a program shows which does not compute fields
        let shown = (at + 1).to_string();
        let footer = Footer::new().add_paragraph(paragraph(cx, id, *align, &shown));
        Part::office(&name, "footer", Element::parse(&footer.build()))
    });
    footers.collect()
}

fn paragraph(cx: &Context<'_>, id: String, align: AlignmentType, shown: &str) -> WordParagraph {
    let number = &cx.document.page.page_number;
    let field = |kind| WordRun::new().add_field_char(kind, false);
    let text = |paragraph: WordParagraph, text: &str| match text {
        "" => paragraph,
        _ => paragraph.add_run(WordRun::new().add_text(text)),
    };
    let paragraph = WordParagraph::new()
        .id(id)
        .style(cx.styles.paragraph_id(StyleName::PageNumber))
        .align(align);
    let paragraph = text(paragraph, &number.before)
        .add_run(field(FieldCharType::Begin))
        .add_run(WordRun::new().add_instr_text(InstrText::PAGE(InstrPAGE::new())))
        .add_run(field(FieldCharType::Separate))
        .add_run(WordRun::new().add_text(shown))
        .add_run(field(FieldCharType::End));
    text(paragraph, &number.after)
}

/// `w:sectPr`
pub(super) fn section(
    cx: &Context<'_>,
    footers: &[Part],
    relationships: &mut Relationships,
) -> Element {
    let page = &cx.document.page;
    let mut section = Element::new("w:sectPr");
    for ((kind, _), footer) in sides(cx).iter().zip(footers) {
        let target = footer.name.trim_start_matches("word/");
        let id = relationships.add(&format!("{OFFICE}/footer"), target);
        let reference = Element::new("w:footerReference").with("w:type", kind).with("r:id", id);
        section.push(reference);
    }
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
        .with("w:footer", footer_distance(cx).to_twips().max(0))
        .with("w:gutter", 0);
    let grid = Element::new("w:docGrid")
        .with("w:type", "lines")
        .with("w:linePitch", page.line_pitch.to_twips());
    section.children([size, margins, Element::new("w:cols").with("w:space", 425), grid])
}

/// From the paper's lower edge to the footer's: an exact line has its baseline at four fifths.
fn footer_distance(cx: &Context<'_>) -> Length {
    let page = &cx.document.page;
    let line = cx.styles.look(StyleName::PageNumber).line_pitch;
    page.height - page.page_number.baseline - line / 5
}
