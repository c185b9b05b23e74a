//! 发文机关标志 (7.2.4, 10.1 to 10.3): what it reads, how large it is, where it stands.

use super::ascent;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::document::JointMark;
use crate::document::model::{Block, Paragraph};
use crate::document::resolve::Resolver;
use crate::document::resolve::builder::TextBuilder;
use crate::document::resolve::page::characters;
use crate::font::measure::{TextLook, text_width};
use crate::report::{self, Kind, Letterhead, Spanned};
use crate::theme::{Align, StyleName};
use crate::unit::Length;

/// Sizes are tried in steps of half a point, the unit of `w:sz`.
const STEP: Length = Length::emu(6_350);

/// What the columns of a joint mark are wider than their text: LibreOffice rounds columns, and a
/// name without room would turn.
const SLACK: Length = Length::pt(1);

/// What a mark reads.
#[derive(Clone, Debug)]
pub(super) struct Words {
    /// One text, or the names of several agencies.
    pub(super) names: Vec<Spanned<String>>,
    /// 文件, at the right of several names.
    pub(super) word: Option<Spanned<String>>,
}

/// Type size and width of the characters in percent of their own.
#[derive(Clone, Copy, Debug)]
struct Fit {
    size: Length,
    width: u8,
}

impl Fit {
    fn em(self) -> Length {
        Length::twips(self.size.to_twips() * i64::from(self.width) / 100)
    }
}

impl<'a> Resolver<'a, '_> {
    /// Adds the mark, its upper edge `top` below that of the type area, of which `lines` are taken,
    /// and `after` below its lower edge. Returns how far this is above where the next line begins,
    /// less `after`; it is negative.
    pub(super) fn mark(
        &mut self,
        head: &'a Letterhead,
        top: Length,
        lines: i64,
        after: Length,
    ) -> Length {
        let words = self.mark_words(head);
        let top = top - self.page.grid_offset() - self.page.line_pitch * lines;
        if let [name] = &words.names[..] {
            let (above, below) = self.set_mark_style(name, after);
            let style = self.styles.get_mut(&StyleName::Mark).expect("a theme has all styles");
            style.before = (top - above).round_to_twips().max(Length::ZERO);
            let mut text = TextBuilder::default();
            text.fixed(&name.value, name.span.start);
            self.paragraph(text, StyleName::Mark, name.span);
            return below;
        }
        self.joint_mark(head, &words, top, after)
    }

    /// What the mark reads: as the author says, or the issuers with the word of the kind.
    pub(super) fn mark_words(&self, head: &Letterhead) -> Words {
        let words = &self.theme.words;
        let report = self.report;
        if let Some(mark) = &head.mark {
            return match (&mark.names[..], &mark.word) {
                ([name], Some(word)) => {
                    Words { names: vec![joined(name, &word.value)], word: None }
                }
                _ => Words { names: mark.names.clone(), word: mark.word.clone() },
            };
        }
        let word = match report.kind {
            Kind::Letter => "",
            Kind::Order => &words.order,
            Kind::Minutes => &words.minutes,
            _ => &words.mark,
        };
        match &report.issuers[..] {
            [lead, ..] if report.kind == Kind::Letter => {
                Words { names: vec![lead.clone()], word: None }
            }
            [only] => Words { names: vec![joined(only, word)], word: None },
            all => Words {
                names: all.to_vec(),
                word: Some(Spanned { value: word.to_owned(), span: head.span }),
            },
        }
    }

    /// Finds the size of a mark of one line and puts it into its style, with `after` below the
    /// characters' lower edge. Returns how far their upper edge is below the line's top, and their
    /// lower edge below the line's foot, which is negative.
    pub(super) fn set_mark_style(
        &mut self,
        name: &Spanned<String>,
        after: Length,
    ) -> (Length, Length) {
        let rule = &self.theme.letterhead.mark;
        let room = self.page.text_width();
        let width = |em| self.mark_width(&name.value, em);
        let largest = self.styles[&StyleName::Mark].size;
        let found = fit((rule.smallest, largest), rule.narrowest, |fit| width(fit.em()) <= room);
        let fit = found.unwrap_or(Fit { size: rule.smallest, width: rule.narrowest });
        if found.is_none() {
            self.mark_too_long(name.span, fit, width(fit.em()), room);
        }
        // Word cuts off what reaches over a line of exact height
        let line_pitch = fit.size.scale(5, 4).round_to_twips();
        let mut style = self.styles[&StyleName::Mark].clone();
        style.size = fit.size;
        style.character_width = fit.width;
        style.line_pitch = line_pitch;
        let extent = self.extent(&name.value, &style).unwrap_or_default();
        let below = extent.below - (line_pitch - ascent(line_pitch));
        style.after = (after + below).round_to_twips().max(Length::ZERO);
        self.styles.insert(StyleName::Mark, style);
        (ascent(line_pitch) - extent.above, below)
    }

    fn mark_width(&self, text: &str, em: Length) -> Length {
        let style = &self.styles[&StyleName::Mark];
        let look =
            TextLook { han: style.font, latin: style.latin, size: em, tracking: Length::ZERO };
        text_width(self.fonts, &text.chars().collect::<Vec<_>>(), look)
    }

    fn mark_too_long(&mut self, span: Span, fit: Fit, needed: Length, room: Length) {
        let finding = Diagnostic::new(Code::MarkTooLong).at(span);
        let finding = finding.with("needed", needed).with("room", room);
        self.sink.push(finding.with("size", format!("{}pt", fit.size.to_pt())));
    }

    /// Several agencies: the names one below the other, evenly set to the width of the longest.
    fn joint_mark(
        &mut self,
        head: &'a Letterhead,
        words: &Words,
        top: Length,
        after: Length,
    ) -> Length {
        let fit = self.fit_joint(head, words);
        let rule = &self.theme.letterhead.mark;
        let row_height = characters(rule.pitch, fit.size).round_to_twips();
        let mut style = self.styles[&StyleName::Mark].clone();
        style.size = fit.size;
        style.character_width = fit.width;
        style.line_pitch = row_height;
        let extent = |name: Option<&Spanned<String>>| {
            name.and_then(|name| self.extent(&name.value, &style)).unwrap_or_default()
        };
        let above = ascent(row_height) - extent(words.names.first()).above;
        let below = extent(words.names.last()).below - (row_height - ascent(row_height));
        self.styles.insert(StyleName::Mark, style);
        let (names_width, word_width) = self.joint_widths(words, fit.em());
        let left = (self.page.text_width() - names_width - word_width) / 2;
        let names = words.names.iter().map(|name| self.mark_line(name, Align::Distribute));
        let mark = JointMark {
            names: names.collect(),
            word: words.word.as_ref().map(|word| self.mark_line(word, Align::Right)),
            left: left.round_to_twips(),
            names_width,
            word_width,
            row_height,
            before: (top - above).round_to_twips().max(Length::ZERO),
            after: (after + below).round_to_twips().max(Length::ZERO),
        };
        self.blocks.push(Block::JointMark(mark));
        below
    }

    fn mark_line(&mut self, text: &Spanned<String>, align: Align) -> Paragraph {
        let mut builder = TextBuilder::default();
        builder.fixed(&text.value, text.span.start);
        let inlines = self.inlines(builder, StyleName::Mark);
        Paragraph { align: Some(align), ..Paragraph::new(StyleName::Mark, inlines, text.span) }
    }

    /// The widths of the columns with the names and with 文件.
    fn joint_widths(&self, words: &Words, em: Length) -> (Length, Length) {
        let widths = words.names.iter().map(|name| self.mark_width(&name.value, em));
        let gap = characters(self.theme.letterhead.mark.gap, em).round_to_twips();
        let word = words.word.as_ref().map(|word| self.mark_width(&word.value, em) + gap);
        (widths.max().unwrap_or_default() + SLACK, word.unwrap_or_default())
    }

    /// The largest size at which the names fit the width of the type area and leave room for the
    /// first lines of the body.
    fn fit_joint(&mut self, head: &Letterhead, words: &Words) -> Fit {
        let rule = &self.theme.letterhead.mark;
        let room = (self.page.text_width(), self.joint_room(head));
        let size = |fit: Fit| {
            let (names, word) = self.joint_widths(words, fit.em());
            let row = characters(rule.pitch, fit.size).round_to_twips();
            (names + word, row * words.names.len() as i64)
        };
        let fits = |fit| size(fit).0 <= room.0 && size(fit).1 <= room.1;
        let largest = rule.joint_size.min(self.styles[&StyleName::Mark].size);
        let smallest = Fit { size: rule.joint_smallest, width: rule.narrowest };
        let needed = size(smallest);
        if let Some(fit) = fit((smallest.size, largest), rule.narrowest, fits) {
            return fit;
        }
        let (needed, room) =
            if needed.0 > room.0 { (needed.0, room.0) } else { (needed.1, room.1) };
        self.mark_too_long(words.names[0].span, smallest, needed, room);
        smallest
    }

    /// The height that page 1 has for the names of a joint issue, if it is to show body text.
    fn joint_room(&self, head: &Letterhead) -> Length {
        let rule = &self.theme.letterhead;
        let report = self.report;
        let pitch = self.page.line_pitch;
        let title = &self.styles[&StyleName::Title];
        let title_lines = self.title_lines(&report.title, StyleName::Title);
        let subtitle = report.subtitle.as_ref();
        let subtitle_lines = subtitle.map_or(0, |it| self.title_lines(it, StyleName::Subtitle));
        let addressees = if report.addressees.is_empty() {
            Length::ZERO
        } else {
            let text: usize = report.addressees.iter().map(|a| a.value.chars().count() + 1).sum();
            let width = self.styles[&StyleName::Addressees].size * text as i64;
            let lines = 1 + width.to_emu() / self.page.text_width().to_emu();
            // more of them move to the 版记
            self.styles[&StyleName::Addressees].before + pitch * lines.min(3)
        };
        let rows = (head.signatories.len() as i64 + 1) / 2;
        let lines = i64::from(rule.number_blank_lines)
            + rows.max(1)
            + i64::from(rule.title_blank_lines)
            + self.first_body_lines(&report.body);
        let below = title.line_pitch * title_lines as i64
            + title.after
            + pitch * subtitle_lines as i64
            + addressees;
        let line = rule.line.below + rule.line.thickness;
        self.page.text_height() - rule.mark.top - pitch * lines - line - below
    }
}

impl Resolver<'_, '_> {
    /// How many lines page 1 needs to show text of the body: a paragraph that is too short to be
    /// parted stands there whole, a heading with what follows it.
    fn first_body_lines(&self, body: &[report::Block]) -> i64 {
        let least = i64::from(self.theme.letterhead.mark.body_lines);
        match body.first() {
            Some(report::Block::Paragraph(text)) => {
                // it may take one less than is estimated
                let lines = self.lines_of_text(text, StyleName::Body);
                let parted = self.parted_lines();
                if lines > parted { least } else { lines.min(parted - 1) }
            }
            Some(report::Block::Section(section)) => {
                self.lines_of_text(&section.heading, StyleName::Heading1)
                    + self.first_body_lines(&section.body)
            }
            _ => least,
        }
    }

    /// How many lines a text takes, or one more.
    fn lines_of_text(&self, text: &report::Text, style: StyleName) -> i64 {
        let inlines = text.inlines.iter().map(|inline| match inline {
            report::Inline::Run(run) => run.text.as_str(),
            // about as long as most are
            report::Inline::Reference(_) => "见附件",
            report::Inline::Break | report::Inline::Footnote(_) => "",
        });
        let look = &self.styles[&style];
        let width = self.width(&inlines.collect::<String>(), style) + look.indent.first_line;
        let measure = self.page.text_width() - look.size;
        width.to_emu() / measure.to_emu().max(1) + 1
    }
}

fn joined(name: &Spanned<String>, word: &str) -> Spanned<String> {
    Spanned { value: format!("{}{word}", name.value), span: name.span }
}

/// The largest size, and at that size the greatest width of the characters, that fits: a mark is
/// narrowed before it is set smaller.
fn fit(
    (smallest, largest): (Length, Length),
    narrowest: u8,
    fits: impl Fn(Fit) -> bool,
) -> Option<Fit> {
    let mut size = largest;
    while size >= smallest {
        if fits(Fit { size, width: narrowest }) {
            let widths = (narrowest..=100).rev();
            return widths.map(|width| Fit { size, width }).find(|fit| fits(*fit));
        }
        size -= STEP;
    }
    None
}
