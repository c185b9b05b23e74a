//! Tables, written row by row: a tree of a long table would take hundreds of megabytes.

use docx_rs::{
    BorderType, BuildXML, TableBorder, TableBorderPosition, TableBorders, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::Writer;
use super::paragraph::{Extras, finish};
use crate::document::{Paragraph, Table};
use crate::docx::xml::{Element, Node};
use crate::unit::Length;

/// Eighths of a point, the unit of borders.
fn eighths(length: Length) -> i64 {
    (length.to_emu() * 8 + Length::pt(1).to_emu() / 2) / Length::pt(1).to_emu()
}

fn twips(length: Length) -> usize {
    usize::try_from(length.to_twips()).unwrap_or(0)
}

impl Writer<'_> {
    pub(super) fn add_table(&mut self, table: &Table) {
        let grid = grid(table);
        let element = properties(table, &grid);
        element.write_open(&mut self.xml);
        for child in &element.children {
            if let Node::Element(child) = child {
                child.write(&mut self.xml);
            }
        }
        for (at, row) in table.rows.iter().enumerate() {
            let is_kept = table.tall_rows.contains(&at) && at >= table.header_rows;
            let mut built = self.row(row, &grid, at < table.header_rows, is_kept);
            let is_last = at + 1 == table.rows.len();
            let least = if is_last { table.last_row_height } else { table.row_height };
            built
                .child_mut("w:trPr")
                .push(Element::val("w:trHeight", least.to_twips()).with("w:hRule", "atLeast"));
            built.write(&mut self.xml);
        }
        element.write_close(&mut self.xml);
    }

    fn row(
        &mut self,
        cells: &[Paragraph],
        grid: &[usize],
        is_header: bool,
        is_kept: bool,
    ) -> Element {
        let mut extras: Vec<Extras> = Vec::new();
        let cells = cells.iter().zip(grid).map(|(paragraph, width)| {
            let (built, extra) = self.build_paragraph(paragraph);
            extras.push(extra);
            TableCell::new()
                .width(*width, WidthType::Dxa)
                .vertical_align(VAlignType::Center)
                .add_paragraph(built)
        });
        let mut row = TableRow::new(cells.collect());
        if is_kept {
            row = row.cant_split();
        }
        let mut element = Element::parse(&row.build());
        let paragraphs = element
            .elements_mut()
            .filter(|child| child.name == "w:tc")
            .flat_map(Element::elements_mut)
            .filter(|child| child.name == "w:p");
        for (paragraph, extras) in paragraphs.zip(&extras) {
            finish(paragraph, extras);
        }
        if is_header {
            element.child_mut("w:trPr").push(Element::new("w:tblHeader"));
        }
        element
    }
}

/// The widths of the columns in twips, between the middles of the rules.
fn grid(table: &Table) -> Vec<usize> {
    table.columns.iter().copied().map(twips).collect()
}

/// The table without its rows.
fn properties(table: &Table, grid: &[usize]) -> Element {
    let margin = twips(table.cell_margin);
    let built = docx_rs::Table::new(Vec::new())
        .set_grid(grid.to_vec())
        .width(grid.iter().sum(), WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .indent(0)
        .margins(TableCellMargins::new().margin(0, margin, 0, margin))
        .set_borders(borders(table.rule));
    let mut element = Element::parse(&built.build());
    for child in element.elements_mut() {
        match &*child.name {
            "w:tblGrid" => {
                for column in child.elements_mut() {
                    column.attributes.retain(|(name, _)| name != "w:type");
                }
            }
            "w:tblPr" => {
                child.children.retain(|n| !matches!(n, Node::Element(e) if e.name == "w:jc"));
                if let Some(description) = &table.description {
                    child.push(Element::val("w:tblDescription", description));
                }
            }
            _ => {}
        }
    }
    element
}

fn borders(rule: Length) -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let size = usize::try_from(eighths(rule)).unwrap_or(0);
    let kind = if size == 0 { BorderType::Nil } else { BorderType::Single };
    [Top, Left, Bottom, Right, InsideH, InsideV].into_iter().fold(
        TableBorders::with_empty(),
        |borders, position| {
            borders.set(TableBorder::new(position).border_type(kind).size(size).color("000000"))
        },
    )
}
