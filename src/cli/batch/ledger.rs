//! The manifest of a run while the run adds lines to it.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use report_export::batch::manifest::line;
use report_export::batch::{Entry, Header, Index};

use super::super::failure::Failure;
use super::super::output;

/// A manifest that lines are added to. Until the first of them it is left as it was.
#[derive(Debug)]
pub(super) struct Ledger {
    path: PathBuf,
    scratch: PathBuf,
    /// That of this run, which is not at its end.
    header: Header,
    /// Whether the manifest has this header.
    is_begun: bool,
    /// From where to where it has whole entries.
    entries: (u64, u64),
    file: Option<File>,
}

impl Ledger {
    /// A manifest at a path, of which `known` was read.
    pub(super) fn new(path: PathBuf, scratch: &Path, header: &Header, known: &Index) -> Self {
        let header = Header { complete: false, ..header.clone() };
        Self {
            path,
            scratch: scratch.to_owned(),
            is_begun: known.header.as_ref() == Some(&header),
            header,
            entries: (known.start, known.whole),
            file: None,
        }
    }

    /// Adds a line, at once: what is written of it when the machine stops is either whole or cut off.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), Failure> {
        let file = if let Some(file) = &mut self.file {
            file
        } else {
            let file = self.begin()?;
            self.file.insert(file)
        };
        file.write_all(&line(entry))
            .map_err(|error| output::cannot_write(self.path.as_path(), &error))
    }

    /// Whether a line has been added.
    pub(super) fn has_grown(&self) -> bool {
        self.file.is_some()
    }

    /// Makes it one that is not at its end, without the line that was cut off.
    fn begin(&self) -> Result<File, Failure> {
        let (start, end) = self.entries;
        if !self.is_begun {
            output::write_file_by(&self.path, Some(&self.scratch), &mut |file| {
                file.write_all(&line(&self.header))?;
                if end > start {
                    let mut known = File::open(&self.path)?;
                    known.seek(SeekFrom::Start(start))?;
                    io::copy(&mut known.take(end - start), file)?;
                }
                Ok(())
            })?;
        }
        let open = || -> io::Result<File> {
            let file = OpenOptions::new().append(true).open(&self.path)?;
            if self.is_begun && file.metadata()?.len() > end {
                file.set_len(end)?;
            }
            Ok(file)
        };
        open().map_err(|error| output::cannot_write(self.path.as_path(), &error))
    }
}
