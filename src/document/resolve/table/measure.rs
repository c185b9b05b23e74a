//! How wide the text of a cell is, and the widest part of it that is never broken.

use std::ops::Range;

use crate::document::model::{Inline, Run, Setting};
use crate::document::resolve::Resolver;
use crate::font::measure::{TextLook, script_gap, text_width};
use crate::text::linebreak::{chinese_break, latin_break};
use crate::text::script::{Script, is_alphanumeric, scripts};
use crate::theme::StyleName;
use crate::unit::Length;

/// How wide a paragraph is.
#[derive(Clone, Debug, Default)]
pub(super) struct TextSize {
    /// The widths of its lines if they turn at forced breaks alone.
    pub(super) lines: Vec<Length>,
    /// The width of its widest word: a number, a Latin word, a Han character with its marks.
    pub(super) word: Length,
}

impl Resolver<'_, '_> {
    /// Measures a paragraph of a style.
    pub(super) fn text_size(&self, inlines: &[Inline], style: StyleName) -> TextSize {
        let mut size = TextSize { lines: Vec::with_capacity(1), ..TextSize::default() };
        for inlines in inlines.split(|inline| matches!(inline, Inline::Break)) {
            let line = self.line(inlines, style);
            let width = self.width_of(&line, 0..line.text.len());
            size.lines.push(width);
            // of one word, as most cells are
            let is_word = || line.words().next().is_none_or(|word| word.end == line.text.len());
            if width > size.word && is_word() {
                size.word = width;
            } else if let Some((width, _)) = self.widest_word(&line, size.word) {
                size.word = width;
            }
        }
        size
    }

    /// The widest word of a paragraph, for a finding.
    pub(super) fn widest(&self, inlines: &[Inline], style: StyleName) -> (Length, String) {
        let mut widest = (Length::ZERO, String::new());
        for inlines in inlines.split(|inline| matches!(inline, Inline::Break)) {
            let line = self.line(inlines, style);
            if let Some((width, word)) = self.widest_word(&line, widest.0) {
                widest = (width, line.text[word].iter().collect());
            }
        }
        widest
    }

    /// The widest word of a line, if one is wider than `width`.
    fn widest_word(&self, line: &Line, width: Length) -> Option<(Length, Range<usize>)> {
        let mut widest = None;
        let mut most = width;
        for word in line.words() {
            // no character is wider than an em
            if line.size * word.len() as i64 > most {
                let width = self.width_of(line, word.clone());
                if width > most {
                    most = width;
                    widest = Some((width, word));
                }
            }
        }
        widest
    }

    fn line(&self, inlines: &[Inline], style: StyleName) -> Line {
        let runs = Vec::with_capacity(inlines.len());
        let mut line = Line { size: self.styles[&style].size, runs, ..Line::default() };
        for inline in inlines {
            let Inline::Run(run) = inline else { continue };
            line.text.reserve(run.text.len());
            line.text.extend(run.text.chars());
            line.runs.push((line.text.len(), self.look(run, style)));
        }
        line.scripts = scripts(&line.text);
        line
    }

    /// In which fonts a run is set.
    fn look(&self, run: &Run, style: StyleName) -> TextLook {
        let style = &self.styles[&style];
        let (mut han, mut latin) = (style.font, style.latin);
        for name in &run.styles {
            han = self.characters[name].font.unwrap_or(han);
            latin = self.characters[name].latin.unwrap_or(latin);
        }
        if let Setting::Fallback(role) = run.setting {
            (han, latin) = (role, role);
        }
        TextLook { han, latin, size: style.size, tracking: style.tracking }
    }

    /// The width of characters of a line: run by run, with the gaps between scripts.
    fn width_of(&self, line: &Line, range: Range<usize>) -> Length {
        let mut width = Length::ZERO;
        let mut start = range.start;
        for (end, look) in &line.runs {
            let end = (*end).min(range.end);
            if end <= start {
                continue;
            }
            width += text_width(self.fonts, &line.text[start..end], *look);
            if start > range.start && line.has_gap(start) {
                width += script_gap(look.size);
            }
            start = end;
        }
        width
    }
}

/// Characters between forced breaks.
#[derive(Default)]
struct Line {
    text: Vec<char>,
    scripts: Vec<Script>,
    /// Where each run ends, and how it looks.
    runs: Vec<(usize, TextLook)>,
    size: Length,
}

impl Line {
    /// The parts that are never broken.
    fn words(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = 0;
        (1..=self.text.len()).filter_map(move |at| {
            if at < self.text.len() && !self.breaks(at) {
                return None;
            }
            let word = start..at;
            start = at;
            Some(word)
        })
    }

    /// Whether a line may break before a character.
    fn breaks(&self, at: usize) -> bool {
        if self.text[at] == ' ' || self.text[at - 1] == ' ' {
            return true;
        }
        let is_han = self.scripts[at - 1] == Script::Asian && self.scripts[at] == Script::Asian;
        let found = if is_han {
            chinese_break(&self.text, at - 1, at)
        } else {
            latin_break(&self.text, at - 1, at)
        };
        found == at
    }

    /// Whether a gap parts a character from the one before it.
    fn has_gap(&self, at: usize) -> bool {
        self.scripts[at - 1] != self.scripts[at]
            && is_alphanumeric(self.text[at - 1])
            && is_alphanumeric(self.text[at])
    }
}
