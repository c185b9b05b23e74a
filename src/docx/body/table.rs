//! Tables, written row by row: a tree of a long table would take hundreds of megabytes.

use super::Writer;
use crate::document::Table;
use crate::docx::DocxError;
use crate::docx::property::switch;
use crate::docx::xml::Element;
use crate::unit::Length;

/// All that the properties of a row depend on.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct RowKey {
    is_header: bool,
    /// Not split between pages.
    is_kept: bool,
    least_height: Length,
}

/// All that the properties of a cell depend on.
#[derive(Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct CellKey {
    width: Length,
}

impl Writer<'_> {
    /// Writes a table.
    pub(super) fn add_table(&mut self, table: &Table) -> Result<(), DocxError> {
        self.xml.push_str("<w:tbl>");
        table_properties(table).write(&mut self.xml);
        let column = |width: &Length| Element::new("w:gridCol").with("w:w", width.to_twips());
        Element::new("w:tblGrid").children(table.columns.iter().map(column)).write(&mut self.xml);
        for at in 0..table.rows.len() {
            self.add_row(table, at)?;
        }
        self.close("w:tbl");
        Ok(())
    }

    fn add_row(&mut self, table: &Table, at: usize) -> Result<(), DocxError> {
        let is_header = at < table.header_rows;
        let key = RowKey {
            is_header,
            is_kept: table.tall_rows.contains(&at) && !is_header,
            least_height: table.least_height(at),
        };
        self.xml.push_str("<w:tr>");
        self.row_properties.write(key, row_properties, &mut self.xml);
        for (paragraph, width) in table.rows[at].iter().zip(&table.columns) {
            self.xml.push_str("<w:tc>");
            let key = CellKey { width: *width };
            self.cell_properties.write(key, cell_properties, &mut self.xml);
            self.add_paragraph(paragraph)?;
            self.close("w:tc");
        }
        self.close("w:tr");
        Ok(())
    }
}

/// `w:tblPr`. The columns' widths lie between the middles of the rules.
fn table_properties(table: &Table) -> Element {
    let width = table.columns.iter().map(|width| width.to_twips()).sum();
    let margin = table.cell_margin.to_twips();
    let margins = Element::new("w:tblCellMar").children([
        measure("w:top", 0),
        measure("w:left", margin),
        measure("w:bottom", 0),
        measure("w:right", margin),
    ]);
    let mut properties = Element::new("w:tblPr").children([
        measure("w:tblW", width),
        measure("w:tblInd", 0),
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
    for (name, on) in [("w:cantSplit", key.is_kept), ("w:tblHeader", key.is_header)] {
        if on {
            properties.push(switch(name, on));
        }
    }
    properties
}

/// `w:tcPr`
fn cell_properties(key: &CellKey) -> Element {
    Element::new("w:tcPr")
        .child(measure("w:tcW", key.width.to_twips()))
        .child(Element::val("w:vAlign", "center"))
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
