//! 版头: from the 份号 to the red line (7.2), and those of 信函, 命令（令） and 纪要 (10.1 to 10.3).
//!
//! Edges are those of the characters' ink, which is what a ruler measures.

mod letter;
mod mark;
mod signatories;

use super::Resolver;
use super::builder::TextBuilder;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::model::{Block, Inline, Paragraph, ParagraphStyle};
use crate::document::{Anchored, AnchoredKind, AnchoredPlace, Layer};
use crate::font::measure::Extent;
use crate::report::{Kind, Letterhead};
use crate::theme::StyleName;
use crate::unit::Length;

/// 份号, 密级 or 紧急程度 as text.
struct Element {
    style: StyleName,
    text: String,
    span: Span,
}

/// Top of a line's height to its baseline, as LibreOffice sets exact lines.
fn ascent(line_pitch: Length) -> Length {
    line_pitch.scale(4, 5)
}

impl<'a> Resolver<'a, '_> {
    /// Adds the 版头, if the report asks for one.
    pub(super) fn letterhead(&mut self) {
        let report = self.report;
        match &report.letterhead {
            Some(head) if report.kind == Kind::Letter => self.letter_head(head),
            Some(head) => self.head(head),
            None => {}
        }
    }

    /// Whether the title is printed: that of an order only names the document.
    pub(super) fn prints_title(&self) -> bool {
        self.report.kind != Kind::Order || self.report.letterhead.is_none()
    }

    fn head(&mut self, head: &'a Letterhead) {
        let lines = self.elements(head);
        let rule = &self.theme.letterhead;
        let kind = self.report.kind;
        let is_order = kind == Kind::Order;
        let top = if is_order { rule.mark.order_top } else { rule.mark.top };
        let has_number = head.document_number.is_some();
        let blank_lines = self.page.line_pitch * i64::from(rule.number_blank_lines);
        // minutes without number have the line right below the 标志
        let is_bare = kind == Kind::Minutes && !has_number;
        let after = if is_bare { Length::ZERO } else { blank_lines };
        let depth = self.mark(head, top, lines, after);
        if kind.is_upward() || !head.signatories.is_empty() {
            self.upward_number(head);
        } else {
            self.centered_number(head);
        }
        let pitch = self.page.line_pitch;
        if is_order {
            self.last_of_head().after = Some(pitch * i64::from(rule.order_blank_lines));
            return;
        }
        let turned = self.page.line_pitch * (self.number_lines(head) - 1);
        let below = if is_bare { depth } else { turned + self.lower_edge() };
        self.red_line(below + rule.line.below, turned);
    }

    /// 发文字号, centred. Without one its line stays free.
    fn centered_number(&mut self, head: &'a Letterhead) {
        let mut text = TextBuilder::default();
        let span = head.document_number.as_ref().map_or(head.span, |number| {
            text.fixed(&number.value, number.span.start);
            number.span
        });
        self.paragraph(text, StyleName::DocumentNumber, span);
    }

    /// How many lines the 发文字号 takes: it ought to be one (7.2.5).
    fn number_lines(&mut self, head: &Letterhead) -> i64 {
        let Some(number) = &head.document_number else { return 1 };
        let style = StyleName::DocumentNumber;
        let Some(Block::Paragraph(last)) = self.blocks.last() else { return 1 };
        let indent = last.indents(&self.styles[&style]);
        let room = self.page.text_width() - indent.left - indent.right;
        let width = self.width(&number.value, style);
        if width <= room {
            return 1;
        }
        let finding = Diagnostic::new(Code::NumberTooLong).at(number.span);
        self.sink.push(finding.with("width", width).with("room", room));
        (width.to_emu() + room.to_emu() - 1) / room.to_emu()
    }

    /// The red line below the last paragraph so far (7.2.7), `y` below its top; then the blank lines
    /// before the title. `turned` is what the paragraph's lines but the first take.
    fn red_line(&mut self, y: Length, turned: Length) {
        let rule = &self.theme.letterhead;
        let pitch = self.page.line_pitch;
        let width = self.page.text_width();
        let (y, thickness) = (y.round_to_twips(), rule.line.thickness.round_to_twips());
        let blank = pitch * i64::from(rule.title_blank_lines);
        let color = self.theme.colors[&rule.line.color];
        let last = self.last_of_head();
        last.anchored.push(Anchored {
            kind: AnchoredKind::Rule(color),
            x: Length::ZERO,
            y: AnchoredPlace::Line(y),
            width,
            height: thickness,
            layer: Layer::Front,
        });
        last.after = Some(y + thickness - pitch - turned + blank);
    }

    fn last_of_head(&mut self) -> &mut Paragraph {
        match self.blocks.last_mut() {
            Some(Block::Paragraph(paragraph)) => paragraph,
            _ => unreachable!("a 版头 ends with the paragraph of the 发文字号"),
        }
    }

    /// From the top of the last line so far to the lower edge of its characters; that of the em
    /// box, if there are none.
    fn lower_edge(&self) -> Length {
        let Some(Block::Paragraph(last)) = self.blocks.last() else { return Length::ZERO };
        let style = &self.styles[&last.style];
        let runs = last.inlines.iter().filter_map(|inline| match inline {
            Inline::Run(run) => Some(run.text.as_str()),
            _ => None,
        });
        let text: String = runs.collect();
        let below = self.extent(&text, style).map_or(style.size.scale(12, 100), |e| e.below);
        ascent(style.line_pitch) + below
    }

    /// How far the ink of a text reaches above and below its baseline.
    fn extent(&self, text: &str, style: &ParagraphStyle) -> Option<Extent> {
        Extent::of(self.fonts, text, style.font, style.latin, style.size)
    }

    /// Adds 份号, 密级 and 紧急程度, one a line (7.2.1 to 7.2.3). Returns how many lines they take.
    fn elements(&mut self, head: &Letterhead) -> i64 {
        let mut lines = 0;
        for element in self.head_elements(head) {
            lines += 1;
            let mut text = TextBuilder::default();
            text.fixed(&element.text, element.span.start);
            let line = self.page.line_pitch;
            let paragraph = self.paragraph(text, element.style, element.span);
            // 密级 stands on line 2, whether or not there is a 份号 on line 1
            if element.style == StyleName::Security && lines == 1 {
                paragraph.before = Some(line);
                lines += 1;
            }
        }
        lines
    }

    fn head_elements(&self, head: &Letterhead) -> Vec<Element> {
        let words = &self.theme.words;
        let copy_number = head.copy_number.as_ref().map(|number| Element {
            style: StyleName::CopyNumber,
            text: number.value.clone(),
            span: number.span,
        });
        let security = head.security.as_ref().map(|security| {
            let term =
                security.term.as_ref().map(|term| format!("{}{}", words.security, term.value));
            Element {
                style: StyleName::Security,
                text: security.level.value.word().to_owned() + &term.unwrap_or_default(),
                span: security.level.span,
            }
        });
        let urgency = head.urgency.as_ref().map(|urgency| Element {
            style: StyleName::Urgency,
            text: urgency.value.word().to_owned(),
            span: urgency.span,
        });
        copy_number.into_iter().chain(security).chain(urgency).collect()
    }
}
