//! The summary as one JSON document.

use serde::Serialize;

use super::{End, Finding, Item, Summary};
use crate::diagnostic::Severity;

#[derive(Serialize)]
struct Document<'s> {
    jobs: usize,
    written: usize,
    unchanged: usize,
    sound: usize,
    faulty: usize,
    broken: usize,
    undone: usize,
    seconds: f64,
    shard: Option<&'s str>,
    items: Vec<JsonItem<'s>>,
}

#[derive(Serialize)]
struct JsonItem<'s> {
    name: &'s str,
    input: &'s str,
    row: Option<usize>,
    end: &'static str,
    seconds: f64,
    findings: Vec<JsonFinding<'s>>,
}

#[derive(Serialize)]
struct JsonFinding<'s> {
    severity: &'static str,
    code: Option<&'static str>,
    message: &'s str,
    hint: Option<&'s str>,
    file: &'s str,
    line: Option<usize>,
    column: Option<usize>,
}

/// The summary as a document, with its line break.
///
/// # Panics
///
/// Never: it has only texts and numbers.
pub fn json(summary: &Summary<'_>) -> String {
    let document = Document {
        jobs: summary.items.len() + summary.undone,
        written: summary.count(End::Written),
        unchanged: summary.count(End::Unchanged),
        sound: summary.count(End::Sound),
        faulty: summary.count(End::Faulty),
        broken: summary.count(End::Broken),
        undone: summary.undone,
        seconds: milliseconds(summary.seconds),
        shard: summary.shard.as_deref(),
        items: summary.items.iter().map(item).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).expect("texts and numbers are JSON");
    text.push('\n');
    text
}

fn milliseconds(seconds: f64) -> f64 {
    (seconds * 1000.0).round() / 1000.0
}

fn item<'i>(item: &'i Item<'_>) -> JsonItem<'i> {
    JsonItem {
        name: item.name,
        input: &item.input,
        row: item.row,
        end: item.end.name(),
        seconds: milliseconds(item.seconds),
        findings: item.findings.iter().map(finding).collect(),
    }
}

fn finding(finding: &Finding) -> JsonFinding<'_> {
    JsonFinding {
        severity: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        code: finding.code,
        message: &finding.message,
        hint: finding.hint.as_deref(),
        file: &finding.file,
        line: finding.line,
        column: finding.column,
    }
}
