//! `batch` and `manifest`: arguments ([`args`]) → what is to be done ([`task`], [`discover`],
//! [`plan`]) → workers ([`run`], [`make`]), whose outputs and manifest are in a [`folder`]; or jobs
//! from another program ([`worker`]); and the joining of shards ([`merge`]).

mod args;
mod discover;
mod folder;
mod known;
mod ledger;
mod make;
mod merge;
mod plan;
mod progress;
mod record;
mod run;
mod stop;
mod task;
mod tell;
mod worker;

pub(super) use args::{BatchArgs, ManifestArgs};
pub(super) use merge::merge;
pub(super) use task::{BatchTask, MergeTask};

use super::Status;
use super::console::Console;
use super::failure::Failure;

/// Does a batch.
pub(super) fn run(task: &BatchTask, console: Console) -> Result<Status, Failure> {
    match task.source {
        task::Source::Jobs => worker::run(task, console),
        _ => run::run(task, console),
    }
}
