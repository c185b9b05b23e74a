//! Greedy line breaking: a line is filled portion by portion; the first character that does not fit
//! is the cut. By the rules of office programs, here as LibreOffice's writer applies them, the break
//! is found by going back from it; by those of CLREQ see [`super::clreq`].

use std::ops::Range;

use super::prepare::Prepared;
use super::tab;
use crate::text::linebreak::{chinese_break, latin_break, mark_break};
use crate::text::script::Script;
use crate::unit::Length;

/// Breaks text into lines of characters; blanks at a break belong to no line.
///
/// `first` is the room of the first line, `rest` that of the others. There is at least one line.
pub(super) fn break_lines(text: &Prepared, first: Length, rest: Length) -> Vec<Range<usize>> {
    let length = text.text.len();
    let mut lines = Vec::new();
    let (mut start, mut portion) = (0, 0);
    while start < length {
        let room = if lines.is_empty() { first } else { rest };
        let end = match &text.clreq {
            Some(clreq) => clreq.line_end(text, start, portion, room),
            None => break_line(text, start, portion, room),
        };
        let end = end.max(start + 1);
        lines.push(start..end);
        start = end;
        while start < length && text.text[start] == ' ' {
            start += 1;
        }
        while portion < text.portions.len() && text.portions[portion].end <= start {
            portion += 1;
        }
    }
    if lines.is_empty() {
        lines.push(0..0);
    }
    if let Some(clreq) = &text.clreq {
        clreq.avoid_orphan(text, &mut lines, first, rest);
    }
    lines
}

/// Where the line that begins at `start`, in portion `first_portion`, ends.
fn break_line(text: &Prepared, start: usize, first_portion: usize, room: Length) -> usize {
    let mut x = Length::ZERO;
    for (index, portion) in text.portions.iter().enumerate().skip(first_portion) {
        let from = portion.start.max(start);
        if portion.is_tab {
            let left = text.tabs.right - room;
            match tab::reach(text, index, left + x, text.text.len()) {
                Some(reach) => x = reach.x - left,
                None if from > start => return from,
                None => {}
            }
            continue;
        }
        let gap = match text.gap(from) {
            gap if from > start && x + gap <= room => gap,
            _ => Length::ZERO,
        };
        let Some(found) = cut_portion(text, start, index, portion.end, room - x - gap) else {
            x += gap + text.width(index, from, portion.end);
            continue;
        };
        return underflow(text, start, index, found);
    }
    text.text.len()
}

/// If the break lies before the portion with the cut, sets the portion before again, one twip
/// narrower than it is, by its own rules, and so on.
fn underflow(text: &Prepared, start: usize, cut_in: usize, found: usize) -> usize {
    let (mut index, mut found) = (cut_in, found);
    while found < text.portions[index].start && text.portions[index].start > start {
        index -= 1;
        let portion = &text.portions[index];
        if portion.is_tab {
            return portion.start.max(start + 1);
        }
        let width = text.width(index, portion.start.max(start), portion.end);
        let narrower = width - Length::twips(1);
        found = cut_portion(text, start, index, portion.end, narrower).unwrap_or(portion.start);
    }
    found
}

/// Where to break if the part of a portion up to `end` does not fit into `room`; `None` if it does.
fn cut_portion(
    text: &Prepared,
    start: usize,
    index: usize,
    end: usize,
    room: Length,
) -> Option<usize> {
    let portion = &text.portions[index];
    let from = portion.start.max(start);
    if text.width(index, from, end) <= room {
        return None;
    }
    let cut = (from + text.fitting(index, from, end, room)).min(end - 1);
    if matches!(text.text[cut], ' ' | '\u{3000}') {
        return Some(cut);
    }
    let last = text.last_alphanumeric[cut];
    let rules = if last < from && text.scripts[last] != portion.script {
        text.scripts[last]
    } else {
        portion.rules
    };
    let found = match rules {
        Script::Asian => chinese_break(&text.text, start, cut),
        Script::Latin => latin_break(&text.text, start, cut),
    };
    if found > start {
        return Some(found);
    }
    // nothing in this line: before the portion, if the rules of what stands there allow it
    let before = from > start && chinese_break(&text.text, start, from) == from;
    if before && rules == Script::Latin {
        return Some(from);
    }
    Some(mark_break(&text.text, start, cut).unwrap_or(cut))
}
