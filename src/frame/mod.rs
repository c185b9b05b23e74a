//! The contract of the paged side: finished pages of positioned glyphs, rules and pictures.
//!
//! Origin at the paper's top left, y downwards. Nothing here knows PDF.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::font::FaceId;
use crate::metadata::Metadata;
use crate::picture::Picture;
use crate::unit::Length;

/// A paged document.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// The structure elements that the items belong to, in reading order.
    pub elements: Vec<Element>,
    /// The outline: headings with their places, in reading order.
    pub outline: Vec<OutlineItem>,
    /// The places that links lead to.
    pub places: BTreeMap<PlaceId, Place>,
    /// What viewers show about the document.
    pub metadata: Metadata,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width of the paper.
    pub width: Length,
    /// Height of the paper.
    pub height: Length,
    /// The number that it carries.
    pub label: String,
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
}

/// Something at a place on a page.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The index in [`Pages::elements`] of the element that it is part of; none for an artifact
    /// (page numbers, table lines).
    pub element: Option<usize>,
}

/// The kinds of items.
#[derive(Clone, Debug)]
pub enum ItemKind {
    /// Glyphs on a baseline.
    Glyphs(GlyphRun),
    /// A filled rectangle: a line of a table, say.
    Rule(Rect, Rgb),
    /// A picture.
    Picture(Rect, Arc<Picture>),
    /// A box for a character that no font has.
    MissingGlyph(Rect, char),
    /// A rectangle that leads somewhere when clicked, and what it reads, which stands in items of
    /// its own.
    Link(Rect, Target, String),
}

/// Where a link leads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    /// To a web page or a mail box.
    Address(Arc<str>),
    /// To one of [`Pages::places`], by its name.
    Place(PlaceId),
}

/// The name of a place in the document.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum PlaceId {
    /// What references name.
    Anchor(usize),
    /// A footnote.
    Footnote(usize),
    /// The mark of a footnote.
    FootnoteMark(usize),
}

/// A place in the document that links lead to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Place {
    /// Index of its page.
    pub page: usize,
    /// The top of its first line.
    pub y: Length,
}

/// Ink as red, green, blue.
pub type Rgb = [u8; 3];

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width.
    pub width: Length,
    /// Height.
    pub height: Length,
}

/// Glyphs of one face and size on one baseline.
#[derive(Clone, Debug)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// Type size.
    pub size: Length,
    /// Width of an em: the type size, unless the characters are narrowed.
    pub em: Length,
    /// Ink.
    pub color: Rgb,
    /// Where the first glyph's origin is along the line: from the left, or from the top if the line
    /// runs down.
    pub x: Length,
    /// Where the baseline is: from the top, or from the left if the line runs down.
    pub baseline: Length,
    /// Which way the line runs.
    pub direction: Direction,
    /// Added to the natural advance of every glyph: tracking and justification.
    pub spacing: Length,
    /// Whether the advances of its glyphs overlap, since marks have given up their blank.
    pub overlaps: bool,
    /// Whether the last of them overlaps that of the next run's first glyph.
    pub overlaps_next: bool,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
}

/// Which way a line runs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Direction {
    /// From left to right.
    #[default]
    Right,
    /// Down the page, as on paper that has been turned to the right by a quarter.
    Down,
}

/// A glyph and the character that it shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Glyph {
    /// Its id in the face.
    pub id: u16,
    /// The character, for extraction and search.
    pub character: char,
}

/// A structure element: a paragraph, a heading, a cell.
#[derive(Clone, Debug)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The index of the element that it stands in.
    pub parent: Option<usize>,
    /// Alternative text of a picture, description of a table.
    pub alt: Option<String>,
}

/// What an element is; the names are those of PDF's standard structure types.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// A heading and what stands under it.
    Section,
    /// What belongs together otherwise.
    Group,
    /// The title of the document, or of an attachment.
    Title,
    /// A heading, level 1 the outermost.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A quotation: paragraphs.
    BlockQuote,
    /// A list.
    List(ListNumbering),
    /// One of its items: a label, if it has one, and a body.
    ListItem,
    /// The number or bullet of an item, the number of a footnote.
    Label,
    /// What an item says: a paragraph, and a list within it.
    ListBody,
    /// A table of contents.
    Contents,
    /// One of its entries: a reference, and a table of contents within it.
    ContentsEntry,
    /// What leads to another place.
    Reference,
    /// A table.
    Table,
    /// A row of a table.
    TableRow,
    /// A cell of its rows of headings.
    TableHeader(Extent),
    /// A cell.
    TableCell(Extent),
    /// A caption: paragraphs.
    Caption,
    /// A picture.
    Figure,
    /// A footnote: a label and a paragraph.
    Footnote,
}

/// How the items of a list are numbered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ListNumbering {
    /// Not at all.
    None,
    /// With bullets.
    Disc,
    /// With numbers.
    Decimal,
}

/// How many columns and rows of a table a cell takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Extent {
    /// Columns, at least one.
    pub columns: usize,
    /// Rows, at least one.
    pub rows: usize,
}

impl Default for Extent {
    fn default() -> Self {
        Self { columns: 1, rows: 1 }
    }
}

/// A heading in the outline.
#[derive(Clone, Debug)]
pub struct OutlineItem {
    /// Depth, 0 the outermost.
    pub level: u8,
    /// Its text, number and all.
    pub title: String,
    /// Index of its page.
    pub page: usize,
    /// The top of its first line.
    pub y: Length,
}
