//! Faults of the command line, said in the user's language.

use std::io::{self, IsTerminal};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use report_export::diagnostic::catalogue::{Words, program};
use report_export::diagnostic::render::{Coloring, human_statement};
use report_export::diagnostic::{Language, Severity};

use super::args::ColorChoice;
use super::failure::{Failure, Value};
use super::{Status, console, output};

/// Shows why the arguments can't be parsed, or the help or version that they ask for.
pub(crate) fn show(error: &clap::Error, language: Language, color: ColorChoice) -> Status {
    let coloring = console::coloring(color, io::stderr().is_terminal());
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let coloring = console::coloring(color, io::stdout().is_terminal());
            match output::to_stdout(rendered(error, coloring).as_bytes()) {
                Ok(()) => return Status::Done,
                Err(failure) => console::write(&statement(&failure, language, coloring)),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console::write(&rendered(error, coloring));
        }
        _ => {
            console::write(&statement(&failure(error), language, coloring));
            console::write(&usage(error, language));
        }
    }
    Status::CouldNotRun
}

fn rendered(error: &clap::Error, coloring: Coloring) -> String {
    match coloring {
        Coloring::Plain => error.render().to_string(),
        Coloring::Ansi => error.render().ansi().to_string(),
    }
}

fn statement(failure: &Failure, language: Language, coloring: Coloring) -> String {
    let hint = failure.hint_text(language);
    human_statement(Severity::Error, &failure.message(language), hint, language, coloring)
}

/// What is wrong, in our words instead of clap's, which are English only.
fn failure(error: &clap::Error) -> Failure {
    let value_is_missing = text(error, ContextKind::InvalidValue).is_some_and(|v| v.is_empty());
    let failure = match error.kind() {
        ErrorKind::UnknownArgument => unknown_argument(error),
        ErrorKind::InvalidSubcommand => about(program::UNKNOWN_COMMAND, error)
            .with("argument", named(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => Failure::new(program::MISSING_COMMAND),
        ErrorKind::MissingRequiredArgument => about(program::MISSING_ARGUMENT, error),
        ErrorKind::InvalidValue if value_is_missing => about(program::MISSING_VALUE, error),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            about(program::INVALID_VALUE, error)
        }
        ErrorKind::NoEquals => about(program::MISSING_VALUE, error).hint(program::EQUALS_HINT),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            about(program::MISSING_VALUE, error)
        }
        ErrorKind::TooManyValues => about(program::UNEXPECTED_VALUE, error),
        ErrorKind::ArgumentConflict if is_repeated(error) => {
            about(program::REPEATED_ARGUMENT, error)
        }
        ErrorKind::ArgumentConflict => about(program::CONFLICTING_ARGUMENTS, error)
            .with("other", named(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => Failure::new(program::INVALID_UTF8),
        _ => Failure::new(program::INVALID_USAGE),
    };
    with_hint(failure, error)
}

fn about(message: Words, error: &clap::Error) -> Failure {
    let failure = Failure::new(message).with("value", named(error, ContextKind::InvalidValue));
    match text(error, ContextKind::InvalidArg) {
        Some(argument) => failure.with("argument", argument),
        None => failure,
    }
}

fn unknown_argument(error: &clap::Error) -> Failure {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    if argument.starts_with('-') {
        about(program::UNKNOWN_ARGUMENT, error)
    } else {
        about(program::SURPLUS_ARGUMENT, error)
    }
}

fn with_hint(failure: Failure, error: &clap::Error) -> Failure {
    let suggestions =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(suggestion) = suggestions.into_iter().find_map(|kind| text(error, kind)) {
        return failure.with("suggestion", suggestion).hint(program::SUGGESTION_HINT);
    }
    match text(error, ContextKind::ValidValue) {
        Some(values) if !values.is_empty() => {
            failure.with("values", values).hint(program::POSSIBLE_VALUES_HINT)
        }
        _ => failure,
    }
}

fn is_repeated(error: &clap::Error) -> bool {
    text(error, ContextKind::InvalidArg) == text(error, ContextKind::PriorArg)
}

fn named(error: &clap::Error, kind: ContextKind) -> Value {
    text(error, kind).unwrap_or_default().into()
}

/// What clap knows about an error; several things are separated by commas.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

/// How the command is called, and how to learn more.
fn usage(error: &clap::Error, language: Language) -> String {
    let known = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let call = known.split_once(": ").map_or("", |(_, call)| call).trim();
    let is_name = |word: &&str| !word.starts_with(['[', '<', '-']);
    let command: Vec<&str> = call.split_whitespace().take_while(is_name).collect();
    let command = if command.is_empty() { "report-export".to_owned() } else { command.join(" ") };
    let usage = match call {
        "" => String::new(),
        call => format!("{}: {call}\n", program::USAGE_HEADING.in_language(language)),
    };
    let more = program::MORE_HELP.fill(language, &[("command", command)]);
    format!("\n{usage}{more}\n")
}
