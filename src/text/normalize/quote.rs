//! Straight quotation marks.

use super::Rule;
use super::draft::{Draft, Edit};
use super::neighbour::{
    Class, is_closing, is_halfwidth_mark, is_opening, is_quote, is_space, is_wide_mark,
};

/// How many pairs in a row are looked past.
const ROW: usize = 8;

/// How many marks that wait for their partner are looked through.
const DEPTH: usize = 16;

/// Makes pairs of straight quotation marks curly where the text around or in them is Chinese.
///
/// Apostrophes, minutes and inches are no quotation marks.
pub(super) fn straight_quotes(draft: &Draft) -> Vec<Edit> {
    if !draft.others.iter().any(|at| matches!(draft.text[*at], '"' | '\'' | '＂' | '＇')) {
        return Vec::new();
    }
    let counts = draft.chinese_counts();
    let mut partner = curly_partners(&draft.text);
    let pairs = pairs(draft, &partner);
    for &(open, close) in &pairs {
        (partner[open], partner[close]) = (Some(close), Some(open));
    }
    let mut marks = Vec::new();
    for (open, close) in pairs {
        let curly = [open, close].iter().any(|&at| "“”‘’".contains(draft.text[at]));
        let inside = counts[close] > counts[open];
        if curly || inside || is_in_chinese(draft, &partner, (open, close)) {
            let double = is_double(draft.text[open]);
            marks.push((open, if double { '“' } else { '‘' }));
            marks.push((close, if double { '”' } else { '’' }));
        }
    }
    marks.retain(|&(at, to)| draft.text[at] != to);
    marks.sort_unstable();
    if crosses(draft, &partner, &marks) {
        return Vec::new();
    }
    marks.into_iter().map(|(at, to)| Edit::one(at, to, Rule::StraightQuote)).collect()
}

/// Whether, with new marks in place, some mark would find another partner: then the paragraph's
/// marks are in such disorder that none is to be guessed at.
fn crosses(draft: &Draft, partner: &[Option<usize>], marks: &[(usize, char)]) -> bool {
    let mut text = draft.text.clone();
    for &(at, to) in marks {
        text[at] = to;
    }
    let after = curly_partners(&text);
    (0..text.len()).any(|at| after[at].is_some() && after[at] != partner[at])
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

/// Quotation marks that belong together, at least one of them straight.
///
/// Curly ones find each other first; a straight one pairs with the one before it that stands in
/// the same curly pair, so that pairs never cross.
fn pairs(draft: &Draft, partner: &[Option<usize>]) -> Vec<(usize, usize)> {
    let is_single = |at: usize| {
        let free = is_quote(draft.text[at]) && !draft.fixed[at];
        free && partner[at].is_none() && !is_apostrophe(draft, at)
    };
    // of an odd number of marks, one that follows a number stands for inches, seconds or minutes
    let count = |double| {
        (0..draft.text.len())
            .filter(|&i| is_single(i) && is_double(draft.text[i]) == double)
            .count()
    };
    let has_measure = [count(false) % 2 == 1, count(true) % 2 == 1];
    let is_measure = |at: usize| {
        let follows_number = draft.class(at.checked_sub(1)) == Class::Digit;
        follows_number && has_measure[usize::from(is_double(draft.text[at]))]
    };

    let mut open: Vec<Vec<usize>> = vec![Vec::new()];
    let mut pairs = Vec::new();
    for (at, &c) in draft.text.iter().enumerate() {
        match partner[at] {
            Some(other) if other > at => open.push(Vec::new()),
            Some(_) => drop(open.pop()),
            None if !is_single(at) => {}
            None => {
                let Some(scope) = open.last_mut() else { continue };
                let begun = latest(scope, |o| is_double(draft.text[o]) == is_double(c));
                match begun {
                    Some(position) if !matches!(c, '“' | '‘') => {
                        pairs.push((scope[position], at));
                        scope.truncate(position);
                    }
                    None if matches!(c, '”' | '’') || is_measure(at) => {}
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
        if matches!(c, '“' | '‘') {
            open.push(at);
        } else if matches!(c, '”' | '’')
            && let Some(position) = latest(&open, |o| is_double(text[o]) == is_double(*c))
        {
            (partner[open[position]], partner[at]) = (Some(at), Some(open[position]));
            open.truncate(position);
        }
    }
    partner
}

/// Position of the latest mark for which `test` holds; those after it stay without partner.
fn latest(open: &[usize], test: impl Fn(usize) -> bool) -> Option<usize> {
    (0..open.len()).rev().take(DEPTH).find(|&position| test(open[position]))
}

/// Whether a mark is an apostrophe: within a Latin word.
fn is_apostrophe(draft: &Draft, at: usize) -> bool {
    let letter = |at| draft.class(at) == Class::Letter;
    matches!(draft.text[at], '\'' | '’') && letter(at.checked_sub(1)) && letter(Some(at + 1))
}

/// Whether a pair stands in Chinese text; pairs in a row, "GDP","CPI", look past each other.
fn is_in_chinese(draft: &Draft, partner: &[Option<usize>], (open, close): (usize, usize)) -> bool {
    let skip = |c| is_space(c) || is_halfwidth_mark(c) || is_wide_mark(c);
    let mut before = draft.before(open, |c| skip(c) || is_opening(c));
    let mut after = draft.after(close, |c| skip(c) || is_closing(c));
    for _ in 0..ROW {
        let quote = |at: Option<usize>| at.filter(|&at| is_quote(draft.text[at]));
        if let Some(at) = quote(before) {
            let at = partner[at].map_or(at, |other| other.min(at));
            before = draft.before(at, |c| skip(c) || is_opening(c));
        }
        if let Some(at) = quote(after) {
            let at = partner[at].map_or(at, |other| other.max(at));
            after = draft.after(at, |c| skip(c) || is_closing(c));
        }
    }
    draft.class(before).is_chinese() || draft.class(after) == Class::Han
}
