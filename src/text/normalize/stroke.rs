//! Dashes and ellipses: marks of two cells.

use std::ops::Range;

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{Class, is_han, is_neutral};

/// What follows the end points of a route, whose 一字线 is one cell: 合肥—宣城高速公路.
const ROUTES: [&str; 8] = ["高铁", "铁路", "高速", "公路", "航线", "城际", "走廊", "班列"];

/// Gives dashes their two cells.
///
/// A single — between digits, dates or the end points of a route is a 一字线 and stays
/// (GB/T 15834—2011, 4.13).
pub(super) fn dashes(draft: &Draft) -> Vec<Edit> {
    runs(draft, |c| matches!(c, '-' | '—' | '―' | '–' | '─' | '－'))
        .filter(|run| draft.text[run.clone()] != ['—', '—'] && is_dash(draft, run))
        .map(|range| Edit { range, to: '—', times: 2, rule: Rule::Dash })
        .collect()
}

fn is_dash(draft: &Draft, run: &Range<usize>) -> bool {
    let before = draft.class(draft.before(run.start, is_neutral));
    let after = draft.class(draft.after(run.end - 1, is_neutral));
    let text = &draft.text[run.clone()];
    match (text[0], text.len()) {
        ('—' | '―', 1) if before == Class::Edge => after == Class::Han,
        ('—' | '―' | '–', 1) => {
            before == Class::Han && after == Class::Han && !is_range(draft, run.start)
        }
        ('-', 2..=4) | ('—' | '―' | '–' | '─' | '－', 2) => match (before, after) {
            (Class::Han, Class::Letter) => draft.class(Some(run.end)) != Class::Letter,
            (Class::Han, _)
            | (Class::Edge | Class::Wide | Class::Digit | Class::Unit, Class::Han) => true,
            _ => false,
        },
        _ => false,
    }
}

/// Whether a single dash between Han joins the ends of a range or a route.
fn is_range(draft: &Draft, at: usize) -> bool {
    const ENDS: &str = "年月日时点分号条章节级周一二三四五六七八九十〇甲乙丙丁";
    const STARTS: &str = "周第星一二三四五六七八九十〇甲乙丙丁";
    let text = &draft.text;
    let counted = |at: Option<&char>, set: &str| at.is_some_and(|c| set.contains(*c));
    if counted(at.checked_sub(1).and_then(|at| text.get(at)), ENDS)
        && counted(text.get(at + 1), STARTS)
    {
        return true;
    }
    let han = text[at + 1..].iter().take_while(|c| is_han(**c)).count();
    let chained =
        |at: Option<usize>| at.is_some_and(|at| text.get(at).is_some_and(|c| "—–".contains(*c)));
    let back = text[..at].iter().rev().take_while(|c| is_han(**c)).count();
    if chained(Some(at + 1 + han)) && han <= 4 || chained((at - back).checked_sub(1)) && back <= 4 {
        return true;
    }
    let following: String = text[at + 1..].iter().take(8).take_while(|c| is_han(**c)).collect();
    ROUTES.iter().any(|word| following.contains(word))
}

/// Gives ellipses their six dots.
pub(super) fn ellipses(draft: &Draft) -> Vec<Edit> {
    runs(draft, |c| matches!(c, '.' | '。' | '…' | '·'))
        .filter(|run| is_ellipsis(draft, run))
        .map(|range| Edit { range, to: '…', times: 2, rule: Rule::Ellipsis })
        .collect()
}

fn is_ellipsis(draft: &Draft, run: &Range<usize>) -> bool {
    let text = &draft.text[run.clone()];
    match (text[0], text.len()) {
        ('。', 3..) => return true,
        ('.' | '·', 3..) | ('…', 1) => {}
        _ => return false,
    }
    let before = draft.class(draft.before(run.start, is_neutral));
    let after = draft.class(draft.after(run.end - 1, is_neutral));
    match before {
        Class::Han => draft.class(Some(run.end)) != Class::Letter,
        Class::Letter | Class::Other => false,
        _ => after == Class::Han,
    }
}

/// Runs of one and the same character.
fn runs(draft: &Draft, is_member: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    draft.runs(move |at| Some(draft.text[at]).filter(|c| is_member(*c) && !draft.fixed[at]))
}
