//! The package: parts, content types, relationships, the archive. Same parts, same bytes.

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::xml::Element;
use super::{DocxError, OFFICE};

/// A part of the package.
#[derive(Debug)]
pub(super) struct Part {
    /// Its name, without the leading slash.
    pub(super) name: String,
    /// Its content type, unless its extension says it.
    pub(super) content_type: Option<String>,
    pub(super) content: Content,
}

/// What a part holds.
#[derive(Debug)]
pub(super) enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What the only entry of an archive holds.
    Deflated(Box<ZipArchive<Cursor<Vec<u8>>>>),
}

/// A part of WordprocessingML that is deflated while it is written: that of a long document would
/// take tens of megabytes.
#[derive(Debug)]
pub(super) struct OpenPart {
    name: String,
    kind: &'static str,
    archive: ZipWriter<Cursor<Vec<u8>>>,
}

impl OpenPart {
    /// An empty part in `word/`.
    pub(super) fn new(name: &str, kind: &'static str) -> Result<Self, DocxError> {
        let name = format!("word/{name}.xml");
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(&*name, deflated())?;
        Ok(Self { name, kind, archive })
    }

    /// Adds text.
    pub(super) fn write(&mut self, text: &str) -> Result<(), DocxError> {
        Ok(self.archive.write_all(text.as_bytes()).map_err(zip::result::ZipError::from)?)
    }

    /// The part.
    pub(super) fn close(self) -> Result<Part, DocxError> {
        let content = Content::Deflated(Box::new(self.archive.finish_into_readable()?));
        Ok(Part { name: self.name, content_type: Some(wordprocessing_type(self.kind)), content })
    }
}

/// How the parts are packed: times and permissions fixed.
fn deflated() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Deflated)
        // below level 7 documents that repeat themselves come out several times as large
        .compression_level(Some(7))
}

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const CONTENT_TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";

/// Content types by extension.
const EXTENSIONS: [(&str, &str); 6] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("jpeg", "image/jpeg"),
    ("svg", "image/svg+xml"),
    ("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
];

impl Part {
    /// A part of WordprocessingML in `word/`.
    pub(super) fn office(name: &str, kind: &str, root: Element) -> Self {
        Self {
            name: format!("word/{name}.xml"),
            content_type: Some(wordprocessing_type(kind)),
            content: Content::Bytes(root.into_part()),
        }
    }

    /// A part whose content type its extension says.
    pub(super) fn file(name: String, bytes: Vec<u8>) -> Self {
        Self { name, content_type: None, content: Content::Bytes(bytes) }
    }

    fn extension(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// The content type of a kind of parts of WordprocessingML.
pub(super) fn wordprocessing_type(kind: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
}

/// The relationships of a part; their ids are rId1, rId2 and so on.
#[derive(Debug, Default)]
pub(super) struct Relationships {
    entries: Vec<Relationship>,
}

#[derive(Debug, Eq, PartialEq)]
struct Relationship {
    kind: String,
    target: String,
    is_external: bool,
}

impl Relationships {
    /// Relates a part of the package; the same one twice has one id.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        self.insert(Relationship {
            kind: kind.to_owned(),
            target: target.to_owned(),
            is_external: false,
        })
    }

    /// Relates something outside the package.
    pub(super) fn add_link(&mut self, target: &str) -> String {
        self.insert(Relationship {
            kind: format!("{OFFICE}/hyperlink"),
            target: to_uri(target),
            is_external: true,
        })
    }

    /// Whether nothing is related.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn insert(&mut self, relationship: Relationship) -> String {
        let known = self.entries.iter().position(|entry| *entry == relationship);
        let at = known.unwrap_or_else(|| {
            self.entries.push(relationship);
            self.entries.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The relationships of the part `source`.
    pub(super) fn part(&self, source: &str) -> Part {
        let (folder, file) = source.rsplit_once('/').map_or(("", source), |(a, b)| (a, b));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let root = Element::new("Relationships").with("xmlns", RELATIONSHIPS);
        let entries = self.entries.iter().enumerate().map(|(at, entry)| {
            let mode = entry.is_external.then_some(("TargetMode", "External"));
            let element = Element::new("Relationship")
                .with("Id", format!("rId{}", at + 1))
                .with("Type", &entry.kind)
                .with("Target", &entry.target);
            mode.into_iter().fold(element, |element, (name, value)| element.with(name, value))
        });
        Part::file(format!("{folder}_rels/{file}.rels"), root.children(entries).into_part())
    }
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// The target of a link as a URI: Word calls a file with other characters in one damaged.
fn to_uri(target: &str) -> String {
    let mut uri = String::with_capacity(target.len());
    let bytes = target.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let is_escape = byte == b'%'
            && bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let is_legal = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=".contains(&byte);
        if is_legal || is_escape {
            uri.push(char::from(byte));
        } else {
            uri.push('%');
            uri.extend([byte >> 4, byte & 15].map(|digit| char::from(HEX[usize::from(digit)])));
        }
    }
    uri
}

/// All parts.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) parts: Vec<Part>,
}

impl Package {
    /// The archive: `[Content_Types].xml` first, since readers look at the first entry.
    pub(super) fn pack(self) -> Result<Vec<u8>, DocxError> {
        // fonts hardly get smaller at a higher level, but take far longer
        let fast = deflated().compression_level(Some(2));
        let stored =
            deflated().compression_method(CompressionMethod::Stored).compression_level(None);
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let first = [self.content_types(), root_relationships()];
        for part in first.into_iter().chain(self.parts) {
            let options = match part.extension() {
                "png" | "jpeg" => stored,
                "odttf" => fast,
                _ => deflated(),
            };
            match part.content {
                Content::Bytes(bytes) => {
                    archive.start_file(&*part.name, options)?;
                    archive.write_all(&bytes).map_err(zip::result::ZipError::from)?;
                }
                Content::Deflated(mut entry) => archive.raw_copy_file(entry.by_index_raw(0)?)?,
            }
        }
        Ok(archive.finish()?.into_inner())
    }

    fn content_types(&self) -> Part {
        let used: BTreeSet<&str> =
            self.parts.iter().map(Part::extension).chain(["rels", "xml"]).collect();
        let defaults = EXTENSIONS.iter().filter(|(extension, _)| used.contains(extension)).map(
            |(extension, kind)| {
                Element::new("Default").with("Extension", extension).with("ContentType", kind)
            },
        );
        let overrides = self.parts.iter().filter_map(|part| {
            let kind = part.content_type.as_ref()?;
            let name = format!("/{}", part.name);
            Some(Element::new("Override").with("PartName", name).with("ContentType", kind))
        });
        let root = Element::new("Types").with("xmlns", CONTENT_TYPES);
        let root = root.children(defaults).children(overrides);
        Part::file("[Content_Types].xml".to_owned(), root.into_part())
    }
}

fn root_relationships() -> Part {
    let mut relationships = Relationships::default();
    relationships.add(&format!("{OFFICE}/officeDocument"), "word/document.xml");
    relationships.add(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    );
    relationships.add(&format!("{OFFICE}/extended-properties"), "docProps/app.xml");
    relationships.part("")
}

#[cfg(test)]
mod tests {
    use super::to_uri;

    #[test]
    fn targets_of_links_become_uris() {
        assert_eq!(to_uri("https://a.cn/?q=1%20&b=[c]#d"), "https://a.cn/?q=1%20&b=[c]#d");
        assert_eq!(to_uri("https://a.cn/一 b\"100%"), "https://a.cn/%E4%B8%80%20b%22100%25");
    }
}
