//! Annotations of GitHub: lines that the runner takes for commands.

use std::fmt::Write as _;

use super::{Finding, Summary};
use crate::diagnostic::Severity;

/// How many of a kind GitHub shows for a step.
const SHOWN: usize = 10;

/// The errors and warnings as commands, a line each; the last says how many more there are.
pub fn annotations(summary: &Summary<'_>) -> String {
    let mut out = String::new();
    for (severity, command) in [(Severity::Error, "error"), (Severity::Warning, "warning")] {
        let mut findings = summary
            .items
            .iter()
            .flat_map(|item| item.findings.iter().map(move |finding| (item, finding)))
            .filter(|(_, finding)| finding.severity == severity);
        let count = findings.clone().count();
        let shown = if count > SHOWN { SHOWN - 1 } else { SHOWN };
        for (item, finding) in findings.by_ref().take(shown) {
            let _ = writeln!(
                out,
                "::{command} {}::{}",
                properties(finding),
                message(item.row, finding)
            );
        }
        if count > shown {
            let _ = writeln!(out, "::{command}::… {}", count - shown);
        }
    }
    out
}

fn properties(finding: &Finding) -> String {
    let mut properties = format!("file={}", property(&finding.file));
    if let Some(line) = finding.line {
        let _ = write!(properties, ",line={line}");
    }
    if let Some(column) = finding.column {
        let _ = write!(properties, ",col={column}");
    }
    if let Some(code) = finding.code {
        let _ = write!(properties, ",title={code}");
    }
    properties
}

fn message(row: Option<usize>, finding: &Finding) -> String {
    let hint = finding.hint.as_ref().map(|hint| format!("\n{hint}")).unwrap_or_default();
    let row = row.map(|row| format!("[{row}] ")).unwrap_or_default();
    data(&format!("{row}{}{hint}", finding.message))
}

/// The text as GitHub wants what follows `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The text as GitHub wants the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
