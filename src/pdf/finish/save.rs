//! The bytes of a document: its streams, among them such as hold all other objects (ISO 32000-1,
//! 7.5.7), then the one that says where each object is (7.5.8).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::write::{write_dictionary, write_number, write_object};
use crate::pdf::deflate::{Content, deflate};
use crate::pdf::value::name;

/// Objects in a stream of objects. A reader unpacks all of them for one.
const PACKED: usize = 200;

/// From how many bytes on threads deflate faster than they start.
const WORTH_THREADS: usize = 1 << 20;

/// Bytes of each of the two parts of a document's identifier.
const ID_LENGTH: usize = 16;

/// Where an object is, as the entry of a cross-reference stream says it.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Nowhere: nothing refers to it.
    Free,
    /// From a byte on.
    Byte(usize),
    /// In a stream of objects of that number, at an index.
    Packed(usize, usize),
}

/// Objects that are no streams, as bytes. What a document has thousands of goes here as soon as it
/// is made: kept as objects they would take ten times the memory.
#[derive(Debug, Default)]
pub(super) struct Packed {
    packs: Vec<Pack>,
    /// Those whose place is among the document's own objects, by their numbers.
    apart: BTreeMap<u32, Vec<u8>>,
}

/// What becomes one stream of objects.
#[derive(Debug, Default)]
struct Pack {
    /// The objects' numbers.
    numbers: Vec<u32>,
    /// Their numbers and places in the body.
    head: Vec<u8>,
    body: Vec<u8>,
}

impl Packed {
    /// Adds an object of that number, which is written to what `write` gets.
    pub(super) fn add(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        if self.packs.last().is_none_or(|pack| pack.numbers.len() == PACKED) {
            self.packs.push(Pack::default());
        }
        let Some(Pack { numbers, head, body }) = self.packs.last_mut() else { return };
        numbers.push(number);
        write_number(number as usize, head);
        head.push(b' ');
        write_number(body.len(), head);
        head.push(b' ');
        write(body);
        body.push(b'\n');
    }

    /// Sets an object of the document, in which nothing stands for its bytes.
    pub(super) fn set_apart(&mut self, document: &mut Document, id: ObjectId, bytes: Vec<u8>) {
        document.set_object(id, Object::Null);
        self.apart.insert(id.0, bytes);
    }
}

impl Pack {
    fn into_stream(self) -> Stream {
        let Self { numbers, head: mut content, mut body } = self;
        let dictionary = dictionary! {
            "Type" => name("ObjStm"),
            "N" => integer(numbers.len()),
            "First" => integer(content.len()),
        };
        content.append(&mut body);
        Stream::new(dictionary, content)
    }
}

/// A stream whose content, deflated if it is to be, is in pieces.
#[derive(Debug)]
pub(super) struct PiecedStream {
    /// Of its object.
    pub(super) number: u32,
    pub(super) dictionary: Dictionary,
    pub(super) content: Vec<Vec<u8>>,
}

impl PiecedStream {
    fn new((number, stream): (u32, Stream)) -> Self {
        Self { number, dictionary: stream.dict, content: vec![stream.content] }
    }

    fn length(&self) -> usize {
        self.content.iter().map(Vec::len).sum()
    }

    /// Writes the object up to its content.
    fn write_head(&mut self, out: &mut Vec<u8>) {
        self.dictionary.set("Length", integer(self.length()));
        write_number(self.number as usize, out);
        out.extend(b" 0 obj\n");
        write_dictionary(&self.dictionary, out);
        out.extend(b"stream\n");
    }

    /// Writes the content and the end of the object.
    fn write_content(self, out: &mut Vec<u8>) {
        for mut piece in self.content {
            out.append(&mut piece);
        }
        out.extend(b"\nendstream\nendobj\n");
    }
}

/// A document that is written but for some streams, which others are still making.
#[derive(Debug)]
pub(super) struct Saved {
    /// Where objects are, as far as they are packed.
    places: Vec<Place>,
    streams: Vec<PiecedStream>,
    trailer: Dictionary,
}

/// Deflates a document's streams; what is no stream is packed, if it isn't yet.
pub(super) fn save(document: Document, mut packed: Packed) -> Saved {
    let count = document.max_id as usize + 1;
    let mut streams = Vec::new();
    for ((number, _), object) in document.objects {
        match object {
            Object::Stream(stream) => streams.push((number, stream)),
            object => match packed.apart.remove(&number) {
                Some(mut bytes) => packed.add(number, |out| out.append(&mut bytes)),
                None => packed.add(number, |out| write_object(&object, out)),
            },
        }
    }
    let mut places = vec![Place::Free; count + packed.packs.len()];
    for (pack, number) in packed.packs.into_iter().zip(count..) {
        for (index, object) in pack.numbers.iter().enumerate() {
            places[*object as usize] = Place::Packed(number, index);
        }
        streams.push((number as u32, pack.into_stream()));
    }
    shrink(streams.iter_mut().map(|(_, stream)| stream));
    let streams = streams.into_iter().map(PiecedStream::new).collect();
    Saved { places, streams, trailer: document.trailer }
}

impl Saved {
    /// The bytes of the document with the last streams, deflated already; its identifier (ISO
    /// 32000-1, 14.4) is made of its content.
    pub(super) fn into_bytes(self, last: impl Iterator<Item = PiecedStream>) -> Vec<u8> {
        let Self { mut places, mut streams, mut trailer } = self;
        streams.extend(last);
        streams.sort_by_key(|stream| stream.number);
        let length: usize = streams.iter().map(|stream| stream.length() + 160).sum();
        let mut out = Vec::with_capacity(length + places.len() * 4 + 512);
        let mut digest = Sha256::new();
        // bytes beyond ASCII, so that nobody takes the file for text
        out.extend(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
        for mut stream in streams {
            let start = out.len();
            places[stream.number as usize] = Place::Byte(start);
            stream.write_head(&mut out);
            digest.update(&out[start..]);
            // the last piece of several holds a checksum of them all
            digest.update(stream.content.last().map_or(&[][..], Vec::as_slice));
            stream.write_content(&mut out);
        }
        let id = digest.finalize()[..ID_LENGTH].to_vec();
        let id = Object::String(id, StringFormat::Hexadecimal);
        trailer.set("ID", vec![id.clone(), id]);
        write_places(places, trailer, &mut out);
        out
    }
}

/// Deflates all streams but those that are compressed already and the metadata, which is to be
/// found by programs that don't know PDF.
pub(in crate::pdf) fn shrink<'a>(streams: impl IntoIterator<Item = &'a mut Stream>) {
    let is_raw =
        |stream: &&mut Stream| !stream.dict.has(b"Filter") && !stream.dict.has_type(b"Metadata");
    let raw: Vec<&mut Stream> = streams.into_iter().filter(is_raw).collect();
    let shrink = |stream: &mut Stream| {
        stream.content = deflate(&stream.content, Content::Ordinary);
        stream.dict.set("Filter", name("FlateDecode"));
    };
    if raw.iter().map(|stream| stream.content.len()).sum::<usize>() < WORTH_THREADS {
        raw.into_iter().for_each(shrink);
    } else {
        raw.into_par_iter().for_each(shrink);
    }
}

/// Writes the cross-reference stream, whose dictionary is the trailer, and the file's end. Rows are
/// predicted from the ones above (7.4.4.4): they differ by little.
fn write_places(mut places: Vec<Place>, mut trailer: Dictionary, out: &mut Vec<u8>) {
    /// Bytes of an entry: its type, a place or a number, an index.
    const WIDTHS: [usize; 3] = [1, 4, 2];
    const ROW: usize = WIDTHS[0] + WIDTHS[1] + WIDTHS[2];
    let (number, start) = (places.len(), out.len());
    places.push(Place::Byte(start));
    let mut rows = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0; ROW];
    for place in &places {
        let (kind, second, third) = match *place {
            Place::Free => (0, 0, 0),
            Place::Byte(byte) => (1, byte, 0),
            Place::Packed(stream, index) => (2, stream, index),
        };
        let second = u32::try_from(second).expect("PDF has no larger files").to_be_bytes();
        let third = u16::try_from(third).expect("few objects are packed together").to_be_bytes();
        let mut row = [kind; ROW];
        row[1..5].copy_from_slice(&second);
        row[5..].copy_from_slice(&third);
        rows.push(PREDICTED_FROM_ABOVE);
        rows.extend(row.iter().zip(above).map(|(one, other)| one.wrapping_sub(other)));
        above = row;
    }
    trailer.set("Type", name("XRef"));
    trailer.set("Size", integer(places.len()));
    trailer.set("W", WIDTHS.map(integer).to_vec());
    trailer.set("Filter", name("FlateDecode"));
    let columns = integer(ROW);
    trailer.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns });
    let content = vec![deflate(&rows, Content::Ordinary)];
    let mut stream = PiecedStream { number: number as u32, dictionary: trailer, content };
    stream.write_head(out);
    stream.write_content(out);
    out.extend(b"startxref\n");
    write_number(start, out);
    out.extend(b"\n%%EOF\n");
}

/// The number of that way of predicting before each row.
const PREDICTED_FROM_ABOVE: u8 = 2;

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).expect("a file is smaller than that"))
}
