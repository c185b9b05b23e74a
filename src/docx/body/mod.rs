//! `document.xml`, the footers and the media: blocks to trees, one at a time.

mod figure;
mod footer;
mod paragraph;
mod table;

use super::font::Fonts;
use super::package::{Part, Relationships};
use super::style::Styles;
use super::xml::{DECLARATION, Element};
use super::{DocxError, OFFICE};
use crate::document::{Block, Document, Table};
use crate::font::DrawingReader;
use figure::Media;

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
pub(super) const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
pub(super) const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
pub(super) const R: &str = OFFICE;
const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// What all blocks are written with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) drawings: &'a DrawingReader<'a>,
    pub(super) fonts: &'a Fonts,
    pub(super) styles: &'a Styles<'a>,
}

/// The document's body while it is written.
#[derive(Debug)]
struct Writer<'a> {
    cx: Context<'a>,
    relationships: Relationships,
    media: Media,
    /// Paragraphs so far: the ids of paragraphs are their numbers.
    paragraphs: usize,
    /// Figures so far: the ids of drawings are their numbers.
    figures: usize,
    xml: String,
}

/// Writes `document.xml` with its relationships, the footers and the media.
///
/// # Errors
///
/// [`DocxError`] if a vector picture can't be drawn.
pub(super) fn write(
    cx: &Context<'_>,
    relationships: Relationships,
) -> Result<Vec<Part>, DocxError> {
    let mut writer = Writer {
        cx: *cx,
        relationships,
        media: Media::default(),
        paragraphs: 0,
        figures: 0,
        xml: String::from(DECLARATION),
    };
    let root = Element::new("w:document")
        .with("xmlns:w", W)
        .with("xmlns:r", R)
        .with("xmlns:wp", WP)
        .with("xmlns:w14", W14)
        .with("xmlns:mc", MC)
        .with("mc:Ignorable", "w14");
    let body = Element::new("w:body");
    root.write_open(&mut writer.xml);
    body.write_open(&mut writer.xml);
    let mut after_table = false;
    for block in &cx.document.blocks {
        if after_table && matches!(block, Block::Table(_)) {
            writer.add_separator();
        }
        after_table = matches!(block, Block::Table(_));
        writer.add(block)?;
    }
    if after_table {
        writer.add_separator();
    }
    let mut parts = footer::add(cx, &mut writer.relationships);
    footer::section(cx, &parts, &mut writer.relationships).write(&mut writer.xml);
    body.write_close(&mut writer.xml);
    root.write_close(&mut writer.xml);

    parts.push(Part {
        name: "word/document.xml".to_owned(),
        content_type: Some(super::package::wordprocessing_type("document.main")),
        bytes: writer.xml.into_bytes(),
    });
    parts.push(writer.relationships.part("word/document.xml"));
    parts.extend(writer.media.into_parts());
    Ok(parts)
}

impl Writer<'_> {
    fn add(&mut self, block: &Block) -> Result<(), DocxError> {
        match block {
            Block::Paragraph(paragraph) => {
                let (built, extras) = self.build_paragraph(paragraph);
                paragraph::finished(&built, &extras).write(&mut self.xml);
            }
            Block::Table(table) => self.add_table(table),
            Block::Figure(figure) => {
                let element = self.figure(figure)?;
                element.write(&mut self.xml);
            }
        }
        Ok(())
    }

    /// A paragraph as good as without height: Word makes one table of two that touch, and puts an
    /// empty line after a table that ends the document.
    fn add_separator(&mut self) {
        let spacing = Element::new("w:spacing")
            .with("w:before", 0)
            .with("w:after", 0)
            .with("w:line", Table::SEPARATOR.to_twips())
            .with("w:lineRule", "exact");
        let properties = Element::new("w:pPr").child(spacing);
        Element::new("w:p")
            .with("w14:paraId", self.next_paragraph_id())
            .child(properties)
            .write(&mut self.xml);
    }

    /// Eight hexadecimal digits, less than 80000000.
    fn next_paragraph_id(&mut self) -> String {
        self.paragraphs += 1;
        format!("{:08X}", self.paragraphs)
    }
}
