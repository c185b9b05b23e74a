//! The part of a line that a finding shows.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::Renderer;
use crate::diagnostic::Span;

/// Columns of a terminal that an excerpt takes at most; a Han character takes two.
pub(super) const COLUMNS: usize = 76;

/// Columns of them for what is underlined, so that some words around it are seen.
const MARKED_COLUMNS: usize = 48;

/// Stands for what is left out.
const CUT: &str = "…";

/// The line of a finding, and the part of it that the finding is about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct MarkedLine<'a> {
    /// The number of the line, from 1.
    pub(super) number: usize,
    /// The line, however long it is.
    pub(super) text: &'a str,
    /// The bytes to underline: of a finding over several lines those of the first, of a long one its
    /// beginning.
    pub(super) marked: Range<usize>,
}

impl<'a> Renderer<'a> {
    /// The first line of a span, which may be any numbers.
    pub(super) fn marked_line(&self, span: Span) -> MarkedLine<'a> {
        let span = self.sound(span);
        let (number, _) = self.position(span.start);
        let (line_start, text) = self.line(number);
        let start = (span.start - line_start).min(text.len());
        let end = (span.end - line_start).clamp(start, text.len());
        MarkedLine { number, text, marked: marked(text, start..end) }
    }
}

impl MarkedLine<'_> {
    /// The line, or of a long one what is around the mark, with … where it goes on.
    pub(super) fn excerpt(&self) -> String {
        if columns(self.text) <= COLUMNS {
            return self.text.to_owned();
        }
        let (before, rest) = self.text.split_at(self.marked.start);
        let (marked, after) = rest.split_at(self.marked.len());
        let spare = COLUMNS - columns(marked) - 2 * columns(CUT);
        // What one side does not need goes to the other.
        let right = columns(prefix(after, spare)).min(spare / 2);
        let left = suffix(before, spare - right);
        let right = prefix(after, spare - columns(left));
        let cut = |is_whole| if is_whole { "" } else { CUT };
        let cut_left = cut(left.len() == before.len());
        let cut_right = cut(right.len() == after.len());
        [cut_left, left, marked, right, cut_right].concat()
    }
}

/// The beginning of a range of bytes that is short enough to underline.
fn marked(line: &str, range: Range<usize>) -> Range<usize> {
    let text = line.split_at(range.end).0.split_at(range.start).1;
    range.start..range.start + prefix(text, MARKED_COLUMNS).len()
}

/// Columns of a character on a terminal, a tab being shown as four. Characters without a width count
/// as well, or a line of nothing else would be shown whole.
fn width(character: char) -> usize {
    if character == '\t' { 4 } else { character.width().unwrap_or(1).max(1) }
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// The longest beginning of `text` in so many columns.
fn prefix(text: &str, columns: usize) -> &str {
    text.split_at(fitting(text.char_indices(), columns).map_or(0, |(at, c)| at + c.len_utf8())).0
}

/// The longest end of `text` in so many columns.
fn suffix(text: &str, columns: usize) -> &str {
    text.split_at(fitting(text.char_indices().rev(), columns).map_or(text.len(), |(at, _)| at)).1
}

/// The last of the characters that fit into so many columns.
fn fitting(
    characters: impl Iterator<Item = (usize, char)>,
    columns: usize,
) -> Option<(usize, char)> {
    let fits = |used: &mut usize, (at, character): (usize, char)| {
        *used += width(character);
        (*used <= columns).then_some((at, character))
    };
    characters.scan(0, fits).last()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{COLUMNS, MARKED_COLUMNS, MarkedLine, columns, marked};

    fn excerpt(before: &str, mark: &str, after: &str) -> String {
        let text = &[before, mark, after].concat();
        let marked = marked(text, before.len()..before.len() + mark.len());
        MarkedLine { number: 1, text, marked }.excerpt()
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(excerpt("  - ", "坚持", "党的全面领导"), "  - 坚持党的全面领导");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let excerpt = excerpt(&"前".repeat(2500), "错字", &"后".repeat(2500));
        assert!(excerpt.starts_with("…前") && excerpt.ends_with("后…"), "{excerpt}");
        assert!(excerpt.contains("前错字后"), "{excerpt}");
    }

    #[test]
    fn the_ends_of_a_long_line_use_the_whole_width() {
        let long = "字".repeat(1000);
        for excerpt in [excerpt("", "错", &long), excerpt(&long, "错", "")] {
            assert!(columns(&excerpt) > COLUMNS - 4, "{excerpt}");
        }
    }

    #[test]
    fn a_long_mark_begins_where_the_finding_does() {
        let long = "字".repeat(1000);
        let excerpt = excerpt("a: ", &long, "");
        assert!(excerpt.starts_with("a: 字") && excerpt.ends_with('…'), "{excerpt}");
        let marked = marked(&long, 3..3000);
        assert_eq!((marked.start, marked.len()), (3, MARKED_COLUMNS / 2 * 3));
    }

    proptest! {
        #[test]
        fn any_mark_in_any_line_has_a_short_excerpt(
            before in ".{0,120}", mark in ".{0,30}", after in ".{0,120}",
        ) {
            let excerpt = excerpt(&before, &mark, &after);
            prop_assert!(columns(&excerpt) <= COLUMNS);
            prop_assert!(columns(&mark) > MARKED_COLUMNS || excerpt.contains(&mark));
        }
    }
}
