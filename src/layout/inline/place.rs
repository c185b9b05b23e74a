//! Lines to glyph runs: alignment and justification.

use std::ops::Range;

use super::prepare::{Prepared, TAB};
use super::tab;
use crate::document::Leader;
use crate::frame::{Direction, Glyph, GlyphRun, PlaceId, Target};
use crate::text::script::Script;
use crate::theme::Align;
use crate::unit::Length;

/// Glyphs, boxes and links of a line, as if its baseline began at (0, 0).
#[derive(Clone, Debug, Default)]
pub(crate) struct PlacedLine {
    pub runs: Vec<PlacedRun>,
    /// From the left edge of the measure to the end of the last glyph.
    pub end: Length,
    /// The characters, for reading.
    pub text: String,
}

/// Part of a line.
#[derive(Clone, Debug)]
pub(crate) struct PlacedRun {
    pub glyphs: GlyphRun,
    /// Width from the first glyph to the end of the last.
    pub width: Length,
    pub link: Option<Target>,
    /// Set if the only glyph is missing from all fonts.
    pub missing: Option<char>,
    pub part: RunPart,
    /// How far its baseline is above that of the line.
    pub raise: Length,
}

/// What part of its paragraph a run is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum RunPart {
    /// Its text.
    Text,
    /// Its number.
    Number,
    /// The dots of a leader.
    Leader,
}

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placement {
    /// Left edge of the line's measure.
    pub x: Length,
    /// Width of the line's measure.
    pub room: Length,
    pub align: Align,
}

/// Places the characters of a line.
pub(super) fn place(text: &Prepared, line: Range<usize>, placement: Placement) -> PlacedLine {
    let line = trim_blanks(text, line);
    let natural = natural_width(text, line.clone());
    let slack = placement.room - natural;
    // LibreOffice counts the tracking after the last character of a line that it doesn't justify.
    let untracked = slack + text.tracking;
    let points = expansion_points(text, line.clone());
    let has_tab = text.text[line.clone()].contains(&TAB);
    let (x, expansion) = match placement.align {
        _ if has_tab => (Length::ZERO, Length::ZERO),
        Align::Center => (untracked / 2, Length::ZERO),
        Align::Right => (untracked, Length::ZERO),
        Align::Justify if points > 0 && slack > Length::ZERO => (Length::ZERO, slack / points),
        Align::Distribute if line.len() > 1 => (Length::ZERO, slack / (line.len() as i64 - 1)),
        Align::Left | Align::Justify | Align::Distribute => (Length::ZERO, Length::ZERO),
    };
    let mut placer = Placer {
        text,
        runs: Vec::new(),
        x: placement.x + x,
        expansion,
        grows_everywhere: placement.align == Align::Distribute,
        line: line.clone(),
    };
    for index in portions_of(text, line.clone()) {
        placer.portion(index);
    }
    let characters = shown(text, line);
    PlacedLine { end: placer.x, runs: placer.runs, text: characters }
}

/// The characters of a line, without the marks of footnotes.
fn shown(text: &Prepared, line: Range<usize>) -> String {
    let of_portion = portions_of(text, line.clone()).filter_map(|index| {
        let portion = &text.portions[index];
        let range = portion.start.max(line.start)..portion.end.min(line.end);
        footnote(portion.link.as_ref()).is_none().then(|| &text.text[range])
    });
    of_portion.flatten().collect()
}

/// Which footnote a run is the mark or the number of, as its link says.
pub(crate) fn footnote(link: Option<&Target>) -> Option<FootnotePart> {
    match link {
        Some(Target::Place(PlaceId::Footnote(id))) => Some(FootnotePart::Mark(*id)),
        Some(Target::Place(PlaceId::FootnoteMark(id))) => Some(FootnotePart::Number(*id)),
        _ => None,
    }
}

/// What of a footnote a run is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FootnotePart {
    /// Its mark in the text.
    Mark(usize),
    /// The number before it.
    Number(usize),
}

fn trim_blanks(text: &Prepared, line: Range<usize>) -> Range<usize> {
    let blanks = text.text[line.clone()].iter().rev().take_while(|&&c| c == ' ').count();
    line.start..line.end - blanks
}

fn portions_of(text: &Prepared, line: Range<usize>) -> Range<usize> {
    let first = text.portions.partition_point(|portion| portion.end <= line.start);
    let last = text.portions.partition_point(|portion| portion.start < line.end);
    first..last.max(first)
}

fn natural_width(text: &Prepared, line: Range<usize>) -> Length {
    portions_of(text, line.clone())
        .map(|index| {
            let portion = &text.portions[index];
            let (from, to) = (portion.start.max(line.start), portion.end.min(line.end));
            let gap = if from > line.start { text.gap(from) } else { Length::ZERO };
            gap + text.width(index, from, to)
        })
        .sum()
}

/// Whether the space after a character grows when its line is justified.
fn grows(text: &Prepared, at: usize) -> bool {
    let is_asian = |at: usize| text.scripts[at] == Script::Asian;
    is_asian(at)
        || text.text[at] == ' '
        || text.gap(at + 1) > Length::ZERO
        || (text.is_in_field(at) && is_asian(at + 1))
}

fn expansion_points(text: &Prepared, line: Range<usize>) -> i64 {
    let last = line.end.max(line.start + 1) - 1;
    (line.start..last).filter(|&at| grows(text, at)).count() as i64
}

struct Placer<'a> {
    text: &'a Prepared,
    line: Range<usize>,
    runs: Vec<PlacedRun>,
    x: Length,
    expansion: Length,
    /// Whether the expansion stands after every character.
    grows_everywhere: bool,
}

impl Placer<'_> {
    /// Places a portion as runs whose glyphs all have the same spacing.
    fn portion(&mut self, index: usize) {
        let portion = &self.text.portions[index];
        if portion.is_tab {
            self.tab(index);
            return;
        }
        let (from, to) = (portion.start.max(self.line.start), portion.end.min(self.line.end));
        if from > self.line.start {
            self.x += self.text.gap(from);
        }
        let is_missing = |at: usize| self.text.glyphs[at] == 0;
        let mut start = from;
        for at in from..to {
            let last = at + 1 == to;
            let breaks = self.text.text[at] == ' ' || is_missing(at);
            if last || breaks || is_missing(at + 1) {
                self.run(index, start..at + 1, last);
                start = at + 1;
            }
        }
    }

    /// Goes to a tab stop, with the dots of its leader.
    fn tab(&mut self, index: usize) {
        let text = self.text;
        let Some(reach) = tab::reach(text, index, self.x, self.line.end) else { return };
        if let (Leader::Dots, Some(dot)) = (reach.leader, text.tabs.dot) {
            let room = (reach.x - self.x).to_emu();
            let count = usize::try_from(room / dot.advance.to_emu().max(1)).unwrap_or(0);
            self.runs.push(PlacedRun {
                glyphs: GlyphRun {
                    face: dot.face,
                    size: text.size,
                    em: text.em,
                    color: text.portions[index].color,
                    x: self.x,
                    baseline: Length::ZERO,
                    direction: Direction::Right,
                    spacing: Length::ZERO,
                    glyphs: vec![dot.glyph; count],
                },
                width: dot.advance * count as i64,
                link: None,
                missing: None,
                part: RunPart::Leader,
                raise: Length::ZERO,
            });
        }
        self.x = reach.x;
    }

    /// Places glyphs with equal spacing: that of all but the last of them.
    fn run(&mut self, index: usize, range: Range<usize>, ends_portion: bool) {
        let text = self.text;
        let portion = &text.portions[index];
        let last = range.end - 1;
        let grows = |at: usize| self.grows_everywhere || grows(text, at);
        let growth = |at: usize| {
            if at + 1 < self.line.end && grows(at) { self.expansion } else { Length::ZERO }
        };
        let is_spread = self.grows_everywhere || portion.script == Script::Asian;
        let spacing = text.tracking + if is_spread { self.expansion } else { Length::ZERO };
        let glyphs =
            range.clone().map(|at| Glyph { id: text.glyphs[at], character: text.text[at] });
        let advances: Length = range.clone().map(|at| text.advance(index, at)).sum();
        let width = advances + spacing * (range.len() as i64 - 1);
        self.runs.push(PlacedRun {
            glyphs: GlyphRun {
                face: portion.face,
                size: portion.size,
                em: portion.em,
                color: portion.color,
                x: self.x,
                baseline: Length::ZERO,
                direction: Direction::Right,
                spacing,
                glyphs: glyphs.collect(),
            },
            width,
            link: portion.link.clone(),
            missing: (range.len() == 1 && text.glyphs[last] == 0).then(|| text.text[last]),
            part: RunPart::Text,
            raise: portion.raise,
        });
        self.x += width + growth(last);
        if !ends_portion {
            self.x += text.tracking;
        }
    }
}
