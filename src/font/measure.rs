//! How wide text is, by the rounding of LibreOffice's writer, to the twip.

use super::{FaceId, OpenFonts};
use crate::text::script::{Script, is_alphanumeric, scripts, strong_script, wants_han_font};
use crate::theme::FontRole;
use crate::unit::Length;

/// In which fonts and how text is set.
#[derive(Clone, Copy, Debug)]
pub struct TextLook {
    /// Font of Han text.
    pub han: FontRole,
    /// Font of Latin text.
    pub latin: FontRole,
    /// Type size, or the width of an em if characters are narrowed.
    pub size: Length,
    /// Added to every advance but a portion's last.
    pub tracking: Length,
}

/// The width of a portion of `count` characters whose advances add up to `units`: the sum of the
/// advances is rounded to a twip once, and the tracking after the last character is not counted.
pub fn portion_width(
    units: i64,
    units_per_em: u16,
    count: usize,
    size: Length,
    tracking: Length,
) -> Length {
    let advances = size.to_twips() * units;
    let em = i64::from(units_per_em);
    let rounded = (2 * advances + em) / (2 * em);
    Length::twips(rounded) + tracking * (count.max(1) as i64 - 1)
}

/// The gap between a letter or digit of one script and one of the other: a fifth of the type size.
pub fn script_gap(size: Length) -> Length {
    Length::twips(size.to_twips() / 5)
}

/// The width of a short text on one line: script by script, with the gaps between them.
pub fn text_width(fonts: &OpenFonts<'_>, characters: &[char], look: TextLook) -> Length {
    let mut script = Script::Latin;
    // as the document splits runs: marks of the Han font among Latin text are portions of their own
    let mut portion = |at: usize| {
        script = strong_script(characters[at]).unwrap_or(script);
        (script, script == Script::Latin && wants_han_font(characters[at]))
    };
    let mut width = Length::ZERO;
    let (mut start, mut of_start) = (0, None);
    for end in 0..=characters.len() {
        let of_end = (end < characters.len()).then(|| portion(end));
        if end == 0 || of_end == of_start {
            of_start = of_end;
            continue;
        }
        let role = if of_start == Some((Script::Latin, false)) { look.latin } else { look.han };
        let face = fonts.library().role(role);
        let units = characters[start..end].iter().map(|&c| advance_units(fonts, face, c)).sum();
        let units_per_em = fonts.library().face(face).units_per_em;
        width += portion_width(units, units_per_em, end - start, look.size, look.tracking);
        if start > 0 && is_alphanumeric(characters[start - 1]) && is_alphanumeric(characters[start])
        {
            width += script_gap(look.size);
        }
        (start, of_start) = (end, of_end);
    }
    width
}

/// How far the ink of a text reaches from its baseline.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Extent {
    /// Above it.
    pub above: Length,
    /// Below it.
    pub below: Length,
}

impl Extent {
    /// The extent of a text at a size; none if nothing of it has ink.
    pub fn of(
        fonts: &OpenFonts<'_>,
        text: &str,
        han: FontRole,
        latin: FontRole,
        size: Length,
    ) -> Option<Self> {
        let characters: Vec<char> = text.chars().collect();
        let reaches = characters.iter().zip(scripts(&characters)).filter_map(|(&c, script)| {
            let is_latin = script == Script::Latin && !wants_han_font(c);
            let face = fonts.library().role(if is_latin { latin } else { han });
            let (bottom, top) = fonts.face(face).ink(c)?;
            let em = i64::from(fonts.library().face(face).units_per_em);
            let length = |units: i16| size.scale(i64::from(units), em);
            Some(Self { above: length(top), below: -length(bottom) })
        });
        reaches.reduce(|one, other| Self {
            above: one.above.max(other.above),
            below: one.below.max(other.below),
        })
    }
}

/// The advance of a character in font units; an em if the face lacks it.
pub fn advance_units(fonts: &OpenFonts<'_>, face: FaceId, character: char) -> i64 {
    let em = fonts.library().face(face).units_per_em;
    fonts.face(face).glyph(character).map_or(i64::from(em), |glyph| i64::from(glyph.advance))
}
