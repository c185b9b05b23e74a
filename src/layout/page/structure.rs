//! The structure of what is placed: which elements there are, and what stands in what.
//!
//! A heading opens a section (Sect), which ends at the next heading of its level or of one further
//! out, at the next attachment, or with the body. Items of lists stand in lists, entries in tables of
//! contents, each nested by their levels; paragraphs of a quotation in one quotation; a picture and
//! its caption in a group.

use super::SetBlock;
use crate::document::{Document, Extent, NumberingId, Paragraph, Table};
use crate::frame::{Element, ListNumbering, Role};
use crate::theme::{NumberFormat, StyleName};

/// The elements of a block.
#[derive(Clone, Copy, Debug)]
pub(super) struct BlockElement {
    /// That of its text.
    pub text: usize,
    /// That of its number, if it has one of its own.
    pub label: Option<usize>,
}

impl From<usize> for BlockElement {
    fn from(text: usize) -> Self {
        Self { text, label: None }
    }
}

/// The structure while it is made; elements come in reading order.
#[derive(Debug, Default)]
pub(super) struct Structure {
    pub elements: Vec<Element>,
    /// The elements of the section's blocks, by the blocks' indices.
    blocks: Vec<(usize, BlockElement)>,
    /// The sections that are open with the levels of their headings, outermost first.
    sections: Vec<(u8, usize)>,
    /// What the next block may go on with.
    group: Group,
}

/// Elements that hold several blocks.
#[derive(Debug, Default)]
enum Group {
    #[default]
    None,
    /// A list of a numbering, or a table of contents: its levels, outermost first.
    Nested(Option<NumberingId>, Vec<Level>),
    /// A quotation.
    Quotation(usize),
    /// A picture whose caption follows.
    Figure(usize),
}

/// A level of a list or table of contents.
#[derive(Clone, Copy, Debug)]
struct Level {
    depth: u8,
    /// The list.
    list: usize,
    /// Where a list within its last item stands.
    item: usize,
}

impl Structure {
    /// Begins a section of pages: its blocks are counted anew.
    pub(super) fn begin_pages(&mut self) {
        self.blocks.clear();
    }

    /// Adds an element.
    pub(super) fn add(&mut self, role: Role, parent: Option<usize>, alt: Option<String>) -> usize {
        self.elements.push(Element { role, parent, alt });
        self.elements.len() - 1
    }

    /// Adds an element in the section that is open.
    pub(super) fn add_here(&mut self, role: Role, alt: Option<String>) -> usize {
        self.add(role, self.section(), alt)
    }

    /// Adds a paragraph behind the body, outside all sections.
    pub(super) fn add_behind(&mut self) -> usize {
        self.group = Group::None;
        self.sections.clear();
        self.add_here(Role::Paragraph, None)
    }

    /// Adds an element with one that stands in it; returns both.
    fn add_both(&mut self, outer: Role, inner: Role, parent: Option<usize>) -> (usize, usize) {
        let outer = self.add(outer, parent, None);
        (outer, self.add(inner, Some(outer), None))
    }

    fn section(&self) -> Option<usize> {
        self.sections.last().map(|(_, element)| *element)
    }

    /// The elements of a block, made when its first part is placed.
    pub(super) fn block(
        &mut self,
        block: usize,
        make: impl FnOnce(&mut Self) -> BlockElement,
    ) -> BlockElement {
        // one that has elements already is among the last: it, or a table behind its caption
        let known = self.blocks.iter().rev().take(3).find(|(index, _)| *index == block);
        if let Some((_, element)) = known {
            return *element;
        }
        let element = make(self);
        self.blocks.push((block, element));
        element
    }

    /// The elements of a paragraph.
    pub(super) fn paragraph(
        &mut self,
        document: &Document,
        blocks: &[SetBlock<'_>],
        block: usize,
        paragraph: &Paragraph,
    ) -> BlockElement {
        if matches!(paragraph.style, StyleName::TableCaption | StyleName::TableUnit) {
            return self.table_caption(blocks, block);
        }
        if paragraph.extent == Extent::GoesOn
            && let Some((_, element)) = self.blocks.last().copied()
        {
            return self.block(block, |_| element);
        }
        self.block(block, |structure| structure.new_paragraph(document, paragraph))
    }

    fn new_paragraph(&mut self, document: &Document, paragraph: &Paragraph) -> BlockElement {
        let group = std::mem::take(&mut self.group);
        match paragraph.style {
            StyleName::ListItem => return self.list_item(group, document, paragraph),
            StyleName::Contents1 => return self.contents_entry(group, 0),
            StyleName::Contents2 => return self.contents_entry(group, 1),
            StyleName::Contents3 => return self.contents_entry(group, 2),
            StyleName::Contents4 => return self.contents_entry(group, 3),
            StyleName::Quotation => return self.quotation(&group),
            StyleName::FigureCaption => {
                let parent =
                    if let Group::Figure(div) = group { Some(div) } else { self.section() };
                return self.add_both(Role::Caption, Role::Paragraph, parent).1.into();
            }
            StyleName::AttachmentLabel => self.begin_section(0),
            style if ends_body(style) => self.sections.clear(),
            _ => {}
        }
        let role = role(paragraph.style);
        if let Role::Heading(level) = role {
            self.begin_section(level);
        }
        self.add_here(role, None).into()
    }

    /// Opens a section, and closes those of its level and further in.
    fn begin_section(&mut self, level: u8) {
        self.sections.retain(|(outer, _)| *outer < level);
        let section = self.add_here(Role::Section, None);
        self.sections.push((level, section));
    }

    fn list_item(
        &mut self,
        group: Group,
        document: &Document,
        paragraph: &Paragraph,
    ) -> BlockElement {
        let number = paragraph.number.as_ref();
        let numbering = number.map(|number| number.numbering);
        let depth = number.map_or(0, |number| number.level);
        let format = numbering
            .and_then(|NumberingId(id)| document.lists.get(id.checked_sub(1)?))
            .and_then(|levels| levels.get(usize::from(depth)))
            .map(|level| level.format);
        let kind = match format {
            None => ListNumbering::None,
            Some(NumberFormat::Bullet) => ListNumbering::Disc,
            Some(_) => ListNumbering::Decimal,
        };
        let levels = match group {
            Group::Nested(of, levels) if of.is_some() && of == numbering => levels,
            _ => Vec::new(),
        };
        let mut element = BlockElement::from(0);
        self.nested(numbering, levels, (depth, Role::List(kind)), |structure, list| {
            let item = structure.add(Role::ListItem, Some(list), None);
            element.label = number.map(|_| structure.add(Role::Label, Some(item), None));
            let (body, text) = structure.add_both(Role::ListBody, Role::Paragraph, Some(item));
            element.text = text;
            body
        });
        element
    }

    fn contents_entry(&mut self, group: Group, depth: u8) -> BlockElement {
        let levels = match group {
            Group::Nested(None, levels) => levels,
            _ => Vec::new(),
        };
        let mut text = 0;
        self.nested(None, levels, (depth, Role::Contents), |structure, list| {
            let entry;
            (entry, text) = structure.add_both(Role::ContentsEntry, Role::Reference, Some(list));
            entry
        });
        text.into()
    }

    /// Adds an item to a list within lists. `add` makes it and returns what a list in it stands in.
    fn nested(
        &mut self,
        numbering: Option<NumberingId>,
        mut levels: Vec<Level>,
        (depth, role): (u8, Role),
        add: impl FnOnce(&mut Self, usize) -> usize,
    ) {
        levels.retain(|level| level.depth <= depth);
        let list = levels.pop_if(|level| level.depth == depth).map(|level| level.list);
        let list = list.unwrap_or_else(|| {
            let parent = levels.last().map(|level| level.item).or(self.section());
            self.add(role, parent, None)
        });
        let item = add(self, list);
        levels.push(Level { depth, list, item });
        self.group = Group::Nested(numbering, levels);
    }

    fn quotation(&mut self, group: &Group) -> BlockElement {
        let quotation = match group {
            Group::Quotation(quotation) => *quotation,
            _ => self.add_here(Role::BlockQuote, None),
        };
        self.group = Group::Quotation(quotation);
        self.add(Role::Paragraph, Some(quotation), None).into()
    }

    /// Adds the elements of a footnote: it is read behind what has been placed of its page.
    pub(super) fn footnote(&mut self) -> BlockElement {
        let note = self.add_here(Role::Footnote, None);
        let label = Some(self.add(Role::Label, Some(note), None));
        BlockElement { text: self.add(Role::Paragraph, Some(note), None), label }
    }

    /// Adds the element of a picture.
    pub(super) fn figure(&mut self, alt: Option<String>, has_caption: bool) -> usize {
        self.group = Group::None;
        if !has_caption {
            return self.add_here(Role::Figure, alt);
        }
        let group = self.add_here(Role::Group, None);
        self.group = Group::Figure(group);
        self.add(Role::Figure, Some(group), alt)
    }

    /// The element of a table, made when its caption or its first part is placed.
    pub(super) fn table(&mut self, table: &Table, block: usize) -> usize {
        let mut known = self.blocks.iter().rev();
        let above = known.find(|(index, _)| index + 1 == block).filter(|_| table.goes_on);
        if let Some((_, above)) = above.copied() {
            return self.block(block, |_| above).text;
        }
        let make = |structure: &mut Self| {
            structure.group = Group::None;
            structure.add_here(Role::Table, table.description.clone()).into()
        };
        self.block(block, make).text
    }

    /// The element of a table's caption or of its line of units, which are paragraphs of one
    /// caption.
    fn table_caption(&mut self, blocks: &[SetBlock<'_>], block: usize) -> BlockElement {
        let is_above =
            |at: usize| matches!(blocks[at], SetBlock::Paragraph(p, _) if is_of_table(p));
        if block > 0 && is_above(block - 1) {
            let above = self.table_caption(blocks, block - 1);
            let caption = self.elements[above.text].parent;
            return self.block(block, |own| own.add(Role::Paragraph, caption, None).into());
        }
        let table = blocks.iter().enumerate().skip(block + 1).find_map(|(at, block)| match block {
            SetBlock::Table(table, _) => Some((*table, at)),
            _ => None,
        });
        let parent = table.map(|(table, at)| self.table(table, at));
        self.block(block, |own| own.add_both(Role::Caption, Role::Paragraph, parent).1.into())
    }
}

/// Whether a paragraph belongs to the table below it.
fn is_of_table(paragraph: &Paragraph) -> bool {
    matches!(paragraph.style, StyleName::TableCaption | StyleName::TableUnit)
}

/// Whether what has a style comes before the body or after it, outside all sections.
fn ends_body(style: StyleName) -> bool {
    matches!(
        style,
        StyleName::Title
            | StyleName::ContentsTitle
            | StyleName::Attendance
            | StyleName::AttachmentNote
            | StyleName::Signature
            | StyleName::Date
            | StyleName::Note
    )
}

/// What a paragraph of a style is.
pub(super) fn role(style: StyleName) -> Role {
    match style {
        StyleName::Title | StyleName::AttachmentTitle => Role::Title,
        StyleName::Heading1 => Role::Heading(1),
        StyleName::Heading2 => Role::Heading(2),
        StyleName::Heading3 => Role::Heading(3),
        StyleName::Heading4 => Role::Heading(4),
        _ => Role::Paragraph,
    }
}
