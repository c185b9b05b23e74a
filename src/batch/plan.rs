//! What there is to do, checked before work starts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::export::Format;

/// A report to be exported.
#[derive(Clone, Debug)]
pub struct Job {
    /// The path of its outputs below the output folder, without extension; parts separated by `/`.
    pub name: String,
    /// What it is made from.
    pub input: Input,
}

/// What a job is made from.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Input {
    /// A report's file.
    Report(PathBuf),
    /// A row of the data, by its index from 0.
    Row(usize),
}

/// Two jobs that can't both be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Collision {
    /// The index of the earlier job.
    pub first: usize,
    /// The index of the later job.
    pub second: usize,
    /// The output that both would write, or that one would write where the other needs a folder.
    pub output: String,
}

/// The collisions among jobs, at most `limit`: outputs of the same name, or that differ only in
/// case, which is the same on Windows and macOS; and outputs where another needs a folder.
pub fn collisions(jobs: &[Job], formats: &[Format], limit: usize) -> Vec<Collision> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (second, job) in jobs.iter().enumerate() {
        match names.get(&job.name.to_lowercase()) {
            Some(&first) => found.push(Collision { first, second, output: job.name.clone() }),
            None => {
                names.insert(job.name.to_lowercase(), second);
            }
        }
    }
    for (second, job) in jobs.iter().enumerate() {
        for (end, _) in job.name.match_indices('/') {
            let folder = job.name.get(..end).unwrap_or_default().to_lowercase();
            for format in formats {
                let Some(stem) = folder.strip_suffix(&format!(".{}", format.extension())) else {
                    continue;
                };
                if let Some(&first) = names.get(stem) {
                    found.push(Collision { first, second, output: folder.clone() });
                }
            }
        }
    }
    found.truncate(limit);
    found
}
