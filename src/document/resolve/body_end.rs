//! The end of the body on the page of the signature (7.3.5.5): no page has a signature and no text.

use super::{Resolver, plain_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::body_end::{BodyEnd, Extent};
use crate::document::model::{Block, Inline, Paragraph};
use crate::theme::StyleName;
use crate::unit::Length;

impl Resolver<'_, '_> {
    /// How many lines a page has.
    pub(super) fn page_lines(&self) -> i64 {
        self.page.text_height().to_emu() / self.page.line_pitch.to_emu()
    }

    /// How many lines of a paragraph may stand together, at least (孤行).
    fn widow_lines(&self) -> i64 {
        i64::from(self.page.widow_lines).max(1)
    }

    /// A paragraph of fewer lines is not parted: too few of them would stand alone.
    pub(super) fn parted_lines(&self) -> i64 {
        2 * self.widow_lines()
    }

    /// How many lines stand above a signature on its page, at least: the last ones of the body and
    /// 附件说明, unless that is as good as a page.
    pub(super) fn least_body_lines(&self) -> i64 {
        let mut blocks = self.blocks.iter().rev().peekable();
        let mut lines = 0;
        while let Some(Block::Paragraph(note)) =
            blocks.next_if(|block| matches!(block, Block::Paragraph(note) if is_note(note)))
        {
            lines += self.estimated_lines(note);
        }
        lines += match blocks.next() {
            Some(Block::Paragraph(last)) if last.style == StyleName::FigureCaption => {
                self.estimated_lines(last) + blocks.next().map_or(0, |above| self.lines_of(above))
            }
            Some(Block::Paragraph(last)) => match self.estimated_lines(last) {
                lines if lines > self.parted_lines() => self.widow_lines(),
                lines => lines.min(self.parted_lines() - 1),
            },
            last => last.map_or(0, |last| self.lines_of(last)),
        };
        if lines > self.page_lines() / 2 { self.widow_lines() } else { lines }
    }

    /// How many lines of the page a figure takes, or the last row of a table with the headings.
    fn lines_of(&self, block: &Block) -> i64 {
        match block {
            Block::Figure(figure) => figure.line_height.to_emu() / self.page.line_pitch.to_emu(),
            Block::Table(table) => table.header_rows as i64 + 2,
            _ => 0,
        }
    }

    /// How many lines of 附注 stay with the date.
    pub(super) fn note_lines(&self) -> i64 {
        let Some(note) = &self.report.note else { return 0 };
        let style = &self.styles[&StyleName::Note];
        let width = self.width(&note.value, StyleName::Note) + style.size * 4;
        if width < self.page.text_width() { 1 } else { self.widow_lines() + 1 }
    }

    /// Where the longest line of 附注 ends, from the left edge of the type area.
    pub(super) fn note_right(&self) -> Option<Length> {
        let note = self.report.note.as_ref()?;
        let style = &self.styles[&StyleName::Note];
        let [open, close] = &self.theme.words.note;
        let text = format!("{open}{}{close}", note.value);
        let right =
            style.indent.left + style.indent.first_line + self.width(&text, StyleName::Note);
        Some(right.min(self.page.text_width()))
    }

    /// Says so if a signature goes on on further pages.
    pub(super) fn check_signature_pages(&mut self, pages: usize) {
        let Some(signature) = self.report.signature.as_ref().filter(|_| pages > 1) else { return };
        let finding = Diagnostic::new(Code::SignatureTooTall).at(signature.date.span);
        self.sink.push(finding.with("pages", pages));
    }

    /// Keeps the end of the body, and 附件说明 after it, on the page of a signature of so many lines.
    pub(super) fn hold_body_end(&mut self, lines: i64) {
        let page_lines = self.page_lines();
        let mut lines = lines;
        for index in (0..self.blocks.len()).rev() {
            let more = match &self.blocks[index] {
                Block::Paragraph(note) if is_note(note) => self.estimated_lines(note),
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
        let is_short = is_heading || self.estimated_lines(paragraph) < self.parted_lines();
        // page 1 shows text of the body (7.3.3), whatever becomes of the signature
        let is_all = self.report.letterhead.is_some() && self.begins_body(index);
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
        let is_free = self.settled.body_end == BodyEnd::Free || is_all;
        let Block::Paragraph(paragraph) = &mut self.blocks[index] else { return };
        paragraph.extent = if is_short { Extent::Whole } else { Extent::EndsBody };
        paragraph.keep_with_next = (!is_free).then_some(true);
    }

    /// Whether a block is the first one of the body.
    fn begins_body(&self, index: usize) -> bool {
        let is_opening = |block: &Block| match block {
            Block::Paragraph(above) => matches!(
                above.style,
                StyleName::Title
                    | StyleName::Subtitle
                    | StyleName::Addressees
                    | StyleName::Mark
                    | StyleName::DocumentNumber
                    | StyleName::Signatories
            ),
            Block::JointMark(_) => true,
            _ => false,
        };
        index.checked_sub(1).is_none_or(|above| is_opening(&self.blocks[above]))
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

/// Whether a paragraph is part of 附件说明.
fn is_note(paragraph: &Paragraph) -> bool {
    paragraph.style == StyleName::AttachmentNote
}
