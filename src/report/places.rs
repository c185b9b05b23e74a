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
}

impl Run {
    /// Adds characters with their places.
    pub(super) fn extend(&mut self, placed: impl IntoIterator<Item = (char, u32)>) {
        let Places { first, jumps } = &mut self.places;
        let (mut from, mut at) = jumps.last().copied().unwrap_or((0, *first));
        for (character, place) in placed {
            let byte = self.text.len() as u32;
            if place != at.wrapping_add(byte - from) {
                (from, at) = (byte, place);
                jumps.push((from, at));
            }
            self.text.push(character);
        }
    }

    /// The characters, each with the place of its first byte in the source.
    pub fn placed(&self) -> impl Iterator<Item = (char, u32)> {
        let (mut from, mut at) = (0, self.places.first);
        let mut jumps = self.places.jumps.iter();
        let mut next = jumps.next();
        self.text.char_indices().map(move |(byte, character)| {
            let byte = byte as u32;
            if let Some(jump) = next.filter(|(start, _)| *start == byte) {
                (from, at) = *jump;
                next = jumps.next();
            }
            (character, at.wrapping_add(byte - from))
        })
    }
}
