//! Tables, written row by row: a tree of a long table would take hundreds of megabytes.

use super::Writer;
use crate::document::{Cell, Paragraph, Position, Table};
use crate::docx::DocxError;
use crate::docx::property::switch;
use crate::docx::xml::Element;
use crate::unit::Length;

/// All that the properties of a row depend on.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct RowKey {
    is_header: bool,
    splits: bool,
    least_height: Length,
}

/// All that the properties of a cell depend on.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct CellKey {
    width: Length,
    columns: usize,
    merge: Merge,
    position: Position,
}

/// Whether a cell takes several rows.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Merge {
    /// It does not.
    None,
    /// It begins here.
    Begins,
    /// It goes on from the row above.
    GoesOn,
}

/// A cell that reaches into the rows to come.
struct Reaching<'a> {
    cell: &'a Cell,
    /// How many rows more.
    rows: usize,
}

impl Writer<'_> {
    /// Writes a table.
    pub(super) fn add_table(&mut self, table: &Table) -> Result<(), DocxError> {
        self.xml.push_str("<w:tbl>");
        table_properties(table).write(&mut self.xml);
        let column = |width: &Length| Element::new("w:gridCol").with("w:w", width.to_twips());
        Element::new("w:tblGrid").children(table.columns.iter().map(column)).write(&mut self.xml);
        let mut reaching = Vec::new();
        for at in 0..table.rows.len() {
            self.add_row(table, at, &mut reaching)?;
        }
        self.close("w:tbl");
        Ok(())
    }

    fn add_row<'t>(
        &mut self,
        table: &'t Table,
        at: usize,
        reaching: &mut Vec<Reaching<'t>>,
    ) -> Result<(), DocxError> {
        let row = &table.rows[at];
        let key = RowKey {
            is_header: at < table.header_rows,
            splits: row.splits,
            least_height: table.least_height(at),
        };
        self.xml.push_str("<w:tr>");
        self.row_properties.write(key, row_properties, &mut self.xml);
        let mut column = 0;
        let mut own = row.cells.iter().peekable();
        let begin = reaching.len();
        while column < table.columns.len() {
            let is_above = |above: &Reaching<'_>| above.cell.column == column;
            if let Some(above) = reaching[..begin].iter().find(|above| is_above(above)) {
                let cell = above.cell;
                // what goes on has a paragraph, too, though nothing is ever seen of it
                let paragraph = Paragraph {
                    inlines: Vec::new(),
                    keep_with_next: row.keep_with_next.then_some(true),
                    ..cell.paragraphs[0].clone()
                };
                self.add_cell(table, cell, Merge::GoesOn, std::slice::from_ref(&paragraph))?;
                column += cell.columns;
            } else if let Some(cell) = own.next_if(|cell| cell.column == column) {
                let merge = if cell.rows > 1 { Merge::Begins } else { Merge::None };
                self.add_cell(table, cell, merge, &cell.paragraphs)?;
                if cell.rows > 1 {
                    reaching.push(Reaching { cell, rows: cell.rows });
                }
                column += cell.columns;
            } else {
                unreachable!("the cells of a table fill its grid");
            }
        }
        reaching.retain_mut(|reaching| {
            reaching.rows -= 1;
            reaching.rows > 0
        });
        self.close("w:tr");
        self.pass_on()
    }

    fn add_cell(
        &mut self,
        table: &Table,
        cell: &Cell,
        merge: Merge,
        paragraphs: &[Paragraph],
    ) -> Result<(), DocxError> {
        let columns = &table.columns[cell.column..cell.column + cell.columns];
        let key = CellKey {
            width: columns.iter().copied().sum(),
            columns: cell.columns,
            merge,
            position: cell.position,
        };
        self.xml.push_str("<w:tc>");
        self.cell_properties.write(key, cell_properties, &mut self.xml);
        for paragraph in paragraphs {
            self.add_paragraph(paragraph)?;
        }
        self.close("w:tc");
        Ok(())
    }
}

/// `w:tblPr`. The columns' widths lie between the middles of the rules.
fn table_properties(table: &Table) -> Element {
    let width = table.columns.iter().map(|width| width.to_twips()).sum();
    let (margin, padding) = (table.cell_margin.to_twips(), table.cell_padding.to_twips());
    let margins = Element::new("w:tblCellMar").children([
        measure("w:top", padding),
        measure("w:left", margin),
        measure("w:bottom", padding),
        measure("w:right", margin),
    ]);
    let mut properties = Element::new("w:tblPr").children([
        measure("w:tblW", width),
        measure("w:tblInd", table.indent.to_twips()),
        borders(table.rule),
        Element::new("w:tblLayout").with("w:type", "fixed"),
        margins,
    ]);
    if let Some(description) = &table.description {
        properties.push(Element::val("w:tblDescription", description));
    }
    properties
}

/// `w:trPr`
fn row_properties(key: &RowKey) -> Element {
    let height = Element::val("w:trHeight", key.least_height.to_twips()).with("w:hRule", "atLeast");
    let mut properties = Element::new("w:trPr").child(height);
    // LibreOffice loses rows if headings may not be split
    let is_kept = !key.splits && !key.is_header;
    for (name, on) in [("w:cantSplit", is_kept), ("w:tblHeader", key.is_header)] {
        if on {
            properties.push(switch(name, on));
        }
    }
    properties
}

/// `w:tcPr`
fn cell_properties(key: &CellKey) -> Element {
    let mut properties = Element::new("w:tcPr").child(measure("w:tcW", key.width.to_twips()));
    if key.columns > 1 {
        properties.push(Element::val("w:gridSpan", key.columns));
    }
    match key.merge {
        Merge::None => {}
        Merge::Begins => properties.push(Element::val("w:vMerge", "restart")),
        Merge::GoesOn => properties.push(Element::new("w:vMerge")),
    }
    let position = match key.position {
        Position::Middle => "center",
        Position::Top => "top",
    };
    properties.child(Element::val("w:vAlign", position))
}

/// `w:tblBorders`
fn borders(rule: Length) -> Element {
    // eighths of a point
    let size = (rule.to_emu() * 8 + Length::pt(1).to_emu() / 2) / Length::pt(1).to_emu();
    let kind = if size > 0 { "single" } else { "nil" };
    let border = |name| {
        Element::val(name, kind)
            .with("w:sz", size.max(0))
            .with("w:space", 0)
            .with("w:color", "000000")
    };
    let names = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    Element::new("w:tblBorders").children(names.map(border))
}

/// A measure in twips.
fn measure(name: &'static str, twips: i64) -> Element {
    Element::new(name).with("w:w", twips.max(0)).with("w:type", "dxa")
}
