//! The end of the body on the page of the signature (7.3.5.5): no page has a signature and no text.

use super::{Resolver, plain_text};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::body_end::{BodyEnd, Extent};
use crate::document::model::{Block, Inline, Paragraph};
use crate::theme::StyleName;
use crate::unit::Length;

/// A paragraph of fewer lines is not parted: one line of it would stand alone (孤行).
const PARTED_LINES: i64 = 4;

impl Resolver<'_, '_> {
    /// Keeps the end of the body, and 附件说明 after it, on the page of a signature of so many lines.
    pub(super) fn hold_body_end(&mut self, lines: i64, span: Span) {
        let page_lines = self.page.text_height().to_emu() / self.page.line_pitch.to_emu();
        if lines >= page_lines {
            let finding = Diagnostic::new(Code::SignatureTooTall).at(span);
            self.sink.push(finding.with("lines", lines));
        }
        let mut lines = lines;
        for index in (0..self.blocks.len()).rev() {
            let is_note = |style| style == StyleName::AttachmentNote;
            let more = match &self.blocks[index] {
                Block::Paragraph(note) if is_note(note.style) => self.estimated_lines(note),
                _ => return self.end_body(index),
            };
            lines += more;
            if lines > page_lines {
                return;
            }
            if let Block::Paragraph(note) = &mut self.blocks[index] {
                note.keep_with_next = Some(true);
            }
        }
    }

    /// Holds the block that ends the body.
    fn end_body(&mut self, index: usize) {
        match &mut self.blocks[index] {
            Block::Paragraph(_) => self.end_in_paragraph(index),
            Block::Table(table) => {
                let rest = match self.settled.body_end {
                    BodyEnd::Rows(row) => table.part(row),
                    _ => None,
                };
                match rest {
                    Some(rest) => self.blocks.insert(index + 1, Block::Table(rest)),
                    None => table.end_body(),
                }
            }
            Block::Figure(figure) => figure.keep_with_next = true,
            Block::JointMark(_) | Block::Colophon(_) => {}
        }
    }

    /// Holds so much of the body's last paragraph as the pages want.
    fn end_in_paragraph(&mut self, index: usize) {
        let Block::Paragraph(paragraph) = &self.blocks[index] else { return };
        let indent = paragraph.indents(&self.styles[&paragraph.style]);
        let is_heading = self.styles[&paragraph.style].keep_with_next;
        let is_short = is_heading || self.estimated_lines(paragraph) < PARTED_LINES;
        let parted = match self.settled.body_end {
            BodyEnd::Parted(at) => paragraph.part(at),
            _ => None,
        };
        if let Some([first, mut second]) = parted {
            second.indent = Some(Box::new(indent.of_turned_lines()));
            second.keep_with_next = Some(true);
            self.blocks[index] = Block::Paragraph(first);
            self.blocks.insert(index + 1, Block::Paragraph(second));
            return;
        }
        let is_free = self.settled.body_end == BodyEnd::Free;
        let Block::Paragraph(paragraph) = &mut self.blocks[index] else { return };
        paragraph.extent = if is_short { Extent::Whole } else { Extent::EndsBody };
        paragraph.keep_with_next = (!is_free).then_some(true);
    }

    /// How many lines a paragraph takes with the space before it, or one more.
    fn estimated_lines(&self, paragraph: &Paragraph) -> i64 {
        let style = &self.styles[&paragraph.style];
        let indent = paragraph.indents(style);
        let measure = self.page.text_width() - indent.left - indent.right - style.size;
        let text = self.width(&plain_text(&paragraph.inlines), paragraph.style);
        let breaks = paragraph.inlines.iter().filter(|inline| **inline == Inline::Break).count();
        let text = text + indent.first_line.max(Length::ZERO);
        let before = paragraph.before.unwrap_or(style.before);
        let lines = text.to_emu() / measure.to_emu().max(1) + 1 + breaks as i64;
        lines
            + (before.to_emu() + self.page.line_pitch.to_emu() - 1) / self.page.line_pitch.to_emu()
    }
}
