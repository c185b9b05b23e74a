//! Rows of tables on pages: text, the lines between the cells, structure.

use super::{Builder, LinePlace, ascent};
use crate::document::Position;
use crate::frame::{Extent, ItemKind, Rect, Role};
use crate::layout::SetBlock;
use crate::layout::flow::{Distributed, Part};
use crate::layout::table::{SetCell, SetTable};
use crate::unit::Length;

/// A cell that goes on on the next page.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    row: usize,
    /// Which of the row's own cells.
    cell: usize,
    /// How many of its lines have been placed.
    lines: usize,
    element: Option<CellElement>,
}

/// The structure element of a cell.
#[derive(Clone, Copy, Debug)]
struct CellElement {
    cell: usize,
    /// That of its first paragraph, if it has several; the others follow.
    first_paragraph: Option<usize>,
}

/// A row on a page.
#[derive(Clone, Copy)]
struct ShownRow {
    row: usize,
    /// Its upper line.
    y: Length,
    height: Length,
    is_repeated: bool,
}

/// Where the part of a cell on a page stands.
#[derive(Clone, Copy)]
struct CellPlace {
    page: usize,
    /// The upper line of its first row on the page.
    y: Length,
    /// From there to the upper line of the row below it.
    height: Length,
    /// Whether it ends on the page.
    ends: bool,
}

impl Builder<'_, '_> {
    /// Notes which long tables without a caption have moved on whole for want of room.
    pub(super) fn settle_tables(&mut self, blocks: &[SetBlock<'_>], placed: &Distributed) {
        for parts in placed.parts.chunk_by(|one, next| one.item == next.item) {
            if let (SetBlock::Table(table, _), [first, _, ..]) = (&blocks[parts[0].item], parts)
                && table.is_long_and_bare
                && first.page > 0
                && first.y == Length::ZERO
            {
                self.settled.moved_tables.insert(table.span.start);
            }
        }
    }

    /// Puts rows of a table on a page, the heading rows before them if they go on from another page;
    /// those are read once.
    pub(super) fn table_part(
        &mut self,
        table: &mut SetTable,
        part: Part,
        top: Length,
        element: usize,
    ) {
        let shown = shown_rows(table, part, top);
        let body = shown.partition_point(|row| row.is_repeated);
        for carried in std::mem::take(&mut self.carried) {
            let place = place_of(table, &shown, (carried.row, carried.cell), part);
            let lines = carried.lines;
            self.cell_part(table, place, (carried.row, carried.cell), (lines, carried.element));
        }
        let from = if part.first_line > 0 { body + 1 } else { body };
        for row in shown[..body].iter().chain(&shown[from..]) {
            let is_header = row.row < table.header_rows;
            let is_repeated = row.is_repeated || (is_header && table.goes_on);
            let row_element =
                (!is_repeated).then(|| self.structure.add(Role::TableRow, Some(element), None));
            for index in 0..table.rows[row.row].cells.len() {
                let cell = &table.rows[row.row].cells[index];
                let element = row_element.map(|row| self.cell_element(cell, row, is_header));
                let place = place_of(table, &shown, (row.row, index), part);
                self.cell_part(table, place, (row.row, index), (0, element));
            }
        }
        self.rules(table, part.page, &shown);
        // the cells of rows that are placed whole are looked at no more
        for row in part.first.max(table.header_rows)..part.last - usize::from(part.is_cut) {
            if self.carried.iter().all(|carried| carried.row != row) {
                table.rows[row].cells = Vec::new();
            }
        }
    }

    fn cell_element(&mut self, cell: &SetCell, row: usize, is_header: bool) -> CellElement {
        let extent = Extent { columns: cell.columns, rows: cell.rows };
        let role = if is_header { Role::TableHeader(extent) } else { Role::TableCell(extent) };
        let element = self.structure.add(role, Some(row), None);
        let mut add = |_: &usize| self.structure.add(Role::Paragraph, Some(element), None);
        let mut paragraphs = cell.paragraphs.iter();
        let first = paragraphs.next().map(&mut add);
        paragraphs.for_each(|end| {
            add(end);
        });
        CellElement { cell: element, first_paragraph: first }
    }

    /// Places the lines of a cell from one on, as many as its rows on this page have room for.
    fn cell_part(
        &mut self,
        table: &mut SetTable,
        place: CellPlace,
        (row, index): (usize, usize),
        (first, element): (usize, Option<CellElement>),
    ) {
        let CellPlace { page, y, height, ends } = place;
        let is_repeated = row < table.header_rows;
        let cell = &mut table.rows[row].cells[index];
        let area = height - table.rule - table.padding * 2;
        let left = cell.lines.len() - first;
        let room = usize::try_from(area.to_emu() / cell.line_pitch.to_emu()).unwrap_or(0);
        let count = if ends { left } else { left.min(room) };
        let slack = match cell.position {
            Position::Middle => (area - cell.line_pitch * count as i64) / 2,
            Position::Top => Length::ZERO,
        };
        let baseline = y + table.rule + table.padding + slack + ascent(cell.line_pitch);
        let x = self.setup.left + cell.x;
        for (offset, at) in (first..first + count).enumerate() {
            let element = element.map(|element| element.of_line(cell, at).into());
            let baseline = baseline + cell.line_pitch * offset as i64;
            let line = &mut cell.lines[at];
            let line = if is_repeated { line.clone() } else { std::mem::take(line) };
            self.line(line, LinePlace { page, x, baseline, element });
        }
        if !ends {
            self.carried.push(Carried { row, cell: index, lines: first + count, element });
        }
    }

    /// Draws the lines between the cells.
    fn rules(&mut self, table: &SetTable, page: usize, shown: &[ShownRow]) {
        let columns = table.uprights.len() - 1;
        let Some(last) = shown.last() else { return };
        let bottom = last.y + last.height;
        for (at, row) in shown.iter().enumerate() {
            let follows = at > 0 && shown[at - 1].row + 1 == row.row;
            let is_reached = |column: usize| follows && table.reached.contains(&(row.row, column));
            for (first, end) in stretches(columns, |column| !is_reached(column)) {
                self.level_rule(table, page, row.y, (first, end));
            }
        }
        self.level_rule(table, page, bottom, (0, columns));
        for edge in 0..=columns {
            let has_line = |at: usize| !table.joined.contains(&(shown[at].row, edge));
            for (first, end) in stretches(shown.len(), has_line) {
                let (top, end) = (shown[first].y, shown[end - 1].y + shown[end - 1].height);
                let x = self.setup.left + table.uprights[edge] - table.rule / 2;
                let height = end - top + table.rule;
                let rect = Rect { x, y: top, width: table.rule, height };
                self.push(page, ItemKind::Rule(rect, [0; 3]), None);
            }
        }
    }

    /// Draws a line from the left edge of a column to the right edge of another.
    fn level_rule(
        &mut self,
        table: &SetTable,
        page: usize,
        y: Length,
        (first, end): (usize, usize),
    ) {
        let (left, right) = (table.uprights[first], table.uprights[end]);
        let x = self.setup.left + left - table.rule / 2;
        let rect = Rect { x, y, width: right - left + table.rule, height: table.rule };
        self.push(page, ItemKind::Rule(rect, [0; 3]), None);
    }
}

impl CellElement {
    /// The element of one of the cell's lines.
    fn of_line(self, cell: &SetCell, line: usize) -> usize {
        let paragraph = cell.paragraphs.partition_point(|end| *end <= line);
        self.first_paragraph.map_or(self.cell, |first| first + paragraph)
    }
}

/// The rows of a part with their places.
fn shown_rows(table: &SetTable, part: Part, top: Length) -> Vec<ShownRow> {
    let goes_on = part.first > 0 || part.first_line > 0;
    let repeated = if goes_on { table.header_rows } else { 0 };
    let mut shown = Vec::with_capacity(repeated + part.last - part.first);
    let mut y = top;
    for (row, is_repeated) in
        (0..repeated).map(|row| (row, true)).chain((part.first..part.last).map(|row| (row, false)))
    {
        let set = &table.rows[row];
        let height = if !is_repeated && part.is_cut && row + 1 == part.last {
            top + part.height - table.rule - y
        } else if !is_repeated && row == part.first {
            set.flow(table).rest(part.first_line)
        } else {
            set.pitch
        };
        shown.push(ShownRow { row, y, height, is_repeated });
        y += height;
    }
    shown
}

/// Where the part of a cell on a page stands.
fn place_of(
    table: &SetTable,
    shown: &[ShownRow],
    (row, index): (usize, usize),
    part: Part,
) -> CellPlace {
    let cell = &table.rows[row].cells[index];
    let end = row + cell.rows;
    // the rows repeated above a part hold all their cells; of the others, those in the part
    let is_header = row < table.header_rows;
    let of_cell =
        |shown: &&ShownRow| (row..end).contains(&shown.row) && (!shown.is_repeated || is_header);
    let mut rows = shown.iter().filter(of_cell);
    let first = rows.next().expect("a cell has a row in each part that it stands in");
    let height = first.height + rows.map(|row| row.height).sum();
    let is_cut = part.is_cut && end >= part.last && !is_header;
    let ends = end <= part.last && !is_cut;
    CellPlace { page: part.page, y: first.y, height, ends: ends || is_header }
}

/// The maximal stretches of indices below `count` for which something holds.
fn stretches(count: usize, holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for at in (0..count).filter(|&at| holds(at)) {
        match found.last_mut() {
            Some((_, end)) if *end == at => *end += 1,
            _ => found.push((at, at + 1)),
        }
    }
    found
}
