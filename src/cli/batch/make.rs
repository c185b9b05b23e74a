//! One job: is there anything to do, and if so, do it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use report_export::batch::manifest::File as UsedFile;
use report_export::batch::plan::{Input, Job};
use report_export::batch::summary::End;
use report_export::batch::{Entry, Output, State, hex};
use report_export::diagnostic::{Diagnostic, Severity, Sink, Source};
use report_export::export::{Exported, Exporter, Format};
use report_export::report::{Node, decode};
use report_export::rows::Row;
use sha2::{Digest, Sha256};

use super::super::failure::Failure;
use super::super::input::Input as File;
use super::folder::Folder;
use super::plan::{Merge, Plan};
use super::record::Record;

/// Does jobs of a plan.
#[derive(Debug)]
pub(super) struct Maker<'a> {
    pub(super) plan: &'a Plan,
    pub(super) exporter: &'a Exporter,
    pub(super) formats: &'a [Format],
    /// Where outputs go, and what earlier runs have made; nowhere in a dry run.
    pub(super) record: Option<&'a Record>,
    /// Whether outputs that have not changed are written again.
    pub(super) force: bool,
    /// Digests of files that reports name, as they are now.
    pub(super) files: &'a FileDigests,
}

/// What came of a job.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) end: End,
    /// What is to be recorded, unless it is what was known.
    pub(super) entry: Option<Entry>,
    pub(super) findings: Findings,
    /// What could not be read or written.
    pub(super) failure: Option<Failure>,
    pub(super) seconds: f64,
    /// Warnings of an output that is as it was.
    pub(super) old_warnings: usize,
}

/// Findings with the text that they are about, unless it is that of the template.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) source: Option<Source>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Digests of files, each read once.
#[derive(Debug, Default)]
pub(super) struct FileDigests(Mutex<BTreeMap<PathBuf, Option<String>>>);

impl FileDigests {
    fn of(&self, path: PathBuf) -> Option<String> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let digest = known.entry(path);
        let digest =
            digest.or_insert_with_key(|path| Some(hex(&Sha256::digest(std::fs::read(path).ok()?))));
        digest.clone()
    }
}

/// What a job is made from, and its digest.
struct Material {
    source: Option<Source>,
    folder: PathBuf,
    digest: String,
    faults: Vec<Diagnostic>,
}

impl Maker<'_> {
    /// Does a job.
    pub(super) fn make(&self, job: &Job) -> Made {
        let start = Instant::now();
        let mut made = match self.attempt(job) {
            Ok(made) => made,
            Err(failure) => Made {
                end: End::Broken,
                entry: None,
                findings: Findings::default(),
                failure: Some(failure),
                seconds: 0.0,
                old_warnings: 0,
            },
        };
        made.seconds = start.elapsed().as_secs_f64();
        made
    }

    fn attempt(&self, job: &Job) -> Result<Made, Failure> {
        let mut material = self.material(job)?;
        let known = self.record.and_then(|record| record.known(&job.name));
        if let Some(known) = known.as_ref().filter(|known| self.is_unchanged(known, &material)) {
            return Ok(Made {
                end: End::Unchanged,
                entry: None,
                findings: Findings::default(),
                failure: None,
                seconds: 0.0,
                old_warnings: known.warnings,
            });
        }
        let faults = std::mem::take(&mut material.faults);
        let exported = if faults.is_empty() {
            self.export(job, &material)?
        } else {
            Exported { files: None, diagnostics: faults, used: Vec::new() }
        };
        self.record(job, material, exported, known)
    }

    /// Reads what a job is made from.
    fn material(&self, job: &Job) -> Result<Material, Failure> {
        let mut hash = Sha256::new();
        hash.update(self.plan.base);
        match (&job.input, &self.plan.merge) {
            (Input::Row(index), Some(merge)) => {
                hash.update(merge.digest);
                hash.update(merge.rows.get(*index).sha256());
                let (folder, digest) = (merge.folder.clone(), hex(&hash.finalize()));
                Ok(Material { source: None, folder, digest, faults: Vec::new() })
            }
            (Input::Report(path), _) => {
                let input = File::new(path.clone());
                let bytes = input.read()?;
                hash.update(&bytes);
                let mut sink = Sink::default();
                let source = decode(bytes, &input.name(), &mut sink);
                let source =
                    source.unwrap_or_else(|_| Source { name: input.name(), text: String::new() });
                Ok(Material {
                    source: Some(source),
                    folder: input.folder().to_owned(),
                    digest: hex(&hash.finalize()),
                    faults: sink.into_sorted(),
                })
            }
            (Input::Row(_), None) => unreachable!("rows come with a template"),
        }
    }

    /// Whether all that a job was made from, and its outputs, are as they were.
    fn is_unchanged(&self, known: &Entry, material: &Material) -> bool {
        let Some(record) = self.record.filter(|_| !self.force) else { return false };
        known.state == State::Done
            && known.digest == material.digest
            && known.files.iter().all(|file| {
                let path = material.folder.join(&file.path);
                self.files.of(path).as_ref() == Some(&file.sha256)
            })
            && known.outputs.len() == self.formats.len()
            && known.outputs.iter().all(|output| record.has(output))
    }

    fn export(&self, job: &Job, material: &Material) -> Result<Exported, Failure> {
        let formats = if self.record.is_some() { self.formats } else { &[] };
        if let Some(source) = &material.source {
            return Ok(self.exporter.export(source, None, &material.folder, formats)?);
        }
        let (Input::Row(index), Some(merge)) = (&job.input, &self.plan.merge) else {
            unreachable!("a job without a source is a row")
        };
        fill_and_export(self.exporter, merge, &merge.rows.get(*index), formats)
    }

    /// Writes what came of a job, and says what is to be recorded of it.
    fn record(
        &self,
        job: &Job,
        material: Material,
        exported: Exported,
        known: Option<Entry>,
    ) -> Result<Made, Failure> {
        let Exported { files, diagnostics, used } = exported;
        let is_sound = files.is_some();
        let mut outputs = Vec::new();
        if let (Some(record), Some(files)) = (self.record, files) {
            outputs = write(&record.folder, &job.name, self.formats, &files)?;
        }
        let warnings = diagnostics.iter().filter(|d| d.severity == Severity::Warning).count();
        let (input, row) = self.plan.origin(job);
        let older =
            known.into_iter().flat_map(|entry| entry.outputs.into_iter().chain(entry.leftover));
        let is_replaced = |older: &Output| outputs.iter().any(|new| new.path == older.path);
        let leftover = older.filter(|older| !is_replaced(older)).collect();
        let used = used.into_iter();
        let files = used.map(|file| UsedFile { path: file.path, sha256: hex(&file.sha256) });
        let entry = self.record.map(|_| Entry {
            name: job.name.clone(),
            input: input.into_owned(),
            row,
            state: if is_sound { State::Done } else { State::Failed },
            digest: material.digest,
            files: files.collect(),
            warnings,
            outputs,
            leftover,
        });
        let end = match (is_sound, self.record) {
            (false, _) => End::Faulty,
            (true, Some(_)) => End::Written,
            (true, None) => End::Sound,
        };
        let findings = Findings { source: material.source, diagnostics };
        Ok(Made { end, entry, findings, failure: None, seconds: 0.0, old_warnings: 0 })
    }
}

/// Fills a row into a template and exports what it gives; to no format means to check it.
pub(super) fn fill_and_export(
    exporter: &Exporter,
    merge: &Merge,
    row: &Row,
    formats: &[Format],
) -> Result<Exported, Failure> {
    let mut sink = Sink::default();
    let tree: Result<Node, _> = merge.template.fill(row, &mut sink);
    match tree {
        Ok(tree) => {
            Ok(exporter.export(merge.template.source(), Some(&tree), &merge.folder, formats)?)
        }
        Err(_) => Ok(Exported { files: None, diagnostics: sink.into_sorted(), used: Vec::new() }),
    }
}

/// Writes the files of a job.
pub(super) fn write(
    folder: &Folder,
    name: &str,
    formats: &[Format],
    files: &[Vec<u8>],
) -> Result<Vec<Output>, Failure> {
    let files = formats.iter().zip(files);
    files
        .map(|(format, bytes)| folder.write(&format!("{name}.{}", format.extension()), bytes))
        .collect()
}
