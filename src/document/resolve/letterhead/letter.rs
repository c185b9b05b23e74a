//! 信函 (10.1): the 标志 above the type area, a red double line below it and one at the paper's
//! foot; between the first one and the title the elements, 发文字号 at the right.

use super::ascent;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::model::{Leader, PageNumbers, TabAlign, TabStop};
use crate::document::resolve::Resolver;
use crate::document::resolve::builder::TextBuilder;
use crate::document::{Anchored, AnchoredKind, AnchoredPlace, Layer, Paragraph};
use crate::report::{Letterhead, Spanned};
use crate::theme::{CharacterStyle, StyleName};
use crate::unit::Length;

impl<'a> Resolver<'a, '_> {
    pub(super) fn letter_head(&mut self, head: &'a Letterhead) {
        self.section.1 = PageNumbers::NotFirst;
        let rule = &self.theme.letterhead.letter;
        let mut hanging = Vec::new();
        let foot = self.letter_mark(head, &mut hanging);
        let thickness = rule.thick + rule.gap + rule.thin;
        let lower = self.page.height - rule.foot_line - thickness;
        self.double_line([rule.thick, rule.thin], foot, &mut hanging);
        self.double_line([rule.thin, rule.thick], lower, &mut hanging);
        let first = self.blocks.len();
        self.letter_elements(head);
        let size = self.styles[&StyleName::DocumentNumber].size;
        let below = super::super::page::characters(rule.elements_below, size);
        self.put_first_element(first, foot + thickness + below, hanging);
        let blank = self.page.line_pitch * i64::from(rule.title_blank_lines);
        self.last_of_head().after = Some(blank);
    }

    /// The 标志 in a frame. Returns where the double line below it begins.
    fn letter_mark(&mut self, head: &'a Letterhead, hanging: &mut Vec<Anchored>) -> Length {
        let rule = &self.theme.letterhead.letter;
        let words = self.mark_words(head);
        let name = &words.names[0];
        let (above, below) = self.set_mark_style(name, Length::ZERO);
        let style = self.styles.get_mut(&StyleName::Mark).expect("a theme has all styles");
        (style.before, style.after) = (Length::ZERO, Length::ZERO);
        let height = style.line_pitch;
        let mut text = TextBuilder::default();
        text.fixed(&name.value, name.span.start);
        let inlines = self.inlines(text, StyleName::Mark);
        let top = (rule.mark_top - above).round_to_twips();
        hanging.push(Anchored {
            kind: AnchoredKind::Text(Box::new(Paragraph::new(StyleName::Mark, inlines, name.span))),
            x: Length::ZERO,
            y: AnchoredPlace::Paper(top),
            width: self.page.text_width(),
            height,
            layer: Layer::Front,
        });
        top + height + below + rule.line_below
    }

    /// Two lines of these thicknesses, the first `y` below the paper's upper edge.
    fn double_line(&self, thickness: [Length; 2], y: Length, hanging: &mut Vec<Anchored>) {
        let letterhead = &self.theme.letterhead;
        let rule = &letterhead.letter;
        let color = self.theme.colors[&letterhead.line.color];
        let [first, second] = thickness;
        for (y, height) in [(y, first), (y + first + rule.gap, second)] {
            hanging.push(Anchored {
                kind: AnchoredKind::Rule(color),
                x: ((self.page.width - rule.line_width) / 2 - self.page.left).round_to_twips(),
                y: AnchoredPlace::Paper(y.round_to_twips()),
                width: rule.line_width,
                height,
                layer: Layer::Front,
            });
        }
    }

    /// 份号, 密级 and 紧急程度 at the left, one a line; 发文字号 at the right of the first one.
    fn letter_elements(&mut self, head: &'a Letterhead) {
        let right = self.page.text_width();
        let elements = self.head_elements(head);
        let number = head.document_number.as_ref();
        for index in 0..elements.len().max(1) {
            let element = elements.get(index);
            let number = number.filter(|_| index == 0);
            let mut text = TextBuilder::default();
            let mut style = StyleName::DocumentNumber;
            match element {
                Some(element) if number.is_some() && element.style != StyleName::CopyNumber => {
                    text.fixed_as(&element.text, CharacterStyle::Label, element.span.start);
                }
                Some(element) => {
                    text.fixed(&element.text, element.span.start);
                    if number.is_none() {
                        style = element.style;
                    }
                }
                None => {}
            }
            if let Some(number) = number {
                self.check_letter_number(number, element.map_or("", |element| &element.text));
                text.tab(number.span.start);
                text.fixed(&number.value, number.span.start);
            }
            let span = element.map_or(head.span, |element| element.span);
            let paragraph = self.paragraph(text, style, span);
            if number.is_some() {
                paragraph.align = Some(crate::theme::Align::Left);
                paragraph.tabs =
                    vec![TabStop { position: right, align: TabAlign::Right, leader: Leader::None }];
            }
        }
    }

    /// Whether 发文字号 has room at the right of what stands at the left.
    fn check_letter_number(&mut self, number: &Spanned<String>, at_left: &str) {
        let style = StyleName::DocumentNumber;
        let left = self.width_as(at_left, style, Some(CharacterStyle::Label));
        let (width, room) = (self.width(&number.value, style), self.page.text_width() - left);
        if width > room {
            let finding = Diagnostic::new(Code::NumberTooLong).at(number.span);
            self.sink.push(finding.with("width", width).with("room", room));
        }
    }

    /// Puts the upper edge of the first element's characters `y` below the paper's upper edge, and
    /// hangs at it what has places of its own.
    fn put_first_element(&mut self, first: usize, y: Length, hanging: Vec<Anchored>) {
        use crate::document::model::Block;
        let top = self.page.top + self.page.grid_offset();
        let Some(Block::Paragraph(paragraph)) = self.blocks.get(first) else { return };
        let style = &self.styles[&paragraph.style];
        let text = super::super::plain_text(&paragraph.inlines);
        let above = self.extent(&text, style).map_or(style.size.scale(88, 100), |e| e.above);
        let before = y - (ascent(style.line_pitch) - above) - top;
        let Some(Block::Paragraph(paragraph)) = self.blocks.get_mut(first) else { return };
        paragraph.before = Some(before.round_to_twips());
        paragraph.anchored = hanging;
    }
}
