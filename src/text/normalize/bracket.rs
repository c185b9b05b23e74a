//! Brackets: of document numbers, parentheses, title marks.

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{
    Class, is_closing, is_halfwidth_mark, is_han, is_opening, is_quote, is_space, is_wide_mark,
};

/// How many pairs of parentheses in a row are looked past.
const ROW: usize = 8;

/// Puts the year of a document number in 〔〕, whatever brackets it stands in: 国办发[2013]5号.
///
/// Only where a 机关代字 stands before it and a number with 号 after it.
pub(super) fn document_numbers(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &open in &draft.others {
        let Some(close) = document_number(draft, open) else { continue };
        for (at, to) in [(open, '〔'), (close, '〕')] {
            if draft.text[at] != to {
                edits.push(Edit::one(at, to, Rule::DocumentNumberBracket));
            }
        }
    }
    edits
}

/// If a document number's year begins with the bracket at `open`, where it ends.
fn document_number(draft: &Draft, open: usize) -> Option<usize> {
    let text = &draft.text;
    if !matches!(text[open], '[' | '(' | '（' | '［' | '【' | '〔' | '〖' | '{' | '｛' | '〈' | '„')
    {
        return None;
    }
    let agency = draft.before(open, is_space)?;
    let skip_spaces = |at: usize| at + text[at..].iter().take_while(|&&c| is_space(c)).count();
    let digits = |at: usize| text[at..].iter().take_while(|c| c.is_ascii_digit()).count();

    let year = skip_spaces(open + 1);
    let close = skip_spaces(year + digits(year));
    let is_year = digits(year) == 4
        && (text[year..].starts_with(&['1', '9']) || text[year..].starts_with(&['2', '0']));
    let closes = text.get(close).is_some_and(|&c| "])）］】〕〗}｝〉‟”".contains(c));
    if !(is_han(text[agency]) && is_year && closes) {
        return None;
    }
    let mut number = skip_spaces(close + 1);
    if text.get(number) == Some(&'第') {
        number = skip_spaces(number + 1);
    }
    let end = skip_spaces(number + digits(number));
    let numbered = (1..=5).contains(&digits(number)) && text.get(end) == Some(&'号');
    let fixed = draft.fixed[open..=end.min(text.len() - 1)].contains(&true);
    (numbered && !fixed).then_some(close)
}

/// Makes parentheses full-width, both of a pair or none, where the text around or in them is
/// Chinese; in Latin phrases, formulas and calls they stay.
pub(super) fn parentheses(draft: &Draft) -> Vec<Edit> {
    if !draft.others.iter().any(|at| matches!(draft.text[*at], '(' | ')')) {
        return Vec::new();
    }
    let pairs = parenthesis_pairs(draft);
    let counts = draft.chinese_counts();
    let mut opener = vec![None; draft.text.len()];
    for &(open, close) in &pairs {
        opener[close] = Some(open);
    }
    let mut edits = Vec::new();
    for (open, close) in pairs {
        let wide = draft.text[open] == '（' || draft.text[close] == '）';
        let inside = counts[close] > counts[open + 1];
        if !(wide || inside || is_in_chinese(draft, &opener, (open, close))) {
            continue;
        }
        for (at, half, full) in [(open, '(', '（'), (close, ')', '）')] {
            if draft.text[at] == half {
                edits.push(Edit::one(at, full, Rule::Parenthesis));
            }
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Parentheses that belong together, of whatever width.
fn parenthesis_pairs(draft: &Draft) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for &at in draft.others.iter().filter(|at| !draft.fixed[**at]) {
        match draft.text[at] {
            '(' | '（' => open.push(at),
            ')' | '）' if !is_label_end(draft, at, open.last().copied()) => {
                pairs.extend(open.pop().map(|open| (open, at)));
            }
            _ => {}
        }
    }
    pairs
}

/// Whether a closing parenthesis ends a typed label, 1) or a), rather than a pair.
fn is_label_end(draft: &Draft, close: usize, open: Option<usize>) -> bool {
    let last = close.checked_sub(1);
    let start = match draft.class(last) {
        Class::Letter => close - 1,
        _ => draft.before(close, |c| c.is_ascii_digit()).map_or(0, |at| at + 1),
    };
    let begins = match draft.before(start, is_space) {
        None => true,
        Some(at) => Some(at) != open && "；;。，,、：:（(\n".contains(draft.text[at]),
    };
    let short = (1..=2).contains(&(close - start));
    short && begins && draft.class(draft.after(close, is_space)) == Class::Han
}

/// Whether a pair of parentheses stands in Chinese text; `opener` has the one that belongs to each
/// closing parenthesis.
fn is_in_chinese(draft: &Draft, opener: &[Option<usize>], (open, close): (usize, usize)) -> bool {
    // what stands before a row of parentheses stands before each of them
    let mut before = draft.before(open, is_open_or_mark);
    for _ in 0..ROW {
        let Some(outer) = before.and_then(|at| opener[at]) else { break };
        before = draft.before(outer, is_open_or_mark);
    }
    let before = draft.class(before);
    if before.is_chinese() {
        return true;
    }
    // f(x), printf("…") and the like are one word, whatever follows it
    if draft.class(open.checked_sub(1)) == Class::Letter {
        return false;
    }
    let after = draft.after(close, |c| is_space(c) || is_quote(c) || is_closing(c));
    let after_is_mark =
        after.is_some_and(|at| is_halfwidth_mark(draft.text[at]) || is_wide_mark(draft.text[at]));
    match draft.class(after) {
        Class::Han => before != Class::Other,
        class if class == Class::Edge || after_is_mark => {
            matches!(before, Class::Digit | Class::Unit) && draft.sentence_has_han(close)
        }
        _ => false,
    }
}

fn is_open_or_mark(c: char) -> bool {
    is_space(c) || is_quote(c) || is_opening(c) || is_halfwidth_mark(c) || is_wide_mark(c)
}

/// Makes title marks within title marks single: 《关于印发〈办法〉的通知》 (GB/T 15834—2011, 4.15).
pub(super) fn title_marks(draft: &Draft) -> Vec<Edit> {
    let pairs = title_mark_pairs(draft);
    // the pairs around each, outermost first: where they end, and their marks as they will stand
    let mut around: Vec<(usize, char)> = Vec::new();
    let mut edits = Vec::new();
    for (open, close) in pairs {
        while around.pop_if(|(end, _)| *end < open).is_some() {}
        let single = around.last().is_some_and(|(_, mark)| *mark == '《');
        let fixed = draft.fixed[open] || draft.fixed[close];
        let change = single && draft.text[open] == '《' && !fixed;
        if change {
            edits.push(Edit::one(open, '〈', Rule::NestedTitleMark));
            edits.push(Edit::one(close, '〉', Rule::NestedTitleMark));
        }
        around.push((close, if change { '〈' } else { draft.text[open] }));
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// Title marks that belong together, outer before inner.
fn title_mark_pairs(draft: &Draft) -> Vec<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    let mut pairs = Vec::new();
    for &at in &draft.others {
        let opener = match draft.text[at] {
            '《' | '〈' => {
                open.push(at);
                continue;
            }
            '》' => '《',
            '〉' => '〈',
            _ => continue,
        };
        if let Some(last) = open.pop_if(|last| draft.text[*last] == opener) {
            pairs.push((last, at));
        }
    }
    pairs.sort_unstable();
    pairs
}
