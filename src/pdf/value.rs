//! The values of PDF objects.

use lopdf::{Object, StringFormat};

use crate::frame::Rect;
use crate::unit::Length;

/// A length in points, to a thousandth.
pub(super) fn points(length: Length) -> f32 {
    round(length.to_pt(), 1000.0)
}

/// A length in thousandths of a point.
pub(super) fn thousandths(length: Length) -> i64 {
    parts_of_point(length, 1000)
}

/// A length in parts of a point, of which there are so many.
pub(super) fn parts_of_point(length: Length, parts: i64) -> i64 {
    let point = Length::pt(1).to_emu();
    (length.to_emu() * parts * 2 + point).div_euclid(point * 2)
}

/// A number to so many parts of one. PDF's numbers have no exponent, and seven digits are all that
/// a single carries.
#[expect(clippy::cast_possible_truncation, reason = "singles are what PDF's numbers are")]
pub(super) fn round(value: f64, parts: f64) -> f32 {
    // adding zero turns the negative one into the positive one
    ((value * parts).round() / parts + 0.0) as f32
}

/// A name object.
pub(super) fn name(name: impl AsRef<[u8]>) -> Object {
    Object::Name(name.as_ref().to_vec())
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else as UTF-16.
pub(super) fn text(text: &str) -> Object {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A rectangle of which the corners are given, in thousandths of a type size or in points.
pub(super) fn rectangle(corners: [f32; 4]) -> Object {
    Object::Array(corners.into_iter().map(Object::Real).collect())
}

/// An area of a page of the given height.
pub(super) fn area(area: Rect, page_height: Length) -> Object {
    let (left, bottom) = (area.x, page_height - area.y - area.height);
    rectangle([left, bottom, left + area.width, bottom + area.height].map(points))
}

#[cfg(test)]
mod tests {
    use super::{points, text};
    use crate::unit::Length;

    #[test]
    fn lengths_are_written_with_three_decimals_and_no_exponent() {
        assert_eq!(points(Length::mm(297)).to_string(), "841.89");
        assert_eq!(points(Length::emu(1)).to_string(), "0");
        assert_eq!(points(Length::emu(-1)).to_string(), "0");
    }

    #[test]
    fn text_beyond_ascii_is_utf_16_with_its_mark() {
        assert_eq!(text("a(b)").as_str().unwrap(), b"a(b)");
        assert_eq!(text("总").as_str().unwrap(), [0xFE, 0xFF, 0x60, 0x3B]);
    }
}
