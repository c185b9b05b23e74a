//! Reports by files, folders, patterns and lists, each with the name of its outputs.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use report_export::batch::name;
use report_export::batch::plan::{Input, Job};
use report_export::diagnostic::catalogue::program;

use super::super::failure::Failure;
use super::task::slashed;

/// What a star may match: no separator, but a leading point.
const OPTIONS: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The jobs of the inputs, sorted by name; a file that several inputs name is one job.
pub(super) fn jobs(
    inputs: &[PathBuf],
    base: Option<&Path>,
    exclude: &[String],
) -> Result<Vec<Job>, Failure> {
    let exclude: Vec<Pattern> =
        exclude.iter().map(|text| pattern(text)).collect::<Result<_, _>>()?;
    let mut finder = Finder { base, exclude, seen: BTreeSet::new(), jobs: Vec::new() };
    for input in inputs {
        finder.input(input)?;
    }
    let mut jobs = finder.jobs;
    jobs.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(jobs)
}

struct Finder<'a> {
    base: Option<&'a Path>,
    exclude: Vec<Pattern>,
    seen: BTreeSet<PathBuf>,
    jobs: Vec<Job>,
}

impl Finder<'_> {
    fn input(&mut self, input: &Path) -> Result<(), Failure> {
        if input.as_os_str() == "-" {
            return list()?.iter().try_for_each(|path| self.existing(path));
        }
        if input.exists() {
            return self.existing(input);
        }
        match input.to_str() {
            Some(text) if text.contains(['*', '?', '[']) => self.matching(text),
            _ => Err(Failure::new(program::INPUT_MISSING).with("file", input)),
        }
    }

    fn existing(&mut self, path: &Path) -> Result<(), Failure> {
        if !path.is_dir() {
            return self.file(path, Path::new(""));
        }
        let count = self.jobs.len();
        self.folder(path, path)?;
        if self.jobs.len() == count {
            return Err(Failure::new(program::BATCH_FOLDER_EMPTY).with("folder", path));
        }
        Ok(())
    }

    /// All reports below a folder; what is hidden or linked to is passed over.
    fn folder(&mut self, folder: &Path, base: &Path) -> Result<(), Failure> {
        let cannot =
            |error: io::Error| Failure::system(program::INPUT_FAILED, &error).with("file", folder);
        let entries = std::fs::read_dir(folder).map_err(cannot)?;
        let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(cannot)?;
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().map_err(cannot)?.is_dir() {
                self.folder(&path, base)?;
            } else if path.is_file() && is_yaml(&path) {
                self.file(&path, base)?;
            }
        }
        Ok(())
    }

    fn matching(&mut self, text: &str) -> Result<(), Failure> {
        pattern(text)?;
        let paths = glob::glob_with(text, OPTIONS).map_err(|error| unsound(text, &error))?;
        // What stands before the first part with a wildcard.
        let fixed: PathBuf = Path::new(text)
            .iter()
            .take_while(|part| !part.to_string_lossy().contains(['*', '?', '[']))
            .collect();
        let mut found = false;
        for path in paths {
            let path = path.map_err(|error| {
                let file = error.path().to_owned();
                Failure::system(program::INPUT_FAILED, error.error()).with("file", &*file)
            })?;
            if path.is_file() {
                found = true;
                self.file(&path, &fixed)?;
            }
        }
        if found {
            Ok(())
        } else {
            Err(Failure::new(program::BATCH_PATTERN_EMPTY).with("pattern", text.to_owned()))
        }
    }

    fn file(&mut self, path: &Path, base: &Path) -> Result<(), Failure> {
        if self.exclude.iter().any(|pattern| excludes(pattern, path)) {
            return Ok(());
        }
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(real) {
            return Ok(());
        }
        let mut relative = relative(path, self.base.unwrap_or(base));
        if relative.is_none() && self.base.is_none() {
            // A file elsewhere, whose path below the current folder there is none of.
            relative = path.file_name().map(PathBuf::from);
        }
        let name = relative.map(|path| slashed(&path.with_extension("")));
        let Some(name) = name.filter(|text| name::check(text).is_ok()) else {
            let failure = Failure::new(program::BATCH_INPUT_NAME).with("input", path);
            return Err(failure.hint(program::BATCH_INPUT_NAME_HINT));
        };
        self.jobs.push(Job { name, input: Input::Report(path.to_owned()) });
        Ok(())
    }
}

/// The path of a file below a folder, by their text; `None` if it is not below it.
fn relative(path: &Path, base: &Path) -> Option<PathBuf> {
    let plain = |path: &Path| -> PathBuf {
        path.components().filter(|part| *part != Component::CurDir).collect()
    };
    let (path, base) = (plain(path), plain(base));
    let below = path.strip_prefix(&base).ok()?;
    below.components().all(|part| matches!(part, Component::Normal(_))).then(|| below.to_owned())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml")
}

/// A pattern without a separator is for the file's name alone.
fn excludes(pattern: &Pattern, path: &Path) -> bool {
    let is_name = !pattern.as_str().contains('/');
    match path.file_name() {
        Some(name) if is_name => pattern.matches_path_with(Path::new(name), OPTIONS),
        _ => pattern.matches_path_with(path, OPTIONS),
    }
}

fn pattern(text: &str) -> Result<Pattern, Failure> {
    Pattern::new(text).map_err(|error| unsound(text, &error))
}

fn unsound(text: &str, error: &glob::PatternError) -> Failure {
    Failure::new(program::BATCH_PATTERN)
        .with("pattern", text.to_owned())
        .with("reason", error.msg.to_owned())
}

/// The paths on standard input: a line each, or with zero bytes between them.
fn list() -> Result<Vec<PathBuf>, Failure> {
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text).map_err(|error| {
        Failure::system(program::INPUT_FAILED, &error).with("file", program::STANDARD_INPUT)
    })?;
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    let lines = text.split(separator).map(|line| line.strip_suffix('\r').unwrap_or(line));
    let paths = lines.filter(|line| !line.is_empty()).map(PathBuf::from).map(|path| {
        if path.exists() {
            Ok(path)
        } else {
            Err(Failure::new(program::INPUT_MISSING).with("file", path.as_path()))
        }
    });
    paths.collect()
}
