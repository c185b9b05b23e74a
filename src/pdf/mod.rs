//! Stage 4a: finished pages in, the bytes of a PDF out.
//!
//! Input are [`Pages`]: every glyph has its place, nothing is decided here but how PDF says it. The
//! promises of the output: PDF 1.7 whose bytes depend on the pages and the standard alone; glyphs subset and placed
//! to a thousandth of a point; text that extracts in the order of the items, character for
//! character; a structure tree; the metadata that the pages carry and no more.
//!
//! [`content`] draws the pages; the [`finish`] pass makes the document of them.

mod content;
mod deflate;
mod finish;
mod font;
mod headers;
mod overlap;
mod picture;
mod program;
mod spoken;
mod standard;
mod stream;
mod structure;
mod svg;
#[cfg(test)]
mod tests;
mod truetype;
mod value;

pub use standard::{Attachment, Standard};

use std::thread;

use self::program::Programs;
use crate::font::FontLibrary;
use crate::frame::Pages;

/// Why pages can't become a PDF.
///
/// Layout and the reading of pictures leave no reason that lies in the report; what is left are
/// damaged font files and features of pictures that PDF lacks.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// There is no page.
    #[error("a PDF needs a page")]
    NoPages,
    /// The glyphs of a font can't be taken out of it.
    #[error("the glyphs of the font `{font}` can't be embedded: it is damaged")]
    Font {
        /// Its PostScript name.
        font: String,
    },
    /// A picture can't be decoded.
    #[error("a picture can't be decoded")]
    Picture {
        /// What the decoder found.
        source: image::ImageError,
    },
    /// A JPEG has no frame that says its size and colours.
    #[error("a JPEG picture has no frame header")]
    Jpeg,
    /// An SVG can't be parsed.
    #[error("an SVG picture can't be parsed")]
    Svg {
        /// What the parser found.
        source: Box<svg2pdf::usvg::Error>,
    },
    /// An SVG can't be drawn.
    #[error("an SVG picture can't be drawn: {reason}")]
    SvgDrawing {
        /// What the converter found.
        reason: String,
    },
    /// An object of the PDF is not as it should be: a fault of ours or of a library.
    #[error("the PDF can't be put together")]
    Object {
        /// What was found.
        #[from]
        source: lopdf::Error,
    },
}

/// Writes pages as a PDF that follows a standard, as far as their content allows it, and carries an
/// attachment; only PDF/A-3 takes one.
///
/// # Errors
///
/// [`PdfError`] if there is no page, or a font or picture can't be embedded.
pub fn write(
    mut pages: Pages,
    fonts: &FontLibrary,
    standard: Standard,
    attachment: Option<Attachment<'_>>,
) -> Result<Vec<u8>, PdfError> {
    if pages.pages.is_empty() {
        return Err(PdfError::NoPages);
    }
    let subsets = font::subset(&pages, fonts);
    let draw = || {
        let pictures = picture::embed(&pages, fonts)?;
        let (contents, structure) = content::draw(&mut pages, &subsets, &pictures, standard);
        let drawn = finish::Drawn { contents, pages: &pages, fonts: &subsets, pictures, structure };
        finish::finish(drawn, standard, attachment)
    };
    let programs = Programs::new(&subsets, fonts);
    let (finished, pieces) = side_by_side(draw, || programs.make());
    Ok(finished?.into_bytes(programs.finish(pieces)?))
}

/// Does one thing, while another thread shares the work that then this one goes on with: what it
/// makes, until there is no more. In a pool of threads, whose others have work of their own, this
/// one does all.
fn side_by_side<A, B: Send>(
    here: impl FnOnce() -> A,
    shared: impl Fn() -> Vec<B> + Sync,
) -> (A, Vec<B>) {
    if rayon::current_thread_index().is_some() {
        return (here(), shared());
    }
    thread::scope(|scope| {
        let other = scope.spawn(&shared);
        let here = here();
        let mut made = shared();
        made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (here, made)
    })
}
