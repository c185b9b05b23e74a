//! What the user sees on standard error.

use std::io::{self, IsTerminal, Write};

use report_export::diagnostic::catalogue::{Words, program};
use report_export::diagnostic::render::{Coloring, Renderer, Row, human_statement, json_statement};
use report_export::diagnostic::{Diagnostic, Language, Severity, Source};

use super::args::{ColorChoice, ConsoleArgs, MessageFormat};
use super::failure::Failure;
use super::locale;

/// Shows findings, failures and summaries as the user wants them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    language: Language,
    format: MessageFormat,
    coloring: Coloring,
    /// The least severe findings to show.
    least: Severity,
}

/// How many findings of each severity there are.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) notes: usize,
}

impl Console {
    pub(crate) fn new(args: &ConsoleArgs, language: Language) -> Self {
        let least = match (args.quiet, args.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Note,
            _ => Severity::Warning,
        };
        Self {
            language,
            format: args.message_format.unwrap_or_default(),
            coloring: coloring(args.color.unwrap_or_default(), io::stderr().is_terminal()),
            least,
        }
    }

    pub(crate) fn language(self) -> Language {
        self.language
    }

    pub(crate) fn format(self) -> MessageFormat {
        self.format
    }

    /// Whether notes are to be seen.
    pub(crate) fn shows_notes(self) -> bool {
        self.least >= Severity::Note
    }

    /// A text of the catalogue.
    pub(crate) fn text(self, words: Words) -> &'static str {
        words.in_language(self.language)
    }

    /// Whether findings of that severity are shown.
    pub(crate) fn shows(self, severity: Severity) -> bool {
        severity <= self.least
    }

    /// Shows the findings about one report.
    pub(crate) fn findings(self, source: &Source, diagnostics: &[Diagnostic]) {
        self.findings_of_row(source, None, diagnostics);
    }

    /// Shows the findings about what a template is with a row of data.
    pub(crate) fn findings_of_row(
        self,
        source: &Source,
        row: Option<Row<'_>>,
        diagnostics: &[Diagnostic],
    ) {
        let mut shown = diagnostics.iter().filter(|d| d.severity <= self.least).peekable();
        if shown.peek().is_none() {
            return;
        }
        let renderer = Renderer::new(source, self.language).for_row(row);
        let mut text = String::new();
        for diagnostic in shown {
            text.push_str(&match self.format {
                MessageFormat::Human => renderer.human(diagnostic, self.coloring),
                MessageFormat::Json => renderer.json(diagnostic),
            });
        }
        write(&text);
    }

    /// Shows why something could not be done.
    pub(crate) fn failure(self, failure: &Failure) {
        let message = failure.message(self.language);
        let hint = failure.hint_text(self.language);
        write(&match self.format {
            MessageFormat::Human => {
                human_statement(Severity::Error, &message, hint, self.language, self.coloring)
            }
            MessageFormat::Json => json_statement(Severity::Error, &message, hint.as_deref()),
        });
    }

    /// Shows something that is not a failure but should be known.
    pub(crate) fn warning(self, failure: &Failure) {
        if !self.shows(Severity::Warning) {
            return;
        }
        let message = failure.message(self.language);
        let hint = failure.hint_text(self.language);
        write(&match self.format {
            MessageFormat::Human => {
                human_statement(Severity::Warning, &message, hint, self.language, self.coloring)
            }
            MessageFormat::Json => json_statement(Severity::Warning, &message, hint.as_deref()),
        });
    }

    /// Shows people, unless they want quiet, how it went.
    pub(crate) fn summary(self, parts: &[String]) {
        let parts: Vec<&str> =
            parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        if self.format == MessageFormat::Human && self.least > Severity::Error && !parts.is_empty()
        {
            let separator = self.text(program::CLAUSE_SEPARATOR);
            write(&format!("{}\n", printable(&parts.join(separator))));
        }
    }

    /// The numbers of the findings that are shown, in words; empty if there are none.
    pub(crate) fn counts(self, counts: Counts) -> String {
        let shown = [
            (Severity::Error, counts.errors, program::ONE_ERROR, program::ERRORS),
            (Severity::Warning, counts.warnings, program::ONE_WARNING, program::WARNINGS),
            (Severity::Note, counts.notes, program::ONE_NOTE, program::NOTES),
        ];
        let words = shown.into_iter().filter(|(severity, ..)| *severity <= self.least).filter_map(
            |(_, count, one, many)| match count {
                0 => None,
                1 => Some(self.text(one).to_owned()),
                _ => Some(many.fill(self.language, &[("count", count.to_string())])),
            },
        );
        words.collect::<Vec<_>>().join(self.text(program::COUNT_SEPARATOR))
    }
}

impl Counts {
    pub(crate) fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

/// Whether to color what goes to a stream.
pub(crate) fn coloring(choice: ColorChoice, is_terminal: bool) -> Coloring {
    let is_wanted = match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let is_plain = locale::variable("TERM").is_some_and(|terminal| terminal == "dumb");
            is_terminal && !is_plain && locale::variable("NO_COLOR").is_none()
        }
    };
    if is_wanted { Coloring::Ansi } else { Coloring::Plain }
}

/// Writes to standard error. If that is closed or full there is nobody left to tell.
pub(crate) fn write(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The text with control characters, which file names may have, made visible.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
