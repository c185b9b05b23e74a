//! The content of the pages: glyphs, rules and pictures as operators, through printpdf.

use std::collections::BTreeMap;

use printpdf::{
    Color, CustomPdfConformance, DictItem, FontId, FontMetrics, Greyscale, Op, PaintMode,
    ParsedFont, PdfConformance, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt,
    Rgb as RgbColor, TextItem, TextMatrix, TextRenderingMode, XObjectId, XObjectTransform,
};

use super::font::{Code, Subset, Subsets};
use super::picture::Pictures;
use super::structure::{Owner, Structure};
use super::value::{fine_points, points, round};
use crate::font::FaceId;
use crate::frame::{Direction, GlyphRun, Item, ItemKind, Page, Pages, Rect, Rgb};
use crate::unit::Length;

/// Thickness of the box that stands for a character without a glyph.
const BOX_LINE: Length = Length::emu(6_350);

/// Draws the pages.
///
/// Returns printpdf's document, in which fonts and pictures have names but no objects yet, and
/// the structure of the content.
pub(super) fn draw(
    pages: &Pages,
    fonts: &Subsets,
    pictures: &Pictures,
) -> (lopdf::Document, Structure) {
    let mut document = PdfDocument::new("");
    document.metadata.info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..Default::default()
    });
    register(fonts, &mut document);
    let mut structure = Structure::new(pages);
    for page in &pages.pages {
        structure.begin_page(&page.items);
        let mut painter = Painter::new(page.height, fonts, pictures);
        for item in &page.items {
            painter.item(item, structure.owner(item), &mut structure);
        }
        document.pages.push(painter.finish(page));
        structure.end_page();
    }
    // the defaults would recompress pictures with loss
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    // it warns of the font programs that the finishing pass will add
    (document.to_lopdf_document(&options, &mut Vec::new()), structure.finish())
}

/// The name of a font dictionary.
pub(super) fn font_name(face: FaceId, reading: usize) -> String {
    format!("F{}.{reading}", face.0)
}

/// The name of a picture.
pub(super) fn picture_name(index: usize) -> String {
    format!("P{index}")
}

/// printpdf takes text as characters and looks up their glyphs. It gets glyph ids as characters of
/// a private plane: that makes one string of a run, whatever characters its glyphs show.
fn encode(id: u16) -> char {
    char::from_u32(0xF_0000 + u32::from(id)).expect("plane 15 has no surrogates")
}

fn register(fonts: &Subsets, document: &mut PdfDocument) {
    for (face, subset) in fonts.iter() {
        let count = u16::try_from(subset.advances.len()).expect("ids are 16 bits wide");
        let ids: BTreeMap<u32, u16> = (0..count).map(|id| (u32::from(encode(id)), id)).collect();
        for reading in 0..subset.readings.len() {
            let font = ParsedFont::with_glyph_data(
                Vec::new(),
                0,
                None,
                ids.clone(),
                BTreeMap::new(),
                1000,
                FontMetrics { ascent: 0, descent: 0 },
            );
            document
                .resources
                .fonts
                .map
                .insert(FontId(font_name(face, reading)), PdfFont::new(font));
        }
    }
}

/// Draws one page; keeps track of the graphics state, so as not to set what is set.
struct Painter<'a> {
    height: Length,
    fonts: &'a Subsets,
    pictures: &'a Pictures,
    operators: Vec<Op>,
    owner: Option<Owner>,
    is_in_text: bool,
    font: Option<(FaceId, usize, Length)>,
    spacing: Length,
    /// Width of an em in percent of the type size.
    scaling: f32,
    fill: Rgb,
}

impl<'a> Painter<'a> {
    fn new(height: Length, fonts: &'a Subsets, pictures: &'a Pictures) -> Self {
        Self {
            height,
            fonts,
            pictures,
            operators: Vec::new(),
            owner: None,
            is_in_text: false,
            font: None,
            spacing: Length::ZERO,
            scaling: 100.0,
            fill: [0; 3],
        }
    }

    fn item(&mut self, item: &Item, owner: Owner, structure: &mut Structure) {
        if let ItemKind::Link(..) = item.kind {
            return;
        }
        self.mark(owner, structure);
        match &item.kind {
            ItemKind::Glyphs(run) => self.run(run),
            ItemKind::Rule(area, color) => self.rule(*area, *color),
            ItemKind::Picture(area, picture) => self.picture(*area, self.pictures.index(picture)),
            ItemKind::MissingGlyph(area, character) => self.missing_glyph(*area, *character),
            ItemKind::Link(..) => {}
        }
    }

    /// Begins the marked content of an owner, unless it has begun.
    fn mark(&mut self, owner: Owner, structure: &mut Structure) {
        if self.owner == Some(owner) {
            return;
        }
        self.end_mark();
        self.owner = Some(owner);
        let Some((tag, id)) = structure.begin(owner) else {
            self.operators.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let id = i64::try_from(id).expect("a page has fewer items than that");
        self.operators.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict {
                map: BTreeMap::from([("MCID".to_owned(), DictItem::Int(id))]),
            },
        });
    }

    fn end_mark(&mut self) {
        self.end_text();
        if self.owner.take().is_some() {
            self.operators.push(Op::EndMarkedContent);
        }
    }

    fn begin_text(&mut self) {
        if !self.is_in_text {
            self.operators.push(Op::StartTextSection);
            self.is_in_text = true;
        }
    }

    fn end_text(&mut self) {
        if self.is_in_text {
            self.operators.push(Op::EndTextSection);
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
        self.set_scaling(round(run.em.to_pt() / run.size.to_pt() * 100.0, 10_000.0));
        self.set_spacing(run.spacing.scale(run.size.to_emu(), run.em.to_emu().max(1)));
        match run.direction {
            Direction::Right => self.move_to(run.x, run.baseline),
            Direction::Down => self.move_down(run.baseline, run.x),
        }
        let subset = self.fonts.face(run.face);
        let codes: Vec<Code> = run.glyphs.iter().map(|glyph| subset.code(*glyph)).collect();
        for codes in codes.chunk_by(|one, next| one.reading == next.reading) {
            self.set_font(run.face, codes[0].reading, run.size);
            self.show(codes);
        }
    }

    fn rule(&mut self, area: Rect, color: Rgb) {
        self.end_text();
        self.set_fill(color);
        self.rectangle(area, PaintMode::Fill);
    }

    /// A picture fills the unit square of its own space.
    fn picture(&mut self, area: Rect, index: usize) {
        self.end_text();
        self.operators.push(Op::UseXobject {
            id: XObjectId(picture_name(index)),
            transform: XObjectTransform {
                scale_x: Some(points(area.width)),
                scale_y: Some(points(area.height)),
                translate_x: Some(Pt(points(area.x))),
                translate_y: Some(Pt(self.height_of(area.y + area.height))),
                ..Default::default()
            },
        });
    }

    /// A box to be seen, and in it the character, unseen, to be copied and searched for.
    fn missing_glyph(&mut self, area: Rect, character: char) {
        self.end_text();
        self.operators.push(Op::SetOutlineThickness { pt: Pt(points(BOX_LINE)) });
        self.rectangle(area, PaintMode::Stroke);
        let Some((face, code)) = self.fonts.missing(character) else { return };
        let Subset { advances, .. } = self.fonts.face(face);
        let advance = f64::from(advances[usize::from(code.id)]) * area.height.to_pt() / 1000.0;
        self.begin_text();
        self.set_font(face, code.reading, area.height);
        self.set_spacing(Length::ZERO);
        self.operators.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible });
        if advance > 0.0 {
            let percent = round(area.width.to_pt() / advance * 100.0, 100.0);
            self.set_scaling(percent);
        }
        self.move_to(area.x, area.y + area.height);
        self.show(&[code]);
        self.set_scaling(100.0);
        self.operators.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
    }

    fn set_font(&mut self, face: FaceId, reading: usize, size: Length) {
        if self.font != Some((face, reading, size)) {
            self.font = Some((face, reading, size));
            let font = PdfFontHandle::External(FontId(font_name(face, reading)));
            self.operators.push(Op::SetFont { font, size: Pt(points(size)) });
        }
    }

    fn set_spacing(&mut self, spacing: Length) {
        if self.spacing != spacing {
            self.spacing = spacing;
            self.operators.push(Op::SetCharacterSpacing { multiplier: fine_points(spacing) });
        }
    }

    fn set_scaling(&mut self, percent: f32) {
        if self.scaling.to_bits() != percent.to_bits() {
            self.scaling = percent;
            self.operators.push(Op::SetHorizontalScaling { percent });
        }
    }

    /// Grey inks go through the grey colour space, so that black is printed with black alone.
    fn set_fill(&mut self, color: Rgb) {
        if self.fill == color {
            return;
        }
        self.fill = color;
        let [r, g, b] = color.map(|part| round(f64::from(part) / 255.0, 10_000.0));
        let col = if color[0] == color[1] && color[1] == color[2] {
            Color::Greyscale(Greyscale { percent: r, icc_profile: None })
        } else {
            Color::Rgb(RgbColor { r, g, b, icc_profile: None })
        };
        self.operators.push(Op::SetFillColor { col });
    }

    fn move_to(&mut self, x: Length, y: Length) {
        let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, points(x), self.height_of(y)]);
        self.operators.push(Op::SetTextMatrix { matrix });
    }

    /// Text from here on runs down the page.
    fn move_down(&mut self, x: Length, y: Length) {
        let matrix = TextMatrix::Raw([0.0, -1.0, 1.0, 0.0, points(x), self.height_of(y)]);
        self.operators.push(Op::SetTextMatrix { matrix });
    }

    fn show(&mut self, codes: &[Code]) {
        let text = codes.iter().map(|code| encode(code.id)).collect();
        self.operators.push(Op::ShowText { items: vec![TextItem::Text(text)] });
    }

    fn rectangle(&mut self, area: Rect, mode: PaintMode) {
        let rectangle = printpdf::Rect {
            x: Pt(points(area.x)),
            y: Pt(self.height_of(area.y + area.height)),
            width: Pt(points(area.width)),
            height: Pt(points(area.height)),
            mode: Some(mode),
            winding_order: None,
        };
        self.operators.push(Op::DrawRectangle { rectangle });
    }

    /// How high a place is, in points: PDF counts from the page's bottom.
    fn height_of(&self, y: Length) -> f32 {
        points(self.height - y)
    }

    fn finish(mut self, page: &Page) -> PdfPage {
        self.end_mark();
        let paper = printpdf::Rect::from_wh(Pt(points(page.width)), Pt(points(page.height)));
        PdfPage {
            media_box: paper.clone(),
            trim_box: paper.clone(),
            crop_box: paper,
            ops: self.operators,
        }
    }
}
