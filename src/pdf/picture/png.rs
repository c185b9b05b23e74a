//! PNG files, of which PDF shows the pixels.

use image::ImageFormat;
use lopdf::{Stream, dictionary};

use super::Embedded;
use crate::pdf::PdfError;
use crate::pdf::value::name;

/// Makes an image of the pixels of a PNG file, eight bits a colour, and one of their opacity.
pub(super) fn embed(bytes: &[u8]) -> Result<Embedded, PdfError> {
    let decoded = image::load_from_memory_with_format(bytes, ImageFormat::Png)
        .map_err(|source| PdfError::Picture { source })?;
    let (width, height) = (decoded.width(), decoded.height());
    let has_alpha = decoded.color().has_alpha();
    let (components, colors, opacity) = match (decoded.color().has_color(), has_alpha) {
        (true, true) => separate::<4>(&decoded.into_rgba8()),
        (false, true) => separate::<2>(&decoded.into_luma_alpha8()),
        (true, false) => (3, decoded.into_rgb8().into_raw(), Vec::new()),
        (false, false) => (1, decoded.into_luma8().into_raw(), Vec::new()),
    };
    let mask = opacity.iter().any(|opacity| *opacity != 255);
    let stream = |components, samples: Vec<u8>| image_stream(width, height, components, &samples);
    Ok(Embedded::Image {
        image: stream(components, colors),
        mask: mask.then(|| stream(1, opacity)),
        is_cmyk: false,
    })
}

/// Separates colours from the opacity that is the last of `N` samples.
fn separate<const N: usize>(samples: &[u8]) -> (usize, Vec<u8>, Vec<u8>) {
    let (pixels, _) = samples.as_chunks::<N>();
    let colors = pixels.iter().flat_map(|pixel| &pixel[..N - 1]).copied().collect();
    (N - 1, colors, pixels.iter().map(|pixel| pixel[N - 1]).collect())
}

/// An image `XObject` of `components` samples a pixel, eight bits each. Its rows are predicted as in
/// PNG (ISO 32000-1, 7.4.4.4), by which drawings and photographs deflate far better.
fn image_stream(width: u32, height: u32, components: usize, samples: &[u8]) -> Stream {
    let columns = i64::from(width);
    let colors = i64::try_from(components).expect("there are three at most");
    let dictionary = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => columns,
        "Height" => i64::from(height),
        "ColorSpace" => name(if components == 3 { "DeviceRGB" } else { "DeviceGray" }),
        "BitsPerComponent" => 8,
        "DecodeParms" => dictionary! {
            "Predictor" => 15,
            "Colors" => colors,
            "BitsPerComponent" => 8,
            "Columns" => columns,
        },
    };
    Stream::new(dictionary, predict(samples, width as usize * components, components))
}

/// Writes every row as its difference from what a filter predicts, after the filter's number: the
/// filter that leaves the smallest differences.
fn predict(samples: &[u8], row_length: usize, components: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row_length.max(1));
    let blank = vec![0; row_length];
    let mut above = blank.as_slice();
    let mut trials = [const { Vec::new() }; 3];
    for row in samples.chunks_exact(row_length.max(1)) {
        for (trial, (_, filter)) in trials.iter_mut().zip(FILTERS) {
            trial.clear();
            trial.extend((0..row.len()).map(|at| {
                let before = |line: &[u8]| at.checked_sub(components).map_or(0, |at| line[at]);
                row[at].wrapping_sub(filter(before(row), above[at], before(above)))
            }));
        }
        let cost = |trial: &Vec<u8>| -> u64 {
            trial.iter().map(|value| u64::from(value.cast_signed().unsigned_abs())).sum()
        };
        let best = (0..trials.len()).min_by_key(|index| cost(&trials[*index])).unwrap_or(0);
        out.push(FILTERS[best].0);
        out.extend_from_slice(&trials[best]);
        above = row;
    }
    out
}

/// What a sample is predicted to be from those to its left, above it, and above to the left.
type Filter = fn(u8, u8, u8) -> u8;

/// Filters with their numbers: none, the left one, the one above. (The others seldom pay for
/// their time in the drawings that reports have.)
const FILTERS: [(u8, Filter); 3] =
    [(0, |_, _, _| 0), (1, |left, _, _| left), (2, |_, above, _| above)];

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat};

    use super::{Embedded, embed};

    fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn color_space(bytes: &[u8]) -> (Vec<u8>, bool) {
        let Embedded::Image { image, mask, .. } = embed(bytes).unwrap() else { panic!() };
        (image.dict.get(b"ColorSpace").unwrap().as_name().unwrap().to_vec(), mask.is_some())
    }

    #[test]
    fn greys_stay_grey_and_only_real_opacity_makes_a_mask() {
        let grey = image::GrayImage::from_pixel(3, 2, image::Luma([7]));
        assert_eq!(color_space(&png(grey)), (b"DeviceGray".to_vec(), false));
        let deep = image::ImageBuffer::from_pixel(3, 2, image::Luma([700u16]));
        assert_eq!(color_space(&png(DynamicImage::ImageLuma16(deep))).0, b"DeviceGray");
        let opaque = image::RgbaImage::from_pixel(3, 2, image::Rgba([1, 2, 3, 255]));
        assert_eq!(color_space(&png(opaque)), (b"DeviceRGB".to_vec(), false));
        let clear = image::RgbaImage::from_pixel(3, 2, image::Rgba([1, 2, 3, 100]));
        assert_eq!(color_space(&png(clear)), (b"DeviceRGB".to_vec(), true));
    }

    #[test]
    fn a_broken_png_is_an_error() {
        let mut bytes = png(image::GrayImage::new(30, 30));
        bytes.truncate(45);
        assert!(embed(&bytes).is_err());
    }
}
