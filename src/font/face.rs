//! One face of a font file.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::assets::CommonOutlines;
use crate::unit::Length;

/// A face: its bytes and what its name table says.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts, as the file states them")]
pub struct Face {
    /// The file.
    pub bytes: Cow<'static, [u8]>,
    /// Which face of the file, 0 unless it is a collection.
    pub index: u32,
    /// Where the file is: a path, or the name of a file in the program.
    pub source: String,
    /// Whether the file is in the program.
    pub is_embedded: bool,
    /// Its family names in all languages, the English one first.
    pub families: Vec<String>,
    /// Its PostScript name.
    pub post_script_name: String,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it is italic.
    pub is_italic: bool,
    /// Whether its licence bits (OS/2 fsType) allow embedding.
    pub may_embed: bool,
    /// Whether its outlines are TrueType's (`glyf`), the only ones that Word embeds.
    pub has_truetype_outlines: bool,
    /// Units per em.
    pub units_per_em: u16,
    /// The outlines of common characters once more, if the file is in the program.
    pub common_outlines: Option<CommonOutlines>,
}

impl Face {
    /// Reads what a face says about itself.
    ///
    /// Returns `None` if the bytes are not a font or have no such face.
    pub fn read(
        bytes: Cow<'static, [u8]>,
        index: u32,
        source: String,
        is_embedded: bool,
    ) -> Option<Self> {
        let parsed = ttf_parser::Face::parse(&bytes, index).ok()?;
        let mut families: Vec<String> = Vec::new();
        let mut post_script_name = None;
        let mut names: Vec<_> =
            parsed.names().into_iter().filter(ttf_parser::name::Name::is_unicode).collect();
        names.sort_by_key(|name| (name.language_id != 0x409, name.language_id, name.name_id));
        for name in names {
            let Some(text) = name.to_string() else { continue };
            match name.name_id {
                ttf_parser::name_id::FAMILY
                | ttf_parser::name_id::FULL_NAME
                | ttf_parser::name_id::TYPOGRAPHIC_FAMILY
                    if !families.contains(&text) =>
                {
                    families.push(text);
                }
                ttf_parser::name_id::POST_SCRIPT_NAME => {
                    post_script_name.get_or_insert(text);
                }
                _ => {}
            }
        }
        let may_embed = !matches!(parsed.permissions(), Some(ttf_parser::Permissions::Restricted));
        let face = Self {
            index,
            source,
            is_embedded,
            post_script_name: post_script_name.unwrap_or_else(|| "Font".to_owned()),
            is_bold: parsed.is_bold(),
            is_italic: parsed.is_italic(),
            may_embed,
            has_truetype_outlines: parsed.tables().glyf.is_some(),
            units_per_em: parsed.units_per_em(),
            families,
            common_outlines: None,
            bytes: Cow::Borrowed(&[]),
        };
        Some(Self { bytes, ..face })
    }

    /// Its family name, the English one if there is one.
    pub fn family(&self) -> &str {
        self.families.first().map_or(&self.post_script_name, |name| name)
    }

    /// Opens the face for looking up glyphs.
    ///
    /// # Panics
    ///
    /// Panics if the bytes are no longer those that [`Face::read`] has read.
    pub fn open(&self) -> OpenFace<'_> {
        OpenFace {
            parsed: ttf_parser::Face::parse(&self.bytes, self.index).expect("`read` has parsed it"),
            cache: RefCell::new(Vec::new()),
        }
    }
}

/// A glyph of a face with its width.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct GlyphMetrics {
    /// Glyph id.
    pub id: u16,
    /// Advance in font units.
    pub advance: u16,
}

/// A face that is open for looking up glyphs. One per thread.
pub struct OpenFace<'a> {
    parsed: ttf_parser::Face<'a>,
    /// Blocks of 64 characters, filled as they are asked for.
    cache: RefCell<Vec<Option<Box<[Slot; 64]>>>>,
}

#[derive(Clone, Copy)]
enum Slot {
    Unknown,
    Missing,
    Found(GlyphMetrics),
}

impl std::fmt::Debug for OpenFace<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenFace").finish_non_exhaustive()
    }
}

impl<'a> OpenFace<'a> {
    /// The glyph of a character, `None` if the face lacks it.
    pub fn glyph(&self, character: char) -> Option<GlyphMetrics> {
        let code = character as usize;
        let mut cache = self.cache.borrow_mut();
        if cache.len() <= code / 64 {
            cache.resize_with(code / 64 + 1, || None);
        }
        let block = cache[code / 64].get_or_insert_with(|| Box::new([Slot::Unknown; 64]));
        let slot = &mut block[code % 64];
        if let Slot::Unknown = slot {
            *slot = match self.parsed.glyph_index(character) {
                Some(id) if id.0 != 0 => Slot::Found(GlyphMetrics {
                    id: id.0,
                    advance: self.parsed.glyph_hor_advance(id).unwrap_or(0),
                }),
                _ => Slot::Missing,
            };
        }
        match slot {
            Slot::Found(glyph) => Some(*glyph),
            _ => None,
        }
    }

    /// The lowest and the highest point of a character's ink in font units above the baseline;
    /// none for a space.
    pub fn ink(&self, character: char) -> Option<(i16, i16)> {
        let id = self.glyph(character)?.id;
        let ink = self.parsed.glyph_bounding_box(ttf_parser::GlyphId(id))?;
        Some((ink.y_min, ink.y_max))
    }

    /// How high a line's ascenders reach above the baseline, in font units (`hhea`).
    pub fn ascender(&self) -> i16 {
        self.parsed.tables().hhea.ascender
    }

    /// How much of a character's advance is blank before its ink and after it, in font units; none for
    /// a space.
    pub fn bearings(&self, character: char) -> Option<(i16, i16)> {
        let glyph = self.glyph(character)?;
        let ink = self.parsed.glyph_bounding_box(ttf_parser::GlyphId(glyph.id))?;
        Some((ink.x_min, i16::try_from(glyph.advance).ok()?.checked_sub(ink.x_max)?))
    }

    /// The parsed tables.
    pub fn tables(&self) -> &ttf_parser::Face<'a> {
        &self.parsed
    }

    /// Sums advances at a type size without rounding each of them.
    pub fn width(&self, units: i64, size: Length) -> Length {
        size.scale(units, i64::from(self.parsed.units_per_em()))
    }
}
