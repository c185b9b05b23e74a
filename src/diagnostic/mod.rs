//! Findings about a report: what they are, what they say in each language, how they are shown.
//!
//! A [`Diagnostic`] is data: a [`Code`], the place in the source and the words that fill its message.
//! The [`catalogue`] holds every message in Chinese and English; [`render`] turns findings into text
//! for people and JSON lines for machines.

pub mod catalogue;
mod code;
pub mod render;

pub use catalogue::Language;
pub use code::Code;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// The report cannot be exported as it stands.
    Error,
    /// The report is exported, but its author should look at this.
    Warning,
    /// What the program did on its own, shown with `-v`: a normalised mark, for instance.
    Note,
}

/// A range of bytes in the report's text, `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
}

/// One finding about a report.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Diagnostic {
    /// What was found; decides message, hint and default severity.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// Where in the source, if it has a place.
    pub span: Option<Span>,
    /// The words for the placeholders of the message, by name.
    pub arguments: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// A finding of `code` with its usual severity and no place yet.
    pub fn new(code: Code) -> Self {
        Self { code, severity: code.severity(), span: None, arguments: Vec::new() }
    }

    /// The same finding, at `span`.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding with `value` for the placeholder `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl std::fmt::Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same finding with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// Proof that at least one error has been reported; a stage returns it instead of a result.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Reported(());

/// Collects the findings of all stages on one report.
#[derive(Clone, Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    refuses_notes: bool,
}

impl Sink {
    /// A sink that takes no notes: nobody will see them, and there are tens of thousands in a long
    /// draft.
    pub fn without_notes() -> Self {
        Self { refuses_notes: true, ..Self::default() }
    }

    /// An empty sink that takes what this one takes.
    #[must_use]
    pub fn fresh(&self) -> Self {
        Self { diagnostics: Vec::new(), ..*self }
    }

    /// Whether notes are wanted.
    pub fn takes_notes(&self) -> bool {
        !self.refuses_notes
    }

    /// Takes a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.takes_notes() || diagnostic.severity != Severity::Note {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Takes an error and proves that there is one.
    pub fn error(&mut self, diagnostic: Diagnostic) -> Reported {
        self.push(diagnostic.severity(Severity::Error));
        Reported(())
    }

    /// Takes all findings of another one.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Looks at every finding again: it may change, or be dropped.
    pub fn revise(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.diagnostics.retain_mut(keep);
    }

    /// `Err` if any error has been taken so far.
    ///
    /// # Errors
    ///
    /// [`Reported`] if an error has been taken.
    pub fn check(&self) -> Result<(), Reported> {
        if self.has_errors() { Err(Reported(())) } else { Ok(()) }
    }

    /// Whether any error has been taken.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// All findings, sorted by place, those without a place first; equal ones once.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.diagnostics.sort_by(|a, b| {
            (a.span, a.severity, a.code, &a.arguments).cmp(&(
                b.span,
                b.severity,
                b.code,
                &b.arguments,
            ))
        });
        self.diagnostics.dedup();
        self.diagnostics
    }
}

/// A report's text with the name under which findings show it.
#[derive(Clone, Debug)]
pub struct Source {
    /// A path as the user wrote it, or `<stdin>`.
    pub name: String,
    /// The text, UTF-8 without byte-order mark.
    pub text: String,
}

impl Source {
    /// The 1-based line and column, in characters, of a byte.
    pub fn position(&self, byte: usize) -> (usize, usize) {
        let mut end = byte.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text.as_bytes()[..end];
        let last_line = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let line = before.split(|&byte| byte == b'\n').count();
        (line, String::from_utf8_lossy(last_line).chars().count() + 1)
    }
}
