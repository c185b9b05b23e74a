//! The script of a character, as LibreOffice tells Han text from Latin text.

/// Which font slot a character takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Script {
    /// `w:ascii`
    Latin,
    /// `w:eastAsia`
    Asian,
    /// That of the character before; Latin at the start of a line.
    Weak,
}

pub(super) fn script(character: char) -> Script {
    match u32::from(character) {
        0x20 | 0xa0 => Script::Weak,
        0..=0x24f | 0x370..=0x52f => Script::Latin,
        0x2e80..=0xa4cf
        | 0xac00..=0xd7af
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff00..=0xffef
        | 0x20000..=0x3ffff => Script::Asian,
        _ => Script::Weak,
    }
}

/// Splits text where the script changes; `before` is that of the character before it and becomes
/// that of its last one.
pub(super) fn split<'a>(text: &'a str, before: &mut Script) -> Vec<(&'a str, Script)> {
    let mut pieces: Vec<(&str, Script)> = Vec::new();
    let mut start = 0;
    for (at, character) in text.char_indices() {
        let own = match script(character) {
            Script::Weak => *before,
            strong => strong,
        };
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

#[cfg(test)]
mod tests {
    use super::{Script, split};

    #[test]
    fn weak_characters_go_with_what_stands_before() {
        let mut before = Script::Latin;
        let pieces = split("“共 2024 年”", &mut before);
        let texts: Vec<&str> = pieces.iter().map(|(text, _)| *text).collect();
        assert_eq!(texts, ["“", "共 ", "2024 ", "年”"]);
        assert_eq!(before, Script::Asian);
    }
}
