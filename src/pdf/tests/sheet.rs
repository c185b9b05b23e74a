//! Pages made by hand with the fonts of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::font::{FontLibrary, OpenFonts};
use crate::frame::{
    Direction, Element, Glyph, GlyphRun, Item, ItemKind, Page, Pages, Rect, Rgb, Role,
};
use crate::metadata::Metadata;
use crate::picture::{Format, Picture};
use crate::theme::{FontRole, FontRule};
use crate::unit::Length;

/// The fonts of the program.
pub(super) fn fonts() -> FontLibrary {
    let families = [
        (FontRole::Fangsong, "GW FangSong"),
        (FontRole::Hei, "GW HeiTi"),
        (FontRole::Xiaobiaosong, "GW XiaoBiaoSong"),
        (FontRole::Latin, "Liberation Serif"),
    ];
    let rule = |family: &str| FontRule {
        families: vec![family.to_owned()],
        office: String::new(),
        alternates: Vec::new(),
    };
    let rules: BTreeMap<_, _> = families.map(|(role, family)| (role, rule(family))).into();
    FontLibrary::find(&rules, &[]).unwrap()
}

/// Pages without structure but a paragraph.
pub(super) fn pages(sheets: Vec<Sheet>) -> Pages {
    Pages {
        pages: sheets.into_iter().map(|sheet| sheet.page).collect(),
        elements: vec![element(Role::Paragraph, None)],
        outline: Vec::new(),
        places: BTreeMap::new(),
        metadata: Metadata {
            title: "关于工作的报告".to_owned(),
            authors: Vec::new(),
            date: None,
            language: "zh-CN".to_owned(),
        },
    }
}

/// An element.
pub(super) fn element(role: Role, parent: Option<usize>) -> Element {
    Element { role, parent, alt: None }
}

/// A page in the making.
pub(super) struct Sheet {
    pub(super) page: Page,
    /// The element of the next items.
    pub(super) element: Option<usize>,
    /// The ink of the next items.
    pub(super) color: Rgb,
    /// The tracking of the next items.
    pub(super) spacing: Length,
}

impl Sheet {
    /// An empty page.
    pub(super) fn new(label: &str) -> Self {
        let page = Page {
            width: Length::mm(210),
            height: Length::mm(297),
            label: label.to_owned(),
            items: Vec::new(),
        };
        Self { page, element: Some(0), color: [0; 3], spacing: Length::ZERO }
    }

    /// Adds an item.
    pub(super) fn item(&mut self, kind: ItemKind) {
        self.page.items.push(Item { kind, element: self.element });
    }

    /// Sets text in one font from `(x, baseline)`; returns its end.
    pub(super) fn text(
        &mut self,
        fonts: &OpenFonts,
        role: FontRole,
        size: Length,
        (x, baseline): (Length, Length),
        text: &str,
    ) -> Length {
        let face = fonts.role(role);
        let metrics: Vec<_> =
            text.chars().map(|c| (c, face.glyph(c).unwrap_or_else(|| panic!("no {c}")))).collect();
        let units = metrics.iter().map(|(_, glyph)| i64::from(glyph.advance)).sum();
        let count = i64::try_from(metrics.len()).unwrap();
        self.item(ItemKind::Glyphs(GlyphRun {
            em: size,
            face: fonts.library().role(role),
            size,
            color: self.color,
            x,
            baseline,
            direction: Direction::Right,
            spacing: self.spacing,
            overlaps: false,
            overlaps_next: false,
            glyphs: metrics
                .into_iter()
                .map(|(character, glyph)| Glyph { id: glyph.id, character })
                .collect(),
        }));
        x + face.width(units, size) + self.spacing * count
    }

    /// Sets a line of Han and Latin text from `(x, baseline)`; returns its end.
    pub(super) fn line(
        &mut self,
        fonts: &OpenFonts,
        (x, baseline): (Length, Length),
        line: &str,
    ) -> Length {
        let characters: Vec<char> = line.chars().collect();
        let mut x = x;
        for run in characters.chunk_by(|one, next| one.is_ascii() == next.is_ascii()) {
            let role = if run[0].is_ascii() { FontRole::Latin } else { FontRole::Fangsong };
            let text: String = run.iter().collect();
            x = self.text(fonts, role, Length::pt(16), (x, baseline), &text);
        }
        x
    }
}

/// A rectangle in millimetres.
pub(super) fn area(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect {
        x: Length::mm(x),
        y: Length::mm(y),
        width: Length::mm(width),
        height: Length::mm(height),
    }
}

/// A PNG with colours that change from left to right and opacity that changes downwards.
pub(super) fn png() -> Arc<Picture> {
    let byte = |value: u32| u8::try_from(value).unwrap();
    let image = image::RgbaImage::from_fn(120, 80, |x, y| {
        image::Rgba([byte(x * 2), 90, 200, byte(255 - y * 3)])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    picture(Format::Png, bytes.into_inner(), 120, 80)
}

/// A JPEG of one colour.
pub(super) fn jpeg() -> Arc<Picture> {
    let image = image::RgbImage::from_pixel(60, 40, image::Rgb([200, 80, 40]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    picture(Format::Jpeg, bytes.into_inner(), 60, 40)
}

/// A drawing with text in two fonts, a gradient and a curve.
pub(super) fn svg() -> Arc<Picture> {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150">
        <defs><linearGradient id="g"><stop offset="0" stop-color="#08c"/>
        <stop offset="1" stop-color="#fff" stop-opacity="0.3"/></linearGradient></defs>
        <rect x="10" y="10" width="280" height="130" fill="url(#g)" stroke="#333"/>
        <path d="M20 130 C 80 20, 160 140, 280 30" fill="none" stroke="#c00" stroke-width="3"/>
        <text x="30" y="50" font-family="GW HeiTi" font-size="24">发展趋势</text>
        <text x="30" y="90" font-family="Liberation Serif" font-size="20">Trend 2024</text>
        </svg>"##;
    picture(Format::Svg, svg.as_bytes().to_vec(), 300, 150)
}

fn picture(format: Format, bytes: Vec<u8>, width: u32, height: u32) -> Arc<Picture> {
    Arc::new(Picture::new(format, bytes, [width, height], 96.0))
}
