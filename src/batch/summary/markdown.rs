//! The summary for the page of a job, in Markdown.

use std::fmt::Write as _;

use super::{End, Summary};
use crate::diagnostic::Language;
use crate::diagnostic::catalogue::program;

/// How many failed jobs are listed.
const LISTED: usize = 50;

/// The summary as a section.
pub fn markdown(summary: &Summary<'_>, language: Language) -> String {
    let text = |words: crate::diagnostic::catalogue::Words| words.in_language(language);
    let mut out = format!("## {}", text(program::BATCH_HEADING));
    if let Some(shard) = &summary.shard {
        let _ = write!(out, " {shard}");
    }
    let _ = write!(out, "\n\n| {} | |\n|---|---:|\n", text(program::BATCH_REPORTS));
    let rows = [
        (program::BATCH_WRITTEN, summary.count(End::Written)),
        (program::BATCH_UNCHANGED, summary.count(End::Unchanged)),
        (program::BATCH_SOUND, summary.count(End::Sound)),
        (program::BATCH_FAULTY, summary.count(End::Faulty)),
        (program::BATCH_BROKEN, summary.count(End::Broken)),
        (program::BATCH_UNDONE, summary.undone),
    ];
    for (label, count) in rows.into_iter().filter(|(_, count)| *count > 0) {
        let _ = writeln!(out, "| {} | {count} |", text(label));
    }
    let _ = writeln!(out, "| {} | {:.1} s |", text(program::BATCH_TIME), summary.seconds);
    let failed: Vec<_> = summary.items.iter().filter(|item| !item.end.is_good()).collect();
    if failed.is_empty() {
        return out;
    }
    let _ = write!(
        out,
        "\n| {} | {} | {} |\n|---|---|---|\n",
        text(program::BATCH_OUTPUT),
        text(program::BATCH_PLACE),
        text(program::BATCH_FINDING),
    );
    for item in failed.iter().take(LISTED) {
        let first = item.findings.iter().min_by_key(|finding| finding.severity);
        let (place, headline) =
            first.map(|finding| (finding.place(), finding.headline())).unwrap_or_default();
        let place = match item.row {
            Some(row) => format!("{place} ({})", row_label(row, language)),
            None => place,
        };
        let cells = [item.name, &place, &headline].map(escape);
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    if failed.len() > LISTED {
        let arguments = [("count", (failed.len() - LISTED).to_string())];
        let _ = writeln!(out, "\n{}", program::BATCH_MORE.fill(language, &arguments));
    }
    out
}

fn row_label(row: usize, language: Language) -> String {
    program::ROW.fill(language, &[("row", row.to_string())])
}

/// The text for a cell of a table, where nothing in it is markup.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '\\' | '*' | '_' | '[' | ']' | '`' | '~' => out.extend(['\\', character]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
