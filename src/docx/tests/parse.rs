//! Parts as trees again.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::docx::xml::{Element, Node};

impl Element {
    /// Reads the root element of a part.
    pub(in crate::docx) fn parse(bytes: &[u8]) -> Self {
        let mut reader = Reader::from_reader(bytes);
        let mut open: Vec<Self> = Vec::new();
        loop {
            let event = reader.read_event().expect("parts are well-formed");
            let closed = match event {
                Event::Start(start) => {
                    open.push(Self::opened(&start));
                    None
                }
                Event::Empty(start) => Some(Self::opened(&start)),
                Event::End(_) => open.pop(),
                Event::Text(text) => {
                    append_text(&mut open, &text.decode().expect("parts are UTF-8"));
                    None
                }
                Event::GeneralRef(reference) => {
                    append_text(&mut open, &referred(&reference));
                    None
                }
                Event::Eof => unreachable!("elements are closed"),
                _ => None,
            };
            match (closed, open.last_mut()) {
                (Some(element), Some(parent)) => parent.push(element),
                (Some(element), None) => return element,
                (None, _) => {}
            }
        }
    }

    fn opened(start: &BytesStart<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let value =
                attribute.normalized_value(XmlVersion::Implicit1_0).expect("values are escaped");
            (Cow::Owned(text(attribute.key.as_ref())), value.into_owned())
        });
        Self {
            name: Cow::Owned(text(start.name().as_ref())),
            attributes: attributes.collect(),
            children: Vec::new(),
        }
    }
}

fn append_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn referred(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    let name = reference.decode().expect("parts are UTF-8");
    resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}
