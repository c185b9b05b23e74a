//! Tables of the resolved document.

use super::model::Paragraph;
use crate::diagnostic::Span;
use crate::unit::Length;

/// A table: cells on a grid of columns and rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// Left edge of the type area to the outer edge of the left line.
    pub indent: Length,
    /// Widths of the columns from line to line (middle to middle), whole twips.
    pub columns: Vec<Length>,
    /// The rows of headings, repeated on every page; then the rows.
    pub rows: Vec<Row>,
    /// How many of the rows are headings.
    pub header_rows: usize,
    /// Least height of a row, from its upper line to the next one's.
    pub row_height: Length,
    /// By how much the first row is lower, on every page: the closing line's thickness, so that as
    /// many rows as lines fit on a page.
    pub first_row_less: Length,
    /// By how much the last row is lower: what the separator takes, if there is one.
    pub last_row_less: Length,
    /// Thickness of the lines.
    pub rule: Length,
    /// Between a line and the text beside it.
    pub cell_margin: Length,
    /// Between a line and the text above or below it, at least.
    pub cell_padding: Length,
    /// The caption's text, as the table's description.
    pub description: Option<String>,
    /// Whether it may be longer than a page and nothing above it stays with it: where such a table
    /// moves on, LibreOffice parts it behind its first rows unless one more stays with them.
    pub is_long_and_bare: bool,
    /// Whether it ends the body, whose end goes along with a signature that has no room.
    pub ends_body: bool,
    /// Whether it goes on with the table before it; its headings are repeated.
    pub goes_on: bool,
    /// Where it came from.
    pub span: Span,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The cells that begin in it, from left to right; those that reach into it from above are not
    /// among them.
    pub cells: Vec<Cell>,
    /// Whether it may be split between pages, between any two lines.
    pub splits: bool,
    /// Whether it stays on the page of the next row, or the last one on that of the next
    /// paragraph. All its paragraphs stay with the next one then.
    pub keep_with_next: bool,
}

impl Row {
    /// Keeps it on the page of what follows.
    fn keep_with_next(&mut self) {
        self.keep_with_next = true;
        let paragraphs = self.cells.iter_mut().flat_map(|cell| &mut cell.paragraphs);
        paragraphs.for_each(|paragraph| paragraph.keep_with_next = Some(true));
    }
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its first column.
    pub column: usize,
    /// How many columns it takes, at least one.
    pub columns: usize,
    /// How many rows it takes, at least one.
    pub rows: usize,
    /// Where its text stands between its upper and lower line.
    pub position: Position,
    /// Its paragraphs, at least one, all of the same style.
    pub paragraphs: Vec<Paragraph>,
}

/// Where the text of a cell stands between its upper and lower line.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub enum Position {
    /// In the middle.
    #[default]
    Middle,
    /// At the top: so in cells that may be split between pages.
    Top,
}

impl Table {
    /// The height of the empty paragraph behind a table that another one follows, since Word makes
    /// one of two that touch, or that ends the document.
    pub const SEPARATOR: Length = Length::pt(1);

    /// The least height of a row, from its upper line to the next one's.
    pub fn least_height(&self, row: usize) -> Length {
        let first = if row == 0 { self.first_row_less } else { Length::ZERO };
        let last = if row + 1 == self.rows.len() { self.last_row_less } else { Length::ZERO };
        self.row_height - first - last
    }

    /// Keeps its last row on the page of the signature that follows.
    pub(super) fn end_body(&mut self) {
        self.ends_body = true;
        self.rows.last_mut().into_iter().for_each(Row::keep_with_next);
    }

    /// Takes off the rows from one on: a table of their own, with the same headings, that stays on one
    /// page with what follows. Word processors let the last row of a table that begins on an earlier
    /// page stay whatever follows.
    pub(super) fn part(&mut self, row: usize) -> Option<Self> {
        let mut reaching = self.rows.iter().take(row).enumerate();
        let is_crossed =
            reaching.any(|(at, above)| above.cells.iter().any(|cell| at + cell.rows > row));
        if row <= self.header_rows || row >= self.rows.len() || is_crossed {
            return None;
        }
        let rest = self.rows.split_off(row);
        let mut rows = self.rows[..self.header_rows].to_vec();
        rows.extend(rest);
        rows.iter_mut().for_each(Row::keep_with_next);
        let is_long_and_bare = false;
        Some(Self { rows, description: None, is_long_and_bare, goes_on: true, ..self.clone() })
    }

    /// Its width from the outer edge of the left line to that of the right one.
    pub fn width(&self) -> Length {
        self.columns.iter().copied().sum::<Length>() + self.rule
    }
}
