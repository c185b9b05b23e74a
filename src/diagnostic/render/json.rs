//! JSON lines for machines.

use serde::Serialize;

use super::Renderer;
use crate::diagnostic::catalogue::{hint, message};
use crate::diagnostic::{Diagnostic, Severity};

/// A line of output. Every key is always there, `null` where there is nothing to say.
#[derive(Serialize)]
struct Record<'a> {
    severity: &'static str,
    code: Option<String>,
    message: &'a str,
    hint: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    excerpt: Option<String>,
    row: Option<usize>,
    data_file: Option<&'a str>,
    data_line: Option<usize>,
}

impl Renderer<'_> {
    /// A finding as an object on one line, with its line break.
    ///
    /// Lines and columns count from 1, columns in characters; `end_column` is one past the last.
    pub fn json(&self, diagnostic: &Diagnostic) -> String {
        let place = diagnostic.span.map(|span| self.place(span));
        to_line(&Record {
            severity: name(diagnostic.severity),
            code: Some(diagnostic.code.id().to_owned()),
            message: &message(diagnostic, self.language),
            hint: hint(diagnostic, self.language).as_deref(),
            file: Some(&self.source.name),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            end_line: place.map(|place| place.end_line),
            end_column: place.map(|place| place.end_column),
            excerpt: diagnostic.span.map(|span| self.marked_line(span).excerpt()),
            row: self.row.map(|row| row.number),
            data_file: self.row.map(|row| row.file),
            data_line: self.row.map(|row| row.line),
        })
    }
}

/// Something that is about no place of a report, as an object on one line, with its line break.
pub fn json_statement(severity: Severity, message: &str, hint: Option<&str>) -> String {
    to_line(&Record {
        severity: name(severity),
        code: None,
        message,
        hint,
        file: None,
        line: None,
        column: None,
        end_line: None,
        end_column: None,
        excerpt: None,
        row: None,
        data_file: None,
        data_line: None,
    })
}

fn to_line(record: &Record<'_>) -> String {
    let mut text = serde_json::to_string(record).expect("strings and numbers are always JSON");
    text.push('\n');
    text
}

fn name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::{Renderer, json_statement};
    use crate::diagnostic::catalogue::Language;
    use crate::diagnostic::{Code, Diagnostic, Severity, Source, Span};

    #[test]
    fn a_finding_is_one_line_with_all_keys_in_order() {
        let text = "title: 报告\n\"a\\u2028\": 1\n".to_owned();
        let source = Source { name: "r.yaml".to_owned(), text };
        let renderer = Renderer::new(&source, Language::Zh);
        let finding = Diagnostic::new(Code::UnknownKey).with("key", "a\n").at(Span::new(7, 13));
        let line = renderer.json(&finding);
        assert_eq!(line.matches('\n').count(), 1);
        let keys = [
            "severity",
            "code",
            "message",
            "hint",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "excerpt",
            "row",
            "data_file",
            "data_line",
        ];
        let places: Vec<_> = keys.map(|key| line.find(&format!("\"{key}\":")).unwrap()).into();
        assert!(places.is_sorted(), "{line}");
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value["line"], 1);
        assert_eq!(value["column"], 8);
        assert_eq!(value["end_column"], 10);
        assert_eq!(value["excerpt"], "title: 报告");
    }

    #[test]
    fn a_statement_has_the_same_keys() {
        let line = json_statement(Severity::Error, "no", None);
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(value.as_object().unwrap().len(), 13);
        assert!(value["line"].is_null() && value["code"].is_null());
    }
}
