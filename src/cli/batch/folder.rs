//! The output folder of a batch: its lock, its manifest, its outputs.
//!
//! All that is not an output or a manifest is in `.report-export`, which is gone after the run: the
//! locks, and what is being written until it is whole. A batch in one holds the lock alone, shards and
//! workers hold it together, and each shard one of its own. The system drops the locks of a process
//! that is killed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use report_export::batch::{Header, Index, Manifest, Output, Shard, hex};
use report_export::diagnostic::catalogue::program;
use sha2::{Digest, Sha256};

use super::super::failure::Failure;
use super::super::output;
use super::known::{Moment, damaged};
use super::ledger::Ledger;

/// The folder of locks and unfinished files.
const STATE: &str = ".report-export";

/// How often an output folder's lock is tried again that another process has just removed.
const TRIES: usize = 100;

/// Who works in the folder.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Tenant {
    /// A batch in one.
    Whole,
    /// A shard.
    Shard(Shard),
    /// A worker, one of any number.
    Worker,
}

impl Tenant {
    /// The name of its manifest.
    pub(super) fn manifest(self) -> String {
        match self {
            Self::Shard(shard) => {
                format!("report-export.manifest.{}-of-{}.jsonl", shard.index(), shard.count())
            }
            _ => "report-export.manifest.jsonl".to_owned(),
        }
    }
}

/// An output folder that is ours alone until this is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    scratch: PathBuf,
    lock: File,
    /// A shard's own.
    own_lock: Option<(File, PathBuf)>,
}

impl Folder {
    /// Makes the folder if need be, and locks it.
    pub(super) fn open(root: &Path, tenant: Tenant) -> Result<Self, Failure> {
        let unusable = |error: &io::Error| {
            Failure::system(program::BATCH_OUT_DIR_FAILED, error).with("folder", root)
        };
        if root.exists() && !root.is_dir() {
            return Err(Failure::new(program::BATCH_OUT_DIR_NOT_A_FOLDER).with("folder", root));
        }
        let busy = || {
            let failure = Failure::new(program::BATCH_BUSY).with("folder", root);
            failure.hint(program::BATCH_BUSY_HINT)
        };
        let state = root.join(STATE);
        let sharing = if tenant == Tenant::Whole { Share::Alone } else { Share::Together };
        let lock =
            lock(&state, "lock", sharing).map_err(|error| unusable(&error))?.ok_or_else(busy)?;
        let own_lock = match tenant {
            Tenant::Shard(shard) => {
                let name = format!("lock-{}-of-{}", shard.index(), shard.count());
                let file = lock_own(&state, &name).map_err(|error| unusable(&error))?;
                Some((file.ok_or_else(busy)?, state.join(name)))
            }
            _ => None,
        };
        let scratch = scratch(&state, tenant).map_err(|error| unusable(&error))?;
        Ok(Self { root: root.to_owned(), scratch, lock, own_lock })
    }

    /// Where it is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Writes an output, by its path below the folder with `/` between the parts.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Output, Failure> {
        let full = self.root.join(path);
        if full.is_dir() {
            return Err(Failure::new(program::BATCH_OUTPUT_FOLDER).with("file", full.as_path()));
        }
        if let Some(parent) = full.parent() {
            fs::create_dir_all(parent)
                .map_err(|error| output::cannot_write(full.as_path(), &error))?;
        }
        output::write_file(&full, bytes, Some(&self.scratch))?;
        let sha256 = hex(&Sha256::digest(bytes));
        Ok(Output { path: path.to_owned(), size: bytes.len() as u64, sha256 })
    }

    /// Whether an output is there as it was written, which it is if it has not been touched since
    /// `settled`.
    pub(super) fn has(&self, output: &Output, settled: Option<Moment>) -> bool {
        has(&self.root, output, settled)
    }

    /// Removes an output and the folders that are empty without it; it may be gone already.
    pub(super) fn remove(&self, path: &str) -> Result<(), Failure> {
        let full = self.root.join(path);
        match fs::remove_file(&full) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(output::cannot_write(full.as_path(), &error));
            }
            _ => {}
        }
        let above = full.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder with something else in it stays.
        above.map(fs::remove_dir).take_while(Result::is_ok).for_each(drop);
        Ok(())
    }

    /// The names of all manifests in this folder, sorted.
    pub(super) fn manifests(&self) -> Vec<String> {
        manifests(&self.root)
    }

    /// A manifest of this folder, of which `known` was read, for adding lines.
    pub(super) fn ledger(&self, name: &str, header: &Header, known: &Index) -> Ledger {
        Ledger::new(self.root.join(name), &self.scratch, header, known)
    }

    /// Where what is being written stands until it is whole.
    pub(super) fn scratch(&self) -> &Path {
        &self.scratch
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed is removed by the next run.
        let _ = fs::remove_dir_all(&self.scratch);
        if cfg!(not(unix)) {
            // An open file can't be removed there.
            return;
        }
        if let Some((_, path)) = &self.own_lock {
            let _ = fs::remove_file(path);
        }
        let state = self.root.join(STATE);
        // The last of several removes the common lock.
        if self.lock.try_lock().is_ok() {
            let _ = fs::remove_file(state.join("lock"));
        }
        let _ = fs::remove_dir(&state);
    }
}

/// Whether an output is below a folder as it was written, which it is if it has not been touched
/// since `settled`.
pub(super) fn has(root: &Path, output: &Output, settled: Option<Moment>) -> bool {
    let path = root.join(&output.path);
    let Ok(metadata) = fs::metadata(&path) else { return false };
    let is_untouched = || settled.is_some_and(|at| Moment::of_change(&metadata) < at);
    let is_same =
        || fs::read(&path).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == output.sha256);
    metadata.len() == output.size && (is_untouched() || is_same())
}

/// Reads a manifest; an empty one if there is none.
pub(super) fn read_manifest(path: &Path) -> Result<Manifest, Failure> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(error) => return Err(Failure::system(program::INPUT_FAILED, &error).with("file", path)),
    };
    Manifest::read(BufReader::new(file)).map_err(|error| damaged(path, &error))
}

/// The names of all manifests in a folder, sorted.
pub(super) fn manifests(root: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| {
            let middle = name.strip_prefix("report-export.manifest.");
            middle.is_some_and(|middle| middle.strip_suffix("jsonl").is_some())
        })
        .collect();
    names.sort();
    names
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Share {
    Alone,
    Together,
}

/// Locks a file of the state folder; `None` if another process has it.
fn lock(state: &Path, name: &str, share: Share) -> io::Result<Option<File>> {
    let path = state.join(name);
    for _ in 0..TRIES {
        fs::create_dir_all(state)?;
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
            // Another process that ends has just removed the folder.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        let locked = match share {
            Share::Alone => file.try_lock(),
            Share::Together => file.try_lock_shared(),
        };
        match locked {
            Ok(()) if is_at(&file, &path) => return Ok(Some(file)),
            // The same: what was locked is gone.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Ok(None)
}

fn lock_own(state: &Path, name: &str) -> io::Result<Option<File>> {
    lock(state, name, Share::Alone)
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;

    let id = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let open = file.metadata().map(id).ok();
    open.is_some() && open == fs::metadata(path).map(id).ok()
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.exists()
}

/// A folder for what is being written. What a process left there that was killed is removed.
fn scratch(state: &Path, tenant: Tenant) -> io::Result<PathBuf> {
    let name = match tenant {
        Tenant::Whole => {
            // Nobody else is here: all but our lock was left behind.
            for entry in fs::read_dir(state)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    fs::remove_dir_all(entry.path())?;
                } else if entry.file_name() != "lock" {
                    fs::remove_file(entry.path())?;
                }
            }
            "writing".to_owned()
        }
        Tenant::Shard(shard) => format!("writing-{}-of-{}", shard.index(), shard.count()),
        Tenant::Worker => format!("writing-by-{}", std::process::id()),
    };
    let path = state.join(name);
    if path.exists() {
        fs::remove_dir_all(&path)?;
    }
    fs::create_dir_all(&path)?;
    Ok(path)
}
