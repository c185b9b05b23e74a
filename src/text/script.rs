//! Scripts of characters, as LibreOffice's writer assigns them: they decide which of a run's fonts
//! a character is set in, and where a portion of a line ends.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The script of a character in its context.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Script {
    /// Set in the Latin font (`w:ascii`).
    Latin,
    /// Set in the Han font (`w:eastAsia`).
    Asian,
}

/// Whether a character is one of the ideographs of which nearly all Chinese text consists (the
/// block CJK Unified Ideographs): there is no mark among them.
pub fn is_common_han(character: char) -> bool {
    matches!(character, '\u{4E00}'..='\u{9FFF}')
}

/// The script of a character by itself; `None` for weak characters, which take the script of the
/// character before them.
pub fn strong_script(character: char) -> Option<Script> {
    if is_common_han(character) {
        return Some(Script::Asian);
    }
    match character as u32 {
        0x20 | 0xA0 => None,
        0..=0x24F | 0x370..=0x58F => Some(Script::Latin),
        0x2E80..=0xA4CF
        | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F
        | 0xFF00..=0xFFEF
        | 0x20000..=0x3FFFF => Some(Script::Asian),
        _ => None,
    }
}

/// The scripts of a line of text that begins a paragraph or follows a forced break; weak characters
/// at its start are Latin.
pub fn scripts(text: &[char]) -> Vec<Script> {
    let mut last = Script::Latin;
    text.iter()
        .map(|&character| {
            last = strong_script(character).unwrap_or(last);
            last
        })
        .collect()
}

/// The scripts of a native number, in which weak characters at the start take the script that
/// follows.
pub fn number_scripts(text: &[char]) -> Vec<Script> {
    let mut last = text.iter().find_map(|&c| strong_script(c)).unwrap_or(Script::Latin);
    text.iter()
        .map(|&character| {
            last = strong_script(character).unwrap_or(last);
            last
        })
        .collect()
}

/// Splits text where the script changes; `before` is that of the character before it and becomes
/// that of its last one.
///
/// # Panics
///
/// Never: the pieces begin and end at characters.
pub fn split<'a>(text: &'a str, before: &mut Script) -> Vec<(&'a str, Script)> {
    let mut pieces: Vec<(&str, Script)> = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let own = strong_script(character).unwrap_or(*before);
        if own != *before && at > start {
            pieces.push((text.get(start..at).expect("both ends begin a character"), *before));
            start = at;
        }
        *before = own;
    }
    if start < text.len() {
        pieces.push((text.get(start..).expect("it begins a character"), *before));
    }
    pieces
}

/// The script of the last character of a text; `before` is that of the character before the text.
pub fn last(text: &str, before: Script) -> Script {
    text.chars().rev().find_map(strong_script).unwrap_or(before)
}

/// Whether Chinese typesetting draws a weak character in the Han font whatever stands before it:
/// quotation marks, dashes, units, enclosed numbers, arrows, shapes.
pub fn wants_han_font(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '‰' | '℃' | '※' | '∶' | '′' | '″')
        || matches!(
            character as u32,
            0x2150..=0x218F | 0x2190..=0x22FF | 0x2460..=0x24FF | 0x25A0..=0x26FF
        )
}

/// Whether a character must not be separated from its like, or begin a line, though LibreOffice's
/// Chinese rules allow it: —— …… ％ ℃ ］.
pub fn is_unbreakable(character: char) -> bool {
    matches!(character, '—' | '…' | '％' | '℃' | '］')
}

/// Whether a character is a portion of its own: no-break space, soft hyphen, zero-width marks.
pub fn stands_alone(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{AD}' | '\u{200B}' | '\u{2060}')
}

/// Whether a character is a letter or a number, so that a gap parts it from one of the other
/// script.
pub fn is_alphanumeric(character: char) -> bool {
    use GeneralCategory as C;
    if character.is_ascii() {
        return character.is_ascii_alphanumeric();
    }
    if is_common_han(character) {
        return true;
    }
    matches!(
        get_general_category(character),
        C::UppercaseLetter
            | C::LowercaseLetter
            | C::TitlecaseLetter
            | C::ModifierLetter
            | C::OtherLetter
            | C::DecimalNumber
            | C::LetterNumber
            | C::OtherNumber
    )
}

#[cfg(test)]
mod tests {
    use super::{Script, scripts, split};

    fn dump(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        scripts(&chars).iter().map(|s| if *s == Script::Latin { 'L' } else { 'A' }).collect()
    }

    #[test]
    fn weak_characters_take_the_script_before_them() {
        assert_eq!(dump("“国”2024年”A”"), "LAALLLLAALL");
        assert_eq!(dump("国 A 国"), "AALLA");
    }

    #[test]
    fn weak_characters_go_with_what_stands_before() {
        let mut before = Script::Latin;
        let pieces = split("“共 2024 年”", &mut before);
        let texts: Vec<&str> = pieces.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, ["“", "共 ", "2024 ", "年”"]);
        assert_eq!(before, Script::Asian);
    }
}
