//! Lines, rows and pictures to pages, by the rules that LibreOffice follows for the properties that
//! the DOCX writer sets: keep-with-next chains, 孤行, tables split between rows.

mod body_end;

use super::foot::{Foot, FootRules, NotePart};
use super::rows::{Cut, FlowTable};
use crate::unit::Length;

/// What flows down the pages, as far as breaking pages is concerned.
#[derive(Clone, Debug)]
pub(super) struct FlowItem {
    pub before: Length,
    pub after: Length,
    pub page_break_before: bool,
    pub keep_with_next: bool,
    pub content: FlowContent,
    /// Whether it ends the body, and may be parted if the signature has no room below it.
    pub ends_body: bool,
    /// The marks of footnotes in its lines: lines and notes, in order.
    pub marks: Vec<(usize, usize)>,
}

impl FlowItem {
    /// The footnotes that a line marks.
    fn notes_of(&self, line: usize) -> impl Iterator<Item = usize> {
        let of_line = self.marks.iter().filter(move |(at, _)| *at == line);
        of_line.map(|(_, note)| *note)
    }

    /// How many lines it has.
    fn lines(&self) -> usize {
        match self.content {
            FlowContent::Lines { count, .. } => count,
            _ => 0,
        }
    }
}

/// How an item can be split.
#[derive(Clone, Copy, Debug)]
pub(super) enum FlowContent {
    /// Lines of one height.
    Lines { count: usize, pitch: Length, keep_together: bool },
    /// One piece.
    Solid { height: Length },
    /// One piece that stands at the foot of the page, where no footnotes stand.
    Foot { height: Length },
    /// Rows, see the table with this index.
    Table(usize),
}

/// A part of an item on a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Part {
    /// Which item.
    pub item: usize,
    /// Page index.
    pub page: usize,
    /// Below the head of the grid.
    pub y: Length,
    /// First line or row of the part (0 for a solid item).
    pub first: usize,
    /// One past the last line or row.
    pub last: usize,
    /// Its height.
    pub height: Length,
    /// How many lines of a table's first row here stand on the page before.
    pub first_line: usize,
    /// Whether a table's last row here goes on on the next page.
    pub is_cut: bool,
}

/// Where items and footnotes stand.
#[derive(Clone, Debug, Default)]
pub(super) struct Distributed {
    /// The parts of the items, in order.
    pub parts: Vec<Part>,
    /// Page indices and the notes on those pages, in order.
    pub notes: Vec<(usize, NotePart)>,
    /// Where the item that ends the body had better end its page.
    pub body_end: Option<Better>,
}

pub(super) use self::body_end::{Better, BetterEnd};

impl Distributed {
    /// How many pages there are.
    pub(super) fn pages(&self) -> usize {
        let last = self.parts.last().map(|part| part.page);
        let last_note = self.notes.last().map(|(page, _)| *page);
        last.max(last_note).unwrap_or(0) + 1
    }
}

/// Distributes items over pages.
///
/// `widow_lines` lines of a paragraph (0 or 2) may not stand alone at a page's foot or head.
pub(super) fn distribute(
    items: &[FlowItem],
    tables: &[FlowTable],
    rules: FootRules<'_>,
    widow_lines: usize,
) -> Distributed {
    let mut flow = Flow {
        items,
        tables,
        rules,
        widow_lines,
        placed: Distributed::default(),
        foot: Foot::default(),
        page: 0,
        y: Length::ZERO,
        after: Length::ZERO,
        top: Top::Forced,
        chain: Chain::Held,
    };
    for index in 0..items.len() {
        flow.place(index);
    }
    while flow.foot.goes_on() {
        flow.new_page(Top::Natural);
    }
    flow.end_page();
    flow.placed
}

/// Whether anything stands on the page yet.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Top {
    /// No, and the page was begun on purpose: space before counts.
    Forced,
    /// No, and the page was begun for want of room: space before is dropped.
    Natural,
    /// Yes.
    Filled,
}

struct Flow<'a> {
    items: &'a [FlowItem],
    tables: &'a [FlowTable],
    rules: FootRules<'a>,
    widow_lines: usize,
    placed: Distributed,
    /// The footnotes of the page.
    foot: Foot,
    page: usize,
    y: Length,
    /// Space after the last item.
    after: Length,
    top: Top,
    /// Whether the chain of items that stay with the next one, in which the flow stands, is held
    /// together; no chain longer than a page is.
    chain: Chain,
}

/// A chain of items that stay with the next one, and the item after them.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Chain {
    /// It fits on a page.
    Held,
    /// It does not: its items flow as others do.
    TooLong,
}

impl Flow<'_> {
    fn place(&mut self, index: usize) {
        let item = &self.items[index];
        if item.page_break_before && !self.placed.parts.is_empty() {
            self.new_page(Top::Forced);
        }
        let is_first = index == 0 || !self.items[index - 1].keep_with_next;
        if is_first || item.page_break_before {
            self.begin_chain(index);
        } else if self.chain == Chain::TooLong {
            self.begin_item(index);
        }
        self.y += self.space_before(item);
        match item.content {
            FlowContent::Lines { count, pitch, .. } => self.place_lines(index, count, pitch),
            FlowContent::Solid { height } => self.place_solid(index, height),
            FlowContent::Foot { height } => self.place_at_foot(index, height),
            FlowContent::Table(table) => self.place_table(index, &self.tables[table]),
        }
        self.after = item.after;
    }

    /// The height of the body on the page, as its notes leave it.
    fn height(&self) -> Length {
        self.rules.body(&self.foot)
    }

    fn end_page(&mut self) {
        let page = self.page;
        self.placed.notes.extend(self.foot.parts.iter().map(|part| (page, *part)));
    }

    fn new_page(&mut self, top: Top) {
        self.end_page();
        self.foot = self.rules.next_page(&self.foot);
        self.page += 1;
        self.y = Length::ZERO;
        self.after = Length::ZERO;
        self.top = top;
    }

    fn space_before(&self, item: &FlowItem) -> Length {
        match self.top {
            Top::Forced => item.before,
            Top::Natural => Length::ZERO,
            Top::Filled => item.before.max(self.after),
        }
    }

    /// Begins a page for a chain of items that stay with the next one if it has no room on this
    /// page, and has on another.
    fn begin_chain(&mut self, index: usize) {
        let item = &self.items[index];
        self.chain = Chain::Held;
        if self.chain_fits(index, self.y + self.space_before(item), self.foot.clone()) {
            return;
        }
        self.look_for_better_end(index);
        if item.keep_with_next && !self.chain_fits(index, Length::ZERO, Foot::default()) {
            self.chain = Chain::TooLong;
            self.begin_item(index);
        } else if self.top == Top::Filled {
            self.new_page(Top::Natural);
        }
    }

    /// Begins a page for an item if it has no room on this one.
    fn begin_item(&mut self, index: usize) {
        let item = &self.items[index];
        let y = self.y + self.space_before(item);
        if self.top == Top::Filled && !self.begins(index, y, &self.foot) {
            self.new_page(Top::Natural);
        }
    }

    /// Whether an item, with those that it stays with and the first lines after them, fits if it
    /// begins at `y` of a page with these notes.
    fn chain_fits(&self, index: usize, mut y: Length, mut foot: Foot) -> bool {
        let mut after = Length::ZERO;
        for (offset, item) in self.items[index..].iter().enumerate() {
            if offset > 0 && item.page_break_before {
                return true;
            }
            if offset > 0 {
                y += item.before.max(after);
            }
            if !item.keep_with_next || index + offset + 1 == self.items.len() {
                return self.begins(index + offset, y, &foot);
            }
            let height = self.whole_height(item);
            if height > self.rules.body(&foot) - y {
                return false;
            }
            let (fits, with_notes) = self.put_lines(item, 0, y, &foot);
            if fits < item.lines() {
                return false;
            }
            foot = with_notes.unwrap_or(foot);
            y += height;
            after = item.after;
        }
        true
    }

    fn whole_height(&self, item: &FlowItem) -> Length {
        match item.content {
            FlowContent::Lines { count, pitch, .. } => pitch * count as i64,
            FlowContent::Solid { height } | FlowContent::Foot { height } => height,
            FlowContent::Table(table) => self.tables[table].height(),
        }
    }

    /// Whether at least the first part of an item fits at `y` of a page with these notes.
    fn begins(&self, index: usize, y: Length, foot: &Foot) -> bool {
        let item = &self.items[index];
        let room = self.rules.body(foot) - y;
        match item.content {
            FlowContent::Lines { count, keep_together, .. } => {
                let kept = keep_together || item.keep_with_next;
                let (free, _) = self.put_lines(item, 0, y, foot);
                self.lines_that_stay(count, free, kept) > 0
            }
            FlowContent::Solid { height } => height <= room,
            FlowContent::Foot { height } => height <= room && foot.is_empty(),
            FlowContent::Table(table) => {
                let follows = |room| self.begins_after(index, room, foot);
                self.tables[table].fill(Cut::default(), room, follows).is_some()
            }
        }
    }

    /// How many of an item's lines from `first` on fit at `y` of a page with these notes, whatever
    /// stays with what; and the page's notes with theirs, if they have some.
    fn put_lines(
        &self,
        item: &FlowItem,
        first: usize,
        y: Length,
        foot: &Foot,
    ) -> (usize, Option<Foot>) {
        let FlowContent::Lines { count, pitch, .. } = item.content else { return (0, None) };
        if item.marks.is_empty() {
            let room = self.rules.body(foot) - y;
            return (usize::try_from(room.to_emu() / pitch.to_emu()).unwrap_or(0), None);
        }
        let mut with_notes = foot.clone();
        for line in first..count {
            let fits = line - first;
            let line_foot = y + pitch * (fits + 1) as i64;
            match self.rules.line(line_foot, item.notes_of(line), &with_notes) {
                Some(foot) => with_notes = foot,
                None => return (fits, Some(with_notes)),
            }
        }
        (count - first, Some(with_notes))
    }

    /// How many of `count` lines stay where `free` have room: all, or as many as leave no 孤行.
    fn lines_that_stay(&self, count: usize, free: usize, kept: bool) -> usize {
        if count <= free {
            return count;
        }
        if kept {
            return 0;
        }
        let stay = free.min(count.saturating_sub(self.widow_lines));
        if stay < self.widow_lines { 0 } else { stay }
    }

    fn place_lines(&mut self, index: usize, count: usize, pitch: Length) {
        let mut first = 0;
        while first < count || count == 0 {
            let (free, _) = self.put_lines(&self.items[index], first, self.y, &self.foot);
            let kept = self.is_kept(index);
            let mut stay = self.lines_that_stay(count - first, free, kept && first == 0);
            if stay == 0 && self.top != Top::Filled {
                stay = free.clamp(1, count - first); // taller than a page
            }
            if stay == 0 {
                self.new_page(Top::Natural);
                continue;
            }
            self.put_notes(index, first, first + stay, pitch);
            self.push(index, first, first + stay, pitch * stay as i64);
            first += stay;
            if first < count {
                self.new_page(Top::Natural);
            }
        }
    }

    /// Puts the notes of lines that begin at the present place of the page on it.
    fn put_notes(&mut self, index: usize, first: usize, last: usize, pitch: Length) {
        let item = &self.items[index];
        for line in first..last {
            if item.notes_of(line).next().is_none() {
                continue;
            }
            let line_foot = self.y + pitch * (line - first + 1) as i64;
            match self.rules.line(line_foot, item.notes_of(line), &self.foot) {
                Some(foot) => self.foot = foot,
                None => self.foot.defer(item.notes_of(line)), // a line that has no room anywhere
            }
        }
    }

    fn is_kept(&self, index: usize) -> bool {
        let item = &self.items[index];
        let together = matches!(item.content, FlowContent::Lines { keep_together: true, .. });
        together || item.keep_with_next
    }

    fn place_solid(&mut self, index: usize, height: Length) {
        if self.top == Top::Filled && self.y + height > self.height() {
            self.new_page(Top::Natural);
        }
        self.push(index, 0, 1, height);
    }

    fn place_at_foot(&mut self, index: usize, height: Length) {
        let has_room = |flow: &Self| flow.y + height <= flow.height() || flow.top != Top::Filled;
        while !has_room(self) || !self.foot.is_empty() {
            self.new_page(Top::Natural);
        }
        self.push(index, 0, 1, height);
    }

    fn place_table(&mut self, index: usize, table: &FlowTable) {
        let mut from = Cut::default();
        while from.row < table.rows.len() {
            let room = self.height() - self.y;
            let follows = |room| self.begins_after(index, room, &self.foot);
            let filled = if self.top == Top::Filled {
                table.fill(from, room, follows)
            } else {
                Some(table.fill_page(from, room, follows))
            };
            let Some(filled) = filled else {
                self.new_page(Top::Natural);
                continue;
            };
            let is_cut = filled.end.line > 0;
            let last = filled.end.row + usize::from(is_cut);
            self.push(index, from.row, last, filled.height);
            if let Some(part) = self.placed.parts.last_mut() {
                (part.first_line, part.is_cut) = (from.line, is_cut);
            }
            from = filled.end;
            if from.row < table.rows.len() {
                self.new_page(Top::Natural);
            }
        }
    }

    /// Whether the item after a table can begin in the room below the table.
    fn begins_after(&self, table: usize, room: Length, foot: &Foot) -> bool {
        let Some(next) = self.items.get(table + 1) else { return true };
        let space = next.before.max(self.items[table].after);
        let y = self.rules.body(foot) - room + space;
        next.page_break_before || self.chain_fits(table + 1, y, foot.clone())
    }

    fn push(&mut self, item: usize, first: usize, last: usize, height: Length) {
        let (page, y) = (self.page, self.y);
        self.placed.parts.push(Part {
            item,
            page,
            y,
            first,
            last,
            height,
            first_line: 0,
            is_cut: false,
        });
        self.y += height;
        self.top = Top::Filled;
    }
}

#[cfg(test)]
mod tests;
