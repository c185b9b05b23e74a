//! Excel workbooks (ISO/IEC 29500, SpreadsheetML): the values of a sheet's cells as Excel keeps them.
//!
//! A number is read as the 15 digits that Excel shows at most, a date as `2024-12-31`, a formula as
//! the value that Excel has last computed.

mod part;
mod sheet;

use std::sync::Arc;

use super::{Cell, LARGEST_CELL, Rows, check_columns, keeps_digits};
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Span};
use part::Package;
use sheet::SheetCell;

/// Why a workbook can't be read.
pub(super) enum Fault {
    /// It is none, or damaged.
    Broken(String),
    /// It has no sheet of that name.
    Sheet { known: Vec<String> },
}

/// Reads the rows of a sheet, the first unless it is named; empty rows are passed over. Returns the
/// sheet as text too, a line for a row.
pub(super) fn read(
    bytes: &[u8],
    sheet: Option<&str>,
    sink: &mut Sink,
) -> (String, Result<Rows, Reported>) {
    let cells = match cells(bytes, sheet) {
        Ok(cells) => cells,
        Err(fault) => {
            let reported = sink.error(match fault {
                Fault::Broken(detail) => Diagnostic::new(Code::DataWorkbook).with("detail", detail),
                Fault::Sheet { known } => Diagnostic::new(Code::DataSheet)
                    .with("sheet", sheet.unwrap_or_default())
                    .with("known", known.join(", ")),
            });
            return (String::new(), Err(reported));
        }
    };
    let (text, spans) = as_text(&cells);
    let placed: Vec<(SheetCell, Span)> = cells.into_iter().zip(spans).collect();
    let rows = rows(&placed, sink);
    (text, rows)
}

/// The cells as lines, a tab between columns, with the place of each.
fn as_text(cells: &[SheetCell]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let (mut row, mut column) = (0, 0);
    let mut spans = Vec::with_capacity(cells.len());
    for cell in cells {
        if cell.row > row {
            text.extend(std::iter::repeat_n('\n', cell.row - row));
            (row, column) = (cell.row, 0);
        }
        text.extend(std::iter::repeat_n('\t', cell.column.saturating_sub(column)));
        column = cell.column;
        let start = text.len();
        match &cell.value {
            Cell::Text(content) | Cell::Number(content) => {
                text.push_str(&content.replace(char::is_control, " "));
            }
            Cell::Bool(value) => text.push_str(if *value { "TRUE" } else { "FALSE" }),
            _ => text.push_str(cell.fault.as_deref().unwrap_or_default()),
        }
        spans.push(Span::new(start, text.len()));
    }
    (text, spans)
}

fn rows(cells: &[(SheetCell, Span)], sink: &mut Sink) -> Result<Rows, Reported> {
    let mut rows = cells.chunk_by(|(a, _), (b, _)| a.row == b.row);
    let Some(header) = rows.next() else { return Ok(Rows::default()) };
    let width = header.last().map_or(0, |(cell, _)| cell.column + 1);
    let mut names = vec![String::new(); width];
    for (cell, _) in header {
        if let Cell::Text(text) | Cell::Number(text) = &cell.value {
            text.trim().clone_into(&mut names[cell.column]);
        }
    }
    let place = |column: usize, finding: Diagnostic| {
        let found = header.iter().find(|(cell, _)| cell.column == column);
        finding.at(found.or(header.first()).map_or(Span::default(), |(_, span)| *span))
    };
    let columns = check_columns(&names, place, sink)?;
    let mut out = Rows::default();
    for cells in rows {
        let mut values: Vec<Cell> = columns.iter().map(|_| Cell::Text("".into())).collect();
        for (cell, span) in cells {
            if let Some(value) = values.get_mut(cell.column) {
                check(cell, *span, &columns[cell.column], sink);
                *value = cell.value.clone();
            } else {
                let finding = Diagnostic::new(Code::DataRowLength).at(*span);
                let finding = finding.with("found", cell.column + 1);
                sink.error(finding.with("expected", columns.len()));
            }
        }
        let line = cells.first().map_or(0, |(cell, _)| cell.row) + 1;
        let cells: Vec<(Arc<str>, Cell)> = columns.iter().cloned().zip(values).collect();
        out.push(line, &cells);
    }
    Ok(out)
}

/// Reports what can't be used of a cell.
fn check(cell: &SheetCell, span: Span, column: &str, sink: &mut Sink) {
    let finding = match &cell.value {
        Cell::Number(digits) if !keeps_digits(digits) => {
            Diagnostic::new(Code::DataNumber).with("number", digits)
        }
        Cell::Text(text) if text.len() > LARGEST_CELL => Diagnostic::new(Code::DataCellTooLarge)
            .with("name", column)
            .with("size", text.len() >> 10)
            .with("limit", LARGEST_CELL >> 10),
        Cell::Null => match &cell.fault {
            Some(fault) => Diagnostic::new(Code::DataErrorCell).with("value", fault),
            None => return,
        },
        _ => return,
    };
    sink.error(finding.at(span));
}

/// The cells of a sheet that are not empty, row by row.
fn cells(bytes: &[u8], sheet: Option<&str>) -> Result<Vec<SheetCell>, Fault> {
    let mut package = Package::open(bytes)?;
    let sheets = package.sheets()?;
    let chosen = match sheet {
        Some(name) => sheets.iter().find(|known| known.name == name),
        None => sheets.first(),
    };
    let Some(chosen) = chosen else {
        return Err(Fault::Sheet { known: sheets.into_iter().map(|sheet| sheet.name).collect() });
    };
    let shared = package.shared_strings()?;
    let formats = package.date_formats()?;
    let epoch = package.epoch()?;
    let mut cells = sheet::read(&package.part(&chosen.path)?, &shared, &formats, epoch)?;
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Ok(cells)
}
