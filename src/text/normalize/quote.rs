//! Straight quotation marks.

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{
    Class, is_closing, is_halfwidth_mark, is_opening, is_quote, is_space, is_wide_mark,
};

/// Makes pairs of straight quotation marks curly where the text around or in them is Chinese.
///
/// Apostrophes, minutes and inches are no quotation marks.
pub(super) fn straight_quotes(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (open, close) in pairs(draft) {
        if !is_chinese_quotation(draft, open, close) {
            continue;
        }
        let (opening, closing) =
            if is_double(draft.text[open]) { ('“', '”') } else { ('‘', '’') };
        for (at, to) in [(open, opening), (close, closing)] {
            if draft.text[at] != to {
                edits.push(Edit::one(at, to, Rule::StraightQuote));
            }
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

fn is_double(c: char) -> bool {
    "\"＂“”".contains(c)
}

/// Quotation marks that belong together, at least one of them straight.
///
/// Curly ones find each other first; a straight one pairs with the one before it that stands in
/// the same curly pair, so that pairs never cross.
fn pairs(draft: &Draft) -> Vec<(usize, usize)> {
    let partner = curly_partners(&draft.text);
    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    let mut pairs = Vec::new();
    for (at, &c) in draft.text.iter().enumerate() {
        match partner[at] {
            Some(other) if other > at => open.push(Vec::new()),
            Some(_) => drop(open.pop()),
            None if !is_quote(c) || draft.fixed[at] || is_apostrophe(draft, at) => {}
            None => {
                let Some(scope) = open.last_mut() else { continue };
                let begun = scope.iter().rposition(|&o| is_double(draft.text[o]) == is_double(c));
                match begun {
                    Some(position) if !"“‘".contains(c) => {
                        pairs.push((scope[position], at));
                        scope.truncate(position);
                    }
                    None if "”’".contains(c) || is_measure(draft, at) => {}
                    _ => scope.push(at),
                }
            }
        }
    }
    pairs
}

/// For each curly mark the one it pairs with.
fn curly_partners(text: &[char]) -> Vec<Option<usize>> {
    let mut partner = vec![None; text.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let opener = match c {
            '“' | '‘' => {
                open.push(at);
                continue;
            }
            '”' => '“',
            '’' => '‘',
            _ => continue,
        };
        if let Some(last) = open.pop_if(|last| text[*last] == opener) {
            (partner[last], partner[at]) = (Some(at), Some(last));
        }
    }
    partner
}

/// Whether a mark is an apostrophe: within a Latin word.
fn is_apostrophe(draft: &Draft, at: usize) -> bool {
    let letter = |at| draft.class(at) == Class::Letter;
    "'’".contains(draft.text[at]) && letter(at.checked_sub(1)) && letter(Some(at + 1))
}

/// Whether a mark with no other to close stands for inches, feet, minutes or seconds: it follows a
/// number, and not all marks like it can pair.
fn is_measure(draft: &Draft, at: usize) -> bool {
    let alike = |i: &usize| draft.text[*i] == draft.text[at] && !draft.fixed[*i];
    let unpaired = (0..draft.text.len()).filter(alike).count() % 2 == 1;
    unpaired && draft.class(at.checked_sub(1)) == Class::Digit
}

fn is_chinese_quotation(draft: &Draft, open: usize, close: usize) -> bool {
    let curly = [open, close].iter().any(|&at| "“”‘’".contains(draft.text[at]));
    let skip =
        |c| is_space(c) || is_quote(c) || is_opening(c) || is_halfwidth_mark(c) || is_wide_mark(c);
    let before = draft.class(draft.before(open, skip));
    let after = draft.class(draft.after(close, |c| is_space(c) || is_quote(c) || is_closing(c)));
    curly || draft.has_chinese(open + 1..close) || before.is_chinese() || after == Class::Han
}
