//! A TrueType font program with some of a face's glyphs, as PDF embeds it (ISO 32000-1, 9.9): the
//! tables that draw glyphs by their ids, and none that only a system's font needs. Table names and
//! layouts are OpenType's.
//!
//! The general subsetter copies all outlines three times and sorts more tables than PDF wants: of a
//! short report's time that was a tenth.

use std::collections::BTreeMap;
use std::ops::Range;

use ttf_parser::{RawFace, Tag};

use crate::font::CommonOutlines;

/// Tables that are the same for any glyphs: those of hinting.
const COPIED: [[u8; 4]; 3] = [*b"cvt ", *b"fpgm", *b"prep"];

/// Flags of a component (`glyf`, composite glyph description).
const ARGUMENTS_ARE_WORDS: u16 = 1;
const HAS_SCALE: u16 = 1 << 3;
const MORE_COMPONENTS: u16 = 1 << 5;
const HAS_TWO_SCALES: u16 = 1 << 6;
const HAS_MATRIX: u16 = 1 << 7;

/// How many bytes of outlines are made and deflated at a time.
const PIECE: usize = 1 << 16;

/// Outlines of glyphs (`glyf`), in the glyphs' order.
type Outlines<'a> = Vec<&'a [u8]>;

/// A font program before its outlines are copied: where they are, and where they will be. They are
/// the program's last table, so that they can be made piece by piece, by several threads.
pub(super) struct Plan<'a> {
    source: Source<'a>,
    /// Those asked for, the first of which is glyph 0, in their order, and after them such as they
    /// are composed of.
    glyphs: Vec<u16>,
    outlines: Outlines<'a>,
    /// Ids in the program by ids in the face, if a glyph is composed of others.
    ids: BTreeMap<u16, u16>,
    /// The ids of each piece's glyphs.
    pieces: Vec<Range<usize>>,
}

impl<'a> Plan<'a> {
    /// Plans the program with some glyphs of a face, of which `common` has some outlines once more;
    /// none if the face is damaged.
    pub(super) fn new(
        bytes: &'a [u8],
        index: u32,
        common: Option<CommonOutlines>,
        glyphs: &[u16],
    ) -> Option<Self> {
        let source = Source::read(bytes, index, common)?;
        let (glyphs, outlines, is_composed) = source.close(glyphs)?;
        let ids =
            if is_composed { glyphs.iter().copied().zip(0..).collect() } else { BTreeMap::new() };
        let pieces = pieces(&outlines);
        Some(Self { source, glyphs, outlines, ids, pieces })
    }

    /// Into how many pieces the outlines fall.
    pub(super) fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// Writes a piece of the outlines to `out`, which is empty; none if the face is damaged. Its length
    /// is a multiple of four.
    pub(super) fn outlines(&self, piece: usize, out: &mut Vec<u8>) -> Option<()> {
        let outlines = &self.outlines[self.pieces[piece].clone()];
        out.reserve(length(outlines).next_multiple_of(4));
        for outline in outlines {
            let start = out.len();
            out.extend(*outline);
            for (at, component) in components(outline)? {
                put_u16(&mut out[start..], at, *self.ids.get(&component)?)?;
            }
            out.resize(out.len().next_multiple_of(2), 0);
        }
        if piece + 1 == self.pieces.len() {
            out.resize(out.len().next_multiple_of(4), 0);
        }
        Some(())
    }

    /// What comes before the outlines, whose [`checksum`] is given; none if the face is damaged.
    pub(super) fn tables(&self, outlines_sum: u32) -> Option<Vec<u8>> {
        let Self { source, glyphs, outlines, .. } = self;
        let length = length(outlines);
        // offsets are halved if they fit (`loca`)
        let is_short = length <= 2 * usize::from(u16::MAX);
        let count = u16::try_from(glyphs.len()).ok()?;
        let mut head = source.table(*b"head")?.to_vec();
        put_u16(&mut head, 50, u16::from(!is_short))?;
        head.get_mut(8..12)?.fill(0);
        let mut hhea = source.table(*b"hhea")?.to_vec();
        put_u16(&mut hhea, 34, count)?;
        let mut maxp = source.table(*b"maxp")?.to_vec();
        put_u16(&mut maxp, 4, count)?;
        let mut tables = vec![
            (*b"head", head),
            (*b"hhea", hhea),
            (*b"hmtx", source.metrics(glyphs)?),
            (*b"loca", locations(outlines, is_short)),
            (*b"maxp", maxp),
        ];
        for tag in COPIED {
            tables.extend(source.table(tag).map(|table| (tag, table.to_vec())));
        }
        let mut offset = 12 + 16 * (tables.len() + 1);
        let mut body = Vec::new();
        let mut records = Vec::with_capacity(tables.len() + 1);
        for (tag, mut table) in tables {
            let length = table.len();
            table.resize(length.next_multiple_of(4), 0);
            records.push((tag, checksum(&table), offset, length));
            offset += table.len();
            body.append(&mut table);
        }
        records.push((*b"glyf", outlines_sum, offset, length));
        records.sort_unstable_by_key(|(tag, ..)| *tag);
        let mut out = Vec::with_capacity(offset);
        write_header(&mut out, records.len());
        for (tag, sum, offset, length) in records {
            out.extend(tag);
            for value in [sum, u32::try_from(offset).ok()?, u32::try_from(length).ok()?] {
                out.extend(value.to_be_bytes());
            }
        }
        out.append(&mut body);
        Some(out)
    }
}

/// The bytes of outlines, each of which begins at an even one.
fn length(outlines: &[&[u8]]) -> usize {
    outlines.iter().map(|outline| outline.len().next_multiple_of(2)).sum()
}

/// The ids of glyphs whose outlines go together: pieces of [`PIECE`] bytes and a little more, as a
/// checksum wants multiples of four.
fn pieces(outlines: &[&[u8]]) -> Vec<Range<usize>> {
    let (mut pieces, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (id, outline) in outlines.iter().enumerate() {
        bytes += outline.len().next_multiple_of(2);
        if bytes >= PIECE && bytes % 4 == 0 {
            pieces.push(start..id + 1);
            (start, bytes) = (id + 1, 0);
        }
    }
    if start < outlines.len() {
        pieces.push(start..outlines.len());
    }
    pieces
}

/// The tables of the face.
struct Source<'a> {
    face: RawFace<'a>,
    outlines: &'a [u8],
    locations: &'a [u8],
    has_long_locations: bool,
    common: Option<CommonOutlines>,
}

impl<'a> Source<'a> {
    fn read(bytes: &'a [u8], index: u32, common: Option<CommonOutlines>) -> Option<Self> {
        let face = RawFace::parse(bytes, index).ok()?;
        let table = |tag| face.table(Tag::from_bytes(tag));
        let (outlines, locations) = (table(b"glyf")?, table(b"loca")?);
        let has_long_locations = u16_at(table(b"head")?, 50)? != 0;
        Some(Self { face, outlines, locations, has_long_locations, common })
    }

    fn table(&self, tag: [u8; 4]) -> Option<&'a [u8]> {
        self.face.table(Tag::from_bytes(&tag))
    }

    /// A glyph's outline; that of a space is empty.
    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        if let Some(outline) = self.common.and_then(|common| common.get(glyph)) {
            return Some(outline);
        }
        let at = |index: usize| {
            if self.has_long_locations {
                u32_at(self.locations, 4 * index).map(|offset| offset as usize)
            } else {
                u16_at(self.locations, 2 * index).map(|offset| 2 * usize::from(offset))
            }
        };
        self.outlines.get(at(usize::from(glyph))?..at(usize::from(glyph) + 1)?)
    }

    /// The glyphs, and after them those that they are composed of, with their outlines, and whether
    /// any is composed.
    fn close(&self, glyphs: &[u16]) -> Option<(Vec<u16>, Outlines<'a>, bool)> {
        let mut glyphs = glyphs.to_vec();
        let mut outlines = Vec::with_capacity(glyphs.len());
        let (mut at, mut is_composed) = (0, false);
        while let Some(glyph) = glyphs.get(at) {
            let outline = self.outline(*glyph)?;
            for (_, component) in components(outline)? {
                is_composed = true;
                if !glyphs.contains(&component) {
                    glyphs.push(component);
                }
            }
            outlines.push(outline);
            at += 1;
        }
        Some((glyphs, outlines, is_composed))
    }

    /// `hmtx`: advance and left side bearing of each glyph.
    fn metrics(&self, glyphs: &[u16]) -> Option<Vec<u8>> {
        let metrics = self.table(*b"hmtx")?;
        // the advance of the last of them is that of all glyphs after it
        let full = usize::from(u16_at(self.table(*b"hhea")?, 34)?);
        let mut out = Vec::with_capacity(4 * glyphs.len());
        for glyph in glyphs {
            let glyph = usize::from(*glyph);
            let advance = u16_at(metrics, 4 * glyph.min(full.checked_sub(1)?))?;
            let bearing = match glyph.checked_sub(full) {
                None => u16_at(metrics, 4 * glyph + 2)?,
                Some(index) => u16_at(metrics, 4 * full + 2 * index).unwrap_or(0),
            };
            out.extend(advance.to_be_bytes());
            out.extend(bearing.to_be_bytes());
        }
        Some(out)
    }
}

/// The glyphs that an outline is composed of, and where in it they are named.
fn components(outline: &[u8]) -> Option<Vec<(usize, u16)>> {
    let mut components = Vec::new();
    // a composite glyph has −1 contours
    if outline.first().is_none_or(|byte| byte & 0x80 == 0) {
        return Some(components);
    }
    let mut at = 10;
    loop {
        let flags = u16_at(outline, at)?;
        components.push((at + 2, u16_at(outline, at + 2)?));
        at += if flags & ARGUMENTS_ARE_WORDS == 0 { 6 } else { 8 };
        at += match flags {
            _ if flags & HAS_SCALE != 0 => 2,
            _ if flags & HAS_TWO_SCALES != 0 => 4,
            _ if flags & HAS_MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE_COMPONENTS == 0 {
            return Some(components);
        }
    }
}

/// `loca`: where each outline begins, and the end.
fn locations(outlines: &[&[u8]], is_short: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity((outlines.len() + 1) * if is_short { 2 } else { 4 });
    let mut offset = 0_u32;
    let mut write = |offset: u32| {
        let bytes = if is_short { offset << 15 } else { offset }.to_be_bytes();
        out.extend(&bytes[..if is_short { 2 } else { 4 }]);
    };
    for outline in outlines {
        write(offset);
        offset += outline.len().next_multiple_of(2) as u32;
    }
    write(offset);
    out
}

fn write_header(out: &mut Vec<u8>, tables: usize) {
    let tables = tables as u16;
    let power = tables.ilog2();
    let search = 16_u16 << power;
    out.extend([0, 1, 0, 0]);
    for value in [tables, search, power as u16, 16 * tables - search] {
        out.extend(value.to_be_bytes());
    }
}

/// The sum of a table, or a piece of one, whose length is a multiple of four.
pub(super) fn checksum(table: &[u8]) -> u32 {
    let words = table.as_chunks::<4>().0.iter().map(|word| u32::from_be_bytes(*word));
    words.fold(0, u32::wrapping_add)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn put_u16(bytes: &mut [u8], at: usize, value: u16) -> Option<()> {
    bytes.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(())
}

#[cfg(test)]
mod tests {
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    use super::{Plan, Source, checksum, components, u16_at, u32_at};
    use crate::assets;

    #[derive(Debug, Default, PartialEq)]
    struct Path(Vec<(char, [f32; 6])>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push(('m', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }

        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push(('l', [x, y, 0.0, 0.0, 0.0, 0.0]));
        }

        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push(('q', [x1, y1, x, y, 0.0, 0.0]));
        }

        fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
            self.0.push(('c', [x1, y1, x2, y2, x, y]));
        }

        fn close(&mut self) {
            self.0.push(('z', [0.0; 6]));
        }
    }

    /// The program, made piece by piece.
    fn subset(bytes: &[u8], index: u32, glyphs: &[u16]) -> Option<Vec<u8>> {
        let plan = Plan::new(bytes, index, None, glyphs)?;
        let mut outlines = Vec::new();
        for piece in 0..plan.pieces() {
            let mut made = Vec::new();
            plan.outlines(piece, &mut made)?;
            outlines.append(&mut made);
        }
        let mut program = plan.tables(checksum(&outlines))?;
        program.extend(outlines);
        Some(program)
    }

    fn path(face: &Face<'_>, glyph: u16) -> Path {
        let mut path = Path::default();
        face.outline_glyph(GlyphId(glyph), &mut path);
        path
    }

    /// The first glyphs of a face, and all that are composed of others.
    fn some_glyphs(bytes: &[u8], count: u16) -> Vec<u16> {
        let source = Source::read(bytes, 0, None).unwrap();
        let face = Face::parse(bytes, 0).unwrap();
        let is_composite = |id: &u16| !components(source.outline(*id).unwrap()).unwrap().is_empty();
        let composite = (count..face.number_of_glyphs()).filter(is_composite).take(50);
        (0..count).filter(|id| id % 3 == 0).chain(composite).collect()
    }

    #[test]
    fn glyphs_keep_their_outlines_and_advances() {
        let mut composed = 0;
        for file in assets::embedded_font_files() {
            let bytes = assets::embedded_font(&file).unwrap();
            for count in [30, 2_500] {
                let glyphs = some_glyphs(&bytes, count);
                let program = subset(&bytes, 0, &glyphs).unwrap();
                let (before, after) =
                    (Face::parse(&bytes, 0).unwrap(), Face::parse(&program, 0).unwrap());
                composed += usize::from(after.number_of_glyphs()) - glyphs.len();
                for (id, glyph) in (0..).zip(&glyphs) {
                    assert_eq!(path(&after, id), path(&before, *glyph), "{file}, glyph {glyph}");
                    let advance = |face: &Face<'_>, id| face.glyph_hor_advance(GlyphId(id));
                    assert_eq!(advance(&after, id), advance(&before, *glyph), "{file}, {glyph}");
                }
            }
        }
        assert!(composed > 0, "no font composes glyphs of such as were not asked for");
    }

    #[test]
    fn checksums_are_those_of_the_tables() {
        let bytes = assets::embedded_font("GWFangSong.ttf").unwrap();
        let program = subset(&bytes, 0, &some_glyphs(&bytes, 2_500)).unwrap();
        let count = usize::from(u16_at(&program, 4).unwrap());
        let record = |index: usize, at: usize| u32_at(&program, 12 + 16 * index + at).unwrap();
        for index in 0..count {
            let (start, length) = (record(index, 8) as usize, record(index, 12) as usize);
            let table = &program[start..start + length.next_multiple_of(4)];
            assert_eq!(record(index, 4), checksum(table), "table {index}");
        }
    }

    #[test]
    fn common_outlines_are_those_of_the_font() {
        for file in ["GWFangSong", "GWHeiTi", "GWKaiTi", "GWSongTi", "GWXiaoBiaoSong"] {
            let file = format!("{file}.ttf");
            let bytes = assets::embedded_font(&file).unwrap();
            let common = assets::embedded_outlines(&file).unwrap();
            let (font, face) =
                (Source::read(&bytes, 0, None).unwrap(), Face::parse(&bytes, 0).unwrap());
            let id = |character| face.glyph_index(character).unwrap().0;
            assert!(common.get(id('的')).is_some(), "{file}");
            let found = (0..face.number_of_glyphs())
                .filter_map(|glyph| Some((glyph, common.get(glyph)?)))
                .inspect(|(glyph, outline)| assert_eq!(font.outline(*glyph), Some(*outline)));
            assert!(found.count() > 2_500, "{file}");
        }
        assert!(assets::embedded_outlines("LiberationSerif-Regular.ttf").is_none());
    }

    #[test]
    fn a_damaged_face_is_none() {
        let bytes = assets::embedded_font("GWFangSong.ttf").unwrap();
        assert!(subset(&bytes[..bytes.len() / 2], 0, &[0, 1, 20_000]).is_none());
        assert!(subset(b"\0\x01\0\0", 0, &[0]).is_none());
        assert!(subset(&bytes, 0, &[0, u16::MAX]).is_none());
    }
}
