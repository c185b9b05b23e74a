//! Deflate (RFC 1950, 1951), as the streams of a report need it: most bytes are outlines of glyphs,
//! which hardly repeat, and the others are short.
//!
//! zlib looks up every byte and wants a third of a megabyte of memory for it: most of what it saves
//! comes of its Huffman codes. This looks once for each place whether the few bytes there have been
//! seen, and at fewer and fewer places as long as they have not: a sixth of the time of zlib's
//! fastest useful level for four hundredths more bytes.

mod huffman;

use simd_adler32::adler32;

use self::huffman::{Bits, Code, codes, lengths};

/// Symbols for bytes, the end, and lengths of repeats (RFC 1951, 3.2.5).
const SYMBOLS: usize = 286;
const END: usize = 256;
/// Symbols for distances.
const DISTANCES: usize = 30;

/// The shortest repeats that the symbols from 257 on stand for; the last is the longest there is.
const FIRST_LENGTHS: [u16; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
];
const LONGEST: usize = 258;
const FARTHEST: usize = 1 << 15;

/// The longest codes that may be: four of them are put at once ([`Bits::put`]).
const LONGEST_CODE: u8 = 14;

/// The most bytes before and after the coded steps, and the most bits of a step beside its codes.
const HEADER: usize = 512;
const EXTRA_BITS: usize = 5 + 13;

/// What is in a stream, which says how hard to look for repeats.
#[derive(Clone, Copy, Debug)]
pub(super) enum Content {
    /// Text, numbers, pixels.
    Ordinary,
    /// Outlines of glyphs.
    Outlines,
}

impl Content {
    /// The shortest repeats that are looked for, eight bytes at most: a shorter one takes nearly as
    /// many bits as its bytes, and more time.
    const fn shortest(self) -> usize {
        match self {
            Self::Ordinary => 5,
            Self::Outlines => 6,
        }
    }

    /// How many places are kept in mind, as a power of two.
    const fn table_bits(self) -> u32 {
        match self {
            Self::Ordinary => 13,
            Self::Outlines => 11,
        }
    }

    /// After so many places in vain, as a power of two, every second one is passed over, then two
    /// of three, and so on.
    const fn patience_bits(self) -> u32 {
        match self {
            Self::Ordinary => 8,
            Self::Outlines => 4,
        }
    }
}

/// Bytes that are not a repeat, and the repeat after them.
#[derive(Clone, Copy, Debug)]
struct Step {
    literals: u32,
    /// 0 after the last bytes.
    length: u16,
    distance: u16,
}

/// How a stream in the format of zlib begins (RFC 1950, 2.2): a window of 32 KiB, no dictionary.
const START: u16 = 0x0178;

/// Deflates bytes to the format of zlib.
pub(super) fn deflate(bytes: &[u8], content: Content) -> Vec<u8> {
    let mut out = blocks(bytes, content, Position { is_first: true, is_last: true });
    out.extend(adler32(&bytes).to_be_bytes());
    out
}

/// A part of a stream, deflated by itself.
#[derive(Debug)]
pub(super) struct Part {
    blocks: Vec<u8>,
    checksum: u32,
    /// How many bytes it is inflated.
    pub(super) length: usize,
}

/// Where a part is in its stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

impl Part {
    /// Deflates a part of a stream.
    pub(super) fn new(bytes: &[u8], content: Content, position: Position) -> Self {
        let blocks = blocks(bytes, content, position);
        Self { blocks, checksum: adler32(&bytes), length: bytes.len() }
    }
}

/// The stream of all parts, in pieces.
pub(super) fn join(parts: Vec<Part>) -> Vec<Vec<u8>> {
    let of_nothing = 1;
    let checksum = parts
        .iter()
        .fold(of_nothing, |checksum, part| checksum_of_both(checksum, part.checksum, part.length));
    let mut pieces: Vec<Vec<u8>> = parts.into_iter().map(|part| part.blocks).collect();
    pieces.push(checksum.to_be_bytes().to_vec());
    pieces
}

fn blocks(bytes: &[u8], content: Content, position: Position) -> Vec<u8> {
    let steps = steps(bytes, content);
    let (symbol_counts, distance_counts) = frequencies(bytes, &steps);
    let symbols = lengths(&symbol_counts, LONGEST_CODE);
    let distances = lengths(&distance_counts, LONGEST_CODE);
    let coded = bits_of(&symbol_counts, &symbols) + bits_of(&distance_counts, &distances);
    let mut bits = Bits::with_room(HEADER + (coded + steps.len() * EXTRA_BITS) / 8);
    if position.is_first {
        bits.put(START, 16);
    }
    write_header(&mut bits, &symbols, &distances, position.is_last);
    write_steps(&mut bits, bytes, &steps, &codes(&symbols), &codes(&distances));
    if position.is_last {
        return bits.finish();
    }
    // an empty block that is stored as it is: what comes next begins with a byte (RFC 1951, 3.2.4)
    bits.flush();
    bits.put(0b000, 3);
    let mut out = bits.finish();
    out.extend([0, 0, 0xFF, 0xFF]);
    out
}

/// The bits of symbols that occur so often and have codes of such lengths.
fn bits_of(counts: &[u32], lengths: &[u8]) -> usize {
    counts.iter().zip(lengths).map(|(count, length)| *count as usize * usize::from(*length)).sum()
}

fn steps(bytes: &[u8], content: Content) -> Vec<Step> {
    let (table_bits, patience_bits) = (content.table_bits(), content.patience_bits());
    let shortest = content.shortest();
    let first = |at: usize| {
        let eight = bytes.get(at..at + 8)?.first_chunk::<8>()?;
        Some(u64::from_le_bytes(*eight) << (8 * (8 - shortest)))
    };
    let mut seen = vec![0_u32; 1 << table_bits];
    let mut steps = Vec::with_capacity(bytes.len() / 16);
    let (mut at, mut done, mut in_vain) = (0, 0, 0);
    while let Some(here) = first(at) {
        let hash = here.wrapping_mul(0x9E37_79B1_85EB_CA87) >> (64 - table_bits);
        let before = std::mem::replace(&mut seen[hash as usize], at as u32) as usize;
        if before < at && at - before <= FARTHEST && first(before) == Some(here) {
            let most = LONGEST - shortest;
            let length =
                shortest + equal(&bytes[before + shortest..], &bytes[at + shortest..], most);
            let (literals, distance) = ((at - done) as u32, (at - before) as u16);
            steps.push(Step { literals, length: length as u16, distance });
            at += length;
            done = at;
            in_vain = 0;
        } else {
            at += 1 + (in_vain >> patience_bits);
            in_vain += 1;
        }
    }
    steps.push(Step { literals: (bytes.len() - done) as u32, length: 0, distance: 0 });
    steps
}

/// With how many equal bytes, `most` at most, two slices begin.
fn equal(one: &[u8], other: &[u8], most: usize) -> usize {
    let pairs = one.as_chunks::<8>().0.iter().zip(other.as_chunks::<8>().0);
    let mut count = 0;
    for (one, other) in pairs {
        let differing = u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other);
        if differing != 0 || count >= most {
            return most.min(count + differing.trailing_zeros() as usize / 8);
        }
        count += 8;
    }
    let rest = one[count..].iter().zip(&other[count..]);
    most.min(count + rest.take_while(|(one, other)| one == other).count())
}

fn frequencies(bytes: &[u8], steps: &[Step]) -> ([u32; SYMBOLS], [u32; DISTANCES]) {
    let (mut symbols, mut distances) = ([0; SYMBOLS], [0; DISTANCES]);
    symbols[END] = 1;
    let mut lanes = [[0_u32; 256]; 4];
    let mut rest = bytes;
    for step in steps {
        let (literals, after) = rest.split_at(step.literals as usize);
        let (fours, last) = literals.as_chunks::<4>();
        for four in fours {
            for (byte, counts) in four.iter().zip(&mut lanes) {
                counts[usize::from(*byte)] += 1;
            }
        }
        for byte in last {
            symbols[usize::from(*byte)] += 1;
        }
        if step.length > 0 {
            symbols[length_symbol(step.length).0] += 1;
            distances[distance_symbol(step.distance).0] += 1;
        }
        rest = &after[usize::from(step.length)..];
    }
    for counts in lanes {
        symbols.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }
    (symbols, distances)
}

/// By length, the index of the symbol that stands for it.
const LENGTH_SYMBOLS: [u8; LONGEST + 1] = {
    let mut symbols = [0; LONGEST + 1];
    let (mut length, mut index) = (3, 0);
    while length <= LONGEST {
        while index + 1 < FIRST_LENGTHS.len() && FIRST_LENGTHS[index + 1] as usize <= length {
            index += 1;
        }
        symbols[length] = index as u8;
        length += 1;
    }
    symbols
};

/// The symbol of a length, and what is to be added to what it stands for, with the number of bits.
fn length_symbol(length: u16) -> (usize, u16, u8) {
    let index = usize::from(LENGTH_SYMBOLS[usize::from(length)]);
    let extra_bits = match index {
        8..28 => (index / 4 - 1) as u8,
        _ => 0,
    };
    (END + 1 + index, length - FIRST_LENGTHS[index], extra_bits)
}

/// The symbol of a distance, and what is to be added to what it stands for, with the number of bits.
fn distance_symbol(distance: u16) -> (usize, u16, u8) {
    let distance = distance - 1;
    if distance < 4 {
        return (distance.into(), 0, 0);
    }
    let extra_bits = distance.ilog2() - 1;
    let symbol = 2 * extra_bits as usize + usize::from(distance >> extra_bits);
    (symbol, distance & ((1 << extra_bits) - 1), extra_bits as u8)
}

/// The head of a block with codes of its own (RFC 1951, 3.2.7).
fn write_header(
    bits: &mut Bits,
    symbols: &[u8; SYMBOLS],
    distances: &[u8; DISTANCES],
    is_last: bool,
) {
    /// In which order the lengths of the lengths' codes come.
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let all = || symbols.iter().chain(distances).map(|length| usize::from(*length));
    let mut frequencies = [0; ORDER.len()];
    all().for_each(|length| frequencies[length] += 1);
    let own = lengths(&frequencies, 7);
    bits.put(0b100 | u16::from(is_last), 3);
    bits.put((SYMBOLS - 257) as u16, 5);
    bits.put((DISTANCES - 1) as u16, 5);
    bits.put((ORDER.len() - 4) as u16, 4);
    for length in ORDER {
        bits.flush();
        bits.put(own[length].into(), 3);
    }
    let codes = codes(&own);
    for length in all() {
        bits.flush();
        bits.code(codes[length]);
    }
    bits.flush();
}

fn write_steps(
    bits: &mut Bits,
    bytes: &[u8],
    steps: &[Step],
    symbols: &[Code; SYMBOLS],
    distances: &[Code; DISTANCES],
) {
    let mut rest = bytes;
    for step in steps {
        let (literals, after) = rest.split_at(step.literals as usize);
        let (fours, last) = literals.as_chunks::<4>();
        for four in fours {
            for byte in four {
                bits.code(symbols[usize::from(*byte)]);
            }
            bits.flush();
        }
        for byte in last {
            bits.code(symbols[usize::from(*byte)]);
        }
        bits.flush();
        if step.length > 0 {
            let (symbol, extra, extra_bits) = length_symbol(step.length);
            bits.code(symbols[symbol]);
            bits.put(extra, extra_bits);
            let (symbol, extra, extra_bits) = distance_symbol(step.distance);
            bits.code(distances[symbol]);
            bits.put(extra, extra_bits);
            bits.flush();
        }
        rest = &after[usize::from(step.length)..];
    }
    bits.code(symbols[END]);
}

/// The checksum (RFC 1950, 8.2) of bytes that have one and of so many bytes after them, which have
/// another: each is two sums, a low one of the bytes and a high one of the low ones.
fn checksum_of_both(one: u32, next: u32, length: usize) -> u32 {
    /// The largest prime below 2¹⁶.
    const MODULUS: u64 = 65_521;
    let sums = |checksum: u32| (u64::from(checksum & 0xFFFF), u64::from(checksum >> 16));
    let ((low, high), (next_low, next_high)) = (sums(one), sums(next));
    // the sums begin with 1 and 0
    let before = low + MODULUS - 1;
    let high = high + next_high + before % MODULUS * (length as u64 % MODULUS);
    (((high % MODULUS) << 16) | ((before + next_low) % MODULUS)) as u32
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use flate2::Compression;
    use flate2::read::ZlibDecoder;
    use flate2::write::ZlibEncoder;
    use proptest::prelude::*;

    use super::{Content, Part, Position, deflate, join};

    fn inflate(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        ZlibDecoder::new(bytes).read_to_end(&mut out).unwrap();
        out
    }

    proptest! {
        #[test]
        fn bytes_come_out_as_they_went_in(
            outlines in any::<bool>(),
            pieces in proptest::collection::vec(
                (proptest::collection::vec(any::<u8>(), 0..40), 0..600_usize), 0..40),
        ) {
            // stretches that repeat, near and far, among such that don't
            let bytes: Vec<u8> =
                pieces.iter().flat_map(|(piece, times)| piece.repeat(*times)).collect();
            let content = if outlines { Content::Outlines } else { Content::Ordinary };
            prop_assert_eq!(&inflate(&deflate(&bytes, content)), &bytes);
            // in parts, too, some of which may be empty
            let part = |at: usize| &bytes[bytes.len() * at / 3..bytes.len() * (at + 1) / 3];
            let position = |at| Position { is_first: at == 0, is_last: at == 2 };
            let parts = (0..3).map(|at| Part::new(part(at), content, position(at)));
            prop_assert_eq!(inflate(&join(parts.collect()).concat()), bytes);
        }

        #[test]
        fn bytes_of_any_frequencies_come_out(
            counts in proptest::collection::vec(0..30_u32, 0..=24), seed in any::<u32>(),
        ) {
            // frequencies up to powers of two, which make codes of any length
            let mut bytes: Vec<u8> = counts.iter().enumerate()
                .flat_map(|(byte, count)| vec![byte as u8; 1 << (count / 2)]).collect();
            let mut random = seed | 1;
            for at in (1..bytes.len()).rev() {
                random ^= random << 13;
                random ^= random >> 17;
                random ^= random << 5;
                bytes.swap(at, random as usize % (at + 1));
            }
            prop_assert_eq!(inflate(&deflate(&bytes, Content::Outlines)), bytes);
        }
    }

    fn zlib(bytes: &[u8]) -> usize {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(2));
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn outlines_of_a_font_shrink_nearly_as_they_do_with_zlib() {
        let font = crate::assets::embedded_font("GWFangSong.ttf").unwrap();
        let face = ttf_parser::RawFace::parse(&font, 0).unwrap();
        let outlines = &face.table(ttf_parser::Tag::from_bytes(b"glyf")).unwrap()[..300_000];
        let own = deflate(outlines, Content::Outlines);
        assert_eq!(inflate(&own), outlines);
        let zlib = zlib(outlines);
        assert!(own.len() < zlib * 105 / 100, "{} {zlib}", own.len());
    }

    #[test]
    fn text_shrinks_nearly_as_it_does_with_zlib() {
        let text = include_bytes!("../../data/report.schema.json");
        let own = deflate(text, Content::Ordinary);
        assert_eq!(inflate(&own), text);
        let zlib = zlib(text);
        assert!(own.len() < zlib * 115 / 100, "{} {zlib}", own.len());
    }
}
