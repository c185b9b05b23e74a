//! `document.xml`, the footers and the media, written block by block.
//!
//! Properties are trees, which come out in the order of the schema; a [`Memo`] keeps them as they
//! are written. Text is written as it comes.

mod anchored;
mod colophon;
mod field;
mod figure;
mod footer;
pub(super) mod footnote;
mod frame;
mod mark;
mod memo;
mod paragraph;
mod table;

use super::font::Fonts;
use super::package::{OpenPart, Part, Relationships};
use super::style::Styles;
use super::xml::{DECLARATION, Element};
use super::{DocxError, OFFICE};
use crate::document::{Block, Document, Section, Table};
use crate::font::DrawingReader;
use crate::unit::Length;
use figure::Media;
use footer::Footers;
use memo::Memo;
use paragraph::{ParagraphKey, RunKey};
use table::{CellKey, RowKey};

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";
pub(super) const MC: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
pub(super) const R: &str = OFFICE;
const WP: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";

/// The height of an empty paragraph that begins or ends a section: below the last line of a page is
/// room for it.
const SECTION_END: Length = Length::twips(1);

/// What all blocks are written with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'a> {
    pub(super) document: &'a Document,
    pub(super) reader: &'a DrawingReader<'a>,
    pub(super) fonts: &'a Fonts,
    pub(super) styles: &'a Styles<'a>,
}

/// The document's body while it is written.
#[derive(Debug)]
struct Writer<'a> {
    cx: Context<'a>,
    relationships: Relationships,
    media: Media,
    /// Drawings so far: their ids are their numbers.
    drawings: usize,
    paragraph_properties: Memo<ParagraphKey>,
    run_properties: Memo<RunKey>,
    row_properties: Memo<RowKey>,
    cell_properties: Memo<CellKey>,
    /// The properties of the section that the next paragraph ends.
    section_end: Option<Element>,
    /// The place of the paper below which lines stand in the section's first footer.
    foot: Option<Length>,
    /// What has been written and is not in the part yet.
    xml: String,
    part: OpenPart,
}

/// How much text goes into the part at once.
const AT_ONCE: usize = 1 << 16;

/// Writes `document.xml` with its relationships, the footers and the media.
///
/// # Errors
///
/// [`DocxError`] if a vector picture can't be drawn.
pub(super) fn write(
    cx: &Context<'_>,
    relationships: Relationships,
) -> Result<Vec<Part>, DocxError> {
    let part = OpenPart::new("document", "document.main")?;
    let mut writer = Writer::new(*cx, relationships, part);
    writer.xml.push_str(DECLARATION);
    let root = root("w:document");
    let body = Element::new("w:body");
    root.write_open(&mut writer.xml);
    body.write_open(&mut writer.xml);
    let mut footers = Footers::default();
    let (last, before) = cx.document.sections.split_last().expect("a document has a section");
    for section in before {
        let properties = writer.section_properties(&mut footers, section);
        writer.add_section(section, Some(properties))?;
    }
    let properties = writer.section_properties(&mut footers, last);
    writer.add_section(last, None)?;
    properties.write(&mut writer.xml);
    let mut parts = footers.into_parts();
    body.write_close(&mut writer.xml);
    root.write_close(&mut writer.xml);

    parts.extend(writer.into_parts()?);
    Ok(parts)
}

/// The root of a part with paragraphs, with the namespaces that they use.
fn root(name: &'static str) -> Element {
    Element::new(name)
        .with("xmlns:w", W)
        .with("xmlns:r", R)
        .with("xmlns:wp", WP)
        .with("xmlns:mc", MC)
}

impl<'a> Writer<'a> {
    /// A writer that has written nothing.
    fn new(cx: Context<'a>, relationships: Relationships, part: OpenPart) -> Self {
        Self {
            cx,
            relationships,
            media: Media::default(),
            drawings: 0,
            paragraph_properties: Memo::default(),
            run_properties: Memo::default(),
            row_properties: Memo::default(),
            cell_properties: Memo::default(),
            section_end: None,
            foot: None,
            xml: String::new(),
            part,
        }
    }

    /// The part, its relationships, the media.
    fn into_parts(mut self) -> Result<Vec<Part>, DocxError> {
        self.part.write(&self.xml)?;
        let part = self.part.close()?;
        let relationships = self.relationships.part(&part.name);
        let related = (!self.relationships.is_empty()).then_some(relationships);
        Ok([part].into_iter().chain(related).chain(self.media.into_parts()).collect())
    }
}

impl Writer<'_> {
    fn section_properties(&mut self, footers: &mut Footers, section: &Section) -> Element {
        self.foot = footer::foot(section);
        footers.section(&self.cx, section, &mut self.relationships, &mut self.drawings)
    }

    /// Adds the blocks of a section. The properties of any but the last stand in its last paragraph.
    fn add_section(
        &mut self,
        section: &Section,
        mut properties: Option<Element>,
    ) -> Result<(), DocxError> {
        for (index, block) in section.blocks.iter().enumerate() {
            let next = section.blocks.get(index + 1);
            let is_table = matches!(block, Block::Table(_));
            // in the paragraph that ends a section LibreOffice takes a character from every bookmark,
            // and loses the page numbers of a section that ends within the table of contents
            let is_marked = matches!(block, Block::Paragraph(last) if last.is_marked());
            if next.is_none() && !is_table && !is_marked {
                self.section_end = properties.take();
            }
            // LibreOffice puts a floating table that begins a section on the page before
            if index == 0 && matches!(block, Block::Colophon(_)) {
                self.add_separator(SECTION_END);
            }
            match block {
                Block::Paragraph(paragraph) => self.add_paragraph(paragraph)?,
                Block::Table(table) => self.add_table(table)?,
                Block::Figure(figure) => self.add_figure(figure)?,
                Block::JointMark(mark) => self.add_joint_mark(mark)?,
                Block::Colophon(colophon) => self.add_colophon(colophon)?,
            }
            self.pass_on()?;
            if is_table && matches!(next, Some(Block::Table(_)) | None) {
                self.section_end = properties.take_if(|_| next.is_none());
                self.add_separator(Table::SEPARATOR);
            } else if is_marked && next.is_none() && properties.is_some() {
                self.section_end = properties.take();
                self.add_separator(SECTION_END);
            }
        }
        Ok(())
    }

    /// Passes what has been written on to the part, if it is enough.
    fn pass_on(&mut self) -> Result<(), DocxError> {
        if self.xml.len() >= AT_ONCE {
            self.part.write(&self.xml)?;
            self.xml.clear();
        }
        Ok(())
    }

    /// A paragraph as good as without height: Word makes one table of two that touch, and puts an
    /// empty line after a table that ends the document.
    fn add_separator(&mut self, height: Length) {
        let spacing = Element::new("w:spacing")
            .with("w:before", 0)
            .with("w:after", 0)
            .with("w:line", height.to_twips())
            .with("w:lineRule", "exact");
        self.open_paragraph();
        Element::new("w:pPr").child(spacing).children(self.section_end.take()).write(&mut self.xml);
        self.close("w:p");
    }

    /// Begins a paragraph. It has no id (`w14:paraId`): Word gives one to each that has none, and a
    /// program that copies a paragraph would copy the id.
    fn open_paragraph(&mut self) {
        self.xml.push_str("<w:p>");
    }

    /// Ends an element.
    fn close(&mut self, name: &str) {
        self.xml.extend(["</", name, ">"]);
    }
}
