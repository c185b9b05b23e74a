//! Paragraph to portions: maximal stretches of one script, one font and one rule set, which is what
//! LibreOffice measures and breaks.

use std::sync::Arc;

use super::tab::Tabs;
use crate::document::{Document, Inline, ParagraphStyle, Run, Setting};
use crate::font::measure::{portion_width, script_gap};
use crate::font::{FaceId, OpenFonts};
use crate::frame::Rgb;
use crate::text::script::{Script, is_alphanumeric, scripts, stands_alone};
use crate::theme::{CharacterStyle, Color, FontRole};
use crate::unit::Length;

/// What stands for [`Inline::Tab`] among the characters, a portion of its own.
pub(super) const TAB: char = '\t';

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
    pub link: Option<Arc<str>>,
    pub is_tab: bool,
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
    units_per_em: Vec<u16>,
}

/// Splits a paragraph at its forced breaks and each part into portions.
pub(super) fn prepare(
    inlines: &[Inline],
    style: &ParagraphStyle,
    document: &Document,
    fonts: &OpenFonts<'_>,
) -> Vec<Prepared> {
    let tab = Run { text: TAB.to_string(), ..Run::default() };
    inlines
        .split(|inline| matches!(inline, Inline::Break))
        .map(|part| {
            let runs = part.iter().map(|inline| match inline {
                Inline::Run(run) => run,
                Inline::Break | Inline::Tab => &tab,
            });
            let look = |run: &Run| resolve_look(run, style, document);
            prepare_part(&runs.map(|run| (run, look(run))).collect::<Vec<_>>(), style, fonts)
        })
        .collect()
}

/// The fonts and ink of a run.
#[derive(Clone, Copy)]
struct RunLook {
    han: FontRole,
    latin: FontRole,
    color: Color,
}

fn resolve_look(run: &Run, style: &ParagraphStyle, document: &Document) -> RunLook {
    let mut look = RunLook { han: style.font, latin: style.latin, color: style.color };
    for name in &run.styles {
        let character: &crate::document::CharacterLook = &document.characters[name];
        look.han = character.font.unwrap_or(look.han);
        look.latin = character.latin.unwrap_or(look.latin);
        look.color = character.color.unwrap_or(look.color);
    }
    match run.setting {
        Setting::Natural | Setting::Unbreakable => {}
        Setting::Han => look.latin = look.han,
        Setting::Fallback(role) => (look.han, look.latin) = (role, role),
    }
    look
}

/// What makes two neighbouring characters of one script parts of different portions.
type Attributes<'a> = (&'a [CharacterStyle], Option<&'a Arc<str>>, Setting);

fn prepare_part(
    runs: &[(&Run, RunLook)],
    style: &ParagraphStyle,
    fonts: &OpenFonts<'_>,
) -> Prepared {
    let text: Vec<char> = runs.iter().flat_map(|(run, _)| run.text.chars()).collect();
    let scripts = scripts(&text);
    let mut prepared = Prepared {
        glyphs: Vec::with_capacity(text.len()),
        sums: vec![0],
        portions: Vec::new(),
        last_alphanumeric: Vec::with_capacity(text.len()),
        size: style.size,
        em: style.em(),
        tracking: style.tracking,
        tabs: Tabs::default(),
        units_per_em: Vec::new(),
        scripts,
        text,
    };
    let mut attributes: Option<Attributes<'_>> = None;
    let mut index = 0;
    for (run, look) in runs {
        let of_run: Attributes<'_> = (&run.styles, run.link.as_ref(), run.setting);
        for character in run.text.chars() {
            let script = prepared.scripts[index];
            let fits = attributes == Some(of_run)
                && prepared.portions.last().is_some_and(|portion| portion.script == script)
                && !is_apart(character)
                && !is_apart(prepared.text[index - 1]);
            if !fits {
                prepared.open_portion(index, script, (run, *look), fonts);
                attributes = Some(of_run);
            }
            prepared.push(index, character, fonts);
            index += 1;
        }
    }
    prepared
}

fn is_apart(character: char) -> bool {
    character == TAB || stands_alone(character)
}

impl Prepared {
    fn open_portion(
        &mut self,
        start: usize,
        script: Script,
        (run, look): (&Run, RunLook),
        fonts: &OpenFonts<'_>,
    ) {
        let role = if script == Script::Asian { look.han } else { look.latin };
        let face = fonts.library().role(role);
        let rules = if run.setting == Setting::Unbreakable { Script::Latin } else { script };
        let color = [look.color.red, look.color.green, look.color.blue];
        let link = run.link.clone();
        let is_tab = self.text[start] == TAB;
        self.portions.push(Portion { start, end: start, script, rules, face, color, link, is_tab });
        self.units_per_em.push(fonts.library().face(face).units_per_em);
    }

    fn push(&mut self, index: usize, character: char, fonts: &OpenFonts<'_>) {
        let portion = self.portions.last_mut().expect("a portion is open");
        portion.end = index + 1;
        let glyph = fonts.face(portion.face).glyph(character);
        let em = *self.units_per_em.last().expect("one for each portion");
        self.glyphs.push(glyph.map_or(0, |glyph| glyph.id));
        let before = *self.sums.last().expect("starts with 0");
        self.sums.push(before + i64::from(glyph.map_or(em, |glyph| glyph.advance)));
        let last = self.last_alphanumeric.last().copied().unwrap_or(0);
        self.last_alphanumeric.push(if is_alphanumeric(character) { index } else { last });
    }

    /// The width of the characters `start..end` of a portion.
    pub(super) fn width(&self, portion: usize, start: usize, end: usize) -> Length {
        let units = self.sums[end] - self.sums[start];
        portion_width(units, self.units_per_em[portion], end - start, self.em, self.tracking)
    }

    /// How many of the characters `start..end` of a portion go into `room`, without rounding.
    pub(super) fn fitting(&self, portion: usize, start: usize, end: usize, room: Length) -> usize {
        let em = i64::from(self.units_per_em[portion]);
        let (size, tracking) = (self.em.to_twips(), self.tracking.to_twips());
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
            && is_alphanumeric(self.text[at - 1]);
        if parted { script_gap(self.size) } else { Length::ZERO }
    }

    /// The natural advance of a character, for placing the one after it.
    pub(super) fn advance(&self, portion: usize, at: usize) -> Length {
        let units = self.sums[at + 1] - self.sums[at];
        self.em.scale(units, i64::from(self.units_per_em[portion]))
    }
}
