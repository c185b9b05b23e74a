//! Pictures: read, checked and measured once, drawn by both writers.

use std::sync::Arc;

/// A picture that is known to be drawable.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What the bytes are.
    pub format: Format,
    /// The file, unchanged.
    pub bytes: Arc<[u8]>,
    /// Width in pixels (SVG: in CSS pixels, rounded up), at least 1.
    pub width: u32,
    /// Height in pixels, at least 1.
    pub height: u32,
    /// Pixels per inch, 96 if the file does not say.
    pub resolution: f64,
}

/// The formats of pictures that both files can carry.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Format {
    /// Portable Network Graphics.
    Png,
    /// JPEG, passed through as it is.
    Jpeg,
    /// Scalable Vector Graphics.
    Svg,
}
