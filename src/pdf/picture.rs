//! The pictures that the pages use, each once: as image or form `XObject`s (ISO 32000-1, 8.8).

mod jpeg;
mod png;

use std::sync::Arc;

use lopdf::Stream;
use rayon::prelude::*;

use super::PdfError;
use super::svg::{self, Drawing};
use crate::font::{DrawingReader, FontLibrary};
use crate::frame::{ItemKind, Pages};
use crate::picture::{Format, Picture};

/// The pictures that the pages use.
#[derive(Debug)]
pub(super) struct Pictures {
    sources: Vec<Arc<Picture>>,
    /// Their objects, in the same order.
    pub(super) embedded: Vec<Arc<Embedded>>,
}

/// A picture as objects of a PDF.
#[derive(Clone, Debug)]
pub(super) enum Embedded {
    /// An image `XObject`, and the one that masks it if it is not opaque.
    Image {
        /// Its colours.
        image: Stream,
        /// Its opacity.
        mask: Option<Box<Stream>>,
        /// Whether its colours are those of a printing press, which PDF/A would want defined.
        is_cmyk: bool,
    },
    /// A form `XObject`.
    Drawing(Box<Drawing>),
}

/// Makes objects of the pictures that the pages use.
///
/// # Errors
///
/// [`PdfError`] if a picture can't be decoded or drawn.
pub(super) fn embed(pages: &Pages, fonts: &FontLibrary) -> Result<Pictures, PdfError> {
    let mut pictures = Pictures { sources: Vec::new(), embedded: Vec::new() };
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let ItemKind::Picture(_, picture) = &item.kind else { continue };
        if pictures.find(picture).is_none() {
            pictures.sources.push(Arc::clone(picture));
        }
    }
    let reader = DrawingReader::new(fonts);
    let embed = |picture: &Arc<Picture>| match picture.format {
        Format::Jpeg => picture.made(|| jpeg::embed(&picture.bytes)),
        Format::Png => picture.made(|| png::embed(&picture.bytes)),
        // its letters are those of this report's fonts
        Format::Svg => svg::draw(&picture.bytes, &reader).map(Arc::new),
    };
    // one picture is not worth threads, and none even less
    let embedded: Result<_, _> = match &*pictures.sources {
        [] | [_] => pictures.sources.iter().map(embed).collect(),
        sources => sources.par_iter().map(embed).collect(),
    };
    pictures.embedded = embedded?;
    Ok(pictures)
}

impl Pictures {
    /// The index of a picture.
    pub(super) fn index(&self, picture: &Arc<Picture>) -> usize {
        self.find(picture).expect("the pictures of all pages have been collected")
    }

    fn find(&self, picture: &Arc<Picture>) -> Option<usize> {
        self.sources.iter().position(|known| {
            Arc::ptr_eq(known, picture)
                || (known.format == picture.format && known.bytes == picture.bytes)
        })
    }
}
