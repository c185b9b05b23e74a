//! Paragraph to portions: maximal stretches of one script, one font and one rule set, which is what
//! LibreOffice measures and breaks.

use std::ops::Range;
use std::sync::Arc;

use super::clreq::Clreq;
use super::tab::Tabs;
use crate::document::{Document, Inline, LineRules, Link, ParagraphStyle, Setting, written};
use crate::font::measure::{portion_width, script_gap};
use crate::font::{FaceId, OpenFonts};
use crate::frame::{PlaceId, Rgb, Target};
use crate::text::script::{Script, is_alphanumeric, number_scripts, scripts, stands_alone};
use crate::theme::{CharacterStyle, Color, FontRole};
use crate::unit::Length;

/// What stands for [`Inline::Tab`] among the characters, a portion of its own.
pub(super) const TAB: char = '\t';

/// What the mark of a footnote is to the text around it: weak, and never first on a line.
const MARK: &str = "\u{2019}";

/// A stretch of characters that is measured as a whole.
#[derive(Clone, Debug)]
pub(super) struct Portion {
    pub start: usize,
    pub end: usize,
    pub script: Script,
    /// By which rules a cut inside it is broken.
    pub rules: Script,
    pub face: FaceId,
    pub color: Rgb,
    pub link: Option<Target>,
    pub is_tab: bool,
    pub size: Length,
    /// Width of an em.
    pub em: Length,
    /// How far its baseline is above that of the line.
    pub raise: Length,
}

/// Text between forced breaks, ready for breaking into lines.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub text: Vec<char>,
    pub scripts: Vec<Script>,
    /// Glyph ids; 0 where the face has none.
    pub glyphs: Vec<u16>,
    /// Sums of advances in units of each portion's face: `sums[i]` is that before character `i`.
    sums: Vec<i64>,
    pub portions: Vec<Portion>,
    /// For each character the last letter or digit at or before it, `0` if there is none.
    pub last_alphanumeric: Vec<usize>,
    pub size: Length,
    /// Width of an em.
    pub em: Length,
    pub tracking: Length,
    pub tabs: Tabs,
    /// What its marks and spaces give and take, if its lines break by CLREQ; not if it has tabs.
    pub clreq: Option<Clreq>,
    units_per_em: Vec<u16>,
    /// For each character of a field the script that the text around it takes it for; empty if
    /// there is no field.
    fields: Vec<Option<Script>>,
    /// The fields right behind the edge of an anchor, by their first characters.
    edged_fields: Vec<usize>,
}

/// Splits a paragraph at its forced breaks and each part into portions.
pub(super) fn prepare(
    inlines: &[Inline],
    style: &ParagraphStyle,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Vec<Prepared> {
    let parts = inlines.split(|inline| matches!(inline, Inline::Break)).map(|part| {
        let mut prepared = prepare_part(&pieces(part, style, document), style, fonts);
        if let LineRules::Clreq(rule) = &document.line_rules
            && !prepared.text.contains(&TAB)
        {
            prepared.clreq = Some(Clreq::new(rule, &prepared, fonts));
        }
        prepared
    });
    // most paragraphs are one part; collected it would take the room of four
    let mut prepared = Vec::with_capacity(1);
    prepared.extend(parts);
    prepared
}

/// What stands in a line, as far as setting it is concerned.
struct Piece<'a> {
    text: &'a str,
    /// What is shown in the place of the text, if it is not the text.
    shown: Option<char>,
    look: RunLook,
    attributes: Attributes<'a>,
    link: Option<Target>,
    is_field: bool,
    /// Whether the edge of an anchor stands right before it.
    is_edged: bool,
}

/// What makes two neighbouring characters of one script parts of different portions; last comes
/// how many edges of anchors and fields stand before them.
type Attributes<'a> = (&'a [CharacterStyle], Option<&'a Link>, Setting, usize);

fn pieces<'a>(part: &'a [Inline], style: &ParagraphStyle, document: &Document) -> Vec<Piece<'a>> {
    let mut edges = 0;
    let mut pieces = Vec::with_capacity(part.len());
    // whatever its number on the page, a mark is as wide as the first one
    let first = || written(document.footnote_format, 1).chars().next();
    for (at, inline) in part.iter().enumerate() {
        let (text, styles, link, setting): (&str, &[CharacterStyle], _, _) = match inline {
            Inline::Run(run) => (&run.text, &run.styles, run.link.as_ref(), run.setting),
            Inline::Field(field) => {
                (&field.text, &field.styles, field.link.as_ref(), Setting::Natural)
            }
            Inline::Break | Inline::Tab => ("\t", &[], None, Setting::Natural),
            Inline::FootnoteMark(_) | Inline::FootnoteNumber(_) => {
                (MARK, &FOOTNOTE_MARK, None, Setting::Natural)
            }
            Inline::Edge(..) | Inline::Contents(..) => {
                edges += 1;
                continue;
            }
        };
        let field = match inline {
            Inline::Field(field) => Some(field),
            _ => None,
        };
        let place = footnote(inline);
        let is_apart = usize::from(field.is_some() || place.is_some());
        edges += is_apart;
        let of_field = field.and_then(|field| field.kind.anchor()).map(Link::Anchor);
        pieces.push(Piece {
            text,
            shown: place.and_then(|_| first()),
            look: resolve_look(styles, setting, style, document),
            attributes: (styles, link, setting, edges),
            link: place.map(Target::Place).or_else(|| link.or(of_field.as_ref()).map(target)),
            is_field: field.is_some(),
            is_edged: at > 0 && matches!(part[at - 1], Inline::Edge(..)),
        });
        edges += is_apart;
    }
    pieces
}

const FOOTNOTE_MARK: [CharacterStyle; 1] = [CharacterStyle::FootnoteMark];

/// Where the mark of a footnote leads: to its number, and back.
fn footnote(inline: &Inline) -> Option<PlaceId> {
    match inline {
        Inline::FootnoteMark(footnote) => Some(PlaceId::Footnote(footnote.0)),
        Inline::FootnoteNumber(footnote) => Some(PlaceId::FootnoteMark(footnote.0)),
        _ => None,
    }
}

fn target(link: &Link) -> Target {
    match link {
        Link::Address(address) => Target::Address(Arc::clone(address)),
        Link::Anchor(anchor) => Target::Place(PlaceId::Anchor(anchor.0)),
    }
}

/// The fonts and ink of a run.
#[derive(Clone, Copy)]
struct RunLook {
    han: FontRole,
    latin: FontRole,
    color: Color,
    is_superscript: bool,
}

fn resolve_look(
    styles: &[CharacterStyle],
    setting: Setting,
    style: &ParagraphStyle,
    document: &Document,
) -> RunLook {
    let (han, latin, color) = (style.font, style.latin, style.color);
    let mut look = RunLook { han, latin, color, is_superscript: false };
    for name in styles {
        let character: &crate::document::CharacterLook = &document.characters[name];
        look.han = character.font.unwrap_or(look.han);
        look.latin = character.latin.unwrap_or(look.latin);
        look.color = character.color.unwrap_or(look.color);
        look.is_superscript |= character.superscript;
    }
    match setting {
        Setting::Natural | Setting::Unbreakable => {}
        Setting::Han => look.latin = look.han,
        Setting::Fallback(role) => (look.han, look.latin) = (role, role),
    }
    look
}

fn prepare_part(pieces: &[Piece<'_>], style: &ParagraphStyle, fonts: &OpenFonts<'_>) -> Prepared {
    let length = pieces.iter().map(|piece| piece.text.chars().count()).sum();
    let mut text: Vec<char> = Vec::with_capacity(length);
    for piece in pieces {
        text.extend(piece.text.chars());
    }
    let (scripts, fields) = scripts_of(pieces, &text);
    let mut prepared = Prepared {
        glyphs: Vec::with_capacity(text.len()),
        sums: Vec::with_capacity(text.len() + 1),
        portions: Vec::new(),
        last_alphanumeric: Vec::with_capacity(text.len()),
        size: style.size,
        em: style.em(),
        tracking: style.tracking,
        tabs: Tabs::default(),
        clreq: None,
        units_per_em: Vec::new(),
        fields,
        edged_fields: Vec::new(),
        scripts,
        text,
    };
    prepared.sums.push(0);
    let mut attributes: Option<Attributes<'_>> = None;
    let mut index = 0;
    for piece in pieces {
        if piece.is_field && piece.is_edged {
            prepared.edged_fields.push(index);
        }
        for character in piece.text.chars() {
            let script = prepared.scripts[index];
            let fits = attributes == Some(piece.attributes)
                && prepared.portions.last().is_some_and(|portion| portion.script == script)
                && !is_apart(character)
                && !is_apart(prepared.text[index - 1]);
            if !fits {
                prepared.open_portion(index, script, piece, fonts);
                attributes = Some(piece.attributes);
            }
            prepared.push(piece.shown.unwrap_or(character), index, character, fonts);
            index += 1;
        }
    }
    prepared
}

/// The scripts of the characters, and what the text around them takes those of fields for. To the
/// text around it a field is one weak character; in it weak characters at the start take the
/// script that follows.
fn scripts_of(pieces: &[Piece<'_>], text: &[char]) -> (Vec<Script>, Vec<Option<Script>>) {
    const FIELD: char = '\u{fffc}';
    if !pieces.iter().any(|piece| piece.is_field) {
        return (scripts(text), Vec::new());
    }
    let around = pieces.iter().flat_map(|piece| {
        piece.text.chars().map(|character| if piece.is_field { FIELD } else { character })
    });
    let mut scripts = scripts(&around.collect::<Vec<_>>());
    let mut fields = vec![None; scripts.len()];
    let mut start = 0;
    for piece in pieces {
        let characters: Vec<char> = piece.text.chars().collect();
        let end = start + characters.len();
        if piece.is_field {
            for at in start..end {
                fields[at] = Some(scripts[at]);
            }
            scripts[start..end].copy_from_slice(&number_scripts(&characters));
        }
        start = end;
    }
    (scripts, fields)
}

/// The size of small and high text, as LibreOffice takes it.
fn superscript(size: Length) -> Length {
    Length::twips((size.to_twips() * 58 + 50) / 100)
}

fn is_apart(character: char) -> bool {
    character == TAB || stands_alone(character)
}

impl Prepared {
    fn open_portion(
        &mut self,
        start: usize,
        script: Script,
        piece: &Piece<'_>,
        fonts: &OpenFonts<'_>,
    ) {
        let look = piece.look;
        let role = if script == Script::Asian { look.han } else { look.latin };
        let face = fonts.library().role(role);
        let (mut size, mut em, mut raise) = (self.size, self.em, Length::ZERO);
        if look.is_superscript {
            (size, em) = (superscript(size), superscript(em));
            let units_per_em = i64::from(fonts.library().face(face).units_per_em);
            raise = (self.size - size).scale(i64::from(fonts.face(face).ascender()), units_per_em);
        }
        let is_unbreakable = piece.attributes.2 == Setting::Unbreakable;
        self.portions.push(Portion {
            start,
            end: start,
            script,
            rules: if is_unbreakable { Script::Latin } else { script },
            face,
            color: [look.color.red, look.color.green, look.color.blue],
            link: piece.link.clone(),
            is_tab: self.text[start] == TAB,
            size,
            em,
            raise: raise.round_to_twips(),
        });
        self.units_per_em.push(fonts.library().face(face).units_per_em);
    }

    fn push(&mut self, shown: char, index: usize, character: char, fonts: &OpenFonts<'_>) {
        let portion = self.portions.last_mut().expect("a portion is open");
        portion.end = index + 1;
        let glyph = fonts.face(portion.face).glyph(shown);
        let em = *self.units_per_em.last().expect("one for each portion");
        self.glyphs.push(glyph.map_or(0, |glyph| glyph.id));
        let before = *self.sums.last().expect("starts with 0");
        self.sums.push(before + i64::from(glyph.map_or(em, |glyph| glyph.advance)));
        // to the text behind it a field is no letter and no digit
        let seen = |at: &usize| self.is_in_field(index) || !self.is_in_field(*at);
        let before = (0..index).rev().find(seen);
        let last = before.map_or(0, |at| self.last_alphanumeric[at]);
        self.last_alphanumeric.push(if is_alphanumeric(character) { index } else { last });
    }

    /// The width of the characters `start..end` of a portion.
    pub(super) fn width(&self, portion: usize, start: usize, end: usize) -> Length {
        let units = self.sums[end] - self.sums[start];
        portion_width(
            units,
            self.units_per_em[portion],
            end - start,
            self.portions[portion].em,
            self.tracking,
        )
    }

    /// The width of a line, without what justification adds or takes.
    pub(super) fn natural_width(&self, line: &Range<usize>) -> Length {
        let widths = self.portions_of(line).map(|index| {
            let portion = &self.portions[index];
            let (from, to) = (portion.start.max(line.start), portion.end.min(line.end));
            let gap = if from > line.start { self.gap(from) } else { Length::ZERO };
            gap + self.width(index, from, to)
        });
        let closed = self.clreq.as_ref().map_or(Length::ZERO, |clreq| clreq.closed(line));
        widths.sum::<Length>() - closed
    }

    /// The portions of which a line has characters.
    pub(super) fn portions_of(&self, line: &Range<usize>) -> Range<usize> {
        let first = self.portions.partition_point(|portion| portion.end <= line.start);
        let last = self.portions.partition_point(|portion| portion.start < line.end);
        first..last.max(first)
    }

    /// A line without the blanks at its end.
    pub(super) fn trim_blanks(&self, line: Range<usize>) -> Range<usize> {
        let blanks = self.text[line.clone()].iter().rev().take_while(|&&c| c == ' ').count();
        line.start..line.end - blanks
    }

    /// Whether a character is Latin.
    pub(super) fn is_latin(&self, at: usize) -> bool {
        self.scripts[at] == Script::Latin
    }

    /// The natural advance of a character, whatever its portion.
    pub(super) fn advance_of(&self, at: usize) -> Length {
        let portion = self.portions.partition_point(|portion| portion.end <= at);
        self.advance(portion, at)
    }

    /// How many of the characters `start..end` of a portion go into `room`, without rounding.
    pub(super) fn fitting(&self, portion: usize, start: usize, end: usize, room: Length) -> usize {
        let em = i64::from(self.units_per_em[portion]);
        let (size, tracking) = (self.portions[portion].em.to_twips(), self.tracking.to_twips());
        let room = room.to_twips() * em;
        (start..end)
            .take_while(|&at| {
                let units = self.sums[at + 1] - self.sums[start];
                size * units + (at - start) as i64 * tracking * em <= room
            })
            .count()
    }

    /// The gap before character `at` if it stands in a line after another: a fifth of the size
    /// between letters or digits of different scripts.
    pub(super) fn gap(&self, at: usize) -> Length {
        let parted = at > 0
            && self.scripts[at] != self.scripts[at - 1]
            && is_alphanumeric(self.text[at])
            && is_alphanumeric(self.text[at - 1])
            && self.may_part(at);
        if parted { script_gap(self.size) } else { Length::ZERO }
    }

    /// Whether a gap may stand before a character as far as fields go. In text that is tracked
    /// none stands in fields and beside them. In other text none stands before a field that an
    /// anchor's edge parts from the text, and none behind a field of one script if the text around
    /// takes it for that script, too.
    fn may_part(&self, at: usize) -> bool {
        if !self.is_in_field(at) && !self.is_in_field(at - 1) {
            return true;
        }
        if self.tracking != Length::ZERO || self.is_in_field(at) {
            return self.tracking == Length::ZERO && !self.edged_fields.contains(&at);
        }
        let field = (0..at).rev().take_while(|&before| self.is_in_field(before));
        let last = self.scripts[at - 1];
        let is_mixed = || field.map(|before| self.scripts[before]).any(|script| script != last);
        self.fields[at - 1] != Some(last) || is_mixed()
    }

    /// Whether a character is a field's.
    pub(super) fn is_in_field(&self, at: usize) -> bool {
        self.fields.get(at).is_some_and(Option::is_some)
    }

    /// The natural advance of a character, for placing the one after it.
    pub(super) fn advance(&self, portion: usize, at: usize) -> Length {
        let units = self.sums[at + 1] - self.sums[at];
        self.portions[portion].em.scale(units, i64::from(self.units_per_em[portion]))
    }
}
