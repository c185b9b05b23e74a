//! JPEG files, which PDF shows as they are.

use lopdf::{Object, Stream, dictionary};

use super::Embedded;
use crate::pdf::PdfError;
use crate::pdf::value::name;

/// Makes an image of a JPEG file without decoding it.
pub(super) fn embed(bytes: &[u8]) -> Result<Embedded, PdfError> {
    let header = Header::read(bytes).ok_or(PdfError::Jpeg)?;
    let colors = match header.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return Err(PdfError::Jpeg),
    };
    let mut dictionary = dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Image"),
        "Width" => i64::from(header.width),
        "Height" => i64::from(header.height),
        "ColorSpace" => name(colors),
        "BitsPerComponent" => i64::from(header.precision),
        "Filter" => name("DCTDecode"),
    };
    let is_cmyk = header.components == 4;
    if is_cmyk && header.is_adobe {
        // Adobe's programs write amounts of light where amounts of ink belong
        let inverted = [1, 0].into_iter().cycle().take(8).map(Object::Integer).collect();
        dictionary.set("Decode", Object::Array(inverted));
    }
    let image = Stream::new(dictionary, bytes.to_vec());
    Ok(Embedded::Image { image, mask: None, is_cmyk })
}

/// What a JPEG file says about itself (ITU-T T.81, B.2.2).
#[derive(Debug, Default, Eq, PartialEq)]
struct Header {
    precision: u8,
    height: u16,
    width: u16,
    components: u8,
    is_adobe: bool,
}

impl Header {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut header = Self::default();
        let mut rest = bytes.strip_prefix(&[0xFF, 0xD8])?;
        loop {
            let [0xFF, marker, after @ ..] = rest else { return None };
            match marker {
                // a fill byte
                0xFF => {
                    rest = rest.get(1..)?;
                    continue;
                }
                // markers without a segment
                0x01 | 0xD0..=0xD7 => {
                    rest = after;
                    continue;
                }
                _ => {}
            }
            let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
            let segment = after.get(2..length)?;
            match marker {
                0xEE if segment.starts_with(b"Adobe") => header.is_adobe = true,
                0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                    let [precision, h1, h0, w1, w0, components, ..] = *segment else { return None };
                    header.precision = precision;
                    header.height = u16::from_be_bytes([h1, h0]);
                    header.width = u16::from_be_bytes([w1, w0]);
                    header.components = components;
                    return Some(header);
                }
                // the scan, which no frame announced
                0xDA => return None,
                _ => {}
            }
            rest = after.get(length..)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Embedded, embed};

    /// A file that ends with its frame header.
    fn jpeg(components: u8, adobe: bool) -> Vec<u8> {
        let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xC0];
        if adobe {
            bytes.extend(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\x02");
        }
        bytes.extend([0xFF, 0xFF, 0xC2, 0, 11, 8, 0, 30, 0, 40, components, 1, 0x11, 0]);
        bytes
    }

    #[test]
    fn a_jpeg_is_passed_through_with_its_size_and_colours() {
        for (components, colors) in [(1, "DeviceGray"), (3, "DeviceRGB"), (4, "DeviceCMYK")] {
            let bytes = jpeg(components, false);
            let Embedded::Image { image, .. } = embed(&bytes).unwrap() else { panic!() };
            assert_eq!(image.content, bytes);
            assert_eq!(
                image.dict.get(b"ColorSpace").unwrap().as_name().unwrap(),
                colors.as_bytes()
            );
            assert_eq!(image.dict.get(b"Width").unwrap().as_i64().unwrap(), 40);
            assert_eq!(image.dict.get(b"Height").unwrap().as_i64().unwrap(), 30);
            assert!(!image.dict.has(b"Decode"));
        }
    }

    #[test]
    fn inks_that_adobe_inverts_are_inverted_back() {
        let Embedded::Image { image, is_cmyk, .. } = embed(&jpeg(4, true)).unwrap() else {
            panic!()
        };
        assert!(is_cmyk && image.dict.has(b"Decode"));
    }

    #[test]
    fn a_jpeg_without_a_frame_is_an_error() {
        let bytes = jpeg(3, false);
        for end in 0..bytes.len() - 6 {
            assert!(embed(&bytes[..end]).is_err(), "{end}");
        }
    }
}
