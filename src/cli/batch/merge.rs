//! `manifest merge`: shards joined, and what is missing named.

use std::fs;
use std::path::{Path, PathBuf};

use report_export::batch::manifest::to_bytes;
use report_export::batch::merge::{MergeError, Merged, merge as join};
use report_export::batch::{Entry, Manifest, State};
use report_export::diagnostic::catalogue::program;

use super::super::Status;
use super::super::console::Console;
use super::super::failure::Failure;
use super::super::output;
use super::folder::{Folder, Tenant, has, manifests, read_manifest};
use super::task::MergeTask;

/// How many things that are missing are named one by one.
const NAMED: usize = 20;

/// A manifest of a shard and where it is.
struct Part {
    folder: PathBuf,
    path: PathBuf,
    manifest: Manifest,
}

/// Joins shards: their outputs in one folder, with the manifest that one run would have written.
pub(crate) fn merge(task: &MergeTask, console: Console) -> Result<Status, Failure> {
    let out = Folder::open(&task.out_dir, Tenant::Whole)?;
    let parts = parts(task)?;
    let manifests: Vec<Manifest> = parts.iter().map(|part| part.manifest.clone()).collect();
    let merged = join(&manifests).map_err(|error| failure(&error, &parts))?;
    let missing = missing(&merged, &parts);
    if !missing.is_empty() {
        for failure in missing.iter().take(NAMED) {
            console.failure(failure);
        }
        if let Some(rest) = missing.len().checked_sub(NAMED).filter(|&rest| rest > 0) {
            let failure = Failure::new(program::MANIFEST_MORE);
            console.failure(&failure.with("count", rest.to_string()));
        }
        return Ok(Status::Faulty);
    }
    let root = fs::canonicalize(out.root()).unwrap_or_else(|_| out.root().to_owned());
    let is_here = |folder: &Path| fs::canonicalize(folder).is_ok_and(|folder| folder == root);
    for part in parts.iter().filter(|part| !is_here(&part.folder)) {
        for output in part.manifest.entries.values().flat_map(|entry| &entry.outputs) {
            if !out.has(output, None) {
                let path = part.folder.join(&output.path);
                let bytes = fs::read(&path).map_err(|error| {
                    Failure::system(program::INPUT_FAILED, &error).with("file", path.as_path())
                })?;
                out.write(&output.path, &bytes)?;
            }
        }
    }
    let path = out.root().join(Tenant::Whole.manifest());
    output::write_file(&path, &to_bytes(&merged.header, merged.entries.values()), None)?;
    for part in parts.iter().filter(|part| is_here(&part.folder)) {
        fs::remove_file(&part.path)
            .map_err(|error| output::cannot_write(part.path.as_path(), &error))?;
    }
    let outputs: usize = merged.entries.values().map(|entry| entry.outputs.len()).sum();
    let arguments = [
        ("shards", parts.len().to_string()),
        ("count", outputs.to_string()),
        ("file", path.display().to_string()),
    ];
    console.summary(&[program::MANIFEST_MERGED.fill(console.language(), &arguments)]);
    Ok(Status::Done)
}

/// The manifests of shards in all folders.
fn parts(task: &MergeTask) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    for folder in &task.folders {
        for name in manifests(folder) {
            if name == Tenant::Whole.manifest() {
                continue;
            }
            let path = folder.join(name);
            let manifest = read_manifest(&path)?;
            parts.push(Part { folder: folder.clone(), path, manifest });
        }
    }
    if parts.is_empty() {
        let folders: Vec<String> =
            task.folders.iter().map(|folder| format!("`{}`", folder.display())).collect();
        return Err(Failure::new(program::MANIFEST_NONE).with("folders", folders.join(", ")));
    }
    Ok(parts)
}

fn failure(error: &MergeError, parts: &[Part]) -> Failure {
    let path = |index: usize| parts[index].path.as_path();
    match *error {
        MergeError::Nothing => unreachable!("there is a manifest"),
        MergeError::NotAShard { index } => {
            Failure::new(program::MANIFEST_NOT_A_SHARD).with("file", path(index))
        }
        MergeError::Different { first, second } => Failure::new(program::MANIFEST_DIFFERENT)
            .with("first", path(first))
            .with("second", path(second))
            .hint(program::MANIFEST_DIFFERENT_HINT),
        MergeError::Twice { first, second } => Failure::new(program::MANIFEST_TWICE)
            .with("first", path(first))
            .with("second", path(second)),
    }
}

/// All that is not there: shards, reports of a shard, outputs.
fn missing(merged: &Merged, parts: &[Part]) -> Vec<Failure> {
    let shards = merged.missing.iter().map(|shard| {
        Failure::new(program::MANIFEST_MISSING_SHARD).with("shard", shard.to_string())
    });
    let unfinished = merged
        .unfinished
        .iter()
        .map(|shard| Failure::new(program::MANIFEST_UNFINISHED).with("shard", shard.to_string()));
    let mut missing: Vec<Failure> = shards.chain(unfinished).collect();
    for part in parts {
        for entry in part.manifest.entries.values() {
            missing.extend(missing_of(entry, &part.folder));
        }
    }
    missing
}

fn missing_of(entry: &Entry, folder: &Path) -> Vec<Failure> {
    if entry.state == State::Failed {
        return vec![Failure::new(program::MANIFEST_FAILED).with("name", entry.name.clone())];
    }
    let lost = entry.outputs.iter().filter(|output| !has(folder, output, None));
    let told = lost.map(|output| {
        let path = folder.join(&output.path);
        let message = if path.exists() {
            program::MANIFEST_OTHER_OUTPUT
        } else {
            program::MANIFEST_MISSING_OUTPUT
        };
        Failure::new(message).with("file", path.as_path())
    });
    told.collect()
}
