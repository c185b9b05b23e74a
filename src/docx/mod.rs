//! Stage 4b: the resolved document to a Word document.
//!
//! The body is written block by block, text as it comes; small parts and groups of properties are
//! trees, which are written in the order of the schema whatever order they were made in. Same
//! document, same bytes: no clock, no counters but those of the writer.
//!
//! What is written, and why, follows what LibreOffice was measured to do with it: lines and pages
//! break as `layout` breaks them. No rule of a standard is here; the document has them.

mod body;
mod embed;
mod font;
mod numbering;
mod order;
mod package;
mod properties;
mod property;
mod settings;
mod style;
mod xml;

#[cfg(test)]
mod tests;

use crate::document::Document;
use crate::font::{DrawingReader, FontLibrary};
use font::Fonts;
use package::{Package, Part, Relationships};
use style::Styles;

/// Whether the file carries its fonts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum EmbedFonts {
    /// It names the fonts that offices have.
    #[default]
    None,
    /// It names ours and carries the characters of them that it uses.
    Subset,
    /// It names ours and carries the whole fonts.
    Full,
}

/// Why a document can't become a Word document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DocxError {
    /// The licence of a font forbids embedding.
    #[error("the font `{family}` may not be embedded")]
    MayNotEmbed {
        /// The family.
        family: String,
    },
    /// A font has no TrueType outlines, the only ones that Word embeds.
    #[error("the font `{family}` has no TrueType outlines, the only ones that Word embeds")]
    NoTrueTypeOutlines {
        /// The family.
        family: String,
    },
    /// A font can't be cut down to the characters used.
    #[error("the font `{family}` can't be subset")]
    Subset {
        /// The family.
        family: String,
        /// What the subsetter says.
        source: subsetter::Error,
    },
    /// A vector picture can't be drawn.
    #[error("a picture can't be drawn")]
    Picture {
        /// What the SVG reader says.
        #[from]
        source: resvg::usvg::Error,
    },
    /// A drawn picture can't be packed.
    #[error("a picture can't be packed: {reason}")]
    Raster {
        /// Why.
        reason: String,
    },
    /// The parts can't be packed.
    #[error("the file can't be packed")]
    Package {
        /// What the archiver says.
        #[from]
        source: zip::result::ZipError,
    },
}

/// The namespace of relationships and content types between office parts.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Writes a document as a Word document (ISO/IEC 29500-4 transitional, compatibility mode 15).
///
/// # Errors
///
/// [`DocxError`] if a font may not or can't be embedded, or a picture can't be drawn.
pub fn write(
    document: &Document,
    library: &FontLibrary,
    embed: EmbedFonts,
) -> Result<Vec<u8>, DocxError> {
    let fonts = Fonts::new(document, library, embed)?;
    let styles = Styles::new(document);
    let numberings = numbering::Numberings::new(document);
    let mut parts = Vec::new();
    let mut relationships = Relationships::default();

    let mut add = |name: &str, kind: &str, root| {
        relationships.add(&format!("{OFFICE}/{kind}"), &format!("{name}.xml"));
        parts.push(Part::office(name, kind, root));
    };
    add("styles", "styles", styles.part(&fonts));
    add("settings", "settings", settings::part(document, embed));
    add("fontTable", "fontTable", fonts.part());
    if numberings.is_used() {
        add("numbering", "numbering", numberings.part(document, &styles, &fonts));
    }
    if !document.footnotes.is_empty() {
        relationships.add(&format!("{OFFICE}/footnotes"), "footnotes.xml");
    }
    parts.extend(fonts.files());

    let reader = DrawingReader::new(library);
    let context = body::Context { document, reader: &reader, fonts: &fonts, styles: &styles };
    let body = body::write(&context, relationships)?;
    parts.extend(body);
    parts.extend(body::footnote::parts(&context)?);
    parts.extend(properties::parts(&document.metadata));
    Package { parts }.pack()
}
