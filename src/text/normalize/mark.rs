//! Commas, colons, stops.

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{
    Class, is_closing, is_halfwidth_mark, is_han, is_opening, is_quote, is_space, is_wide_mark,
};

/// Makes marks full-width that stand in Chinese text.
pub(super) fn halfwidth_marks(draft: &Draft) -> Vec<Edit> {
    (0..draft.text.len())
        .filter(|&at| !draft.fixed[at])
        .filter_map(|at| {
            let to = match draft.text[at] {
                ',' => '，',
                ':' => '：',
                ';' => '；',
                '!' => '！',
                '?' => '？',
                '.' => {
                    return is_full_stop(draft, at)
                        .then(|| Edit::one(at, '。', Rule::HalfwidthMark));
                }
                _ => return None,
            };
            is_chinese_mark(draft, at).then(|| Edit::one(at, to, Rule::HalfwidthMark))
        })
        .collect()
}

/// What neither shows nor hides that the text is Chinese.
fn is_neutral(c: char) -> bool {
    is_space(c) || is_quote(c) || is_halfwidth_mark(c)
}

/// Whether a mark stands in Chinese text: 达到63%,同比; but not 1,145, 10:30, 1:500 or `A,B`.
fn is_chinese_mark(draft: &Draft, at: usize) -> bool {
    let before = draft.before(at, is_neutral);
    let after = draft.after(at, is_neutral);
    if draft.class(before).is_chinese() || draft.class(after).is_chinese() {
        return true;
    }
    let quoted = |at: Option<&char>, marks: &str| at.is_some_and(|c| marks.contains(*c));
    let between_quotes =
        at > 0 && quoted(draft.text.get(at - 1), "”’") && quoted(draft.text.get(at + 1), "“‘");
    let ends = draft.class(after) == Class::Edge && draft.class(before) != Class::Edge;
    (between_quotes || ends) && draft.sentence_has_han(at)
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
