//! What a report's author sees of this stage: the model of good reports, the findings of bad ones.

use std::path::Path;

use super::*;
use crate::assets::Assets;
use crate::diagnostic::catalogue::{self, Language};
use crate::diagnostic::{Code, Diagnostic, Severity, Sink, Source};

mod figure;
mod file;
mod letterhead;
mod markup;
mod random;
mod reference;
mod schema;
mod structure;
mod table;
mod typed;

/// A whole report around the blocks of a body.
fn with_body(blocks: &str) -> String {
    format!("title: 关于工作情况的报告\nbody:\n{blocks}")
}

fn source(text: &str) -> Source {
    Source { name: "report.yaml".to_owned(), text: text.to_owned() }
}

/// Parses a text beside a folder of pictures.
fn parse_in(folder: &Path, text: &str) -> (Option<Report>, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let report = parse(&source(text), &Assets::new(folder, Vec::new()), &mut sink).ok();
    let findings = sink.into_sorted();
    for finding in &findings {
        complete(finding);
    }
    let has_errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(report.is_none(), has_errors, "a report comes if and only if there is no error");
    (report, findings)
}

/// No message shows a placeholder, in either language.
fn complete(finding: &Diagnostic) {
    for language in [Language::Zh, Language::En] {
        let message = catalogue::message(finding, language);
        let is_open = finding.arguments.iter().all(|(_, value)| !value.contains('{'))
            && message.contains('{')
            && finding.code != Code::YamlSyntax;
        assert!(!is_open, "{message}");
    }
}

/// The report of a text without findings.
fn good(text: &str) -> Report {
    let (report, findings) = parse_in(Path::new("no-such-folder"), text);
    assert_eq!(findings, [], "{text}");
    report.expect("a report without findings")
}

/// Findings as code, line and column.
fn found(text: &str) -> Vec<(Code, usize, usize)> {
    let (_, findings) = parse_in(Path::new("no-such-folder"), text);
    places(&findings, text)
}

fn places(findings: &[Diagnostic], text: &str) -> Vec<(Code, usize, usize)> {
    let source = source(text);
    let place = |finding: &Diagnostic| {
        let (line, column) = finding.span.map_or((0, 0), |span| source.position(span.start));
        (finding.code, line, column)
    };
    findings.iter().map(place).collect()
}

/// The one finding of a text, as message and hint in English.
fn said(text: &str) -> (String, Option<String>) {
    let (_, findings) = parse_in(Path::new("no-such-folder"), text);
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    (catalogue::message(finding, Language::En), catalogue::hint(finding, Language::En))
}

/// The text of a cell, its paragraphs parted by ¶.
fn content(cell: &Cell) -> String {
    cell.paragraphs.iter().map(shown).collect::<Vec<_>>().join("¶")
}

/// A text with its markup in signs that CommonMark does not have: `strong(甲)`.
fn shown(text: &Text) -> String {
    let show = |inline: &Inline| match inline {
        Inline::Break => "⏎".to_owned(),
        Inline::Run(run) => {
            let mut shown = run.text.clone();
            if run.verbatim {
                shown = format!("code({shown})");
            }
            if run.emphasis {
                shown = format!("em({shown})");
            }
            if run.strong {
                shown = format!("strong({shown})");
            }
            if let Some(link) = &run.link {
                let target = match link {
                    Link::Address(address) => address.to_string(),
                    Link::Id(id) => format!("#{id}"),
                };
                shown = format!("link({shown} {target})");
            }
            shown
        }
        Inline::Footnote(mark) => format!("note({})", mark.value),
        Inline::Reference(reference) => {
            format!("{:?}({})", reference.value.facet, reference.value.target)
        }
    };
    text.inlines.iter().map(show).collect()
}
