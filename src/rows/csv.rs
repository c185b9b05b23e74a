//! Comma-separated values, RFC 4180: quotes around a cell keep commas, line breaks and doubled quotes
//! in it.

use super::{Cell, LARGEST_CELL, Rows, check_columns};
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source, Span};

/// A cell and where it stands.
struct Raw {
    text: String,
    span: Span,
}

/// Reads all records; the first has the names of the columns. Blank lines are passed over.
pub(super) fn read(source: &Source, separator: char, sink: &mut Sink) -> Result<Rows, Reported> {
    let mut reader = Reader { text: &source.text, at: 0, line: 1, separator };
    let Some((_, header)) = reader.record(sink)? else { return Ok(Rows::default()) };
    let names: Vec<String> = header.iter().map(|cell| cell.text.trim().to_owned()).collect();
    let place = |index: usize, finding: Diagnostic| match header.get(index) {
        Some(cell) => finding.at(cell.span),
        None => finding,
    };
    let columns = check_columns(&names, place, sink)?;
    let mut rows = Rows::default();
    let mut values = Vec::with_capacity(columns.len());
    while let Some((line, cells)) = reader.record(sink)? {
        if cells.len() != columns.len() {
            let start = cells.first().map_or(0, |cell| cell.span.start);
            let end = cells.last().map_or(start, |cell| cell.span.end);
            let finding = Diagnostic::new(Code::DataRowLength).at(Span::new(start, end));
            let finding = finding.with("found", cells.len()).with("expected", columns.len());
            // The rest of the file is read all the same, for its own faults.
            sink.error(finding);
            continue;
        }
        for (name, cell) in columns.iter().zip(cells) {
            if cell.text.len() > LARGEST_CELL {
                let finding = Diagnostic::new(Code::DataCellTooLarge).at(cell.span);
                let finding = finding.with("name", name).with("size", cell.text.len() >> 10);
                sink.error(finding.with("limit", LARGEST_CELL >> 10));
            }
            values.push((name.clone(), Cell::Text(cell.text.into())));
        }
        rows.push(line, &values);
        values.clear();
    }
    Ok(rows)
}

/// A place in the text.
struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    separator: char,
}

impl Reader<'_> {
    /// The next record with the line where it begins.
    fn record(&mut self, sink: &mut Sink) -> Result<Option<(usize, Vec<Raw>)>, Reported> {
        while self.line_break() {}
        if self.at == self.text.len() {
            return Ok(None);
        }
        let line = self.line;
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell(sink)?);
            if self.peek() != Some(self.separator) {
                break;
            }
            self.at += 1;
        }
        self.line_break();
        Ok(Some((line, cells)))
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Passes over one line break, if there is one.
    fn line_break(&mut self) -> bool {
        let length = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.at += length;
        self.line += 1;
        true
    }

    fn cell(&mut self, sink: &mut Sink) -> Result<Raw, Reported> {
        if self.peek() == Some('"') {
            return self.quoted(sink);
        }
        let start = self.at;
        let end = self.rest().find([self.separator, '\r', '\n']);
        self.at += end.unwrap_or(self.rest().len());
        let text = self.text.get(start..self.at).unwrap_or_default();
        if let Some(quote) = text.find('"') {
            let at = start + quote;
            return Err(sink.error(Diagnostic::new(Code::DataStrayQuote).at(Span::new(at, at + 1))));
        }
        Ok(Raw { text: text.to_owned(), span: Span::new(start, self.at) })
    }

    fn quoted(&mut self, sink: &mut Sink) -> Result<Raw, Reported> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let Some(length) = self.rest().find('"') else {
                let finding = Diagnostic::new(Code::DataQuote).at(Span::new(start, start + 1));
                return Err(sink.error(finding));
            };
            let piece = self.rest().get(..length).unwrap_or_default();
            let breaks = piece.matches('\n').count();
            text.push_str(piece);
            self.line += breaks;
            self.at += length + 1;
            if self.peek() != Some('"') {
                break;
            }
            text.push('"');
            self.at += 1;
        }
        let follows = self.peek();
        if follows.is_some_and(|c| c != self.separator && c != '\r' && c != '\n') {
            let finding = Diagnostic::new(Code::DataStrayQuote);
            return Err(sink.error(finding.at(Span::new(self.at - 1, self.at))));
        }
        // A line break in a cell is one character, whatever system wrote the file.
        Ok(Raw { text: text.replace("\r\n", "\n"), span: Span::new(start, self.at) })
    }
}
