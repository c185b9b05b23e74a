//! Pictures: read, checked and measured once, drawn by both writers.
//!
//! What a [`Picture`] promises: the bytes are a whole, sound file of the format that it names; both
//! sides have 1 to [`LARGEST_SIDE`] pixels, together at most [`LARGEST_AREA`]; an SVG needs nothing
//! but itself. Raster pictures are decoded once to be sure, after their size is known.

mod gallery;
mod ink;
mod raster;
mod vector;

use std::sync::{Arc, OnceLock};

pub use gallery::Gallery;
pub use ink::Ink;

use crate::assets::AssetError;

/// How large a picture's file may be, in bytes.
pub const LARGEST_FILE: u64 = 64 << 20;

/// How long a picture's side may be, in pixels.
pub const LARGEST_SIDE: u32 = 20_000;

/// How many pixels a picture may have: A3 at 600 pixels per inch has 70 million.
pub const LARGEST_AREA: u64 = 100_000_000;

/// Pixels per inch of a picture that does not say.
const DEFAULT_RESOLUTION: f64 = 96.0;

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
    ink: OnceLock<Ink>,
    made: Option<gallery::Made>,
}

impl Picture {
    /// A picture whose file is known to be sound, by its size in pixels and its pixels per inch.
    pub fn new(format: Format, bytes: Vec<u8>, [width, height]: [u32; 2], resolution: f64) -> Self {
        let (bytes, ink) = (bytes.into(), OnceLock::new());
        Self { format, bytes, width, height, resolution, ink, made: None }
    }

    /// Whether its colours are those of a printing press.
    pub fn is_cmyk(&self) -> bool {
        self.format == Format::Jpeg && raster::jpeg_components(&self.bytes) == Some(4)
    }

    /// Whether it is an SVG with parts in HTML, which are not drawn.
    pub fn has_foreign_object(&self) -> bool {
        let tag = b"<foreignObject";
        self.format == Format::Svg && self.bytes.windows(tag.len()).any(|window| window == tag)
    }
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

/// Why a file can't be drawn.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// It can't be had.
    #[error(transparent)]
    Asset(#[from] AssetError),
    /// It has no bytes.
    #[error("empty")]
    Empty,
    /// It is in another format, which is known.
    #[error("a {name} file")]
    Format {
        /// The format's name.
        name: &'static str,
    },
    /// It is nothing that is known.
    #[error("not a picture")]
    NotAPicture,
    /// It is cut off or otherwise unsound.
    #[error("broken: {detail}")]
    Broken {
        /// What the decoder says.
        detail: String,
    },
    /// It has too many pixels, or none.
    #[error("{width} × {height} pixels")]
    Pixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// It is an SVG that needs something from elsewhere.
    #[error("needs {target}")]
    External {
        /// What it needs.
        target: String,
    },
    /// It is an SVG with entities of its own.
    #[error("defines entities")]
    Entities,
    /// It is an SVG with a program in it.
    #[error("has a script")]
    Script {
        /// The element or attribute.
        what: String,
    },
    /// It is an SVG with too many elements.
    #[error("too many elements")]
    TooComplex,
}

impl PictureError {
    /// What a decoder says of a broken file.
    #[expect(clippy::needless_pass_by_value, reason = "errors are mapped by value")]
    fn broken(detail: impl ToString) -> Self {
        Self::Broken { detail: detail.to_string() }
    }
}

/// Checks the bytes of a picture, whose content says what they are, not their name.
///
/// # Errors
///
/// [`PictureError`] if they can't be drawn.
pub fn check(bytes: Vec<u8>) -> Result<Picture, PictureError> {
    match &bytes[..] {
        [] => Err(PictureError::Empty),
        [0x89, b'P', b'N', b'G', ..] => raster::png(bytes),
        [0xff, 0xd8, 0xff, ..] => raster::jpeg(bytes),
        _ if vector::is_svg(&bytes) => vector::svg(bytes),
        _ => Err(other_format(&bytes)
            .map_or(PictureError::NotAPicture, |name| PictureError::Format { name })),
    }
}

/// The formats that people try, by their first bytes.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [b'G', b'I', b'F', b'8', ..] => "GIF",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "WebP",
        [b'B', b'M', ..] => "BMP",
        [b'I', b'I', 0x2a, 0, ..] | [b'M', b'M', 0, 0x2a, ..] => "TIFF",
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [b'%', b'!', b'P', b'S', ..] => "PostScript",
        [b'8', b'B', b'P', b'S', ..] => "Photoshop",
        [0, 0, 1, 0, ..] => "ICO",
        [0x1f, 0x8b, ..] => "SVGZ",
        [b'P', b'K', 3, 4, ..] => "ZIP",
        [0xd7, 0xcd, 0xc6, 0x9a, ..] => "WMF",
        [1, 0, 0, 0, ..] if bytes.get(40..44) == Some(b" EMF") => "EMF",
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f', ..] => "AVIF",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e' | b'm', ..] => "HEIC",
        _ => return None,
    })
}

/// `Err` unless a picture of this size may be drawn.
fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    let area = u64::from(width) * u64::from(height);
    let fits = width.max(height) <= LARGEST_SIDE && (1..=LARGEST_AREA).contains(&area);
    if fits { Ok(()) } else { Err(PictureError::Pixels { width, height }) }
}

#[cfg(test)]
mod tests;
