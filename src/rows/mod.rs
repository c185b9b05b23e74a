//! Rows of data for a template: from CSV, JSON lines, YAML or an Excel workbook.
//!
//! Input: a file's bytes. Output: [`Rows`], each with the place in the file where it begins. Nothing
//! is guessed: a number keeps the digits that stand in the file or is refused, a row with a cell too
//! few or too many is refused, and all faults of a file are found at once.

mod csv;
mod json;
mod packed;
mod workbook;
mod yaml;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source};

pub use packed::Rows;

/// How large a cell may be, in bytes.
const LARGEST_CELL: usize = 1 << 20;

/// The formats that rows are read from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum RowFormat {
    /// Comma-separated values, RFC 4180; the first record has the names of the columns.
    Csv,
    /// The same with tabs.
    Tsv,
    /// A JSON object a line.
    JsonLines,
    /// A list of mappings.
    Yaml,
    /// An Excel workbook; the first row of a sheet has the names of the columns.
    Workbook,
}

impl RowFormat {
    /// The format that a file's extension says.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "jsonl" | "ndjson" => Self::JsonLines,
            "yaml" | "yml" => Self::Yaml,
            "xlsx" | "xlsm" => Self::Workbook,
            _ => return None,
        })
    }
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, from 1, not counting the names of the columns.
    pub number: usize,
    /// The line of the file, or the row of the sheet, where it begins, from 1.
    pub line: usize,
    /// Its cells by the names of their columns, in the order of the file.
    pub cells: Vec<(Arc<str>, Cell)>,
}

/// A value in a row.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Cell {
    /// Nothing, where the format tells that from an empty text.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, in the digits of the file.
    Number(Box<str>),
    /// Text.
    Text(Box<str>),
    /// A list.
    List(Vec<Cell>),
    /// Names and values.
    Map(Vec<(Arc<str>, Cell)>),
}

impl Row {
    /// A digest of its names and values, whatever file they came from.
    pub fn sha256(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        digest_map(&self.cells, &mut hash);
        hash.finalize().into()
    }
}

fn digest_map(entries: &[(Arc<str>, Cell)], hash: &mut Sha256) {
    hash.update([b'{']);
    for (name, cell) in entries {
        digest_text(b'k', name, hash);
        digest_cell(cell, hash);
    }
    hash.update([b'}']);
}

fn digest_cell(cell: &Cell, hash: &mut Sha256) {
    match cell {
        Cell::Null => hash.update([b'0']),
        Cell::Bool(value) => hash.update([b'b', u8::from(*value)]),
        Cell::Number(digits) => digest_text(b'n', digits, hash),
        Cell::Text(text) => digest_text(b't', text, hash),
        Cell::List(cells) => {
            hash.update([b'[']);
            for cell in cells {
                digest_cell(cell, hash);
            }
            hash.update([b']']);
        }
        Cell::Map(entries) => digest_map(entries, hash),
    }
}

fn digest_text(kind: u8, text: &str, hash: &mut Sha256) {
    hash.update([kind]);
    hash.update((text.len() as u64).to_le_bytes());
    hash.update(text);
}

/// The digits of a number that is not whole, never with an exponent: 1200.0, 12.5.
pub fn float_digits(number: f64) -> String {
    let digits = number.to_string();
    if digits.contains('.') { digits } else { format!("{digits}.0") }
}

/// Whether expressions give the digits of a number back as they stand in the file: 12.50 and 007
/// would come back as 12.5 and 7.
fn keeps_digits(digits: &str) -> bool {
    let is_whole = digits.parse::<i64>().is_ok_and(|number| number.to_string() == digits);
    let is_float = |number: f64| number.is_finite() && float_digits(number) == digits;
    is_whole || digits.parse().is_ok_and(is_float)
}

/// Reads the rows of a file that findings call `name`; `sheet` is the one of a workbook, its first
/// unless given.
///
/// Returns the file's text too, for the places of findings; that of a workbook is the sheet with
/// tabs between its cells, so that its rows are the lines.
///
/// # Errors
///
/// [`Reported`] if the file has a fault; the source is returned in any case.
pub fn read(
    bytes: &[u8],
    name: &str,
    format: RowFormat,
    sheet: Option<&str>,
    sink: &mut Sink,
) -> (Source, Result<Rows, Reported>) {
    if format == RowFormat::Workbook {
        let (text, rows) = workbook::read(bytes, sheet, sink);
        let rows = rows.and_then(|rows| finish(rows, sink));
        return (Source { name: name.to_owned(), text }, rows);
    }
    let source = match decode(bytes, name, sink) {
        Ok(source) => source,
        Err(reported) => {
            return (Source { name: name.to_owned(), text: String::new() }, Err(reported));
        }
    };
    let rows = match format {
        RowFormat::Csv => csv::read(&source, ',', sink),
        RowFormat::Tsv => csv::read(&source, '\t', sink),
        RowFormat::JsonLines => Ok(json::read(&source, sink)),
        _ => yaml::read(&source, sink),
    };
    let rows = rows.and_then(|rows| finish(rows, sink));
    (source, rows)
}

/// The row that a JSON object is: of the worker's jobs, whose lines have no file.
///
/// # Errors
///
/// [`Reported`] if the text is no object.
pub fn read_object(source: &Source, sink: &mut Sink) -> Result<Row, Reported> {
    Ok(finish(json::read(source, sink), sink)?.get(0))
}

fn finish(mut rows: Rows, sink: &mut Sink) -> Result<Rows, Reported> {
    sink.check()?;
    if rows.is_empty() {
        return Err(sink.error(Diagnostic::new(Code::DataEmpty)));
    }
    rows.close();
    Ok(rows)
}

/// The text of a file, which must be UTF-8.
fn decode(bytes: &[u8], name: &str, sink: &mut Sink) -> Result<Source, Reported> {
    let mut found = Sink::default();
    crate::report::decode(bytes, name, &mut found).map_err(|_| {
        let mut reported = None;
        for finding in found.into_sorted() {
            let encoding = match finding.code {
                Code::Gbk => Some("GBK".to_owned()),
                Code::Utf16 => {
                    let named = finding.arguments.iter().find(|(key, _)| *key == "encoding");
                    named.map(|(_, encoding)| encoding.clone())
                }
                _ => None,
            };
            let finding = match encoding {
                Some(encoding) => Diagnostic::new(Code::DataEncoding)
                    .with("encoding", encoding)
                    .with("name", name),
                None => finding,
            };
            reported = Some(sink.error(finding));
        }
        reported.expect("a text that can't be decoded has had an error")
    })
}

/// Checks the names of columns, and gives them back if they are sound.
///
/// `place` puts the finding about the column of that index where it belongs.
fn check_columns(
    names: &[String],
    place: impl Fn(usize, Diagnostic) -> Diagnostic,
    sink: &mut Sink,
) -> Result<Vec<Arc<str>>, Reported> {
    let mut reported = Ok(());
    for (index, name) in names.iter().enumerate() {
        let finding = if name.is_empty() {
            Diagnostic::new(Code::DataColumnName).with("column", index + 1)
        } else if RESERVED.contains(&name.as_str()) {
            Diagnostic::new(Code::DataColumnReserved).with("name", name)
        } else if names.iter().take(index).any(|earlier| earlier == name) {
            Diagnostic::new(Code::DataColumnTwice).with("name", name)
        } else {
            continue;
        };
        reported = Err(sink.error(place(index, finding)));
    }
    reported?;
    Ok(names.iter().map(|name| Arc::from(name.as_str())).collect())
}

/// The names that templates have for a row and a loop themselves.
pub const RESERVED: [&str; 3] = ["row", "row_number", "loop"];
