//! What is known and recorded of a batch in its folder.

use std::collections::{BTreeMap, BTreeSet};

use report_export::batch::{Entry, Header, Manifest};

use super::super::failure::Failure;
use super::folder::{Folder, ManifestFile, Tenant};
use super::plan::Plan;
use super::task::BatchTask;

/// A folder with what earlier runs have left there.
pub(super) struct Record {
    pub(super) folder: Folder,
    tenant: Tenant,
    header: Header,
    /// The manifest as it was.
    manifest: Manifest,
    /// All that is known by name, of other manifests in the folder too.
    pub(super) known: BTreeMap<String, Entry>,
}

impl Record {
    /// Opens the folder of a batch, `share` of whose jobs are to be done here.
    pub(super) fn open(
        task: &BatchTask,
        plan: &Plan,
        tenant: Tenant,
        share: usize,
    ) -> Result<Self, Failure> {
        let folder = Folder::open(&task.out_dir, tenant)?;
        let mut known = BTreeMap::new();
        let mut manifest = Manifest::default();
        for name in folder.manifests() {
            let read = match folder.read_manifest(&name) {
                Err(_) if task.force => continue,
                other => other?,
            };
            if name == tenant.manifest() {
                manifest = read;
            } else {
                known.extend(read.entries);
            }
        }
        known.extend(manifest.entries.clone());
        let mut header = plan.header();
        if let Tenant::Shard(shard) = tenant {
            header.shard = Some(shard.to_string());
            header.share = Some(share);
            // What has moved to another shard is that shard's affair.
            let names = names(plan);
            manifest.entries.retain(|name, _| shard.owns(name) || !names.contains(name.as_str()));
        }
        Ok(Self { folder, tenant, header, manifest, known })
    }

    /// Opens the manifest for adding lines.
    pub(super) fn open_file(&self) -> Result<ManifestFile, Failure> {
        self.folder.open_manifest(&self.tenant.manifest(), &self.manifest, &self.header)
    }

    /// Brings the manifest into its final form. Returns the outputs whose inputs are gone, which are
    /// removed if `prune` says so.
    pub(super) fn finish(
        self,
        file: &ManifestFile,
        fresh: Vec<Entry>,
        plan: &Plan,
        prune: bool,
    ) -> Result<Vec<String>, Failure> {
        let Self { folder, tenant, header, manifest, known } = self;
        let names = names(plan);
        let is_ours = |name: &str| {
            let is_of_shard = match tenant {
                Tenant::Shard(shard) => shard.owns(name),
                _ => true,
            };
            is_of_shard && names.contains(name)
        };
        let mut entries = manifest.entries;
        // Outputs that other manifests in the folder knew and that are as they were.
        for (name, entry) in known.into_iter().filter(|(name, _)| is_ours(name)) {
            entries.entry(name).or_insert(entry);
        }
        entries.extend(fresh.into_iter().map(|entry| (entry.name.clone(), entry)));
        let mut gone = Vec::new();
        for (name, entry) in &mut entries {
            if !names.contains(name.as_str()) {
                gone.extend(entry.outputs.iter().map(|output| output.path.clone()));
            }
            gone.extend(entry.leftover.iter().map(|output| output.path.clone()));
            if prune {
                entry.leftover.clear();
            }
        }
        if prune {
            for path in &gone {
                folder.remove(path)?;
            }
            entries.retain(|name, _| names.contains(name.as_str()));
        }
        folder.finish_manifest(file, &header, entries.values())?;
        Ok(gone)
    }
}

fn names(plan: &Plan) -> BTreeSet<&str> {
    plan.jobs.iter().map(|job| job.name.as_str()).collect()
}
