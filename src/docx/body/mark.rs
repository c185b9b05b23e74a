//! 发文机关标志 of a joint issue: a table without lines, in which 文件 stands in a merged cell. The
//! blank room around it are rows of their own, since a table has no space before it.

use super::Writer;
use crate::document::{JointMark, Paragraph};
use crate::docx::DocxError;
use crate::docx::xml::Element;
use crate::unit::Length;

/// A cell of the column with 文件 and those below it.
#[derive(Clone, Copy)]
enum Merge {
    None,
    First,
    Further,
}

impl Writer<'_> {
    pub(super) fn add_joint_mark(&mut self, mark: &JointMark) -> Result<(), DocxError> {
        self.xml.push_str("<w:tbl>");
        self.add_mark_properties(mark);
        self.add_mark_row(mark.before, |writer| writer.add_blank_cells(mark))?;
        for (row, name) in mark.names.iter().enumerate() {
            self.add_mark_row(mark.row_height, |writer| {
                writer.add_mark_cell(mark.names_width, Merge::None, Some(name))?;
                let Some(word) = &mark.word else { return Ok(()) };
                let (merge, word) = match row {
                    0 => (Merge::First, Some(word)),
                    _ => (Merge::Further, None),
                };
                writer.add_mark_cell(mark.word_width, merge, word)
            })?;
        }
        self.add_mark_row(mark.after, |writer| writer.add_blank_cells(mark))?;
        self.close("w:tbl");
        Ok(())
    }

    fn add_mark_properties(&mut self, mark: &JointMark) {
        let measure = |name: &'static str, width: Length| {
            Element::new(name).with("w:w", width.to_twips()).with("w:type", "dxa")
        };
        let margins = ["w:top", "w:left", "w:bottom", "w:right"];
        let margins = margins.map(|side| measure(side, Length::ZERO));
        let description: String =
            mark.paragraphs().map(|paragraph| text(paragraph) + " ").collect();
        Element::new("w:tblPr")
            .children([
                measure("w:tblW", mark.names_width + mark.word_width),
                measure("w:tblInd", mark.left),
                Element::new("w:tblLayout").with("w:type", "fixed"),
                Element::new("w:tblCellMar").children(margins),
                Element::val("w:tblDescription", description.trim_end()),
            ])
            .write(&mut self.xml);
        let column = |width: &Length| Element::new("w:gridCol").with("w:w", width.to_twips());
        let widths = [mark.names_width, mark.word_width];
        let columns = widths[..if mark.word.is_some() { 2 } else { 1 }].iter().map(column);
        Element::new("w:tblGrid").children(columns).write(&mut self.xml);
    }

    fn add_mark_row(
        &mut self,
        height: Length,
        cells: impl FnOnce(&mut Self) -> Result<(), DocxError>,
    ) -> Result<(), DocxError> {
        if height <= Length::ZERO {
            return Ok(());
        }
        self.xml.push_str("<w:tr>");
        let height = Element::val("w:trHeight", height.to_twips()).with("w:hRule", "exact");
        Element::new("w:trPr").child(height).write(&mut self.xml);
        cells(self)?;
        self.close("w:tr");
        Ok(())
    }

    fn add_blank_cells(&mut self, mark: &JointMark) -> Result<(), DocxError> {
        self.add_mark_cell(mark.names_width, Merge::None, None)?;
        if mark.word.is_some() {
            self.add_mark_cell(mark.word_width, Merge::None, None)?;
        }
        Ok(())
    }

    fn add_mark_cell(
        &mut self,
        width: Length,
        merge: Merge,
        paragraph: Option<&Paragraph>,
    ) -> Result<(), DocxError> {
        self.xml.push_str("<w:tc>");
        let mut properties = Element::new("w:tcPr")
            .child(Element::new("w:tcW").with("w:w", width.to_twips()).with("w:type", "dxa"));
        match merge {
            Merge::None => {}
            Merge::First => properties.push(Element::val("w:vMerge", "restart")),
            Merge::Further => properties.push(Element::new("w:vMerge")),
        }
        properties.push(Element::val("w:vAlign", "center"));
        properties.write(&mut self.xml);
        match paragraph {
            Some(paragraph) => self.add_paragraph(paragraph)?,
            None => self.add_separator(),
        }
        self.close("w:tc");
        Ok(())
    }
}

fn text(paragraph: &Paragraph) -> String {
    use crate::document::Inline;
    let runs = paragraph.inlines.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}
