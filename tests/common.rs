//! A folder, and the program run in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use report_export::assets::Assets;
use report_export::diagnostic::{Sink, Source};
use report_export::document::{self, Context, Document, MissingGlyphs};
use report_export::font::FontLibrary;
use report_export::report::{self, LineBreaking};
use report_export::theme;
use serde_json::Value;
use tempfile::TempDir;

/// A folder of its own for a test, in which the program runs.
#[derive(Debug)]
pub(crate) struct Folder(TempDir);

/// What the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with a report in `report.yaml`.
    pub(crate) fn with(report: &str) -> Self {
        let folder = Self::new();
        folder.write("report.yaml", report);
        folder
    }

    /// Where it is.
    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_report-export"));
        for variable in ["LANG", "LC_MESSAGES", "NO_COLOR"] {
            command.env_remove(variable);
        }
        command.current_dir(self.0.path()).args(arguments).env("LC_ALL", "C.UTF-8");
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    pub(crate) fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = self.command(arguments);
        let output = command.envs(variables.iter().copied()).stdin(Stdio::null()).output().unwrap();
        Run::from(output)
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub(crate) fn pipe(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.start(arguments);
        let _ = child.stdin.take().unwrap().write_all(input);
        Run::from(child.wait_with_output().unwrap())
    }
}

impl From<std::process::Output> for Run {
    fn from(output: std::process::Output) -> Self {
        Self {
            status: output.status.code(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    /// The objects on standard error.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub(crate) fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub(crate) fn is_docx(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// A report as it will be set by the default theme.
pub(crate) fn resolved(yaml: &str) -> Document {
    let source = Source { name: "report.yaml".to_owned(), text: yaml.to_owned() };
    let theme = theme::load(theme::DEFAULT).unwrap();
    let fonts = FontLibrary::find(&theme.fonts, &[]).unwrap();
    let mut sink = Sink::default();
    let report = report::parse(&source, &Assets::new(".", Vec::new()), &mut sink).unwrap();
    let context = Context {
        source: &source,
        theme: &theme,
        fonts: &fonts.open(),
        missing_glyphs: MissingGlyphs::Error,
        line_breaking: LineBreaking::Office,
    };
    document::resolve(&report, context, &document::Settled::default(), &mut sink).unwrap()
}
