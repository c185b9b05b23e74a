//! `batch --stdin-jsonl`: a job a line from standard input, an outcome a line on standard output, so
//! that another program can hand out the work.

use std::io::{self, BufRead};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use report_export::batch::name;
use report_export::batch::summary::Finding;
use report_export::batch::{Output, hex};
use report_export::diagnostic::catalogue::program;
use report_export::diagnostic::{Severity, Sink, Source};
use report_export::export::{Exported, Exporter, Format};
use report_export::report::decode;
use report_export::rows::{Row, Rows, read_object};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::super::Status;
use super::super::console::Console;
use super::super::failure::Failure;
use super::super::input::Input as File;
use super::super::output;
use super::folder::{Folder, Tenant};
use super::make::write;
use super::plan::{Merge, Namer, NoPlan, read_template};
use super::run::alone;
use super::stop::Stop;
use super::task::{BatchTask, slashed};
use super::tell::in_words;

/// How long the wait for a line or an outcome may be before signals are looked at.
const PATIENCE: Duration = Duration::from_millis(100);

/// A job as a driver writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    /// Handed back as it is.
    id: Option<Box<RawValue>>,
    /// A report's file.
    report: Option<PathBuf>,
    /// Values for the template.
    row: Option<Box<RawValue>>,
    /// The path of its outputs below the output folder, without extension.
    name: Option<String>,
}

/// What became of a job.
#[derive(Serialize)]
struct Outcome {
    id: Option<Box<RawValue>>,
    name: Option<String>,
    state: &'static str,
    digest: Option<String>,
    outputs: Vec<Output>,
    findings: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    severity: &'static str,
    code: Option<&'static str>,
    message: String,
    hint: Option<String>,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
}

/// What all jobs are done with.
struct Worker {
    exporter: Exporter,
    formats: Vec<Format>,
    folder: Folder,
    template: Option<(Merge, Namer)>,
    base: [u8; 32],
    console: Console,
}

/// Does jobs until standard input ends.
pub(super) fn run(task: &BatchTask, console: Console) -> Result<Status, Failure> {
    let stop = Stop::on_signals();
    let worker = match Worker::new(task, console) {
        Ok(worker) => worker,
        Err(NoPlan::Faulty) => return Ok(Status::Faulty),
        Err(NoPlan::Failure(failure)) => return Err(failure),
    };
    let lines = lines();
    let (job_sender, job_receiver) = sync_channel::<(usize, Vec<u8>)>(task.jobs);
    let job_receiver = Arc::new(Mutex::new(job_receiver));
    let (sender, receiver) = channel();
    let mut status = Status::Done;
    thread::scope(|scope| -> Result<(), Failure> {
        for _ in 0..task.jobs {
            let (jobs, sender, worker) = (Arc::clone(&job_receiver), sender.clone(), &worker);
            scope.spawn(move || {
                alone(|| {
                    loop {
                        let next = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
                        let Ok((number, line)) = next else { return };
                        if sender.send(worker.job(number, &line)).is_err() {
                            return;
                        }
                    }
                });
            });
        }
        drop(sender);
        let mut under_way = 0;
        let mut has_ended = false;
        let mut answer = |outcome: &(Outcome, Status)| -> Result<(), Failure> {
            status = status.max(outcome.1);
            let mut text = serde_json::to_vec(&outcome.0).expect("texts and numbers are JSON");
            text.push(b'\n');
            output::to_stdout(&text)
        };
        let mut job_sender = Some(job_sender);
        while !has_ended || under_way > 0 {
            if stop.is_asked() {
                has_ended = true;
            }
            // As many jobs are taken as there are workers, so that a driver's others stay its own.
            if !has_ended && under_way < task.jobs {
                match lines.recv_timeout(if under_way == 0 { PATIENCE } else { Duration::ZERO }) {
                    Ok(line) => {
                        under_way += 1;
                        if let Some(sender) = &job_sender {
                            let _ = sender.send(line?);
                        }
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => has_ended = true,
                    Err(RecvTimeoutError::Timeout) => {}
                }
            }
            if under_way > 0
                && let Ok(outcome) = receiver.recv_timeout(PATIENCE)
            {
                under_way -= 1;
                answer(&outcome)?;
            }
        }
        job_sender.take();
        Ok(())
    })?;
    Ok(stop.signal().map_or(status, Status::Stopped))
}

/// The lines of standard input with their numbers, read in a thread of its own, which no signal has
/// to wait for. Blank ones are passed over.
fn lines() -> Receiver<Result<(usize, Vec<u8>), Failure>> {
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        for number in 1.. {
            let mut line = Vec::new();
            let read = input.read_until(b'\n', &mut line).map_err(|error| {
                Failure::system(program::INPUT_FAILED, &error).with("file", program::STANDARD_INPUT)
            });
            let is_last = !matches!(read, Ok(length) if length > 0);
            let is_blank = line.iter().all(u8::is_ascii_whitespace);
            let message = match read {
                Err(failure) => Err(failure),
                Ok(_) if is_blank && is_last => return,
                Ok(_) if is_blank => continue,
                Ok(_) => Ok((number, line)),
            };
            if sender.send(message).is_err() || is_last {
                return;
            }
        }
    });
    receiver
}

impl Worker {
    fn new(task: &BatchTask, console: Console) -> Result<Self, NoPlan> {
        let template = match &task.template {
            None => None,
            Some(path) => {
                let (template, digest) = read_template(path, console)?;
                let folder = path.parent().unwrap_or(path).to_owned();
                let merge = Merge {
                    template,
                    digest,
                    folder,
                    rows: Rows::default(),
                    data: "<stdin>".to_owned(),
                };
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                Some((merge, Namer::new(task.name.as_deref(), stem, console)?))
            }
        };
        Ok(Self {
            exporter: Exporter::new(task.options.clone()),
            formats: task.formats.clone(),
            folder: Folder::open(&task.out_dir, Tenant::Worker)?,
            template,
            base: super::plan::base(&task.options, &task.formats)?,
            console,
        })
    }

    /// Does the job of a line.
    fn job(&self, number: usize, line: &[u8]) -> (Outcome, Status) {
        let mut outcome = Outcome {
            id: None,
            name: None,
            state: "done",
            digest: None,
            outputs: Vec::new(),
            findings: Vec::new(),
        };
        let done = match serde_json::from_slice::<Line>(line) {
            Ok(job) => self.attempt(number, job, &mut outcome),
            Err(error) => Err(Self::no_job(number, &error.to_string())),
        };
        let status = match done {
            Ok(true) => Status::Done,
            Ok(false) => {
                outcome.state = "faulty";
                Status::Faulty
            }
            Err(failure) => {
                outcome.state = "broken";
                outcome.findings.push(Told {
                    severity: "error",
                    code: None,
                    message: failure.message(self.console.language()),
                    hint: failure.hint_text(self.console.language()),
                    file: "<stdin>".to_owned(),
                    line: Some(number),
                    column: None,
                });
                Status::CouldNotRun
            }
        };
        (outcome, status)
    }

    fn no_job(number: usize, reason: &str) -> Failure {
        let failure = Failure::new(program::JOB_LINE).with("line", number.to_string());
        failure.with("reason", reason.to_owned())
    }

    fn attempt(&self, number: usize, line: Line, outcome: &mut Outcome) -> Result<bool, Failure> {
        let Line { id, report, row, name } = line;
        outcome.id = id;
        let mut hash = Sha256::new();
        hash.update(self.base);
        let exported = match (report, row, &self.template) {
            (Some(path), None, None) => {
                outcome.name = Some(name.unwrap_or_else(|| slashed(&path.with_extension(""))));
                let input = File::new(path);
                let bytes = input.read()?;
                hash.update(&bytes);
                self.report(&input, &bytes, outcome)?
            }
            (None, Some(row), Some((merge, namer))) => {
                let source = Source { name: "<stdin>".to_owned(), text: row.get().to_owned() };
                let mut sink = Sink::default();
                let Ok(row) = read_object(&source, &mut sink) else {
                    self.tell(&source, &sink.into_sorted(), outcome);
                    return Ok(false);
                };
                let row = Row { number, line: number, ..row };
                hash.update(merge.digest);
                hash.update(row.sha256());
                outcome.name = name;
                if outcome.name.is_none() {
                    outcome.name = namer.name(&row, &mut sink).ok();
                    self.tell(namer.source(), &sink.into_sorted(), outcome);
                    if outcome.name.is_none() {
                        return Ok(false);
                    }
                }
                self.row(merge, &row, outcome)?
            }
            _ => return Err(Self::no_job(number, "`report`, or `row` with `--template`")),
        };
        let name = outcome.name.clone().unwrap_or_default();
        if name::check(&name).is_err() {
            return Err(Self::no_job(number, &format!("`name`: {name}")));
        }
        let Some(files) = exported.files else { return Ok(false) };
        outcome.outputs = write(&self.folder, &name, &self.formats, &files)?;
        outcome.digest = Some(hex(&hash.finalize()));
        Ok(true)
    }

    fn report(
        &self,
        input: &File,
        bytes: &[u8],
        outcome: &mut Outcome,
    ) -> Result<Exported, Failure> {
        let mut sink = Sink::default();
        let Ok(source) = decode(bytes, &input.name(), &mut sink) else {
            let source = Source { name: input.name(), text: String::new() };
            let diagnostics = sink.into_sorted();
            self.tell(&source, &diagnostics, outcome);
            return Ok(Exported { files: None, diagnostics, used: Vec::new() });
        };
        let exported = self.exporter.export(&source, None, input.folder(), &self.formats)?;
        self.tell(&source, &exported.diagnostics, outcome);
        Ok(exported)
    }

    fn row(&self, merge: &Merge, row: &Row, outcome: &mut Outcome) -> Result<Exported, Failure> {
        let exported = super::make::fill_and_export(&self.exporter, merge, row, &self.formats)?;
        self.tell(merge.template.source(), &exported.diagnostics, outcome);
        Ok(exported)
    }

    /// Takes findings into the outcome.
    fn tell(
        &self,
        source: &Source,
        diagnostics: &[report_export::diagnostic::Diagnostic],
        outcome: &mut Outcome,
    ) {
        let findings = in_words(source, diagnostics, self.console);
        outcome.findings.extend(findings.into_iter().map(Told::from));
    }
}

impl From<Finding> for Told {
    fn from(finding: Finding) -> Self {
        let Finding { severity, code, message, hint, file, line, column } = finding;
        let severity = if severity == Severity::Error { "error" } else { "warning" };
        Self { severity, code, message, hint, file, line, column }
    }
}
