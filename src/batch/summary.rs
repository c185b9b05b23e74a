//! How a batch went, for machines and for the pages of continuous integration.

mod github;
mod json;
mod junit;
mod markdown;

use std::borrow::Cow;

use crate::diagnostic::Severity;

pub use github::annotations;
pub use json::json;
pub use junit::junit;
pub use markdown::markdown;

/// How a batch went.
#[derive(Clone, Debug, Default)]
pub struct Summary<'a> {
    /// What became of the jobs, in their order.
    pub items: Vec<Item<'a>>,
    /// How many jobs were left undone, since the batch was stopped.
    pub undone: usize,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// The shard.
    pub shard: Option<String>,
}

/// What became of a job.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The path of its outputs below the output folder, without extension.
    pub name: &'a str,
    /// The file that it was made from.
    pub input: Cow<'a, str>,
    /// The number of its row.
    pub row: Option<usize>,
    /// How it ended.
    pub end: End,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// What was found: all of a failed job, the warnings of another.
    pub findings: Vec<Finding>,
}

/// How a job ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum End {
    /// Its outputs are written.
    Written,
    /// Its outputs are as they were.
    Unchanged,
    /// It was only checked, and has no error.
    Sound,
    /// The report has errors.
    Faulty,
    /// Something could not be read or written.
    Broken,
}

impl End {
    /// Whether nothing is wrong.
    pub fn is_good(self) -> bool {
        matches!(self, Self::Written | Self::Unchanged | Self::Sound)
    }

    /// Its name in reports for machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Written => "written",
            Self::Unchanged => "unchanged",
            Self::Sound => "sound",
            Self::Faulty => "faulty",
            Self::Broken => "broken",
        }
    }
}

/// A finding in words.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// Its code; none for a fault that is not a report's.
    pub code: Option<&'static str>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
}

impl Summary<'_> {
    /// How many jobs ended so.
    pub fn count(&self, end: End) -> usize {
        self.items.iter().filter(|item| item.end == end).count()
    }

    /// How many jobs went wrong.
    pub fn failed(&self) -> usize {
        self.items.iter().filter(|item| !item.end.is_good()).count()
    }
}

impl Item<'_> {
    /// Where it came from: `notice.yaml, row 12`.
    fn origin(&self) -> String {
        match self.row {
            Some(row) => format!("{}, row {row}", self.input),
            None => self.input.to_string(),
        }
    }
}

impl Finding {
    /// `E030: unknown key` or the message alone.
    fn headline(&self) -> String {
        match self.code {
            Some(code) => format!("{code}: {}", self.message),
            None => self.message.clone(),
        }
    }

    /// `a.yaml:3:5`.
    fn place(&self) -> String {
        let numbers = [self.line, self.column].into_iter().flatten();
        numbers.fold(self.file.clone(), |place, number| format!("{place}:{number}"))
    }
}
