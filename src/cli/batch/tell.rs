//! What is told of a batch: findings, counts, files for continuous integration.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use report_export::batch::Shard;
use report_export::batch::plan::{Input, Job};
use report_export::batch::summary::{
    End, Finding, Item, Summary, annotations, json, junit, markdown,
};
use report_export::diagnostic::catalogue::{hint, message, program};
use report_export::diagnostic::render::Renderer;
use report_export::diagnostic::{Code, Diagnostic, Severity, Source, Span};

use super::super::Status;
use super::super::args::MessageFormat;
use super::super::console::{self, Console, Counts};
use super::super::failure::Failure;
use super::super::locale::variable;
use super::super::output;
use super::args::{ReportFileArg, ReportKind};
use super::make::Made;
use super::plan::{Plan, place};
use super::run::{counted, status};
use super::stop::Stop;

/// How often people are shown the same finding about the same place of a template.
const SAME_SHOWN: usize = 3;

/// Tells of a batch, and remembers what it told.
pub(super) struct Teller<'a> {
    plan: &'a Plan,
    console: Console,
    start: Instant,
    /// How often each finding of the template has come.
    seen: BTreeMap<(Code, Option<Span>), usize>,
    hidden: usize,
    items: Vec<Item<'a>>,
    counts: Counts,
}

impl<'a> Teller<'a> {
    pub(super) fn new(plan: &'a Plan, console: Console, start: Instant) -> Self {
        Self {
            plan,
            console,
            start,
            seen: BTreeMap::new(),
            hidden: 0,
            items: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// Tells which part of the whole this is.
    pub(super) fn shard(&self, shard: Shard, engine: Option<&str>, count: usize, total: usize) {
        let language = self.console.language();
        let mut name = shard.to_string();
        if let Some(engine) = engine {
            let arguments = [("shard", name), ("engine", engine.to_owned())];
            name = program::BATCH_SHARD_FROM.fill(language, &arguments);
        }
        let arguments =
            [("shard", name), ("count", count.to_string()), ("total", total.to_string())];
        self.console.summary(&[program::BATCH_SHARD.fill(language, &arguments)]);
    }

    /// Shows what was found in a job.
    pub(super) fn job(&mut self, job: &Job, made: &Made) {
        if let Some(failure) = &made.failure {
            self.console.failure(failure);
        }
        let diagnostics = &made.findings.diagnostics;
        let Some(merge) = &self.plan.merge else {
            if let Some(source) = &made.findings.source {
                self.console.findings(source, diagnostics);
            }
            return;
        };
        let Input::Row(index) = job.input else { return };
        let row = place(&merge.rows.get(index), &merge.data);
        let shown: Vec<Diagnostic> =
            diagnostics.iter().filter(|finding| self.is_news(finding)).cloned().collect();
        self.console.findings_of_row(merge.template.source(), Some(row), &shown);
    }

    /// Whether a finding is to be shown: people see what ten thousand rows have in common only a few
    /// times, unless they ask for everything.
    fn is_news(&mut self, finding: &Diagnostic) -> bool {
        let shows_all =
            self.console.format() == MessageFormat::Json || self.console.shows(Severity::Note);
        if shows_all || !self.console.shows(finding.severity) {
            return true;
        }
        let seen = self.seen.entry((finding.code, finding.span)).or_default();
        *seen += 1;
        let is_news = *seen <= SAME_SHOWN;
        self.hidden += usize::from(!is_news);
        is_news
    }

    /// Takes a job into the account.
    pub(super) fn count(&mut self, job: &'a Job, made: &Made) {
        let (input, row) = self.plan.origin(job);
        self.counts.add(Counts::of(&made.findings.diagnostics));
        self.counts.warnings += made.old_warnings;
        let findings = self.findings(&input, made);
        self.items.push(Item {
            name: &job.name,
            input,
            row,
            end: made.end,
            seconds: made.seconds,
            findings,
        });
    }

    fn findings(&self, input: &str, made: &Made) -> Vec<Finding> {
        let template = self.plan.merge.as_ref().map(|merge| merge.template.source());
        let source = made.findings.source.as_ref().or(template);
        let language = self.console.language();
        let mut findings: Vec<Finding> = match source {
            Some(source) if !made.findings.diagnostics.is_empty() => {
                in_words(source, &made.findings.diagnostics, self.console)
            }
            _ => Vec::new(),
        };
        findings.extend(made.failure.as_ref().map(|failure| Finding {
            severity: Severity::Error,
            code: None,
            message: failure.message(language),
            hint: failure.hint_text(language),
            file: input.to_owned(),
            line: None,
            column: None,
        }));
        findings
    }

    /// How it went so far.
    pub(super) fn summary(&mut self) -> Summary<'a> {
        Summary {
            items: std::mem::take(&mut self.items),
            seconds: self.start.elapsed().as_secs_f64(),
            ..Summary::default()
        }
    }

    /// Tells of outputs whose inputs are gone.
    pub(super) fn gone(&self, paths: &[String], pruned: bool) {
        let Some(first) = paths.first() else { return };
        let count = paths.len().to_string();
        if pruned {
            let text = program::BATCH_PRUNED.fill(self.console.language(), &[("count", count)]);
            self.console.summary(&[text]);
        } else {
            let failure = Failure::new(program::BATCH_GONE).with("count", count);
            let failure = failure.with("file", first.clone()).hint(program::BATCH_GONE_HINT);
            self.console.warning(&failure);
        }
    }

    /// Writes the reports that were asked for, and those that GitHub wants.
    pub(super) fn reports(
        &self,
        summary: &Summary<'_>,
        files: &[ReportFileArg],
    ) -> Result<(), Failure> {
        for ReportFileArg { kind, file } in files {
            let text = match kind {
                ReportKind::Junit => junit(summary),
                ReportKind::Json => json(summary),
                ReportKind::Markdown => markdown(summary, self.console.language()),
            };
            output::write_file(file, text.as_bytes(), None)?;
        }
        if variable("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
            if self.console.format() == MessageFormat::Human {
                console::write(&annotations(summary));
            }
            if let Some(path) = variable("GITHUB_STEP_SUMMARY") {
                append(Path::new(&path), &markdown(summary, self.console.language()))?;
            }
        }
        Ok(())
    }

    /// Tells how it ended.
    pub(super) fn end(
        &self,
        summary: &Summary<'_>,
        stop: &Stop,
        hopeless: Option<&Failure>,
        fail_fast: bool,
    ) -> Status {
        let console = self.console;
        if self.hidden > 0 {
            let arguments = [("count", self.hidden.to_string())];
            let text = program::BATCH_SAME_FINDINGS.fill(console.language(), &arguments);
            console.summary(&[text]);
        }
        let kinds = [
            (End::Written, program::BATCH_WRITTEN),
            (End::Unchanged, program::BATCH_UNCHANGED),
            (End::Sound, program::BATCH_SOUND),
            (End::Faulty, program::BATCH_FAULTY),
            (End::Broken, program::BATCH_BROKEN),
        ];
        let mut counts: Vec<String> = kinds
            .into_iter()
            .map(|(end, label)| (summary.count(end), label))
            .filter(|(count, _)| *count > 0)
            .map(|(count, label)| counted(count, console.text(label), console))
            .collect();
        if summary.undone > 0 {
            counts.push(counted(summary.undone, console.text(program::BATCH_UNDONE), console));
        }
        let counts = counts.join(console.text(program::COUNT_SEPARATOR));
        let why = match (stop.signal(), hopeless) {
            (Some(_), _) => console.text(program::BATCH_STOPPED),
            (_, Some(_)) => console.text(program::BATCH_ABORTED),
            _ if fail_fast && summary.undone > 0 => console.text(program::BATCH_FAIL_FAST),
            _ => "",
        };
        console.summary(&[counts, console.counts(self.counts), why.to_owned()]);
        match (stop.signal(), hopeless) {
            (Some(signal), _) => Status::Stopped(signal),
            (None, Some(_)) => Status::CouldNotRun,
            (None, None) => status(summary),
        }
    }
}

/// Findings in the words of the console's language.
pub(super) fn in_words(
    source: &Source,
    diagnostics: &[Diagnostic],
    console: Console,
) -> Vec<Finding> {
    let language = console.language();
    let renderer = Renderer::new(source, language);
    let kept = diagnostics.iter().filter(|finding| finding.severity < Severity::Note);
    let findings = kept.map(|finding| {
        let place = finding.span.map(|span| renderer.line_and_column(span));
        Finding {
            severity: finding.severity,
            code: Some(finding.code.id()),
            message: message(finding, language),
            hint: hint(finding, language),
            file: source.name.clone(),
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
        }
    });
    findings.collect()
}

fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| output::cannot_write(path, &error))
}
