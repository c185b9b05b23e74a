//! Full-width letters and digits.

use super::Rule;
use super::draft::{Draft, Edit};

/// Makes letters and digits half-width, and the point between digits with them.
pub(super) fn alphanumerics(draft: &Draft) -> Vec<Edit> {
    let is_digit = |at: usize| {
        draft.text.get(at).is_some_and(|&c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    let narrow = |at: usize| match draft.text[at] {
        c @ ('０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ') => {
            char::from_u32(u32::from(c) - 0xfee0)
        }
        '．' if at > 0 && is_digit(at - 1) && is_digit(at + 1) => Some('.'),
        _ => None,
    };
    let free = draft.others.iter().copied().filter(|at| !draft.fixed[*at]);
    free.filter_map(|at| Some(Edit::one(at, narrow(at)?, Rule::FullwidthAlphanumeric))).collect()
}
