//! The glyphs that the pages use, face by face, as subsets of the fonts.
//!
//! A character code of the PDF is the glyph's id in the subset (`Identity-H`). A code stands for
//! one character only, so a glyph that shows several characters (the space and the no-break space
//! of most fonts) has its further characters in further [`Subset::readings`]: font dictionaries
//! over the same font program that differ only in their map to Unicode. Unlike `ActualText` every
//! reader of PDF understands that.

use std::collections::{BTreeMap, BTreeSet};

use super::value::round;
use crate::font::{Face, FaceId, FontLibrary};
use crate::frame::{Glyph, ItemKind, Pages};
use sha2::{Digest, Sha256};

/// The faces that the pages use.
#[derive(Debug)]
pub(super) struct Subsets {
    faces: BTreeMap<FaceId, Subset>,
    /// Where characters that no font has are to be found.
    missing: BTreeMap<char, (FaceId, Code)>,
}

/// A glyph as a font dictionary of the PDF has it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Code {
    /// The glyph's id in the subset.
    pub(super) id: u16,
    /// The index in [`Subset::readings`] of the font dictionary.
    pub(super) reading: usize,
}

/// The part of a face that the pages use, but for its outlines.
#[derive(Debug)]
pub(super) struct Subset {
    /// The face's PostScript name with a tag of the subset.
    pub(super) name: String,
    /// Whether the outlines are TrueType's.
    pub(super) has_truetype_outlines: bool,
    /// Advances by id, in thousandths of the type size, exact to a ten-thousandth of that.
    pub(super) advances: Vec<f32>,
    /// What else a font descriptor says.
    pub(super) metrics: Metrics,
    /// The character of each id, none where a reading has none.
    pub(super) readings: Vec<Vec<Option<char>>>,
    /// Ids in the face by ids in the subset.
    pub(super) glyphs: Vec<u16>,
    ids: Ids,
}

/// What a font descriptor says, in thousandths of the type size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) cap_height: f32,
    pub(super) bounding_box: [f32; 4],
    /// Degrees, counter-clockwise.
    pub(super) italic_angle: f32,
    pub(super) weight: u16,
    pub(super) is_fixed_pitch: bool,
}

/// The glyphs of a face that have been met.
struct Usage {
    ids: Ids,
    /// Ids in the face by ids in the subset.
    glyphs: Vec<u16>,
    readings: Vec<Vec<Option<char>>>,
}

/// Ids in the subset by ids in the face, 0 for glyphs that have not been met, in blocks of 64: a
/// report uses few of a face's glyphs.
#[derive(Debug, Default)]
struct Ids(Vec<Option<Box<[u16; 64]>>>);

impl Ids {
    fn entry(&mut self, glyph: u16) -> &mut u16 {
        let (block, index) = (usize::from(glyph / 64), usize::from(glyph % 64));
        if self.0.len() <= block {
            self.0.resize(block + 1, None);
        }
        &mut self.0[block].get_or_insert_with(|| Box::new([0; 64]))[index]
    }

    fn get(&self, glyph: u16) -> u16 {
        let block = self.0.get(usize::from(glyph / 64)).and_then(Option::as_ref);
        block.map_or(0, |block| block[usize::from(glyph % 64)])
    }
}

/// Finds the glyphs that the pages use, face by face.
pub(super) fn subset(pages: &Pages, fonts: &FontLibrary) -> Subsets {
    let (usages, missing) = collect(pages);
    let faces = usages.into_iter().map(|(id, usage)| (id, usage.subset(fonts.face(id))));
    Subsets { faces: faces.collect(), missing }
}

/// Goes through the pages in reading order, so that ids and readings depend on them alone.
fn collect(pages: &Pages) -> (BTreeMap<FaceId, Usage>, BTreeMap<char, (FaceId, Code)>) {
    let mut usages: BTreeMap<FaceId, Usage> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        match &item.kind {
            ItemKind::Glyphs(run) => {
                let usage = usages.entry(run.face).or_default();
                run.glyphs.iter().for_each(|glyph| usage.take(*glyph));
            }
            ItemKind::MissingGlyph(_, character) => {
                missing.insert(*character);
            }
            ItemKind::Rule(..) | ItemKind::Picture(..) | ItemKind::Link(..) => {}
        }
    }
    let lender = usages.iter_mut().find(|(_, usage)| usage.glyphs.len() > 1);
    let Some((face, usage)) = lender else { return (usages, BTreeMap::new()) };
    let lent = missing.into_iter().enumerate();
    let missing = lent.map(|(index, character)| (character, (*face, usage.lend(index, character))));
    let missing = missing.collect();
    (usages, missing)
}

impl Default for Usage {
    fn default() -> Self {
        // glyph 0, for characters that a font lacks, is in every font
        Self { ids: Ids::default(), glyphs: vec![0], readings: Vec::new() }
    }
}

impl Usage {
    /// Takes a glyph into the subset, if it is not in it, for its character.
    fn take(&mut self, glyph: Glyph) {
        let id = self.ids.entry(glyph.id);
        if *id == 0 && glyph.id != 0 {
            *id = u16::try_from(self.glyphs.len()).expect("a face has no more glyphs");
            self.glyphs.push(glyph.id);
        }
        let id = *id;
        self.read(id, glyph.character);
    }

    /// Finds a glyph to stand, unseen, for a character that no font has.
    fn lend(&mut self, index: usize, character: char) -> Code {
        let count = self.glyphs.len() - 1;
        let id = u16::try_from(1 + index % count).expect("it is less than the number of glyphs");
        Code { id, reading: self.read(id, character) }
    }

    /// The reading in which an id stands for a character.
    fn read(&mut self, id: u16, character: char) -> usize {
        let index = usize::from(id);
        for reading in 0.. {
            if reading == self.readings.len() {
                self.readings.push(Vec::new());
            }
            let characters = &mut self.readings[reading];
            if characters.len() <= index {
                characters.resize(index + 1, None);
            }
            if *characters[index].get_or_insert(character) == character {
                return reading;
            }
        }
        unreachable!("the loop ends with a new reading at the latest")
    }

    fn subset(self, face: &Face) -> Subset {
        let open = face.open();
        let tables = open.tables();
        let thousandths = |units: f64| units * 1000.0 / f64::from(face.units_per_em);
        let advance = |id: u16| tables.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0);
        Subset {
            name: format!("{}+{}", tag(&self.glyphs), face.post_script_name),
            has_truetype_outlines: face.has_truetype_outlines,
            advances: (self.glyphs.iter())
                .map(|id| round(thousandths(f64::from(advance(*id))), 10_000.0))
                .collect(),
            metrics: Metrics::read(tables),
            readings: self.readings,
            glyphs: self.glyphs,
            ids: self.ids,
        }
    }
}

/// The six letters that tell subsets of a font apart, made of the glyphs in it.
fn tag(glyphs: &[u16]) -> String {
    let ids: Vec<u8> = glyphs.iter().copied().flat_map(u16::to_be_bytes).collect();
    Sha256::digest(ids).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}

impl Metrics {
    fn read(tables: &ttf_parser::Face) -> Self {
        let units = f64::from(tables.units_per_em());
        let thousandths = |value: i16| round(f64::from(value) * 1000.0 / units, 1.0);
        let bounds = tables.global_bounding_box();
        Self {
            ascent: thousandths(tables.ascender()),
            descent: thousandths(tables.descender()),
            cap_height: thousandths(tables.capital_height().unwrap_or_else(|| tables.ascender())),
            bounding_box: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths),
            italic_angle: round(f64::from(tables.italic_angle()), 10.0),
            weight: tables.weight().to_number(),
            is_fixed_pitch: tables.is_monospaced(),
        }
    }
}

impl Subsets {
    /// The subset of a face.
    pub(super) fn face(&self, face: FaceId) -> &Subset {
        self.faces.get(&face).expect("the faces of all runs have been collected")
    }

    /// The faces with their subsets.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FaceId, &Subset)> {
        self.faces.iter().map(|(id, subset)| (*id, subset))
    }

    /// The characters that the glyphs show.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> {
        let readings = self.faces.values().flat_map(|subset| &subset.readings);
        readings.flatten().filter_map(|character| *character)
    }

    /// The glyph that stands, unseen, for a character that no font has; none if the pages have no
    /// glyph at all.
    pub(super) fn missing(&self, character: char) -> Option<(FaceId, Code)> {
        self.missing.get(&character).copied()
    }
}

impl Subset {
    /// Where a glyph that the pages use is.
    pub(super) fn code(&self, glyph: Glyph) -> Code {
        let id = self.ids.get(glyph.id);
        let reads = |characters: &Vec<Option<char>>| {
            characters.get(usize::from(id)) == Some(&Some(glyph.character))
        };
        let reading = self.readings.iter().position(reads);
        Code { id, reading: reading.expect("the characters of all glyphs have been collected") }
    }
}
