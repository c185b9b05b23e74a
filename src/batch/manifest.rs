//! The manifest: what has been made of what, a line each, so that a later run makes only what has
//! changed.
//!
//! The first line is a [`Header`], every other an [`Entry`]. A running batch appends an entry for each
//! job that it has done; a later entry of a name replaces an earlier one. Once it is through, the
//! lines are sorted by name. A line that was cut off, since the machine stopped, counts as not
//! written.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};

/// The version of the form of manifests.
const VERSION: u32 = 1;

/// What a manifest is about.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the form.
    pub manifest: u32,
    /// The version of the program.
    pub program: String,
    /// The shard, `2/4`, unless the batch was done in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
    /// How many jobs of it the shard has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<usize>,
    /// How many jobs the whole batch has.
    pub jobs: usize,
    /// A digest of the whole batch: shards that are parts of the same have the same.
    pub batch: String,
    /// Whether the last run came to its end: all outputs were found or made then.
    #[serde(default, skip_serializing_if = "is_false")]
    pub complete: bool,
}

impl Header {
    /// The header of a batch of so many jobs that is done in one, and not yet to its end.
    pub fn new(program: &str, jobs: usize, batch: String) -> Self {
        let program = program.to_owned();
        Self { manifest: VERSION, program, shard: None, share: None, jobs, batch, complete: false }
    }
}

/// What became of a job.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The path of its outputs below the output folder, without extension.
    pub name: String,
    /// The file that it was made from: a report, or a template.
    pub input: String,
    /// The number of its row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// How it ended.
    pub state: State,
    /// A digest of all that it was made from but the files that the report names.
    pub digest: String,
    /// The files that the report names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// How many warnings there were.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub warnings: usize,
    /// The outputs; none of a failed job.
    pub outputs: Vec<Output>,
    /// Outputs of earlier runs that are no longer made: of a failed job, or in a format that is no
    /// longer asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leftover: Vec<Output>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// How a job ended.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Its outputs are written.
    Done,
    /// They are not.
    Failed,
}

/// A file that a report names.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its path as the report gives it.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A file that was written.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its path below the output folder, parts separated by `/`.
    pub path: String,
    /// How many bytes it has.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// A manifest as it was read.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Manifest {
    /// Its first line; none if it was cut off there already.
    pub header: Option<Header>,
    /// The last entry of each name, by name.
    pub entries: BTreeMap<String, Entry>,
}

/// Where the entries of a manifest stand in it, for one that is not to be held in memory.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Index {
    /// Its first line; none if it was cut off there already.
    pub header: Option<Header>,
    /// The last line of each name, by name.
    pub lines: BTreeMap<Box<str>, Line>,
    /// Where the entries begin: how many bytes the header has.
    pub start: u64,
    /// How many bytes of it are whole lines: what is after them was cut off.
    pub whole: u64,
    /// Whether the entries stand in the order of their names, each once, and nothing is cut off: the form in
    /// which a run leaves a manifest at its end.
    pub is_sorted: bool,
}

/// The line of an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Line {
    /// Its first byte.
    pub start: u64,
    /// How many bytes it has.
    pub length: usize,
    /// Whether the entry has outputs that are no longer made.
    pub has_leftover: bool,
}

/// Why a manifest can't be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestError {
    /// A whole line is damaged, or of another version.
    #[error("line {line}: {detail}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        detail: String,
    },
    /// It can't be read.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// [`ManifestError`] if a line that was not cut off is no sound one.
    pub fn read(reader: impl BufRead) -> Result<Self, ManifestError> {
        let mut manifest = Self::default();
        each_line(reader, |_, line| match line {
            Read::Header(header) => manifest.header = Some(header),
            Read::Entry(entry) => {
                manifest.entries.insert(entry.name.clone(), entry);
            }
        })?;
        Ok(manifest)
    }
}

impl Index {
    /// Reads where the entries of a manifest stand.
    ///
    /// # Errors
    ///
    /// As of [`Manifest::read`].
    pub fn read(reader: impl BufRead) -> Result<Self, ManifestError> {
        let mut index = Self { is_sorted: true, ..Self::default() };
        let is_whole = each_line(reader, |length, line| {
            match line {
                Read::Header(header) => {
                    index.header = Some(header);
                    index.start = length as u64;
                }
                Read::Entry(entry) => {
                    let has_leftover = !entry.leftover.is_empty();
                    let line = Line { start: index.whole, length, has_leftover };
                    let last = index.lines.last_key_value();
                    index.is_sorted &= last.is_none_or(|(last, _)| **last < *entry.name);
                    index.lines.insert(entry.name.into(), line);
                }
            }
            index.whole += length as u64;
        })?;
        index.is_sorted &= is_whole;
        Ok(index)
    }
}

/// A line as it was read.
enum Read {
    Header(Header),
    Entry(Entry),
}

/// Hands over each whole line with its length; returns whether nothing comes after them.
fn each_line(
    mut reader: impl BufRead,
    mut take: impl FnMut(usize, Read),
) -> Result<bool, ManifestError> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = reader.read_until(b'\n', &mut line)?;
        if !line.ends_with(b"\n") {
            return Ok(length == 0);
        }
        let fault = |error: serde_json::Error| ManifestError::Line {
            line: number,
            detail: error.to_string(),
        };
        if number > 1 {
            take(length, Read::Entry(Entry::parse(&line).map_err(fault)?));
            continue;
        }
        let header: Header = serde_json::from_slice(&line).map_err(fault)?;
        if header.manifest != VERSION {
            let detail = format!("version {} of the form", header.manifest);
            return Err(ManifestError::Line { line: number, detail });
        }
        take(length, Read::Header(header));
    }
    Ok(true)
}

impl Entry {
    /// Reads an entry's line.
    ///
    /// # Errors
    ///
    /// If it is damaged.
    pub fn parse(line: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(line)
    }
}

/// A manifest's bytes: the header and the entries sorted by name.
pub fn to_bytes<'e>(header: &Header, entries: impl Iterator<Item = &'e Entry>) -> Vec<u8> {
    let mut entries: Vec<&Entry> = entries.collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let mut bytes = line(header);
    for entry in entries {
        bytes.extend(line(entry));
    }
    bytes
}

/// A line of a manifest.
///
/// # Panics
///
/// Never: a header and an entry have only texts and numbers.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("texts and numbers are always JSON");
    line.push(b'\n');
    line
}
