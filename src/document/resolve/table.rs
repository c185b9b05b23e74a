//! Tables: cells as paragraphs, columns to the twip.

use std::collections::BTreeSet;

use super::text::TextBuilder;
use super::{Resolver, plain_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::model::{Block, Inline, Paragraph, Table};
use crate::report::{self, CellAlign, Width};
use crate::theme::{Align, StyleName};
use crate::unit::Length;

/// How many rows of headings a table has.
const HEADER_ROWS: usize = 1;

impl Resolver<'_, '_> {
    pub(super) fn table(&mut self, table: &report::Table) {
        let mut description = None;
        if let Some(caption) = &table.caption {
            let mut text = TextBuilder::default();
            text.author(caption, None);
            self.paragraph(text, StyleName::TableCaption, caption.span);
            description = self.last_text();
        }
        let rule = self.theme.table.rule.round_to_twips();
        let mut rows = vec![self.header(table)];
        rows.extend(table.rows.iter().map(|row| self.row(table, row)));
        hold_opening(&mut rows, HEADER_ROWS);
        let cell_margin = self.theme.table.cell_margin.round_to_twips();
        let columns = self.column_widths(table, rule, cell_margin);
        let tall_rows = self.tall_rows(&rows, &columns, cell_margin);
        self.blocks.push(Block::Table(Table {
            columns,
            rows,
            tall_rows,
            header_rows: HEADER_ROWS,
            row_height: self.page.line_pitch,
            first_row_less: rule,
            last_row_less: Length::ZERO,
            rule,
            cell_margin,
            description,
            span: table.span,
        }));
    }

    fn header(&mut self, table: &report::Table) -> Vec<Paragraph> {
        let style = StyleName::TableHeader;
        let cells = table.columns.iter().map(|column| self.cell(&column.title, style, None));
        cells.collect()
    }

    fn row(&mut self, table: &report::Table, row: &[report::Cell]) -> Vec<Paragraph> {
        let cells = row.iter().zip(&table.columns).map(|(cell, column)| {
            let align = match column.align {
                CellAlign::Auto if cell.is_number || is_numeral(&cell.text) => Some(Align::Right),
                CellAlign::Auto => None,
                CellAlign::Left => Some(Align::Left),
                CellAlign::Center => Some(Align::Center),
                CellAlign::Right => Some(Align::Right),
            };
            self.cell(&cell.text, StyleName::TableText, align)
        });
        cells.collect()
    }

    fn cell(&mut self, text: &report::Text, style: StyleName, align: Option<Align>) -> Paragraph {
        let mut builder = TextBuilder::default();
        builder.author(text, None);
        let inlines = self.inlines(builder, style);
        Paragraph { align, ..Paragraph::new(style, inlines, text.span) }
    }

    /// The rows in which the text of a cell is wider than its column, or broken.
    fn tall_rows(
        &self,
        rows: &[Vec<Paragraph>],
        columns: &[Length],
        margin: Length,
    ) -> BTreeSet<usize> {
        let is_tall = |cell: &Paragraph, width: Length| {
            let is_broken = cell.inlines.contains(&Inline::Break);
            is_broken || self.width(&plain_text(&cell.inlines), cell.style) > width - margin * 2
        };
        let tall = rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.iter().zip(columns).any(|(cell, width)| is_tall(cell, *width)));
        tall.map(|(index, _)| index).collect()
    }

    /// Widths from line to line, together the measure less one line: given ones as they are, the
    /// others share the rest by their longest cells.
    fn column_widths(
        &mut self,
        table: &report::Table,
        rule: Length,
        margin: Length,
    ) -> Vec<Length> {
        let total = self.page.text_width() - rule;
        let given: Vec<Option<Length>> =
            table.columns.iter().map(|column| given_width(column, total)).collect();
        let taken: Length = given.iter().flatten().copied().sum();
        let least = self.styles[&StyleName::TableText].size * 2 + margin * 2;
        let open = given.iter().filter(|width| width.is_none()).count() as i64;
        if taken + least * open > total {
            let finding = Diagnostic::new(Code::TableTooWide)
                .at(table.span)
                .with("room", total)
                .with("needed", taken + least * open);
            self.sink.push(finding);
            return vec![total / table.columns.len().max(1) as i64; table.columns.len()];
        }
        let wishes: Vec<Length> = (0..table.columns.len())
            .map(|column| self.wish(table, column) + margin * 2)
            .map(|wish| wish.clamp(least, total / 2))
            .collect();
        share(&given, &wishes, total - taken, total)
    }

    /// The width of a column's longest cell.
    fn wish(&self, table: &report::Table, column: usize) -> Length {
        let width = |text: &report::Text, style| {
            let texts = text.inlines.iter().filter_map(|inline| match inline {
                report::Inline::Run(run) => Some(run.text.as_str()),
                report::Inline::Break => None,
            });
            self.width(&texts.collect::<String>(), style)
        };
        let cells = table.rows.iter().map(|row| width(&row[column].text, StyleName::TableText));
        let title = width(&table.columns[column].title, StyleName::TableHeader);
        cells.max().unwrap_or_default().max(title)
    }
}

/// The rows of headings and two more stay together: a single row below the headings at a page's
/// foot would be poor, and LibreOffice loses the headings of a table that it moves on otherwise.
/// The last row is left out, since it would stay with what follows the table.
fn hold_opening(rows: &mut [Vec<Paragraph>], header_rows: usize) {
    let held = (header_rows + 1).min(rows.len().saturating_sub(1));
    for cell in rows.iter_mut().take(held).flatten() {
        cell.keep_with_next = Some(true);
    }
}

/// Makes room for the separators: behind tables that another one follows or that end the document.
pub(super) fn separate(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let is_followed = matches!(blocks.get(index + 1), Some(Block::Table(_)) | None);
        if let (true, Block::Table(table)) = (is_followed, &mut blocks[index]) {
            table.last_row_less = Table::SEPARATOR;
        }
    }
}

/// Whether a text is a number as it is written for people: 1,145 or 12.5%.
fn is_numeral(text: &report::Text) -> bool {
    let mut characters = text.inlines.iter().flat_map(|inline| {
        match inline {
            report::Inline::Run(run) => run.text.as_str(),
            report::Inline::Break => " ",
        }
        .chars()
    });
    characters.next().is_some_and(|first| first.is_ascii_digit())
        && characters.all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '%'))
}

/// The width that a column asks for.
fn given_width(column: &report::Column, total: Length) -> Option<Length> {
    let width = column.width.as_ref()?;
    Some(match width.value {
        Width::Absolute(length) => length.round_to_twips(),
        Width::Share(percent) => total.scale(i64::from(percent), 100).round_to_twips(),
    })
}

/// Gives the columns without a width shares of `room` in proportion to their wishes; whole twips,
/// the last column takes what rounding leaves.
fn share(given: &[Option<Length>], wishes: &[Length], room: Length, total: Length) -> Vec<Length> {
    let open = |index: &usize| given[*index].is_none();
    let all: Length = (0..given.len()).filter(open).map(|index| wishes[index]).sum();
    let mut widths: Vec<Length> = (0..given.len())
        .map(|index| match given[index] {
            Some(width) => width,
            None => room.scale(wishes[index].to_twips(), all.to_twips().max(1)).round_to_twips(),
        })
        .collect();
    let last = (0..given.len()).rfind(open).unwrap_or(given.len() - 1);
    let others: Length = widths
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != last)
        .map(|(_, width)| *width)
        .sum();
    if given[last].is_none() {
        widths[last] = total - others;
    }
    widths
}
