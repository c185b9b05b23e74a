//! 版记 (7.4): 主送 that page 1 has no room for, 抄送, 印发机关 and 印发日期.

use super::Resolver;
use super::builder::TextBuilder;
use super::page::characters;
use crate::diagnostic::Span;
use crate::document::colophon::{Colophon, ColophonPlace, ColophonRules, Parity};
use crate::document::model::{
    Block, Indent, Inline, Leader, PageNumbers, Paragraph, TabAlign, TabStop,
};
use crate::report::{Kind, Printed, Spanned};
use crate::theme::{Align, ColophonSide, StyleName};
use crate::unit::Length;

const STYLE: StyleName = StyleName::Colophon;

impl Resolver<'_, '_> {
    /// Ends the document with the 版记, if there is anything in it.
    pub(super) fn colophon(&mut self) {
        let report = self.report;
        let mut names = Vec::new();
        if self.addressees_moved() {
            let label = self.theme.words.send_to.clone();
            names.push(self.labelled(&label, &report.addressees));
        }
        let mut groups = Vec::new();
        if let Some(colophon) = &report.colophon {
            if !colophon.copy_to.is_empty() {
                let label = self.theme.words.copy_to.clone();
                names.push(self.labelled(&label, &colophon.copy_to));
            }
            groups.extend(colophon.printed.as_ref().map(|printed| self.printed(printed)));
        }
        if !names.is_empty() {
            groups.insert(0, names);
        }
        if groups.is_empty() {
            return;
        }
        let is_letter = report.kind == Kind::Letter;
        let rule = &self.theme.colophon;
        let any_page = is_letter || rule.side == ColophonSide::Any;
        let rules = ColophonRules { thick: rule.thick, thin: rule.thin };
        let colophon = Colophon {
            groups,
            rules: (!is_letter).then_some(rules),
            padding: rule.padding.round_to_twips(),
            parity: if any_page { Parity::Any } else { Parity::Even },
            has_addressees: self.addressees_moved(),
            place: self.settled.colophon,
        };
        if colophon.place == ColophonPlace::AfterBlank {
            self.begin_section(self.page.clone(), PageNumbers::None);
            let blank = Paragraph::new(StyleName::Body, Vec::new(), Span::default());
            self.blocks.push(Block::Paragraph(blank));
        } else if self.section.0.width > self.section.0.height {
            self.begin_section(self.page.clone(), PageNumbers::All);
        }
        self.blocks.push(Block::Colophon(colophon));
    }

    /// Whether 主送机关 stand in the 版记 (7.3.2).
    pub(super) fn addressees_moved(&self) -> bool {
        self.settled.addressees_moved && self.report.kind != Kind::Plain
    }

    /// 抄送：甲，乙。 Turned lines stand under the first name.
    fn labelled(&mut self, label: &str, names: &[Spanned<String>]) -> Paragraph {
        let words = &self.theme.words;
        let span = names.first().map(|name| name.span).unwrap_or_default();
        let label = format!("{label}{}", words.colon);
        let mut text = TextBuilder::default();
        text.fixed(&label, span.start);
        for (index, name) in names.iter().enumerate() {
            if index > 0 {
                text.fixed(&words.separator, name.span.start);
            }
            text.plain(name);
        }
        if !text.last().is_some_and(|last| words.full_stop.ends_with(last)) {
            text.fixed(&words.full_stop, span.start);
        }
        let indent = self.styles[&STYLE].indent;
        let hanging = self.advance(&label, STYLE);
        let mut paragraph = Paragraph::new(STYLE, self.inlines(text, STYLE), span);
        paragraph.indent = Some(Box::new(Indent {
            first_line: -hanging,
            left: indent.left + hanging,
            right: indent.right,
            ..Indent::default()
        }));
        paragraph
    }

    /// 印发机关 at the left, 印发日期 at the right, on lines of their own if one has no room for both.
    fn printed(&mut self, printed: &Printed) -> Vec<Paragraph> {
        let style = &self.styles[&STYLE];
        let (indent, size) = (style.indent, style.size);
        let date = format!("{}{}", self.written_date(printed.on.value), self.theme.words.printed);
        let room = self.page.text_width() - indent.left - indent.right;
        let needed = self.width(&printed.by.value, STYLE) + self.width(&date, STYLE);
        let mut by = TextBuilder::default();
        by.plain(&printed.by);
        let by = self.inlines(by, STYLE);
        let mut on = TextBuilder::default();
        on.fixed(&date, printed.on.span.start);
        let on = self.inlines(on, STYLE);
        if needed + characters(1.0, size) > room {
            let mut date = Paragraph::new(STYLE, on, printed.on.span);
            date.align = Some(Align::Right);
            return vec![Paragraph::new(STYLE, by, printed.by.span), date];
        }
        let inlines = by.into_iter().chain([Inline::Tab]).chain(on).collect();
        let mut line = Paragraph::new(STYLE, inlines, printed.by.span);
        line.indent = Some(Box::new(Indent { right: Length::ZERO, right_chars: 0, ..indent }));
        line.tabs = vec![TabStop {
            position: (self.page.text_width() - indent.right).round_to_twips(),
            align: TabAlign::Right,
            leader: Leader::None,
        }];
        vec![line]
    }
}
