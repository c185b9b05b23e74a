//! Numbers as Chinese text writes them.

const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Places within a group of four digits, the units first.
const PLACES: [Option<char>; 4] = [None, Some('十'), Some('百'), Some('千')];

/// Groups of four digits, the units first.
const GROUPS: [Option<char>; 3] = [None, Some('万'), Some('亿')];

/// Writes a number as the `OOXML` number format `chineseCountingThousand` does, by which Word and
/// `LibreOffice` number headings: 一, 十, 十一, 二十, 一百零一, 一百一十, 一千零一十, 一万.
///
/// Only a leading ten drops its 一 (十一, but 一百一十一), a gap of zeros is one 零 however wide, and
/// zeros at the end are not written. Measured in `LibreOffice` 7.4 at 34 numbers up to 32 767, of
/// which the tests repeat those that tell systems apart; 〇 belongs to another format,
/// `chineseCounting`.
pub fn chinese(n: u32) -> String {
    if n == 0 {
        return DIGITS[0].to_string();
    }
    let mut text = String::new();
    let mut gap = false;
    for power in (0..=9).rev() {
        let digit = n / 10_u32.pow(power) % 10;
        let (group, place) = (power as usize / 4, power as usize % 4);
        if digit == 0 {
            gap = true;
        } else {
            if gap && !text.is_empty() {
                text.push(DIGITS[0]);
            }
            gap = false;
            let leading_ten = digit == 1 && place == 1 && text.is_empty();
            if !leading_ten {
                text.push(DIGITS[digit as usize]);
            }
            text.extend(PLACES[place]);
        }
        let group_has_digits = !(n / 10_u32.pow(power)).is_multiple_of(10_000);
        if place == 0 && group_has_digits {
            text.extend(GROUPS[group]);
        }
    }
    text
}

/// A circled number, ① to ㊿, or nothing for numbers that Unicode has no such character for.
pub fn circled(n: u32) -> Option<char> {
    let first = match n {
        1..=20 => 0x2460,
        21..=35 => 0x3251 - 20,
        36..=50 => 0x32b1 - 35,
        _ => return None,
    };
    char::from_u32(first + n - 1)
}

/// Whether a character is a circled number.
pub fn is_circled(character: char) -> bool {
    matches!(character, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_numbers_read_as_word_processors_count() {
        let cases = [
            (0, "零"),
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (19, "十九"),
            (20, "二十"),
            (21, "二十一"),
            (99, "九十九"),
            (100, "一百"),
            (101, "一百零一"),
            (110, "一百一十"),
            (111, "一百一十一"),
            (120, "一百二十"),
            (1000, "一千"),
            (1001, "一千零一"),
            (1010, "一千零一十"),
            (1100, "一千一百"),
            (9999, "九千九百九十九"),
            (10_000, "一万"),
            (10_001, "一万零一"),
            (10_010, "一万零一十"),
            (10_100, "一万零一百"),
            (11_000, "一万一千"),
            (20_202, "二万零二百零二"),
            (32_767, "三万二千七百六十七"),
            (100_000, "十万"),
            (100_000_000, "一亿"),
            (100_000_001, "一亿零一"),
            (4_294_967_295, "四十二亿九千四百九十六万七千二百九十五"),
        ];
        for (n, text) in cases {
            assert_eq!(chinese(n), text, "{n}");
        }
    }

    #[test]
    fn circled_numbers_run_to_fifty() {
        let all: String = (1..=50).filter_map(circled).collect();
        assert_eq!(
            all,
            "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
        );
        assert_eq!((circled(0), circled(51)), (None, None));
    }
}
