//! 附件说明, 署名, 成文日期, 附注 and the attachments themselves (7.3.4 to 7.3.7).

use super::builder::TextBuilder;
use super::{Resolver, exact_indent};
use crate::document::field::Edge;
use crate::document::model::{Indent, NumberingId};
use crate::report::{Block, Date, Facet, Signature, SignatureStyle};
use crate::theme::StyleName;
use crate::unit::Length;

impl Resolver<'_, '_> {
    /// What follows the body: 附件说明, 署名 and 成文日期, 附注.
    pub(super) fn closing(&mut self) {
        self.attachment_note();
        self.attendance();
        if let Some(signature) = &self.report.signature {
            self.signature(signature);
        }
        if let Some(note) = &self.report.note {
            let [open, close] = &self.theme.words.note;
            let mut text = TextBuilder::default();
            text.fixed(open, note.span.start);
            text.plain(note);
            text.fixed(close, note.span.start);
            self.paragraph(text, StyleName::Note, note.span);
        }
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
            paragraph.indent = Some(exact_indent(name, -hanging));
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

    fn signature(&mut self, signature: &Signature) {
        let date = self.written_date(signature.date.value);
        let issuers = signature.issuers.as_ref().unwrap_or(&self.report.issuers);
        let widths: Vec<Length> =
            issuers.iter().map(|issuer| self.width(&issuer.value, StyleName::Signature)).collect();
        let widest = widths.iter().copied().max().unwrap_or_default();
        let date_width = self.width(&date, StyleName::Date);
        let (issuer_left, date_left) = self.signature_indents(signature.style, widest, date_width);
        for (index, issuer) in issuers.iter().enumerate() {
            let mut text = TextBuilder::default();
            text.plain(issuer);
            let left = match signature.style {
                SignatureStyle::Plain => issuer_left,
                _ => issuer_left + (widest - widths[index]) / 2,
            };
            let paragraph = self.paragraph(text, StyleName::Signature, issuer.span);
            paragraph.indent = Some(left_indent(left));
            if index > 0 {
                paragraph.before = Some(Length::ZERO);
            }
        }
        let before = self.styles[&StyleName::Signature].before;
        let has_note = self.report.note.is_some();
        let mut text = TextBuilder::default();
        text.fixed(&date, signature.date.span.start);
        let paragraph = self.paragraph(text, StyleName::Date, signature.date.span);
        paragraph.indent = Some(left_indent(date_left));
        paragraph.keep_with_next = has_note.then_some(true);
        if issuers.is_empty() {
            paragraph.before = Some(before);
        }
    }

    /// How far from the left edge 署名 and date begin.
    fn signature_indents(
        &self,
        style: SignatureStyle,
        issuer: Length,
        date: Length,
    ) -> (Length, Length) {
        let rule = &self.theme.signature;
        let size = self.styles[&StyleName::Date].size;
        let characters = |count: f64| super::page::characters(count, size).round_to_twips();
        let width = self.page.text_width();
        match style {
            SignatureStyle::Plain => {
                let (right, shift) =
                    (characters(rule.plain_right), characters(rule.plain_date_shift));
                // whichever ends further right leaves the space
                let left = width - right - issuer.max(shift + date);
                (left, left + shift)
            }
            SignatureStyle::Seal | SignatureStyle::Stamp => {
                let right = match style {
                    SignatureStyle::Seal => rule.seal_date_right,
                    _ => rule.stamp_date_right,
                };
                let date_left = width - characters(right) - date;
                let issuer_left = date_left + date / 2 - issuer / 2;
                (issuer_left.min(width - issuer).max(Length::ZERO), date_left)
            }
        }
    }

    fn written_date(&self, date: Date) -> String {
        let words = self.theme.words.date.replace("%Y", &date.year.to_string());
        words.replace("%m", &date.month.to_string()).replace("%d", &date.day.to_string())
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
            self.title(&attachment.title, StyleName::AttachmentTitle);
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
fn begins_turned(body: &[Block]) -> bool {
    match body.first() {
        Some(Block::Table(table)) => table.turned,
        Some(Block::Figure(figure)) => figure.turned,
        _ => false,
    }
}

fn left_indent(left: Length) -> Indent {
    exact_indent(left.round_to_twips(), Length::ZERO)
}
