//! Pictures as objects of the document.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::pdf::content::picture_name;
use crate::pdf::picture::{Embedded, Pictures};
use crate::pdf::svg::Drawing;
use crate::pdf::value::name;

/// Adds the pictures; returns the resource dictionary of them.
pub(super) fn add(document: &mut Document, pictures: Pictures) -> lopdf::Result<Dictionary> {
    let mut resources = Dictionary::new();
    for (index, picture) in pictures.embedded.into_iter().enumerate() {
        let id = match Arc::unwrap_or_clone(picture) {
            Embedded::Image { mut image, mask, .. } => {
                if let Some(mask) = mask {
                    image.dict.set("SMask", document.add_object(*mask));
                }
                document.add_object(image)
            }
            Embedded::Drawing(drawing) => add_drawing(document, &drawing)?,
        };
        resources.set(picture_name(index), id);
    }
    Ok(resources)
}

/// Makes a form of a drawing's page that fills the unit square, as images do.
fn add_drawing(document: &mut Document, drawing: &Drawing) -> lopdf::Result<ObjectId> {
    let page_id = drawing.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let page = drawing.get_dictionary(page_id)?;
    let bounds = page.get(b"MediaBox")?.as_array()?;
    let [_, _, width, height] = bounds.as_slice() else {
        return Err(lopdf::Error::PageNumberNotFound(1));
    };
    let scale = |size: f32| Object::Real(1.0 / size);
    let mut form = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Form"),
        "BBox" => bounds.clone(),
        "Matrix" => vec![
            scale(width.as_float()?),
            0.into(),
            0.into(),
            scale(height.as_float()?),
            0.into(),
            0.into(),
        ],
    };
    for key in ["Resources", "Group"] {
        if let Ok(value) = page.get(key.as_bytes()) {
            form.set(key, value.clone());
        }
    }
    let form = Stream::new(form, drawing.get_page_content(page_id));
    copy(document, drawing, form.into())
}

/// Copies an object with all that it refers to. The new ids follow from the order of the
/// references alone: those of the source do not, as its maker orders fonts and resources at random.
fn copy(document: &mut Document, source: &Document, object: Object) -> lopdf::Result<ObjectId> {
    let id = document.new_object_id();
    let mut new_ids = BTreeMap::new();
    let mut queue = VecDeque::from([(id, object)]);
    while let Some((id, mut object)) = queue.pop_front() {
        let mut found = Vec::new();
        redirect(&mut object, &mut |old| {
            *new_ids.entry(old).or_insert_with(|| {
                let new = document.new_object_id();
                found.push((new, old));
                new
            })
        });
        document.set_object(id, object);
        for (new, old) in found {
            queue.push_back((new, source.get_object(old)?.clone()));
        }
    }
    Ok(id)
}

/// Sorts the dictionaries in an object by their keys and replaces the references in it, in the
/// order in which it then holds them.
fn redirect(object: &mut Object, replace: &mut impl FnMut(ObjectId) -> ObjectId) {
    match object {
        Object::Reference(id) => *id = replace(*id),
        Object::Array(array) => array.iter_mut().for_each(|object| redirect(object, replace)),
        Object::Dictionary(dictionary) | Object::Stream(Stream { dict: dictionary, .. }) => {
            let mut entries: Vec<_> = std::mem::take(dictionary).into_iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            for (_, object) in &mut entries {
                redirect(object, replace);
            }
            *dictionary = Dictionary::from_iter(entries);
        }
        _ => {}
    }
}
