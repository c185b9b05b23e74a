//! 发文字号 and 签发人 of 上行文 (7.2.5, 7.2.6): the number at the left, on the line of the last
//! names; the names at the right, two a line, in columns.

use crate::document::model::{Leader, TabAlign, TabStop};
use crate::document::resolve::Resolver;
use crate::document::resolve::builder::TextBuilder;
use crate::document::resolve::page::characters;
use crate::report::{Letterhead, Spanned};
use crate::theme::{Align, CharacterStyle, StyleName};
use crate::unit::Length;

/// Where the names stand, from the left edge of the type area.
struct Columns {
    per_line: usize,
    label: Length,
    first: Length,
    second: Length,
}

impl<'a> Resolver<'a, '_> {
    /// Adds the lines of 签发人 and 发文字号.
    pub(super) fn upward_number(&mut self, head: &'a Letterhead) {
        let rule = &self.theme.letterhead;
        let size = self.styles[&StyleName::DocumentNumber].size;
        let indent = characters(rule.upward_indent, size).round_to_twips();
        let number = head.document_number.as_ref();
        let number_end = number.map_or(Length::ZERO, |number| {
            indent + self.width(&number.value, StyleName::DocumentNumber) + size / 2
        });
        let names = &head.signatories[..];
        let two = self.columns(names, 2, indent);
        let columns = if two.label < number_end { self.columns(names, 1, indent) } else { two };
        let lines: Vec<&[Spanned<String>]> = names.chunks(columns.per_line).collect();
        let shares_line = !names.is_empty() && columns.label >= number_end;
        for (index, line) in lines.iter().enumerate() {
            let mut text = TextBuilder::default();
            let is_last = index + 1 == lines.len();
            let number = number.filter(|_| is_last && shares_line);
            if let Some(number) = number {
                text.fixed(&number.value, number.span.start);
            }
            self.names(&mut text, line, index == 0);
            let style =
                if number.is_some() { StyleName::DocumentNumber } else { StyleName::Signatories };
            let stop = |position| TabStop { position, align: TabAlign::Left, leader: Leader::None };
            let first = if index == 0 { columns.label } else { columns.first };
            let stops = [first, columns.second].map(stop);
            let paragraph = self.paragraph(text, style, line[0].span);
            paragraph.tabs = stops[..line.len().min(2)].to_vec();
            self.align_left(style);
        }
        if !shares_line {
            self.centered_number(head);
            self.align_left(StyleName::DocumentNumber);
        }
    }

    /// The last paragraph with a number stands at the left, as those of 签发人 do.
    fn align_left(&mut self, style: StyleName) {
        if style == StyleName::DocumentNumber {
            let indent = self.styles[&StyleName::Signatories].indent;
            let last = self.last_of_head();
            last.align = Some(Align::Left);
            last.indent = Some(Box::new(indent));
        }
    }

    /// A tab and a name for each column; before the first of all the label.
    fn names(&self, text: &mut TextBuilder, names: &'a [Spanned<String>], has_label: bool) {
        let words = &self.theme.words;
        for (index, name) in names.iter().enumerate() {
            text.tab(name.span.start);
            if has_label && index == 0 {
                let label = format!("{}{}", words.signatories, words.colon);
                text.fixed(&label, name.span.start);
            }
            text.plain_as(name, CharacterStyle::SignatoryName);
        }
    }

    fn columns(&self, names: &[Spanned<String>], per_line: usize, indent: Length) -> Columns {
        let words = &self.theme.words;
        let size = self.styles[&StyleName::Signatories].size;
        let right = self.page.text_width() - indent;
        let widest = |column: usize| {
            let of_column = names.iter().skip(column).step_by(per_line);
            of_column
                .map(|name| {
                    self.width_as(
                        &name.value,
                        StyleName::Signatories,
                        Some(CharacterStyle::SignatoryName),
                    )
                })
                .max()
                .unwrap_or_default()
        };
        let second = match widest(1) {
            width if per_line == 2 && names.len() > 1 => right - width,
            _ => right,
        };
        let gap = characters(self.theme.letterhead.signatory_gap, size).round_to_twips();
        let end = if second < right { second - gap } else { right };
        let first = end - widest(0);
        let label = format!("{}{}", words.signatories, words.colon);
        let label = first - self.width(&label, StyleName::Signatories);
        Columns { per_line, label, first, second }
    }
}
