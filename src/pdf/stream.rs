//! Content streams (ISO 32000-1, 7.8.2): operands before their operators.

use super::value::{parts_of_point, thousandths};
use crate::unit::Length;

/// A content stream while it is written.
#[derive(Debug, Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// The bytes.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operator, after its operands.
    pub(super) fn operator(&mut self, operator: &str) {
        self.bytes.extend_from_slice(operator.as_bytes());
        self.bytes.push(b'\n');
    }

    /// A whole number.
    pub(super) fn integer(&mut self, value: usize) -> &mut Self {
        self.digits(value);
        self.bytes.push(b' ');
        self
    }

    /// A length in points, to a thousandth.
    pub(super) fn points(&mut self, length: Length) -> &mut Self {
        self.decimal(thousandths(length), 3)
    }

    /// A length in points, to a ten-thousandth: for advances, whose errors add up along a line.
    pub(super) fn fine_points(&mut self, length: Length) -> &mut Self {
        self.decimal(parts_of_point(length, 10_000), 4)
    }

    /// A number given in parts of one, of which there are ten to the power of `places`.
    pub(super) fn decimal(&mut self, parts: i64, places: u32) -> &mut Self {
        if parts < 0 {
            self.bytes.push(b'-');
        }
        let one = 10_u64.pow(places);
        let (whole, mut rest) = (parts.unsigned_abs() / one, parts.unsigned_abs() % one);
        self.digits(whole as usize);
        if rest > 0 {
            self.bytes.push(b'.');
        }
        let mut one = one;
        while rest > 0 {
            one /= 10;
            self.bytes.push(b'0' + (rest / one) as u8);
            rest %= one;
        }
        self.bytes.push(b' ');
        self
    }

    /// A name. Those of ours have no characters that PDF wants escaped.
    pub(super) fn name(&mut self, name: &str) -> &mut Self {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
        self
    }

    /// The property list of marked content: its id, and what else is said of it.
    pub(super) fn properties(&mut self, id: usize, others: Option<&str>) -> &mut Self {
        self.bytes.extend_from_slice(b"<<");
        self.name("MCID").digits(id);
        self.bytes.extend_from_slice(others.unwrap_or_default().as_bytes());
        self.bytes.extend_from_slice(b">> ");
        self
    }

    /// A string of character codes of two bytes each.
    pub(super) fn codes(&mut self, codes: impl Iterator<Item = u16>) -> &mut Self {
        self.bytes.push(b'(');
        for byte in codes.flat_map(u16::to_be_bytes) {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend_from_slice(&[b'\\', byte]),
                // as it is it would be read as a line feed
                b'\r' => self.bytes.extend_from_slice(b"\\r"),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.extend_from_slice(b") ");
        self
    }

    fn digits(&mut self, value: usize) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = value;
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.bytes.extend_from_slice(&digits[at..]);
    }
}

#[cfg(test)]
mod tests {
    use super::Content;
    use crate::unit::Length;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        String::from_utf8_lossy(&content.into_bytes()).into_owned()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let numbers = written(|content| {
            content.points(Length::mm(297)).points(Length::emu(-1)).points(Length::pt(-16));
            content.fine_points(Length::twips(-5)).decimal(-5, 3).decimal(1_050, 3).integer(0);
        });
        assert_eq!(numbers, "841.89 0 -16 -0.25 -0.005 1.05 0 ");
    }

    #[test]
    fn what_has_a_meaning_in_strings_is_escaped() {
        let text = written(|content| {
            content.codes([0x0028, 0x5C29, 0x0D0A].into_iter()).operator("Tj");
        });
        assert_eq!(text, "(\0\\(\\\\\\)\\r\n) Tj\n");
    }
}
