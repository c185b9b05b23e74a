//! Frames: paragraphs that stand at a place of their own, beside the flow of the text.

use crate::document::AnchoredPlace;
use crate::docx::xml::Element;
use crate::unit::Length;

/// The frame around a paragraph.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Frame {
    pub(super) x: Length,
    pub(super) y: AnchoredPlace,
    pub(super) width: Length,
    pub(super) height: Length,
}

impl Frame {
    /// `w:framePr`
    pub(super) fn properties(&self) -> Element {
        let (anchor, y) = match self.y {
            AnchoredPlace::Line(below) => ("text", below),
            AnchoredPlace::Paper(below) => ("page", below),
        };
        Element::new("w:framePr")
            .with("w:w", self.width.to_twips())
            .with("w:h", self.height.to_twips())
            .with("w:hRule", "exact")
            .with("w:wrap", "around")
            .with("w:vAnchor", anchor)
            .with("w:hAnchor", "margin")
            .with("w:x", nonzero(self.x))
            .with("w:y", nonzero(y))
    }
}

/// A place in twips: 0 would mean that there is none.
fn nonzero(length: Length) -> i64 {
    match length.to_twips() {
        0 => 1,
        twips => twips,
    }
}
