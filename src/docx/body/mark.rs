//! 发文机关标志 of a joint issue: a table without lines, the names in one cell, 文件 in the middle of
//! the other. The blank room around it are rows of their own, since a table has no space before it.

use super::Writer;
use crate::document::{Block, Inline, JointMark, Paragraph, Table};
use crate::docx::DocxError;
use crate::docx::xml::Element;
use crate::unit::Length;

impl Writer<'_> {
    pub(super) fn add_joint_mark(&mut self, mark: &JointMark) -> Result<(), DocxError> {
        // LibreOffice adds an empty line before a table that begins a document with footnotes
        let mut before = mark.before;
        let first = self.cx.document.sections.first().and_then(|section| section.blocks.first());
        if matches!(first, Some(Block::JointMark(_)))
            && !self.cx.document.footnotes.is_empty()
            && before > Table::SEPARATOR
        {
            self.add_separator(Table::SEPARATOR);
            before -= Table::SEPARATOR;
        }
        self.xml.push_str("<w:tbl>");
        self.add_mark_properties(mark);
        self.add_mark_row(mark, before, [&[], &[]])?;
        let height = mark.row_height * mark.names.len() as i64;
        self.add_mark_row(mark, height, [&mark.names, mark.word.as_slice()])?;
        self.add_mark_row(mark, mark.after, [&[], &[]])?;
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
        mark: &JointMark,
        height: Length,
        [names, word]: [&[Paragraph]; 2],
    ) -> Result<(), DocxError> {
        if height <= Length::ZERO {
            return Ok(());
        }
        self.xml.push_str("<w:tr>");
        let height = Element::val("w:trHeight", height.to_twips()).with("w:hRule", "exact");
        Element::new("w:trPr").child(height).write(&mut self.xml);
        self.add_mark_cell(mark.names_width, names)?;
        if mark.word.is_some() {
            self.add_mark_cell(mark.word_width, word)?;
        }
        self.close("w:tr");
        Ok(())
    }

    fn add_mark_cell(&mut self, width: Length, content: &[Paragraph]) -> Result<(), DocxError> {
        self.xml.push_str("<w:tc>");
        let width = Element::new("w:tcW").with("w:w", width.to_twips()).with("w:type", "dxa");
        let properties = [width, Element::val("w:vAlign", "center")];
        Element::new("w:tcPr").children(properties).write(&mut self.xml);
        for paragraph in content {
            self.add_paragraph(paragraph)?;
        }
        if content.is_empty() {
            self.add_separator(Table::SEPARATOR);
        }
        self.close("w:tc");
        Ok(())
    }
}

fn text(paragraph: &Paragraph) -> String {
    let runs = paragraph.inlines.iter().filter_map(|inline| match inline {
        Inline::Run(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}
