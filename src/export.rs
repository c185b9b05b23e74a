//! The pipeline: a report's text in, the bytes of a file out.

use std::path::{Path, PathBuf};

use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source};
use crate::docx::{self, DocxError};
use crate::font::{FontError, FontLibrary};
use crate::pdf::{self, PdfError};
use crate::report::Report;
use crate::theme::{self, Theme, ThemeError};
use crate::{document, layout, report};

pub use crate::document::MissingGlyphs;
pub use crate::docx::EmbedFonts;

/// The files that a report can become.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word document.
    Docx,
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
    /// The theme can't be used.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// The fonts can't be had.
    #[error(transparent)]
    Font(#[from] FontError),
    /// The PDF can't be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The Word document can't be made.
    #[error(transparent)]
    Docx(#[from] DocxError),
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
    let mut sink = Sink::default();
    let bytes = match run(source, folder, format, options, &mut sink) {
        Ok(bytes) => bytes,
        Err(Failure::Reported(_)) => None,
        Err(Failure::Installation(error)) => return Err(error),
    };
    Ok(Outcome { bytes, diagnostics: sink.into_sorted() })
}

/// Why a run ends early.
enum Failure {
    /// The report has errors; they are in the sink.
    Reported(Reported),
    /// The installation is at fault.
    Installation(ExportError),
}

impl From<Reported> for Failure {
    fn from(reported: Reported) -> Self {
        Self::Reported(reported)
    }
}

impl<E: Into<ExportError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Installation(error.into())
    }
}

fn run(
    source: &Source,
    folder: &Path,
    format: Option<Format>,
    options: &Options,
    sink: &mut Sink,
) -> Result<Option<Vec<u8>>, Failure> {
    let assets = Assets::new(folder, options.allowed_folders.clone());
    let report = report::parse(source, &assets, sink)?; // what the author said, complete and typed
    let theme = choose_theme(&report, &assets, options, sink)?;
    let fonts = FontLibrary::find(&theme.fonts, &options.font_folders)?;
    let open = fonts.open();
    let context = document::Context {
        source,
        theme: &theme,
        fonts: &open,
        missing_glyphs: options.missing_glyphs,
    };
    let document = document::resolve(&report, context, sink)?; // numbered, styled, in runs
    Ok(match format {
        None => None,
        Some(Format::Docx) => Some(docx::write(&document, &fonts, options.embed_fonts)?),
        Some(Format::Pdf) => {
            let pages = layout::lay_out(&document, &fonts); // positioned glyphs, rules, pictures
            Some(pdf::write(&pages, &fonts)?)
        }
    })
}

/// The theme of the command line, else that of the report, else the default one.
fn choose_theme(
    report: &Report,
    assets: &Assets,
    options: &Options,
    sink: &mut Sink,
) -> Result<Theme, Failure> {
    if let Some(name) = &options.theme {
        return Ok(theme::load(name)?);
    }
    let Some(name) = &report.settings.theme else { return Ok(theme::load(theme::DEFAULT)?) };
    let loaded = if theme::is_file_name(&name.value) {
        read_theme(&name.value, assets)
    } else {
        theme::load(&name.value).map_err(|error| error.to_string())
    };
    loaded.map_err(|reason| {
        let finding = Diagnostic::new(Code::UnusableTheme)
            .at(name.span)
            .with("reason", reason)
            .with("known", crate::assets::embedded_themes().join(", "));
        Failure::Reported(sink.error(finding))
    })
}

/// Reads a theme file that the report names.
fn read_theme(path: &str, assets: &Assets) -> Result<Theme, String> {
    const LIMIT: u64 = 1 << 20;
    let bytes = assets.read(path, LIMIT).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())?;
    theme::parse(path, &text).map_err(|error| error.to_string())
}
