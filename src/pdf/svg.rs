//! SVG pictures as vector drawings.

use std::sync::Arc;

use lopdf::Document;
use svg2pdf::usvg::{self, fontdb};
use svg2pdf::{ConversionOptions, PageOptions};

use super::PdfError;
use super::picture::Embedded;
use crate::font::FontLibrary;

/// A drawing: a document of its own with one page.
pub(super) type Drawing = Document;

/// Draws an SVG. Its text gets its fonts from `database`, which is asked for only if it has any.
pub(super) fn draw(
    bytes: &[u8],
    database: impl FnOnce() -> Arc<fontdb::Database>,
) -> Result<Embedded, PdfError> {
    let mut options = usvg::Options {
        // a report names its pictures itself: what an SVG names is not loaded
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: usvg::ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Default::default()
    };
    if has_text(bytes) {
        options.fontdb = database();
        options.font_family = options.fontdb.family_name(&fontdb::Family::Serif).to_owned();
    }
    let tree = usvg::Tree::from_data(bytes, &options)
        .map_err(|source| PdfError::Svg { source: Box::new(source) })?;
    // the finishing pass deflates all streams, in parallel
    let conversion = ConversionOptions { compress: false, pdfa: true, ..Default::default() };
    let page = svg2pdf::to_pdf(&tree, conversion, PageOptions::default())
        .map_err(|error| PdfError::SvgDrawing { reason: error.to_string() })?;
    Ok(Embedded::Drawing(Document::load_mem(&page)?))
}

fn has_text(svg: &[u8]) -> bool {
    // compressed SVG shows nothing of itself
    svg.starts_with(&[0x1F, 0x8B]) || svg.windows(5).any(|window| window == b"<text")
}

/// The report's fonts as a database; the first role's stands in for families that it lacks.
pub(super) fn database(fonts: &FontLibrary) -> Arc<fontdb::Database> {
    let mut database = fontdb::Database::new();
    let mut sources: Vec<&str> = Vec::new();
    for (_, face) in fonts.roles() {
        if !sources.contains(&face.source.as_str()) {
            sources.push(&face.source);
            let bytes = Arc::new(face.bytes.clone());
            database.load_font_source(fontdb::Source::Binary(bytes));
        }
    }
    if let Some((_, face)) = fonts.roles().next() {
        let family = face.family();
        database.set_serif_family(family);
        database.set_sans_serif_family(family);
        database.set_monospace_family(family);
        database.set_cursive_family(family);
        database.set_fantasy_family(family);
    }
    Arc::new(database)
}
