//! Tables: columns, rows and the lines between them.

use super::flow::FlowTable;
use super::inline::{PlacedLine, set_paragraph};
use crate::document::{Document, Paragraph, Table};
use crate::font::OpenFonts;
use crate::unit::Length;

/// A table whose cells are set.
#[derive(Clone, Debug)]
pub(super) struct SetTable {
    pub rows: Vec<SetRow>,
    /// Middles of the upright lines, from the left edge of the type area.
    pub uprights: Vec<Length>,
    pub header_rows: usize,
    /// How many rows begin on the same page: the headings, those that stay with the next row, and
    /// one more.
    pub opening: usize,
    pub rule: Length,
}

/// A row whose cells are set.
#[derive(Clone, Debug)]
pub(super) struct SetRow {
    pub cells: Vec<SetCell>,
    /// From its upper line to the next one.
    pub pitch: Length,
}

/// A cell's lines.
#[derive(Clone, Debug)]
pub(super) struct SetCell {
    pub lines: Vec<PlacedLine>,
    /// Baseline to baseline.
    pub line_pitch: Length,
    /// Left edge of its text.
    pub x: Length,
}

impl SetTable {
    /// Sets the cells of a table.
    pub(super) fn new(table: &Table, document: &Document, fonts: &OpenFonts<'_>) -> Self {
        let uprights = uprights(table);
        let inset = table.cell_margin.max(table.rule / 2);
        let rows = table.rows.iter().enumerate().map(|(index, row)| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let room = uprights[column + 1] - uprights[column] - inset * 2;
                let style = &document.styles[&cell.style];
                SetCell {
                    lines: set_paragraph(cell, room, document, fonts),
                    line_pitch: cell.line_pitch.unwrap_or(style.line_pitch),
                    x: uprights[column] + inset,
                }
            });
            let cells: Vec<SetCell> = cells.collect();
            let content = cells.iter().map(SetCell::height).max().unwrap_or_default();
            SetRow { cells, pitch: table.least_height(index).max(content + table.rule) }
        });
        let stays = |row: &Vec<Paragraph>| row.iter().any(|cell| cell.keep_with_next == Some(true));
        let held = table.rows.iter().take_while(|row| stays(row)).count();
        let opening = (held.max(table.header_rows) + 1).min(table.rows.len());
        let header_rows = table.header_rows;
        Self { rows: rows.collect(), uprights, header_rows, opening, rule: table.rule }
    }

    /// Its rows' heights.
    pub(super) fn flow(&self) -> FlowTable {
        FlowTable {
            rows: self.rows.iter().map(|row| row.pitch).collect(),
            header_rows: self.header_rows,
            opening: self.opening,
            rule: self.rule,
        }
    }
}

impl SetCell {
    /// The height of its lines.
    pub(super) fn height(&self) -> Length {
        self.line_pitch * self.lines.len() as i64
    }
}

/// The middles of the upright lines. LibreOffice keeps columns as ten-thousandths of the table's
/// width, so the lines between the outer ones stand up to a twip off their sums.
fn uprights(table: &Table) -> Vec<Length> {
    const WHOLE: i64 = 10_000;
    let total: i64 = table.columns.iter().map(|width| width.to_twips()).sum();
    let equal = {
        let widths = || table.columns.iter().map(|width| width.to_twips());
        widths().max().unwrap_or(0) - widths().min().unwrap_or(0) <= 1
    };
    let half_rule = table.rule / 2;
    let mut sum = 0;
    let inner = table.columns.iter().map(|width| {
        sum += width.to_twips();
        if equal || sum == total {
            return half_rule + Length::twips(sum);
        }
        let share = (2 * WHOLE * sum + total) / (2 * total);
        half_rule + Length::twips(share * total / WHOLE)
    });
    std::iter::once(half_rule).chain(inner).collect()
}
