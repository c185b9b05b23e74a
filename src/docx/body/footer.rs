//! The section's properties and its footers with the page number.

use super::{Context, MC, R, W, W14};
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

/// The footers.
pub(super) fn add(cx: &Context<'_>, relationships: &mut Relationships) -> Vec<Part> {
    let footers = sides(cx).iter().enumerate().map(|(at, (_, align))| {
        let name = format!("footer{}", at + 1);
        relationships.add(&format!("{OFFICE}/footer"), &format!("{name}.xml"));
        let id = format!("{:08X}", FIRST_PARAGRAPH_ID + at);
        // the number that a program shows which does not compute fields
        let shown = (at + 1).to_string();
        let root = Element::new("w:ftr")
            .with("xmlns:w", W)
            .with("xmlns:r", R)
            .with("xmlns:w14", W14)
            .with("xmlns:mc", MC)
            .with("mc:Ignorable", "w14");
        Part::office(&name, "footer", root.child(paragraph(cx, id, *align, &shown)))
    });
    footers.collect()
}

fn paragraph(cx: &Context<'_>, id: String, align: Align, shown: &str) -> Element {
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
