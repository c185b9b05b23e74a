//! 脚注: `footnotes.xml`, the marks, and how they are numbered.

use super::{Context, Writer, root};
use crate::document::{Document, FootnoteId};
use crate::docx::DocxError;
use crate::docx::package::{OpenPart, Part, Relationships};
use crate::docx::xml::{DECLARATION, Element};
use crate::theme::{CharacterStyle, NumberFormat};

/// The height of the line above the notes, which LibreOffice has of itself.
const SEPARATOR: i64 = 124;

/// The kinds of lines above the notes, with their ids.
pub(in crate::docx) const SEPARATORS: [(&str, i64); 2] =
    [("separator", -1), ("continuationSeparator", 0)];

/// How notes are numbered: anew on every page.
pub(in crate::docx) fn numbering(document: &Document) -> [Element; 2] {
    let format = match document.footnote_format {
        NumberFormat::ChineseCountingThousand => "chineseCountingThousand",
        NumberFormat::Decimal | NumberFormat::Bullet => "decimal",
        NumberFormat::DecimalEnclosedCircle => "decimalEnclosedCircleChinese",
    };
    [Element::val("w:numFmt", format), Element::val("w:numRestart", "eachPage")]
}

/// `footnotes.xml` with its relationships; none if there are no notes.
///
/// # Errors
///
/// [`DocxError`] as for the body.
pub(in crate::docx) fn parts(cx: &Context<'_>) -> Result<Vec<Part>, DocxError> {
    if cx.document.footnotes.is_empty() {
        return Ok(Vec::new());
    }
    let part = OpenPart::new("footnotes", "footnotes")?;
    let mut writer = Writer::new(*cx, Relationships::default(), part);
    let root = root("w:footnotes");
    writer.xml.push_str(DECLARATION);
    root.write_open(&mut writer.xml);
    for (kind, id) in SEPARATORS {
        writer.add_separator_of_notes(kind, id);
    }
    for (index, note) in cx.document.footnotes.iter().enumerate() {
        let element = Element::new("w:footnote").with("w:id", index + 1);
        element.write_open(&mut writer.xml);
        writer.add_paragraph(note)?;
        element.write_close(&mut writer.xml);
    }
    root.write_close(&mut writer.xml);
    writer.into_parts()
}

impl Writer<'_> {
    fn add_separator_of_notes(&mut self, kind: &'static str, id: i64) {
        let spacing = Element::new("w:spacing")
            .with("w:before", 0)
            .with("w:after", 0)
            .with("w:line", SEPARATOR)
            .with("w:lineRule", "exact");
        let note = Element::new("w:footnote").with("w:type", kind).with("w:id", id);
        note.write_open(&mut self.xml);
        self.open_paragraph();
        let indent = Element::new("w:ind").with("w:firstLineChars", 0).with("w:firstLine", 0);
        Element::new("w:pPr").children([spacing, indent]).write(&mut self.xml);
        // small, or the line would stand above its paragraph
        let size =
            Element::new("w:rPr").children([Element::val("w:sz", 10), Element::val("w:szCs", 10)]);
        let line = Element::new(format!("w:{kind}"));
        Element::new("w:r").children([size, line]).write(&mut self.xml);
        self.close("w:p");
        note.write_close(&mut self.xml);
    }

    /// Writes the mark of a footnote.
    pub(super) fn add_footnote_mark(&mut self, footnote: FootnoteId) {
        let mark = Element::new("w:footnoteReference").with("w:id", footnote.0 + 1);
        self.add_numbered(mark);
    }

    /// Writes the number before a footnote.
    pub(super) fn add_footnote_number(&mut self) {
        self.add_numbered(Element::new("w:footnoteRef"));
    }

    fn add_numbered(&mut self, number: Element) {
        let style = self.cx.styles.character_id(CharacterStyle::FootnoteMark);
        let properties = Element::new("w:rPr").child(Element::val("w:rStyle", style));
        Element::new("w:r").children([properties, number]).write(&mut self.xml);
    }
}
