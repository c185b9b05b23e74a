//! 版记: a table that floats at the foot of the type area, and the paragraph by which it hangs.

use super::Writer;
use crate::document::{Colophon, ColophonPlace};
use crate::docx::DocxError;
use crate::docx::property::switch;
use crate::docx::xml::Element;
use crate::unit::Length;

impl Writer<'_> {
    /// Writes the 版记.
    pub(super) fn add_colophon(&mut self, colophon: &Colophon) -> Result<(), DocxError> {
        // the section ends at the anchor, not in a cell
        let section_end = self.section_end.take();
        let width = self.cx.document.page.text_width().to_twips();
        self.xml.push_str("<w:tbl>");
        self.colophon_properties(colophon).write(&mut self.xml);
        let column = Element::new("w:gridCol").with("w:w", width);
        Element::new("w:tblGrid").child(column).write(&mut self.xml);
        for group in &colophon.groups {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc>");
            let cell = Element::new("w:tcW").with("w:w", width).with("w:type", "dxa");
            Element::new("w:tcPr").child(cell).write(&mut self.xml);
            for paragraph in group {
                self.add_paragraph(paragraph)?;
            }
            self.xml.push_str("</w:tc></w:tr>");
        }
        self.close("w:tbl");
        let spacing = Element::new("w:spacing")
            .with("w:before", 0)
            .with("w:after", 0)
            .with("w:line", Colophon::ANCHOR.to_twips())
            .with("w:lineRule", "exact");
        let begins_page = colophon.place != ColophonPlace::Here;
        self.open_paragraph();
        Element::new("w:pPr")
            .children(begins_page.then(|| switch("w:pageBreakBefore", true)))
            .child(spacing)
            .children(section_end)
            .write(&mut self.xml);
        self.close("w:p");
        Ok(())
    }

    fn colophon_properties(&self, colophon: &Colophon) -> Element {
        let page = &self.cx.document.page;
        let measure = |name: &'static str, length: Length| {
            Element::new(name).with("w:w", length.to_twips()).with("w:type", "dxa")
        };
        let place = Element::new("w:tblpPr")
            .with("w:leftFromText", 0)
            .with("w:rightFromText", 0)
            .with("w:topFromText", 0)
            .with("w:bottomFromText", 0)
            .with("w:vertAnchor", "margin")
            .with("w:horzAnchor", "page")
            .with("w:tblpX", page.left.to_twips())
            .with("w:tblpYSpec", "bottom");
        let margins = Element::new("w:tblCellMar").children([
            measure("w:top", colophon.padding),
            measure("w:left", Length::ZERO),
            measure("w:bottom", colophon.padding),
            measure("w:right", Length::ZERO),
        ]);
        let border = |name: &'static str, thickness: Length| {
            Element::new(name)
                .with("w:val", "single")
                // eighths of a point
                .with("w:sz", (thickness.to_pt() * 8.0).round() as i64)
                .with("w:space", 0)
                .with("w:color", "000000")
        };
        let borders = colophon.rules.map(|rules| {
            Element::new("w:tblBorders").children([
                border("w:top", rules.thick),
                border("w:bottom", rules.thick),
                border("w:insideH", rules.thin),
            ])
        });
        Element::new("w:tblPr")
            .child(place)
            .child(measure("w:tblW", page.text_width()))
            .children(borders)
            .child(Element::new("w:tblLayout").with("w:type", "fixed"))
            .child(margins)
    }
}
