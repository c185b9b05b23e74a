//! The colour space of all inks: sRGB (IEC 61966-2-1), as an ICC profile of version 2.

use lopdf::{Document, Object, Stream, dictionary};

use crate::pdf::value::name;

/// What the profile is called.
const NAME: &str = "sRGB IEC61966-2.1";

/// Adds the profile; returns the output intent (ISO 32000-1, 14.11.5) that names it.
pub(super) fn add(document: &mut Document) -> Object {
    let profile = Stream::new(dictionary! { "N" => 3 }, profile());
    let intent = dictionary! {
        "Type" => name("OutputIntent"),
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => Object::string_literal(NAME),
        "Info" => Object::string_literal(NAME),
        "DestOutputProfile" => document.add_object(profile),
    };
    intent.into()
}

/// Colours as XYZ in parts of 65,536, relative to the white D50, as ICC wants them.
const WHITE: [i32; 3] = [0xF6D6, 0x1_0000, 0xD32D];
const RED: [i32; 3] = [0x6FA2, 0x38F5, 0x0390];
const GREEN: [i32; 3] = [0x6299, 0xB785, 0x18DA];
const BLUE: [i32; 3] = [0x24A0, 0x0F84, 0xB6CF];

/// An ICC profile of a display: primaries and tone curve (ICC.1:2001-04, 6.3.1).
fn profile() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description()),
        (b"cprt", [b"text\0\0\0\0", b"No copyright, use freely\0".as_slice()].concat()),
        (b"wtpt", xyz(WHITE)),
        (b"rXYZ", xyz(RED)),
        (b"gXYZ", xyz(GREEN)),
        (b"bXYZ", xyz(BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = word(tags.len()).to_vec();
    let mut data: Vec<u8> = Vec::new();
    let data_start = 128 + 4 + 12 * tags.len();
    let mut last: Option<(usize, &[u8])> = None;
    for (signature, value) in &tags {
        // the three curves are one
        let offset = match last {
            Some((offset, same)) if same == value.as_slice() => offset,
            _ => {
                data.resize(data.len().next_multiple_of(4), 0);
                data.extend(value);
                data_start + data.len() - value.len()
            }
        };
        last = Some((offset, value));
        table.extend(*signature);
        table.extend(word(offset));
        table.extend(word(value.len()));
    }
    data.resize(data.len().next_multiple_of(4), 0);
    let size = data_start + data.len();
    [header(size), table, data].concat()
}

fn header(size: usize) -> Vec<u8> {
    let mut header = word(size).to_vec();
    header.extend([0; 4]);
    header.extend([2, 0x10, 0, 0]);
    header.extend(b"mntrRGB XYZ ");
    // the standard's year stands for the day of making
    header.extend([1999u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes));
    header.extend(b"acsp");
    header.resize(68, 0);
    header.extend(WHITE.into_iter().flat_map(i32::to_be_bytes));
    header.resize(128, 0);
    header
}

fn word(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("a profile is small").to_be_bytes()
}

fn xyz(values: [i32; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(values.into_iter().flat_map(i32::to_be_bytes));
    bytes
}

/// A text in ASCII, and none in Unicode and in Macintosh's script codes.
fn description() -> Vec<u8> {
    let mut bytes = b"desc\0\0\0\0".to_vec();
    bytes.extend(word(NAME.len() + 1));
    bytes.extend(NAME.bytes());
    bytes.resize(bytes.len() + 1 + 8 + 3 + 67, 0);
    bytes
}

/// The tone curve at 256 places.
#[expect(clippy::disallowed_methods, reason = "rounded to 16 bits, where platforms agree")]
fn curve() -> Vec<u8> {
    let mut bytes = b"curv\0\0\0\0".to_vec();
    bytes.extend(word(256));
    for index in 0..=255u8 {
        let value = f64::from(index) / 255.0;
        let linear =
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
        let sample = (linear * 65_535.0).round() as u16;
        bytes.extend(sample.to_be_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::profile;

    #[test]
    fn the_profile_says_its_size_and_its_tags_lie_in_it() {
        let profile = profile();
        let word = |at: usize| u32::from_be_bytes(*profile[at..].first_chunk().unwrap()) as usize;
        assert_eq!(word(0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        for tag in 0..word(128) {
            let (offset, size) = (word(136 + 12 * tag), word(140 + 12 * tag));
            assert!(offset % 4 == 0 && offset + size <= profile.len());
            assert!(profile[offset..offset + 4].iter().all(u8::is_ascii));
        }
    }
}
