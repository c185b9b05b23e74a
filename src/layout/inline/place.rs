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
}

impl PlacedLine {
    /// The characters, for reading, without the marks of footnotes.
    pub(crate) fn characters(&self) -> impl Iterator<Item = char> {
        let is_read =
            |run: &&PlacedRun| run.part != RunPart::Leader && footnote(run.link.as_ref()).is_none();
        let glyphs = self.runs.iter().filter(is_read).flat_map(|run| &run.glyphs.glyphs);
        glyphs.map(|glyph| glyph.character)
    }
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

/// The part of an em from which on glyphs are said to overlap.
const TIGHT: i64 = 10;

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
    let line = text.trim_blanks(line);
    let mut slack = placement.room - text.natural_width(&line);
    // LibreOffice counts the tracking after the last character of a line that it doesn't justify.
    let untracked = slack + text.tracking;
    let has_tab = text.text[line.clone()].contains(&TAB);
    let x = match placement.align {
        Align::Center if !has_tab => untracked / 2,
        Align::Right if !has_tab => untracked,
        _ => Length::ZERO,
    };
    let mut beyond = Length::ZERO;
    let changes = match &text.clreq {
        Some(clreq) if placement.align != Align::Distribute => {
            if placement.align == Align::Justify || slack < Length::ZERO {
                beyond = clreq.end_blank(&line);
                slack += beyond;
            }
            let is_spread = placement.align == Align::Justify || slack < Length::ZERO;
            clreq.spread(text, &line, if is_spread { slack } else { Length::ZERO })
        }
        _ => expansions(text, &line, if has_tab { Align::Left } else { placement.align }, slack),
    };
    let portions = text.portions_of(&line);
    let runs = Vec::with_capacity(portions.len());
    let mut placer = Placer { text, runs, x: placement.x + x, changes, line };
    for index in portions {
        placer.portion(index);
    }
    PlacedLine { end: placer.x - beyond, runs: placer.runs }
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

/// By how much the gap after each character grows by the rules of office programs.
fn expansions(text: &Prepared, line: &Range<usize>, align: Align, slack: Length) -> Vec<Length> {
    let last = line.end.max(line.start + 1) - 1;
    let points = (line.start..last).filter(|&at| grows(text, at)).count() as i64;
    let expansion = match align {
        Align::Justify if points > 0 && slack > Length::ZERO => slack / points,
        Align::Distribute if line.len() > 1 => slack / (line.len() as i64 - 1),
        _ => return vec![Length::ZERO; line.len()],
    };
    let growth = |at: usize| {
        if at < last && (align == Align::Distribute || grows(text, at)) {
            expansion
        } else {
            Length::ZERO
        }
    };
    line.clone().map(growth).collect()
}

/// Whether the space after a character grows when its line is justified: after and before every
/// Asian one, with a gap between the scripts or without.
fn grows(text: &Prepared, at: usize) -> bool {
    let is_asian = |at: usize| text.scripts[at] == Script::Asian;
    is_asian(at) || text.text[at] == ' ' || is_asian(at + 1)
}

struct Placer<'a> {
    text: &'a Prepared,
    line: Range<usize>,
    runs: Vec<PlacedRun>,
    x: Length,
    /// By how much the gap after each of the line's characters is wider than its natural width.
    changes: Vec<Length>,
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
            let is_other_gap = self.change(at) != self.change(start)
                || !last && self.is_tight(at + 1) && !self.is_tight(at);
            if last || breaks || is_other_gap || is_missing(at + 1) {
                self.run(index, start..at + 1, last);
                start = at + 1;
            }
        }
    }

    fn change(&self, at: usize) -> Length {
        self.changes[at - self.line.start]
    }

    /// Whether a character overlaps the next one.
    fn is_tight(&self, at: usize) -> bool {
        self.change(at) < -(self.text.em / TIGHT)
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
                    overlaps: false,
                    overlaps_next: false,
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

    /// Places glyphs with equal spacing after all but the last of them.
    fn run(&mut self, index: usize, range: Range<usize>, ends_portion: bool) {
        let text = self.text;
        let portion = &text.portions[index];
        let last = range.end - 1;
        let spacing = text.tracking + self.change(range.start);
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
                overlaps: range.len() > 1 && self.is_tight(range.start),
                overlaps_next: self.is_tight(last),
                glyphs: glyphs.collect(),
            },
            width,
            link: portion.link.clone(),
            missing: (range.len() == 1 && text.glyphs[last] == 0).then(|| text.text[last]),
            part: RunPart::Text,
            raise: portion.raise,
        });
        self.x += width + self.change(last);
        if !ends_portion {
            self.x += text.tracking;
        }
    }
}
