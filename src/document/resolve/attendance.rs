//! 出席, 请假, 列席 of 纪要 (10.3): turned lines stand under the first name.

use super::builder::TextBuilder;
use super::{Resolver, exact_indent};
use crate::theme::{CharacterStyle, StyleName};
use crate::unit::Length;

impl Resolver<'_, '_> {
    pub(super) fn attendance(&mut self) {
        let Some(attendance) = &self.report.attendance else { return };
        let style = StyleName::Attendance;
        let words = &self.theme.words;
        let lists = [&attendance.present, &attendance.absent, &attendance.observers];
        let mut is_first = true;
        for (label, names) in words.attendance.iter().zip(lists) {
            let Some(first) = names.first() else { continue };
            let mut text = TextBuilder::default();
            text.fixed_as(label, CharacterStyle::Label, first.span.start);
            text.fixed(&words.colon, first.span.start);
            for (index, name) in names.iter().enumerate() {
                if index > 0 {
                    text.fixed(&words.names, name.span.start);
                }
                text.plain(name);
            }
            // the label is a portion of its own, without tracking behind it
            let hanging = self.width_as(label, style, Some(CharacterStyle::Label))
                + self.advance(&words.colon, style);
            let left = self.styles[&style].indent.left + hanging;
            let paragraph = self.paragraph(text, style, first.span);
            paragraph.indent = Some(Box::new(exact_indent(left, -hanging)));
            if !is_first {
                paragraph.before = Some(Length::ZERO);
            }
            is_first = false;
        }
    }
}
