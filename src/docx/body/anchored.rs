//! What hangs at paragraphs: rectangles and pictures that move no text.

use super::Writer;
use super::figure::{A, Labels};
use crate::document::{Anchored, AnchoredKind, AnchoredPlace, Layer};
use crate::docx::DocxError;
use crate::docx::property::hex;
use crate::docx::xml::Element;
use crate::theme::Color;
use crate::unit::Length;

/// The graphic data of a shape (`wps`), also the namespace of its elements.
const WPS: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
const VML: &str = "urn:schemas-microsoft-com:vml";

/// The extension that says that a drawing is decorative.
const DECORATIVE: &str = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}";
const ADEC: &str = "http://schemas.microsoft.com/office/drawing/2017/decorative";

impl Writer<'_> {
    /// Writes a run with nothing but what hangs at its paragraph.
    pub(super) fn add_anchored(&mut self, anchored: &Anchored) -> Result<(), DocxError> {
        let number = self.drawings + 1;
        let content = match &anchored.kind {
            AnchoredKind::Rule(color) => rule(anchored, *color, number),
            AnchoredKind::Picture { picture, alt } => {
                let labels = Labels { number, kind: "Picture", alt: alt.as_deref() };
                let size = (anchored.width, anchored.height);
                let graphic = self.picture(picture, size, &labels)?;
                let anchor = anchor(anchored, &labels, graphic);
                Element::new("w:drawing").child(anchor)
            }
            AnchoredKind::Text(_) => return Ok(()), // a paragraph of its own, before this one
        };
        self.drawings = number;
        Element::new("w:r").child(content).write(&mut self.xml);
        Ok(())
    }
}

/// What a run shows that has nothing but a line, with the number of the drawing.
pub(super) fn rule(anchored: &Anchored, color: Color, number: usize) -> Element {
    let labels = Labels { number, kind: "Rectangle", alt: None };
    let anchor = anchor(anchored, &labels, rectangle(anchored, color));
    let choice = Element::new("mc:Choice")
        .with("xmlns:wps", WPS)
        .with("Requires", "wps")
        .child(Element::new("w:drawing").child(anchor));
    let fallback = Element::new("mc:Fallback").child(vml(anchored, color, number));
    Element::new("mc:AlternateContent").children([choice, fallback])
}

/// `wp:anchor`
fn anchor(anchored: &Anchored, labels: &Labels<'_>, graphic: Element) -> Element {
    let (vertical, y) = match anchored.y {
        AnchoredPlace::Line(below) => ("paragraph", below),
        AnchoredPlace::Paper(below) => ("page", below),
    };
    let position = |name: &'static str, from: &str, offset: Length| {
        let offset = Element::new("wp:posOffset").text(offset.to_emu().to_string());
        Element::new(name).with("relativeFrom", from).child(offset)
    };
    let mut properties = labels.element("wp:docPr");
    if labels.alt.is_none() {
        properties.push(decorative());
    }
    Element::new("wp:anchor")
        .with("distT", 0)
        .with("distB", 0)
        .with("distL", 0)
        .with("distR", 0)
        .with("simplePos", 0)
        .with("relativeHeight", labels.number)
        .with("behindDoc", u8::from(anchored.layer == Layer::Behind))
        .with("locked", 0)
        .with("layoutInCell", 1)
        .with("allowOverlap", 1)
        .children([
            Element::new("wp:simplePos").with("x", 0).with("y", 0),
            position("wp:positionH", "margin", anchored.x),
            position("wp:positionV", vertical, y),
            Element::new("wp:extent")
                .with("cx", anchored.width.to_emu())
                .with("cy", anchored.height.to_emu()),
            Element::new("wp:wrapNone"),
            properties,
            Element::new("wp:cNvGraphicFramePr"),
            graphic,
        ])
}

fn decorative() -> Element {
    let mark = Element::new("adec:decorative").with("xmlns:adec", ADEC).with("val", 1);
    let extension = Element::new("a:ext").with("uri", DECORATIVE).child(mark);
    Element::new("a:extLst").with("xmlns:a", A).child(extension)
}

/// `a:graphic`: a filled rectangle without outline.
fn rectangle(anchored: &Anchored, color: Color) -> Element {
    let frame = Element::new("a:xfrm").children([
        Element::new("a:off").with("x", 0).with("y", 0),
        Element::new("a:ext")
            .with("cx", anchored.width.to_emu())
            .with("cy", anchored.height.to_emu()),
    ]);
    let geometry = Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst"));
    let fill = Element::new("a:solidFill").child(Element::new("a:srgbClr").with("val", hex(color)));
    let outline = Element::new("a:ln").child(Element::new("a:noFill"));
    let shape = Element::new("wps:wsp").children([
        Element::new("wps:cNvSpPr"),
        Element::new("wps:spPr").children([frame, geometry, fill, outline]),
        Element::new("wps:bodyPr"),
    ]);
    let data = Element::new("a:graphicData").with("uri", WPS).child(shape);
    Element::new("a:graphic").with("xmlns:a", A).child(data)
}

/// The rectangle for programs older than Word 2010.
fn vml(anchored: &Anchored, color: Color, number: usize) -> Element {
    let (vertical, y) = match anchored.y {
        AnchoredPlace::Line(below) => ("text", below),
        AnchoredPlace::Paper(below) => ("page", below),
    };
    let order = match anchored.layer {
        Layer::Front => i64::try_from(number).unwrap_or(i64::MAX),
        Layer::Behind => -1,
    };
    let (x, width, height) = (anchored.x.to_pt(), anchored.width.to_pt(), anchored.height.to_pt());
    let style = format!(
        "position:absolute;margin-left:{x:.2}pt;margin-top:{:.2}pt;width:{width:.2}pt;\
         height:{height:.2}pt;z-index:{order};mso-position-horizontal-relative:margin;\
         mso-position-vertical-relative:{vertical}",
        y.to_pt()
    );
    let shape = Element::new("v:rect")
        .with("xmlns:v", VML)
        .with("id", format!("_x0000_s{}", 1026 + number))
        .with("style", style)
        .with("fillcolor", format!("#{}", hex(color)))
        .with("stroked", "f");
    Element::new("w:pict").child(shape)
}
