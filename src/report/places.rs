//! Where the characters of a run stand in the source.

use super::model::Run;

/// The places of a run's characters. Most runs stand in the source as they are, so only those
/// characters are kept whose place does not follow from that of the one before.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Places {
    first: u32,
    /// Bytes of the run's text, and the places of the characters that begin there.
    jumps: Vec<(u32, u32)>,
}

impl Places {
    /// The place of a run's first character.
    pub(super) fn new(first: u32) -> Self {
        Self { first, jumps: Vec::new() }
    }

    /// Adds the place of the character that begins at a byte of the run's text.
    fn push(&mut self, byte: u32, place: u32) {
        let (from, at) = self.jumps.last().copied().unwrap_or((0, self.first));
        if place != at.wrapping_add(byte - from) {
            self.jumps.push((byte, place));
        }
    }
}

impl Run {
    /// Adds a character with its place.
    pub(super) fn push(&mut self, character: char, place: u32) {
        self.places.push(self.text.len() as u32, place);
        self.text.push(character);
    }

    /// The characters, each with the place of its first byte in the source.
    pub fn placed(&self) -> impl Iterator<Item = (char, u32)> {
        let (mut from, mut at) = (0, self.places.first);
        let mut jumps = self.places.jumps.iter().peekable();
        self.text.char_indices().map(move |(byte, character)| {
            let byte = byte as u32;
            if let Some(jump) = jumps.next_if(|(start, _)| *start == byte) {
                (from, at) = *jump;
            }
            (character, at.wrapping_add(byte - from))
        })
    }
}
