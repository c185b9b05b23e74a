//! Metadata (ISO 32000-1, 14.3): the information dictionary, and the same as XMP.

use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use crate::frame::{Pages, Role};
use crate::metadata::Metadata;
use crate::pdf::font::Subsets;
use crate::pdf::picture::{Embedded, Pictures};
use crate::pdf::standard::Standard;
use crate::pdf::value::{name, text};

/// The program, as the maker of the file.
const PRODUCER: &str = concat!("report-export ", env!("CARGO_PKG_VERSION"));

/// The standards that a document follows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conformance {
    /// PDF/A: which part of ISO 19005, and at which level.
    archive: Option<(u8, char)>,
    /// PDF/UA-1 (ISO 14289-1).
    accessible: bool,
}

impl Conformance {
    /// What the content of pages allows to be claimed; all else is always so.
    ///
    /// PDF/A wants the colours of a printing press defined, which files rarely do, and at level A
    /// characters whose meaning all share; PDF/UA wants a title, and words for every picture.
    pub(super) fn of(
        pages: &Pages,
        fonts: &Subsets,
        pictures: &Pictures,
        standard: Standard,
    ) -> Self {
        let is_cmyk =
            |embedded: &Arc<Embedded>| matches!(**embedded, Embedded::Image { is_cmyk: true, .. });
        let is_mute = |alt: &Option<String>| alt.as_ref().is_none_or(String::is_empty);
        let mute_figure = (pages.elements.iter())
            .any(|element| element.role == Role::Figure && is_mute(&element.alt));
        let level = match standard {
            Standard::A2b => 'B',
            _ if fonts.characters().any(is_private) => 'U',
            _ => 'A',
        };
        let part = standard.archive_part().filter(|_| !pictures.embedded.iter().any(is_cmyk));
        Self {
            archive: part.map(|part| (part, level)),
            accessible: standard == Standard::A2aUa1
                && !mute_figure
                && !pages.metadata.title.is_empty(),
        }
    }
}

/// Whether a character is one of those that everyone may give a meaning of his own.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// The information dictionary.
pub(super) fn info(metadata: &Metadata) -> Dictionary {
    let mut info = dictionary! { "Title" => text(&metadata.title), "Producer" => text(PRODUCER) };
    if !metadata.authors.is_empty() {
        info.set("Author", text(&authors(metadata)));
    }
    if let Some(day) = metadata.date {
        let date = text(&date(day));
        info.set("CreationDate", date.clone());
        info.set("ModDate", date);
    }
    info
}

/// A day as PDF writes it (7.9.4), when it begins in China.
pub(super) fn date((year, month, day): (u16, u8, u8)) -> String {
    format!("D:{year:04}{month:02}{day:02}000000+08'00'")
}

/// The information dictionary has one field for all authors, and XMP must say the same.
fn authors(metadata: &Metadata) -> String {
    metadata.authors.join("; ")
}

/// Adds the metadata as XMP.
pub(super) fn add_xmp(
    document: &mut Document,
    metadata: &Metadata,
    conformance: Conformance,
) -> Object {
    let xmp = xmp(metadata, conformance).into_bytes();
    let kind = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
    let id: ObjectId = document.add_object(Stream::new(kind, xmp));
    id.into()
}

fn xmp(metadata: &Metadata, conformance: Conformance) -> String {
    let mut properties = format!(
        "<dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></dc:language>\
         <pdf:Producer>{PRODUCER}</pdf:Producer>",
        escape(&metadata.title),
        escape(&metadata.language),
    );
    if !metadata.authors.is_empty() {
        let authors = escape(&authors(metadata));
        properties.extend(["<dc:creator><rdf:Seq><rdf:li>", &authors]);
        properties += "</rdf:li></rdf:Seq></dc:creator>";
    }
    if let Some((year, month, day)) = metadata.date {
        let date = format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00");
        for property in ["CreateDate", "ModifyDate", "MetadataDate"] {
            properties.extend(["<xmp:", property, ">", &date, "</xmp:", property, ">"]);
        }
    }
    if let Some((part, level)) = conformance.archive {
        let part = part.to_string();
        properties.extend(["<pdfaid:part>", &part, "</pdfaid:part><pdfaid:conformance>"]);
        properties.push(level);
        properties += "</pdfaid:conformance>";
    }
    if conformance.accessible {
        properties += "<pdfuaid:part>1</pdfuaid:part>";
        properties += EXTENSION_SCHEMA;
    }
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
         xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
         xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
         xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
         {properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

/// PDF/A wants properties explained that it does not know (ISO 19005-2, 6.6.2.3.3), those of
/// PDF/UA among them.
const EXTENSION_SCHEMA: &str = "<pdfaExtension:schemas><rdf:Bag>\
    <rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property>\
    </rdf:li></rdf:Bag></pdfaExtension:schemas>";

fn escape(text: &str) -> String {
    let is_valid = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars().filter(is_valid) {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}
