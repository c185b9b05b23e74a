//! What a manifest knows. Its entries are read when they are asked for, so that memory does not grow
//! with them.

use std::fs::{File, Metadata};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use report_export::batch::manifest::{Line, ManifestError};
use report_export::batch::{Entry, Index};
use report_export::diagnostic::catalogue::program;

use super::super::failure::Failure;

/// A manifest as it was read.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) index: Index,
    file: Option<Mutex<File>>,
    /// When it was written.
    pub(super) written: Option<Moment>,
}

impl Known {
    /// Reads a manifest; an empty one if there is none.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let unreadable =
            |error: &io::Error| Failure::system(program::INPUT_FAILED, error).with("file", path);
        let file = match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            other => other.map_err(|error| unreadable(&error))?,
        };
        let metadata = file.metadata().map_err(|error| unreadable(&error))?;
        let index = Index::read(BufReader::new(&file)).map_err(|error| match error {
            ManifestError::Io(error) => unreadable(&error),
            error => damaged(path, &error),
        })?;
        Ok(Self {
            index,
            file: Some(Mutex::new(file)),
            written: Some(Moment::of_change(&metadata)),
        })
    }

    /// The entry of a job.
    pub(super) fn entry(&self, name: &str) -> Option<Entry> {
        let line = self.index.lines.get(name)?;
        // What can't be read any more is made again.
        Entry::parse(&self.line(*line).ok()?).ok()
    }

    /// The bytes of a line.
    pub(super) fn line(&self, line: Line) -> io::Result<Vec<u8>> {
        let Some(file) = &self.file else { return Err(io::ErrorKind::NotFound.into()) };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; line.length];
        file.seek(SeekFrom::Start(line.start))?;
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// A manifest with a line that is no sound one.
pub(super) fn damaged(path: &Path, error: &ManifestError) -> Failure {
    Failure::new(program::MANIFEST_DAMAGED)
        .with("file", path)
        .with("reason", error.to_string())
        .hint(program::MANIFEST_DAMAGED_HINT)
}

/// A moment by the clock of the file system, in seconds and nanoseconds.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Moment(i64, i64);

impl Moment {
    /// When anything of a file was changed last, its name too. No program can set this time.
    #[cfg(unix)]
    pub(super) fn of_change(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;

        Self(metadata.ctime(), metadata.ctime_nsec())
    }

    /// It is not known, and so may have been just now.
    #[cfg(not(unix))]
    pub(super) fn of_change(_: &Metadata) -> Self {
        Self(i64::MAX, 0)
    }

    /// When this machine was started last, if it says so: Linux does.
    pub(super) fn of_start() -> Option<Self> {
        let text = std::fs::read_to_string("/proc/stat").ok()?;
        let seconds = text.lines().find_map(|line| line.strip_prefix("btime "))?;
        Some(Self(seconds.trim().parse().ok()?, 0))
    }
}
