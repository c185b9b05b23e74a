//! The run of a batch: workers make, one thread records and tells.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use report_export::batch::plan::Job;
use report_export::batch::summary::{End, Summary};
use report_export::diagnostic::catalogue::program;
use report_export::export::Exporter;

use super::super::Status;
use super::super::console::Console;
use super::super::failure::Failure;
use super::folder::Tenant;
use super::make::{FileDigests, Made, Maker};
use super::plan::{NoPlan, Plan};
use super::progress::Progress;
use super::record::Record;
use super::stop::Stop;
use super::task::BatchTask;
use super::tell::Teller;

/// The stack of a worker: that of a main thread, since a report may nest deeply.
const STACK: usize = 8 << 20;

/// Does a batch of reports or rows.
pub(super) fn run(task: &BatchTask, console: Console) -> Result<Status, Failure> {
    let start = Instant::now();
    let stop = Stop::on_signals();
    let plan = match Plan::new(task, console) {
        Ok(plan) => plan,
        Err(NoPlan::Faulty) => return Ok(Status::Faulty),
        Err(NoPlan::Failure(failure)) => return Err(failure),
    };
    let whole = plan.jobs.len();
    let is_ours = |job: &&Job| task.shard.is_none_or(|(shard, _)| shard.owns(&job.name));
    let jobs: Vec<&Job> = plan.jobs.iter().filter(is_ours).collect();
    let teller = Teller::new(&plan, console, start);
    if let Some((shard, engine)) = task.shard {
        teller.shard(shard, engine, jobs.len(), whole);
    }
    let tenant = task.shard.map_or(Tenant::Whole, |(shard, _)| Tenant::Shard(shard));
    let record =
        if task.dry_run { None } else { Some(Record::open(task, &plan, tenant, jobs.len())?) };
    let exporter = Exporter::new(task.options.clone());
    let maker = Maker {
        plan: &plan,
        exporter: &exporter,
        formats: &task.formats,
        record: record.as_ref(),
        force: task.force,
        files: &FileDigests::default(),
    };
    let mut desk = Desk {
        progress: Progress::new(jobs.len(), console),
        teller,
        stop: &stop,
        hopeless: None,
        waiting: BTreeMap::new(),
        told: 0,
        jobs: &jobs,
    };
    let mut ledger = record.as_ref().map(Record::ledger);
    work(&maker, &jobs, task, &stop, |index, made| {
        if let (Some(ledger), Some(entry)) = (&mut ledger, &made.entry)
            && let Err(failure) = ledger.add(entry)
        {
            desk.give_up(failure);
        }
        desk.take(index, made);
    });
    let (mut summary, teller, hopeless) = desk.finish();
    // The fonts are not needed any more.
    drop(exporter);
    if let Some((record, ledger)) = record.zip(ledger) {
        // Otherwise not even the manifest can be written; what was added to it is enough to go on.
        if hopeless.is_none() {
            let is_complete = summary.undone == 0 && summary.count(End::Broken) == 0;
            let gone = record.finish(&ledger, &plan, is_complete, task.prune)?;
            teller.gone(&gone, task.prune);
        }
    }
    summary.shard = task.shard.map(|(shard, _)| shard.to_string());
    summary.seconds = start.elapsed().as_secs_f64();
    teller.reports(&summary, &task.report_files)?;
    Ok(teller.end(&summary, &stop, hopeless.as_ref(), task.fail_fast))
}

/// Lets workers do jobs, and hands each one's outcome to `take`, in the order in which they come.
fn work(
    maker: &Maker<'_>,
    jobs: &[&Job],
    task: &BatchTask,
    stop: &Stop,
    mut take: impl FnMut(usize, Made),
) {
    let next = AtomicUsize::new(0);
    let (sender, receiver): (Sender<(usize, Made)>, Receiver<_>) = channel();
    thread::scope(|scope| {
        for _ in 0..task.jobs.clamp(1, jobs.len().max(1)) {
            let (sender, next) = (sender.clone(), &next);
            let worker = move || {
                alone(|| {
                    while !stop.is_asked() {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(job) = jobs.get(index) else { return };
                        let made = maker.make(job);
                        if task.fail_fast && !made.end.is_good() {
                            stop.fail();
                        }
                        if sender.send((index, made)).is_err() {
                            return;
                        }
                    }
                });
            };
            let builder = thread::Builder::new().stack_size(STACK);
            builder.spawn_scoped(scope, worker).expect("the system has threads");
        }
        drop(sender);
        for (index, made) in receiver {
            take(index, made);
        }
    });
}

/// Runs a worker so that what the library does side by side is done by its thread alone: with many
/// reports at a time, the processors have enough to do.
pub(super) fn alone(worker: impl FnOnce() + Send) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    match pool {
        Ok(pool) => pool.install(worker),
        Err(_) => worker(),
    }
}

/// Where outcomes are put in order, told and counted.
struct Desk<'a> {
    progress: Progress,
    teller: Teller<'a>,
    stop: &'a Stop,
    /// Why nothing more can be written.
    hopeless: Option<Failure>,
    /// Outcomes of jobs before which others are still at work.
    waiting: BTreeMap<usize, Made>,
    /// How many jobs have been told.
    told: usize,
    jobs: &'a [&'a Job],
}

impl<'a> Desk<'a> {
    fn give_up(&mut self, failure: Failure) {
        self.hopeless.get_or_insert(failure);
        self.stop.fail();
    }

    fn take(&mut self, index: usize, made: Made) {
        if let Some(failure) = made.failure.as_ref().filter(|failure| failure.is_hopeless()) {
            self.give_up(failure.clone());
        }
        self.waiting.insert(index, made);
        while let Some(made) = self.waiting.remove(&self.told) {
            self.tell(&made);
        }
    }

    fn tell(&mut self, made: &Made) {
        let job = self.jobs[self.told];
        self.told += 1;
        let Self { progress, teller, .. } = self;
        progress.step(made.end.is_good());
        progress.around(|| teller.job(job, made));
        progress.line(job, made.end);
        teller.count(job, made);
    }

    /// Tells what is left: a job before it was not done.
    fn finish(mut self) -> (Summary<'a>, Teller<'a>, Option<Failure>) {
        let waiting = std::mem::take(&mut self.waiting);
        for (index, made) in waiting {
            self.told = index;
            self.tell(&made);
        }
        self.progress.finish();
        let mut teller = self.teller;
        let mut summary = teller.summary();
        summary.undone = self.jobs.len() - summary.items.len();
        (summary, teller, self.hopeless)
    }
}

/// How a batch ended, for the exit status.
pub(super) fn status(summary: &Summary<'_>) -> Status {
    if summary.count(End::Broken) > 0 {
        Status::CouldNotRun
    } else if summary.count(End::Faulty) > 0 {
        Status::Faulty
    } else {
        Status::Done
    }
}

/// The text of a count with its label.
pub(super) fn counted(count: usize, label: &str, console: Console) -> String {
    let arguments = [("count", count.to_string()), ("label", label.to_owned())];
    program::BATCH_COUNT.fill(console.language(), &arguments)
}
