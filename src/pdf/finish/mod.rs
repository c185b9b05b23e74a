//! The finishing pass: the objects that make a document of printpdf's pages.

mod annotation;
mod font;
mod label;
mod metadata;
mod outline;
mod picture;
mod profile;
mod save;
mod structure;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::PdfError;
use super::font::Subsets;
use super::picture::Pictures;
use super::structure::Structure;
use super::value::{name, text};
use crate::frame::Pages;

/// Makes the document of the drawn pages and writes it.
///
/// # Errors
///
/// [`PdfError::Object`] if printpdf's or svg2pdf's objects are not as they should be.
pub(super) fn finish(
    mut document: Document,
    pages: &Pages,
    fonts: Subsets,
    pictures: Pictures,
    structure: &Structure,
) -> Result<Vec<u8>, PdfError> {
    let page_ids: Vec<ObjectId> = document.page_iter().collect();
    let tree = keep_pages(&mut document, &page_ids)?;
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

/// Drops everything but the pages and their content: printpdf adds metadata, fonts and resources
/// of its own. Returns the root of the page tree.
fn keep_pages(document: &mut Document, page_ids: &[ObjectId]) -> Result<ObjectId, PdfError> {
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    let mut kept = BTreeSet::from([tree]);
    for id in page_ids {
        let page = document.get_dictionary_mut(*id)?;
        let content = page.get(b"Contents")?.as_reference()?;
        kept.extend([*id, content]);
        *page = Dictionary::from_iter([
            ("Type", name("Page")),
            ("Parent", tree.into()),
            ("MediaBox", page.get(b"MediaBox")?.clone()),
            ("Contents", content.into()),
        ]);
    }
    document.objects.retain(|id, _| kept.contains(id));
    Ok(tree)
}
