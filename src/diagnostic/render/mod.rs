//! Findings as text for people and as JSON lines for machines.
//!
//! A [`Renderer`] knows one report's text; the functions beside it show statements that are about no
//! place of a report. Nothing here prints: the program does.

mod excerpt;
mod human;
mod json;

use super::{Source, Span};

use super::catalogue::Language;

pub use human::human_statement;
pub use json::json_statement;

/// Whether text for people carries the escape sequences of terminals.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Coloring {
    /// It does not.
    #[default]
    Plain,
    /// It does.
    Ansi,
}

/// Shows the findings about one report.
///
/// It finds the lines of the report once, so showing a finding takes no longer in a long report.
#[derive(Debug)]
pub struct Renderer<'a> {
    source: &'a Source,
    language: Language,
    /// The first byte of each line.
    line_starts: Vec<usize>,
    row: Option<Row<'a>>,
}

/// A row of data that a template was filled with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Row<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The file of the data.
    pub file: &'a str,
    /// The line where it begins, from 1.
    pub line: usize,
}

/// Where a finding is, for people: lines and columns count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Place {
    line: usize,
    column: usize,
    end_line: usize,
    /// One past the last character.
    end_column: usize,
}

impl<'a> Renderer<'a> {
    /// Shows findings about `source` in `language`.
    pub fn new(source: &'a Source, language: Language) -> Self {
        let breaks = source.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let line_starts = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { source, language, line_starts, row: None }
    }

    /// Shows findings about what the source, a template, is with a row of data.
    #[must_use]
    pub fn for_row(self, row: Option<Row<'a>>) -> Self {
        Self { row, ..self }
    }

    /// The 1-based line and column, in characters, where a finding is.
    pub fn line_and_column(&self, span: Span) -> (usize, usize) {
        let place = self.place(span);
        (place.line, place.column)
    }

    /// The place of a span, which may be any numbers.
    fn place(&self, span: Span) -> Place {
        let Span { start, end } = self.sound(span);
        let (line, column) = self.position(start);
        let (end_line, end_column) = self.position(end);
        Place { line, column, end_line, end_column }
    }

    /// The span moved to where characters begin, inside the text, its end not before its start.
    fn sound(&self, span: Span) -> Span {
        let text = &self.source.text;
        let floor = |at: usize| {
            let at = at.min(text.len());
            (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        };
        let start = floor(span.start);
        Span::new(start, floor(span.end).max(start))
    }

    /// The 1-based line and column of a byte where a character begins.
    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1];
        let before = self.source.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }

    /// A line without its end, and its first byte.
    fn line(&self, line: usize) -> (usize, &'a str) {
        let start = self.line_starts[line - 1];
        let end = self.line_starts.get(line).map_or(self.source.text.len(), |&next| next - 1);
        let text = self.source.text.get(start..end).unwrap_or_default();
        (start, text.strip_suffix('\r').unwrap_or(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Renderer;
    use crate::diagnostic::catalogue::Language;
    use crate::diagnostic::{Source, Span};

    fn source(text: &str) -> Source {
        Source { name: "r.yaml".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn columns_count_characters_and_ends_are_exclusive() {
        let source = source("title: 报告\r\nbody: 正文，完\n");
        let place = |start, end| {
            let place = Renderer::new(&source, Language::En).place(Span::new(start, end));
            (place.line, place.column, place.end_line, place.end_column)
        };
        assert_eq!(place(7, 13), (1, 8, 1, 10));
        assert_eq!(place(21, 27), (2, 7, 2, 9));
        assert_eq!(place(0, source.text.len()), (1, 1, 3, 1));
    }

    #[test]
    fn any_span_has_a_place() {
        let source = source("一\n二");
        let renderer = Renderer::new(&source, Language::En);
        for start in 0..12 {
            for end in 0..12 {
                let place = renderer.place(Span::new(start, end));
                assert!((place.line, place.column) <= (place.end_line, place.end_column));
            }
        }
        let huge = renderer.place(Span::new(usize::MAX, 0));
        assert_eq!((huge.line, huge.column), (2, 2));
    }

    #[test]
    fn a_place_agrees_with_the_source() {
        let source = source("甲\n\n乙丙\r\n丁");
        let renderer = Renderer::new(&source, Language::En);
        for (at, _) in source.text.char_indices() {
            assert_eq!(renderer.position(at), source.position(at), "byte {at}");
        }
    }
}
