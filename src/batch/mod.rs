//! Many reports in one run: what there is to do, which part of it a machine does, what has been done,
//! and how it is told.
//!
//! Nothing here reads or writes a file: the program does.

pub mod manifest;
pub mod merge;
pub mod name;
pub mod plan;
pub mod shard;
pub mod summary;

#[cfg(test)]
mod tests;

pub use manifest::{Entry, Header, Index, Manifest, Output, State};
pub use plan::{Collision, Job};
pub use shard::Shard;

/// A SHA-256 in hexadecimal digits.
pub fn hex(digest: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| DIGITS[usize::from(digit)]).collect()
}
