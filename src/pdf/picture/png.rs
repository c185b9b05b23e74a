//! PNG files, of which PDF shows the pixels.

use image::ImageFormat;
use lopdf::{Stream, dictionary};

use super::Embedded;
use crate::pdf::PdfError;
use crate::pdf::deflate::{Content, deflate};
use crate::pdf::value::name;

/// Makes an image of the pixels of a PNG file, eight bits a colour, and one of their opacity. They are
/// deflated here, so that this is done once where many reports show the picture.
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
    let stream = |components, samples: Vec<u8>| {
        let mut stream = image_stream(width, height, components, &samples);
        stream.content = deflate(&stream.content, Content::Ordinary);
        stream.dict.set("Filter", name("FlateDecode"));
        stream
    };
    Ok(Embedded::Image {
        image: stream(components, colors),
        mask: mask.then(|| Box::new(stream(1, opacity))),
        is_cmyk: false,
    })
}

/// Separates colours from the opacity that is the last of `N` samples.
fn separate<const N: usize>(samples: &[u8]) -> (usize, Vec<u8>, Vec<u8>) {
    let (pixels, _) = samples.as_chunks::<N>();
    let colors = pixels.iter().flat_map(|pixel| &pixel[..N - 1]).copied().collect();
    (N - 1, colors, pixels.iter().map(|pixel| pixel[N - 1]).collect())
}

/// An image `XObject` of `components` samples a pixel, eight bits each. Its rows are predicted
/// as in PNG (ISO 32000-1, 7.4.4.4), by which drawings and photographs deflate far better.
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

/// Writes every row as it is, as its differences from the samples to the left, or as those from
/// the row above, whichever is smallest, after the number of what was done. (PNG's other filters
/// seldom pay for their time in the drawings that reports have.)
fn predict(samples: &[u8], row_length: usize, components: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(samples.len() + samples.len() / row_length);
    let blank = vec![0; row_length];
    let mut above = blank.as_slice();
    let (mut across, mut down) = (Vec::new(), Vec::new());
    for row in samples.chunks_exact(row_length) {
        let difference = |(one, other): (&u8, &u8)| one.wrapping_sub(*other);
        across.clear();
        across.extend_from_slice(&row[..components]);
        across.extend(row[components..].iter().zip(row).map(difference));
        down.clear();
        down.extend(row.iter().zip(above).map(difference));
        let filtered = [(0, row), (1, across.as_slice()), (2, down.as_slice())];
        let (number, best) =
            filtered.into_iter().min_by_key(|(_, row)| magnitude(row)).unwrap_or((0, row));
        out.push(number);
        out.extend_from_slice(best);
        above = row;
    }
    out
}

fn magnitude(differences: &[u8]) -> u64 {
    differences.iter().map(|value| u64::from(value.cast_signed().unsigned_abs())).sum()
}

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
