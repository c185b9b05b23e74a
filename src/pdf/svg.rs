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

/// Whether an SVG may have text: in it, in one that it holds, or hidden by compression.
fn has_text(svg: &[u8]) -> bool {
    let has = |word: &[u8]| svg.windows(word.len()).any(|window| window == word);
    svg.starts_with(&[0x1F, 0x8B]) || has(b"text") || has(b"image/svg")
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::Arc;

    use super::{Embedded, draw};

    /// The number of fonts that a drawing holds, and whether the database was asked for.
    fn fonts(body: &str) -> (usize, bool) {
        let svg =
            format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{body}</svg>");
        let is_asked = Cell::new(false);
        let drawing = draw(svg.as_bytes(), || {
            is_asked.set(true);
            let mut database = svg2pdf::usvg::fontdb::Database::new();
            let font = crate::assets::embedded_font("GWHeiTi.ttf").unwrap();
            database.load_font_data(font.into_owned());
            database.set_serif_family("GW HeiTi");
            Arc::new(database)
        });
        let Embedded::Drawing(drawing) = drawing.unwrap() else { panic!() };
        let is_font = |object: &&lopdf::Object| {
            object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"FontDescriptor"))
        };
        (drawing.objects.values().filter(is_font).count(), is_asked.get())
    }

    #[test]
    fn fonts_are_looked_for_only_if_there_is_text() {
        assert_eq!(fonts("<rect width='5' height='5'/>"), (0, false));
        assert_eq!(fonts("<text y='9'>国</text>"), (0, true));
    }
}
