//! Link annotations (ISO 32000-1, 12.5.6.5).

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, dictionary};

use crate::frame::{Pages, Target};
use crate::pdf::standard::Standard;
use crate::pdf::structure::{Link, Structure};
use crate::pdf::value::{area, name, points, text};
use crate::unit::Length;

/// Adds the links to their pages; returns their annotations in order.
///
/// Keys of the structure's parent tree are the pages' indices, then the links'.
pub(super) fn add(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    structure: &Structure,
    standard: Standard,
) -> lopdf::Result<Vec<ObjectId>> {
    let mut annotations = Vec::with_capacity(structure.links.len());
    for link in &structure.links {
        let key = standard.is_tagged().then_some(page_ids.len() + annotations.len());
        annotations.push(document.add_object(annotation(link, pages, page_ids, key)));
    }
    let of_pages = structure.links.chunk_by(|one, next| one.page == next.page);
    let mut rest = annotations.as_slice();
    for links in of_pages {
        let (these, others) = rest.split_at(links.len());
        rest = others;
        let page = document.get_dictionary_mut(page_ids[links[0].page])?;
        page.set("Annots", Object::Array(these.iter().copied().map(Object::Reference).collect()));
        if standard.is_tagged() {
            page.set("Tabs", name("S"));
        }
    }
    Ok(annotations)
}

fn annotation(link: &Link, pages: &Pages, page_ids: &[ObjectId], key: Option<usize>) -> Dictionary {
    let mut annotation = dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => area(link.area, pages.pages[link.page].height),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // to be printed
        "F" => 1 << 2,
    };
    if let Some(key) = key {
        let key = i64::try_from(key).expect("there are fewer links than that");
        annotation.set("StructParent", key);
    }
    match &link.target {
        Target::Address(address) => {
            annotation.set("Contents", text(address));
            annotation.set("A", dictionary! { "S" => name("URI"), "URI" => uri(address) });
        }
        Target::Place(id) => {
            annotation.set("Contents", text(&link.text));
            if let Some(place) = pages.places.get(id) {
                annotation.set("Dest", destination(place.page, place.y, pages, page_ids));
            }
        }
    }
    annotation
}

/// The top of a page's part that begins at `y` (12.3.2.2).
pub(super) fn destination(
    page: usize,
    y: Length,
    pages: &Pages,
    page_ids: &[ObjectId],
) -> Vec<Object> {
    let page = page.min(page_ids.len() - 1);
    let top = points(pages.pages[page].height - y);
    vec![page_ids[page].into(), name("XYZ"), Object::Null, top.into(), Object::Null]
}

/// An address in ASCII (12.6.4.7), its other characters percent-encoded.
fn uri(address: &str) -> Object {
    let mut bytes = Vec::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' => bytes.push(byte),
            _ => bytes.extend(format!("%{byte:02X}").into_bytes()),
        }
    }
    Object::String(bytes, StringFormat::Literal)
}
