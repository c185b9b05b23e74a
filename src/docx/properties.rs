//! What a reader's programs say about the file: `docProps/`.

use super::package::{Content, Part};
use super::xml::Element;
use crate::metadata::Metadata;

const CORE: &str = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
const EXTENDED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";

/// `core.xml` and `app.xml`.
pub(super) fn parts(metadata: &Metadata) -> [Part; 2] {
    let core = Part {
        name: "docProps/core.xml".to_owned(),
        content_type: Some("application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        content: Content::Bytes(core(metadata).into_part()),
    };
    let kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    let root = Element::new("Properties")
        .with("xmlns", EXTENDED)
        .child(Element::new("Application").text("report-export"));
    let app = Part {
        name: "docProps/app.xml".to_owned(),
        content_type: Some(kind.to_owned()),
        content: Content::Bytes(root.into_part()),
    };
    [core, app]
}

/// Dates are those of the report; a report without one has none, since the clock is not asked.
fn core(metadata: &Metadata) -> Element {
    let text = |name: &'static str, text: &str| Element::new(name).text(text);
    let mut root = Element::new("cp:coreProperties")
        .with("xmlns:cp", CORE)
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(text("dc:title", &metadata.title));
    if !metadata.authors.is_empty() {
        // the separator at which Word splits authors
        root.push(text("dc:creator", &metadata.authors.join(";")));
    }
    root.push(text("dc:language", &metadata.language));
    if let Some((year, month, day)) = metadata.date {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        for name in ["dcterms:created", "dcterms:modified"] {
            root.push(text(name, &date).with("xsi:type", "dcterms:W3CDTF"));
        }
    }
    root
}
