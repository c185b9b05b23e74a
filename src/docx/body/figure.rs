//! Pictures: drawings in a paragraph of their own, and the media that they show.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::Writer;
use crate::document::Figure;
use crate::docx::package::{Part, Relationships};
use crate::docx::property;
use crate::docx::xml::Element;
use crate::docx::{DocxError, OFFICE};
use crate::font::DrawingReader;
use crate::picture::{Format, Picture};
use crate::theme::StyleName;
use crate::unit::Length;

pub(super) const A: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PIC: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const ASVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// The extension by which Office finds the vector picture of a bitmap.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// Pixels per inch of the bitmap that stands in for a vector picture.
const RESOLUTION: f64 = 300.0;

/// No bitmap is wider or higher.
const MAX_PIXELS: f64 = 8192.0;

/// The pictures of the file, each once.
#[derive(Debug, Default)]
pub(super) struct Media {
    /// Names by digest.
    names: BTreeMap<[u8; 32], String>,
    parts: Vec<Part>,
    /// The bitmaps of vector pictures by digest and width.
    drawn: BTreeMap<([u8; 32], Length), Arc<[u8]>>,
}

impl Media {
    pub(super) fn into_parts(self) -> Vec<Part> {
        self.parts
    }

    /// Adds a file, unless it is there already; returns its relationship.
    fn add(&mut self, bytes: &[u8], extension: &str, relationships: &mut Relationships) -> String {
        let digest: [u8; 32] = Sha256::digest(bytes).into();
        let parts = &mut self.parts;
        let name = self.names.entry(digest).or_insert_with(|| {
            let name = format!("media/image{}.{extension}", parts.len() + 1);
            parts.push(Part::file(format!("word/{name}"), bytes.to_vec()));
            name
        });
        relationships.add(&format!("{OFFICE}/image"), name)
    }

    fn bitmap(
        &mut self,
        picture: &Picture,
        width: Length,
        reader: &DrawingReader<'_>,
    ) -> Result<Arc<[u8]>, DocxError> {
        let key = (Sha256::digest(&picture.bytes).into(), width);
        if let Some(known) = self.drawn.get(&key) {
            return Ok(known.clone());
        }
        let bitmap: Arc<[u8]> = draw(picture, width, reader)?.into();
        self.drawn.insert(key, bitmap.clone());
        Ok(bitmap)
    }
}

/// What a drawing is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct Labels<'a> {
    /// Its number in the document.
    pub(super) number: usize,
    /// What it is.
    pub(super) kind: &'static str,
    /// What it shows, for those who can't see it.
    pub(super) alt: Option<&'a str>,
}

impl Labels<'_> {
    /// The non-visual properties of a drawing.
    pub(super) fn element(&self, name: &'static str) -> Element {
        let element = Element::new(name)
            .with("id", self.number)
            .with("name", format!("{} {}", self.kind, self.number));
        self.alt.into_iter().fold(element, |element, alt| element.with("descr", alt))
    }
}

fn extent(name: &'static str, (width, height): (Length, Length)) -> Element {
    Element::new(name).with("cx", width.to_emu()).with("cy", height.to_emu())
}

impl Writer<'_> {
    /// Writes a picture in a paragraph of its own.
    pub(super) fn add_figure(&mut self, figure: &Figure) -> Result<(), DocxError> {
        let drawing = self.drawing(figure)?;
        let id = self.cx.styles.paragraph_id(StyleName::Figure);
        // "exact" would cut the picture off
        let spacing = Element::new("w:spacing")
            .with("w:line", figure.line_height.to_twips())
            .with("w:lineRule", "atLeast");
        let mut properties =
            Element::new("w:pPr").children([Element::val("w:pStyle", id), spacing]);
        if figure.keep_with_next != self.cx.styles.look(StyleName::Figure).keep_with_next {
            properties.push(property::switch("w:keepNext", figure.keep_with_next));
        }
        self.open_paragraph();
        properties.children(self.section_end.take()).write(&mut self.xml);
        Element::new("w:r").child(drawing).write(&mut self.xml);
        self.close("w:p");
        Ok(())
    }

    fn drawing(&mut self, figure: &Figure) -> Result<Element, DocxError> {
        self.drawings += 1;
        let labels = Labels { number: self.drawings, kind: "Picture", alt: figure.alt.as_deref() };
        let size = (figure.width, figure.height);
        let graphic = self.picture(&figure.picture, size, &labels)?;
        let locks = Element::new("a:graphicFrameLocks").with("noChangeAspect", 1);
        let inline = Element::new("wp:inline")
            .with("distT", 0)
            .with("distB", 0)
            .with("distL", 0)
            .with("distR", 0)
            .child(extent("wp:extent", size))
            .child(labels.element("wp:docPr"))
            .child(Element::new("wp:cNvGraphicFramePr").child(locks.with("xmlns:a", A)));
        Ok(Element::new("w:drawing").child(inline.child(graphic)))
    }

    /// `a:graphic`: a picture, `size` large.
    pub(super) fn picture(
        &mut self,
        picture: &Picture,
        size: (Length, Length),
        labels: &Labels<'_>,
    ) -> Result<Element, DocxError> {
        let blip = self.blip(picture, size.0)?;
        let frame = Element::new("a:xfrm")
            .child(Element::new("a:off").with("x", 0).with("y", 0))
            .child(extent("a:ext", size));
        let shape = Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst"));
        let picture = Element::new("pic:pic")
            .with("xmlns:pic", PIC)
            .child(
                Element::new("pic:nvPicPr")
                    .child(labels.element("pic:cNvPr"))
                    .child(Element::new("pic:cNvPicPr")),
            )
            .child(
                Element::new("pic:blipFill")
                    .child(blip)
                    .child(Element::new("a:stretch").child(Element::new("a:fillRect"))),
            )
            .child(Element::new("pic:spPr").child(frame).child(shape));
        let data = Element::new("a:graphicData").with("uri", PIC).child(picture);
        Ok(Element::new("a:graphic").with("xmlns:a", A).child(data))
    }

    /// `a:blip`: the file as it is; a vector picture beside the bitmap for programs that draw none.
    fn blip(&mut self, picture: &Picture, width: Length) -> Result<Element, DocxError> {
        let relationships = &mut self.relationships;
        let extension = match picture.format {
            Format::Png => "png",
            Format::Jpeg => "jpeg",
            Format::Svg => "svg",
        };
        if picture.format != Format::Svg {
            let id = self.media.add(&picture.bytes, extension, relationships);
            return Ok(Element::new("a:blip").with("r:embed", id));
        }
        let bitmap = self.media.bitmap(picture, width, self.cx.reader)?;
        let fallback = self.media.add(&bitmap, "png", relationships);
        let vector = self.media.add(&picture.bytes, extension, relationships);
        let svg = Element::new("asvg:svgBlip").with("xmlns:asvg", ASVG).with("r:embed", vector);
        let extension = Element::new("a:ext").with("uri", SVG_EXTENSION).child(svg);
        Ok(Element::new("a:blip")
            .with("r:embed", fallback)
            .child(Element::new("a:extLst").child(extension)))
    }
}

/// A vector picture as PNG.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels are at least 1 and at most MAX_PIXELS, and the renderer takes f32"
)]
fn draw(
    picture: &Picture,
    width: Length,
    reader: &DrawingReader<'_>,
) -> Result<Vec<u8>, DocxError> {
    let tree = reader.read(&picture.bytes)?;
    let size = tree.size();
    let largest = f64::from(size.width().max(size.height()));
    let wanted = width.to_pt() / 72.0 * RESOLUTION / f64::from(size.width());
    let scale = wanted.min(MAX_PIXELS / largest);
    let pixels = |length: f32| ((f64::from(length) * scale).round() as u32).max(1);
    let raster = |reason: String| DocxError::Raster { reason };
    let mut bitmap = resvg::tiny_skia::Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| raster("it is too large".to_owned()))?;
    let transform = resvg::tiny_skia::Transform::from_scale(scale as f32, scale as f32);
    resvg::render(&tree, transform, &mut bitmap.as_mut());
    bitmap.encode_png().map_err(|error| raster(error.to_string()))
}
