//! Stage 3: the resolved document and its fonts to finished pages.
//!
//! Promises: the lines and pages are those that LibreOffice makes of the DOCX of the same document;
//! every character of the document stands on a page, in reading order; nothing here knows PDF.

mod anchored;
mod body_end;
mod colophon;
mod flow;
mod foot;
mod inline;
mod line_fault;
mod mark;
mod page;
mod rows;
mod table;

pub use self::line_fault::{LineFault, LineFaultKind, LineFaults, fix_orphans, line_faults};

use rayon::prelude::*;

use self::colophon::SetColophon;
use self::flow::{FlowContent, FlowItem};
use self::foot::FootRules;
use self::inline::{FootnotePart, PlacedLine, footnote, set_paragraph};
use self::mark::SetMark;
use self::rows::FlowTable;
use self::table::SetTable;
use crate::document::{
    Block, BodyEnd, ColophonPlace, Document, Extent, Figure, FootnoteId, PageSetup, Paragraph,
    Section, Settled, Table,
};
use crate::font::OpenFonts;
use crate::frame::Pages;
use crate::theme::StyleName;
use crate::unit::Length;

/// A document's pages, and what they tell that the document depends on.
#[derive(Clone, Debug)]
pub struct LaidOut {
    /// The pages.
    pub pages: Pages,
    /// Where they break; if it is not what the document was resolved with, the pages are not yet
    /// those of the report.
    pub settled: Settled,
    /// The footnotes that begin on another page than that of their mark.
    pub elsewhere: Vec<FootnoteId>,
    /// Where the body had better end, if all else has settled.
    pub body_end: Option<BodyEnd>,
    /// Whether the signature stands on a page without text.
    pub lone_signature: bool,
    /// Whether the 版记 is higher than a page.
    pub colophon_is_too_high: bool,
}

/// Lays out a document.
pub fn lay_out(document: &Document, fonts: &OpenFonts<'_>) -> LaidOut {
    let measure = document.page.text_width();
    let set = |note| set_paragraph(note, measure, document, fonts);
    let notes: Vec<Vec<PlacedLine>> = document.footnotes.iter().map(set).collect();
    let counts: Vec<usize> = notes.iter().map(Vec::len).collect();
    let mut builder = page::Builder::new(document, notes, fonts);
    for section in &document.sections {
        lay_out_section(section, document, &counts, fonts, &mut builder);
    }
    builder.finish()
}

fn lay_out_section<'a>(
    section: &'a Section,
    document: &'a Document,
    counts: &[usize],
    fonts: &OpenFonts<'_>,
    builder: &mut page::Builder<'a, '_>,
) {
    let page = &section.page;
    let set = |fonts: &OpenFonts<'_>, block| set_block(block, page, document, fonts);
    let mut blocks = each_block(&section.blocks, fonts, set);
    let (items, tables) = collect(&blocks, document);
    let widow_lines = usize::from(page.widow_lines);
    let pitch = document.styles[&StyleName::Footnote].line_pitch;
    let rules = FootRules::new(page, counts, pitch);
    let placed = flow::distribute(&items, &tables, rules, widow_lines);
    if let Some(better) = placed.body_end {
        builder.body_end = body_end::find(better, &blocks, (page, document), fonts);
    }
    builder.lone_signature |= body_end::signature_is_alone(&blocks, &placed);
    builder.section(section, &mut blocks, &placed);
}

/// A block whose text is set in lines.
#[derive(Debug)]
enum SetBlock<'a> {
    Paragraph(&'a Paragraph, Vec<PlacedLine>),
    Table(&'a Table, SetTable),
    Figure(&'a Figure),
    JointMark(SetMark),
    Colophon(SetColophon),
}

/// From how many blocks on threads set them faster than they start, and how many one takes at once.
const WORTH_THREADS: usize = 400;
const AT_ONCE: usize = 50;

/// Does something with each block: none depends on another.
fn each_block<'a, T: Send>(
    blocks: &'a [Block],
    fonts: &OpenFonts<'_>,
    each: impl Fn(&OpenFonts<'_>, &'a Block) -> T + Sync + Send,
) -> Vec<T> {
    if blocks.len() < WORTH_THREADS {
        return blocks.iter().map(|block| each(fonts, block)).collect();
    }
    let library = fonts.library();
    let blocks = blocks.par_iter().with_min_len(AT_ONCE);
    blocks.map_init(|| library.open(), |fonts, block| each(fonts, block)).collect()
}

fn set_block<'a>(
    block: &'a Block,
    page: &PageSetup,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> SetBlock<'a> {
    match block {
        Block::Paragraph(paragraph) => {
            let measure = page.text_width();
            SetBlock::Paragraph(paragraph, set_paragraph(paragraph, measure, document, fonts))
        }
        Block::Table(table) => SetBlock::Table(table, SetTable::new(table, document, fonts)),
        Block::Figure(figure) => SetBlock::Figure(figure),
        Block::Colophon(colophon) => {
            SetBlock::Colophon(SetColophon::new(colophon, page, document, fonts))
        }
        Block::JointMark(mark) => SetBlock::JointMark(SetMark::new(mark, document, fonts)),
    }
}

/// What flows, of what is set.
fn collect(blocks: &[SetBlock<'_>], document: &Document) -> (Vec<FlowItem>, Vec<FlowTable>) {
    let mut tables = Vec::new();
    let items = blocks.iter().map(|block| match block {
        SetBlock::Paragraph(paragraph, lines) => paragraph_item(paragraph, lines, document),
        SetBlock::Table(table, set) => {
            tables.push(set.flow());
            let item = plain_item(FlowContent::Table(tables.len() - 1), false);
            FlowItem { ends_body: table.ends_body, ..item }
        }
        SetBlock::Figure(figure) => {
            let style = &document.styles[&StyleName::Figure];
            let content = FlowContent::Solid { height: figure.line_height };
            let item = plain_item(content, figure.keep_with_next);
            FlowItem { before: style.before, after: style.after, ..item }
        }
        SetBlock::Colophon(colophon) => FlowItem {
            page_break_before: colophon.place != ColophonPlace::Here,
            ..plain_item(FlowContent::Foot { height: colophon.room() }, false)
        },
        SetBlock::JointMark(mark) => plain_item(FlowContent::Solid { height: mark.height }, true),
    });
    let mut items: Vec<FlowItem> = items.collect();
    for index in 1..items.len() {
        if let [SetBlock::Table(..), SetBlock::Table(..)] = &blocks[index - 1..=index] {
            items[index].before = Table::SEPARATOR;
        }
    }
    (items, tables)
}

fn plain_item(content: FlowContent, keep_with_next: bool) -> FlowItem {
    FlowItem {
        before: Length::ZERO,
        after: Length::ZERO,
        page_break_before: false,
        keep_with_next,
        content,
        ends_body: false,
        marks: Vec::new(),
    }
}

fn paragraph_item(paragraph: &Paragraph, lines: &[PlacedLine], document: &Document) -> FlowItem {
    let style = &document.styles[&paragraph.style];
    FlowItem {
        before: paragraph.before.unwrap_or(style.before),
        after: paragraph.after.unwrap_or(style.after),
        page_break_before: style.page_break_before,
        keep_with_next: paragraph.keep_with_next.unwrap_or(style.keep_with_next),
        content: FlowContent::Lines {
            count: lines.len(),
            pitch: paragraph.line_pitch.unwrap_or(style.line_pitch),
            keep_together: style.keep_together,
        },
        ends_body: paragraph.extent == Extent::EndsBody,
        marks: if document.footnotes.is_empty() { Vec::new() } else { marks(lines) },
    }
}

/// The marks of footnotes in lines.
fn marks(lines: &[PlacedLine]) -> Vec<(usize, usize)> {
    let of_line = lines.iter().enumerate().flat_map(|(at, line)| {
        line.runs.iter().filter_map(move |run| match footnote(run.link.as_ref()) {
            Some(FootnotePart::Mark(note)) => Some((at, note)),
            _ => None,
        })
    });
    of_line.collect()
}
