//! Where a line may break by CLREQ: the prohibition rules of line start and line end (行首行尾禁则) and
//! of separation (符号分离禁则). Which marks they are about is the theme's to say.

use unicode_general_category::{GeneralCategory, get_general_category};

use super::{Class, allows_break, class};
use crate::text::script::{Script, is_alphanumeric, strong_script};

/// The marks that the rules are about.
#[derive(Clone, Copy, Debug)]
pub struct Prohibitions<'a> {
    /// Those that never begin a line.
    pub never_start: &'a str,
    /// Those that never end one.
    pub never_end: &'a str,
    /// Those that are not parted from their like: —— ……
    pub inseparable: &'a str,
    /// Those that are not parted from the digit before them.
    pub units: &'a str,
}

impl Prohibitions<'_> {
    /// Whether a line may end before `text[at]`, which is inside the text.
    pub fn allow(&self, text: &[char], at: usize) -> bool {
        let (before, after) = (text[at - 1], text[at]);
        if after == ' ' || is_attached(after) || before == '\u{200D}' {
            return false;
        }
        if self.never_start.contains(after) || self.never_end.contains(before) {
            return false;
        }
        let is_asian = |character| strong_script(character) == Some(Script::Asian);
        let is_glue = |character| class(character) == Class::Glue;
        if before == ' ' {
            return true;
        }
        if self.are_one(before, after) || is_glue(before) || is_glue(after) {
            return false;
        }
        is_asian(before) || is_asian(after) || allows_break(text, at)
    }

    /// Whether nothing may come between two neighbours, not even space: —— …… 8% 2024年.
    pub fn are_one(&self, before: char, after: char) -> bool {
        before == after && self.inseparable.contains(before)
            || before.is_ascii_digit() && self.units.contains(after)
    }
}

/// Whether a character is drawn onto the one before it.
fn is_attached(character: char) -> bool {
    !character.is_ascii()
        && (character == '\u{200D}'
            || matches!(
                get_general_category(character),
                GeneralCategory::NonspacingMark
                    | GeneralCategory::SpacingMark
                    | GeneralCategory::EnclosingMark
            ))
}

/// Whether a line is one character of Chinese, with marks or without: 孤字.
pub fn is_lone(line: &[char]) -> bool {
    let mut letters = line.iter().filter(|&&character| is_alphanumeric(character));
    letters.next().is_none_or(|first| !first.is_ascii()) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Prohibitions, is_lone};

    const RULES: Prohibitions<'_> = Prohibitions {
        never_start: "，。、；：！？”’）》—…%",
        never_end: "“‘（《",
        inseparable: "—…",
        units: "年月日％",
    };

    fn breaks(text: &str) -> String {
        let text: Vec<char> = text.chars().collect();
        let mut out = String::new();
        for (at, &character) in text.iter().enumerate() {
            if at > 0 && RULES.allow(&text, at) {
                out.push('|');
            }
            out.push(character);
        }
        out
    }

    #[test]
    fn marks_keep_to_their_text() {
        assert_eq!(breaks("说：“国家”，（试行）"), "说：|“国|家”，|（试|行）");
        assert_eq!(breaks("国——家……"), "国——|家……");
    }

    #[test]
    fn numbers_keep_their_units_and_words_stay_whole() {
        assert_eq!(breaks("在2024年5月1日，8.5%"), "在|2024年|5月|1日，|8.5%");
        assert_eq!(breaks("用word of国"), "用|word |of|国");
        assert_eq!(breaks("e\u{301}国\u{301}家"), "e\u{301}|国\u{301}|家");
    }

    #[test]
    fn a_character_with_its_marks_is_alone_and_a_number_is_not() {
        let lone = |text: &str| is_lone(&text.chars().collect::<Vec<_>>());
        assert!(lone("国。") && lone("国") && lone("。”") && lone("“国”，"));
        assert!(!lone("国家") && !lone("2") && !lone("A。") && !lone("2年"));
    }
}
