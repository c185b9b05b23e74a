//! Deflate (RFC 1950, 1951): zlib's for text, our own for outlines.

mod huffman;
mod outlines;

use flate2::{Compress, Compression, FlushCompress, Status};

pub(super) use outlines::deflate_outlines;

/// A state of zlib's. It is large, so it is made once and used for many streams.
#[derive(Debug)]
pub(super) struct Deflater {
    state: Compress,
}

/// Pages shrink by a twentieth more at level 6, in twice the time.
const LEVEL: u32 = 2;

impl Deflater {
    /// A new state.
    pub(super) fn new() -> Self {
        Self { state: Compress::new(Compression::new(LEVEL), true) }
    }

    /// Deflates a stream.
    ///
    /// # Panics
    ///
    /// Never: zlib refuses no bytes.
    pub(super) fn deflate(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.state.reset();
        let mut out = Vec::with_capacity(bytes.len() / 2 + 64);
        loop {
            let done = usize::try_from(self.state.total_in()).expect("it is a part of the bytes");
            let rest = &bytes[done..];
            let status = self.state.compress_vec(rest, &mut out, FlushCompress::Finish);
            if status.expect("zlib refuses no bytes") == Status::StreamEnd {
                return out;
            }
            out.reserve(bytes.len() / 4 + 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::ZlibDecoder;
    use proptest::prelude::*;

    use super::{Deflater, deflate_outlines};

    fn inflate(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        ZlibDecoder::new(bytes).read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn streams_one_after_another_are_streams_of_their_own() {
        let mut deflater = Deflater::new();
        let noise: Vec<u8> = (0..30_000_u32).map(|at| (at.wrapping_mul(at) >> 7) as u8).collect();
        for bytes in [&noise[..], b"", b"a", &noise[..100], &noise[7..20_000]] {
            assert_eq!(inflate(&deflater.deflate(bytes)), bytes);
        }
    }

    proptest! {
        #[test]
        fn outlines_come_out_as_they_went_in(
            pieces in proptest::collection::vec(
                (proptest::collection::vec(any::<u8>(), 0..40), 0..600_usize), 0..40),
        ) {
            // stretches that repeat, near and far, among such that don't
            let bytes: Vec<u8> =
                pieces.iter().flat_map(|(piece, times)| piece.repeat(*times)).collect();
            prop_assert_eq!(inflate(&deflate_outlines(&bytes)), bytes);
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
            prop_assert_eq!(inflate(&deflate_outlines(&bytes)), bytes);
        }
    }

    #[test]
    fn outlines_of_a_font_shrink_nearly_as_they_do_with_zlib() {
        let font = crate::assets::embedded_font("GWFangSong.ttf").unwrap();
        let face = ttf_parser::RawFace::parse(&font, 0).unwrap();
        let outlines = &face.table(ttf_parser::Tag::from_bytes(b"glyf")).unwrap()[..300_000];
        let own = deflate_outlines(outlines);
        assert_eq!(inflate(&own), outlines);
        let zlib = Deflater::new().deflate(outlines);
        assert!(own.len() < zlib.len() * 105 / 100, "{} {}", own.len(), zlib.len());
    }
}
