//! Tables: cells set in their columns, rows as high as they are.

use std::collections::BTreeSet;

use super::inline::{PlacedLine, set_paragraph};
use super::rows::{FlowRow, FlowTable, RowLines};
use crate::document::{Cell, Document, Position, Table};
use crate::font::OpenFonts;
use crate::unit::Length;

/// A table whose cells are set.
#[derive(Clone, Debug)]
pub(super) struct SetTable {
    pub rows: Vec<SetRow>,
    /// Middles of the upright lines, from the left edge of the type area.
    pub uprights: Vec<Length>,
    pub header_rows: usize,
    /// Whether it goes on with the table before it.
    pub goes_on: bool,
    pub rule: Length,
    /// Above and below the text of a cell, at least.
    pub padding: Length,
    /// The rows and columns that cells reach into from above.
    pub reached: BTreeSet<(usize, usize)>,
    /// The rows and columns whose left line a cell covers.
    pub joined: BTreeSet<(usize, usize)>,
}

/// A row whose cells are set.
#[derive(Clone, Debug)]
pub(super) struct SetRow {
    /// The cells that begin in it.
    pub cells: Vec<SetCell>,
    /// From its upper line to the next one.
    pub pitch: Length,
    splits: bool,
    keep_with_next: bool,
    least: Length,
}

/// A cell's lines.
#[derive(Clone, Debug)]
pub(super) struct SetCell {
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
    pub position: Position,
    pub lines: Vec<PlacedLine>,
    /// Where each of its paragraphs ends, if it has several.
    pub paragraphs: Vec<usize>,
    /// Baseline to baseline.
    pub line_pitch: Length,
    /// Left edge of its text.
    pub x: Length,
}

impl SetTable {
    /// Sets the cells of a table.
    pub(super) fn new(table: &Table, document: &Document, fonts: &OpenFonts<'_>) -> Self {
        let uprights = uprights(table);
        let mut set = Self {
            rows: Vec::with_capacity(table.rows.len()),
            uprights,
            header_rows: table.header_rows,
            goes_on: table.goes_on,
            rule: table.rule,
            padding: table.cell_padding,
            reached: BTreeSet::new(),
            joined: BTreeSet::new(),
        };
        let mut reaching: Vec<(usize, Length)> = Vec::new();
        for (index, row) in table.rows.iter().enumerate() {
            let cells = row.cells.iter().map(|cell| set.cell(cell, table, document, fonts));
            let cells: Vec<SetCell> = cells.collect();
            let least = table.least_height(index);
            let mut pitch = least;
            for cell in &cells {
                let needed = table.rule + table.cell_padding * 2 + cell.height();
                set.reach(index, cell);
                if cell.rows == 1 {
                    pitch = pitch.max(needed);
                } else {
                    reaching.push((index + cell.rows - 1, needed));
                }
            }
            // a cell that needs more than its rows have makes the last of them higher
            reaching.retain(|(last, needed)| {
                if *last == index {
                    pitch = pitch.max(*needed);
                }
                *last > index
            });
            for (_, needed) in &mut reaching {
                *needed -= pitch;
            }
            let (splits, keep_with_next) = (row.splits, row.keep_with_next);
            set.rows.push(SetRow { cells, pitch, splits, keep_with_next, least });
        }
        set
    }

    fn cell(
        &self,
        cell: &Cell,
        table: &Table,
        document: &Document,
        fonts: &OpenFonts<'_>,
    ) -> SetCell {
        let inset = table.cell_margin.max(table.rule / 2);
        let left = self.uprights[cell.column] + inset;
        let room = self.uprights[cell.column + cell.columns] - inset - left;
        let style = &document.styles[&cell.paragraphs[0].style];
        let mut lines = Vec::new();
        let mut paragraphs = Vec::new();
        for paragraph in &cell.paragraphs {
            let mut set = set_paragraph(paragraph, room, document, fonts);
            if lines.is_empty() {
                lines = set;
            } else {
                lines.append(&mut set);
            }
            if cell.paragraphs.len() > 1 {
                paragraphs.push(lines.len());
            }
        }
        SetCell {
            column: cell.column,
            columns: cell.columns,
            rows: cell.rows,
            position: cell.position,
            lines,
            paragraphs,
            line_pitch: cell.paragraphs[0].line_pitch.unwrap_or(style.line_pitch),
            x: left,
        }
    }

    /// Notes the places that a cell takes besides its first one.
    fn reach(&mut self, row: usize, cell: &SetCell) {
        for row in row..row + cell.rows {
            for edge in cell.column + 1..cell.column + cell.columns {
                self.joined.insert((row, edge));
            }
        }
        for below in row + 1..row + cell.rows {
            for column in cell.column..cell.column + cell.columns {
                self.reached.insert((below, column));
            }
        }
    }

    /// Its rows' heights.
    pub(super) fn flow(&self) -> FlowTable {
        let rows = self.rows.iter().map(|row| row.flow(self)).collect();
        FlowTable { rows, header_rows: self.header_rows, rule: self.rule }
    }
}

impl SetRow {
    /// Its height, and where it may be parted.
    pub(super) fn flow(&self, table: &SetTable) -> FlowRow {
        let keep_with_next = self.keep_with_next;
        let lines = self.lines(table.rule + table.padding * 2);
        FlowRow { height: self.pitch, keep_with_next, lines }
    }

    /// Its lines, if it may be split between them.
    fn lines(&self, around: Length) -> Option<RowLines> {
        if !self.splits {
            return None;
        }
        let alone = self.cells.iter().filter(|cell| cell.rows == 1);
        let longest = alone.max_by_key(|cell| cell.lines.len())?;
        Some(RowLines {
            count: longest.lines.len(),
            pitch: longest.line_pitch,
            around,
            least: self.least,
        })
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
    let first = table.indent + table.rule / 2;
    let mut sum = 0;
    let inner = table.columns.iter().map(|width| {
        sum += width.to_twips();
        if equal || sum == total {
            return first + Length::twips(sum);
        }
        let share = (2 * WHOLE * sum + total) / (2 * total);
        first + Length::twips(share * total / WHOLE)
    });
    std::iter::once(first).chain(inner).collect()
}
