//! Numbers and sums of money in capitals (大写), which can't be altered: 壹贰叁.

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// Places within a group of four digits, the units first.
const PLACES: [Option<char>; 4] = [None, Some('拾'), Some('佰'), Some('仟')];

/// One more than the largest number that has a name here.
const LIMIT: u64 = 10_000_000_000_000_000;

/// Writes a number in capitals: 壹佰零壹, 壹拾万柒仟; `None` from ten quadrillions (万万亿) on.
pub fn capitals(n: u64) -> Option<String> {
    if n >= LIMIT {
        return None;
    }
    let mut text = String::new();
    spell(n, &mut text);
    Some(if text.is_empty() { DIGITS[0].to_string() } else { text })
}

fn spell(n: u64, out: &mut String) {
    for (group, name) in [(100_000_000, '亿'), (10_000, '万')] {
        if n >= group {
            spell(n / group, out);
            out.push(name);
            let rest = n % group;
            if rest > 0 && rest < group / 10 {
                out.push(DIGITS[0]);
            }
            return spell(rest, out);
        }
    }
    let mut gap = false;
    let mut begun = false;
    for power in (0..4).rev() {
        let digit = n / 10_u64.pow(power) % 10;
        if digit == 0 {
            gap = begun;
            continue;
        }
        if gap {
            out.push(DIGITS[0]);
        }
        (gap, begun) = (false, true);
        out.push(DIGITS[digit as usize]);
        out.extend(PLACES[power as usize]);
    }
}

/// Writes a sum of money in capitals, as 《支付结算办法》 has it (附一 正确填写票据和结算凭证的基本规定):
/// 壹佰元整, 壹仟肆佰零玖元伍角整, 陆仟零柒元壹角肆分, 壹仟陆佰捌拾元零叁角贰分.
///
/// `digits` is a plain number, with commas or without: `1,409.50`. `None` if it is none, has a part
/// of a 分, or is too large.
pub fn money(digits: &str) -> Option<String> {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("负", rest),
        None => ("", digits),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let yuan: u64 = ungrouped(whole)?.parse().ok()?;
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 2 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let cents: u64 = format!("{fraction:0<2}").parse().ok()?;
    let (jiao, fen) = (cents / 10, cents % 10);
    let mut text = sign.to_owned();
    if yuan > 0 || cents == 0 {
        text.push_str(&capitals(yuan)?);
        text.push('元');
        let lacks_jiao = jiao == 0 && fen > 0;
        if lacks_jiao || (yuan.is_multiple_of(10) && jiao > 0) {
            text.push(DIGITS[0]);
        }
    }
    if jiao > 0 {
        text.extend([DIGITS[jiao as usize], '角']);
    }
    if fen > 0 {
        text.extend([DIGITS[fen as usize], '分']);
    } else {
        text.push('整');
    }
    Some(text)
}

/// A number's digits without the commas between groups of three, which must stand where they belong.
fn ungrouped(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_grouped = whole.contains(',');
    let sound = is_digits(first)
        && (!is_grouped || first.len() <= 3)
        && groups.all(|part| part.len() == 3 && is_digits(part));
    sound.then(|| whole.replace(',', ""))
}

/// A number with commas between groups of three digits before its point: 1,409.50.
pub fn grouped(digits: &str) -> Option<String> {
    let (sign, rest) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits),
    };
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (rest, None),
    };
    let whole = ungrouped(whole)?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let mut text = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text.extend(fraction.into_iter().flat_map(|fraction| [".", fraction]));
    Some(text)
}

/// The digits of a text as Han ones: 二〇二四.
pub fn han_digits(text: &str) -> String {
    const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    text.chars().map(|c| c.to_digit(10).map_or(c, |digit| HAN[digit as usize])).collect()
}

#[cfg(test)]
mod tests {
    use super::{capitals, grouped, han_digits, money};

    #[test]
    fn sums_of_money_are_written_as_the_rules_for_bills_show() {
        for (digits, text) in [
            ("0", "零元整"),
            ("100", "壹佰元整"),
            ("10.00", "壹拾元整"),
            ("1,409.50", "壹仟肆佰零玖元伍角整"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("107000.53", "壹拾万柒仟元零伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("0.5", "伍角整"),
            ("0.05", "伍分"),
            ("-20", "负贰拾元整"),
            ("100000000", "壹亿元整"),
            ("100200000000.30", "壹仟零贰亿元零叁角整"),
            ("1000000000001", "壹万亿零壹元整"),
            (
                "9999999999999999.99",
                "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            ),
        ] {
            assert_eq!(money(digits).as_deref(), Some(text), "{digits}");
        }
    }

    #[test]
    fn what_is_no_sum_of_money_has_no_capitals() {
        for digits in ["", "一百", "1.005", "1,00", "1e3", ".5", "+1", "1 000", "10000000000000000"]
        {
            assert_eq!(money(digits), None, "{digits}");
        }
    }

    #[test]
    fn numbers_in_capitals_write_gaps_once() {
        for (n, text) in [
            (0, "零"),
            (10, "壹拾"),
            (1001, "壹仟零壹"),
            (1010, "壹仟零壹拾"),
            (10_001, "壹万零壹"),
            (100_010_000, "壹亿零壹万"),
            (120_005_000, "壹亿贰仟万伍仟"),
        ] {
            assert_eq!(capitals(n).as_deref(), Some(text), "{n}");
        }
    }

    #[test]
    fn digits_are_grouped_before_the_point() {
        assert_eq!(grouped("1409.5").as_deref(), Some("1,409.5"));
        assert_eq!(grouped("-1234567").as_deref(), Some("-1,234,567"));
        assert_eq!(grouped("999").as_deref(), Some("999"));
        assert_eq!((grouped("1,2"), grouped("x"), grouped("1.")), (None, None, None));
        assert_eq!(han_digits("2024年"), "二〇二四年");
    }
}
