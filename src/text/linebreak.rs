//! Where a line may break: the prohibition rules (行首行尾禁则) and UAX #14, both as LibreOffice's
//! writer applies them to a file with the properties that the DOCX writer sets. The tables are
//! measured, not guessed; `docs/libreoffice.md` says how.

mod clreq;

pub use clreq::{Prohibitions, is_lone};
use unicode_linebreak::{BreakClass, break_property};

use super::script::is_common_han;

/// The marks that may not begin a line by the Chinese rules.
pub const NOT_AT_LINE_START: &str = "!),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？｜｝︴︶︸︺︼︾﹀﹂﹄﹏～￠々‖•·ˇˉ―-′’”";

/// The marks that may not end a line by the Chinese rules.
pub const NOT_AT_LINE_END: &str = "([{£¥'\"‵〈《「『【〔〖（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘";

/// Whether a character may not begin a line by the Chinese rules.
pub fn is_forbidden_at_start(character: char) -> bool {
    !is_common_han(character) && NOT_AT_LINE_START.contains(character)
}

/// Whether a character may not end a line by the Chinese rules.
pub fn is_forbidden_at_end(character: char) -> bool {
    !is_common_han(character) && NOT_AT_LINE_END.contains(character)
}

/// The last place at or before `cut` and after `start` at which the Chinese rules allow a break, or
/// `start` if there is none.
pub fn chinese_break(text: &[char], start: usize, cut: usize) -> usize {
    let mut at = cut;
    while at > start && (is_forbidden_at_start(text[at]) || is_forbidden_at_end(text[at - 1])) {
        at -= 1;
    }
    at
}

/// Where a line of Latin words with Chinese marks between them ends that has no room for the mark at
/// `cut`: behind the last mark before it. `None` if there is none, or no mark at `cut`.
pub fn mark_break(text: &[char], start: usize, cut: usize) -> Option<usize> {
    let is_mark = |character: char| !character.is_ascii() && is_forbidden_at_start(character);
    if !is_mark(text[cut]) {
        return None;
    }
    let may_end = |at: &usize| {
        let (before, after) = (text[at - 1], text[*at]);
        is_mark(before) && !is_forbidden_at_end(before) && !is_forbidden_at_start(after)
    };
    (start + 1..cut).rev().find(may_end)
}

/// Whether a line may end before `text[at]`, which is inside the text, by the rules of either
/// script.
pub fn may_break(text: &[char], at: usize) -> bool {
    use super::script::{Script, is_unbreakable, strong_script};
    let (before, after) = (text[at - 1], text[at]);
    let is_latin = |character| strong_script(character) == Some(Script::Latin);
    let is_pair = is_latin(before) && is_latin(after) || before == after && is_unbreakable(before);
    let is_chinese_break = !is_forbidden_at_start(after) && !is_forbidden_at_end(before);
    before == ' ' || allows_break(text, at) || (is_chinese_break && !is_pair)
}

/// How many characters before a slash a blank is preferred to it.
const SLASH_REACH: usize = 66;

/// The last place at or before `cut` and after `start` at which UAX #14 allows a break, or a place
/// at or before `start` if there is none.
pub fn latin_break(text: &[char], start: usize, cut: usize) -> usize {
    let mut at = cut;
    if at > start && text[at - 1] == '/' {
        at -= 1; // a break after a slash right at the cut is not taken
    }
    while at > start && !allows_break(text, at) {
        at -= 1;
    }
    if at > start && at < cut && text[at - 1] == '/' {
        let from = at.saturating_sub(SLASH_REACH);
        if let Some(blank) = text[from..at].iter().rposition(|&c| c == ' ') {
            return from + blank + 1;
        }
    }
    at
}

/// The classes of UAX #14 that the rules below tell apart.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Class {
    Space,
    Numeric,
    Open,
    CloseParenthesis,
    Close,
    Exclamation,
    Nonstarter,
    Infix,
    Postfix,
    Prefix,
    Hyphen,
    BreakAfter,
    EmDash,
    Inseparable,
    Quotation,
    Slash,
    Glue,
    Alphabetic,
    Ideographic,
}

/// The class of a character: that of UAX #14 but for the characters that LibreOffice's tables, which
/// follow an older edition and a Chinese tailoring, class otherwise.
fn class(character: char) -> Class {
    match character {
        ' ' => Class::Space,
        '%' | '‰' | '℃' | '°' | '¢' | '％' => Class::Postfix,
        '$' | '￥' | '¥' | '£' | '+' | '±' | '№' | '＄' => Class::Prefix,
        '–' | '‐' | '|' => Class::BreakAfter,
        '：' | '；' | '々' | '・' | '‥' => Class::Nonstarter,
        '／' => Class::Ideographic,
        _ => match break_property(character as u32) {
            BreakClass::Numeric if character.is_ascii() => Class::Numeric,
            BreakClass::OpenPunctuation => Class::Open,
            BreakClass::CloseParenthesis => Class::CloseParenthesis,
            BreakClass::ClosePunctuation => Class::Close,
            BreakClass::Exclamation => Class::Exclamation,
            BreakClass::NonStarter | BreakClass::ConditionalJapaneseStarter => Class::Nonstarter,
            BreakClass::InfixSeparator => Class::Infix,
            BreakClass::Hyphen => Class::Hyphen,
            BreakClass::BeforeAndAfter => Class::EmDash,
            BreakClass::Inseparable => Class::Inseparable,
            BreakClass::Quotation => Class::Quotation,
            BreakClass::Symbol => Class::Slash,
            BreakClass::NonBreakingGlue | BreakClass::WordJoiner => Class::Glue,
            _ if (character as u32) < 0x2E80 => Class::Alphabetic,
            _ => Class::Ideographic,
        },
    }
}

/// Whether the Latin rules allow a break before `text[at]`; `at` is inside the text.
fn allows_break(text: &[char], at: usize) -> bool {
    let (before, after) = (class(text[at - 1]), class(text[at]));
    if before == Class::Space {
        return after != Class::Space && allows_break_after_blanks(text, at, after);
    }
    if after == Class::Slash || before == Class::Slash {
        let fraction = after == Class::Numeric && at > 1 && class(text[at - 2]) == Class::Numeric;
        return before == Class::Slash && !fraction && !never_begins(after);
    }
    !(never_begins(after) || joins(before, after))
}

fn allows_break_after_blanks(text: &[char], at: usize, after: Class) -> bool {
    if matches!(
        after,
        Class::Close | Class::CloseParenthesis | Class::Exclamation | Class::Infix | Class::Slash
    ) {
        return false;
    }
    let word = text[..at].iter().rposition(|&c| c != ' ').map(|last| class(text[last]));
    match word {
        Some(Class::Open) => false,
        Some(Class::Close | Class::CloseParenthesis) => after != Class::Nonstarter,
        _ => true,
    }
}

fn never_begins(after: Class) -> bool {
    use Class as C;
    matches!(
        after,
        C::Space
            | C::Glue
            | C::Close
            | C::CloseParenthesis
            | C::Exclamation
            | C::Infix
            | C::Slash
            | C::Quotation
            | C::BreakAfter
            | C::Hyphen
            | C::Nonstarter
    )
}

/// Whether two neighbours stay together.
#[expect(clippy::unnested_or_patterns, reason = "one rule a line")]
fn joins(before: Class, after: Class) -> bool {
    use Class as C;
    matches!(
        (before, after),
        (C::Glue | C::Open | C::Quotation, _)
            | (C::EmDash, C::EmDash)
            | (C::Alphabetic | C::Ideographic | C::Inseparable | C::Numeric, C::Inseparable)
            | (C::Alphabetic | C::Numeric, C::Alphabetic | C::Numeric | C::Open)
            | (C::Ideographic | C::Close | C::CloseParenthesis | C::Numeric, C::Postfix)
            | (C::Alphabetic | C::Close | C::CloseParenthesis | C::Numeric, C::Prefix)
            | (C::Prefix, C::Ideographic | C::Alphabetic | C::Open | C::Numeric)
            | (C::Postfix, C::Alphabetic | C::Numeric)
            | (C::Infix | C::Close | C::CloseParenthesis, C::Alphabetic | C::Numeric)
    )
}

#[cfg(test)]
mod tests {
    use super::{allows_break, chinese_break, latin_break};

    fn breaks(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for (at, &character) in chars.iter().enumerate() {
            if at > 0 && allows_break(&chars, at) {
                out.push('|');
            }
            out.push(character);
        }
        out
    }

    #[test]
    fn numbers_words_and_units_stay_whole() {
        assert_eq!(breaks("在2024年增长12.5%和1,145条"), "在|2024|年|增|长|12.5%|和|1,145|条");
        assert_eq!(breaks("GB/T 9704-2012标准"), "GB/|T |9704-|2012|标|准");
        assert_eq!(breaks("10:30开始"), "10:30|开|始");
        assert_eq!(breaks("作，2024年"), "作，2024|年");
    }

    #[test]
    fn marks_keep_to_their_text() {
        assert_eq!(breaks("“双”和（A）"), "“双”和|（A）");
        let text: Vec<char> = "国》，国".chars().collect();
        assert_eq!(chinese_break(&text, 0, 2), 0);
        assert_eq!(chinese_break(&text, 0, 3), 3);
    }

    #[test]
    fn some_places_are_no_breaks_by_any_rules() {
        let may = |text: &str| super::may_break(&text.chars().collect::<Vec<_>>(), 1);
        assert!(may("国家") && may("国A") && may("，国") && may("A国") && may(" 国"));
        assert!(!may("AB") && !may("12") && !may("））") && !may("国，") && !may("——"));
    }

    #[test]
    fn a_break_right_after_a_slash_at_the_cut_is_not_taken() {
        let text: Vec<char> = "国A/B".chars().collect();
        assert_eq!(latin_break(&text, 0, 3), 1);
    }
}
