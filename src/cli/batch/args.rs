//! The arguments of `batch` and `manifest`, as they were typed.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use report_export::batch::Shard;

use super::super::args::{EmbedFontsArg, LayoutArgs, PdfStandardArg};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct BatchArgs {
    #[arg(value_name = "INPUT", conflicts_with = "template")]
    pub(super) inputs: Vec<PathBuf>,
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(super) to: Vec<FormatArg>,
    #[arg(long, value_name = "DIR")]
    pub(super) out_dir: PathBuf,
    #[arg(long, value_name = "DIR", conflicts_with = "template")]
    pub(super) base: Option<PathBuf>,
    #[arg(long, value_name = "PATTERN", conflicts_with = "template")]
    pub(super) exclude: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) template: Option<PathBuf>,
    #[arg(long, value_name = "FILE", requires = "template", conflicts_with = "stdin_jsonl")]
    pub(super) data: Option<PathBuf>,
    #[arg(long, value_name = "NAME", requires = "data")]
    pub(super) sheet: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "template")]
    pub(super) name: Option<String>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    #[arg(long)]
    pub(super) fail_fast: bool,
    #[arg(long, conflicts_with_all = ["force", "prune"])]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) force: bool,
    #[arg(long)]
    pub(super) prune: bool,
    #[arg(long, value_name = "I/N|auto", value_parser = ShardArg::parse)]
    pub(super) shard: Option<ShardArg>,
    #[arg(long = "report", value_name = "KIND=FILE", value_parser = ReportFileArg::parse)]
    pub(super) report_files: Vec<ReportFileArg>,
    #[arg(long, conflicts_with_all = ["inputs", "dry_run", "force", "prune", "shard", "report_files", "fail_fast"])]
    pub(super) stdin_jsonl: bool,
    #[arg(long, value_name = "HOW", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "subset")]
    pub(super) embed_fonts: Option<EmbedFontsArg>,
    #[arg(long, value_name = "STANDARD")]
    pub(super) pdf_standard: Option<PdfStandardArg>,
    #[command(flatten)]
    pub(super) layout: LayoutArgs,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum FormatArg {
    Pdf,
    Docx,
}

/// `2/4`, `auto` or `auto/4`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ShardArg {
    Of(Shard),
    Auto(Option<u32>),
}

impl ShardArg {
    fn parse(text: &str) -> Result<Self, &'static str> {
        let wrong = "I/N, auto or auto/N";
        if text == "auto" {
            return Ok(Self::Auto(None));
        }
        match text.strip_prefix("auto/") {
            Some(count) => {
                let count = count.parse().ok().filter(|&count| Shard::new(1, count).is_some());
                count.map(|count| Self::Auto(Some(count))).ok_or(wrong)
            }
            None => Shard::parse(text).map(Self::Of).ok_or(wrong),
        }
    }
}

/// `junit=result.xml`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ReportFileArg {
    pub(super) kind: ReportKind,
    pub(super) file: PathBuf,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ReportKind {
    Junit,
    Json,
    Markdown,
}

impl ReportFileArg {
    fn parse(text: &str) -> Result<Self, &'static str> {
        let wrong = "junit=FILE, json=FILE or markdown=FILE";
        let (kind, file) = text.split_once('=').ok_or(wrong)?;
        let kind = match kind {
            "junit" => ReportKind::Junit,
            "json" => ReportKind::Json,
            "markdown" => ReportKind::Markdown,
            _ => return Err(wrong),
        };
        if file.is_empty() { Err(wrong) } else { Ok(Self { kind, file: file.into() }) }
    }
}

#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct ManifestArgs {
    #[command(subcommand)]
    pub(super) command: ManifestCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ManifestCommand {
    Merge(MergeArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct MergeArgs {
    #[arg(required = true, value_name = "DIR")]
    pub(super) folders: Vec<PathBuf>,
    #[arg(long = "out-dir", value_name = "DIR")]
    pub(super) merged_dir: Option<PathBuf>,
}
