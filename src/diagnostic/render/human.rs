//! Text for people.

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Snippet, normalize_untrusted_str,
};

use super::{Coloring, Renderer, excerpt};
use crate::diagnostic::catalogue::{Language, hint, message, program};
use crate::diagnostic::{Diagnostic, Severity, Span};

/// Columns of a terminal that a line of text takes with its number.
const WIDTH: usize = excerpt::COLUMNS + 8;

impl Renderer<'_> {
    /// A finding with the line that it is about, the place underlined, and what to write instead.
    ///
    /// It ends with a blank line.
    pub fn human(&self, diagnostic: &Diagnostic, coloring: Coloring) -> String {
        let severity = level(diagnostic.severity, self.language);
        let title = severity.primary_title(message(diagnostic, self.language));
        let mut group = Group::with_title(title.id(diagnostic.code.id()));
        group = match diagnostic.span {
            Some(span) => group.element(self.snippet(span)),
            None => group.element(Origin::path(self.source.name.as_str())),
        };
        let row = self.row.map(|row| {
            let arguments = [
                ("row", row.number.to_string()),
                ("file", row.file.to_owned()),
                ("line", row.line.to_string()),
            ];
            let text = program::ROW_OF.fill(self.language, &arguments);
            let name = program::NOTE_LABEL.in_language(self.language);
            Level::NOTE.with_name(name).message(normalize_untrusted_str(&text))
        });
        let group = group.elements(row);
        finish(group, hint(diagnostic, self.language), self.language, coloring)
    }

    fn snippet(&self, span: Span) -> Snippet<'_, Annotation<'_>> {
        let line = self.marked_line(span);
        Snippet::source(line.text)
            .line_start(line.number)
            .path(self.source.name.as_str())
            .annotation(AnnotationKind::Primary.span(line.marked))
    }
}

/// Something that is about no place of a report, with what to do about it; ends with a line break.
pub fn human_statement(
    severity: Severity,
    message: &str,
    hint: Option<String>,
    language: Language,
    coloring: Coloring,
) -> String {
    let title = level(severity, language).primary_title(message);
    let mut text = finish(Group::with_title(title), hint, language, coloring);
    text.pop();
    text
}

fn finish(
    group: Group<'_>,
    hint: Option<String>,
    language: Language,
    coloring: Coloring,
) -> String {
    let help = hint.map(|hint| {
        let name = program::HELP_LABEL.in_language(language);
        Level::HELP.with_name(name).message(normalize_untrusted_str(&hint))
    });
    let renderer = match coloring {
        Coloring::Plain => annotate_snippets::Renderer::plain(),
        Coloring::Ansi => annotate_snippets::Renderer::styled(),
    };
    format!("{}\n\n", renderer.term_width(WIDTH).render(&[group.elements(help)]))
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    let (level, name) = match severity {
        Severity::Error => (Level::ERROR, program::ERROR_LABEL),
        Severity::Warning => (Level::WARNING, program::WARNING_LABEL),
        Severity::Note => (Level::NOTE, program::NOTE_LABEL),
    };
    level.with_name(name.in_language(language))
}

#[cfg(test)]
mod tests {
    use super::{Coloring, Renderer, human_statement};
    use crate::diagnostic::catalogue::Language;
    use crate::diagnostic::{Code, Diagnostic, Severity, Source, Span};

    fn shown(text: &str, marked: &str) -> Vec<String> {
        let source = Source { name: "r.yaml".to_owned(), text: text.to_owned() };
        let start = text.find(marked).unwrap();
        let finding = Diagnostic::new(Code::UnknownKey)
            .with("key", "k")
            .at(Span::new(start, start + marked.len()));
        let renderer = Renderer::new(&source, Language::Zh);
        renderer.human(&finding, Coloring::Plain).lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_underline_is_below_wide_characters() {
        let lines = shown("title: 报告\nbody: 中文,逗号\n", ",");
        assert!(lines[0].starts_with("错误["), "{lines:?}");
        assert_eq!(lines[1].trim_start(), "--> r.yaml:2:9", "{lines:?}");
        assert!(lines.contains(&"2 | body: 中文,逗号".to_owned()), "{lines:?}");
        // 6 columns of `body: ` and 4 of the two Han characters.
        assert!(lines.contains(&format!("  | {}^", " ".repeat(10))), "{lines:?}");
        let lines = shown("title: 报告", "报告");
        assert!(lines.contains(&format!("  | {}^^^^", " ".repeat(7))), "{lines:?}");
    }

    #[test]
    fn a_long_paragraph_is_not_shown_whole() {
        let paragraph = format!("- {}某{}", "字".repeat(2500), "字".repeat(2500));
        let lines = shown(&paragraph, "某");
        assert!(lines.iter().all(|line| line.chars().count() < 90), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("--> r.yaml:1:2503")), "{lines:?}");
        let source = lines.iter().find(|line| line.contains('某')).unwrap();
        let mark = lines.iter().find(|line| line.contains('^')).unwrap();
        let before = source.chars().take_while(|&c| c != '某');
        let columns: usize = before.map(|c| if c == '字' { 2 } else { 1 }).sum();
        assert_eq!(mark.find('^'), Some(columns), "{lines:?}");
    }

    #[test]
    fn a_finding_about_a_long_paragraph_underlines_its_beginning() {
        let lines = shown(&"字".repeat(5000), &"字".repeat(5000));
        assert!(lines.iter().all(|line| line.chars().count() < 90), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("^^^^")), "{lines:?}");
    }

    #[test]
    fn escape_sequences_of_the_report_do_not_reach_the_terminal() {
        let lines = shown("a: \u{1b}[31m\u{202e}b", "\u{1b}[31m");
        assert!(lines.iter().all(|line| !line.contains(['\u{1b}', '\u{202e}'])), "{lines:?}");
        let text = human_statement(
            Severity::Error,
            "\u{1b}[2J",
            Some("\u{1b}[2J".to_owned()),
            Language::En,
            Coloring::Plain,
        );
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }

    #[test]
    fn only_colored_text_has_escape_sequences() {
        for (coloring, expected) in [(Coloring::Plain, false), (Coloring::Ansi, true)] {
            let text = human_statement(Severity::Error, "m", None, Language::En, coloring);
            assert_eq!(text.contains('\u{1b}'), expected);
        }
    }

    #[test]
    fn a_finding_over_several_lines_shows_the_first() {
        let lines = shown("a:\n  - 一\n  - 二\n", "- 一\n  - 二");
        assert!(lines.iter().any(|line| line.trim_end().ends_with("^^^^")), "{lines:?}");
        assert!(lines.iter().all(|line| !line.contains('二')), "{lines:?}");
    }

    #[test]
    fn empty_places_and_ends_of_files_are_shown() {
        for text in ["", "a", "a\n", "\n\n", "\r\n"] {
            let source = Source { name: "r.yaml".to_owned(), text: text.to_owned() };
            let renderer = Renderer::new(&source, Language::En);
            for at in 0..=text.len() {
                let finding = Diagnostic::new(Code::UnknownKey).at(Span::new(at, at));
                assert!(renderer.human(&finding, Coloring::Plain).contains("r.yaml:"), "{text:?}");
            }
        }
    }
}
