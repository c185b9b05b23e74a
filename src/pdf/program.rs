//! The font programs: the outlines of the glyphs that the pages use, which are most of a short
//! report's bytes. They are made piece by piece, by as many threads as have time.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use subsetter::GlyphRemapper;

use super::PdfError;
use super::deflate::{Content, Part, Position, join};
use super::font::{Subset, Subsets};
use super::truetype::{self, checksum};
use crate::font::{Face, FaceId, FontLibrary};

/// A font program with the glyphs of a subset.
#[derive(Debug)]
pub(super) struct Program {
    /// Its bytes, deflated, in pieces.
    pub(super) deflated: Vec<Vec<u8>>,
    /// How many bytes they are inflated.
    pub(super) length: usize,
    /// Whether the outlines are TrueType's.
    pub(super) has_truetype_outlines: bool,
}

/// The font programs while they are made.
pub(super) struct Programs<'a> {
    subsets: &'a Subsets,
    fonts: &'a FontLibrary,
    /// Made by the thread that first has time.
    plans: OnceLock<Vec<(FaceId, Plan<'a>)>>,
    /// How many pieces, of all programs, have been begun.
    begun: AtomicUsize,
}

/// How a face's program is to be made.
enum Plan<'a> {
    TrueType(truetype::Plan<'a>),
    /// In one piece.
    PostScript(&'a Face, &'a [u16]),
    /// Not at all.
    Damaged,
}

/// A piece of a program with its checksum, none if its face is damaged.
type Piece = Option<(Part, u32)>;

/// Pieces with their places among those of all programs.
pub(super) type Pieces = Vec<(usize, Piece)>;

impl<'a> Programs<'a> {
    /// The programs of the subsets, of which nothing is made yet.
    pub(super) fn new(subsets: &'a Subsets, fonts: &'a FontLibrary) -> Self {
        Self { subsets, fonts, plans: OnceLock::new(), begun: AtomicUsize::new(0) }
    }

    /// Makes such pieces as no other thread makes, until there are none left.
    pub(super) fn make(&self) -> Pieces {
        let plans = self.plans.get_or_init(|| {
            let plan =
                |(id, subset): (FaceId, &'a Subset)| (id, Plan::new(self.fonts.face(id), subset));
            self.subsets.iter().map(plan).collect()
        });
        let (mut made, mut bytes) = (Vec::new(), Vec::new());
        loop {
            let next = self.begun.fetch_add(1, Ordering::Relaxed);
            let mut piece = next;
            let plan = plans.iter().find(|(_, plan)| {
                let is_in = piece < plan.pieces();
                piece -= if is_in { 0 } else { plan.pieces() };
                is_in
            });
            let Some((_, plan)) = plan else { return made };
            bytes.clear();
            made.push((next, plan.make(piece, &mut bytes)));
        }
    }

    /// The programs, of all pieces.
    ///
    /// # Errors
    ///
    /// [`PdfError::Font`] if a font is damaged.
    pub(super) fn finish(self, mut pieces: Pieces) -> Result<BTreeMap<FaceId, Program>, PdfError> {
        pieces.sort_unstable_by_key(|(place, _)| *place);
        let mut pieces = pieces.into_iter().map(|(_, piece)| piece);
        let programs = self.plans.into_inner().unwrap_or_default().into_iter().map(|(id, plan)| {
            let pieces: Option<Vec<(Part, u32)>> = pieces.by_ref().take(plan.pieces()).collect();
            let program = pieces.and_then(|pieces| plan.finish(pieces));
            let damaged = || PdfError::Font { font: self.fonts.face(id).post_script_name.clone() };
            Ok((id, program.ok_or_else(damaged)?))
        });
        programs.collect()
    }
}

impl<'a> Plan<'a> {
    fn new(face: &'a Face, subset: &'a Subset) -> Self {
        if !face.has_truetype_outlines {
            return Self::PostScript(face, &subset.glyphs);
        }
        let plan =
            truetype::Plan::new(&face.bytes, face.index, face.common_outlines, &subset.glyphs);
        plan.map_or(Self::Damaged, Self::TrueType)
    }

    fn pieces(&self) -> usize {
        match self {
            Self::TrueType(plan) => plan.pieces(),
            Self::PostScript(..) | Self::Damaged => 1,
        }
    }

    /// Makes a piece; the room for its bytes is taken once for all.
    fn make(&self, piece: usize, bytes: &mut Vec<u8>) -> Piece {
        match self {
            Self::TrueType(plan) => plan.outlines(piece, bytes)?,
            Self::PostScript(face, glyphs) => bytes.append(&mut postscript(face, glyphs)?),
            Self::Damaged => return None,
        }
        // before TrueType's outlines are the other tables
        let is_first = matches!(self, Self::PostScript(..));
        let position = Position { is_first, is_last: piece + 1 == self.pieces() };
        Some((Part::new(bytes, Content::Outlines, position), checksum(bytes)))
    }

    fn finish(self, pieces: Vec<(Part, u32)>) -> Option<Program> {
        let mut parts = Vec::with_capacity(pieces.len() + 1);
        if let Self::TrueType(plan) = &self {
            let tables =
                plan.tables(pieces.iter().map(|(_, sum)| *sum).fold(0, u32::wrapping_add))?;
            let position = Position { is_first: true, is_last: false };
            parts.push(Part::new(&tables, Content::Ordinary, position));
        }
        parts.extend(pieces.into_iter().map(|(part, _)| part));
        Some(Program {
            length: parts.iter().map(|part| part.length).sum(),
            deflated: join(parts),
            has_truetype_outlines: matches!(self, Self::TrueType(_)),
        })
    }
}

/// The program with some glyphs of a face with PostScript's outlines, which is nothing but these.
fn postscript(face: &Face, glyphs: &[u16]) -> Option<Vec<u8>> {
    let mut remapper = GlyphRemapper::new();
    for glyph in glyphs {
        remapper.remap(*glyph);
    }
    let program = subsetter::subset(&face.bytes, face.index, &remapper).ok()?;
    let outlines = ttf_parser::RawFace::parse(&program, 0).ok()?;
    outlines.table(ttf_parser::Tag::from_bytes(b"CFF ")).map(<[u8]>::to_vec)
}
