//! What a picture shows, as far as seals need it: the colour of its ink, and the size that its file
//! says it has.

use image::ImageFormat;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Tree, roxmltree};

use super::{DEFAULT_RESOLUTION, Format, Picture, vector};
use crate::unit::Length;

/// How many pixels of a picture have ink, and how many of them are red.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Ink {
    /// Pixels that are neither transparent nor nearly white.
    pub inked: u64,
    /// Those of them that are red.
    pub red: u64,
}

impl Picture {
    /// The ink of the picture. Letters of an SVG are left out: their fonts are not known here.
    pub fn ink(&self) -> Ink {
        *self.ink.get_or_init(|| self.measured_ink())
    }

    fn measured_ink(&self) -> Ink {
        let mut ink = Ink::default();
        let mut count = |[red, green, blue, alpha]: [u8; 4]| {
            let on_white =
                |c: u8| (u32::from(c) * u32::from(alpha) + 255 * u32::from(!alpha)) / 255;
            ink.add([red, green, blue].map(on_white));
        };
        match self.format {
            Format::Png => self.each_pixel(ImageFormat::Png, &mut count),
            Format::Jpeg => self.each_pixel(ImageFormat::Jpeg, &mut count),
            Format::Svg => {
                for pixel in self.drawn().iter().flat_map(Pixmap::pixels) {
                    let pixel = pixel.demultiply();
                    count([pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]);
                }
            }
        }
        ink
    }

    fn each_pixel(&self, format: ImageFormat, count: &mut impl FnMut([u8; 4])) {
        if let Ok(decoded) = image::load_from_memory_with_format(&self.bytes, format) {
            decoded.to_rgba8().pixels().for_each(|pixel| count(pixel.0));
        }
    }

    /// An SVG as a small bitmap.
    #[expect(clippy::cast_precision_loss, reason = "pictures have at most 20,000 pixels a side")]
    fn drawn(&self) -> Option<Pixmap> {
        const SIDE: u32 = 256;
        let tree = Tree::from_data(&self.bytes, &vector::reading_options()).ok()?;
        let mut drawn = Pixmap::new(SIDE, SIDE)?;
        let scale = SIDE as f32 / self.width.max(self.height) as f32;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut drawn.as_mut());
        Some(drawn)
    }

    /// The width that the file says it has: by the resolution of a bitmap, which is unsaid at 96
    /// pixels per inch, or by the unit of an SVG's `width`.
    pub fn own_width(&self) -> Option<Length> {
        if self.format != Format::Svg {
            let is_said = (self.resolution - DEFAULT_RESOLUTION).abs() > 0.5;
            let inches = f64::from(self.width) / self.resolution;
            return is_said.then(|| Length::emu((inches * 914_400.0).round() as i64));
        }
        let text = std::str::from_utf8(&self.bytes).ok()?;
        let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: u32::MAX };
        let document = roxmltree::Document::parse_with_options(text, options).ok()?;
        let width = document.root_element().attribute("width")?.trim();
        Length::parse(width).filter(|_| ["mm", "cm", "pt"].iter().any(|unit| width.ends_with(unit)))
    }
}

impl Ink {
    /// Counts a pixel: red is a hue within 20° of pure red, strong enough to be told from grey.
    fn add(&mut self, [red, green, blue]: [u32; 3]) {
        /// What is darker in a channel than this has ink.
        const NEARLY_WHITE: u32 = 208;
        let least = green.min(blue);
        if red.min(least) > NEARLY_WHITE {
            return;
        }
        self.inked += 1;
        let is_red =
            red > green.max(blue) && red - least >= 40 && green.abs_diff(blue) * 3 <= red - least;
        self.red += u64::from(is_red);
    }

    /// The share of red among the inked pixels, in whole percent; `None` without ink.
    pub fn red_percent(self) -> Option<u64> {
        (self.red * 100).checked_div(self.inked)
    }
}
