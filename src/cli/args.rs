//! The arguments as they were typed; nothing is derived here. Their help texts are in [`super::help`].

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use report_export::diagnostic::Language;

use super::batch::{BatchArgs, ManifestArgs};
use super::help;

#[derive(Debug, Parser)]
#[command(name = "report-export", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) console: ConsoleArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Pdf(PdfArgs),
    Docx(DocxArgs),
    Check(CheckArgs),
    Batch(Box<BatchArgs>),
    Manifest(ManifestArgs),
    Schema,
    Fonts(FontArgs),
    Completions { shell: clap_complete::Shell },
}

#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    pub(crate) report: PathBuf,
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct PdfArgs {
    #[command(flatten)]
    pub(crate) export: ExportArgs,
    #[arg(long, value_name = "STANDARD")]
    pub(crate) pdf_standard: Option<PdfStandardArg>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DocxArgs {
    #[command(flatten)]
    pub(crate) export: ExportArgs,
    // With an equals sign only, or it would take the report for its value; see `joined`.
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "subset")]
    pub(crate) embed_fonts: Option<EmbedFontsArg>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    #[arg(required = true, value_name = "REPORT")]
    pub(crate) reports: Vec<PathBuf>,
    #[arg(long, value_name = "STANDARD")]
    pub(crate) pdf_standard: Option<PdfStandardArg>,
    #[command(flatten)]
    pub(crate) layout: LayoutArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct LayoutArgs {
    #[command(flatten)]
    pub(crate) font: FontArgs,
    #[arg(long, value_name = "DIR")]
    pub(crate) allow_path: Vec<PathBuf>,
    #[arg(long, value_name = "HOW")]
    pub(crate) missing_glyphs: Option<MissingGlyphsArg>,
    #[arg(long)]
    pub(crate) fix_orphans: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct FontArgs {
    #[arg(long, value_name = "NAME|FILE")]
    pub(crate) theme: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub(crate) font_dir: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConsoleArgs {
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) message_format: Option<MessageFormat>,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<ColorChoice>,
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<LanguageArg>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum MessageFormat {
    #[default]
    Human,
    Json,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum LanguageArg {
    Zh,
    En,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum MissingGlyphsArg {
    Error,
    Warn,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum PdfStandardArg {
    #[value(name = "a-2a+ua-1")]
    A2aUa1,
    #[value(name = "a-2b")]
    A2b,
    #[value(name = "a-3a")]
    A3a,
    #[value(name = "none")]
    None,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum EmbedFontsArg {
    None,
    Subset,
    Full,
}

/// The command line's definition with its texts in a language.
pub(crate) fn command(language: Language) -> clap::Command {
    help::localize(help::with_common_flags(Args::command()), language)
}

/// Parses arguments, the first of which is the program's name.
pub(crate) fn parse(arguments: Vec<OsString>, language: Language) -> Result<Args, clap::Error> {
    let arguments = joined(arguments);
    // texts are wanted only where something is to be shown; made at each start they take as long as
    // the arguments themselves
    let matches = help::with_common_flags(Args::command())
        .try_get_matches_from(arguments.clone())
        .or_else(|_| command(language).try_get_matches_from(arguments))?;
    Args::from_arg_matches(&matches)
}

/// Joins `--embed-fonts full` to `--embed-fonts=full`: a word that is one of its values is meant as
/// such, any other is the report.
fn joined(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::with_capacity(arguments.len());
    for argument in arguments {
        let is_value = EmbedFontsArg::value_variants()
            .iter()
            .filter_map(EmbedFontsArg::to_possible_value)
            .any(|value| argument == value.get_name());
        match out.last_mut() {
            Some(last) if is_value && last == "--embed-fonts" => {
                last.push("=");
                last.push(argument);
            }
            _ => out.push(argument),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use report_export::diagnostic::Language;

    use super::{Command, EmbedFontsArg};

    #[test]
    fn the_definition_is_sound() {
        super::command(Language::Zh).debug_assert();
    }

    #[test]
    fn the_value_of_embed_fonts_needs_no_equals_sign() {
        let parse = |words: &[&str]| {
            let words = ["report-export", "docx"].iter().chain(words).map(OsString::from);
            let args = super::parse(words.collect(), Language::En).expect("sound arguments");
            let Command::Docx(docx) = args.command else { panic!("not docx") };
            docx.embed_fonts
        };
        assert_eq!(parse(&["--embed-fonts", "full", "a.yaml"]), Some(EmbedFontsArg::Full));
        assert_eq!(parse(&["--embed-fonts", "a.yaml"]), Some(EmbedFontsArg::Subset));
        assert_eq!(parse(&["a.yaml", "--embed-fonts=none"]), Some(EmbedFontsArg::None));
        assert_eq!(parse(&["a.yaml"]), None);
    }
}
