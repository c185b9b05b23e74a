//! PNG and JPEG.

use std::error::Error as _;
use std::io::Cursor;

use image::{ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::{DEFAULT_RESOLUTION, Format, Picture, PictureError, check_size};

/// What decoding may take: four 16-bit channels of the largest picture.
const LARGEST_DECODED: u64 = 1 << 30;

const MM_PER_INCH: f64 = 25.4;

/// Checks a PNG: its chunks, then its pixels.
pub(super) fn png(bytes: Vec<u8>) -> Result<Picture, PictureError> {
    let mut resolution = DEFAULT_RESOLUTION;
    let mut ended = false;
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((kind, data, tail)) = png_chunk(rest) {
        rest = tail;
        match (kind, data) {
            (b"pHYs", [x0, x1, x2, x3, _, _, _, _, 1]) => {
                let per_metre = u32::from_be_bytes([*x0, *x1, *x2, *x3]);
                resolution = plausible(f64::from(per_metre) * MM_PER_INCH / 1000.0);
            }
            (b"IEND", _) => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    let (width, height) = decode(&bytes, ImageFormat::Png)?;
    if !ended {
        return Err(PictureError::broken("the end is missing"));
    }
    Ok(Picture::new(Format::Png, bytes, [width, height], resolution))
}

/// The first chunk, as its type and its data, and what follows it.
fn png_chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (data, rest) = rest.split_at_checked(length)?;
    Some((kind, data, rest.get(4..)?))
}

/// Checks a JPEG: its segments, then its pixels.
pub(super) fn jpeg(bytes: Vec<u8>) -> Result<Picture, PictureError> {
    let mut resolution = DEFAULT_RESOLUTION;
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((kind, data, tail)) = jpeg_segment(rest) {
        rest = tail;
        if kind == 0xe0
            && let [b'J', b'F', b'I', b'F', 0, _, _, unit, x0, x1, ..] = data
        {
            let density = f64::from(u16::from_be_bytes([*x0, *x1]));
            resolution = match unit {
                1 => plausible(density),
                2 => plausible(density * MM_PER_INCH / 10.0),
                _ => DEFAULT_RESOLUTION,
            };
        }
        if kind == 0xda {
            break;
        }
    }
    let (width, height) = decode(&bytes, ImageFormat::Jpeg)?;
    // Decoders fill up what is missing of a file that has been cut off.
    if !rest.windows(2).any(|pair| pair == [0xff, 0xd9]) {
        return Err(PictureError::broken("the end is missing"));
    }
    Ok(Picture::new(Format::Jpeg, bytes, [width, height], resolution))
}

/// The first segment, as its marker and its data, and what follows it.
fn jpeg_segment(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    match bytes {
        [0xff, 0xff, ..] => jpeg_segment_after_fill(bytes),
        [0xff, kind, high, low, rest @ ..] => {
            let length = usize::from(u16::from_be_bytes([*high, *low])).checked_sub(2)?;
            let (data, rest) = rest.split_at_checked(length)?;
            Some((*kind, data, rest))
        }
        _ => None,
    }
}

/// How many colours a JPEG has.
pub(super) fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut rest = bytes.get(2..)?;
    loop {
        let (kind, data, tail) = jpeg_segment(rest)?;
        if matches!(kind, 0xc0..=0xcf) && !matches!(kind, 0xc4 | 0xc8 | 0xcc) {
            return data.get(5).copied();
        }
        rest = tail;
    }
}

/// A marker may be preceded by any number of fill bytes.
fn jpeg_segment_after_fill(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let marker = bytes.iter().position(|&byte| byte != 0xff)?;
    jpeg_segment(bytes.get(marker.checked_sub(1)?..)?)
}

/// A resolution that a picture can have; files with none often say 1 or nonsense.
fn plausible(resolution: f64) -> f64 {
    if (10.0..=10_000.0).contains(&resolution) { resolution } else { DEFAULT_RESOLUTION }
}

/// Width and height of a picture all of whose pixels can be had.
fn decode(bytes: &[u8], format: ImageFormat) -> Result<(u32, u32), PictureError> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    // Nothing is allocated for pixels before their number is known to be fine.
    reader.no_limits();
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let size = decoder.total_bytes();
    if size > LARGEST_DECODED {
        return Err(PictureError::Pixels { width, height });
    }
    let size = usize::try_from(size).expect("a GiB is addressable");
    decoder.read_image(&mut vec![0; size]).map_err(broken)?;
    Ok((width, height))
}

/// What the format's own decoder says, without the names of those who pass it on.
fn broken(error: ImageError) -> PictureError {
    let ImageError::Decoding(decoding) = &error else { return PictureError::broken(error) };
    let said = decoding.source().map_or_else(|| error.to_string(), ToString::to_string);
    // Of a wrong checksum it says more than anybody can use.
    let said = said.split_once(" while decoding").map_or(said.as_str(), |(said, _)| said);
    PictureError::broken(said)
}
