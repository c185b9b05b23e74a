//! What comes before CommonMark: each line gets a start that begins no block, and each `*` a
//! neighbour that lets it open or close where Chinese authors expect it to.

use std::ops::Range;

use crate::diagnostic::Span;
use crate::report::character::{is_punctuation, is_wide};
use crate::report::scalar::Placed;

/// A mark of punctuation that means nothing to CommonMark and stands in no report. It is found by
/// its place, never by its looks, so that it does no harm if one does have it.
const HELPER: char = '\u{2e4a}';

/// No place in the source: a helper.
const NOWHERE: u32 = u32::MAX;

/// A text as CommonMark gets it, with the place of each of its bytes in the source.
#[derive(Debug)]
pub(super) struct Prepared {
    text: String,
    origins: Vec<u32>,
}

impl Prepared {
    /// Prepares a text; white space around it and around its lines goes, but for what makes a
    /// forced break.
    pub(super) fn new(placed: &[Placed]) -> Self {
        let capacity = placed.len() * 4;
        let mut prepared =
            Self { text: String::with_capacity(capacity), origins: Vec::with_capacity(capacity) };
        let lines: Vec<&[Placed]> =
            placed.split_inclusive(|placed| placed.char == '\n').map(trim_start).collect();
        let last = lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1);
        let lines = lines.iter().take(last).filter(|line| !is_blank(line));
        for line in lines {
            prepared.line(line);
        }
        prepared
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte of the text stands in the source; `None` for a helper.
    pub(super) fn origin(&self, byte: usize) -> Option<u32> {
        self.origins.get(byte).copied().filter(|&origin| origin != NOWHERE)
    }

    /// The bytes of the source that a range of the text came from.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let origins = self.origins.get(range.clone()).unwrap_or_default();
        let places = || origins.iter().filter(|&&origin| origin != NOWHERE);
        let start = places().min().map_or(0, |&start| start as usize);
        let end = places().max().map_or(start, |&end| end as usize + 1);
        Span::new(start, end)
    }

    fn push(&mut self, char: char, origin: u32) {
        self.text.push(char);
        self.origins.resize(self.text.len(), origin);
    }

    /// A line, after a start that CommonMark can't take for that of a heading, a list, a quotation,
    /// code, a table or a rule. The space lets a `*` after it open, as at any line's start.
    fn line(&mut self, line: &[Placed]) {
        self.push(HELPER, NOWHERE);
        self.push(' ', NOWHERE);
        let (line, end) = text_and_end(line);
        let mut index = 0;
        while let Some(placed) = line.get(index) {
            if placed.is_literal && placed.char.is_ascii_punctuation() {
                self.push('\\', NOWHERE);
                self.push(placed.char, placed.at);
                index += 1;
                continue;
            }
            if placed.char != '*' || is_escaped(line, index) {
                self.push(placed.char, placed.at);
                index += 1;
                continue;
            }
            let is_star = |placed: &&Placed| placed.char == '*' && !placed.is_literal;
            let stars = line[index..].iter().take_while(is_star).count();
            let run = &line[index..index + stars];
            let before = index.checked_sub(1).and_then(|before| line.get(before));
            let after = line.get(index + stars);
            self.stars(run, before.map(|placed| placed.char), after.map(|placed| placed.char));
            index += stars;
        }
        if let Some(end) = end {
            self.push(end.char, end.at);
        }
    }

    /// A run of stars with what CommonMark's flanking rules lack beside it.
    ///
    /// They were made for text with spaces between words: `**` after a mark of punctuation closes
    /// only if a space or another mark follows, so that `**“三审制”**确保` stays as it is. Here a
    /// run next to a wide character may open before, and close after, any character but a space.
    fn stars(&mut self, run: &[Placed], before: Option<char>, after: Option<char>) {
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let is_mark = |c: Option<char>| c.is_some_and(is_punctuation);
        let next_to_wide = before.is_some_and(is_wide) || after.is_some_and(is_wide);
        let solid = !is_space(before) && !is_space(after);
        let lacks_opening = next_to_wide && solid && is_mark(after) && !is_mark(before);
        let lacks_closing = next_to_wide && solid && is_mark(before) && !is_mark(after);
        if lacks_opening {
            self.push(HELPER, NOWHERE);
        }
        for placed in run {
            self.push(placed.char, placed.at);
        }
        if lacks_closing {
            self.push(HELPER, NOWHERE);
        }
    }
}

/// A string of the parser's without the helpers in it.
pub(super) fn without_helpers(text: &str) -> String {
    text.replace(HELPER, "")
}

/// A line without the white space before it.
pub(super) fn trim_start(line: &[Placed]) -> &[Placed] {
    let is_indent = |placed: &Placed| placed.char.is_whitespace() && placed.char != '\n';
    let start = line.iter().position(|placed| !is_indent(placed)).unwrap_or(line.len());
    line.get(start..).unwrap_or_default()
}

/// A line's text and its end. Blanks before the line break of a value are no part of the text: they
/// would force a break.
fn text_and_end(line: &[Placed]) -> (&[Placed], Option<&Placed>) {
    match line.split_last() {
        Some((end, text)) if end.char == '\n' && end.is_literal => {
            let last = text.iter().rposition(|placed| !placed.char.is_whitespace());
            (text.get(..last.map_or(0, |last| last + 1)).unwrap_or_default(), Some(end))
        }
        _ => (line, None),
    }
}

/// Whether there is nothing but white space in a line.
pub(super) fn is_blank(line: &[Placed]) -> bool {
    line.iter().all(|placed| placed.char.is_whitespace())
}

/// Whether an odd number of backslashes stands before a character.
fn is_escaped(line: &[Placed], index: usize) -> bool {
    let before = line.get(..index).unwrap_or_default();
    let is_backslash = |placed: &&Placed| placed.char == '\\' && !placed.is_literal;
    before.iter().rev().take_while(is_backslash).count() % 2 == 1
}
