//! What is to be done, derived from what was typed.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use report_export::batch::Shard;
use report_export::batch::shard::{DetectError, detect};
use report_export::diagnostic::catalogue::program;
use report_export::export::{Format, Options, PdfStandard};

use super::super::failure::Failure;
use super::super::locale::variable;
use super::super::task::{embed_fonts, options, pdf_standard};
use super::args::{BatchArgs, FormatArg, ManifestArgs, ManifestCommand, ReportFileArg, ShardArg};

/// A batch.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
pub(crate) struct BatchTask {
    pub(super) source: Source,
    pub(super) template: Option<PathBuf>,
    /// How each row's outputs are called.
    pub(super) name: Option<String>,
    pub(super) formats: Vec<Format>,
    pub(super) out_dir: PathBuf,
    pub(super) jobs: usize,
    pub(super) fail_fast: bool,
    pub(super) dry_run: bool,
    pub(super) force: bool,
    pub(super) prune: bool,
    pub(super) shard: Option<(Shard, Option<&'static str>)>,
    pub(super) report_files: Vec<ReportFileArg>,
    pub(super) options: Options,
}

/// Where the jobs come from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Reports.
    Reports { inputs: Vec<PathBuf>, base: Option<PathBuf>, exclude: Vec<String> },
    /// The rows of a file.
    Rows { data: PathBuf, sheet: Option<String> },
    /// Lines of standard input.
    Jobs,
}

/// Manifests to be joined.
#[derive(Debug)]
pub(crate) struct MergeTask {
    pub(super) folders: Vec<PathBuf>,
    pub(super) out_dir: PathBuf,
}

impl BatchTask {
    /// Derives the task; fails if the arguments can't be meant together.
    pub(crate) fn new(args: BatchArgs) -> Result<Self, Failure> {
        let missing = |argument: &str| {
            Err(Failure::new(program::MISSING_ARGUMENT).with("argument", argument.to_owned()))
        };
        // The parser lets these through where inputs exclude a template.
        let needs_template = args.data.is_some() || args.name.is_some();
        if needs_template && args.template.is_none() {
            return missing("--template <FILE>");
        }
        let source = match (args.stdin_jsonl, args.template.is_some(), args.data) {
            (true, ..) => Source::Jobs,
            (_, true, Some(data)) => Source::Rows { data, sheet: args.sheet },
            (_, true, None) => return missing("--data <FILE>"),
            _ if args.inputs.is_empty() => {
                let failure = Failure::new(program::BATCH_NO_INPUT);
                return Err(failure.hint(program::BATCH_NO_INPUT_HINT));
            }
            _ => Source::Reports { inputs: args.inputs, base: args.base, exclude: args.exclude },
        };
        let pdf_standard = args.pdf_standard.map(pdf_standard);
        if args.template.is_some() && pdf_standard == Some(PdfStandard::A3a) {
            return Err(Failure::new(program::CONFLICTING_ARGUMENTS)
                .with("argument", "--template".to_owned())
                .with("other", "--pdf-standard a-3a".to_owned()));
        }
        let is_worker = matches!(source, Source::Jobs);
        let embed_fonts = embed_fonts(args.embed_fonts);
        Ok(Self {
            source,
            template: args.template,
            name: args.name,
            formats: formats(&args.to),
            out_dir: args.out_dir,
            jobs: args.jobs.map_or_else(|| default_jobs(is_worker), usize::from),
            fail_fast: args.fail_fast,
            dry_run: args.dry_run,
            force: args.force,
            prune: args.prune,
            shard: args.shard.map(shard).transpose()?,
            report_files: args.report_files,
            options: Options { pdf_standard, ..options(args.layout, embed_fonts) },
        })
    }
}

/// A worker is one of many that its driver starts.
fn default_jobs(is_worker: bool) -> usize {
    if is_worker { 1 } else { std::thread::available_parallelism().map_or(1, NonZero::get) }
}

fn formats(args: &[FormatArg]) -> Vec<Format> {
    let is_wanted = |format: &Format| {
        let arg = match format {
            Format::Pdf => FormatArg::Pdf,
            Format::Docx => FormatArg::Docx,
        };
        args.is_empty() || args.contains(&arg)
    };
    Format::ALL.into_iter().filter(is_wanted).collect()
}

fn shard(arg: ShardArg) -> Result<(Shard, Option<&'static str>), Failure> {
    let count = match arg {
        ShardArg::Of(shard) => return Ok((shard, None)),
        ShardArg::Auto(count) => count,
    };
    let detected = detect(variable, count).map_err(|error| match error {
        DetectError::NoEngine => {
            Failure::new(program::SHARD_NO_ENGINE).hint(program::SHARD_NO_ENGINE_HINT)
        }
        DetectError::Several(engines) => {
            let failure = Failure::new(program::SHARD_SEVERAL).with("engines", engines);
            failure.hint(program::SHARD_NO_ENGINE_HINT)
        }
        DetectError::Value { variable, value } => Failure::new(program::SHARD_VALUE)
            .with("variable", variable.to_owned())
            .with("value", value),
        DetectError::NoCount { engine } => Failure::new(program::SHARD_NO_COUNT)
            .with("engine", engine.to_owned())
            .hint(program::SHARD_NO_COUNT_HINT),
        DetectError::Gaps => Failure::new(program::SHARD_GAPS).hint(program::SHARD_GAPS_HINT),
    })?;
    Ok((detected.0, Some(detected.1)))
}

impl MergeTask {
    /// Derives the task.
    pub(crate) fn new(args: ManifestArgs) -> Result<Self, Failure> {
        let ManifestCommand::Merge(args) = args.command;
        let out_dir = match (args.merged_dir, &args.folders[..]) {
            (Some(folder), _) => folder,
            (None, [only]) => only.clone(),
            (None, _) => {
                let failure = Failure::new(program::MISSING_ARGUMENT);
                return Err(failure.with("argument", "--out-dir <DIR>".to_owned()));
            }
        };
        Ok(Self { folders: args.folders, out_dir })
    }
}

/// A path with `/` between its parts, as manifests have it on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        text.push_str(&part);
    }
    text
}
