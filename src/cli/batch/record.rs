//! What is known and recorded of a batch in its folder.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufWriter, Write};

use report_export::batch::manifest::{Line, line};
use report_export::batch::{Entry, Header, Output};

use super::super::failure::Failure;
use super::super::output;
use super::folder::{Folder, Tenant};
use super::known::{Known, Moment};
use super::ledger::Ledger;
use super::plan::Plan;
use super::task::BatchTask;

/// A folder with what earlier runs have left there.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) folder: Folder,
    tenant: Tenant,
    /// That of the manifest at the end of this run.
    header: Header,
    /// The batch's own manifest as it was.
    own: Known,
    /// Those of other shards, or of the whole.
    others: Vec<Known>,
    /// Outputs that have not been touched since then are as they were written.
    settled: Option<Moment>,
}

/// The entries of several manifests, each name's once.
type Entries<'k> = BTreeMap<&'k str, (&'k Known, Line)>;

impl Record {
    /// Opens the folder of a batch, `share` of whose jobs are to be done here.
    pub(super) fn open(
        task: &BatchTask,
        plan: &Plan,
        tenant: Tenant,
        share: usize,
    ) -> Result<Self, Failure> {
        let folder = Folder::open(&task.out_dir, tenant)?;
        let (mut own, mut others) = (Known::default(), Vec::new());
        for name in folder.manifests() {
            let known = match Known::read(&folder.root().join(&name)) {
                Err(_) if task.force => continue,
                other => other?,
            };
            if name == tenant.manifest() {
                own = known;
            } else {
                others.push(known);
            }
        }
        let mut header = Header { complete: true, ..plan.header() };
        if let Tenant::Shard(shard) = tenant {
            header.shard = Some(shard.to_string());
            header.share = Some(share);
        }
        let is_settled = own.index.is_sorted && own.index.header.as_ref() == Some(&header);
        let settled = own.written.filter(|_| is_settled);
        // Of what was written when the machine stopped, the file system may have kept anything.
        let settled = settled.filter(|written| Moment::of_start().is_some_and(|at| at < *written));
        Ok(Self { folder, tenant, header, own, others, settled })
    }

    /// What earlier runs have made of a job.
    pub(super) fn known(&self, name: &str) -> Option<Entry> {
        let others = self.others.iter().rev();
        std::iter::once(&self.own).chain(others).find_map(|known| known.entry(name))
    }

    /// Whether an output is there as it was written.
    pub(super) fn has(&self, output: &Output) -> bool {
        self.folder.has(output, self.settled)
    }

    /// The manifest, for adding lines.
    pub(super) fn ledger(&self) -> Ledger {
        self.folder.ledger(&self.tenant.manifest(), &self.header, &self.own.index)
    }

    /// Brings the manifest into its final form: that of a run which came to its end, if it did. Returns
    /// the outputs whose inputs are gone, which are removed if `prune` says so.
    pub(super) fn finish(
        mut self,
        ledger: &Ledger,
        plan: &Plan,
        is_complete: bool,
        prune: bool,
    ) -> Result<Vec<String>, Failure> {
        let path = self.folder.root().join(self.tenant.manifest());
        if ledger.has_grown() {
            self.own = Known::read(&path)?;
        }
        let names: BTreeSet<&str> = plan.jobs.iter().map(|job| job.name.as_str()).collect();
        let mut entries = self.entries(&names);
        let has_more = entries.len() > self.own.index.lines.len();
        let gone = gone(&entries, &names);
        if prune {
            for path in &gone {
                self.folder.remove(path)?;
            }
            entries.retain(|name, _| names.contains(name));
        }
        let header = Header { complete: is_complete, ..self.header.clone() };
        let is_final = match &self.own.index.header {
            Some(known) => *known == header || *known == self.header,
            None => false,
        };
        let is_pruned = prune && !gone.is_empty();
        if !(is_final && self.own.index.is_sorted) || has_more || is_pruned {
            output::write_file_by(&path, Some(self.folder.scratch()), &mut |file| {
                let mut file = BufWriter::new(file);
                file.write_all(&line(&header))?;
                for (known, at) in entries.values() {
                    let bytes = known.line(*at)?;
                    match Entry::parse(&bytes) {
                        Ok(entry) if prune && at.has_leftover => {
                            file.write_all(&line(&Entry { leftover: Vec::new(), ..entry }))?;
                        }
                        _ => file.write_all(&bytes)?,
                    }
                }
                file.flush()
            })?;
        }
        Ok(gone)
    }

    /// The entries of the manifest, and those of other manifests that are of this batch or shard.
    fn entries(&self, names: &BTreeSet<&str>) -> Entries<'_> {
        let is_ours = |name: &str| {
            let is_of_shard = match self.tenant {
                Tenant::Shard(shard) => shard.owns(name),
                _ => true,
            };
            is_of_shard && names.contains(name)
        };
        let mut entries = Entries::new();
        for known in &self.others {
            let lines = known.index.lines.iter().filter(|(name, _)| is_ours(name));
            entries.extend(lines.map(|(name, line)| (&**name, (known, *line))));
        }
        let lines = self.own.index.lines.iter();
        entries.extend(lines.map(|(name, line)| (&**name, (&self.own, *line))));
        entries
    }
}

/// The outputs of inputs that are gone, and those in formats that are no longer made.
fn gone(entries: &Entries<'_>, names: &BTreeSet<&str>) -> Vec<String> {
    let mut gone = Vec::new();
    for (name, (known, line)) in entries {
        let is_gone = !names.contains(name);
        if (is_gone || line.has_leftover)
            && let Some(entry) = known.entry(name)
        {
            let outputs = if is_gone { entry.outputs } else { Vec::new() };
            gone.extend(outputs.into_iter().chain(entry.leftover).map(|output| output.path));
        }
    }
    gone
}
