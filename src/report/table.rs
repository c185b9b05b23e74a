//! Tables.

use super::context::{Context, collect, excerpt};
use super::fields::{Fields, Object};
use super::inline::{text, unmarked};
use super::model::{Cell, CellAlign, Column, Spanned, Table, Text, Width};
use super::source::{Node, Value};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::unit::Length;

pub(super) const TABLE: Object =
    Object { name: "table", required: &["columns", "rows"], optional: &["caption"], later: &[] };

pub(super) const COLUMN: Object =
    Object { name: "column", required: &["title"], optional: &["align", "width"], later: &[] };

pub(super) const ALIGNMENTS: [(&str, CellAlign); 3] =
    [("left", CellAlign::Left), ("center", CellAlign::Center), ("right", CellAlign::Right)];

/// Reads a table that stands at `span`.
pub(super) fn table(node: &Node, span: Span, cx: &mut Context<'_>) -> Option<Table> {
    let fields = Fields::read(node, "table", &TABLE, cx)?;
    let caption = fields.get("caption").and_then(|node| text(node, "caption", cx));
    let columns = fields.get("columns").and_then(|node| columns(node, cx));
    let column_count = fields.get("columns").and_then(|node| match &node.value {
        Value::Sequence(items) if !items.is_empty() => Some(items.len()),
        _ => None,
    });
    let rows = fields.get("rows").and_then(|node| rows(node, column_count, cx));
    Some(Table { caption, columns: columns?, rows: rows?, span })
}

fn columns(node: &Node, cx: &mut Context<'_>) -> Option<Vec<Column>> {
    let items = cx.sequence(node, "columns")?;
    let columns = collect(items.iter().map(|item| column(item, cx)))?;
    let shares = columns.iter().filter_map(|column| match column.width.as_ref()?.value {
        Width::Share(percent) => Some(u32::from(percent)),
        Width::Absolute(_) => None,
    });
    let sum: u32 = shares.sum();
    if sum > 100 {
        cx.sink.push(Diagnostic::new(Code::WidthsTooLarge).at(node.span).with("sum", sum));
        return None;
    }
    Some(columns)
}

fn column(node: &Node, cx: &mut Context<'_>) -> Option<Column> {
    if !matches!(node.value, Value::Mapping(_)) {
        let title = text(node, "columns", cx)?;
        return Some(Column { title, align: CellAlign::Auto, width: None });
    }
    let fields = Fields::read(node, "columns", &COLUMN, cx)?;
    let title = fields.get("title").and_then(|node| text(node, "title", cx));
    let align = fields.get("align").and_then(|node| cx.choice(node, "align", &ALIGNMENTS));
    let width = fields.get("width").and_then(|node| column_width(node, cx));
    Some(Column { title: title?, align: align.unwrap_or_default(), width })
}

fn column_width(node: &Node, cx: &mut Context<'_>) -> Option<Spanned<Width>> {
    let word = node.raw(cx.source).trim_matches(['"', '\'']).trim();
    let share = word
        .strip_suffix('%')
        .and_then(|number| number.trim().parse().ok())
        .filter(|percent| (1..=100).contains(percent));
    if let Some(percent) = share {
        return Some(Spanned { value: Width::Share(percent), span: node.span });
    }
    let length = width(node, "30mm, 20%", cx)?;
    Some(Spanned { value: Width::Absolute(length.value), span: length.span })
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

fn rows(node: &Node, column_count: Option<usize>, cx: &mut Context<'_>) -> Option<Vec<Vec<Cell>>> {
    let items = cx.sequence(node, "rows")?;
    collect(items.iter().enumerate().map(|(index, item)| row(item, index + 1, column_count, cx)))
}

fn row(
    node: &Node,
    number: usize,
    column_count: Option<usize>,
    cx: &mut Context<'_>,
) -> Option<Vec<Cell>> {
    let nodes = cx.sequence(node, "rows")?;
    let cells = collect(nodes.iter().map(|node| cell(node, cx)));
    let expected = column_count.unwrap_or(nodes.len());
    if nodes.len() != expected {
        let finding = Diagnostic::new(Code::RowLength).at(node.span).with("row", number);
        cx.sink.push(finding.with("found", nodes.len()).with("expected", expected));
        return None;
    }
    cells
}

fn cell(node: &Node, cx: &mut Context<'_>) -> Option<Cell> {
    let (text, is_number) = match &node.value {
        Value::Null => (Text { inlines: Vec::new(), span: node.span }, false),
        Value::String(value) if value.trim().is_empty() => {
            (Text { inlines: Vec::new(), span: node.span }, false)
        }
        Value::String(_) => (text(node, "rows", cx)?, false),
        // Digits stand as they are written: 1.50 is not 1.5.
        Value::Number | Value::Bool(_) => {
            let placed = cx.printable(node, "rows")?;
            (unmarked(&placed, node.span), matches!(node.value, Value::Number))
        }
        Value::Sequence(_) | Value::Mapping(_) => {
            cx.error(Code::CellNotText, node.span);
            return None;
        }
    };
    Some(Cell { text, is_number })
}
