//! What hangs at a paragraph without moving any text: lines of the letterhead, seals.

use std::sync::Arc;

use super::model::Paragraph;
use crate::picture::Picture;
use crate::theme::Color;
use crate::unit::Length;

/// Something that hangs at a paragraph, stands on the page of its first line and moves no text.
#[derive(Clone, Debug)]
pub struct Anchored {
    /// What it is.
    pub kind: AnchoredKind,
    /// From the left edge of the type area to its own; whole twips.
    pub x: Length,
    /// Where its upper edge is; whole twips.
    pub y: AnchoredPlace,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// In front of the text or behind it.
    pub layer: Layer,
}

/// What can hang at a paragraph.
#[derive(Clone, Debug)]
pub enum AnchoredKind {
    /// A filled rectangle, decorative: a line.
    Rule(Color),
    /// A picture.
    Picture {
        /// The picture.
        picture: Arc<Picture>,
        /// What it shows, for those who can't see it; without, it is decorative.
        alt: Option<String>,
    },
    /// A paragraph in a frame of its own, read before the one at which it hangs.
    Text(Box<Paragraph>),
}

/// From where a place is measured downwards.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum AnchoredPlace {
    /// From the top of the paragraph's first line. The paragraph must have no space before it:
    /// programs differ in where they count from if it has.
    Line(Length),
    /// From the paper's upper edge.
    Paper(Length),
}

/// In front of the text or behind it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Layer {
    /// Over the text.
    #[default]
    Front,
    /// Under the text.
    Behind,
}
