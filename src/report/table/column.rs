//! The columns of a table, and the headings above them.

use super::super::context::{Context, collect};
use super::super::fields::{Fields, Object};
use super::super::inline::text;
use super::super::model::{Cell, CellAlign, Column, Spanned, Text, Width};
use super::super::source::{Node, Value};
use super::width;
use crate::diagnostic::{Code, Diagnostic};

pub(in super::super) const COLUMN: Object =
    Object { name: "column", required: &["title"], optional: &["align", "width"], later: &[] };

pub(in super::super) const COLUMN_GROUP: Object =
    Object { name: "columnGroup", required: &["title", "columns"], optional: &[], later: &[] };

pub(in super::super) const ALIGNMENTS: [(&str, CellAlign); 4] = [
    ("left", CellAlign::Left),
    ("center", CellAlign::Center),
    ("right", CellAlign::Right),
    ("decimal", CellAlign::Decimal),
];

/// How many rows of headings there may be.
const HEADING_ROWS: usize = 4;

/// A column, or columns under a heading of their own.
enum Heading {
    Column(Text, Column),
    Group(Text, Vec<Self>),
}

impl Heading {
    /// How many columns stand under it.
    fn columns(&self) -> usize {
        match self {
            Self::Column(..) => 1,
            Self::Group(_, inner) => inner.iter().map(Self::columns).sum(),
        }
    }

    /// How many rows of headings it needs.
    fn depth(&self) -> usize {
        match self {
            Self::Column(..) => 1,
            Self::Group(_, inner) => 1 + inner.iter().map(Self::depth).max().unwrap_or(0),
        }
    }
}

/// Reads columns: what they are, and their headings as rows of cells.
pub(super) fn columns(node: &Node, cx: &mut Context<'_>) -> Option<(Vec<Column>, Vec<Vec<Cell>>)> {
    let headings = headings(node, 1, cx)?;
    let depth = headings.iter().map(Heading::depth).max().unwrap_or(1);
    let mut columns = Vec::new();
    let mut rows = vec![Vec::new(); depth];
    for heading in headings {
        take(heading, 0, &mut columns, &mut rows);
    }
    let shares = columns.iter().filter_map(|column| match column.width.as_ref()?.value {
        Width::Share(percent) => Some(u32::from(percent)),
        Width::Absolute(_) => None,
    });
    let sum: u32 = shares.sum();
    if sum > 100 {
        cx.sink.push(Diagnostic::new(Code::WidthsTooLarge).at(node.span).with("sum", sum));
        return None;
    }
    Some((columns, rows))
}

/// How many columns a list of them has, whether or not they are as they should be.
pub(super) fn count(node: &Node) -> usize {
    let Value::Sequence(items) = &node.value else { return 0 };
    items.iter().map(|item| item.get("columns").map_or(1, |inner| count(inner).max(1))).sum()
}

fn headings(node: &Node, row: usize, cx: &mut Context<'_>) -> Option<Vec<Heading>> {
    let items = cx.sequence(node, "columns")?;
    if row > HEADING_ROWS {
        let finding = Diagnostic::new(Code::ColumnGroupTooDeep).at(node.span);
        cx.sink.push(finding.with("limit", HEADING_ROWS));
        return None;
    }
    collect(items.iter().map(|item| heading(item, row, cx)))
}

fn heading(node: &Node, row: usize, cx: &mut Context<'_>) -> Option<Heading> {
    if !matches!(node.value, Value::Mapping(_)) {
        let title = text(node, "columns", cx)?;
        return Some(Heading::Column(title, Column { align: CellAlign::Auto, width: None }));
    }
    let is_group = node.get("columns").is_some();
    let object = if is_group { &COLUMN_GROUP } else { &COLUMN };
    let fields = Fields::read(node, "columns", object, cx)?;
    let title = fields.get("title").and_then(|node| text(node, "title", cx));
    if is_group {
        let inner = fields.get("columns").and_then(|node| headings(node, row + 1, cx));
        return Some(Heading::Group(title?, inner?));
    }
    let align = fields.get("align").and_then(|node| cx.choice(node, "align", &ALIGNMENTS));
    let width = fields.get("width").and_then(|node| column_width(node, cx));
    let column = Column { align: align.unwrap_or_default(), width };
    Some(Heading::Column(title?, column))
}

/// Puts a heading into the grid; that of a column reaches down to the rows.
fn take(heading: Heading, row: usize, columns: &mut Vec<Column>, rows: &mut [Vec<Cell>]) {
    let width = heading.columns();
    let first = columns.len();
    let (title, height) = match heading {
        Heading::Column(title, column) => {
            columns.push(column);
            (title, rows.len() - row)
        }
        Heading::Group(title, inner) => {
            for heading in inner {
                take(heading, row + 1, columns, rows);
            }
            (title, 1)
        }
    };
    rows[row].push(Cell {
        span: title.span,
        paragraphs: vec![title],
        is_number: false,
        align: CellAlign::Auto,
        column: first,
        columns: width,
        rows: height,
    });
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
