//! How far a batch is: a bar on a terminal, else lines now and then.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use report_export::batch::plan::Job;
use report_export::batch::summary::End;
use report_export::diagnostic::Severity;
use report_export::diagnostic::catalogue::program;

use super::super::args::MessageFormat;
use super::super::console::{self, Console};

/// How many lines tell of a long batch.
const LINES: usize = 20;

/// Shows how far a batch is, if anybody wants to see it.
#[derive(Debug)]
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    has_lines: bool,
    console: Console,
    total: usize,
    done: usize,
    failed: usize,
}

impl Progress {
    pub(super) fn new(total: usize, console: Console) -> Self {
        let is_wanted =
            console.format() == MessageFormat::Human && console.shows(Severity::Warning);
        let is_terminal = io::stderr().is_terminal();
        let bar = (is_wanted && is_terminal).then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {per_sec} {eta}");
            bar.set_style(style.expect("the template is sound"));
            bar
        });
        let has_lines = is_wanted && !is_terminal;
        Self { bar, has_lines, console, total, done: 0, failed: 0 }
    }

    /// A job is done.
    pub(super) fn step(&mut self, is_good: bool) {
        self.done += 1;
        self.failed += usize::from(!is_good);
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    /// Shows something else, with the bar out of the way.
    pub(super) fn around(&self, show: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(show),
            None => show(),
        }
    }

    /// Shows a line if it is time for one: every job of a short batch, or if all are asked for.
    pub(super) fn line(&self, job: &Job, end: End) {
        if !self.has_lines {
            return;
        }
        let console = self.console;
        if self.total <= LINES || console.shows(Severity::Note) {
            let label = match end {
                End::Written => program::BATCH_WRITTEN,
                End::Unchanged => program::BATCH_UNCHANGED,
                End::Sound => program::BATCH_SOUND,
                End::Faulty => program::BATCH_FAULTY,
                End::Broken => program::BATCH_BROKEN,
            };
            console.summary(&[format!("{}: {}", job.name, console.text(label))]);
            return;
        }
        let step = |done: usize| done * LINES / self.total;
        if step(self.done) > step(self.done - 1) && self.done < self.total {
            let arguments = [("done", self.done.to_string()), ("total", self.total.to_string())];
            let mut parts = vec![program::BATCH_PROGRESS.fill(console.language(), &arguments)];
            if self.failed > 0 {
                let arguments = [("count", self.failed.to_string())];
                parts.push(program::BATCH_FAILED.fill(console.language(), &arguments));
            }
            let separator = console.text(program::COUNT_SEPARATOR);
            console::write(&format!("{}\n", parts.join(separator)));
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
