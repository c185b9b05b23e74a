//! Tables.

pub(super) mod cell;
pub(super) mod column;

use super::context::{Context, collect, excerpt};
use super::cross;
use super::fields::{Fields, Object};
use super::inline::{text, texts};
use super::model::{Cell, Spanned, Table};
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::unit::Length;

pub(super) const TABLE: Object = Object {
    name: "table",
    required: &["columns", "rows"],
    optional: &["caption", "unit", "note", "break_rows", "turned", "id"],
    later: &[],
};

/// Reads a table that stands at `span`.
pub(super) fn table(node: &Node, span: Span, cx: &mut Context<'_>) -> Option<Table> {
    let fields = Fields::read(node, "table", &TABLE, cx)?;
    let caption = fields.get("caption").and_then(|node| text(node, "caption", cx));
    let id = cross::captioned_id(&fields, caption.as_ref(), cx);
    let unit = fields.get("unit").and_then(|node| text(node, "unit", cx));
    let columns = fields.get("columns").and_then(|node| column::columns(node, cx));
    // rows are checked even if a column is wrong, as long as their number is known
    let count = fields.get("columns").map(column::count).filter(|&count| count > 0);
    let rows = fields.get("rows").and_then(|node| rows(node, count, cx));
    let notes = fields.get("note").map(|node| texts(node, "note", cx));
    let mut switch = |key| fields.get(key).and_then(|node| cx.boolean(node, key));
    let (break_rows, turned) = (switch("break_rows"), switch("turned"));
    let (columns, headings) = columns?;
    Some(Table {
        caption,
        id,
        unit,
        columns,
        headings,
        rows: rows?,
        notes: notes.unwrap_or(Some(Vec::new()))?,
        break_rows: break_rows.unwrap_or_default(),
        turned: turned.unwrap_or_default(),
        span,
    })
}

fn rows(node: &Node, columns: Option<usize>, cx: &mut Context<'_>) -> Option<Vec<Vec<Cell>>> {
    let items = cx.sequence(node, "rows")?;
    let mut grid = cell::Grid::new(columns, items.len());
    collect(items.iter().map(|item| grid.row(item, cx)))
}

/// Reads a length on the page, which must be positive. `examples` is what the finding suggests.
pub(super) fn width(node: &Node, examples: &str, cx: &mut Context<'_>) -> Option<Spanned<Length>> {
    let word = match &node.value {
        Value::String(text) => text.trim(),
        _ => node.raw(cx.source),
    };
    let length = Length::parse(word).filter(|&length| length > Length::ZERO);
    if let Some(value) = length {
        return Some(Spanned { value, span: node.span });
    }
    let finding = Diagnostic::new(Code::Width).at(node.span).with("value", excerpt(word));
    cx.sink.push(finding.with("examples", examples));
    None
}
