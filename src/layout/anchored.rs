//! What hangs at paragraphs: lines and seals, in front of the text or behind it.

use std::sync::Arc;

use crate::document::{Anchored, AnchoredKind, AnchoredPlace};
use crate::frame::{ItemKind, Rect};
use crate::unit::Length;

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    /// Left edge of the type area.
    pub left: Length,
    /// Top of the paragraph's first line.
    pub top: Length,
}

/// Where something stands that hangs at a paragraph.
pub(super) fn place(anchored: &Anchored, anchor: Anchor) -> Rect {
    Rect {
        x: anchor.left + anchored.x,
        y: match anchored.y {
            AnchoredPlace::Line(below) => anchor.top + below,
            AnchoredPlace::Paper(below) => below,
        },
        width: anchored.width,
        height: anchored.height,
    }
}

/// What it is on the page, and the description of a picture that has one; none for text.
pub(super) fn item(anchored: &Anchored, anchor: Anchor) -> Option<(ItemKind, Option<String>)> {
    let rect = place(anchored, anchor);
    Some(match &anchored.kind {
        AnchoredKind::Rule(color) => {
            (ItemKind::Rule(rect, [color.red, color.green, color.blue]), None)
        }
        AnchoredKind::Picture { picture, alt } => {
            (ItemKind::Picture(rect, Arc::clone(picture)), alt.clone())
        }
        AnchoredKind::Text(_) => return None,
    })
}
