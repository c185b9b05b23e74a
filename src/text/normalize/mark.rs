//! Commas, colons, stops.

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{
    Class, is_closing, is_halfwidth_mark, is_han, is_opening, is_quote, is_space, is_wide_mark,
};

/// Makes points full-width that end a Chinese sentence.
pub(super) fn full_stops(draft: &Draft) -> Vec<Edit> {
    replace(draft, |at| (draft.text[at] == '.' && is_full_stop(draft, at)).then_some('。'))
}

/// Makes the other marks full-width that stand in Chinese text.
pub(super) fn halfwidth_marks(draft: &Draft) -> Vec<Edit> {
    replace(draft, |at| {
        let to = match draft.text[at] {
            ',' => '，',
            ':' => '：',
            ';' => '；',
            '!' => '！',
            '?' => '？',
            _ => return None,
        };
        is_chinese_mark(draft, at).then_some(to)
    })
}

fn replace(draft: &Draft, to: impl Fn(usize) -> Option<char>) -> Vec<Edit> {
    let free = draft.others.iter().copied().filter(|at| !draft.fixed[*at]);
    free.filter_map(|at| Some(Edit::one(at, to(at)?, Rule::HalfwidthMark))).collect()
}

/// Whether a mark stands in Chinese text: 达到63%,同比; but not 1,145, 10:30, 1:500 or `A,B`.
fn is_chinese_mark(draft: &Draft, at: usize) -> bool {
    // full-width marks are no evidence, as this rule makes them
    let skip = |c| is_space(c) || is_quote(c) || is_halfwidth_mark(c) || is_wide_mark(c);
    let before = draft.before(at, skip);
    let after = draft.after(at, skip);
    if draft.class(before).is_chinese() || draft.class(after).is_chinese() {
        return true;
    }
    let between_quotes = at > 0
        && matches!(draft.text[at - 1], '”' | '’')
        && matches!(draft.text.get(at + 1), Some('“' | '‘'));
    let last = draft.after(at, |c| is_space(c) || is_halfwidth_mark(c) || is_wide_mark(c));
    let ends = draft.class(last) == Class::Edge && draft.class(before) != Class::Edge;
    (between_quotes || ends) && before.is_some_and(|at| draft.sentence_has_han(at))
}

/// Whether a point ends a Chinese sentence rather than a number, an abbreviation or a label.
fn is_full_stop(draft: &Draft, at: usize) -> bool {
    let before = draft.before(at, |c| is_space(c) || is_quote(c) || is_closing(c));
    let after = draft.after(at, |c| is_space(c) || is_quote(c) || is_closing(c));
    let ends = matches!(draft.class(before), Class::Han | Class::Unit)
        && matches!(draft.class(after), Class::Han | Class::Edge);
    ends && draft.sentence_has_han(at) && !is_label(draft, at) && !is_file_name(draft, at)
}

/// Whether all of the paragraph up to `at` is a typed number: 一. or （一）.
fn is_label(draft: &Draft, at: usize) -> bool {
    let label = |c: char| {
        is_space(c) || is_opening(c) || is_closing(c) || "第一二三四五六七八九十百".contains(c)
    };
    draft.text[..at].iter().rev().take_while(|c| **c != '\n').all(|&c| label(c))
}

/// Whether the point at `at` stands in a file name: 报告.终稿.docx.
fn is_file_name(draft: &Draft, at: usize) -> bool {
    let rest = &draft.text[at + 1..];
    let mut rest = rest.iter().skip_while(|c| is_han(**c) && !is_wide_mark(**c));
    rest.next() == Some(&'.') && rest.next().is_some_and(char::is_ascii_alphanumeric)
}
