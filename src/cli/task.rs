//! What is to be done, derived from what was typed.

use std::path::{Path, PathBuf};

use report_export::export::{EmbedFonts, Format, MissingGlyphs, Options, PdfStandard};

use super::args::{
    Command, EmbedFontsArg, ExportArgs, LayoutArgs, MissingGlyphsArg, PdfStandardArg,
};
use super::batch::{BatchTask, MergeTask};
use super::failure::Failure;
use super::input::Input;
use super::output::Output;

/// The theme of reports that name none.
const DEFAULT_THEME: &str = "gbt9704";

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Task {
    Export(Job),
    Check { inputs: Vec<Input>, options: Options },
    Batch(Box<BatchTask>),
    Merge(MergeTask),
    Schema,
    Fonts { theme: String, folders: Vec<PathBuf> },
    Completions(clap_complete::Shell),
}

/// One report to one file.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) input: Input,
    pub(crate) output: Output,
    pub(crate) format: Format,
    pub(crate) options: Options,
}

impl Task {
    /// Derives the task; fails if the arguments can't be meant together.
    pub(crate) fn new(command: Command) -> Result<Self, Failure> {
        Ok(match command {
            Command::Pdf(args) => {
                let mut job = job(args.export, Format::Pdf, EmbedFonts::None);
                job.options.pdf_standard = args.pdf_standard.map(pdf_standard);
                Self::Export(job)
            }
            Command::Docx(args) => {
                Self::Export(job(args.export, Format::Docx, embed_fonts(args.embed_fonts)))
            }
            Command::Check(args) => Self::Check {
                inputs: Input::all(args.reports)?,
                options: Options {
                    pdf_standard: args.pdf_standard.map(pdf_standard),
                    ..options(args.layout, EmbedFonts::None)
                },
            },
            Command::Batch(args) => Self::Batch(Box::new(BatchTask::new(*args)?)),
            Command::Manifest(args) => Self::Merge(MergeTask::new(args)?),
            Command::Schema => Self::Schema,
            Command::Fonts(args) => Self::Fonts {
                theme: args.theme.unwrap_or_else(|| DEFAULT_THEME.to_owned()),
                folders: args.font_dir,
            },
            Command::Completions { shell } => Self::Completions(shell),
        })
    }
}

fn job(args: ExportArgs, format: Format, embed_fonts: EmbedFonts) -> Job {
    let input = Input::new(args.report);
    let output = match (args.output, &input) {
        (Some(path), _) => Output::new(path),
        (None, Input::Stdin) => Output::Stdout,
        (None, Input::File(path)) => Output::File(beside(path, format)),
    };
    Job { input, output, format, options: options(args.layout, embed_fonts) }
}

/// The report's path with the extension of the format.
fn beside(report: &Path, format: Format) -> PathBuf {
    report.with_extension(format.extension())
}

pub(crate) fn embed_fonts(arg: Option<EmbedFontsArg>) -> EmbedFonts {
    match arg {
        None | Some(EmbedFontsArg::None) => EmbedFonts::None,
        Some(EmbedFontsArg::Subset) => EmbedFonts::Subset,
        Some(EmbedFontsArg::Full) => EmbedFonts::Full,
    }
}

pub(crate) fn pdf_standard(arg: PdfStandardArg) -> PdfStandard {
    match arg {
        PdfStandardArg::A2aUa1 => PdfStandard::A2aUa1,
        PdfStandardArg::A2b => PdfStandard::A2b,
        PdfStandardArg::A3a => PdfStandard::A3a,
        PdfStandardArg::None => PdfStandard::None,
    }
}

pub(crate) fn options(args: LayoutArgs, embed_fonts: EmbedFonts) -> Options {
    Options {
        theme: args.font.theme,
        font_folders: args.font.font_dir,
        allowed_folders: args.allow_path,
        missing_glyphs: match args.missing_glyphs {
            None | Some(MissingGlyphsArg::Error) => MissingGlyphs::Error,
            Some(MissingGlyphsArg::Warn) => MissingGlyphs::Warn,
        },
        embed_fonts,
        fix_orphans: args.fix_orphans,
        ..Options::default()
    }
}
