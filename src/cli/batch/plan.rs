//! A batch, ready to be worked on: every job known, every output's name checked.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use report_export::assets;
use report_export::batch::name::{self, NameFault};
use report_export::batch::plan::{Input, Job, collisions};
use report_export::batch::{Header, hex};
use report_export::diagnostic::catalogue::program;
use report_export::diagnostic::{Code, Diagnostic, Reported, Sink, Source, Span};
use report_export::export::{Format, Options};
use report_export::rows::{self, Row, RowFormat, Rows};
use report_export::template::{Pattern, Template};
use sha2::{Digest, Sha256};

use super::super::console::Console;
use super::super::failure::Failure;
use super::super::input::Input as File;
use super::discover;
use super::task::{BatchTask, Source as Origin, slashed};

/// How many collisions are told.
const COLLISIONS_SHOWN: usize = 10;

/// A batch that can be worked on.
#[derive(Debug)]
pub(super) struct Plan {
    /// All jobs, of other shards too, in the order in which they are told.
    pub(super) jobs: Vec<Job>,
    /// What rows are filled into.
    pub(super) merge: Option<Merge>,
    /// What every job's digest begins with: program, options, theme, fonts, formats.
    pub(super) base: [u8; 32],
}

/// A template with its rows.
#[derive(Debug)]
pub(super) struct Merge {
    pub(super) template: Template,
    /// Of the template's bytes.
    pub(super) digest: [u8; 32],
    /// The folder to which the template's paths are relative.
    pub(super) folder: PathBuf,
    pub(super) rows: Rows,
    /// The name of the rows' file.
    pub(super) data: String,
}

/// Why there is no plan.
#[derive(Debug)]
pub(super) enum NoPlan {
    /// Template, data or names have errors, which have been shown.
    Faulty,
    /// It can't be made.
    Failure(Failure),
}

impl From<Failure> for NoPlan {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Reported> for NoPlan {
    fn from(_: Reported) -> Self {
        Self::Faulty
    }
}

impl Plan {
    /// Plans a batch of reports or rows; shows what is wrong with template, data and names.
    pub(super) fn new(task: &BatchTask, console: Console) -> Result<Self, NoPlan> {
        let base = base(&task.options, &task.formats)?;
        match &task.source {
            Origin::Reports { inputs, base: root, exclude } => {
                let jobs = discover::jobs(inputs, root.as_deref(), exclude)?;
                if jobs.is_empty() {
                    let failure = Failure::new(program::BATCH_NO_INPUT);
                    return Err(failure.hint(program::BATCH_NO_INPUT_HINT).into());
                }
                check_collisions(&jobs, &task.formats)?;
                check_inputs(&jobs, &task.formats, &task.out_dir)?;
                Ok(Self { jobs, merge: None, base })
            }
            Origin::Rows { data, sheet } => {
                let path = task.template.as_deref().expect("rows come with a template");
                let (template, digest) = read_template(path, console)?;
                let rows = read_rows(data, sheet.as_deref(), console)?;
                let merge = Merge {
                    template,
                    digest,
                    folder: path.parent().unwrap_or(path).to_owned(),
                    rows,
                    data: data.display().to_string(),
                };
                let jobs = name_rows(&merge, path, task.name.as_deref(), console)?;
                check_collisions(&jobs, &task.formats)?;
                Ok(Self { jobs, merge: Some(merge), base })
            }
            Origin::Jobs => unreachable!("workers have no plan"),
        }
    }

    /// The header of the manifest of the whole batch.
    pub(super) fn header(&self) -> Header {
        let mut hash = Sha256::new();
        hash.update(self.base);
        if let Some(merge) = &self.merge {
            hash.update(merge.digest);
        }
        for job in &self.jobs {
            hash.update(&job.name);
            hash.update([0]);
            if let (Input::Row(index), Some(merge)) = (&job.input, &self.merge) {
                hash.update(merge.rows.get(*index).sha256());
            }
        }
        Header::new(env!("CARGO_PKG_VERSION"), self.jobs.len(), hex(&hash.finalize()))
    }

    /// What a job was made from, as manifests name it, and the number of its row.
    pub(super) fn origin(&self, job: &Job) -> (Cow<'_, str>, Option<usize>) {
        match (&job.input, &self.merge) {
            (Input::Row(index), Some(merge)) => {
                (Cow::Borrowed(&merge.template.source().name), Some(index + 1))
            }
            (Input::Report(path), _) => (Cow::Owned(slashed(path)), None),
            (Input::Row(_), None) => unreachable!("rows come with a template"),
        }
    }
}

/// A digest of what every job is made with.
pub(super) fn base(options: &Options, formats: &[Format]) -> Result<[u8; 32], Failure> {
    let mut hash = Sha256::new();
    let mut part = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    part(env!("CARGO_PKG_VERSION").as_bytes());
    for format in formats {
        part(format.extension().as_bytes());
    }
    let Options { missing_glyphs, embed_fonts, fix_orphans, pdf_standard, .. } = options;
    part(format!("{missing_glyphs:?} {embed_fonts:?} {fix_orphans} {pdf_standard:?}").as_bytes());
    if let Some(theme) = &options.theme {
        let path = Path::new(theme);
        let is_built_in = assets::embedded_theme(theme).is_some();
        // A theme that can't be read fails with its own words later.
        let text = if is_built_in { None } else { std::fs::read(path).ok() };
        part(&text.unwrap_or_else(|| theme.clone().into_bytes()));
    }
    for folder in &options.font_folders {
        let unreadable = |path: &Path, error: &std::io::Error| {
            Failure::system(program::FONTS_UNREADABLE, error).with("path", path)
        };
        let files = assets::font_files(folder).map_err(|error| unreadable(folder, &error))?;
        for file in files {
            let bytes = assets::read_file(&file).map_err(|error| unreadable(&file, &error))?;
            part(&Sha256::digest(bytes));
        }
    }
    Ok(hash.finalize().into())
}

/// Reads a template, and shows what is wrong with it.
pub(super) fn read_template(path: &Path, console: Console) -> Result<(Template, [u8; 32]), NoPlan> {
    let input = File::new(path.to_owned());
    let bytes = input.read()?;
    let mut sink = Sink::default();
    let source = report_export::report::decode(&bytes[..], &input.name(), &mut sink);
    let shown = match &source {
        Ok(source) => source.clone(),
        Err(_) => Source { name: input.name(), text: String::new() },
    };
    let template = source.and_then(|source| Template::read(source, &mut sink));
    console.findings(&shown, &sink.into_sorted());
    Ok((template?, Sha256::digest(bytes).into()))
}

fn read_rows(path: &Path, sheet: Option<&str>, console: Console) -> Result<Rows, NoPlan> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let format = RowFormat::of_extension(extension).ok_or_else(|| {
        let failure = Failure::new(program::BATCH_DATA_FORMAT).with("file", path);
        failure.hint(program::BATCH_DATA_FORMAT_HINT)
    })?;
    let input = File::new(path.to_owned());
    let bytes = input.read()?;
    let mut sink = Sink::default();
    let (source, rows) = rows::read(&bytes, &input.name(), format, sheet, &mut sink);
    console.findings(&source, &sink.into_sorted());
    Ok(rows?)
}

/// The jobs of all rows, by the names that their outputs get.
fn name_rows(
    merge: &Merge,
    template: &Path,
    pattern: Option<&str>,
    console: Console,
) -> Result<Vec<Job>, NoPlan> {
    let stem = template.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let by_pattern = Namer::new(pattern, stem, console)?;
    let mut jobs = Vec::with_capacity(merge.rows.len());
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut sound = Ok(());
    for (index, row) in merge.rows.iter().enumerate() {
        let mut sink = Sink::default();
        let name = by_pattern.name(&row, &mut sink).and_then(|name| {
            match taken.insert(name.to_lowercase(), row.number) {
                None => Ok(name),
                Some(other) => {
                    let finding = by_pattern.finding(Code::NameTwice).with("name", &name);
                    Err(sink.error(finding.with("other", other)))
                }
            }
        });
        match name {
            Ok(name) => jobs.push(Job { name, input: Input::Row(index) }),
            Err(reported) => {
                sound = Err(reported);
                let place = place(&row, &merge.data);
                console.findings_of_row(by_pattern.source(), Some(place), &sink.into_sorted());
            }
        }
    }
    sound?;
    Ok(jobs)
}

/// Where a row is, for findings.
pub(super) fn place<'a>(row: &Row, data: &'a str) -> report_export::diagnostic::render::Row<'a> {
    report_export::diagnostic::render::Row { number: row.number, file: data, line: row.line }
}

/// Gives rows their names.
#[derive(Debug)]
pub(super) struct Namer {
    pattern: Option<Pattern>,
    source: Source,
    stem: String,
}

impl Namer {
    /// A namer by a pattern, or else by a template's name and the number of the row.
    pub(super) fn new(
        pattern: Option<&str>,
        stem: String,
        console: Console,
    ) -> Result<Self, NoPlan> {
        let mut sink = Sink::default();
        let text = pattern.unwrap_or_default().to_owned();
        let source = Source { name: "--name".to_owned(), text };
        let pattern = pattern.map(|text| Pattern::read("--name", text, &mut sink)).transpose();
        console.findings(&source, &sink.into_sorted());
        Ok(Self { pattern: pattern?, source, stem })
    }

    /// The pattern, for the places of findings.
    pub(super) fn source(&self) -> &Source {
        &self.source
    }

    fn finding(&self, code: Code) -> Diagnostic {
        Diagnostic::new(code).at(Span::new(0, self.source.text.len()))
    }

    /// The name of a row's outputs.
    pub(super) fn name(&self, row: &Row, sink: &mut Sink) -> Result<String, Reported> {
        let name = match &self.pattern {
            Some(pattern) => pattern.fill(row, sink)?,
            None => format!("{}-{}", self.stem, row.number),
        };
        name::check(&name).map_err(|fault| {
            let shown: String = name.chars().take(80).collect();
            let finding = match fault {
                NameFault::Outside => self.finding(Code::NameOutside),
                NameFault::Character(character) => {
                    let shown = if character.is_control() {
                        format!("U+{:04X}", u32::from(character))
                    } else {
                        character.to_string()
                    };
                    self.finding(Code::NameCharacter).with("character", shown)
                }
                NameFault::TooLong { length, limit } => {
                    self.finding(Code::NameTooLong).with("length", length).with("limit", limit)
                }
                NameFault::Empty | NameFault::Reserved(_) => self.finding(Code::NamePart),
            };
            sink.error(finding.with("name", shown))
        })?;
        Ok(name)
    }
}

/// Refuses jobs that can't all be done.
fn check_collisions(jobs: &[Job], formats: &[Format]) -> Result<(), Failure> {
    let found = collisions(jobs, formats, COLLISIONS_SHOWN);
    let Some(first) = found.first() else { return Ok(()) };
    let name = |index: usize| match &jobs[index].input {
        Input::Report(path) => path.display().to_string(),
        Input::Row(_) => jobs[index].name.clone(),
    };
    let extensions: Vec<&str> = formats.iter().map(|format| format.extension()).collect();
    let output = format!("{}.{}", first.output, extensions.join(", ."));
    let failure = Failure::new(program::BATCH_COLLISION)
        .with("first", name(first.first))
        .with("second", name(first.second))
        .with("output", output);
    Err(failure.hint(program::BATCH_COLLISION_HINT))
}

/// Refuses to write over an input.
fn check_inputs(jobs: &[Job], formats: &[Format], out_dir: &Path) -> Result<(), Failure> {
    let Ok(root) = out_dir.canonicalize() else { return Ok(()) };
    let inputs: BTreeSet<PathBuf> = jobs
        .iter()
        .filter_map(|job| match &job.input {
            Input::Report(path) => path.canonicalize().ok(),
            Input::Row(_) => None,
        })
        .collect();
    for job in jobs {
        for format in formats {
            let output = root.join(format!("{}.{}", job.name, format.extension()));
            if inputs.contains(&output) {
                let failure = Failure::new(program::BATCH_OUTPUT_IS_INPUT);
                return Err(failure.with("file", output.as_path()));
            }
        }
    }
    Ok(())
}
