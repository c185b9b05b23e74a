//! Tabs: where the text after one begins, and the dots on the way there.

use super::prepare::Prepared;
use crate::document::{Leader, TabAlign, TabStop};
use crate::font::measure::advance_units;
use crate::font::{FaceId, OpenFonts};
use crate::frame::Glyph;
use crate::unit::Length;

/// The tab stops of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Tabs {
    /// From left to right.
    pub stops: Vec<TabStop>,
    /// Right edge of the paragraph's lines, measured from where the stops are.
    pub right: Length,
    /// The dot of leaders.
    pub dot: Option<Dot>,
}

/// The dot of leaders.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dot {
    pub face: FaceId,
    pub glyph: Glyph,
    pub advance: Length,
}

impl Dot {
    /// The dot of a face at a size.
    pub(super) fn new(face: FaceId, size: Length, fonts: &OpenFonts<'_>) -> Option<Self> {
        let id = fonts.face(face).glyph('.')?.id;
        let em = i64::from(fonts.library().face(face).units_per_em);
        let advance = size.scale(advance_units(fonts, face, '.'), em).round_to_twips();
        Some(Self { face, glyph: Glyph { id, character: '.' }, advance })
    }
}

/// Where a tab leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// Where the text after it begins, measured from where the stops are.
    pub x: Length,
    pub leader: Leader,
}

/// Where the tab that is portion `index` leads from `x`, in a line that ends with character `end`
/// at the latest; `None` if the text after it has no room at its stop.
pub(super) fn reach(text: &Prepared, index: usize, x: Length, end: usize) -> Option<Reach> {
    let stop = text.tabs.stops.iter().find(|stop| stop.position > x)?;
    let start = match stop.align {
        TabAlign::Left => stop.position,
        TabAlign::Right => stop.position - width_after(text, index, end),
    };
    (start >= x).then_some(Reach { x: start, leader: stop.leader })
}

/// The width of the text between a tab and the next one, or the line's end.
fn width_after(text: &Prepared, index: usize, end: usize) -> Length {
    let portions = text.portions.iter().enumerate().skip(index + 1);
    let of_line = portions.take_while(|(_, portion)| !portion.is_tab && portion.start < end);
    let widths = of_line.map(|(at, portion)| {
        let gap = if at > index + 1 { text.gap(portion.start) } else { Length::ZERO };
        gap + text.width(at, portion.start, portion.end.min(end))
    });
    widths.sum()
}
