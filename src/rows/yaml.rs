//! YAML: a list of mappings.

use std::sync::Arc;

use super::{Cell, LARGEST_CELL, RESERVED, Rows, keeps_digits};
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source};
use crate::report::{Node, Value, read_tree};

/// Reads all entries of the list.
pub(super) fn read(source: &Source, sink: &mut Sink) -> Result<Rows, Reported> {
    let root = read_tree(source, sink)?;
    let Value::Sequence(items) = &root.value else {
        return Err(sink.error(Diagnostic::new(Code::DataNotAnObject).at(root.span)));
    };
    let lines = Lines::new(&source.text);
    let mut rows = Rows::default();
    for item in items {
        let Value::Mapping(entries) = &item.value else {
            sink.error(Diagnostic::new(Code::DataNotAnObject).at(item.span));
            continue;
        };
        let cells = map(entries, source, sink);
        for (key, _) in entries {
            if let Value::String(name) = &key.value
                && RESERVED.contains(&name.as_str())
            {
                let finding = Diagnostic::new(Code::DataColumnReserved).at(key.span);
                sink.error(finding.with("name", name));
            }
        }
        rows.push(lines.of(item.span.start), &cells);
    }
    Ok(rows)
}

/// The first bytes of all lines.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self(breaks.map(|(at, _)| at + 1).collect())
    }

    fn of(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte) + 1
    }
}

fn map(entries: &[(Node, Node)], source: &Source, sink: &mut Sink) -> Vec<(Arc<str>, Cell)> {
    let mut cells: Vec<(Arc<str>, Cell)> = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let name = match &key.value {
            Value::String(name) => name.as_str(),
            Value::Bool(_) | Value::Number => key.raw(source),
            Value::Null | Value::Sequence(_) | Value::Mapping(_) => {
                sink.error(Diagnostic::new(Code::KeyNotText).at(key.span));
                continue;
            }
        };
        if cells.iter().any(|(earlier, _)| **earlier == *name) {
            let finding = Diagnostic::new(Code::DataColumnTwice).at(key.span);
            sink.error(finding.with("name", name));
            continue;
        }
        let cell = cell(value, source, sink);
        if let Cell::Text(text) = &cell
            && text.len() > LARGEST_CELL
        {
            let finding = Diagnostic::new(Code::DataCellTooLarge).at(value.span).with("name", name);
            let finding = finding.with("size", text.len() >> 10);
            sink.error(finding.with("limit", LARGEST_CELL >> 10));
        }
        cells.push((name.into(), cell));
    }
    cells
}

fn cell(node: &Node, source: &Source, sink: &mut Sink) -> Cell {
    match &node.value {
        Value::Null => Cell::Null,
        Value::Bool(value) => Cell::Bool(*value),
        Value::Number => {
            let digits = node.raw(source);
            if !keeps_digits(digits) {
                let finding = Diagnostic::new(Code::DataNumber).at(node.span);
                sink.error(finding.with("number", digits));
            }
            Cell::Number(digits.into())
        }
        Value::String(text) => Cell::Text(text.as_str().into()),
        Value::Sequence(items) => {
            Cell::List(items.iter().map(|item| cell(item, source, sink)).collect())
        }
        Value::Mapping(entries) => Cell::Map(map(entries, source, sink)),
    }
}
