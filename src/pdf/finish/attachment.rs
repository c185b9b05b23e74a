//! The file that a PDF/A-3 carries (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8 and annex E).

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::metadata::date;
use crate::metadata::Metadata;
use crate::pdf::standard::Attachment;
use crate::pdf::value::{name, text};

/// Adds the text that the document was made from, and to the catalog what leads to it.
pub(super) fn add(
    document: &mut Document,
    catalog: &mut Dictionary,
    metadata: &Metadata,
    attachment: Attachment<'_>,
) {
    let bytes = attachment.text.as_bytes().to_vec();
    let size = i64::try_from(bytes.len()).expect("a report is smaller than that");
    let mut parameters = dictionary! { "Size" => size };
    if let Some(day) = metadata.date {
        parameters.set("ModDate", text(&date(day)));
    }
    let dictionary = dictionary! {
        "Type" => name("EmbeddedFile"),
        "Subtype" => name("application/yaml"),
        "Params" => parameters,
    };
    let file = document.add_object(Stream::new(dictionary, bytes));
    let specification = document.add_object(dictionary! {
        "Type" => name("Filespec"),
        "F" => text(attachment.name),
        "UF" => text(attachment.name),
        "Desc" => text("The YAML that this document was made from"),
        "AFRelationship" => name("Source"),
        "EF" => dictionary! { "F" => file, "UF" => file },
    });
    let files = vec![text(attachment.name), Object::Reference(specification)];
    catalog.set("AF", vec![Object::Reference(specification)]);
    catalog.set("Names", dictionary! { "EmbeddedFiles" => dictionary! { "Names" => files } });
}
