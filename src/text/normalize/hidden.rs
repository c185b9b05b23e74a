//! What is not to be seen: characters without ink and width, line ends that some programs keep, and
//! accents behind their letters.

use unicode_normalization::char::compose;

use super::Rule;
use super::draft::{Draft, Edit};

/// Removes what leaves no trace on paper but parts words, hides breaks or turns text around. No word
/// of a report needs it, and each program that sets the text does something else with it.
pub(super) fn invisible(draft: &Draft) -> Vec<Edit> {
    let text = &draft.text;
    let is_latin =
        |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_alphanumeric);
    let found = draft.others.iter().filter_map(|&at| {
        let times = match text[at] {
            // a line's or paragraph's end is a space between words
            '\u{2028}' | '\u{2029}' => {
                usize::from(is_latin(at.checked_sub(1)) && is_latin(Some(at + 1)))
            }
            character if is_invisible(character) => 0,
            _ => return None,
        };
        Some(Edit { range: at..at + 1, to: ' ', times, rule: Rule::Invisible })
    });
    found.collect()
}

/// Soft hyphens, zero-width spaces and joiners, marks and overrides of direction, invisible
/// operators, selectors of text and emoji.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(character, '\u{2060}'..='\u{206F}' | '\u{FE0E}' | '\u{FE0F}')
}

/// Joins a letter and the accents that follow it to the letter with accents that there is: e and ´
/// to é.
pub(super) fn composed(draft: &Draft) -> Vec<Edit> {
    let text = &draft.text;
    let is_accent = |at: usize| {
        text.get(at).is_some_and(|c| matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}'))
    };
    let mut edits = Vec::new();
    let mut done = 0;
    for &at in &draft.others {
        if at < done {
            continue;
        }
        let (mut letter, mut end) = (text[at], at + 1);
        while is_accent(end)
            && let Some(joined) = compose(letter, text[end])
        {
            (letter, end) = (joined, end + 1);
        }
        if end > at + 1 {
            edits.push(Edit { range: at..end, to: letter, times: 1, rule: Rule::Composed });
        }
        done = end;
    }
    edits
}
