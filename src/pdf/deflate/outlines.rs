//! Deflate for outlines of glyphs, which hardly repeat.
//!
//! zlib looks up every byte and finds next to nothing: most of what it saves comes of its Huffman
//! codes. This looks once for each place whether the four bytes there have been seen, and at fewer
//! and fewer places as long as they have not: a third of the time of zlib's fastest useful level
//! for three hundredths more bytes.

use super::huffman::{Bits, Code, codes, lengths};

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

/// How many places are kept in mind, as a power of two.
const TABLE_BITS: u32 = 12;

/// After so many places in vain, as a power of two, every second one is passed over, then two of
/// three, and so on.
const PATIENCE_BITS: usize = 6;

/// Bytes that are not a repeat, and the repeat after them.
#[derive(Clone, Copy, Debug)]
struct Step {
    literals: usize,
    /// At least four, or 0 after the last bytes.
    length: usize,
    distance: usize,
}

/// Deflates outlines to the format of zlib.
pub(in crate::pdf) fn deflate_outlines(bytes: &[u8]) -> Vec<u8> {
    let steps = steps(bytes);
    let (symbols, distances) = frequencies(bytes, &steps);
    let symbols = lengths(&symbols, 15);
    let distances = lengths(&distances, 15);
    let mut out = Vec::with_capacity(bytes.len() + 512);
    // a window of 32 KiB, no dictionary
    out.extend([0x78, 0x01]);
    let mut bits = Bits::after(out);
    write_header(&mut bits, &symbols, &distances);
    write_steps(&mut bits, bytes, &steps, &codes(&symbols), &codes(&distances));
    let mut out = bits.finish();
    out.extend(adler32(bytes).to_be_bytes());
    out
}

fn steps(bytes: &[u8]) -> Vec<Step> {
    let four = |at: usize| bytes.get(at..at + 4).and_then(|four| four.first_chunk::<4>());
    let mut seen = vec![0_usize; 1 << TABLE_BITS];
    let mut steps = Vec::new();
    let (mut at, mut done, mut in_vain) = (0, 0, 0);
    while let Some(here) = four(at) {
        let hash = u32::from_le_bytes(*here).wrapping_mul(0x9E37_79B1) >> (32 - TABLE_BITS);
        let before = std::mem::replace(&mut seen[hash as usize], at);
        if before < at && at - before <= FARTHEST && four(before) == Some(here) {
            let pairs = bytes[before..].iter().zip(&bytes[at..]).take(LONGEST);
            let length = pairs.take_while(|(one, other)| one == other).count();
            steps.push(Step { literals: at - done, length, distance: at - before });
            at += length;
            done = at;
            in_vain = 0;
        } else {
            at += 1 + (in_vain >> PATIENCE_BITS);
            in_vain += 1;
        }
    }
    steps.push(Step { literals: bytes.len() - done, length: 0, distance: 0 });
    steps
}

fn frequencies(bytes: &[u8], steps: &[Step]) -> ([u32; SYMBOLS], [u32; DISTANCES]) {
    let (mut symbols, mut distances) = ([0; SYMBOLS], [0; DISTANCES]);
    symbols[END] = 1;
    let mut rest = bytes;
    for step in steps {
        let (literals, after) = rest.split_at(step.literals);
        for byte in literals {
            symbols[usize::from(*byte)] += 1;
        }
        if step.length > 0 {
            symbols[length_symbol(step.length).0] += 1;
            distances[distance_symbol(step.distance).0] += 1;
        }
        rest = &after[step.length..];
    }
    (symbols, distances)
}

/// The symbol of a length, and what is to be added to what it stands for, with the number of bits.
fn length_symbol(length: usize) -> (usize, u16, u8) {
    let length = length as u16;
    let index = FIRST_LENGTHS.partition_point(|first| *first <= length) - 1;
    let extra_bits = match index {
        8..28 => (index / 4 - 1) as u8,
        _ => 0,
    };
    (END + 1 + index, length - FIRST_LENGTHS[index], extra_bits)
}

/// The symbol of a distance, and what is to be added to what it stands for, with the number of bits.
fn distance_symbol(distance: usize) -> (usize, u16, u8) {
    let distance = distance - 1;
    if distance < 4 {
        return (distance, 0, 0);
    }
    let extra_bits = distance.ilog2() - 1;
    let symbol = 2 * extra_bits as usize + (distance >> extra_bits);
    (symbol, (distance & ((1 << extra_bits) - 1)) as u16, extra_bits as u8)
}

/// The head of a block with codes of its own, the last one (RFC 1951, 3.2.7).
fn write_header(bits: &mut Bits, symbols: &[u8; SYMBOLS], distances: &[u8; DISTANCES]) {
    /// In which order the lengths of the lengths' codes come.
    const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
    let all = || symbols.iter().chain(distances).map(|length| usize::from(*length));
    let mut frequencies = [0; ORDER.len()];
    all().for_each(|length| frequencies[length] += 1);
    let own = lengths(&frequencies, 7);
    bits.put(0b101, 3);
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
        let (literals, after) = rest.split_at(step.literals);
        for three in literals.chunks(3) {
            for byte in three {
                bits.code(symbols[usize::from(*byte)]);
            }
            bits.flush();
        }
        if step.length > 0 {
            let (symbol, extra, extra_bits) = length_symbol(step.length);
            bits.code(symbols[symbol]);
            bits.put(extra, extra_bits);
            let (symbol, extra, extra_bits) = distance_symbol(step.distance);
            bits.code(distances[symbol]);
            bits.put(extra, extra_bits);
            bits.flush();
        }
        rest = &after[step.length..];
    }
    bits.code(symbols[END]);
}

/// The checksum of zlib's format (RFC 1950, 9).
fn adler32(bytes: &[u8]) -> u32 {
    /// The largest prime below 2¹⁶, and how many bytes can be added before a sum overflows.
    const MODULUS: u32 = 65_521;
    const BYTES: usize = 5_552;
    let (mut low, mut high) = (1, 0);
    for bytes in bytes.chunks(BYTES) {
        for byte in bytes {
            low += u32::from(*byte);
            high += low;
        }
        low %= MODULUS;
        high %= MODULUS;
    }
    high << 16 | low
}
