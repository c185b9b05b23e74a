//! The content of the pages: glyphs, rules and pictures as operators.

use lopdf::{Dictionary, Stream};

use super::finish::shrink;
use super::font::{Code, Subset, Subsets};
use super::overlap;
use super::picture::Pictures;
use super::spoken::{Speaker, Spoken};
use super::standard::Standard;
use super::stream::Content;
use super::structure::{Owner, Structure};
use crate::font::FaceId;
use crate::frame::{Direction, GlyphRun, Item, ItemKind, Pages, Rect, Rgb};
use crate::unit::Length;

/// Thickness of the box that stands for a character without a glyph.
const BOX_LINE: Length = Length::emu(6_350);

/// Modes of rendering text (9.3.6).
const FILLED: usize = 0;
const INVISIBLE: usize = 3;

/// How much content is kept before it is deflated.
const KEPT: usize = 1 << 20;

/// Draws the pages, whose items are gone then; returns their content streams, and the structure of
/// what is in them.
pub(super) fn draw(
    pages: &mut Pages,
    fonts: &Subsets,
    pictures: &Pictures,
    standard: Standard,
) -> (Vec<Stream>, Structure) {
    let mut structure = Structure::new(pages);
    let speaker = Speaker::new(&pages.metadata.language);
    let mut contents = Vec::with_capacity(pages.pages.len());
    let (mut deflated, mut kept) = (0, 0);
    for page in &mut pages.pages {
        let items = std::mem::take(&mut page.items);
        structure.begin_page(&items);
        let mut painter = Painter::new(page.height, fonts, pictures);
        painter.is_tagged = standard.is_tagged();
        let mut rest = &items[..];
        while let Some(first) = rest.first() {
            let chain = overlap::chain(rest, &structure);
            let (length, spoken) = match chain {
                [] => (1, speaker.read(first)),
                chain => (chain.len(), Spoken::As(overlap::reading(chain))),
            };
            let (items, others) = rest.split_at(length);
            painter.stretch(items, spoken, &mut structure);
            rest = others;
        }
        structure.end_page();
        let content = painter.finish();
        kept += content.len();
        contents.push(Stream::new(Dictionary::new(), content));
        if kept >= KEPT {
            shrink(&mut contents[deflated..]);
            (deflated, kept) = (contents.len(), 0);
        }
    }
    (contents, structure.finish())
}

/// The name of a font dictionary.
pub(super) fn font_name(face: FaceId, reading: usize) -> String {
    format!("F{}.{reading}", face.0)
}

/// The name of a picture.
pub(super) fn picture_name(index: usize) -> String {
    format!("P{index}")
}

/// Draws one page; keeps track of the graphics state, so as not to set what is set.
struct Painter<'a> {
    height: Length,
    fonts: &'a Subsets,
    pictures: &'a Pictures,
    content: Content,
    /// Whether the content says what it belongs to.
    is_tagged: bool,
    /// What the content belongs to, and how it is to be read.
    marked: Option<(Owner, Spoken)>,
    is_in_text: bool,
    font: Option<(FaceId, usize, Length)>,
    spacing: Length,
    /// How wide text is, in ten-thousandths of a hundredth of its natural width.
    scaling: i64,
    fill: Rgb,
    /// Room for the codes of a run.
    codes: Vec<Code>,
}

impl<'a> Painter<'a> {
    fn new(height: Length, fonts: &'a Subsets, pictures: &'a Pictures) -> Self {
        Self {
            height,
            fonts,
            pictures,
            content: Content::default(),
            is_tagged: true,
            marked: None,
            is_in_text: false,
            font: None,
            spacing: Length::ZERO,
            scaling: 1_000_000,
            fill: [0; 3],
            codes: Vec::new(),
        }
    }

    /// Draws items that have one owner and are read as one.
    fn stretch(&mut self, items: &[Item], spoken: Spoken, structure: &mut Structure) {
        if let ItemKind::Link(..) = items[0].kind {
            return;
        }
        self.mark(structure.owner(&items[0]), spoken, structure);
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Glyphs(run) => self.run(run),
            ItemKind::Rule(area, color) => self.rule(*area, *color),
            ItemKind::Picture(area, picture) => self.picture(*area, self.pictures.index(picture)),
            ItemKind::MissingGlyph(area, character) => self.missing_glyph(*area, *character),
            ItemKind::Link(..) => {}
        }
    }

    /// Begins the marked content of an owner, unless it has begun.
    fn mark(&mut self, owner: Owner, spoken: Spoken, structure: &mut Structure) {
        let spoken = if owner == Owner::Artifact { Spoken::Plainly } else { spoken };
        let is_open = (self.marked.as_ref())
            .is_some_and(|(open, how)| *open == owner && *how == spoken && !spoken.is_whole());
        if !self.is_tagged || is_open {
            return;
        }
        self.end_mark();
        match structure.begin(owner) {
            None => {
                self.content.name("Artifact").operator("BMC");
            }
            Some((tag, id)) => {
                let property = spoken.property();
                let tag = if property.is_some() { "Span" } else { tag };
                self.content.name(tag).properties(id, property.as_deref()).operator("BDC");
            }
        }
        self.marked = Some((owner, spoken));
    }

    fn end_mark(&mut self) {
        self.end_text();
        if self.marked.take().is_some() {
            self.content.operator("EMC");
        }
    }

    fn begin_text(&mut self) {
        if !self.is_in_text {
            self.content.operator("BT");
            self.is_in_text = true;
        }
    }

    fn end_text(&mut self) {
        if self.is_in_text {
            self.content.operator("ET");
            self.is_in_text = false;
        }
    }

    fn run(&mut self, run: &GlyphRun) {
        if run.glyphs.is_empty() {
            return;
        }
        self.begin_text();
        self.set_fill(run.color);
        // the spacing is scaled, too
        self.set_scaling(run.em.to_pt() / run.size.to_pt());
        self.set_spacing(run.spacing.scale(run.size.to_emu(), run.em.to_emu().max(1)));
        match run.direction {
            Direction::Right => self.move_to(run.x, run.baseline),
            Direction::Down => self.move_down(run.baseline, run.x),
        }
        let subset = self.fonts.face(run.face);
        let mut codes = std::mem::take(&mut self.codes);
        codes.extend(run.glyphs.iter().map(|glyph| subset.code(*glyph)));
        for codes in codes.chunk_by(|one, next| one.reading == next.reading) {
            self.set_font(run.face, codes[0].reading, run.size);
            self.show(codes);
        }
        codes.clear();
        self.codes = codes;
    }

    fn rule(&mut self, area: Rect, color: Rgb) {
        self.end_text();
        self.set_fill(color);
        self.rectangle(area);
        self.content.operator("f");
    }

    /// A picture fills the unit square of its own space.
    fn picture(&mut self, area: Rect, index: usize) {
        self.end_text();
        let bottom = self.height - area.y - area.height;
        self.content.operator("q");
        self.content.points(area.width).integer(0).integer(0).points(area.height);
        self.content.points(area.x).points(bottom).operator("cm");
        self.content.name(&picture_name(index)).operator("Do");
        self.content.operator("Q");
    }

    /// A box to be seen, and in it the character, unseen, to be copied and searched for.
    fn missing_glyph(&mut self, area: Rect, character: char) {
        self.end_text();
        self.content.points(BOX_LINE).operator("w");
        self.rectangle(area);
        self.content.operator("S");
        let Some((face, code)) = self.fonts.missing(character) else { return };
        let Subset { advances, .. } = self.fonts.face(face);
        let advance = f64::from(advances[usize::from(code.id)]) * area.height.to_pt() / 1000.0;
        self.begin_text();
        self.set_font(face, code.reading, area.height);
        self.set_spacing(Length::ZERO);
        self.content.integer(INVISIBLE).operator("Tr");
        if advance > 0.0 {
            self.set_scaling(area.width.to_pt() / advance);
        }
        self.move_to(area.x, area.y + area.height);
        self.show(&[code]);
        self.set_scaling(1.0);
        self.content.integer(FILLED).operator("Tr");
    }

    fn set_font(&mut self, face: FaceId, reading: usize, size: Length) {
        if self.font != Some((face, reading, size)) {
            self.font = Some((face, reading, size));
            self.content.name(&font_name(face, reading)).points(size).operator("Tf");
        }
    }

    fn set_spacing(&mut self, spacing: Length) {
        if self.spacing != spacing {
            self.spacing = spacing;
            self.content.fine_points(spacing).operator("Tc");
        }
    }

    /// Sets how wide text is, as a part of its natural width.
    fn set_scaling(&mut self, scaling: f64) {
        let scaling = (scaling * 1_000_000.0).round() as i64;
        if self.scaling != scaling {
            self.scaling = scaling;
            self.content.decimal(scaling, 4).operator("Tz");
        }
    }

    /// Grey inks go through the grey colour space, so that black is printed with black alone.
    fn set_fill(&mut self, color: Rgb) {
        if self.fill == color {
            return;
        }
        self.fill = color;
        let mut part = |part: u8| {
            self.content.decimal((i64::from(part) * 10_000 + 127) / 255, 4);
        };
        part(color[0]);
        if color[0] == color[1] && color[1] == color[2] {
            self.content.operator("g");
        } else {
            part(color[1]);
            part(color[2]);
            self.content.operator("rg");
        }
    }

    fn move_to(&mut self, x: Length, y: Length) {
        let height = self.height - y;
        self.content.integer(1).integer(0).integer(0).integer(1).points(x).points(height);
        self.content.operator("Tm");
    }

    /// Text from here on runs down the page.
    fn move_down(&mut self, x: Length, y: Length) {
        let height = self.height - y;
        self.content.integer(0).decimal(-1, 0).integer(1).integer(0).points(x).points(height);
        self.content.operator("Tm");
    }

    fn show(&mut self, codes: &[Code]) {
        self.content.codes(codes.iter().map(|code| code.id)).operator("Tj");
    }

    /// A path around an area. PDF counts from the page's bottom.
    fn rectangle(&mut self, area: Rect) {
        let bottom = self.height - area.y - area.height;
        self.content.points(area.x).points(bottom).points(area.width).points(area.height);
        self.content.operator("re");
    }

    fn finish(mut self) -> Vec<u8> {
        self.end_mark();
        self.content.into_bytes()
    }
}
