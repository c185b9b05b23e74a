//! 发文机关标志 of a joint issue: its lines, and where they stand.

use super::inline::{PlacedLine, set_paragraph};
use crate::document::{Document, JointMark};
use crate::font::OpenFonts;
use crate::unit::Length;

/// A joint mark whose text is set.
#[derive(Clone, Debug)]
pub(super) struct SetMark {
    /// In reading order.
    pub lines: Vec<MarkLine>,
    pub height: Length,
}

/// A line of a joint mark.
#[derive(Clone, Debug)]
pub(super) struct MarkLine {
    pub line: PlacedLine,
    /// From the left edge of the type area to its measure.
    pub x: Length,
    /// From the mark's top to the top of the line's row.
    pub y: Length,
}

impl SetMark {
    pub(super) fn new(mark: &JointMark, document: &Document, fonts: &OpenFonts<'_>) -> Self {
        let set = |paragraph, room| set_paragraph(paragraph, room, document, fonts);
        let names = mark.names.iter().zip(0..).map(|(name, row)| {
            let y = mark.before + mark.row_height * row;
            set(name, mark.names_width).into_iter().map(move |line| MarkLine {
                line,
                x: mark.left,
                y,
            })
        });
        let word = mark.word.iter().flat_map(|word| {
            let rows = mark.names.len() as i64 - 1;
            let y = mark.before + mark.row_height * rows / 2;
            let x = mark.left + mark.names_width;
            set(word, mark.word_width).into_iter().map(move |line| MarkLine { line, x, y })
        });
        Self { lines: names.flatten().chain(word).collect(), height: mark.height() }
    }
}
