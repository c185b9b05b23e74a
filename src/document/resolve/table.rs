//! Tables: cells with their text, columns to the twip, rows that keep together.

mod columns;
mod decimal;
mod measure;
mod rows;

use self::measure::TextSize;
use self::rows::{Breaks, Rooms, RowPlan};
use super::Resolver;
use super::builder::TextBuilder;
use super::caption::CaptionKind;
use crate::document::model::{Block, Indent, Paragraph};
use crate::document::table::{Cell, Position, Row, Table};
use crate::report::{self, CellAlign};
use crate::theme::{Align, StyleName};
use crate::unit::Length;

/// A cell whose text is resolved and measured, before the columns have their widths.
struct Draft {
    cell: Cell,
    /// The sizes of its paragraphs.
    sizes: Vec<TextSize>,
    /// Where its text stands.
    align: CellAlign,
    /// A number's width up to its decimal point, and from there on.
    number: Option<(Length, Length)>,
}

impl Draft {
    /// The width of its widest line.
    fn line(&self) -> Length {
        self.sizes.iter().flat_map(|size| &size.lines).copied().max().unwrap_or_default()
    }

    /// The width of its widest word.
    fn word(&self) -> Length {
        self.sizes.iter().map(|size| size.word).max().unwrap_or_default()
    }
}

/// The rows of a table before the columns have their widths.
struct Drafts {
    rows: Vec<Vec<Draft>>,
    /// How many of them are headings.
    header_rows: usize,
}

impl Drafts {
    fn cells(&self) -> impl Iterator<Item = &Draft> {
        self.rows.iter().flatten()
    }
}

impl Resolver<'_, '_> {
    /// Adds a table with what belongs to it; a turned one in a section of its own.
    pub(super) fn table(&mut self, table: &report::Table) {
        self.turned(table.turned, |resolver| resolver.upright_table(table));
    }

    fn upright_table(&mut self, table: &report::Table) {
        let rule = self.theme.table.rule.round_to_twips();
        let drafts = self.drafts(table);
        let columns = self.column_widths(table, &drafts);
        let width = columns.iter().copied().sum::<Length>() + rule;
        let indent = ((self.page().text_width() - width) / 2).round_to_twips();
        let header_rows = drafts.header_rows;
        let breaks = Breaks {
            rows: table.break_rows,
            has_note: !table.notes.is_empty(),
            has_moved: self.settled.moved_tables.contains(&table.span.start),
        };
        let (rows, are_long) = self.finish_rows(drafts, &columns, breaks);
        let description = self.table_caption(table, indent);
        let mut resolved = Table {
            indent,
            columns,
            rows,
            header_rows,
            row_height: self.page().line_pitch,
            first_row_less: rule,
            last_row_less: Length::ZERO,
            rule,
            cell_margin: self.theme.table.cell_margin.round_to_twips(),
            cell_padding: self.theme.table.cell_padding.round_to_twips(),
            description,
            is_long_and_bare: are_long && table.caption.is_none() && table.unit.is_none(),
            goes_on: false,
            ends_body: false,
            span: table.span,
        };
        let parted = self.settled.parted_tables.get(&table.span.start);
        let rest = parted.and_then(|row| resolved.part(*row));
        self.blocks.push(Block::Table(resolved));
        self.blocks.extend(rest.map(Block::Table));
        self.table_notes(&table.notes, indent);
    }

    /// 表注, below the table: behind 注： all their lines stand in line.
    fn table_notes(&mut self, notes: &[report::Text], indent: Length) {
        let lead = self.theme.words.table_note.clone();
        let mut hanging = Length::ZERO;
        for (index, note) in notes.iter().enumerate() {
            self.beside_table(note, StyleName::TableNote, indent);
            let starts = || self.last_text().is_some_and(|text| text.starts_with(&lead));
            if index == 0 && starts() {
                hanging = self.width(&lead, StyleName::TableNote);
            }
            if let Some(Block::Paragraph(paragraph)) = self.blocks.last_mut()
                && hanging > Length::ZERO
            {
                let first_line = if index == 0 { -hanging } else { Length::ZERO };
                let left = indent + hanging;
                paragraph.indent =
                    Some(Box::new(Indent { first_line, left, right: indent, ..Indent::default() }));
            }
        }
    }

    /// 表题 and 单位, above the table; returns the caption's text.
    fn table_caption(&mut self, table: &report::Table, indent: Length) -> Option<String> {
        let mut description = None;
        if let Some(caption) = &table.caption {
            self.caption(CaptionKind::Table, caption, table.id.as_ref());
            description = self.last_text();
        }
        if let Some(unit) = &table.unit {
            self.beside_table(unit, StyleName::TableUnit, indent);
        }
        description
    }

    /// Adds a paragraph as wide as the table.
    fn beside_table(&mut self, text: &report::Text, style: StyleName, indent: Length) {
        let mut builder = TextBuilder::default();
        builder.author(text, None);
        let paragraph = self.paragraph(builder, style, text.span);
        if indent > Length::ZERO {
            paragraph.indent =
                Some(Box::new(Indent { left: indent, right: indent, ..Indent::default() }));
        }
    }

    fn drafts(&mut self, table: &report::Table) -> Drafts {
        let mut rows = Vec::with_capacity(table.headings.len() + table.rows.len());
        for row in &table.headings {
            let cells = row.iter().map(|cell| self.draft(table, cell, StyleName::TableHeader));
            rows.push(cells.collect());
        }
        for row in &table.rows {
            let cells = row.iter().map(|cell| self.draft(table, cell, StyleName::TableText));
            rows.push(cells.collect());
        }
        Drafts { rows, header_rows: table.headings.len() }
    }

    fn draft(&mut self, table: &report::Table, cell: &report::Cell, style: StyleName) -> Draft {
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(cell.paragraphs.len().max(1));
        for text in &cell.paragraphs {
            let mut builder = TextBuilder::default();
            builder.author(text, None);
            let inlines = self.inlines(builder, style);
            paragraphs.push(Paragraph::new(style, inlines, text.span));
        }
        if paragraphs.is_empty() {
            paragraphs.push(Paragraph::new(style, Vec::new(), cell.span));
        }
        let sizes = paragraphs.iter().map(|p| self.text_size(&p.inlines, style)).collect();
        let mut draft = Draft {
            cell: Cell {
                column: cell.column,
                columns: cell.columns,
                rows: cell.rows,
                position: Position::Middle,
                paragraphs,
            },
            sizes,
            align: CellAlign::Auto,
            number: None,
        };
        if style == StyleName::TableText {
            draft.align = alignment(table, cell);
        }
        if draft.align == CellAlign::Decimal {
            draft.number = self.number_parts(&draft.cell);
        }
        draft
    }

    /// Aligns the cells and decides which rows keep together; tells whether they may be more than a
    /// page has room for.
    fn finish_rows(
        &self,
        mut drafts: Drafts,
        columns: &[Length],
        breaks: Breaks,
    ) -> (Vec<Row>, bool) {
        self.align(&mut drafts, columns);
        let rooms = Rooms::new(columns, self.theme.table.cell_margin.round_to_twips());
        let plans = self.plan_rows(&drafts, &rooms, breaks);
        let rows = drafts.rows.into_iter().zip(plans.rows);
        (rows.map(|(drafts, plan)| finish_row(drafts, plan)).collect(), plans.are_long)
    }
}

fn finish_row(drafts: Vec<Draft>, plan: RowPlan) -> Row {
    // collected they would stay where the drafts stood, in twice the room
    let mut cells = Vec::with_capacity(drafts.len());
    cells.extend(drafts.into_iter().map(|draft| draft.cell));
    for cell in &mut cells {
        if plan.splits || (cell.rows > 1 && !plan.is_whole) {
            cell.position = Position::Top;
        }
        if plan.keep_with_next {
            cell.paragraphs.iter_mut().for_each(|p| p.keep_with_next = Some(true));
        }
    }
    Row { cells, splits: plan.splits, keep_with_next: plan.keep_with_next }
}

/// Where the text of a cell stands. Cells that take several places of the grid are headings of a
/// kind: they stand in the middle, unless the author says otherwise.
fn alignment(table: &report::Table, cell: &report::Cell) -> CellAlign {
    let of_column = table.columns[cell.column].align;
    let is_number = cell.is_number || matches!(&cell.paragraphs[..], [text] if is_numeral(text));
    match (cell.align, of_column) {
        (CellAlign::Auto, _) if cell.columns > 1 => CellAlign::Center,
        (CellAlign::Auto, CellAlign::Auto) if is_number => CellAlign::Right,
        (CellAlign::Auto, CellAlign::Auto) if cell.rows > 1 => CellAlign::Center,
        (CellAlign::Auto, of_column) => of_column,
        (own, _) => own,
    }
}

/// Where lines stand for an alignment of a cell, if not as the style says.
fn line_align(align: CellAlign) -> Option<Align> {
    match align {
        CellAlign::Auto => None,
        CellAlign::Left => Some(Align::Left),
        CellAlign::Center | CellAlign::Decimal => Some(Align::Center),
        CellAlign::Right => Some(Align::Right),
    }
}

/// Makes room for the separators: behind tables that another one follows or that end a section.
pub(super) fn separate(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let is_followed = matches!(blocks.get(index + 1), Some(Block::Table(_)) | None);
        if let (true, Block::Table(table)) = (is_followed, &mut blocks[index]) {
            table.last_row_less = Table::SEPARATOR;
        }
    }
}

/// Whether a text is a number as it is written for people: 1,145, -3 or 12.5%.
fn is_numeral(text: &report::Text) -> bool {
    let characters = || {
        text.inlines.iter().flat_map(|inline| {
            match inline {
                report::Inline::Run(run) => run.text.as_str(),
                _ => " ",
            }
            .chars()
        })
    };
    let signs = usize::from(matches!(characters().next(), Some('-' | '−' | '+')));
    let mut unsigned = characters().skip(signs);
    unsigned.next().is_some_and(|first| first.is_ascii_digit())
        && unsigned.all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'))
}
