//! Fields and bookmarks.

use super::Writer;
use super::paragraph::RunContext;
use super::paragraph::RunKey;
use crate::document::{AnchorId, Edge, Field, FieldKind, Link, Setting};
use crate::docx::font::roles;
use crate::docx::property::is_bold;
use crate::docx::xml::{Element, escape};
use crate::text::script::{Script, strong_script};

/// The name of an anchor's bookmark. Word hides those that begin like this.
pub(super) fn bookmark(anchor: AnchorId) -> String {
    format!("_Ref{:08}", anchor.0 + 1)
}

impl Writer<'_> {
    /// Writes an edge of a bookmark.
    pub(super) fn add_edge(&mut self, anchor: AnchorId, edge: Edge) {
        let element = match edge {
            Edge::Start => Element::new("w:bookmarkStart")
                .with("w:id", anchor.0)
                .with("w:name", bookmark(anchor)),
            Edge::End => Element::new("w:bookmarkEnd").with("w:id", anchor.0),
        };
        element.write(&mut self.xml);
    }

    /// Begins a link.
    pub(super) fn open_link(&mut self, link: &Link) {
        let element = Element::new("w:hyperlink");
        let element = match link {
            Link::Address(address) => {
                element.with("r:id", self.relationships.add_link(address)).with("w:history", 1)
            }
            Link::Anchor(anchor) => {
                element.with("w:anchor", bookmark(*anchor)).with("w:history", 1)
            }
        };
        element.write_open(&mut self.xml);
    }

    /// Writes a field with its result. Word computes it anew when it is told to, LibreOffice when
    /// it opens the file.
    pub(super) fn add_field(&mut self, of: RunContext, field: &Field) {
        let (han, latin) = roles(self.cx.document, of.style, &field.styles);
        // Han text has no bold face and would be smeared
        let is_latin = field.text.chars().all(|c| strong_script(c) != Some(Script::Asian));
        let key = || RunKey {
            styles: field.styles.clone(),
            setting: Setting::Natural,
            han,
            is_bold: is_latin && is_bold(latin),
            tracking: of.tracking,
        };
        self.add_field_mark(key(), "begin");
        self.open_run(key());
        self.xml.push_str("<w:instrText xml:space=\"preserve\">");
        escape(&instruction(&field.kind), &mut self.xml);
        self.xml.push_str("</w:instrText></w:r>");
        self.add_field_mark(key(), "separate");
        self.open_run(key());
        self.xml.push_str("<w:t xml:space=\"preserve\">");
        escape(&field.text, &mut self.xml);
        self.xml.push_str("</w:t></w:r>");
        self.add_field_mark(key(), "end");
    }

    /// Writes an edge of the field that makes a table of contents of headings and outline levels.
    pub(super) fn add_contents_edge(&mut self, edge: Edge, levels: u8) {
        let mark =
            |kind| Element::new("w:r").child(Element::new("w:fldChar").with("w:fldCharType", kind));
        match edge {
            Edge::Start => {
                mark("begin").write(&mut self.xml);
                let instruction = format!(" TOC \\o \"1-{levels}\" \\h \\z \\u ");
                let text = Element::new("w:instrText").with("xml:space", "preserve");
                Element::new("w:r").child(text.text(instruction)).write(&mut self.xml);
                mark("separate").write(&mut self.xml);
            }
            Edge::End => mark("end").write(&mut self.xml),
        }
    }

    fn add_field_mark(&mut self, key: RunKey, kind: &str) {
        self.open_run(key);
        Element::new("w:fldChar").with("w:fldCharType", kind).write(&mut self.xml);
        self.close("w:r");
    }
}

fn instruction(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Sequence(name) => format!(" SEQ {name} \\* ARABIC "),
        FieldKind::Text(anchor) => format!(" REF {} \\h ", bookmark(*anchor)),
        FieldKind::Number(anchor) => format!(" REF {} \\n \\h ", bookmark(*anchor)),
        FieldKind::Page(anchor) => format!(" PAGEREF {} \\h ", bookmark(*anchor)),
    }
}
