//! Which names the file gives its fonts, `fontTable.xml`, and the fonts that it carries.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::body::{R, W};
use super::embed::{self, Obfuscated};
use super::package::{Part, Relationships};
use super::xml::Element;
use super::{DocxError, EmbedFonts, OFFICE};
use crate::document::{AnchoredKind, Block, Document, Inline, Paragraph, Setting, written};
use crate::font::{Face, FaceId, FontLibrary};
use crate::text;
use crate::theme::{CharacterStyle, FontRole, StyleName};

/// The fonts of a document as its file names them.
#[derive(Debug)]
pub(super) struct Fonts {
    names: BTreeMap<FontRole, String>,
    entries: BTreeMap<String, Entry>,
}

/// A font of the font table.
#[derive(Debug, Default)]
struct Entry {
    alternate: Option<String>,
    is_latin: bool,
    panose: Option<[u8; 10]>,
    regular: Option<Obfuscated>,
    bold: Option<Obfuscated>,
    is_subset: bool,
}

impl Fonts {
    pub(super) fn new(
        document: &Document,
        library: &FontLibrary,
        embed: EmbedFonts,
    ) -> Result<Self, DocxError> {
        let mut fonts = Self { names: BTreeMap::new(), entries: BTreeMap::new() };
        match embed {
            EmbedFonts::None => fonts.name_office_fonts(document, library),
            EmbedFonts::Subset | EmbedFonts::Full => fonts.embed(document, library, embed)?,
        }
        Ok(fonts)
    }

    fn name_office_fonts(&mut self, document: &Document, library: &FontLibrary) {
        for (role, face) in library.roles() {
            let Some(names) = document.fonts.get(&role) else {
                self.add(role, face.family(), face);
                continue;
            };
            self.add(role, &names.office, face);
            // Word takes one alternate a font (at most 31 characters) and does not split the
            // standard's comma-separated list, so each alternate is an entry with the next one
            let chain: Vec<&String> = std::iter::once(&names.office)
                .chain(&names.alternates)
                .filter(|name| name.chars().count() <= 31)
                .collect();
            for pair in chain.windows(2) {
                self.entry(pair[0], role, face).alternate.get_or_insert(pair[1].clone());
            }
        }
    }

    fn embed(
        &mut self,
        document: &Document,
        library: &FontLibrary,
        embed: EmbedFonts,
    ) -> Result<(), DocxError> {
        let used: Vec<_> = used_characters(document, library).into_iter().collect();
        let carried = used.par_iter().map(|(id, characters)| {
            let face = library.face(*id);
            let file = match embed {
                EmbedFonts::Full => embed::full(face)?,
                _ => embed::subset(face, characters)?,
            };
            Ok((*id, file))
        });
        let mut carried = carried.collect::<Result<BTreeMap<_, _>, DocxError>>()?;
        for (role, face) in library.roles() {
            self.add(role, face.family(), face);
            let Some(file) = carried.remove(&library.role(role)) else { continue };
            let family = face.family().to_owned();
            let is_bold = face.is_bold;
            let entry = self.entry(&family, role, face);
            let slot = if is_bold { &mut entry.bold } else { &mut entry.regular };
            if slot.is_none() {
                *slot = Some(file);
                entry.is_subset = embed == EmbedFonts::Subset;
            }
        }
        Ok(())
    }

    fn add(&mut self, role: FontRole, name: &str, face: &Face) {
        self.names.insert(role, name.to_owned());
        self.entry(name, role, face);
    }

    fn entry(&mut self, name: &str, role: FontRole, face: &Face) -> &mut Entry {
        self.entries.entry(name.to_owned()).or_insert_with(|| Entry {
            is_latin: is_latin(role),
            panose: embed::panose(face),
            ..Entry::default()
        })
    }

    /// The name of a role's font.
    pub(super) fn name(&self, role: FontRole) -> &str {
        self.names.get(&role).map_or("", String::as_str)
    }

    /// `w:rFonts` with these fonts for Latin and Han text.
    pub(super) fn element(&self, latin: FontRole, han: FontRole) -> Element {
        let latin = self.name(latin);
        Element::new("w:rFonts")
            .with("w:ascii", latin)
            .with("w:hAnsi", latin)
            .with("w:eastAsia", self.name(han))
            .with("w:cs", latin)
    }

    fn carried(&self) -> impl Iterator<Item = &Obfuscated> {
        self.entries.values().flat_map(|entry| entry.regular.iter().chain(&entry.bold))
    }

    /// `fontTable.xml`
    pub(super) fn part(&self) -> Element {
        let mut number = 0;
        let mut carried = |name: &'static str, font: &Obfuscated, is_subset: bool| {
            number += 1;
            let element = Element::new(name)
                .with("r:id", format!("rId{number}"))
                .with("w:fontKey", &font.key);
            if is_subset { element.with("w:subsetted", 1) } else { element }
        };
        let entries = self.entries.iter().map(|(name, entry)| {
            let mut font = Element::new("w:font").with("w:name", name);
            if let Some(alternate) = &entry.alternate {
                font.push(Element::val("w:altName", alternate));
            }
            if let Some(panose) = entry.panose {
                let hex = panose.map(|byte| format!("{byte:02X}")).concat();
                font.push(Element::val("w:panose1", hex));
            }
            let (charset, family) = if entry.is_latin { ("00", "roman") } else { ("86", "auto") };
            font.push(Element::val("w:charset", charset));
            font.push(Element::val("w:family", family));
            font.push(Element::val("w:pitch", "variable"));
            if let Some(regular) = &entry.regular {
                font.push(carried("w:embedRegular", regular, entry.is_subset));
            }
            if let Some(bold) = &entry.bold {
                font.push(carried("w:embedBold", bold, entry.is_subset));
            }
            font
        });
        let root = Element::new("w:fonts").with("xmlns:w", W).with("xmlns:r", R);
        root.children(entries.collect::<Vec<_>>())
    }

    /// The font files and the font table's relationships to them.
    pub(super) fn files(&self) -> Vec<Part> {
        let mut relationships = Relationships::default();
        let mut parts = Vec::new();
        for (at, font) in self.carried().enumerate() {
            let target = format!("fonts/font{}.odttf", at + 1);
            relationships.add(&format!("{OFFICE}/font"), &target);
            parts.push(Part::file(format!("word/{target}"), font.bytes.clone()));
        }
        if !parts.is_empty() {
            parts.push(relationships.part("word/fontTable.xml"));
        }
        parts
    }
}

/// Whether a role is one of Latin text.
pub(super) fn is_latin(role: FontRole) -> bool {
    matches!(role, FontRole::Latin | FontRole::LatinBold)
}

/// The marks that an editor may add besides letters, digits and the common characters.
const MARKS: &str = "、。，；：？！“”‘’（）《》〈〉【】〔〕［］「」—…·～－％‰℃￥〇①②③④⑤⑥⑦⑧⑨⑩";

/// The characters that each face has to have: for every role that the style sheet names, what an
/// editor may type; and those of the text, of numbers and of the footers.
fn used_characters(document: &Document, library: &FontLibrary) -> BTreeMap<FaceId, BTreeSet<char>> {
    let mut used = Used { document, library, characters: BTreeMap::new() };
    let styles = document.styles.values().flat_map(|style| [style.font, style.latin]);
    let looks = document.characters.values().flat_map(|look| [look.font, look.latin]).flatten();
    let basics: String = (' '..='~').chain(MARKS.chars()).collect();
    let common: String = text::common::characters().collect();
    for role in styles.chain(looks).collect::<BTreeSet<_>>() {
        used.add(role, &basics);
        if !is_latin(role) {
            used.add(role, &common);
        }
    }
    for block in document.blocks() {
        match block {
            Block::Paragraph(paragraph) => used.add_paragraph(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paragraphs).for_each(|p| used.add_paragraph(p));
            }
            Block::Figure(_) => {}
            Block::Colophon(colophon) => {
                colophon.groups.iter().flatten().for_each(|p| used.add_paragraph(p));
            }
            Block::JointMark(mark) => mark.paragraphs().for_each(|p| used.add_paragraph(p)),
        }
    }
    for (note, number) in document.footnotes.iter().zip(1..) {
        used.add_paragraph(note);
        let (han, _) = roles(document, StyleName::Footnote, &[CharacterStyle::FootnoteMark]);
        used.add(han, &written(document.footnote_format, number));
    }
    let number = &document.page.page_number;
    used.add_styled(StyleName::PageNumber, &format!("{}{}", number.before, number.after));
    used.characters
}

struct Used<'a> {
    document: &'a Document,
    library: &'a FontLibrary,
    characters: BTreeMap<FaceId, BTreeSet<char>>,
}

impl Used<'_> {
    fn add(&mut self, role: FontRole, text: &str) {
        self.characters.entry(self.library.role(role)).or_default().extend(text.chars());
    }

    fn add_styled(&mut self, style: StyleName, text: &str) {
        if let Some(style) = self.document.styles.get(&style) {
            self.add(style.font, text);
            self.add(style.latin, text);
        }
    }

    fn add_paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(number) = &paragraph.number {
            self.add_styled(paragraph.style, &number.text);
        }
        for anchored in &paragraph.anchored {
            if let AnchoredKind::Text(text) = &anchored.kind {
                self.add_paragraph(text);
            }
        }
        for inline in &paragraph.inlines {
            let (text, styles, setting) = match inline {
                Inline::Run(run) => (&run.text, &run.styles, run.setting),
                Inline::Field(field) => (&field.text, &field.styles, Setting::Natural),
                Inline::Break
                | Inline::Tab
                | Inline::Edge(..)
                | Inline::Contents(..)
                | Inline::FootnoteMark(_)
                | Inline::FootnoteNumber(_) => continue,
            };
            if let Setting::Fallback(role) = setting {
                self.add(role, text);
            } else {
                let (han, latin) = roles(self.document, paragraph.style, styles);
                self.add(han, text);
                self.add(latin, text);
            }
        }
    }
}

/// The roles of Han and Latin text in a paragraph's style and the text's own ones.
pub(super) fn roles(
    document: &Document,
    style: StyleName,
    styles: &[CharacterStyle],
) -> (FontRole, FontRole) {
    let style = document.styles.get(&style);
    let roles = style.map_or((FontRole::Fangsong, FontRole::Latin), |s| (s.font, s.latin));
    styles.iter().fold(roles, |(han, latin), name: &CharacterStyle| {
        let look = document.characters.get(name);
        let of =
            |pick: fn(&crate::document::CharacterLook) -> Option<FontRole>| look.and_then(pick);
        (of(|look| look.font).unwrap_or(han), of(|look| look.latin).unwrap_or(latin))
    })
}
