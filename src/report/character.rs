//! What reading a report needs to know of characters.

use unicode_general_category::{GeneralCategory, get_general_category};

/// Characters that no document can hold: controls but tab and line ends, and what XML refuses.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}')
        || matches!(c, '\u{86}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether there may be forbidden characters in a text, by its bytes, of which many are looked at
/// at once.
pub(super) fn may_be_forbidden(text: &str) -> bool {
    let is_control = |byte: &u8| matches!(byte, 0..=8 | 0xb | 0xc | 0xe..=0x1f | 0x7f | 0xc2);
    let begins_one = |pair: &[u8]| pair[0] == 0xef && (pair[1] == 0xbb || pair[1] == 0xbf);
    let bytes = text.as_bytes();
    bytes.iter().fold(false, |found, byte| found | is_control(byte))
        || bytes.windows(2).fold(false, |found, pair| found | begins_one(pair))
}

/// Characters that leave no trace on paper.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The name of a character that can't be shown: `U+0007`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Han and kana, and the marks and full-width forms that go with them, which are written without
/// spaces between them.
pub(super) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{30ff}' | '\u{3100}'..='\u{4dbf}')
        || matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}')
        || matches!(c, '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '\u{2460}'..='\u{24ff}')
        || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether a line break between two characters stands for no space.
pub(super) fn joins(before: char, after: char) -> bool {
    is_wide(before) && is_wide(after)
}

/// Punctuation as CommonMark has it: Unicode's categories P and S.
pub(super) fn is_punctuation(c: char) -> bool {
    use GeneralCategory as Category;
    matches!(
        get_general_category(c),
        Category::ConnectorPunctuation
            | Category::DashPunctuation
            | Category::OpenPunctuation
            | Category::ClosePunctuation
            | Category::InitialPunctuation
            | Category::FinalPunctuation
            | Category::OtherPunctuation
            | Category::MathSymbol
            | Category::CurrencySymbol
            | Category::ModifierSymbol
            | Category::OtherSymbol
    )
}
