//! What a reader of the file finds in it.

mod anchored;
mod body;
mod footnote;
mod parse;
mod parts;
mod sample;
mod table;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::xml::Element;
use super::{EmbedFonts, write};
use crate::document::{Block, Document};

/// The parts of a package by name.
pub(super) struct Unpacked {
    names: Vec<String>,
    files: BTreeMap<String, Vec<u8>>,
}

impl Unpacked {
    fn new(document: &Document, embed: EmbedFonts) -> Self {
        let bytes = write(document, &sample::library(), embed).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut unpacked = Self { names: Vec::new(), files: BTreeMap::new() };
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{}", file.name());
            assert_eq!(file.unix_mode().map(|mode| mode & 0o777), Some(0o644), "{}", file.name());
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            unpacked.names.push(file.name().to_owned());
            unpacked.files.insert(file.name().to_owned(), bytes);
        }
        unpacked
    }

    fn xml(&self, name: &str) -> Element {
        Element::parse(self.files.get(name).unwrap_or_else(|| panic!("no {name}")))
    }

    /// The XML parts with their names.
    fn all_xml(&self) -> impl Iterator<Item = (&str, Element)> {
        let is_xml = |name: &str| name.ends_with(".xml") || name.ends_with(".rels");
        let names = self.names.iter().filter(move |name| is_xml(name));
        names.map(|name| (name.as_str(), self.xml(name)))
    }
}

/// `document.xml` of a document with these blocks.
fn body_of(blocks: Vec<Block>) -> Element {
    Unpacked::new(&sample::with_blocks(blocks), EmbedFonts::None).xml("word/document.xml")
}

fn written(element: &Element) -> String {
    let mut out = String::new();
    element.write(&mut out);
    out
}
