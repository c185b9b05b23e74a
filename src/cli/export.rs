//! `pdf`, `docx` and `check`.

use report_export::diagnostic::catalogue::program;
use report_export::diagnostic::{Reported, Sink, Source};
use report_export::export::{self, Format, Options};

use super::Status;
use super::console::{Console, Counts};
use super::failure::Failure;
use super::input::Input;
use super::output::Output;
use super::task::Job;

/// What came of one report whose findings have been shown.
struct Processed {
    bytes: Option<Vec<u8>>,
    counts: Counts,
}

/// Exports one report.
pub(crate) fn export(job: &Job, console: Console) -> Result<Status, Failure> {
    job.output.refuse_terminal()?;
    let report = job.input.read()?;
    job.output.refuse_nonsense(&job.input)?;
    let Processed { bytes, counts } =
        process(&job.input, report, Some(job.format), &job.options, console)?;
    let Some(bytes) = bytes else {
        let nothing = console.text(program::NOTHING_WRITTEN).to_owned();
        console.summary(&[console.counts(counts), nothing]);
        return Ok(Status::Faulty);
    };
    job.output.write(&bytes)?;
    let written = match &job.output {
        Output::Stdout => String::new(),
        Output::File(path) => {
            let arguments = [("file", path.display().to_string())];
            program::WRITTEN.fill(console.language(), &arguments)
        }
    };
    console.summary(&[written, console.counts(counts)]);
    Ok(Status::Done)
}

/// Shows every finding about the reports; goes on after one that can't be read.
pub(crate) fn check(inputs: &[Input], options: &Options, console: Console) -> Status {
    let mut status = Status::Done;
    let mut counts = Counts::default();
    for input in inputs {
        let processed =
            input.read().and_then(|report| process(input, report, None, options, console));
        let result = match processed {
            Ok(processed) => {
                counts.add(processed.counts);
                if processed.counts.errors > 0 { Status::Faulty } else { Status::Done }
            }
            Err(failure) => {
                console.failure(&failure);
                Status::CouldNotRun
            }
        };
        status = status.max(result);
    }
    summarize(counts, inputs.len(), status, console);
    status
}

fn summarize(counts: Counts, reports: usize, status: Status, console: Console) {
    let counts = console.counts(counts);
    console.summary(&[if counts.is_empty() && status == Status::Done {
        console.text(program::NO_FINDINGS).to_owned()
    } else if counts.is_empty() || reports == 1 {
        counts
    } else {
        let arguments = [("counts", counts), ("reports", reports.to_string())];
        program::IN_REPORTS.fill(console.language(), &arguments)
    }]);
}

/// Takes the bytes of a report through the pipeline and shows the findings.
fn process(
    input: &Input,
    report: Vec<u8>,
    format: Option<Format>,
    options: &Options,
    console: Console,
) -> Result<Processed, Failure> {
    let options = Options { skip_notes: !console.shows_notes(), ..options.clone() };
    let mut sink = Sink::default();
    let decoded = report_export::report::decode(report, &input.name(), &mut sink);
    let mut diagnostics = sink.into_sorted();
    let (source, bytes) = match decoded {
        Ok(source) => {
            let outcome = export::export(&source, input.folder(), format, &options)?;
            diagnostics.extend(outcome.diagnostics);
            (source, outcome.bytes)
        }
        Err(Reported { .. }) => (Source { name: input.name(), text: String::new() }, None),
    };
    console.findings(&source, &diagnostics);
    Ok(Processed { bytes, counts: Counts::of(&diagnostics) })
}
