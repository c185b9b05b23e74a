//! Lengths, the one unit of measure that every stage shares.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// An absolute length in English Metric Units (EMU), 914 400 to the inch.
///
/// Millimetres (36 000 EMU), points (12 700) and twips (635) are all whole numbers of EMU, so the
/// page rules (mm), type sizes (pt) and OOXML (twips) meet without rounding.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Length(i64);

const EMU_PER_MM: i64 = 36_000;
const EMU_PER_PT: i64 = 12_700;
const EMU_PER_TWIP: i64 = 635;

impl Length {
    /// No length.
    pub const ZERO: Self = Self(0);

    /// A length of whole EMU.
    pub const fn emu(value: i64) -> Self {
        Self(value)
    }

    /// A length of whole millimetres.
    pub const fn mm(value: i64) -> Self {
        Self(value * EMU_PER_MM)
    }

    /// A length of whole points (1/72 inch).
    pub const fn pt(value: i64) -> Self {
        Self(value * EMU_PER_PT)
    }

    /// A length of whole twips (1/20 pt), the unit of OOXML and of line breaking.
    pub const fn twips(value: i64) -> Self {
        Self(value * EMU_PER_TWIP)
    }

    /// The length in EMU.
    pub const fn to_emu(self) -> i64 {
        self.0
    }

    /// The length in twips, rounded half away from zero.
    pub const fn to_twips(self) -> i64 {
        let half = EMU_PER_TWIP / 2;
        if self.0 >= 0 { (self.0 + half) / EMU_PER_TWIP } else { (self.0 - half) / EMU_PER_TWIP }
    }

    /// The length in points.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / EMU_PER_PT as f64
    }

    /// The length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / EMU_PER_MM as f64
    }

    /// The length in half points, the unit of `w:sz`, rounded half away from zero.
    pub const fn to_half_points(self) -> i64 {
        (self.0 + EMU_PER_PT / 4) / (EMU_PER_PT / 2)
    }

    /// The length as the nearest whole number of twips.
    #[must_use]
    pub const fn round_to_twips(self) -> Self {
        Self::twips(self.to_twips())
    }

    /// The length times `numerator / denominator`, rounded to the nearest EMU.
    ///
    /// # Panics
    ///
    /// Panics if `denominator` is not positive.
    #[must_use]
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        const SMALL: i64 = 1 << 31;
        assert!(denominator > 0, "a scale needs a positive denominator");
        let half = denominator / 2;
        // lengths on a page by parts of an em: no need for a division of 128 bits
        if let (0..SMALL, 0..SMALL, 0..SMALL) = (self.0, numerator, denominator) {
            return Self((self.0 * numerator + half) / denominator);
        }
        let product = self.0 as i128 * numerator as i128;
        let half = if product >= 0 { half } else { -half };
        Self(((product + half as i128) / denominator as i128) as i64)
    }

    /// Parses a length with its unit: `37mm`, `2.5cm`, `16pt`, `579twip`, or a Chinese type size
    /// (字号) such as `三号`.
    ///
    /// Returns `None` if the text is not a number followed by one of these units, or not a type
    /// size.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(size) = type_size(text) {
            return Some(size);
        }
        let split = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))?;
        let (number, unit) = text.split_at(split);
        let number: f64 = number.parse().ok()?;
        let scale = match unit.trim() {
            "mm" => EMU_PER_MM,
            "cm" => EMU_PER_MM * 10,
            "pt" => EMU_PER_PT,
            "twip" => EMU_PER_TWIP,
            _ => return None,
        };
        let emu = number * scale as f64;
        (emu.abs() < 1e15).then(|| Self(emu.round() as i64))
    }
}

/// The Chinese type sizes (字号) and their points.
const TYPE_SIZES: [(&str, f64); 16] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

fn type_size(name: &str) -> Option<Length> {
    let (_, points) = TYPE_SIZES.iter().find(|(size, _)| *size == name)?;
    Some(Length((points * EMU_PER_PT as f64) as i64))
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}mm", self.to_mm())
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

impl<'de> serde::Deserialize<'de> for Length {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "`{text}` is not a length: write a number and mm, cm, pt or twip, or a type size such as 三号"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn a_twip_a_point_and_a_millimetre_are_whole_emu() {
        assert_eq!(Length::twips(20), Length::pt(1));
        assert_eq!(Length::mm(127), Length::pt(360));
    }

    #[test]
    fn lengths_are_read_with_their_unit_only() {
        assert_eq!(Length::parse("37mm"), Some(Length::mm(37)));
        assert_eq!(Length::parse("三号"), Some(Length::pt(16)));
        assert_eq!(Length::parse("10.5pt"), Length::parse("五号"));
        assert_eq!(Length::parse("12"), None);
        assert_eq!(Length::parse("12px"), None);
    }
}
