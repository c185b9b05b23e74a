//! The pipeline: a report's text in, the bytes of a file out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::assets::{Assets, UsedFile};
use crate::diagnostic::{Code, Diagnostic, Reported, Sink, Source, Span};
use crate::document::{ColophonPlace, Document, Settled};
use crate::docx::{self, DocxError};
use crate::font::{FontError, FontLibrary, OpenFonts};
use crate::frame::Pages;
use crate::layout::{LaidOut, LineFaultKind, LineFaults};
use crate::pdf::{self, PdfError};
use crate::picture::Gallery;
use crate::report::{LineBreaking, Node, Report};
use crate::theme::{self, StyleName, Theme, ThemeError};
use crate::unit::Length;
use crate::{document, layout, report};

mod standard;

pub use crate::document::MissingGlyphs;
pub use crate::docx::EmbedFonts;
pub use crate::pdf::Standard as PdfStandard;

/// The files that a report can become.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Format {
    /// PDF.
    Pdf,
    /// Word document.
    Docx,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 2] = [Self::Pdf, Self::Docx];

    /// The extension of its files, without a point.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }
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
    /// Whether paragraphs that end with a line of one character (孤字) are set closer or wider.
    pub fix_orphans: bool,
    /// The standard that a PDF is to follow; a report that can't meet it has an error then. If none
    /// is named it is the default one as far as the report meets it, with warnings where it does not.
    pub pdf_standard: Option<PdfStandard>,
    /// Whether notes, of normalised marks for instance, are left out of the outcome.
    pub skip_notes: bool,
}

/// What came of an export to one format.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The file, unless the report has errors or only a check was asked for.
    pub bytes: Option<Vec<u8>>,
    /// All findings, sorted by place; without notes if [`Options::skip_notes`] says so.
    pub diagnostics: Vec<Diagnostic>,
}

/// What came of an export to several formats.
#[derive(Clone, Debug)]
pub struct Exported {
    /// The files in the order of the formats; none if the report has errors.
    pub files: Option<Vec<Vec<u8>>>,
    /// All findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that the report names and that were read for it, sorted by path.
    pub used: Vec<UsedFile>,
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

/// From how many bytes of a report on a thread prepares more for its PDF than its start takes.
const WORTH_A_THREAD: usize = 4_000;

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
    let exporter = Exporter::new(options.clone());
    let export = || exporter.export(source, None, folder, format.as_slice());
    let is_worth = format == Some(Format::Pdf) && source.text.len() >= WORTH_A_THREAD;
    let Exported { files, diagnostics, .. } = if is_worth && rayon::current_thread_index().is_none()
    {
        thread::scope(|scope| {
            scope.spawn(|| exporter.prepare());
            export()
        })
    } else {
        export()
    }?;
    let bytes = files.and_then(|files| files.into_iter().next());
    Ok(Outcome { bytes, diagnostics })
}

/// Exports many reports with the same options, one after another or side by side: a theme and its
/// fonts are loaded once.
#[derive(Debug)]
pub struct Exporter {
    options: Options,
    /// By the name of a built-in theme or of the command line's, or the text of a report's own.
    settings: Mutex<BTreeMap<String, Arc<Setting>>>,
    /// Pictures that several reports show.
    gallery: Gallery,
}

/// A theme with the fonts of its roles.
#[derive(Debug)]
struct Setting {
    theme: Theme,
    fonts: FontLibrary,
}

impl Exporter {
    /// An exporter that has loaded nothing yet.
    pub fn new(options: Options) -> Self {
        Self { options, settings: Mutex::default(), gallery: Gallery::default() }
    }

    /// Loads what most PDFs want, while a report is being read: the theme, its fonts, and the outlines
    /// of the body's text.
    fn prepare(&self) {
        let name = self.options.theme.as_deref().unwrap_or(theme::DEFAULT);
        // a theme that can't be loaded is said when it is wanted
        let Ok(setting) = self.loaded(name, || Ok(theme::load(name)?)) else { return };
        setting.fonts.fetch(setting.theme.styles[&StyleName::Body].font);
    }

    /// Exports a report to several formats, each of them once; to none means to check it.
    ///
    /// `tree` stands in for what is read from the source's text, such as a filled template;
    /// `folder` is the folder to which the report's paths are relative.
    ///
    /// # Errors
    ///
    /// [`ExportError`] for faults of the installation; faults of the report are in what is returned.
    ///
    /// # Panics
    ///
    /// If a format is wanted twice: each file's source is given up to its writer.
    pub fn export(
        &self,
        source: &Source,
        tree: Option<&Node>,
        folder: &Path,
        formats: &[Format],
    ) -> Result<Exported, ExportError> {
        let skips = self.options.skip_notes;
        let mut sink = if skips { Sink::without_notes() } else { Sink::default() };
        let assets = Assets::new(folder, self.options.allowed_folders.clone());
        let files = (&assets, &self.gallery);
        let report = match tree {
            Some(tree) => report::validate(source, tree, files, &mut sink),
            None => report::read_tree(source, &mut sink)
                .and_then(|tree| report::validate(source, &tree, files, &mut sink)),
        };
        standard::revise(&mut sink, self.options.pdf_standard, formats);
        let attached = self.options.pdf_standard == Some(PdfStandard::A3a);
        if tree.is_some() && attached && formats.contains(&Format::Pdf) {
            sink.push(Diagnostic::new(Code::SourceIsTemplate));
        }
        let files = match report {
            Ok(report) => self.write(source, report, &assets, formats, &mut sink),
            Err(reported) => Err(reported.into()),
        };
        let files = match files {
            Ok(files) => Some(files),
            Err(Failure::Reported(_)) => None,
            Err(Failure::Installation(error)) => return Err(error),
        };
        Ok(Exported { files, diagnostics: sink.into_sorted(), used: assets.into_used() })
    }

    #[expect(clippy::too_many_arguments, reason = "the pipeline's own, which it goes on with")]
    fn write(
        &self,
        source: &Source,
        report: Report,
        assets: &Assets,
        formats: &[Format],
        sink: &mut Sink,
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let setting = self.setting(&report, assets, sink)?;
        let rules = report.settings.line_breaking.value;
        if rules == LineBreaking::Office || formats.is_empty() {
            let settled = self.settle(rules, &setting, source, &report, formats, sink)?;
            // a long one takes more than its files
            drop(report);
            return self.files(settled, &setting.fonts, source, formats);
        }
        let mut files = Vec::new();
        for (index, format) in formats.iter().enumerate() {
            let (rules, mut findings) = match format {
                Format::Pdf => (rules, sink.fresh()),
                Format::Docx => (LineBreaking::Office, sink.fresh()),
            };
            if *format == Format::Docx {
                sink.push(
                    Diagnostic::new(Code::DocxByOffice).at(report.settings.line_breaking.span),
                );
            }
            let (report, format) = (&report, &[*format]);
            let settled = self.settle(rules, &setting, source, report, format, &mut findings);
            let written =
                settled.and_then(|settled| self.files(settled, &setting.fonts, source, format));
            // the second time they are the same
            if index == 0 || written.is_err() {
                sink.append(findings);
            }
            files.extend(written?);
        }
        Ok(files)
    }

    /// The document that files are written of whose lines break by the same rules, and its pages
    /// for a PDF.
    #[expect(clippy::too_many_arguments, reason = "the pipeline's own, which it goes on with")]
    fn settle(
        &self,
        line_breaking: LineBreaking,
        setting: &Setting,
        source: &Source,
        report: &Report,
        formats: &[Format],
        sink: &mut Sink,
    ) -> Result<(Document, Option<Pages>), Failure> {
        let Setting { theme, fonts } = setting;
        let open = fonts.open();
        let missing_glyphs = self.options.missing_glyphs;
        let context =
            document::Context { source, theme, fonts: &open, missing_glyphs, line_breaking };
        let wanted = Wanted { formats, fix_orphans: self.options.fix_orphans };
        let (document, pages) = settle(report, context, wanted, sink)?;
        let wanted = if self.options.skip_notes { LineFaults::Unbroken } else { LineFaults::All };
        report_line_faults(&document, &open, wanted, sink);
        let standard = self.options.pdf_standard;
        if formats.is_empty() || formats.contains(&Format::Pdf) {
            standard::check(&document, standard, sink);
        }
        sink.check()?;
        Ok((document, pages))
    }

    /// Writes files of a document and its pages, which are gone as soon as they are written.
    fn files(
        &self,
        (document, mut pages): (Document, Option<Pages>),
        fonts: &FontLibrary,
        source: &Source,
        formats: &[Format],
    ) -> Result<Vec<Vec<u8>>, Failure> {
        let mut document = formats.contains(&Format::Docx).then_some(document);
        let files = formats.iter().map(|format| match format {
            Format::Docx => {
                let document = document.take().expect("each format is written once");
                Ok(docx::write(&document, fonts, self.options.embed_fonts)?)
            }
            Format::Pdf => {
                let pages = pages.take().expect("a document for a PDF is laid out");
                let standard = self.options.pdf_standard.unwrap_or_default();
                let attached = (standard == PdfStandard::A3a).then(|| standard::attachment(source));
                Ok(pdf::write(pages, fonts, standard, attached)?)
            }
        });
        files.collect()
    }

    /// The theme of the command line, else that of the report, else the default one.
    fn setting(
        &self,
        report: &Report,
        assets: &Assets,
        sink: &mut Sink,
    ) -> Result<Arc<Setting>, Failure> {
        if let Some(name) = &self.options.theme {
            return self.loaded(name, || Ok(theme::load(name)?));
        }
        let Some(name) = &report.settings.theme else {
            return self.loaded(theme::DEFAULT, || Ok(theme::load(theme::DEFAULT)?));
        };
        let unusable = |reason: String| {
            Diagnostic::new(Code::UnusableTheme)
                .at(name.span)
                .with("reason", reason)
                .with("known", theme::built_in_names())
        };
        if theme::is_file_name(&name.value) {
            let text =
                read_theme(&name.value, assets).map_err(|reason| sink.error(unusable(reason)))?;
            self.loaded(&text, || {
                theme::parse(&name.value, &text)
                    .map_err(|error| sink.error(unusable(error.to_string())).into())
            })
        } else {
            self.loaded(&name.value, || {
                theme::load(&name.value)
                    .map_err(|error| sink.error(unusable(error.to_string())).into())
            })
        }
    }

    /// The setting of a key, made of the theme that `load` loads if it is not there yet.
    fn loaded(
        &self,
        key: &str,
        load: impl FnOnce() -> Result<Theme, Failure>,
    ) -> Result<Arc<Setting>, Failure> {
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(setting) = settings.get(key) {
            return Ok(Arc::clone(setting));
        }
        let theme = load()?;
        let fonts = FontLibrary::find(&theme.fonts, &self.options.font_folders)?;
        let setting = Arc::new(Setting { theme, fonts });
        settings.insert(key.to_owned(), Arc::clone(&setting));
        Ok(setting)
    }
}

/// Reads a theme file that the report names.
fn read_theme(path: &str, assets: &Assets) -> Result<String, String> {
    const LIMIT: u64 = 1 << 20;
    let bytes =
        assets.read(path, LIMIT).map(|(bytes, _)| bytes).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "not UTF-8".to_owned())
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

/// Reports lines that their author may want to change.
fn report_line_faults(
    document: &Document,
    fonts: &OpenFonts<'_>,
    wanted: LineFaults,
    sink: &mut Sink,
) {
    for fault in layout::line_faults(document, fonts, wanted) {
        let (code, change) = match fault.kind {
            LineFaultKind::Orphan => (Code::Orphan, Length::ZERO),
            LineFaultKind::OrphanFixed(change) => (Code::OrphanFixed, change),
            LineFaultKind::Unbroken => (Code::NoBreak, Length::ZERO),
        };
        let start = fault.paragraph.span.start;
        let finding = Diagnostic::new(code)
            .at(Span::new(start, start))
            .with("text", fault.text)
            .with("points", format!("{:+}", change.to_pt()));
        sink.push(finding);
    }
}

/// Reports what only the pages show.
fn report_page_faults(report: &Report, document: &Document, laid_out: &LaidOut, sink: &mut Sink) {
    for note in &laid_out.elsewhere {
        let span = document.footnotes[note.0].span;
        sink.push(Diagnostic::new(Code::FootnoteElsewhere).at(span));
    }
    if let Some(signature) = report.signature.as_ref().filter(|_| laid_out.lone_signature) {
        sink.push(Diagnostic::new(Code::LoneSignature).at(signature.date.span));
    }
    if laid_out.colophon_is_too_high {
        let copied = report.colophon.iter().flat_map(|colophon| &colophon.copy_to);
        let span = copied.chain(&report.addressees).next().map(|name| name.span);
        sink.push(Diagnostic::new(Code::ColophonTooHigh).at(span.unwrap_or_default()));
    }
}

/// What a document is settled for.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    formats: &'a [Format],
    fix_orphans: bool,
}

/// Resolves and lays out until the pages are those that the document was resolved with. A document
/// that does not depend on its pages is laid out for a PDF only.
fn settle(
    report: &Report,
    context: document::Context<'_, '_>,
    wanted: Wanted<'_>,
    sink: &mut Sink,
) -> Result<(Document, Option<Pages>), Failure> {
    /// Decisions change once at most, and page numbers follow: more rounds mean a report whose
    /// page numbers change with the pages that they change.
    const ROUNDS: usize = 12;
    let mut settled = Settled::default();
    for _ in 0..ROUNDS {
        let mut findings = sink.fresh();
        let resolved = document::resolve(report, context, &settled, &mut findings);
        let mut document = resolved.inspect_err(|_| sink.append(findings.clone()))?;
        if wanted.fix_orphans {
            layout::fix_orphans(&mut document, context.fonts, context.theme.grid.orphan_tracking);
        }
        if !wanted.formats.contains(&Format::Pdf) && !document.needs_pages() {
            sink.append(findings);
            return Ok((document, None));
        }
        let laid_out = layout::lay_out(&document, context.fonts);
        let mut found = Settled { body_end: settled.body_end, ..laid_out.settled.clone() };
        if found.parted_tables != settled.parted_tables {
            // what stands behind a table moves with its end
            found.colophon = ColophonPlace::default();
        }
        let body_end = laid_out.body_end.filter(|end| *end != settled.body_end);
        if let (true, Some(body_end)) = (found == settled, body_end) {
            // what stands behind the body moves with its end
            settled = Settled { body_end, colophon: ColophonPlace::default(), ..found };
            continue;
        }
        if found == settled {
            report_page_faults(report, &document, &laid_out, &mut findings);
            sink.append(findings);
            return Ok((document, Some(laid_out.pages)));
        }
        settled = found;
    }
    Err(Failure::Reported(sink.error(Diagnostic::new(Code::PagesDoNotSettle))))
}
