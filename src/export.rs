//! The pipeline: a report's text in, the bytes of a file out.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Source};
use crate::font::FontError;

/// The files that a report can become.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word document.
    Docx,
}

/// What to do with a character that no font has.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum MissingGlyphs {
    /// Report an error.
    #[default]
    Error,
    /// Report a warning and draw a box.
    Warn,
}

/// Whether the DOCX carries its fonts.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum EmbedFonts {
    /// It names the fonts that offices have.
    #[default]
    None,
    /// It carries the characters that it uses.
    Subset,
    /// It carries the whole fonts.
    Full,
}

/// How to export, apart from what the report itself says.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Name of a built-in theme or path of a theme file; goes before the report's own choice.
    pub theme: Option<String>,
    /// Folders with fonts of the user's.
    pub font_folders: Vec<PathBuf>,
    /// Folders outside the report's own from which it may name files.
    pub allowed_folders: Vec<PathBuf>,
    /// What to do with a character that no font has.
    pub missing_glyphs: MissingGlyphs,
    /// Whether the DOCX carries its fonts.
    pub embed_fonts: EmbedFonts,
}

/// What came of an export.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The file, unless the report has errors or only a check was asked for.
    pub bytes: Option<Vec<u8>>,
    /// All findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why nothing could be exported, whatever the report says: a fault of the installation.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ExportError {
    /// The fonts can't be had.
    #[error(transparent)]
    Font(#[from] FontError),
}

/// Exports a report, or only checks it if no format is given.
///
/// `folder` is the folder to which the report's paths are relative.
///
/// # Errors
///
/// [`ExportError`] for faults of the installation; faults of the report are in the outcome.
pub fn export(
    source: &Source,
    folder: &Path,
    format: Option<Format>,
    options: &Options,
) -> Result<Outcome, ExportError> {
    let _ = (source, folder, format, options);
    Ok(Outcome { bytes: None, diagnostics: Vec::new() })
}
