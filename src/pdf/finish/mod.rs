//! The finishing pass: the objects that make a document of the pages' content.

mod annotation;
mod attachment;
mod font;
mod label;
mod metadata;
mod outline;
mod picture;
mod profile;
mod save;
mod structure;
mod write;

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, Stream, dictionary};

pub(super) use self::save::shrink;
use self::save::{Packed, PiecedStream, Saved};
use super::PdfError;
use super::font::Subsets;
use super::picture::Pictures;
use super::program::Program;
use super::standard::{Attachment, Standard};
use super::structure::Structure;
use super::value::{name, points, rectangle, text};
use crate::font::FaceId;
use crate::frame::Pages;

/// What the document is made of.
pub(super) struct Drawn<'a> {
    /// The content streams of the pages, deflated or not yet.
    pub(super) contents: Vec<Stream>,
    pub(super) pages: &'a Pages,
    pub(super) fonts: &'a Subsets,
    pub(super) pictures: Pictures,
    pub(super) structure: Structure,
}

/// A document of which only the font programs are missing.
pub(super) struct Finished {
    saved: Saved,
    programs: BTreeMap<FaceId, ObjectId>,
}

impl Finished {
    /// The bytes of the document.
    pub(super) fn into_bytes(self, programs: BTreeMap<FaceId, Program>) -> Vec<u8> {
        let streams = programs.into_iter().map(|(face, program)| PiecedStream {
            number: self.programs[&face].0,
            dictionary: font::program_dictionary(&program),
            content: program.deflated,
        });
        self.saved.into_bytes(streams)
    }
}

/// Makes the document of the drawn pages.
///
/// # Errors
///
/// [`PdfError::Object`] if svg2pdf's objects are not as they should be.
pub(super) fn finish(
    drawn: Drawn<'_>,
    standard: Standard,
    attachment: Option<Attachment<'_>>,
) -> Result<Finished, PdfError> {
    let Drawn { contents, pages, fonts, pictures, structure } = drawn;
    let (mut document, mut packed) = (Document::new(), Packed::default());
    let (tree, page_ids) = add_pages(&mut document, pages, contents);
    let conformance = metadata::Conformance::of(pages, fonts, &pictures, standard);
    let (fonts, programs) = font::add(&mut document, fonts);
    let resources = dictionary! {
        "Font" => fonts,
        "XObject" => picture::add(&mut document, pictures)?,
    };
    let resources = document.add_object(resources);
    for id in &page_ids {
        document.get_dictionary_mut(*id)?.set("Resources", resources);
    }
    let annotations = annotation::add(&mut document, pages, &page_ids, &structure, standard)?;
    let mut catalog = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => tree,
        "Lang" => text(&pages.metadata.language),
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "PageLabels" => label::labels(pages),
    };
    if standard.is_tagged() {
        let tree =
            structure::add(&mut document, &mut packed, pages, &page_ids, &structure, &annotations)?;
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        catalog.set("StructTreeRoot", tree);
    }
    if standard != Standard::None {
        catalog.set("OutputIntents", Object::Array(vec![profile::add(&mut document)]));
        let metadata = metadata::add_xmp(&mut document, &pages.metadata, conformance);
        catalog.set("Metadata", metadata);
    }
    if let Some(attachment) = attachment {
        attachment::add(&mut document, &mut catalog, &pages.metadata, attachment);
    }
    if let Some(outline) = outline::add(&mut document, pages, &page_ids) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", name("UseOutlines"));
    }
    let root = document.add_object(catalog);
    let info = document.add_object(metadata::info(&pages.metadata));
    document.trailer = dictionary! { "Root" => root, "Info" => info };
    Ok(Finished { saved: save::save(document, packed), programs })
}

/// Adds the pages with their content; returns the root of the page tree, and the pages.
fn add_pages(
    document: &mut Document,
    pages: &Pages,
    contents: Vec<Stream>,
) -> (ObjectId, Vec<ObjectId>) {
    let tree = document.new_object_id();
    let ids = pages.pages.iter().zip(contents).map(|(page, content)| {
        let content = document.add_object(content);
        document.add_object(dictionary! {
            "Type" => name("Page"),
            "Parent" => tree,
            "MediaBox" => rectangle([0.0, 0.0, points(page.width), points(page.height)]),
            "Contents" => content,
        })
    });
    let ids: Vec<ObjectId> = ids.collect();
    let root = dictionary! {
        "Type" => name("Pages"),
        "Kids" => ids.iter().copied().map(Object::Reference).collect::<Vec<_>>(),
        "Count" => i64::try_from(ids.len()).expect("there are fewer pages than that"),
    };
    document.set_object(tree, root);
    (tree, ids)
}
