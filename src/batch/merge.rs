//! Joining the manifests of shards.

use std::collections::BTreeMap;

use super::{Entry, Header, Manifest, Shard};

/// The manifests of the shards of one batch, joined.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Merged {
    /// The header that the batch would have had in one run.
    pub header: Header,
    /// All entries, by name.
    pub entries: BTreeMap<String, Entry>,
    /// The shards whose manifests are not there.
    pub missing: Vec<Shard>,
    /// The shards that did not come to their end.
    pub unfinished: Vec<Shard>,
}

/// Why manifests can't be joined.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MergeError {
    /// There are none.
    Nothing,
    /// One has no header, or not that of a shard.
    NotAShard {
        /// Its index among those given.
        index: usize,
    },
    /// Two are of different batches, programs or numbers of shards.
    Different {
        /// The index of one.
        first: usize,
        /// The index of the other.
        second: usize,
    },
    /// Two are of the same shard.
    Twice {
        /// The index of one.
        first: usize,
        /// The index of the other.
        second: usize,
    },
}

/// Joins the manifests of shards.
///
/// # Errors
///
/// [`MergeError`] if they don't belong together. That some are missing is no error here.
pub fn merge(manifests: &[Manifest]) -> Result<Merged, MergeError> {
    let mut shards: BTreeMap<u32, usize> = BTreeMap::new();
    let mut unfinished = Vec::new();
    let mut common: Option<(usize, Header, u32)> = None;
    for (index, manifest) in manifests.iter().enumerate() {
        let header = manifest.header.as_ref();
        let shard = header.and_then(|header| Shard::parse(header.shard.as_deref()?));
        let (Some(header), Some(shard)) = (header, shard) else {
            return Err(MergeError::NotAShard { index });
        };
        if manifest.entries.len() < header.share.unwrap_or_default() || !header.complete {
            unfinished.push(shard);
        }
        let header = Header { shard: None, share: None, complete: true, ..header.clone() };
        match &common {
            None => common = Some((index, header, shard.count())),
            Some((first, known, count)) if *known != header || *count != shard.count() => {
                return Err(MergeError::Different { first: *first, second: index });
            }
            Some(_) => {}
        }
        if let Some(&first) = shards.get(&shard.index()) {
            return Err(MergeError::Twice { first, second: index });
        }
        shards.insert(shard.index(), index);
    }
    let Some((_, header, count)) = common else { return Err(MergeError::Nothing) };
    let missing = (1..=count).filter(|index| !shards.contains_key(index));
    let missing: Vec<Shard> = missing.filter_map(|index| Shard::new(index, count)).collect();
    let entries: BTreeMap<String, Entry> =
        manifests.iter().flat_map(|manifest| manifest.entries.clone()).collect();
    Ok(Merged { header, entries, missing, unfinished })
}
