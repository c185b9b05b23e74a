//! Bytes to text: UTF-8, and what to do with anything else.

use std::borrow::Cow;

use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source};

/// How large a report may be.
const LIMIT_MIB: usize = 64;

/// The byte-order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Decodes the bytes of a report that findings call `name`.
///
/// They must be UTF-8; a byte-order mark is dropped. Bytes that are given away are not copied.
///
/// # Errors
///
/// [`Reported`] if they are in another encoding, which is named along with the way to convert it, or
/// more than 64 MiB.
pub fn decode<'b>(
    bytes: impl Into<Cow<'b, [u8]>>,
    name: &str,
    sink: &mut Sink,
) -> Result<Source, Reported> {
    let bytes = bytes.into();
    if bytes.len() > LIMIT_MIB << 20 {
        return Err(sink.error(Diagnostic::new(Code::TooLarge).with("limit", LIMIT_MIB)));
    }
    if let Some(encoding) = utf16(&bytes) {
        let finding = Diagnostic::new(Code::Utf16).with("encoding", encoding);
        return Err(sink.error(finding.with("name", name)));
    }
    let start = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
    let content = match bytes {
        Cow::Owned(bytes) if start == 0 => bytes,
        bytes => bytes[start..].to_vec(),
    };
    match String::from_utf8(content) {
        Ok(text) => Ok(Source { name: name.to_owned(), text }),
        Err(error) if is_gbk(error.as_bytes()) => {
            Err(sink.error(Diagnostic::new(Code::Gbk).with("name", name)))
        }
        Err(error) => {
            let offset = start + error.utf8_error().valid_up_to() + 1;
            Err(sink.error(Diagnostic::new(Code::NotUtf8).with("offset", offset)))
        }
    }
}

/// The UTF-16 that the bytes are in, by their mark or else by where their zero bytes stand: the
/// ASCII of the keys has one in every pair, in the first byte of big-endian pairs and in the second
/// of little-endian ones.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16BE"),
        _ if !bytes.contains(&0) => return None,
        _ => {}
    }
    let (pairs, []) = bytes.as_chunks::<2>() else { return None };
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    // Now and then the other byte is zero too: 一 is U+4E00.
    let most = |one: usize, other: usize| one > pairs.len() / 10 && one > 4 * other;
    if most(first, second) {
        Some("UTF-16BE")
    } else if most(second, first) {
        Some("UTF-16LE")
    } else {
        None
    }
}

/// Whether the bytes are GB 18030, of which GBK is a part: all sequences are well-formed, and most
/// of the two-byte ones are Han characters of everyday use (GB/T 2312), which chance does not make.
fn is_gbk(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let (mut common, mut rare) = (0_usize, 0_usize);
    loop {
        rest = match rest {
            [] => return common > rare,
            [0..=0x7f, tail @ ..] => tail,
            [0xa1..=0xf7, 0xa1..=0xfe, tail @ ..] => {
                common += 1;
                tail
            }
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, tail @ ..]
            | [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', tail @ ..] => {
                rare += 1;
                tail
            }
            _ => return false,
        };
    }
}
