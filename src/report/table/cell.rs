//! The cells of a table, and the grid that they fill.

use super::super::context::{Context, collect};
use super::super::fields::{Fields, Object};
use super::super::inline::{text, unmarked};
use super::super::model::{Cell, CellAlign, Text};
use super::super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};

pub(in super::super) const CELL: Object = Object {
    name: "cell",
    required: &[],
    optional: &["text", "columns", "rows", "align"],
    later: &[],
};

pub(in super::super) const CELL_ALIGNMENTS: [(&str, CellAlign); 3] =
    [("left", CellAlign::Left), ("center", CellAlign::Center), ("right", CellAlign::Right)];

/// What is taken of a table's grid while its rows are read from top to bottom.
pub(super) struct Grid {
    /// For each column how many of the rows to come are taken by a cell above them.
    taken: Vec<usize>,
    /// Whether the number of columns is known; without it a row is as long as it says.
    is_known: bool,
    /// The number of the row that is being read, from 1.
    row: usize,
    rows: usize,
}

/// A cell that is being put into the grid.
struct Place<'n> {
    node: &'n Node,
    column: usize,
    columns: usize,
    rows: usize,
}

impl Grid {
    pub(super) fn new(columns: Option<usize>, rows: usize) -> Self {
        let taken = vec![0; columns.unwrap_or_default()];
        Self { taken, is_known: columns.is_some(), row: 0, rows }
    }

    /// Reads the next row. Its cells stand in the columns that no cell above takes.
    pub(super) fn row(&mut self, node: &Node, cx: &mut Context<'_>) -> Option<Vec<Cell>> {
        self.row += 1;
        let nodes = cx.sequence(node, "rows");
        let nodes = nodes.inspect(|nodes| {
            if !self.is_known && self.taken.len() < nodes.len() {
                self.taken.resize(nodes.len(), 0);
            }
        });
        let cells = nodes.map(|nodes| self.cells(node, nodes, cx));
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        cells?
    }

    fn cells(&mut self, row: &Node, nodes: &[Node], cx: &mut Context<'_>) -> Option<Vec<Cell>> {
        let free = self.taken.iter().filter(|rows| **rows == 0).count();
        let mut cells = Vec::with_capacity(nodes.len());
        let (mut column, mut filled, mut fits) = (0, 0, true);
        for node in nodes {
            while self.taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            let mut cell = cell(node, column, cx);
            let (columns, rows) = cell.as_ref().map_or((1, 1), |cell| (cell.columns, cell.rows));
            filled += columns;
            // how much of the row a faulty cell takes is not known
            fits &= cell.is_some() || !matches!(node.value, Value::Mapping(_));
            if column < self.taken.len() && (columns, rows) != (1, 1) {
                let place = Place { node, column, columns, rows };
                if !self.take(&place, cx) {
                    (cell, fits) = (None, false);
                }
            }
            cells.push(cell);
            column += columns;
        }
        if fits && self.is_known && filled != free {
            self.report_length(row, filled, free, cx);
            return None;
        }
        cells.into_iter().collect()
    }

    /// Takes the places of a cell in the grid, if it has them to itself.
    fn take(&mut self, place: &Place<'_>, cx: &mut Context<'_>) -> bool {
        let Place { node, column, columns, rows } = *place;
        let finding = |code| {
            let finding = Diagnostic::new(code).at(node.span).with("row", self.row);
            finding.with("column", column + 1)
        };
        let room = self.taken.len() - column;
        if columns > room {
            let finding = finding(Code::SpanOverEdge).with("columns", columns);
            cx.sink.push(finding.with("room", room));
            return false;
        }
        let left = self.rows + 1 - self.row;
        if rows > left {
            cx.sink.push(finding(Code::SpanBelowTable).with("rows", rows).with("left", left));
            return false;
        }
        let places = &mut self.taken[column..column + columns];
        if let Some(at) = places.iter().position(|rows| *rows > 0) {
            let finding = finding(Code::SpanOverlap).with("columns", columns);
            cx.sink.push(finding.with("other", column + at + 1));
            return false;
        }
        places.fill(rows);
        true
    }

    fn report_length(&self, row: &Node, filled: usize, free: usize, cx: &mut Context<'_>) {
        let columns = self.taken.len();
        let code = if free == columns { Code::RowLength } else { Code::RowGrid };
        let finding = Diagnostic::new(code).at(row.span).with("row", self.row);
        let finding = finding.with("found", filled).with("expected", free);
        cx.sink.push(finding.with("columns", columns));
    }
}

fn cell(node: &Node, column: usize, cx: &mut Context<'_>) -> Option<Cell> {
    let mut cell = Cell {
        paragraphs: Vec::new(),
        is_number: matches!(node.value, Value::Number),
        align: CellAlign::Auto,
        column,
        columns: 1,
        rows: 1,
        span: node.span,
    };
    if !matches!(node.value, Value::Mapping(_)) {
        cell.paragraphs = paragraphs(node, cx)?;
        return Some(cell);
    }
    let fields = Fields::read(node, "rows", &CELL, cx)?;
    let content = fields.get("text");
    cell.is_number = content.is_some_and(|node| matches!(node.value, Value::Number));
    let paragraphs = content.map_or(Some(Vec::new()), |node| paragraphs(node, cx));
    let mut count = |key| fields.get(key).map_or(Some(1), |node| count(node, key, cx));
    let (columns, rows) = (count("columns"), count("rows"));
    if let Some(node) = fields.get("align") {
        cell.align = cx.choice(node, "align", &CELL_ALIGNMENTS)?;
    }
    Some(Cell { paragraphs: paragraphs?, columns: columns?, rows: rows?, ..cell })
}

/// The paragraphs of a cell: a scalar or a list of them; nothing is an empty cell.
fn paragraphs(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Text>> {
    match &node.value {
        Value::Sequence(_) => {
            let items = cx.sequence(node, "rows")?;
            collect(items.iter().map(|item| paragraph(item, cx)))
        }
        Value::Null => Some(Vec::new()),
        Value::String(value) if value.trim().is_empty() => Some(Vec::new()),
        _ => Some(vec![paragraph(node, cx)?]),
    }
}

fn paragraph(node: &Node, cx: &mut Context<'_>) -> Option<Text> {
    match &node.value {
        // Digits stand as they are written: 1.50 is not 1.5.
        Value::Number | Value::Bool(_) => {
            let placed = cx.printable(node, "rows")?;
            Some(unmarked(&placed, node.span))
        }
        Value::Sequence(_) | Value::Mapping(_) => {
            cx.error(Code::CellNotText, node.span);
            None
        }
        Value::Null | Value::String(_) => text(node, "rows", cx),
    }
}

/// A number of columns or rows.
fn count(node: &Node, key: &str, cx: &mut Context<'_>) -> Option<usize> {
    let number = match node.value {
        Value::Number => node.raw(cx.source).parse().ok().filter(|number| *number > 0),
        _ => None,
    };
    if number.is_none() {
        cx.error_of(Code::SpanNumber, node.span, key);
    }
    number
}
