//! The bytes of a document.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, Stream, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::pdf::value::name;

/// Fast, for fonts and pages hardly shrink further: level 6 takes twice the time for a tenth.
const LEVEL: u32 = 2;

/// Bytes of each of the two parts of a document's identifier.
const ID_LENGTH: usize = 16;

/// Writes a document, its streams deflated, its identifier (ISO 32000-1, 14.4) made of its
/// content.
pub(super) fn save(mut document: Document) -> Vec<u8> {
    deflate(&mut document);
    "1.7".clone_into(&mut document.version);
    let blank = Object::String(vec![0; ID_LENGTH], StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![blank.clone(), blank]);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a vector takes all that is written to it");
    identify(&mut bytes);
    bytes
}

/// Puts the digest of a file in the place of its blank identifier.
fn identify(bytes: &mut [u8]) {
    let digest = Sha256::digest(&bytes);
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]).take(2 * ID_LENGTH);
    let digits: Vec<u8> = digits.map(|digit| b"0123456789ABCDEF"[usize::from(digit)]).collect();
    for _ in 0..2 {
        let is_blank = |part: &[u8]| part.iter().all(|digit| *digit == b'0');
        let at = bytes.windows(digits.len()).rposition(is_blank);
        let at = at.expect("the trailer has two blank parts");
        bytes[at..at + digits.len()].copy_from_slice(&digits);
    }
}

/// Deflates all streams but those that are compressed already and the metadata, which is to be
/// found by programs that don't know PDF.
fn deflate(document: &mut Document) {
    let mut streams: Vec<&mut Stream> = (document.objects.values_mut())
        .filter_map(|object| match object {
            Object::Stream(stream) => Some(stream),
            _ => None,
        })
        .filter(|stream| !stream.dict.has(b"Filter") && !stream.dict.has_type(b"Metadata"))
        .collect();
    streams.par_iter_mut().for_each(|stream| {
        let capacity = stream.content.len() / 2 + 64;
        let mut encoder = ZlibEncoder::new(Vec::with_capacity(capacity), Compression::new(LEVEL));
        encoder.write_all(&stream.content).expect("a vector takes all that is written to it");
        let deflated = encoder.finish().expect("a vector takes all that is written to it");
        stream.dict.set("Filter", name("FlateDecode"));
        stream.set_content(deflated);
    });
}
