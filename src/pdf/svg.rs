//! SVG pictures as vector drawings.

use lopdf::Document;
use svg2pdf::{ConversionOptions, PageOptions};

use super::PdfError;
use super::picture::Embedded;
use crate::font::DrawingReader;

/// A drawing: a document of its own with one page.
pub(super) type Drawing = Document;

/// Draws an SVG.
///
/// # Errors
///
/// [`PdfError`] if it can't be read or drawn.
pub(super) fn draw(svg: &[u8], reader: &DrawingReader<'_>) -> Result<Embedded, PdfError> {
    let tree = reader.read(svg).map_err(|source| PdfError::Svg { source: Box::new(source) })?;
    let options = ConversionOptions {
        // the finishing pass deflates all streams, in parallel
        compress: false,
        pdfa: true,
        // paths: a picture's words are no part of the report's text, in the PDF as in the DOCX
        embed_text: false,
        ..Default::default()
    };
    let page = svg2pdf::to_pdf(&tree, options, PageOptions::default());
    let page = page.map_err(|error| PdfError::SvgDrawing { reason: error.to_string() })?;
    Ok(Embedded::Drawing(Box::new(Document::load_mem(&page)?)))
}
