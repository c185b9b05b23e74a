//! Fonts: files to metrics and glyphs; roles and coverage.

mod drawing;
mod face;
mod library;
pub mod measure;

pub use crate::assets::CommonOutlines;
pub use drawing::DrawingReader;
pub use face::{Face, GlyphMetrics, OpenFace};
pub use library::{FontError, FontLibrary, OpenFonts};

/// A face in a [`FontLibrary`].
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct FaceId(pub usize);
