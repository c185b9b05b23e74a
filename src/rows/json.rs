//! JSON lines: an object a line.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Cell, LARGEST_CELL, RESERVED, Rows, keeps_digits};
use crate::diagnostic::{Code, Diagnostic, Sink, Source, Span};

/// How deeply lists and objects may nest.
const DEPTH: usize = 64;

/// Reads all lines; blank ones are passed over.
pub(super) fn read(source: &Source, sink: &mut Sink) -> Rows {
    let mut rows = Rows::default();
    let mut start = 0;
    for (index, line) in source.text.split_inclusive('\n').enumerate() {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match object(line) {
            Ok(cells) => rows.push(index + 1, &cells),
            Err(fault) => {
                sink.error(fault.finding(line, span));
            }
        }
    }
    rows
}

/// What is wrong with a line.
enum Fault {
    /// It is no JSON, from this byte on.
    Syntax(usize, String),
    /// It is no object.
    NotAnObject,
    /// Something in it.
    Value(Diagnostic),
}

impl Fault {
    fn finding(self, line: &str, span: Span) -> Diagnostic {
        match self {
            Self::Syntax(column, detail) => {
                let at = span.start + column.min(line.trim_end().len());
                Diagnostic::new(Code::DataSyntax).at(Span::new(at, at)).with("detail", detail)
            }
            Self::NotAnObject => Diagnostic::new(Code::DataNotAnObject).at(span),
            Self::Value(finding) => finding.at(span),
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        let detail = text.rsplit_once(" at line ").map_or(text.as_str(), |(detail, _)| detail);
        Self::Syntax(error.column().saturating_sub(1), detail.to_owned())
    }
}

/// The names and raw values of an object, in their order.
struct Entries(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;

        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor)
    }
}

fn object(line: &str) -> Result<Vec<(Arc<str>, Cell)>, Fault> {
    let value: Box<RawValue> = serde_json::from_str(line)?;
    if !value.get().starts_with('{') {
        return Err(Fault::NotAnObject);
    }
    let entries = entries(value.get(), DEPTH)?;
    match entries.iter().find(|(name, _)| RESERVED.contains(&&**name)) {
        Some((name, _)) => {
            Err(Fault::Value(Diagnostic::new(Code::DataColumnReserved).with("name", name)))
        }
        None => Ok(entries),
    }
}

fn entries(text: &str, depth: usize) -> Result<Vec<(Arc<str>, Cell)>, Fault> {
    let Entries(raw) = serde_json::from_str(text)?;
    let mut entries: Vec<(Arc<str>, Cell)> = Vec::with_capacity(raw.len());
    for (name, value) in raw {
        if entries.iter().any(|(earlier, _)| **earlier == *name) {
            return Err(Fault::Value(Diagnostic::new(Code::DataColumnTwice).with("name", name)));
        }
        let cell = cell(value.get(), depth - 1)?;
        if let Cell::Text(text) = &cell
            && text.len() > LARGEST_CELL
        {
            let finding = Diagnostic::new(Code::DataCellTooLarge).with("name", name);
            let finding = finding.with("size", text.len() >> 10);
            return Err(Fault::Value(finding.with("limit", LARGEST_CELL >> 10)));
        }
        entries.push((name.into(), cell));
    }
    Ok(entries)
}

fn cell(text: &str, depth: usize) -> Result<Cell, Fault> {
    if depth == 0 {
        return Err(Fault::Syntax(0, "nested too deeply".to_owned()));
    }
    Ok(match text.as_bytes().first() {
        Some(b'{') => Cell::Map(entries(text, depth)?),
        Some(b'[') => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(text)?;
            let items = items.iter().map(|item| cell(item.get(), depth - 1));
            Cell::List(items.collect::<Result<_, _>>()?)
        }
        Some(b'"') => Cell::Text(serde_json::from_str::<String>(text)?.into()),
        Some(b't') => Cell::Bool(true),
        Some(b'f') => Cell::Bool(false),
        Some(b'n') => Cell::Null,
        _ if keeps_digits(text) => Cell::Number(text.into()),
        _ => return Err(Fault::Value(Diagnostic::new(Code::DataNumber).with("number", text))),
    })
}
