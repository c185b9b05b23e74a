//! Rows in a small space, so that a batch can keep those of a large file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Cell, Row};

/// The rows of a file, each unpacked when it is asked for.
///
/// A row takes little more than its text: a mark and a length for each value, a number for each name.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    bytes: Vec<u8>,
    places: Vec<Place>,
    names: Vec<Arc<str>>,
    numbers: BTreeMap<Arc<str>, usize>,
}

/// Where a row is, in the bytes and in its file.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    line: usize,
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The row of an index, from 0.
    ///
    /// # Panics
    ///
    /// Panics if there is none.
    pub fn get(&self, index: usize) -> Row {
        let Place { start, line } = self.places[index];
        let mut unpacker = Unpacker { bytes: &self.bytes[start..], names: &self.names };
        Row { number: index + 1, line, cells: unpacker.entries() }
    }

    /// All rows in their order.
    pub fn iter(&self) -> impl Iterator<Item = Row> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// Adds a row that begins at a line of its file, by its values.
    pub(super) fn push(&mut self, line: usize, cells: &[(Arc<str>, Cell)]) {
        self.places.push(Place { start: self.bytes.len(), line });
        self.pack_entries(cells);
    }

    /// Gives back what was kept for more rows.
    pub(super) fn close(&mut self) {
        self.bytes.shrink_to_fit();
        self.places.shrink_to_fit();
        self.numbers.clear();
    }

    fn pack_entries(&mut self, entries: &[(Arc<str>, Cell)]) {
        self.pack_number(entries.len());
        for (name, cell) in entries {
            let number = self.numbers.get(name).copied().unwrap_or_else(|| {
                self.names.push(Arc::clone(name));
                self.numbers.insert(Arc::clone(name), self.names.len() - 1);
                self.names.len() - 1
            });
            self.pack_number(number);
            self.pack(cell);
        }
    }

    fn pack(&mut self, cell: &Cell) {
        match cell {
            Cell::Null => self.bytes.push(b'0'),
            Cell::Bool(value) => self.bytes.push(if *value { b'+' } else { b'-' }),
            Cell::Number(digits) => self.pack_text(b'n', digits),
            Cell::Text(text) => self.pack_text(b't', text),
            Cell::List(cells) => {
                self.bytes.push(b'[');
                self.pack_number(cells.len());
                for cell in cells {
                    self.pack(cell);
                }
            }
            Cell::Map(entries) => {
                self.bytes.push(b'{');
                self.pack_entries(entries);
            }
        }
    }

    fn pack_text(&mut self, mark: u8, text: &str) {
        self.bytes.push(mark);
        self.pack_number(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Seven bits a byte, the lowest first; all but the last byte have the eighth.
    fn pack_number(&mut self, mut number: usize) {
        while number > 0x7f {
            self.bytes.push(0x80 | (number & 0x7f) as u8);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

/// What is left of the bytes.
struct Unpacker<'r> {
    bytes: &'r [u8],
    names: &'r [Arc<str>],
}

impl Unpacker<'_> {
    fn entries(&mut self) -> Vec<(Arc<str>, Cell)> {
        let count = self.number();
        let entries = (0..count).map(|_| {
            let name = self.number();
            (Arc::clone(&self.names[name]), self.cell())
        });
        entries.collect()
    }

    fn cell(&mut self) -> Cell {
        match self.byte() {
            b'+' => Cell::Bool(true),
            b'-' => Cell::Bool(false),
            b'n' => Cell::Number(self.text()),
            b't' => Cell::Text(self.text()),
            b'[' => {
                let count = self.number();
                Cell::List((0..count).map(|_| self.cell()).collect())
            }
            b'{' => Cell::Map(self.entries()),
            _ => Cell::Null,
        }
    }

    fn text(&mut self) -> Box<str> {
        let length = self.number();
        let (text, rest) = self.bytes.split_at(length);
        self.bytes = rest;
        std::str::from_utf8(text).expect("it was packed as text").into()
    }

    fn number(&mut self) -> usize {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        number
    }

    fn byte(&mut self) -> u8 {
        let (&byte, rest) = self.bytes.split_first().expect("it was packed whole");
        self.bytes = rest;
        byte
    }
}
