//! Link annotations (ISO 32000-1, 12.5.6.5).

use lopdf::{Document, Object, ObjectId, StringFormat, dictionary};

use crate::frame::Pages;
use crate::pdf::structure::{Link, Structure};
use crate::pdf::value::{area, name, text};
use crate::unit::Length;

/// Adds the links to their pages; returns their annotations in order.
///
/// Keys of the structure's parent tree are the pages' indices, then the links'.
pub(super) fn add(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    structure: &Structure,
) -> lopdf::Result<Vec<ObjectId>> {
    let mut annotations = Vec::with_capacity(structure.links.len());
    for link in &structure.links {
        let key = page_ids.len() + annotations.len();
        let height = pages.pages[link.page].height;
        annotations.push(add_link(document, link, height, key));
    }
    let of_pages = structure.links.chunk_by(|one, next| one.page == next.page);
    let mut rest = annotations.as_slice();
    for links in of_pages {
        let (these, others) = rest.split_at(links.len());
        rest = others;
        let page = document.get_dictionary_mut(page_ids[links[0].page])?;
        page.set("Annots", Object::Array(these.iter().copied().map(Object::Reference).collect()));
        page.set("Tabs", name("S"));
    }
    Ok(annotations)
}

fn add_link(document: &mut Document, link: &Link, height: Length, key: usize) -> ObjectId {
    document.add_object(dictionary! {
        "Type" => name("Annot"),
        "Subtype" => name("Link"),
        "Rect" => area(link.area, height),
        "Border" => vec![0.into(), 0.into(), 0.into()],
        // to be printed
        "F" => 1 << 2,
        "Contents" => text(&link.address),
        "StructParent" => i64::try_from(key).expect("there are fewer links than that"),
        "A" => dictionary! { "S" => name("URI"), "URI" => uri(&link.address) },
    })
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
