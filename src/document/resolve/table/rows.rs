//! Which rows of a table keep together, and which may be split between pages.

use std::ops::Range;

use super::measure::TextSize;
use super::{Draft, Drafts};
use crate::document::resolve::Resolver;
use crate::unit::Length;

/// How wide the text of cells may be.
pub(super) struct Rooms {
    /// Where each column begins; at the end where the last one ends.
    edges: Vec<Length>,
    margins: Length,
}

impl Rooms {
    pub(super) fn new(columns: &[Length], margin: Length) -> Self {
        let mut edges = vec![Length::ZERO];
        let mut sum = Length::ZERO;
        for width in columns {
            sum += *width;
            edges.push(sum);
        }
        Self { edges, margins: margin * 2 }
    }

    fn of(&self, draft: &Draft) -> Length {
        let (first, count) = (draft.cell.column, draft.cell.columns);
        self.edges[first + count] - self.edges[first] - self.margins
    }
}

/// What is decided about a row.
#[derive(Clone, Copy)]
pub(super) struct RowPlan {
    pub(super) splits: bool,
    pub(super) keep_with_next: bool,
    /// Whether the cells that reach from it into rows below stand on one page.
    pub(super) is_whole: bool,
}

/// How a table's rows may be parted.
#[derive(Clone, Copy)]
pub(super) struct Breaks {
    /// Whether rows may be split between pages.
    pub(super) rows: bool,
    /// Whether a note follows the table.
    pub(super) has_note: bool,
    /// Whether it is one of the [`moved_tables`](crate::document::model::Settled::moved_tables).
    pub(super) has_moved: bool,
}

/// What is decided about a table's rows.
pub(super) struct Plans {
    pub(super) rows: Vec<RowPlan>,
    /// Whether they may be more than a page has room for.
    pub(super) are_long: bool,
}

/// How many rows below the headings stay with them at a page's foot.
const OPENING_ROWS: usize = 2;

impl Resolver<'_, '_> {
    /// Decides which rows may be split, and which stay with the next one: those that a cell
    /// reaches across, as long as they fit on a page; the headings and the first rows; and the
    /// last one, if a note follows.
    pub(super) fn plan_rows(&self, drafts: &Drafts, rooms: &Rooms, breaks: Breaks) -> Plans {
        let headings = drafts.header_rows;
        let (heights, grown) = self.most_heights(drafts, rooms);
        let mut planner = Planner {
            plans: Vec::with_capacity(heights.len()),
            most: self.page().text_height() - heights[..headings].iter().copied().sum(),
            heights,
            headings,
        };
        for (at, row) in drafts.rows.iter().enumerate() {
            let may_split =
                at >= headings && (breaks.rows || self.most_row_height(row, rooms) > planner.most);
            let splits = may_split && (is_tall(row, rooms) || grown[at]);
            planner.plans.push(RowPlan { splits, keep_with_next: false, is_whole: true });
        }
        for group in groups(drafts) {
            planner.group(group);
        }
        planner.opening();
        if breaks.has_moved {
            planner.longer_opening();
        }
        if breaks.has_note {
            planner.note(self.page().line_pitch * 2);
        }
        let are_long = planner.heights.iter().copied().sum::<Length>() > self.page().text_height();
        Plans { rows: planner.plans, are_long }
    }

    /// The most that each row can be high: at least a line; by the cells that stand in it alone,
    /// and by what the cells that end in it need more than the rows above it give them. And
    /// whether it is sure to be higher for such a cell.
    fn most_heights(&self, drafts: &Drafts, rooms: &Rooms) -> (Vec<Length>, Vec<bool>) {
        let mut heights: Vec<Length> = Vec::with_capacity(drafts.rows.len());
        let mut grown = vec![false; drafts.rows.len()];
        let mut open: Vec<(Range<usize>, [Length; 2])> = Vec::new();
        for (at, row) in drafts.rows.iter().enumerate() {
            for draft in row.iter().filter(|draft| draft.cell.rows > 1) {
                let rows = at..at + draft.cell.rows;
                let counts = [most_lines, least_lines];
                open.push((rows, counts.map(|count| self.cell_height(draft, rooms, count))));
            }
            let own = self.most_row_height(row, rooms);
            let mut height = own;
            open.retain(|(rows, [most, least])| {
                if rows.end > at + 1 {
                    return true;
                }
                let above: Length = heights[rows.start..at].iter().copied().sum();
                height = height.max(*most - above);
                grown[at] |= *least - above > own;
                false
            });
            heights.push(height);
        }
        (heights, grown)
    }

    fn most_row_height(&self, row: &[Draft], rooms: &Rooms) -> Length {
        let cells = row.iter().filter(|draft| draft.cell.rows == 1);
        let content = cells.map(|draft| self.cell_height(draft, rooms, most_lines)).max();
        content.unwrap_or_default().max(self.page().line_pitch)
    }

    fn cell_height(
        &self,
        draft: &Draft,
        rooms: &Rooms,
        count: fn(&TextSize, Length) -> i64,
    ) -> Length {
        let room = rooms.of(draft);
        let lines: i64 = draft.sizes.iter().map(|size| count(size, room)).sum();
        let style = draft.cell.paragraphs[0].style;
        let around = self.theme.table.rule + self.theme.table.cell_padding * 2;
        self.styles[&style].line_pitch * lines + around.round_to_twips()
    }
}

struct Planner {
    plans: Vec<RowPlan>,
    /// The most that each row can be high.
    heights: Vec<Length>,
    /// How many of the rows are headings.
    headings: usize,
    /// The room on a page below the headings.
    most: Length,
}

impl Planner {
    /// Keeps rows together that a cell reaches across, unless they don't fit on a page. Headings
    /// are never parted.
    fn group(&mut self, group: Range<usize>) {
        if group.start < self.headings {
            return;
        }
        let height: Length = self.heights[group.clone()].iter().copied().sum();
        if height > self.most {
            self.plans[group].iter_mut().for_each(|plan| plan.is_whole = false);
            return;
        }
        let last = group.end - 1;
        for plan in &mut self.plans[group] {
            plan.keep_with_next = true;
            plan.splits = false;
        }
        self.plans[last].keep_with_next = false;
    }

    /// Keeps the headings and the first rows below them together: a single row below the headings
    /// at a page's foot is poor, and LibreOffice loses the headings of a table that it moves on
    /// otherwise.
    fn opening(&mut self) {
        let headings = self.headings.min(self.plans.len() - 1);
        self.plans[..headings].iter_mut().for_each(|plan| plan.keep_with_next = true);
        let end = (headings + OPENING_ROWS).min(self.plans.len());
        let opening: Length = self.heights[headings..end].iter().copied().sum();
        if opening <= self.most / 2 {
            // LibreOffice moves some tables longer than a page rather than split these rows
            for plan in &mut self.plans[headings..end] {
                plan.splits = false;
            }
        }
        for at in headings..end - 1 {
            if self.plans[at].splits || !self.joins(at, Length::ZERO) {
                break;
            }
            self.plans[at].keep_with_next = true;
        }
    }

    /// Keeps one row more with the first ones.
    fn longer_opening(&mut self) {
        let next = self.plans.iter().position(|plan| !plan.keep_with_next);
        let next = next.filter(|&at| at >= self.headings && at + 1 < self.plans.len());
        if let Some(at) = next
            && !self.plans[at].splits
            && self.joins(at, Length::ZERO)
        {
            self.plans[at].keep_with_next = true;
        }
    }

    /// Keeps the last row with so much of the note that follows.
    fn note(&mut self, height: Length) {
        let last = self.plans.len() - 1;
        if self.joins(last, height) {
            self.plans[last].keep_with_next = true;
        }
    }

    /// Whether a row fits on a page together with those that stay with it, if it stays with the
    /// next one, which needs so much more.
    fn joins(&self, at: usize, more: Length) -> bool {
        let body = &self.plans[self.headings..];
        let at = at - self.headings;
        let first = body[..at].iter().rposition(|plan| !plan.keep_with_next).map_or(0, |at| at + 1);
        let after = body.iter().skip(at + 1).position(|plan| !plan.keep_with_next);
        let end = after.map_or(body.len(), |count| at + 2 + count).min(body.len());
        let height: Length = self.heights[self.headings..][first..end].iter().copied().sum();
        height + more <= self.most
    }
}

/// Whether a cell that stands in a row alone has more than one line.
fn is_tall(row: &[Draft], rooms: &Rooms) -> bool {
    row.iter().filter(|draft| draft.cell.rows == 1).any(|draft| {
        let lines = draft.sizes.iter().map(|size| size.lines.len()).sum::<usize>();
        lines > 1 || draft.line() > rooms.of(draft)
    })
}

/// The rows that cells reach across: stretches of at least two.
fn groups(drafts: &Drafts) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for (at, row) in drafts.rows.iter().enumerate() {
        let end = row.iter().map(|draft| at + draft.cell.rows).max().unwrap_or(at + 1);
        match groups.last_mut() {
            Some(group) if at < group.end => group.end = group.end.max(end),
            _ if end > at + 1 => groups.push(at..end),
            _ => {}
        }
    }
    groups
}

/// The least lines that a paragraph can have in a measure.
fn least_lines(size: &TextSize, room: Length) -> i64 {
    let room = room.to_emu().max(1);
    size.lines.iter().map(|&width| ((width.to_emu() + room - 1) / room).max(1)).sum()
}

/// The most lines that a paragraph can have in a measure: each line but the last is full but for
/// less than a word.
fn most_lines(size: &TextSize, room: Length) -> i64 {
    let lines = size.lines.iter().map(|&width| {
        if width <= room {
            return 1;
        }
        let filled = (room - size.word).max(room / 2).max(Length::twips(1));
        (width.to_emu() + filled.to_emu() - 1) / filled.to_emu()
    });
    lines.sum()
}
