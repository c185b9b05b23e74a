//! 附件说明, 署名, 成文日期, 附注 and the attachments themselves (7.3.4 to 7.3.7).

use super::builder::TextBuilder;
use super::seal::{Below, NotePlace};
use super::{Resolver, exact_indent};
use crate::diagnostic::Span;
use crate::document::field::Edge;
use crate::document::model::{Block, NumberingId, Paragraph};
use crate::report::{self, Facet};
use crate::theme::StyleName;
use crate::unit::Length;

impl Resolver<'_, '_> {
    /// What follows the body: 附件说明, 署名 and 成文日期, 附注.
    pub(super) fn closing(&mut self) {
        self.attachment_note();
        self.attendance();
        let mut below = match &self.report.signature {
            Some(signature) => self.signature(signature),
            None => Below::default(),
        };
        if let Some(note) = &self.report.note {
            let [open, close] = &self.theme.words.note;
            let mut text = TextBuilder::default();
            text.fixed(open, note.span.start);
            text.plain(note);
            text.fixed(close, note.span.start);
            let before = match below.note {
                NotePlace::BelowSeals => std::mem::take(&mut below.lines),
                NotePlace::BelowDate => 0,
            };
            let is_above_foot = below.lines > 1;
            let before = self.page.line_pitch * before;
            let paragraph = self.paragraph(text, StyleName::Note, note.span);
            if before > Length::ZERO {
                paragraph.before = Some(before);
            }
            paragraph.keep_with_next = is_above_foot.then_some(true);
            below.lines -= 1;
        }
        if below.lines > 0 {
            self.room(below.lines);
        }
    }

    /// Room for the part of a seal that is above or below the text it stands on, so that it is on the
    /// page of its text and nothing meets it.
    pub(super) fn room(&mut self, lines: i64) -> &mut Paragraph {
        let pitch = self.page.line_pitch * lines;
        let paragraph = self.paragraph(TextBuilder::default(), StyleName::Date, Span::default());
        paragraph.line_pitch = Some(pitch);
        paragraph
    }

    /// 附件说明: turned lines, and the names of further attachments, stand under the first
    /// character of the name.
    fn attachment_note(&mut self) {
        let words = &self.theme.words;
        let label = format!("{}{}", words.attachment, words.colon);
        let style = StyleName::AttachmentNote;
        let left = self.styles[&style].indent.left;
        let attachments = &self.report.attachments;
        let together = self.theme.attachment_note.together;
        let is_numbered = attachments.len() > 1;
        let label_width = self.advance(&label, style);
        for (index, attachment) in attachments.iter().enumerate() {
            let number = if is_numbered { format!("{}.", index + 1) } else { String::new() };
            let mut text = TextBuilder::default();
            let lead = if index == 0 { format!("{label}{number}") } else { number.clone() };
            text.fixed(&lead, attachment.title.span.start);
            text.title_name(&attachment.title);
            let hanging = self.advance(&lead, style);
            let name = left + label_width + self.advance(&number, style);
            let paragraph = self.paragraph(text, style, attachment.title.span);
            paragraph.indent = Some(Box::new(exact_indent(name, -hanging)));
            if index > 0 {
                paragraph.before = Some(Length::ZERO);
            }
            paragraph.keep_with_next = Some(stays_with_next(index, attachments.len(), together));
        }
    }

    /// The width of a text that more text follows.
    pub(super) fn advance(&self, text: &str, style: StyleName) -> Length {
        if text.is_empty() {
            return Length::ZERO;
        }
        self.width(text, style) + self.styles[&style].tracking
    }

    /// The number of an attachment; the only one has none.
    pub(super) fn attachment_number(&self, index: usize) -> String {
        let has_number = self.report.attachments.len() > 1;
        if has_number { (index + 1).to_string() } else { String::new() }
    }

    /// 附件: each on pages of its own, label on line 1, title on line 3, numbered headings anew.
    pub(super) fn attachments(&mut self) {
        let attachments = &self.report.attachments;
        for (index, attachment) in attachments.iter().enumerate() {
            if begins_turned(&attachment.body) {
                self.begin_turned();
            }
            let place = attachment.title.span.start;
            let id = attachment.id.as_ref();
            let number = self.used_anchor(id, Facet::Number);
            let mut text = TextBuilder::default();
            text.fixed(&self.theme.words.attachment, place);
            text.edge(number, Edge::Start, place);
            text.fixed(&self.attachment_number(index), place);
            text.edge(number, Edge::End, place);
            let anchor = self.whole_anchor(id);
            let span = attachment.title.span;
            self.paragraph(text, StyleName::AttachmentLabel, span).anchor = anchor;
            let entry = self.heading_anchor(None, 0);
            self.title(&attachment.title, StyleName::AttachmentTitle);
            if let Some(Block::Paragraph(title)) = self.blocks.last_mut() {
                title.anchor = entry;
            }
            self.lists.push(super::heading_levels(self.theme));
            self.body(&attachment.body, NumberingId(self.lists.len()));
        }
    }
}

/// Whether a name of 附件说明 stays on the page of the next one.
fn stays_with_next(index: usize, count: usize, together: usize) -> bool {
    let is_last = index + 1 == count;
    !is_last && (count <= together || index == 0 || index + 2 == count)
}

/// Whether a body begins with a turned table or figure, on whose page its title stands then.
fn begins_turned(body: &[report::Block]) -> bool {
    match body.first() {
        Some(report::Block::Table(table)) => table.turned,
        Some(report::Block::Figure(figure)) => figure.turned,
        _ => false,
    }
}
