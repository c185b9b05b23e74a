//! The rows of a table over pages, as LibreOffice breaks them.

use crate::unit::Length;

/// The heights of a table's rows, and where it may be parted.
#[derive(Clone, Debug)]
pub(super) struct FlowTable {
    pub rows: Vec<FlowRow>,
    /// How many rows are repeated on every page.
    pub header_rows: usize,
    /// Thickness of a line: a table is higher than its rows by one.
    pub rule: Length,
}

/// A row.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlowRow {
    /// From its upper line to the next one's.
    pub height: Length,
    /// Whether it stays with the next row, or the last one with what follows the table.
    pub keep_with_next: bool,
    /// Its lines, if it may be split between them.
    pub lines: Option<RowLines>,
}

/// The lines of a row that may be split.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowLines {
    /// Those of its longest cell.
    pub count: usize,
    /// Baseline to baseline.
    pub pitch: Length,
    /// What is above and below the lines: the upper line of the row and the cells' padding.
    pub around: Length,
    /// The least height of a row.
    pub least: Length,
}

/// A place between two lines of a table.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Cut {
    /// The row below it.
    pub row: usize,
    /// How many of that row's lines stand above it.
    pub line: usize,
}

/// What of a table stands on a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Filled {
    /// Where it ends.
    pub end: Cut,
    /// Its height with the repeated headings and the closing line.
    pub height: Length,
}

impl FlowRow {
    /// Its height below its first lines.
    pub(super) fn rest(&self, line: usize) -> Length {
        match self.lines {
            Some(lines) if line > 0 => {
                lines.around + lines.pitch * lines.count.saturating_sub(line) as i64
            }
            _ => self.height,
        }
    }

    /// How many lines below the first `line` fit into `room`, if the row may be split there, and
    /// how high the part is that they make.
    fn split(&self, line: usize, room: Length) -> Option<(usize, Length)> {
        let lines = self.lines?;
        let free = usize::try_from((room - lines.around).to_emu() / lines.pitch.to_emu()).ok()?;
        let count = free.min(lines.count.saturating_sub(line + 1));
        let height = (lines.around + lines.pitch * count as i64).max(lines.least.min(room));
        (count > 0).then_some((count, height))
    }
}

impl FlowTable {
    /// The height of the whole table.
    pub(super) fn height(&self) -> Length {
        self.height_of(0, self.rows.len()) + self.rule
    }

    /// Puts what follows `from` into `room`: as many rows as fit, the last one split if it may be,
    /// and none that stays with one that does not fit. `None` if nothing can stand there, or
    /// nothing but headings.
    ///
    /// `follows` says whether what stays with the last row has room below it.
    pub(super) fn fill(
        &self,
        from: Cut,
        room: Length,
        follows: impl Fn(Length) -> bool,
    ) -> Option<Filled> {
        let filled = self.fill_freely(from, room, follows);
        if filled.end.line > 0 || filled.end.row == self.rows.len() {
            return Some(filled);
        }
        let body = from.row.max(self.header_rows);
        let stays = |row: usize| !self.rows[row].keep_with_next;
        let last = (body..filled.end.row).rev().find(|&row| stays(row))?;
        Some(self.filled(from, last + 1))
    }

    /// The same on an empty page, for rows that have no room even there: the first ones stand on
    /// it all the same, whatever they stay with.
    pub(super) fn fill_page(
        &self,
        from: Cut,
        room: Length,
        follows: impl Fn(Length) -> bool,
    ) -> Filled {
        if let Some(filled) = self.fill(from, room, follows) {
            return filled;
        }
        let filled = self.fill_freely(from, room, |_| true);
        let least = (from.row.max(self.header_rows) + 1).min(self.rows.len());
        if filled.end.row >= least { filled } else { self.filled(from, least) }
    }

    fn fill_freely(&self, from: Cut, room: Length, follows: impl Fn(Length) -> bool) -> Filled {
        let mut used = self.repeated(from);
        let Cut { mut row, mut line } = from;
        while let Some(next) = self.rows.get(row) {
            let height = next.rest(line);
            let free = room - used - self.rule;
            if height > free {
                let Some((count, part)) = next.split(line, free) else { break };
                let end = Cut { row, line: line + count };
                return Filled { end, height: used + part + self.rule };
            }
            used += height;
            (row, line) = (row + 1, 0);
        }
        let ends = row == self.rows.len();
        // of a table that has begun on an earlier page the last row stays whatever follows
        let is_kept = ends
            && from == Cut::default()
            && self.rows.last().is_some_and(|row| row.keep_with_next);
        if is_kept && row > from.row && !follows(room - used - self.rule) {
            row -= 1;
        }
        self.filled(from, row)
    }

    /// The rows up to one that is not among them.
    fn filled(&self, from: Cut, row: usize) -> Filled {
        let mut height = self.repeated(from) + self.rule;
        if row > from.row {
            height += self.rows[from.row].rest(from.line);
            height += self.height_of(from.row + 1, row);
        }
        Filled { end: Cut { row, line: 0 }, height }
    }

    /// The height of the headings that are repeated above a part.
    fn repeated(&self, from: Cut) -> Length {
        if from == Cut::default() { Length::ZERO } else { self.height_of(0, self.header_rows) }
    }

    fn height_of(&self, first: usize, last: usize) -> Length {
        self.rows[first..last].iter().map(|row| row.height).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, Filled, FlowRow, FlowTable, RowLines};
    use crate::unit::Length;

    const PITCH: Length = Length::twips(579);
    const RULE: Length = Length::twips(10);
    const ROW: FlowRow = FlowRow { height: PITCH, keep_with_next: false, lines: None };
    const KEPT: FlowRow = FlowRow { keep_with_next: true, ..ROW };

    fn table(rows: &[FlowRow]) -> FlowTable {
        let rows = [&[KEPT], rows].concat();
        FlowTable { rows, header_rows: 1, rule: RULE }
    }

    /// A row of lines of 20 pt that may be split.
    fn lines(count: usize) -> FlowRow {
        let pitch = Length::pt(20);
        let height = PITCH.max(RULE + pitch * count as i64);
        FlowRow {
            height,
            lines: Some(RowLines { count, pitch, around: RULE, least: PITCH }),
            ..ROW
        }
    }

    fn end(filled: Option<Filled>) -> Option<(usize, usize)> {
        filled.map(|filled| (filled.end.row, filled.end.line))
    }

    fn room(lines: i64, twips: i64) -> Length {
        PITCH * lines + Length::twips(twips)
    }

    #[test]
    fn rows_stand_where_they_and_a_line_below_them_fit() {
        let table = table(&[ROW; 5]);
        let fill = |room| end(table.fill(Cut::default(), room, |_| true));
        assert_eq!(fill(room(3, 10)), Some((3, 0)));
        assert_eq!(fill(room(3, 9)), Some((2, 0)));
        assert_eq!(fill(room(2, 9)), None, "headings do not stand alone");
        let next = table.fill(Cut { row: 3, line: 0 }, room(9, 0), |_| true).expect("room");
        assert_eq!(next.height, room(4, 10), "the headings are repeated");
    }

    #[test]
    fn rows_that_stay_together_go_to_the_next_page_together() {
        let table = table(&[ROW, KEPT, KEPT, ROW, ROW]);
        let fill = |from, room| end(table.fill(Cut { row: from, line: 0 }, room, |_| true));
        assert_eq!(fill(0, room(5, 10)), Some((5, 0)));
        assert_eq!(fill(0, room(5, 9)), Some((2, 0)));
        assert_eq!(fill(2, room(2, 10)), None);
        let filled = table.fill_page(Cut { row: 2, line: 0 }, room(2, 10), |_| true);
        assert_eq!(filled.end.row, 3, "what fits on no page is parted");
    }

    #[test]
    fn the_last_row_stays_with_the_note_below_it() {
        let table = table(&[ROW, ROW, KEPT]);
        let fill = |note| end(table.fill(Cut::default(), room(5, 0), |room| room >= note));
        assert_eq!(fill(PITCH - RULE), Some((4, 0)));
        assert_eq!(fill(PITCH), Some((3, 0)));
        let rest = table.fill(Cut { row: 2, line: 0 }, room(3, 10), |_| false);
        assert_eq!(end(rest), Some((4, 0)), "on the last of several pages it does not");
    }

    /// LibreOffice: n lines stay if they fit with the line above and the line below them; their
    /// part is at least a row high, or as high as there is room.
    #[test]
    fn rows_are_split_between_lines() {
        let table = table(&[lines(5), ROW]);
        let fill = |twips| table.fill(Cut::default(), room(1, twips), |_| true);
        assert_eq!(fill(419), None);
        for (free, count, height) in [(420, 1, 410), (560, 1, 550), (700, 1, 579), (820, 2, 810)] {
            let filled = fill(free).expect("room");
            assert_eq!(filled.end, Cut { row: 1, line: count }, "{free}");
            assert_eq!(filled.height, room(1, height + 10), "{free}");
        }
        let rest = table.fill(Cut { row: 1, line: 4 }, room(9, 0), |_| true).expect("room");
        assert_eq!(rest.height, room(2, 410 + 10), "the rest is as high as its lines");
    }

    #[test]
    fn a_row_higher_than_a_page_goes_on_page_after_page() {
        let table = table(&[lines(100)]);
        let (mut from, mut pages) = (Cut::default(), 0);
        while from.row < table.rows.len() {
            from = table.fill_page(from, room(22, 0), |_| true).end;
            pages += 1;
        }
        assert_eq!(pages, 4);
    }
}
