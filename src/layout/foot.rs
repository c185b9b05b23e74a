//! 脚注 at a page's foot: how many of their lines find room there, and what they leave for the body.
//! As LibreOffice does it, see `docs/libreoffice.md`.

use crate::document::PageSetup;
use crate::unit::Length;

/// What the line above the notes takes with the space around it.
const SEPARATOR: Length = Length::twips(124);

/// The notes and the pages that they stand on, as far as breaking pages is concerned.
#[derive(Clone, Copy, Debug)]
pub(super) struct FootRules<'a> {
    /// The height of the type area.
    room: Length,
    /// Baseline to baseline of the body.
    line_pitch: Length,
    /// How many lines each note has.
    counts: &'a [usize],
    /// Baseline to baseline of the notes.
    pitch: Length,
}

/// Lines of a note on a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct NotePart {
    /// Which note.
    pub note: usize,
    /// The first of its lines.
    pub first: usize,
    /// One past the last of them.
    pub last: usize,
}

/// The notes of a page while it is filled.
#[derive(Clone, Debug, Default)]
pub(super) struct Foot {
    /// Their height.
    used: Length,
    /// Those that stand on the page.
    pub parts: Vec<NotePart>,
    /// What goes on on the next page: notes and their first lines there.
    rest: Vec<(usize, usize)>,
}

impl Foot {
    /// Whether no note stands on the page.
    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Whether notes go on on the next page.
    pub(super) fn goes_on(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Puts notes that have no room at all on the next page.
    pub(super) fn defer(&mut self, notes: impl Iterator<Item = usize>) {
        self.rest.extend(notes.map(|note| (note, 0)));
    }

    fn put(&mut self, part: NotePart, pitch: Length) {
        self.used += pitch * (part.last - part.first) as i64;
        self.parts.push(part);
    }
}

impl<'a> FootRules<'a> {
    pub(super) fn new(page: &PageSetup, counts: &'a [usize], pitch: Length) -> Self {
        let room = page.height - page.top - page.bottom;
        Self::of(room, page.line_pitch, counts, pitch)
    }

    /// The rules of pages whose type area is `room` high.
    pub(super) fn of(room: Length, line_pitch: Length, counts: &'a [usize], pitch: Length) -> Self {
        Self { room, line_pitch, counts, pitch }
    }

    /// The height of the body above the notes: whole lines.
    pub(super) fn body(&self, foot: &Foot) -> Length {
        let notes = if foot.is_empty() { Length::ZERO } else { SEPARATOR + foot.used };
        self.line_pitch * ((self.room - notes).to_emu() / self.line_pitch.to_emu())
    }

    /// Notes take four fifths of the type area at most.
    fn least_body(&self) -> Length {
        self.room / 5
    }

    /// How many lines of notes fit below `y`.
    fn lines_below(&self, y: Length, foot: &Foot) -> usize {
        let room = self.room - y.max(self.least_body()) - SEPARATOR - foot.used;
        usize::try_from(room.to_emu() / self.pitch.to_emu()).unwrap_or(0)
    }

    /// Puts a line, whose foot is at `y`, on the page with the notes that it marks. All but the last
    /// of them have to fit, and the first line of that. `None` if the line goes to the next page.
    pub(super) fn line(
        &self,
        y: Length,
        marks: impl Iterator<Item = usize>,
        foot: &Foot,
    ) -> Option<Foot> {
        if y > self.body(foot) {
            return None;
        }
        let mut foot = foot.clone();
        for note in marks {
            let count = self.counts[note];
            let fits = if foot.goes_on() { 0 } else { self.lines_below(y, &foot).min(count) };
            // near the page's head a line stays without its note
            if fits == 0 && y + self.pitch > self.least_body() {
                return None;
            }
            if fits > 0 {
                foot.put(NotePart { note, first: 0, last: fits }, self.pitch);
                if y > self.body(&foot) {
                    return None;
                }
            }
            if fits < count {
                foot.rest.push((note, fits));
            }
        }
        Some(foot)
    }

    /// The foot of the page after one, with what goes on there.
    pub(super) fn next_page(&self, foot: &Foot) -> Foot {
        let mut next = Foot::default();
        for &(note, first) in &foot.rest {
            let count = self.counts[note];
            let fits = if next.goes_on() { 0 } else { self.lines_below(Length::ZERO, &next) };
            let last = count.min(first + fits);
            if last > first {
                next.put(NotePart { note, first, last }, self.pitch);
            }
            if last < count {
                next.rest.push((note, last));
            }
        }
        next
    }
}
