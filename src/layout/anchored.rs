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

/// What an anchored thing is on the page, and the description of a picture that has one.
pub(super) fn item(anchored: &Anchored, anchor: Anchor) -> (ItemKind, Option<String>) {
    let rect = Rect {
        x: anchor.left + anchored.x,
        y: match anchored.y {
            AnchoredPlace::Line(below) => anchor.top + below,
            AnchoredPlace::Paper(below) => below,
        },
        width: anchored.width,
        height: anchored.height,
    };
    match &anchored.kind {
        AnchoredKind::Rule(color) => {
            (ItemKind::Rule(rect, [color.red, color.green, color.blue]), None)
        }
        AnchoredKind::Picture { picture, alt } => {
            (ItemKind::Picture(rect, Arc::clone(picture)), alt.clone())
        }
    }
}
