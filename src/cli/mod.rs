//! The command line: arguments as typed ([`args`]) → what is needed ([`task`]) → what is done
//! ([`export`], [`batch`], [`fonts`], [`input`], [`output`]), shown through the [`console`].

mod args;
mod batch;
mod console;
mod export;
mod failure;
mod fonts;
mod help;
mod input;
mod locale;
mod output;
mod task;
mod usage;

use std::ffi::OsString;

use console::Console;
use failure::Failure;
use task::Task;

/// How a run ended; the worse is the greater.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Status {
    /// Everything that was asked for is done.
    Done,
    /// A report has errors, so nothing was written for it.
    Faulty,
    /// Something could not be read, written or understood.
    CouldNotRun,
    /// A signal of that number has stopped it.
    Stopped(u8),
}

/// Runs the program with its arguments, the first of which is its name.
pub(crate) fn run(arguments: Vec<OsString>) -> Status {
    let language = locale::language(&arguments, locale::variable);
    let color = locale::option(&arguments, "--color").unwrap_or_default();
    let args = match args::parse(arguments, language) {
        Ok(args) => args,
        Err(error) => return usage::show(&error, language, color),
    };
    let console = Console::new(&args.console, language);
    Task::new(args.command).and_then(|task| run_task(task, console)).unwrap_or_else(|failure| {
        console.failure(&failure);
        Status::CouldNotRun
    })
}

fn run_task(task: Task, console: Console) -> Result<Status, Failure> {
    match task {
        Task::Export(job) => return export::export(&job, console),
        Task::Check { inputs, options } => return Ok(export::check(&inputs, &options, console)),
        Task::Batch(task) => return batch::run(&task, console),
        Task::Merge(task) => return batch::merge(&task, console),
        Task::Fonts { theme, folders } => fonts::show(&theme, &folders, console)?,
        Task::Schema => output::to_stdout(schema().as_bytes())?,
        Task::Completions(shell) => {
            let mut script = Vec::new();
            let mut command = args::command(console.language());
            clap_complete::generate(shell, &mut command, "report-export", &mut script);
            output::to_stdout(&script)?;
        }
    }
    Ok(Status::Done)
}

/// The JSON Schema of the report format.
fn schema() -> String {
    report_export::assets::embedded_schema().to_owned()
}
