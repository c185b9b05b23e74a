//! The program: what was typed ([`cli`]) becomes calls of the library; the only place that prints.

mod cli;

use std::process::ExitCode;

use cli::Status;

fn main() -> ExitCode {
    match cli::run(std::env::args_os().collect()) {
        Status::Done => ExitCode::SUCCESS,
        Status::Faulty => ExitCode::from(1),
        Status::CouldNotRun => ExitCode::from(2),
        Status::Stopped(signal) => ExitCode::from(128 + signal),
    }
}
