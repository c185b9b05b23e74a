//! Why the program could not do what it was asked for, apart from what is wrong with a report.

use std::io;
use std::path::Path;

use report_export::diagnostic::Language;
use report_export::diagnostic::catalogue::{Words, program};
use report_export::export::ExportError;
use report_export::font::FontError;
use report_export::theme::ThemeError;

/// A fault of the call or the installation: exit status 2.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    message: Words,
    hint: Option<Words>,
    arguments: Vec<(&'static str, Value)>,
    /// What the system said, if it did.
    kind: Option<io::ErrorKind>,
}

/// What fills a placeholder.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A name, the same in all languages.
    Name(String),
    /// A text of the catalogue.
    Words(Words),
}

impl Failure {
    pub(crate) fn new(message: Words) -> Self {
        Self { message, hint: None, arguments: Vec::new(), kind: None }
    }

    /// Something that the system refuses, with its reason.
    pub(crate) fn system(message: Words, error: &io::Error) -> Self {
        Self { kind: Some(error.kind()), ..Self::new(message) }.with("reason", error)
    }

    /// Whether nothing else can be written either.
    pub(crate) fn is_hopeless(&self) -> bool {
        matches!(
            self.kind,
            Some(
                io::ErrorKind::StorageFull
                    | io::ErrorKind::QuotaExceeded
                    | io::ErrorKind::ReadOnlyFilesystem
            )
        )
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    pub(crate) fn hint(mut self, hint: Words) -> Self {
        self.hint = Some(hint);
        self
    }

    /// What is wrong.
    pub(crate) fn message(&self, language: Language) -> String {
        self.fill(self.message, language)
    }

    /// What to do about it.
    pub(crate) fn hint_text(&self, language: Language) -> Option<String> {
        self.hint.map(|hint| self.fill(hint, language))
    }

    fn fill(&self, words: Words, language: Language) -> String {
        let arguments: Vec<(&str, String)> =
            self.arguments.iter().map(|(name, value)| (*name, value.text(language))).collect();
        words.fill(language, &arguments)
    }
}

impl Value {
    pub(crate) fn text(&self, language: Language) -> String {
        match self {
            Self::Name(text) => text.clone(),
            Self::Words(words) => words.in_language(language).to_owned(),
        }
    }
}

impl From<Words> for Value {
    fn from(words: Words) -> Self {
        Self::Words(words)
    }
}

impl From<String> for Value {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl From<&Path> for Value {
    fn from(path: &Path) -> Self {
        Self::Name(path.display().to_string())
    }
}

impl From<&io::Error> for Value {
    fn from(error: &io::Error) -> Self {
        Self::Words(match error.kind() {
            io::ErrorKind::NotFound => program::REASON_MISSING,
            io::ErrorKind::PermissionDenied => program::REASON_PERMISSION,
            io::ErrorKind::StorageFull => program::REASON_FULL,
            io::ErrorKind::QuotaExceeded => program::REASON_QUOTA,
            io::ErrorKind::FileTooLarge => program::REASON_TOO_LARGE,
            io::ErrorKind::ReadOnlyFilesystem => program::REASON_READ_ONLY,
            io::ErrorKind::IsADirectory => program::REASON_FOLDER,
            io::ErrorKind::NotADirectory => program::REASON_NOT_A_FOLDER,
            io::ErrorKind::InvalidFilename => program::REASON_NAME,
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => program::REASON_BUSY,
            _ => return Self::Name(error.to_string()),
        })
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Font(error) => error.into(),
            ExportError::Theme(error) => error.into(),
            other => Self::new(program::CANNOT_EXPORT).with("reason", with_sources(&other)),
        }
    }
}

impl From<FontError> for Failure {
    fn from(error: FontError) -> Self {
        match error {
            FontError::Unreadable { path, source } => Self::new(program::FONTS_UNREADABLE)
                .with("path", path.as_path())
                .with("reason", &source),
            FontError::NotAFont { path } => {
                Self::new(program::NOT_A_FONT).with("path", path.as_path())
            }
            FontError::NoFamily { role, families } => Self::new(program::NO_FAMILY)
                .with("role", super::fonts::role_name(role))
                .with("families", families)
                .hint(program::NO_FAMILY_HINT),
            other => Self::new(program::CANNOT_EXPORT).with("reason", with_sources(&other)),
        }
    }
}

impl From<ThemeError> for Failure {
    fn from(error: ThemeError) -> Self {
        let unusable = |name: String, reason: Value| {
            Self::new(program::THEME_UNUSABLE).with("name", name).with("reason", reason)
        };
        match error {
            ThemeError::Unknown { name, known } => Self::new(program::THEME_UNKNOWN)
                .with("name", name)
                .with("names", known)
                .hint(program::THEME_UNKNOWN_HINT),
            ThemeError::Unreadable { path, source } => {
                unusable(path.display().to_string(), (&source).into())
            }
            ThemeError::Syntax { name, message } => unusable(name, message.into()),
            other => Self::new(program::CANNOT_EXPORT).with("reason", with_sources(&other)),
        }
    }
}

/// An error with what caused it, from the outside in.
fn with_sources(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
