//! The finishing pass: the objects that make a document of the pages' content.

mod annotation;
mod font;
mod label;
mod metadata;
mod outline;
mod picture;
mod profile;
mod save;
mod structure;
mod write;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::PdfError;
use super::font::Subsets;
use super::picture::Pictures;
use super::structure::Structure;
use super::value::{name, points, rectangle, text};
use crate::frame::Pages;

/// Makes the document of the drawn pages and writes it.
///
/// # Errors
///
/// [`PdfError::Object`] if svg2pdf's objects are not as they should be.
pub(super) fn finish(
    contents: Vec<Vec<u8>>,
    pages: &Pages,
    fonts: Subsets,
    pictures: Pictures,
    structure: &Structure,
) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new();
    let (tree, page_ids) = add_pages(&mut document, pages, contents);
    let conformance = metadata::Conformance::of(pages, &fonts, &pictures);
    let resources = dictionary! {
        "Font" => font::add(&mut document, fonts),
        "XObject" => picture::add(&mut document, pictures)?,
    };
    let resources = document.add_object(resources);
    for id in &page_ids {
        document.get_dictionary_mut(*id)?.set("Resources", resources);
    }
    let annotations = annotation::add(&mut document, pages, &page_ids, structure)?;
    let mut catalog = dictionary! {
        "Type" => name("Catalog"),
        "Pages" => tree,
        "Lang" => text(&pages.metadata.language),
        "MarkInfo" => dictionary! { "Marked" => true },
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "PageLabels" => label::labels(pages),
        "OutputIntents" => Object::Array(vec![profile::add(&mut document)]),
        "Metadata" => metadata::add_xmp(&mut document, &pages.metadata, conformance),
        "StructTreeRoot" =>
            structure::add(&mut document, pages, &page_ids, structure, &annotations)?,
    };
    if let Some(outline) = outline::add(&mut document, pages, &page_ids) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", name("UseOutlines"));
    }
    let root = document.add_object(catalog);
    let info = document.add_object(metadata::info(&pages.metadata));
    document.trailer = dictionary! { "Root" => root, "Info" => info };
    Ok(save::save(document))
}

/// Adds the pages with their content; returns the root of the page tree, and the pages.
fn add_pages(
    document: &mut Document,
    pages: &Pages,
    contents: Vec<Vec<u8>>,
) -> (ObjectId, Vec<ObjectId>) {
    let tree = document.new_object_id();
    let ids = pages.pages.iter().zip(contents).map(|(page, content)| {
        let content = document.add_object(Stream::new(Dictionary::new(), content));
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
