//! Tables whose notes would begin a page alone.

use super::Builder;
use crate::document::Table;
use crate::layout::SetBlock;
use crate::layout::flow::{Distributed, Part};
use crate::layout::table::SetTable;
use crate::theme::StyleName;
use crate::unit::Length;

impl Builder<'_, '_> {
    /// Notes which tables have to be parted so that their last row stands with the notes below it: in
    /// LibreOffice the last row of a table that has begun on an earlier page stays where it is.
    pub(super) fn settle_noted_tables(&mut self, blocks: &[SetBlock<'_>], placed: &Distributed) {
        // as many lines of the notes as may not be parted
        let least = self.setup.line_pitch * i64::from(self.setup.widow_lines).max(1);
        let room = self.setup.text_height() - least;
        for parts in placed.parts.windows(2) {
            let [end, next] = parts else { continue };
            let SetBlock::Table(table, set) = &blocks[end.item] else { continue };
            if next.item == end.item || !is_note(&blocks[next.item]) {
                continue;
            }
            let row = match end.item.checked_sub(1).map(|above| &blocks[above]) {
                // it has been parted
                Some(SetBlock::Table(above, _)) if table.goes_on => Some(above.rows.len()),
                _ if next.page > end.page => row_with_note(table, set, *end, room),
                _ => None,
            };
            self.settled.parted_tables.extend(row.map(|row| (table.span.start, row)));
        }
    }
}

/// The first of the rows that go along with the notes below a table that ends with this part: the
/// last one, with those that stay with it, if they and the headings fit into `room`.
fn row_with_note(table: &Table, set: &SetTable, part: Part, room: Length) -> Option<usize> {
    let stays = |row: usize| table.rows[row].keep_with_next;
    let begins_here = part.first == 0 && part.first_line == 0;
    if begins_here || !stays(part.last - 1) {
        return None;
    }
    let row = (part.first + 1..part.last).rev().find(|row| !stays(row - 1))?;
    let rows = set.rows[..set.header_rows].iter().chain(&set.rows[row..part.last]);
    let height: Length = rows.map(|row| row.pitch).sum();
    (height + set.rule <= room).then_some(row)
}

fn is_note(block: &SetBlock<'_>) -> bool {
    matches!(block, SetBlock::Paragraph(note, _) if note.style == StyleName::TableNote)
}
