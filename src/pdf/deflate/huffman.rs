//! Huffman codes (RFC 1951, 3.2.2) and the bits that they are written in.

/// The lengths of the codes of symbols with these frequencies, none longer than `limit`; 0 for a
/// symbol that does not occur. At least two symbols get a code, without which there is no tree.
pub(super) fn lengths<const N: usize>(frequencies: &[u32; N], limit: u8) -> [u8; N] {
    let mut frequencies = *frequencies;
    for symbol in 0..N {
        if frequencies.iter().filter(|count| **count > 0).count() >= 2 {
            break;
        }
        frequencies[symbol] = frequencies[symbol].max(1);
    }
    loop {
        let lengths = unlimited(&frequencies);
        if lengths.iter().all(|length| *length <= limit) {
            return lengths;
        }
        // flatter, until the tree is flat enough
        for count in frequencies.iter_mut().filter(|count| **count > 0) {
            *count = *count / 2 + 1;
        }
    }
}

/// Huffman's tree: the two lightest nodes become one, again and again. Made nodes come in the order
/// of their weights, so the lightest node is the first leaf or the first made node that is left.
fn unlimited<const N: usize>(frequencies: &[u32; N]) -> [u8; N] {
    let used = frequencies.iter().zip(0_u64..).filter(|(count, _)| **count > 0);
    // in one number each, which is sorted faster
    let mut leaves: Vec<u64> =
        used.map(|(count, symbol)| u64::from(*count) << 32 | symbol).collect();
    leaves.sort_unstable();
    let count = leaves.len();
    let mut weights: Vec<u32> = leaves.iter().map(|leaf| (leaf >> 32) as u32).collect();
    let mut parents = vec![0; 2 * count - 1];
    let (mut leaf, mut made) = (0, count);
    for node in count..2 * count - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < count && (made == node || weights[leaf] <= weights[made]);
            let next = if is_leaf { &mut leaf } else { &mut made };
            weight += weights[*next];
            parents[*next] = node;
            *next += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0_u8; 2 * count - 1];
    for node in (0..2 * count - 2).rev() {
        depths[node] = depths[parents[node]].saturating_add(1);
    }
    let mut lengths = [0; N];
    for (leaf, depth) in leaves.into_iter().zip(depths) {
        lengths[leaf as u32 as usize] = depth;
    }
    lengths
}

/// A code as it is written, its first bit the lowest, and its length.
pub(super) type Code = (u16, u8);

/// The codes of the given lengths.
pub(super) fn codes<const N: usize>(lengths: &[u8; N]) -> [Code; N] {
    let mut next = [0_u16; 17];
    for length in lengths.iter().filter(|length| **length > 0) {
        next[usize::from(*length) + 1] += 1;
    }
    for length in 1..next.len() - 1 {
        next[length] = (next[length - 1] + next[length]) << 1;
    }
    lengths.map(|length| {
        if length == 0 {
            return (0, 0);
        }
        let code = &mut next[usize::from(length)];
        *code += 1;
        ((*code - 1).reverse_bits() >> (16 - length), length)
    })
}

/// Bits, the first of each byte the lowest.
#[derive(Debug)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// How many bytes are whole.
    at: usize,
    pending: u64,
    /// How many bits are pending; less than 8 after [`Bits::flush`].
    count: u32,
}

impl Bits {
    /// No bits yet, with room for so many bytes of them.
    pub(super) fn with_room(bytes: usize) -> Self {
        Self { bytes: vec![0; bytes + 8], at: 0, pending: 0, count: 0 }
    }

    /// Puts bits; 56 at most before the next [`Bits::flush`].
    #[inline]
    pub(super) fn put(&mut self, bits: u16, count: u8) {
        self.pending |= u64::from(bits) << self.count;
        self.count += u32::from(count);
    }

    /// Puts a code.
    #[inline]
    pub(super) fn code(&mut self, (bits, length): Code) {
        self.put(bits, length);
    }

    /// Moves whole bytes to the others.
    #[inline]
    pub(super) fn flush(&mut self) {
        self.bytes[self.at..self.at + 8].copy_from_slice(&self.pending.to_le_bytes());
        self.at += (self.count / 8) as usize;
        self.pending >>= self.count & !7;
        self.count %= 8;
    }

    /// The bytes, the last one filled up.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.flush();
        self.bytes.truncate(self.at + usize::from(self.count > 0));
        self.bytes
    }
}
