//! Lines by CLREQ: marks beside marks and at a line's end give up their blank half (标点挤压); what does
//! not fit is pushed in before something is carried over (先挤进，后推出); no last line of one
//! character (孤字).

use std::ops::Range;
use std::sync::Arc;

use super::prepare::Prepared;
use crate::font::OpenFonts;
use crate::text::linebreak::{Prohibitions, is_lone};
use crate::theme::{ClreqRule, SpaceRule};
use crate::unit::Length;

/// What marks and spaces of a text may give and take.
#[derive(Clone, Debug)]
pub(super) struct Clreq {
    rule: Arc<ClreqRule>,
    em: Length,
    /// How much of each character is blank and may go: before its ink, after it.
    blanks: Vec<[Length; 2]>,
    /// What has gone between marks: `closed[i]` is the sum of it before character `i`.
    closed: Vec<Length>,
}

impl Clreq {
    /// Looks for the marks of a text.
    pub(super) fn new(rule: &Arc<ClreqRule>, text: &Prepared, fonts: &OpenFonts<'_>) -> Self {
        let em = text.em;
        let blank = |index: usize, at: usize| blank(rule, text, index, at, fonts);
        let portions = text.portions.iter().enumerate();
        let blanks: Vec<[Length; 2]> = portions
            .flat_map(|(index, portion)| (portion.start..portion.end).map(move |at| (index, at)))
            .map(|(index, at)| blank(index, at))
            .collect();
        let most = part(em, 1.0 - rule.beside_mark);
        let mut closed = vec![Length::ZERO; text.text.len() + 1];
        for at in 0..text.text.len() {
            let between = match text.text.get(at + 1) {
                Some(&next) => match meeting(rule, text.text[at], next) {
                    Meeting::None => Length::ZERO,
                    Meeting::First => blanks[at][1].min(most),
                    Meeting::Second => blanks[at + 1][0].min(most),
                },
                None => Length::ZERO,
            };
            closed[at + 1] = closed[at] + between;
        }
        Self { rule: Arc::clone(rule), em, blanks, closed }
    }

    /// Where its lines may break.
    pub(super) fn prohibitions(&self) -> Prohibitions<'_> {
        Prohibitions {
            never_start: &self.rule.never_start,
            never_end: &self.rule.never_end,
            inseparable: &self.rule.inseparable,
            units: &self.rule.units,
        }
    }

    /// By how much a line's inner gaps are narrower since marks stand beside marks.
    pub(super) fn closed(&self, line: &Range<usize>) -> Length {
        if line.is_empty() {
            Length::ZERO
        } else {
            self.closed[line.end - 1] - self.closed[line.start]
        }
    }

    /// The blank of the mark that ends a line, which is beyond the line's end.
    pub(super) fn end_blank(&self, line: &Range<usize>) -> Length {
        let most = part(self.em, 1.0 - self.rule.at_line_end);
        if line.is_empty() { Length::ZERO } else { self.blanks[line.end - 1][1].min(most) }
    }

    /// Where the line that begins at `start`, in portion `portion`, ends.
    pub(super) fn line_end(
        &self,
        text: &Prepared,
        start: usize,
        portion: usize,
        room: Length,
    ) -> usize {
        /// How far beyond the measure the end of what could be pushed in is looked for.
        const REACH: usize = 64;
        let length = text.text.len();
        let Some(cut) = self.overflow(text, start, portion, room) else { return length };
        let rules = self.prohibitions();
        let may_end = |&at: &usize| at == length || rules.allow(&text.text, at);
        let fits = |at: usize| self.width(text, start..at) <= room;
        let natural = (start + 1..=cut + 1).rev().filter(may_end).find(|&at| fits(at));
        if let Some(natural) = natural.filter(|&at| at >= cut) {
            return natural;
        }
        let mut beyond = (cut + 1..=length).take(REACH);
        let squeezed = |at: usize| self.least_width(text, start..at) <= room;
        let pushed_in = beyond.find(|at| may_end(at) || !squeezed(*at)).filter(|&at| squeezed(at));
        pushed_in.filter(may_end).or(natural).unwrap_or(cut)
    }

    /// The first character that does not fit, if there is one; blanks always do.
    fn overflow(&self, text: &Prepared, start: usize, first: usize, room: Length) -> Option<usize> {
        let mut x = Length::ZERO;
        for (index, portion) in text.portions.iter().enumerate().skip(first) {
            let from = portion.start.max(start);
            if from > start {
                x += text.gap(from);
            }
            let end =
                |at: usize| x + text.width(index, from, at + 1) - self.closed(&(start..at + 1));
            let found = (from..portion.end).find(|&at| text.text[at] != ' ' && end(at) > room);
            if found.is_some() {
                return found;
            }
            x += text.width(index, from, portion.end);
        }
        None
    }

    /// The width of a line with a mark at its end as the rule wants it.
    fn width(&self, text: &Prepared, line: Range<usize>) -> Length {
        let line = text.trim_blanks(line);
        text.natural_width(&line) - self.end_blank(&line)
    }

    /// The same, all that gives way set as close as it goes.
    fn least_width(&self, text: &Prepared, line: Range<usize>) -> Length {
        let line = text.trim_blanks(line);
        let gives = self.rule.shrink.iter().flat_map(|rule| gaps(&line).map(move |at| (rule, at)));
        let most: Length = gives.map(|(rule, at)| self.gives(rule, text, at)).sum();
        text.natural_width(&line) - self.end_blank(&line) - most
    }

    /// By how much the gap after a character may get narrower by a rule.
    fn gives(&self, rule: &SpaceRule, text: &Prepared, at: usize) -> Length {
        let room = match rule {
            SpaceRule::WordSpaces(to) if text.text[at] == ' ' => {
                text.advance_of(at) - part(self.em, *to)
            }
            SpaceRule::ScriptGaps(to) => text.gap(at + 1) - part(self.em, *to),
            SpaceRule::Marks { of, to } if self.closed[at] == self.closed[at + 1] => {
                let most = part(self.em, 1.0 - to);
                let of_mark = |at: usize, side: usize| match text.text[at] {
                    mark if of.contains(mark) => self.blanks[at][side].min(most),
                    _ => Length::ZERO,
                };
                of_mark(at, 1) + of_mark(at + 1, 0)
            }
            _ => Length::ZERO,
        };
        room.max(Length::ZERO)
    }

    /// By how much the gap after a character may get wider by a rule.
    fn takes(&self, rule: &SpaceRule, text: &Prepared, at: usize) -> Length {
        let room = match rule {
            _ if self.is_rigid(text, at) => Length::ZERO,
            SpaceRule::WordSpaces(to) if text.text[at] == ' ' => {
                part(self.em, *to) - text.advance_of(at)
            }
            SpaceRule::ScriptGaps(to) if text.gap(at + 1) > Length::ZERO => {
                part(self.em, *to) - text.gap(at + 1)
            }
            _ => Length::ZERO,
        };
        room.max(Length::ZERO)
    }

    fn is_rigid(&self, text: &Prepared, at: usize) -> bool {
        self.prohibitions().are_one(text.text[at], text.text[at + 1])
    }

    /// Whether the gap after a character gets wider with all others: not within a Latin word.
    fn grows(&self, text: &Prepared, at: usize) -> bool {
        let is_within_word = text.is_latin(at) && text.is_latin(at + 1) && text.text[at] != ' ';
        !is_within_word && !self.is_rigid(text, at)
    }

    /// How the gaps after the characters of a line differ from what their glyphs and the gaps between
    /// scripts make: they take `slack` away or, if it is negative, give it.
    pub(super) fn spread(
        &self,
        text: &Prepared,
        line: &Range<usize>,
        slack: Length,
    ) -> Vec<Length> {
        let mut changes = vec![Length::ZERO; line.len()];
        let mut rest = slack;
        let rules = if slack < Length::ZERO { &self.rule.shrink } else { &self.rule.stretch };
        for rule in rules {
            let amount = |at: usize| {
                if slack < Length::ZERO {
                    -self.gives(rule, text, at)
                } else {
                    self.takes(rule, text, at)
                }
            };
            let amounts: Vec<Length> = gaps(line).map(amount).collect();
            let whole: Length = amounts.iter().copied().sum();
            if whole == Length::ZERO || rest == Length::ZERO {
                continue;
            }
            let is_enough = whole.to_emu().abs() >= rest.to_emu().abs();
            let taken = if is_enough { rest } else { whole };
            for (change, amount) in changes.iter_mut().zip(amounts) {
                *change += amount.scale(taken.to_emu().abs(), whole.to_emu().abs());
            }
            rest -= taken;
        }
        if rest > Length::ZERO {
            let growing: Vec<usize> = gaps(line).filter(|&at| self.grows(text, at)).collect();
            for at in &growing {
                changes[at - line.start] += rest / growing.len() as i64;
            }
        }
        for at in gaps(line) {
            changes[at - line.start] -= self.closed[at + 1] - self.closed[at];
        }
        changes
    }

    /// Avoids a last line of one character: it is taken into the line before, or gets company.
    pub(super) fn avoid_orphan(
        &self,
        text: &Prepared,
        lines: &mut Vec<Range<usize>>,
        first: Length,
        rest: Length,
    ) {
        let count = lines.len();
        let [.., before, last] = &mut lines[..] else { return };
        if !is_lone(&text.text[last.clone()]) {
            return;
        }
        let room = if count == 2 { first } else { rest };
        if self.least_width(text, before.start..last.end) <= room {
            before.end = last.end;
            lines.pop();
            return;
        }
        let rules = self.prohibitions();
        let earlier = (before.start + 1..before.end).rev();
        for at in earlier.filter(|&at| rules.allow(&text.text, at)) {
            let line = text.trim_blanks(before.start..at);
            let slack = room - self.width(text, line.clone());
            let growing = gaps(&line).filter(|&at| self.grows(text, at)).count() as i64;
            if slack > part(self.em, self.rule.orphan_gap) * growing
                || self.width(text, at..last.end) > rest
            {
                return;
            }
            if !is_lone(&text.text[at..last.end]) {
                (before.end, last.start) = (at, at);
                return;
            }
        }
    }
}

/// The characters of a line after which there is a gap: all but the last.
fn gaps(line: &Range<usize>) -> Range<usize> {
    line.start..line.end.max(line.start + 1) - 1
}

/// Part of an em, to the twip.
fn part(em: Length, of_em: f64) -> Length {
    Length::twips((em.to_twips() as f64 * of_em).round() as i64)
}

/// Which of two neighbouring marks gives up its blank.
enum Meeting {
    None,
    First,
    Second,
}

fn meeting(rule: &ClreqRule, first: char, second: char) -> Meeting {
    let is_bracket = |c: char| rule.opening.contains(c) || rule.closing.contains(c);
    let closes = |c: char| rule.closing.contains(c) || rule.stops.contains(c);
    if !(is_bracket(first) || is_bracket(second)) {
        Meeting::None
    } else if closes(first) && (closes(second) || rule.opening.contains(second)) {
        Meeting::First
    } else if rule.opening.contains(first) && rule.opening.contains(second) {
        Meeting::Second
    } else {
        Meeting::None
    }
}

/// How much of a character's blank may go, before and after its ink: half an em of a full-width mark,
/// a quarter on both sides of a middle one, but not more than its glyph has.
fn blank(
    rule: &ClreqRule,
    text: &Prepared,
    index: usize,
    at: usize,
    fonts: &OpenFonts<'_>,
) -> [Length; 2] {
    let none = [Length::ZERO; 2];
    let mark = text.text[at];
    let [before, after] = if rule.opening.contains(mark) {
        [2, 0]
    } else if rule.closing.contains(mark) || rule.stops.contains(mark) {
        [0, 2]
    } else if rule.middle.contains(mark) {
        [1, 1]
    } else {
        return none;
    };
    let face = text.portions[index].face;
    let units = i64::from(fonts.library().face(face).units_per_em);
    let open = fonts.face(face);
    let is_wide = open.glyph(mark).is_some_and(|glyph| i64::from(glyph.advance) == units);
    let Some(bearings) = open.bearings(mark).filter(|_| is_wide) else { return none };
    let quarter = text.em / 4;
    let side = |quarters: i64, bearing: i16| {
        let found = text.em.scale(i64::from(bearing.max(0)), units);
        Length::twips((quarter * quarters).min(found).to_twips())
    };
    [side(before, bearings.0), side(after, bearings.1)]
}
