//! Fonts that the file carries: cut down to the characters used, complete in themselves, and
//! obfuscated as ISO/IEC 29500-4 wants them.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use subsetter::GlyphRemapper;
use ttf_parser::{RawFace, Tag};

use super::DocxError;
use crate::font::Face;

/// A font as it stands in the package.
#[derive(Clone, Debug)]
pub(super) struct Obfuscated {
    /// `w:fontKey`
    pub(super) key: String,
    pub(super) bytes: Vec<u8>,
}

/// The tables of a font by tag.
type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// PANOSE of a face, by which Word looks for a substitute.
pub(super) fn panose(face: &Face) -> Option<[u8; 10]> {
    let raw = RawFace::parse(&face.bytes, face.index).ok()?;
    raw.table(Tag::from_bytes(b"OS/2"))?.get(32..42)?.try_into().ok()
}

/// The whole face.
///
/// # Errors
///
/// [`DocxError`] if Word could not or may not use it.
pub(super) fn full(face: &Face) -> Result<Obfuscated, DocxError> {
    check(face)?;
    if face.bytes.starts_with(b"ttcf") {
        return Ok(obfuscate(assemble(&tables(&face.bytes, face.index))));
    }
    Ok(obfuscate(face.bytes.to_vec()))
}

/// The face with the glyphs of some characters.
///
/// # Errors
///
/// [`DocxError`] if Word could not or may not use it, or it can't be cut down.
pub(super) fn subset(face: &Face, characters: &BTreeSet<char>) -> Result<Obfuscated, DocxError> {
    check(face)?;
    let open = face.open();
    let mut glyphs = GlyphRemapper::new();
    let mut map = BTreeMap::new();
    for character in characters {
        if let Some(glyph) = open.glyph(*character) {
            map.insert(u32::from(*character), glyphs.remap(glyph.id));
        }
    }
    let bytes = subsetter::subset(&face.bytes, face.index, &glyphs)
        .map_err(|source| DocxError::Subset { family: face.family().to_owned(), source })?;
    let mut subset = tables(&bytes, 0);
    // what a font needs outside a PDF, which the subsetter leaves out
    let original = tables(&face.bytes, face.index);
    for tag in [b"name", b"OS/2", b"post"] {
        if let Some(table) = original.get(tag) {
            subset.insert(*tag, table.clone());
        }
    }
    subset.insert(*b"cmap", character_map(&map));
    subset.insert(*b"post", without_names(original.get(b"post")));
    if let (Some(table), Some(first), Some(last)) =
        (subset.get_mut(b"OS/2"), map.keys().next(), map.keys().next_back())
    {
        set_u16(table, 64, u16::try_from(*first).unwrap_or(u16::MAX));
        set_u16(table, 66, u16::try_from(*last).unwrap_or(u16::MAX));
    }
    Ok(obfuscate(assemble(&subset)))
}

fn check(face: &Face) -> Result<(), DocxError> {
    let family = || face.family().to_owned();
    if !face.may_embed {
        return Err(DocxError::MayNotEmbed { family: family() });
    }
    if !face.has_truetype_outlines {
        return Err(DocxError::NoTrueTypeOutlines { family: family() });
    }
    Ok(())
}

fn tables(bytes: &[u8], index: u32) -> Tables {
    let Ok(raw) = RawFace::parse(bytes, index) else { return Tables::new() };
    let records = raw.table_records.into_iter();
    records
        .filter_map(|record| Some((record.tag.to_bytes(), raw.table(record.tag)?.to_vec())))
        .collect()
}

/// `post` without glyph names (version 3).
fn without_names(original: Option<&Vec<u8>>) -> Vec<u8> {
    let mut table = original.cloned().unwrap_or_default();
    table.resize(32, 0);
    table[..4].copy_from_slice(&[0, 3, 0, 0]);
    table
}

/// `cmap`: format 4, which every program reads, and format 12, which has all characters.
fn character_map(map: &BTreeMap<u32, u16>) -> Vec<u8> {
    let bmp = format_4(map);
    let all = format_12(map);
    let subtables = [(0_u16, 3_u16), (3, 1), (3, 10)];
    let mut out = Vec::new();
    out.extend(0_u16.to_be_bytes());
    out.extend(length_16(subtables.len()));
    let start = 4 + 8 * subtables.len();
    for (platform, encoding) in subtables {
        let offset = if encoding == 10 { start + bmp.len() } else { start };
        out.extend(platform.to_be_bytes());
        out.extend(encoding.to_be_bytes());
        out.extend(length_32(offset));
    }
    out.extend(bmp);
    out.extend(all);
    out
}

/// A run of characters with an entry for each from the first to the last.
struct Segment {
    first: u16,
    glyphs: Vec<u16>,
}

impl Segment {
    fn last(&self) -> u16 {
        self.first + u16::try_from(self.glyphs.len() - 1).expect("a segment is within a plane")
    }
}

/// A gap of so many characters is cheaper filled than as an own segment of eight bytes.
const GAP: u16 = 4;

fn segments(map: &BTreeMap<u32, u16>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    // the table's length has sixteen bits; what does not fit is in format 12 only
    let mut length = 32;
    for (code, glyph) in map {
        let Ok(code) = u16::try_from(*code) else { break };
        if code == u16::MAX || length > 65_000 {
            break;
        }
        match segments.last_mut() {
            Some(segment) if code - segment.last() <= GAP => {
                let missing = usize::from(code - segment.last() - 1);
                segment.glyphs.extend(std::iter::repeat_n(0, missing));
                segment.glyphs.push(*glyph);
                length += 2 * (missing + 1);
            }
            _ => {
                segments.push(Segment { first: code, glyphs: vec![*glyph] });
                length += 10;
            }
        }
    }
    segments
}

fn format_4(map: &BTreeMap<u32, u16>) -> Vec<u8> {
    let segments = segments(map);
    let count = segments.len() + 1;
    let glyphs: usize = segments.iter().map(|segment| segment.glyphs.len()).sum();
    let length = 16 + 8 * count + 2 * glyphs;
    let power = count.ilog2();
    let search = 2_usize << power;
    let mut out = Vec::with_capacity(length);
    out.extend(4_u16.to_be_bytes());
    out.extend(length_16(length));
    out.extend(0_u16.to_be_bytes());
    for value in [2 * count, search, power as usize, 2 * count - search] {
        out.extend(length_16(value));
    }
    let ends = segments.iter().map(Segment::last).chain([u16::MAX]);
    out.extend(ends.flat_map(u16::to_be_bytes));
    out.extend(0_u16.to_be_bytes());
    let starts = segments.iter().map(|segment| segment.first).chain([u16::MAX]);
    out.extend(starts.flat_map(u16::to_be_bytes));
    // glyphs stand in an array; the last segment is empty and leads to glyph 0
    let deltas = segments.iter().map(|_| 0_u16).chain([1]);
    out.extend(deltas.flat_map(u16::to_be_bytes));
    let mut before = 0;
    for (at, segment) in segments.iter().enumerate() {
        // from this field to the segment's first glyph
        out.extend(length_16(2 * (count - at) + 2 * before));
        before += segment.glyphs.len();
    }
    out.extend(0_u16.to_be_bytes());
    out.extend(segments.iter().flat_map(|segment| &segment.glyphs).flat_map(|g| g.to_be_bytes()));
    out
}

fn format_12(map: &BTreeMap<u32, u16>) -> Vec<u8> {
    let mut groups: Vec<(u32, u32, u16)> = Vec::new();
    for (code, glyph) in map {
        match groups.last_mut() {
            Some((first, last, start))
                if *last + 1 == *code
                    && u32::from(*start) + (code - *first) == u32::from(*glyph) =>
            {
                *last = *code;
            }
            _ => groups.push((*code, *code, *glyph)),
        }
    }
    let mut out = Vec::with_capacity(16 + 12 * groups.len());
    out.extend(12_u16.to_be_bytes());
    out.extend(0_u16.to_be_bytes());
    out.extend(length_32(16 + 12 * groups.len()));
    out.extend(0_u32.to_be_bytes());
    out.extend(length_32(groups.len()));
    for (first, last, glyph) in groups {
        out.extend(first.to_be_bytes());
        out.extend(last.to_be_bytes());
        out.extend(u32::from(glyph).to_be_bytes());
    }
    out
}

/// A font file of tables.
fn assemble(tables: &Tables) -> Vec<u8> {
    let count = tables.len();
    let power = count.max(1).ilog2();
    let search = 16_usize << power;
    let mut out = vec![0, 1, 0, 0];
    for value in [count, search, power as usize, (16 * count).saturating_sub(search)] {
        out.extend(length_16(value));
    }
    let mut offset = 12 + 16 * count;
    let mut body = Vec::new();
    let mut head = None;
    for (tag, table) in tables {
        let mut table = table.clone();
        if tag == b"head" && table.len() >= 12 {
            table[8..12].fill(0);
            head = Some(offset);
        }
        out.extend(tag);
        out.extend(checksum(&table).to_be_bytes());
        out.extend(length_32(offset));
        out.extend(length_32(table.len()));
        table.resize(table.len().next_multiple_of(4), 0);
        offset += table.len();
        body.extend(table);
    }
    out.extend(body);
    if let Some(head) = head {
        let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&out));
        out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn set_u16(table: &mut [u8], at: usize, value: u16) {
    if let Some(place) = table.get_mut(at..at + 2) {
        place.copy_from_slice(&value.to_be_bytes());
    }
}

fn length_16(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap_or(u16::MAX).to_be_bytes()
}

fn length_32(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}

/// The font with its first 32 bytes masked by a key, which is made from its content.
fn obfuscate(mut bytes: Vec<u8>) -> Obfuscated {
    let digest = Sha256::digest(&bytes);
    let guid = &digest[..16];
    for (at, byte) in bytes.iter_mut().take(32).enumerate() {
        *byte ^= guid[15 - at % 16];
    }
    let hex: Vec<String> = guid.iter().map(|byte| format!("{byte:02X}")).collect();
    let groups = [&hex[..4], &hex[4..6], &hex[6..8], &hex[8..10], &hex[10..]];
    let key = groups.map(<[String]>::concat).join("-");
    Obfuscated { key: format!("{{{key}}}"), bytes }
}
