//! Stray spaces.

use std::ops::Range;

use super::draft::{Draft, Edit};
use super::neighbour::{Class, is_closing, is_opening, is_space};
use super::{Context, Rule};

/// What to do with a run of spaces.
enum Fate {
    Keep,
    Remove,
    /// It stands for something and is to take one cell.
    Widen,
}

/// Removes spaces that separate nothing but Han from what is next to it; the layout sets its own
/// gap between Han and Latin.
///
/// The space after 第一条 or 第一章, after 表1 in a caption, and a gap of several spaces between Han
/// become one full-width space; a full-width space that is typed between words stays.
pub(super) fn spaces(draft: &Draft, context: Context) -> Vec<Edit> {
    let mut edits = Vec::new();
    let is_member = |at: usize| is_space(draft.text[at]) && !draft.fixed[at];
    for run in draft.runs(|at| is_member(at).then_some(())) {
        let (times, rule) = match fate(draft, &run, context) {
            Fate::Keep => continue,
            Fate::Remove => (0, Rule::StraySpace),
            Fate::Widen => (1, Rule::WideSpace),
        };
        if draft.text[run.clone()] != ['\u{3000}'] || times == 0 {
            edits.push(Edit { range: run, to: '\u{3000}', times, rule });
        }
    }
    edits
}

fn fate(draft: &Draft, run: &Range<usize>, context: Context) -> Fate {
    let (left, right) = (run.start.checked_sub(1), run.end);
    let (before, after) = (draft.class(left), draft.class(Some(right)));
    if before == Class::Edge || after == Class::Edge {
        return Fate::Remove;
    }
    let is = |at: Option<usize>, test: fn(char) -> bool| at.is_some_and(|at| test(draft.text[at]));
    // a blank to fill in: （　　）
    if is(left, is_opening) && is(Some(right), is_closing) {
        return Fate::Keep;
    }
    // a URL ends at its space, and verbatim text keeps what is around it
    if draft.fixed[right] || left.is_some_and(|at| draft.fixed[at]) {
        return Fate::Keep;
    }
    let number = &draft.text[..run.start];
    if is_article_number(number) || context == Context::Display && is_caption_number(number) {
        return Fate::Widen;
    }
    // nobody types a full-width space between words by accident
    let deliberate = draft.text[run.clone()].contains(&'\u{3000}');
    if deliberate && before != Class::Wide && after != Class::Wide {
        return Fate::Keep;
    }
    if before == Class::Han && after == Class::Han {
        return match run.len() {
            _ if context == Context::Display => Fate::Keep,
            1 => Fate::Remove,
            _ => Fate::Widen,
        };
    }
    if before.is_chinese() || after.is_chinese() || is_in_spread_year(&draft.text, run) {
        Fate::Remove
    } else {
        Fate::Keep
    }
}

/// Whether the text is the number of an article or chapter: 第一条, 第十二章.
fn is_article_number(text: &[char]) -> bool {
    let ['第', number @ .., '编' | '章' | '节' | '条' | '款' | '篇'] = text else {
        return false;
    };
    let counts = |c: &char| "零〇一二三四五六七八九十百千".contains(*c) || c.is_ascii_digit();
    (1..=8).contains(&number.len()) && number.iter().all(counts)
}

/// Whether the text is the number of a caption: 表1, 图2-1, 附件3.
fn is_caption_number(text: &[char]) -> bool {
    let (['表' | '图', number @ ..]
    | ['附', '表' | '图' | '件', number @ ..]
    | ['专', '栏', number @ ..]) = text
    else {
        return false;
    };
    let counts = |c: &char| c.is_ascii_digit() || ".-—".contains(*c);
    (1..=8).contains(&number.len()) && number.iter().all(counts)
}

/// Whether a space spreads the digits of a year: 2 0 2 4 年.
fn is_in_spread_year(text: &[char], run: &Range<usize>) -> bool {
    (0..3).any(|digit| {
        run.start.checked_sub(1 + 2 * digit).is_some_and(|at| is_spread_year(text, at))
    })
}

/// Whether four digits of a year begin at `at`, each with a space after it.
fn is_spread_year(text: &[char], at: usize) -> bool {
    let [a, ' ', b, ' ', c, ' ', d, rest @ ..] = &text[at..] else { return false };
    let alone =
        text[..at].iter().rev().find(|c| !is_space(**c)).is_none_or(|c| !c.is_ascii_graphic());
    alone
        && [a, b, c, d].iter().all(|c| c.is_ascii_digit())
        && rest.iter().find(|c| !is_space(**c)) == Some(&'年')
}
