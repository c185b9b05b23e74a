//! What of the item that ends the body goes to the page of the signature, which has no room below it
//! (7.3.5.5): as few lines as may stand together.

use super::{Flow, FlowContent};
use crate::layout::foot::Foot;
use crate::layout::rows::FlowTable;
use crate::unit::Length;

/// A better way to end a page than with an item that is not split.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::layout) struct Better {
    /// The item.
    pub item: usize,
    /// How.
    pub end: BetterEnd,
}

/// How an item had better be split.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::layout) enum BetterEnd {
    /// Where the page ends.
    AtFoot,
    /// Before its last lines: behind line `first`, at least, and before line `end`.
    Lines {
        /// The first line of it on the page.
        first: usize,
        /// How many lines it has.
        end: usize,
    },
    /// Before this row, of a table that begins on an earlier page.
    Row(usize),
}

impl Flow<'_> {
    /// Looks for a better end of the body, where a chain of items finds no room that it is part of, or
    /// that follows it.
    pub(super) fn look_for_better_end(&mut self, index: usize) {
        if self.placed.body_end.is_some() {
            return;
        }
        self.placed.body_end = self.end_before(index).or_else(|| self.end_within(index));
    }

    /// If the item before the chain ends the body, its last lines go along, or its last row.
    fn end_before(&self, index: usize) -> Option<Better> {
        let item = index.checked_sub(1)?;
        if let FlowContent::Table(table) = self.items[item].content {
            return self.row_before(item, &self.tables[table]);
        }
        let is_end = self.items[item].ends_body && !self.items[item].keep_with_next;
        let part = self.placed.parts.last().filter(|part| is_end && part.page == self.page)?;
        Some(Better { item, end: BetterEnd::Lines { first: part.first, end: part.last } })
    }

    /// The last row of a table that does not stay with the row before it.
    fn row_before(&self, item: usize, table: &FlowTable) -> Option<Better> {
        let part = self.placed.parts.last()?;
        let goes_on = part.first > 0 || part.first_line > 0;
        if !self.items[item].ends_body || !goes_on || part.page != self.page {
            return None;
        }
        let mut rows = (part.first + 1..part.last).rev();
        let row = rows.find(|row| !table.rows[row - 1].keep_with_next)?;
        Some(Better { item, end: BetterEnd::Row(row) })
    }

    /// If one of the chain does, it is split where the page ends, or before its last lines.
    fn end_within(&self, index: usize) -> Option<Better> {
        let mut y = self.y + self.space_before(&self.items[index]);
        let mut foot = self.foot.clone();
        let mut after = Length::ZERO;
        for (offset, item) in self.items[index..].iter().enumerate() {
            if offset > 0 {
                y += item.before.max(after);
            }
            let (free, with_notes) = self.put_lines(item, 0, y, &foot);
            if let (true, FlowContent::Lines { count, .. }) = (item.ends_body, item.content) {
                let item = index + offset;
                if count <= free {
                    return Some(Better { item, end: BetterEnd::Lines { first: 0, end: count } });
                }
                let stay = self.lines_that_stay(count, free, false);
                let flows = stay > 0 || !self.chain_fits(index, Length::ZERO, Foot::default());
                return flows.then_some(Better { item, end: BetterEnd::AtFoot });
            }
            if !item.keep_with_next {
                return None;
            }
            foot = with_notes.unwrap_or(foot);
            y += self.whole_height(item);
            after = item.after;
        }
        None
    }
}
