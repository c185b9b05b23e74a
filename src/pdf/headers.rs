//! Which headings of a table each of its cells has (ISO 32000-1, 14.8.5.7, `Headers`): said where
//! cells are merged, since readers can't tell there by the order of the cells alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::frame::{Element, Extent, Role};

/// The headings of cells. All indices are those of elements.
#[derive(Debug, Default)]
pub(super) struct Headers {
    of_cells: BTreeMap<usize, Arc<[usize]>>,
    headers: BTreeSet<usize>,
}

impl Headers {
    /// Finds the headings of the cells of all tables with more than one row of headings.
    pub(super) fn new(elements: &[Element]) -> Self {
        let mut found = Self::default();
        let mut grid: Option<Grid> = None;
        for (index, element) in elements.iter().enumerate() {
            match (element.role, &mut grid) {
                (Role::Table, _) => found.take(grid.replace(Grid::default())),
                (Role::TableRow, Some(grid)) => grid.begin_row(),
                (Role::TableHeader(extent), Some(grid)) => grid.header(index, extent),
                (Role::TableCell(extent), Some(grid)) => grid.cell(index, extent),
                _ => {}
            }
        }
        found.take(grid);
        found
    }

    /// The headings of a cell, outermost first.
    pub(super) fn of(&self, cell: usize) -> Option<&[usize]> {
        self.of_cells.get(&cell).map(|headers| &**headers)
    }

    /// Whether an element is a heading that cells name.
    pub(super) fn is_header(&self, element: usize) -> bool {
        self.headers.contains(&element)
    }

    /// All headings that cells name.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.headers.iter().copied()
    }

    fn take(&mut self, grid: Option<Grid>) {
        let Some(grid) = grid.filter(|grid| grid.header_rows > 1) else { return };
        self.headers.extend(grid.headers.iter().flatten());
        self.of_cells.extend(grid.cells);
    }
}

/// A table while its cells are put on its grid.
#[derive(Debug, Default)]
struct Grid {
    /// For each column how many of the rows to come a cell from above takes.
    taken: Vec<usize>,
    /// Where the next cell of the row may stand.
    column: usize,
    /// The headings of each column.
    headers: Vec<Vec<usize>>,
    /// The headings of the cells so far; those of cells alike are shared.
    cells: Vec<(usize, Arc<[usize]>)>,
    known: BTreeMap<(usize, usize), Arc<[usize]>>,
    header_rows: usize,
    has_header: bool,
}

impl Grid {
    fn begin_row(&mut self) {
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        self.column = 0;
        self.has_header = false;
    }

    /// Takes the next free place; returns its first column.
    fn place(&mut self, extent: Extent) -> usize {
        while self.taken.get(self.column).is_some_and(|rows| *rows > 0) {
            self.column += 1;
        }
        let (first, end) = (self.column, self.column + extent.columns);
        if self.taken.len() < end {
            self.taken.resize(end, 0);
        }
        self.taken[first..end].fill(extent.rows);
        self.column = end;
        first
    }

    fn header(&mut self, element: usize, extent: Extent) {
        if !self.has_header {
            self.has_header = true;
            self.header_rows += 1;
        }
        let first = self.place(extent);
        let end = first + extent.columns;
        if self.headers.len() < end {
            self.headers.resize(end, Vec::new());
        }
        self.headers[first..end].iter_mut().for_each(|headers| headers.push(element));
    }

    fn cell(&mut self, element: usize, extent: Extent) {
        let first = self.place(extent);
        let end = (first + extent.columns).min(self.headers.len());
        let columns = self.headers.get(first..end).unwrap_or_default();
        let headers = self.known.entry((first, end)).or_insert_with(|| {
            let mut headers = Vec::new();
            for &header in columns.iter().flatten() {
                if !headers.contains(&header) {
                    headers.push(header);
                }
            }
            headers.into()
        });
        if !headers.is_empty() {
            self.cells.push((element, Arc::clone(headers)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Headers;
    use crate::frame::{Element, Extent, Role};

    fn elements(roles: &[Role]) -> Vec<Element> {
        roles.iter().map(|role| Element { role: *role, parent: None, alt: None }).collect()
    }

    const ONE: Extent = Extent { columns: 1, rows: 1 };

    /// 地区 | 人数
    ///      | 男 | 女
    /// 东  | 1 | 2
    #[test]
    fn cells_name_all_headings_above_them() {
        let headers = Headers::new(&elements(&[
            Role::Table,
            Role::TableRow,
            Role::TableHeader(Extent { columns: 1, rows: 2 }),
            Role::TableHeader(Extent { columns: 2, rows: 1 }),
            Role::TableRow,
            Role::TableHeader(ONE),
            Role::TableHeader(ONE),
            Role::TableRow,
            Role::TableCell(Extent { columns: 1, rows: 2 }),
            Role::TableCell(ONE),
            Role::TableCell(ONE),
            Role::TableRow,
            Role::TableCell(Extent { columns: 2, rows: 1 }),
        ]));
        assert_eq!(headers.of(8), Some(&[2][..]));
        assert_eq!(headers.of(9), Some(&[3, 5][..]));
        assert_eq!(headers.of(10), Some(&[3, 6][..]));
        assert_eq!(headers.of(12), Some(&[3, 5, 6][..]), "the cell below 东 begins in column 2");
        assert_eq!(headers.all().collect::<Vec<_>>(), [2, 3, 5, 6]);
    }

    #[test]
    fn one_row_of_headings_needs_no_names() {
        let headers = Headers::new(&elements(&[
            Role::Table,
            Role::TableRow,
            Role::TableHeader(ONE),
            Role::TableRow,
            Role::TableCell(ONE),
        ]));
        assert_eq!((headers.of(4), headers.all().count()), (None, 0));
    }
}
